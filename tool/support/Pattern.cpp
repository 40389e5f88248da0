// SPDX-License-Identifier: Apache-2.0
// Translates the patterns of rule packs for llvm::Regex.
#include "Pattern.h"

namespace npuify {

std::string toPosixPattern(llvm::StringRef Pattern) {
  std::string Out;
  bool InSet = false;
  for (size_t I = 0; I < Pattern.size(); ++I) {
    char C = Pattern[I];
    if (C == '\\' && I + 1 < Pattern.size()) {
      char Next = Pattern[++I];
      llvm::StringRef Set = Next == 'w' || Next == 'W'   ? "[:alnum:]_"
                            : Next == 'd' || Next == 'D' ? "[:digit:]"
                            : Next == 's' || Next == 'S' ? "[:space:]"
                                                         : "";
      bool Complement = Next == 'W' || Next == 'D' || Next == 'S';
      if (!Set.empty() && InSet && !Complement)
        Out += Set;
      else if (!Set.empty() && !InSet)
        Out += (Complement ? "[^" : "[") + Set.str() + "]";
      else if (Next == 'b' && !InSet)
        // Between a word and a non-word character; which of the two, what follows decides.
        Out += I + 1 < Pattern.size() && Pattern[I + 1] != '$' && Pattern[I + 1] != ')' &&
                       Pattern[I + 1] != '|' &&
                       (isalnum(static_cast<unsigned char>(Pattern[I + 1])) || Pattern[I + 1] == '_' ||
                        Pattern[I + 1] == '(' || Pattern[I + 1] == '[' ||
                        Pattern.substr(I + 1).starts_with("\\w"))
                   ? "[[:<:]]"
                   : "[[:>:]]";
      else if (Next == 't' || Next == 'n' || Next == 'r')
        Out += Next == 't' ? '\t' : Next == 'n' ? '\n' : '\r';
      else if (!InSet)
        (Out += '\\') += Next;
      else if (Next == ']' || Next == '-' || Next == '^')
        ((Out += "[.") += Next) += ".]"; // inside a set a backslash is an ordinary character
      else
        Out += Next;
      continue;
    }
    if (!InSet && C == '[') {
      InSet = true;
      Out += C;
      // A ']' right after '[' or '[^' stands for itself.
      if (I + 1 < Pattern.size() && Pattern[I + 1] == '^')
        Out += Pattern[++I];
      if (I + 1 < Pattern.size() && Pattern[I + 1] == ']')
        Out += Pattern[++I];
      continue;
    }
    if (InSet && C == '[' && Pattern.substr(I).starts_with("[:")) {
      size_t End = Pattern.find(":]", I);
      if (End != llvm::StringRef::npos) {
        Out += Pattern.slice(I, End + 2);
        I = End + 1;
        continue;
      }
    }
    if (InSet && C == ']')
      InSet = false;
    // Groups that do not capture, which POSIX cannot say, would shift the numbers: leave "(?:" to be
    // rejected.
    Out += C;
  }
  return Out;
}

llvm::Expected<llvm::Regex> compilePattern(llvm::StringRef Pattern) {
  llvm::Regex R(toPosixPattern(Pattern));
  std::string Why;
  if (!R.isValid(Why))
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Why);
  return R;
}

} // namespace npuify
