// SPDX-License-Identifier: Apache-2.0
// Reports for people at a terminal: full (rustc's style) and concise (one line a finding).
#include "Reporter.h"
#include "Score.h"
#include "support/Snippet.h"
#include "llvm/Support/Format.h"

namespace npuify {
namespace {

class FullReporter : public Reporter {
public:
  explicit FullReporter(bool Color) : Color(Color) {}

  void write(const FindingLog &Log, llvm::raw_ostream &OS) const override {
    for (const Finding &F : Log.Findings)
      if (isListed(Log, F)) {
        printSnippet(snippet(Log, F), Color, OS);
        OS << '\n';
      }
    Summary S = summarize(Log);
    OS << summaryLine(S) << '\n';
    targets(S, OS);
    Score Sc = scoreOf(Log);
    OS << '\n'
       << sentence(Sc.Verdict) << " Score " << Sc.Overall << " of 100, effort " << Sc.Points << " points.\n";
  }

private:
  bool Color;

  static Snippet snippet(const FindingLog &Log, const Finding &F) {
    Snippet S;
    S.Severity = toString(severityOf(Log, F)).str();
    S.Code = F.RuleId;
    S.Message = headline(F);
    S.File = F.File;
    S.Line = F.Line;
    S.Column = F.Column;
    S.Length = F.Length;
    S.SourceLine = F.SourceLine;
    // Every reason of every target would drown the message; explain and the HTML report have them.
    for (const std::string &Target : Log.Targets)
      if (auto It = F.Targets.find(Target); It != F.Targets.end() && !It->second.Reason.empty())
        S.Notes.push_back(Target + ": " + toString(It->second.V).str() + ", " + It->second.Reason +
                          (Target == "cpu" && F.Tested ? " (verified)" : " (from documentation)"));
    if (!F.Effort.empty())
      S.Notes.push_back("effort: " + F.Effort);
    S.Help = F.Guidance;
    return S;
  }

  static void targets(const Summary &S, llvm::raw_ostream &OS) {
    OS << "\ntarget            ok  review      no\n";
    for (llvm::StringRef T : knownTargets())
      if (auto It = S.ByTarget.find(T.str()); It != S.ByTarget.end())
        OS << llvm::format("%-12s%8u%8u%8u\n", T.str().c_str(), It->second.at(Verdict::Ok),
                           It->second.at(Verdict::Review), It->second.at(Verdict::No));
  }
};

class ConciseReporter : public Reporter {
public:
  explicit ConciseReporter(bool Color) : Color(Color) {}

  void write(const FindingLog &Log, llvm::raw_ostream &OS) const override {
    for (const Finding &F : Log.Findings) {
      if (!isListed(Log, F))
        continue;
      OS << F.File;
      if (F.Line)
        OS << ':' << F.Line << ':' << F.Column;
      Severity S = severityOf(Log, F);
      const char *Tint = S == Severity::Error     ? "\033[1;31m"
                         : S == Severity::Warning ? "\033[1;33m"
                                                  : "\033[1;32m";
      OS << ": " << (Color ? Tint : "") << toString(S) << '[' << F.RuleId << ']' << (Color ? "\033[0m" : "")
         << ": " << headline(F) << '\n';
    }
    OS << summaryLine(summarize(Log)) << '\n';
  }

private:
  bool Color;
};

} // namespace

std::unique_ptr<Reporter> makeFullReporter(bool Color) { return std::make_unique<FullReporter>(Color); }
std::unique_ptr<Reporter> makeConciseReporter(bool Color) { return std::make_unique<ConciseReporter>(Color); }

} // namespace npuify
