"""Articles into the store and out of it: which graph one has, and which it replaces."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode, Quad, Triple

from communique.errors import GraphNotFound
from communique.ingest.background import Background
from communique.ingest.pipeline import extract
from communique.ingest.quads import about_triples, article_graph, article_quads
from communique.ingest.sketch import Sketches, sketch
from communique.model import Article, Extraction, Run
from communique.records import recorded, tombstone
from communique.store.live import Writer
from communique.vocab import CMQ, Names

_SOURCE_KEY = CMQ + "sourceKey"
_SKETCH = CMQ + "textSketch"
_COPY = CMQ + "sameTextAs"


@dataclass(frozen=True, slots=True)
class Reading:
    """An article that has been read, ready to be written."""

    article: Article
    graph: str
    quads: tuple[Quad, ...]
    about: tuple[Triple, ...]
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Taken:
    """What writing one reading did."""

    reading: Reading
    outcome: Literal["new", "replaced", "unchanged"]


def read(article: Article, background: Background, names: Names, run: Run) -> Reading:
    """Return all that goes into the store for `article`; nothing is written."""
    extraction = extract(article, background, least=run.min_confidence)
    return Reading(
        article,
        article_graph(article, names),
        tuple(article_quads(extraction, names)),
        tuple(about_triples(article, names, run)),
        extraction,
    )


def take_in(writer: Writer, names: Names, readings: Iterable[Reading], *, now: str) -> list[Taken]:
    """Write `readings`, each as its own named graph; `now` is ISO 8601.

    A file that changed since it was last read has another graph now: its old one is dropped,
    unless another file with the same old text still vouches for it. A graph of nearly the same
    text as one from before says so in the metadata: one story that two papers carry is two
    reports of its events, not two events.
    """
    keys = recorded(writer, names, _SOURCE_KEY)
    recorded_sketches = recorded(writer, names, _SKETCH)
    sketches = Sketches((graph, one) for graph in keys for one in recorded_sketches.get(graph, ()))
    copies = recorded(writer, names, _COPY)
    taken = []
    for reading in readings:
        known = keys.get(reading.graph)
        stale = _forget(writer, keys, reading, now=now)
        own = sketch(reading.article)
        alike = [
            graph
            for graph in sketches.copies(own)
            if graph in keys
            and graph != reading.graph
            and reading.graph not in copies.get(graph, ())
        ]
        sketches.add(reading.graph, own)
        copies[reading.graph] = set(alike)
        kept = (keys.get(reading.graph) or set()) | {reading.article.source_key}
        keys[reading.graph] = kept
        about = [*_with_keys(reading, kept), *_same_text(reading, alike)]
        changed = writer.replace_graph(reading.graph, reading.quads, about=about)
        replaced = stale or (known is not None and changed)
        outcome: Literal["new", "replaced", "unchanged"]
        outcome = "replaced" if replaced else "new" if changed else "unchanged"
        taken.append(Taken(reading, outcome))
    return taken


def find_graph(article: str, names: Names, graphs: Iterable[str]) -> str:
    """Return the graph that `article` names: a graph or article IRI, or the key of either.

    `graphs` are the names of the graphs in the store. Raises GraphNotFound.
    """
    present = set(graphs)
    key = article.rstrip("/").rsplit("/", 1)[-1].removeprefix("article-")
    for candidate in (article, names.graph(f"article-{key}")):
        if candidate in present:
            return candidate
    raise GraphNotFound(f"no article {article!r} in the store: `communique status` lists them")


def withdraw(writer: Writer, graph: str, *, now: str) -> None:
    """Drop `graph`; the metadata graph remembers that it was there. Raises GraphNotFound.

    It keeps when (`now`, ISO 8601) and the IRIs of the article, events and statements in it, so
    that links to them can be told from links that never led anywhere.
    """
    writer.drop_graph(graph, about=tombstone(graph, writer.triples(graph), now=now))


def _forget(writer: Writer, keys: dict[str, set[str]], reading: Reading, *, now: str) -> bool:
    """Drop the graphs that only this source gave before under another text."""
    source = reading.article.source_key
    stale = [graph for graph in keys if source in keys[graph] and graph != reading.graph]
    for graph in stale:
        keys[graph].discard(source)
        if not keys[graph]:
            del keys[graph]
            withdraw(writer, graph, now=now)
    return bool(stale)


def _same_text(reading: Reading, graphs: Iterable[str]) -> list[Triple]:
    subject, predicate = NamedNode(reading.graph), NamedNode(_COPY)
    return [Triple(subject, predicate, NamedNode(graph)) for graph in graphs]


def _with_keys(reading: Reading, keys: set[str]) -> list[Triple]:
    subject, predicate = NamedNode(reading.graph), NamedNode(_SOURCE_KEY)
    about = [triple for triple in reading.about if triple.predicate != predicate]
    return about + [Triple(subject, predicate, Text(key)) for key in sorted(keys)]
