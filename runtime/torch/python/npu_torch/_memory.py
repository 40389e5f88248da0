# SPDX-License-Identifier: Apache-2.0
"""What tensors occupy. Nothing is kept in reserve, so what is reserved is what is allocated."""

from . import _C
from ._device import index_of


def memory_allocated(device=None):
    return _C.memory_allocated(index_of(device))


def max_memory_allocated(device=None):
    return _C.max_memory_allocated(index_of(device))


def reset_peak_memory_stats(device=None):
    _C.reset_peak_memory(index_of(device))


def mem_get_info(device=None):
    """Free and total bytes of the device."""
    return _C.memory_info(index_of(device))


def empty_cache():
    """Nothing: memory goes back to the system when it is freed."""


memory_reserved = memory_allocated
max_memory_reserved = max_memory_allocated
reset_max_memory_allocated = reset_peak_memory_stats
