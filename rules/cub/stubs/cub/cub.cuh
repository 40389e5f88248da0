// SPDX-License-Identifier: Apache-2.0
// CUB: the primitives that programs use. The device-wide functions take any arguments: only their names
// matter here.
#ifndef NPUIFY_CUB_H
#define NPUIFY_CUB_H

#include <npuify/macros_aside.inc>

#include <cuda_runtime.h>
#include <stddef.h>

#define CUB_VERSION 200000
#define CUB_PTX_ARCH 700
#define CubDebug(e) (e)
#define CubDebugExit(e) (void)(e)
#define CUB_MIN(a, b) (((a) > (b)) ? (b) : (a))
#define CUB_MAX(a, b) (((a) > (b)) ? (a) : (b))
#define CUB_QUOTIENT_FLOOR(n, d) ((n) / (d))
#define CUB_QUOTIENT_CEILING(n, d) (((n) + (d) - 1) / (d))
#define CUB_ROUND_UP_NEAREST(n, d) ((((n) + (d) - 1) / (d)) * (d))
#define CUB_ROUND_DOWN_NEAREST(n, d) (((n) / (d)) * (d))
#define CUB_RUNTIME_FUNCTION

#ifdef __cplusplus
#pragma clang force_cuda_host_device begin
namespace cub {
// Operators
#define NPUIFY_OPERATOR(NAME)                                                                                \
  struct NAME {                                                                                              \
    template <class A, class B> auto operator()(const A &a, const B &b) const -> decltype(true ? a : b);     \
  };
NPUIFY_OPERATOR(Sum)
NPUIFY_OPERATOR(Difference)
NPUIFY_OPERATOR(Division)
NPUIFY_OPERATOR(Min)
NPUIFY_OPERATOR(Max)
NPUIFY_OPERATOR(Equality)
NPUIFY_OPERATOR(Inequality)
NPUIFY_OPERATOR(ArgMin)
NPUIFY_OPERATOR(ArgMax)
#undef NPUIFY_OPERATOR
template <class K, class V> struct KeyValuePair {
  K key;
  V value;
};
template <class T> struct DoubleBuffer {
  T *d_buffers[2];
  int selector;
  DoubleBuffer();
  DoubleBuffer(T *current, T *alternate);
  T *Current();
  T *Alternate();
};
struct NullType {};
template <class T> struct Uninitialized {
  T storage;
  T &Alias();
};

// Policies
enum BlockReduceAlgorithm {
  BLOCK_REDUCE_RAKING_COMMUTATIVE_ONLY,
  BLOCK_REDUCE_RAKING,
  BLOCK_REDUCE_WARP_REDUCTIONS
};
enum BlockScanAlgorithm { BLOCK_SCAN_RAKING, BLOCK_SCAN_RAKING_MEMOIZE, BLOCK_SCAN_WARP_SCANS };
enum BlockLoadAlgorithm {
  BLOCK_LOAD_DIRECT,
  BLOCK_LOAD_STRIPED,
  BLOCK_LOAD_VECTORIZE,
  BLOCK_LOAD_TRANSPOSE,
  BLOCK_LOAD_WARP_TRANSPOSE,
  BLOCK_LOAD_WARP_TRANSPOSE_TIMESLICED
};
enum BlockStoreAlgorithm {
  BLOCK_STORE_DIRECT,
  BLOCK_STORE_STRIPED,
  BLOCK_STORE_VECTORIZE,
  BLOCK_STORE_TRANSPOSE,
  BLOCK_STORE_WARP_TRANSPOSE,
  BLOCK_STORE_WARP_TRANSPOSE_TIMESLICED
};
enum BlockHistogramAlgorithm { BLOCK_HISTO_SORT, BLOCK_HISTO_ATOMIC };
enum CacheLoadModifier { LOAD_DEFAULT, LOAD_CA, LOAD_CG, LOAD_CS, LOAD_CV, LOAD_LDG, LOAD_VOLATILE };
enum CacheStoreModifier { STORE_DEFAULT, STORE_WB, STORE_CG, STORE_CS, STORE_WT, STORE_VOLATILE };
template <CacheLoadModifier M, class It> auto ThreadLoad(It it) -> decltype(*it);
template <CacheStoreModifier M, class It, class T> void ThreadStore(It it, T value);

// Primitives of a block
template <class T, int X, BlockReduceAlgorithm A = BLOCK_REDUCE_WARP_REDUCTIONS, int Y = 1, int Z = 1,
          int Arch = 0>
struct BlockReduce {
  struct TempStorage {};
  BlockReduce();
  BlockReduce(TempStorage &storage);
  template <class V> T Sum(V &&value, int valid = 0);
  template <class V, class Op> T Reduce(V &&value, Op op);
  template <class V, class Op> T Reduce(V &&value, Op op, int valid);
};
template <class T, int X, BlockScanAlgorithm A = BLOCK_SCAN_RAKING, int Y = 1, int Z = 1, int Arch = 0>
struct BlockScan {
  struct TempStorage {};
  BlockScan();
  BlockScan(TempStorage &storage);
  template <class... Args> void ExclusiveSum(Args &&...args);
  template <class... Args> void InclusiveSum(Args &&...args);
  template <class... Args> void ExclusiveScan(Args &&...args);
  template <class... Args> void InclusiveScan(Args &&...args);
};
template <class T, int X, int Items, BlockLoadAlgorithm A = BLOCK_LOAD_DIRECT, int Y = 1, int Z = 1,
          int Arch = 0>
struct BlockLoad {
  struct TempStorage {};
  BlockLoad();
  BlockLoad(TempStorage &storage);
  template <class It> void Load(It from, T (&items)[Items]);
  template <class It> void Load(It from, T (&items)[Items], int valid);
  template <class It, class D> void Load(It from, T (&items)[Items], int valid, D fallback);
};
template <class T, int X, int Items, BlockStoreAlgorithm A = BLOCK_STORE_DIRECT, int Y = 1, int Z = 1,
          int Arch = 0>
struct BlockStore {
  struct TempStorage {};
  BlockStore();
  BlockStore(TempStorage &storage);
  template <class It> void Store(It to, T (&items)[Items]);
  template <class It> void Store(It to, T (&items)[Items], int valid);
};
template <class Key, int X, int Items, class Value = NullType, int Y = 1, int Z = 1> struct BlockMergeSort {
  struct TempStorage {};
  BlockMergeSort();
  BlockMergeSort(TempStorage &storage);
  template <class... Args> void Sort(Args &&...args);
  template <class... Args> void StableSort(Args &&...args);
};
template <class Key, int X, int Items, class Value = NullType, int Bits = 4, bool Memoize = true,
          BlockScanAlgorithm Inner = BLOCK_SCAN_WARP_SCANS, int Config = 0, int Y = 1, int Z = 1>
struct BlockRadixSort {
  struct TempStorage {};
  BlockRadixSort();
  BlockRadixSort(TempStorage &storage);
  template <class... Args> void Sort(Args &&...args);
  template <class... Args> void SortDescending(Args &&...args);
  template <class... Args> void SortBlockedToStriped(Args &&...args);
  template <class... Args> void SortDescendingBlockedToStriped(Args &&...args);
};
template <class T, int X, int Items, int Bins, BlockHistogramAlgorithm A = BLOCK_HISTO_SORT>
struct BlockHistogram {
  struct TempStorage {};
  BlockHistogram(TempStorage &storage);
  template <class... Args> void Histogram(Args &&...args);
  template <class... Args> void InitHistogram(Args &&...args);
  template <class... Args> void Composite(Args &&...args);
};
template <class T, int X, int Items = 1, bool Slicing = false, int Y = 1, int Z = 1> struct BlockExchange {
  struct TempStorage {};
  BlockExchange();
  BlockExchange(TempStorage &storage);
  template <class... Args> void StripedToBlocked(Args &&...args);
  template <class... Args> void BlockedToStriped(Args &&...args);
  template <class... Args> void WarpStripedToBlocked(Args &&...args);
  template <class... Args> void BlockedToWarpStriped(Args &&...args);
  template <class... Args> void ScatterToBlocked(Args &&...args);
  template <class... Args> void ScatterToStriped(Args &&...args);
};
template <class T, int X, int Y = 1, int Z = 1> struct BlockDiscontinuity {
  struct TempStorage {};
  BlockDiscontinuity();
  BlockDiscontinuity(TempStorage &storage);
  template <class... Args> void FlagHeads(Args &&...args);
  template <class... Args> void FlagTails(Args &&...args);
  template <class... Args> void FlagHeadsAndTails(Args &&...args);
};
template <class T, int X, int Y = 1, int Z = 1> struct BlockAdjacentDifference {
  struct TempStorage {};
  BlockAdjacentDifference();
  BlockAdjacentDifference(TempStorage &storage);
  template <class... Args> void SubtractLeft(Args &&...args);
  template <class... Args> void SubtractLeftPartialTile(Args &&...args);
  template <class... Args> void SubtractRight(Args &&...args);
  template <class... Args> void SubtractRightPartialTile(Args &&...args);
};
template <class T, int X, int Y = 1, int Z = 1> struct BlockShuffle {
  struct TempStorage {};
  BlockShuffle();
  BlockShuffle(TempStorage &storage);
  template <class... Args> void Offset(Args &&...args);
  template <class... Args> void Rotate(Args &&...args);
  template <class... Args> void Up(Args &&...args);
  template <class... Args> void Down(Args &&...args);
};
template <class T, int Items, class It> void LoadDirectBlocked(int tid, It from, T (&items)[Items]);
template <class T, int Items, class It> void StoreDirectBlocked(int tid, It to, T (&items)[Items]);
template <int X, class T, int Items, class It> void LoadDirectStriped(int tid, It from, T (&items)[Items]);
template <int X, class T, int Items, class It> void StoreDirectStriped(int tid, It to, T (&items)[Items]);

// Primitives of a warp
template <class T, int Threads = 32, int Arch = 0> struct WarpReduce {
  struct TempStorage {};
  WarpReduce(TempStorage &storage);
  T Sum(T value);
  T Sum(T value, int valid);
  template <class Op> T Reduce(T value, Op op);
  template <class Op> T Reduce(T value, Op op, int valid);
  template <class Flag, class Op> T HeadSegmentedReduce(T value, Flag flag, Op op);
  template <class Flag, class Op> T TailSegmentedReduce(T value, Flag flag, Op op);
  template <class Flag> T HeadSegmentedSum(T value, Flag flag);
  template <class Flag> T TailSegmentedSum(T value, Flag flag);
};
template <class T, int Threads = 32, int Arch = 0> struct WarpScan {
  struct TempStorage {};
  WarpScan(TempStorage &storage);
  template <class... Args> void InclusiveSum(Args &&...args);
  template <class... Args> void ExclusiveSum(Args &&...args);
  template <class... Args> void InclusiveScan(Args &&...args);
  template <class... Args> void ExclusiveScan(Args &&...args);
  T Broadcast(T value, unsigned int lane);
};
enum WarpLoadAlgorithm { WARP_LOAD_DIRECT, WARP_LOAD_STRIPED, WARP_LOAD_VECTORIZE, WARP_LOAD_TRANSPOSE };
enum WarpStoreAlgorithm { WARP_STORE_DIRECT, WARP_STORE_STRIPED, WARP_STORE_VECTORIZE, WARP_STORE_TRANSPOSE };
enum WarpExchangeAlgorithm { WARP_EXCHANGE_SMEM, WARP_EXCHANGE_SHUFFLE };
template <class T, int Items, WarpLoadAlgorithm A = WARP_LOAD_DIRECT, int Threads = 32, int Arch = 0>
struct WarpLoad {
  struct TempStorage {};
  WarpLoad();
  WarpLoad(TempStorage &storage);
  template <class... Args> void Load(Args &&...args);
};
template <class T, int Items, WarpStoreAlgorithm A = WARP_STORE_DIRECT, int Threads = 32, int Arch = 0>
struct WarpStore {
  struct TempStorage {};
  WarpStore();
  WarpStore(TempStorage &storage);
  template <class... Args> void Store(Args &&...args);
};
template <class T, int Items, int Threads = 32, int Arch = 0, WarpExchangeAlgorithm A = WARP_EXCHANGE_SMEM>
struct WarpExchange {
  struct TempStorage {};
  WarpExchange(TempStorage &storage);
  template <class... Args> void BlockedToStriped(Args &&...args);
  template <class... Args> void StripedToBlocked(Args &&...args);
  template <class... Args> void ScatterToStriped(Args &&...args);
};
template <class Key, int Items, int Threads = 32, class Value = NullType, int Arch = 0> struct WarpMergeSort {
  struct TempStorage {};
  WarpMergeSort(TempStorage &storage);
  template <class... Args> void Sort(Args &&...args);
  template <class... Args> void StableSort(Args &&...args);
};

// Utilities
enum Category { NOT_A_NUMBER, SIGNED_INTEGER, UNSIGNED_INTEGER, FLOATING_POINT };
template <int Bytes> struct NpuifyBits {
  typedef unsigned long long type;
};
template <> struct NpuifyBits<1> {
  typedef unsigned char type;
};
template <> struct NpuifyBits<2> {
  typedef unsigned short type;
};
template <> struct NpuifyBits<4> {
  typedef unsigned int type;
};
template <class T> struct Traits {
  typedef typename NpuifyBits<sizeof(T)>::type UnsignedBits;
  static constexpr Category CATEGORY = NOT_A_NUMBER;
  static constexpr bool PRIMITIVE = true, NULL_TYPE = false;
  static constexpr UnsignedBits LOWEST_KEY = 0, MAX_KEY = 0;
  static constexpr UnsignedBits TwiddleIn(UnsignedBits key) { return key; }
  static constexpr UnsignedBits TwiddleOut(UnsignedBits key) { return key; }
};
template <class T> struct NumericTraits : Traits<T> {};
template <class T> unsigned int BFE(T x, unsigned int first, unsigned int count);
void BFI(unsigned int &result, unsigned int x, unsigned int y, unsigned int first, unsigned int count);
unsigned int IADD3(unsigned int x, unsigned int y, unsigned int z);
unsigned int SHR_ADD(unsigned int x, unsigned int shift, unsigned int y);
unsigned int SHL_ADD(unsigned int x, unsigned int shift, unsigned int y);
int PRMT(unsigned int a, unsigned int b, unsigned int selector);
template <int Bits> unsigned int MatchAny(unsigned int label);
int CurrentDevice();
int DeviceCount();
int DeviceCountUncached();
int DeviceCountCachedValue();
cudaError_t SmVersion(int &version, int device = 0);
cudaError_t SmVersionUncached(int &version, int device = 0);
cudaError_t PtxVersion(int &version);
cudaError_t PtxVersion(int &version, int device);
cudaError_t PtxVersionUncached(int &version);
cudaError_t PtxVersionUncached(int &version, int device);
cudaError_t SyncStream(cudaStream_t stream);
template <class Kernel> cudaError_t MaxSmOccupancy(int &blocks, Kernel kernel, int threads, int bytes = 0);
template <int N> struct Log2 {
  enum { VALUE };
};
template <int N> struct PowerOfTwo {
  enum { VALUE };
};
template <int N> struct Int2Type {
  enum { VALUE = N };
};
template <class N, class D> constexpr N DivideAndRoundUp(N n, D d) { return (n + d - 1) / d; }

unsigned int LaneId();
unsigned int WarpId();
int RowMajorTid(int x, int y, int z);
void CTA_SYNC();
template <int Threads, class T> T ShuffleIndex(T value, int lane, unsigned int mask);
template <int Threads, class T> T ShuffleUp(T value, int offset, int first, unsigned int mask);
template <int Threads, class T> T ShuffleDown(T value, int offset, int last, unsigned int mask);

// Primitives of the device
#define NPUIFY_DEVICE(NAME) template <class... Args> static cudaError_t NAME(Args &&...args);
struct DeviceReduce {
  NPUIFY_DEVICE(Reduce)
  NPUIFY_DEVICE(Sum)
  NPUIFY_DEVICE(Min)
  NPUIFY_DEVICE(Max)
  NPUIFY_DEVICE(ArgMin)
  NPUIFY_DEVICE(ArgMax)
  NPUIFY_DEVICE(ReduceByKey)
  NPUIFY_DEVICE(TransformReduce)
};
struct DeviceSegmentedReduce {
  NPUIFY_DEVICE(Reduce)
  NPUIFY_DEVICE(Sum)
  NPUIFY_DEVICE(Min)
  NPUIFY_DEVICE(Max)
  NPUIFY_DEVICE(ArgMin)
  NPUIFY_DEVICE(ArgMax)
};
struct DeviceScan {
  NPUIFY_DEVICE(ExclusiveSum)
  NPUIFY_DEVICE(ExclusiveScan)
  NPUIFY_DEVICE(InclusiveSum)
  NPUIFY_DEVICE(InclusiveScan)
  NPUIFY_DEVICE(ExclusiveSumByKey)
  NPUIFY_DEVICE(InclusiveSumByKey)
  NPUIFY_DEVICE(ExclusiveScanByKey)
  NPUIFY_DEVICE(InclusiveScanByKey)
};
struct DeviceRadixSort {
  NPUIFY_DEVICE(SortPairs)
  NPUIFY_DEVICE(SortPairsDescending)
  NPUIFY_DEVICE(SortKeys)
  NPUIFY_DEVICE(SortKeysDescending)
};
struct DeviceSegmentedRadixSort {
  NPUIFY_DEVICE(SortPairs)
  NPUIFY_DEVICE(SortPairsDescending)
  NPUIFY_DEVICE(SortKeys)
  NPUIFY_DEVICE(SortKeysDescending)
};
struct DeviceSegmentedSort {
  NPUIFY_DEVICE(SortPairs)
  NPUIFY_DEVICE(SortPairsDescending)
  NPUIFY_DEVICE(SortKeys)
  NPUIFY_DEVICE(SortKeysDescending)
  NPUIFY_DEVICE(StableSortPairs)
  NPUIFY_DEVICE(StableSortPairsDescending)
  NPUIFY_DEVICE(StableSortKeys)
  NPUIFY_DEVICE(StableSortKeysDescending)
};
struct DeviceMergeSort {
  NPUIFY_DEVICE(SortPairs)
  NPUIFY_DEVICE(SortPairsCopy)
  NPUIFY_DEVICE(SortKeys)
  NPUIFY_DEVICE(SortKeysCopy)
  NPUIFY_DEVICE(StableSortKeysCopy)
  NPUIFY_DEVICE(StableSortPairs)
  NPUIFY_DEVICE(StableSortKeys)
};
struct DeviceSelect {
  NPUIFY_DEVICE(Flagged)
  NPUIFY_DEVICE(If)
  NPUIFY_DEVICE(Unique)
  NPUIFY_DEVICE(UniqueByKey)
};
struct DevicePartition {
  NPUIFY_DEVICE(Flagged)
  NPUIFY_DEVICE(If)
};
struct DeviceHistogram {
  NPUIFY_DEVICE(HistogramEven)
  NPUIFY_DEVICE(HistogramRange)
  template <int Channels, int Active, class... Args> static cudaError_t MultiHistogramEven(Args &&...args);
  template <int Channels, int Active, class... Args> static cudaError_t MultiHistogramRange(Args &&...args);
};
struct DeviceRunLengthEncode {
  NPUIFY_DEVICE(Encode)
  NPUIFY_DEVICE(NonTrivialRuns)
};
struct DeviceFor {
  NPUIFY_DEVICE(Bulk)
  NPUIFY_DEVICE(ForEach)
  NPUIFY_DEVICE(ForEachN)
};
struct DeviceAdjacentDifference {
  NPUIFY_DEVICE(SubtractLeft)
  NPUIFY_DEVICE(SubtractLeftCopy)
  NPUIFY_DEVICE(SubtractRight)
  NPUIFY_DEVICE(SubtractRightCopy)
};
struct DeviceCopy {
  NPUIFY_DEVICE(Batched)
};
struct DeviceMemcpy {
  NPUIFY_DEVICE(Batched)
};
struct DeviceSpmv {
  NPUIFY_DEVICE(CsrMV)
};
#undef NPUIFY_DEVICE

// Iterators
template <class T, class Offset = ptrdiff_t> struct CountingInputIterator {
  CountingInputIterator(T first);
  T operator*() const;
  template <class D> T operator[](D n) const;
  CountingInputIterator operator+(Offset n) const;
};
template <class T, class Offset = ptrdiff_t> struct ConstantInputIterator {
  ConstantInputIterator(T value);
  T operator*() const;
  template <class D> T operator[](D n) const;
  ConstantInputIterator operator+(Offset n) const;
};
template <class T, class Op, class It, class Offset = ptrdiff_t> struct TransformInputIterator {
  TransformInputIterator(It from, Op op);
  T operator*() const;
  template <class D> T operator[](D n) const;
  TransformInputIterator operator+(Offset n) const;
};
template <class It, class Offset = ptrdiff_t, class T = KeyValuePair<Offset, int>>
struct ArgIndexInputIterator {
  ArgIndexInputIterator(It from);
};
template <CacheLoadModifier M, class T, class Offset = ptrdiff_t> struct CacheModifiedInputIterator {
  CacheModifiedInputIterator(T *from);
};
template <class T = void, class Offset = ptrdiff_t> struct DiscardOutputIterator {
  DiscardOutputIterator();
};

struct CachingDeviceAllocator {
  CachingDeviceAllocator(bool skipCleanup = false, bool debug = false);
  CachingDeviceAllocator(unsigned int growth, unsigned int minBin, unsigned int maxBin, size_t maxCached,
                         bool skipCleanup = false, bool debug = false);
  cudaError_t DeviceAllocate(void **ptr, size_t bytes, cudaStream_t stream = 0);
  cudaError_t DeviceFree(void *ptr);
};
} // namespace cub
#pragma clang force_cuda_host_device end
#endif

#include <npuify/macros_restored.inc>

#endif
