# SPDX-License-Identifier: Apache-2.0
"""A small network with an operator of its own trains on the device as it does on the host."""

import copy
import unittest

import torch

import npu_torch
from npu_torch.utils.cpp_extension import load_inline

DEVICE = npu_torch.device()

# y = x * sigmoid(a * x), and its gradients.
KERNELS = r'''
template <typename T> NPU_GLOBAL void swish(const T *x, const T *a, T *y, int n) {
  NPU_KERNEL_LOOP(i, n) y[i] = x[i] / (T(1) + std::exp(-a[0] * x[i]));
}
template <typename T>
NPU_GLOBAL void swish_backward(const T *dy, const T *x, const T *a, T *dx, T *da, int n) {
  NPU_KERNEL_LOOP(i, n) {
    const T s = T(1) / (T(1) + std::exp(-a[0] * x[i]));
    dx[i] = dy[i] * s * (T(1) + a[0] * x[i] * (T(1) - s));
    npu::torch::gpuAtomicAdd(da, dy[i] * x[i] * x[i] * s * (T(1) - s));
  }
}
at::Tensor forward(at::Tensor x, at::Tensor a) {
  TORCH_CHECK(npu::torch::is_npu(x), "x must be on the npu device");
  npu::torch::Guard guard(x.device());
  auto y = torch::empty_like(x);
  const int n = x.numel();
  AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "swish", [&] {
    NPU_LAUNCH(swish<scalar_t>, (npu::torch::GET_BLOCKS(n, 64), 64, 0, npu::torch::getCurrentStream()),
               x.data_ptr<scalar_t>(), a.data_ptr<scalar_t>(), y.data_ptr<scalar_t>(), n);
  });
  NPU_TORCH_LAUNCH_CHECK();
  return y;
}
std::vector<at::Tensor> backward(at::Tensor dy, at::Tensor x, at::Tensor a) {
  npu::torch::Guard guard(x.device());
  auto dx = torch::empty_like(x), da = torch::zeros_like(a);
  const int n = x.numel();
  AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "swish_backward", [&] {
    NPU_LAUNCH(swish_backward<scalar_t>, (npu::torch::GET_BLOCKS(n, 64), 64, 0, npu::torch::getCurrentStream()),
               dy.data_ptr<scalar_t>(), x.data_ptr<scalar_t>(), a.data_ptr<scalar_t>(), dx.data_ptr<scalar_t>(),
               da.data_ptr<scalar_t>(), n);
  });
  NPU_TORCH_LAUNCH_CHECK();
  return {dx, da};
}
'''

extension = load_inline(
    'npu_torch_test_swish',
    'at::Tensor forward(at::Tensor x, at::Tensor a);\n'
    'std::vector<at::Tensor> backward(at::Tensor dy, at::Tensor x, at::Tensor a);',
    KERNELS, functions=['forward', 'backward'])


class SwishFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, a):
        x = x.contiguous()
        ctx.save_for_backward(x, a)
        return extension.forward(x, a)

    @staticmethod
    def backward(ctx, dy):
        return tuple(extension.backward(dy.contiguous(), *ctx.saved_tensors))


class Swish(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.nn.Parameter(torch.ones(1))

    def forward(self, x):
        return SwishFunction.apply(x, self.a) if npu_torch.is_npu(x) else x * torch.sigmoid(self.a * x)


class Training(unittest.TestCase):
    def test_operator(self):
        x = torch.randn(5, 3, dtype=torch.float64, device=DEVICE, requires_grad=True)
        a = torch.full((1,), 0.7, dtype=torch.float64, device=DEVICE, requires_grad=True)
        before = npu_torch.launch_count()
        y = SwishFunction.apply(x, a)
        self.assertEqual(npu_torch.launch_count(), before + 1)
        expected = x.detach().cpu() * torch.sigmoid(a.detach().cpu() * x.detach().cpu())
        self.assertTrue(torch.allclose(y.detach().cpu(), expected))
        self.assertTrue(torch.autograd.gradcheck(SwishFunction.apply, (x, a), nondet_tol=1e-12))

    def test_streams(self):
        # The backward pass runs in a thread of autograd's, whose current stream is another one.
        x = torch.randn(1 << 16, device=DEVICE, requires_grad=True)
        a = torch.ones(1, device=DEVICE, requires_grad=True)
        for _ in range(20):
            with npu_torch.stream(npu_torch.Stream()):
                y = SwishFunction.apply(x * 2, a)
                gradient, = torch.autograd.grad(y.sum(), x)
                expected = torch.sigmoid(2 * x) * (1 + 2 * x * (1 - torch.sigmoid(2 * x))) * 2
                self.assertTrue(torch.allclose(gradient, expected, atol=1e-4))

    def test_host_tensors_are_refused(self):
        before = npu_torch.launch_count()
        with self.assertRaisesRegex(RuntimeError, 'must be on the npu device'):
            extension.forward(torch.ones(3), torch.ones(1))
        self.assertEqual(npu_torch.launch_count(), before)

    def test_network(self):
        torch.manual_seed(0)
        network = torch.nn.Sequential(
            torch.nn.Conv2d(1, 4, 3, padding=1), Swish(), torch.nn.MaxPool2d(2), torch.nn.Flatten(),
            torch.nn.LayerNorm(64), torch.nn.Linear(64, 16), Swish(), torch.nn.Linear(16, 3))
        images, labels = torch.randn(32, 1, 8, 8), torch.randint(3, (32,))
        moved = copy.deepcopy(network).to(DEVICE)

        def train(network, images, labels):
            optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
            losses = []
            for _ in range(10):
                optimizer.zero_grad()
                loss = torch.nn.functional.cross_entropy(network(images), labels)
                loss.backward()
                optimizer.step()
                losses.append(loss.item())
            return losses

        before = npu_torch.launch_count()
        expected = train(network, images, labels)
        self.assertEqual(npu_torch.launch_count(), before)
        actual = train(moved, images.to(DEVICE), labels.to(DEVICE))
        self.assertEqual(npu_torch.launch_count(), before + 10 * 2 * 2)  # forward and backward of two layers
        self.assertLess(actual[-1], actual[0] / 2)
        for a, e in zip(actual, expected):
            self.assertAlmostEqual(a, e, delta=1e-3)
        for a, e in zip(moved.parameters(), network.parameters()):
            self.assertTrue(npu_torch.is_npu(a))
            self.assertTrue(torch.allclose(a.detach().cpu(), e.detach(), atol=2e-2))


if __name__ == '__main__':
    unittest.main()
