// SPDX-License-Identifier: Apache-2.0
#include "executor.h"

#include "lines.h"
#include "npu/bf16.h"
#include "npu/fp16.h"

#include <mutex>

namespace npu::fft {
namespace {

// Dimension by dimension, through memory of its own where there is more than one. Part is the type of real
// numbers in memory, T the one that is computed with.
template <class Part, class T> class typed_executor final : public executor {
public:
  explicit typed_executor(const layout &plan) : plan(plan), n(plan.complex_points()) {
    for (size_t d = 0; d < 3; ++d)
      if (d < 2 ? n[d] > 1 : plan.of == form::complex_to_complex)
        along[d].emplace_back(n[d]);
    if (plan.of != form::complex_to_complex)
      real.emplace_back(plan.points[2]);
  }

  void run(const void *from, void *to, bool inverse) override {
    const std::lock_guard lock(mutex);
    layout now = plan;
    if (plan.basic)
      place_basic(now, from == to);
    switch (plan.of) {
    case form::complex_to_complex:
      run_forward(now, static_cast<const stored *>(from), static_cast<stored *>(to), along[2], inverse);
      break;
    case form::real_to_complex:
      run_forward(now, static_cast<const Part *>(from), static_cast<stored *>(to), real, false);
      break;
    case form::complex_to_real:
      run_backward(now, static_cast<const stored *>(from), static_cast<Part *>(to));
      break;
    }
  }

private:
  using stored = stored_complex<Part>;
  using held = stored_complex<T>;

  // The rows first.
  template <class From, class Rows>
  void run_forward(const layout &now, const From *from, stored *to, Rows &rows, bool inverse) {
    const size_t row_points = now.of == form::complex_to_complex ? n[2] : plan.points[2];
    const bool planes = !along[0].empty(), columns = !along[1].empty();
    if (!planes && !columns) {
      transform_lines<T>(from, to, across_dimension(2, now.batch, now.from, now.to, row_points, n[2]), rows,
                         inverse);
      return;
    }
    for_each_group([&](size_t first, size_t count, const places &own, held *memory) {
      const From *source = from + static_cast<ptrdiff_t>(first) * now.from.batch;
      stored *target = to + static_cast<ptrdiff_t>(first) * now.to.batch;
      transform_lines<T>(source, memory, across_dimension(2, count, now.from, own, row_points, n[2]), rows,
                         inverse);
      const size_t last = planes ? 0 : 1;
      if (planes && columns)
        transform_lines<T>(memory, memory, across_dimension(1, count, own, own, n[1], n[1]), along[1],
                           inverse);
      transform_lines<T>(memory, target, across_dimension(last, count, own, now.to, n[last], n[last]),
                         along[last], inverse);
    });
  }

  // The rows, which become real, last.
  void run_backward(const layout &now, const stored *from, Part *to) {
    const bool planes = !along[0].empty(), columns = !along[1].empty();
    if (!planes && !columns) {
      transform_lines<T>(from, to, across_dimension(2, now.batch, now.from, now.to, n[2], plan.points[2]),
                         real, true);
      return;
    }
    for_each_group([&](size_t first, size_t count, const places &own, held *memory) {
      const stored *source = from + static_cast<ptrdiff_t>(first) * now.from.batch;
      Part *target = to + static_cast<ptrdiff_t>(first) * now.to.batch;
      const size_t d = planes ? 0 : 1;
      transform_lines<T>(source, memory, across_dimension(d, count, now.from, own, n[d], n[d]), along[d],
                         true);
      if (planes && columns)
        transform_lines<T>(memory, memory, across_dimension(1, count, own, own, n[1], n[1]), along[1], true);
      transform_lines<T>(memory, target, across_dimension(2, count, own, now.to, n[2], plan.points[2]), real,
                         true);
    });
  }

  // The lines along one dimension of so many transforms.
  lines across_dimension(size_t d, size_t count, const places &from, const places &to, size_t from_length,
                         size_t to_length) const {
    const size_t e = d == 0 ? 1 : 0, f = d == 2 ? 1 : 2;
    const auto dimension = [&](size_t i) { return across{n[i], from.dimension[i], to.dimension[i]}; };
    return {{across{count, from.batch, to.batch}, dimension(e), dimension(f)},
            from_length,
            to_length,
            from.dimension[d],
            to.dimension[d]};
  }

  // As many transforms at a time as the memory holds without being large, at least one.
  template <class Body> void for_each_group(const Body &body) {
    const places own = dense(n);
    constexpr size_t points = 1 << 18;
    const size_t each = static_cast<size_t>(own.batch),
                 group = std::min(plan.batch, std::max<size_t>(1, points / each));
    if (!memory)
      memory.reset(new held[group * each]); // without a value: it is written before it is read
    for (size_t first = 0; first < plan.batch; first += group)
      body(first, std::min(group, plan.batch - first), own, memory.get());
  }

  const layout plan;
  const std::array<size_t, 3> n;
  std::mutex mutex;
  std::array<std::vector<complex_dft<T>>, 3> along;
  std::vector<real_dft<T>> real;
  std::unique_ptr<held[]> memory;
};

} // namespace

std::shared_ptr<executor> make_executor(const layout &plan) {
  switch (plan.real) {
  case NPU_R_32F:
    return std::make_shared<typed_executor<float, float>>(plan);
  case NPU_R_64F:
    return std::make_shared<typed_executor<double, double>>(plan);
  case NPU_R_16F:
    return std::make_shared<typed_executor<npu_half, float>>(plan);
  case NPU_R_16BF:
    return std::make_shared<typed_executor<npu_bfloat16, float>>(plan);
  default:
    return nullptr;
  }
}

} // namespace npu::fft
