"""What event classes are like, as the columns of data/lexicon/event_classes.tsv say."""

from functools import cache

from communique.language.tables import lexicon


@cache
def classes_with(trait: str, value: str = "yes") -> frozenset[str]:
    """Return the event classes that have `value` in the column `trait`."""
    return frozenset(row["event"] for row in lexicon("event_classes") if row[trait] == value)


@cache
def venue_of(event: str) -> str:
    """Return how events of a class have a venue, "" where they have none."""
    rows = (row["venue"] for row in lexicon("event_classes") if row["event"] == event)
    return next(rows, "")
