// SPDX-License-Identifier: Apache-2.0
// npucc-clang: clang++ with the kernel passes. npucc runs it as its host compiler; it takes clang's command
// line.
//
// The passes live in this process, in the pipeline that clang builds (CodeGenOptions::PassBuilderCallbacks):
// a loadable plugin would tie users to one build of clang.
#include "KernelPass.h"
#include "Races.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/CodeGen/ObjectFilePCHContainerOperations.h"
#include "clang/Driver/Compilation.h"
#include "clang/Driver/Driver.h"
#include "clang/Driver/ToolChain.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/TextDiagnosticBuffer.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/FrontendTool/Utils.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TargetParser/Host.h"

using namespace llvm;

namespace {

/// One compilation: what "clang -cc1" does, with the kernel passes registered.
int compile(ArrayRef<const char *> Args) {
  IntrusiveRefCntPtr<clang::DiagnosticIDs> Ids(new clang::DiagnosticIDs());
  IntrusiveRefCntPtr<clang::DiagnosticOptions> Options = new clang::DiagnosticOptions();
  auto *Buffer = new clang::TextDiagnosticBuffer;
  clang::DiagnosticsEngine Diags(Ids, &*Options, Buffer);

  auto Compiler = std::make_unique<clang::CompilerInstance>();
  auto Containers = Compiler->getPCHContainerOperations();
  Containers->registerWriter(std::make_unique<clang::ObjectFilePCHContainerWriter>());
  Containers->registerReader(std::make_unique<clang::ObjectFilePCHContainerReader>());
  bool Valid =
      clang::CompilerInvocation::CreateFromArgs(Compiler->getInvocation(), Args.slice(2), Diags, Args[0]);
  Compiler->createDiagnostics();
  if (!Compiler->hasDiagnostics())
    return 1;
  Buffer->FlushDiagnostics(Compiler->getDiagnostics());
  if (!Valid)
    return 1;
  // Unless they are given, which twice would be an error.
  auto Default = [&](StringRef Option, StringRef Value) {
    std::vector<std::string> &Given = Compiler->getFrontendOpts().LLVMArgs;
    if (none_of(Given, [&](StringRef A) { return A.starts_with(Option); }))
      Given.push_back((Option + Value).str());
  };
  // Lanes seldom all store what they found: a few stores that each of them makes by itself are no reason to
  // take the whole loop lane by lane.
  Default("-vectorize-num-stores-pred=", "32");
  // Moves values between general and mask registers, at a quarter of the time that large kernels take.
  if (Triple(Compiler->getTargetOpts().Triple).isX86())
    Default("-disable-x86-domain-reassignment", "");
  if (Compiler->getCodeGenOpts().OptimizationLevel > 0)
    Compiler->getCodeGenOpts().PassBuilderCallbacks.push_back(
        [MayContract = Compiler->getLangOpts().getDefaultFPContractMode() != clang::LangOptions::FPM_Off](
            PassBuilder &PB) { npucc::registerKernelPass(PB, MayContract); });
  Compiler->getCodeGenOpts().PassBuilderCallbacks.push_back([](PassBuilder &PB) {
    if (npucc::checksRaces())
      npucc::registerRaceCheck(PB);
  });
  bool Success = clang::ExecuteCompilerInvocation(Compiler.get());
  return !Success;
}

} // namespace

int main(int argc, const char **argv) {
  InitLLVM Init(argc, argv);
  InitializeAllTargetInfos();
  InitializeAllTargets();
  InitializeAllTargetMCs();
  InitializeAllAsmParsers();
  InitializeAllAsmPrinters();
  SmallVector<const char *, 256> Args(argv, argv + argc);
  if (argc > 1 && StringRef(argv[1]) == "-cc1")
    return compile(Args);

  void *Anchor = reinterpret_cast<void *>(reinterpret_cast<intptr_t>(main));
  std::string Self = sys::fs::getMainExecutable(argv[0], Anchor);
  IntrusiveRefCntPtr<clang::DiagnosticIDs> Ids(new clang::DiagnosticIDs());
  IntrusiveRefCntPtr<clang::DiagnosticOptions> Options = clang::CreateAndPopulateDiagOpts(Args);
  auto *Printer = new clang::TextDiagnosticPrinter(errs(), &*Options);
  Printer->setPrefix("npucc");
  clang::DiagnosticsEngine Diags(Ids, &*Options, Printer);
  clang::ProcessWarningOptions(Diags, *Options, /*ReportDiags=*/false);

  clang::driver::Driver Driver(Self, sys::getDefaultTargetTriple(), Diags, "npucc");
  Driver.setTargetAndMode({"", "clang++", "--driver-mode=g++", false});
  Driver.ResourceDir = NPUCC_CLANG_RESOURCE_DIR;
  Driver.CC1Main = [](SmallVectorImpl<const char *> &Cc1) {
    cl::ResetAllOptionOccurrences();
    return compile(Cc1);
  };
  SmallVector<const char *, 256> WithMode(Args.begin(), Args.end());
  WithMode.insert(WithMode.begin() + 1, "--driver-mode=g++");
  std::unique_ptr<clang::driver::Compilation> C(Driver.BuildCompilation(WithMode));
  if (!C || C->containsError())
    return 1;
  SmallVector<std::pair<int, const clang::driver::Command *>, 4> Failing;
  int Result = Driver.ExecuteCompilation(*C, Failing);
  for (const auto &[Code, Command] : Failing)
    if (Result == 0)
      Result = Code;
  return Result < 0 ? 70 : Result;
}
