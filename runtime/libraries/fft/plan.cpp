// SPDX-License-Identifier: Apache-2.0
#include "plan.h"

#include "on_stream.h"

#include <map>
#include <mutex>

namespace npu::fft {
namespace {

struct table {
  std::mutex mutex;
  std::map<npufftHandle, std::shared_ptr<plan>> plans;
  npufftHandle next = 1;
};

table &handles() {
  static table *t = new table; // for programs that destroy their plans after main
  return *t;
}

} // namespace

npufftHandle enter(std::shared_ptr<plan> made) {
  table &t = handles();
  const std::lock_guard lock(t.mutex);
  t.plans.emplace(t.next, std::move(made));
  return t.next++;
}

bool leave(npufftHandle handle) {
  table &t = handles();
  const std::lock_guard lock(t.mutex);
  return t.plans.erase(handle) > 0;
}

std::shared_ptr<plan> find(npufftHandle handle) {
  table &t = handles();
  const std::lock_guard lock(t.mutex);
  const auto found = t.plans.find(handle);
  return found == t.plans.end() ? nullptr : found->second;
}

npufftResult execute(const plan &of, const void *from, void *to, int direction) {
  if (!from || !to)
    return NPUFFT_INVALID_VALUE;
  if (of.of.of == form::complex_to_complex && direction != NPUFFT_FORWARD && direction != NPUFFT_INVERSE)
    return NPUFFT_INVALID_VALUE;
  const bool inverse = direction == NPUFFT_INVERSE;
  const auto work = [transform = of.transform, from, to, inverse] { transform->run(from, to, inverse); };
  return libraries::on_stream(of.stream, work) == npuSuccess ? NPUFFT_SUCCESS : NPUFFT_EXEC_FAILED;
}

} // namespace npu::fft
