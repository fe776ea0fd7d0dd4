"""`communique ingest`: read files one after the other, write them in short batches."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from communique.commands.store import names_of, writing
from communique.errors import InputError
from communique.foundation import lay_foundation
from communique.ingest.article import read_article
from communique.ingest.background import load_background
from communique.ingest.pipeline import VERSION
from communique.intake import Reading, Taken, read, take_in
from communique.model import Run
from communique.settings import Settings

BATCH = 20
"""Articles written under one hold of the writer's lock."""

COLUMNS = ("file", "published", "publisher", "url")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to ingest, and what is known of it besides its text ("" where nothing is)."""

    path: Path
    published: str = ""
    publisher: str = ""
    url: str = ""


def read_manifest(path: Path) -> list[Source]:
    """Return the sources that a table lists; its files are relative to the table's folder."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read the manifest {path}: {error}") from error
    table = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
    if missing:
        raise InputError(f"the manifest {path} lacks the columns {', '.join(missing)}")
    return [
        Source(path.parent / row["file"], *(row[name] or "" for name in COLUMNS[1:]))
        for row in table
    ]


def ingest_sources(
    sources: Sequence[Source],
    settings: Settings,
    *,
    publish: bool,
    now: Callable[[], str],
    say: Callable[[str], None],
    tell: Callable[[dict[str, Any]], None],
) -> list[str]:
    """Read and write `sources`; return one message for each that could not be read.

    What each file gave is said as it is written, so an interrupted run shows how far it came,
    and told as facts when it is published.
    """
    failures: list[str] = []
    written: list[Taken] = []
    command = "communique ingest"
    readings = _readings(sources, settings, now(), failures)
    while batch := list(islice(readings, BATCH)):
        with writing(settings, command=command, now=now(), say=say) as writer:
            lay_foundation(writer, names_of(settings), now=now())
            for taken in take_in(writer, names_of(settings), batch):
                written.append(taken)
                reading = taken.reading
                say(
                    f"[{len(written)}/{len(sources)}] {taken.outcome}: {reading.events} events, "
                    f"{len(reading.quads)} quads, {reading.graph}"
                )
    number = 0
    if publish and written:
        with writing(settings, command=command, now=now(), say=say) as writer:
            number = writer.publish(keep=settings.keep, created=now())
        say(f"published snapshot {number}")
    for taken in written:
        tell(_facts(taken, number))
    return failures


def _facts(taken: Taken, snapshot: int) -> dict[str, Any]:
    reading = taken.reading
    return {
        "outcome": taken.outcome,
        "graph": reading.graph,
        "events": reading.events,
        "quads": len(reading.quads),
        "snapshot": snapshot,
    }


def _readings(
    sources: Sequence[Source], settings: Settings, started: str, failures: list[str]
) -> Iterator[Reading]:
    background = load_background()
    names = names_of(settings)
    for source in sources:
        try:
            article = read_article(
                source.path,
                published=source.published,
                publisher=source.publisher,
                url=source.url,
            )
            run = Run(VERSION, started)
            yield read(article, background, names, run, min_confidence=settings.min_confidence)
        except InputError as error:
            failures.append(str(error))
