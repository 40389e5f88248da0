// SPDX-License-Identifier: Apache-2.0
// Chooses a Reporter, and what all of them share.
#include "Reporter.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/xxhash.h"
#include <algorithm>

namespace npuify {

llvm::ArrayRef<llvm::StringRef> reportFormatNames() {
  static const llvm::StringRef Names[] = {"full",   "concise", "json",     "sarif", "junit",
                                          "github", "gitlab",  "markdown", "csv",   "html"};
  return Names;
}

std::optional<ReportFormat> parseReportFormat(llvm::StringRef S) {
  for (size_t I = 0; I < reportFormatNames().size(); ++I)
    if (reportFormatNames()[I] == S)
      return static_cast<ReportFormat>(I);
  return std::nullopt;
}

std::unique_ptr<Reporter> makeReporter(ReportFormat Format, bool Color) {
  switch (Format) {
  case ReportFormat::Full:
    return makeFullReporter(Color);
  case ReportFormat::Concise:
    return makeConciseReporter(Color);
  case ReportFormat::Json:
    return makeJsonReporter();
  case ReportFormat::Sarif:
    return makeSarifReporter();
  case ReportFormat::Junit:
    return makeJunitReporter();
  case ReportFormat::Github:
    return makeGithubReporter();
  case ReportFormat::Gitlab:
    return makeGitlabReporter();
  case ReportFormat::Markdown:
    return makeMarkdownReporter();
  case ReportFormat::Csv:
    return makeCsvReporter();
  case ReportFormat::Html:
    return makeHtmlReporter();
  }
  return nullptr;
}

llvm::Error writeReportFile(const FindingLog &Log, const ReportOutput &To) {
  return llvm::writeToOutput(To.File, [&](llvm::raw_ostream &OS) {
    makeReporter(To.Format)->write(Log, OS);
    return llvm::Error::success();
  });
}

bool anyAtOrAbove(const FindingLog &Log, RuleClass Limit) {
  return std::any_of(Log.Findings.begin(), Log.Findings.end(),
                     [&](const Finding &F) { return F.Waived == Waiver::None && Log.gravity(F) >= Limit; });
}

Severity severityOf(const FindingLog &Log, const Finding &F) {
  RuleClass Class = Log.gravity(F);
  if (Class >= RuleClass::Manual)
    return Severity::Error;
  return Class >= RuleClass::Semantic || (F.isLeftover() && F.Active) ? Severity::Warning : Severity::Note;
}

llvm::StringRef toString(Severity S) {
  switch (S) {
  case Severity::Note:
    return "note";
  case Severity::Warning:
    return "warning";
  case Severity::Error:
    return "error";
  }
  return "";
}

bool isRoutine(const FindingLog &Log, const Finding &F) {
  return Log.gravity(F) == RuleClass::Exact && !F.isLeftover();
}

bool isListed(const FindingLog &Log, const Finding &F) {
  return F.Waived == Waiver::None && !isRoutine(Log, F);
}

std::string headline(const Finding &F) {
  if (F.Message.empty())
    return "'" + F.Symbol + "' " + (F.isLeftover() ? "was left as it is" : "was changed");
  if (F.Symbol.empty() || llvm::StringRef(F.Message).contains(F.Symbol))
    return F.Message;
  return "'" + F.Symbol + "': " + F.Message;
}

std::string Fingerprints::of(const Finding &F) {
  std::string Key =
      F.RuleId + '\n' + F.Symbol + '\n' + F.File + '\n' + llvm::StringRef(F.SourceLine).trim().str();
  uint64_t Hash = llvm::xxh3_64bits(Key);
  return llvm::utohexstr(Hash, /*LowerCase=*/true, /*Width=*/16) + ":" + std::to_string(++Seen[Hash]);
}

std::string summaryLine(const Summary &S) {
  auto Count = [](unsigned N, const char *What) {
    return std::to_string(N) + " " + What + (N == 1 ? "" : "s");
  };
  std::string Out = Count(S.Files, "file") + ", " + Count(S.Uses, "use") + "; findings:";
  for (const auto &[Class, N] : S.ByClass)
    if (N)
      Out += " " + std::to_string(N) + " " + toString(Class).str() + ",";
  Out.back() = Out.back() == ',' ? ';' : ' ';
  if (Out.back() == ' ')
    Out += "none;";
  Out += " " + std::to_string(S.Leftovers) + " left in place";
  if (S.Leftovers != S.ActiveLeftovers)
    Out += ", " + std::to_string(S.ActiveLeftovers) + " of them in code that is compiled";
  const char *Separator = "; not held against the run: ";
  for (const auto &[Why, N] : S.ByWaiver)
    if (N) {
      Out += Separator + std::to_string(N) + " " + toString(Why).str();
      Separator = ", ";
    }
  return Out;
}

} // namespace npuify
