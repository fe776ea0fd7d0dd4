"""Which spans of a page's text are the article: everything else is chrome, or markup.

A line is chrome when a pattern of data/lexicon/chrome.tsv says so, when it repeats an earlier
headline, or when it is a headline that heads nothing: a subhead has prose below it, a teaser of
another story at the end of the page has none. A byline is none where the end tells who "the writer"
is: the words are the writer's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from communique.language.tables import lexicon
from communique.model import Passage

_CLOSERS = "\"'”’)]»*_ "
_CREDIT = re.compile(r"(?<=[.!?…\"”’])\s*\([^()\n]{1,60}\)\s*$")
"""The source after the last sentence of an item: "Kenya agreed. (Reuters)"."""
_HEADING_WORDS = 30
_WRAPPED = range(40, 121)
_RAGGED = 30
_LONGEST_CHROME = 300
_BULLET = re.compile(r"(?:[-*+•‣◦▪–—]|\d{1,2}[.)])\s+")
_LEAD = re.compile(r"[\ufeff\u200b\s]+")

_MARKUP = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)"  # image
    r"|\]\([^)\n]*\)|\]\[[^\]\n]*\]"  # the end of a link
    r"|\[(?=[^\]\n]*\][(\[])"  # its beginning
    r"|\*\*|__|~~|`+|(?<!\w)[*_](?=\w)|(?<=[\w.!?\"”])[*_](?!\w)"
    r"|<!--.*?-->|</?\w[^>\n]*>"
)
_MARKED_LINE = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|>[ \t]?)+")
_NO_PROSE = re.compile(r"[ \t]*(?:\||\[[^\]\n]+\]:[ \t])")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, heading or list item: its span, and what it reads without markup."""

    start: int
    end: int
    heading: bool
    words: str


def content(
    text: str, *, start: int = 0, markdown: bool = False
) -> tuple[tuple[Passage, ...], str]:
    """Return the spans of `text` from `start` on that are the article, and its headline ("")."""
    whole = tuple(_blocks(text, start, markdown=markdown))
    signed = any(_is_like("sign-off", block.words) for block in whole)
    blocks = [
        block
        for block in whole
        if not _is_chrome(block.words) or (signed and _is_like("author", block.words))
    ]
    blocks = _without_repeats(blocks)
    prose = [index for index, block in enumerate(blocks) if not block.heading]
    headline = ""
    if blocks and blocks[0].heading:
        headline = blocks[0].words
    if prose:
        blocks = blocks[: prose[-1] + 1]
    spans = [
        Passage(*span)
        for block in blocks
        for span in _pieces(text, block.start, block.end, markdown=markdown)
    ]
    return tuple(spans), headline


def _blocks(text: str, start: int, *, markdown: bool) -> Iterator[_Block]:
    for first, last in _lines(text, start, markdown=markdown):
        marked = _MARKED_LINE.match(text, first, last) if markdown else None
        first = marked.end() if marked else first
        item = _BULLET.match(text, first, last)
        first = item.end() if item else first
        prefix = _prefix(text, first, last)
        first = prefix or first
        words = _plain(text[first:last], markdown=markdown)
        if any(c.isalnum() for c in words):
            heading = bool(marked and "#" in marked.group()) or (
                not item and not prefix and _heads(words)
            )
            yield _Block(first, last, heading, words)


def _lines(text: str, start: int, *, markdown: bool) -> Iterator[tuple[int, int]]:
    """Yield the spans of lines, those of a wrapped paragraph (or of Markdown's) as one."""
    group: list[tuple[int, int]] = []
    fenced = False
    for match in re.compile(r"[^\n]*(?:\n|\Z)").finditer(text, start):
        first, last = match.span()
        stripped = text[first:last].strip()
        if markdown and _FENCE.match(text, first, last):
            fenced = not fenced
            stripped = ""
        alone = markdown and (_MARKED_LINE.match(text, first, last) or _BULLET.match(stripped))
        skipped = fenced or (markdown and _NO_PROSE.match(text, first, last))
        if not stripped or alone or skipped:
            yield from _wrapped(text, group, markdown=markdown)
            group = []
        if stripped and not skipped:
            lead = _LEAD.match(text, first, last)
            first = lead.end() if lead else first
            group.append((first, first + len(text[first:last].rstrip())))
    yield from _wrapped(text, group, markdown=markdown)


def _wrapped(
    text: str, lines: list[tuple[int, int]], *, markdown: bool
) -> Iterator[tuple[int, int]]:
    lengths = [last - first for first, last in lines[:-1]]
    listed = any(_BULLET.match(text, first, last) for first, last in lines[1:])
    runs_on = any(_heads(text[first:last]) for first, last in lines[:-1])
    even = runs_on and min(lengths) in _WRAPPED and max(lengths) - min(lengths) <= _RAGGED
    flows = even and max(lengths) in _WRAPPED and lines[-1][1] - lines[-1][0] <= max(lengths) + 8
    apart = any(_is_chrome(text[slice(*line)]) for line in (lines[:1] + lines[-1:]) if flows)
    flows = flows and not apart
    if lines and not listed and (markdown or flows):
        yield lines[0][0], lines[-1][1]
    else:
        yield from lines


def _pieces(text: str, start: int, end: int, *, markdown: bool) -> Iterator[tuple[int, int]]:
    position = start
    if markdown:
        for match in _MARKUP.finditer(text, start, end):
            if text[position : match.start()].strip():
                yield position, match.start()
            position = match.end()
    if text[position:end].strip():
        yield position, end


def _plain(words: str, *, markdown: bool) -> str:
    kept = _MARKUP.sub("", words) if markdown else words
    return " ".join(kept.split())


def _heads(words: str) -> bool:
    bare = _CREDIT.sub("", words).rstrip(_CLOSERS)
    return len(words.split()) <= _HEADING_WORDS and bare[-1:] not in tuple(".!?…:;,")


def _without_repeats(blocks: list[_Block]) -> list[_Block]:
    seen: set[str] = set()
    kept = []
    for block in blocks:
        name = block.words.casefold()
        if not (block.heading and name in seen):
            kept.append(block)
        seen.add(name)
    return kept


def _prefix(text: str, start: int, end: int) -> int:
    for pattern in _patterns("prefix"):
        match = pattern.match(text, start, end)
        if match and match.end() < end:
            return match.end()
    return 0


def _is_chrome(words: str) -> bool:
    if len(words) > _LONGEST_CHROME:
        return False
    return _is_like("line", words)


def _is_like(where: str, words: str) -> bool:
    return any(pattern.fullmatch(words) for pattern in _patterns(where))


@lru_cache(maxsize=4)
def _patterns(where: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in lexicon("chrome") if row["where"] == where)
