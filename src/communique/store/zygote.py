"""The zygote: a small process that never opened a store and forks the query workers.

Forking a process that has the engine's threads can hang, and a server has threads of its own. So
one process with a single thread is started afresh, imports the engine and forks on request: a
worker costs a millisecond instead of a start of Python.

On the control socket the pool asks "s" with a connected socket attached: fork a worker for it, the
answer is its process id; or "r" and a process id: the answer is the status that `os.wait` gave.
When the pool's process goes away, however it dies, the zygote goes, and with it every worker.
"""

import gc
import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
from pathlib import Path
from threading import Lock

from communique.errors import StoreError
from communique.store import worker
from communique.store.lifeline import die_with

PID = struct.Struct("!i")

# The engine allocates much that is small: with room for more of it at hand than the usual seven
# pieces a size, a short query takes a quarter less time. It costs a worker at most 4 MiB.
_ALLOCATION = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=127"}

# The same modules wherever they come from (a checkout, a wheel, PYTHONPATH), and nothing else:
# -I keeps the environment out, so the search path is handed over.
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from communique.store.zygote import main; main(**json.loads(sys.argv[2]))"
)


class Zygote:
    """The pool's side; may be called from many threads.

    Make it in a thread that lives as long: the kernel takes the end of the thread that started
    a process for the end of its parent, and then kills the zygote.
    """

    def __init__(self, folder: Path, *, memory: int, network: bool = False) -> None:
        """Start the process. Raises StoreError."""
        ours, theirs = socket.socketpair()
        arguments = {
            "descriptor": theirs.fileno(),
            "parent": os.getpid(),
            "folder": str(folder.absolute()),
            "memory": memory,
            "network": network,
        }
        command = [sys.executable, "-I", "-c", _START, json.dumps(sys.path), json.dumps(arguments)]
        try:
            self._process = subprocess.Popen(
                command,
                env=_ALLOCATION | os.environ,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        except OSError as error:
            ours.close()
            raise StoreError(f"the query workers cannot be started: {error}") from error
        finally:
            theirs.close()
        self._control = ours
        self._turn = Lock()

    def fork(self) -> tuple[socket.socket, int]:
        """Return the connection to a new worker, and its process id. Raises OSError."""
        ours, theirs = socket.socketpair()
        try:
            with self._turn:
                socket.send_fds(self._control, [b"s"], [theirs.fileno()])
                return ours, self._number()
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()

    def reap(self, pid: int) -> int:
        """Wait for the end of worker `pid`; return its wait status. Raises OSError."""
        with self._turn:
            self._control.sendall(b"r" + PID.pack(pid))
            return self._number()

    def close(self) -> None:
        """End the process and all workers; return when it is gone."""
        self._control.close()
        self._process.kill()
        self._process.wait()

    def _number(self) -> int:
        data = self._control.recv(PID.size, socket.MSG_WAITALL)
        if len(data) < PID.size:
            raise ConnectionError("the zygote is gone")
        return int(PID.unpack(data)[0])


def main(*, descriptor: int, parent: int, folder: str, memory: int, network: bool) -> None:
    """Fork workers as the control socket asks, until it closes. The whole life of the process."""
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends us
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a worker out of memory aborts: no dump
    gc.freeze()
    me = os.getpid()
    with socket.socket(fileno=descriptor) as control:
        while True:
            command, descriptors, _, _ = socket.recv_fds(control, 1, 1)
            if command == b"s":
                if not (pid := os.fork()):
                    control.close()
                    break
                os.close(descriptors[0])
                control.sendall(PID.pack(pid))
            elif command == b"r":
                pid = PID.unpack(control.recv(PID.size, socket.MSG_WAITALL))[0]
                control.sendall(PID.pack(os.waitpid(pid, 0)[1]))
            else:
                return
    die_with(me)
    _silence_engine()
    with socket.socket(fileno=descriptors[0]) as connection:
        worker.serve(connection, folder=Path(folder), memory=memory, network=network)
    os._exit(0)


def _silence_engine() -> None:
    """Let only Python write to standard error: the engine tells there of each failed allocation."""
    sys.stderr = os.fdopen(os.dup(2), "w")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    os.close(null)
