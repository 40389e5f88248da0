// SPDX-License-Identifier: Apache-2.0
// The operators, pairs, buffers and policies of npu::cub.
#ifndef NPU_CUB_TYPES_H
#define NPU_CUB_TYPES_H

#include <stddef.h>

namespace npu {
namespace cub {

// --- operators
// ------------------------------------------------------------------------------------------------------------

struct Sum {
  template <class A, class B> constexpr auto operator()(const A &a, const B &b) const { return a + b; }
};
struct Difference {
  template <class A, class B> constexpr auto operator()(const A &a, const B &b) const { return a - b; }
};
struct Division {
  template <class A, class B> constexpr auto operator()(const A &a, const B &b) const { return a / b; }
};
struct Max {
  template <class A, class B> constexpr auto operator()(const A &a, const B &b) const {
    return b > a ? b : a;
  }
};
struct Min {
  template <class A, class B> constexpr auto operator()(const A &a, const B &b) const {
    return b < a ? b : a;
  }
};
struct Equality {
  template <class A, class B> constexpr bool operator()(const A &a, const B &b) const { return a == b; }
};
struct Inequality {
  template <class A, class B> constexpr bool operator()(const A &a, const B &b) const { return !(a == b); }
};
// The negation of an equality.
template <class Equal> struct InequalityWrapper {
  Equal op;
  InequalityWrapper(Equal equal) : op(equal) {}
  template <class A, class B> bool operator()(const A &a, const B &b) { return !op(a, b); }
};

template <class Key, class Value> struct KeyValuePair {
  using Key_ = Key;
  using Value_ = Value;
  Key key;
  Value value;
  KeyValuePair() = default;
  constexpr KeyValuePair(const Key &k, const Value &v) : key(k), value(v) {}
  bool operator==(const KeyValuePair &b) const { return key == b.key && value == b.value; }
  bool operator!=(const KeyValuePair &b) const { return !(*this == b); }
};

// Of two pairs the one with the larger (smaller) value; of equal values the one with the smaller key.
struct ArgMax {
  template <class K, class V>
  constexpr KeyValuePair<K, V> operator()(const KeyValuePair<K, V> &a, const KeyValuePair<K, V> &b) const {
    return b.value > a.value || (a.value == b.value && b.key < a.key) ? b : a;
  }
};
struct ArgMin {
  template <class K, class V>
  constexpr KeyValuePair<K, V> operator()(const KeyValuePair<K, V> &a, const KeyValuePair<K, V> &b) const {
    return b.value < a.value || (a.value == b.value && b.key < a.key) ? b : a;
  }
};

// --- storage
// --------------------------------------------------------------------------------------------------------------

struct NullType {};

// Two buffers of the same size, of which one is current. A sort swaps them.
template <class T> struct DoubleBuffer {
  T *d_buffers[2] = {nullptr, nullptr};
  int selector = 0;
  DoubleBuffer() = default;
  DoubleBuffer(T *current, T *alternate) : d_buffers{current, alternate} {}
  T *Current() { return d_buffers[selector]; }
  T *Alternate() { return d_buffers[selector ^ 1]; }
};

// Room for a T without its constructor, for shared memory.
template <class T> struct Uninitialized {
  alignas(T) unsigned char storage[sizeof(T)];
  T &Alias() { return *reinterpret_cast<T *>(storage); }
};

// --- policies: accepted; the results do not depend on them but where a primitive says so
// --------------------------------------------------------------------------------------------------------------

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

} // namespace cub
} // namespace npu

#endif
