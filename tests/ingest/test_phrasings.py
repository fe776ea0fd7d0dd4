"""One event in the many ways in which the press words it: phrasings.tsv."""

import csv
from pathlib import Path

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract

_TABLE = Path(__file__).parent / "phrasings.tsv"
_ROWS = list(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t"))


@pytest.mark.parametrize("row", _ROWS, ids=[row["sentence"] for row in _ROWS])
def test_the_event_is_told(row: dict[str, str], shipped: Background) -> None:
    extraction = extract(read_text(row["sentence"], published="2025-03-07"), shipped, least=0)
    names = {entity.id: entity.name for entity in extraction.entities}
    told = [
        (
            event.kind,
            "; ".join(sorted(names[each] for each in event.agents)),
            "; ".join(sorted(names[each] for each in event.patients)),
            event.factuality.value,
        )
        for event in extraction.events
    ]
    assert (row["class"], row["agents"], row["patients"], row["factuality"]) in told
