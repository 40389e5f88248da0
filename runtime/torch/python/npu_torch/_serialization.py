# SPDX-License-Identifier: Apache-2.0
"""torch.save, torch.load, pickle and copy for tensors of the device, through the registries that these have."""

import copy
import copyreg

import torch

from . import _C
from ._device import index_of

_TYPE = _C.device_type()


def to_device(storage, device):
    """A copy of an untyped storage on a device."""
    elements = torch.empty(0, dtype=torch.uint8).set_(storage)
    moved = elements.to(torch.device(_TYPE, index_of(device)))
    return moved.untyped_storage() if hasattr(moved, 'untyped_storage') else moved._storage()


def _tag(storage):
    if storage.device.type == _TYPE:
        return f'{_TYPE}:{storage.device.index or 0}'


def _restore(storage, location):
    # Files that were written with the device's other name are read too.
    name, _, index = location.partition(':')
    if name in (_TYPE, 'npu', 'privateuseone'):
        return to_device(storage, int(index or 0))


def register():
    torch.serialization.register_package(15, _tag, _restore)
