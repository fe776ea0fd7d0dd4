"""Precision, recall and F1 from judgements, with bootstrap intervals over articles."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from communique.evaluation.calibration import reliability
from communique.evaluation.judging import Judged, Judgement, Ratio

SEED = 20231101
RESAMPLES = 1000
_TAILS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are right, wrong (extracted and not so) and missing (so and not extracted)."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right + other.right, self.wrong + other.wrong, self.missing + other.missing
        )

    @property
    def precision(self) -> float:
        """The share of what was extracted that is right; 1 when nothing was."""
        return _over(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what is so that was extracted; 1 when nothing is."""
        return _over(self.right, self.right + self.missing)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return _over(2 * self.right, 2 * self.right + self.wrong + self.missing)


def tally(judgements: Iterable[Judgement], *, lenient: bool = False) -> Tally:
    """Return the count of verdicts; leniently, what is near is right (and not also missing)."""
    right = wrong = missing = 0
    for judgement in judgements:
        near = lenient and judgement.near
        right += judgement.verdict == "right" or (near and judgement.verdict == "wrong")
        wrong += judgement.verdict == "wrong" and not near
        missing += judgement.verdict == "missing" and not near
    return Tally(right, wrong, missing)


def figures(articles: Sequence[Judged]) -> dict[str, Any]:
    """Return all figures by name, ready for JSON, rounded to four places."""
    every = [judgement for article in articles for judgement in article.judgements]
    ratios: dict[str, Ratio] = {}
    for article in articles:
        for name, (right, of) in article.ratios.items():
            before = ratios.get(name, (0, 0))
            ratios[name] = (before[0] + right, before[1] + of)
    return {
        "articles": len(articles),
        "overall": _with_intervals(articles, lambda _: True),
        "events": _with_intervals(articles, lambda row: row.part == "events"),
        "facts": _with_intervals(articles, lambda row: row.part == "facts"),
        "overall_lenient": _row(tally(every, lenient=True)),
        "events_lenient": _row(tally(_of(every, "events"), lenient=True)),
        "accuracy": {
            name: {"right": right, "of": of, "share": round(_over(right, of), 4)}
            for name, (right, of) in ratios.items()
        },
        "reliability": [asdict(row) for row in reliability(every)],
        "by_class": _by_name(_of(every, "events")),
        "by_property": _by_name(_of(every, "facts")),
        "faults": [fault for article in articles for fault in article.faults],
    }


def _of(judgements: Iterable[Judgement], part: str) -> list[Judgement]:
    return [judgement for judgement in judgements if judgement.part == part]


def _by_name(judgements: Sequence[Judgement]) -> dict[str, Any]:
    names = sorted({judgement.name for judgement in judgements})
    return {name: _row(tally(row for row in judgements if row.name == name)) for name in names}


def _row(counts: Tally) -> dict[str, Any]:
    return {
        "right": counts.right,
        "wrong": counts.wrong,
        "missing": counts.missing,
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
        "f1": round(counts.f1, 4),
    }


def _with_intervals(
    articles: Sequence[Judged], keep: Callable[[Judgement], bool]
) -> dict[str, Any]:
    """Return the figures of what `keep` lets through, and their 95% intervals.

    Articles are drawn with replacement, as many as there are: what varies between articles, not
    between sentences of one, is what an unseen article will bring.
    """
    tallies = [tally(row for row in article.judgements if keep(row)) for article in articles]
    counts = np.array([(row.right, row.wrong, row.missing) for row in tallies]).reshape(-1, 3)
    picks = np.random.default_rng(SEED).integers(len(articles), size=(RESAMPLES, len(articles)))
    drawn = [Tally(*map(int, sums)) for sums in counts[picks].sum(axis=1)]
    intervals = {
        name: [
            round(float(end), 4)
            for end in np.percentile([getattr(row, name) for row in drawn], _TAILS)
        ]
        for name in ("precision", "recall", "f1")
    }
    return _row(sum(tallies, Tally())) | {"intervals": intervals}


def _over(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
