// SPDX-License-Identifier: Apache-2.0
// Writes and reads the JSON report. No timestamps, no absolute paths: equal inputs give equal bytes.
#include "JsonReport.h"
#include "JsonParts.h"
#include "Reporter.h"
#include "Score.h"
#include "support/Snippet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include <limits>
#include <tuple>

namespace npuify {
namespace {

constexpr int SchemaVersion = 1;

// ---------------------------------------------------------------------------------------------- writing

class JsonReporter : public Reporter {
public:
  void write(const FindingLog &Log, llvm::raw_ostream &OS) const override {
    llvm::json::OStream J(OS, /*IndentSize=*/1);
    J.object([&] {
      J.attribute("schema", SchemaVersion);
      J.attribute("tool", llvm::json::Object{{"name", "npuify"}, {"version", Log.Version}});
      writeStrings(J, "targets", Log.judgedTargets());
      writeStrings(J, "asked", Log.Targets);
      writeSummary(J, summarize(Log), scoreOf(Log));
      writeStrings(J, "files", Log.Files);
      J.attributeArray("outputs", [&] {
        for (const OutputLines &O : Log.Outputs)
          J.rawValue([&](llvm::raw_ostream &Line) { lines(O, Line); });
      });
      J.attributeArray("kernels", [&] {
        for (const KernelSummary &K : Log.Kernels)
          J.rawValue([&](llvm::raw_ostream &Line) { kernel(K, Line); });
      });
      J.attributeArray("findings", [&] {
        for (const Finding &F : Log.Findings)
          J.rawValue([&](llvm::raw_ostream &Line) { finding(F, Line); });
      });
    });
    OS << '\n';
  }

private:
  static void kernel(const KernelSummary &K, llvm::raw_ostream &OS) {
    llvm::json::OStream J(OS);
    J.object([&] {
      J.attribute("name", utf8(K.Name));
      J.attribute("file", utf8(K.File));
      J.attribute("line", K.Line);
      J.attribute("offset", K.Offset);
      J.attributeObject("targets", [&] {
        for (const auto &[Target, Judged] : K.Targets)
          J.attribute(Target, toString(Judged.V));
      });
      J.attributeObject("reasons", [&] {
        for (const auto &[Target, Judged] : K.Targets)
          if (!Judged.Rules.empty())
            writeStrings(J, Target, Judged.Rules);
      });
    });
  }

  static void lines(const OutputLines &O, llvm::raw_ostream &OS) {
    llvm::json::OStream J(OS);
    J.object([&] {
      J.attribute("file", utf8(O.File));
      J.attribute("output", utf8(O.Output));
      J.attributeArray("lines", [&] {
        for (const LineShift &S : O.Lines)
          J.value(llvm::json::Array{S.From, S.To});
      });
    });
  }

  /// One finding on one line, so that reports can be compared with diff.
  static void finding(const Finding &F, llvm::raw_ostream &OS) {
    llvm::json::OStream J(OS);
    J.object([&] {
      J.attribute("rule", F.RuleId);
      J.attribute("class", toString(F.Class));
      J.attribute("symbol", utf8(F.Symbol));
      J.attribute("file", utf8(F.File));
      J.attribute("line", F.Line);
      J.attribute("column", F.Column);
      J.attribute("offset", F.Offset);
      J.attribute("length", F.Length);
      J.attribute("evidence", toString(F.Ev));
      J.attribute("applied", F.Applied);
      J.attribute("native", F.Native);
      J.attribute("active", F.Active);
      J.attribute("message", utf8(F.Message));
      J.attributeObject("targets", [&] {
        for (const auto &[Target, Judged] : F.Targets)
          J.attribute(Target, toString(Judged.V));
      });
      J.attributeObject("reasons", [&] {
        for (const auto &[Target, Judged] : F.Targets)
          if (!Judged.Reason.empty())
            J.attribute(Target, utf8(Judged.Reason));
      });
      J.attributeArray("verified", [&] {
        if (F.Tested)
          J.value("cpu");
      });
      J.attribute("effort", F.Effort);
      writeStrings(J, "guidance", F.Guidance);
      J.attributeArray("edits", [&] {
        for (const Edit &E : F.Ch.Edits)
          J.value(llvm::json::Object{{"offset", E.Offset}, {"length", E.Length}, {"text", utf8(E.Text)}});
      });
      J.attribute("source", utf8(F.SourceLine));
      if (F.Remark)
        J.attribute("remark", true);
      if (F.Waived != Waiver::None) {
        J.attribute("waived", toString(F.Waived));
        if (!F.WaiverReason.empty())
          J.attribute("waiver_reason", utf8(F.WaiverReason));
      }
    });
  }
};

// ---------------------------------------------------------------------------------------------- reading

/// A member that holds a position or a count.
bool mapUnsigned(const llvm::json::Value &V, llvm::StringLiteral Key, unsigned &Out, llvm::json::Path P) {
  auto N = V.getAsObject()->getInteger(Key);
  if (!N || *N < 0 || *N > std::numeric_limits<unsigned>::max()) {
    P.field(Key).report("expected a number that is not negative");
    return false;
  }
  Out = static_cast<unsigned>(*N);
  return true;
}

template <typename E>
bool mapWord(const llvm::json::Value &V, std::optional<E> (*Parse)(llvm::StringRef), llvm::StringLiteral What,
             E &Out, llvm::json::Path P) {
  if (auto Word = V.getAsString())
    if (auto Parsed = Parse(*Word)) {
      Out = *Parsed;
      return true;
    }
  P.report(What);
  return false;
}

bool readTargets(const llvm::json::Object &O, Finding &F, llvm::json::Path P) {
  const llvm::json::Object *Targets = O.getObject("targets"), *Reasons = O.getObject("reasons");
  if (!Targets)
    return true;
  for (const auto &[Target, Word] : *Targets) {
    TargetVerdict Judged;
    if (!mapWord(Word, parseVerdict, "expected ok, review or no", Judged.V, P.field("targets").field(Target)))
      return false;
    if (auto Reason = Reasons ? Reasons->getString(Target) : std::nullopt)
      Judged.Reason = Reason->str();
    F.Targets[Target.str()] = std::move(Judged);
  }
  return true;
}

} // namespace

// Found by argument-dependent lookup from llvm::json's mapping of containers.
bool fromJSON(const llvm::json::Value &V, Edit &E, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  return O && mapUnsigned(V, "offset", E.Offset, P) && mapUnsigned(V, "length", E.Length, P) &&
         O.map("text", E.Text);
}

bool fromJSON(const llvm::json::Value &V, Finding &F, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  bool Ok = O && O.map("rule", F.RuleId) && O.map("symbol", F.Symbol) && O.map("file", F.File) &&
            mapUnsigned(V, "line", F.Line, P) && mapUnsigned(V, "column", F.Column, P) &&
            mapUnsigned(V, "offset", F.Offset, P) && mapUnsigned(V, "length", F.Length, P) &&
            O.map("applied", F.Applied) && O.mapOptional("native", F.Native) &&
            O.mapOptional("active", F.Active) && O.map("message", F.Message) &&
            O.mapOptional("effort", F.Effort) && O.mapOptional("guidance", F.Guidance) &&
            O.mapOptional("edits", F.Ch.Edits) && O.mapOptional("source", F.SourceLine) &&
            O.mapOptional("waiver_reason", F.WaiverReason) && O.mapOptional("remark", F.Remark);
  if (!Ok)
    return false;
  F.Ch.RuleId = F.RuleId;
  const llvm::json::Object &Members = *V.getAsObject();
  if (const llvm::json::Array *Verified = Members.getArray("verified"))
    F.Tested = !Verified->empty();
  llvm::json::Value Missing = nullptr;
  auto Member = [&](const char *Key) -> const llvm::json::Value & {
    const llvm::json::Value *M = Members.get(Key);
    return M ? *M : Missing;
  };
  return mapWord(Member("class"), parseRuleClass, "expected a class of findings", F.Class,
                 P.field("class")) &&
         mapWord(Member("evidence"), parseEvidence, "expected ast, preprocessor or token", F.Ev,
                 P.field("evidence")) &&
         (!Members.get("waived") ||
          mapWord(Member("waived"), parseWaiver, "expected suppressed, baseline or unchanged", F.Waived,
                  P.field("waived"))) &&
         readTargets(Members, F, P);
}

bool fromJSON(const llvm::json::Value &V, KernelSummary &K, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  if (!O || !O.map("name", K.Name) || !O.map("file", K.File) || !mapUnsigned(V, "line", K.Line, P) ||
      !mapUnsigned(V, "offset", K.Offset, P))
    return false;
  const llvm::json::Object *Targets = V.getAsObject()->getObject("targets"),
                           *Reasons = V.getAsObject()->getObject("reasons");
  if (!Targets)
    return true;
  for (const auto &[Target, Word] : *Targets) {
    KernelSummary::PerTarget &Judged = K.Targets[Target.str()];
    if (!mapWord(Word, parseVerdict, "expected ok, review or no", Judged.V, P.field("targets").field(Target)))
      return false;
    if (const llvm::json::Array *Ids = Reasons ? Reasons->getArray(Target) : nullptr)
      for (const llvm::json::Value &Id : *Ids)
        if (auto S = Id.getAsString())
          Judged.Rules.insert(S->str());
  }
  return true;
}

bool fromJSON(const llvm::json::Value &V, LineShift &S, llvm::json::Path P) {
  const llvm::json::Array *Pair = V.getAsArray();
  std::optional<int64_t> From, To;
  if (Pair && Pair->size() == 2) {
    From = (*Pair)[0].getAsInteger();
    To = (*Pair)[1].getAsInteger();
  }
  if (!From || !To || *From < 1 || *To < 1) {
    P.report("expected two lines");
    return false;
  }
  S = {static_cast<unsigned>(*From), static_cast<unsigned>(*To)};
  return true;
}

bool fromJSON(const llvm::json::Value &V, OutputLines &L, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  return O && O.map("file", L.File) && O.map("output", L.Output) && O.map("lines", L.Lines);
}

namespace {

bool readLog(const llvm::json::Value &V, FindingLog &Log, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  int Schema = 0;
  std::vector<std::string> Files;
  if (!O || !O.map("schema", Schema))
    return false;
  if (Schema != SchemaVersion) {
    P.field("schema").report("this version of npuify reads schema 1");
    return false;
  }
  if (!O.mapOptional("asked", Log.Targets) || !O.mapOptional("files", Files) ||
      !O.mapOptional("outputs", Log.Outputs) || !O.mapOptional("kernels", Log.Kernels) ||
      !O.map("findings", Log.Findings))
    return false;
  Log.Files.insert(Files.begin(), Files.end());
  if (const llvm::json::Object *Tool = V.getAsObject()->getObject("tool"))
    Log.Version = Tool->getString("version").value_or("").str();
  return true;
}

} // namespace

llvm::Expected<FindingLog> readJsonReport(llvm::StringRef Text, llvm::StringRef Name) {
  auto Fail = [&](const llvm::Twine &Why) {
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "error: " + Name + ": not a JSON report of npuify: " + Why);
  };
  auto Value = llvm::json::parse(Text);
  if (!Value)
    return Fail(llvm::toString(Value.takeError()));
  FindingLog Log;
  llvm::json::Path::Root Root("report");
  if (!readLog(*Value, Log, Root))
    return Fail(llvm::toString(Root.getError()));
  Log.sort();
  return Log;
}

FindingLog mergeLogs(std::vector<FindingLog> Logs) {
  FindingLog Out;
  std::set<std::string> Targets;
  for (FindingLog &Log : Logs) {
    Out.Version = std::max(Out.Version, Log.Version);
    Out.Files.insert(Log.Files.begin(), Log.Files.end());
    for (std::string &T : Log.Targets)
      if (Targets.insert(T).second)
        Out.Targets.push_back(std::move(T));
    std::move(Log.Outputs.begin(), Log.Outputs.end(), std::back_inserter(Out.Outputs));
    for (KernelSummary &K : Log.Kernels) {
      // Shards that see a header in different programs: the worst verdict counts.
      auto Same = llvm::find_if(
          Out.Kernels, [&](const KernelSummary &O) { return O.File == K.File && O.Offset == K.Offset; });
      if (Same == Out.Kernels.end()) {
        Out.Kernels.push_back(std::move(K));
        continue;
      }
      for (auto &[Target, Judged] : K.Targets) {
        KernelSummary::PerTarget &Mine = Same->Targets[Target];
        if (Judged.V > Mine.V)
          Mine = Judged;
        else if (Judged.V == Mine.V)
          Mine.Rules.insert(Judged.Rules.begin(), Judged.Rules.end());
      }
    }
    std::move(Log.Findings.begin(), Log.Findings.end(), std::back_inserter(Out.Findings));
  }
  llvm::sort(Out.Outputs, [](const OutputLines &A, const OutputLines &B) { return A.File < B.File; });
  llvm::sort(Out.Kernels, [](const KernelSummary &A, const KernelSummary &B) {
    return std::tie(A.File, A.Offset) < std::tie(B.File, B.Offset);
  });
  Out.sort();
  // Where shards disagree whether a change was applied, the pessimist is right: sort() is stable, so look at
  // all.
  auto Key = [](const Finding &F) { return std::tie(F.File, F.Offset, F.RuleId, F.Symbol, F.Line); };
  std::vector<Finding> Kept;
  for (Finding &F : Out.Findings) {
    if (!Kept.empty() && Key(Kept.back()) == Key(F))
      Kept.back().Applied = Kept.back().Applied && F.Applied;
    else
      Kept.push_back(std::move(F));
  }
  Out.Findings = std::move(Kept);
  return Out;
}

std::unique_ptr<Reporter> makeJsonReporter() { return std::make_unique<JsonReporter>(); }

} // namespace npuify
