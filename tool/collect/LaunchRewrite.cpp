// SPDX-License-Identifier: Apache-2.0
#include "LaunchRewrite.h"
#include <optional>

namespace npuify {

using clang::tok::TokenKind;

/// Walks back over `a::b<c, d>`, `(x)`, `f(x)`, `p->k[i]`; \returns the index of the first token of the
/// callee.
static std::optional<size_t> calleeStart(const std::vector<Token> &Tokens, size_t Op) {
  size_t I = Op;
  auto Kind = [&](size_t J) { return Tokens[J].Kind; };
  auto MatchBack = [&](TokenKind Open, TokenKind Close) -> bool {
    int Depth = 0;
    while (I > 0) {
      --I;
      TokenKind K = Kind(I);
      if (K == Close)
        ++Depth;
      else if (Close == TokenKind::greater && K == TokenKind::greatergreater)
        Depth += 2;
      else if (K == Open && --Depth == 0)
        return true;
      else if (K == TokenKind::semi || K == TokenKind::l_brace || K == TokenKind::r_brace)
        return false;
    }
    return false;
  };
  bool Any = false;
  for (;;) {
    // A primary, from its end: suffixes first.
    while (I > 0) {
      TokenKind K = Kind(I - 1);
      if (K == TokenKind::greater || K == TokenKind::greatergreater) {
        int Extra = K == TokenKind::greatergreater;
        if (!MatchBack(TokenKind::less, TokenKind::greater))
          return std::nullopt;
        (void)Extra;
      } else if (K == TokenKind::r_paren) {
        if (!MatchBack(TokenKind::l_paren, TokenKind::r_paren))
          return std::nullopt;
        Any = true;
      } else if (K == TokenKind::r_square) {
        if (!MatchBack(TokenKind::l_square, TokenKind::r_square))
          return std::nullopt;
      } else {
        break;
      }
    }
    if (I > 0 && Kind(I - 1) == TokenKind::raw_identifier) {
      --I;
      Any = true;
    }
    if (!Any)
      return std::nullopt;
    if (I > 0 && (Kind(I - 1) == TokenKind::coloncolon || Kind(I - 1) == TokenKind::period ||
                  Kind(I - 1) == TokenKind::arrow || Kind(I - 1) == TokenKind::hashhash)) {
      --I;
      if (Tokens[I].Kind == TokenKind::coloncolon && (I == 0 || Kind(I - 1) != TokenKind::raw_identifier))
        if (I == 0 || (Kind(I - 1) != TokenKind::greater && Kind(I - 1) != TokenKind::greatergreater))
          return I; // ::kernel
      continue;
    }
    return I;
  }
}

/// A comma that a macro call would take for a separator.
static bool hasBareComma(const std::vector<Token> &Tokens, size_t Begin, size_t End) {
  int Depth = 0;
  for (size_t I = Begin; I < End; ++I) {
    TokenKind K = Tokens[I].Kind;
    Depth += (K == TokenKind::l_paren) - (K == TokenKind::r_paren);
    if (K == TokenKind::comma && Depth == 0)
      return true;
  }
  return false;
}

std::vector<Edit> rewriteLaunch(llvm::StringRef Text, const std::vector<Token> &Tokens, size_t Op,
                                const LaunchSite *Site, const std::string &Macro) {
  auto Start = calleeStart(Tokens, Op);
  if (Site && Site->CalleeBegin < Site->CalleeEnd)
    for (size_t I = Op; I-- > 0 && Tokens[I].Offset >= Site->CalleeBegin;)
      if (Tokens[I].Offset == Site->CalleeBegin)
        Start = I;
  if (!Start)
    return {};

  // The end of the configuration, and the call's parentheses.
  size_t Close = 0;
  int Depth = 0;
  for (size_t I = Op + 1; I < Tokens.size() && !Close; ++I) {
    TokenKind K = Tokens[I].Kind;
    Depth += (K == TokenKind::l_paren || K == TokenKind::l_brace || K == TokenKind::l_square) -
             (K == TokenKind::r_paren || K == TokenKind::r_brace || K == TokenKind::r_square);
    if (K == TokenKind::greatergreatergreater && Depth == 0)
      Close = I;
    if (K == TokenKind::semi || Depth < 0)
      return {};
  }
  if (!Close || Close + 1 >= Tokens.size())
    return {};
  // The argument list may come out of a macro: kernel<<<grid, block>>> ARGS.
  bool Configured = Tokens[Close + 1].Kind == TokenKind::raw_identifier;
  if (!Configured && (Close + 2 >= Tokens.size() || Tokens[Close + 1].Kind != TokenKind::l_paren))
    return {};
  bool NoArgs = !Configured && Tokens[Close + 2].Kind == TokenKind::r_paren;

  CalleeForm Form = Site ? Site->Form : CalleeForm::AsIs;
  std::string Open = Macro + (Configured ? "_CONFIGURED" : "") +
                     (Form == CalleeForm::Deduced ? "_DEDUCED(" : "("),
              Shut;
  if (Form == CalleeForm::Cast) {
    Open += "static_cast<" + Site->Text + ">(";
    Shut = ")";
  } else if (hasBareComma(Tokens, *Start, Op) ||
             (Form == CalleeForm::Suffix && Site->Text.find(',') != std::string::npos)) {
    Open += "(";
    Shut = ")";
  }
  if (Form == CalleeForm::Suffix)
    Shut = Site->Text + Shut;

  auto Blank = [&](unsigned At) { return At < Text.size() && (Text[At] == ' ' || Text[At] == '\t'); };
  std::vector<Edit> Edits;
  Edits.push_back({Tokens[*Start].Offset, 0, Open});
  unsigned CalleeEnd = Tokens[Op - 1].end(), ConfigBegin = Tokens[Op].end();
  while (Blank(ConfigBegin))
    ++ConfigBegin;
  if (Text.slice(CalleeEnd, Tokens[Op].Offset).trim(" \t").empty()) {
    Edits.push_back({CalleeEnd, ConfigBegin - CalleeEnd, Shut + ", ("});
  } else { // a comment or a line end stays
    if (!Shut.empty())
      Edits.push_back({CalleeEnd, 0, Shut});
    Edits.push_back({Tokens[Op].Offset, ConfigBegin - Tokens[Op].Offset, ", ("});
  }
  unsigned ConfigEnd = Tokens[Close].Offset;
  while (ConfigEnd > ConfigBegin && Blank(ConfigEnd - 1))
    --ConfigEnd;
  if (Configured) {
    Edits.push_back({ConfigEnd, Tokens[Close].end() - ConfigEnd, "))"});
    return Edits;
  }
  unsigned ArgsBegin = Tokens[Close + 1].end();
  if (Text.slice(Tokens[Close].end(), Tokens[Close + 1].Offset).find_first_not_of(" \t\r\n\\") ==
      llvm::StringRef::npos) {
    Edits.push_back({ConfigEnd, ArgsBegin - ConfigEnd, NoArgs ? ")" : "), "});
  } else {
    Edits.push_back({ConfigEnd, Tokens[Close].end() - ConfigEnd, NoArgs ? ")" : "), "});
    Edits.push_back({Tokens[Close + 1].Offset, 1, ""});
  }
  return Edits;
}

} // namespace npuify
