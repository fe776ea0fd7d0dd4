"""What has to change in the database so that a graph holds what it should, and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from communique.errors import GraphNotFound, InputError
from communique.store import merge
from communique.store.engine import Engine
from communique.store.folder import Mode
from communique.store.journal import Change
from communique.vocab import PROV, Names

Statement = Quad | Triple

_GENERATED_AT = NamedNode(f"{PROV}generatedAtTime")


@dataclass(frozen=True, slots=True)
class Planner:
    """Reads the open database and plans changes of whole graphs; writes nothing."""

    engine: Engine
    names: Names
    mode: Mode

    def replacement(
        self, name: str, statements: Iterable[Statement], about: Iterable[Statement]
    ) -> Change:
        """Return the change that makes `statements` the content of graph `name`, and `about` what
        is said about it; an empty one when they are already, the time of writing aside.

        Raises InputError.
        """
        graph = self.node(name)
        wanted = _placed(statements, graph)
        described = self._described(name, about)
        added, removed = set(wanted), []
        for quad in self.content(graph):
            if quad in wanted:
                added.discard(quad)
            else:
                removed.append(quad)
        present = set(self.about(name))
        created = [] if self.exists(name) else [name]
        if not (created or added or removed) and _timeless(present) == _timeless(described):
            return Change()
        if described and not self.exists(self.names.metadata_graph):
            created.append(self.names.metadata_graph)
        going, coming = self._merge_delta(graph, removed=removed, added=added)
        return Change(
            remove=[*removed, *going, *(present - described)],
            create=created,
            add=[*added, *coming, *(described - present)],
        )

    def removal(self, name: str, about: Iterable[Statement] = ()) -> Change:
        """Return the change that removes graph `name`, and leaves `about` as all that is said
        about it.

        Raises GraphNotFound, InputError.
        """
        graph = self.existing(name)
        content, present = list(self.content(graph)), set(self.about(name))
        described = self._described(name, about)
        if isinstance(graph, DefaultGraph):
            return Change(remove=[*content, *present])
        going, _ = self._merge_delta(graph, removed=content, added=())
        is_first = described and not self.exists(self.names.metadata_graph)
        return Change(
            remove=[*going, *(present - described)],
            drop=[name] if self.exists(name) else [],
            create=[self.names.metadata_graph] if is_first else [],
            add=list(described - present),
        )

    def may_load(self, name: str, about: Iterable[Statement]) -> bool:
        """Return whether graph `name` is so new that it can simply be added. Raises InputError."""
        self._described(name, about)
        is_special = name in (self.names.direct_graph, self.names.metadata_graph)
        return not (is_special or self.exists(name) or self.about(name))

    def is_merged(self, name: str) -> bool:
        """Return whether the default graph shows what graph `name` holds."""
        return self.mode == "merge" and merge.is_merged(name, self.names)

    def content(self, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
        """Return the quads of a graph."""
        return self.engine.store.quads_for_pattern(None, None, None, graph)

    def about(self, name: str) -> list[Quad]:
        """Return what is said about graph `name`."""
        metadata = NamedNode(self.names.metadata_graph)
        if name == metadata.value:
            return []  # its content is all there is to say
        return list(self.engine.store.quads_for_pattern(NamedNode(name), None, None, metadata))

    def node(self, name: str) -> NamedNode | DefaultGraph:
        """Return the engine's graph for `name`. Raises InputError when it is no IRI."""
        if self.mode == "strict" and name == self.names.direct_graph:
            return merge.DEFAULT
        try:
            return NamedNode(name)
        except ValueError as error:
            raise InputError(f"{name!r} cannot name a graph: give an absolute IRI") from error

    def exists(self, name: str) -> bool:
        """Return whether the database has graph `name`."""
        graph = self.node(name)
        return isinstance(graph, DefaultGraph) or self.engine.store.contains_named_graph(graph)

    def existing(self, name: str) -> NamedNode | DefaultGraph:
        """Return the engine's graph for `name`. Raises GraphNotFound."""
        if self.exists(name) or name == self.names.direct_graph:
            return self.node(name)
        raise GraphNotFound(f"there is no graph <{name}>: `communique status` lists them")

    def _merge_delta(
        self, graph: NamedNode | DefaultGraph, *, removed: Iterable[Quad], added: Iterable[Quad]
    ) -> tuple[list[Quad], list[Quad]]:
        if isinstance(graph, DefaultGraph) or not self.is_merged(graph.value):
            return [], []
        return merge.delta(self.engine, self.names, graph, removed=removed, added=added)

    def _described(self, name: str, about: Iterable[Statement]) -> set[Quad]:
        described = _placed(about, NamedNode(self.names.metadata_graph))
        if described and name == self.names.metadata_graph:
            raise InputError("what is said about the metadata graph is part of its content")
        if any(quad.subject != NamedNode(name) for quad in described):
            raise InputError(f"what is said about <{name}> must have it as its subject")
        return described


def _placed(statements: Iterable[Statement], graph: NamedNode | DefaultGraph) -> set[Quad]:
    """Return `statements` as quads of `graph`, as the engine will give them back."""
    canonical = Store()  # in memory
    canonical.extend(Quad(one.subject, one.predicate, one.object, graph) for one in statements)
    return set(canonical)


def _timeless(about: set[Quad]) -> set[Quad]:
    return {quad for quad in about if quad.predicate != _GENERATED_AT}
