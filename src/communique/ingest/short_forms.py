"""A capital that makes one word of a name stand for all of it: "the Authority", "the Forum"."""

from communique.ingest.discourse import Discourse
from communique.ingest.kinds import fits
from communique.ingest.names import Line
from communique.ingest.nouns import Phrase
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


def _is_short(line: Line, phrase: Phrase) -> bool:
    """Say whether a phrase is "the" and one noun with a capital, singular, within plain text."""
    capital = line.tokens[phrase.head].text[:1].isupper() and not line.title_case
    alone = phrase.start == phrase.head and not phrase.plural
    return capital and alone and line.form(phrase.head - 1) == "the"
