// SPDX-License-Identifier: Apache-2.0
// XORWOW, the default generator of kernels: G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software
// 8(14), 2003. Period 2^192 - 2^32. Sequences are 2^67 numbers apart.
#ifndef NPU_RAND_XORWOW_H
#define NPU_RAND_XORWOW_H

#include <stdint.h>

struct npurandStateXORWOW {
  unsigned int d, v[5];
  int boxmuller_flag, boxmuller_flag_double; // whether a normal number is left over from the last pair
  float boxmuller_extra;
  double boxmuller_extra_double;
};
typedef npurandStateXORWOW npurandStateXORWOW_t;
typedef npurandStateXORWOW npurandState;
typedef npurandStateXORWOW npurandState_t;

namespace npu {
namespace detail {

constexpr unsigned xorwow_step_of_d = 362437;

inline void xorwow_step(unsigned v[5]) {
  const unsigned t = v[0] ^ v[0] >> 2;
  v[0] = v[1];
  v[1] = v[2];
  v[2] = v[3];
  v[3] = v[4];
  v[4] = v[4] ^ v[4] << 4 ^ t ^ t << 1;
}

// The part v is a linear map of bits, so many steps at once are one 160 by 160 bit matrix. Here it is stored
// as the images of all values of each group of four bits: a product is 40 look-ups.
struct xorwow_jump {
  unsigned image[40][16][5];

  void apply(unsigned v[5]) const {
    unsigned result[5] = {};
    for (int group = 0; group < 40; ++group) {
      const unsigned *const part = image[group][v[group / 8] >> (group % 8 * 4) & 15];
      for (int i = 0; i < 5; ++i)
        result[i] ^= part[i];
    }
    for (int i = 0; i < 5; ++i)
      v[i] = result[i];
  }

  // Builds the table of a linear map, given as a function that changes v.
  template <class Map> void tabulate(Map map) {
    for (int group = 0; group < 40; ++group)
      for (unsigned value = 0; value < 16; ++value) {
        unsigned v[5] = {};
        v[group / 8] = value << (group % 8 * 4);
        map(v);
        for (int i = 0; i < 5; ++i)
          image[group][value][i] = v[i];
      }
  }
};

// Jumps of 2^k numbers (k < 64) and of 2^k sequences of 2^67 numbers (k < 64). Built at first use, in about
// 10 ms.
struct xorwow_jumps {
  xorwow_jump numbers[64], sequences[64];

  xorwow_jumps() {
    const auto twice = [](const xorwow_jump &half, xorwow_jump &whole) {
      whole.tabulate([&half](unsigned v[5]) {
        half.apply(v);
        half.apply(v);
      });
    };
    numbers[0].tabulate(xorwow_step);
    for (int k = 1; k < 64; ++k)
      twice(numbers[k - 1], numbers[k]);
    xorwow_jump a, b; // 2^64, ..., 2^67
    twice(numbers[63], a);
    twice(a, b);
    twice(b, a);
    twice(a, sequences[0]);
    for (int k = 1; k < 64; ++k)
      twice(sequences[k - 1], sequences[k]);
  }
  static const xorwow_jumps &get() {
    static const xorwow_jumps jumps;
    return jumps;
  }
};

inline void xorwow_skip(const xorwow_jump jumps[64], unsigned long long n, unsigned v[5]) {
  for (int k = 0; n != 0; n >>= 1, ++k)
    if (n & 1)
      jumps[k].apply(v);
}

} // namespace detail
} // namespace npu

// Skips n numbers, or n sequences.
inline void npurand_skipahead(unsigned long long n, npurandStateXORWOW *state) {
  if (n != 0)
    npu::detail::xorwow_skip(npu::detail::xorwow_jumps::get().numbers, n, state->v);
  state->d += npu::detail::xorwow_step_of_d * static_cast<unsigned>(n);
}
inline void npurand_skipahead_sequence(unsigned long long n, npurandStateXORWOW *state) {
  if (n != 0) // d returns to itself after 2^32 numbers
    npu::detail::xorwow_skip(npu::detail::xorwow_jumps::get().sequences, n, state->v);
}

// Starts at number `offset` of sequence `sequence` of the generator with this seed.
inline void npurand_init(unsigned long long seed, unsigned long long sequence, unsigned long long offset,
                         npurandStateXORWOW *state) {
  const unsigned t0 = 1099087573u * (static_cast<unsigned>(seed) ^ 0xaad26b49u);
  const unsigned t1 = 2591861531u * (static_cast<unsigned>(seed >> 32) ^ 0xf7dcefddu);
  *state = npurandStateXORWOW();
  state->d = 6615241u + t1 + t0;
  state->v[0] = 123456789u + t0;
  state->v[1] = 362436069u ^ t0;
  state->v[2] = 521288629u + t1;
  state->v[3] = 88675123u ^ t1;
  state->v[4] = 5783321u + t0;
  npurand_skipahead_sequence(sequence, state);
  npurand_skipahead(offset, state);
}

// The next number: 32 uniformly distributed bits.
inline unsigned npurand(npurandStateXORWOW *state) {
  npu::detail::xorwow_step(state->v);
  state->d += npu::detail::xorwow_step_of_d;
  return state->v[4] + state->d;
}

#endif
