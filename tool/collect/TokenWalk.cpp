// SPDX-License-Identifier: Apache-2.0
#include "TokenWalk.h"
#include "AsmWalk.h"
#include "Includes.h"
#include "KernelSyntax.h"
#include "NameWalk.h"

namespace npuify {

using clang::tok::TokenKind;

namespace {

class Walk {
public:
  Walk(llvm::StringRef Text, const FileEvidence *E, const WalkContext &Ctx)
      : File(Text), Findings(File, E, Ctx), Names(Findings) {}

  std::vector<Finding> run() {
    addPrologue(Findings);
    addSideBranches(Findings);
    for (size_t I = 0; I < File.Tokens.size(); ++I)
      I = step(I);
    Names.addBodyUsings();
    addTypenames();
    addNeededIncludes(Findings);
    Names.addTopUsings(); // behind the includes
    addDoubts();
    return std::move(Findings.Found);
  }

private:
  /// \returns the index of the last token of what was dealt with.
  size_t step(size_t I) {
    const Token &T = File.Tokens[I];
    if (T.Where == Place::Include)
      return walkInclude(Findings, I);
    if (File.isName(I, "operator") && File.isMember(I))
      Names.conversion(I);
    addKernelPointer(Findings, T);
    if (T.Kind == TokenKind::lesslessless)
      addLaunch(Findings, I);
    else if (T.Kind == TokenKind::raw_identifier && isAsmKeyword(File.text(T)))
      return walkAssembly(Findings, I, [this](size_t J) { return step(J); });
    else if (T.Kind == TokenKind::raw_identifier)
      Names.identifier(I);
    return I;
  }

  void addTypenames() {
    if (!Findings.E)
      return;
    for (unsigned Offset : Findings.E->MissingTypenames) {
      Finding F = Findings.make(ToolRule::AddedTypename, "typename", Offset, 0, Evidence::Ast);
      F.Ch.Edits.push_back({Offset, 0, "typename "});
      Findings.add(std::move(F));
    }
  }

  /// Where the evidence contradicts itself or is incomplete.
  void addDoubts() {
    const FileEvidence *E = Findings.E;
    if (!E)
      return;
    for (unsigned Offset : E->Conflicts)
      Findings.add(Findings.make(ToolRule::TuConflict, "", Offset, 0, Evidence::Ast));
    if (E->Errors > 0) {
      Finding F = Findings.make(ToolRule::ParseErrors, "", E->FirstErrorOffset, 0, Evidence::Ast);
      F.Message = std::to_string(E->Errors) +
                  " place(s) of this file could not be analysed (first: " + E->FirstError +
                  "); rules were applied to its tokens";
      F.Native = true;
      Findings.add(std::move(F));
    }
  }

  const FileTokens File;
  FileFindings Findings;
  NameWalk Names;
};

} // namespace

std::vector<Finding> walkTokens(llvm::StringRef Text, const FileEvidence *E, const WalkContext &Ctx) {
  return Walk(Text, E, Ctx).run();
}

} // namespace npuify
