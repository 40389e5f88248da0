// SPDX-License-Identifier: Apache-2.0
#include "NameRewrite.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace npuify {

using clang::tok::TokenKind;

std::optional<TextRange> argumentOf(const CallTokens &C, const Rule &R, llvm::StringRef Param) {
  for (size_t N = 0; N < R.Params.size() && N < C.Args.size(); ++N)
    if (llvm::StringRef(R.Params[N]).rtrim('?') == Param)
      return C.Args[N];
  return std::nullopt;
}

std::vector<Edit> behindAlignment(const FileTokens &File, size_t I, const std::string &To) {
  size_t Close = I + 2;
  for (int Depth = 0; Close < File.Tokens.size(); ++Close) {
    Depth += File.is(Close, TokenKind::l_paren) - File.is(Close, TokenKind::r_paren);
    if (Depth == 0)
      break;
  }
  if (Close == File.Tokens.size())
    return {};
  return {{File.Tokens[I].Offset, File.Tokens[I + 1].Offset - File.Tokens[I].Offset, ""},
          {File.Tokens[Close].end(), 0, " " + To}};
}

Edit renameEdit(const FileTokens &File, size_t I, llvm::StringRef Name, llvm::StringRef Symbol,
                const std::string &To) {
  const Token &T = File.Tokens[I];
  unsigned Begin = T.Offset;
  llvm::StringRef Outer = Symbol;
  if (llvm::StringRef(To).contains("::") && Outer.consume_back(Name) && Outer.consume_back("::")) {
    size_t J = I;
    while (!Outer.empty() && J >= 2 && File.is(J - 1, TokenKind::coloncolon) &&
           File.is(J - 2, TokenKind::raw_identifier)) {
      J -= 2;
      Begin = File.Tokens[J].Offset;
      llvm::StringRef Component =
          Outer.substr(Outer.rfind("::") == llvm::StringRef::npos ? 0 : Outer.rfind("::") + 2);
      Outer = Outer.drop_back(std::min(Outer.size(), Component.size() + 2));
    }
  }
  return {Begin, T.end() - Begin, To};
}

/// Replaces the text from \p At to \p End by the rule's template. Arguments keep their place in the text,
/// so that edits inside them compose; a template that reorders them is not applied.
static std::vector<Edit> fill(const FileTokens &File, llvm::StringRef Rewrite, unsigned At, unsigned End,
                              llvm::function_ref<std::optional<TextRange>(llvm::StringRef)> Argument) {
  std::vector<Edit> Edits;
  std::string Literal;
  llvm::StringRef Rest = Rewrite;
  while (!Rest.empty()) {
    size_t Dollar = Rest.find("${");
    Literal += Rest.take_front(Dollar).str();
    if (Dollar == llvm::StringRef::npos)
      break;
    Rest = Rest.drop_front(Dollar + 2);
    llvm::StringRef Param = Rest.take_front(Rest.find('}')).rtrim('?');
    Rest = Rest.drop_front(Rest.find('}') + 1);
    std::optional<TextRange> Found = Argument(Param);
    if (!Found)
      continue; // an optional argument that is not there
    llvm::StringRef Whole = File.text(*Found);
    unsigned ArgBegin = Found->Begin + static_cast<unsigned>(Whole.size() - Whole.ltrim().size());
    if (ArgBegin < At)
      return {};
    Edits.push_back({At, ArgBegin - At, Literal});
    Literal.clear();
    At = ArgBegin + static_cast<unsigned>(Whole.trim().size());
  }
  Edits.push_back({At, End - At, Literal});
  return Edits;
}

std::vector<Edit> rewriteCall(const FileTokens &File, size_t I, const Rule &R) {
  std::optional<CallTokens> C = File.callAt(I);
  if (!C)
    return {};
  return fill(File, R.Rewrite, File.Tokens[I].Offset, File.Tokens[C->Close].end(),
              [&](llvm::StringRef Param) { return argumentOf(*C, R, Param); });
}

std::vector<Edit> rewriteMethod(const FileTokens &File, size_t I, const Rule &R) {
  std::optional<CallTokens> C = File.callAt(I);
  if (!C || !File.isMember(I))
    return {};
  TextRange Object{File.Tokens[File.objectBegin(I - 1)].Offset, File.Tokens[I - 1].Offset};
  if (Object.Begin == Object.End)
    return {};
  // A pointer stays one where the rule goes on with a member of the object; elsewhere the rule takes the
  // object.
  std::string Rewrite = R.Rewrite;
  size_t Member = File.is(I - 1, TokenKind::arrow) ? Rewrite.find("${object}.") : std::string::npos;
  if (Member != std::string::npos)
    Rewrite.replace(Member, llvm::StringRef("${object}.").size(), "${object}->");
  std::vector<Edit> Edits = fill(File, Rewrite, Object.Begin, File.Tokens[C->Close].end(),
                                 [&](llvm::StringRef Param) -> std::optional<TextRange> {
                                   return Param == "object" ? Object : argumentOf(*C, R, Param);
                                 });
  if (File.is(I - 1, TokenKind::arrow) && Member == std::string::npos && !Edits.empty())
    Edits.front().Text += "*";
  return Edits;
}

} // namespace npuify
