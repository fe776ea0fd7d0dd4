"""How sure a statement is: raw scores made shares that hold on gold, and what is too unsure.

A rule scores what it reads by how sure each step was. data/lexicon/calibration.tsv, fitted on the
development articles by `communique evaluate --calibrate`, says how often such a score was right.
"""

from bisect import bisect_right
from dataclasses import replace
from functools import cache
from typing import Literal

from communique.language.tables import lexicon
from communique.model import Extraction

Part = Literal["events", "facts"]
Curve = tuple[tuple[float, float], ...]


def calibrated(extraction: Extraction) -> Extraction:
    """Return the extraction with every confidence as the share of its like that is right."""
    return replace(
        extraction,
        facts=tuple(
            replace(fact, confidence=confidence("facts", fact.extracted_by, fact.confidence))
            for fact in extraction.facts
        ),
        events=tuple(
            replace(event, confidence=confidence("events", event.extracted_by, event.confidence))
            for event in extraction.events
        ),
    )


def at_least(extraction: Extraction, least: float) -> Extraction:
    """Return the extraction without the facts and events that are less sure than `least`."""
    return replace(
        extraction,
        facts=tuple(fact for fact in extraction.facts if fact.confidence >= least),
        events=tuple(event for event in extraction.events if event.confidence >= least),
    )


def confidence(part: Part, rule: str, raw: float) -> float:
    """Return how often what `rule` scored so is right, 0..1; a higher score never gives less.

    Between two scores of the table it lies in proportion. Without any row the score is kept.
    """
    curves = _curves()
    curve = curves.get((part, rule)) or curves.get((part, "")) or ((0.0, 0.0), (1.0, 1.0))
    after = bisect_right(curve, (raw, 1.0))
    if after in (0, len(curve)):
        return curve[min(after, len(curve) - 1)][1]
    (low, least), (high, most) = curve[after - 1], curve[after]
    return round(least + (most - least) * (raw - low) / (high - low), 4)


@cache
def _curves() -> dict[tuple[str, str], Curve]:
    """Return the points (score, share) of each curve by part and rule, lowest first."""
    curves: dict[tuple[str, str], Curve] = {}
    for row in lexicon("calibration"):
        key = row["part"], row["rule"]
        curves[key] = (*curves.get(key, ()), (float(row["score"]), float(row["confidence"])))
    return {key: tuple(sorted(curve)) for key, curve in curves.items()}
