"""Readable labels of events: "United States signed Bletchley Declaration"."""

from collections.abc import Mapping

from communique.language.tables import Row, lexicon
from communique.model import CLAIM, Entity, Event, Factuality

_LONGEST = 160
_WITH = " with"


def event_label(event: Event, entities: Mapping[str, Entity]) -> str:
    """Return what the event says in a short sentence."""
    agents = _listed([entities[agent].name for agent in event.agents])
    patients = _listed([entities[patient].name for patient in event.patients])
    rest = patients or _quoted(event.quotation) or event.topic_text
    verb = "" if event.kind == CLAIM else _verb(event)
    if not patients and verb.endswith(_WITH):
        verb = verb.removesuffix(_WITH) + (" over" if rest else "")
    label = " ".join(part for part in (agents, verb, rest) if part)
    if event.attributed_to:
        sources = _listed([entities[source].name for source in event.attributed_to])
        label = f"{label}, according to {sources}"
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"


def _verb(event: Event) -> str:
    row = _row(event)
    return {
        Factuality.ACTUAL: row["past"],
        Factuality.PLANNED: f"{'are' if len(event.agents) > 1 else 'is'} to {row['base']}",
        Factuality.POSSIBLE: f"may {row['base']}",
        Factuality.NEGATED: f"did not {row['base']}",
    }[event.factuality]


def _row(event: Event) -> Row:
    rows = [row for row in lexicon("event_classes") if row["event"] == event.kind]
    fitting = (row for row in rows if row["rule"] and event.extracted_by.endswith(row["rule"]))
    return next(fitting, rows[-1])


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _quoted(words: str) -> str:
    return f"“{' '.join(words.split())}”" if words else ""
