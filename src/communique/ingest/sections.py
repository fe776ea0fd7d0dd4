"""What stands above paragraphs in a line of its own: the day of an agenda, the hour of an entry."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from communique.ingest.dates import calendar_names, day_near
from communique.ingest.names import Line
from communique.model import Article

_HOUR = re.compile(
    r"(?:updated (?:at )?)?(?:\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
    r"(?:\s*(?-i:[A-Z]{2,5})|\s+local time|\s*hrs)?\s*[–—-]?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\W*(?:(?P<weekday>[A-Z][A-Za-z]{2,8})\.?,?\s+)?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Z][A-Za-z]{2,8})"
    r"|(?P<named>[A-Z][A-Za-z]{2,8})\.?\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?)\.?"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d))?\W*"
)
_FEWEST = 2


def section_days(lines: Sequence[Line], article: Article) -> dict[int, str]:
    """Return the days in ISO 8601 of the paragraphs that stand under them; one is a time stamp."""
    found = _under(lines, article, lambda text: _day(text, article.published))
    return found if len(set(found.values())) >= _FEWEST else {}


def stamped(lines: Sequence[Line], article: Article) -> frozenset[int]:
    """Return the paragraphs that stand under an hour, if there are several hours."""
    found = _under(lines, article, lambda text: text if _HOUR.fullmatch(text) else "")
    return frozenset(found if len(set(found.values())) >= _FEWEST else ())


def _under(lines: Sequence[Line], article: Article, reader: Callable[[str], str]) -> dict[int, str]:
    """Return by paragraph what was read in the nearest line above that says no more than that."""
    marks = list(_marks(article.text, reader))
    starts = [start for start, _ in marks]
    found: dict[int, str] = {}
    for line in lines:
        above = bisect_right(starts, line.sentence.start) - 1
        if above >= 0:
            found.setdefault(line.paragraph, marks[above][1])
    return found


def _marks(text: str, reader: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    start = 0
    for each in text.splitlines(keepends=True):
        read = reader(each.strip())
        if read:
            yield start, read
        start += len(each)


def _day(text: str, published: str) -> str:
    match = _DATE.fullmatch(text)
    if not match:
        return ""
    weekday = match["weekday"]
    month = _number("month", match["month"] or match["named"])
    if not month or (weekday and not _number("weekday", weekday)):
        return ""
    return day_near(int(match["day"] or match["after"]), month, match["year"] or "", published)


def _number(kind: str, name: str) -> int:
    """Return the number of a month, or one more than that of a weekday, also cut short."""
    whole = calendar_names(kind)
    numbers = [
        number + (kind == "weekday")
        for each, number in whole.items()
        if each.lower() == name.lower() or (len(name) == len("Mon") and each.startswith(name))
    ]
    return numbers[0] if numbers else 0
