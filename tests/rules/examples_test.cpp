// SPDX-License-Identifier: Apache-2.0
// The examples of the rules are tests: migrating `before` gives `after`, and the rule has a finding there.
// Examples are fragments, so all of them stand in functions of one file; those that only make sense at file
// scope get a file of their own.
#include "BuiltinRules.h"
#include "cli/Analysis.h"
#include "llvm/Support/FileSystem.h"
#include <fstream>
#include <gtest/gtest.h>

using namespace npuify;

namespace {

struct Example {
  const Rule *R;
  const RuleExample *Text;
};

/// What became of one example.
struct Outcome {
  std::string After;
  std::set<std::string> Rules; ///< that had a finding in it
  bool accepts(const Example &E) const {
    // An example without `after` shows code that stays as it is.
    // A trait is found where other rules make the changes.
    if (E.R->Kind == RuleKind::Trait)
      return Rules.count(E.R->Id);
    return After == (E.Text->After.empty() ? E.Text->Before : E.Text->After) && Rules.count(E.R->Id);
  }
};

std::vector<Example> allExamples() {
  std::vector<Example> Out;
  for (const RulePack &Pack : builtinPacks())
    for (const Rule &R : Pack.Rules)
      if (R.Kind != RuleKind::Build && R.Kind != RuleKind::Python)
        for (const RuleExample &E : R.Examples)
          Out.push_back({&R, &E});
  return Out;
}

/// Conditions left open in a fragment are closed behind it.
std::string closed(llvm::StringRef Text) {
  std::string Out = Text.str();
  size_t Open = Text.count("#if"), Ends = Text.count("#endif");
  for (; Ends < Open; ++Ends)
    Out += "\n#endif";
  return Out;
}

/// The headers that code with such an example would include: all that a pack declares.
std::string includes() {
  std::string Out;
  for (const RulePack &Pack : builtinPacks()) {
    for (const StubHeader &Stub : Pack.Stubs)
      if (!llvm::StringRef(Stub.Name).starts_with("npuify/"))
        Out += "#include <" + Stub.Name + ">\n";
    for (const auto &[Folder, Stub] : Pack.Folders)
      Out += "#include <" + Folder + "/all.h>\n";
  }
  return Out;
}

std::string beginMark(size_t I) { return "//<" + std::to_string(I) + "\n"; }
std::string endMark(size_t I) { return "\n//>" + std::to_string(I) + "\n"; }

class Harness {
public:
  Harness() {
    llvm::SmallString<128> P;
    if (!llvm::sys::fs::createUniqueDirectory("npuify-examples", P))
      Folder = P.str().str();
  }
  ~Harness() { llvm::sys::fs::remove_directories(Folder); }

  Analysis migrate(const std::map<std::string, std::string> &Files) {
    AnalysisSettings S;
    S.Input.Root = Folder;
    for (const auto &[Name, Text] : Files) {
      std::string Path = Folder + "/" + Name;
      std::ofstream(Path, std::ios::binary) << Text;
      S.Input.Sources.push_back(Path);
    }
    return llvm::cantFail(analyze(S, builtinIndex()));
  }

  /// Migrates the files of Folder and reads the outcome of every example between its marks.
  void run(const std::map<std::string, std::string> &Files, std::map<size_t, Outcome> &Outcomes) {
    Analysis A = migrate(Files);
    for (const auto &[Index, Output] : A.Outputs) {
      const ProjectFile &File = A.Input.Files[Index];
      for (auto [At, End] = std::pair<size_t, size_t>{0, 0};
           (At = File.Text.find("//<", At)) != std::string::npos; At = End) {
        size_t I = std::stoul(File.Text.substr(At + 3));
        End = File.Text.find(endMark(I), At);
        Outcome &O = Outcomes[I];
        O = Outcome();
        size_t From = Output.Text.find(beginMark(I)) + beginMark(I).size();
        O.After = Output.Text.substr(From, Output.Text.find(endMark(I)) - From);
        for (const Finding &F : A.Log.Findings)
          if (F.File == File.Rel && F.Offset >= At && F.Offset < End)
            O.Rules.insert(F.RuleId);
      }
    }
  }

private:
  std::string Folder;
};

TEST(RuleExamples, MigrateAsTheySay) {
  std::vector<Example> Examples = allExamples();
  ASSERT_FALSE(Examples.empty());
  Harness H;
  std::map<size_t, Outcome> Outcomes;
  std::string Together = includes();
  for (size_t I = 0; I < Examples.size(); ++I)
    // Assembly is that of the device only where the device runs.
    Together += (Examples[I].R->Kind == RuleKind::Asm ? "__device__ " : "") + std::string("void example_") +
                std::to_string(I) + "() {\n" + beginMark(I) + Examples[I].Text->Before + endMark(I) +
                closed(Examples[I].Text->Before).substr(Examples[I].Text->Before.size()) + "\n}\n";
  H.run({{"together.cu", Together}}, Outcomes);

  std::map<std::string, std::string> Alone;
  for (size_t I = 0; I < Examples.size(); ++I)
    if (!Outcomes[I].accepts(Examples[I]))
      Alone["alone_" + std::to_string(I) + ".cu"] =
          includes() + beginMark(I) + Examples[I].Text->Before + endMark(I) +
          closed(Examples[I].Text->Before).substr(Examples[I].Text->Before.size()) + "\n";
  if (!Alone.empty())
    H.run(Alone, Outcomes);

  for (size_t I = 0; I < Examples.size(); ++I) {
    const Example &E = Examples[I];
    const Outcome &O = Outcomes[I];
    std::string Place = E.R->Id + " at " + E.R->File + ":" + std::to_string(E.R->Line);
    if (E.R->Kind != RuleKind::Trait) // found where other rules make the changes
      EXPECT_EQ(O.After, E.Text->After.empty() ? E.Text->Before : E.Text->After) << Place;
    EXPECT_TRUE(O.Rules.count(E.R->Id)) << Place << " has no finding in: " << E.Text->Before;
  }
}

/// Examples of Python rules are whole files.
TEST(RuleExamples, PythonMigratesAsTheySay) {
  Harness H;
  std::vector<std::pair<const Rule *, const RuleExample *>> Examples;
  std::map<std::string, std::string> Files;
  for (const Rule *R : builtinIndex().ofKind(RuleKind::Python))
    for (const RuleExample &E : R->Examples) {
      Files["example_" + std::to_string(Examples.size()) + ".py"] = E.Before;
      Examples.push_back({R, &E});
    }
  ASSERT_FALSE(Examples.empty());
  Analysis A = H.migrate(Files);
  for (size_t I = 0; I < Examples.size(); ++I) {
    auto [R, E] = Examples[I];
    std::string Name = "example_" + std::to_string(I) + ".py";
    std::string Place = R->Id + " at " + R->File + ":" + std::to_string(R->Line);
    bool Found = false;
    for (const Finding &F : A.Log.Findings)
      Found |= F.File == Name && F.RuleId == R->Id;
    EXPECT_TRUE(Found) << Place << " has no finding in: " << E->Before;
    for (const auto &[Index, Output] : A.Outputs)
      if (A.Input.Files[Index].Rel == Name)
        EXPECT_EQ(Output.Text, E->After.empty() ? E->Before : E->After) << Place;
  }
}

} // namespace
