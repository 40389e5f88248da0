// SPDX-License-Identifier: Apache-2.0
#include "SharedMemory.h"

namespace npuify {

using clang::tok::TokenKind;

std::optional<DynamicShared> findDynamicShared(llvm::StringRef Text, const std::vector<Token> &Tokens,
                                               size_t Qualifier) {
  auto Is = [&](size_t I, llvm::StringRef Name) {
    return I < Tokens.size() && Text.substr(Tokens[I].Offset, Tokens[I].Length) == Name;
  };
  DynamicShared D;
  D.Text = Text;
  D.Tokens = &Tokens;
  // Back to the start of the declaration, on to its semicolon.
  size_t First = Qualifier, Last = Qualifier;
  while (First > 0 && Tokens[First - 1].Where == Tokens[Qualifier].Where &&
         (Tokens[First - 1].Kind == TokenKind::raw_identifier || Is(First - 1, ")")) &&
         Qualifier - First < 8) {
    if (Is(First - 1, ")")) { // an alignment in front of the qualifier
      size_t J = First - 1;
      while (J > 0 && !Is(J, "("))
        --J;
      if (J == 0 || Tokens[J - 1].Kind != TokenKind::raw_identifier)
        break;
      First = J;
      continue;
    }
    --First;
  }
  int Braces = 0;
  while (Last < Tokens.size() && !Is(Last, ";")) {
    Braces += Is(Last, "{");
    ++Last;
  }
  if (Last == Tokens.size() || Braces)
    return std::nullopt;
  size_t Extern = Tokens.size();
  for (size_t I = First; I < Last; ++I)
    if (Is(I, "extern"))
      Extern = I;
  if (Extern == Tokens.size())
    return std::nullopt;
  if (Extern < Qualifier)
    First = Extern; // what stands before `extern` is no part of it
  else
    First = Qualifier;

  // name[] with optional inner dimensions ends the declaration.
  size_t Open = First;
  while (Open < Last && !(Is(Open, "[") && Is(Open + 1, "]")))
    ++Open;
  if (Open >= Last || Open == 0 || Tokens[Open - 1].Kind != TokenKind::raw_identifier)
    return std::nullopt;
  D.Name = Open - 1;
  for (size_t I = Open + 2; I < Last; ++I) {
    if (Is(I, ","))
      return std::nullopt;
    D.InnerDimensions += Text.substr(Tokens[I].Offset, Tokens[I].Length).str();
  }
  for (size_t I = First; I < D.Name; ++I) {
    bool Alignment = Tokens[I].Kind == TokenKind::raw_identifier && Is(I + 1, "(") && I + 1 < D.Name;
    if (I == Extern || I == Qualifier) {
      D.Dropped.insert(I);
    } else if (Alignment) { // the base of dynamic shared memory is aligned for every type
      int Depth = 0;
      do {
        Depth += Is(I, "(") - Is(I, ")");
        D.Dropped.insert(I++);
      } while (I < D.Name && (Depth > 0 || Is(I, "(")));
      --I;
    }
  }
  D.FirstToken = First;
  D.LastToken = Last;
  D.Begin = Tokens[First].Offset;
  D.End = Tokens[Last].end();
  D.NameOffset = Tokens[D.Name].Offset;
  return D;
}

/// Splits "A(${type}, ${name})B" into the three literals.
static std::array<std::string, 3> literals(llvm::StringRef Template) {
  auto [Head, Rest] = Template.split("${type}");
  auto [Mid, Tail] = Rest.split("${name}");
  return {Head.str(), Mid.str(), Tail.str()};
}

std::vector<Edit> DynamicShared::inPlace(llvm::StringRef Template) const {
  auto [Head, Mid, Tail] = literals(Template);
  std::vector<Edit> Edits;
  const std::vector<Token> &T = *Tokens;
  size_t FirstType = FirstToken;
  while (FirstType < Name && Dropped.count(FirstType))
    ++FirstType;
  Edits.push_back({Begin, T[FirstType].Offset - Begin, Head});
  size_t LastType = FirstType;
  for (size_t I = FirstType; I < Name; ++I) {
    if (!Dropped.count(I)) {
      LastType = I;
      continue;
    }
    Edits.push_back({T[I].Offset, T[I + 1].Offset - T[I].Offset, ""});
  }
  unsigned TypeEnd = T[LastType].end();
  for (size_t I = LastType + 1; I < Name; ++I) // dropped tokens between type and name go with the separator
    Edits.pop_back();
  Edits.push_back({TypeEnd, T[Name].Offset - TypeEnd, InnerDimensions + Mid});
  Edits.push_back({T[Name].end(), T[LastToken].Offset - T[Name].end(), Tail});
  return Edits;
}

std::string DynamicShared::typeText() const {
  std::string Type;
  for (size_t I = FirstToken; I < Name; ++I) {
    if (Dropped.count(I))
      continue;
    if (!Type.empty() && (*Tokens)[I].Offset > (*Tokens)[I - 1].end())
      Type += ' ';
    Type += Text.substr((*Tokens)[I].Offset, (*Tokens)[I].Length).str();
  }
  return Type;
}

std::string DynamicShared::rendered(llvm::StringRef Template,
                                    std::function<std::string(llvm::StringRef)> MapType) const {
  auto [Head, Mid, Tail] = literals(Template);
  const Token &N = (*Tokens)[Name];
  return Head + MapType(typeText()) + InnerDimensions + Mid + Text.substr(N.Offset, N.Length).str() + Tail +
         ";";
}

} // namespace npuify
