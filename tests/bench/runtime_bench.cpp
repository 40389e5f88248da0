// SPDX-License-Identifier: Apache-2.0
// What the runtime itself costs: launches, threads, switches at barriers and warp operations, blocks.
// Run with NPU_CPU_THREADS=1 for the cost on one processor.
#include <npu/kernel.h>

#include <benchmark/benchmark.h>

namespace {

NPU_GLOBAL void empty() {}

void launch_and_synchronize(benchmark::State &state) {
  for (auto _ : state) {
    NPU_LAUNCH(empty, (1, 1));
    npuDeviceSynchronize();
  }
}
BENCHMARK(launch_and_synchronize);

void stream_launch_and_synchronize(benchmark::State &state) {
  npuStream_t s;
  npuStreamCreateWithFlags(&s, npuStreamNonBlocking);
  for (auto _ : state) {
    NPU_LAUNCH(empty, (1, 1, 0, s));
    npuStreamSynchronize(s);
  }
  npuStreamDestroy(s);
}
BENCHMARK(stream_launch_and_synchronize);

// Launches only; the queue is emptied in between, untimed.
void enqueue(benchmark::State &state) {
  int pending = 0;
  for (auto _ : state) {
    NPU_LAUNCH(empty, (1, 1));
    if (++pending == 1000) {
      state.PauseTiming();
      npuDeviceSynchronize();
      pending = 0;
      state.ResumeTiming();
    }
  }
  npuDeviceSynchronize();
}
BENCHMARK(enqueue)->Iterations(100000);

NPU_GLOBAL void store_index(unsigned *out) { out[npu::threadIdx.x] = npu::threadIdx.x; }

// A thread of a kernel without barriers.
void thread_without_barrier(benchmark::State &state) {
  unsigned out[1024];
  for (auto _ : state) {
    NPU_LAUNCH(store_index, (1000, 1024), out);
    npuDeviceSynchronize();
  }
  state.SetItemsProcessed(state.iterations() * 1000 * 1024);
}
BENCHMARK(thread_without_barrier);

// A block of one thread.
void small_block(benchmark::State &state) {
  for (auto _ : state) {
    NPU_LAUNCH(empty, (100000, 1));
    npuDeviceSynchronize();
  }
  state.SetItemsProcessed(state.iterations() * 100000);
}
BENCHMARK(small_block);

NPU_GLOBAL void barriers(int n) {
  for (int i = 0; i < n; ++i)
    npu::syncthreads();
}

// One thread passing one barrier: a fiber switch.
void barrier(benchmark::State &state) {
  const unsigned threads = unsigned(state.range(0));
  for (auto _ : state) {
    NPU_LAUNCH(barriers, (1, threads), 1000);
    npuDeviceSynchronize();
  }
  state.SetItemsProcessed(state.iterations() * 1000 * threads);
}
BENCHMARK(barrier)->Arg(32)->Arg(256)->Arg(1024);

NPU_GLOBAL void shuffles(int n, int *out) {
  int v = int(npu::threadIdx.x);
  for (int i = 0; i < n; ++i)
    v += npu::shfl_down_sync(0xffffffffu, v, 1);
  *out = v;
}

// One thread doing one shuffle.
void shuffle(benchmark::State &state) {
  int out;
  for (auto _ : state) {
    NPU_LAUNCH(shuffles, (1, 256), 1000, &out);
    npuDeviceSynchronize();
  }
  state.SetItemsProcessed(state.iterations() * 1000 * 256);
}
BENCHMARK(shuffle);

} // namespace

BENCHMARK_MAIN();
