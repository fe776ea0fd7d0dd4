"""SPARQL updates on a store whose default graph is a merge, rewritten so that it stays one.

An update is one transaction of the engine. To keep the merge true inside it, operations are added
to its text: every triple that an operation may insert or delete is also put into a scratch graph,
and after the operation each of those is in the default graph exactly if some merged graph holds
it. So the cost follows what is touched, not what is stored, and nothing is half done ever.

Writes to the default graph itself go to the graph that keeps them (`names.direct_graph`); patterns
read the merge. The added text is made from the text given, term by term, never from values.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Store

from communique.errors import QueryError, QuerySyntaxError
from communique.store.engine import Engine
from communique.store.operations import (
    Data,
    Load,
    Manage,
    Modify,
    Operation,
    Part,
    Prologue,
    Transfer,
    operations,
)
from communique.store.place import failure, located
from communique.vocab import Names

_SCRATCH = "<urn:x-communique:touched>"


@dataclass(frozen=True, slots=True)
class Dataset:
    """The dataset of the protocol: using-graph-uri and using-named-graph-uri."""

    default: Sequence[str]
    named: Sequence[str]


def prepared(text: str, *, merge_of: Names | None, dataset: Dataset | None) -> str:
    """Return update `text` as the engine should run it.

    `merge_of` are the names of a store in merge mode, None in strict mode. `dataset` goes in as
    USING clauses. Declarations between operations, which the engine does not know, go first.
    Raises QuerySyntaxError when the text is no update that can be understood, or when it has USING
    or WITH of its own beside a `dataset`, which the protocol forbids.
    """
    found = list(operations(text))
    if dataset is not None:
        _use(found, dataset)
    if merge_of is not None:
        hidden = (f"<{merge_of.metadata_graph}>", f"<{merge_of.derived_graph}>")
        keeper = _Keeper(f"<{merge_of.direct_graph}>", hidden[0])
        steps = [[*keeper.rewrite(one), *_settling(hidden)] for one in found]
    elif dataset is not None or any(one.prologue for one in found[1:]):
        steps = [[one.text()] for one in found]
    else:
        return text
    return _assembled([one.prologue for one in found], steps)


def run(engine: Engine, text: str, *, original: str, base_iri: str | None) -> None:
    """Run update `text`, which was rewritten from `original`, in one transaction.

    Raises QuerySyntaxError with line and column in `original`, QueryError, OSError.
    """
    try:
        engine.store.update(text, base_iri=base_iri)
    except SyntaxError as error:
        demand_right(original, base_iri)
        raise QueryError(f"the update cannot be run on this store: {error}") from error
    except (RuntimeError, ValueError) as error:
        raise failure(error, "the update failed and changed nothing") from error


def demand_right(text: str, base_iri: str | None) -> None:
    """Raise QuerySyntaxError when the engine says that update `text` is wrong.

    The engine reads the whole text before it begins; a right one runs on an empty store here.
    """
    try:
        Store().update(text, base_iri=base_iri)
    except SyntaxError as error:
        raise QuerySyntaxError(located(str(error))) from error
    except (OSError, RuntimeError, ValueError):
        return  # right, but not for an empty store


@dataclass(frozen=True, slots=True)
class _Keeper:
    """Rewrites operations: `direct` and `metadata` are graph names as SPARQL terms."""

    direct: str
    metadata: str

    def rewrite(self, operation: Operation) -> list[str]:
        """Return the operations that do the same and put what they touch into the scratch graph."""
        match operation:
            case Data(verb="DELETE"):
                parts = _placed(operation.parts, self.direct)
                touching = Data((), "INSERT", _touched(parts))
                return [replace(operation, parts=parts).text(), touching.text()]
            case Data():
                parts = _placed(operation.parts, self.direct)
                inserting = replace(operation, parts=parts + _touched(parts))
                return [inserting.text(), *_touch_graphs_of(parts)]
            case Modify():
                return self._modify(operation)
            case Manage():
                return self._manage(operation)
            case Transfer():
                return self._transfer(operation)
            case Load():
                to = operation.to or self.direct
                return [replace(operation, to=to).text(), _touch(to)]

    def _modify(self, operation: Modify) -> list[str]:
        graph = operation.target or self.direct
        delete, insert = _placed(operation.delete, graph), _placed(operation.insert, graph)
        touched = _touched([*delete, *insert])
        modifying = replace(operation, delete=delete, insert=insert + touched)
        return [modifying.text(), *_touch_graphs_of(insert)]

    def _manage(self, operation: Manage) -> list[str]:
        if operation.what == "DEFAULT":
            silent = replace(operation, silent="SILENT", what=self.direct)
            return [_touch(self.direct), silent.text()]
        if operation.what == "NAMED":
            # All but the one that stands for the default graph, which keeps it meanwhile.
            return [
                "CLEAR DEFAULT",
                f"ADD SILENT GRAPH {self.direct} TO DEFAULT",
                operation.text(),
                f"ADD DEFAULT TO GRAPH {self.direct}",
            ]
        if operation.what == "ALL" or operation.verb == "CREATE":
            return [operation.text()]
        forget = f"DELETE WHERE {{ GRAPH {self.metadata} {{ {operation.what} ?p ?o }} }}"
        steps = [_touch(operation.what), operation.text()]
        return [*steps, forget] if operation.verb == "DROP" else steps

    def _transfer(self, operation: Transfer) -> list[str]:
        source, to = operation.source, operation.to or self.direct
        if operation.source == operation.to:
            return [f"DROP SILENT GRAPH {_SCRATCH}"]  # nothing, but an operation
        steps = [_touch(source), _touch(to)]
        if operation.verb == "MOVE" and not source:
            copying = replace(operation, verb="COPY", to=to)
            return [*steps, copying.text(), f"DROP SILENT GRAPH {self.direct}"]
        return [*steps, replace(operation, to=to).text()]


def _use(found: list[Operation], dataset: Dataset) -> None:
    """Put `dataset` into the operations that have a pattern. Raises QuerySyntaxError."""
    try:
        clauses = [f"USING {NamedNode(name)}" for name in dataset.default]
        clauses += [f"USING NAMED {NamedNode(name)}" for name in dataset.named]
    except ValueError as error:
        raise QuerySyntaxError(f"a graph of the dataset is no absolute IRI: {error}") from error
    for operation in found:
        if isinstance(operation, Modify):
            if operation.using or operation.target:
                raise QuerySyntaxError(
                    "an update with USING or WITH cannot be given a dataset by parameters too"
                )
            operation.using = " ".join(clauses)


def _assembled(prologues: list[Prologue], steps: list[list[str]]) -> str:
    """Return one text of all `steps`, with the declarations first if that changes no meaning."""
    first = {declaration for prologue in prologues for declaration in prologue}
    is_plain = len({declaration[:2] for declaration in first}) == len(first)
    later_base = any(one[0] == "BASE" for prologue in prologues[1:] for one in prologue)
    if is_plain and not later_base:
        ordered = dict.fromkeys(one for prologue in prologues for one in prologue)
        prologues = [tuple(ordered)] + [()] * (len(prologues) - 1)
    return " ;\n".join(
        "".join(" ".join(one) + "\n" for one in prologue) + " ;\n".join(step)
        for prologue, step in zip(prologues, steps, strict=False)
    )


def _placed(parts: list[Part], graph: str) -> list[Part]:
    """Return `parts` with those that name no graph in `graph`."""
    return [part if part.graph else replace(part, graph=graph) for part in parts]


def _touched(parts: list[Part]) -> list[Part]:
    """Return the same triples for the scratch graph."""
    return [replace(part, graph=_SCRATCH) for part in parts if not part.anonymous]


def _touch_graphs_of(parts: list[Part]) -> list[str]:
    """Return operations for the parts that cannot be written twice: they touch whole graphs."""
    graphs = dict.fromkeys(part.graph for part in parts if part.anonymous)
    return [_touch(graph) for graph in graphs]


def _touch(graph: str) -> str:
    """Return the operation that puts a whole graph into the scratch graph.

    "" is the default graph, a variable means all named graphs.
    """
    if graph.startswith(("?", "$")):
        everything = f"GRAPH {graph} {{ ?s ?p ?o }} FILTER ({graph} != {_SCRATCH})"
        return f"INSERT {{ GRAPH {_SCRATCH} {{ ?s ?p ?o }} }} WHERE {{ {everything} }}"
    return f"ADD SILENT {f'GRAPH {graph}' if graph else 'DEFAULT'} TO GRAPH {_SCRATCH}"


def _settling(hidden: tuple[str, ...]) -> list[str]:
    """Return the operations that leave in the default graph, of what was touched, what is held."""
    scratch = f"GRAPH {_SCRATCH} {{ ?s ?p ?o }}"
    unmerged = ", ".join((_SCRATCH, *hidden))
    held = f"GRAPH ?g {{ ?s ?p ?o }} FILTER (?g NOT IN ({unmerged}))"
    return [
        f"DELETE {{ ?s ?p ?o }} WHERE {{ {scratch} }}",
        f"INSERT {{ ?s ?p ?o }} WHERE {{ {scratch} FILTER EXISTS {{ {held} }} }}",
        f"DROP SILENT GRAPH {_SCRATCH}",
    ]
