"""`communique ingest`: read files one after the other, write them in short batches."""

import csv
import json
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
from communique.ingest.report import as_lines, reading_report, told
from communique.intake import Reading, Taken, read, take_in
from communique.model import Extraction, Run
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


@dataclass(frozen=True, slots=True)
class Ingested:
    """What was written, the snapshot that shows it (0: none), and a message for each failure."""

    taken: tuple[Taken, ...]
    snapshot: int
    failures: tuple[str, ...]


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
) -> Ingested:
    """Read and write `sources`, and say what each gave as it is written.

    So an interrupted run shows how far it came. What cannot be read fails by itself.
    """
    failures: list[str] = []
    written: list[Taken] = []
    command = "communique ingest"
    readings = _readings(sources, settings, now(), failures)
    while batch := list(islice(readings, BATCH)):
        with writing(settings, command=command, now=now(), say=say) as writer:
            lay_foundation(writer, names_of(settings), now=now())
            for taken in take_in(writer, names_of(settings), batch, now=now()):
                written.append(taken)
                reading = taken.reading
                events = len(reading.extraction.events)
                say(
                    f"[{len(written)}/{len(sources)}] {taken.outcome}: {events} events, "
                    f"{len(reading.quads)} quads, {reading.graph}"
                )
    number = 0
    if publish and written:
        with writing(settings, command=command, now=now(), say=say) as writer:
            number = writer.publish(keep=settings.keep, created=now())
        say(f"published snapshot {number}")
    return Ingested(tuple(written), number, tuple(failures))


def show(ingested: Ingested, *, report: bool, as_json: bool) -> Iterator[str]:
    """Yield what was written as JSON lines, or the reading reports for people, as asked."""
    for taken in ingested.taken:
        extraction = taken.reading.extraction
        if as_json:
            facts = _facts(taken, ingested.snapshot)
            yield json.dumps(facts | (_report(extraction) if report else {}))
        elif report:
            yield taken.reading.graph
            yield from as_lines(extraction)


def _facts(taken: Taken, snapshot: int) -> dict[str, Any]:
    reading = taken.reading
    return {
        "outcome": taken.outcome,
        "graph": reading.graph,
        "events": len(reading.extraction.events),
        "quads": len(reading.quads),
        "snapshot": snapshot,
    }


def _report(extraction: Extraction) -> dict[str, Any]:
    return {
        "sentences": [
            {
                "start": row.sentence.start,
                "end": row.sentence.end,
                "yields": [told(item, extraction) for item in row.items],
            }
            for row in reading_report(extraction)
        ]
    }


def _readings(
    sources: Sequence[Source], settings: Settings, started: str, failures: list[str]
) -> Iterator[Reading]:
    background = load_background()
    names = names_of(settings)
    run = Run(VERSION, started, settings.min_confidence)
    for source in sources:
        try:
            article = read_article(
                source.path,
                published=source.published,
                publisher=source.publisher,
                url=source.url,
            )
            yield read(article, background, names, run)
        except InputError as error:
            failures.append(str(error))
