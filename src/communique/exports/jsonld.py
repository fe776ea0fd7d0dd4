"""JSON-LD in the words of the published context, written as the statements come.

The engine writes JSON-LD too, but without a context, and libraries that compact hold everything in
memory. Statements that come subject by subject need neither.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from communique.resources import resource
from communique.vocab import RDF, XSD

_TYPE = f"{RDF}type"
_STRING = f"{XSD}string"
_INTEGER = f"{XSD}integer"


@dataclass(frozen=True, slots=True)
class Terms:
    """A context, ready for writing: `names` gives the term for a property and a coercion (a
    datatype, "@id", "@vocab", "" for none), `words` that of a class or individual.
    """

    content: dict[str, Any]
    prefixes: dict[str, str]
    words: dict[str, str]
    names: dict[tuple[str, str], str]


@cache
def published_context() -> Terms:
    """Return the context that ships with the ontology."""
    text = resource("ontology", "context.jsonld").read_text(encoding="utf-8")
    return terms_of(json.loads(text)["@context"])


def terms_of(content: dict[str, Any]) -> Terms:
    """Return the terms of a context whose definitions are as simple as ours."""
    simple = {name: iri for name, iri in content.items() if isinstance(iri, str)}
    prefixes = {name: iri for name, iri in simple.items() if iri.endswith(("#", "/"))}

    def full(iri: str) -> str:
        prefix, _, local = iri.partition(":")
        return prefixes[prefix] + local if prefix in prefixes else iri

    words = {full(iri): name for name, iri in simple.items() if ":" in iri}
    names = {(iri, ""): name for iri, name in words.items()}
    for name, definition in content.items():
        if isinstance(definition, dict):
            names[full(definition["@id"]), full(definition["@type"])] = name
    return Terms(content, prefixes, words, names)


def write_jsonld(quads: Iterable[Quad], terms: Terms, *, context: str = "") -> Iterator[bytes]:
    """Yield JSON-LD of `quads`, which come graph by graph and, best, subject by subject.

    It names its context by the URL `context`, or holds it where that is "".
    """
    opening = json.dumps(context or terms.content, ensure_ascii=False)
    yield f'{{"@context": {opening},\n"@graph": ['.encode()
    separator = "\n"
    for graph, statements in groupby(quads, key=lambda quad: quad.graph_name):
        is_named = not isinstance(graph, DefaultGraph)
        if is_named:
            yield f'{separator}{{"id": {json.dumps(_id(graph))}, "@graph": ['.encode()
            separator = "\n"
        for _, about in groupby(statements, key=lambda quad: quad.subject):
            node = json.dumps(_node(list(about), terms), ensure_ascii=False)
            yield f"{separator}{node}".encode()
            separator = ",\n"
        if is_named:
            yield b"\n]}"
    yield b"\n]}\n"


def _node(quads: list[Quad], terms: Terms) -> dict[str, Any]:
    """Return the node object of quads with one subject."""
    node: dict[str, Any] = {"id": _id(quads[0].subject)}
    for quad in quads:
        if quad.predicate.value == _TYPE and isinstance(quad.object, NamedNode):
            key, value = "type", _word(quad.object.value, terms)
        else:
            key, value = _entry(quad.predicate.value, quad.object, terms)
        node.setdefault(key, []).append(value)
    return {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value
        for key, value in node.items()
    }


def _entry(predicate: str, value: object, terms: Terms) -> tuple[str, Any]:
    """Return the key and the value that state `value` for a property."""
    if isinstance(value, Literal):
        return _literal(predicate, value, terms)
    if name := terms.names.get((predicate, "@id")):
        return name, _id(value)
    if name := terms.names.get((predicate, "@vocab")):
        return name, _word(_id(value), terms)
    return _plain(predicate, terms), {"id": _id(value)}


def _literal(predicate: str, value: Literal, terms: Terms) -> tuple[str, Any]:
    datatype = value.datatype.value
    if value.language:
        tagged = {"@value": value.value, "@language": value.language}
        return _plain(predicate, terms), tagged
    if datatype == _STRING:
        return _plain(predicate, terms), value.value
    if name := terms.names.get((predicate, datatype)):
        is_number = datatype == _INTEGER and value.value.lstrip("-").isdecimal()
        return name, int(value.value) if is_number else value.value
    return _plain(predicate, terms), {"@value": value.value, "@type": datatype}


def _plain(predicate: str, terms: Terms) -> str:
    """Return a key for a property that coerces nothing."""
    return terms.names.get((predicate, "")) or _compact(predicate, terms)


def _word(iri: str, terms: Terms) -> str:
    return terms.words.get(iri) or _compact(iri, terms)


def _compact(iri: str, terms: Terms) -> str:
    for prefix, start in terms.prefixes.items():
        if iri.startswith(start) and not iri.startswith(f"{start}//"):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def _id(node: object) -> str:
    return str(node) if isinstance(node, BlankNode) else cast(NamedNode, node).value
