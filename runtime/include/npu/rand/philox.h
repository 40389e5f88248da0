// SPDX-License-Identifier: Apache-2.0
// Philox4x32-10, a counter-based generator: J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3",
// SC 2011. Each counter gives four numbers. Sequences are 2^66 numbers apart, so that there are 2^64 of them.
#ifndef NPU_RAND_PHILOX_H
#define NPU_RAND_PHILOX_H

#include "npu/vector_types.h"

#include <stdint.h>

struct npurandStatePhilox4_32_10 {
  uint4 ctr; // of the four numbers in output
  uint4 output;
  uint2 key;
  unsigned int STATE; // how many of the four are used up
  int boxmuller_flag, boxmuller_flag_double;
  float boxmuller_extra;
  double boxmuller_extra_double;
};
typedef npurandStatePhilox4_32_10 npurandStatePhilox4_32_10_t;

namespace npu {
namespace detail {

// The four numbers of a counter.
inline uint4 philox4x32_10(uint4 c, uint2 k) {
  for (int round = 0; round < 10; ++round) {
    const uint64_t a = static_cast<uint64_t>(0xD2511F53u) * c.x, b = static_cast<uint64_t>(0xCD9E8D57u) * c.z;
    c = make_uint4(static_cast<unsigned>(b >> 32) ^ c.y ^ k.x, static_cast<unsigned>(b),
                   static_cast<unsigned>(a >> 32) ^ c.w ^ k.y, static_cast<unsigned>(a));
    k.x += 0x9E3779B9u;
    k.y += 0xBB67AE85u;
  }
  return c;
}

// Adds n to the upper or lower half of the 128-bit counter; a carry out of the lower half goes into the
// upper.
inline void philox_add_upper(uint4 &c, uint64_t n) {
  const uint64_t sum = (static_cast<uint64_t>(c.w) << 32 | c.z) + n;
  c.z = static_cast<unsigned>(sum);
  c.w = static_cast<unsigned>(sum >> 32);
}
inline void philox_add(uint4 &c, uint64_t n) {
  const uint64_t sum = (static_cast<uint64_t>(c.y) << 32 | c.x) + n;
  c.x = static_cast<unsigned>(sum);
  c.y = static_cast<unsigned>(sum >> 32);
  if (sum < n)
    philox_add_upper(c, 1);
}

} // namespace detail
} // namespace npu

// Skips n numbers, or n sequences.
inline void npurand_skipahead(unsigned long long n, npurandStatePhilox4_32_10 *state) {
  const unsigned used = state->STATE + static_cast<unsigned>(n & 3);
  const unsigned long long counters = n / 4 + used / 4;
  state->STATE = used % 4;
  if (counters != 0) {
    npu::detail::philox_add(state->ctr, counters);
    state->output = npu::detail::philox4x32_10(state->ctr, state->key);
  }
}
inline void npurand_skipahead_sequence(unsigned long long n, npurandStatePhilox4_32_10 *state) {
  npu::detail::philox_add_upper(state->ctr, n);
  state->output = npu::detail::philox4x32_10(state->ctr, state->key);
}

// Starts at number `offset` of sequence `sequence` of the generator with this seed.
inline void npurand_init(unsigned long long seed, unsigned long long sequence, unsigned long long offset,
                         npurandStatePhilox4_32_10 *state) {
  *state = npurandStatePhilox4_32_10();
  state->key = make_uint2(static_cast<unsigned>(seed), static_cast<unsigned>(seed >> 32));
  npurand_skipahead_sequence(sequence, state);
  npurand_skipahead(offset, state);
}

// The next number: 32 uniformly distributed bits.
inline unsigned npurand(npurandStatePhilox4_32_10 *state) {
  const uint4 four = state->output;
  const unsigned used = state->STATE;
  const unsigned result = used == 0 ? four.x : used == 1 ? four.y : used == 2 ? four.z : four.w;
  npurand_skipahead(1, state);
  return result;
}
// The next four numbers.
inline uint4 npurand4(npurandStatePhilox4_32_10 *state) {
  if (state->STATE == 0) {
    const uint4 result = state->output;
    npurand_skipahead(4, state);
    return result;
  }
  const unsigned x = npurand(state), y = npurand(state), z = npurand(state), w = npurand(state);
  return make_uint4(x, y, z, w);
}

#endif
