// SPDX-License-Identifier: Apache-2.0
// Sources of random bits.
#ifndef NPU_LIBRARIES_RAND_ENGINE_H
#define NPU_LIBRARIES_RAND_ENGINE_H

#include "npu/rand.h"

#include <stdint.h>

#include <memory>

namespace npu::libraries::rand {

// A sequence of 32-bit numbers.
class engine {
public:
  virtual ~engine() = default;
  virtual void restart(uint64_t seed, uint64_t offset) = 0;
  virtual void fill(uint32_t *out, size_t n) = 0;
};

// Null for types that are not pseudorandom.
std::unique_ptr<engine> make_engine(npurandRngType_t type);

} // namespace npu::libraries::rand

#endif
