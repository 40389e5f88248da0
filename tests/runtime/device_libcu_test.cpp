// SPDX-License-Identifier: Apache-2.0
// The parts of libcu++ in kernels: atomics, barriers as objects, pipelines; and the pipeline primitives.
#include "device_test.h"

#include <npu/cooperative_groups.h>
#include <npu/libcu/atomic.h>
#include <npu/libcu/barrier.h>
#include <npu/libcu/cmath.h>
#include <npu/libcu/functional.h>
#include <npu/libcu/pipeline.h>
#include <npu/libcu/semaphore.h>
#include <npu/pipeline.h>

namespace {

namespace cg = npu::cooperative_groups;
namespace libcu = npu::libcu;

TEST(DeviceLibcu, AtomicObjects) {
  libcu::atomic<int, libcu::thread_scope_device> a(5);
  EXPECT_EQ(a.fetch_add(3), 5);
  EXPECT_EQ(a++, 8);
  EXPECT_EQ(--a, 8);
  EXPECT_EQ(a.fetch_max(20), 8);
  EXPECT_EQ(a.fetch_and(6), 20);
  EXPECT_EQ(a.exchange(1), 4);
  int expected = 2;
  EXPECT_FALSE(a.compare_exchange_strong(expected, 9));
  EXPECT_EQ(expected, 1);
  EXPECT_TRUE(a.compare_exchange_weak(expected, 9, libcu::memory_order_acquire));
  EXPECT_EQ(a.load(libcu::memory_order_relaxed), 9);
  double d = 1.5;
  libcu::atomic_ref<double> ref(d);
  EXPECT_EQ(ref += 0.5, 2.0);
  EXPECT_EQ(ref.fetch_min(0.25), 2.0);
  EXPECT_EQ(d, 0.25);
  libcu::std::tuple<int, float> t(1, 2.0f);
  EXPECT_EQ(libcu::std::get<0>(t), 1);
}

// Each thread waits for its predecessor to pass the turn on.
NPU_GLOBAL void pass_on(int *turn, int *order) {
  libcu::atomic_ref<int, libcu::thread_scope_block> next(*turn);
  const int last = static_cast<int>(npu::blockDim.x - 1), mine = last - static_cast<int>(npu::threadIdx.x);
  while (next.load(libcu::memory_order_acquire) != mine) {
  }
  order[mine] = static_cast<int>(npu::threadIdx.x);
  next.store(mine + 1, libcu::memory_order_release);
}

TEST(DeviceLibcu, LoopsOverLoadsLetTheOthersRun) {
  Buffer<int> turn(1), order(64);
  RUN_KERNEL(pass_on, (1, 64), turn.data(), order.data());
  for (int i = 0; i < 64; ++i)
    EXPECT_EQ(order[i], 63 - i);
}

NPU_GLOBAL void sum_with_barrier(const int *in, int *out) {
  NPU_SHARED libcu::barrier<libcu::thread_scope_block> barrier;
  NPU_SHARED int stage[64];
  const auto block = cg::this_thread_block();
  const int thread = static_cast<int>(block.thread_rank());
  if (thread == 0)
    init(&barrier, block.size());
  block.sync();
  int sum = 0;
  for (int step = 0; step < 4; ++step) {
    libcu::memcpy_async(block, stage, in + 64 * step, libcu::aligned_size_t<4>(sizeof(int) * 64), barrier);
    const auto token = barrier.arrive();
    barrier.wait(token);
    sum += stage[63 - thread];
    barrier.arrive_and_wait();
  }
  out[thread] = sum;
}

TEST(DeviceLibcu, Barrier) {
  Buffer<int> in(256), out(64);
  for (int i = 0; i < 256; ++i)
    in[i] = i * i;
  RUN_KERNEL(sum_with_barrier, (1, 64), in.data(), out.data());
  for (int i = 0; i < 64; ++i) {
    int want = 0;
    for (int step = 0; step < 4; ++step)
      want += (64 * step + 63 - i) * (64 * step + 63 - i);
    EXPECT_EQ(out[i], want);
  }
}

NPU_GLOBAL void drops(int *out) {
  NPU_SHARED libcu::barrier<libcu::thread_scope_block> barrier;
  if (npu::threadIdx.x == 0)
    init(&barrier, npu::blockDim.x);
  npu::syncthreads();
  if (npu::threadIdx.x >= 8) {
    barrier.arrive_and_drop();
    return;
  }
  barrier.arrive_and_wait();
  barrier.arrive_and_wait(); // only eight are expected now
  out[npu::threadIdx.x] = 1;
}

TEST(DeviceLibcu, BarrierWithoutThoseThatDropped) {
  Buffer<int> out(8);
  RUN_KERNEL(drops, (1, 32), out.data());
  for (int i = 0; i < 8; ++i)
    EXPECT_EQ(out[i], 1);
}

// Two stages ahead; every thread fills and takes.
NPU_GLOBAL void unified_pipeline(const int *in, int *out, int batches) {
  NPU_SHARED libcu::pipeline_shared_state<libcu::thread_scope_block, 2> state;
  NPU_SHARED int stages[2][32];
  const auto block = cg::this_thread_block();
  auto pipeline = libcu::make_pipeline(block, &state);
  int sum = 0;
  for (int compute = 0, fetch = 0; compute < batches; ++compute) {
    for (; fetch < batches && fetch < compute + 2; ++fetch) {
      pipeline.producer_acquire();
      libcu::memcpy_async(block, stages[fetch % 2], in + 32 * fetch, sizeof(int) * 32, pipeline);
      pipeline.producer_commit();
    }
    pipeline.consumer_wait();
    sum += stages[compute % 2][31 - block.thread_rank()];
    pipeline.consumer_release();
  }
  out[block.thread_rank()] = sum;
}

// The first warp fills, the second takes.
NPU_GLOBAL void divided_pipeline(const int *in, int *out, int batches) {
  NPU_SHARED libcu::pipeline_shared_state<libcu::thread_scope_block, 3> state;
  NPU_SHARED int stages[3][32];
  const auto block = cg::this_thread_block();
  const unsigned lane = block.thread_rank() % 32;
  const bool fills = block.thread_rank() < 32;
  auto pipeline = libcu::make_pipeline(
      block, &state, fills ? libcu::pipeline_role::producer : libcu::pipeline_role::consumer);
  int sum = 0;
  for (int batch = 0; batch < batches; ++batch)
    if (fills) {
      pipeline.producer_acquire();
      libcu::memcpy_async(&stages[batch % 3][lane], in + 32 * batch + lane, sizeof(int), pipeline);
      pipeline.producer_commit();
    } else {
      pipeline.consumer_wait();
      sum += stages[batch % 3][31 - lane];
      pipeline.consumer_release();
    }
  if (!fills)
    out[lane] = sum;
}

TEST(DeviceLibcu, Pipelines) {
  for (auto kernel : {unified_pipeline, divided_pipeline}) {
    const int batches = 9;
    Buffer<int> in(32 * batches), out(32);
    for (int i = 0; i < 32 * batches; ++i)
      in[i] = i * i % 1000;
    RUN_KERNEL(kernel, (1, kernel == unified_pipeline ? 32 : 64), in.data(), out.data(), batches);
    for (int i = 0; i < 32; ++i) {
      int want = 0;
      for (int batch = 0; batch < batches; ++batch)
        want += in[32 * batch + 31 - i];
      EXPECT_EQ(out[i], want);
    }
  }
}

TEST(DeviceLibcu, PipelinePrimitives) {
  const int from[] = {1, 2, 3, 4};
  int to[] = {9, 9, 9, 9};
  npu::pipeline_memcpy_async(to, from, 16, 4);
  npu::pipeline_commit();
  npu::pipeline_wait_prior(0);
  EXPECT_EQ(to[2], 3);
  EXPECT_EQ(to[3], 0);
}

NPU_DEVICE int sum_of(libcu::std::span<const int> numbers) {
  int sum = 0;
  for (int number : numbers)
    sum += number;
  return sum;
}
NPU_GLOBAL void spans(int *out, const int *in, int n) {
  libcu::std::span<const int> all(in, static_cast<size_t>(n));
  const int t = static_cast<int>(npu::threadIdx.x);
  int fixed[3] = {t, 2, 3};
  libcu::std::array<int, 2> array{t, 1};
  out[t] = sum_of(all.subspan(1, 2)) + sum_of(all.last(1)) + sum_of(fixed) + sum_of(array) +
           static_cast<int>(libcu::std::span(fixed).size_bytes());
}

TEST(DeviceLibcu, Spans) {
  Buffer<int> in(5), out(4);
  for (int i = 0; i < 5; ++i)
    in[i] = 10 * i;
  RUN_KERNEL(spans, (1, 4), out.data(), in.data(), 5);
  for (int t = 0; t < 4; ++t)
    EXPECT_EQ(out[t], 10 + 20 + 40 + (t + 5) + (t + 1) + 12);
}

TEST(DeviceLibcu, Bits) {
  EXPECT_EQ(libcu::std::popcount(0xf0fu), 8);
  EXPECT_EQ(libcu::std::countl_zero(std::uint8_t(1)), 7);
  EXPECT_EQ(libcu::std::countl_zero(0u), 32);
  EXPECT_EQ(libcu::std::countl_one(std::uint16_t(0xfff0)), 12);
  EXPECT_EQ(libcu::std::countr_zero(8ull), 3);
  EXPECT_EQ(libcu::std::countr_one(std::uint8_t(0xff)), 8);
  EXPECT_EQ(libcu::std::bit_width(17u), 5);
  EXPECT_EQ(libcu::std::bit_ceil(17u), 32u);
  EXPECT_EQ(libcu::std::bit_ceil(16u), 16u);
  EXPECT_EQ(libcu::std::bit_floor(17u), 16u);
  EXPECT_TRUE(libcu::std::has_single_bit(64u));
  EXPECT_EQ(libcu::std::rotl(std::uint8_t(0x81), 1), 0x03);
  EXPECT_EQ(libcu::std::rotr(0x1u, 4), 0x10000000u);
  EXPECT_EQ(libcu::std::bit_cast<unsigned>(1.0f), 0x3f800000u);
}

TEST(DeviceLibcu, FunctionsAndSizes) {
  const auto twice = libcu::proclaim_return_type<long>([](int x) { return 2 * x; });
  EXPECT_EQ(twice(4), 8);
  EXPECT_EQ(libcu::std::identity{}(7), 7);
  EXPECT_EQ(libcu::maximum<int>{}(3, 5), 5);
  EXPECT_EQ(libcu::minimum<>{}(3, 5), 3);
  EXPECT_EQ(libcu::ceil_div(10u, 4), 3u);
  EXPECT_EQ(libcu::round_up(10, 4), 12);
  EXPECT_EQ(libcu::round_down(10, 4), 8);
  EXPECT_EQ(libcu::ilog2(1000u), 9);
}

// Two at a time may be inside.
NPU_GLOBAL void take_turns(libcu::counting_semaphore<libcu::thread_scope_device> *free, int *inside,
                           int *most, libcu::latch<libcu::thread_scope_device> *all, int *seen) {
  free->acquire();
  const int now = npu::atomicAdd(inside, 1) + 1;
  npu::atomicMax(most, now);
  npu::nanosleep(100);
  npu::atomicSub(inside, 1);
  free->release();
  npu::atomicAdd(&seen[1], 1);
  all->arrive_and_wait();
  npu::atomicMin(&seen[0], npu::atomicAdd(&seen[1], 0));
}

TEST(DeviceLibcu, SemaphoresAndLatches) {
  Buffer<int> inside(1), most(1), seen(2);
  seen[0] = 1000;
  libcu::counting_semaphore<libcu::thread_scope_device> free(2);
  libcu::latch<libcu::thread_scope_device> all(64);
  RUN_KERNEL(take_turns, (2, 32), &free, inside.data(), most.data(), &all, seen.data());
  EXPECT_EQ(inside[0], 0);
  EXPECT_GE(most[0], 1);
  EXPECT_LE(most[0], 2);
  EXPECT_EQ(seen[0], 64); // nobody passed the latch before all had counted
  EXPECT_TRUE(free.try_acquire());
  EXPECT_TRUE(free.try_acquire());
  EXPECT_FALSE(free.try_acquire_for(std::chrono::milliseconds(1)));
}

} // namespace
