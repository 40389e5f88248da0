// SPDX-License-Identifier: Apache-2.0
// An Edit replaces a byte range of one file; a Change is a list of Edits applied whole or not at all.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace npuify {

/// Replaces bytes [Offset, Offset + Length) of the file by Text. Length 0 is an insertion.
struct Edit {
  unsigned Offset = 0;
  unsigned Length = 0;
  std::string Text;
};

/// Edits of one file that only make sense together; they carry the id of the rule they come from.
struct Change {
  std::string RuleId;
  std::vector<Edit> Edits;
  bool empty() const { return Edits.empty(); }
};

} // namespace npuify
