// SPDX-License-Identifier: Apache-2.0
// npu/helpers/helper_functions.h and helper_image.h: images, files of numbers, comparisons.
#include "npu/helpers/helper_functions.h"

#include <gtest/gtest.h>
#include <set>
#include <unistd.h>

namespace {

class HelperImage : public testing::Test {
protected:
  void SetUp() override { ASSERT_NE(nullptr, mkdtemp(Folder)); }
  void TearDown() override {
    for (const std::string &name : Names)
      unlink(name.c_str());
    rmdir(Folder);
  }
  const char *name(const char *file) { return Names.insert(std::string(Folder) + "/" + file).first->c_str(); }
  const char *write(const char *file, const std::string &text) {
    std::ofstream(name(file), std::ios::binary) << text;
    return name(file);
  }
  static std::string contents(const char *file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

private:
  char Folder[32] = "/tmp/npu-helpers-XXXXXX";
  std::set<std::string> Names;
};

TEST_F(HelperImage, GreyImages) {
  unsigned char pixels[] = {0, 51, 255, 7, 8, 9}, *read = nullptr;
  ASSERT_TRUE(sdkSavePGM(name("a.pgm"), pixels, 3, 2));
  EXPECT_EQ(std::string("P5\n3\n2\n255\n") + std::string("\0\x33\xff\x07\x08\x09", 6),
            contents(name("a.pgm")));
  unsigned int w = 0, h = 0;
  ASSERT_TRUE(sdkLoadPGM(name("a.pgm"), &read, &w, &h));
  EXPECT_EQ(3u, w);
  EXPECT_EQ(2u, h);
  EXPECT_EQ(0, memcmp(pixels, read, 6));
  free(read);

  float *grey = nullptr;
  ASSERT_TRUE(sdkLoadPGM(name("a.pgm"), &grey, &w, &h)); // floats go from 0 to 1
  EXPECT_EQ(0.0f, grey[0]);
  EXPECT_FLOAT_EQ(0.2f, grey[1]);
  EXPECT_EQ(1.0f, grey[2]);
  ASSERT_TRUE(sdkSavePGM(name("b.pgm"), grey, w, h));
  EXPECT_TRUE(sdkComparePGM(name("b.pgm"), name("a.pgm"), 1.0f, 0.0f, true));
  w = 2; // memory for another size
  EXPECT_FALSE(sdkLoadPGM(name("a.pgm"), &grey, &w, &h));
  free(grey);
}

TEST_F(HelperImage, ColourImages) {
  const char *file = write("a.ppm", "P6 # comment\n#another\n2 1\n255\nabcdef");
  unsigned char *read = nullptr;
  unsigned int w = 0, h = 0, channels = 0;
  ASSERT_TRUE(sdkLoadPPM4ub(file, &read, &w, &h));
  EXPECT_EQ(2u, w);
  EXPECT_EQ(1u, h);
  EXPECT_EQ(0, memcmp(read, "abc\0def\0", 8));
  ASSERT_TRUE(sdkSavePPM4ub(name("b.ppm"), read, w, h));
  EXPECT_EQ("P6\n2\n1\n255\nabcdef", contents(name("b.ppm")));
  free(read);
  read = nullptr;
  ASSERT_TRUE(__loadPPM(file, &read, &w, &h, &channels));
  EXPECT_EQ(3u, channels);
  ASSERT_TRUE(__savePPM(name("c.ppm"), read, w, h, channels));
  EXPECT_EQ(contents(name("b.ppm")), contents(name("c.ppm")));
  free(read);
  float *colours = nullptr;
  ASSERT_TRUE(sdkLoadPPM4(file, &colours, &w, &h));
  EXPECT_FLOAT_EQ('e' / 255.0f, colours[5]);
  EXPECT_TRUE(sdkSavePPM4(name("d.ppm"), colours, w, h));
  free(colours);
  EXPECT_TRUE(sdkComparePPM(name("d.ppm"), file, 1.0f, 0.0f, false));
  write("e.ppm", "P6\n2\n1\n255\nabcdez");
  EXPECT_FALSE(sdkComparePPM(name("e.ppm"), file, 1.0f, 0.0f, true));
  EXPECT_TRUE(sdkComparePPM(name("e.ppm"), file, 1.0f, 0.5f, false)); // one of six may differ
}

TEST_F(HelperImage, WhatIsNoImage) {
  unsigned char *read = nullptr;
  unsigned int w = 0, h = 0;
  EXPECT_FALSE(sdkLoadPGM(name("none.pgm"), &read, &w, &h));
  EXPECT_FALSE(sdkLoadPGM(write("text.pgm", "P2\n1\n1\n255\n7\n"), &read, &w, &h));
  EXPECT_FALSE(sdkLoadPGM(write("short.pgm", "P5\n4\n4\n255\nabc"), &read, &w, &h));
  EXPECT_FALSE(sdkLoadPGM(write("colour.ppm", "P6\n1\n1\n255\nabc"), &read, &w, &h));
  EXPECT_FALSE(sdkLoadPPM4ub(write("grey.pgm", "P5\n1\n1\n255\na"), &read, &w, &h));
  EXPECT_FALSE(sdkLoadPGM(write("deep.pgm", "P5\n1\n1\n65535\nab"), &read, &w, &h));
  EXPECT_FALSE(sdkSavePGM(name("x.pgm"), read, 1, 1));
  EXPECT_FALSE(sdkComparePPM(name("colour.ppm"), name("grey.pgm"), 1.0f, 0.0f, false));
  EXPECT_EQ(nullptr, read);
}

TEST_F(HelperImage, FilesOfNumbers) {
  const float numbers[] = {1.5f, -2.0f, 1e-3f};
  ASSERT_TRUE(sdkWriteFile(name("n.dat"), numbers, 3, 0.01f, true));
  EXPECT_EQ("# 0.01\n1.5 -2 0.001 \n", contents(name("n.dat")));
  float *read = nullptr;
  unsigned int len = 0;
  ASSERT_TRUE(sdkReadFile(name("n.dat"), &read, &len, true));
  ASSERT_EQ(3u, len);
  EXPECT_EQ(0, memcmp(numbers, read, sizeof(numbers)));
  ASSERT_TRUE(sdkWriteFile(name("n.dat"), numbers, 1, 0.0f, true, true)); // goes on in the file
  EXPECT_FALSE(sdkReadFile(name("n.dat"), &read, &len, true));            // 4 numbers, memory for 3
  free(read);
  read = nullptr;
  ASSERT_TRUE(sdkReadFile(name("n.dat"), &read, &len, true));
  EXPECT_EQ(4u, len);
  EXPECT_EQ(1.5f, read[3]);
  free(read);
  EXPECT_FALSE(sdkReadFile(name("none.dat"), &read, &len, false));
  EXPECT_FALSE(sdkWriteFile("/no/such/folder/n.dat", numbers, 1, 0.0f, false));
}

TEST_F(HelperImage, BinaryFiles) {
  float numbers[] = {1.0f, 2.0f, 3.0f, 4.0f};
  char program[] = "program";
  sdkDumpBin(numbers, sizeof(numbers), name("a.bin"));
  EXPECT_EQ(sizeof(numbers), contents(name("a.bin")).size());
  numbers[2] = 3.5f;
  sdkDumpBin(numbers, sizeof(numbers), name("b.bin"));
  EXPECT_TRUE(sdkCompareBin2BinFloat(name("a.bin"), name("a.bin"), 4, 0.0f, 0.0f, program));
  EXPECT_FALSE(sdkCompareBin2BinFloat(name("b.bin"), name("a.bin"), 4, 0.1f, 0.0f, program));
  EXPECT_TRUE(sdkCompareBin2BinFloat(name("b.bin"), name("a.bin"), 4, 0.5f, 0.0f, program));
  EXPECT_TRUE(sdkCompareBin2BinFloat(name("b.bin"), name("a.bin"), 4, 0.1f, 0.3f, program));
  EXPECT_FALSE(sdkCompareBin2BinFloat(name("b.bin"), name("a.bin"), 5, 9.0f, 0.0f, program)); // too short
  EXPECT_TRUE(sdkCompareBin2BinUint(name("a.bin"), name("a.bin"), 4, 0.0f, 0.0f, program));
  EXPECT_FALSE(sdkCompareBin2BinUint(name("b.bin"), name("a.bin"), 4, 0.0f, 0.0f, program));
}

TEST(HelperCompare, ElementByElement) {
  const float expected[] = {1.0f, 2.0f, 3.0f, 4.0f}, near[] = {1.0f, 2.0f, 3.05f, 4.0f};
  const float bad[] = {1.0f, 2.0f, NAN, 4.0f};
  EXPECT_TRUE(compareData(expected, expected, 4, 0.0f, 0.0f));
  EXPECT_TRUE(compareData(expected, near, 4, 0.1f, 0.0f));
  EXPECT_FALSE(compareData(expected, near, 4, 0.01f, 0.0f));
  EXPECT_TRUE(compareData(expected, near, 4, 0.01f, 0.3f));
  EXPECT_FALSE(compareData(expected, near, 4, 0.01f, 0.25f)); // less than a quarter, not a quarter
  EXPECT_FALSE(compareData(expected, bad, 4, 1e9f, 0.0f));
  const int ints[] = {1, 2}, others[] = {1, 4};
  EXPECT_TRUE(compareData(ints, others, 2, 2, 0.0f));
  EXPECT_FALSE(compareData(ints, others, 2, 1, 0.0f));

  const float tiny[] = {1.0005f, 2.0f, 3.0f, 4.0f};
  EXPECT_TRUE(compareDataAsFloatThreshold(expected, tiny, 4, 0.0f, 0.0f)); // at least 0.001 is allowed
  EXPECT_FALSE(compareDataAsFloatThreshold(expected, near, 4, 0.0f, 0.0f));
  EXPECT_TRUE(compareDataAsFloatThreshold(expected, near, 4, 0.1f, 0.0f));
  EXPECT_FALSE(compareDataAsFloatThreshold(expected, bad, 4, 0.1f, 0.0f));
}

TEST(HelperCompare, Norms) {
  const float expected[] = {3.0f, 4.0f}, near[] = {3.0f, 4.05f}, zero[] = {0.0f, 0.0f};
  EXPECT_TRUE(sdkCompareL2fe(expected, expected, 2, 1e-6f));
  EXPECT_TRUE(sdkCompareL2fe(expected, near, 2, 0.011f)); // 0.05 / 5
  EXPECT_FALSE(sdkCompareL2fe(expected, near, 2, 0.009f));
  EXPECT_FALSE(sdkCompareL2fe(zero, near, 2, 1.0f));
}

} // namespace
