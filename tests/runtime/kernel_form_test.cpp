// SPDX-License-Identifier: Apache-2.0
// Compiled forms of kernels: functions that run a whole block per call, registered as npucc does it.
#include "test_support.h"

#include "npu/detail/kernel_form.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <numeric>
#include <set>
#include <string>
#include <thread>

namespace {

using npu::detail::kernel_form;
using npu::detail::kernel_function;

bool compiled_forms_are_used() {
  const auto is = [](const char *name, const char *value) {
    const char *text = getenv(name);
    return text && std::string(text) == value;
  };
  return !is("NPU_KERNELS", "fibers") && (!is("NPU_SERIAL", "1") || is("NPU_KERNELS", "compiled"));
}

template <class F> kernel_function plain(F *f) { return reinterpret_cast<kernel_function>(f); }

template <class F> void register_form(F *kernel, F *block, uint32_t flags, const char *name) {
  // Kept by address.
  npu::detail::register_kernel_form(new kernel_form{plain(kernel), block ? plain(block) : nullptr, name,
                                                    block ? nullptr : "has a reason", flags,
                                                    npu::detail::kernel_form_version});
}

// Reverses its piece of the data in dynamic shared memory. `calls` counts the calls: threads, or blocks.
NPU_GLOBAL void reverse(const int *in, int *out, unsigned *calls) {
  NPU_DYNAMIC_SHARED(int, tile);
  const unsigned t = npu::threadIdx.x, n = npu::blockDim.x, base = unsigned(npu::detail::block_index()) * n;
  npu::atomicAdd(calls, 1u);
  tile[t] = in[base + t];
  npu::syncthreads();
  out[base + t] = tile[n - 1 - t];
}
NPU_GLOBAL void reverse_block(const int *in, int *out, unsigned *calls) {
  NPU_DYNAMIC_SHARED(int, tile);
  EXPECT_EQ(0u, npu::threadIdx.x + npu::threadIdx.y + npu::threadIdx.z + npu::detail::thread_index());
  EXPECT_TRUE(npu::in_kernel());
  const unsigned n = npu::blockDim.x, base = unsigned(npu::detail::block_index()) * n;
  EXPECT_EQ(n, npu::detail::now.threads);
  EXPECT_EQ(n * sizeof(int), npu::detail::dynamic_shared_size());
  npu::atomicAdd(calls, 1u);
  for (unsigned t = 0; t < n; ++t)
    tile[t] = in[base + t];
  for (unsigned t = 0; t < n; ++t)
    out[base + t] = tile[n - 1 - t];
  // What a thread loop leaves behind.
  npu::threadIdx = {n, 1, 1};
  npu::detail::now.thread = n;
}
// One specialisation each, so that each is a kernel of its own.
template <int> NPU_GLOBAL void reverse_as(const int *in, int *out, unsigned *calls) {
  reverse(in, out, calls);
}

template <int N> void expect_reversed(dim3 grid, unsigned calls_expected) {
  const unsigned threads = 64, blocks = grid.x * grid.y * grid.z;
  std::vector<int> in(blocks * threads), out(in.size(), -1);
  std::iota(in.begin(), in.end(), 0);
  unsigned calls = 0;
  NPU_LAUNCH(reverse_as<N>, (grid, threads, threads * sizeof(int)), in.data(), out.data(), &calls);
  EXPECT_ALL_DONE();
  EXPECT_EQ(calls_expected, calls);
  for (unsigned b = 0; b < blocks; ++b)
    for (unsigned t = 0; t < threads; ++t)
      ASSERT_EQ(in[b * threads + threads - 1 - t], out[b * threads + t]);
  EXPECT_FALSE(npu::in_kernel());
  EXPECT_EQ(0u, npu::threadIdx.x + npu::blockIdx.x + npu::blockIdx.y);
  EXPECT_EQ(1u, npu::blockDim.x * npu::gridDim.x);
}

TEST(KernelForm, RunsAWholeBlockPerCall) {
  register_form(reverse_as<0>, reverse_block, npu::detail::form_never_suspends, nullptr);
  for (dim3 grid : {dim3(1), dim3(2), dim3(7, 5, 3), dim3(1, 300), dim3(5000)}) {
    const unsigned blocks = grid.x * grid.y * grid.z;
    expect_reversed<0>(grid, compiled_forms_are_used() ? blocks : blocks * 64);
  }
}

TEST(KernelForm, RunsOnAFiberUnlessItNeverSuspends) {
  register_form(reverse_as<1>, reverse_block, 0, nullptr);
  expect_reversed<1>(dim3(7, 5, 3), compiled_forms_are_used() ? 105 : 105 * 64);
}

TEST(KernelForm, MayBeMissing) {
  register_form<void(const int *, int *, unsigned *)>(reverse_as<2>, nullptr, 0, nullptr);
  expect_reversed<2>(dim3(3), 3 * 64);
}

TEST(KernelForm, OfAnotherVersionIsNotUsed) {
  npu::detail::register_kernel_form(
      new kernel_form{plain(reverse_as<3>), plain(reverse_block), nullptr, nullptr, 0, 99});
  expect_reversed<3>(dim3(3), 3 * 64);
}

// Grids whose blocks wait for each other.
NPU_GLOBAL void meet(unsigned *arrived, unsigned *seen) {
  npu::atomicAdd(arrived, 1u);
  npu::detail::grid_barrier();
  if (npu::threadIdx.x == 0)
    seen[npu::blockIdx.x] = *arrived;
}
NPU_GLOBAL void meet_block(unsigned *arrived, unsigned *seen) {
  for (unsigned t = 0; t < npu::blockDim.x; ++t)
    npu::atomicAdd(arrived, 1u);
  npu::detail::grid_barrier();
  seen[npu::blockIdx.x] = *arrived;
}

// How often each block runs, and the calls.
NPU_GLOBAL void count_blocks(unsigned *runs, unsigned *calls) {
  if (npu::threadIdx.x == 0 && npu::threadIdx.y == 0) {
    npu::atomicAdd(&runs[npu::detail::block_index()], 1u);
    npu::atomicAdd(calls, 1u);
  }
}
// A call runs as many blocks of a column as there are.
NPU_GLOBAL void count_along_y(unsigned *runs, unsigned *calls) {
  ASSERT_LE(npu::blockIdx.y + npu::detail::now.blocks, npu::gridDim.y);
  for (unsigned b = 0; b < npu::detail::now.blocks; ++b)
    npu::atomicAdd(
        &runs[npu::blockIdx.x +
              size_t(npu::gridDim.x) * (npu::blockIdx.y + b + size_t(npu::gridDim.y) * npu::blockIdx.z)],
        1u);
  npu::atomicAdd(calls, 1u);
}
// Four of them or one.
NPU_GLOBAL void count_column(unsigned *runs, unsigned *calls) {
  EXPECT_TRUE(npu::detail::now.blocks == 1 || npu::detail::now.blocks == 4);
  count_along_y(runs, calls);
}

// \returns the number of calls.
template <class Kernel> unsigned run_columns(Kernel kernel, dim3 grid, dim3 block) {
  std::vector<unsigned> runs(size_t(grid.x) * grid.y * grid.z);
  unsigned calls = 0;
  NPU_LAUNCH(kernel, (grid, block), runs.data(), &calls);
  EXPECT_ALL_DONE();
  EXPECT_EQ(std::vector<unsigned>(runs.size(), 1), runs) << grid.x << " x " << grid.y << " x " << grid.z;
  return calls;
}
TEST(KernelForm, JoinsBlocksOfAColumn) {
  using namespace npu::detail;
  register_kernel_form(new kernel_form{plain(count_blocks), plain(count_column), nullptr, nullptr,
                                       form_never_suspends | form_sets_thread_index | form_independent_blocks,
                                       kernel_form_version, 0, 0, 8, 2, 4});
  const unsigned many = 64 * std::max(1u, std::thread::hardware_concurrency());
  const unsigned joined = run_columns(count_blocks, {many, 8}, {8, 2});
  if (compiled_forms_are_used())
    EXPECT_LT(joined, many * 4); // some stay alone where a worker's share ends
  // Others than those of the form, too few, layers of the grid.
  for (dim3 grid : {dim3(many, 7), dim3(many, 3), dim3(3, many + 1), dim3(2, 2), dim3(1, 1)})
    run_columns(count_blocks, grid, {8, 2});
  EXPECT_EQ(many * 8, run_columns(count_blocks, {many, 8}, {2, 8}));
  if (compiled_forms_are_used())
    EXPECT_LT(run_columns(count_blocks, {many, 8, 2}, {8, 2}), many * 8);
}

template <int> NPU_GLOBAL void count_blocks_as(unsigned *runs, unsigned *calls) { count_blocks(runs, calls); }
TEST(KernelForm, JoinsBlocksAlongY) {
  using namespace npu::detail;
  register_form(count_blocks_as<0>, count_along_y,
                form_never_suspends | form_sets_thread_index | form_independent_blocks | form_joins_along_y,
                nullptr);
  for (dim3 grid : {dim3(64, 1000), dim3(1, 70000 / 2), dim3(5, 3, 7), dim3(1000, 1), dim3(1, 1)}) {
    const unsigned calls = run_columns(count_blocks_as<0>, grid, {8, 2});
    if (compiled_forms_are_used() && grid.y > 999)
      EXPECT_LT(calls, grid.x * grid.y / 4);
  }
}

// Blocks of another extent stay alone.
NPU_GLOBAL void count_along_x(unsigned *runs, unsigned *calls) {
  ASSERT_LE(npu::blockIdx.x + npu::detail::now.blocks, npu::gridDim.x);
  for (unsigned b = 0; b < npu::detail::now.blocks; ++b)
    npu::atomicAdd(&runs[npu::detail::block_index() + b], 1u);
  npu::atomicAdd(calls, 1u);
}
TEST(KernelForm, JoinsBlocksOfAnExtent) {
  using namespace npu::detail;
  const unsigned flags = form_never_suspends | form_sets_thread_index | form_independent_blocks;
  register_kernel_form(new kernel_form{plain(count_blocks_as<1>), plain(count_along_x), nullptr, nullptr,
                                       flags | form_joins_rows, kernel_form_version, 0, 0, 0, 0, 0, 8});
  register_kernel_form(new kernel_form{plain(count_blocks_as<2>), plain(count_along_y), nullptr, nullptr,
                                       flags | form_joins_along_y, kernel_form_version, 0, 0, 0, 0, 0, 2});
  for (dim3 block : {dim3(8, 2), dim3(8, 4), dim3(2, 8), dim3(4, 2)}) {
    const unsigned rows = run_columns(count_blocks_as<1>, {1000, 3}, block),
                   columns = run_columns(count_blocks_as<2>, {3, 1000}, block);
    if (!compiled_forms_are_used())
      continue;
    EXPECT_EQ(block.x == 8, rows < 3000) << block.x;
    EXPECT_EQ(block.y == 2, columns < 3000) << block.y;
  }
}

// Blocks that take long, but wait for nobody, get no threads beyond the processors.
std::mutex seen_lock;
std::set<std::thread::id> seen_threads;
NPU_GLOBAL void sleep_long() {
  std::this_thread::sleep_for(std::chrono::milliseconds(120));
  std::lock_guard<std::mutex> hold(seen_lock);
  seen_threads.insert(std::this_thread::get_id());
}
TEST(KernelForm, LongIndependentBlocksStayOnTheProcessors) {
  using namespace npu::detail;
  register_form(sleep_long, sleep_long,
                form_never_suspends | form_sets_thread_index | form_independent_blocks, nullptr);
  const char *text = getenv("NPU_CPU_THREADS");
  const unsigned processors = text ? unsigned(atoi(text)) : std::max(1u, std::thread::hardware_concurrency());
  NPU_LAUNCH(sleep_long, (std::min(4 * processors, 16u), 1));
  EXPECT_ALL_DONE();
  if (compiled_forms_are_used())
    EXPECT_LE(seen_threads.size(), processors + 1); // and the one that waits
}

TEST(KernelForm, MayMeetAtGridBarriers) {
  register_form(meet, meet_block, npu::detail::form_never_suspends, "meet");
  unsigned arrived = 0, seen[6] = {};
  unsigned *p = &arrived, *q = seen;
  void *arguments[] = {&p, &q};
  EXPECT_NPU_SUCCESS(npuLaunchCooperativeKernel(meet, dim3(6), dim3(16), arguments));
  EXPECT_ALL_DONE();
  for (unsigned s : seen)
    EXPECT_EQ(96u, s);
}

// Hand-written waiting: many blocks that end quickly, then some that wait for each other.
NPU_GLOBAL void meet_late(unsigned *arrived, unsigned first) {
  if (npu::blockIdx.x < first)
    return;
  npu::atomicAdd(arrived, 1u);
  while (npu::atomicAdd(arrived, 0u) < npu::gridDim.x - first)
    ;
}
template <int> NPU_GLOBAL void meeting_late(unsigned *arrived, unsigned first) { meet_late(arrived, first); }

TEST(KernelForm, BlocksMayWaitForEachOther) {
  if (getenv("NPU_SERIAL"))
    GTEST_SKIP() << "the serial mode runs block after block";
  register_form(meeting_late<0>, meet_late, npu::detail::form_never_suspends, "meeting late");
  unsigned arrived = 0;
  NPU_LAUNCH(meeting_late<0>, (20000, 1), &arrived, 20000u - 12);
  EXPECT_ALL_DONE();
  EXPECT_EQ(12u, arrived);
}

// A failure in a block that runs on the OS thread's own stack.
NPU_GLOBAL void fail_in_block_5(unsigned *ran) {
  npu::atomicAdd(ran, 1u);
  if (npu::blockIdx.x == 5 && npu::threadIdx.x == 0)
    npu::detail::abort_kernel(npuErrorAssert, "wrong on purpose");
}
template <int> NPU_GLOBAL void failing(unsigned *ran) { fail_in_block_5(ran); }

template <int N> void expect_failure(uint32_t flags) {
  register_form(failing<N>, fail_in_block_5, flags, "failing");
  unsigned ran = 0;
  testing::internal::CaptureStderr();
  NPU_LAUNCH(failing<N>, (1000000, 1), &ran);
  EXPECT_EQ(npuErrorAssert, npuDeviceSynchronize());
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_NE(std::string::npos, text.find("kernel 'failing', block (5,0,0), thread (0,0,0): wrong on purpose"))
      << text;
  EXPECT_LT(ran, 1000000u);
  EXPECT_NPU_SUCCESS(npuDeviceReset());
  npuGetLastError();
}

TEST(KernelForm, MayFail) {
  expect_failure<0>(npu::detail::form_never_suspends);
  expect_failure<1>(0);
  register_form(reverse_as<4>, reverse_block, npu::detail::form_never_suspends, nullptr);
  expect_reversed<4>(dim3(100), compiled_forms_are_used() ? 100 : 100 * 64);
}

// NPU_TRACE is read at the first launch of each kernel.
template <int> NPU_GLOBAL void traced(int *) {}

template <int N> std::string trace_of_two_launches() {
  setenv("NPU_TRACE", "1", 1);
  testing::internal::CaptureStderr();
  for (int i = 0; i < 2; ++i)
    NPU_LAUNCH(traced<N>, (1, 1), nullptr);
  unsetenv("NPU_TRACE");
  EXPECT_ALL_DONE();
  return testing::internal::GetCapturedStderr();
}

TEST(KernelForm, TraceTellsThePathOnce) {
  register_form(traced<0>, traced<0>, npu::detail::form_never_suspends, "traced zero");
  std::string expected = "npu: kernel 'traced zero': compiled\n";
  if (!compiled_forms_are_used())
    expected = std::string("npu: kernel 'traced zero': fibers: ") +
               (getenv("NPU_SERIAL") ? "NPU_SERIAL=1\n" : "NPU_KERNELS=fibers\n");
  EXPECT_EQ(expected, trace_of_two_launches<0>());
  register_form<void(int *)>(traced<1>, nullptr, 0, "traced one");
  EXPECT_EQ("npu: kernel 'traced one': fibers: has a reason\n", trace_of_two_launches<1>());
  const std::string plain = trace_of_two_launches<2>();
  EXPECT_NE(std::string::npos, plain.find("': fibers: not compiled by npucc\n")) << plain;
}

} // namespace
