"""A server under test: starting it on the loopback, knowing when it answers, stopping it."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from bench.load import JSON, Address, LoadError, fetch

_AT_REST = 0.05  # processor seconds within a second
_IDLE = 2  # such seconds in a row


class PeerMissing(Exception):
    """A peer is not installed."""


@dataclass(frozen=True, slots=True)
class Files:
    """What peers are loaded from and where: a store, its dump, the dump of its default graph."""

    folder: Path
    store: Path
    quads: Path
    triples: Path


@dataclass(slots=True)
class Peer:
    """A server under test. `load` is run once before it is started; both may take minutes."""

    name: str
    files: Files
    bin: Path | None = None
    env: dict[str, str] = field(default_factory=dict)
    path = "/sparql"
    parameters: ClassVar[dict[str, str]] = {}  # sent with each query
    most_rounds: ClassVar[int] = 100

    def tool(self, program: str) -> str:
        """Return the path of a program. Raises PeerMissing."""
        found = shutil.which(program, path=str(self.bin)) if self.bin else None
        found = found or shutil.which(program)
        if not found:
            raise PeerMissing(f"{self.name}: no {program} found; see docs/benchmarks.md")
        return found

    def version(self) -> str:
        """Return name and version for the report. Raises PeerMissing."""
        raise NotImplementedError

    def load(self) -> None:
        """Bring the dataset in."""

    def command(self, port: int) -> list[str]:
        """Return the command that serves on `port`."""
        raise NotImplementedError

    @contextmanager
    def running(self, *, patience: float = 600) -> Iterator["Server"]:
        """Start the server, wait until it answers, stop it at the end of the block."""
        port = free_port()
        command = self.command(port)
        told = self.files.folder / f"{self.name}.log"
        with told.open("ab") as log:
            process = subprocess.Popen(
                command,
                env={**os.environ, **self.env},
                stdout=log,
                stderr=log,
                cwd=self.files.folder,
                start_new_session=True,
            )
        try:
            server = Server(process, Address(port, self.path, self.parameters), told)
            server.wait(patience)
            yield server
        finally:
            stop(process)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    process: "subprocess.Popen[bytes]"
    address: Address
    told: Path  # what it wrote to its standard output and error

    def last_words(self) -> str:
        """Return its exit status and the end of what it said."""
        said = self.told.read_text(errors="replace").strip()[-300:]
        return f"status {self.process.poll()}: {' '.join(said.split())}"

    def wait(self, patience: float) -> None:
        """Return when it answers. Raises LoadError."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise LoadError(f"it ended at once with status {self.process.returncode}")
            with suppress(LoadError):
                fetch(self.address, "ASK {}", JSON, timeout=10)
                return
            time.sleep(0.1)
        raise LoadError(f"it did not answer within {patience:g} s")

    def settle(self, patience: float = 60) -> None:
        """Return when it does nothing any more, such as reading what it will need; or so late."""
        deadline = time.monotonic() + patience
        used, idle = self.processor_seconds(), 0
        while idle < _IDLE and time.monotonic() < deadline:
            time.sleep(1)
            before, used = used, self.processor_seconds()
            idle = idle + 1 if used - before < _AT_REST else 0

    def processor_seconds(self) -> float:
        """Return the processor time of all its processes that are alive."""
        ticks = sum(int(one[11]) + int(one[12]) for _, one in self._processes())
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Return the bytes of memory that its processes have to themselves."""
        pages = 0
        for number, _ in self._processes():
            with suppress(OSError):
                sizes = Path(f"/proc/{number}/statm").read_text().split()
                pages += int(sizes[1]) - int(sizes[2])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        """End it at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def _processes(self) -> Iterator[tuple[str, list[str]]]:
        """Yield number and fields of /proc/N/stat, from the state on, of each of its processes."""
        session = str(self.process.pid)
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                if fields[3] == session:
                    yield stat.parent.name, fields


def free_port() -> int:
    """Return a port of the loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_port(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Return when somebody listens on `port`. Raises LoadError."""
    for _ in range(600):
        if process.poll() is not None:
            raise LoadError(f"it ended at once with status {process.returncode}")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise LoadError("it did not start within a minute")


def call(command: list[str]) -> None:
    """Run a command. Raises LoadError when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LoadError(f"{command[0]} failed: {(done.stdout + done.stderr)[-500:]}")


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End a server that we started, and the processes of its group."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
            break
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
