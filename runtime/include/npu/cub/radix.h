// SPDX-License-Identifier: Apache-2.0
// The order of radix sorts: keys compared by some of their bits, with the bit patterns of signed and
// floating-point numbers mapped to unsigned ones in the same order. -0 and +0 are equal.
#ifndef NPU_CUB_RADIX_H
#define NPU_CUB_RADIX_H

#include <stdint.h>
#include <string.h>

#include <algorithm>
#include <type_traits>
#include <vector>

namespace npu {
namespace cub {
namespace detail {

// Bits [begin, end) of the mapped key. Classes of 2 bytes are taken to be floating-point numbers.
template <class Key> inline uint64_t radix(const Key &key, int begin, int end) {
  static_assert(sizeof(Key) <= 8, "keys have at most 64 bits");
  constexpr bool floating = std::is_floating_point<Key>::value || std::is_class<Key>::value;
  constexpr uint64_t sign = uint64_t(1) << (sizeof(Key) * 8 - 1), all = sign | (sign - 1);
  uint64_t bits = 0;
  memcpy(&bits, &key, sizeof(Key));
  if (floating) {
    if (bits == sign) // -0
      bits = 0;
    bits ^= bits & sign ? all : sign;
  } else if (std::is_signed<Key>::value) {
    bits ^= sign;
  }
  const int count = end - begin;
  return count <= 0 ? 0 : bits >> begin & (~uint64_t(0) >> (64 - (count < 64 ? count : 64)));
}

// An unsigned integer of so many bytes.
template <size_t Bytes> struct unsigned_of;
template <> struct unsigned_of<1> {
  using type = unsigned char;
};
template <> struct unsigned_of<2> {
  using type = unsigned short;
};
template <> struct unsigned_of<4> {
  using type = unsigned;
};
template <> struct unsigned_of<8> {
  using type = unsigned long long;
};

// The stable order of keys[0, n): element i of the result is the index of the key that comes i-th.
template <class Keys, class Less> inline std::vector<size_t> stable_order(Keys keys, size_t n, Less less) {
  std::vector<size_t> order(n);
  for (size_t i = 0; i < n; ++i)
    order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return less(keys[a], keys[b]); });
  return order;
}

// Key order of a radix sort.
template <class Key, bool Descending> struct radix_less {
  int begin, end;
  bool operator()(const Key &a, const Key &b) const {
    const uint64_t x = radix(a, begin, end), y = radix(b, begin, end);
    return Descending ? y < x : x < y;
  }
};

// out[i] = in[order[i]]; out may be in.
template <class In, class Out, class T>
inline void permute(const std::vector<size_t> &order, In in, Out out, T *) {
  std::vector<T> moved;
  moved.reserve(order.size());
  for (const size_t from : order)
    moved.push_back(in[from]);
  for (size_t i = 0; i < moved.size(); ++i)
    out[i] = moved[i];
}

} // namespace detail

enum Category { NOT_A_NUMBER, SIGNED_INTEGER, UNSIGNED_INTEGER, FLOATING_POINT };

// What a number looks like to a radix sort: TwiddleIn maps its bits to unsigned ones in the same order,
// TwiddleOut maps them back.
template <class T> struct Traits {
  using UnsignedBits = typename detail::unsigned_of<sizeof(T)>::type;
  static constexpr Category CATEGORY = std::is_unsigned<T>::value   ? UNSIGNED_INTEGER
                                       : std::is_integral<T>::value ? SIGNED_INTEGER
                                                                    : FLOATING_POINT;
  static constexpr bool PRIMITIVE = true, NULL_TYPE = false;
  static constexpr UnsignedBits HIGH_BIT = static_cast<UnsignedBits>(UnsignedBits(1) << (sizeof(T) * 8 - 1));
  static constexpr UnsignedBits LOWEST_KEY = CATEGORY == UNSIGNED_INTEGER ? UnsignedBits(0)
                                             : CATEGORY == SIGNED_INTEGER ? HIGH_BIT
                                                                          : static_cast<UnsignedBits>(-1);
  static constexpr UnsignedBits MAX_KEY =
      CATEGORY == UNSIGNED_INTEGER ? static_cast<UnsignedBits>(-1)
                                   : static_cast<UnsignedBits>(static_cast<UnsignedBits>(-1) ^ HIGH_BIT);
  static constexpr UnsignedBits TwiddleIn(UnsignedBits key) {
    const bool negative = (key & HIGH_BIT) != 0;
    return static_cast<UnsignedBits>(CATEGORY == UNSIGNED_INTEGER             ? key
                                     : CATEGORY == FLOATING_POINT && negative ? ~key
                                                                              : key ^ HIGH_BIT);
  }
  static constexpr UnsignedBits TwiddleOut(UnsignedBits key) {
    const bool negative = (key & HIGH_BIT) == 0;
    return static_cast<UnsignedBits>(CATEGORY == UNSIGNED_INTEGER             ? key
                                     : CATEGORY == FLOATING_POINT && negative ? ~key
                                                                              : key ^ HIGH_BIT);
  }
};
template <class T> struct NumericTraits : Traits<T> {};

} // namespace cub
} // namespace npu

#endif
