// SPDX-License-Identifier: Apache-2.0
// Static and dynamic shared memory: size limits, alignment, one copy per block.
#include "test_support.h"

namespace {

NPU_GLOBAL void fill_dynamic(int *out, int n) {
  NPU_DYNAMIC_SHARED(int, tile);
  for (int i = int(npu::threadIdx.x); i < n; i += int(npu::blockDim.x))
    tile[i] = int(npu::blockIdx.x) * 1000003 + i;
  npu::syncthreads();
  int wrong = 0;
  for (int i = int(npu::threadIdx.x); i < n; i += int(npu::blockDim.x))
    wrong += tile[n - 1 - i] != int(npu::blockIdx.x) * 1000003 + n - 1 - i;
  wrong += reinterpret_cast<uintptr_t>(&tile) % 128 != 0;
  wrong += npu::detail::dynamic_shared_size() != size_t(n) * sizeof(int);
  out[npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x] = wrong;
}

void expect_dynamic(size_t bytes) {
  std::vector<int> out(6 * 512, -1);
  NPU_LAUNCH(fill_dynamic, (6, 512, bytes), out.data(), int(bytes / sizeof(int)));
  EXPECT_ALL_DONE();
  EXPECT_EQ(std::vector<int>(out.size()), out);
}

TEST(SharedMemory, Dynamic48KB) { expect_dynamic(48 * 1024); }

TEST(SharedMemory, Dynamic200KBOnceTheAttributeAllowsIt) {
  std::vector<int> out(6 * 512);
  NPU_LAUNCH(fill_dynamic, (6, 512, 200 * 1024), out.data(), 0);
  EXPECT_EQ(npuErrorInvalidValue, npuGetLastError());
  ASSERT_NPU_SUCCESS(
      npuFuncSetAttribute(fill_dynamic, npuFuncAttributeMaxDynamicSharedMemorySize, 200 * 1024));
  expect_dynamic(200 * 1024);
}

// 40 KB of static shared memory, and templates that each have their own.
template <int N> NPU_GLOBAL void fill_static(int *out) {
  NPU_SHARED int tile[N][32];
  const int row = int(npu::threadIdx.y), column = int(npu::threadIdx.x);
  for (int r = row; r < N; r += int(npu::blockDim.y))
    tile[r][column] = r * 32 + column + int(npu::blockIdx.x);
  npu::syncthreads();
  int sum = 0;
  for (int r = 0; r < N; ++r)
    sum += tile[r][31 - column] - int(npu::blockIdx.x);
  out[(npu::blockIdx.x * npu::blockDim.y + npu::threadIdx.y) * 32 + npu::threadIdx.x] = sum;
}

template <int N> void expect_static() {
  std::vector<int> out(9 * 8 * 32);
  NPU_LAUNCH(fill_static<N>, (9, dim3(32, 8)), out.data());
  EXPECT_ALL_DONE();
  for (size_t i = 0; i < out.size(); ++i)
    ASSERT_EQ(32 * (N * (N - 1) / 2) + N * (31 - int(i % 32)), out[i]);
}

TEST(SharedMemory, Static) {
  expect_static<320>();
  expect_static<7>();
}

NPU_GLOBAL void without_shared(size_t *size) { *size = npu::detail::dynamic_shared_size(); }

TEST(SharedMemory, NoneByDefault) {
  size_t size = 1;
  NPU_LAUNCH(without_shared, (1, 1), &size);
  EXPECT_ALL_DONE();
  EXPECT_EQ(0u, size);
}

NPU_DEVICE int of_device[4];
NPU_DEVICE unsigned kind(const void *p) {
  return npu::isGlobal(p) | npu::isShared(p) << 1 | npu::isLocal(p) << 2 | npu::isConstant(p) << 3;
}
// With a barrier, so that each thread keeps what is its own.
NPU_GLOBAL void kinds(unsigned *out) {
  static NPU_SHARED int fixed[100];
  NPU_DYNAMIC_SHARED(int, dynamic);
  int own[64];
  own[npu::threadIdx.x] = fixed[npu::threadIdx.x] = dynamic[npu::threadIdx.x] = int(npu::threadIdx.x);
  const unsigned before = kind(&own[npu::threadIdx.x]);
  npu::syncthreads();
  out += 6 * npu::threadIdx.x;
  out[0] = kind(out);
  out[1] = kind(&of_device[1]);
  out[2] = kind(&fixed[99]);
  out[3] = kind(&dynamic[63]);
  out[4] = kind(&own[63 - npu::threadIdx.x]);
  out[5] = before;
}

TEST(SharedMemory, AddressesTellTheirKind) {
  std::vector<unsigned> out(6 * 64);
  NPU_LAUNCH(kinds, (1, 64, 64 * sizeof(int)), out.data());
  EXPECT_ALL_DONE();
  for (size_t t = 0; t < 64; ++t)
    EXPECT_EQ((std::vector<unsigned>{1, 1, 2, 2, 4, 4}),
              std::vector<unsigned>(out.begin() + long(6 * t), out.begin() + long(6 * t + 6)))
        << "thread " << t;
}

} // namespace
