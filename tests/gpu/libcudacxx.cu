// SPDX-License-Identifier: Apache-2.0
// libcu++: barriers, pipelines, semaphores, latches, standard types on the device.
#include "show.h"
#include <cooperative_groups.h>
#include <cuda/atomic>
#include <cuda/barrier>
#include <cuda/pipeline>
#include <cuda/std/array>
#include <cuda/std/complex>
#include <cuda/std/limits>
#include <cuda/std/tuple>
#include <cuda/std/type_traits>
#include <cuda/std/utility>
namespace cg = cooperative_groups;

__global__ void barrier(int *out) {
  __shared__ cuda::barrier<cuda::thread_scope_block> bar;
  __shared__ int s[64];
  if (threadIdx.x == 0)
    init(&bar, blockDim.x);
  __syncthreads();
  for (int r = 0; r < 4; ++r) {
    s[threadIdx.x] = static_cast<int>(threadIdx.x) * (r + 1);
    auto token = bar.arrive();
    bar.wait(cuda::std::move(token));
    out[r * 64 + threadIdx.x] = s[63 - threadIdx.x];
    bar.arrive_and_wait();
  }
}
__global__ void pipeline(const int *in, int *out, int rounds) {
  constexpr int stages = 2;
  __shared__ int buffer[stages][64];
  __shared__ cuda::pipeline_shared_state<cuda::thread_scope_block, stages> state;
  auto b = cg::this_thread_block();
  auto pipe = cuda::make_pipeline(b, &state);
  int fetched = 0;
  for (int r = 0; r < rounds; ++r) {
    for (; fetched < rounds && fetched < r + stages; ++fetched) {
      pipe.producer_acquire();
      cuda::memcpy_async(b, buffer[fetched % stages], in + fetched * 64, cuda::aligned_size_t<4>(256), pipe);
      pipe.producer_commit();
    }
    pipe.consumer_wait();
    out[r * 64 + threadIdx.x] = buffer[r % stages][63 - threadIdx.x] + 1;
    pipe.consumer_release();
  }
}
__global__ void thread_pipeline(const int *in, int *out) {
  __shared__ int s[64];
  auto pipe = cuda::make_pipeline();
  pipe.producer_acquire();
  cuda::memcpy_async(s + threadIdx.x, in + threadIdx.x, sizeof(int), pipe);
  pipe.producer_commit();
  pipe.consumer_wait();
  out[threadIdx.x] = s[threadIdx.x] * 2;
  pipe.consumer_release();
}
__global__ void standard(double *out) {
  cuda::std::array<int, 4> a = {1, 2, 3, 4};
  int s = 0;
  for (int x : a)
    s += x;
  out[0] = s, out[1] = static_cast<double>(a.size());
  cuda::std::complex<double> c(1, 2), d(3, -1);
  auto p = c * d;
  out[2] = p.real(), out[3] = p.imag();
  auto t = cuda::std::make_tuple(1, 2.5, 'a');
  out[4] = cuda::std::get<1>(t);
  out[5] = cuda::std::numeric_limits<int>::max();
  out[6] = cuda::std::is_same<int, int>::value;
  auto q = cuda::std::make_pair(7, 8);
  out[7] = q.second;
}
__global__ void orders(int *out) {
  cuda::atomic_ref<int, cuda::thread_scope_block> a(out[0]);
  int expected = 0;
  out[1] = a.compare_exchange_strong(expected, 5);
  out[2] = a.compare_exchange_strong(expected, 9);
  out[3] = expected;
  out[4] = a.exchange(6, cuda::memory_order_acq_rel);
  out[5] = a.load(cuda::memory_order_acquire);
  a.store(8, cuda::memory_order_release);
  out[6] = a.fetch_sub(3);
  out[7] = a.fetch_and(4);
  out[8] = a.fetch_or(3);
  out[9] = a.fetch_xor(1);
  out[10] = a.fetch_min(2);
  out[11] = a.fetch_max(100);
  out[12] = a.load();
  cuda::atomic_thread_fence(cuda::memory_order_seq_cst, cuda::thread_scope_device);
}

int main() {
  Buffer<int> o(256);
  barrier<<<1, 64>>>(o);
  hashes("barrier", o.host(), 64);
  std::vector<int> h(64 * 8);
  for (int i = 0; i < 512; ++i)
    h[i] = static_cast<int>(scramble(i) % 1000);
  Buffer<int> in(h), out(512);
  pipeline<<<1, 64>>>(in, out, 8);
  hashes("pipeline", out.host(), 64);
  thread_pipeline<<<1, 64>>>(in, out);
  hashes("thread pipeline", out.host(), 64);
  Buffer<double> d(8);
  standard<<<1, 1>>>(d);
  list("standard", d.host());
  Buffer<int> a(13);
  orders<<<1, 1>>>(a);
  list("atomic_ref", a.host());
}
