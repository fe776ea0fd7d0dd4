"""A process that must not outlive the one that started it."""

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1


def die_with(parent: int, *, by: signal.Signals = signal.SIGKILL) -> None:
    """Have the kernel send signal `by` to this process when `parent`, which started it, ends.

    The kernel takes the end of the thread that started a process for the end of its parent.
    """
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, by)
    if os.getppid() != parent:
        os._exit(0)  # it ended before we could ask
