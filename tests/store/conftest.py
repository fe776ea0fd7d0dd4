"""What the tests of the store share."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Triple

from communique.store import snapshot
from communique.store.census import take_census
from communique.store.counts import count
from communique.store.live import open_writer
from communique.store.pool import Pool, QueryRequest
from communique.vocab import Names

NAMES = Names()
NOW = "2024-01-01T00:00:00Z"


def triple(number, value=None):
    """A triple that is the same for the same numbers."""
    return Triple(
        NamedNode(f"https://example.org/s{number}"),
        NamedNode("https://example.org/p"),
        Literal(f"value {number if value is None else value}"),
    )


def triples(*numbers):
    return [triple(number) for number in numbers]


@contextmanager
def writing(folder: Path, mode=None, names=NAMES, wait=5.0, on_wait=None):
    with open_writer(
        folder,
        names=names,
        default_graph=mode,
        command="test",
        wait=wait,
        now=NOW,
        on_wait=on_wait,
    ) as writer:
        yield writer


def published(folder: Path):
    """What the current snapshot holds: {graph name, "" for the default one: set of triples}."""
    take_census(folder)
    with snapshot.reading(folder) as current:
        store = Store.read_only(str(current.path))
        held = {node.value: set() for node in store.named_graphs()} | {"": set()}
        for quad in store:
            name = "" if quad.graph_name == DefaultGraph() else quad.graph_name.value
            held[name].add(quad.triple)
        assert current.counts == count(store)
    return held


def assert_merged(held, names=NAMES):
    """The default graph is the set union of all named graphs but two."""
    hidden = {"", names.metadata_graph, names.derived_graph}
    union = set().union(*(content for name, content in held.items() if name not in hidden))
    assert held[""] == union


def ask(pool, text, **options):
    """The whole answer to a query, JSON or N-Triples unless told otherwise."""
    wanted = {"bindings": "json", "graph": "ntriples", "timeout": 5.0} | options
    return pool.query(QueryRequest(text, **wanted)).read()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def pool(folder):
    """Two workers over a store with two thousand triples."""
    with writing(folder) as writer:
        writer.replace_graph(NAMES.graph("numbers"), triples(*range(2000)))
        writer.publish(keep=2, created=NOW)
    with Pool(folder, workers=2, memory=256) as pool:
        yield pool
