# SPDX-License-Identifier: Apache-2.0
"""Devices: which there are, which one is current, what they are like."""

import types

import torch

from . import _C

_TYPE = _C.device_type()


def device(index=None):
    """The ``torch.device`` with this number; of the current device without one."""
    if isinstance(index, (torch.device, str)):
        index = torch.device(index).index
    return torch.device(_TYPE, current_device() if index is None or index < 0 else index)


def index_of(device, optional=True):
    """The number of a device that is given as a number, a ``torch.device``, a string or None for the current one."""
    if isinstance(device, str):
        device = torch.device(device)
    if isinstance(device, torch.device):
        if device.type != _TYPE:
            raise ValueError(f'expected a {_TYPE} device, found {device}')
        device = device.index
    if device is None or device < 0:
        if not optional:
            raise ValueError('expected a device with a number')
        return current_device()
    return device


def is_npu(what):
    """Whether a tensor, a module's parameter, a device or the name of one is of the npu device."""
    if isinstance(what, str):
        what = torch.device(what)
    return (what if isinstance(what, torch.device) else what.device).type == _TYPE


def is_available():
    return device_count() > 0


def init():
    """Nothing: the device is ready when the module is imported."""


def is_initialized():
    return not _C.in_forked_child()


device_count = _C.device_count
current_device = _C.current_device
launch_count = _C.launch_count


def set_device(device):
    index = index_of(device)
    if index >= 0:
        _C.set_device(index)


def synchronize(device=None):
    """Waits for all work of the device, and raises the error of what failed."""
    _C.synchronize(index_of(device))


class device_guard:
    """Makes a device the current one for a ``with`` block; a number below 0 or None changes nothing."""

    def __init__(self, device):
        if device is None or (isinstance(device, int) and device < 0):
            self.index = -1
        else:
            self.index = index_of(device)

    def __enter__(self):
        self.before = current_device()
        if self.index >= 0 and self.index != self.before:
            _C.set_device(self.index)

    def __exit__(self, *exception):
        _C.set_device(self.before)
        return False


class device_of(device_guard):
    """The same with the device of a tensor; other tensors change nothing."""

    def __init__(self, tensor):
        super().__init__(tensor.get_device() if is_npu(tensor) else -1)


def get_device_properties(device=None):
    return types.SimpleNamespace(**_C.properties(index_of(device)))


def get_device_name(device=None):
    return get_device_properties(device).name


def get_device_capability(device=None):
    properties = get_device_properties(device)
    return properties.major, properties.minor


def can_device_access_peer(device, peer_device):
    return _C.can_access_peer(index_of(device), index_of(peer_device))


def is_bf16_supported():
    return True
