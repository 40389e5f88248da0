// SPDX-License-Identifier: Apache-2.0
#include "npu/torch/generator.h"

#include <ATen/CPUGeneratorImpl.h>

#include <mutex>
#include <vector>

namespace npu {
namespace torch {

Generator::Generator(c10::DeviceIndex device, at::Generator engine)
    : GeneratorImpl(c10::Device(kNPU, device), c10::DispatchKeySet(c10::DispatchKey::PrivateUse1)),
      engine_(std::move(engine)) {}

void Generator::set_current_seed(uint64_t seed) {
  std::lock_guard<std::mutex> lock(engine_.mutex());
  engine_.set_current_seed(seed);
}
uint64_t Generator::current_seed() const { return engine_.current_seed(); }
uint64_t Generator::seed() {
  std::lock_guard<std::mutex> lock(engine_.mutex());
  return engine_.seed();
}
void Generator::set_state(const c10::TensorImpl &state) {
  std::lock_guard<std::mutex> lock(engine_.mutex());
  engine_.unsafeGetGeneratorImpl()->set_state(state);
}
c10::intrusive_ptr<c10::TensorImpl> Generator::get_state() const {
  return engine_.unsafeGetGeneratorImpl()->get_state();
}
#if TORCH_VERSION_MAJOR >= 2
void Generator::set_offset(uint64_t) {
  TORCH_CHECK(false, "the generators of the npu device have no offset");
}
uint64_t Generator::get_offset() const { return 0; }
#endif

PhiloxState Generator::philox_state(uint64_t) {
  std::lock_guard<std::mutex> lock(engine_.mutex());
  return PhiloxState(at::check_generator<at::CPUGeneratorImpl>(engine_)->random64(), 0);
}

Generator *Generator::clone_impl() const { return new Generator(device().index(), engine_.clone()); }

const at::Generator &getDefaultGenerator(c10::DeviceIndex device) {
  static std::vector<at::Generator> *all = [] {
    auto *generators = new std::vector<at::Generator>;
    for (c10::DeviceIndex i = 0; i < device_count(); ++i)
      generators->push_back(at::make_generator<Generator>(i, at::detail::getDefaultCPUGenerator()));
    return generators;
  }();
  return all->at(static_cast<size_t>(device < 0 ? current_device() : device));
}

at::Generator createGenerator(c10::DeviceIndex device) {
  return at::make_generator<Generator>(device < 0 ? current_device() : device,
                                       at::detail::createCPUGenerator());
}

} // namespace torch
} // namespace npu
