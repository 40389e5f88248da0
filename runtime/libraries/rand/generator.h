// SPDX-License-Identifier: Apache-2.0
// A generator: its source of bits, and where it is in its sequence.
#ifndef NPU_LIBRARIES_RAND_GENERATOR_H
#define NPU_LIBRARIES_RAND_GENERATOR_H

#include "rand/engine.h"
#include "rand/sobol.h"

#include <memory>

namespace npu::libraries::rand {

// What the work in a stream needs of a generator; it outlives the handle.
struct source {
  std::unique_ptr<engine> bits; // null: quasirandom
  uint64_t seed = 0, offset = 0;
  unsigned dimensions = 1;
  bool wide = false, scrambled = false; // of quasirandom ones: 64 bits
  bool started = false;

  // n numbers; n is a multiple of the dimensions.
  void integers(uint32_t *out, size_t n);
  void integers(uint64_t *out, size_t n);
  void uniform(float *out, size_t n);
  void uniform(double *out, size_t n);
  // Scaled by `finish(z)`; n is even for pseudorandom sources.
  template <class T, class F> void normal(T *out, size_t n, F finish);
  void poisson(uint32_t *out, size_t n, double lambda);

private:
  engine &restarted();
  double fraction(uint64_t x) const; // of a point, in (0, 1]
  template <unsigned Each, class F> void draw(size_t n, F use);
  template <class F> void points(size_t n, F use); // use(index, 64-bit fraction)
};

} // namespace npu::libraries::rand

struct npurandGenerator_st {
  std::shared_ptr<npu::libraries::rand::source> source;
  npuStream_t stream = nullptr;
  bool on_host = false;
};

#endif
