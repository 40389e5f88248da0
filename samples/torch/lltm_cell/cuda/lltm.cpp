// SPDX-License-Identifier: Apache-2.0
// Bindings: checks the tensors and calls the kernels.
#include <torch/extension.h>

#include <vector>

std::vector<torch::Tensor> lltm_cuda_forward(torch::Tensor gates, torch::Tensor old_cell);
std::vector<torch::Tensor> lltm_cuda_backward(torch::Tensor grad_h, torch::Tensor grad_cell,
                                              torch::Tensor gates, torch::Tensor new_cell);

#define CHECK_CUDA(x) TORCH_CHECK((x).is_cuda(), #x " must be a CUDA tensor")
#define CHECK_INPUT(x)                                                                                       \
  CHECK_CUDA(x);                                                                                             \
  TORCH_CHECK((x).is_contiguous(), #x " must be contiguous")

std::vector<torch::Tensor> forward(torch::Tensor gates, torch::Tensor old_cell) {
  CHECK_INPUT(gates);
  CHECK_INPUT(old_cell);
  return lltm_cuda_forward(gates, old_cell);
}

std::vector<torch::Tensor> backward(torch::Tensor grad_h, torch::Tensor grad_cell, torch::Tensor gates,
                                    torch::Tensor new_cell) {
  CHECK_INPUT(grad_h);
  CHECK_INPUT(grad_cell);
  CHECK_INPUT(gates);
  CHECK_INPUT(new_cell);
  return lltm_cuda_backward(grad_h, grad_cell, gates, new_cell);
}

PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) {
  m.def("forward", &forward, "LLTM cell, forward");
  m.def("backward", &backward, "LLTM cell, backward");
}
