// SPDX-License-Identifier: Apache-2.0
// Each case of cases/ is migrated and compared with expected/: the output and the findings. After a wanted change run
// with NPUIFY_UPDATE_GOLDEN=1 and read the diff.
#include "cli/Analysis.h"
#include "rules/RuleIndex.h"
#include "llvm/Support/FileSystem.h"
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

using namespace npuify;

namespace {

const RuleIndex &rules() {
  static const std::vector<RulePack> Packs = llvm::cantFail(loadRulePacks(NPUIFY_TEST_RULES, {}));
  static const RuleIndex Index(Packs);
  return Index;
}

Analysis migrate(const std::string &Path) {
  AnalysisSettings S;
  S.Input.Sources = {Path};
  S.Input.Root = NPUIFY_GOLDEN_CASES;
  return llvm::cantFail(analyze(S, rules()));
}

std::string findings(const FindingLog &Log) {
  std::ostringstream OS;
  for (const Finding &F : Log.Findings)
    if (F.Class != RuleClass::Exact || !F.Applied)
      OS << F.Line << ':' << F.Column << ' ' << F.RuleId << ' ' << toString(F.Class).str() << ' ' << F.Symbol << ' '
         << toString(F.Ev).str() << (F.Applied ? "" : " not applied") << '\n';
  return OS.str();
}

std::string read(const std::string &Path) {
  std::ifstream In(Path, std::ios::binary);
  std::ostringstream OS;
  OS << In.rdbuf();
  return OS.str();
}

class Golden : public testing::TestWithParam<std::string> {
protected:
  void compare(const std::string &Name, const std::string &Actual) {
    std::string Path = std::string(NPUIFY_GOLDEN_CASES "/../expected/") + Name;
    if (std::getenv("NPUIFY_UPDATE_GOLDEN"))
      std::ofstream(Path, std::ios::binary) << Actual;
    EXPECT_EQ(read(Path), Actual) << Path;
  }
};

TEST_P(Golden, OutputAndFindings) {
  Analysis A = migrate(std::string(NPUIFY_GOLDEN_CASES "/") + GetParam());
  ASSERT_EQ(A.Outputs.size(), 1u);
  const ProjectFile &F = A.Input.Files[A.Outputs.begin()->first];
  compare(F.OutRel, A.Outputs.begin()->second.Text);
  compare(GetParam() + ".findings", findings(A.Log));
}

// DESIGN, invariant 2: every byte that differs lies in an Edit of a finding with a rule.
TEST_P(Golden, OnlyEditsOfRulesDiffer) {
  Analysis A = migrate(std::string(NPUIFY_GOLDEN_CASES "/") + GetParam());
  const OutputFile &Out = A.Outputs.begin()->second;
  const std::string &In = A.Input.Files[A.Outputs.begin()->first].Text;
  size_t At = 0, OutAt = 0;
  for (const Edit &E : Out.Edits) {
    size_t Kept = E.Offset - At;
    ASSERT_EQ(In.compare(At, Kept, Out.Text, OutAt, Kept), 0);
    OutAt += Kept;
    ASSERT_EQ(Out.Text.compare(OutAt, E.Text.size(), E.Text), 0);
    OutAt += E.Text.size();
    At = E.Offset + E.Length;
    bool Owned = false;
    for (const Finding &F : A.Log.Findings)
      for (const Edit &Mine : F.Ch.Edits)
        Owned |= Mine.Offset == E.Offset && Mine.Length == E.Length && Mine.Text == E.Text && !F.RuleId.empty();
    EXPECT_TRUE(Owned) << "edit at " << E.Offset;
  }
  EXPECT_EQ(In.substr(At), Out.Text.substr(OutAt));
}

// DESIGN, invariant 7: migrating twice equals migrating once.
TEST_P(Golden, MigratingTwiceEqualsOnce) {
  Analysis A = migrate(std::string(NPUIFY_GOLDEN_CASES "/") + GetParam());
  llvm::SmallString<128> Dir;
  ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("npuify-golden", Dir));
  std::string Path = (Dir + "/" + A.Input.Files[A.Outputs.begin()->first].OutRel).str();
  const std::string &Once = A.Outputs.begin()->second.Text;
  std::ofstream(Path, std::ios::binary) << Once;
  AnalysisSettings S;
  S.Input.Sources = {Path};
  Analysis B = llvm::cantFail(analyze(S, rules()));
  EXPECT_EQ(B.Outputs.begin()->second.Text, Once);
  llvm::sys::fs::remove_directories(Dir);
}

std::vector<std::string> cases() {
  std::vector<std::string> Names;
  std::error_code EC;
  for (llvm::sys::fs::directory_iterator It(NPUIFY_GOLDEN_CASES, EC), End; It != End && !EC; It.increment(EC))
    Names.push_back(It->path().substr(It->path().rfind('/') + 1));
  std::sort(Names.begin(), Names.end());
  return Names;
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, testing::ValuesIn(cases()), [](const auto &Info) {
  std::string Name = Info.param;
  std::replace(Name.begin(), Name.end(), '.', '_');
  return Name;
});

} // namespace
