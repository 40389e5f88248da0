# SPDX-License-Identifier: Apache-2.0
"""Builds the operators when it is run, and compares the device's with the host's. Prints PASS."""

import os

import torch
from torch.utils.cpp_extension import load

here = os.path.dirname(os.path.abspath(__file__))
load(name='fused_attention', sources=[os.path.join(here, f) for f in ('bindings.cpp', 'fused_attention.cu')],
     extra_cuda_cflags=['-O3', '--use_fast_math'], is_python_module=False)
fused = torch.ops.fused

torch.manual_seed(2)
for dtype, tolerance in ((torch.float32, 1e-5), (torch.float16, 2e-3), (torch.bfloat16, 2e-2)):
    for causal in (False, True):
        x = torch.randn(2, 37, 37).to(dtype)
        q, k, v = (torch.randn(2, 3, 50, 16).to(dtype) for _ in range(3))
        pairs = [(fused.softmax(x.cuda(), 0.5, causal), fused.softmax(x, 0.5, causal)),
                 (fused.attention(q.cuda(), k.cuda(), v.cuda(), causal), fused.attention(q, k, v, causal))]
        for actual, expected in pairs:
            assert actual.is_cuda and actual.dtype == dtype
            assert torch.allclose(actual.cpu().float(), expected.float(), atol=tolerance), (dtype, causal)

h = torch.randn(64, dtype=torch.float16)
assert torch.equal(fused.scale_(h.cuda(), 0.5).cpu(), h.float().mul(0.5).half())
torch.cuda.synchronize()
print('PASS')
