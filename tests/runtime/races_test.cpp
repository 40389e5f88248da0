// SPDX-License-Identifier: Apache-2.0
// Races on shared memory, in kernels that npucc -racecheck compiled: what is reported, and what is not.
#include "test_support.h"

#include "npu/cooperative_groups.h"
#include "npu/libcu/barrier.h"

#include <string>

namespace {

int *memory(size_t n) {
  static int *p = nullptr;
  if (!p)
    EXPECT_NPU_SUCCESS(npuMallocManaged(&p, 4096 * sizeof(int)));
  std::fill(p, p + n, 0);
  return p;
}

// What a launch of blocks of `threads` threads writes to stderr. Each place is told once, so a kernel is
// launched once.
template <class... P, class... A>
std::string reports(void (*kernel)(P...), unsigned blocks, unsigned threads, A... arguments) {
  testing::internal::CaptureStderr();
  NPU_LAUNCH(kernel, (blocks, threads, 4096), arguments...);
  EXPECT_ALL_DONE();
  return testing::internal::GetCapturedStderr();
}

size_t count(const std::string &text, const std::string &part) {
  size_t n = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++n;
  return n;
}

// One race between accesses of these kinds; which of them comes first is open.
void expect_race(const std::string &text, const char *one, const char *other) {
  EXPECT_EQ(1u, count(text, "race on shared memory")) << text;
  EXPECT_NE(std::string::npos, text.find(one)) << text;
  EXPECT_NE(std::string::npos, text.find(other)) << text;
  EXPECT_EQ(2u, count(text, "races_test.cpp:")) << text;
}

// --- races
// -------------------------------------------------------------------------------------------------------------

NPU_GLOBAL void reverse_too_early(int *out) {
  static NPU_SHARED int s[128];
  s[npu::threadIdx.x] = int(npu::threadIdx.x);
  out[npu::threadIdx.x] = s[127 - npu::threadIdx.x];
}
TEST(Races, ReadBeforeTheBarrier) {
  const std::string text = reports(reverse_too_early, 1, 128, memory(128));
  expect_race(text, " wr", " read");
  EXPECT_NE(std::string::npos, text.find("reverse_too_early(int*)', block (0,0,0): race")) << text;
}

NPU_GLOBAL void overwrite_too_early(int *out) {
  NPU_DYNAMIC_SHARED(int, s);
  s[npu::threadIdx.x] = int(npu::threadIdx.x);
  npu::syncthreads();
  const int found = s[npu::blockDim.x - 1 - npu::threadIdx.x];
  s[npu::threadIdx.x] = 2 * found;
  npu::syncthreads();
  out[npu::threadIdx.x] = s[npu::threadIdx.x];
}
TEST(Races, WriteAfterARead) { expect_race(reports(overwrite_too_early, 1, 96, memory(96)), " wr", " read"); }

NPU_GLOBAL void same_place(int *out) {
  static NPU_SHARED int s;
  s = int(npu::threadIdx.x);
  npu::syncthreads();
  out[npu::threadIdx.x] = s;
}
TEST(Races, DifferentValuesAtOnePlace) {
  expect_race(reports(same_place, 1, 64, memory(64)), " writes at ", " wrote at ");
}

NPU_GLOBAL void no_barrier_behind_zero(const int *in, int *out) {
  static NPU_SHARED unsigned bins[4];
  if (npu::threadIdx.x < 4)
    bins[npu::threadIdx.x] = 0;
  npu::atomicAdd(&bins[unsigned(in[npu::threadIdx.x]) % 4], 1u);
  npu::syncthreads();
  if (npu::threadIdx.x < 4)
    out[npu::threadIdx.x] = int(bins[npu::threadIdx.x]);
}
TEST(Races, AtomicsBeforeTheBarrier) {
  int *in = memory(256);
  expect_race(reports(no_barrier_behind_zero, 1, 128, static_cast<const int *>(in), in + 128), " updates at ",
              " wrote at ");
}

NPU_GLOBAL void no_barrier_behind_atomics(const int *in, int *out) {
  static NPU_SHARED unsigned bins[4];
  if (npu::threadIdx.x < 4)
    bins[npu::threadIdx.x] = 0;
  npu::syncthreads();
  npu::atomicAdd(&bins[unsigned(in[npu::threadIdx.x]) % 4], 1u);
  out[npu::threadIdx.x] = int(bins[npu::threadIdx.x % 4]);
}
TEST(Races, AtomicsAndNoBarrier) {
  int *in = memory(256);
  expect_race(reports(no_barrier_behind_atomics, 1, 128, static_cast<const int *>(in), in + 128), " read",
              " update");
}

// The helper gets a plain pointer.
NPU_NOINLINE NPU_DEVICE void add_to(int *sums, int value) { sums[npu::threadIdx.x % 32] += value; }
NPU_GLOBAL void through_a_pointer(int *out) {
  static NPU_SHARED int sums[32];
  add_to(sums, int(npu::threadIdx.x));
  npu::syncthreads();
  out[npu::threadIdx.x % 32] = sums[npu::threadIdx.x % 32];
}
TEST(Races, ThroughAPointer) {
  const std::string text = reports(through_a_pointer, 1, 64, memory(32));
  EXPECT_NE(0u, count(text, "race on shared memory")) << text;
}

NPU_GLOBAL void bytes(char *out) {
  static NPU_SHARED char s[64];
  s[npu::threadIdx.x] = char(npu::threadIdx.x);
  npu::syncthreads();
  reinterpret_cast<short &>(s[npu::threadIdx.x & ~1u]) = 7; // both bytes, by two threads: one value
  s[(npu::threadIdx.x + 32) % 64] = 1;
  npu::syncthreads();
  out[npu::threadIdx.x] = s[npu::threadIdx.x];
}
TEST(Races, AreFoundByTheByte) {
  const std::string text = reports(bytes, 1, 64, reinterpret_cast<char *>(memory(64)));
  EXPECT_NE(0u, count(text, " writes at ")) << text;
}

// --- no races
// ----------------------------------------------------------------------------------------------------------

NPU_GLOBAL void reduce(const int *in, int *out) {
  static NPU_SHARED int s[256];
  const unsigned t = npu::threadIdx.x;
  s[t] = in[npu::blockIdx.x * 256 + t];
  npu::syncthreads();
  for (unsigned k = 128; k > 0; k /= 2) {
    if (t < k)
      s[t] += s[t + k];
    npu::syncthreads();
  }
  if (t == 0)
    out[npu::blockIdx.x] = s[0];
}

// Before independent thread scheduling: a warp is in step by itself.
NPU_GLOBAL void reduce_in_step(const int *in, int *out) {
  static NPU_SHARED int s[256];
  const unsigned t = npu::threadIdx.x;
  s[t] = in[npu::blockIdx.x * 256 + t];
  npu::syncthreads();
  for (unsigned k = 128; k > 32; k /= 2) {
    if (t < k)
      s[t] += s[t + k];
    npu::syncthreads();
  }
  if (t < 32) {
    volatile int *v = s;
    for (unsigned k = 32; k > 0; k /= 2)
      v[t] = v[t] + v[t + k];
  }
  if (t == 0)
    out[npu::blockIdx.x] = s[0];
}

NPU_GLOBAL void histogram(const int *in, int *out) {
  static NPU_SHARED unsigned bins[8];
  if (npu::threadIdx.x < 8)
    bins[npu::threadIdx.x] = 0;
  npu::syncthreads();
  npu::atomicAdd(&bins[unsigned(in[npu::threadIdx.x]) % 8], 1u);
  npu::syncthreads();
  if (npu::threadIdx.x < 8)
    out[npu::threadIdx.x] = int(bins[npu::threadIdx.x]);
}

// As the CUDA programming guide builds atomic functions that a device lacks.
NPU_GLOBAL void compare_and_swap(const int *in, int *out) {
  static NPU_SHARED unsigned long long sum;
  if (npu::threadIdx.x == 0)
    sum = 0;
  npu::syncthreads();
  unsigned long long old = sum, assumed;
  do {
    assumed = old;
    old = npu::atomicCAS(&sum, assumed, assumed + unsigned(in[npu::threadIdx.x]) + 1);
  } while (assumed != old);
  npu::syncthreads();
  out[npu::threadIdx.x] = int(sum);
}

NPU_GLOBAL void one_flag(const int *in, int *out) {
  static NPU_SHARED bool found;
  found = false; // all write the same
  npu::syncthreads();
  if (in[npu::threadIdx.x] >= 0)
    found = true;
  npu::syncthreads();
  out[npu::threadIdx.x] = found;
}

// Warp 1 waits for what warp 0 says it has written.
NPU_GLOBAL void flag_with_fences(const int *, int *out) {
  static NPU_SHARED int data[32];
  static NPU_SHARED volatile int ready;
  if (npu::threadIdx.x == 0)
    ready = 0;
  npu::syncthreads();
  const unsigned lane = npu::threadIdx.x % 32;
  if (npu::threadIdx.x < 32) {
    data[lane] = int(lane);
    npu::threadfence_block();
    npu::syncwarp();
    if (lane == 0)
      ready = 1;
  } else if (npu::threadIdx.x < 64) {
    while (!ready)
      npu::nanosleep(10);
    npu::threadfence_block();
    out[lane] = data[31 - lane];
  }
}

NPU_GLOBAL void lock(const int *, int *out) {
  static NPU_SHARED int taken, sum;
  if (npu::threadIdx.x == 0)
    taken = sum = 0;
  npu::syncthreads();
  for (bool done = false; !done;)
    if (npu::atomicCAS(&taken, 0, 1) == 0) {
      npu::threadfence_block();
      sum += 1;
      npu::threadfence_block();
      npu::atomicExch(&taken, 0);
      done = true;
    }
  npu::syncthreads();
  if (npu::threadIdx.x == 0)
    out[0] = sum;
}

// Two warps hand data to two others.
NPU_GLOBAL void named_barriers(const int *, int *out) {
  static NPU_SHARED int data[64];
  const unsigned t = npu::threadIdx.x;
  if (t < 64) {
    data[t] = int(t);
    npu::detail::named_barrier_arrive(1, 128);
  } else if (t < 128) {
    npu::detail::named_barrier(1, 128);
    out[t - 64] = data[127 - t];
  }
}

NPU_GLOBAL void barrier_object(const int *, int *out) {
  static NPU_SHARED npu::libcu::barrier<npu::libcu::thread_scope_block> b;
  static NPU_SHARED int data[256];
  if (npu::threadIdx.x == 0)
    init(&b, npu::blockDim.x);
  npu::syncthreads();
  data[npu::threadIdx.x] = int(npu::threadIdx.x);
  b.arrive_and_wait();
  out[npu::threadIdx.x] = data[255 - npu::threadIdx.x];
}

NPU_GLOBAL void groups(const int *, int *out) {
  static NPU_SHARED int data[256];
  const auto block = npu::cooperative_groups::this_thread_block();
  const auto tile = npu::cooperative_groups::tiled_partition<32>(block);
  data[block.thread_rank()] = int(tile.thread_rank());
  tile.sync();
  int sum = 0;
  for (unsigned i = 0; i < 32; ++i)
    sum += data[tile.meta_group_rank() * 32 + i];
  block.sync();
  data[255 - block.thread_rank()] = sum;
  block.sync();
  out[block.thread_rank()] = data[block.thread_rank()];
}

TEST(Races, WhatIsInOrderIsNotReported) {
  for (void (*kernel)(const int *, int *) : {reduce, reduce_in_step, histogram, compare_and_swap, one_flag,
                                             flag_with_fences, lock, named_barriers, barrier_object, groups})
    EXPECT_EQ("", reports(kernel, 3, 256, static_cast<const int *>(memory(2048)), memory(2048) + 1024));
}

// Without a fence the write may be seen after the flag.
NPU_GLOBAL void flag_without_a_fence(int *out) {
  static NPU_SHARED int data;
  static NPU_SHARED volatile int ready;
  if (npu::threadIdx.x == 0)
    ready = 0;
  npu::syncthreads();
  if (npu::threadIdx.x == 0) {
    data = 5;
    ready = 1;
  } else if (npu::threadIdx.x == 32) {
    while (!ready)
      npu::nanosleep(10);
    out[0] = data;
  }
}
TEST(Races, FlagWithoutAFence) {
  expect_race(reports(flag_without_a_fence, 1, 64, memory(1)), " read", " wr");
}

// What a block finds in shared memory is of no block before it.
NPU_GLOBAL void write_only(int *out) {
  static NPU_SHARED int s[64];
  s[63 - npu::threadIdx.x] = int(npu::blockIdx.x);
  if (npu::blockIdx.x == 99)
    out[0] = s[63 - npu::threadIdx.x];
}
TEST(Races, BlocksDoNotMeet) { EXPECT_EQ("", reports(write_only, 100, 64, memory(1))); }

} // namespace
