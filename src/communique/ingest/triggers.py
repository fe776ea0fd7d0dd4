"""The table of triggers: which verbs tell of which events, and what must fill their slots."""

from dataclasses import dataclass
from functools import cache

from communique.ingest.names import Line
from communique.ingest.phrases import Phrase, cut
from communique.language.tables import lexicon, values

_FORMS = ("base", "third", "past", "participle", "gerund")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of the table: a verb, the words after it, its event class and what fills its slots."""

    forms: dict[str, str]
    tail: tuple[Phrase, ...]
    event: str
    agent: tuple[str, ...]
    via: tuple[str, ...]
    patient: tuple[str, ...]
    venue: tuple[Phrase, ...]
    topic: tuple[Phrase, ...]
    progressive: str
    rule: str


def triggers_at(line: Line, index: int) -> tuple[Trigger, ...]:
    """Return the triggers that have the word at `index` as one of their forms, longest first."""
    return _triggers().get(line.form(index), ())


def after_tail(line: Line, index: int, trigger: Trigger) -> int:
    """Return where the verb and its tail end, 0 when the tail is missing."""
    if not trigger.tail:
        return index + 1
    start = index + 1
    while line.kind(start) == "adv" and not any(line.spells(start, tail) for tail in trigger.tail):
        start += 1
    ends = [start + len(tail) for tail in trigger.tail if line.spells(start, tail)]
    return max(ends, default=0)


@cache
def _triggers() -> dict[str, tuple[Trigger, ...]]:
    found: dict[str, list[Trigger]] = {}
    for row in lexicon("triggers"):
        tail = values(row["tail"])
        forms = {name: row[name] for name in _FORMS}
        trigger = Trigger(
            forms=forms,
            tail=tuple(cut(phrase) for phrase in tail),
            event=row["event"],
            agent=values(row["agent"]),
            via=values(row["via"]),
            patient=values(row["patient"]),
            venue=tuple(cut(phrase) for phrase in values(row["venue"])),
            topic=tuple(cut(phrase) for phrase in values(row["topic"])),
            progressive=row["progressive"],
            rule="-".join((row["verb"], *(tail[0].split() if tail else ()))),
        )
        for form in dict.fromkeys(forms.values()):
            found.setdefault(form, []).append(trigger)
    return {
        form: tuple(sorted(group, key=lambda trigger: -max(map(len, trigger.tail), default=0)))
        for form, group in found.items()
    }
