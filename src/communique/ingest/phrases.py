"""Phrases of the lexicon, cut into words, and where they stand in a line."""

from functools import cache

from communique.ingest.names import Line, spelled
from communique.language.tables import lexicon, values
from communique.language.tokens import tokenise

Phrase = tuple[str, ...]
SLOT = "{portfolio}"
_JOINTS = frozenset(("and", "&", ",", "of", "for", "the"))


@cache
def phrases(table: str, column: str, where: str, value: str) -> tuple[Phrase, ...]:
    """Return the phrases of a column in the rows whose column `where` is `value`."""
    return tuple(
        cut(phrase)
        for row in lexicon(table)
        if row[where] == value
        for phrase in values(row[column])
    )


@cache
def words(table: str, column: str, where: str, value: str) -> frozenset[str]:
    """Return the single words among those phrases."""
    return frozenset(
        phrase[0] for phrase in phrases(table, column, where, value) if len(phrase) == 1
    )


@cache
def role(name: str) -> frozenset[str]:
    """Return the small words that data/lexicon/roles.tsv lists for a role."""
    return frozenset(
        word for row in lexicon("roles") if row["role"] == name for word in values(row["words"])
    )


@cache
def cut(phrase: str) -> Phrase:
    """Return the forms of a phrase's words; the slot stays whole."""
    before, slot, after = phrase.partition(SLOT)
    head = tuple(spelled(before[a:b]) for a, b in tokenise(before))
    return (*head, SLOT, *cut(after)) if slot else head


def longest(line: Line, index: int, choices: tuple[Phrase, ...]) -> int:
    """Return where the longest of `choices` that stands at `index` ends, `index` if none does."""
    return max((match(line, index, phrase) for phrase in choices), default=index)


def match(line: Line, index: int, phrase: Phrase) -> int:
    """Return where `phrase` ends when it stands at `index`, else `index`."""
    position = index
    for word in phrase:
        if word == SLOT:
            end = _portfolio(line, position)
            if end == position:
                return index
            position = end
        elif line.form(position) == word:
            position += 1
        else:
            return index
    return position


def _portfolio(line: Line, index: int) -> int:
    known = _portfolios()
    end = index
    position = index
    while position < len(line.tokens):
        form = line.form(position)
        if form in known:
            position += 1
            end = position
        elif form in _JOINTS and end > index:
            position += 1
        else:
            break
    return end


@cache
def _portfolios() -> frozenset[str]:
    return frozenset(row["word"].lower() for row in lexicon("portfolios"))
