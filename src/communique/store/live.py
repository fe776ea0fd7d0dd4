"""The live store and its one writer.

with open_writer(folder, names=Names(), default_graph=None, command="communique ingest",
                 wait=60, now="2024-01-01T00:00:00Z") as writer:
    writer.replace_graph(name, triples, about=provenance)
    writer.publish(keep=2, created="2024-01-01T00:00:00Z")
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Triple

from communique.errors import QuerySyntaxError, StoreError
from communique.store import merge, snapshot
from communique.store.bulk import Batch, as_triples
from communique.store.counts import Counts
from communique.store.disk import guarded
from communique.store.engine import Engine, open_engine
from communique.store.folder import (
    Mode,
    claim,
    has_unpublished,
    live_path,
    make_folder,
    mark_unpublished,
    read_record,
)
from communique.store.journal import Change, Journal, apply
from communique.store.lock import Holder, writer_lock
from communique.store.plan import Planner, Statement
from communique.store.restore import finish as finish_restore
from communique.store.update import Dataset, demand_right, prepared, run
from communique.vocab import Names


@contextmanager
def open_writer(
    folder: Path,
    *,
    names: Names,
    default_graph: Mode | None,
    command: str,
    wait: float,
    now: str,
    on_wait: Callable[[Holder], None] | None = None,
    on_commit: Callable[[], None] = lambda: None,
) -> Iterator["Writer"]:
    """Open the live store below `folder` for writing, alone, for the length of a with block.

    The folder is made when missing. `default_graph` None keeps the recorded mode ("merge" for a
    new store); another mode than the recorded one converts the store. What a killed writer left is
    repaired first. `now` (ISO 8601) is told to those who wait. What was written but not published
    stays, for the next publish. `on_commit` is called when a verb can no longer be taken back: a
    writer that is killed later has done it.

    Raises StoreLocked after `wait` seconds, StoreFull when the disk is, StoreError when the folder
    cannot be used (not ours, not writable, of a newer version, of another base IRI).
    """
    make_folder(folder)
    with writer_lock(folder, command=command, wait=wait, since=now, on_wait=on_wait):
        finish_restore(folder)
        claim(folder, base_iri=names.base, default_graph=default_graph)
        with open_engine(folder, live_path(folder)) as engine:
            writer = Writer(engine, folder, names, on_commit)
            writer.recover(default_graph)
            try:
                yield writer
            finally:
                writer.close()


class Writer:
    """The verbs of the one writer. Graph names are IRIs (str).

    `names.direct_graph` names what was put into the default graph itself, in both modes: in merge
    mode it is a named graph like any other, in strict mode it is the store's default graph. It is
    always there. Each verb is whole or not at all, even if the process is killed. The engine keeps
    numbers, booleans and dates in one form per value ("01"^^xsd:integer comes back as 1).
    Raises StoreFull, StoreError, and InputError for a name that is no IRI.
    """

    def __init__(
        self, engine: Engine, folder: Path, names: Names, on_commit: Callable[[], None]
    ) -> None:
        self._engine = engine
        self._on_commit = on_commit
        self._folder = folder
        self._names = names
        self._journal = Journal(folder / "journal")
        self._planner = Planner(engine, names, "merge")
        self._counts: Counts | None = None  # None: unknown, a census will tell
        self._sound = False  # whether the database holds all that the journal says
        self._flushed = True  # whether all that the journal does not say is on disk
        self._loaded = 0  # quads that came by bulk since the database was last optimized

    @property
    def default_graph(self) -> Mode:
        """The mode in force."""
        return self._planner.mode

    @property
    def has_unpublished(self) -> bool:
        """Whether anything was written since the last publish."""
        return has_unpublished(self._folder) or not snapshot.current_number(self._folder)

    def graphs(self) -> list[str]:
        """Return the names of all named graphs, sorted."""
        with guarded(self._folder):
            return sorted(node.value for node in self._engine.store.named_graphs())

    def triples(self, name: str) -> frozenset[Triple]:
        """Return the content of a graph. Raises GraphNotFound."""
        with guarded(self._folder):
            graph = self._planner.existing(name)
            return frozenset(quad.triple for quad in self._planner.content(graph))

    def replace_graph(
        self, name: str, statements: Iterable[Statement], *, about: Iterable[Statement] = ()
    ) -> bool:
        """Make `statements` (graph names of quads are ignored) the whole content of graph `name`.

        The graph exists afterwards even when empty. `about` describes the graph (each subject is
        the graph's IRI) and is kept in names.metadata_graph. Return False, with nothing written,
        when the graph holds exactly this already and `about` differs at most in
        prov:generatedAtTime. Blank nodes keep their labels: callers make them unique.
        """
        statements, about = list(statements), list(about)
        with guarded(self._folder):
            change = self._planner.replacement(name, statements, about)
            if change:
                self._make(change)
        return bool(change)

    def drop_graph(self, name: str, *, about: Iterable[Statement] = ()) -> None:
        """Remove a graph; `about` replaces what was said about it. Raises GraphNotFound."""
        about = list(about)
        with guarded(self._folder):
            if change := self._planner.removal(name, about):
                self._make(change)

    def load_graphs(
        self, graphs: Iterable[tuple[str, Iterable[Statement], Iterable[Statement]]]
    ) -> int:
        """Replace many graphs, given as (name, statements, about), fast; return how many changed.

        New graphs go in by bulk, some hundred thousand quads at a time; the others, and those
        with blank nodes, one by one. Each graph is whole or not there, even if killed.
        """
        changed = 0
        batch = Batch()
        for name, statements, about in graphs:
            triples, description = as_triples(statements), as_triples(about)
            if name in batch.names:
                self._load(batch)
            if self._collect(batch, name, triples, description):
                changed += 1
            else:
                changed += self.replace_graph(name, triples, about=description)
            if batch.is_full:
                self._load(batch)
        self._load(batch)
        return changed

    def update(
        self,
        text: str,
        *,
        base_iri: str | None = None,
        using_default: Sequence[str] | None = None,
        using_named: Sequence[str] | None = None,
    ) -> None:
        """Run a SPARQL 1.1 Update, whole or not at all, in one transaction of the engine.

        `using_default` and `using_named` are the dataset of the protocol. In merge mode the merge
        is true afterwards; the cost grows with what the update touches (about 50 us a triple).
        Graphs that it clears, drops, copies, or inserts anonymous nodes into (`[]`, lists) count
        as touched whole. Raises QuerySyntaxError, QueryError.
        """
        dataset = None
        if using_default is not None or using_named is not None:
            dataset = Dataset(using_default or (), using_named or ())
        merge_of = self._names if self.default_graph == "merge" else None
        try:
            rewritten = prepared(text, merge_of=merge_of, dataset=dataset)
        except QuerySyntaxError:
            demand_right(text, base_iri)  # the engine tells better what is wrong
            raise
        with guarded(self._folder):
            self._demand_sound()
            self._checkpoint()
            mark_unpublished(self._folder, changed=True)
            self._counts = None
            self._flushed = False
            run(self._engine, rewritten, original=text, base_iri=base_iri)
            self._on_commit()

    def publish(self, *, keep: int, created: str) -> int:
        """Publish what the store holds and return the number of the snapshot.

        When nothing changed since the last one, that one's number is returned. Snapshots beyond
        the newest `keep` are deleted, except those somebody still reads.
        """
        if self.has_unpublished:
            with guarded(self._folder):
                self._publish(created)
        snapshot.prune(self._folder, keep)
        return snapshot.current_number(self._folder)

    def recover(self, default_graph: Mode | None) -> None:
        """Finish what a killed writer began, then convert to the mode asked for, if any.

        For `open_writer` alone. Raises StoreFull, StoreError.
        """
        with guarded(self._folder):
            for change in self._journal.pending():
                mark_unpublished(self._folder, changed=True)
                apply(self._engine, change)
            self._sound = True
            self._checkpoint()
            if merge.resume(self._engine, self._folder, self._names):
                mark_unpublished(self._folder, changed=True)
            snapshot.sweep(self._folder)
            recorded = read_record(self._folder).default_graph
            wanted = default_graph or recorded
            if wanted != recorded:
                mark_unpublished(self._folder, changed=True)
                merge.convert(self._engine, self._folder, self._names, wanted)
            self._planner = Planner(self._engine, self._names, wanted)
        if not self.has_unpublished:
            self._counts = snapshot.current(self._folder).counts
        elif not self.graphs() and next(iter(self._engine.store), None) is None:
            self._counts = Counts()

    def close(self) -> None:
        """Have everything on disk, unless the database failed. For `open_writer` alone."""
        if self._sound:
            with guarded(self._folder):
                self._checkpoint()

    def _make(self, change: Change) -> None:
        """Make `change`, at once on disk, soon in the database. Raises OSError."""
        self._demand_sound()
        mark_unpublished(self._folder, changed=True)
        self._on_commit()
        self._journal.commit(change)
        self._sound = False
        apply(self._engine, change)
        self._sound = True
        if self._counts is not None:
            self._counts.make(change)

    def _collect(self, batch: Batch, name: str, triples: list[Triple], about: list[Triple]) -> bool:
        """Take a graph into `batch` if it may go by bulk; return whether it may."""
        with guarded(self._folder):
            if not self._planner.may_load(name, about):
                return False
        merged = self._planner.is_merged(name)
        metadata = self._names.metadata_graph
        return batch.add(name, triples, about, metadata=metadata, merged=merged)

    def _load(self, batch: Batch) -> None:
        """Load `batch`. Interrupted, it leaves whole graphs, and the merge to be rebuilt."""
        if not batch.size:
            return
        with guarded(self._folder):
            self._demand_sound()
            self._checkpoint()
            mark_unpublished(self._folder, changed=True)
            merge.mark(self._folder, "rebuild")
            self._counts = None
            self._sound = self._flushed = False
            self._loaded += batch.size
            batch.load(self._engine)
            self._engine.store.flush()
            merge.mark(self._folder, "")
            self._sound = self._flushed = True

    def _checkpoint(self) -> None:
        """Have the database surely on disk, so that the journal may go. Raises OSError."""
        if not (self._flushed and self._journal.is_empty):
            self._engine.store.flush()
            self._flushed = True
            self._journal.clear()

    def _publish(self, created: str) -> None:
        self._demand_sound()
        unoptimized = 0
        if snapshot.current_number(self._folder):
            unoptimized = snapshot.current(self._folder).unoptimized + 1
        if unoptimized >= snapshot.OPTIMIZE_EVERY or self._loaded >= snapshot.OPTIMIZE_AFTER:
            self._engine.store.optimize()
            unoptimized = self._loaded = 0
        snapshot.publish(
            self._engine,
            self._folder,
            counts=self._counts,
            created=created,
            unoptimized=unoptimized,
        )
        self._flushed = True  # by the backup
        self._journal.clear()
        mark_unpublished(self._folder, changed=False)

    def _demand_sound(self) -> None:
        if not self._sound:
            raise StoreError(
                f"the last write to {self._folder} failed: open the store again, which repairs it"
            )
