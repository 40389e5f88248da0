// SPDX-License-Identifier: Apache-2.0
// One self-contained HTML page. The page itself (frame, style, script, texts) lies in report/html; this file
// fills in the data, as JSON with every text once.
#include "JsonParts.h"
#include "Reporter.h"
#include "Score.h"
#include "SourceView.h"
#include "support/Embedded.h"
#include "support/Snippet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/JSON.h"

namespace npuify {
namespace {

using llvm::json::OStream;

/// Sources beyond this many bytes are left out, those with the least to see first.
constexpr size_t SourceBudget = 5 << 20;

/// Texts that recur, by number.
class Texts {
public:
  unsigned operator()(llvm::StringRef S) {
    auto [It, New] = Numbers.try_emplace(S, static_cast<unsigned>(All.size()));
    if (New)
      All.push_back(S.str());
    return It->second;
  }
  void write(OStream &J) const {
    for (const std::string &S : All)
      J.value(utf8(S));
  }

private:
  llvm::StringMap<unsigned> Numbers;
  std::vector<std::string> All;
};

class PageData {
public:
  PageData(const FindingLog &Log, OStream &J) : Log(Log), J(J) {}

  void write() {
    for (const Finding &F : Log.Findings)
      ByFile[F.File].push_back(&F);
    chooseSources();
    J.object([&] {
      J.attribute("version", Log.Version);
      writeStrings(J, "targets", Log.judgedTargets());
      J.attribute("asked", !Log.Targets.empty());
      Score S = scoreOf(Log);
      writeSummary(J, summarize(Log), S);
      score(S);
      rules();
      files();
      findings();
      kernels();
      J.attributeArray("texts", [&] { Text.write(J); });
    });
  }

private:
  const FindingLog &Log;
  OStream &J;
  Texts Text;
  std::map<std::string, std::vector<const Finding *>> ByFile;
  std::map<std::string, unsigned> FileNumber, RuleNumber;
  std::set<std::string> Shown; ///< files whose source is in the page

  /// Files with something to see, the most listed findings first, as far as the budget goes.
  void chooseSources() {
    std::vector<std::pair<unsigned, std::string>> Order;
    for (const auto &[File, Findings] : ByFile)
      if (Log.Sources.count(File))
        Order.push_back({static_cast<unsigned>(
                             llvm::count_if(Findings, [&](const Finding *F) { return !isRoutine(Log, *F); })),
                         File});
    llvm::stable_sort(Order, [](const auto &A, const auto &B) { return A.first > B.first; });
    size_t Used = 0;
    for (const auto &[N, File] : Order) {
      Used += Log.Sources.at(File).size();
      if (Used <= SourceBudget)
        Shown.insert(File);
    }
  }

  void score(const Score &S) {
    J.attributeObject("target_scores", [&] {
      for (const auto &[Target, N] : S.ByTarget)
        J.attribute(Target, N);
    });
    J.attributeObject("weights", [&] {
      for (llvm::StringRef Name : ruleClassNames())
        J.attribute(Name, weightOf(*parseRuleClass(Name)));
      for (llvm::StringRef Name : verdictNames())
        J.attribute(Name, weightOf(*parseVerdict(Name)));
    });
    J.attributeObject("points", [&] {
      for (llvm::StringRef Name : effortNames())
        J.attribute(Name, pointsOf(Name));
    });
    J.attribute("further", FurtherPlaces);
    J.attributeArray("effort", [&] {
      for (const EffortRow &R : S.Effort)
        J.object([&] {
          J.attribute("rule", R.RuleId);
          J.attribute("effort", R.Effort);
          J.attribute("symbol", utf8(R.Symbol));
          J.attribute("places", R.Places);
          J.attribute("files", R.Files);
          J.attribute("points", R.Points);
        });
    });
    J.attributeArray("steps", [&] {
      for (const Step &T : S.Steps)
        J.object([&] {
          J.attribute("kind", toString(T.What));
          J.attribute("rule", T.RuleId);
          J.attribute("symbol", utf8(T.Symbol));
          J.attribute("text", utf8(T.Text));
          J.attribute("places", T.Places);
          J.attribute("files", T.Files);
        });
    });
  }

  /// What all findings of a rule share: verdicts and guidance.
  void rules() {
    J.attributeArray("rules", [&] {
      for (const Finding &F : Log.Findings) {
        if (!RuleNumber.try_emplace(F.RuleId, static_cast<unsigned>(RuleNumber.size())).second)
          continue;
        J.object([&] {
          J.attribute("id", F.RuleId);
          J.attribute("effort", F.Effort);
          J.attributeArray("guidance", [&] {
            for (const std::string &G : F.Guidance)
              J.value(Text(G));
          });
          J.attributeObject("targets", [&] {
            for (const auto &[Target, Judged] : F.Targets)
              J.attributeArray(Target, [&, &Judged = Judged] {
                J.value(toString(Judged.V));
                J.value(Text(Judged.Reason));
              });
          });
        });
      }
    });
  }

  void files() {
    J.attributeArray("files", [&] {
      std::set<std::string> All = Log.Files;
      for (const auto &[File, Findings] : ByFile)
        All.insert(File);
      for (const std::string &File : All) {
        unsigned Number = static_cast<unsigned>(FileNumber.size());
        FileNumber[File] = Number;
        J.object([&] { file(File); });
      }
    });
  }

  void file(const std::string &File) {
    J.attribute("path", utf8(File));
    auto It = ByFile.find(File);
    if (It == ByFile.end())
      return;
    unsigned Points = 0;
    for (const Finding *F : It->second)
      Points += F->Waived == Waiver::None ? pointsOf(Log, *F) : 0;
    J.attribute("points", Points);
    if (!Shown.count(File))
      return;
    const std::string &Source = Log.Sources.at(File);
    J.attribute("source", utf8(Source));
    J.attributeArray("blocks", [&] {
      for (const ChangedBlock &B : changedBlocks(Source, It->second))
        J.array([&] {
          J.value(B.Line);
          J.value(B.Count);
          J.value(utf8(B.After));
        });
    });
  }

  void kernels() {
    J.attributeArray("kernels", [&] {
      for (const KernelSummary &K : Log.Kernels)
        J.object([&] {
          J.attribute("name", utf8(K.Name));
          J.attribute("file", FileNumber[K.File]);
          J.attribute("line", K.Line);
          J.attributeObject("targets", [&] {
            for (const auto &[Target, Judged] : K.Targets)
              J.attributeArray(Target, [&, &Judged = Judged] {
                J.value(toString(Judged.V));
                for (const std::string &Id : Judged.Rules)
                  J.value(Id);
              });
          });
        });
    });
  }

  /// Rows of numbers: rule, file, line, column, length, class, gravity, flags, evidence, symbol, message,
  /// reason of the waiver. html/core.js names them.
  void findings() {
    J.attributeArray("findings", [&] {
      for (const Finding &F : Log.Findings)
        J.array([&] {
          auto Source = Log.Sources.find(F.File);
          unsigned Column = Source == Log.Sources.end()
                                ? F.Column
                                : utf16Column(lineAround(Source->second, F.Offset), F.Column);
          unsigned Flags = F.isUse() | F.Applied << 1 | F.Native << 2 | F.Active << 3 |
                           isRoutine(Log, F) << 4 | F.Tested << 5;
          for (unsigned N :
               {RuleNumber[F.RuleId], FileNumber[F.File], F.Line, Column, F.Length, unsigned(F.Class),
                unsigned(Log.gravity(F)), Flags, unsigned(F.Ev), Text(F.Symbol), Text(headline(F)),
                unsigned(F.Waived), F.WaiverReason.empty() ? 0 : Text(F.WaiverReason)})
            J.value(N);
        });
    });
  }
};

class HtmlReporter : public Reporter {
public:
  void write(const FindingLog &Log, llvm::raw_ostream &OS) const override {
    llvm::StringRef Rest = embedded("page.html");
    while (!Rest.empty()) {
      auto [Before, After] = Rest.split("{{");
      OS << Before;
      auto [Part, Next] = After.split("}}");
      Rest = Next;
      if (Part == "data")
        data(Log, OS);
      else if (Part == "noscript")
        OS << summaryLine(summarize(Log));
      else if (!Part.empty())
        OS << embedded(Part);
    }
  }

private:
  /// JSON inside a script element must not end it.
  static void data(const FindingLog &Log, llvm::raw_ostream &OS) {
    std::string Json;
    llvm::raw_string_ostream JsonOS(Json);
    OStream J(JsonOS);
    PageData(Log, J).write();
    for (llvm::StringRef Rest = JsonOS.str(); !Rest.empty();) {
      auto [Before, After] = Rest.split('<');
      OS << Before;
      if (Before.size() < Rest.size())
        OS << "\\u003c";
      Rest = After;
    }
  }
};

} // namespace

std::unique_ptr<Reporter> makeHtmlReporter() { return std::make_unique<HtmlReporter>(); }

} // namespace npuify
