"""What many tests share: a store with the sample articles and a server over it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from communique.foundation import lay_foundation
from communique.store.live import open_writer
from communique.vocab import Names

ROOT = Path(__file__).parent.parent
MANIFEST = ROOT / "data" / "articles" / "articles.tsv"
COMMAND = [sys.executable, "-m", "communique"]
# A run in the background of a shell ignores SIGINT, and with it all that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)


def environment(**settings):
    """The environment of a clean shell: none of our settings but those given."""
    clean = {name: text for name, text in os.environ.items() if not name.startswith("COMMUNIQUE_")}
    return clean | {f"COMMUNIQUE_{name.upper()}": str(text) for name, text in settings.items()}


def communique(*arguments, stdin="", cwd=None, **settings):
    """Run the command as a user would and return the finished process."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        text=True,
        capture_output=True,
        env=environment(**settings),
        cwd=cwd,
        timeout=120,
        check=False,
    )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(store, *arguments, log=None, **settings):
    """Run `communique serve` on `store`; yield its URL once it answers."""
    port = free_port()
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port), *map(str, arguments)],
        env=environment(store=store, **settings),
        stdout=log or subprocess.DEVNULL,
        stderr=log or subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            assert process.poll() is None, "the server stopped at once"
            try:
                urllib.request.urlopen(f"{url}/health", timeout=5).close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        else:
            pytest.fail("the server does not answer")
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            pytest.fail("the server did not stop when told to")


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory):
    """A store with the sample articles; tests that write take `own_store`."""
    store = tmp_path_factory.mktemp("sample") / "store"
    done = communique("ingest", "--manifest", MANIFEST, store=store)
    assert done.returncode == 0, done.stderr
    return store


@pytest.fixture
def own_store(sample_store, tmp_path):
    """A copy of the sample store that a test may change."""
    store = tmp_path / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    return store


@pytest.fixture(scope="session")
def server(sample_store):
    """The URL of a server over the sample store; tests must not write to it."""
    with serving(sample_store) as url:
        yield url


@pytest.fixture(scope="session")
def invented_store(tmp_path_factory):
    """A store with two invented articles that have everything that pages show."""
    folder, now = tmp_path_factory.mktemp("invented") / "store", "2031-05-05T00:00:00Z"
    graphs = {}
    for quad in parse(path=ROOT / "tests" / "web" / "pages.trig", format=RdfFormat.TRIG):
        graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
    with open_writer(
        folder, names=Names(), default_graph=None, command="tests", wait=10, now=now
    ) as writer:
        lay_foundation(writer, Names(), now=now)
        writer.load_graphs((name, triples, ()) for name, triples in graphs.items())
        writer.publish(keep=1, created=now)
    return folder


@pytest.fixture(scope="session")
def pages_server(invented_store):
    """The URL of a server over it, which may not show the whole text of the second article."""
    with serving(invented_store, quotes_only="https://paywall.example/") as url:
        for _ in range(60):
            with urllib.request.urlopen(f"{url}/search/names?q=norway", timeout=30) as response:
                if b"NOR" in response.read():
                    break
        else:
            pytest.fail("the names for the search do not come")
        yield url
