// SPDX-License-Identifier: Apache-2.0
// Writes a migrated tree into a folder that may hold an earlier one: what the user changed there since stays,
// merged with what changed in the migration.
#pragma once

#include "Emitter.h"
#include "OutputState.h"
#include <functional>
#include <vector>

namespace npuify {

/// A file of the output that could not be brought together with what stood there.
struct MergeConflict {
  std::string Rel; ///< below the output root
  std::string Why; ///< "2 places are marked"
};

class TreeWriter {
public:
  static llvm::Expected<TreeWriter> create(const std::string &OutDir);

  /// A source or build file, made of \p From, whose mode it gets.
  llvm::Error write(const std::string &Rel, const std::string &Text, const std::string &From);
  /// A file that is copied as it is; later runs can merge it when \p IsText.
  llvm::Error copy(const std::string &Rel, const std::string &From, bool IsText);
  /// A file that is npuify's own: replaced whatever stands there.
  llvm::Error replace(const std::string &Rel, const std::string &Text) { return Out.write(Rel, Text); }
  llvm::Error commit();

  std::vector<MergeConflict> Conflicts;
  unsigned Kept = 0, Merged = 0, BackedUp = 0; ///< edited files left as they are, merged; foreign files saved

private:
  TreeWriter(std::string OutDir, Emitter Out, OutputState Before)
      : OutDir(std::move(OutDir)), Out(std::move(Out)), Before(std::move(Before)), After(this->Before) {}
  llvm::Error put(const std::string &Rel, llvm::StringRef New, bool IsText,
                  llvm::function_ref<llvm::Error()> Stage);
  std::string OutDir;
  Emitter Out;
  OutputState Before, After;
};

} // namespace npuify
