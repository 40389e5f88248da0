// SPDX-License-Identifier: Apache-2.0
// A summary for pull requests: verdict, counts, next steps, and the findings that matter, in GitHub's
// Markdown.
#include "Reporter.h"
#include "Score.h"

namespace npuify {
namespace {

/// A comment on a pull request is no place for more; other formats hold the rest.
constexpr unsigned MaxFindings = 50;

/// Text in a table cell.
std::string cell(llvm::StringRef S) {
  std::string Out;
  for (char C : S)
    if (C == '\n' || C == '\r')
      Out += ' ';
    else if (llvm::StringRef("|\\`*_<>[]").contains(C))
      Out += std::string("\\") + C;
    else
      Out += C;
  return Out;
}

class MarkdownReporter : public Reporter {
public:
  void write(const FindingLog &Log, llvm::raw_ostream &OS) const override {
    Summary S = summarize(Log);
    Score Sc = scoreOf(Log);
    OS << "## npuify: " << sentence(Sc.Verdict) << "\n\n"
       << "Score **" << Sc.Overall << "** of 100, effort **" << Sc.Points << "** points. " << summaryLine(S)
       << ".\n\n";
    OS << "| class |";
    for (const auto &[Class, N] : S.ByClass)
      OS << ' ' << toString(Class) << " |";
    OS << "\n|---|";
    for (size_t I = 0; I < S.ByClass.size(); ++I)
      OS << "--:|";
    OS << "\n| findings |";
    for (const auto &[Class, N] : S.ByClass)
      OS << ' ' << N << " |";
    OS << "\n\n| target | ok | review | no | score |\n|---|--:|--:|--:|--:|\n";
    for (const auto &[Target, Counts] : S.ByTarget)
      OS << "| " << Target << " | " << Counts.at(Verdict::Ok) << " | " << Counts.at(Verdict::Review) << " | "
         << Counts.at(Verdict::No) << " | " << Sc.ByTarget.at(Target) << " |\n";
    OS << "\nVerdicts on devices come from documentation; none was tried on a device.\n";
    findings(Log, S, OS);
    OS << "\n### Next steps\n\n";
    unsigned N = 0;
    for (const Step &T : Sc.Steps)
      OS << ++N << ". " << cell(describe(T)) << '\n';
  }

private:
  static void findings(const FindingLog &Log, const Summary &S, llvm::raw_ostream &OS) {
    OS << "\n### Findings (" << S.Listed << ")\n\n";
    if (S.Listed == 0) {
      OS << "None beyond exact renames.\n";
      return;
    }
    OS << "| place | rule | class | finding |\n|---|---|---|---|\n";
    unsigned Left = MaxFindings;
    // Errors first: the table ends somewhere.
    for (Severity Wanted : {Severity::Error, Severity::Warning, Severity::Note})
      for (const Finding &F : Log.Findings) {
        if (Left == 0 || !isListed(Log, F) || severityOf(Log, F) != Wanted)
          continue;
        --Left;
        OS << "| " << cell(F.File);
        if (F.Line)
          OS << ':' << F.Line;
        OS << " | " << F.RuleId << " | " << toString(F.Class) << " | " << cell(headline(F)) << " |\n";
      }
    if (S.Listed > MaxFindings)
      OS << "\n… and " << S.Listed - MaxFindings << " more.\n";
  }
};

} // namespace

std::unique_ptr<Reporter> makeMarkdownReporter() { return std::make_unique<MarkdownReporter>(); }

} // namespace npuify
