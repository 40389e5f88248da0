// SPDX-License-Identifier: Apache-2.0
// All Changes of one file: merged, checked for overlaps, applied to the text.
#pragma once

#include "Change.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <string>
#include <vector>

namespace npuify {

/// Collects Changes of one file. Two Changes that overlap are both left out (DESIGN, invariant 5); equal
/// Edits of several Changes (a header seen twice) are merged.
class ChangeSet {
public:
  /// Adds a Change; \returns its index, which refers to it in conflicts().
  size_t add(Change C);
  /// Indexes of the Changes that are not applied because they overlap another one. Valid after merge().
  const std::vector<size_t> &conflicts() const { return Conflicts; }
  /// Finds overlaps and orders the Edits.
  void merge();
  /// \returns \p Text with all Edits that survived merge().
  std::string apply(llvm::StringRef Text) const;
  /// The surviving Edits in ascending order.
  const std::vector<Edit> &edits() const { return Ordered; }

private:
  std::vector<Change> Changes;
  std::vector<size_t> Conflicts;
  std::vector<Edit> Ordered;
};

/// Checks that \p After holds exactly the tokens of \p Before outside the Edits, neither fused nor split.
/// \returns an empty string, or what is wrong.
std::string checkLexes(llvm::StringRef Before, llvm::StringRef After, const std::vector<Edit> &Edits);

} // namespace npuify
