# SPDX-License-Identifier: Apache-2.0
"""torch.save, torch.load, pickle and copy for tensors of the device, through the registries that these have.

torch 1.13 has no storages of such a device in Python. There a tensor is written as its copy on the host, with the
device as the location of the copy's storage. Where that location is restored, the storage is marked, and the tensor
moves to the device when it is made."""

import copy
import copyreg

import torch

from . import _C
from ._device import index_of

_TYPE = _C.device_type()


def _rebuild(rebuild, arguments):
    tensor = rebuild(*arguments)
    goal = getattr(arguments[0]._storage, 'goal', None)
    return tensor if goal is None else tensor.detach().to(goal).requires_grad_(tensor.requires_grad)


def _reduce(tensor):
    if tensor.device.type != _TYPE:
        return tensor.__reduce_ex__(2)
    host = tensor.detach().cpu().requires_grad_(tensor.requires_grad)
    rebuild, arguments = host.__reduce_ex__(2)
    arguments[0]._storage.location = str(tensor.device)
    return _rebuild, (rebuild, arguments)


def _tag(storage):
    return getattr(storage, 'location', None)


def _restore(storage, location):
    # Files that were written with the device's other name are read too.
    name, _, index = location.partition(':')
    if name in (_TYPE, 'npu', 'privateuseone'):
        storage.goal = torch.device(_TYPE, index_of(int(index or 0)))
        return storage


def _deepcopy(tensor, memo):
    if tensor.device.type != _TYPE:
        return tensor.__deepcopy__(memo)
    if not tensor.is_leaf:
        raise RuntimeError('Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at '
                           'the moment')
    if id(tensor) not in memo:
        copied = tensor.detach().clone().requires_grad_(tensor.requires_grad)
        if tensor.grad is not None:
            copied.grad = _deepcopy(tensor.grad, memo)
        memo[id(tensor)] = copied
    return memo[id(tensor)]


def register():
    if int(torch.__version__.split('.')[0]) >= 2:
        return  # torch's own hooks for such devices serve; unverified
    copyreg.pickle(torch.Tensor, _reduce)
    copy._deepcopy_dispatch[torch.Tensor] = _deepcopy
    torch.serialization.register_package(5, _tag, _restore)
