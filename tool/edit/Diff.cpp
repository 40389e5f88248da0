// SPDX-License-Identifier: Apache-2.0
#include "Diff.h"
#include "support/Tokens.h"
#include "llvm/ADT/SmallVector.h"

namespace npuify {

namespace {
/// Whole lines [First, Last) of the old text that are replaced by New.
struct Block {
  unsigned First, Last;
  std::string New;
};
} // namespace

static llvm::SmallVector<llvm::StringRef, 0> splitLines(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef, 0> Lines;
  Text.split(Lines, '\n');
  if (!Lines.empty() && Lines.back().empty())
    Lines.pop_back();
  return Lines;
}

void printDiff(llvm::raw_ostream &OS, llvm::StringRef OldName, llvm::StringRef NewName, llvm::StringRef Text,
               const std::vector<Edit> &Edits) {
  if (Edits.empty())
    return;
  const unsigned Context = 3;
  llvm::SmallVector<llvm::StringRef, 0> Old = splitLines(Text);
  LineTable Table(Text);
  auto LineStart = [&](unsigned Line) {
    return Line < Old.size() ? static_cast<size_t>(Old[Line].data() - Text.data()) : Text.size();
  };

  std::vector<Block> Blocks;
  for (size_t I = 0; I < Edits.size();) {
    Block B{Table.line(Edits[I].Offset) - 1, Table.line(Edits[I].Offset + Edits[I].Length), ""};
    size_t J = I + 1; // edits on the same lines belong together
    for (; J < Edits.size() && Table.line(Edits[J].Offset) <= B.Last; ++J)
      B.Last = std::max(B.Last, Table.line(Edits[J].Offset + Edits[J].Length));
    size_t At = LineStart(B.First);
    for (; I < J; ++I) {
      B.New += Text.slice(At, Edits[I].Offset).str() + Edits[I].Text;
      At = Edits[I].Offset + Edits[I].Length;
    }
    B.New += Text.slice(At, LineStart(B.Last)).str();
    Blocks.push_back(std::move(B));
  }

  OS << "--- " << OldName << "\n+++ " << NewName << "\n";
  long Shift = 0; // new line number minus old line number
  for (size_t I = 0; I < Blocks.size();) {
    size_t J = I + 1; // blocks whose contexts touch share a hunk
    while (J < Blocks.size() && Blocks[J].First <= Blocks[J - 1].Last + 2 * Context)
      ++J;
    unsigned Begin = Blocks[I].First > Context ? Blocks[I].First - Context : 0;
    unsigned End = std::min<unsigned>(Blocks[J - 1].Last + Context, Old.size());
    std::string Body;
    long Added = 0;
    unsigned Line = Begin;
    for (size_t K = I; K < J; ++K) {
      for (; Line < Blocks[K].First; ++Line)
        Body += " " + Old[Line].str() + "\n";
      for (; Line < std::min<unsigned>(Blocks[K].Last, Old.size()); ++Line, --Added)
        Body += "-" + Old[Line].str() + "\n";
      for (llvm::StringRef L : splitLines(Blocks[K].New)) {
        Body += "+" + L.str() + "\n";
        ++Added;
      }
    }
    for (; Line < End; ++Line)
      Body += " " + Old[Line].str() + "\n";
    OS << "@@ -" << Begin + 1 << "," << End - Begin << " +" << Begin + 1 + Shift << "," << End - Begin + Added
       << " @@\n"
       << Body;
    Shift += Added;
    I = J;
  }
}

} // namespace npuify
