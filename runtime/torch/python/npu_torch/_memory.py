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


def memory_stats(device=None):
    """The figures of ``torch.cuda.memory_stats`` that there are here."""
    stats = {'num_alloc_retries': 0, 'num_ooms': 0}
    for kind in ('allocated_bytes', 'active_bytes', 'reserved_bytes'):
        for pool in ('all', 'large_pool'):
            stats[f'{kind}.{pool}.current'] = memory_allocated(device)
            stats[f'{kind}.{pool}.peak'] = max_memory_allocated(device)
    return stats


def memory_summary(device=None, abbreviated=False):
    free, total = mem_get_info(device)
    rows = {'allocated': memory_allocated(device), 'peak': max_memory_allocated(device), 'free': free, 'total': total}
    return '\n'.join([f'memory of device {index_of(device)}', *(f'{name:>10} {size:>16} B' for name, size in rows.items())])


def set_per_process_memory_fraction(fraction, device=None):
    """Checks its arguments: there is no cache to limit."""
    if not 0 <= fraction <= 1:
        raise ValueError(f'Invalid fraction value: {fraction}. Allowed range: 0~1')
    index_of(device)


def ipc_collect():
    """Nothing: no memory is shared between processes."""


memory_reserved = memory_cached = memory_allocated
max_memory_reserved = max_memory_cached = max_memory_allocated
reset_max_memory_allocated = reset_peak_memory_stats
