"""Chronologies: paragraphs that begin with the date of what they tell, "22 October 2021 – ..."."""

import re
from collections.abc import Sequence

from communique.ingest.dates import calendar_names
from communique.ingest.names import Line
from communique.model import Article

_DATE = re.compile(
    r"\W*(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>[A-Z][a-z]{2,8})\.?\s+"
    r"(?:(?P<after>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d\d)\s*(?:[:–—]|--?\s)"
)
_YEAR = re.compile(r"\W*(?P<year>(?:19|20)\d\d)\s*(?:[:–—]|--?\s)")
_FEWEST = 2


def entry_dates(lines: Sequence[Line], article: Article) -> dict[int, str]:
    """Return the dates in ISO 8601 of the paragraphs of a chronology; one alone is a dateline."""
    found: dict[int, str] = {}
    for line in lines:
        if line.paragraph not in found:
            start = article.text.rfind("\n", 0, line.sentence.start) + 1
            date = _date(article.text[start : line.sentence.end])
            found[line.paragraph] = date
    dated = {paragraph: date for paragraph, date in found.items() if date}
    return dated if len(dated) >= _FEWEST else {}


def _date(text: str) -> str:
    """Return the date with which a text begins, "" when it begins otherwise."""
    match = _DATE.match(text)
    if not match:
        year = _YEAR.match(text)
        return year["year"] if year else ""
    month = calendar_names("month").get(match["month"], 0)
    day = int(match["day"] or match["after"] or 0)
    if not month:
        return ""
    return f"{match['year']}-{month:02}" + (f"-{day:02}" if 1 <= day <= 31 else "")
