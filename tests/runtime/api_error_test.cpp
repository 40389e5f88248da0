// SPDX-License-Identifier: Apache-2.0
// Names and descriptions of errors, and the last error of a thread.
#include "test_support.h"

#include <string.h>

#include <thread>

namespace {

TEST(ApiError, NamesAndDescriptions) {
  EXPECT_STREQ("npuSuccess", npuGetErrorName(npuSuccess));
  EXPECT_STREQ("no error", npuGetErrorString(npuSuccess));
  EXPECT_STREQ("invalid argument", npuGetErrorString(npuErrorInvalidValue));
  EXPECT_STREQ("out of memory", npuGetErrorString(npuErrorMemoryAllocation));
  EXPECT_STREQ("invalid configuration argument", npuGetErrorString(npuErrorInvalidConfiguration));
  EXPECT_STREQ("an illegal memory access was encountered", npuGetErrorString(npuErrorIllegalAddress));
  EXPECT_STREQ("device-side assert triggered", npuGetErrorString(npuErrorAssert));
  EXPECT_STREQ("unspecified launch failure", npuGetErrorString(npuErrorLaunchFailure));
  EXPECT_STREQ("npuErrorIllegalAddress", npuGetErrorName(npuErrorIllegalAddress));
  EXPECT_STREQ("unknown error", npuGetErrorString(npuErrorUnknown));
  EXPECT_STREQ("unrecognized error code", npuGetErrorString(npuError_t(12345)));
  EXPECT_STREQ("unrecognized error code", npuGetErrorName(npuError_t(12345)));
}

// The table is searched by bisection, so one wrong place would hide errors.
TEST(ApiError, EveryCodeIsFound) {
  int named = 0;
  for (int code = 0; code <= 10000; ++code)
    if (strcmp(npuGetErrorName(npuError_t(code)), "unrecognized error code") != 0) {
      ++named;
      EXPECT_STRNE("unrecognized error code", npuGetErrorString(npuError_t(code))) << code;
    }
  EXPECT_EQ(128, named);
}

TEST(ApiError, LastErrorIsOfTheThreadAndIsForgottenOnce) {
  EXPECT_EQ(npuErrorInvalidDevice, npuSetDevice(-3));
  std::thread([] { EXPECT_EQ(npuSuccess, npuGetLastError()); }).join();
  int count;
  EXPECT_EQ(npuSuccess, npuGetDeviceCount(&count)); // success changes nothing
  EXPECT_EQ(npuErrorInvalidDevice, npuPeekAtLastError());
  EXPECT_EQ(npuErrorInvalidDevice, npuPeekAtLastError());
  EXPECT_EQ(npuErrorInvalidDevice, npuGetLastError());
  EXPECT_EQ(npuSuccess, npuGetLastError());
}

} // namespace
