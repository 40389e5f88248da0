// SPDX-License-Identifier: Apache-2.0
#include "TokenWalk.h"
#include "AsmWalk.h"
#include "Includes.h"
#include "KernelSyntax.h"
#include "NameWalk.h"
#include "llvm/Support/Path.h"

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
    addMissingWords();
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
    else if (T.Kind == TokenKind::string_literal)
      sourceName(T);
    else if (T.Kind == TokenKind::raw_identifier && isAsmKeyword(File.text(T)))
      return walkAssembly(Findings, I, [this](size_t J) { return step(J); });
    else if (T.Kind == TokenKind::raw_identifier)
      Names.identifier(I);
    return I;
  }

  /// A string that is the name of a source which the program opens, with or without folders.
  void sourceName(const Token &T) {
    llvm::StringRef Name = File.text(T);
    if (!Findings.Ctx.OpenedSources || !Name.consume_front("\"") || !Name.consume_back("\""))
      return;
    for (const auto &[From, To] : *Findings.Ctx.OpenedSources) {
      llvm::StringRef Old = llvm::sys::path::filename(From);
      if (llvm::sys::path::filename(Name) != Old)
        continue;
      unsigned Offset = T.end() - 1 - static_cast<unsigned>(Old.size());
      Finding F = Findings.make(ToolRule::RenamedFile, Name.str(), Offset, static_cast<unsigned>(Old.size()),
                                Evidence::Token);
      F.Ch.Edits.push_back({Offset, static_cast<unsigned>(Old.size()), llvm::sys::path::filename(To).str()});
      Findings.add(std::move(F));
      return;
    }
  }

  void addMissingWords() {
    if (!Findings.E)
      return;
    for (const auto &[Offset, Word] : Findings.E->MissingWords) {
      Finding F = Findings.make(ToolRule::AddedWord, Word, Offset, 0, Evidence::Ast);
      F.Ch.Edits.push_back({Offset, 0, Word + " "});
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
