// SPDX-License-Identifier: Apache-2.0
// Prints Snippets.
#include "Snippet.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

namespace npuify {
namespace {

constexpr const char *Reset = "\033[0m", *Bold = "\033[1m", *Blue = "\033[1;34m";

const char *colorOf(llvm::StringRef Severity) {
  if (Severity == "error")
    return "\033[1;31m";
  return Severity == "warning" ? "\033[1;33m" : "\033[1;32m";
}

/// Number of terminal cells that precede byte \p Bytes of \p Line; tabs are shown as one blank.
unsigned cells(llvm::StringRef Line, size_t Bytes) {
  unsigned N = 0;
  for (unsigned char C : Line.take_front(Bytes))
    N += (C & 0xC0) != 0x80; // UTF-8 continuation bytes take no cell of their own
  return N;
}

} // namespace

void printSnippet(const Snippet &S, bool Color, llvm::raw_ostream &OS) {
  auto Paint = [&](const char *Code) { return Color ? Code : ""; };
  const char *Tint = colorOf(S.Severity);
  OS << Paint(Tint) << S.Severity;
  if (!S.Code.empty())
    OS << '[' << S.Code << ']';
  OS << Paint(Reset) << Paint(Bold) << ": " << S.Message << Paint(Reset) << '\n';

  std::string Number = S.Line ? std::to_string(S.Line) : "";
  std::string Pad(std::max<size_t>(Number.size(), 1), ' ');
  if (!S.File.empty()) {
    OS << Pad << Paint(Blue) << "--> " << Paint(Reset) << S.File;
    if (S.Line)
      OS << ':' << S.Line << ':' << S.Column;
    OS << '\n';
  }
  auto Bar = [&](llvm::StringRef Label) {
    OS << Paint(Blue) << Label << std::string(Pad.size() - Label.size(), ' ') << " |" << Paint(Reset);
  };
  if (S.Line && !S.SourceLine.empty()) {
    // Of a very long line (generated or minified code) only the part around the caret is shown.
    constexpr size_t Widest = 160, Lead = 60;
    size_t Begin = S.Column ? S.Column - 1 : 0, Cut = 0;
    if (S.SourceLine.size() > Widest && Begin > Lead)
      Cut = Begin - Lead;
    std::string Shown = S.SourceLine.substr(std::min(Cut, S.SourceLine.size()), Widest);
    Begin -= Cut;
    std::replace_if(Shown.begin(), Shown.end(), [](unsigned char C) { return C < 0x20 || C == 0x7F; }, ' ');
    Bar("");
    OS << '\n';
    Bar(Number);
    OS << ' ' << Shown << '\n';
    Bar("");
    OS << ' ' << std::string(cells(Shown, Begin), ' ') << Paint(Tint);
    size_t Length = Begin < Shown.size() ? std::min<size_t>(S.Length, Shown.size() - Begin) : 1;
    OS << std::string(
              std::max(1u, cells(llvm::StringRef(Shown).drop_front(std::min(Begin, Shown.size())), Length)),
              '^')
       << Paint(Reset) << '\n';
  }
  auto Remark = [&](const char *Label, llvm::StringRef Line) {
    OS << Pad << Paint(Blue) << " = " << Paint(Reset) << Paint(Bold) << Label << Paint(Reset) << ": " << Line
       << '\n';
  };
  for (const std::string &Line : S.Notes)
    Remark("note", Line);
  for (const std::string &Line : S.Help)
    Remark("help", Line);
}

llvm::StringRef lineAround(llvm::StringRef Text, unsigned Offset) {
  size_t At = std::min<size_t>(Offset, Text.size());
  size_t Before = Text.take_front(At).rfind('\n');
  size_t Start = Before == llvm::StringRef::npos ? 0 : Before + 1;
  return Text.slice(Start, Text.find('\n', At)).rtrim('\r');
}

TextPlace placeOf(llvm::StringRef Text, unsigned Offset) {
  size_t At = std::min<size_t>(Offset, Text.size());
  TextPlace P;
  P.LineText = lineAround(Text, Offset);
  P.Line = static_cast<unsigned>(Text.take_front(At).count('\n')) + 1;
  P.Column = static_cast<unsigned>(Text.data() + At - P.LineText.data()) + 1;
  return P;
}

} // namespace npuify
