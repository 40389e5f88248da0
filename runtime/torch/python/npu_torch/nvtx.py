# SPDX-License-Identifier: Apache-2.0
"""Named ranges, as ``torch.cuda.nvtx`` has them. They show in torch's profiler."""

import contextlib
import threading

from torch.autograd.profiler import record_function

_thread = threading.local()


def range_push(msg):
    """Opens a range inside the thread's open ones, and tells how many of those there are."""
    opened = _thread.__dict__.setdefault('opened', [])
    opened.append(record_function(msg))
    opened[-1].__enter__()
    return len(opened) - 1


def range_pop():
    """Ends the thread's last range, and tells how many stay open; -1 if there was none."""
    opened = _thread.__dict__.get('opened')
    if not opened:
        return -1
    opened.pop().__exit__(None, None, None)
    return len(opened)


def mark(msg):
    """A point in time."""
    with record_function(msg):
        pass


@contextlib.contextmanager
def range(msg, *args, **kwargs):  # noqa: A001  (torch's name)
    """The range of a ``with`` or of a function; the arguments go into the message as in ``str.format``."""
    range_push(msg.format(*args, **kwargs))
    try:
        yield
    finally:
        range_pop()
