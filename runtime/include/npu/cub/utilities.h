// SPDX-License-Identifier: Apache-2.0
// The small helpers of npu::cub: arithmetic that CUB spells as instructions, questions to
// the device, and numbers known to the compiler.
#ifndef NPU_CUB_UTILITIES_H
#define NPU_CUB_UTILITIES_H

#include "npu/intrinsics/integer.h"
#include "npu/runtime.hpp"
#include "npu/warp.h"

#include <stdint.h>

namespace npu {
namespace cub {

// --- bits
// ----------------------------------------------------------------------------------------------------------

// `count` bits of x from bit `first` on.
template <class T> inline unsigned BFE(T x, unsigned first, unsigned count) {
  const uint64_t bits = static_cast<uint64_t>(x);
  return first >= 64
             ? 0u
             : static_cast<unsigned>(bits >> first & ((uint64_t(1) << (count < 32 ? count : 32)) - 1));
}
// x with its bits [first, first + count) replaced by the low bits of y.
inline void BFI(unsigned &result, unsigned x, unsigned y, unsigned first, unsigned count) {
  const uint64_t mask = first >= 32 ? 0 : ((uint64_t(1) << (count < 32 ? count : 32)) - 1) << first;
  result =
      static_cast<unsigned>((x & ~mask) | ((static_cast<uint64_t>(y) << (first < 32 ? first : 0)) & mask));
}
inline unsigned IADD3(unsigned x, unsigned y, unsigned z) { return x + y + z; }
inline unsigned SHR_ADD(unsigned x, unsigned shift, unsigned y) { return (shift < 32 ? x >> shift : 0) + y; }
inline unsigned SHL_ADD(unsigned x, unsigned shift, unsigned y) { return (shift < 32 ? x << shift : 0) + y; }
inline int PRMT(unsigned a, unsigned b, unsigned selector) {
  return static_cast<int>(npu::byte_perm(a, b, selector));
}

// --- the warp
// ---------------------------------------------------------------------------------------------------------

// The lanes whose label has the same low bits.
template <int Bits> inline unsigned MatchAny(unsigned label) {
  return npu::match_any_sync(npu::activemask(), Bits < 32 ? label & ((1u << (Bits % 32)) - 1) : label);
}

// --- the device
// ----------------------------------------------------------------------------------------------------

inline int CurrentDevice() {
  int device = -1;
  return npuGetDevice(&device) == npuSuccess ? device : -1;
}
inline int DeviceCount() {
  int count = -1;
  return npuGetDeviceCount(&count) == npuSuccess ? count : -1;
}
inline int DeviceCountUncached() { return DeviceCount(); }
inline int DeviceCountCachedValue() { return DeviceCount(); }
// 100 times the major version and 10 times the minor one.
inline npuError_t SmVersion(int &version, int device = CurrentDevice()) {
  int major = 0, minor = 0;
  npuError_t error = npuDeviceGetAttribute(&major, npuDevAttrComputeCapabilityMajor, device);
  if (error == npuSuccess)
    error = npuDeviceGetAttribute(&minor, npuDevAttrComputeCapabilityMinor, device);
  version = major * 100 + minor * 10;
  return error;
}
inline npuError_t SmVersionUncached(int &version, int device = CurrentDevice()) {
  return SmVersion(version, device);
}
inline npuError_t PtxVersion(int &version) { return SmVersion(version); }
inline npuError_t PtxVersion(int &version, int device) { return SmVersion(version, device); }
inline npuError_t PtxVersionUncached(int &version) { return SmVersion(version); }
inline npuError_t PtxVersionUncached(int &version, int device) { return SmVersion(version, device); }
inline npuError_t SyncStream(npuStream_t stream) { return npuStreamSynchronize(stream); }
template <class Kernel>
inline npuError_t MaxSmOccupancy(int &blocks, Kernel kernel, int threads, int dynamic_bytes = 0) {
  return npuOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, kernel, threads,
                                                      static_cast<size_t>(dynamic_bytes));
}

// --- numbers known to the compiler
// ---------------------------------------------------------------------------------

// The logarithm to base 2, rounded up.
template <int N> struct Log2 {
  static constexpr int value() {
    int log = 0;
    while ((static_cast<int64_t>(1) << log) < N)
      ++log;
    return log;
  }
  enum { VALUE = value() };
};
template <int N> struct PowerOfTwo {
  enum { VALUE = (N & (N - 1)) == 0 };
};
template <int N> struct Int2Type {
  enum { VALUE = N };
};
template <class N, class D> constexpr auto DivideAndRoundUp(N n, D d) { return (n + d - 1) / d; }

} // namespace cub
} // namespace npu

#endif
