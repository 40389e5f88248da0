// SPDX-License-Identifier: Apache-2.0
// Random numbers: the counterpart of at::CUDAGeneratorImpl.
//
// A generator of the device draws from a generator of the host. The default one draws from the host's default
// one, so that torch.manual_seed reaches it with every version of torch.
#ifndef NPU_TORCH_GENERATOR_H
#define NPU_TORCH_GENERATOR_H

#include "npu/detail/export.h"
#include "npu/torch/device.h"

#include <ATen/core/Generator.h>
#include <torch/version.h>

#include <cstdint>
#include <tuple>
#include <utility>

namespace npu {
namespace torch {

// What a kernel needs to start Philox: npurand_init(seed, thread, offset, &state).
struct PhiloxState {
  PhiloxState() = default;
  PhiloxState(uint64_t seed, uint64_t offset) : seed_(seed), offset_(offset) {}
  uint64_t seed_ = 0, offset_ = 0;
};

class NPU_API Generator final : public c10::GeneratorImpl {
public:
  // Draws from `engine`, a generator of the host.
  Generator(c10::DeviceIndex device, at::Generator engine);

  static c10::DeviceType device_type() { return kNPU; }
  void set_current_seed(uint64_t seed) override;
  uint64_t current_seed() const override;
  uint64_t seed() override;
  void set_state(const c10::TensorImpl &state) override;
  c10::intrusive_ptr<c10::TensorImpl> get_state() const override;
#if TORCH_VERSION_MAJOR >= 2
  void set_offset(uint64_t offset) override;
  uint64_t get_offset() const override;
#endif

  // A state of its own for a launch. Drawn anew each time, so no two launches share numbers, however many
  // each thread takes (`increment`).
  PhiloxState philox_state(uint64_t increment);
  std::pair<uint64_t, uint64_t> philox_engine_inputs(uint64_t increment) {
    const PhiloxState state = philox_state(increment);
    return {state.seed_, state.offset_};
  }
  const at::Generator &engine() const { return engine_; }

private:
  Generator *clone_impl() const override;
  at::Generator engine_;
};

NPU_API const at::Generator &getDefaultGenerator(c10::DeviceIndex device = -1);
NPU_API at::Generator createGenerator(c10::DeviceIndex device = -1);

namespace philox {
inline std::tuple<uint64_t, uint64_t> unpack(PhiloxState state) {
  return std::make_tuple(state.seed_, state.offset_);
}
} // namespace philox
using philox::unpack;

} // namespace torch
} // namespace npu

#endif
