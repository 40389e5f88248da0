// SPDX-License-Identifier: Apache-2.0
// Parses one translation unit with Clang against the packs' own declarations and collects Evidence. Needs no
// SDK: the declarations come from a virtual file system, and a real toolkit on the include path is never
// entered.
#pragma once

#include "StubFiles.h"
#include "collect/Evidence.h"
#include "rules/RuleIndex.h"
#include <set>
#include <string>
#include <vector>

namespace npuify {

struct TranslationUnit {
  std::string Path;              ///< absolute
  bool Kernel = false;           ///< kernel language (parsed as CUDA), else the host language of its suffix
  std::vector<std::string> Args; ///< -I, -D, -std, … from the build
};

struct ParseOptions {
  std::vector<std::string> ExtraArgs; ///< after "--" on the command line
  /// Absolute paths for which evidence is collected.
  std::set<std::string> ProjectFiles;
  bool RelocatableDeviceCode = false;
};

struct ParseResult {
  EvidenceMap Found;
  std::string Failure; ///< why Clang gave no AST at all; empty when it did
};

struct Preamble;

/// The driver's command line for kernel-language units, without what one unit adds.
std::vector<std::string> kernelCommandLine(const RuleIndex &Index);

/// What decides about the result of parsing \p TU, files aside.
std::vector<std::string> unitCommandLine(const TranslationUnit &TU, const RuleIndex &Index,
                                         const ParseOptions &Options);

/// The same for units of the host's language.
std::vector<std::string> hostCommandLine(const RuleIndex &Index, bool IsC);

/// Whether \p TU is parsed as the preamble of its language is.
bool mayUsePreamble(const TranslationUnit &TU, const ParseOptions &Options);

/// Never fails: a TU that cannot be parsed yields little or no evidence. A \p Preamble without a path is
/// none.
ParseResult parse(const TranslationUnit &TU, const RuleIndex &Index, const ParseOptions &Options,
                  const Preamble &Preamble);

} // namespace npuify
