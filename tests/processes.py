"""The processes of a server, by the store in their environment, and what becomes of them."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from conftest import COMMAND, environment, free_port


def of(store):
    """The ids of all living processes that were started with `store` as theirs, oldest first."""
    wanted = f"COMMUNIQUE_STORE={store}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if wanted in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            continue  # it ended just now
    return sorted(found)


def parent(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def until(condition, *, seconds=10.0, what="it"):
    """Wait until `condition()` is true and return what it gave."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < deadline, f"{what} did not come within {seconds:g} s"
        time.sleep(0.05)
    return value


def is_alive(url):
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False


class Server:
    """A server whose processes a test may hurt."""

    def __init__(self, store, **settings):
        self.store = store
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port)],
            env=environment(store=store, **settings),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(lambda: is_alive(self.url), seconds=30, what="the server")

    @property
    def worker(self):
        """The process that answers, the child of the one that watches."""
        (pid,) = [
            pid
            for pid in of(self.store)
            if parent(pid) == self.process.pid and b"serve" in cmdline(pid)
        ]
        return pid

    def signal(self, number):
        self.process.send_signal(number)

    def processes(self):
        """Those that are left, but for our own child that waits to be reaped."""
        self.process.poll()
        return of(self.store)


def cmdline(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes()


@contextmanager
def running(store, **settings):
    """Run a server; whatever is left of it in the end is killed."""
    server = Server(store, **settings)
    try:
        yield server
    finally:
        server.signal(signal.SIGTERM)
        try:
            server.process.wait(15)
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait()
        for pid in of(store):
            os.kill(pid, signal.SIGKILL)
