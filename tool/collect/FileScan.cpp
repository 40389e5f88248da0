// SPDX-License-Identifier: Apache-2.0
#include "FileScan.h"
#include "FileTokens.h"
#include "llvm/ADT/STLExtras.h"

using clang::tok::TokenKind;

namespace npuify {

FileNeeds scanFile(llvm::StringRef Text, const RuleIndex &Index) {
  FileNeeds Needs;
  llvm::StringSet<> Seen; // most names occur often, and the patterns are slow
  for (const Token &T : lex(Text)) {
    if (T.Kind == TokenKind::lesslessless)
      Needs.Launches = true;
    if (T.Kind != TokenKind::raw_identifier || Needs.Entities)
      continue;
    llvm::StringRef Name = Text.substr(T.Offset, T.Length);
    if (!Seen.insert(Name).second)
      continue;
    Needs.Entities = Index.looksLikeEntity(Name) || Index.find({RuleKind::Attribute}, Name);
    Needs.OpenNames |= Index.mayMatchOpen(Name);
  }
  return Needs;
}

bool declaresUndeclared(llvm::StringRef Text, const RuleIndex &Index) {
  FileTokens File(Text);
  llvm::StringSet<> Macros;
  collectMacroNames(Text, Macros);
  return llvm::any_of(File.Tokens, [&](const Token &T) {
    return T.Kind == TokenKind::raw_identifier && Index.isUndeclared(File.text(T)) &&
           (Macros.contains(File.text(T)) || File.declaredHere(File.text(T)));
  });
}

void collectMacroNames(llvm::StringRef Text, llvm::StringSet<> &Names) {
  std::vector<Token> Tokens = lex(Text);
  for (size_t I = 1; I < Tokens.size(); ++I)
    if (Tokens[I].Where == Place::Define && Tokens[I - 1].Where == Place::Directive)
      Names.insert(spelling(Text, Tokens[I]));
}

} // namespace npuify
