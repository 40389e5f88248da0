// SPDX-License-Identifier: Apache-2.0
// SARIF 2.1.0 for code scanning services: relative URIs, stable fingerprints, routine findings left out.
#include "JsonParts.h"
#include "Reporter.h"
#include "SourceView.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include <map>

namespace npuify {
namespace {

using llvm::json::OStream;

/// A path as a relative URI.
std::string uri(llvm::StringRef Path) {
  std::string Out;
  for (unsigned char C : Path)
    if (llvm::isAlnum(C) || llvm::StringRef("-._~/").contains(C))
      Out += C;
    else
      Out += "%" + llvm::utohexstr(C, /*LowerCase=*/false, /*Width=*/2);
  return Out;
}

class SarifReporter : public Reporter {
public:
  void write(const FindingLog &Log, llvm::raw_ostream &OS) const override {
    std::map<std::string, const Finding *> Rules;
    for (const Finding &F : Log.Findings)
      if (!isRoutine(Log, F))
        Rules.try_emplace(F.RuleId, &F);
    OStream J(OS, /*IndentSize=*/1);
    J.object([&] {
      J.attribute("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      J.attribute("version", "2.1.0");
      J.attributeArray("runs", [&] {
        J.object([&] {
          J.attributeObject("tool", [&] {
            J.attributeObject("driver", [&] {
              J.attribute("name", "npuify");
              J.attribute("version", Log.Version);
              J.attributeArray("rules", [&] {
                for (const auto &[Id, F] : Rules)
                  rule(Log, *F, J);
              });
            });
          });
          J.attribute("columnKind", "utf16CodeUnits");
          J.attributeArray("results", [&] {
            Fingerprints Ids;
            for (const Finding &F : Log.Findings)
              if (!isRoutine(Log, F))
                result(Log, F, Ids, J);
          });
        });
      });
    });
    OS << '\n';
  }

private:
  static llvm::StringRef level(const FindingLog &Log, const Finding &F) {
    return toString(severityOf(Log, F));
  }

  static void rule(const FindingLog &Log, const Finding &F, OStream &J) {
    J.object([&] {
      J.attribute("id", F.RuleId);
      J.attributeObject("shortDescription", [&] { J.attribute("text", utf8(headline(F))); });
      if (!F.Guidance.empty())
        J.attributeObject("help", [&] { J.attribute("text", utf8(llvm::join(F.Guidance, "\n"))); });
      J.attributeObject("defaultConfiguration", [&] { J.attribute("level", level(Log, F)); });
      J.attributeObject("properties", [&] { J.attribute("class", toString(F.Class)); });
    });
  }

  static void result(const FindingLog &Log, const Finding &F, Fingerprints &Ids, OStream &J) {
    J.object([&] {
      J.attribute("ruleId", F.RuleId);
      J.attribute("level", level(Log, F));
      J.attributeObject("message", [&] { J.attribute("text", utf8(headline(F))); });
      J.attributeArray("locations", [&] {
        J.object([&] {
          J.attributeObject("physicalLocation", [&] {
            J.attributeObject("artifactLocation", [&] {
              J.attribute("uri", uri(F.File));
              J.attribute("uriBaseId", "%SRCROOT%");
            });
            if (F.Line)
              J.attributeObject("region", [&] {
                J.attribute("startLine", F.Line);
                J.attribute("startColumn", utf16Column(F.SourceLine, F.Column));
              });
          });
        });
      });
      if (F.Waived != Waiver::None)
        J.attributeArray("suppressions", [&] {
          J.object([&] {
            J.attribute("kind", F.Waived == Waiver::Suppressed ? "inSource" : "external");
            J.attribute("justification", F.WaiverReason.empty() ? toString(F.Waived) : utf8(F.WaiverReason));
          });
        });
      J.attributeObject("partialFingerprints", [&] { J.attribute("npuify/v1", Ids.of(F)); });
      J.attributeObject("properties", [&] {
        J.attribute("symbol", utf8(F.Symbol));
        J.attribute("class", toString(F.Class));
        J.attribute("applied", F.Applied);
      });
    });
  }
};

} // namespace

std::unique_ptr<Reporter> makeSarifReporter() { return std::make_unique<SarifReporter>(); }

} // namespace npuify
