# SPDX-License-Identifier: Apache-2.0
"""Compares the kernels with plain torch: values, gradients, gradcheck. Prints PASS."""

import torch

from lltm import LLTMFunction, reference

device = torch.device('cuda')
torch.manual_seed(1)
batch, features, state = 3, 17, 5
shapes = [(batch, features), (3 * state, features + state), (3 * state,), (batch, state), (batch, state)]
on_host = [torch.randn(shape, dtype=torch.float64, requires_grad=True) for shape in shapes]
on_device = [t.detach().to(device).requires_grad_() for t in on_host]

expected = reference(*on_host)
actual = LLTMFunction.apply(*on_device)
for a, e in zip(actual, expected):
    assert torch.allclose(a.cpu(), e, atol=1e-10), (a, e)
sum(t.sum() for t in expected).backward()
sum(t.sum() for t in actual).backward()
for a, e in zip(on_device, on_host):
    assert torch.allclose(a.grad.cpu(), e.grad, atol=1e-10), (a.grad, e.grad)
assert torch.autograd.gradcheck(LLTMFunction.apply, on_device)
torch.cuda.synchronize()
print('PASS')
