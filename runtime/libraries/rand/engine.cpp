// SPDX-License-Identifier: Apache-2.0
#include "rand/engine.h"

#include "npu/rand_kernel.h"

#include <random>
#include <vector>

namespace npu::libraries::rand {
namespace {

// Number n is number n / Sequences of subsequence n % Sequences.
template <class State, unsigned Sequences> class interleaved : public engine {
public:
  void restart(uint64_t seed, uint64_t offset) override {
    states_.resize(Sequences);
    next_ = offset % Sequences;
    for (unsigned s = 0; s < Sequences; ++s)
      npurand_init(seed, s, offset / Sequences + (s < next_), &states_[s]);
  }
  void fill(uint32_t *out, size_t n) override {
    for (size_t i = 0; i < n; ++i) {
      out[i] = npurand(&states_[next_]);
      next_ = (next_ + 1) % Sequences;
    }
  }

private:
  std::vector<State> states_;
  size_t next_ = 0;
};

class mersenne_twister : public engine {
public:
  void restart(uint64_t seed, uint64_t offset) override {
    state_.seed(static_cast<uint32_t>(seed ^ seed >> 32));
    state_.discard(offset);
  }
  void fill(uint32_t *out, size_t n) override {
    for (size_t i = 0; i < n; ++i)
      out[i] = static_cast<uint32_t>(state_());
  }

private:
  std::mt19937 state_;
};

} // namespace

std::unique_ptr<engine> make_engine(npurandRngType_t type) {
  switch (type) {
  case NPURAND_RNG_TEST:
  case NPURAND_RNG_PSEUDO_DEFAULT:
  case NPURAND_RNG_PSEUDO_XORWOW:
    return std::make_unique<interleaved<npurandStateXORWOW, 4096>>();
  case NPURAND_RNG_PSEUDO_MRG32K3A:
    return std::make_unique<interleaved<npurandStateMRG32k3a, 4096>>();
  case NPURAND_RNG_PSEUDO_PHILOX4_32_10:
    return std::make_unique<interleaved<npurandStatePhilox4_32_10, 1>>();
  case NPURAND_RNG_PSEUDO_MTGP32:
  case NPURAND_RNG_PSEUDO_MT19937:
    return std::make_unique<mersenne_twister>();
  default:
    return nullptr;
  }
}

} // namespace npu::libraries::rand
