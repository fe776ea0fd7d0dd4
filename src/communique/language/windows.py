"""Paragraphs of a text, and windows of a paragraph that the network can take in one piece."""

import re
from collections.abc import Sequence
from itertools import pairwise

Span = tuple[int, int]

MOST_WORDS, MOST_SUBWORDS = 140, 510
_BLOCK = re.compile(
    r"\S(?:.*?\S)?(?=\s*\Z|[^\S\n]*\n[^\S\n]*\n|[^\S\n]*\r?\n[^\S\n]*\r?\n)", re.DOTALL
)
_LINE = re.compile(r"[^\s](?:[^\n\r\u2028\u2029]*[^\s])?")
_BULLET = re.compile(r"[-*•‣▪●–—]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s")
_FINAL = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_SHORT_LINE = 0.7
_WRAPPED = 50
_ENDS = frozenset({".", "!", "?", "…", "..."})
_CLOSERS = frozenset({'"', "'", "”", "’", ")", "]", "''"})
_PAUSES = (frozenset(";:"), frozenset({",", "--", "—", "–"}))


def paragraphs(text: str) -> list[Span]:
    """Return the places of the paragraphs of `text`, in order; all but white space is in one.

    Blank lines part them. Lines between are taken as wrapped, except a line well short of its
    neighbours without a mark at its end (headline, byline) and one that begins with a bullet.
    """
    found: list[Span] = []
    for block in _BLOCK.finditer(text):
        lines = [m.span() for m in _LINE.finditer(text, *block.span())]
        widest = max(end - start for start, end in lines)
        begin = lines[0][0]
        for line, following in pairwise(lines):
            if _stands_alone(text, line, following, widest):
                found.append((begin, line[1]))
                begin = following[0]
        found.append((begin, lines[-1][1]))
    return found


def windows(words: Sequence[str], sizes: Sequence[int]) -> list[Span]:
    """Return the windows that together hold all `words` of a paragraph, as word numbers.

    `sizes` are their counts of subwords. Windows end where a sentence seems to, else at a pause.
    """
    found: list[Span] = []
    start = 0
    while start < len(words):
        end = _reach(sizes, start)
        if end < len(words):
            end = _cut(words, start, end)
        found.append((start, end))
        start = end
    return found


def _stands_alone(text: str, line: Span, following: Span, widest: int) -> bool:
    if _BULLET.match(text, *following):
        return True
    length = line[1] - line[0]
    short = length < _WRAPPED or length < _SHORT_LINE * widest
    return short and not _FINAL.search(text[max(line[0], line[1] - 4) : line[1]])


def _reach(sizes: Sequence[int], start: int) -> int:
    """Return the end of the longest window that begins at `start`."""
    total, end = 0, start
    while end < min(len(sizes), start + MOST_WORDS) and total + sizes[end] <= MOST_SUBWORDS:
        total += sizes[end]
        end += 1
    return end


def _cut(words: Sequence[str], start: int, reach: int) -> int:
    """Return where to cut between `start` and `reach`."""
    for at in range(reach, start, -1):
        if words[at] not in _CLOSERS and _ends_sentence(words, at - 1):
            return at
    for marks in _PAUSES:
        for at in range(reach, (start + reach) // 2, -1):
            if words[at - 1] in marks:
                return at
    return reach


def _ends_sentence(words: Sequence[str], at: int) -> bool:
    while at > 0 and words[at] in _CLOSERS:
        at -= 1
    return words[at] in _ENDS or (words[at][:1] in _ENDS and words[at][-1:] in _ENDS)
