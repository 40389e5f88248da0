// SPDX-License-Identifier: Apache-2.0
// The checking mode: accesses out of range are sticky errors, and device memory is not the host's. Run with
// NPU_STRICT=1.
#include "test_support.h"

#include "npu/detail/kernel_form.h"

#include <cstring>
#include <string>

namespace {

class Strict : public testing::Test {
protected:
  void SetUp() override {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "the sanitizers look for themselves";
#endif
    ASSERT_STREQ("1", getenv("NPU_STRICT"));
  }
};

template <class T> T *device(size_t n) {
  T *p = nullptr;
  EXPECT_NPU_SUCCESS(npuMalloc(reinterpret_cast<void **>(&p), n * sizeof(T)));
  return p;
}

// One thread of a block fails while the others wait at a barrier.
NPU_GLOBAL void store_at(int *to, long at, unsigned thread) {
  npu::syncthreads();
  if (npu::threadIdx.x == thread)
    to[at] = 1;
  npu::syncthreads();
}
NPU_GLOBAL void store_block(int *to, long at, unsigned) { to[at] = 1; }
NPU_GLOBAL void store_compiled(int *to, long at, unsigned) { to[at] = 1; }

template <class F> void expect_illegal_address(F kernel, int *to, long at, const char *where) {
  testing::internal::CaptureStderr();
  NPU_LAUNCH(kernel, (3, 64), to, at, 17u);
  EXPECT_EQ(npuErrorIllegalAddress, npuDeviceSynchronize());
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_NE(std::string::npos, text.find(where)) << text;
  EXPECT_NE(std::string::npos, text.find("out of range")) << text;
  // It stays: nothing runs any more.
  EXPECT_EQ(npuErrorIllegalAddress, npuGetLastError());
  int host = 5, other = 6;
  EXPECT_EQ(npuErrorIllegalAddress, npuMemcpy(&host, &other, sizeof host, npuMemcpyHostToHost));
  EXPECT_EQ(5, host);
  void *memory = nullptr;
  EXPECT_EQ(npuErrorIllegalAddress, npuMalloc(&memory, 64));
  EXPECT_NPU_SUCCESS(npuDeviceReset());
  npuGetLastError();
}

TEST_F(Strict, AccessOutOfRangeIsAStickyError) {
  for (long n : {64L, 4096L, 1L << 20}) {
    int *to = device<int>(size_t(n));
    NPU_LAUNCH(store_at, (3, 64), to, 0L, 17u);
    NPU_LAUNCH(store_at, (3, 64), to, n - 1, 17u);
    EXPECT_ALL_DONE();
    expect_illegal_address(store_at, to, n, "thread (17,0,0)");
    expect_illegal_address(store_at, device<int>(size_t(n)), n + 500, "kernel 'store_at");
    expect_illegal_address(store_at, device<int>(1024), -1, "thread (17,0,0)");
  }
  expect_illegal_address(store_at, nullptr, 0, "address (nil)");
}

TEST_F(Strict, FreedMemoryIsOutOfRange) {
  int *to = device<int>(100);
  EXPECT_NPU_SUCCESS(npuFree(to));
  expect_illegal_address(store_at, to, 0, "thread (17,0,0)");
}

TEST_F(Strict, CompiledFormsFailLikewise) {
  using npu::detail::kernel_function;
  static const npu::detail::kernel_form form = {reinterpret_cast<kernel_function>(&store_compiled),
                                                reinterpret_cast<kernel_function>(&store_block),
                                                "store_compiled",
                                                nullptr,
                                                npu::detail::form_never_suspends,
                                                npu::detail::kernel_form_version};
  npu::detail::register_kernel_form(&form);
  int *to = device<int>(64);
  NPU_LAUNCH(store_compiled, (3, 64), to, 63L, 0u);
  EXPECT_ALL_DONE();
  expect_illegal_address(store_compiled, to, 64, "kernel 'store_compiled'");
}

TEST_F(Strict, TheHostCopies) {
  int *to = device<int>(64);
  NPU_LAUNCH(store_at, (1, 64), to, 3L, 0u);
  int host[64] = {};
  EXPECT_NPU_SUCCESS(npuMemcpy(host, to, sizeof host, npuMemcpyDeviceToHost));
  EXPECT_EQ(1, host[3]);
  EXPECT_NPU_SUCCESS(npuFree(to));
  // Managed and pinned memory are the host's too.
  int *shared = nullptr, *pinned = nullptr;
  EXPECT_NPU_SUCCESS(npuMallocManaged(reinterpret_cast<void **>(&shared), 4));
  EXPECT_NPU_SUCCESS(npuMallocHost(reinterpret_cast<void **>(&pinned), 4));
  *shared = *pinned = 0;
  NPU_LAUNCH(store_at, (1, 64), shared, 0L, 0u);
  NPU_LAUNCH(store_at, (1, 64), pinned, 0L, 0u);
  EXPECT_ALL_DONE();
  EXPECT_EQ(2, *shared + *pinned);
  EXPECT_NPU_SUCCESS(npuFree(shared));
  EXPECT_NPU_SUCCESS(npuFreeHost(pinned));
}

using StrictDeathTest = Strict;

TEST_F(StrictDeathTest, TheHostDoesNotTouchDeviceMemory) {
  EXPECT_DEATH(
      {
        int *to = device<int>(64);
        NPU_LAUNCH(store_at, (1, 64), to, 3L, 0u);
        npuDeviceSynchronize();
        *static_cast<volatile int *>(to) = 4;
      },
      "the host touches address");
}

} // namespace
