// SPDX-License-Identifier: Apache-2.0
#include "SourceView.h"
#include "edit/ChangeSet.h"
#include "support/Tokens.h"

namespace npuify {

std::vector<ChangedBlock> changedBlocks(llvm::StringRef Text, const std::vector<const Finding *> &Findings) {
  ChangeSet Changes;
  for (const Finding *F : Findings)
    if (F->Applied && !F->Ch.empty())
      Changes.add(F->Ch);
  Changes.merge();
  LineTable Lines(Text);
  std::vector<ChangedBlock> Out;
  unsigned Done = 0; // bytes of the input that are in the output already
  for (const Edit &E : Changes.edits()) {
    if (E.Offset + E.Length > Text.size())
      continue; // the text is not the one that was analysed
    unsigned First = Lines.line(E.Offset), Last = Lines.line(E.Offset + E.Length);
    if (Out.empty() || First >= Out.back().Line + Out.back().Count) {
      if (!Out.empty()) // the rest of its last line
        Out.back().After += Text.slice(Done, Text.find('\n', Done));
      Done = E.Offset - (Lines.column(E.Offset) - 1);
      Out.push_back({First, 0, ""});
    }
    ChangedBlock &Block = Out.back();
    Block.Count = Last - Block.Line + 1;
    Block.After += Text.slice(Done, E.Offset);
    Block.After += E.Text;
    Done = E.Offset + E.Length;
  }
  if (!Out.empty())
    Out.back().After += Text.slice(Done, Text.find('\n', Done));
  return Out;
}

unsigned utf16Column(llvm::StringRef Line, unsigned ByteColumn) {
  if (Line.empty())
    return ByteColumn;
  unsigned Units = 0;
  for (unsigned char C : Line.take_front(ByteColumn ? ByteColumn - 1 : 0))
    Units += C >= 0xF0 ? 2 : (C & 0xC0) != 0x80;
  return Units + 1;
}

} // namespace npuify
