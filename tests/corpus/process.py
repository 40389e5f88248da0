# SPDX-License-Identifier: Apache-2.0
"""Runs one command with a time limit and measures its CPU time."""
import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass

_running = set()  # process groups, for kill_all
KEPT_BYTES = 8 << 20  # of each stream; what a program prints beyond that is cut out of the middle


@dataclass
class Outcome:
    returncode: int  # negative: killed by that signal
    timed_out: bool
    cpu: float  # seconds, with all waited-for children
    wall: float  # seconds
    stdout: str
    stderr: str


def _text(stream):
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if size <= KEPT_BYTES:
        return stream.read().decode("utf-8", "replace")
    head = stream.read(KEPT_BYTES // 2)
    stream.seek(size - KEPT_BYTES // 2)
    return (head + b"\n[...]\n" + stream.read()).decode("utf-8", "replace")


def run(command, cwd=None, limit=60.0, env=None):
    """command: a list, or a string for the shell. Kills the whole process group at the limit (seconds)."""
    if isinstance(command, str):
        # No core files, and no endless output on the disk (1 GiB).
        command = ["/bin/bash", "-c", "ulimit -c 0; ulimit -f 1048576; " + command]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        try:
            child = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                     start_new_session=True)
        except OSError as error:
            return Outcome(127, False, 0.0, 0.0, "", str(error))
        _running.add(child.pid)
        timed_out = False
        pause = 0.002
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if not timed_out and time.monotonic() - start > limit:
                timed_out = True
                os.killpg(child.pid, signal.SIGKILL)
            time.sleep(pause)
            pause = min(pause * 1.5, 0.1)
        _running.discard(child.pid)
        child.returncode = os.waitstatus_to_exitcode(status)  # Popen must not wait for it again
        wall = time.monotonic() - start
        return Outcome(child.returncode, timed_out, usage.ru_utime + usage.ru_stime, wall, _text(out), _text(err))


def kill_all():
    """Ends every command that still runs; for a caller that has to stop at once."""
    for group in list(_running):
        try:
            os.killpg(group, signal.SIGKILL)
        except ProcessLookupError:
            pass
