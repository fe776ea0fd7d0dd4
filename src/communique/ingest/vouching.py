"""Who vouches for what a clause tells, as actors of the article: the named and the unnamed."""

from communique.ingest.fillers import Filler
from communique.ingest.names import Line
from communique.ingest.nouns import complemented, nouns_at
from communique.ingest.sources import (
    Source,
    is_backshifted,
    is_one_of_them,
    reporter,
    sources,
)
from communique.model import Article, Entity
from communique.vocab import digest

_UNNAMED = 0.8
_DESCRIBING = ("amod", "compound", "nummod")


def told_by(
    line: Line, verb: int, article: Article, before: tuple[Filler, ...]
) -> list[tuple[Filler, ...]]:
    """Return who vouches for what `verb` tells, an empty tuple for each that is nobody known.

    Where the sentence does not say: who reported the one before (`before`) if it goes on in the
    same tense, or who speaks all of it.
    """
    found = [vouching(line, source, article) for source in sources(line, verb)]
    if not found and before and is_backshifted(line, verb):
        return [before]
    if not found and line.turn.vouches and line.turn.speaker:
        who = (line.turn.speaker.person,)
        return [(Filler(line.name(0, 1, who, "pronoun"), who, here=False),)]
    return found


def vouching(line: Line, source: Source, article: Article) -> tuple[Filler, ...]:
    """Return who a source is; people without a name are a group or a person of this article's."""
    if source.names or source.noun < 0:
        return tuple(Filler(name, name.all_fitting(("Actor",))) for name in source.names)
    first, last = source.noun, source.noun + 1
    while line.head(first - 1) == source.noun and line.tokens[first - 1].deprel in _DESCRIBING:
        first -= 1
    for close in line.below(source.noun, "amod", "acl"):
        last = max(line.subtree(close)) + 1 if min(line.subtree(close)) == last else last
    last = max(last, complemented(line, source.noun))
    words = line.words(first, last)
    one = line.tokens[source.noun].xpos == "NN" and _is_person(line, source.noun)
    kind = "Person" if one or is_one_of_them(line, source.noun) else "Group"
    aliases = tuple({line.words(first, source.noun + 1)} - {words})
    who = Entity(kind, digest(article.key, kind.lower(), words.lower()), words, aliases=aliases)
    name = line.name(first, last, (who,), "described", probability=_UNNAMED)
    return (Filler(name, (who,)),)


def reported_by(line: Line, article: Article, before: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """Return who reports what the next sentence tells, if it goes on in the same tense."""
    said = reporter(line)
    goes_on = before and is_backshifted(line, line.children(-1)[0])
    return vouching(line, said, article) if said else before if goes_on else ()


def _is_person(line: Line, word: int) -> bool:
    return any(noun.kind == "Person" for noun in nouns_at(line, word))
