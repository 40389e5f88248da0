// SPDX-License-Identifier: Apache-2.0
#include "EditTemplate.h"
#include "llvm/ADT/StringExtras.h"

namespace npuify {

std::vector<Edit> editsFromTemplate(llvm::StringRef Template, llvm::ArrayRef<llvm::StringRef> Groups,
                                    llvm::StringRef Text, llvm::StringRef Indent) {
  std::vector<Edit> Edits;
  auto Offset = [&](llvm::StringRef S) { return static_cast<size_t>(S.data() - Text.data()); };
  size_t At = Offset(Groups[0]), End = At + Groups[0].size();
  std::string Literal;
  auto Replace = [&](size_t To) {
    llvm::StringRef Old = Text.slice(At, To), New = Literal;
    if (Old != New)
      Edits.push_back({static_cast<unsigned>(At), static_cast<unsigned>(Old.size()), New.str()});
    Literal.clear();
  };
  for (size_t I = 0; I < Template.size(); ++I) {
    char C = Template[I];
    if (C == '\\' && I + 1 < Template.size() && llvm::isDigit(Template[I + 1])) {
      size_t N = static_cast<size_t>(Template[++I] - '0');
      if (N >= Groups.size() || Groups[N].empty())
        continue;
      size_t From = Offset(Groups[N]), To = From + Groups[N].size();
      if (From < At) {
        Literal += Text.slice(From, To).str();
        continue;
      }
      Replace(From);
      At = To;
      continue;
    }
    Literal += C;
    if (C == '\n')
      Literal += Indent.str();
  }
  Replace(End);
  return Edits;
}

} // namespace npuify
