"""Texts that are called by another word of the same sort: an agreement is "the accord" later."""

from collections.abc import Set as AbstractSet
from functools import cache

from communique.ingest.discourse import Discourse, Trace
from communique.ingest.kinds import is_a
from communique.ingest.names import Line
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import role
from communique.language.tables import lexicon, values
from communique.model import Entity

_NEAR, _FAR = 3, 12
_PLURALS = ("principle", "guideline", "rule", "standard")


def called_otherwise(
    discourse: Discourse, number: int, line: Line, phrase: Phrase
) -> Entity | None:
    """Return the text that a bare definite means which was called by a word of the same sort.

    That is the one nearest to it, or the only one not far from it.
    """
    words = same_sort(phrase.noun.lemma)
    many = phrase.plural and phrase.noun.lemma not in _PLURALS
    if not words or many or phrase.definite != "definite" or not _is_bare(line, phrase):
        return None
    found = {
        trace.entities[0]: number - trace.line
        for traces in reversed(list(discourse.recent(number, _FAR, ("Instrument",))))
        for trace in traces
        if _is_of_sort(discourse, trace, words, phrase.noun.lemma)
    }
    near = [entity for entity, away in found.items() if away == min(found.values())]
    if len(near) != 1 or (len(found) > 1 and found[near[0]] > _NEAR):
        return None
    return near[0]


@cache
def same_sort(noun: str) -> frozenset[str]:
    """Return the nouns that may call the same text as `noun`, without which there are none."""
    rows = (values(row["nouns"]) for row in lexicon("same_texts"))
    return frozenset(word for row in rows if noun in row for word in row)


def _is_of_sort(discourse: Discourse, trace: Trace, words: frozenset[str], noun: str) -> bool:
    """Say whether one text was called by one of some words; no "text" is an initiative."""
    one = trace.entities[0]
    if len(trace.entities) > 1 or is_a(one.kind, "ExportControl"):
        return False
    named = {word.strip(",.").lower() for word in one.name.split()} if one.known else set()
    called = discourse.nouns.get(one.id, set()) | named
    return bool(words & called) and not _is_undertaken(called, noun)


def is_no_text(discourse: Discourse, entity: Entity, noun: str) -> bool:
    """Say whether a "text" or "document" is not what was called an initiative or the like."""
    return _is_undertaken(discourse.nouns.get(entity.id, set()), noun)


def _is_undertaken(called: AbstractSet[str], noun: str) -> bool:
    return noun in role("wording") and bool(called & role("undertaking"))


def _is_bare(line: Line, phrase: Phrase) -> bool:
    """Say whether nothing before a noun tells which one of its sort is meant."""
    before = range(phrase.start, phrase.head)
    return all(line.form(each) in role("plain modifier") for each in before)
