// SPDX-License-Identifier: Apache-2.0
// nvcc: --extended-lambda
// CUB: collectives of blocks, warps and the device.
#include "show.h"
#include <cub/cub.cuh>

struct Larger {
  template <class T> __host__ __device__ T operator()(const T &a, const T &b) const { return a > b ? a : b; }
};

struct Differs {
  template <class T> __host__ __device__ bool operator()(const T &a, const T &b) const { return a != b; }
};

template <int B, int I> __global__ void blocks(int *out) {
  using Load = cub::BlockLoad<int, B, I, cub::BLOCK_LOAD_TRANSPOSE>;
  using Store = cub::BlockStore<int, B, I, cub::BLOCK_STORE_TRANSPOSE>;
  using Reduce = cub::BlockReduce<int, B>;
  using Scan = cub::BlockScan<int, B>;
  using Sort = cub::BlockRadixSort<unsigned, B, I, int>;
  using Exchange = cub::BlockExchange<int, B, I>;
  using Heads = cub::BlockDiscontinuity<int, B>;
  __shared__ union {
    typename Load::TempStorage load;
    typename Store::TempStorage store;
    typename Reduce::TempStorage reduce;
    typename Scan::TempStorage scan;
    typename Sort::TempStorage sort;
    typename Exchange::TempStorage exchange;
    typename Heads::TempStorage heads;
  } temp;
  __shared__ int source[B * I];
  for (int i = threadIdx.x; i < B * I; i += B)
    source[i] = static_cast<int>(scramble(i) % 1000);
  __syncthreads();
  int v[I], w[I];
  Load(temp.load).Load(source, v);
  __syncthreads();
  auto store = [&](int(&x)[I]) {
    int copy[I]; // it is transposed in place
    for (int i = 0; i < I; ++i)
      copy[i] = x[i];
    __syncthreads();
    Store(temp.store).Store(out, copy);
    out += B * I;
    __syncthreads();
  };
  store(v);
  int sum = Reduce(temp.reduce).Sum(v);
  __syncthreads();
  int most = Reduce(temp.reduce).Reduce(v, Larger());
  __syncthreads();
  int some = Reduce(temp.reduce).Sum(v[0], B / 2);
  __syncthreads();
  if (threadIdx.x == 0)
    out[0] = sum, out[1] = most, out[2] = some;
  out += 4;
  Scan(temp.scan).InclusiveSum(v, w);
  store(w);
  int aggregate = 0;
  Scan(temp.scan).ExclusiveSum(v, w, aggregate);
  store(w);
  Scan(temp.scan).InclusiveScan(v, w, Larger());
  store(w);
  Scan(temp.scan).ExclusiveScan(v, w, -1, Larger());
  store(w);
  if (threadIdx.x == 0)
    out[0] = aggregate;
  out += 4;
  unsigned keys[I];
  for (int i = 0; i < I; ++i)
    keys[i] = static_cast<unsigned>(v[i]), w[i] = static_cast<int>(threadIdx.x) * I + i;
  Sort(temp.sort).Sort(keys, w);
  store(w); // stable
  for (int i = 0; i < I; ++i)
    v[i] = static_cast<int>(keys[i]);
  store(v);
  Sort(temp.sort).SortDescending(keys, w);
  for (int i = 0; i < I; ++i)
    v[i] = static_cast<int>(keys[i]);
  store(v);
  Exchange(temp.exchange).BlockedToStriped(v, w);
  store(w);
  __syncthreads();
  int flags[I];
  Heads(temp.heads).FlagHeads(flags, v, Differs());
  store(flags);
}
__global__ void warps(int *out) {
  using Reduce = cub::WarpReduce<int>;
  using Scan = cub::WarpScan<int>;
  using Small = cub::WarpReduce<int, 8>;
  __shared__ typename Reduce::TempStorage r[2];
  __shared__ typename Scan::TempStorage s[2];
  __shared__ typename Small::TempStorage m[8];
  int t = threadIdx.x, w = t / 32, v = static_cast<int>(scramble(t) % 100);
  int a = Reduce(r[w]).Sum(v);
  __syncwarp();
  int b = Reduce(r[w]).Reduce(v, Larger());
  __syncwarp();
  int c = Reduce(r[w]).Sum(v, 10);
  out[t] = t % 32 ? 0 : a;
  out[64 + t] = t % 32 ? 0 : b;
  out[128 + t] = t % 32 ? 0 : c;
  int x, y, total;
  Scan(s[w]).InclusiveSum(v, x, total);
  __syncwarp();
  Scan(s[w]).ExclusiveSum(v, y);
  out[192 + t] = x, out[256 + t] = y, out[320 + t] = total;
  int g = Small(m[t / 8]).Sum(v);
  out[384 + t] = t % 8 ? 0 : g;
}

template <class F> void device(F f) {
  void *temp = nullptr;
  size_t bytes = 0;
  must(f(temp, bytes));
  must(cudaMalloc(&temp, bytes ? bytes : 1));
  must(f(temp, bytes));
  must(cudaDeviceSynchronize());
  must(cudaFree(temp));
}

int main() {
  Buffer<int> out(64 * 4 * 16);
  blocks<64, 4><<<1, 64>>>(out);
  must(cudaDeviceSynchronize());
  hashes("block", out.host(), 64);
  Buffer<int> wo(448);
  warps<<<1, 64>>>(wo);
  hashes("warp", wo.host(), 64);

  const int n = 10000;
  std::vector<int> h(n), iota(n);
  for (int i = 0; i < n; ++i)
    h[i] = static_cast<int>(scramble(i) % 2000) - 1000, iota[i] = i;
  Buffer<int> in(h), values(iota), o(n), o2(n), one(4), runs(n);
  device([&](void *t, size_t &b) { return cub::DeviceReduce::Sum(t, b, in.device, one.device, n); });
  device([&](void *t, size_t &b) { return cub::DeviceReduce::Max(t, b, in.device, one.device + 1, n); });
  device([&](void *t, size_t &b) { return cub::DeviceReduce::Min(t, b, in.device, one.device + 2, n); });
  device([&](void *t, size_t &b) {
    return cub::DeviceReduce::Reduce(t, b, in.device, one.device + 3, n, Larger(), 5000);
  });
  list("reduce", one.host());
  device([&](void *t, size_t &b) { return cub::DeviceScan::InclusiveSum(t, b, in.device, o.device, n); });
  hashes("inclusive", o.host(), 1000);
  device([&](void *t, size_t &b) { return cub::DeviceScan::ExclusiveSum(t, b, in.device, o.device, n); });
  hashes("exclusive", o.host(), 1000);
  device([&](void *t, size_t &b) {
    return cub::DeviceScan::InclusiveScan(t, b, in.device, o.device, Larger(), n);
  });
  hashes("running maximum", o.host(), 1000);
  device([&](void *t, size_t &b) { return cub::DeviceRadixSort::SortKeys(t, b, in.device, o.device, n); });
  hashes("sorted", o.host(), 1000);
  device([&](void *t, size_t &b) {
    return cub::DeviceRadixSort::SortPairs(t, b, in.device, o.device, values.device, o2.device, n);
  });
  hashes("sorted pairs", o2.host(), 1000);
  device([&](void *t, size_t &b) {
    return cub::DeviceRadixSort::SortKeysDescending(t, b, in.device, o.device, n);
  });
  hashes("descending", o.host(), 1000);
  device([&](void *t, size_t &b) {
    return cub::DeviceRunLengthEncode::Encode(t, b, o.device, o2.device, runs.device, one.device, n);
  });
  printf("runs %d\n", one.host()[0]);
  std::vector<char> f(n);
  for (int i = 0; i < n; ++i)
    f[i] = static_cast<char>(i % 3 == 0);
  Buffer<char> flags(f);
  device([&](void *t, size_t &b) {
    return cub::DeviceSelect::Flagged(t, b, in.device, flags.device, o.device, one.device, n);
  });
  auto s = o.host();
  printf("selected %d\n", one.host()[0]);
  s.resize(one.host()[0]);
  hashes("selected", s, 1000);
  device([&](void *t, size_t &b) {
    return cub::DeviceSelect::Unique(t, b, o.device, o2.device, one.device, n);
  });
  Buffer<int> histogram(10);
  device([&](void *t, size_t &b) {
    return cub::DeviceHistogram::HistogramEven(t, b, in.device, histogram.device, 11, -1000, 1000, n);
  });
  list("histogram", histogram.host());
  std::vector<int> offsets = {0, 100, 100, 5000, 10000};
  Buffer<int> off(offsets), seg(4);
  device([&](void *t, size_t &b) {
    return cub::DeviceSegmentedReduce::Sum(t, b, in.device, seg.device, 4, off.device, off.device + 1);
  });
  list("segments", seg.host());
  device([&](void *t, size_t &b) {
    return cub::DeviceReduce::TransformReduce(
        t, b, in.device, one.device, n, Larger(), [] __host__ __device__(int x) { return -x; }, -5000);
  });
  printf("largest negated %d\n", one.host()[0]);
}
