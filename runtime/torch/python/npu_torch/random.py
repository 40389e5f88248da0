# SPDX-License-Identifier: Apache-2.0
"""Random numbers. The device draws from the host's default generator, so that ``torch.manual_seed`` reaches it with
every version of torch; seeds and states here are those of that generator."""

import torch

from . import _C
from ._device import device_count, index_of


def Generator(device=None):
    """A generator for tensors of the device. (``torch.Generator`` takes such a device from torch 2.0 on only.)"""
    return _C.generator(index_of(device))


def manual_seed(seed):
    torch.default_generator.manual_seed(int(seed))


def seed():
    torch.default_generator.seed()


def initial_seed():
    return torch.default_generator.initial_seed()


def get_rng_state(device=None):
    return torch.default_generator.get_state()


def set_rng_state(new_state, device=None):
    torch.default_generator.set_state(new_state)


def get_rng_state_all():
    return [get_rng_state() for _ in range(device_count())]


def set_rng_state_all(new_states):
    for state in new_states:
        set_rng_state(state)


manual_seed_all = manual_seed
seed_all = seed
