// SPDX-License-Identifier: Apache-2.0
// What a command line asks for, as plain data.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace npucc {

/// A mistake in the command line; the message says what and how to mend it.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

enum class Phase {
  Preprocess,   ///< -E: text on standard output or in -o
  Dependencies, ///< -M, -MM
  Assemble,     ///< -S
  Compile,      ///< -c: an object per source
  DeviceLink,   ///< -dlink
  Archive,      ///< -lib
  Module,       ///< -cubin, -ptx, -fatbin: a loadable module per source
  Link,         ///< an executable or a shared library
};

enum class Language {
  Kernel, ///< the NPU dialect, or CUDA that is migrated first
  Cxx,
  C,
  AsIs, ///< the host compiler decides by the file's name (assembly, Objective-C)
};

struct Input {
  std::string Path;
  Language Lang = Language::Cxx;
  bool Forced = false; ///< -x named the language
};

/// A place in the order of the link: a source whose object stands there, or an argument.
struct LinkItem {
  int InputIndex = -1; ///< -1: Argument
  std::string Argument;
};

struct Invocation {
  Phase What = Phase::Link;
  std::vector<Input> Inputs;            ///< sources only; objects and libraries are link items
  std::vector<LinkItem> LinkItems;      ///< in the order of the command line
  std::vector<std::string> CompileArgs; ///< for every compilation, in the order of the command line
  std::vector<std::string> LinkArgs;    ///< options of the link, before the items
  std::vector<std::string> IncludeDirs; ///< -I and -isystem, also part of CompileArgs
  std::vector<std::string> Definitions; ///< -DNAME=V and -UNAME, also part of CompileArgs
  std::string Standard;                 ///< value of -std, or empty
  std::string Output;                   ///< -o, or empty
  std::string OutputFolder;             ///< -odir, or empty
  std::string HostCompiler;             ///< -ccbin, or empty
  bool Optimize = false;                ///< an -O was given
  bool DeviceDebug = false;             ///< -G
  bool Relocatable = false;             ///< -rdc=true or -dc
  bool OpenMP = false;                  ///< -fopenmp
  bool DependencyFile = false;          ///< -MD or -MMD
  std::string DependencyPath;           ///< -MF, or empty
  bool DependencyTarget = false;        ///< -MT or -MQ
  std::string ModuleSuffix;             ///< ".cubin", ".ptx" or ".fatbin" for Phase::Module
  std::string Query;                    ///< -dumpmachine and the like: the host compiler answers
  bool Shared = false;
  bool Run = false;
  bool Verbose = false;
  bool Remarks = false;     ///< -Rnpu
  bool CheckRaces = false;  ///< -racecheck
  bool HostKernels = false; ///< -host-kernels
  bool DryRun = false;
  bool Version = false, Help = false, PrintCFlags = false, PrintLibs = false;
  std::vector<std::string> RunArguments;
  std::vector<std::string> Notes; ///< what was left out and why, for -v
};

/// Reads a command line without the program's name; response files ("@file", --options-file) are expanded.
/// Throws UsageError.
Invocation parseCommandLine(const std::vector<std::string> &Args);

/// Splits the text of a response file into arguments: white space separates, quotes and backslashes protect.
std::vector<std::string> splitArguments(std::string_view Text);

/// Splits the value of -Xcompiler and its like at commas and white space. A quoted part stays whole, and so
/// does an option such as -Wl,… that has commas of its own.
std::vector<std::string> splitForTool(std::string_view Value);

} // namespace npucc
