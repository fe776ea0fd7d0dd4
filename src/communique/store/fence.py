"""A fence around a query worker: whatever a query makes the engine do, nothing leaves the machine.

Linux gives an ordinary process three ways to give up rights for good. Each is asked for, none is
relied upon: what the kernel here does not have is left out of what `raise_fence` reports.
"""

import ctypes
import errno
import os
import platform
import struct
from pathlib import Path

# Numbers of the system calls that a worker has no use for once it has its connection:
# socket, connect, bind, listen, execve, execveat, ptrace, io_uring_setup.
_MACHINES = {
    "x86_64": (0xC000003E, (41, 42, 49, 50, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 203, 200, 201, 221, 281, 117, 425)),
}
_X32 = 0x40000000  # the other numbering of x86_64 begins here

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EACCES

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # BPF
_NUMBER_AT, _MACHINE_AT = 0, 4  # in struct seccomp_data

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_VERSION = 1  # a flag of the first call: tell the version
_BENEATH = 1  # a kind of rule
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_NET_RIGHTS = 0b11  # bind and connect TCP
_NET_SINCE = 4  # version

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000


def raise_fence(folder: Path, *, network: bool) -> tuple[str, ...]:
    """Give up, in this process and for good, what reading the store in `folder` does not need.

    With `network` the process keeps what asking other endpoints takes. Return what holds now, in
    words for an operator. Raises nothing: what cannot be had is left out.
    """
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return ()  # without it the others are not granted either
    held = ["no new privileges"]
    if network:
        return tuple(held)
    if _limit_files(kernel, folder):
        held.append("landlock: reads only its store")
    if _filter_calls(kernel):
        held.append("seccomp: no sockets, no programs")
    elif _leave_network(kernel):
        held.append("namespace: no network")
    return tuple(held)


def _filter_calls(kernel: ctypes.CDLL) -> bool:
    """Have the kernel refuse the system calls of the table; return whether it will."""
    if platform.machine() not in _MACHINES:
        return False
    machine, calls = _MACHINES[platform.machine()]
    # A program of the kernel's packet filter: (operation, steps if true, steps if false, value).
    program = [(_LOAD, 0, 0, _MACHINE_AT), (_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _REFUSE)]
    program += [(_LOAD, 0, 0, _NUMBER_AT), (_AT_LEAST, len(calls) + 1, 0, _X32)]
    program += [(_EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)]
    program += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = b"".join(struct.pack("HBBI", *step) for step in program)
    buffer = ctypes.create_string_buffer(code)
    head = struct.pack("HxxxxxxP", len(program), ctypes.addressof(buffer))
    return bool(kernel.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, head, 0, 0) == 0)


def _limit_files(kernel: ctypes.CDLL, folder: Path) -> bool:
    """Have the kernel refuse all files but those below `folder`, and those only to be read."""
    version = kernel.syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION)
    if version < 1:
        return False
    files = _FILE_RIGHTS[max(known for known in _FILE_RIGHTS if known <= version)]
    handled = (
        struct.pack("QQ", files, _NET_RIGHTS) if version >= _NET_SINCE else struct.pack("Q", files)
    )
    rules = kernel.syscall(_LANDLOCK_CREATE, handled, len(handled), 0)
    if rules < 0:
        return False
    try:
        root = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        os.close(rules)
        return False  # no store yet: nothing could be read later
    rule = struct.pack("=Qi", _READ_FILE | _READ_FOLDER, root)
    added = kernel.syscall(_LANDLOCK_ADD, rules, _BENEATH, rule, 0)
    held: bool = added == 0 and kernel.syscall(_LANDLOCK_RESTRICT, rules, 0) == 0
    os.close(root)
    os.close(rules)
    return held


def _leave_network(kernel: ctypes.CDLL) -> bool:
    """Move to a network of nobody else's; return whether the kernel lets us."""
    return any(
        kernel.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWNET | _CLONE_NEWUSER)
    )
