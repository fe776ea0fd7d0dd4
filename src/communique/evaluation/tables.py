"""The tables of docs/evaluation.md on the ingester, from what `communique evaluate --json` printed.

    python -m communique.evaluation.tables DEV.json HELD.json PLOVER.json

Writes Markdown to standard output.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

Page = dict[str, Any]

_PARTS = {
    "overall": "events and facts",
    "events": "events",
    "facts": "facts",
    "overall_lenient": "events and facts, leniently",
    "events_lenient": "events, leniently",
}
_SCORES = ("precision", "recall", "f1")
_COUNTS = ("right", "wrong", "missing")


def tables(dev: Page, held: Page, plover: Page) -> str:
    """Return all tables, each under its heading, from the three answers."""
    ours, kept, coded = dev["gold"], held["gold"], plover["plover"]
    sections = {
        f"{ours['articles']} development articles": _whole(ours),
        f"{kept['articles']} articles kept aside": _whole(kept),
        "What is no part of the key": _shares(ours, kept),
        "By event class": _beside("event class", ours["by_class"], kept["by_class"]),
        "By property": _beside("property", ours["by_property"], kept["by_property"]),
        "Is a confidence what it says?": _reliability(ours, kept),
        "PLOVER": chain(_coded(coded), [""], _categories(coded)),
    }
    return "\n\n".join(f"### {title}\n\n" + "\n".join(rows) for title, rows in sections.items())


def _whole(page: Page) -> Iterator[str]:
    yield from _table("", *_COUNTS, *_SCORES)
    for part, words in _PARTS.items():
        told = page[part]
        bounds = told.get("intervals", {})
        scores = [_score(told[name], bounds.get(name)) for name in _SCORES]
        yield _row(words, *(told[name] for name in _COUNTS), *scores)
    yield ""
    yield f"Faults: {len(page['faults'])}."


def _shares(*pages: Page) -> Iterator[str]:
    yield from _table("of pairs", "development", "kept aside")
    for name in pages[0]["accuracy"]:
        cells = (page["accuracy"][name] for page in pages)
        yield _row(name, *(f"{it['share']:.3f} ({it['right']} of {it['of']})" for it in cells))


def _beside(title: str, ours: Page, kept: Page) -> Iterator[str]:
    yield from _table(title, *_COUNTS, "P", "R", "F1", "kept aside: P", "R", "F1")
    for name, told in sorted(ours.items()):
        other = kept.get(name)
        scores = [f"{told[one]:.2f}" for one in _SCORES]
        others = [f"{other[one]:.2f}" if other else "" for one in _SCORES]
        yield _row(name, *(told[one] for one in _COUNTS), *scores, *others)


def _reliability(ours: Page, kept: Page) -> Iterator[str]:
    columns = ("judged", "mean", "right")
    yield from _table("confidence", *columns, "kept aside: judged", *columns[1:])
    others = {(one["low"], one["high"]): one for one in kept["reliability"]}
    for one in ours["reliability"]:
        other = others.get((one["low"], one["high"]))
        cells = [*_bin(one), *(_bin(other) if other else ("", "", ""))]
        yield _row(f"{one['low']:.2f} to {one['high']:.2f}", *cells)


def _bin(one: Page) -> tuple[str, str, str]:
    return str(one["count"]), f"{one['expected']:.3f}", f"{one['observed']:.3f}"


def _coded(page: Page) -> Iterator[str]:
    yield from _table("", "share", "records")
    named = {
        "category": "category",
        "actor_category_recipient": "category with its actors",
        "extra_events": "events of another category than the record's",
    }
    for name, words in named.items():
        told = page[name]
        yield _row(words, f"{told['share']:.3f}", f"{told['right']} of {told['of']}")


def _categories(page: Page) -> Iterator[str]:
    yield from _table("category", "found", "with actors", "records")
    for name, told in page["by_category"].items():
        yield _row(name, told["category"]["right"], told["whole"]["right"], told["category"]["of"])


def _score(value: float, bounds: Iterable[float] | None) -> str:
    if bounds is None:
        return f"{value:.3f}"
    low, high = bounds
    return f"{value:.3f} ({low:.3f} to {high:.3f})"


def _table(*columns: str) -> Iterator[str]:
    yield _row(*columns)
    yield _row(*("---" for _ in columns))


def _row(*cells: object) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


if __name__ == "__main__":
    print(tables(*(json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:4])))
