// SPDX-License-Identifier: Apache-2.0
// GitLab's code quality report: a JSON array in the subset of Code Climate's format that GitLab reads.
#include "Reporter.h"
#include "llvm/Support/JSON.h"

namespace npuify {
namespace {

std::string utf8(llvm::StringRef S) { return llvm::json::isUTF8(S) ? S.str() : llvm::json::fixUTF8(S); }

llvm::StringRef severity(const FindingLog &Log, const Finding &F) {
  switch (Log.gravity(F)) {
  case RuleClass::Blocked:
    return "blocker";
  case RuleClass::Manual:
    return "critical";
  case RuleClass::Emulated:
  case RuleClass::Semantic:
    return "minor";
  default:
    return severityOf(Log, F) == Severity::Note ? "info" : "minor";
  }
}

class GitlabReporter : public Reporter {
public:
  void write(const FindingLog &Log, llvm::raw_ostream &OS) const override {
    llvm::json::OStream J(OS, /*IndentSize=*/1);
    Fingerprints Ids;
    J.array([&] {
      for (const Finding &F : Log.Findings) {
        std::string Id = Ids.of(F); // of all findings: waiving one must not rename the others
        if (isListed(Log, F))
          J.object([&] {
            J.attribute("description", utf8(headline(F)));
            J.attribute("check_name", F.RuleId);
            J.attribute("fingerprint", Id);
            J.attribute("severity", severity(Log, F));
            J.attributeObject("location", [&] {
              J.attribute("path", utf8(F.File));
              J.attributeObject("lines", [&] { J.attribute("begin", std::max(F.Line, 1u)); });
            });
          });
      }
    });
    OS << '\n';
  }
};

} // namespace

std::unique_ptr<Reporter> makeGitlabReporter() { return std::make_unique<GitlabReporter>(); }

} // namespace npuify
