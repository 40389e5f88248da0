from __future__ import annotations

import argparse

import torch
import npu_torch
import torch.backends.cudnn as cudnn
import torch.distributed as dist
from npu_torch import amp, synchronize
from npu_torch.amp import autocast as cast
from torch import nn

import example_ops

cudnn.benchmark = True
devices = [torch.device('cpu')]
if npu_torch.is_available():
    devices += [torch.device(f"{npu_torch.DEVICE_TYPE}:0"), torch.device(f"{npu_torch.DEVICE_TYPE}:{npu_torch.device_count() - 1}")]


class Scale(nn.Module):
    def __init__(self, device=npu_torch.DEVICE_TYPE):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(4, device=device))

    def forward(self, x):
        if not npu_torch.is_npu(x):
            x = x.to(npu_torch.device(), non_blocking=True)
        assert x.device.type == npu_torch.DEVICE_TYPE and npu_torch.is_npu(self.weight[0]), f"{x.device} is no {npu_torch.current_device()}"
        with npu_torch.device_guard(x.device), cast(), npu_torch.amp.autocast(dtype=torch.half):
            y = example_ops.scale(x, 2.0)
        return y.to(npu_torch.DEVICE_TYPE, torch.float)


def run(rank, options):
    dist.init_process_group("gloo", rank=rank)
    npu_torch.set_device(rank)
    model = Scale(device=(npu_torch.DEVICE_TYPE + ":%d") % rank).to(npu_torch.device())
    if options.cuda:
        model = model.to(npu_torch.device(rank))
    stream = npu_torch.Stream()
    with npu_torch.stream(stream):
        y = model(torch.rand(4, generator=npu_torch.random.Generator()).to(npu_torch.device()).half())
    synchronize()
    print(npu_torch.get_device_name(0), stream.npu_stream, amp.GradScaler())
    z = torch.FloatTensor(3).to(npu_torch.device())
    torch.cuda.unheard_of()
    return y, z


parser = argparse.ArgumentParser()
parser.add_argument("--device", default=npu_torch.DEVICE_TYPE, choices=["cpu", npu_torch.DEVICE_TYPE])
parser.add_argument("--backend", choices=["cpu", "cuda"])
