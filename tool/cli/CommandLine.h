// SPDX-License-Identifier: Apache-2.0
// The one definition of commands and options: it parses, prints help and writes the reference page.
#pragma once

#include "Options.h"
#include <CLI/CLI.hpp>

namespace npuify {

class CommandLine {
public:
  CommandLine();
  CLI::App &app() { return App; }
  /// The valid values of an option that takes one of a list of words; empty for others.
  static std::vector<std::string> wordsOf(const CLI::Option &O);
  /// Parses; throws CLI::ParseError. What no option took is left in app().remaining(true).
  void parse(std::vector<std::string> Args);

  Options Opts;
  // Texts that parseOptions turns into values.
  std::string FailOn, Format = "full", Color = "auto", CudaArch, Part;
  std::vector<std::string> Outputs;

private:
  CLI::App App;
  void addRun();
  void addPrograms();
  void addLookups();
  void addRules();
  CLI::App *command(CLI::App &Parent, const std::string &Name, const std::string &Text, Command C);
  void findingOptions(CLI::App &Sub);
  void ruleOption(CLI::App &Sub);
  void colorOption(CLI::App &Sub);
};

} // namespace npuify
