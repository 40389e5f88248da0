// SPDX-License-Identifier: Apache-2.0
// npu/helpers/helper_string.h: options on the command line, and finding files.
#include "npu/helpers/helper_string.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

const char *Arguments[] = {"program",      "--size=100",    "-VERBOSE", "n=3",
                           "--ratio=0.25", "-file=a=b.txt", "--n=4",    "-n=5",
                           "--num=6",      "--offset=-7",   "-empty=",  "--bad=x"};
const int Count = sizeof(Arguments) / sizeof(*Arguments);

TEST(HelperString, Delimiters) {
  EXPECT_EQ(2, stringRemoveDelimiter('-', "--size"));
  EXPECT_EQ(1, stringRemoveDelimiter('-', "-s"));
  EXPECT_EQ(0, stringRemoveDelimiter('-', "size"));
  EXPECT_EQ(0, stringRemoveDelimiter('-', "--"));
  EXPECT_EQ(0, stringRemoveDelimiter('-', ""));
}

TEST(HelperString, Extensions) {
  char name[] = "folder/image.small.pgm", *extension = nullptr;
  EXPECT_EQ(19, getFileExtension(name, &extension));
  EXPECT_STREQ("pgm", extension);
  char none[] = "image";
  EXPECT_EQ(0, getFileExtension(none, &extension));
  EXPECT_EQ(nullptr, extension);
}

TEST(HelperString, Flags) {
  EXPECT_TRUE(checkCmdLineFlag(Count, Arguments, "size"));
  EXPECT_TRUE(checkCmdLineFlag(Count, Arguments, "verbose")); // in any case
  EXPECT_TRUE(checkCmdLineFlag(Count, Arguments, "empty"));
  EXPECT_FALSE(checkCmdLineFlag(Count, Arguments, "siz"));
  EXPECT_FALSE(checkCmdLineFlag(Count, Arguments, "sizes"));
  EXPECT_FALSE(checkCmdLineFlag(Count, Arguments, "program"));
  EXPECT_FALSE(checkCmdLineFlag(1, Arguments, "size"));
}

TEST(HelperString, Numbers) {
  EXPECT_EQ(100, getCmdLineArgumentInt(Count, Arguments, "size"));
  EXPECT_EQ(100, getCmdLineArgumentInt(Count, Arguments, "size="));
  EXPECT_EQ(5, getCmdLineArgumentInt(Count, Arguments, "n")); // the last one counts; -num is another
  EXPECT_EQ(-7, getCmdLineArgumentInt(Count, Arguments, "offset"));
  EXPECT_EQ(0, getCmdLineArgumentInt(Count, Arguments, "verbose"));
  EXPECT_EQ(0, getCmdLineArgumentInt(Count, Arguments, "missing"));
  EXPECT_EQ(0.25f, getCmdLineArgumentFloat(Count, Arguments, "ratio"));
  EXPECT_EQ(0.0f, getCmdLineArgumentFloat(Count, Arguments, "missing"));
}

TEST(HelperString, ValuesOfAnyType) {
  double ratio = 1;
  EXPECT_TRUE(getCmdLineArgumentValue(Count, Arguments, "ratio", &ratio));
  EXPECT_EQ(0.25, ratio);
  unsigned long size = 0;
  EXPECT_TRUE(getCmdLineArgumentValue(Count, Arguments, "size", &size));
  EXPECT_EQ(100u, size);
  int kept = 9;
  EXPECT_TRUE(getCmdLineArgumentValue(Count, Arguments, "bad", &kept));
  EXPECT_FALSE(getCmdLineArgumentValue(Count, Arguments, "missing", &kept));
  EXPECT_EQ(9, kept);
}

TEST(HelperString, Texts) {
  char *text = nullptr;
  EXPECT_TRUE(getCmdLineArgumentString(Count, Arguments, "file", &text));
  EXPECT_STREQ("a=b.txt", text);
  EXPECT_TRUE(getCmdLineArgumentString(Count, Arguments, "empty", &text));
  EXPECT_STREQ("", text);
  EXPECT_FALSE(getCmdLineArgumentString(Count, Arguments, "missing", &text));
  EXPECT_EQ(nullptr, text);
}

TEST(HelperString, FilesNearTheProgram) {
  char folder[] = "/tmp/npu-helpers-XXXXXX";
  ASSERT_NE(nullptr, mkdtemp(folder));
  const std::string base = folder, data = base + "/data", program = base + "/bin/tool";
  mkdir(data.c_str(), 0700);
  mkdir((base + "/bin").c_str(), 0700);
  mkdir((base + "/bin/odd-name.txt").c_str(), 0700); // a folder is no file
  std::ofstream(data + "/odd-name.txt") << "here";
  char *found = sdkFindFilePath("odd-name.txt", program.c_str());
  ASSERT_NE(nullptr, found);
  EXPECT_EQ(base + "/bin/../data/odd-name.txt", found);
  free(found);
  EXPECT_EQ(nullptr, sdkFindFilePath("odd-name.txt", nullptr));
  EXPECT_EQ(nullptr, sdkFindFilePath("no-such-file.txt", program.c_str()));
  found = sdkFindFilePath((data + "/odd-name.txt").c_str(), nullptr); // a whole path is taken as it is
  ASSERT_NE(nullptr, found);
  EXPECT_EQ(data + "/odd-name.txt", found);
  free(found);
  unlink((data + "/odd-name.txt").c_str());
  for (const std::string &path : {base + "/bin/odd-name.txt", base + "/bin", data, base})
    rmdir(path.c_str());
}

TEST(HelperString, MacrosOfTheOriginal) {
  FILE *file;
  FOPEN(file, "/no/such/file", "r");
  EXPECT_TRUE(FOPEN_FAIL(file));
  char text[16], copy[16];
  SPRINTF(text, "%d", 42);
  STRCPY(copy, sizeof(copy), text);
  int number = 0;
  SSCANF(copy, "%d", &number);
  EXPECT_EQ(42, number);
  EXPECT_EQ(0, STRCASECMP("Abc", "aBC"));
  EXPECT_EQ(0, STRNCASECMP("Abcd", "aBCe", 3));
  EXPECT_EQ(2, EXIT_WAIVED);
}

} // namespace
