"""Direct speech: which words of the article stand in quotation marks, across sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.ingest.names import Line

_OPENING = "“„«"
_CLOSING = "”»"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words `first` up to `last` of a line between marks.

    `begins` and `ends` say whether the opening and the closing mark are there.
    """

    first: int
    last: int
    begins: bool = True
    ends: bool = True


def find_quotes(lines: Sequence[Line]) -> tuple[tuple[Quote, ...], ...]:
    """Return the quotes of each line; one that runs over sentences gives a part in each.

    A quotation ends at the latest with its paragraph.
    """
    found: list[tuple[Quote, ...]] = []
    inside, paragraph = False, -1
    for line in lines:
        inside = inside and line.paragraph == paragraph
        paragraph = line.paragraph
        quotes, inside = _in(line, inside=inside)
        found.append(quotes)
    return tuple(found)


def quote_at(quotes: tuple[Quote, ...], word: int) -> Quote | None:
    """Return the quote that `word` stands in."""
    return next((quote for quote in quotes if quote.first <= word < quote.last), None)


def _in(line: Line, *, inside: bool) -> tuple[tuple[Quote, ...], bool]:
    found = []
    begin, begins = (0, False) if inside else (-1, True)
    for index, token in enumerate(line.tokens):
        if line.kind(index) != "quote" or token.text == "'":
            continue
        opens = token.text in _OPENING or (token.text not in _CLOSING and begin < 0)
        if opens and begin < 0:
            begin, begins = index + 1, True
        elif begin >= 0:
            found.append(Quote(begin, index, begins))
            begin = -1
    if begin >= 0:
        found.append(Quote(begin, len(line.tokens), begins, ends=False))
    return tuple(quote for quote in found if quote.last > quote.first), begin >= 0
