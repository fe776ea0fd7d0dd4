"""Is what has a confidence of 0.9 right nine times in ten? And the fit that makes it so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.evaluation.judging import Judgement

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
ENOUGH = 30
"""Judgements that a rule needs for a curve of its own; the others of its part share one."""

SOME = 3
"""Judgements that a group of events needs for a share of its own."""

_PRIOR = 6
"""Weight of the part's overall share in each block, in judgements: few tell little."""

HEADER = """\
# How often what a rule scored so is right, by `communique evaluate GOLD... --calibrate FILE`.
# group: a rule, or events alike; empty for what has no rows of its own.
part	group	score	confidence
"""


@dataclass(frozen=True, slots=True)
class Bin:
    """What was extracted with a confidence from `low` to below `high` (the last: up to it)."""

    low: float
    high: float
    count: int
    expected: float
    observed: float


def reliability(judgements: Iterable[Judgement]) -> list[Bin]:
    """Return mean confidence (expected) and precision (observed) by bin, empty bins left out."""
    rows = [row for row in judgements if row.verdict != "missing"]
    bins = []
    for low, high in pairwise(EDGES):
        inside = [
            row
            for row in rows
            if low <= row.confidence < high or row.confidence == high == EDGES[-1]
        ]
        if inside:
            expected = sum(row.confidence for row in inside) / len(inside)
            observed = sum(row.verdict == "right" for row in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), round(expected, 4), round(observed, 4)))
    return bins


def calibration_table(judgements: Sequence[Judgement]) -> str:
    """Return data/lexicon/calibration.tsv as fitted on judgements of raw scores."""
    lines = []
    for part in ("events", "facts"):
        rows = [row for row in judgements if row.part == part and row.verdict != "missing"]
        rules = sorted({row.extracted_by for row in rows})
        alone = [rule for rule in rules if sum(row.extracted_by == rule for row in rows) >= ENOUGH]
        for rule in ("", *alone):
            same = [row for row in rows if (row.extracted_by if rule else "") == rule]
            for score, share in _monotone(same):
                lines.append(f"{part}\t{rule}\t{score:.4f}\t{share:.4f}\n")
        others = [row for row in rows if row.group and row.extracted_by not in alone]
        for group in sorted({row.group for row in others}):
            same = [row for row in others if row.group == group]
            if len(same) >= SOME:
                mean = sum(row.confidence for row in same) / len(same)
                right = sum(row.verdict == "right" for row in same)
                share = _share((0.0, right, len(same)), _whole(rows))
                lines.append(f"{part}\t{group}\t{mean:.4f}\t{share:.4f}\n")
    return HEADER + "".join(lines)


def _whole(rows: Sequence[Judgement]) -> float:
    return sum(row.verdict == "right" for row in rows) / len(rows) if rows else 1.0


def _monotone(rows: Sequence[Judgement]) -> Iterator[tuple[float, float]]:
    """Yield (mean score, share right) of blocks whose shares rise: pooled adjacent violators."""
    whole = _whole(rows)
    blocks: list[tuple[float, float, int]] = []  # sum of scores, right ones, count
    for row in sorted(rows, key=lambda row: (row.confidence, row.verdict != "right")):
        blocks.append((row.confidence, float(row.verdict == "right"), 1))
        while len(blocks) > 1 and _share(blocks[-2], whole) >= _share(blocks[-1], whole):
            last, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    for block in blocks:
        yield block[0] / block[2], _share(block, whole)


def _share(block: tuple[float, float, int], whole: float) -> float:
    return (block[1] + _PRIOR * whole) / (block[2] + _PRIOR)
