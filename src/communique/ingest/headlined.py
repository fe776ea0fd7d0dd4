"""What the lead only describes and the article names: "ministers at a three-day forum"."""

from collections.abc import Sequence

from communique.ingest.discourse import Discourse
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Phrase
from communique.model import Entity

_LEAD, _AFTER_BYLINE = 1, 2
_LIKELY = 0.85
_SUMMIT = "Summit"


def described_first(
    discourse: Discourse, number: int, line: Line, phrase: Phrase, summits: Sequence[Entity]
) -> Name | None:
    """Return what a phrase of the lead means that the article names elsewhere, None without it.

    `summits` are those that the article names.
    """
    if phrase.definite != "indefinite" or phrase.plural:
        return None
    if phrase.kind == _SUMMIT:
        found = _gathering(discourse, number, phrase, summits)
    else:
        found = () if line.heading else _text(discourse, number, phrase)
    if not found:
        return None
    return line.name(phrase.start, phrase.end, found, "definite", probability=_LIKELY)


def _gathering(
    discourse: Discourse, number: int, phrase: Phrase, named: Sequence[Entity]
) -> tuple[Entity, ...]:
    """Return the one gathering of an article, named by the noun: the Southern Data Forum."""
    noun = phrase.noun.lemma.split()[-1]
    found = tuple(each for each in named if noun in each.name.lower().split())
    told = {entity for trace in discourse.traces for entity in trace.entities} - {*found}
    other = any(entity.kind == _SUMMIT for entity in told)
    return () if number > _LEAD or len(found) != 1 or other else found


def _text(discourse: Discourse, number: int, phrase: Phrase) -> tuple[Entity, ...]:
    """Return the one known text of the headline: its "AI treaty" is the "convention" below."""
    if number > _AFTER_BYLINE or not is_a(phrase.kind, "Instrument"):
        return ()
    told = [trace.entities for trace in discourse.traces if trace.line == 0 and trace.named]
    texts = {entity for entities in told for entity in entities if entity.kind == phrase.kind}
    again = any(texts & {*trace.entities} for trace in discourse.traces if trace.line > 0)
    known = len(texts) == 1 and all(entity.known for entity in texts)
    return tuple(texts) if known and not again else ()
