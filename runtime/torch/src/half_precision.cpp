// SPDX-License-Identifier: Apache-2.0
#include "half_precision.h"

#include "values.h"

#include <ATen/core/Tensor.h>
#include <c10/util/SmallVector.h>

#include <mutex>
#include <set>
#include <string>
#include <utility>

namespace npu {
namespace torch {
namespace {

using Stack = ::torch::jit::Stack;

// The 16-bit type among the arguments, else Undefined.
c10::ScalarType narrow_type(at::ArrayRef<c10::IValue> arguments) {
  c10::ScalarType type = c10::ScalarType::Undefined;
  for (const c10::IValue &argument : arguments)
    for_each_tensor(argument, [&](const at::Tensor &tensor) {
      if (tensor.defined() && (tensor.scalar_type() == at::kHalf || tensor.scalar_type() == at::kBFloat16))
        type = tensor.scalar_type();
    });
  return type;
}

// The operators that were found to lack a type: asking costs an exception each time.
class Lacking {
public:
  bool contains(const c10::OperatorHandle &op, c10::ScalarType type) {
    const std::lock_guard<std::mutex> lock(mutex_);
    return known_.count({op.operator_name(), type}) != 0;
  }
  void insert(const c10::OperatorHandle &op, c10::ScalarType type) {
    const std::lock_guard<std::mutex> lock(mutex_);
    known_.insert({op.operator_name(), type});
  }

private:
  struct Less {
    using Key = std::pair<c10::OperatorName, c10::ScalarType>;
    bool operator()(const Key &a, const Key &b) const {
      return std::tie(a.first.name, a.first.overload_name, a.second) <
             std::tie(b.first.name, b.first.overload_name, b.second);
    }
  };
  std::mutex mutex_;
  std::set<Less::Key, Less> known_;
};

// Says `"exp" not implemented for 'Half'`, `grid_sampler not implemented for Half` and the like.
bool tells_of_missing(const c10::Error &error, c10::ScalarType type) {
  const std::string text = error.what_without_backtrace();
  const size_t at = text.find("not implemented for");
  return at != std::string::npos && text.find(c10::toString(type), at) != std::string::npos;
}

bool ends_with(const std::string &text, const std::string &end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

class InFloat {
public:
  InFloat(const c10::OperatorHandle &op, c10::ScalarType narrow) : op_(op), narrow_(narrow) {}

  void call(Stack *stack) {
    const auto &parameters = op_.schema().arguments();
    const size_t first = stack->size() - parameters.size();
    for (size_t i = 0; i < parameters.size(); ++i)
      widen((*stack)[first + i], parameters[i]);
    op_.callBoxed(stack);
    for (const Widened &each : widened_)
      if (each.written) {
        if (each.narrow.sizes() != each.wide.sizes())
          each.narrow.resize_(each.wide.sizes());
        each.narrow.copy_(each.wide);
      }
    const size_t results = op_.schema().returns().size();
    for (size_t i = 0; i < results; ++i) {
      c10::IValue &value = (*stack)[stack->size() - results + i];
      value = with_tensors(value, [&](const at::Tensor &tensor) { return narrowed(tensor, i); });
    }
  }

private:
  struct Widened {
    at::Tensor narrow, wide;
    bool written;
  };

  void widen(c10::IValue &value, const c10::Argument &parameter) {
    if (value.isInt() && ends_with(parameter.name(), "dtype")) {
      result_is_float_ = value.toInt() == static_cast<int64_t>(at::kFloat);
      if (value.toInt() == static_cast<int64_t>(narrow_))
        value = static_cast<int64_t>(at::kFloat);
      return;
    }
    const bool written = parameter.alias_info() && parameter.alias_info()->isWrite();
    value = with_tensors(value, [&](const at::Tensor &tensor) {
      if (!tensor.defined() || tensor.scalar_type() != narrow_) {
        // float and half give float, except in numbers, which do not count
        if (tensor.defined() && tensor.scalar_type() == at::kFloat && tensor.dim() > 0)
          result_is_float_ = true;
        return tensor;
      }
      for (Widened &each : widened_)
        if (each.narrow.is_same(tensor)) {
          each.written = each.written || written;
          return each.wide;
        }
      widened_.push_back({tensor, tensor.to(at::kFloat), written});
      return widened_.back().wide;
    });
  }

  at::Tensor narrowed(const at::Tensor &result, size_t number) const {
    for (const Widened &each : widened_)
      if (each.wide.is_same(result))
        return each.narrow;
    if (!result.defined() || result.scalar_type() != at::kFloat)
      return result;
    // Normalisations take weights in float, too; their statistics are always float.
    static const std::string native = "aten::native_";
    const std::string &name = op_.schema().name();
    const bool normalises = name.compare(0, native.size(), native) == 0 && name.find("norm") != name.npos;
    const bool statistics = number > 0 && !ends_with(name, "backward");
    return (normalises ? statistics : result_is_float_) ? result : result.to(narrow_);
  }

  const c10::OperatorHandle &op_;
  c10::ScalarType narrow_;
  c10::SmallVector<Widened, 4> widened_;
  bool result_is_float_ = false;
};

} // namespace

void call_on_host(const c10::OperatorHandle &op, Stack *stack) {
  static Lacking *const lacking = new Lacking; // operators may still run while the process ends
  const size_t count = op.schema().arguments().size(), first = stack->size() - count;
  const auto arguments = ::torch::jit::last(*stack, count);
  const c10::ScalarType narrow = narrow_type(arguments);
  if (narrow == c10::ScalarType::Undefined)
    return op.callBoxed(stack);
  if (!lacking->contains(op, narrow)) {
    const Stack kept(arguments.begin(), arguments.end());
    try {
      return op.callBoxed(stack);
    } catch (const c10::Error &error) {
      if (!tells_of_missing(error, narrow))
        throw;
    }
    stack->resize(first);
    stack->insert(stack->end(), kept.begin(), kept.end());
    lacking->insert(op, narrow);
  }
  InFloat(op, narrow).call(stack);
}

} // namespace torch
} // namespace npu
