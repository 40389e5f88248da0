// SPDX-License-Identifier: Apache-2.0
// Where the lines of an input stand in the output.
#pragma once

#include "Change.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace npuify {

/// From line From of the input on, up to the next entry, line N is line N + To - From of the output.
struct LineShift {
  unsigned From = 1, To = 1;
  bool operator==(const LineShift &O) const { return From == O.From && To == O.To; }
};

/// \p Edits: those that were applied to \p Text, in order. Starts with line 1; a line that an edit swallows
/// counts as moved to where the edit's text stands.
std::vector<LineShift> lineShifts(llvm::StringRef Text, llvm::ArrayRef<Edit> Edits);

} // namespace npuify
