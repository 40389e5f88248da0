// SPDX-License-Identifier: Apache-2.0
// One self-contained HTML page; the frame of the page is page.html.inc.
#include "Reporter.h"
#include "support/Markup.h"
#include <map>
#include <tuple>

namespace npuify {
namespace {

constexpr const char *Page =
#include "page.html.inc"
    ;

class HtmlReporter : public Reporter {
public:
  void write(const FindingLog &Log, llvm::raw_ostream &OS) const override {
    Summary S = summarize(Log);
    llvm::StringRef Rest = Page;
    while (!Rest.empty()) {
      auto [Before, After] = Rest.split("{{");
      OS << Before;
      auto [Part, Next] = After.split("}}");
      part(Part, Log, S, OS);
      Rest = Next;
    }
  }

private:
  static void part(llvm::StringRef Name, const FindingLog &Log, const Summary &S, llvm::raw_ostream &OS) {
    if (Name == "verdict")
      verdict(Log, S, OS);
    else if (Name == "counts")
      counts(S, OS);
    else if (Name == "targets")
      targets(S, OS);
    else if (Name == "findings")
      findings(Log, OS);
    else if (Name == "entities")
      entities(Log, OS);
    else if (Name == "version")
      OS << escapeMarkup(Log.Version);
  }

  static void verdict(const FindingLog &Log, const Summary &S, llvm::raw_ostream &OS) {
    unsigned Hand = 0;
    for (const Finding &F : Log.Findings)
      Hand += Log.gravity(F) >= RuleClass::Manual;
    unsigned Look = S.ByClass.at(RuleClass::Semantic) + S.ByClass.at(RuleClass::Emulated);
    OS << "<p class=\"verdict " << (Hand ? "hard" : Look ? "work" : "good") << "\">";
    if (Hand)
      OS << Hand << (Hand == 1 ? " place needs" : " places need") << " a hand edit.";
    else if (Look)
      OS << "No hand edit is needed; " << Look << (Look == 1 ? " place behaves" : " places behave")
         << " differently and should be looked at.";
    else
      OS << "Everything carries over without a hand edit.";
    OS << "</p>\n";
  }

  static void counts(const Summary &S, llvm::raw_ostream &OS) {
    OS << "<table><tr><th class=n>files<th class=n>uses";
    for (const auto &[Class, N] : S.ByClass)
      OS << "<th class=n>" << toString(Class);
    OS << "<th class=n>left in place</tr>\n<tr><td class=n>" << S.Files << "<td class=n>" << S.Uses;
    for (const auto &[Class, N] : S.ByClass)
      OS << "<td class=n>" << N;
    OS << "<td class=n>" << S.Leftovers << "</tr></table>\n";
  }

  static void targets(const Summary &S, llvm::raw_ostream &OS) {
    OS << "<table><tr><th>target<th class=n>ok<th class=n>review<th class=n>no</tr>\n";
    for (llvm::StringRef T : knownTargets())
      if (auto It = S.ByTarget.find(T.str()); It != S.ByTarget.end()) {
        OS << "<tr><td>" << T;
        for (const auto &[V, N] : It->second)
          OS << "<td class=n>" << N;
        OS << "</tr>\n";
      }
    OS << "</table>\n";
  }

  static void findings(const FindingLog &Log, llvm::raw_ostream &OS) {
    std::map<std::string, std::vector<const Finding *>> ByFile;
    for (const Finding &F : Log.Findings)
      if (!isRoutine(Log, F))
        ByFile[F.File].push_back(&F);
    if (ByFile.empty())
      OS << "<p>None beyond exact renames.</p>\n";
    for (const auto &[File, List] : ByFile) {
      OS << "<details open><summary>" << escapeMarkup(File) << " (" << List.size()
         << ")</summary>\n<table>\n";
      for (const Finding *F : List)
        finding(Log, *F, OS);
      OS << "</table></details>\n";
    }
  }

  static void finding(const FindingLog &Log, const Finding &F, llvm::raw_ostream &OS) {
    OS << "<tr><td class=n>" << F.Line << ':' << F.Column << "<td><span class=\"tag "
       << toString(severityOf(Log, F)) << "\">" << toString(F.Class) << "</span> " << F.RuleId << "<td>"
       << escapeMarkup(headline(F));
    if (!F.SourceLine.empty())
      OS << "<pre>" << escapeMarkup(llvm::StringRef(F.SourceLine).trim()) << "</pre>";
    for (const std::string &G : F.Guidance)
      OS << "<div>" << escapeMarkup(G) << "</div>";
    OS << "</tr>\n";
  }

  static void entities(const FindingLog &Log, llvm::raw_ostream &OS) {
    std::map<std::tuple<std::string, std::string, RuleClass>, unsigned> Uses;
    for (const Finding &F : Log.Findings)
      if (F.isUse())
        ++Uses[{F.Symbol, F.RuleId, F.Class}];
    OS << "<table><tr><th>entity<th>rule<th>class<th class=n>uses</tr>\n";
    for (const auto &[Key, N] : Uses)
      OS << "<tr><td><code>" << escapeMarkup(std::get<0>(Key)) << "</code><td>" << std::get<1>(Key) << "<td>"
         << toString(std::get<2>(Key)) << "<td class=n>" << N << "</tr>\n";
    OS << "</table>\n";
  }
};

} // namespace

std::unique_ptr<Reporter> makeHtmlReporter() { return std::make_unique<HtmlReporter>(); }

} // namespace npuify
