// SPDX-License-Identifier: Apache-2.0
// The cache: entries are whole or missing, and a result is found as long as nothing that it depends on has
// changed.
#include "TemporaryFolder.h"
#include "cache/ParseCache.h"
#include "collect/EvidenceArchive.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

std::optional<std::string> bytes(const std::unique_ptr<llvm::MemoryBuffer> &Entry) {
  return Entry ? std::optional(Entry->getBuffer().str()) : std::nullopt;
}

TEST(Store, KeepsEntriesByName) {
  TemporaryFolder Folder;
  Store S(Folder.path("cache"));
  EXPECT_EQ(bytes(S.get("a")), std::nullopt);
  std::string Bytes("x\0\ny", 4);
  S.put("a", Bytes);
  EXPECT_EQ(bytes(S.get("a")), Bytes);
  EXPECT_EQ(S.problem(), "");
}

TEST(Store, ADamagedEntryIsNone) {
  TemporaryFolder Folder;
  Store S(Folder.path("cache"));
  S.put("a", "some bytes");
  std::string Text = Folder.read("cache/llvmcache-a");
  Folder.write("cache/llvmcache-a", Text.substr(0, Text.size() - 3));
  EXPECT_EQ(bytes(S.get("a")), std::nullopt);
}

TEST(Store, SaysWhyItCannotWrite) {
  TemporaryFolder Folder;
  Folder.write("file", "");
  Store S(Folder.path("file/cache"));
  S.put("a", "x");
  EXPECT_NE(S.problem().find("cannot be written"), std::string::npos);
  EXPECT_EQ(bytes(S.get("a")), std::nullopt);
}

TEST(Store, WithoutAFolderKeepsNothing) {
  Store S("");
  S.put("a", "x");
  EXPECT_EQ(bytes(S.get("a")), std::nullopt);
  EXPECT_EQ(S.problem(), "");
}

TEST(EvidenceArchive, GivesBackWhatItGot) {
  EvidenceMap E;
  FileEvidence &F = E.Files["/p/a.cu"];
  F.Names[7] = {Origin::User, "a::b", true, false};
  F.Launches[9] = {1, 2, CalleeForm::Cast, "text"};
  F.SharedArrays[3] = {"s", {4, 5}};
  F.Usings[1]["f"] = {"g", "h"};
  F.Inactive = {{1, 2}, {3, 4}};
  F.MissingIncludes = {{5, "x.h"}};
  F.FirstError = "why";
  F.Parsed = true;
  E.UserNames = {"mine"};
  ArchiveWriter Writer;
  Writer(E);
  EvidenceMap Back;
  ArchiveReader Reader(Writer.Bytes);
  Reader(Back);
  ASSERT_TRUE(Reader.done());
  const FileEvidence &G = Back.Files.at("/p/a.cu");
  EXPECT_EQ(G.Names.lookup(7).Symbol, "a::b");
  EXPECT_TRUE(G.Names.lookup(7).OpenToUser);
  EXPECT_EQ(G.Launches.at(9).Form, CalleeForm::Cast);
  EXPECT_EQ(G.SharedArrays.at(3).Bodies, (std::set<unsigned>{4, 5}));
  EXPECT_EQ(G.Usings.at(1).at("f").size(), 2u);
  EXPECT_EQ(G.Inactive, F.Inactive);
  EXPECT_EQ(G.MissingIncludes, F.MissingIncludes);
  EXPECT_EQ(G.FirstError, "why");
  EXPECT_TRUE(G.Parsed);
  EXPECT_EQ(Back.UserNames, E.UserNames);

  for (size_t Cut = 0; Cut < Writer.Bytes.size(); ++Cut) {
    EvidenceMap Part;
    ArchiveReader Short(llvm::StringRef(Writer.Bytes).take_front(Cut));
    Short(Part);
    EXPECT_FALSE(Short.done()) << Cut;
  }
}

struct Parses {
  TemporaryFolder Folder;
  Store Entries{Folder.path("cache")};
  std::set<std::string> Project;
  ParseCache cache() {
    return ParseCache(Entries, {}, llvm::vfs::getRealFileSystem(),
                      [this](const std::string &P) { return Project.count(P) != 0; });
  }
};

TEST(ParseCache, DependsOnContentsAndOnWhatIsMissing) {
  Parses P;
  P.Folder.write("a.h", "one");
  std::string Here = P.Folder.path("a.h"), Nowhere = P.Folder.path("first/a.h");
  std::string Key = P.cache().keyOf({"command"});
  {
    ParseCache C = P.cache();
    EXPECT_EQ(bytes(C.find(Key)), std::nullopt);
    C.keep(Key, {Here, Nowhere}, "result");
  }
  EXPECT_EQ(bytes(P.cache().find(Key)), "result");
  EXPECT_EQ(bytes(P.cache().find(P.cache().keyOf({"another command"}))), std::nullopt);
  P.Folder.write("a.h", "two");
  EXPECT_EQ(bytes(P.cache().find(Key)), std::nullopt);
  P.Folder.write("a.h", "one");
  EXPECT_EQ(bytes(P.cache().find(Key)), "result") << "back to the old contents";
  P.Folder.write("first/a.h", "hides the other");
  EXPECT_EQ(bytes(P.cache().find(Key)), std::nullopt);
}

TEST(ParseCache, DependsOnWhichFilesAreTheProjects) {
  Parses P;
  P.Folder.write("a.h", "one");
  std::string Here = P.Folder.path("a.h"), Key = P.cache().keyOf({"command"});
  P.cache().keep(Key, {Here}, "foreign");
  llvm::SmallString<256> Real;
  llvm::sys::fs::real_path(Here, Real);
  P.Project = {Real.str().str()};
  EXPECT_EQ(bytes(P.cache().find(Key)), std::nullopt);
}

TEST(ParseCache, SharedFilesCountToo) {
  Parses P;
  P.Folder.write("system.h", "one");
  std::string Key = P.cache().keyOf({"unit"}), Shared = P.cache().keyOf({"preamble"});
  {
    ParseCache C = P.cache();
    C.keepShared(Shared, {P.Folder.path("system.h")}, "preamble");
    C.keep(Key, {}, "result", Shared);
  }
  EXPECT_EQ(bytes(P.cache().find(Key)), "result");
  P.Folder.write("system.h", "two");
  EXPECT_EQ(bytes(P.cache().find(Key)), std::nullopt);
}

} // namespace
