// SPDX-License-Identifier: Apache-2.0
// npu::cub: the primitives of a block and a warp, and the device-wide functions.
#include "device_test.h"

#include <npu/cub.h>

#include <vector>

namespace {

namespace cub = npu::cub;

// Calls a device-wide function in both phases and waits.
template <class Call> void two_phases(Call call) {
  size_t bytes = 0;
  ASSERT_EQ(call(nullptr, bytes), npuSuccess);
  ASSERT_GE(bytes, 1u);
  Buffer<char> temp(bytes);
  ASSERT_EQ(call(temp.data(), bytes), npuSuccess);
  ASSERT_EQ(npuDeviceSynchronize(), npuSuccess);
}

// --- blocks
// ---------------------------------------------------------------------------------------------------------------

NPU_GLOBAL void reduce_block(int *out) {
  using Reduce = cub::BlockReduce<int, 12, cub::BLOCK_REDUCE_RAKING, 4>;
  NPU_SHARED typename Reduce::TempStorage storage;
  const int me = static_cast<int>(npu::detail::thread_index());
  const int sum = Reduce(storage).Sum(me + 1);
  npu::syncthreads();
  const int part = Reduce(storage).Sum(me + 1, 7);
  npu::syncthreads();
  const int largest = Reduce(storage).Reduce(me * 5 % 48, cub::Max());
  npu::syncthreads();
  int items[2] = {me, 1};
  const int of_items = Reduce().Sum(items);
  if (me == 0) {
    out[0] = sum;
    out[1] = part;
    out[2] = largest;
    out[3] = of_items;
  }
}

TEST(DeviceCub, BlockReduce) {
  Buffer<int> out(4);
  RUN_KERNEL(reduce_block, (1, dim3(12, 4)), out.data());
  EXPECT_EQ(out[0], 48 * 49 / 2);
  EXPECT_EQ(out[1], 28);
  EXPECT_EQ(out[2], 47);
  EXPECT_EQ(out[3], 47 * 48 / 2 + 48);
}

struct RunningTotal {
  int total;
  int operator()(int aggregate) {
    const int before = total;
    total += aggregate;
    return before;
  }
};

NPU_GLOBAL void scan_block(int *out) {
  using Scan = cub::BlockScan<int, 40>;
  NPU_SHARED typename Scan::TempStorage storage;
  const int me = static_cast<int>(npu::threadIdx.x);
  int *mine = out + me * 8;
  int aggregate = 0;
  Scan(storage).InclusiveSum(me, mine[0]);
  npu::syncthreads();
  Scan(storage).ExclusiveSum(me, mine[1], aggregate);
  mine[2] = aggregate;
  npu::syncthreads();
  Scan(storage).ExclusiveScan(me * 7 % 40, mine[3], 5, cub::Max());
  npu::syncthreads();
  int items[2] = {me, 1};
  Scan(storage).ExclusiveSum(items, items);
  mine[4] = items[0];
  mine[5] = items[1];
  npu::syncthreads();
  RunningTotal running{100};
  Scan(storage).ExclusiveSum(1, mine[6], running);
  npu::syncthreads();
  Scan(storage).InclusiveSum(1, mine[7], running);
}

TEST(DeviceCub, BlockScan) {
  Buffer<int> out(40 * 8);
  RUN_KERNEL(scan_block, (1, 40), out.data());
  int largest = 5;
  for (int i = 0; i < 40; ++i) {
    const int *mine = &out[i * 8];
    const int before = i * (i - 1) / 2;
    EXPECT_EQ(mine[0], before + i);
    EXPECT_EQ(mine[1], before);
    EXPECT_EQ(mine[2], 780);
    EXPECT_EQ(mine[3], largest);
    largest = largest > i * 7 % 40 ? largest : i * 7 % 40;
    EXPECT_EQ(mine[4], before + i);
    EXPECT_EQ(mine[5], before + i + i);
    EXPECT_EQ(mine[6], 100 + i);
    EXPECT_EQ(mine[7], 140 + i + 1);
  }
}

NPU_GLOBAL void sort_block(float *keys_out, int *values_out, int *histogram, int *heads) {
  using Load = cub::BlockLoad<float, 20, 3, cub::BLOCK_LOAD_TRANSPOSE>;
  using Sort = cub::BlockRadixSort<float, 20, 3, int>;
  using Exchange = cub::BlockExchange<int, 20, 3>;
  using Histogram = cub::BlockHistogram<int, 20, 3, 4>;
  NPU_SHARED union {
    typename Load::TempStorage load;
    typename Sort::TempStorage sort;
    typename Exchange::TempStorage exchange;
    typename Histogram::TempStorage histogram;
  } storage;
  float keys[3];
  int values[3];
  Load(storage.load).Load(keys_out, keys, 59, -1000.0f); // the last of the 60 is past the end
  cub::LoadDirectBlocked(static_cast<int>(npu::threadIdx.x), values_out, values);
  npu::syncthreads();
  Sort(storage.sort).SortDescending(keys, values);
  npu::syncthreads();
  Exchange(storage.exchange).BlockedToStriped(values);
  cub::BlockStore<float, 20, 3>().Store(keys_out, keys);
  cub::StoreDirectStriped<20>(static_cast<int>(npu::threadIdx.x), values_out, values);
  npu::syncthreads();
  for (int &v : values)
    v %= 4;
  Histogram(storage.histogram).Histogram(values, histogram);
  npu::syncthreads();
  int thirds[1] = {static_cast<int>(npu::threadIdx.x) / 3}, head[1];
  cub::BlockDiscontinuity<int, 20>().FlagHeads(head, thirds, cub::Inequality());
  heads[npu::threadIdx.x] = head[0];
}

TEST(DeviceCub, BlockSortExchangeHistogramDiscontinuity) {
  Buffer<float> keys(60);
  Buffer<int> values(60), histogram(4), heads(20);
  for (int i = 0; i < 60; ++i) {
    keys[i] = static_cast<float>(i * 7 % 60) - 30; // 0 to 59 in another order, less 30
    values[i] = i * 7 % 60;
  }
  const int last = values[59];
  RUN_KERNEL(sort_block, (1, 20), keys.data(), values.data(), histogram.data(), heads.data());
  for (int i = 0, expected = 59; i < 59; ++i, --expected) {
    if (expected == last)
      --expected;
    EXPECT_EQ(keys[i], static_cast<float>(expected - 30));
    EXPECT_EQ(values[i], expected);
  }
  EXPECT_EQ(keys[59], -1000.0f);
  EXPECT_EQ(values[59], last);
  for (int i = 0; i < 4; ++i)
    EXPECT_EQ(histogram[i], 15);
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(heads[i], i % 3 == 0);
}

// --- warps
// ---------------------------------------------------------------------------------------------------------------

NPU_GLOBAL void warp_primitives(int *out) {
  using Reduce = cub::WarpReduce<int, 8>;
  using Scan = cub::WarpScan<int>;
  NPU_SHARED typename Reduce::TempStorage reduce;
  NPU_SHARED typename Scan::TempStorage scan;
  const int me = static_cast<int>(npu::threadIdx.x);
  int *mine = out + me * 4;
  mine[0] = Reduce(reduce).Sum(me);
  mine[1] = Reduce(reduce).HeadSegmentedSum(me, me % 4 == 0);
  Scan(scan).InclusiveSum(1, mine[2]);
  Scan(scan).ExclusiveScan(me, mine[3], 2, cub::Max());
}

TEST(DeviceCub, Warp) {
  Buffer<int> out(40 * 4); // the second warp is not full
  RUN_KERNEL(warp_primitives, (1, 40), out.data());
  for (int i = 0; i < 40; ++i) {
    if (i % 8 == 0) {
      EXPECT_EQ(out[i * 4], 8 * i + 28);
    }
    if (i % 4 == 0) {
      EXPECT_EQ(out[i * 4 + 1], 4 * i + 6);
    }
    EXPECT_EQ(out[i * 4 + 2], i % 32 + 1);
    EXPECT_EQ(out[i * 4 + 3], i % 32 == 0 || i < 3 ? 2 : i - 1);
  }
}

// --- the device
// ---------------------------------------------------------------------------------------------------------------

TEST(DeviceCub, Reduce) {
  const int n = 1000;
  Buffer<int> in(n);
  for (int i = 0; i < n; ++i)
    in[i] = (i * 37 + 11) % 1009 - 300;
  int sum = 0, smallest = 0, largest = 0;
  for (int i = 0; i < n; ++i) {
    sum += in[i];
    smallest = in[i] < in[smallest] ? i : smallest;
    largest = in[i] > in[largest] ? i : largest;
  }
  Buffer<int> out(1);
  using Pair = cub::KeyValuePair<int, int>;
  Buffer<Pair> pair(1);
  two_phases([&](void *t, size_t &b) { return cub::DeviceReduce::Sum(t, b, in.data(), out.data(), n); });
  EXPECT_EQ(out[0], sum);
  two_phases([&](void *t, size_t &b) { return cub::DeviceReduce::Min(t, b, in.data(), out.data(), n); });
  EXPECT_EQ(out[0], in[smallest]);
  two_phases([&](void *t, size_t &b) { return cub::DeviceReduce::Max(t, b, in.data(), out.data(), n); });
  EXPECT_EQ(out[0], in[largest]);
  two_phases([&](void *t, size_t &b) { return cub::DeviceReduce::ArgMin(t, b, in.data(), pair.data(), n); });
  EXPECT_EQ(pair[0].key, smallest);
  EXPECT_EQ(pair[0].value, in[smallest]);
  two_phases([&](void *t, size_t &b) { return cub::DeviceReduce::ArgMax(t, b, in.data(), pair.data(), n); });
  EXPECT_EQ(pair[0].key, largest);
  cub::CountingInputIterator<int> numbers(1);
  two_phases([&](void *t, size_t &b) { return cub::DeviceReduce::Sum(t, b, numbers, out.data(), 100); });
  EXPECT_EQ(out[0], 5050);
}

TEST(DeviceCub, FloatSumKeepsItsAccuracy) {
  const int n = 1 << 24;
  cub::ConstantInputIterator<float> tenth(0.1f);
  Buffer<float> out(1);
  two_phases([&](void *t, size_t &b) { return cub::DeviceReduce::Sum(t, b, tenth, out.data(), n); });
  EXPECT_NEAR(out[0], 0.1f * n, 10);
}

TEST(DeviceCub, ScanIsInStreamOrder) {
  const int n = 100;
  Buffer<int> data(n);
  npuStream_t stream;
  ASSERT_EQ(npuStreamCreate(&stream), npuSuccess);
  size_t bytes = 0;
  ASSERT_EQ(cub::DeviceScan::ExclusiveSum(nullptr, bytes, data.data(), data.data(), n, stream), npuSuccess);
  Buffer<char> temp(bytes);
  ASSERT_EQ(npuMemsetAsync(data.data(), 1, n * sizeof(int), stream), npuSuccess);
  ASSERT_EQ(cub::DeviceScan::ExclusiveSum(temp.data(), bytes, data.data(), data.data(), n, stream),
            npuSuccess);
  ASSERT_EQ(npuStreamSynchronize(stream), npuSuccess);
  for (int i = 0; i < n; ++i)
    EXPECT_EQ(data[i], static_cast<int>(0x01010101u * static_cast<unsigned>(i)));
  ASSERT_EQ(npuStreamDestroy(stream), npuSuccess);
}

struct Odd {
  bool operator()(int x) const { return x % 2 != 0; }
};

TEST(DeviceCub, SelectAndRuns) {
  const int source[] = {3, 3, 4, 5, 5, 5, 2, 9};
  Buffer<int> in(8), out(8), lengths(8), count(1);
  for (int i = 0; i < 8; ++i)
    in[i] = source[i];
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceSelect::If(t, b, in.data(), out.data(), count.data(), 8, Odd());
  });
  EXPECT_EQ(count[0], 6);
  EXPECT_EQ(std::vector<int>(out.data(), out.data() + 6), (std::vector<int>{3, 3, 5, 5, 5, 9}));
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceRunLengthEncode::Encode(t, b, in.data(), out.data(), lengths.data(), count.data(), 8);
  });
  EXPECT_EQ(count[0], 5);
  EXPECT_EQ(std::vector<int>(out.data(), out.data() + 5), (std::vector<int>{3, 4, 5, 2, 9}));
  EXPECT_EQ(std::vector<int>(lengths.data(), lengths.data() + 5), (std::vector<int>{2, 1, 3, 1, 1}));
}

TEST(DeviceCub, RadixSort) {
  const float source[] = {2.5f, -1, 0, -7, 100, -0.5f};
  Buffer<float> keys(6), sorted(6);
  Buffer<int> values(6), moved(6);
  for (int i = 0; i < 6; ++i) {
    keys[i] = source[i];
    values[i] = i;
  }
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceRadixSort::SortPairs(t, b, keys.data(), sorted.data(), values.data(), moved.data(), 6);
  });
  EXPECT_EQ(std::vector<int>(moved.data(), moved.data() + 6), (std::vector<int>{3, 1, 5, 2, 0, 4}));
  cub::DoubleBuffer<int> buffer(moved.data(), values.data());
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceRadixSort::SortKeysDescending(t, b, buffer, 6, 1, 3); // by the bits of 2 and 4 only
  });
  EXPECT_EQ(buffer.Current(), values.data());
  EXPECT_EQ(std::vector<int>(values.data(), values.data() + 6), (std::vector<int>{5, 4, 3, 2, 1, 0}));
}

TEST(DeviceCub, Segments) {
  const int source[] = {5, 1, 4, 9, 8, 7}, bounds[] = {0, 3, 3, 6};
  Buffer<int> in(6), out(6), offsets(4);
  for (int i = 0; i < 6; ++i)
    in[i] = source[i];
  for (int i = 0; i < 4; ++i)
    offsets[i] = bounds[i];
  const int *begin = offsets.data();
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceSegmentedReduce::Sum(t, b, in.data(), out.data(), 3, begin, begin + 1);
  });
  EXPECT_EQ(std::vector<int>(out.data(), out.data() + 3), (std::vector<int>{10, 0, 24}));
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceSegmentedRadixSort::SortKeys(t, b, in.data(), out.data(), 6, 3, begin, begin + 1);
  });
  EXPECT_EQ(std::vector<int>(out.data(), out.data() + 6), (std::vector<int>{1, 4, 5, 7, 8, 9}));
}

TEST(DeviceCub, Histogram) {
  const float source[] = {0, 0.9f, 1, 5.5f, 5.99f, 6, -0.1f, 3};
  Buffer<float> in(8);
  Buffer<int> out(6, 77);
  for (int i = 0; i < 8; ++i)
    in[i] = source[i];
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceHistogram::HistogramEven(t, b, in.data(), out.data(), 7, 0.0f, 6.0f, 8);
  });
  EXPECT_EQ(std::vector<int>(out.data(), out.data() + 6), (std::vector<int>{2, 1, 0, 1, 0, 2}));
}

} // namespace
