"""`communique evaluate`: read gold articles with the ingester and say how well it did."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from communique.evaluation.figures import figures
from communique.evaluation.gold import read_gold
from communique.evaluation.judging import Judged, judge
from communique.evaluation.rendering import as_lines, errors_as_lines
from communique.ingest.background import load_background
from communique.ingest.pipeline import extract


def evaluate(paths: Sequence[Path]) -> list[Judged]:
    """Return the judgements on all gold articles in `paths`. Raises InputError."""
    background = load_background()
    return [judge(gold, extract(gold.article, background), background) for gold in read_gold(paths)]


def show(judged: Sequence[Judged], *, errors: bool, as_json: bool) -> Iterator[str]:
    """Yield the lines of the figures, and of the errors where asked, as text or one JSON text."""
    found = figures(judged)
    mistakes = [row for article in judged for row in article.judgements if row.verdict != "right"]
    if as_json:
        page = found | ({"errors": [asdict(row) for row in mistakes]} if errors else {})
        yield json.dumps(page, indent=1, ensure_ascii=False)
        return
    yield from as_lines(found)
    if errors:
        yield ""
        yield from errors_as_lines(mistakes)
