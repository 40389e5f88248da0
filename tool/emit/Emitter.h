// SPDX-License-Identifier: Apache-2.0
// Writes a run's output: everything into a staging folder first, then renamed in; on failure nothing is left
// behind.
#pragma once

#include "llvm/Support/Error.h"
#include <set>
#include <string>

namespace npuify {

class Emitter {
public:
  /// \p OutDir is created when it does not exist. Nothing is written outside it.
  static llvm::Expected<Emitter> create(const std::string &OutDir);
  Emitter(Emitter &&) = default;
  ~Emitter();

  /// The mode is that of \p ModeOf, when given: scripts stay executable.
  llvm::Error write(const std::string &Rel, const std::string &Text, const std::string &ModeOf = "");
  /// Copies a file unchanged, mode included.
  llvm::Error copy(const std::string &Rel, const std::string &From);
  /// Moves everything into place. Files of an earlier run with the same name are replaced.
  llvm::Error commit();

private:
  Emitter(std::string OutDir, std::string Staging) : OutDir(std::move(OutDir)), Staging(std::move(Staging)) {}
  llvm::Expected<std::string> stage(const std::string &Rel);
  std::string OutDir, Staging;
  std::set<std::string> Written; ///< a tree that was migrated before holds reports of its own, written anew
};

/// Rewrites originals: each is first copied to PATH.orig (unless that exists), then replaced by renaming.
llvm::Error replaceInPlace(const std::string &Path, const std::string &Text);

} // namespace npuify
