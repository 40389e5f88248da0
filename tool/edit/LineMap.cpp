// SPDX-License-Identifier: Apache-2.0
#include "LineMap.h"

namespace npuify {

std::vector<LineShift> lineShifts(llvm::StringRef Text, llvm::ArrayRef<Edit> Edits) {
  std::vector<LineShift> Out = {{1, 1}};
  int Shift = 0;
  size_t Next = 0;
  unsigned Line = 0;
  for (size_t Start = 0; Start < Text.size();) {
    ++Line;
    size_t End = std::min(Text.find('\n', Start), Text.size());
    // What stands in front of the first word of a line moves the line.
    size_t Word = std::min(Text.find_first_not_of(" \t\r", Start), End);
    for (; Next < Edits.size() && Edits[Next].Offset + Edits[Next].Length <= Word; ++Next) {
      llvm::StringRef Old = Text.substr(Edits[Next].Offset, Edits[Next].Length);
      Shift +=
          static_cast<int>(llvm::StringRef(Edits[Next].Text).count('\n')) - static_cast<int>(Old.count('\n'));
    }
    unsigned To = static_cast<unsigned>(static_cast<int>(Line) + Shift);
    // Inside of an edit that goes on, lines fall together at its place.
    if (Next < Edits.size() && Edits[Next].Offset < Start)
      To = std::min(To, static_cast<unsigned>(
                            static_cast<int>(1 + Text.take_front(Edits[Next].Offset).count('\n')) + Shift));
    if (Line == 1)
      Out[0].To = To;
    else if (To - Line != Out.back().To - Out.back().From)
      Out.push_back({Line, To});
    Start = End + 1;
  }
  return Out;
}

} // namespace npuify
