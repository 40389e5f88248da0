// SPDX-License-Identifier: Apache-2.0
#include "Verify.h"
#include "CachedUnits.h"
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

template <class A> static void archive(A &Ar, VerifyError &E) { Ar(E.OutRel, E.Line, E.Message); }

/// The files of this machine, and the output below OutRoot.
static llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> outputFileSystem(const OutputTexts &Texts) {
  auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[Rel, Text] : Texts)
    Memory->addFile(OutRoot + ("/" + Rel), 0, llvm::MemoryBuffer::getMemBuffer(Text, Rel));
  auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::createPhysicalFileSystem());
  Files->pushOverlay(Memory);
  return Files;
}

/// What kernel units begin with. Standard headers are no part of it: those that a program forgets to include
/// must stay missing.
static std::string verifyPreambleText(const std::vector<RulePack> &Packs) {
  std::string Text;
  for (const RulePack &P : Packs)
    if (!P.Prologue.empty())
      Text += P.Prologue + "\n";
  return Text;
}

/// Other options than macros may change the language, for which the preamble was not made.
static bool mayUsePreamble(const VerifyUnit &Unit) {
  return Unit.Kernel && llvm::all_of(Unit.Args, [](llvm::StringRef A) { return A.starts_with("-D"); });
}

static std::vector<std::string> commonCommandLine(bool IsC, const std::string &RuntimeIncludeDir) {
  return {"clang++",
          "-fsyntax-only",
          "-w",
          "-ferror-limit=0",
          "-fpch-instantiate-templates", // as for the parse
          "-x",
          IsC ? "c" : "c++",
          IsC ? "-std=gnu11" : "-std=gnu++17",
          "-resource-dir",
          clangResourceDir(),
          "-I" + RuntimeIncludeDir};
}

/// \p First stands before what the unit adds.
static std::vector<std::string> commandLine(const VerifyUnit &Unit, const std::string &RuntimeIncludeDir,
                                            llvm::ArrayRef<std::string> First) {
  bool IsC = llvm::StringRef(Unit.OutRel).ends_with(".c");
  std::vector<std::string> Line = commonCommandLine(IsC, RuntimeIncludeDir);
  for (llvm::StringRef D : Unit.IncludeDirs)
    Line.push_back(D.consume_front("//out") ? "-I" + (OutRoot + D).str() : "-I" + D.str());
  Line.insert(Line.end(), First.begin(), First.end());
  Line.insert(Line.end(), Unit.Args.begin(), Unit.Args.end());
  Line.push_back(OutRoot + ("/" + Unit.OutRel));
  return Line;
}

std::vector<std::vector<VerifyError>> verify(const OutputTexts &Texts, const std::vector<VerifyUnit> &Units,
                                             const std::string &RuntimeIncludeDir,
                                             const std::vector<RulePack> &Packs, unsigned Jobs,
                                             Store &Entries) {
  UnitWork<std::vector<VerifyError>> Work;
  Work.Count = Units.size();
  Work.Jobs = Jobs;
  Work.Files = outputFileSystem(Texts);
  ParseCache Cache(Entries, Packs, Work.Files, [](const std::string &) { return false; });
  Work.Command = [&](size_t I) {
    std::vector<std::string> Command = commandLine(Units[I], RuntimeIncludeDir, {});
    Command.push_back("verify");
    return Command;
  };
  Work.PreambleFor = [&](size_t I) {
    return mayUsePreamble(Units[I]) ? std::optional<unsigned>(0) : std::nullopt;
  };
  Work.MakePreamble = [&](unsigned) {
    return makePreamble(verifyPreambleText(Packs), commonCommandLine(/*IsC=*/false, RuntimeIncludeDir),
                        Work.Files, Cache);
  };
  Work.Compute = [&](size_t I, const Preamble &Shared) {
    std::vector<std::string> First;
    if (!Shared.Path.empty())
      First = {"-include-pch", Shared.Path};
    ErrorList Errors;
    SyntaxOnlyAction Action;
    if (runClang(commandLine(Units[I], RuntimeIncludeDir, First), Shared.Files, Errors, Action) ==
        ClangOutcome::Crashed)
      Errors.Errors.push_back({Units[I].OutRel, 0, "Clang crashed on this file"});
    return std::move(Errors.Errors);
  };
  Work.Finished = [](size_t) {};
  return resultsOf(Work, Cache);
}

} // namespace npuify
