// SPDX-License-Identifier: Apache-2.0
// DESIGN, invariant 10: every rename target exists in the runtime's headers, every stub has a rule and the
// reverse.
#include "BuiltinRules.h"
#include "rules/SchemaCheck.h"
#include "support/Tokens.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <gtest/gtest.h>
#include <set>

using namespace npuify;

namespace {

bool isWord(char C) { return llvm::isAlnum(C) || C == '_'; }

/// The headers below a folder, by the names they are included with.
std::vector<std::string> headersBelow(const std::string &Root) {
  std::vector<std::string> Out;
  std::error_code EC;
  for (llvm::sys::fs::recursive_directory_iterator It(Root, EC), End; It != End && !EC; It.increment(EC))
    if (llvm::StringRef Name = It->path(); Name.ends_with(".h") || Name.ends_with(".hpp"))
      Out.push_back(Name.drop_front(Root.size() + 1).str());
  std::sort(Out.begin(), Out.end());
  return Out;
}

std::string contentsOf(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

/// What the stubs of a pack declare.
llvm::StringSet<> stubNames(const RulePack &Pack) {
  std::vector<std::string> Names;
  for (const StubHeader &Stub : Pack.Stubs)
    Names.push_back(Stub.Name);
  return declaredNames(Pack.Directory + "/stubs", Names, Pack.Definitions);
}

std::string listed(const std::set<std::string> &Names) { return llvm::join(Names, "\n  "); }

/// Kinds whose symbols and new names are C++ identifiers.
bool isNameKind(RuleKind K) {
  return K != RuleKind::Header && K != RuleKind::Asm && K != RuleKind::Build && K != RuleKind::Python &&
         K != RuleKind::Trait && K != RuleKind::Family;
}

TEST(BuiltinRules, MatchTheSchema) {
  for (const RulePack &Pack : builtinPacks())
    EXPECT_EQ(llvm::toString(checkAgainstSchema(Pack, NPUIFY_TEST_RULES)), "");
}

TEST(BuiltinRules, LeaveTheIdsOfUsersAlone) {
  for (const RulePack &Pack : builtinPacks())
    for (const Rule &R : Pack.Rules)
      EXPECT_LT(R.Id, "NPU9500") << R.File << ':' << R.Line;
}

TEST(BuiltinRules, RenameOnlyToWhatTheRuntimeDeclares) {
  // The headers for PyTorch include PyTorch's own, which need not be installed: their words count.
  std::vector<std::string> Headers = headersBelow(NPUIFY_TEST_HEADERS);
  auto ForTorch = std::stable_partition(Headers.begin(), Headers.end(),
                                        [](llvm::StringRef H) { return !H.starts_with("npu/torch"); });
  std::vector<std::string> TorchHeaders(ForTorch, Headers.end());
  Headers.erase(ForTorch, Headers.end());
  llvm::StringSet<> Known = declaredNames(NPUIFY_TEST_HEADERS, Headers);
  for (const std::string &Header : TorchHeaders)
    for (const std::string &Word : identifiersOf(contentsOf(NPUIFY_TEST_HEADERS "/" + Header)))
      Known.insert(Word);
  for (llvm::StringRef OfTorch :
       {"TORCH_CHECK", "TORCH_API", "TORCH_LIBRARY_IMPL", "PrivateUse1", "AutogradPrivateUse1",
        "AutocastPrivateUse1", "QuantizedPrivateUse1", "SparsePrivateUse1", "SparseCsrPrivateUse1",
        "getCPUAllocator", "manual_seed", "at", "to"})
    Known.insert(OfTorch);
  Known.insert("NPU_API_PER_THREAD_DEFAULT_STREAM"); // programs define it
  std::set<std::string> Missing;
  auto Check = [&](const Rule &R, llvm::StringRef New) {
    for (const std::string &Word : identifiersOf(New))
      if (!Known.count(Word))
        Missing.insert(Word + "  (" + R.Id + ", " + R.File + ":" + std::to_string(R.Line) + ")");
  };
  for (const RulePack &Pack : builtinPacks())
    for (const Rule &R : Pack.Rules) {
      if (R.Kind == RuleKind::Asm) // what they become depends on the text they match; the examples show it
        for (const RuleExample &E : R.Examples)
          for (llvm::StringRef Rest = E.After; Rest.contains("::");)
            Check(R, (Rest = Rest.split("::").second).take_while(isWord));
      if (R.Native || !isNameKind(R.Kind))
        continue;
      for (const auto &[Old, New] : R.Rename)
        Check(R, New);
      std::string Rewrite = R.Rewrite;
      for (size_t I; (I = Rewrite.find("${")) != std::string::npos;)
        Rewrite.erase(I, Rewrite.find('}', I) - I + 1);
      Check(R, Rewrite);
    }
  EXPECT_TRUE(Missing.empty()) << Missing.size() << " names are in no header of the runtime:\n  "
                               << listed(Missing);
}

TEST(BuiltinRules, HeadersBecomeHeadersOfTheRuntime) {
  std::vector<std::string> Known = headersBelow(NPUIFY_TEST_HEADERS);
  std::set<std::string> Missing;
  for (const Rule *R : builtinIndex().ofKind(RuleKind::Header))
    for (const auto &[Old, New] : R->Rename) {
      // A header may become several; those of npu/ must be there.
      llvm::SmallVector<llvm::StringRef> Parts;
      llvm::SplitString(New, Parts, "<>\" \n");
      for (llvm::StringRef Part : Parts)
        if (!R->Native && Part.starts_with("npu/") && !llvm::is_contained(Known, Part))
          Missing.insert(Part.str() + "  (" + R->Id + ")");
    }
  EXPECT_TRUE(Missing.empty()) << "no such header of the runtime:\n  " << listed(Missing);
}

TEST(BuiltinRules, EveryStubHeaderHasARule) {
  for (const RulePack &Pack : builtinPacks())
    for (const StubHeader &Stub : Pack.Stubs) {
      if (llvm::StringRef(Stub.Name).starts_with("npuify/"))
        continue; // the pack's own parts, never included by users
      EXPECT_NE(builtinIndex().find({RuleKind::Header}, Stub.Name), nullptr)
          << Pack.Name << "/stubs/" << Stub.Name;
    }
}

/// The names of stand-ins keep as they are: the header that a rule puts in their place has to have them.
TEST(BuiltinRules, EveryStandInIsAHeaderOfTheRuntime) {
  std::set<std::string> Missing;
  for (const RulePack &Pack : builtinPacks())
    for (const StubHeader &StandIn : Pack.StandIns) {
      const Rule *R = builtinIndex().find({RuleKind::Header}, StandIn.Name);
      ASSERT_NE(R, nullptr) << Pack.Name << "/standins/" << StandIn.Name;
      ASSERT_TRUE(R->Rename.count(StandIn.Name)) << R->Id;
      llvm::StringSet<> Known = declaredNames(NPUIFY_TEST_HEADERS, {R->Rename.at(StandIn.Name)});
      for (const auto &Name : declaredNames(Pack.Directory + "/standins", {StandIn.Name}))
        if (!Known.count(Name.first()) && !Name.first().starts_with("NPUIFY_") &&
            !builtinIndex().looksLikeEntity(Name.first()))
          Missing.insert(Name.first().str() + "  (" + StandIn.Name + ")");
    }
  EXPECT_TRUE(Missing.empty()) << Missing.size() << " names are only in the stand-in for parsing:\n  "
                               << listed(Missing);
}

TEST(BuiltinRules, EveryEntityOfTheStubsHasARule) {
  std::set<std::string> Missing;
  for (const RulePack &Pack : builtinPacks())
    for (const auto &Name : stubNames(Pack))
      if (builtinIndex().looksLikeEntity(Name.first()) && !builtinIndex().mayMatch(Name.first()))
        Missing.insert(Name.first().str() + "  (" + Pack.Name + ")");
  EXPECT_TRUE(Missing.empty()) << Missing.size() << " entities have no rule:\n  " << listed(Missing);
}

/// DESIGN, invariant 1: only rules/ names a CUDA API; the translator's C++ holds none, in code or in strings.
TEST(Translator, NamesNoEntity) {
  std::set<std::string> Named;
  std::error_code EC;
  for (llvm::sys::fs::recursive_directory_iterator It(NPUIFY_TEST_TOOL, EC), End; It != End && !EC;
       It.increment(EC)) {
    llvm::StringRef Path = It->path();
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!Buffer || !(Path.ends_with(".cpp") || Path.ends_with(".h")))
      continue;
    llvm::StringRef Text = (*Buffer)->getBuffer();
    for (const Token &T : lex(Text)) { // comments are no tokens
      llvm::StringRef Rest = Text.substr(T.Offset, T.Length);
      while (!Rest.empty()) {
        Rest = Rest.drop_while([](char C) { return !isWord(C); });
        llvm::StringRef Word = Rest.take_while(isWord);
        Rest = Rest.drop_front(Word.size());
        if (builtinIndex().looksLikeEntity(Word))
          Named.insert(Word.str() + "  (" + Path.str() + ")");
      }
    }
  }
  EXPECT_TRUE(Named.empty()) << listed(Named);
}

/// What C and C++ bring needs no declaration of ours.
llvm::StringSet<> standardNames() { return declaredNames("/usr/include", {"cmath", "cstdlib", "ctime"}); }

/// Packs without stubs only report what they know by its tokens.
TEST(BuiltinRules, EverySymbolIsDeclaredInAStub) {
  llvm::StringSet<> Declared;
  Declared.insert(
      "__noinline__"); // Clang's CUDA mode brings it, and a macro of that name breaks standard headers
  Declared.insert("__restrict__");                       // a keyword of the compilers
  Declared.insert("CUDA_API_PER_THREAD_DEFAULT_STREAM"); // programs define it
  Declared.insert("if"); // rules about conditions on a macro name the macro behind it
  for (const RulePack &Pack : builtinPacks()) {
    for (const auto &Name : stubNames(Pack))
      Declared.insert(Name.first());
    for (llvm::StringRef Definition : Pack.Definitions)
      Declared.insert(Definition.split('=').first);
  }
  const llvm::StringSet<> Standard = standardNames();
  std::set<std::string> Missing;
  for (const RulePack &Pack : builtinPacks())
    for (const Rule &R : Pack.Rules)
      if (!Pack.Stubs.empty() && isNameKind(R.Kind) && R.Kind != RuleKind::Launch)
        for (const std::string &Symbol : R.Symbols)
          if (!llvm::all_of(identifiersOf(Symbol), [&](const std::string &Word) {
                return Declared.count(Word) || (R.Kind == RuleKind::Function && Standard.count(Word));
              }))
            Missing.insert(Symbol + "  (" + R.Id + ", " + R.File + ":" + std::to_string(R.Line) + ")");
  EXPECT_TRUE(Missing.empty()) << Missing.size() << " symbols are declared in no stub:\n  "
                               << listed(Missing);
}

} // namespace
