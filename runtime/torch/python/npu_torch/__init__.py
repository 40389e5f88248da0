# SPDX-License-Identifier: Apache-2.0
"""The npu device for PyTorch.

Importing it makes the device known to torch: ``tensor.to(npu_torch.device())``. The functions and classes here have the
names of ``torch.cuda``, with two exceptions: ``torch.cuda.device``, the context manager, is ``device_guard``, and
``device`` gives the ``torch.device``.

torch 2.x lets a device of this kind have a name, ``npu``; with torch 1.13 it is ``privateuseone``. ``DEVICE_TYPE`` is
the one that holds.
"""

import torch  # loads the libraries that _C needs

from . import _C

DEVICE_TYPE = _C.device_type()

from . import _serialization, amp, nvtx, profiler, random  # noqa: E402  (they need DEVICE_TYPE)
from ._device import (  # noqa: E402
    can_device_access_peer, current_device, device, device_count, device_guard, device_of, get_device_capability,
    get_device_name, get_device_properties, init, is_available, is_bf16_supported, is_initialized, is_npu, launch_count,
    set_device, synchronize)
from ._memory import (  # noqa: E402
    empty_cache, ipc_collect, max_memory_allocated, max_memory_cached, max_memory_reserved, mem_get_info,
    memory_allocated, memory_cached, memory_reserved, memory_stats, memory_summary, reset_max_memory_allocated,
    reset_peak_memory_stats, set_per_process_memory_fraction)
from ._streams import (  # noqa: E402
    Event, ExternalStream, Stream, current_stream, default_stream, set_stream, stream)
from .random import (  # noqa: E402
    Generator, get_rng_state, get_rng_state_all, initial_seed, manual_seed, manual_seed_all, seed, seed_all,
    set_rng_state, set_rng_state_all)

OutOfMemoryError = getattr(torch.cuda, 'OutOfMemoryError', RuntimeError)  # what the allocator raises

_serialization.register()

if int(torch.__version__.split('.')[0]) >= 2:  # unverified: tried with torch 1.13 only
    import sys
    torch._register_device_module(DEVICE_TYPE, sys.modules[__name__])
    torch.utils.generate_methods_for_privateuse1_backend(for_tensor=True, for_module=True, for_storage=True)
