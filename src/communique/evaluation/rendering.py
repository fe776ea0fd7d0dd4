"""Figures and errors as lines of text for people."""

from collections.abc import Iterable, Iterator
from typing import Any

from communique.evaluation.judging import Judgement
from communique.evaluation.plover import Coded, Party

_HEAD = f"{'':26}{'right':>7}{'wrong':>7}{'missing':>9}{'P':>8}{'R':>8}{'F1':>8}"


def figures_as_lines(figures: dict[str, Any]) -> Iterator[str]:
    """Yield the figures of gold articles as tables."""
    yield f"{figures['articles']} articles"
    yield ""
    yield _HEAD
    for name in ("overall", "events", "facts", "overall_lenient", "events_lenient"):
        yield _line(name.replace("_", ", "), figures[name])
    intervals = figures["overall"]["intervals"]
    yield ""
    yield "95% intervals, overall: " + ", ".join(
        f"{name} {low:.3f} to {high:.3f}" for name, (low, high) in intervals.items()
    )
    yield ""
    for name, row in figures["accuracy"].items():
        yield f"{name:26}{row['right']:>7} of {row['of']:<5}{row['share']:>8.3f}"
    yield ""
    yield f"{'Confidence':26}{'count':>7}{'expected':>10}{'observed':>10}"
    for row in figures["reliability"]:
        span = f"{row['low']:.2f} to {row['high']:.2f}"
        yield f"{span:26}{row['count']:>7}{row['expected']:>10.3f}{row['observed']:>10.3f}"
    for title, name in (("Event classes", "by_class"), ("Properties", "by_property")):
        yield ""
        yield f"{title:26}{_HEAD[26:]}"
        for label, row in figures[name].items():
            yield _line(label, row)
    yield ""
    yield f"faults: {len(figures['faults'])}"
    for fault in figures["faults"]:
        yield f"  {fault}"


def errors_as_lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Yield each error as what it is, what differs, and the sentence.

    What is right and differs in what is no part of the key (time, source, venue) is there too.
    """
    for row in judgements:
        rule = f" [{row.extracted_by} {row.confidence:.2f}]" if row.extracted_by else ""
        yield f"{row.article}: {'near, ' if row.near else ''}{row.verdict}: {row.told}{rule}"
        if row.note:
            yield f"    {row.note}"
        yield f"    > {' '.join(row.evidence.split())}"


def plover_as_lines(figures: dict[str, Any]) -> Iterator[str]:
    """Yield the figures of PLOVER records: what share of how many."""
    for name in ("category", "actor_category_recipient", "extra_events"):
        yield f"{name.replace('_', ' '):26}{_part(figures[name])}"
    yield ""
    yield f"{'Categories':26}{'found':>20}{'with actors':>20}"
    for name, row in figures["by_category"].items():
        yield f"{name:26}{_part(row['category'])}{_part(row['whole'])}"


def coding_as_lines(coded: Iterable[Coded]) -> Iterator[str]:
    """Yield each record that was not coded whole: what it asks, what was found, its text."""
    for row in coded:
        if row.whole:
            continue
        record = row.record
        found = "with other actors" if row.category else ", ".join(row.found) or "nothing"
        sides = f"{_parties(record.sources)} -> {_parties(record.targets)}"
        yield f"{record.name}: {record.category}({sides}), found {found}"
        yield f"    > {' '.join(record.article.text.split())}"


def _parties(parties: Iterable[Party]) -> str:
    return " + ".join(f"{party.text} {party.code}" for party in parties) or "-"


def _part(row: dict[str, Any]) -> str:
    return f"{row['right']:>6} of {row['of']:<4}{row['share']:>6.3f}"


def _line(name: str, row: dict[str, Any]) -> str:
    counts = f"{row['right']:>7}{row['wrong']:>7}{row['missing']:>9}"
    return f"{name:26}{counts}{row['precision']:>8.3f}{row['recall']:>8.3f}{row['f1']:>8.3f}"
