// SPDX-License-Identifier: Apache-2.0
#include "Verify.h"
#include "ClangRun.h"
#include "support/Install.h"
#include "clang/Frontend/FrontendActions.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace npuify {

static const char *const OutRoot = "/npuify-out";

namespace {
class ErrorList : public DiagnosticConsumer {
public:
  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < DiagnosticsEngine::Error)
      return;
    VerifyError E;
    llvm::SmallString<256> Text;
    Info.FormatDiagnostic(Text);
    E.Message = Text.str();
    if (Info.hasSourceManager() && Info.getLocation().isValid()) {
      const SourceManager &SM = Info.getSourceManager();
      PresumedLoc Loc = SM.getPresumedLoc(SM.getFileLoc(Info.getLocation()));
      E.Line = Loc.getLine();
      llvm::StringRef File = Loc.getFilename();
      if (File.consume_front(OutRoot))
        E.OutRel = File.drop_front().str();
    }
    Errors.push_back(std::move(E));
  }
  std::vector<VerifyError> Errors;
};
} // namespace

Verifier::Verifier(const OutputTexts &Texts, std::string RuntimeIncludeDir)
    : RuntimeIncludeDir(std::move(RuntimeIncludeDir)) {
  auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[Rel, Text] : Texts)
    Memory->addFile(OutRoot + ("/" + Rel), 0, llvm::MemoryBuffer::getMemBuffer(Text, Rel));
  auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::createPhysicalFileSystem());
  Files->pushOverlay(Memory);
  Shared.Files = Files;
}

std::vector<std::string> Verifier::commandLine(bool IsC) const {
  return {"clang++",
          "-fsyntax-only",
          "-w",
          "-ferror-limit=0",
          "-x",
          IsC ? "c" : "c++",
          IsC ? "-std=gnu11" : "-std=gnu++17",
          "-resource-dir",
          clangResourceDir(),
          "-I" + RuntimeIncludeDir};
}

void Verifier::usePreamble(const std::vector<RulePack> &Packs, Store &Entries) {
  std::string Text;
  for (const RulePack &P : Packs)
    if (!P.Prologue.empty())
      Text += P.Prologue + "\n";
  ParseCache Cache(Entries, Packs, Shared.Files, [](const std::string &) { return false; });
  Shared = makePreamble(Text, commandLine(/*IsC=*/false), Shared.Files, Cache);
}

std::vector<VerifyError> Verifier::errorsOf(const VerifyUnit &Unit) const {
  bool IsC = llvm::StringRef(Unit.OutRel).ends_with(".c");
  std::vector<std::string> Line = commandLine(IsC);
  for (llvm::StringRef D : Unit.IncludeDirs)
    Line.push_back(D.consume_front("//out") ? "-I" + (OutRoot + D).str() : "-I" + D.str());
  // Other options may change the language, for which the preamble was not made.
  bool OnlyMacros = llvm::all_of(Unit.Args, [](llvm::StringRef A) { return A.starts_with("-D"); });
  if (Unit.Kernel && OnlyMacros && !Shared.Path.empty())
    Line.insert(Line.end(), {"-include-pch", Shared.Path});
  Line.insert(Line.end(), Unit.Args.begin(), Unit.Args.end());
  Line.push_back(OutRoot + ("/" + Unit.OutRel));

  ErrorList Errors;
  SyntaxOnlyAction Action;
  runClang(Line, Shared.Files, Errors, Action);
  return std::move(Errors.Errors);
}

} // namespace npuify
