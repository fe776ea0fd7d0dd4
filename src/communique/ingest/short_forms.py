"""One word of a name that stands for all of it: "the Authority", "the Forum", "the kingdom"."""

from communique.ingest.background import Background
from communique.ingest.discourse import Discourse
from communique.ingest.kinds import fits
from communique.ingest.names import Line
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import role
from communique.model import Entity

_KINDS = ("Organization", "Instrument", "Summit")
_ANYWHERE = 40


def short_form(discourse: Discourse, number: int, line: Line, phrase: Phrase) -> Entity | None:
    """Return what was named last with the word that a phrase is, None where two were at once."""
    if not _is_short(line, phrase):
        return None
    word = line.form(phrase.head)
    for traces in discourse.recent(number, _ANYWHERE, _KINDS):
        found = {
            entity.id: entity
            for trace in traces
            for entity in trace.entities
            if fits(entity.kind, _KINDS) and word in discourse.spelt.get(entity.id, ())
        }
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def is_kind_of_state(phrase: Phrase) -> bool:
    """Say whether a noun tells how a state is ruled, as official names do: "the kingdom"."""
    return phrase.noun.lemma in role("kind of state")


def kind_of_state(
    discourse: Discourse, number: int, phrase: Phrase, background: Background
) -> Entity | None:
    """Return the state named last that calls itself so: Saudi Arabia for "the kingdom"."""
    if not is_kind_of_state(phrase) or phrase.start != phrase.head or phrase.plural:
        return None
    for traces in discourse.recent(number, _ANYWHERE, ("Polity",)):
        states = {entity.id: entity for trace in traces for entity in trace.entities}
        found = [
            state
            for state in states.values()
            if (thing := background.by_id.get(state.id))
            and any(phrase.noun.lemma in name.lower().split() for name in thing.cell("official"))
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is_short(line: Line, phrase: Phrase) -> bool:
    """Say whether a phrase is "the" and one noun with a capital, singular, within plain text."""
    capital = line.tokens[phrase.head].text[:1].isupper() and not line.title_case
    alone = phrase.start == phrase.head and not phrase.plural
    return capital and alone and line.form(phrase.head - 1) == "the"
