// SPDX-License-Identifier: Apache-2.0
// What the runtime itself costs: launches, threads, switches at barriers and warp operations, blocks.
// Run with NPU_CPU_THREADS=1 for the cost on one processor. CPU is the time of all threads, Time is real
// time.
#include <npu/detail/kernel_form.h>
#include <npu/kernel.h>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace {

NPU_GLOBAL void empty() {}

// Registers a form of the kernel that runs a whole block per call, as npucc does.
template <class F> void compile(F *kernel, F *block) {
  static const npu::detail::kernel_form form = {reinterpret_cast<npu::detail::kernel_function>(kernel),
                                                reinterpret_cast<npu::detail::kernel_function>(block),
                                                nullptr,
                                                nullptr,
                                                npu::detail::form_never_suspends,
                                                npu::detail::kernel_form_version};
  npu::detail::register_kernel_form(&form);
}

void launch_and_synchronize(benchmark::State &state) {
  for (auto _ : state) {
    NPU_LAUNCH(empty, (1, 1));
    npuDeviceSynchronize();
  }
}
BENCHMARK(launch_and_synchronize)->MeasureProcessCPUTime();

void stream_launch_and_synchronize(benchmark::State &state) {
  npuStream_t s;
  npuStreamCreateWithFlags(&s, npuStreamNonBlocking);
  for (auto _ : state) {
    NPU_LAUNCH(empty, (1, 1, 0, s));
    npuStreamSynchronize(s);
  }
  npuStreamDestroy(s);
}
BENCHMARK(stream_launch_and_synchronize)->MeasureProcessCPUTime();

// Many streams at once, each with a few launches.
void many_streams(benchmark::State &state) {
  std::vector<npuStream_t> streams(size_t(state.range(0)));
  for (npuStream_t &s : streams)
    npuStreamCreateWithFlags(&s, npuStreamNonBlocking);
  for (auto _ : state) {
    for (int i = 0; i < 4; ++i)
      for (npuStream_t s : streams)
        NPU_LAUNCH(empty, (1, 1, 0, s));
    for (npuStream_t s : streams)
      npuStreamSynchronize(s);
  }
  for (npuStream_t s : streams)
    npuStreamDestroy(s);
  state.SetItemsProcessed(state.iterations() * 4 * state.range(0));
}
BENCHMARK(many_streams)->Arg(8)->Arg(512)->MeasureProcessCPUTime();

// Launches only, by the thousand: microseconds for a thousand are nanoseconds for one. The queue is emptied
// in between, untimed. Batches during which a worker wakes up take several times as long, hence the median.
void enqueue(benchmark::State &state) {
  using clock = std::chrono::steady_clock;
  for (auto _ : state) {
    const clock::time_point began = clock::now();
    for (int i = 0; i < 1000; ++i)
      NPU_LAUNCH(empty, (1, 1));
    state.SetIterationTime(std::chrono::duration<double>(clock::now() - began).count());
    npuDeviceSynchronize();
  }
}
BENCHMARK(enqueue)
    ->Iterations(1)
    ->Repetitions(1000)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond)
    ->ComputeStatistics("min",
                        [](const std::vector<double> &v) { return *std::min_element(v.begin(), v.end()); })
    ->ReportAggregatesOnly();

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
BENCHMARK(thread_without_barrier)->MeasureProcessCPUTime();

// A grid that is too small to be shared.
void small_grid(benchmark::State &state) {
  unsigned out[128];
  for (auto _ : state) {
    NPU_LAUNCH(store_index, (16, 128), out);
    npuDeviceSynchronize();
  }
}
BENCHMARK(small_grid)->MeasureProcessCPUTime();

NPU_GLOBAL void store_compiled(unsigned *out) { out[npu::threadIdx.x] = npu::threadIdx.x; }
NPU_GLOBAL void store_compiled_block(unsigned *out) {
  for (unsigned t = 0; t < npu::blockDim.x; ++t)
    out[t] = t;
}

void small_grid_compiled(benchmark::State &state) {
  compile(store_compiled, store_compiled_block);
  unsigned out[128];
  for (auto _ : state) {
    NPU_LAUNCH(store_compiled, (16, 128), out);
    npuDeviceSynchronize();
  }
}
BENCHMARK(small_grid_compiled)->MeasureProcessCPUTime();

NPU_GLOBAL void empty_compiled() {}
NPU_GLOBAL void empty_compiled_block() { asm volatile(""); }

void small_block_compiled(benchmark::State &state) {
  compile(empty_compiled, empty_compiled_block);
  for (auto _ : state) {
    NPU_LAUNCH(empty_compiled, (100000, 1));
    npuDeviceSynchronize();
  }
  state.SetItemsProcessed(state.iterations() * 100000);
}
BENCHMARK(small_block_compiled)->MeasureProcessCPUTime();

// A block of one thread.
void small_block(benchmark::State &state) {
  for (auto _ : state) {
    NPU_LAUNCH(empty, (100000, 1));
    npuDeviceSynchronize();
  }
  state.SetItemsProcessed(state.iterations() * 100000);
}
BENCHMARK(small_block)->MeasureProcessCPUTime();

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
