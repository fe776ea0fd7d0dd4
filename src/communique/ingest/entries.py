"""Chronologies: paragraphs that begin with the date of what they tell, "22 October 2021 – ..."."""

import re
from collections.abc import Sequence

from communique.ingest.dates import calendar_names
from communique.ingest.names import Line
from communique.model import Article

_DATE = re.compile(
    r"\W*(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s?[–-]\s?(?P<end>\d{1,2}))?\s+)?"
    r"(?P<month>[A-Z][a-z]{2,8})\.?\s+"
    r"(?:(?P<after>\d{1,2})(?:st|nd|rd|th)?(?:\s?[–-]\s?(?P<last>\d{1,2}))?,?\s+)?"
    r"(?P<year>(?:19|20)\d\d)\s*(?:[:–—]|--?\s)"
)
_YEAR = re.compile(r"\W*(?P<year>(?:19|20)\d\d)\s*(?:[:–—]|--?\s)")
_FEWEST, _LONGEST = 2, 31


def entry_dates(lines: Sequence[Line], article: Article) -> dict[int, str]:
    """Return the dates in ISO 8601 of the paragraphs of a chronology; one alone is a dateline.

    Of several days the first and the last are told: "2023-07-06/2023-07-09".
    """
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
    last = int(match["end"] or match["last"] or 0)
    if not month:
        return ""
    told = f"{match['year']}-{month:02}"
    if not 1 <= day <= _LONGEST:
        return told
    return f"{told}-{day:02}" + (f"/{told}-{last:02}" if day < last <= _LONGEST else "")
