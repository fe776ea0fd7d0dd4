"""Bodies that are spoken of as many but act as one: "police", "the authorities"."""

from dataclasses import replace

from communique.ingest.names import Line
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import role
from communique.model import Article, Entity
from communique.vocab import digest

BODY, _MANY = "GovernmentBody", "Group"


def as_force(line: Line, phrase: Phrase) -> Phrase:
    """Return a phrase for police or authorities as one for a body, any other as it is.

    The police of several states are a group.
    """
    if _is_one(line, phrase):
        return replace(phrase, kind=BODY)
    return replace(phrase, kind=_MANY) if phrase.noun.lemma in role("police") else phrase


def force(line: Line, phrase: Phrase, article: Article) -> Entity | None:
    """Return the one police or authorities of a text that the words of a phrase call so."""
    if not _is_one(line, phrase):
        return None
    name = line.words(phrase.start, phrase.end)
    apart = line.words(phrase.start, phrase.last).lower()
    return Entity(BODY, digest(article.key, "force", apart), name)


def _is_one(line: Line, phrase: Phrase) -> bool:
    lemma = phrase.noun.lemma
    words = range(phrase.start, phrase.head)
    many = any(line.tokens[each].deprel in ("nummod", "conj") for each in words)
    if many or phrase.definite in ("indefinite", "none"):
        return False
    if lemma in role("police"):
        return True
    placed = all(line.covering(at) or line.form(at) in role("level") for at in words)
    return lemma in role("authorities") and phrase.plural and placed
