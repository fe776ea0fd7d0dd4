"""Events and facts in one line of words, for lists of errors."""

from collections.abc import Iterable

from communique.evaluation.gold import GoldEvent, GoldFact, Thing
from communique.evaluation.likeness import Known
from communique.model import Event, Fact


def tell_event(event: Event, names: Known) -> str:
    """Return an extracted event as class(agents -> patients) and what else it has."""
    return _event(
        event.kind,
        _names(event.agents, names),
        _names(event.patients, names),
        event.factuality.value,
        event.time,
        _names(event.attributed_to, names),
    )


def tell_gold_event(event: GoldEvent) -> str:
    """Return a gold event in the same form."""
    return _event(
        event.kind,
        _labels(event.agents),
        _labels(event.patients),
        event.factuality.value,
        event.time,
        _labels(event.attributed_to),
    )


def tell_fact(fact: Fact, names: Known) -> str:
    """Return an extracted fact as subject property value."""
    value = names.entities[str(fact.value)].name if fact.value_is_entity else fact.value
    return f"{names.entities[fact.subject].name} {fact.predicate} {value}"


def tell_gold_fact(fact: GoldFact) -> str:
    """Return a gold fact in the same form."""
    value = fact.value.labels[0] if isinstance(fact.value, Thing) else fact.value
    return f"{fact.subject.labels[0]} {fact.predicate} {value}"


def differences(gold: GoldEvent, event: Event, names: Known) -> str:
    """Return in which parts an event differs from gold, those of the key first."""
    found = []
    if gold.factuality != event.factuality:
        found.append(f"factuality {event.factuality}, gold {gold.factuality}")
    for role, things, identities in (
        ("agents", gold.agents, event.agents),
        ("patients", gold.patients, event.patients),
    ):
        if not names.same_set(things, identities):
            found.append(f"{role} {_names(identities, names)}, gold {_labels(things)}")
    if (gold.time, gold.time_end) != (event.time, event.time_end):
        found.append(
            f"time {_span(event.time, event.time_end)}, gold {_span(gold.time, gold.time_end)}"
        )
    for role, things, identities in (
        ("attributed to", gold.attributed_to, event.attributed_to),
        ("venue", (gold.venue,) if gold.venue else (), event.venues),
    ):
        if not names.same_set(things, identities):
            found.append(f"{role} {_names(identities, names)}, gold {_labels(things)}")
    return "; ".join(found)


def _span(start: str, end: str) -> str:
    return f"{start} to {end}" if end else start or "-"


def _event(kind: str, agents: str, patients: str, factuality: str, time: str, sources: str) -> str:
    after = "".join((f", {time}" if time else "", f", says {sources}" if sources != "-" else ""))
    return f"{kind}({agents} -> {patients}) {factuality}{after}"


def _names(identities: Iterable[str], names: Known) -> str:
    return " + ".join(names.entities[identity].name for identity in identities) or "-"


def _labels(things: Iterable[Thing]) -> str:
    return " + ".join(thing.labels[0] for thing in things) or "-"
