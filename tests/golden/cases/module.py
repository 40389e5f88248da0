from __future__ import annotations

import argparse

import torch
import torch.backends.cudnn as cudnn
import torch.distributed as dist
from torch.cuda import amp, synchronize
from torch.cuda.amp import autocast as cast
from torch import nn

import example_ops

cudnn.benchmark = True
devices = [torch.device('cpu')]
if torch.cuda.is_available():
    devices += [torch.device('cuda:0'), torch.device(f"cuda:{torch.cuda.device_count() - 1}")]


class Scale(nn.Module):
    def __init__(self, device="cuda"):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(4, device=device))

    def forward(self, x):
        if not x.is_cuda:
            x = x.cuda(non_blocking=True)
        assert x.device.type == "cuda" and self.weight[0].is_cuda, f"{x.device} is no {torch.cuda.current_device()}"
        with torch.cuda.device(x.device), cast(), torch.autocast(device_type='cuda', dtype=torch.half):
            y = example_ops.scale(x, 2.0)
        return y.to("cuda", torch.float)


def run(rank, options):
    dist.init_process_group("nccl", rank=rank)
    torch.cuda.set_device(rank)
    model = Scale(device="cuda:%d" % rank).cuda()
    if options.cuda:
        model = model.cuda(rank)
    stream = torch.cuda.Stream()
    with torch.cuda.stream(stream):
        y = model(torch.rand(4, generator=torch.Generator(device="cuda")).cuda().half())
    synchronize()
    print(torch.cuda.get_device_name(0), stream.cuda_stream, amp.GradScaler())
    z = torch.cuda.FloatTensor(3)
    torch.cuda.unheard_of()
    return y, z


parser = argparse.ArgumentParser()
parser.add_argument("--device", default="cuda", choices=["cpu", "cuda"])
parser.add_argument("--backend", choices=["cpu", "cuda"])
