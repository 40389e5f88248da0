# SPDX-License-Identifier: Apache-2.0
"""An LLTM cell as a module, with the kernels of lltm_cuda behind autograd, and the same cell in plain torch."""

import math

import lltm_cuda
import torch
import torch.nn.functional as F


class LLTMFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weights, bias, old_h, old_cell):
        joined = torch.cat([old_h, x], dim=1)
        gates = torch.addmm(bias, joined, weights.t()).reshape(x.size(0), 3, -1).contiguous()
        new_h, new_cell = lltm_cuda.forward(gates, old_cell.contiguous())
        ctx.save_for_backward(joined, weights, gates, new_cell)
        return new_h, new_cell

    @staticmethod
    def backward(ctx, grad_h, grad_cell):
        joined, weights, gates, new_cell = ctx.saved_tensors
        d_gates, d_old_cell = lltm_cuda.backward(grad_h.contiguous(), grad_cell.contiguous(), gates, new_cell)
        d_gates = d_gates.flatten(1)
        d_joined = d_gates.mm(weights)
        state = new_cell.size(1)
        return d_joined[:, state:], d_gates.t().mm(joined), d_gates.sum(dim=0), d_joined[:, :state], d_old_cell


class LLTM(torch.nn.Module):
    def __init__(self, features, state):
        super().__init__()
        self.weights = torch.nn.Parameter(torch.empty(3 * state, features + state))
        self.bias = torch.nn.Parameter(torch.zeros(3 * state))
        torch.nn.init.uniform_(self.weights, -1 / math.sqrt(state), 1 / math.sqrt(state))

    def forward(self, x, state):
        return LLTMFunction.apply(x, self.weights, self.bias, *state)


def reference(x, weights, bias, old_h, old_cell):
    gates = F.linear(torch.cat([old_h, x], dim=1), weights, bias)
    input_gate, output_gate, candidate = gates.chunk(3, dim=1)
    new_cell = old_cell + torch.sigmoid(input_gate) * F.elu(candidate)
    return torch.sigmoid(output_gate) * torch.tanh(new_cell), new_cell
