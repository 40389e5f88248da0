// SPDX-License-Identifier: Apache-2.0
// Reports for build servers: JUnit XML and GitHub annotations.
#include "Reporter.h"
#include "support/Markup.h"
#include <map>

namespace npuify {
namespace {

/// One test case per file; a case fails when a finding in it is an error.
class JunitReporter : public Reporter {
public:
  void write(const FindingLog &Log, llvm::raw_ostream &OS) const override {
    std::map<std::string, std::vector<const Finding *>> Cases;
    for (const std::string &File : Log.Files)
      Cases[File];
    for (const Finding &F : Log.Findings)
      if (isListed(Log, F))
        Cases[F.File].push_back(&F);
    unsigned Failures = 0;
    for (const auto &[File, Findings] : Cases)
      Failures += failed(Log, Findings);

    OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"npuify\">\n"
       << "<testsuite name=\"npuify\" tests=\"" << Cases.size() << "\" failures=\"" << Failures
       << "\" errors=\"0\">\n";
    for (const auto &[File, Findings] : Cases)
      testcase(Log, File, Findings, OS);
    OS << "</testsuite>\n</testsuites>\n";
  }

private:
  static bool failed(const FindingLog &Log, const std::vector<const Finding *> &Findings) {
    for (const Finding *F : Findings)
      if (severityOf(Log, *F) == Severity::Error)
        return true;
    return false;
  }

  static void testcase(const FindingLog &Log, llvm::StringRef File,
                       const std::vector<const Finding *> &Findings, llvm::raw_ostream &OS) {
    OS << "<testcase classname=\"npuify\" name=\"" << escapeMarkup(File) << "\"";
    if (Findings.empty()) {
      OS << "/>\n";
      return;
    }
    OS << ">\n";
    const char *Element = failed(Log, Findings) ? "failure" : "system-out";
    OS << '<' << Element << '>';
    for (const Finding *F : Findings)
      OS << escapeMarkup(F->File) << ':' << F->Line << ':' << F->Column << ": "
         << toString(severityOf(Log, *F)) << '[' << F->RuleId << "]: " << escapeMarkup(headline(*F)) << '\n';
    OS << "</" << Element << ">\n</testcase>\n";
  }
};

class GithubReporter : public Reporter {
public:
  void write(const FindingLog &Log, llvm::raw_ostream &OS) const override {
    for (const Finding &F : Log.Findings) {
      if (!isListed(Log, F))
        continue;
      Severity S = severityOf(Log, F);
      OS << "::" << (S == Severity::Note ? "notice" : toString(S)) << " file=" << escape(F.File, true);
      if (F.Line)
        OS << ",line=" << F.Line << ",col=" << F.Column;
      OS << ",title=" << F.RuleId << "::" << escape(headline(F), false) << '\n';
    }
  }

private:
  /// The escapes of GitHub's workflow commands.
  static std::string escape(llvm::StringRef S, bool Property) {
    std::string Out;
    for (char C : S)
      switch (C) {
      case '%':
        Out += "%25";
        break;
      case '\r':
        Out += "%0D";
        break;
      case '\n':
        Out += "%0A";
        break;
      case ':':
        Out += Property ? "%3A" : ":";
        break;
      case ',':
        Out += Property ? "%2C" : ",";
        break;
      default:
        Out += C;
      }
    return Out;
  }
};

} // namespace

std::unique_ptr<Reporter> makeJunitReporter() { return std::make_unique<JunitReporter>(); }
std::unique_ptr<Reporter> makeGithubReporter() { return std::make_unique<GithubReporter>(); }

} // namespace npuify
