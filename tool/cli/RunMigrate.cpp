// SPDX-License-Identifier: Apache-2.0
// `npuify migrate` and `npuify check`.
#include "Analysis.h"
#include "Commands.h"
#include "edit/Diff.h"
#include "emit/TreeWriter.h"
#include "report/Reporter.h"
#include "rules/RuleIndex.h"
#include "support/ToolRules.h"
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
  S.Input.FileLists = O.FileLists;
  S.Input.Root = O.Root;
  S.Input.BuildDir = O.BuildDir;
  S.Input.OutDir = O.OutDir;
  S.Input.Include = O.Include;
  S.Input.Exclude = O.Exclude;
  S.ClangArgs = S.Input.ClangArgs = O.ClangArgs;
  S.Targets = O.Targets;
  S.Verify = O.Verify;
  S.Part = O.Part;
  S.Jobs = O.Jobs ? O.Jobs : std::max(1u, std::thread::hardware_concurrency());
  S.Progress = progressLine();
  return S;
}

/// Tells what happened to an output that was edited since the last run.
static void noteEdits(const TreeWriter &Out) {
  if (Out.Kept || Out.Merged)
    llvm::errs() << "note: the output was edited: " << Out.Kept << " file(s) kept as they are, " << Out.Merged
                 << " merged, " << Out.Conflicts.size() << " with conflicts\n";
  if (Out.BackedUp)
    llvm::errs() << "note: " << Out.BackedUp
                 << " file(s) that npuify did not write were replaced; they are saved as NAME.orig\n";
}

static llvm::Error writeTree(Analysis &A, const Options &O) {
  auto Out = TreeWriter::create(O.OutDir);
  if (!Out)
    return Out.takeError();
  for (size_t I = 0; I < A.Input.Files.size(); ++I) {
    const ProjectFile &F = A.Input.Files[I];
    if (!A.Owned[I])
      continue;
    auto It = A.Outputs.find(I);
    bool Same = It == A.Outputs.end() || It->second.Edits.empty();
    if (llvm::Error E = Same ? Out->copy(F.OutRel, F.Path, F.Kind != FileKind::Other)
                             : Out->write(F.OutRel, It->second.Text, F.Path))
      return E;
    if (Out->Conflicts.empty() || Out->Conflicts.back().Rel != F.OutRel)
      continue;
    Finding G = toolFinding(ToolRule::MergeConflict, Out->Conflicts.back().Why);
    G.File = F.Rel;
    A.Log.Findings.push_back(std::move(G));
  }
  if (!Out->Conflicts.empty())
    A.Log.sort();
  for (auto [Name, Format] : {std::pair{"npuify-report.json", ReportFormat::Json},
                              std::pair{"npuify-report.html", ReportFormat::Html}}) {
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    makeReporter(Format)->write(A.Log, OS);
    if (llvm::Error E = Out->replace(Name, OS.str()))
      return E;
  }
  if (llvm::Error E = Out->commit())
    return E;
  noteEdits(*Out);
  return llvm::Error::success();
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
static int finish(const Analysis &A, const Options &O, PhaseTimes &Times) {
  if (A.Log.Files.empty())
    llvm::errs() << "warning: no source files were found in what is given\n";
  if (llvm::Error E = writeReports(A.Log, O))
    return fail(std::move(E));
  Times.end("write");
  if (!O.Timings.empty())
    if (llvm::Error E = llvm::writeToOutput(O.Timings, [&](llvm::raw_ostream &OS) {
          Times.write(OS);
          return llvm::Error::success();
        }))
      return fail(std::move(E));
  return exitCodeFor(A.Log, O);
}

/// The analysis through the cache, which is tidied up afterwards, with what the options waive.
static llvm::Expected<Analysis> analysisFor(const Options &O, PhaseTimes &Times) {
  auto Packs = loadPacks(O);
  if (!Packs)
    return Packs.takeError();
  RuleIndex Rules(*Packs);
  Store Cache(O.NoCache ? "" : O.CacheDir.empty() ? defaultCacheFolder() : O.CacheDir);
  AnalysisSettings Settings = settingsOf(O);
  Settings.Cache = &Cache;
  Settings.Times = &Times;
  Times.end("rules");
  auto A = analyze(Settings, Rules);
  if (std::string Problem = Cache.problem(); !Problem.empty())
    llvm::errs() << "note: " << Problem << "\n  = help: --cache-dir names another folder, --no-cache none\n";
  else
    Cache.prune();
  if (!A)
    return A;
  if (llvm::Error E = applyWaivers(A->Log, O, A->Input.Base))
    return E;
  return A;
}

int runMigrate(const Options &O) {
  PhaseTimes Times;
  auto A = analysisFor(O, Times);
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
  return finish(*A, O, Times);
}

int runCheck(const Options &O) {
  PhaseTimes Times;
  auto A = analysisFor(O, Times);
  return A ? finish(*A, O, Times) : fail(A.takeError());
}

} // namespace npuify
