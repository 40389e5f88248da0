// SPDX-License-Identifier: Apache-2.0
#include "rand/sobol.h"

namespace npu::libraries::rand {
namespace {

struct polynomial {
  unsigned degree, inner; // inner coefficients as bits, the highest power first
  uint64_t m[7];          // the first direction numbers
};
constexpr polynomial polynomials[most_dimensions - 1] = {
    {1, 0, {1}},
    {2, 1, {1, 3}},
    {3, 1, {1, 3, 1}},
    {3, 2, {1, 1, 1}},
    {4, 1, {1, 1, 3, 3}},
    {4, 4, {1, 3, 5, 13}},
    {5, 2, {1, 1, 5, 5, 17}},
    {5, 4, {1, 1, 5, 5, 5}},
    {5, 7, {1, 1, 7, 11, 19}},
    {5, 11, {1, 1, 5, 1, 1}},
    {5, 13, {1, 1, 1, 3, 11}},
    {5, 14, {1, 3, 5, 5, 31}},
    {6, 1, {1, 3, 3, 9, 7, 49}},
    {6, 13, {1, 1, 1, 15, 21, 21}},
    {6, 16, {1, 3, 1, 13, 27, 49}},
    {6, 19, {1, 1, 1, 15, 7, 5}},
    {6, 22, {1, 3, 1, 15, 13, 25}},
    {6, 25, {1, 1, 5, 5, 19, 61}},
    {7, 1, {1, 3, 7, 11, 23, 15, 103}},
    {7, 4, {1, 3, 7, 13, 13, 15, 69}},
};

void directions(unsigned dimension, uint64_t v[64]) {
  if (dimension == 0) {
    for (unsigned k = 0; k < 64; ++k)
      v[k] = uint64_t(1) << (63 - k);
    return;
  }
  const polynomial &p = polynomials[dimension - 1];
  for (unsigned k = 0; k < 64; ++k) {
    if (k < p.degree) {
      v[k] = p.m[k] << (63 - k);
      continue;
    }
    v[k] = v[k - p.degree] ^ v[k - p.degree] >> p.degree;
    for (unsigned i = 1; i < p.degree; ++i)
      if (p.inner >> (p.degree - 1 - i) & 1)
        v[k] ^= v[k - i];
  }
}

// A constant for each dimension (the finaliser of splitmix64).
uint64_t scramble_of(unsigned dimension) {
  uint64_t z = (dimension + 1) * 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

} // namespace

void sobol_points(unsigned dimension, uint64_t first, uint64_t *out, size_t n, bool scrambled) {
  uint64_t v[64], x = scrambled ? scramble_of(dimension) : 0;
  directions(dimension, v);
  const uint64_t gray = first ^ first >> 1;
  for (unsigned k = 0; k < 64; ++k)
    if (gray >> k & 1)
      x ^= v[k];
  for (size_t i = 0; i < n; ++i) {
    out[i] = x;
    x ^= v[__builtin_ctzll(~(first + i))];
  }
}

} // namespace npu::libraries::rand
