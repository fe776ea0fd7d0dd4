"""The paragraphs of an article, as spans of its text, and which of them are headings."""

import re
from functools import cache

from communique.ingest.phrases import role
from communique.language.annotation import Annotation
from communique.model import Article

Span = tuple[int, int]

_BAR = re.compile(r"\s[|•·]\s")
_LEAD = re.compile(
    r"""\s*(?:[•*·▪]\s+|\d{1,2}[:.]\d\d\s+)?
    (?:
      [A-ZÀ-Þ][\w'’.]*(?:[ /-](?:[A-ZÀ-Þ][\w'’.]*|and|of|de|la))*  # a place
      (?:,\s+[A-ZÀ-Þ\d][\w.]*(?:\s+[\dA-ZÀ-Þ][\w.]*){0,3},?)?  # its region, or the date
      (?:,?\s+(?:19|20)\d\d)?
      (?:\s+\([^()\n]{1,40}\))?  # the agency
      \s+(?:[–—]|--?)\s+(?=[A-ZÀ-Þ“"\d])
    )?""",
    re.VERBOSE,
)
"""What stands before the first sentence of a report: a bullet, the hour, a dateline."""
_ITEM = re.compile(r"\s*[•*·▪]\s+(?:[A-ZÀ-Þ][\w'’]*(?:[ /-][A-ZÀ-Þ][\w'’]*){0,2}:\s+)?")
_VOTES = r"""\s+by\s+(?:a\s+(?:vote|margin)\s+of\s+[\w–-]+(?:\s+votes)?(?:\s+to\s+[\w-]+)?
    |[\w-]+\s+votes\s+to\s+[\w-]+)(?:\s+votes)?\b"""
_WORTH = r"""\s+worth\s+(?:(?:up\s+to|more\s+than|at\s+least|[a-z]+)\s+)?[^\W\d]*\S?\d[\d.,]*"""
_CLOSERS = frozenset("\"'”’)]»")
_HEADING_WORDS = 30


def paragraphs(article: Article) -> list[list[Span]]:
    """Return the content of `article` by paragraphs, each the spans of its text without markup.

    Spans on one line are one paragraph; a bar parts a line into two that are read by themselves.
    """
    found: list[list[Span]] = []
    end = -1
    for passage in article.content:
        start = passage.start
        for bar in _BAR.finditer(article.text, passage.start, passage.end):
            _add(found, article.text, (start, bar.start()), end)
            start = bar.end()
            end = -1
        _add(found, article.text, (start, passage.end), end)
        end = passage.end
    return found


def headings(annotation: Annotation) -> frozenset[int]:
    """Return the numbers of the paragraphs that are headlines or subheads: no mark ends them."""
    words: dict[int, list[str]] = {}
    for sentence in annotation.sentences:
        words.setdefault(sentence.paragraph, []).extend(token.text for token in sentence.tokens)
    return frozenset(number for number, group in words.items() if _heads(group))


def _add(found: list[list[Span]], text: str, span: Span, end: int) -> None:
    if not text[slice(*span)].strip():
        return
    if found and end >= 0 and "\n" not in text[end : span[0]]:
        found[-1] += _without_asides(text, *span)
    else:
        found.append(_without_asides(text, _after_lead(text, *span), span[1]))


def _without_asides(text: str, start: int, end: int) -> list[Span]:
    """Return what is left of a span without what parts a word from those that go with it.

    Thus how many voted ("approved by 9 votes to 2 a law") and what it costs ("a deal worth $3
    million with Kenya").
    """
    cuts = [found.span() for found in _asides().finditer(text, start, end)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    spans = zip(edges[::2], edges[1::2], strict=True)
    return [(first, last) for first, last in spans if text[first:last].strip()]


@cache
def _asides() -> re.Pattern[str]:
    units = "|".join(sorted(role("money unit")))
    return re.compile(rf"{_VOTES}|{_WORTH}(?:\s*(?:{units}))*\b", re.VERBOSE)


def _after_lead(text: str, start: int, end: int) -> int:
    """Return where the first sentence begins, after a dateline or the place of a news item."""
    lead = max((_LEAD, _ITEM), key=lambda pattern: _reach(pattern, text, start, end))
    begin = _reach(lead, text, start, end)
    return begin if text[begin:end].strip() else start


def _reach(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = pattern.match(text, start, end)
    return found.end() if found else start


def _heads(words: list[str]) -> bool:
    words = _without_credit(words)
    last = next((word for word in reversed(words) if word not in _CLOSERS), "")
    return len(words) <= _HEADING_WORDS and last[-1:] not in (*".!?…:;,",)


def _without_credit(words: list[str]) -> list[str]:
    """Return the words of an item without its source: "Kenya agreed. (Reuters)"."""
    opened = len(words) - 1 - words[::-1].index("(") if "(" in words and words[-1] == ")" else 0
    return words[:opened] if opened and words[opened - 1][-1:] in (*".!?…", *_CLOSERS) else words
