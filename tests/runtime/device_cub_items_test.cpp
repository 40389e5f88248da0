// SPDX-License-Identifier: Apache-2.0
// npu::cub: items of a warp's lanes, differences of neighbours, sorts into other arrays, copies of many
// ranges, and the small helpers.
#include <npu/cub.h>

// Before any other header: programs count on these.
static std::ostream &output() { return std::cout; }
static std::map<int, std::set<int>> numbers;

#include "device_test.h"

#include <vector>

namespace {

namespace cub = npu::cub;

template <class Call> void two_phases(Call call) {
  size_t bytes = 0;
  ASSERT_EQ(call(nullptr, bytes), npuSuccess);
  Buffer<char> temp(bytes);
  ASSERT_EQ(call(temp.data(), bytes), npuSuccess);
  ASSERT_EQ(npuDeviceSynchronize(), npuSuccess);
}

template <class T> std::vector<T> first(Buffer<T> &buffer, size_t n) {
  return std::vector<T>(buffer.data(), buffer.data() + n);
}

struct Less {
  template <class T> bool operator()(const T &a, const T &b) const { return a < b; }
};

// Two logical warps of 16 lanes sort 3 keys a lane, the second one 40 of its 48.
NPU_GLOBAL void sort_warps(int *keys, int *values, int *striped) {
  using Load = cub::WarpLoad<int, 3, cub::WARP_LOAD_TRANSPOSE, 16>;
  using Store = cub::WarpStore<int, 3, cub::WARP_STORE_DIRECT, 16>;
  using Sort = cub::WarpMergeSort<int, 3, 16, int>;
  using Exchange = cub::WarpExchange<int, 3, 16>;
  NPU_SHARED typename Load::TempStorage load[2];
  NPU_SHARED typename Store::TempStorage store[2];
  NPU_SHARED typename Sort::TempStorage sort[2];
  NPU_SHARED typename Exchange::TempStorage exchange[2];
  const unsigned warp = npu::threadIdx.x / 16;
  int key[3], value[3];
  Load(load[warp]).Load(keys + warp * 48, key);
  for (int i = 0; i < 3; ++i)
    value[i] = key[i] * 10;
  if (warp == 0)
    Sort(sort[warp]).Sort(key, value, Less());
  else
    Sort(sort[warp]).Sort(key, value, Less(), 40, -1);
  Store(store[warp]).Store(keys + warp * 48, key);
  Store(store[warp]).Store(values + warp * 48, value, 44);
  Exchange(exchange[warp]).BlockedToStriped(key, key);
  cub::StoreDirectBlocked(static_cast<int>(npu::threadIdx.x), striped, key);
}

TEST(DeviceCubItems, WarpsSortAndExchange) {
  Buffer<int> keys(96), values(96, -5), striped(96);
  for (int i = 0; i < 96; ++i)
    keys[i] = i * 37 % 97;
  std::vector<int> a = first(keys, 48), b(keys.data() + 48, keys.data() + 88);
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  b.resize(48, -1);
  RUN_KERNEL(sort_warps, (1, 32), keys.data(), values.data(), striped.data());
  for (int i = 0; i < 48; ++i) {
    EXPECT_EQ(keys[i], a[i]);
    EXPECT_EQ(keys[48 + i], b[i]);
    EXPECT_EQ(values[i], i < 44 ? a[i] * 10 : -5);
    EXPECT_EQ(striped[i / 3 * 3 + i % 3], a[i / 3 + i % 3 * 16]);
  }
}

NPU_GLOBAL void differences(const int *in, int *left, int *right, int *part) {
  using Difference = cub::BlockAdjacentDifference<int, 10>;
  NPU_SHARED typename Difference::TempStorage storage;
  const int me = static_cast<int>(npu::threadIdx.x);
  int items[2] = {in[2 * me], in[2 * me + 1]}, out[2];
  Difference(storage).SubtractLeft(items, out, cub::Difference(), 1000);
  cub::StoreDirectBlocked(me, left, out);
  npu::syncthreads();
  Difference(storage).SubtractRight(items, out, cub::Difference());
  cub::StoreDirectBlocked(me, right, out);
  npu::syncthreads();
  Difference(storage).SubtractRightPartialTile(items, items, cub::Difference(), 7);
  cub::StoreDirectBlocked(me, part, items);
}

// Operators may take what they compare by a reference that is not const.
NPU_GLOBAL void mutable_operators(const int *in, int *left, int *head) {
  using Difference = cub::BlockAdjacentDifference<int, 10>;
  using Discontinuity = cub::BlockDiscontinuity<int, 10>;
  NPU_SHARED union {
    typename Difference::TempStorage difference;
    typename Discontinuity::TempStorage discontinuity;
  } storage;
  const int me = static_cast<int>(npu::threadIdx.x);
  int items[1] = {in[me]}, out[1];
  Difference(storage.difference).SubtractLeft(items, out, [](int &a, int &b) { return a - b; });
  left[me] = out[0];
  npu::syncthreads();
  Discontinuity(storage.discontinuity).FlagHeads(out, items, [](int &a, int &b) { return a != b; });
  head[me] = out[0];
}

TEST(DeviceCubItems, OperatorsMayTakeItemsByReference) {
  Buffer<int> in(10), left(10), head(10);
  for (int i = 0; i < 10; ++i)
    in[i] = i / 2 * 5;
  RUN_KERNEL(mutable_operators, (1, 10), in.data(), left.data(), head.data());
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(left[i], i > 0 && i % 2 == 0 ? 5 : 0);
    EXPECT_EQ(head[i], i % 2 == 0);
  }
}

TEST(DeviceCubItems, AdjacentDifference) {
  Buffer<int> in(20), left(20), right(20), part(20);
  for (int i = 0; i < 20; ++i)
    in[i] = i * i;
  RUN_KERNEL(differences, (1, 10), in.data(), left.data(), right.data(), part.data());
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(left[i], i == 0 ? -1000 : 2 * i - 1);
    EXPECT_EQ(right[i], i == 19 ? 361 : -2 * i - 1);
    EXPECT_EQ(part[i], i >= 6 ? i * i : -2 * i - 1);
  }
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceAdjacentDifference::SubtractLeftCopy(t, b, in.data(), left.data(), 20);
  });
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceAdjacentDifference::SubtractRight(t, b, in.data(), 20, cub::Sum());
  });
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(left[i], i == 0 ? 0 : 2 * i - 1);
    EXPECT_EQ(in[i], i == 19 ? 361 : i * i + (i + 1) * (i + 1));
  }
}

TEST(DeviceCubItems, MergeSortIntoOtherArrays) {
  const int source[] = {4, 2, 9, 2};
  Buffer<int> keys(4), values(4), keys_out(4), values_out(4);
  for (int i = 0; i < 4; ++i) {
    keys[i] = source[i];
    values[i] = i;
  }
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceMergeSort::SortPairsCopy(t, b, keys.data(), values.data(), keys_out.data(),
                                               values_out.data(), 4, Less());
  });
  EXPECT_EQ(first(keys_out, 4), (std::vector<int>{2, 2, 4, 9}));
  EXPECT_EQ(first(values_out, 4), (std::vector<int>{1, 3, 0, 2}));
  EXPECT_EQ(keys[0], 4);
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceMergeSort::StableSortKeysCopy(t, b, values_out.data(), keys_out.data(), 4, Less());
  });
  EXPECT_EQ(first(keys_out, 4), (std::vector<int>{0, 1, 2, 3}));
  Buffer<int> bounds(3);
  bounds[1] = 1;
  bounds[2] = 4;
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceSegmentedSort::StableSortKeysDescending(t, b, values_out.data(), keys_out.data(), 4, 2,
                                                              bounds.data(), bounds.data() + 1);
  });
  EXPECT_EQ(first(keys_out, 4), (std::vector<int>{1, 3, 2, 0}));
}

TEST(DeviceCubItems, SegmentsInDoubleBuffers) {
  const int source[] = {3, 1, 2, 9, 7, 8};
  Buffer<int> a(6), b(6), c(6), d(6), bounds(3);
  for (int i = 0; i < 6; ++i)
    a[i] = c[i] = source[i];
  bounds[1] = 3, bounds[2] = 6;
  cub::DoubleBuffer<int> keys(a.data(), b.data()), values(c.data(), d.data());
  two_phases([&](void *t, size_t &bytes) {
    return cub::DeviceSegmentedSort::StableSortPairs(t, bytes, keys, values, 6, 2, bounds.data(),
                                                     bounds.data() + 1);
  });
  EXPECT_EQ(std::vector<int>(keys.Current(), keys.Current() + 6), (std::vector<int>{1, 2, 3, 7, 8, 9}));
  EXPECT_EQ(std::vector<int>(values.Current(), values.Current() + 6), (std::vector<int>{1, 2, 3, 7, 8, 9}));
  two_phases([&](void *t, size_t &bytes) {
    return cub::DeviceSegmentedRadixSort::SortKeysDescending(t, bytes, keys, 6, 2, bounds.data(),
                                                             bounds.data() + 1);
  });
  EXPECT_EQ(keys.Current(), a.data());
  EXPECT_EQ(first(a, 6), (std::vector<int>{3, 2, 1, 9, 8, 7}));
}

TEST(DeviceCubItems, DiscardedOutputIsCounted) {
  cub::DiscardOutputIterator<> at, begin = at;
  for (int i = 0; i < 10; ++i, at++)
    *at = i;
  at[3] = "anything";
  EXPECT_EQ(at - begin, 10);
  EXPECT_TRUE(begin + 10 == at && begin != at);
}

TEST(DeviceCubItems, CopiesManyRanges) {
  Buffer<int> in(10), out(10, -1);
  for (int i = 0; i < 10; ++i)
    in[i] = i;
  Buffer<int *> from(2), to(2);
  Buffer<size_t> sizes(2);
  from[0] = in.data() + 5, to[0] = out.data(), sizes[0] = 2;
  from[1] = in.data(), to[1] = out.data() + 7, sizes[1] = 3;
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceCopy::Batched(t, b, from.data(), to.data(), sizes.data(), 2);
  });
  EXPECT_EQ(first(out, 10), (std::vector<int>{5, 6, -1, -1, -1, -1, -1, 0, 1, 2}));
  sizes[0] = sizeof(int);
  sizes[1] = 0;
  from[0] = in.data() + 9;
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceMemcpy::Batched(t, b, from.data(), to.data(), sizes.data(), 2);
  });
  EXPECT_EQ(first(out, 10), (std::vector<int>{9, 6, -1, -1, -1, -1, -1, 0, 1, 2}));
}

struct Above {
  int limit;
  bool operator()(int x) const { return x > limit; }
};

TEST(DeviceCubItems, PartitionInThree) {
  const int source[] = {0, 60, 3, 8, 70, 1};
  Buffer<int> in(6), large(6), middle(6), small(6), counts(2);
  for (int i = 0; i < 6; ++i)
    in[i] = source[i];
  two_phases([&](void *t, size_t &b) {
    return cub::DevicePartition::If(t, b, in.data(), large.data(), middle.data(), small.data(), counts.data(),
                                    6, Above{50}, Above{2});
  });
  EXPECT_EQ(first(large, 2), (std::vector<int>{60, 70}));
  EXPECT_EQ(first(middle, 2), (std::vector<int>{3, 8}));
  EXPECT_EQ(first(small, 2), (std::vector<int>{0, 1}));
  EXPECT_EQ(first(counts, 2), (std::vector<int>{2, 2}));
}

// Two rows of two pixels, with a third pixel that does not count, and three of the four channels.
TEST(DeviceCubItems, HistogramsOfRows) {
  Buffer<unsigned char> pixels(24, 9);
  for (int i = 0; i < 24; ++i)
    if (i % 12 < 8)
      pixels[i] = static_cast<unsigned char>(i % 4);
  Buffer<int> red(4, -1), green(4, -1), blue(4, -1), all(9, -1), bounds(3);
  int *histograms[] = {red.data(), green.data(), blue.data()};
  int levels[] = {5, 5, 5};
  unsigned lower[] = {0, 0, 0}, upper[] = {4, 4, 4};
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceHistogram::MultiHistogramEven<4, 3>(t, b, pixels.data(), histograms, levels, lower,
                                                          upper, 2, 2, size_t(12));
  });
  EXPECT_EQ(first(red, 4), (std::vector<int>{4, 0, 0, 0}));
  EXPECT_EQ(first(blue, 4), (std::vector<int>{0, 0, 4, 0}));
  bounds[0] = 1, bounds[1] = 3, bounds[2] = 10;
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceHistogram::HistogramRange(t, b, pixels.data(), all.data(), 3, bounds.data(), 12, 2,
                                                size_t(12));
  });
  EXPECT_EQ(first(all, 3), (std::vector<int>{8, 12, -1}));
  const int *each[] = {bounds.data(), bounds.data(), bounds.data()};
  int counts[] = {3, 3, 3};
  two_phases([&](void *t, size_t &b) {
    return cub::DeviceHistogram::MultiHistogramRange<4, 3>(t, b, pixels.data(), histograms, counts, each, 6);
  });
  EXPECT_EQ(first(green, 2), (std::vector<int>{4, 2}));
}

NPU_GLOBAL void vote(unsigned *same) { same[npu::threadIdx.x] = cub::MatchAny<2>(npu::threadIdx.x); }

// The order of some values is that of their keys.
template <class T> void expect_order(std::vector<T> ascending) {
  using Traits = cub::Traits<T>;
  typename Traits::UnsignedBits last = 0;
  for (const T &value : ascending) {
    typename Traits::UnsignedBits bits;
    memcpy(&bits, &value, sizeof value);
    const typename Traits::UnsignedBits key = Traits::TwiddleIn(bits);
    EXPECT_TRUE(&value == &ascending[0] || last < key) << value;
    EXPECT_EQ(Traits::TwiddleOut(key), bits);
    last = key;
  }
}

TEST(DeviceCubItems, KeysOfRadixSorts) {
  expect_order<float>({-1e30f, -2.0f, -0.5f, 0.0f, 0.25f, 3.0f, 1e30f});
  expect_order<double>({-3.5, 0.0, 1e-300, 2.0});
  expect_order<int>({-2147483647, -1, 0, 1, 2147483647});
  expect_order<unsigned short>({0, 1, 40000, 65535});
  EXPECT_EQ(cub::Traits<int>::TwiddleIn(cub::Traits<int>::LOWEST_KEY), 0u);
  EXPECT_EQ(cub::Traits<float>::TwiddleIn(cub::Traits<float>::MAX_KEY), ~0u);
}

TEST(DeviceCubItems, Utilities) {
  EXPECT_EQ(cub::BFE(0xabcd1234u, 8, 12), 0xd12u);
  EXPECT_EQ(cub::BFE(0xabcd12345678ull, 32, 16), 0xabcdu);
  unsigned field = 0;
  cub::BFI(field, 0xffffffffu, 0x5u, 4, 8);
  EXPECT_EQ(field, 0xfffff05fu);
  EXPECT_EQ(cub::IADD3(1, 2, 3), 6u);
  EXPECT_EQ(cub::SHR_ADD(256, 4, 1), 17u);
  EXPECT_EQ(cub::SHL_ADD(3, 4, 1), 49u);
  EXPECT_EQ(cub::CurrentDevice(), 0);
  EXPECT_GE(cub::DeviceCount(), 1);
  int version = 0;
  EXPECT_EQ(cub::PtxVersion(version), npuSuccess);
  npuDeviceProp properties;
  ASSERT_EQ(npuGetDeviceProperties(&properties, 0), npuSuccess);
  EXPECT_EQ(version, properties.major * 100 + properties.minor * 10);
  EXPECT_EQ(cub::SyncStream(nullptr), npuSuccess);
  static_assert(cub::Log2<1000>::VALUE == 10 && cub::Log2<1>::VALUE == 0, "rounded up");
  static_assert(cub::PowerOfTwo<64>::VALUE && !cub::PowerOfTwo<48>::VALUE, "");
  static_assert(cub::DivideAndRoundUp(10, 4) == 3, "");
  EXPECT_TRUE(output().good() && numbers.empty());
  Buffer<unsigned> same(32);
  RUN_KERNEL(vote, (1, 32), same.data());
  EXPECT_EQ(same[6], 0x44444444u);
}

} // namespace
