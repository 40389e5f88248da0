// SPDX-License-Identifier: Apache-2.0
// Integer intrinsics: bit counting, bit and byte permutation, multiplication of partial words, averages, sums
// of absolute differences, dot products of packed bytes. All are exact; host and device alike.
#ifndef NPU_INTRINSICS_INTEGER_H
#define NPU_INTRINSICS_INTEGER_H

#include "npu/detail/bits.h"
#include "npu/vector_types.h"

#include <stdint.h>

namespace npu {

// Number of consecutive zero bits from the most significant bit down: 0..32 (0..64).
inline int clz(int x) { return x == 0 ? 32 : __builtin_clz(static_cast<unsigned>(x)); }
inline int clzll(long long x) { return x == 0 ? 64 : __builtin_clzll(static_cast<unsigned long long>(x)); }

// Position of the least significant one bit, counted from 1; 0 if there is none.
inline int ffs(int x) { return __builtin_ffs(x); }
inline int ffsll(long long x) { return __builtin_ffsll(x); }

// Number of one bits.
inline int popc(unsigned x) { return __builtin_popcount(x); }
inline int popcll(unsigned long long x) { return __builtin_popcountll(x); }

// The bits in reverse order.
inline unsigned brev(unsigned x) {
  x = (x >> 1 & 0x55555555u) | (x & 0x55555555u) << 1;
  x = (x >> 2 & 0x33333333u) | (x & 0x33333333u) << 2;
  x = (x >> 4 & 0x0f0f0f0fu) | (x & 0x0f0f0f0fu) << 4;
  return __builtin_bswap32(x);
}
inline unsigned long long brevll(unsigned long long x) {
  return static_cast<unsigned long long>(brev(static_cast<unsigned>(x))) << 32 |
         brev(static_cast<unsigned>(x >> 32));
}

// Position of the n-th one bit of mask seen from bit `base`: upwards for positive n, downwards for negative
// n; for n == 0 the base itself if its bit is set. 0xffffffff if there is none. base: 0..31.
inline unsigned fns(unsigned mask, unsigned base, int offset) {
  if (offset == 0)
    return base < 32 && (mask >> base & 1u) ? base : 0xffffffffu;
  const int step = offset > 0 ? 1 : -1;
  int left = offset > 0 ? offset : -offset;
  for (int i = static_cast<int>(base); i >= 0 && i < 32; i += step)
    if ((mask >> i & 1u) && --left == 0)
      return static_cast<unsigned>(i);
  return 0xffffffffu;
}

namespace detail {
// Four bytes picked from the eight bytes of y:x (bytes 0-3 are x, 4-7 are y). Selector nibble i names the
// byte that becomes byte i of the result; bit 3 of a nibble replicates the sign of the byte instead.
inline unsigned permute_bytes(unsigned x, unsigned y, unsigned s) {
  const uint64_t bytes = static_cast<uint64_t>(y) << 32 | x;
  unsigned result = 0;
  for (int i = 0; i < 4; ++i) {
    const unsigned selector = s >> (4 * i) & 0xfu;
    unsigned byte = static_cast<unsigned>(bytes >> (8 * (selector & 7u))) & 0xffu;
    if (selector & 8u)
      byte = byte & 0x80u ? 0xffu : 0u;
    result |= byte << (8 * i);
  }
  return result;
}
} // namespace detail

// The same by bits 0 to 2 of each nibble alone.
inline unsigned byte_perm(unsigned x, unsigned y, unsigned s) {
  return detail::permute_bytes(x, y, s & 0x7777u);
}

// The upper (l) or lower (r) 32 bits of hi:lo shifted by `shift`, taken modulo 32 or, with the suffix c,
// clamped to 32.
inline unsigned funnelshift_l(unsigned lo, unsigned hi, unsigned shift) {
  return static_cast<unsigned>(((static_cast<uint64_t>(hi) << 32 | lo) << (shift & 31u)) >> 32);
}
inline unsigned funnelshift_lc(unsigned lo, unsigned hi, unsigned shift) {
  return shift >= 32 ? lo : funnelshift_l(lo, hi, shift);
}
inline unsigned funnelshift_r(unsigned lo, unsigned hi, unsigned shift) {
  return static_cast<unsigned>((static_cast<uint64_t>(hi) << 32 | lo) >> (shift & 31u));
}
inline unsigned funnelshift_rc(unsigned lo, unsigned hi, unsigned shift) {
  return shift >= 32 ? hi : funnelshift_r(lo, hi, shift);
}

// Low 32 bits of the product of the low 24 bits of each factor (sign-extended for mul24).
inline int mul24(int x, int y) {
  const int a = static_cast<int>(static_cast<unsigned>(x) << 8) >> 8;
  const int b = static_cast<int>(static_cast<unsigned>(y) << 8) >> 8;
  return static_cast<int>(static_cast<unsigned>(a) * static_cast<unsigned>(b));
}
inline unsigned umul24(unsigned x, unsigned y) { return (x & 0xffffffu) * (y & 0xffffffu); }

// Upper half of the full product.
inline int mulhi(int x, int y) { return static_cast<int>(static_cast<int64_t>(x) * y >> 32); }
inline unsigned umulhi(unsigned x, unsigned y) {
  return static_cast<unsigned>(static_cast<uint64_t>(x) * y >> 32);
}
inline long long mul64hi(long long x, long long y) {
  return static_cast<long long>(static_cast<detail::int128>(x) * y >> 64);
}
inline unsigned long long umul64hi(unsigned long long x, unsigned long long y) {
  return static_cast<unsigned long long>(static_cast<detail::uint128>(x) * y >> 64);
}

// (x + y) / 2 without overflow, rounded down (hadd, uhadd) or, with the prefix r, up.
inline int hadd(int x, int y) { return static_cast<int>((static_cast<int64_t>(x) + y) >> 1); }
inline int rhadd(int x, int y) { return static_cast<int>((static_cast<int64_t>(x) + y + 1) >> 1); }
inline unsigned uhadd(unsigned x, unsigned y) {
  return static_cast<unsigned>((static_cast<uint64_t>(x) + y) >> 1);
}
inline unsigned urhadd(unsigned x, unsigned y) {
  return static_cast<unsigned>((static_cast<uint64_t>(x) + y + 1) >> 1);
}

// |x - y| + z, modulo 2^32.
inline unsigned sad(int x, int y, unsigned z) {
  return (x > y ? static_cast<unsigned>(x) - static_cast<unsigned>(y)
                : static_cast<unsigned>(y) - static_cast<unsigned>(x)) +
         z;
}
inline unsigned usad(unsigned x, unsigned y, unsigned z) { return (x > y ? x - y : y - x) + z; }

// c + the dot product of four packed 8-bit values, modulo 2^32.
inline int dp4a(int a, int b, int c) {
  unsigned sum = static_cast<unsigned>(c);
  for (int i = 0; i < 32; i += 8)
    sum += static_cast<unsigned>(static_cast<int8_t>(a >> i) * static_cast<int8_t>(b >> i));
  return static_cast<int>(sum);
}
inline unsigned dp4a(unsigned a, unsigned b, unsigned c) {
  for (int i = 0; i < 32; i += 8)
    c += (a >> i & 0xffu) * (b >> i & 0xffu);
  return c;
}

// c + the dot product of two packed 16-bit values of a with two 8-bit values of b: the lower two (lo) or
// upper two (hi).
inline int dp2a_lo(int a, int b, int c) {
  return static_cast<int>(static_cast<unsigned>(c) +
                          static_cast<unsigned>(static_cast<int16_t>(a) * static_cast<int8_t>(b)) +
                          static_cast<unsigned>(static_cast<int16_t>(a >> 16) * static_cast<int8_t>(b >> 8)));
}
inline int dp2a_hi(int a, int b, int c) { return dp2a_lo(a, b >> 16, c); }
inline unsigned dp2a_lo(unsigned a, unsigned b, unsigned c) {
  return c + (a & 0xffffu) * (b & 0xffu) + (a >> 16) * (b >> 8 & 0xffu);
}
inline unsigned dp2a_hi(unsigned a, unsigned b, unsigned c) { return dp2a_lo(a, b >> 16, c); }

// The same on vector types of the same packing.
inline int dp4a(char4 a, char4 b, int c) {
  return dp4a(detail::bit_cast<int>(a), detail::bit_cast<int>(b), c);
}
inline unsigned dp4a(uchar4 a, uchar4 b, unsigned c) {
  return dp4a(detail::bit_cast<unsigned>(a), detail::bit_cast<unsigned>(b), c);
}
inline int dp2a_lo(short2 a, char4 b, int c) {
  return dp2a_lo(detail::bit_cast<int>(a), detail::bit_cast<int>(b), c);
}
inline int dp2a_hi(short2 a, char4 b, int c) {
  return dp2a_hi(detail::bit_cast<int>(a), detail::bit_cast<int>(b), c);
}
inline unsigned dp2a_lo(ushort2 a, uchar4 b, unsigned c) {
  return dp2a_lo(detail::bit_cast<unsigned>(a), detail::bit_cast<unsigned>(b), c);
}
inline unsigned dp2a_hi(ushort2 a, uchar4 b, unsigned c) {
  return dp2a_hi(detail::bit_cast<unsigned>(a), detail::bit_cast<unsigned>(b), c);
}

} // namespace npu

#endif
