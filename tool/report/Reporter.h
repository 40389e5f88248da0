// SPDX-License-Identifier: Apache-2.0
// Reports are written from the FindingLog by one Reporter per format. Formats that list problems leave out
// routine findings (exact renames that were applied, native entities); they are counted everywhere.
#pragma once

#include "Finding.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>

namespace npuify {

enum class ReportFormat { Full, Concise, Json, Sarif, Junit, Github, Gitlab, Markdown, Csv, Html };
llvm::ArrayRef<llvm::StringRef> reportFormatNames();
std::optional<ReportFormat> parseReportFormat(llvm::StringRef S);

/// A report that goes to a file.
struct ReportOutput {
  ReportFormat Format = ReportFormat::Json;
  std::string File;
};

class Reporter {
public:
  virtual ~Reporter() = default;
  /// Writes the whole report. The log must be sorted.
  virtual void write(const FindingLog &Log, llvm::raw_ostream &OS) const = 0;
};

/// \p Color matters to the formats for terminals only.
std::unique_ptr<Reporter> makeReporter(ReportFormat Format, bool Color = false);

/// Writes a report to a file, whole or not at all.
llvm::Error writeReportFile(const FindingLog &Log, const ReportOutput &To);

/// True when the gravity of a finding that is not waived is \p Limit or worse.
bool anyAtOrAbove(const FindingLog &Log, RuleClass Limit);

// What the formats share.

enum class Severity { Note, Warning, Error };
/// From the gravity: blocked and manual are errors, emulated and semantic warnings, the rest notes.
Severity severityOf(const FindingLog &Log, const Finding &F);
llvm::StringRef toString(Severity S);
/// Nothing to tell: done as it should be, without a difference.
bool isRoutine(const FindingLog &Log, const Finding &F);
/// What the formats that list problems list: neither routine nor waived.
bool isListed(const FindingLog &Log, const Finding &F);
/// The message, with the symbol when the message does not name it.
std::string headline(const Finding &F);
/// Names findings by what they are about, not by where they stand, so that services know them again when
/// lines move. Equal ones are numbered in their order.
class Fingerprints {
public:
  std::string of(const Finding &F);

private:
  std::map<uint64_t, unsigned> Seen;
};
/// "3 files, 40 uses: 38 exact, 2 near; …"
std::string summaryLine(const Summary &S);

std::unique_ptr<Reporter> makeFullReporter(bool Color);
std::unique_ptr<Reporter> makeConciseReporter(bool Color);
std::unique_ptr<Reporter> makeJsonReporter();
std::unique_ptr<Reporter> makeSarifReporter();
std::unique_ptr<Reporter> makeJunitReporter();
std::unique_ptr<Reporter> makeGithubReporter();
std::unique_ptr<Reporter> makeGitlabReporter();
std::unique_ptr<Reporter> makeMarkdownReporter();
std::unique_ptr<Reporter> makeCsvReporter();
std::unique_ptr<Reporter> makeHtmlReporter();

} // namespace npuify
