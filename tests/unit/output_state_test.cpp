// SPDX-License-Identifier: Apache-2.0
// Writing into an output that the user has edited.
#include "TemporaryFolder.h"
#include "emit/ThreeWayMerge.h"
#include "emit/TreeWriter.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

struct Tree {
  TemporaryFolder Folder;
  std::vector<MergeConflict> Conflicts;

  void migrate(const std::map<std::string, std::string> &Files) {
    TreeWriter W = llvm::cantFail(TreeWriter::create(Folder.path("out")));
    for (const auto &[Name, Text] : Files)
      llvm::cantFail(W.write(Name, Text, Folder.path("out/" + Name)));
    llvm::cantFail(W.commit());
    Conflicts = W.Conflicts;
  }
  std::string text(const std::string &Name) { return Folder.read("out/" + Name); }
  void edit(const std::string &Name, const std::string &Text) { Folder.write("out/" + Name, Text); }
};

TEST(TreeWriter, ScriptsStayExecutable) {
  TemporaryFolder Folder;
  Folder.write("in/build.sh", "old\n");
  ASSERT_FALSE(llvm::sys::fs::setPermissions(Folder.path("in/build.sh"), llvm::sys::fs::all_all));
  TreeWriter W = llvm::cantFail(TreeWriter::create(Folder.path("out")));
  llvm::cantFail(W.write("build.sh", "new\n", Folder.path("in/build.sh")));
  llvm::cantFail(W.commit());
  EXPECT_TRUE(llvm::sys::fs::can_execute(Folder.path("out/build.sh")));
}

TEST(TreeWriter, ReplacesWhatNobodyEdited) {
  Tree T;
  T.migrate({{"a.cpp", "one\n"}});
  T.migrate({{"a.cpp", "two\n"}});
  EXPECT_EQ(T.text("a.cpp"), "two\n");
  EXPECT_TRUE(T.Conflicts.empty());
}

TEST(TreeWriter, KeepsEditsOfWhatStaysTheSame) {
  Tree T;
  T.migrate({{"a.cpp", "one\n"}});
  T.edit("a.cpp", "mine\n");
  T.migrate({{"a.cpp", "one\n"}});
  T.migrate({{"a.cpp", "one\n"}});
  EXPECT_EQ(T.text("a.cpp"), "mine\n");
}

TEST(TreeWriter, MergesEditsElsewhereInTheFile) {
  Tree T;
  T.migrate({{"a.cpp", "1\n2\n3\n4\n5\n6\n7\n"}});
  T.edit("a.cpp", "1\n2\n3\n4\n5\n6\nmine\n");
  T.migrate({{"a.cpp", "new\n2\n3\n4\n5\n6\n7\n"}});
  EXPECT_EQ(T.text("a.cpp"), "new\n2\n3\n4\n5\n6\nmine\n");
  EXPECT_TRUE(T.Conflicts.empty());
}

TEST(TreeWriter, MarksConflictsUntilTheyAreSettled) {
  Tree T;
  T.migrate({{"a.cpp", "1\n2\n3\n"}});
  T.edit("a.cpp", "1\nmine\n3\n");
  T.migrate({{"a.cpp", "1\ntheirs\n3\n"}});
  EXPECT_EQ(T.text("a.cpp"), "1\n<<<<<<< your edits\nmine\n=======\ntheirs\n>>>>>>> this migration\n3\n");
  ASSERT_EQ(T.Conflicts.size(), 1u);
  EXPECT_EQ(T.Conflicts[0].Rel, "a.cpp");
  T.migrate({{"a.cpp", "1\ntheirs\n3\n"}});
  EXPECT_EQ(T.Conflicts.size(), 1u) << "still there";
  T.edit("a.cpp", "1\nboth\n3\n");
  T.migrate({{"a.cpp", "1\ntheirs\n3\n"}});
  EXPECT_TRUE(T.Conflicts.empty());
  EXPECT_EQ(T.text("a.cpp"), "1\nboth\n3\n");
}

TEST(TreeWriter, WritesAgainWhatWasDeleted) {
  Tree T;
  T.migrate({{"a.cpp", "one\n"}, {"b.cpp", "two\n"}});
  llvm::sys::fs::remove(T.Folder.path("out/a.cpp"));
  T.migrate({{"a.cpp", "one\n"}, {"b.cpp", "two\n"}});
  EXPECT_EQ(T.text("a.cpp"), "one\n");
}

TEST(TreeWriter, SavesFilesThatAreNotItsOwn) {
  Tree T;
  T.edit("a.cpp", "foreign\n");
  T.migrate({{"a.cpp", "one\n"}});
  EXPECT_EQ(T.text("a.cpp"), "one\n");
  EXPECT_EQ(T.text("a.cpp.orig"), "foreign\n");
}

TEST(TreeWriter, SurvivesADamagedState) {
  Tree T;
  T.migrate({{"a.cpp", "one\n"}});
  T.edit(OutputState::path(), "rubbish");
  T.migrate({{"a.cpp", "two\n"}});
  EXPECT_EQ(T.text("a.cpp"), "two\n");
}

} // namespace
