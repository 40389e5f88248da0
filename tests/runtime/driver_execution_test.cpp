// SPDX-License-Identifier: Apache-2.0
// Driver API: launches, functions, occupancy, streams and events.
#include <npu/kernel.h>

#include "driver_support.h"

#include <atomic>
#include <cstring>
#include <numeric>
#include <thread>
#include <vector>

namespace {

NPU_GLOBAL void add(const int *a, const int *b, int *sum, int n) {
  const unsigned i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  if (i < unsigned(n))
    sum[i] = a[i] + b[i];
}

// Parameters that a packed buffer must align.
struct pair {
  char tag;
  double value;
};
NPU_GLOBAL void mixed(char c, double d, short s, pair p, float *out) {
  out[0] = float(c);
  out[1] = float(d);
  out[2] = float(s);
  out[3] = float(p.tag);
  out[4] = float(p.value);
}

NPU_GLOBAL void count_blocks(int *blocks) {
  NPU_DYNAMIC_SHARED(int, scratch);
  scratch[npu::threadIdx.x] = 1;
  npu::syncthreads();
  if (npu::threadIdx.x == 0)
    npu::atomicAdd(blocks, scratch[npu::blockDim.x - 1]);
}

NPU_GLOBAL void nothing() {}

NPU_GLOBAL void store(int *where, int value) { *where = value; }

// The handle of a kernel of this file.
template <class... P> NPUfunction handle(void (*kernel)(P...)) {
  npuFunction_t f = nullptr;
  EXPECT_EQ(npuSuccess, npuGetFuncBySymbol(&f, npu::kernel_address(kernel)));
  return f;
}

TEST(DriverLaunch, TakesPointersToArguments) {
  constexpr int n = 1000;
  std::vector<int> host(n);
  std::iota(host.begin(), host.end(), 0);
  driver_memory a(n * 4), b(n * 4), sum(n * 4);
  ASSERT_DRV_SUCCESS(npudrvMemcpyHtoD(a, host.data(), n * 4));
  ASSERT_DRV_SUCCESS(npudrvMemcpyHtoD(b, host.data(), n * 4));
  NPUdeviceptr pa = a, pb = b, ps = sum;
  int count = n;
  void *arguments[] = {&pa, &pb, &ps, &count};
  EXPECT_DRV_SUCCESS(npudrvLaunchKernel(handle(add), 4, 1, 1, 256, 1, 1, 0, nullptr, arguments, nullptr));
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(host.data(), sum, n * 4));
  for (int i = 0; i < n; ++i)
    ASSERT_EQ(2 * i, host[i]);
}

TEST(DriverLaunch, TakesAPackedBuffer) {
  struct {
    char c = 1;
    double d = 2.5;
    short s = -3;
    pair p = {4, 5.5};
    NPUdeviceptr out;
  } packed;
  driver_memory out(5 * sizeof(float));
  packed.out = out;
  std::vector<char> unaligned(sizeof packed + 1);
  memcpy(unaligned.data() + 1, &packed, sizeof packed);
  size_t size = sizeof packed;
  void *extra[] = {NPU_LAUNCH_PARAM_BUFFER_POINTER, unaligned.data() + 1, NPU_LAUNCH_PARAM_BUFFER_SIZE, &size,
                   NPU_LAUNCH_PARAM_END};
  EXPECT_DRV_SUCCESS(npudrvLaunchKernel(handle(mixed), 1, 1, 1, 1, 1, 1, 0, nullptr, nullptr, extra));
  std::vector<float> result(5);
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(result.data(), out, 20));
  EXPECT_EQ((std::vector<float>{1, 2.5f, -3, 4, 5.5f}), result);

  size = sizeof packed - 1; // the last argument is cut off
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvLaunchKernel(handle(mixed), 1, 1, 1, 1, 1, 1, 0, nullptr, nullptr, extra));
  size = 1 << 20; // larger than any argument list
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvLaunchKernel(handle(mixed), 1, 1, 1, 1, 1, 1, 0, nullptr, nullptr, extra));
  void *no_size[] = {NPU_LAUNCH_PARAM_BUFFER_POINTER, &packed, NPU_LAUNCH_PARAM_END};
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvLaunchKernel(handle(mixed), 1, 1, 1, 1, 1, 1, 0, nullptr, nullptr, no_size));
  void *unknown[] = {reinterpret_cast<void *>(7), &packed, NPU_LAUNCH_PARAM_END};
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvLaunchKernel(handle(mixed), 1, 1, 1, 1, 1, 1, 0, nullptr, nullptr, unknown));
}

TEST(DriverLaunch, RefusesBadArguments) {
  const NPUfunction f = handle(count_blocks);
  driver_memory blocks(4);
  NPUdeviceptr p = blocks;
  void *arguments[] = {&p};
  size_t size = 8;
  void *extra[] = {NPU_LAUNCH_PARAM_BUFFER_POINTER, &p, NPU_LAUNCH_PARAM_BUFFER_SIZE, &size,
                   NPU_LAUNCH_PARAM_END};
  const auto launch = [&](NPUfunction g, unsigned grid, unsigned block, unsigned shared, NPUstream s) {
    return npudrvLaunchKernel(g, grid, 1, 1, block, 1, 1, shared, s, arguments, nullptr);
  };
  npuGetLastError();
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, launch(nullptr, 1, 1, 16, nullptr));
  int no_function;
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, launch(reinterpret_cast<NPUfunction>(&no_function), 1, 1, 16, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, launch(f, 0, 1, 16, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, launch(f, 1, 1025, 16, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, launch(f, 1, 1, 49 << 10, nullptr)); // more than may be used unasked
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvLaunchKernel(f, 1, 1, 1, 1, 1, 1, 16, nullptr, arguments, extra));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvLaunchKernel(f, 1, 1, 1, 1, 1, 1, 16, nullptr, nullptr, nullptr));
  EXPECT_EQ(npuSuccess, npuGetLastError());
  // A kernel without parameters needs no arguments.
  EXPECT_DRV_SUCCESS(npudrvLaunchKernel(handle(nothing), 1, 1, 1, 1, 1, 1, 0, nullptr, nullptr, nullptr));
  EXPECT_DRV_SUCCESS(npudrvCtxSynchronize());
}

TEST(DriverLaunch, SharedMemoryAndCooperation) {
  const NPUfunction f = handle(count_blocks);
  driver_memory blocks(4);
  NPUdeviceptr p = blocks;
  void *arguments[] = {&p};
  EXPECT_DRV_SUCCESS(npudrvMemsetD32(blocks, 0, 1));
  EXPECT_DRV_SUCCESS(npudrvLaunchKernel(f, 3, 2, 1, 64, 1, 1, 64 * 4, nullptr, arguments, nullptr));
  EXPECT_DRV_SUCCESS(npudrvLaunchCooperativeKernel(f, 2, 1, 1, 64, 1, 1, 64 * 4, nullptr, arguments));
  int counted = 0;
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(&counted, blocks, 4));
  EXPECT_EQ(8, counted);
  EXPECT_EQ(NPU_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE,
            npudrvLaunchCooperativeKernel(f, 1 << 20, 1, 1, 64, 1, 1, 64 * 4, nullptr, arguments));
}

TEST(DriverFunction, Attributes) {
  const NPUfunction f = handle(store);
  int value = 0;
  EXPECT_DRV_SUCCESS(npudrvFuncGetAttribute(&value, NPU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK, f));
  EXPECT_EQ(1024, value);
  EXPECT_DRV_SUCCESS(npudrvFuncGetAttribute(&value, NPU_FUNC_ATTRIBUTE_NUM_REGS, f));
  EXPECT_GT(value, 0);
  for (int a = NPU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK; a < NPU_FUNC_ATTRIBUTE_MAX; ++a)
    EXPECT_DRV_SUCCESS(npudrvFuncGetAttribute(&value, NPUfunction_attribute(a), f)) << a;
  EXPECT_DRV_SUCCESS(npudrvFuncSetAttribute(f, NPU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, 64 << 10));
  EXPECT_DRV_SUCCESS(npudrvFuncGetAttribute(&value, NPU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, f));
  EXPECT_EQ(64 << 10, value);
  EXPECT_DRV_SUCCESS(npudrvFuncSetAttribute(f, NPU_FUNC_ATTRIBUTE_PREFERRED_SHARED_MEMORY_CARVEOUT, 50));
  EXPECT_DRV_SUCCESS(npudrvFuncSetCacheConfig(f, NPU_FUNC_CACHE_PREFER_SHARED));
  EXPECT_DRV_SUCCESS(npudrvFuncSetSharedMemConfig(f, NPU_SHARED_MEM_CONFIG_FOUR_BYTE_BANK_SIZE));

  const char *name = nullptr;
  EXPECT_DRV_SUCCESS(npudrvFuncGetName(&name, f));
  EXPECT_GT(strlen(name), 0u);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvFuncGetName(nullptr, f));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvFuncGetName(&name, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvFuncSetAttribute(f, NPU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, 1 << 30));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvFuncSetAttribute(f, NPU_FUNC_ATTRIBUTE_NUM_REGS, 1));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvFuncGetAttribute(&value, NPUfunction_attribute(99), f));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvFuncGetAttribute(nullptr, NPU_FUNC_ATTRIBUTE_NUM_REGS, f));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvFuncGetAttribute(&value, NPU_FUNC_ATTRIBUTE_NUM_REGS, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvFuncSetCacheConfig(nullptr, NPU_FUNC_CACHE_PREFER_L1));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvFuncSetCacheConfig(f, NPUfunc_cache(9)));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE,
            npudrvFuncSetSharedMemConfig(nullptr, NPU_SHARED_MEM_CONFIG_DEFAULT_BANK_SIZE));
}

TEST(DriverFunction, Occupancy) {
  const NPUfunction f = handle(add);
  int blocks = 0, flagged = 0;
  EXPECT_DRV_SUCCESS(npudrvOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, f, 256, 0));
  EXPECT_EQ(8, blocks); // 2048 threads
  EXPECT_DRV_SUCCESS(npudrvOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(&flagged, f, 256, 0, 1));
  EXPECT_EQ(blocks, flagged);
  int grid = 0, block = 0;
  EXPECT_DRV_SUCCESS(npudrvOccupancyMaxPotentialBlockSize(&grid, &block, f, nullptr, 0, 0));
  EXPECT_GT(grid, 0);
  EXPECT_EQ(1024, block);
  EXPECT_DRV_SUCCESS(npudrvOccupancyMaxPotentialBlockSize(&grid, &block, f, nullptr, 0, 128));
  EXPECT_LE(block, 128);
  // Shared memory in proportion to the block.
  const NPUoccupancyB2DSize per_thread = [](int threads) { return size_t(threads) * 1024; };
  EXPECT_DRV_SUCCESS(npudrvOccupancyMaxPotentialBlockSize(&grid, &block, f, per_thread, 0, 0));
  EXPECT_LE(block, 227);
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE,
            npudrvOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, nullptr, 256, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvOccupancyMaxActiveBlocksPerMultiprocessor(nullptr, f, 256, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE,
            npudrvOccupancyMaxPotentialBlockSize(&grid, &block, nullptr, nullptr, 0, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvOccupancyMaxPotentialBlockSize(nullptr, &block, f, nullptr, 0, 0));
  EXPECT_DRV_SUCCESS(npudrvOccupancyMaxPotentialBlockSizeWithFlags(&grid, &block, f, nullptr, 0, 64, 1));
  EXPECT_EQ(64, block);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE,
            npudrvOccupancyMaxPotentialBlockSizeWithFlags(&grid, &block, f, nullptr, 0, 64, 2));
  size_t room = 0, whole = 0;
  EXPECT_DRV_SUCCESS(npudrvOccupancyAvailableDynamicSMemPerBlock(&whole, f, 1, 256));
  EXPECT_DRV_SUCCESS(npudrvOccupancyAvailableDynamicSMemPerBlock(&room, f, 8, 256));
  EXPECT_GT(room, 0u);
  EXPECT_GE(whole, room);
  EXPECT_NE(NPU_SUCCESS, npudrvOccupancyAvailableDynamicSMemPerBlock(&room, f, 0, 256));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvOccupancyAvailableDynamicSMemPerBlock(&room, nullptr, 8, 256));
}

// --- streams and events

TEST(DriverStream, FactsAndErrors) {
  NPUstream s = nullptr;
  ASSERT_DRV_SUCCESS(npudrvStreamCreateWithPriority(&s, NPU_STREAM_NON_BLOCKING, -1));
  unsigned flags = 0;
  int priority = 0;
  NPUcontext of_stream = nullptr, current = nullptr;
  EXPECT_DRV_SUCCESS(npudrvStreamGetFlags(s, &flags));
  EXPECT_EQ(unsigned(NPU_STREAM_NON_BLOCKING), flags);
  EXPECT_DRV_SUCCESS(npudrvStreamGetPriority(s, &priority));
  EXPECT_EQ(-1, priority);
  EXPECT_DRV_SUCCESS(npudrvStreamGetCtx(s, &of_stream));
  EXPECT_DRV_SUCCESS(npudrvCtxGetCurrent(&current));
  EXPECT_EQ(current, of_stream);
  EXPECT_DRV_SUCCESS(npudrvStreamQuery(s));
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(s));
  unsigned long long id = 0, same = 0;
  EXPECT_DRV_SUCCESS(npudrvStreamGetId(s, &id));
  EXPECT_DRV_SUCCESS(npudrvStreamGetId(s, &same));
  EXPECT_EQ(id, same);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamGetId(s, nullptr));
  EXPECT_DRV_SUCCESS(npudrvStreamDestroy(s));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvStreamGetId(s, &id));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvStreamDestroy(s));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvStreamSynchronize(s));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvStreamQuery(s));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvStreamGetFlags(s, &flags));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvStreamGetPriority(s, &priority));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamGetCtx(nullptr, nullptr));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamCreate(&s, 99));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamCreate(nullptr, 0));
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(NPU_STREAM_LEGACY));
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(NPU_STREAM_PER_THREAD));
}

TEST(DriverStream, CallsFunctionsInOrder) {
  struct trace {
    NPUstream stream = nullptr;
    std::vector<int> steps;
    NPUresult status = NPU_ERROR_UNKNOWN;
    NPUstream seen = nullptr;
  } t;
  ASSERT_DRV_SUCCESS(npudrvStreamCreate(&t.stream, 0));
  const NPUhostFn first = [](void *data) { static_cast<trace *>(data)->steps.push_back(1); };
  const NPUstreamCallback second = [](NPUstream stream, NPUresult status, void *data) {
    auto *trace_data = static_cast<trace *>(data);
    trace_data->steps.push_back(2);
    trace_data->status = status;
    trace_data->seen = stream;
  };
  EXPECT_DRV_SUCCESS(npudrvLaunchHostFunc(t.stream, first, &t));
  EXPECT_DRV_SUCCESS(npudrvStreamAddCallback(t.stream, second, &t, 0));
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(t.stream));
  EXPECT_EQ((std::vector<int>{1, 2}), t.steps);
  EXPECT_EQ(NPU_SUCCESS, t.status);
  EXPECT_EQ(t.stream, t.seen);
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamAddCallback(t.stream, nullptr, &t, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamAddCallback(t.stream, second, &t, 1));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvLaunchHostFunc(t.stream, nullptr, &t));
  EXPECT_DRV_SUCCESS(npudrvStreamDestroy(t.stream));
}

// One stream waits for what the host, then another stream, writes.
TEST(DriverStream, WaitsForValues) {
  if (getenv("NPU_SERIAL"))
    GTEST_SKIP() << "in serial mode the wait runs before the write can be enqueued";
  NPUstream a = nullptr, b = nullptr;
  ASSERT_DRV_SUCCESS(npudrvStreamCreate(&a, NPU_STREAM_NON_BLOCKING));
  ASSERT_DRV_SUCCESS(npudrvStreamCreate(&b, NPU_STREAM_NON_BLOCKING));
  driver_memory words(16);
  ASSERT_DRV_SUCCESS(npudrvMemsetD32(words, 0, 4));
  ASSERT_DRV_SUCCESS(npudrvCtxSynchronize());
  EXPECT_DRV_SUCCESS(npudrvStreamWaitValue32(a, words, 3, NPU_STREAM_WAIT_VALUE_GEQ));
  EXPECT_DRV_SUCCESS(npudrvStreamWriteValue32(a, words + 4, 7, NPU_STREAM_WRITE_VALUE_DEFAULT));
  EXPECT_EQ(NPU_ERROR_NOT_READY, npudrvStreamQuery(a));
  EXPECT_DRV_SUCCESS(npudrvStreamWriteValue32(b, words, 4, NPU_STREAM_WRITE_VALUE_NO_MEMORY_BARRIER));
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(b));
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(a));
  unsigned value = 0;
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(&value, words + 4, 4));
  EXPECT_EQ(7u, value);
  // Conditions that hold already.
  EXPECT_DRV_SUCCESS(
      npudrvStreamWaitValue32(a, words, 4, NPU_STREAM_WAIT_VALUE_EQ | NPU_STREAM_WAIT_VALUE_FLUSH));
  EXPECT_DRV_SUCCESS(npudrvStreamWaitValue32(a, words, 6, NPU_STREAM_WAIT_VALUE_AND));
  EXPECT_DRV_SUCCESS(npudrvStreamWaitValue32(a, words, 1, NPU_STREAM_WAIT_VALUE_NOR));
  EXPECT_DRV_SUCCESS(
      npudrvStreamWaitValue32(a, words, 0xfffffff0u, NPU_STREAM_WAIT_VALUE_GEQ)); // wraps around
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(a));

  // Words of 8 bytes: values that differ in the upper half.
  EXPECT_DRV_SUCCESS(npudrvStreamWriteValue64(b, words + 8, 0, 0));
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(b));
  EXPECT_DRV_SUCCESS(npudrvStreamWaitValue64(a, words + 8, 3ull << 40, NPU_STREAM_WAIT_VALUE_GEQ));
  EXPECT_EQ(NPU_ERROR_NOT_READY, npudrvStreamQuery(a));
  EXPECT_DRV_SUCCESS(npudrvStreamWriteValue64(b, words + 8, 4ull << 40, 0));
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(a));
  EXPECT_DRV_SUCCESS(npudrvStreamWaitValue64(a, words + 8, 4ull << 40, NPU_STREAM_WAIT_VALUE_EQ));
  EXPECT_DRV_SUCCESS(npudrvStreamWaitValue64(a, words + 8, 6ull << 40, NPU_STREAM_WAIT_VALUE_AND));
  EXPECT_DRV_SUCCESS(npudrvStreamWaitValue64(a, words + 8, 1, NPU_STREAM_WAIT_VALUE_NOR));
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(a));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamWaitValue64(a, words + 4, 0, NPU_STREAM_WAIT_VALUE_GEQ));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamWaitValue64(a, words, 0, 9));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamWriteValue64(a, words + 4, 0, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamWriteValue64(a, words, 0, 8));

  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamWaitValue32(a, words + 1, 0, NPU_STREAM_WAIT_VALUE_GEQ));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamWaitValue32(a, words, 0, 9));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamWriteValue32(a, 0, 0, 0));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvStreamWriteValue32(a, words, 0, 8));
  EXPECT_DRV_SUCCESS(npudrvStreamDestroy(a));
  EXPECT_DRV_SUCCESS(npudrvStreamDestroy(b));
}

TEST(DriverEvent, OrdersAndMeasures) {
  if (getenv("NPU_SERIAL"))
    GTEST_SKIP() << "in serial mode a host function cannot wait for what comes after it";
  NPUstream a = nullptr, b = nullptr;
  NPUevent start = nullptr, stop = nullptr, untimed = nullptr;
  ASSERT_DRV_SUCCESS(npudrvStreamCreate(&a, NPU_STREAM_NON_BLOCKING));
  ASSERT_DRV_SUCCESS(npudrvStreamCreate(&b, NPU_STREAM_NON_BLOCKING));
  ASSERT_DRV_SUCCESS(npudrvEventCreate(&start, NPU_EVENT_DEFAULT));
  ASSERT_DRV_SUCCESS(npudrvEventCreate(&stop, NPU_EVENT_BLOCKING_SYNC));
  ASSERT_DRV_SUCCESS(npudrvEventCreate(&untimed, NPU_EVENT_DISABLE_TIMING));
  EXPECT_DRV_SUCCESS(npudrvEventQuery(start)); // nothing to wait for
  EXPECT_DRV_SUCCESS(npudrvEventRecordWithFlags(untimed, a, 0));
  EXPECT_DRV_SUCCESS(npudrvEventSynchronize(untimed));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvEventRecordWithFlags(untimed, a, 8));

  std::atomic<bool> go{false};
  const NPUhostFn wait = [](void *flag) {
    while (!*static_cast<std::atomic<bool> *>(flag))
      std::this_thread::yield();
  };
  EXPECT_DRV_SUCCESS(npudrvEventRecord(start, a));
  EXPECT_DRV_SUCCESS(npudrvLaunchHostFunc(a, wait, &go));
  EXPECT_DRV_SUCCESS(npudrvEventRecord(stop, a));
  driver_memory word(4);
  NPUdeviceptr p = word;
  int value = 5;
  void *arguments[] = {&p, &value};
  EXPECT_DRV_SUCCESS(npudrvStreamWaitEvent(b, stop, 0));
  EXPECT_DRV_SUCCESS(npudrvLaunchKernel(handle(store), 1, 1, 1, 1, 1, 1, 0, b, arguments, nullptr));
  EXPECT_EQ(NPU_ERROR_NOT_READY, npudrvEventQuery(stop));
  EXPECT_EQ(NPU_ERROR_NOT_READY, npudrvStreamQuery(b));
  std::this_thread::sleep_for(std::chrono::milliseconds(3));
  go = true;
  EXPECT_DRV_SUCCESS(npudrvEventSynchronize(stop));
  float ms = 0;
  EXPECT_DRV_SUCCESS(npudrvEventElapsedTime(&ms, start, stop));
  EXPECT_GE(ms, 1.0f);
  EXPECT_LT(ms, 60000.0f);
  EXPECT_DRV_SUCCESS(npudrvStreamSynchronize(b));
  EXPECT_DRV_SUCCESS(npudrvMemcpyDtoH(&value, word, 4));
  EXPECT_EQ(5, value);

  EXPECT_DRV_SUCCESS(npudrvEventRecord(untimed, nullptr));
  EXPECT_DRV_SUCCESS(npudrvEventSynchronize(untimed));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvEventElapsedTime(&ms, start, untimed));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvEventCreate(&untimed, 0x100));
  EXPECT_EQ(NPU_ERROR_INVALID_VALUE, npudrvEventCreate(nullptr, 0));
  for (NPUevent e : {start, stop, untimed})
    EXPECT_DRV_SUCCESS(npudrvEventDestroy(e));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvEventDestroy(start));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvEventRecord(nullptr, a));
  EXPECT_EQ(NPU_ERROR_INVALID_HANDLE, npudrvStreamWaitEvent(a, nullptr, 0));
  EXPECT_DRV_SUCCESS(npudrvStreamDestroy(a));
  EXPECT_DRV_SUCCESS(npudrvStreamDestroy(b));
}

} // namespace
