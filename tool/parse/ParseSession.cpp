// SPDX-License-Identifier: Apache-2.0
#include "ParseSession.h"
#include "collect/AstCollector.h"
#include "collect/MacroCollector.h"
#include "collect/SourceMap.h"
#include "support/Install.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Host.h"

using namespace clang;

namespace npuify {

llvm::StringRef stubRoot() { return "/npuify-stubs"; }

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> stubFileSystem(const std::vector<RulePack> &Packs) {
  auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const RulePack &P : Packs)
    for (const StubHeader &H : P.Stubs) {
      llvm::SmallString<128> Path(stubRoot());
      llvm::sys::path::append(Path, P.Name, H.Name);
      Memory->addFile(Path, 0, llvm::MemoryBuffer::getMemBufferCopy(H.Text, Path));
    }
  auto Overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::createPhysicalFileSystem());
  Overlay->pushOverlay(Memory);
  return Overlay;
}

namespace {

/// Counts parse errors per project file; says nothing on the terminal.
class ErrorCounter : public DiagnosticConsumer {
public:
  explicit ErrorCounter(SourceMap *&Map) : Map(Map) {}
  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < DiagnosticsEngine::Error)
      return;
    llvm::SmallString<256> Text;
    Info.FormatDiagnostic(Text);
    if (First.empty())
      First = Text.str();
    if (!Map || !Info.hasSourceManager() || Info.getLocation().isInvalid())
      return;
    unsigned Offset = 0;
    if (FileEvidence *F = Map->at(Info.getSourceManager().getFileLoc(Info.getLocation()), Offset)) {
      if (F->Errors++ == 0) {
        F->FirstError = Text.str();
        F->FirstErrorOffset = Offset;
      }
    }
  }
  std::string First;

private:
  SourceMap *&Map;
};

class CollectAction : public ASTFrontendAction {
public:
  CollectAction(SourceMap &Map, const RuleIndex &Index, const ParseOptions &Options)
      : Map(Map), Index(Index), Options(Options) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, llvm::StringRef) override {
    Map.attach(CI.getSourceManager());
    CI.getPreprocessor().addPPCallbacks(makeMacroCollector(Map, Index, CI.getPreprocessor()));
    return makeAstCollector(Map, Index, Options.RelocatableDeviceCode);
  }

private:
  SourceMap &Map;
  const RuleIndex &Index;
  const ParseOptions &Options;
};

} // namespace

/// The driver's command line for a TU.
static std::vector<std::string> commandLine(const TranslationUnit &TU, const RuleIndex &Index,
                                            const ParseOptions &Options) {
  std::vector<std::string> Args = {"clang++", "-fsyntax-only", "-w", "-ferror-limit=0",
                                   "-Wno-error", "-resource-dir", clangResourceDir()};
  bool IsC = llvm::StringRef(TU.Path).ends_with(".c") && !TU.Kernel;
  if (TU.Kernel) {
    for (const char *A : {"-x", "cuda", "--cuda-host-only", "--cuda-path=/none", "-nocudainc", "-nocudalib",
                          "-nobuiltininc", "-std=gnu++17"})
      Args.push_back(A);
    Args.push_back("-idirafter" + clangResourceDir() + "/include");
    // The host stands in for the auxiliary target: the real one brings builtins such as __syncthreads, which would hide
    // the packs' declarations.
    std::string Triple = llvm::sys::getDefaultTargetTriple();
    for (const char *A : {"-Xclang", "-fcuda-allow-variadic-functions", "-fgpu-defer-diag", "-Xclang", "-aux-triple",
                          "-Xclang", Triple.c_str()})
      Args.push_back(A);
  } else if (IsC) {
    Args.insert(Args.end(), {"-x", "c", "-std=gnu11"});
  } else {
    Args.insert(Args.end(), {"-x", "c++", "-std=gnu++17"});
  }
  Args.insert(Args.end(), TU.Args.begin(), TU.Args.end());
  for (const RulePack &P : Index.packs()) {
    if (!P.Stubs.empty())
      Args.push_back("-isystem" + (stubRoot() + "/" + P.Name).str());
    if (!TU.Kernel)
      continue;
    for (const std::string &D : P.Definitions)
      Args.push_back("-D" + D);
    for (const std::string &H : P.Preinclude)
      Args.insert(Args.end(), {"-include", (stubRoot() + "/" + P.Name + "/" + H).str()});
  }
  Args.insert(Args.end(), Options.ExtraArgs.begin(), Options.ExtraArgs.end());
  Args.push_back(TU.Path);
  return Args;
}

ParseResult parse(const TranslationUnit &TU, const RuleIndex &Index, const ParseOptions &Options,
                  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files) {
  ParseResult Result;
  SourceMap Map(Result.Found, Options.ProjectFiles);
  SourceMap *MapPointer = &Map;
  std::vector<std::string> Line = commandLine(TU, Index, Options);

  llvm::CrashRecoveryContext Crash;
  bool Ok = Crash.RunSafelyOnThread(
      [&] {
        std::vector<const char *> Args;
        for (const std::string &A : Line)
          Args.push_back(A.c_str());
        ErrorCounter Errors(MapPointer);
        auto Diags =
            CompilerInstance::createDiagnostics(new DiagnosticOptions(), &Errors, /*ShouldOwnClient=*/false);
        CreateInvocationOptions CIOpts;
        CIOpts.Diags = Diags;
        CIOpts.VFS = Files;
        CIOpts.RecoverOnError = true;
        std::shared_ptr<CompilerInvocation> Invocation = createInvocation(Args, CIOpts);
        if (!Invocation) {
          Result.Failure = Errors.First.empty() ? "the compiler arguments were rejected" : Errors.First;
          return;
        }
        Invocation->getFrontendOpts().DisableFree = false;
        Invocation->getDiagnosticOpts().ShowCarets = 0; // no "errors generated" on stderr
        CompilerInstance CI;
        CI.setInvocation(Invocation);
        CI.setDiagnostics(Diags.get());
        CI.createFileManager(Files);
        CI.createSourceManager(CI.getFileManager());
        CollectAction Action(Map, Index, Options);
        CI.ExecuteAction(Action);
        MapPointer = nullptr;
      },
      /*RequestedStackSize=*/64u << 20);
  if (!Ok) {
    Result.Crashed = true;
    Result.Failure = "Clang crashed on this file";
  }
  return Result;
}

} // namespace npuify
