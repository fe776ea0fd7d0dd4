"""The dataset that a query asks for, by the parameters of the protocol or by FROM clauses.

The engine takes several graphs as a default graph but gives a triple that is in two of them twice,
which makes counts wrong. SPARQL wants their merge, a set. So where a query asks for more than one,
they are merged into a store in memory, within the time and memory of the query.
"""

from dataclasses import dataclass
from typing import Any, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from communique.errors import InputError
from communique.store.terminals import terminals
from communique.store.wire import QueryRequest

_DEFAULT = DefaultGraph()
_NOTHING = ("", "")


@dataclass(frozen=True, slots=True)
class Dataset:
    """Names of the graphs that make up the default graph, and of the named graphs."""

    default: tuple[str, ...]
    named: tuple[str, ...]


def with_dataset(store: Store, request: QueryRequest) -> tuple[Store, dict[str, Any]]:
    """Return the store to ask for `request`, and the engine's arguments for its dataset.

    Raises InputError when the dataset of the protocol names something that is no IRI.
    """
    if request.default_graphs is None and request.named_graphs is None:
        dataset = from_clauses(request.text, request.base_iri)
        if dataset is None or len(set(dataset.default)) < 2:
            return store, {}  # the engine reads the clauses itself
    else:
        dataset = Dataset(tuple(request.default_graphs or ()), tuple(request.named_graphs or ()))
    try:
        default = [NamedNode(name) for name in dict.fromkeys(dataset.default)]
        named = [NamedNode(name) for name in dict.fromkeys(dataset.named)]
    except ValueError as error:
        raise InputError(f"a graph of the dataset is not an absolute IRI: {error}") from error
    if len(default) < 2:
        return store, {"default_graph": default, "named_graphs": named}
    return _merged(store, default, named), {"default_graph": _DEFAULT, "named_graphs": named}


def from_clauses(text: str, base_iri: str | None) -> Dataset | None:
    """Return the dataset of the FROM clauses of a query; None when it has not two of them."""
    if text.upper().count("FROM") < 2:
        return None
    prologue: list[str] = []
    default: list[str] = []
    named: list[str] = []
    tokens = terminals(text)
    for kind, word in tokens:
        keyword = word.upper() if kind == "word" else ""
        if keyword in ("PREFIX", "BASE"):
            terms = [next(tokens, _NOTHING)[1] for _ in range(2 if keyword == "PREFIX" else 1)]
            prologue += [keyword, *terms]
        elif keyword == "FROM":
            into, (kind, word) = default, next(tokens, _NOTHING)
            if kind == "word" and word.upper() == "NAMED":
                into, (_, word) = named, next(tokens, _NOTHING)
            into.append(word)
    declarations = " ".join(prologue)
    try:
        return Dataset(
            _resolved(declarations, default, base_iri), _resolved(declarations, named, base_iri)
        )
    except SyntaxError:
        return None  # the engine will say what is wrong with the query itself


def _resolved(declarations: str, terms: list[str], base_iri: str | None) -> tuple[str, ...]:
    """Return the IRIs that `terms` of a query stand for, as the engine sees it."""
    text = f"{declarations} SELECT ?g {{ VALUES ?g {{ {' '.join(terms)} }} }}"
    found = cast(QuerySolutions, Store().query(text, base_iri=base_iri))
    return tuple(row["g"].value for row in found)


def _merged(store: Store, default: list[NamedNode], named: list[NamedNode]) -> Store:
    """Return a store in memory whose default graph is the merge of graphs `default`."""
    merged = Store()
    for graph in default:
        merged.extend(
            Quad(quad.subject, quad.predicate, quad.object)
            for quad in store.quads_for_pattern(None, None, None, graph)
        )
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged
