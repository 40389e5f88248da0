// SPDX-License-Identifier: Apache-2.0
// Operators in torch.ops.fused: kernels for the device, plain torch for the host.
#include <torch/library.h>
#include <torch/types.h>

#include <cmath>
#include <limits>

at::Tensor softmax_cuda(const at::Tensor &x, double scale, bool causal);
at::Tensor attention_cuda(const at::Tensor &q, const at::Tensor &k, const at::Tensor &v, double scale,
                          bool causal);
void scale_half_cuda(at::Tensor x, double factor);

namespace {

at::Tensor on_device(const at::Tensor &x) {
  TORCH_CHECK(x.is_cuda(), "expected a CUDA tensor");
  return x.contiguous();
}

at::Tensor softmax_device(const at::Tensor &x, double scale, bool causal) {
  return softmax_cuda(on_device(x), scale, causal);
}

at::Tensor attention_device(const at::Tensor &q, const at::Tensor &k, const at::Tensor &v, bool causal) {
  return attention_cuda(on_device(q), on_device(k), on_device(v), 1 / std::sqrt(double(q.size(-1))), causal);
}

at::Tensor &scale_device(at::Tensor &x, double factor) {
  TORCH_CHECK(x.is_cuda() && x.is_contiguous() && x.scalar_type() == at::kHalf && x.numel() % 2 == 0,
              "expected a contiguous CUDA tensor with an even number of halves");
  scale_half_cuda(x, factor);
  return x;
}

at::Tensor softmax_host(const at::Tensor &x, double scale, bool causal) {
  at::Tensor scores = x.to(at::kFloat) * scale;
  if (causal)
    scores = scores.masked_fill(at::ones({x.size(-2), x.size(-1)}, at::kBool).tril().logical_not(),
                                -std::numeric_limits<float>::infinity());
  return scores.softmax(-1).to(x.scalar_type());
}

at::Tensor attention_host(const at::Tensor &q, const at::Tensor &k, const at::Tensor &v, bool causal) {
  const at::Tensor scores = q.to(at::kFloat).matmul(k.to(at::kFloat).transpose(-1, -2));
  return softmax_host(scores, 1 / std::sqrt(double(q.size(-1))), causal)
      .matmul(v.to(at::kFloat))
      .to(q.scalar_type());
}

at::Tensor &scale_host(at::Tensor &x, double factor) { return x.mul_(factor); }

} // namespace

TORCH_LIBRARY(fused, m) {
  m.def("softmax(Tensor x, float scale=1.0, bool causal=False) -> Tensor");
  m.def("attention(Tensor q, Tensor k, Tensor v, bool causal=False) -> Tensor");
  m.def("scale_(Tensor(a!) x, float factor) -> Tensor(a!)");
}

TORCH_LIBRARY_IMPL(fused, CPU, m) {
  m.impl("softmax", softmax_host);
  m.impl("attention", attention_host);
  m.impl("scale_", scale_host);
}

TORCH_LIBRARY_IMPL(fused, CUDA, m) {
  m.impl("softmax", softmax_device);
  m.impl("attention", attention_device);
  m.impl("scale_", scale_device);
}
