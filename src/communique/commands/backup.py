"""`communique backup` and `communique restore`: the published store as one file, and back."""

from collections.abc import Callable
from pathlib import Path

from communique.commands.store import writing
from communique.settings import Settings
from communique.store.backup import write_backup
from communique.store.lock import Holder
from communique.store.restore import stage


def make_backup(path: Path, settings: Settings, *, now: Callable[[], str]) -> int:
    """Write the current snapshot to `path`; return its number. Raises what `write_backup` does."""
    return write_backup(settings.store, path, now=now()).snapshot


def restore_backup(
    path: Path, settings: Settings, *, now: Callable[[], str], say: Callable[[str], None]
) -> int:
    """Put the backup at `path` in place of the store and publish it; return the snapshot's number.

    The store keeps its mode of the default graph. Raises what `stage` and `open_writer` raise.
    """
    command = "communique restore"

    def waiting(other: Holder) -> None:
        say(f"waiting for {other.command} (process {other.pid}, since {other.since})")

    mode = stage(
        path,
        settings.store,
        base_iri=settings.base_iri,
        command=command,
        wait=settings.lock_wait,
        now=now(),
        on_wait=waiting,
    )
    with writing(settings, command=command, now=now(), say=say, default_graph=mode) as writer:
        return writer.publish(keep=settings.keep, created=now())
