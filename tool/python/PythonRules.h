// SPDX-License-Identifier: Apache-2.0
// The rules of kind `python`, ready to be looked up.
#pragma once

#include "PythonFacts.h"

namespace npuify {

class PythonRules {
public:
  explicit PythonRules(const RuleIndex &Index);

  /// The rule for a use: by its symbol, then by the modules it lies below.
  const Rule *find(const PythonUse &Use, llvm::StringRef Text) const;
  const Rule *findImported(llvm::StringRef Symbol) const;
  /// \p Groups are those of the rule's expression; they point into \p String.
  const Rule *find(const PythonString &String, llvm::SmallVectorImpl<llvm::StringRef> &Groups) const;
  /// Whether \p Symbol lies below a module whose members have rules, each its own.
  bool isKnownModule(llvm::StringRef Symbol) const;
  /// Whether a source that cannot be read may use what rules are about.
  bool isMentioned(llvm::StringRef Text) const;

  /// The new dotted name of \p Symbol; empty when \p R does not rename.
  static std::string renamed(const Rule &R, llvm::StringRef Symbol);
  /// The argument of a call that a rule's parameter names: by keyword, else by position.
  static const PythonArgument *argument(const Rule &R, const PythonUse &Use, llvm::StringRef Param);

private:
  const Rule *covering(llvm::StringRef Symbol) const;
  bool hasMembers(llvm::StringRef Symbol) const;

  llvm::StringMap<std::vector<const Rule *>> BySymbol;
  std::vector<const Rule *> ForStrings;
};

} // namespace npuify
