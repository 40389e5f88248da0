// SPDX-License-Identifier: Apache-2.0
// The packs' declarations as files: single headers, and folders that one header declares as a whole.
#include "parse/StubFiles.h"
#include <gtest/gtest.h>

using namespace npuify;

namespace {

std::vector<RulePack> packs() {
  RulePack P;
  P.Name = "mine";
  P.Stubs = {{"api.h", "int a;\n"}, {"npuify/lib.h", "int b;\n"}};
  P.Folders = {{"lib", "npuify/lib.h"}};
  return {P};
}

std::string read(llvm::vfs::FileSystem &Files, const std::string &Name) {
  auto Buffer = Files.getBufferForFile(stubRoot() + "/mine/" + Name);
  return Buffer ? (*Buffer)->getBuffer().str() : "none";
}

TEST(StubFiles, HeadersStandBelowTheirPack) {
  auto Files = stubFileSystem(packs());
  EXPECT_EQ(read(*Files, "api.h"), "int a;\n");
  EXPECT_EQ(read(*Files, "other.h"), "none");
}

TEST(StubFiles, AFolderHasEveryHeader) {
  auto Files = stubFileSystem(packs());
  EXPECT_TRUE(Files->status(stubRoot() + "/mine/lib/deep/er")->isDirectory());
  EXPECT_EQ(read(*Files, "lib/x.h"), "#include </npuify-stubs/mine/npuify/lib.h>\n");
  EXPECT_EQ(read(*Files, "lib/deep/er/y.cuh"), "#include </npuify-stubs/mine/npuify/lib.h>\n");
  EXPECT_EQ(read(*Files, "library/x.h"), "none");
  EXPECT_EQ(read(*Files, "npuify/lib.h"), "int b;\n");
}

} // namespace
