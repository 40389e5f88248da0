# SPDX-License-Identifier: Apache-2.0
"""Automatic mixed precision. torch 1.13 has no autocast for devices of this kind: operators keep the types of their
arguments, and gradients then need no scaling. The names are there so that programs run; the first use says so."""

import functools
import warnings

import torch

from . import _C

_AUTOCAST = hasattr(torch._C, '_is_autocast_available')  # torch 2.4 and later; unverified


@functools.lru_cache(maxsize=None)
def _warn():
    warnings.warn('autocast has no effect on the npu device with this version of torch: operators run in the types of '
                  'their arguments')


if _AUTOCAST:
    autocast = functools.partial(torch.autocast, _C.device_type())
    custom_fwd = functools.partial(torch.amp.custom_fwd, device_type=_C.device_type())
    custom_bwd = functools.partial(torch.amp.custom_bwd, device_type=_C.device_type())
    GradScaler = functools.partial(torch.amp.GradScaler, _C.device_type())
else:

    class autocast:
        def __init__(self, enabled=True, dtype=torch.float16, cache_enabled=True):
            if enabled:
                _warn()

        def __enter__(self):
            return self

        def __exit__(self, *exception):
            return False

        def __call__(self, function):
            return function

    def custom_fwd(fwd=None, *, cast_inputs=None):
        if fwd is None:
            return functools.partial(custom_fwd, cast_inputs=cast_inputs)
        return fwd

    def custom_bwd(bwd):
        return bwd

    class GradScaler(torch.cuda.amp.GradScaler):
        """Passes losses and gradients on as they are."""

        def __init__(self, init_scale=2.**16, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000,
                     enabled=True):
            super().__init__(init_scale, growth_factor, backoff_factor, growth_interval, enabled=False)
