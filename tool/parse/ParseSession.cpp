// SPDX-License-Identifier: Apache-2.0
#include "ParseSession.h"
#include "ClangRun.h"
#include "Preamble.h"
#include "collect/AstCollector.h"
#include "collect/MacroCollector.h"
#include "collect/SourceMap.h"
#include "support/Install.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/DiagnosticParse.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Host.h"

using namespace clang;

namespace npuify {

namespace {

/// Counts parse errors per project file; says nothing on the terminal.
class ErrorCounter : public DiagnosticConsumer {
public:
  explicit ErrorCounter(SourceMap &Map) : Map(Map) {}
  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < DiagnosticsEngine::Error)
      return;
    llvm::SmallString<256> Text;
    Info.FormatDiagnostic(Text);
    if (First.empty())
      First = Text.str();
    if (!Map.attached() || !Info.hasSourceManager() || Info.getLocation().isInvalid())
      return;
    unsigned Offset = 0;
    if (FileEvidence *F = Map.at(Info.getSourceManager().getFileLoc(Info.getLocation()), Offset)) {
      // Habits of users of nvcc, which does not mind; Clang goes on as if the word were there.
      switch (Info.getID()) {
      case diag::err_typename_missing:
        if (!Info.getLocation().isMacroID())
          F->MissingWords[Offset] = "typename";
        return;
      case diag::err_template_kw_missing:
      case diag::err_missing_dependent_template_keyword: // of `T::f<n>(x)` only the instantiation tells
        if (!Info.getLocation().isMacroID() && Text.str().contains("'" + nameAt(Info) + "'"))
          F->MissingWords[Offset] = "template";
        return;
      default:
        break;
      }
      if (F->Errors++ == 0) {
        F->FirstError = Text.str();
        F->FirstErrorOffset = Offset;
      }
    }
  }
  std::string First;

private:
  static std::string nameAt(const Diagnostic &Info) {
    llvm::StringRef Text = Info.getSourceManager().getCharacterData(Info.getLocation());
    return Text.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; }).str();
  }
  SourceMap &Map;
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

/// Stubs come before the system's headers, stand-ins after everything that the project names.
static void addHeaderFolders(const std::vector<RulePack> &Packs, std::vector<std::string> &Args) {
  for (const RulePack &P : Packs) {
    if (!P.Stubs.empty())
      Args.push_back("-isystem" + (stubRoot() + "/" + P.Name).str());
    if (!P.StandIns.empty())
      Args.push_back("-idirafter" + (standInRoot() + "/" + P.Name).str());
  }
}

std::vector<std::string> kernelCommandLine(const RuleIndex &Index) {
  // The host stands in for the auxiliary target: the real one brings builtins of its own, which would hide
  // the packs' declarations.
  std::vector<std::string> Args = {"clang++", "-fsyntax-only", "-w",
                                   "-Wno-everything", // also what is an error by default: register, narrowing
                                   "-ferror-limit=0", "-fno-spell-checking", "-resource-dir",
                                   clangResourceDir(), "-x", "cuda", "--cuda-host-only", "--cuda-path=/none",
                                   "-nocudainc", "-nocudalib", "-nobuiltininc", "-std=gnu++17",
                                   "-idirafter" + clangResourceDir() + "/include", "-Xclang",
                                   "-fcuda-allow-variadic-functions", "-fgpu-defer-diag",
                                   // what the preamble's headers use is instantiated in it, not in each unit
                                   "-fpch-instantiate-templates",
                                   // std::swap and its like serve kernels too
                                   "-foffload-implicit-host-device-templates", "-Xclang", "-aux-triple",
                                   "-Xclang", llvm::sys::getDefaultTargetTriple()};
  addHeaderFolders(Index.packs(), Args);
  for (const RulePack &P : Index.packs())
    for (const std::string &D : P.Definitions)
      Args.push_back("-D" + D);
  return Args;
}

std::vector<std::string> hostCommandLine(const RuleIndex &Index, bool IsC) {
  std::vector<std::string> Args = {"clang++",
                                   "-fsyntax-only",
                                   "-w",
                                   "-Wno-everything",
                                   "-ferror-limit=0",
                                   "-fno-spell-checking",
                                   "-fpch-instantiate-templates",
                                   "-resource-dir",
                                   clangResourceDir(),
                                   "-x",
                                   IsC ? "c" : "c++",
                                   IsC ? "-std=gnu11" : "-std=gnu++17"};
  addHeaderFolders(Index.packs(), Args);
  return Args;
}

static bool isC(const TranslationUnit &TU) { return llvm::StringRef(TU.Path).ends_with(".c"); }

bool mayUsePreamble(const TranslationUnit &TU, const ParseOptions &Options) {
  auto SetsStandard = [](llvm::StringRef A) { return A.starts_with("-std=") && A != "-std=gnu++17"; };
  return (TU.Kernel || !isC(TU)) && llvm::none_of(TU.Args, SetsStandard) && Options.ExtraArgs.empty();
}

/// \p First stands before what the unit adds.
static std::vector<std::string> commandLine(const TranslationUnit &TU, const RuleIndex &Index,
                                            const ParseOptions &Options, llvm::ArrayRef<std::string> First) {
  std::vector<std::string> Line = TU.Kernel ? kernelCommandLine(Index) : hostCommandLine(Index, isC(TU));
  Line.insert(Line.end(), First.begin(), First.end());
  Line.insert(Line.end(), TU.Args.begin(), TU.Args.end());
  Line.insert(Line.end(), Options.ExtraArgs.begin(), Options.ExtraArgs.end());
  Line.push_back(TU.Path);
  return Line;
}

std::vector<std::string> unitCommandLine(const TranslationUnit &TU, const RuleIndex &Index,
                                         const ParseOptions &Options) {
  std::vector<std::string> Line = commandLine(TU, Index, Options, {});
  if (Options.RelocatableDeviceCode)
    Line.push_back("relocatable device code");
  return Line;
}

ParseResult parse(const TranslationUnit &TU, const RuleIndex &Index, const ParseOptions &Options,
                  const Preamble &Preamble) {
  std::vector<std::string> First;
  if (!Preamble.Path.empty())
    First = {"-include-pch", Preamble.Path};
  else if (TU.Kernel)
    for (const RulePack &P : Index.packs())
      for (const std::string &H : P.Preinclude)
        First.insert(First.end(), {"-include", (stubRoot() + "/" + P.Name + "/" + H).str()});
  std::vector<std::string> Line = commandLine(TU, Index, Options, First);

  ParseResult Result;
  SourceMap Map(Result.Found, Options.ProjectFiles);
  ErrorCounter Errors(Map);
  CollectAction Action(Map, Index, Options);
  switch (runClang(Line, Preamble.Files, Errors, Action)) {
  case ClangOutcome::Ran:
    break;
  case ClangOutcome::Rejected:
    Result.Failure = Errors.First.empty() ? "the compiler arguments were rejected" : Errors.First;
    break;
  case ClangOutcome::Crashed:
    Result.Failure = "Clang crashed on this file";
    break;
  }
  return Result;
}

} // namespace npuify
