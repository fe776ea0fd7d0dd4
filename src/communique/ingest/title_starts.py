"""Where a title begins: the words before its noun that are of it, and those that only tell when."""

from functools import cache

from communique.ingest.kinds import is_a
from communique.ingest.modelled import calendar
from communique.ingest.names import Line, capitalised
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role
from communique.language.tables import lexicon

_WORDS = ("NOUN", "PROPN", "ADJ")
_OWNING = ("the", "a", "an", "'s", "his", "her", "its", "their", "our")


def extended(line: Line, start: int) -> int:
    """Return where a title begins: "[Kenyan] ICT minister", "Chief financial officer"."""
    while start > 0:
        token = line.tokens[start - 1]
        covered = line.covering(start - 1)
        hyphen = token.text == "-" and token.end == line.tokens[start].start
        term = covered is None or is_a(covered.entities[0].kind, "Technology")
        body = any(is_a(noun.kind, "Organization") for noun in nouns_at(line, start - 1))
        body &= not _is_portfolio(line, start - 1)
        word = token.upos in _WORDS or (token.xpos == "VBG" and capitalised(token.text))
        plain = word and not body and token.text not in calendar()
        plain &= line.form(start - 1) not in role("unlike a title")
        plain &= not _is_somebodys(line, start)
        if not term or not (plain or hyphen) or _when(line, start - 1):
            break
        start -= 1
    return start


def _is_portfolio(line: Line, index: int) -> bool:
    """Say whether a word for a body is what a minister is for: "police minister"."""
    ministers = line.tokens[index + 1].lemma.lower() in role("portfolio")
    return ministers and line.form(index) in role("police")


def _is_somebodys(line: Line, start: int) -> bool:
    """Say whether the model takes the word before a firm's office for the firm: "Tindra chief"."""
    nouns = nouns_at(line, start)
    plain = bool(nouns) and nouns[0].scope == "organization" and line.tokens[start].text.islower()
    return plain and any(
        entity.start + 1 == entity.end == start and entity.type in ("ORGANIZATION", "PERSON")
        for entity in line.sentence.entities
    )


def joined(line: Line, noun: int, start: int) -> int:
    """Return where a title begins that two portfolios share: "[Trade] and Industry Minister".

    Its own noun begins at word `noun`. "Prime Minister" has none and shares nothing.
    """
    before = start - 2
    if start == noun or before < 0 or line.form(start - 1) not in ("and", "&"):
        return start
    shared = all(capitalised(line.tokens[index].text) for index in (before, start))
    nouns = [noun for noun in nouns_at(line, before) if noun.scope or noun.kind != "Group"]
    named = line.covering(before) is not None or bool(nouns)
    first = extended(line, start - 1) if not named else start
    owned = line.form(first - 1) in _OWNING or line.ending(first) is not None
    return first if first < start - 1 and (shared or owned) else start


def epithets(line: Line, start: int) -> tuple[int, str, int]:
    """Return where epithets before a title begin, and whether the office is past."""
    when = "now"
    first = start
    while first > 0 and (found := _when(line, first - 1)):
        first -= 1
        when = found if found != "now" else when
        if line.form(first - 1) == "-":
            break
    return first, when, start


def is_former(line: Line, index: int) -> bool:
    """Say whether a word tells that an office is held no more: "former"."""
    return _epithet_words().get(line.form(index)) == "past"


def _when(line: Line, index: int) -> str:
    return _epithet_words().get(line.form(index), "") if line.free(index, index + 1) else ""


@cache
def _epithet_words() -> dict[str, str]:
    return {row["word"]: row["when"] for row in lexicon("epithets")}
