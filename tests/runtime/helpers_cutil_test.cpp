// SPDX-License-Identifier: Apache-2.0
// npu/helpers/cutil.h and cutil_inline.h: checks, options, timers, files and comparisons of the first
// samples.
#include "npu/helpers/cutil_inline.h"

#include <gtest/gtest.h>

namespace {

TEST(HelperCutil, ChecksEndTheProgram) {
  CUDA_SAFE_CALL(npuSuccess);
  CUT_SAFE_CALL(CUTTrue);
  CUT_CHECK_ERROR("nothing is wrong");
  cutilSafeCall(npuDeviceSynchronize());
  EXPECT_EXIT(CUDA_SAFE_CALL(npuErrorInvalidValue), testing::ExitedWithCode(EXIT_FAILURE),
              "npuErrorInvalidValue");
  EXPECT_EXIT(CUT_SAFE_CALL(CUTFalse), testing::ExitedWithCode(EXIT_FAILURE), "Cut error");
  EXPECT_EXIT(CU_SAFE_CALL(NPU_ERROR_INVALID_VALUE), testing::ExitedWithCode(EXIT_FAILURE), "driver error");
  EXPECT_EXIT(CUT_CONDITION(1 > 2), testing::ExitedWithCode(EXIT_FAILURE), "Cut error");
}

TEST(HelperCutil, Options) {
  const char *arguments[] = {"program", "--device=0", "-n=12", "--scale=0.5", "--file=a.txt", "--quiet"};
  EXPECT_EQ(CUTTrue, cutCheckCmdLineFlag(6, arguments, "quiet"));
  EXPECT_EQ(CUTFalse, cutCheckCmdLineFlag(6, arguments, "loud"));
  int n = 0;
  float scale = 0.0f;
  char *file = nullptr;
  EXPECT_EQ(CUTTrue, cutGetCmdLineArgumenti(6, arguments, "n", &n));
  EXPECT_EQ(CUTTrue, cutGetCmdLineArgumentf(6, arguments, "scale", &scale));
  EXPECT_EQ(CUTTrue, cutGetCmdLineArgumentstr(6, arguments, "file", &file));
  EXPECT_EQ(12, n);
  EXPECT_EQ(0.5f, scale);
  EXPECT_STREQ("a.txt", file);
  cutFree(file);
  EXPECT_EQ(CUTFalse, cutGetCmdLineArgumenti(6, arguments, "m", &n));
  EXPECT_EQ(12, n);
}

TEST(HelperCutil, TimersAreNumbers) {
  unsigned int first = 0, second = 0;
  ASSERT_EQ(CUTTrue, cutCreateTimer(&first));
  ASSERT_EQ(CUTTrue, cutCreateTimer(&second));
  EXPECT_NE(first, second);
  EXPECT_NE(0u, first);
  EXPECT_EQ(CUTTrue, cutStartTimer(first));
  EXPECT_EQ(CUTTrue, cutStopTimer(first));
  EXPECT_GT(cutGetTimerValue(first), 0.0f);
  EXPECT_EQ(0.0f, cutGetAverageTimerValue(second));
  EXPECT_EQ(CUTTrue, cutDeleteTimer(first));
  EXPECT_EQ(CUTFalse, cutStopTimer(first));
}

TEST(HelperCutil, FilesAndComparisons) {
  const std::string name = testing::TempDir() + "cutil_numbers.dat";
  const float numbers[] = {1.0f, 2.5f, -3.0f};
  ASSERT_EQ(CUTTrue, cutWriteFilef(name.c_str(), numbers, 3, 0.0f));
  float *read = nullptr;
  unsigned int count = 0;
  ASSERT_EQ(CUTTrue, cutReadFilef(name.c_str(), &read, &count));
  ASSERT_EQ(3u, count);
  EXPECT_EQ(CUTTrue, cutComparef(numbers, read, 3));
  read[1] += 0.01f;
  EXPECT_EQ(CUTFalse, cutComparef(numbers, read, 3));
  EXPECT_EQ(CUTTrue, cutComparefe(numbers, read, 3, 0.02f));
  EXPECT_EQ(CUTTrue, cutCompareL2fe(numbers, read, 3, 0.01f));
  EXPECT_EQ(CUTFalse, cutCompareL2fe(numbers, read, 3, 1e-6f));
  cutFree(read);
  remove(name.c_str());
}

} // namespace
