"""Opening the store for a command."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from communique.errors import NothingPublished, StoreFull
from communique.foundation import lay_foundation
from communique.settings import Settings
from communique.store.census import take_census
from communique.store.live import Writer, open_writer
from communique.store.lock import Holder
from communique.store.snapshot import current
from communique.vocab import Names


def names_of(settings: Settings) -> Names:
    """Return the IRIs below the base in force."""
    return Names(settings.base_iri)


@contextmanager
def writing(
    settings: Settings,
    *,
    command: str,
    now: str,
    say: Callable[[str], None],
    default_graph: Literal["merge", "strict"] | None = None,
) -> Iterator[Writer]:
    """Open the store for writing, saying whom it has to wait for."""

    def waiting(other: Holder) -> None:
        say(f"waiting for {other.command} (process {other.pid}, since {other.since})")

    with open_writer(
        settings.store,
        names=names_of(settings),
        default_graph=default_graph,
        command=command,
        wait=settings.lock_wait,
        now=now,
        on_wait=waiting,
    ) as writer:
        yield writer
    with suppress(NothingPublished):
        take_census(settings.store)


def make_ready(settings: Settings, *, now: Callable[[], str], say: Callable[[str], None]) -> None:
    """Give the store its ontology, background and default-graph mode, and publish them.

    When the disk is full and an older snapshot exists, that one is left to serve.
    """
    mode: Literal["merge", "strict"] = "strict" if settings.default_graph == "strict" else "merge"
    try:
        with writing(
            settings, command="communique serve", now=now(), say=say, default_graph=mode
        ) as writer:
            lay_foundation(writer, names_of(settings), now=now())
            writer.publish(keep=settings.keep, created=now())
    except StoreFull as error:
        try:
            current(settings.store)
        except NothingPublished:
            raise error from None
        say(f"communique: {error}; serving what was published before")
