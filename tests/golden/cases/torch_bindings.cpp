// The bindings of an extension: checks, registration of operators, autograd.
#include <torch/extension.h>
#include <torch/library.h>

torch::Tensor scale_cpu(torch::Tensor x, double f);
torch::Tensor scale_cuda(torch::Tensor x, double f);

#define CHECK_INPUT(x)                                                                                       \
  TORCH_CHECK(x.device().is_cuda(), #x " must be a CUDA tensor");                                            \
  TORCH_CHECK(x.is_contiguous(), #x " must be contiguous")

torch::Tensor scale(torch::Tensor x, double f) {
  if (x.is_cuda()) {
    CHECK_INPUT(x);
    return scale_cuda(x, f);
  }
  TORCH_CHECK(x.device().type() == c10::DeviceType::CPU || x.device().type() == c10::DeviceType::CUDA);
  return scale_cpu(x, f);
}

bool all_there(const std::vector<torch::Tensor> &list, torch::Tensor *first) {
  return list[0].is_cuda() && list.back().device().is_cuda() && first->is_cuda();
}

class Scale : public torch::autograd::Function<Scale> {
public:
  static torch::Tensor forward(torch::autograd::AutogradContext *ctx, torch::Tensor x, double f) {
    ctx->saved_data["f"] = f;
    return scale(x, f);
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext *ctx,
                                                 torch::autograd::variable_list grads) {
    return {scale(grads[0], ctx->saved_data["f"].toDouble()), torch::Tensor()};
  }
};

TORCH_LIBRARY(example_ops, m) { m.def("scale(Tensor x, float f) -> Tensor"); }
TORCH_LIBRARY_IMPL(example_ops, CPU, m) { m.impl("scale", &scale_cpu); }
TORCH_LIBRARY_IMPL(example_ops, CUDA, m) { m.impl("scale", &scale_cuda); }
TORCH_LIBRARY_IMPL(example_ops, AutogradCUDA, m) {
  m.impl("scale", [](torch::Tensor x, double f) { return Scale::apply(x, f); });
}

PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) { m.def("scale", &scale, "scale (CUDA)"); }
