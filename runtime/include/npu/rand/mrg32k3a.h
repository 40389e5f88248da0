// SPDX-License-Identifier: Apache-2.0
// MRG32k3a: P. L'Ecuyer, "Good parameters and implementations for combined multiple recursive random number
// generators", Operations Research 47(1), 1999. Period about 2^191. Subsequences are 2^76 numbers apart,
// sequences 2^127.
#ifndef NPU_RAND_MRG32K3A_H
#define NPU_RAND_MRG32K3A_H

#include <stdint.h>

struct npurandStateMRG32k3a {
  unsigned int s1[3], s2[3]; // the last three values of each recurrence, the oldest first
  int boxmuller_flag, boxmuller_flag_double;
  float boxmuller_extra;
  double boxmuller_extra_double;
};
typedef npurandStateMRG32k3a npurandStateMRG32k3a_t;

namespace npu {
namespace detail {

constexpr uint64_t mrg_m1 = 4294967087u, mrg_m2 = 4294944443u;

// Many steps of a recurrence at once: a 3 by 3 matrix modulo m.
struct mrg_matrix {
  uint64_t a[3][3];

  void apply(unsigned s[3], uint64_t m) const {
    uint64_t r[3];
    for (int i = 0; i < 3; ++i)
      r[i] = (a[i][0] * s[0] % m + a[i][1] * s[1] % m + a[i][2] * s[2] % m) % m;
    for (int i = 0; i < 3; ++i)
      s[i] = static_cast<unsigned>(r[i]);
  }
  mrg_matrix squared(uint64_t m) const {
    mrg_matrix result;
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j)
        result.a[i][j] = (a[i][0] * a[0][j] % m + a[i][1] * a[1][j] % m + a[i][2] * a[2][j] % m) % m;
    return result;
  }
};

// Jumps of 2^k numbers, k < 191, for both recurrences. Built at first use.
struct mrg_jumps {
  mrg_matrix first[191], second[191];

  mrg_jumps() {
    first[0] = {{{0, 1, 0}, {0, 0, 1}, {mrg_m1 - 810728, 1403580, 0}}};
    second[0] = {{{0, 1, 0}, {0, 0, 1}, {mrg_m2 - 1370589, 0, 527612}}};
    for (int k = 1; k < 191; ++k) {
      first[k] = first[k - 1].squared(mrg_m1);
      second[k] = second[k - 1].squared(mrg_m2);
    }
  }
  static const mrg_jumps &get() {
    static const mrg_jumps jumps;
    return jumps;
  }
};

// Skips n * 2^scale numbers.
inline void mrg_skip(unsigned long long n, int scale, npurandStateMRG32k3a *state) {
  const mrg_jumps &jumps = mrg_jumps::get();
  for (int k = scale; n != 0 && k < 191; n >>= 1, ++k)
    if (n & 1) {
      jumps.first[k].apply(state->s1, mrg_m1);
      jumps.second[k].apply(state->s2, mrg_m2);
    }
}

// The next number, from 1 to 2^32 - 209.
inline unsigned mrg_next(npurandStateMRG32k3a *state) {
  unsigned *const a = state->s1, *const b = state->s2;
  const uint64_t p1 = (1403580 * static_cast<uint64_t>(a[1]) + (mrg_m1 - 810728) * a[0]) % mrg_m1;
  const uint64_t p2 =
      (527612 * static_cast<uint64_t>(b[2]) % mrg_m2 + (mrg_m2 - 1370589) * b[0] % mrg_m2) % mrg_m2;
  a[0] = a[1];
  a[1] = a[2];
  a[2] = static_cast<unsigned>(p1);
  b[0] = b[1];
  b[1] = b[2];
  b[2] = static_cast<unsigned>(p2);
  return static_cast<unsigned>(p1 <= p2 ? p1 + mrg_m1 - p2 : p1 - p2);
}

} // namespace detail
} // namespace npu

// Skips n numbers, subsequences or sequences.
inline void npurand_skipahead(unsigned long long n, npurandStateMRG32k3a *state) {
  npu::detail::mrg_skip(n, 0, state);
}
inline void npurand_skipahead_subsequence(unsigned long long n, npurandStateMRG32k3a *state) {
  npu::detail::mrg_skip(n, 76, state);
}
inline void npurand_skipahead_sequence(unsigned long long n, npurandStateMRG32k3a *state) {
  npu::detail::mrg_skip(n, 127, state);
}

// Starts at number `offset` of subsequence `subsequence` of the generator with this seed.
inline void npurand_init(unsigned long long seed, unsigned long long subsequence, unsigned long long offset,
                         npurandStateMRG32k3a *state) {
  *state = npurandStateMRG32k3a();
  const uint64_t low = static_cast<unsigned>(seed) ^ 0x55555555u,
                 high = static_cast<unsigned>(seed >> 32) ^ 0xaaaaaaaau;
  for (int i = 0; i < 3; ++i) {
    state->s1[i] =
        static_cast<unsigned>(seed == 0 ? 12345 : (i == 1 ? high : low) * 12345 % npu::detail::mrg_m1);
    state->s2[i] =
        static_cast<unsigned>(seed == 0 ? 12345 : (i == 1 ? low : high) * 12345 % npu::detail::mrg_m2);
  }
  npurand_skipahead_subsequence(subsequence, state);
  npurand_skipahead(offset, state);
}

// The next number, stretched to all of 32 bits.
inline unsigned npurand(npurandStateMRG32k3a *state) {
  return static_cast<unsigned>(npu::detail::mrg_next(state) * 1.000000048662);
}

#endif
