// SPDX-License-Identifier: Apache-2.0
// The tensors in a value of the dispatcher's stack, which may be one, a list, or none.
#ifndef NPU_TORCH_SRC_VALUES_H
#define NPU_TORCH_SRC_VALUES_H

#include <ATen/core/ivalue.h>

namespace npu {
namespace torch {

template <class Visit> void for_each_tensor(const c10::IValue &value, Visit visit) {
  if (value.isTensor()) {
    visit(value.toTensor());
  } else if (value.isTensorList()) {
    for (const at::Tensor &tensor : value.toTensorVector())
      visit(tensor);
  } else if (value.isList()) {
    for (const c10::IValue &element : value.toListRef())
      if (element.isTensor())
        visit(element.toTensor());
  }
}

// A value with its tensors replaced.
template <class Map> c10::IValue with_tensors(const c10::IValue &value, Map map) {
  if (value.isTensor())
    return map(value.toTensor());
  if (value.isTensorList()) {
    c10::List<at::Tensor> list;
    for (const at::Tensor &tensor : value.toTensorVector())
      list.push_back(map(tensor));
    return list;
  }
  if (value.isList()) { // optional tensors
    bool any = false;
    for (const c10::IValue &element : value.toListRef())
      any = any || element.isTensor();
    if (!any)
      return value;
    c10::impl::GenericList list(value.toList().elementType());
    for (const c10::IValue &element : value.toListRef())
      list.push_back(element.isTensor() ? c10::IValue(map(element.toTensor())) : element);
    return list;
  }
  return value;
}

} // namespace torch
} // namespace npu

#endif
