"""Phrases of the lexicon, cut into words as texts are."""

from functools import cache

from communique.ingest.names import spelled
from communique.language.tables import lexicon, values
from communique.language.tokens import tokenise

Phrase = tuple[str, ...]


@cache
def words(table: str, column: str, where: str, value: str) -> frozenset[str]:
    """Return the single words of a column in the rows whose column `where` is `value`."""
    return frozenset(
        word
        for row in lexicon(table)
        if row[where] == value
        for word in values(row[column])
        if len(cut(word)) == 1
    )


@cache
def role(name: str) -> frozenset[str]:
    """Return the small words that data/lexicon/roles.tsv lists for a role."""
    return frozenset(
        word for row in lexicon("roles") if row["role"] == name for word in values(row["words"])
    )


@cache
def cut(phrase: str) -> Phrase:
    """Return the forms of a phrase's words; the point of "rep." ends no sentence."""
    forms = tuple(spelled(phrase[start:end]) for start, end in tokenise(phrase))
    short = len(forms) > 1 and forms[-1] == "." and not phrase.endswith(" .")
    return (*forms[:-2], f"{forms[-2]}.") if short else forms
