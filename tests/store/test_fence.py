import os
import platform
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from communique.errors import QueryError

from .conftest import NAMES, NOW, ask, triples, writing

TRY = """
import os, socket, sys
from pathlib import Path
from communique.store.fence import raise_fence

folder = Path(sys.argv[1])
held = raise_fence(folder, network=False)
print("|".join(held))

def tried(name, attempt):
    try:
        attempt()
    except OSError as error:
        print(name, type(error).__name__)
    else:
        print(name, "worked")

def connect(family, address):
    with socket.socket(family) as one:
        one.settimeout(2)
        one.connect(address)

port = int(sys.argv[2])
tried("inet", lambda: connect(socket.AF_INET, ("127.0.0.1", port)))
tried("inet6", lambda: connect(socket.AF_INET6, ("::1", port)))
tried("exec", lambda: os.execv("/bin/true", ["true"]))
tried("read-store", lambda: (folder / "store.json").read_bytes())
tried("read-else", lambda: Path("/etc/hostname").stat() and Path("/etc/passwd").read_bytes())
tried("write-store", lambda: (folder / "new").write_text("x"))
"""


@pytest.fixture
def listener():
    """A port of this machine that counts who comes."""
    came = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            came.append(self.path)
            self.send_response(500)
            self.end_headers()

        def do_GET(self):
            self.do_POST()

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    server.came = came
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def attempts(folder, port):
    done = subprocess.run(
        [sys.executable, "-c", TRY, str(folder), str(port)],
        capture_output=True,
        text=True,
        check=True,
    )
    held, *lines = done.stdout.splitlines()
    return held.split("|"), dict(line.split(" ", 1) for line in lines)


def test_what_it_says_holds(folder, listener):
    with writing(folder):
        pass
    held, tried = attempts(folder, listener.server_port)
    assert tried["read-store"] == "worked"
    if any("seccomp" in one for one in held):
        assert tried["inet"] == tried["inet6"] == tried["exec"] == "PermissionError"
    if any("network" in one for one in held):
        assert tried["inet"] != "worked"
    if any("landlock" in one for one in held):
        assert tried["read-else"] == tried["write-store"] == "PermissionError"


def test_without_a_store_it_limits_no_files(tmp_path, listener):
    held, _ = attempts(tmp_path / "nowhere", listener.server_port)
    assert not any("landlock" in one for one in held)


@pytest.mark.skipif(platform.machine() not in ("x86_64", "aarch64"), reason="no filter for it")
def test_a_query_cannot_reach_out(pool, listener):
    if not any("socket" in one or "network" in one for one in pool.stats().fence):
        pytest.skip("this kernel has no such fence")
    query = f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.server_port}/> {{ ?s ?p ?o }} }}"
    with pytest.raises(QueryError):
        ask(pool, query)
    silent = query.replace("SERVICE", "SERVICE SILENT")
    ask(pool, silent)
    assert listener.came == []


def test_a_fenced_worker_follows_the_store(pool, folder):
    for number in range(3000, 3003):
        with writing(folder) as writer:
            writer.replace_graph(NAMES.graph("numbers"), triples(number))
            writer.publish(keep=1, created=NOW)
        assert b"true" in ask(pool, f"ASK {{ <https://example.org/s{number}> ?p ?o }}")
    assert pool.stats().killed == 0


def test_this_test_runs_unfenced():
    assert os.access("/etc/passwd", os.R_OK)
