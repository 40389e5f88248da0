// SPDX-License-Identifier: Apache-2.0
// Every finding as a row (RFC 4180), for spreadsheets.
#include "Reporter.h"

namespace npuify {
namespace {

std::string field(llvm::StringRef S) {
  if (S.find_first_of(",\"\r\n") == llvm::StringRef::npos)
    return S.str();
  std::string Out = "\"";
  for (char C : S)
    Out += C == '"' ? "\"\"" : std::string(1, C);
  return Out + "\"";
}

class CsvReporter : public Reporter {
public:
  void write(const FindingLog &Log, llvm::raw_ostream &OS) const override {
    std::vector<std::string> Targets = Log.judgedTargets();
    OS << "file,line,column,rule,class,severity,symbol,applied,native,compiled,evidence,waived,effort,"
          "message";
    for (const std::string &T : Targets)
      OS << ',' << T;
    OS << ",verified\r\n";
    for (const Finding &F : Log.Findings) {
      OS << field(F.File) << ',' << F.Line << ',' << F.Column << ',' << F.RuleId << ',' << toString(F.Class)
         << ',' << toString(severityOf(Log, F)) << ',' << field(F.Symbol) << ',' << word(F.Applied) << ','
         << word(F.Native) << ',' << word(F.Active) << ',' << toString(F.Ev) << ','
         << (F.Waived == Waiver::None ? "" : toString(F.Waived)) << ',' << F.Effort << ','
         << field(headline(F));
      for (const std::string &T : Targets) {
        auto It = F.Targets.find(T);
        OS << ',' << (It == F.Targets.end() ? "" : toString(It->second.V));
      }
      OS << (F.Tested ? ",cpu\r\n" : ",\r\n"); // all other verdicts come from documentation
    }
  }

private:
  static const char *word(bool B) { return B ? "yes" : "no"; }
};

} // namespace

std::unique_ptr<Reporter> makeCsvReporter() { return std::make_unique<CsvReporter>(); }

} // namespace npuify
