// SPDX-License-Identifier: Apache-2.0
#include "Analysis.h"
#include "build_files/BuildMigration.h"
#include "check/Suppressions.h"
#include "collect/FileScan.h"
#include "collect/TokenWalk.h"
#include "edit/ChangeSet.h"
#include "input/BuildFlags.h"
#include "input/IncludeScope.h"
#include "kernels/Verdicts.h"
#include "parse/ParseUnits.h"
#include "parse/Verify.h"
#include "python/PythonMigration.h"
#include "support/Install.h"
#include "support/Snippet.h"
#include "support/Tokens.h"
#include "support/ToolRules.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

namespace npuify {

/// The arguments behind `--` without the include folders, which the units have already: less those of
/// toolkits, whose headers would come before the packs' declarations.
static std::vector<std::string> withoutFolders(llvm::ArrayRef<std::string> Arguments) {
  std::vector<std::string> Out;
  for (size_t I = 0; I < Arguments.size(); ++I)
    if (Arguments[I] == "-I")
      ++I;
    else if (!llvm::StringRef(Arguments[I]).starts_with("-I"))
      Out.push_back(Arguments[I]);
  return Out;
}

/// What Clang knows about the files this run answers for, and why it knows nothing of some.
static EvidenceMap collectEvidence(const Project &P, const AnalysisSettings &S, const RuleIndex &Rules,
                                   const ShardPlan &Plan, std::map<std::string, std::string> &Failures) {
  ParseUnitsSettings Settings;
  Settings.Jobs = S.Jobs;
  Settings.Options.ExtraArgs = withoutFolders(S.ClangArgs);
  Settings.Options.RelocatableDeviceCode = P.RelocatableDeviceCode;
  for (const ProjectFile &F : P.Files)
    if (F.Kind == FileKind::Source)
      Settings.Options.ProjectFiles.insert(F.Path);
  if (S.Progress)
    Settings.Progress = [&](size_t Done, size_t All, const TranslationUnit &TU) {
      if (const ProjectFile *F = P.byPath(TU.Path))
        S.Progress(Done, All, F->Rel);
    };
  std::vector<TranslationUnit> Units;
  for (size_t U : Plan.Units)
    Units.push_back(P.Units[U]);
  EvidenceMap Evidence;
  Store NoCache("");
  std::vector<ParseResult> Parsed = parseUnits(Units, Rules, Settings, S.Cache ? *S.Cache : NoCache);
  std::vector<size_t> Order(Units.size()); // of the project, since merging asks who came first
  std::iota(Order.begin(), Order.end(), 0);
  llvm::sort(Order, [&](size_t A, size_t B) { return Plan.Units[A] < Plan.Units[B]; });
  for (size_t I : Order) {
    Evidence.merge(Parsed[I].Found);
    if (!Parsed[I].Failure.empty())
      Failures[Units[I].Path] = Parsed[I].Failure;
  }
  return Evidence;
}

/// Merges the file's Changes, marks findings whose Change was left out, and returns the new text.
static OutputFile rewrite(const ProjectFile &F, std::vector<Finding> &Findings) {
  ChangeSet Changes;
  std::vector<size_t> Owner;
  for (size_t I = 0; I < Findings.size(); ++I)
    if (!Findings[I].Ch.empty()) {
      Changes.add(Findings[I].Ch);
      Owner.push_back(I);
    }
  Changes.merge();
  for (size_t C : Changes.conflicts()) {
    Finding &Mine = Findings[Owner[C]];
    Mine.Applied = false;
    Finding Clash = toolFinding(ToolRule::Overlap, Mine.Symbol);
    Clash.File = Mine.File;
    Clash.Line = Mine.Line;
    Clash.Column = Mine.Column;
    Clash.Offset = Mine.Offset;
    Findings.push_back(std::move(Clash));
  }
  std::string Text = Changes.apply(F.Text);
  std::string Problem = F.Kind == FileKind::Source ? checkLexes(F.Text, Text, Changes.edits()) : "";
  if (Problem.empty())
    return {std::move(Text), Changes.edits()};
  for (Finding &G : Findings)
    if (!G.Ch.empty())
      G.Applied = false;
  Finding Bad = toolFinding(ToolRule::BadRewrite, Problem);
  Bad.File = F.Rel;
  Findings.push_back(std::move(Bad));
  return {F.Text, {}};
}

namespace {

/// The Python sources of a project, read at once: starting Python takes longer than reading a file.
class PythonFiles {
public:
  PythonFiles(const Project &P, const std::vector<char> &Owned, const RuleIndex &Index)
      : Index(Index), Rules(Index) {
    std::vector<llvm::StringRef> Texts;
    for (size_t I = 0; I < P.Files.size(); ++I)
      if (Owned[I] && P.Files[I].Kind == FileKind::Python) {
        Place[P.Files[I].Rel] = Texts.size();
        Texts.push_back(P.Files[I].Text);
      }
    auto Read = readPythonFacts(Texts, Index);
    if (Read)
      Facts = std::move(*Read);
    else
      Problem = llvm::toString(Read.takeError());
  }

  /// Why \p Outputs of Python files would not be read, by the file's name.
  std::map<std::string, std::string> unreadable(const std::map<std::string, llvm::StringRef> &Outputs) const {
    std::map<std::string, std::string> Out;
    std::vector<llvm::StringRef> Texts;
    for (const auto &[Rel, Text] : Outputs)
      Texts.push_back(Text);
    auto Read = readPythonFacts(Texts, Index);
    size_t I = 0;
    for (const auto &[Rel, Text] : Outputs)
      if (std::string Why = Read ? (*Read)[I++].Error : llvm::toString(Read.takeError()); !Why.empty())
        Out[Rel] = Why;
    return Out;
  }

  std::vector<Finding> findings(const ProjectFile &F, const ProjectNames &Names) const {
    const PythonFacts *Mine = Problem.empty() ? &Facts[Place.at(F.Rel)] : nullptr;
    if (Mine && Mine->Error.empty())
      return migratePython(F.Rel, F.Text, *Mine, Rules, Index, Names);
    if (!Rules.isMentioned(F.Text))
      return {};
    Finding G = toolFinding(ToolRule::PythonUnread, Mine ? Mine->Error : Problem);
    G.File = F.Rel;
    G.Line = Mine ? Mine->ErrorLine : 0;
    return {std::move(G)};
  }

private:
  const RuleIndex &Index;
  PythonRules Rules;
  std::vector<PythonFacts> Facts;
  std::map<std::string, size_t> Place;
  std::string Problem;
};

/// As for other sources, a rewrite that would not read as intended is withdrawn.
void withdrawUnreadable(Analysis &A, const PythonFiles &Python) {
  std::map<std::string, llvm::StringRef> Changed;
  std::map<std::string, size_t> Index;
  for (const auto &[I, Output] : A.Outputs)
    if (const ProjectFile &F = A.Input.Files[I]; F.Kind == FileKind::Python && !Output.Edits.empty()) {
      Changed[F.Rel] = Output.Text;
      Index[F.Rel] = I;
    }
  for (const auto &[Rel, Why] : Python.unreadable(Changed)) {
    A.Outputs[Index[Rel]] = {A.Input.Files[Index[Rel]].Text, {}};
    for (Finding &F : A.Log.Findings)
      if (F.File == Rel && !F.Ch.empty())
        F.Applied = false;
    Finding Bad = toolFinding(ToolRule::BadRewrite, Why);
    Bad.File = Rel;
    A.Log.Findings.push_back(std::move(Bad));
  }
}

/// Whether a source of the project names a header of a pack whose programs read sources when they run.
bool opensSources(const Project &P, llvm::ArrayRef<RulePack> Packs) {
  for (const RulePack &Pack : Packs)
    for (const StubHeader &Header :
         Pack.ReadsSources ? llvm::ArrayRef(Pack.Stubs) : llvm::ArrayRef<StubHeader>())
      if (llvm::any_of(P.Files, [&](const ProjectFile &F) {
            return F.Kind == FileKind::Source && llvm::StringRef(F.Text).contains(Header.Name);
          }))
        return true;
  return false;
}

} // namespace

void verifyOutputs(Analysis &A, const AnalysisSettings &S, const RuleIndex &Rules) {
  const Project &P = A.Input;
  OutputTexts Texts;
  for (const auto &[I, Output] : A.Outputs)
    Texts[P.Files[I].OutRel] = Output.Text;
  std::vector<VerifyUnit> Units;
  std::vector<const ProjectFile *> Files;
  for (const TranslationUnit &TU : P.Units) {
    const ProjectFile *F = P.byPath(TU.Path);
    VerifyUnit Unit;
    Unit.OutRel = F->OutRel;
    Unit.Kernel = F->KernelSource;
    for (llvm::StringRef Arg : TU.Args) {
      if (!Arg.consume_front("-I")) {
        Unit.Args.push_back(Arg.str());
        continue;
      }
      if (Arg == P.Base || Arg.starts_with(P.Base + "/"))
        Unit.IncludeDirs.push_back("//out" + Arg.drop_front(P.Base.size()).str());
      Unit.IncludeDirs.push_back(Arg.str());
    }
    Unit.Args.insert(Unit.Args.end(), S.ClangArgs.begin(), S.ClangArgs.end());
    Units.push_back(std::move(Unit));
    Files.push_back(F);
  }
  Store NoCache("");
  std::vector<std::vector<VerifyError>> Errors =
      verify(Texts, Units, runtimeIncludeDir(), Rules.packs(), S.Jobs, S.Cache ? *S.Cache : NoCache);
  for (size_t I = 0; I < Units.size(); ++I) {
    if (Errors[I].empty())
      continue;
    const VerifyError &First = Errors[I].front();
    Finding G = toolFinding(ToolRule::VerifyFailed, First.Message);
    G.File = Files[I]->Rel;
    G.Message += " (" +
                 (First.OutRel.empty() ? "in a header" : First.OutRel + ":" + std::to_string(First.Line)) +
                 "; " + std::to_string(Errors[I].size()) + " error(s))";
    A.Log.Findings.push_back(std::move(G));
  }
}

llvm::Expected<Analysis> analyze(const AnalysisSettings &S, const RuleIndex &Rules) {
  auto Loaded = loadProject(S.Input, Rules);
  if (!Loaded)
    return Loaded.takeError();
  auto Ended = [&](const char *Phase) {
    if (S.Times)
      S.Times->end(Phase);
  };
  Ended("input");
  Analysis A;
  A.Input = std::move(*Loaded);
  const Project &P = A.Input;
  A.Log.Version = NPUIFY_VERSION;
  A.Log.Targets = S.Targets;

  ShardPlan Plan = planShard(P, S.Part);
  A.Owned = Plan.OwnsFile;
  std::map<std::string, std::string> Failures;
  EvidenceMap Evidence = collectEvidence(P, S, Rules, Plan, Failures);
  Ended("parse");
  const IncludeScope Scope(P.Includes);
  std::map<std::string, llvm::StringSet<>> Macros; // by the path of the file that defines them
  for (const ProjectFile &F : P.Files)
    if (F.Kind == FileKind::Source)
      collectMacroNames(F.Text, Macros[F.Path]);

  std::set<std::string> OpenBuiltins;
  for (const auto &[Path, F] : Evidence.Files)
    for (const auto &[Offset, R] : F.Names)
      if (R.OpenToUser)
        OpenBuiltins.insert(R.Symbol);

  KernelJudge Judge(Evidence, Rules);
  std::vector<llvm::StringRef> Sources;
  for (const ProjectFile &F : P.Files)
    if (F.Kind == FileKind::Source)
      Sources.push_back(F.Text);
  LibraryUse Libraries(Rules, std::move(Sources));
  ProjectNames Names;
  for (const ProjectFile &F : P.Files)
    if (F.Rel != F.OutRel)
      Names.Renamed[F.Rel] = F.OutRel;
  const bool OpensSources = opensSources(P, Rules.packs());
  PythonFiles Python(P, A.Owned, Rules);
  auto Keep = [&](size_t I, std::vector<Finding> Findings) {
    const ProjectFile &F = P.Files[I];
    A.Log.Files.insert(F.Rel);
    A.Outputs[I] = rewrite(F, Findings);
    std::vector<LineShift> Lines = lineShifts(F.Text, A.Outputs[I].Edits);
    if (F.Rel != F.OutRel || Lines.size() > 1 || Lines[0].To > 1)
      A.Log.Outputs.push_back({F.Rel, F.OutRel, std::move(Lines)});
    applySuppressions(F.Text, F.Kind != FileKind::Source, F.Rel, Findings);
    A.Log.Findings.insert(A.Log.Findings.end(), std::make_move_iterator(Findings.begin()),
                          std::make_move_iterator(Findings.end()));
  };

  for (size_t I = 0; I < P.Files.size(); ++I) {
    const ProjectFile &F = P.Files[I];
    if (!A.Owned[I])
      continue;
    if (F.Kind == FileKind::Python) {
      Names.Moved = [&](llvm::StringRef Spelling) { return P.movedPath(F, Spelling); };
      Keep(I, Python.findings(F, Names));
    }
    if (F.Kind == FileKind::Build) {
      Names.Stage = F.Stage;
      Names.Moved = [&](llvm::StringRef Spelling) { return P.movedPath(F, Spelling); };
      Keep(I, migrateBuildFile(F.Rel, F.Text, Rules, Names));
    }
    if (F.Kind != FileKind::Source)
      continue;
    auto It = Evidence.Files.find(F.Path);
    llvm::StringSet<> UserMacros;
    for (const std::string &Path : Scope.of(F.Path))
      for (const auto &Name : Macros[Path])
        UserMacros.insert(Name.first());
    WalkContext Ctx{Rules,
                    UserMacros,
                    F.Rel,
                    F.KernelSource,
                    [&](const std::string &Resolved, llvm::StringRef Spelling) {
                      return P.includeTarget(F, Resolved, Spelling);
                    },
                    OpenBuiltins,
                    Libraries,
                    OpensSources ? &Names.Renamed : nullptr};
    std::vector<Finding> Findings =
        walkTokens(F.Text, It == Evidence.Files.end() ? nullptr : &It->second, Ctx);
    if (auto Failed = Failures.find(F.Path); Failed != Failures.end()) {
      Finding G = toolFinding(ToolRule::Unparsed, "");
      G.File = F.Rel;
      G.Native = G.Applied = true;
      G.Message += " (" + Failed->second + ")";
      Findings.push_back(std::move(G));
    }
    if (It != Evidence.Files.end())
      for (Finding &G : Judge.findings(It->second, F.Text, F.Rel))
        Findings.push_back(std::move(G));
    Keep(I, std::move(Findings));
  }
  withdrawUnreadable(A, Python);
  for (const LeftAlone &L : S.Part.Number == 1 ? P.Untouched : std::vector<LeftAlone>()) {
    Finding G = toolFinding(ToolRule::LeftAlone, L.Reason);
    G.File = L.Rel;
    G.Native = G.Applied = true;
    A.Log.Findings.push_back(std::move(G));
  }
  Ended("rewrite");
  if (S.Verify) {
    verifyOutputs(A, S, Rules);
    Ended("verify");
  }
  A.Log.sort();
  Judge.judge(A.Log, [&](llvm::StringRef Path) {
    const ProjectFile *F = P.byPath(Path);
    return F ? F->Rel : std::string();
  });
  std::map<llvm::StringRef, const ProjectFile *> ByRel;
  for (const ProjectFile &F : P.Files)
    ByRel[F.Rel] = &F;
  A.Log.quoteSources([&](llvm::StringRef File) -> llvm::StringRef {
    auto It = ByRel.find(File);
    return It == ByRel.end() ? llvm::StringRef() : It->second->Text;
  });
  for (KernelSummary &K : A.Log.Kernels)
    if (auto It = ByRel.find(K.File); It != ByRel.end())
      K.Line = placeOf(It->second->Text, K.Offset).Line;
  return A;
}

} // namespace npuify
