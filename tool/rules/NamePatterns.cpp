// SPDX-License-Identifier: Apache-2.0
#include "NamePatterns.h"
#include "support/Pattern.h"
#include "llvm/ADT/StringExtras.h"

namespace npuify {
namespace {

bool isWord(char C) { return llvm::isAlnum(C) || C == '_'; }

/// The end of the group or set that \p At opens.
size_t behind(llvm::StringRef Pattern, size_t At) {
  int Depth = 0;
  bool Set = false;
  for (; At < Pattern.size(); ++At) {
    char C = Pattern[At];
    if (C == '\\')
      ++At;
    else if (Set)
      Set = C != ']';
    else if (C == '[')
      Set = true;
    else
      Depth += (C == '(') - (C == ')');
    if (Depth == 0 && !Set)
      return At + 1;
  }
  return Pattern.size();
}

std::vector<std::string> split(llvm::StringRef Pattern) {
  std::vector<std::string> Out;
  size_t Start = 0;
  for (size_t At = 0; At < Pattern.size();) {
    if (Pattern[At] == '|') {
      Out.push_back(Pattern.slice(Start, At).str());
      Start = ++At;
    } else {
      At = behind(Pattern, At);
    }
  }
  Out.push_back(Pattern.substr(Start).str());
  return Out;
}

/// The alternatives of \p Pattern; a group of plain words that one begins with is taken apart, too.
std::vector<std::string> alternatives(llvm::StringRef Pattern) {
  std::vector<std::string> Out;
  for (std::string &One : split(Pattern)) {
    size_t End = One.empty() || One[0] != '(' ? 0 : behind(One, 0);
    llvm::StringRef Words = llvm::StringRef(One).slice(1, End ? End - 1 : 1);
    char After = End < One.size() ? One[End] : '\0';
    if (!End || After == '?' || After == '*' || After == '+' || After == '{' ||
        !llvm::all_of(Words, [](char C) { return isWord(C) || C == '|'; })) {
      Out.push_back(std::move(One));
      continue;
    }
    for (const std::string &Word : split(Words))
      Out.push_back(Word + One.substr(End));
  }
  return Out;
}

std::string literalPrefix(llvm::StringRef Pattern) {
  llvm::StringRef Prefix = Pattern.take_while(isWord);
  char After = Prefix.size() < Pattern.size() ? Pattern[Prefix.size()] : '\0';
  if (After == '?' || After == '*' || After == '{')
    Prefix = Prefix.drop_back(); // may be left out
  return Prefix.str();
}

} // namespace

void NamePatterns::add(llvm::StringRef Pattern, const Rule *R) {
  for (std::string &One : alternatives(Pattern)) {
    Alternative A;
    A.Prefix = literalPrefix(One);
    A.Pattern = std::move(One);
    A.R = R;
    A.Order = Count++;
    ByFirst[A.Prefix.empty() ? '\0' : A.Prefix[0]].push_back(std::move(A));
  }
}

const NamePatterns::Alternative *NamePatterns::lookUp(llvm::StringRef Name) const {
  const Alternative *Best = nullptr;
  for (char First : {Name.empty() ? '\0' : Name[0], '\0'}) {
    auto It = ByFirst.find(First);
    if (It == ByFirst.end())
      continue;
    for (const Alternative &A : It->second) {
      if (!Name.starts_with(A.Prefix) || (Best && Best->Order < A.Order))
        continue;
      if (!A.Compiled)
        A.Compiled = std::make_unique<llvm::Regex>("^(" + toPosixPattern(A.Pattern) + ")$");
      if (A.Compiled->match(Name)) {
        Best = &A;
        break;
      }
    }
  }
  return Best;
}

const Rule *NamePatterns::find(llvm::StringRef Name) const {
  const Alternative *A = lookUp(Name);
  return A ? A->R : nullptr;
}

} // namespace npuify
