// SPDX-License-Identifier: Apache-2.0
#include "Verdicts.h"
#include "support/Tokens.h"
#include "llvm/ADT/STLExtras.h"

namespace npuify {

KernelJudge::KernelJudge(const EvidenceMap &Evidence, const RuleIndex &Index)
    : Evidence(Evidence), Index(Index) {
  for (const Rule *R : Index.ofKind(RuleKind::Trait))
    for (const std::string &Name : R->Calls)
      Settled.insert(Name);
}

/// The rule with the highest limit that the fact exceeds, or the one for what nobody knows.
const Rule *KernelJudge::ruleFor(const TraitFact &F) const {
  const Rule *Best = nullptr;
  for (const Rule *R : Index.traits(F.Trait)) {
    if (R->Unknown)
      Best = F.Known ? Best : R;
    else if (!R->Above)
      Best = Best ? Best : R;
    else if (F.Value > *R->Above && (!Best || (!Best->Unknown && Best->Above.value_or(0) < *R->Above)))
      Best = R;
  }
  return Best;
}

std::vector<Finding> KernelJudge::findings(const FileEvidence &E, llvm::StringRef Text,
                                           llvm::StringRef Rel) const {
  LineTable Lines(Text);
  std::vector<Finding> Out;
  std::set<std::tuple<std::string, FunctionRef>> Said; // traits of a body are told once per function
  for (const auto &[Key, F] : E.Kernels.Traits) {
    const Rule *R = ruleFor(F);
    if (!R || F.Offset >= Text.size())
      continue;
    auto Body = E.Kernels.Functions.find(F.Owner.Begin);
    bool InBody =
        Body != E.Kernels.Functions.end() && F.Offset >= Body->second.Begin && F.Offset < Body->second.End;
    if (InBody && !Said.insert({R->Id, F.Owner}).second)
      continue;
    Finding G;
    G.RuleId = G.Ch.RuleId = R->Id;
    G.Class = R->Class;
    G.Symbol = F.Subject;
    G.Message = R->Message;
    for (auto [Mark, With] : {std::pair<llvm::StringRef, std::string>{"${value}", std::to_string(F.Value)},
                              {"${subject}", F.Subject}})
      for (size_t P; (P = G.Message.find(Mark)) != std::string::npos;)
        G.Message.replace(P, Mark.size(), With);
    G.Guidance = R->Guidance;
    G.Effort = R->Effort;
    G.Targets = R->Targets;
    G.File = Rel.str();
    G.Offset = F.Offset;
    // A caret under a whole kernel helps nobody.
    G.Length =
        static_cast<unsigned>(std::min<size_t>(F.Length, Text.find_first_of("\r\n", F.Offset) - F.Offset));
    G.Line = Lines.line(F.Offset);
    G.Column = Lines.column(F.Offset);
    G.Ev = Evidence::Ast;
    G.Remark = G.Native = G.Applied = true;
    G.Owner = F.Owner;
    Out.push_back(std::move(G));
  }
  return Out;
}

const DeviceFunction *KernelJudge::functionAt(const FunctionRef &Ref) const {
  auto File = Evidence.Files.find(Ref.File);
  if (File == Evidence.Files.end())
    return nullptr;
  auto F = File->second.Kernels.Functions.find(Ref.Begin);
  return F == File->second.Kernels.Functions.end() ? nullptr : &F->second;
}

std::set<FunctionRef> KernelJudge::reachable(const FunctionRef &Kernel) const {
  std::set<FunctionRef> Seen = {Kernel};
  std::vector<FunctionRef> Open = {Kernel};
  while (!Open.empty()) {
    FunctionRef At = Open.back();
    Open.pop_back();
    if (const DeviceFunction *F = functionAt(At))
      for (const FunctionRef &C : F->Callees)
        if (Seen.insert(C).second)
          Open.push_back(C);
  }
  return Seen;
}

void KernelJudge::judge(FindingLog &Log, llvm::function_ref<std::string(llvm::StringRef Path)> RelOf) const {
  std::map<std::string, std::vector<const Finding *>> ByFile;
  std::map<FunctionRef, std::vector<const Finding *>> ByOwner;
  for (const Finding &F : Log.Findings) {
    if (F.Remark && !F.Owner.File.empty())
      ByOwner[F.Owner].push_back(&F);
    else if (F.isUse())
      ByFile[F.File].push_back(&F); // sorted by offset
  }
  for (const auto &[Path, E] : Evidence.Files) {
    std::string Rel = RelOf(Path);
    if (Rel.empty())
      continue;
    for (const auto &[Begin, D] : E.Kernels.Functions) {
      if (!D.Kernel)
        continue;
      KernelSummary K;
      K.Name = D.Name;
      K.File = Rel;
      K.Offset = D.NameOffset;
      auto Count = [&](const Finding &F) {
        for (const std::string &T : Log.judgedTargets()) {
          auto It = F.Targets.find(T);
          if (It == F.Targets.end())
            continue;
          KernelSummary::PerTarget &Mine = K.Targets[T];
          if (!F.Remark && It->second.V == Verdict::Review && Settled.contains(F.Symbol))
            continue;
          if (It->second.V > Mine.V) {
            Mine.V = It->second.V;
            Mine.Rules.clear();
          }
          if (It->second.V == Mine.V && Mine.V != Verdict::Ok)
            Mine.Rules.insert(F.RuleId);
        }
      };
      for (const FunctionRef &F : reachable({Path, Begin})) {
        if (auto Owned = ByOwner.find(F); Owned != ByOwner.end())
          for (const Finding *G : Owned->second)
            Count(*G);
        if (const DeviceFunction *Body = functionAt(F))
          for (const Finding *G : ByFile[RelOf(F.File)])
            if (G->Offset >= Body->Begin && G->Offset < Body->End && G->Active)
              Count(*G);
      }
      Log.Kernels.push_back(std::move(K));
    }
  }
  llvm::sort(Log.Kernels, [](const KernelSummary &A, const KernelSummary &B) {
    return std::tie(A.File, A.Offset) < std::tie(B.File, B.Offset);
  });
}

} // namespace npuify
