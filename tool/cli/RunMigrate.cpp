// SPDX-License-Identifier: Apache-2.0
// `npuify migrate` and `npuify check`.
#include "Analysis.h"
#include "Commands.h"
#include "edit/Diff.h"
#include "emit/Emitter.h"
#include "report/Reporter.h"
#include "rules/RuleIndex.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <thread>

namespace npuify {

/// A progress line on a terminal, nothing elsewhere.
static std::function<void(size_t, size_t, const std::string &)> progressLine() {
  if (!llvm::errs().is_displayed())
    return nullptr;
  return [](size_t Done, size_t All, const std::string &File) {
    llvm::errs() << "\r\033[K[" << Done << "/" << All << "] " << File << (Done == All ? "\r\033[K" : "");
  };
}

static AnalysisSettings settingsOf(const Options &O) {
  AnalysisSettings S;
  S.Input.Sources = O.Sources;
  S.Input.Root = O.Root;
  S.Input.BuildDir = O.BuildDir;
  S.Input.OutDir = O.OutDir;
  S.Input.Include = O.Include;
  S.Input.Exclude = O.Exclude;
  S.ClangArgs = S.Input.ClangArgs = O.ClangArgs;
  S.Targets = O.Targets;
  S.Verify = O.Verify;
  S.Jobs = O.Jobs ? O.Jobs : std::max(1u, std::thread::hardware_concurrency());
  S.Progress = progressLine();
  return S;
}

static llvm::Error writeTree(const Analysis &A, const Options &O) {
  auto Out = Emitter::create(O.OutDir);
  if (!Out)
    return Out.takeError();
  for (size_t I = 0; I < A.Input.Files.size(); ++I) {
    const ProjectFile &F = A.Input.Files[I];
    auto It = A.Outputs.find(I);
    if (llvm::Error E = It == A.Outputs.end() || It->second.Edits.empty()
                            ? Out->copy(F.OutRel, F.Path)
                            : Out->write(F.OutRel, It->second.Text))
      return E;
  }
  for (auto [Name, Format] : {std::pair{"npuify-report.json", ReportFormat::Json},
                              std::pair{"npuify-report.html", ReportFormat::Html}}) {
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    makeReporter(Format)->write(A.Log, OS);
    if (llvm::Error E = Out->write(Name, OS.str()))
      return E;
  }
  return Out->commit();
}

/// Rewrites the originals; each keeps a copy named PATH.orig.
static llvm::Error writeInPlace(const Analysis &A) {
  for (const auto &[I, Output] : A.Outputs) {
    const ProjectFile &F = A.Input.Files[I];
    if (Output.Edits.empty() && F.OutRel == F.Rel)
      continue;
    if (llvm::StringRef(F.Rel).starts_with("_deps/"))
      continue; // outside what was given: not ours to change
    std::string To = A.Input.Base + "/" + F.OutRel;
    if (llvm::Error E = replaceInPlace(F.Path, Output.Text))
      return E;
    if (To != F.Path)
      if (std::error_code EC = llvm::sys::fs::rename(F.Path, To))
        return llvm::createStringError(EC, "cannot rename " + F.Path);
  }
  return llvm::Error::success();
}

/// Reports to stdout and to the files asked for, then the exit code.
static int finish(const Analysis &A, const Options &O) {
  if (A.Log.Files.empty())
    llvm::errs() << "warning: no source files were found in what is given\n";
  if (llvm::Error E = writeReports(A.Log, O))
    return fail(std::move(E));
  return exitCodeFor(A.Log, O);
}

/// The analysis of a run with what the options waive.
static llvm::Expected<Analysis> analysisFor(const Options &O) {
  auto Packs = loadPacks(O);
  if (!Packs)
    return Packs.takeError();
  RuleIndex Rules(*Packs);
  auto A = analyze(settingsOf(O), Rules);
  if (!A)
    return A.takeError();
  if (llvm::Error E = applyWaivers(A->Log, O, A->Input.Base))
    return E;
  return A;
}

int runMigrate(const Options &O) {
  auto A = analysisFor(O);
  if (!A)
    return fail(A.takeError());
  if (O.Diff)
    for (const auto &[I, Output] : A->Outputs)
      printDiff(llvm::outs(), A->Input.Files[I].Rel, A->Input.Files[I].OutRel, A->Input.Files[I].Text,
                Output.Edits);
  if (!O.OutDir.empty())
    if (llvm::Error E = writeTree(*A, O))
      return fail(std::move(E));
  if (O.InPlace)
    if (llvm::Error E = writeInPlace(*A))
      return fail(std::move(E));
  return finish(*A, O);
}

int runCheck(const Options &O) {
  auto A = analysisFor(O);
  return A ? finish(*A, O) : fail(A.takeError());
}

} // namespace npuify
