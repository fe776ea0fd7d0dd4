"""What the last word of a name says that it is: "Delhi High [Court]", "Red-Green [Front]"."""

from functools import cache

from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line
from communique.ingest.nouns import PART, nouns_at
from communique.ingest.phrases import cut, role
from communique.ingest.surnames import Words
from communique.language.tables import Row, lexicon

_NAMEABLE = ("Organization", "Summit", "Instrument")
_BUILT = "Place"


def head_kinds(line: Line, index: int) -> list[str]:
    """Return the kinds of what a name is whose head a word may be, the likeliest first."""
    text = line.tokens[index].text
    nouns = [noun for noun in nouns_at(line, index) if noun.use != PART]
    kinds = [noun.kind for noun in nouns if fits(noun.kind, _NAMEABLE)]
    if any(not is_a(kind, "Organization") for kind in kinds) and _is_before_body(line, index):
        return []
    row = _endings().get(text)
    return kinds or ([row["type"]] if row and row["alone"] else [])


def _is_before_body(line: Line, index: int) -> bool:
    """Say whether the next word is the head of a body's name: "[Control] Unit"."""
    after = line.tokens[index + 1] if index + 1 < len(line.tokens) else None
    ends = after is not None and after.text[:1].isupper() and after.upos in ("PROPN", "NOUN")
    return ends and (
        line.form(index + 1) in role("organ")
        or any(is_a(noun.kind, "Organization") for noun in nouns_at(line, index + 1))
    )


def head_start(line: Line, index: int) -> int:
    """Return where the noun begins that a word ends: "[Chamber] of Commerce"."""
    lemmas = (cut(noun.lemma) for noun in nouns_at(line, index))
    starts = (index + 1 - len(words) for words in lemmas if line.form(index) == words[-1])
    return min((at for at in starts if line.form(at + 1) == "of"), default=index)


def told_by_words(words: Words, *, person: bool) -> str:
    """Return what the words of a name say that it is, "" if nothing.

    It may be a building unless somebody may be called so, as `person` says: "Ada Hall".
    """
    row = _endings().get(_head(words)) if len(words) > 1 else None
    return row["type"] if row and not (person and row["type"] == _BUILT) else ""


def is_public(words: Words) -> bool:
    """Say whether a body so called is one state's: "Delhi High Court", not "World Court"."""
    lower = {word.lower() for word in words}
    public = len(words) > 1 and _head(words).lower() in role("public body")
    return public and not lower & role("of many states")


def _head(words: Words) -> str:
    """Return the last word of a name before what it is "of" or "for"."""
    inside = (at for at, word in enumerate(words) if at and word in role("complementing"))
    return words[next(inside, len(words)) - 1]


@cache
def _endings() -> dict[str, Row]:
    """Return the rows of institutions.tsv by their words."""
    return {row["word"]: row for row in lexicon("institutions")}
