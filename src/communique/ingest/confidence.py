"""How sure a statement is: raw scores made shares that hold on gold, and what is too unsure.

A rule scores what it reads by how sure each step was. data/lexicon/calibration.tsv, fitted on the
development articles by `communique evaluate --calibrate`, says how often such a score was right,
for rules that are used often and for groups of events alike.
"""

from bisect import bisect_right
from dataclasses import replace
from functools import cache
from typing import Literal

from communique.language.tables import lexicon
from communique.model import Event, Extraction

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
        events=tuple(replace(event, confidence=sureness(event)) for event in extraction.events),
    )


def sureness(event: Event) -> float:
    """Return how often events like this one, which has a raw score, are right."""
    return confidence("events", event.extracted_by, event.confidence, group=group(event))


def group(event: Event) -> str:
    """Return which events one is like: of its class, with or without somebody it is done to."""
    return f"{event.kind} {'with' if event.patients else 'without'} patient"


def at_least(extraction: Extraction, least: float) -> Extraction:
    """Return the extraction without the facts and events that are less sure than `least`."""
    return replace(
        extraction,
        facts=tuple(fact for fact in extraction.facts if fact.confidence >= least),
        events=tuple(event for event in extraction.events if event.confidence >= least),
    )


def confidence(part: Part, rule: str, raw: float, *, group: str = "") -> float:
    """Return how often what `rule` scored so is right, 0..1; a higher score never gives less.

    A rule without rows of its own shares those of `group`, or else of its part. Between two scores
    of the table it lies in proportion. Without any row the score is kept.
    """
    curves = _curves()
    found = (curves.get((part, name)) for name in (rule, group, ""))
    curve = next(filter(None, found), ((0.0, 0.0), (1.0, 1.0)))
    after = bisect_right(curve, (raw, 1.0))
    if after in (0, len(curve)):
        return curve[min(after, len(curve) - 1)][1]
    (low, least), (high, most) = curve[after - 1], curve[after]
    return round(least + (most - least) * (raw - low) / (high - low), 4)


@cache
def _curves() -> dict[tuple[str, str], Curve]:
    """Return the points (score, share) of each curve by part and group, lowest first."""
    curves: dict[tuple[str, str], Curve] = {}
    for row in lexicon("calibration"):
        key = row["part"], row["group"]
        curves[key] = (*curves.get(key, ()), (float(row["score"]), float(row["confidence"])))
    return {key: tuple(sorted(curve)) for key, curve in curves.items()}
