// SPDX-License-Identifier: Apache-2.0
// One walk over the tokens of a file turns them, the evidence and the rules into Findings with their Changes.
// Every branch of the preprocessor and every macro body is walked; evidence decides where there is some.
#pragma once

#include "Evidence.h"
#include "LibraryUse.h"
#include "report/Finding.h"
#include "rules/RuleIndex.h"
#include <functional>
#include <map>
#include <optional>

namespace npuify {

struct WalkContext {
  const RuleIndex &Index;
  /// Macros that the project defines and that may be in force in the file; what else it declares, the
  /// evidence tells.
  const llvm::StringSet<> &UserMacros;
  std::string RelPath; ///< for the findings
  /// Kernel-language source: begins with the packs' prologue.
  bool KernelSource = false;
  /// How an #include of a project file must be spelled in the output; nothing when it stays. Arguments: the
  /// path that Clang found (or empty) and the spelling without delimiters.
  std::function<std::optional<std::string>(const std::string &, llvm::StringRef)> IncludeTarget;
  /// Builtins with calls, somewhere in the project, that may pick overloads of its own.
  const std::set<std::string> &OpenBuiltins;
  LibraryUse &Libraries;
  /// Sources with new names, old to new, if the program opens them by their names; else null.
  const std::map<std::string, std::string> *OpenedSources = nullptr;
};

/// \p E may be null: then tokens are all there is.
std::vector<Finding> walkTokens(llvm::StringRef Text, const FileEvidence *E, const WalkContext &Ctx);

} // namespace npuify
