// SPDX-License-Identifier: Apache-2.0
#include "ClangRun.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/Utils.h"
#include "llvm/Support/CrashRecoveryContext.h"

using namespace clang;

namespace npuify {

ClangOutcome runClang(const std::vector<std::string> &Line,
                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files, DiagnosticConsumer &Diagnostics,
                      FrontendAction &Action) {
  ClangOutcome Outcome = ClangOutcome::Rejected;
  llvm::CrashRecoveryContext Crash;
  bool Survived = Crash.RunSafelyOnThread(
      [&] {
        std::vector<const char *> Args;
        for (const std::string &A : Line)
          Args.push_back(A.c_str());
        auto Diags = CompilerInstance::createDiagnostics(new DiagnosticOptions(), &Diagnostics,
                                                         /*ShouldOwnClient=*/false);
        CreateInvocationOptions Options;
        Options.Diags = Diags;
        Options.VFS = Files;
        Options.RecoverOnError = true;
        std::shared_ptr<CompilerInvocation> Invocation = createInvocation(Args, Options);
        if (!Invocation)
          return;
        Invocation->getFrontendOpts().DisableFree = false;
        Invocation->getDiagnosticOpts().ShowCarets = 0; // no "errors generated" on stderr
        CompilerInstance CI;
        CI.setInvocation(Invocation);
        CI.setDiagnostics(Diags.get());
        CI.createFileManager(Files);
        CI.createSourceManager(CI.getFileManager());
        CI.ExecuteAction(Action);
        Outcome = ClangOutcome::Ran;
      },
      /*RequestedStackSize=*/64u << 20);
  return Survived ? Outcome : ClangOutcome::Crashed;
}

} // namespace npuify
