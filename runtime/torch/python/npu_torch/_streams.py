# SPDX-License-Identifier: Apache-2.0
"""Streams and events."""

import torch

from . import _C
from ._device import device_guard, index_of


class Stream(torch._C.Stream):
    """A stream of a device's pool; of priority 0 or -1 (high)."""

    def __new__(cls, device=None, priority=0, *, _handle=None):
        index = index_of(device)
        handle = _C.pool_stream(index, priority < 0) if _handle is None else _handle
        if int(torch.__version__.split('.')[0]) < 2:
            self = super().__new__(cls, _cdata=_C.pack_stream(index, handle))
        else:  # unverified
            self = super().__new__(cls, stream_id=handle, device_index=index,
                                   device_type=torch._C._autograd.DeviceType.PrivateUse1.value)
        self.npu_stream = handle
        self._index = index
        return self

    @property
    def device(self):
        return torch.device(_C.device_type(), self._index)

    @property
    def priority(self):
        return _C.stream_priority(self.npu_stream)

    def query(self):
        """Whether all its work is done."""
        return _C.stream_query(self.npu_stream)

    def synchronize(self):
        _C.stream_synchronize(self.npu_stream)

    def wait_event(self, event):
        """Later work of the stream waits for the event."""
        event.wait(self)

    def wait_stream(self, stream):
        """Later work of the stream waits for what the other one holds now."""
        self.wait_event(stream.record_event())

    def record_event(self, event=None):
        event = Event() if event is None else event
        event.record(self)
        return event

    def __eq__(self, other):
        return isinstance(other, Stream) and (self._index, self.npu_stream) == (other._index, other.npu_stream)

    def __hash__(self):
        return hash((self._index, self.npu_stream))

    def __repr__(self):
        return f'<npu_torch.Stream device={self.device} npu_stream={self.npu_stream:#x}>'


class ExternalStream(Stream):
    """A stream that somebody else made, by its npuStream_t as a number."""

    def __new__(cls, stream_ptr, device=None):
        return super().__new__(cls, device, _handle=stream_ptr)


class Event:
    """A mark in a stream. With ``enable_timing`` the time between two can be asked for."""

    def __init__(self, enable_timing=False, blocking=False, interprocess=False):
        if interprocess:
            raise NotImplementedError('events are not shared between processes')
        self._timed = enable_timing
        self.npu_event = 0

    def record(self, stream=None):
        stream = current_stream() if stream is None else stream
        with device_guard(stream._index):
            if not self.npu_event:
                self.npu_event = _C.event_create(self._timed)
            _C.event_record(self.npu_event, stream.npu_stream)

    def wait(self, stream=None):
        """Later work of the stream waits for the event."""
        if self.npu_event:
            _C.stream_wait_event((current_stream() if stream is None else stream).npu_stream, self.npu_event)

    def query(self):
        """Whether the work before the event is done."""
        return not self.npu_event or _C.event_query(self.npu_event)

    def synchronize(self):
        if self.npu_event:
            _C.event_synchronize(self.npu_event)

    def elapsed_time(self, end_event):
        """Milliseconds until the other event."""
        return _C.event_elapsed(self.npu_event, end_event.npu_event)

    def __del__(self):
        if getattr(self, 'npu_event', 0):
            _C.event_destroy(self.npu_event)


def current_stream(device=None):
    index = index_of(device)
    return Stream(index, _handle=_C.current_stream(index))


def default_stream(device=None):
    return Stream(device, _handle=0)


def set_stream(stream):
    if stream is not None:
        _C.set_stream(stream._index, stream.npu_stream)


class stream:
    """Makes a stream, and its device, the current one for a ``with`` block; None changes nothing."""

    def __init__(self, stream):
        self.stream = stream

    def __enter__(self):
        if self.stream is not None:
            self.guard = device_guard(self.stream._index)
            self.guard.__enter__()
            self.before = current_stream()
            set_stream(self.stream)
        return self.stream

    def __exit__(self, *exception):
        if self.stream is not None:
            set_stream(self.before)
            self.guard.__exit__(*exception)
        return False
