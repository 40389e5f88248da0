// SPDX-License-Identifier: Apache-2.0
// Sobol's sequences: P. Bratley and B. Fox, Algorithm 659, ACM TOMS 14, 1988, in the order of Gray codes;
// direction numbers of S. Joe and F. Kuo, SIAM J. Sci. Comput. 30, 2008.
#ifndef NPU_LIBRARIES_RAND_SOBOL_H
#define NPU_LIBRARIES_RAND_SOBOL_H

#include <stddef.h>
#include <stdint.h>

namespace npu::libraries::rand {

constexpr unsigned most_dimensions = 21;

// Points first, first + 1, ... of a dimension (from 0), as 64-bit fractions; the upper 32 bits are the 32-bit
// sequence.
void sobol_points(unsigned dimension, uint64_t first, uint64_t *out, size_t n, bool scrambled);

} // namespace npu::libraries::rand

#endif
