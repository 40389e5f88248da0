// SPDX-License-Identifier: Apache-2.0
// The findings of one file while it is walked, and what all steps of the walk ask the evidence.
#pragma once

#include "FileTokens.h"
#include "TokenWalk.h"
#include "support/ToolRules.h"

namespace npuify {

class FileFindings {
public:
  FileFindings(const FileTokens &File, const FileEvidence *E, const WalkContext &Ctx)
      : File(File), E(E), Ctx(Ctx), Index(Ctx.Index) {}
  const FileTokens &File;
  const FileEvidence *const E; ///< may be null
  const WalkContext &Ctx;
  const RuleIndex &Index;
  std::vector<Finding> Found;

  Finding make(const Rule &R, llvm::StringRef Symbol, const Token &T, Evidence Ev) const;
  Finding make(ToolRule R, const std::string &Symbol, unsigned Offset, unsigned Length, Evidence Ev) const;
  void add(Finding F);
  /// A name that looks like an entity of an API and has no rule of its own.
  void addUnknown(const std::string &Name, const Token &T, Evidence Ev);
  /// The token is part of what is rewritten as a whole: findings about it change nothing.
  void swallow(const Token &T) { Swallowed.insert(T.Offset); }

  /// What the evidence says about the name at \p Offset, or null.
  const Resolution *resolution(unsigned Offset) const;
  /// Whether no unit is known to compile what stands at \p Offset.
  bool inactive(unsigned Offset) const;
  /// The branch around \p Offset that the preprocessor skips in every unit.
  std::optional<TextRange> inactiveRange(unsigned Offset) const;
  /// Kernel language stands in this file, whatever its name.
  bool kernelFile() const;

private:
  void place(Finding &F, unsigned Offset, unsigned Length, Evidence Ev) const;
  std::set<unsigned> Swallowed;
  mutable std::optional<bool> KernelFile;
};

} // namespace npuify
