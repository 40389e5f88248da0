// SPDX-License-Identifier: Apache-2.0
// npu/helpers/helper_cuda.h: checked calls and choosing a device.
#include "test_support.h"

#include "npu/helpers/helper_cuda.h"

namespace {

using testing::ExitedWithCode;
using testing::internal::CaptureStdout;
using testing::internal::GetCapturedStdout;

int findWith(const char *option) {
  const char *argv[] = {"program", option};
  return findCudaDevice(option ? 2 : 1, argv);
}

TEST(HelperCuda, CheckedCallsGoOnOrEndTheProgram) {
  void *memory = nullptr;
  checkCudaErrors(npuMalloc(&memory, 64));
  checkCudaErrors(npuFree(memory));
  checkCudaErrors(NPU_SUCCESS);
  checkCudaErrors(0);
  EXPECT_EXIT(checkCudaErrors(npuSetDevice(-3)), ExitedWithCode(EXIT_FAILURE),
              "CUDA error at .*helpers_cuda_test.cpp:[0-9]+ code=101\\(npuErrorInvalidDevice\\) "
              "\"npuSetDevice\\(-3\\)\"");
  EXPECT_EXIT(checkCudaErrors(NPU_ERROR_INVALID_VALUE), ExitedWithCode(EXIT_FAILURE),
              "code=1\\(NPU_ERROR_INVALID_VALUE\\)");
  enum Status { Fine, Bad = 7 };
  checkCudaErrors(Fine);
  EXPECT_EXIT(checkCudaErrors(Bad), ExitedWithCode(EXIT_FAILURE), "code=7\\(<unknown>\\) \"Bad\"");
}

TEST(HelperCuda, TheLastError) {
  getLastCudaError("nothing happened");
  EXPECT_EXIT(
      {
        npuSetDevice(-3);
        getLastCudaError("choosing");
      },
      ExitedWithCode(EXIT_FAILURE),
      "helpers_cuda_test.cpp\\([0-9]+\\) : getLastCudaError\\(\\) CUDA error : choosing : \\(101\\) invalid "
      "device");
  npuSetDevice(-3);
  testing::internal::CaptureStderr();
  printLastCudaError("choosing");
  EXPECT_NE(testing::internal::GetCapturedStderr().find("choosing : (101)"), std::string::npos);
  EXPECT_EQ(npuSuccess, npuGetLastError());
}

TEST(HelperCuda, NamesOfErrors) {
  EXPECT_STREQ("npuErrorInvalidValue", _cudaGetErrorEnum(npuErrorInvalidValue));
  EXPECT_STREQ("NPU_SUCCESS", _cudaGetErrorEnum(NPU_SUCCESS));
  EXPECT_STREQ("<unknown>", _cudaGetErrorEnum(NPUresult(12345)));
}

TEST(HelperCuda, Architectures) {
  EXPECT_EQ(64, _ConvertSMVer2Cores(7, 0));
  EXPECT_EQ(64, _ConvertSMVer2Cores(8, 0));
  EXPECT_EQ(128, _ConvertSMVer2Cores(8, 6));
  EXPECT_EQ(192, _ConvertSMVer2Cores(3, 5));
  EXPECT_EQ(128, _ConvertSMVer2Cores(8, 8)); // unknown: as 8.7
  EXPECT_EQ(192, _ConvertSMVer2Cores(1, 0)); // older than all
  EXPECT_STREQ("Volta", _ConvertSMVer2ArchName(7, 0));
  EXPECT_STREQ("Hopper", _ConvertSMVer2ArchName(9, 0));
  EXPECT_STREQ("Blackwell", _ConvertSMVer2ArchName(99, 0));
}

TEST(HelperCuda, ADeviceIsFound) {
  npuDeviceProp prop;
  ASSERT_EQ(npuSuccess, npuGetDeviceProperties(&prop, 0));
  CaptureStdout();
  EXPECT_EQ(0, findWith(nullptr));
  EXPECT_EQ("GPU Device 0: \"" + std::string(_ConvertSMVer2ArchName(prop.major, prop.minor)) +
                "\" with compute capability " + std::to_string(prop.major) + "." +
                std::to_string(prop.minor) + "\n\n",
            GetCapturedStdout());
  CaptureStdout();
  EXPECT_EQ(0, findWith("--device=0"));
  EXPECT_NE(GetCapturedStdout().find("gpuDeviceInit() CUDA Device [0]: "), std::string::npos);
  EXPECT_EQ(0, gpuGetMaxGflopsDeviceId());
}

TEST(HelperCuda, ADeviceThatIsNone) {
  EXPECT_EXIT(findWith("--device=77"), ExitedWithCode(EXIT_FAILURE),
              "-device=77\\) is not a valid GPU device");
  EXPECT_EXIT(findWith("--device=-1"), ExitedWithCode(EXIT_FAILURE), "");
  EXPECT_EQ(-77, gpuDeviceInit(77));
  EXPECT_EQ(0, gpuDeviceInit(-5));
}

TEST(HelperCuda, AnIntegratedDevice) {
  int integrated = 0;
  ASSERT_EQ(npuSuccess, npuDeviceGetAttribute(&integrated, npuDevAttrIntegrated, 0));
  if (integrated)
    EXPECT_EQ(0, findIntegratedGPU());
  else
    EXPECT_EXIT(findIntegratedGPU(), ExitedWithCode(EXIT_FAILURE), "No Integrated GPU found");
}

TEST(HelperCuda, Capabilities) {
  CaptureStdout();
  EXPECT_TRUE(checkCudaCapabilities(2, 9));
  EXPECT_FALSE(checkCudaCapabilities(99, 0));
  EXPECT_NE(GetCapturedStdout().find("compute capability 99.0"), std::string::npos);
}

TEST(HelperCuda, SmallThings) {
  EXPECT_EQ(3, ftoi(2.5f));
  EXPECT_EQ(-3, ftoi(-2.5f));
  EXPECT_EQ(0, ftoi(-0.4f));
  EXPECT_EQ(2, MIN(2, 3));
  EXPECT_EQ(3, MAX(2, 3));
  DEVICE_RESET
}

} // namespace
