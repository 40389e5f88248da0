// SPDX-License-Identifier: Apache-2.0
#include "Verify.h"
#include "ClangRun.h"
#include "support/Install.h"
#include "clang/Frontend/FrontendActions.h"

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

std::vector<VerifyError> verifyUnit(const VerifyUnit &Unit, const OutputTexts &Texts,
                                    const std::string &RuntimeIncludeDir) {
  auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[Rel, Text] : Texts)
    Memory->addFile(OutRoot + ("/" + Rel), 0, llvm::MemoryBuffer::getMemBuffer(Text, Rel));
  auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::createPhysicalFileSystem());
  Files->pushOverlay(Memory);

  bool IsC = llvm::StringRef(Unit.OutRel).ends_with(".c");
  std::vector<std::string> Line = {"clang++",
                                   "-fsyntax-only",
                                   "-w",
                                   "-ferror-limit=0",
                                   "-x",
                                   IsC ? "c" : "c++",
                                   IsC ? "-std=gnu11" : "-std=gnu++17",
                                   "-resource-dir",
                                   clangResourceDir(),
                                   "-I" + RuntimeIncludeDir};
  for (llvm::StringRef D : Unit.IncludeDirs)
    Line.push_back(D.consume_front("//out") ? "-I" + (OutRoot + D).str() : "-I" + D.str());
  Line.insert(Line.end(), Unit.Args.begin(), Unit.Args.end());
  Line.push_back(OutRoot + ("/" + Unit.OutRel));

  ErrorList Errors;
  SyntaxOnlyAction Action;
  runClang(Line, Files, Errors, Action);
  return std::move(Errors.Errors);
}

} // namespace npuify
