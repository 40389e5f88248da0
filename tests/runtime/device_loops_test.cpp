// SPDX-License-Identifier: Apache-2.0
// Loops in which threads stride over a range, in the shapes that programs have them. A compiled form takes
// such a loop for all threads of a block together.
#include "device_test.h"

#include <algorithm>
#include <vector>

namespace {

constexpr int Length = 1000, Beyond = 512; // the range; more input behind it

std::vector<int> input() {
  std::vector<int> in(Length + Beyond);
  for (int i = 0; i < Length + Beyond; ++i)
    in[size_t(i)] = 3 * i + 1;
  return in;
}

template <class Kernel, class... Arguments> std::vector<int> run(Kernel kernel, int blocks, int threads) {
  const std::vector<int> in = input();
  int *from = nullptr, *to = nullptr;
  EXPECT_EQ(npuSuccess, npuMalloc(&from, in.size() * sizeof(int)));
  EXPECT_EQ(npuSuccess, npuMalloc(&to, Length * sizeof(int)));
  EXPECT_EQ(npuSuccess, npuMemcpy(from, in.data(), in.size() * sizeof(int), npuMemcpyHostToDevice));
  EXPECT_EQ(npuSuccess, npuMemset(to, 0, Length * sizeof(int)));
  NPU_LAUNCH(kernel, (blocks, threads), from, to, Length);
  std::vector<int> out(Length);
  EXPECT_EQ(npuSuccess, npuMemcpy(out.data(), to, Length * sizeof(int), npuMemcpyDeviceToHost));
  npuFree(from);
  npuFree(to);
  return out;
}

// The next turn's index is used in this one.
NPU_GLOBAL void look_ahead(const int *in, int *out, int n) {
  for (int i = npu::threadIdx.x; i < n; i += npu::blockDim.x)
    out[i] = in[i + npu::blockDim.x] - in[i];
}
TEST(DeviceLoops, UseOfTheNextTurnsIndex) {
  const std::vector<int> out = run(look_ahead, 1, 64);
  for (int i = 0; i < Length; ++i)
    ASSERT_EQ(3 * 64, out[size_t(i)]) << i;
}

// The first turn lies before the loop, so that the loop begins at the second: the index is compared after the
// step.
NPU_GLOBAL void second_turn_first(const int *in, int *out, unsigned n) {
  const unsigned stride = npu::gridDim.x * npu::blockDim.x;
  const unsigned first = npu::threadIdx.x + npu::blockIdx.x * npu::blockDim.x;
  int sum = in[first];
  if (first < n)
    out[first] = sum;
  for (unsigned i = first + stride; i < n; i += stride) {
    sum += in[i - stride];
    out[i] = sum + in[i];
  }
}
TEST(DeviceLoops, BeginAtTheSecondTurn) {
  const std::vector<int> in = input(), out = run(second_turn_first, 2, 64);
  for (int first = 0; first < 128; ++first) {
    int sum = in[size_t(first)];
    ASSERT_EQ(sum, out[size_t(first)]) << first;
    for (int i = first + 128; i < Length; i += 128) {
      sum += in[size_t(i - 128)];
      ASSERT_EQ(sum + in[size_t(i)], out[size_t(i)]) << i;
    }
  }
}

// From below zero: only the threads' first turns are left out.
NPU_GLOBAL void from_below(const int *in, int *out, int n) {
  const int before = 100;
  for (int i = int(npu::threadIdx.x) - before; i < n; i += npu::blockDim.x)
    if (i >= 0)
      out[i] = in[i];
}
TEST(DeviceLoops, BeginBelowZero) {
  const std::vector<int> in = input(), out = run(from_below, 1, 96);
  for (int i = 0; i < Length; ++i)
    ASSERT_EQ(in[size_t(i)], out[size_t(i)]) << i;
}

// An index of 64 bits, and a bound that no turn meets exactly.
NPU_GLOBAL void wide(const int *in, int *out, int n) {
  for (size_t i = size_t(npu::blockIdx.x) * npu::blockDim.x + npu::threadIdx.x; i < size_t(n);
       i += size_t(npu::gridDim.x) * npu::blockDim.x)
    out[i] = in[i] * 2;
}
TEST(DeviceLoops, WideIndex) {
  const std::vector<int> in = input(), out = run(wide, 3, 33);
  for (int i = 0; i < Length; ++i)
    ASSERT_EQ(2 * in[size_t(i)], out[size_t(i)]) << i;
}

// The same without sign: the first threads begin behind the range, and never take a turn.
NPU_GLOBAL void from_behind(const int *in, int *out, unsigned n) {
  for (unsigned i = npu::threadIdx.x - 3; i < n; i += npu::blockDim.x)
    out[i] = in[i];
}
NPU_GLOBAL void from_there(const int *in, int *out, unsigned n, unsigned start) {
  for (unsigned i = npu::threadIdx.x + start; i < n; i += npu::blockDim.x)
    out[i] = in[i];
}
NPU_GLOBAL void from_behind_widened(const int *in, int *out, size_t n) {
  for (int i = int(npu::threadIdx.x) - 3; size_t(i) < n; i += npu::blockDim.x)
    out[i] = in[i];
}
TEST(DeviceLoops, BeginBehindTheRange) {
  const std::vector<int> in = input();
  // Threads 0, 1 and 2 of 96 have no work, and so have the places that would be theirs.
  auto check = [&](const std::vector<int> &out) {
    for (int i = 0; i < Length; ++i)
      ASSERT_EQ((i + 3) % 96 < 3 ? 0 : in[size_t(i)], out[size_t(i)]) << i;
  };
  check(run(from_behind, 1, 96));
  check(run(from_behind_widened, 1, 96));
  for (int start : {-3, 0, 40, Length}) {
    std::vector<int> out(Length, 0);
    NPU_LAUNCH(from_there, (1, 96), in.data(), out.data(), unsigned(Length), unsigned(start));
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    for (int i = 0; i < Length; ++i)
      ASSERT_EQ(i < start || (start < 0 && (i - start) % 96 < -start) ? 0 : in[size_t(i)], out[size_t(i)])
          << i;
  }
}

// --- loops that threads leave at different turns; a compiled form takes them for a warp together ---

NPU_HOST NPU_DEVICE unsigned hashed(unsigned x) {
  x = (x ^ 61u) ^ (x >> 16);
  x *= 9u;
  x ^= x >> 4;
  x *= 0x27d4eb2du;
  return x ^ (x >> 15);
}

// How many turns it takes, and what it ends with: two ways out, values that are used behind the loop.
NPU_HOST NPU_DEVICE int walk(int start, int most, unsigned &last) {
  unsigned x = unsigned(start);
  int turns = 0;
  while (turns < most) {
    x = hashed(x + unsigned(turns));
    if (x % 32 == 5) {
      last = ~x;
      return -turns;
    }
    ++turns;
  }
  last = x;
  return turns;
}

NPU_GLOBAL void walk_all(const int *in, int *out, int n) {
  const int i = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x);
  if (i >= n)
    return;
  unsigned last = 0;
  const int turns = walk(in[i], 100, last);
  out[i] = turns * 7 + int(last & 0xffff);
}
TEST(DeviceLoops, LeftOneByOne) {
  for (int threads : {256, 64, 33, 8}) {
    const std::vector<int> in = input(), out = run(walk_all, (Length + threads - 1) / threads, threads);
    for (int i = 0; i < Length; ++i) {
      unsigned last = 0;
      const int turns = walk(in[size_t(i)], 100, last);
      ASSERT_EQ(turns * 7 + int(last & 0xffff), out[size_t(i)]) << i << " of blocks of " << threads;
    }
  }
}

// Inside of a loop that all take together, between barriers, with stores in the turns.
NPU_GLOBAL void rounds(const int *in, int *out, int n) {
  static NPU_SHARED int seen[128];
  const int t = int(npu::threadIdx.x);
  int total = 0;
  for (int round = 0; round < 3; ++round) {
    seen[t] = t < n ? in[t] + round : round;
    npu::syncthreads();
    unsigned x = unsigned(seen[(t + 1) % int(npu::blockDim.x)]);
    int turns = 0;
    do {
      x = hashed(x);
      ++turns;
      if (x % 16 == 3)
        out[t] = turns; // a later round writes again
    } while (x % 16 != 3 && turns < 50);
    total += turns + int(x % 100);
    npu::syncthreads();
  }
  out[128 + t] = total;
}
TEST(DeviceLoops, LeftOneByOneBetweenBarriers) {
  const std::vector<int> in = input(), out = run(rounds, 1, 128);
  for (int t = 0; t < 128; ++t) {
    int total = 0, stored = 0;
    for (int round = 0; round < 3; ++round) {
      unsigned x = unsigned(in[size_t((t + 1) % 128)] + round);
      int turns = 0;
      do {
        x = hashed(x);
        ++turns;
        if (x % 16 == 3)
          stored = turns;
      } while (x % 16 != 3 && turns < 50);
      total += turns + int(x % 100);
    }
    ASSERT_EQ(stored, out[size_t(t)]) << t;
    ASSERT_EQ(total, out[size_t(128 + t)]) << t;
  }
}

// The lanes part before the loop, and some never reach it.
NPU_GLOBAL void some_walk(const int *in, int *out, int n) {
  const int i = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x);
  if (i % 5 == 2)
    return;
  if (i >= n)
    return;
  int value = in[i];
  if (i % 3) {
    unsigned last = 0;
    value = walk(value, 40, last) + int(last % 1000);
  }
  unsigned last = 0;
  out[i] = value + walk(i, 20, last);
}
TEST(DeviceLoops, LeftOneByOneBySome) {
  const std::vector<int> in = input(), out = run(some_walk, 8, 128);
  for (int i = 0; i < Length; ++i) {
    unsigned last = 0;
    int expected = in[size_t(i)];
    if (i % 3)
      expected = walk(expected, 40, last), expected += int(last % 1000);
    expected += walk(i, 20, last);
    ASSERT_EQ(i % 5 == 2 ? 0 : expected, out[size_t(i)]) << i;
  }
}

// A block takes several tiles, in rounds with barriers whose number depends on the tile; each thread walks a
// part of the tile of its own length; only some store what they found.
NPU_GLOBAL void tiles_in_rounds(const int *in, int *out, int n) {
  static NPU_SHARED int tile[64];
  const int lane = int(npu::threadIdx.x);
  for (int block = int(npu::blockIdx.x); block * 64 < n; block += int(npu::gridDim.x)) {
    int sum = 0;
    for (int round = 0; round < 1 + block % 3; ++round) {
      npu::syncthreads();
      const int from = block * 64 + round * 32 + lane;
      tile[lane] = from < n ? in[from] : 0;
      npu::syncthreads();
      for (int i = lane / 2; i < 64 - lane % 7 * round; ++i)
        sum += tile[i] * (i - round);
    }
    if (block * 64 + lane < n && sum % 3)
      out[block * 64 + lane] = sum;
  }
}
TEST(DeviceLoops, RoundsWithBarriersInALoopOverTiles) {
  const std::vector<int> in = input(), out = run(tiles_in_rounds, 3, 64);
  for (int at = 0; at < Length; ++at) {
    const int block = at / 64, lane = at % 64;
    int sum = 0;
    for (int round = 0; round < 1 + block % 3; ++round)
      for (int i = lane / 2; i < 64 - lane % 7 * round; ++i) {
        const int from = block * 64 + round * 32 + i;
        sum += (from < Length ? in[size_t(from)] : 0) * (i - round);
      }
    ASSERT_EQ(sum % 3 ? sum : 0, out[size_t(at)]) << at;
  }
}

// Half of the lanes exchange values in each round, before the next round's loop, which all take together.
NPU_GLOBAL void half_exchange(const int *in, int *out, int n) {
  const int t = int(npu::threadIdx.x);
  int b = in[t];
  for (int k = 0; k < n % 4 + 3; ++k) {
    for (int q = 0; q < n; ++q)
      b += in[(q + t) % n] ^ q;
    if (t % 32 < 16)
      b += npu::shfl_xor_sync(0xffffu, b, 3);
  }
  out[t] = b;
}
TEST(DeviceLoops, SomeLanesExchangeInRoundsOfALoopForAll) {
  const std::vector<int> in = input(), out = run(half_exchange, 1, 64);
  unsigned b[64];
  for (int t = 0; t < 64; ++t)
    b[t] = unsigned(in[size_t(t)]);
  for (int k = 0; k < Length % 4 + 3; ++k) {
    for (int t = 0; t < 64; ++t)
      for (int q = 0; q < Length; ++q)
        b[t] += unsigned(in[size_t((q + t) % Length)] ^ q);
    for (int warp : {0, 32})
      for (int t = 0; t < 16; ++t)
        if (const int other = t ^ 3; t < other) {
          const unsigned sum = b[warp + t] + b[warp + other];
          b[warp + t] = b[warp + other] = sum;
        }
  }
  for (int t = 0; t < 64; ++t)
    ASSERT_EQ(int(b[t]), out[size_t(t)]) << t;
}

// Lanes that go one way find a loop there, and what they found differs from what the others have, although it
// is the same for all who went that way.
NPU_GLOBAL void found_on_the_way(const int *in, int *out, int n) {
  static NPU_SHARED int last[64];
  const int t = int(npu::threadIdx.x);
  int found = 7;
  npu::syncthreads();
  if (in[t] % 5 < 2) {
    for (int j = 0; j < in[t] % 4; ++j)
      last[t] = j;
  } else {
    for (int j = 0; j < n % 7; ++j)
      found = found * 3 + j;
  }
  npu::syncthreads();
  out[t] = found;
}
TEST(DeviceLoops, WhatLanesFindBehindABranchIsTheirOwn) {
  const std::vector<int> in = input(), out = run(found_on_the_way, 1, 64);
  int found = 7;
  for (int j = 0; j < Length % 7; ++j)
    found = found * 3 + j;
  for (int t = 0; t < 64; ++t)
    ASSERT_EQ(in[size_t(t)] % 5 < 2 ? 7 : found, out[size_t(t)]) << t;
}

// The number of elements lies in memory; the second kernel changes it while its blocks run.
NPU_GLOBAL void as_many_as_told(const int *in, int *out, const int *count) {
  const int n = *count;
  const int i = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x);
  if (i >= n)
    return;
  int sum = 0;
  for (int k = 0; k < n; ++k)
    sum += in[k] * (i ^ k) + (k % (i + 1)) / 3;
  out[i] = sum;
}
NPU_GLOBAL void until_told(const int *in, int *out, int *count) {
  const int n = *count;
  const int i = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x);
  if (i >= n)
    return;
  out[i] = in[i];
  if (i == 70)
    *count = 100;
}
TEST(DeviceLoops, TheirLengthLiesInMemory) {
  const std::vector<int> in = input();
  int *from = nullptr, *to = nullptr, *count = nullptr;
  ASSERT_EQ(npuSuccess, npuMallocManaged(&from, in.size() * sizeof(int)));
  ASSERT_EQ(npuSuccess, npuMallocManaged(&to, (Length + 64) * sizeof(int)));
  ASSERT_EQ(npuSuccess, npuMallocManaged(&count, sizeof(int)));
  std::copy(in.begin(), in.end(), from);
  std::fill_n(to, Length + 64, -1);
  *count = 150; // two blocks and a part of the third
  NPU_LAUNCH(as_many_as_told, (4, 64), from, to, count);
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (int i = 0; i < 256; ++i) {
    int sum = 0;
    for (int k = 0; k < 150; ++k)
      sum += in[size_t(k)] * (i ^ k) + (k % (i + 1)) / 3;
    ASSERT_EQ(i < 150 ? sum : -1, to[i]) << i;
  }
  std::fill_n(to, Length + 64, -1);
  *count = Length;
  NPU_LAUNCH(until_told, (unsigned(Length + 63) / 64, 64), from, to, count);
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (int i = 0; i < 64; ++i) // other blocks may have been told before they began
    ASSERT_EQ(in[size_t(i)], to[i]) << i;
  for (int i = Length; i < Length + 64; ++i)
    ASSERT_EQ(-1, to[i]) << i;
  for (int *memory : {from, to, count})
    npuFree(memory);
}

// A pointer that one thread sets before a barrier and uses behind it: no other thread has it.
NPU_GLOBAL void pointer_of_one(const int *__restrict__ in, int *__restrict__ out, unsigned n) {
  const unsigned row = npu::threadIdx.y + npu::blockDim.y * npu::threadIdx.z;
  const int t = int(npu::threadIdx.x + npu::blockDim.x * row);
  const int *place;
  int value = t;
  if (t == 0)
    place = in + unsigned(in[7]) % n;
  npu::syncthreads();
  if (t == 0)
    value += place[1];
  npu::syncthreads();
  out[t] = value;
}
TEST(DeviceLoops, VariablesThatOneThreadSets) {
  const std::vector<int> in = input(), out = run(pointer_of_one, 1, 128);
  ASSERT_EQ(in[size_t(in[7] % Length + 1)], out[0]);
  for (int t = 1; t < 128; ++t)
    ASSERT_EQ(t, out[size_t(t)]) << t;
}

} // namespace
