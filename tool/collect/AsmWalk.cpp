// SPDX-License-Identifier: Apache-2.0
#include "AsmWalk.h"
#include "AsmRewrite.h"
#include "edit/ChangeSet.h"
#include "support/Obstacles.h"

namespace npuify {

bool isAsmKeyword(llvm::StringRef Name) { return Name == "asm" || Name == "__asm__" || Name == "__asm"; }

/// Assembly that stays as it is, because of \p U.
static Finding keptAssembly(const FileFindings &Findings, const AsmStatement &S, const AsmRewrite::Use &U) {
  Finding F = Findings.make(*U.R, U.Name, Findings.File.Tokens[S.FirstToken], Evidence::Token);
  if (S.Complete && U.R->Rewrite.empty())
    return F;
  blame(F, S.Complete ? Obstacle::AsmForm : Obstacle::AsmMacros, U.Name);
  F.Effort = "hours";
  for (auto &[Target, Given] : F.Targets)
    Given = {Verdict::No, F.Message};
  return F;
}

/// The expression of an operand on one line, with the changes of the findings from \p First on.
static std::string expression(const FileFindings &Findings, const AsmOperand &O, size_t First) {
  const FileTokens &File = Findings.File;
  if (O.FirstToken > O.LastToken)
    return "";
  unsigned Begin = File.Tokens[O.FirstToken].Offset, End = File.Tokens[O.LastToken].end();
  ChangeSet Inside;
  for (size_t J = First; J < Findings.Found.size(); ++J)
    if (!Findings.Found[J].Ch.empty() && Findings.Found[J].Offset >= Begin &&
        Findings.Found[J].Offset < End) {
      Change C = Findings.Found[J].Ch;
      for (Edit &Each : C.Edits)
        Each.Offset -= Begin;
      Inside.add(std::move(C));
    }
  Inside.merge();
  std::string New = Inside.apply(File.Text.slice(Begin, End)), Line;
  unsigned At = 0;
  for (const Token &T : lex(New)) {
    Line += (At && T.Offset > At ? " " : "") + New.substr(T.Offset, T.Length);
    At = T.end();
  }
  return Line;
}

size_t walkAssembly(FileFindings &Findings, size_t I, llvm::function_ref<size_t(size_t)> Step) {
  const FileTokens &File = Findings.File;
  const FileEvidence *E = Findings.E;
  if (!Findings.kernelFile() || (E && E->sideAt(File.Tokens[I].Offset) == Side::Host))
    return I;
  std::optional<AsmStatement> S = parseAsmStatement(File.Text, File.Tokens, I);
  if (!S)
    return I;
  const size_t Before = Findings.Found.size();
  for (size_t J = I + 1; J < S->LastToken; ++J)
    J = Step(J);
  std::vector<std::string> Expressions;
  for (const AsmOperand &O : S->Operands)
    Expressions.push_back(expression(Findings, O, Before));
  const bool InCode = File.Tokens[I].Where == Place::Code; // a macro's lines stay joined
  AsmRewrite New = rewriteAsm(*S, Expressions, Findings.Index,
                              InCode ? File.newline() + File.indentation(File.Tokens[I]) : " ");
  if (New.Text.empty()) {
    if (!New.Uses.empty())
      Findings.add(keptAssembly(Findings, *S, New.Uses[0]));
    else if (!S->Complete && E && E->sideAt(File.Tokens[I].Offset) == Side::Device)
      Findings.addUnknown(File.text(File.Tokens[I]).str(), File.Tokens[I], Evidence::Token);
    return S->LastToken;
  }
  // What was found in the operands is part of the new text.
  for (size_t J = Before; J < Findings.Found.size(); ++J)
    Findings.Found[J].Ch.Edits.clear();
  unsigned Begin = File.Tokens[I].Offset, End = File.Tokens[S->LastToken].end();
  for (const AsmRewrite::Use &U : New.Uses) {
    Finding F = Findings.make(*U.R, U.Name, File.Tokens[I], Evidence::Token);
    if (&U == &New.Uses[0])
      F.Ch.Edits.push_back({Begin, End - Begin, New.Text});
    Findings.add(std::move(F));
    Findings.Found.back().Applied = true;
  }
  return S->LastToken;
}

} // namespace npuify
