"""`communique evaluate`: read texts with known content by the ingester and say how well it did."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from communique.errors import InputError
from communique.evaluation.calibration import calibration_table
from communique.evaluation.figures import figures
from communique.evaluation.gold import read_gold
from communique.evaluation.judging import Judged, judge
from communique.evaluation.plover import Coded, code, plover_figures, read_records
from communique.evaluation.rendering import (
    coding_as_lines,
    errors_as_lines,
    figures_as_lines,
    plover_as_lines,
)
from communique.ingest.background import load_background
from communique.ingest.pipeline import extract, uncalibrated


def evaluate(paths: Sequence[Path], *, least: float) -> list[Judged]:
    """Return the judgements on all gold articles in `paths`, of what is as sure as `least`.

    Raises InputError.
    """
    background = load_background()
    return [
        judge(gold, extract(gold.article, background, least=least), background)
        for gold in read_gold(paths)
    ]


def calibrate(paths: Sequence[Path], table: Path) -> None:
    """Fit the confidences on all gold articles in `paths` and write them to `table`."""
    background = load_background()
    judged = [
        judge(gold, uncalibrated(gold.article, background), background) for gold in read_gold(paths)
    ]
    rows = [row for article in judged for row in article.judgements]
    try:
        table.write_text(calibration_table(rows), encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write {table}: {error}") from error


def evaluate_plover(path: Path, *, least: float) -> list[Coded]:
    """Return how the records in `path` were coded, by what is as sure as `least`.

    Raises InputError.
    """
    background = load_background()
    return [
        code(record, extract(record.article, background, least=least), background)
        for record in read_records(path)
    ]


def as_json(judged: Sequence[Judged], coded: Sequence[Coded], *, errors: bool) -> str:
    """Return the figures of what was evaluated, and where asked the errors, as JSON."""
    page: dict[str, Any] = {}
    if judged:
        page["gold"] = figures(judged)
        if errors:
            page["gold"]["errors"] = [asdict(row) for row in _mistakes(judged)]
    if coded:
        page["plover"] = plover_figures(coded)
        if errors:
            page["plover"]["errors"] = [
                {"record": row.record.name, "found": row.found, "category": row.category}
                for row in coded
                if not row.whole
            ]
    return json.dumps(page, indent=1, ensure_ascii=False)


def as_text(judged: Sequence[Judged], coded: Sequence[Coded], *, errors: bool) -> Iterator[str]:
    """Yield the same as lines for people."""
    if judged:
        yield from figures_as_lines(figures(judged))
        if errors:
            yield ""
            yield from errors_as_lines(_mistakes(judged))
    if judged and coded:
        yield ""
    if coded:
        yield from plover_as_lines(plover_figures(coded))
        if errors:
            yield ""
            yield from coding_as_lines(coded)


def _mistakes(judged: Sequence[Judged]) -> list[Any]:
    rows = (row for article in judged for row in article.judgements)
    return [row for row in rows if row.verdict != "right" or row.note]
