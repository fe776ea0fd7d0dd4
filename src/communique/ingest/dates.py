"""Dates and what stands for them: "2 November 2023", "last October", "in spring", "on the 1st"."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.language.tables import lexicon

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_HALF_YEAR = 183
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_SEASON = 3
_SHIFTS = {"last": -1, "this": 0, "next": 1}


@dataclass(frozen=True, slots=True)
class When:
    """Tokens `first` up to `last` that say when: ISO 8601, `end` for a span of days.

    `bound` is the word that makes it a limit rather than a time: by 2030, before Friday. `ahead` is
    what the same words say of something that is still to come.
    """

    first: int
    last: int
    value: str
    end: str = ""
    bound: str = ""
    ahead: str = ""


def read_date(line: Line, index: int, today: dt.date | None) -> When | None:
    """Return the date that begins at token `index`; `today`, if known, tells the year."""
    for reader in (_iso, _day_month, _month_day, _month_year, _season, _year, _day_of_month):
        when = reader(line, index, today)
        if when:
            return when
    return None


def month_beside(year: int, month: int, shift: int) -> tuple[int, int]:
    """Return the year and month some months from another."""
    months = year * 12 + month - 1 + shift
    return months // 12, months % 12 + 1


def day_near(day: int, month: int, year: str, published: str) -> str:
    """Return a day in ISO 8601, without its year the nearest to the day `published`, else ""."""
    if not year and not published:
        return ""
    today = dt.date.fromisoformat(published) if published else dt.date.min
    return _date(int(year) if year else _nearest_year(today, month, day), month, day)


@cache
def calendar_names(kind: str) -> dict[str, int]:
    """Return the names of months, weekdays or seasons (`kind`) with their numbers."""
    return {row["name"]: int(row["number"]) for row in lexicon("months") if row["kind"] == kind}


def _iso(line: Line, index: int, _: dt.date | None) -> When | None:
    text = "".join(token.text for token in line.tokens[index : index + 5])
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)\b", text)
    value = _date(*map(int, match.groups())) if match else ""
    return When(index, index + 5, value) if value else None


def _day_month(line: Line, index: int, today: dt.date | None) -> When | None:
    """Read 2 November 2023, 1-2 November 2023, 1 and 2 November, 2 November."""
    first = _day(line.form(index))
    if not first:
        return None
    position, last = index + 1, first
    if line.form(position) in role("up to day") and _day(line.form(position + 1)):
        last = _day(line.form(position + 1))
        position += 2
    if line.form(position) == "of":
        position += 1
    month = _month(line, position)
    return _dated(line, index, position + 1, month, (first, last), today) if month else None


def _month_day(line: Line, index: int, today: dt.date | None) -> When | None:
    """Read November 2, 2023, Nov. 1-2, November 2."""
    month = _month(line, index)
    first = _day(line.form(index + 1))
    if not month or not first:
        return None
    position, last = index + 2, first
    if line.form(position) in role("up to day") and _day(line.form(position + 1)):
        last = _day(line.form(position + 1))
        position += 2
    return _dated(line, index, position, month, (first, last), today)


def _dated(
    line: Line,
    first: int,
    position: int,
    month: int,
    days: tuple[int, int],
    today: dt.date | None,
) -> When | None:
    after = position + 1 if line.form(position) in (",", "of") else position
    shift = _SHIFTS.get(line.form(after)) if today and line.form(after + 1) == "year" else None
    if today and shift is not None:
        year = today.year + shift
        position = after + 2
    elif _YEAR.fullmatch(line.form(after)):
        year = int(line.form(after))
        position = after + 1
    elif today:
        year = _nearest_year(today, month, days[0])
    else:
        return None
    begin, end = _date(year, month, days[0]), _date(year, month, days[1])
    if not begin or not end or end < begin:
        return None
    return When(first, position, begin, end if end != begin else "")


def _month_year(line: Line, index: int, today: dt.date | None) -> When | None:
    """Read October 2022, October of last year, in October, last October."""
    month = _month(line, index)
    if not month or line.kind(index - 1) == "num":
        return None
    position = index + 1
    if line.form(position) in ("of", ","):
        position += 1
    if _YEAR.fullmatch(line.form(position)):
        return When(index, position + 1, f"{line.form(position)}-{month:02}")
    if not today:
        return None
    year = {"last": today.year - 1, "this": today.year}.get(line.form(position))
    if year and line.form(position + 1) == "year":
        return When(index, position + 2, f"{year}-{month:02}")
    if line.form(position) in ("the", "that", "next") and line.form(index + 1) == "of":
        return None
    part = line.form(index - 1) == "of" and line.form(index - 2) in role("part of time")
    joined = line.form(index - 1) in role("up to day") and _month(line, index - 2)
    if part or joined or line.form(index - 1) in role("before month"):
        return When(index, index + 1, _last_month(today, month), ahead=_next_month(today, month))
    shift = {"last": _last_month, "next": _next_month}.get(line.form(index - 1))
    return When(index, index + 1, shift(today, month)) if shift else None


def _last_month(today: dt.date, month: int) -> str:
    return f"{today.year if month <= today.month else today.year - 1}-{month:02}"


def _next_month(today: dt.date, month: int) -> str:
    return f"{today.year if month >= today.month else today.year + 1}-{month:02}"


def _year(line: Line, index: int, _: dt.date | None) -> When | None:
    form, before = line.form(index), line.form(index - 1)
    joined = before in role("up to day") and _YEAR.fullmatch(line.form(index - 2))
    alone = _YEAR.fullmatch(form) and (joined or before in role("before year"))
    if not alone or _counts(line, index):
        return None
    return When(index, index + 1, form)


def _counts(line: Line, index: int) -> bool:
    """Say whether a number tells how many, no year: "of 2017 members"."""
    return line.kind(index + 1) == "open" and line.tokens[index].deprel == "nummod"


def _season(line: Line, index: int, today: dt.date | None) -> When | None:
    """Read "in spring", "over the summer", "last autumn", "spring 2024", "spring of next year"."""
    first = calendar_names("season").get(line.form(index))
    describes = line.tokens[index].deprel in ("compound", "amod", "nmod:poss")
    if not first or describes:
        return None
    position = index + 2 if line.form(index + 1) == "of" else index + 1
    if _YEAR.fullmatch(line.form(position)):
        return When(index, position + 1, line.form(position))
    if not today:
        return None
    if line.form(position) in _SHIFTS and line.form(position + 1) == "year":
        return When(index, position + 2, str(today.year + _SHIFTS[line.form(position)]))
    begun, over = today.month >= first, today.month >= first + _SEASON
    past = today.year if begun else today.year - 1
    ahead = today.year + 1 if over else today.year
    before = line.form(index - 1)
    values = {
        "in": When(index, index + 1, str(past), ahead=str(ahead)),
        "this": When(index, index + 1, str(today.year)),
        "next": When(index, index + 1, str(ahead + 1 if begun and not over else ahead)),
        "last": When(index, index + 1, str(past - 1 if begun and not over else past)),
    }
    through = before == "the" and line.form(index - 2) in role("before season")
    return values.get("in" if through else before)


def _day_of_month(line: Line, index: int, today: dt.date | None) -> When | None:
    """Read "on the 1st": the last such day, or the next."""
    form = line.form(index)
    plain = line.kind(index + 1) != "open" and line.form(index + 1) != "of"
    if not today or not plain or not _ORDINAL.fullmatch(form):
        return None
    if line.form(index - 1) != "the" or line.form(index - 2) not in role("before day"):
        return None
    year, month, day = today.year, today.month, _day(form)
    past = (
        _date(year, month, day) if day <= today.day else _date(*month_beside(year, month, -1), day)
    )
    ahead = (
        _date(year, month, day) if day >= today.day else _date(*month_beside(year, month, 1), day)
    )
    return When(index, index + 1, past, ahead=ahead) if past else None


def _nearest_year(today: dt.date, month: int, day: int) -> int:
    """Return the year that puts a day and month nearest to the day of publication."""
    years = (today.year - 1, today.year, today.year + 1)
    dated = [(year, _date(year, month, day)) for year in years]
    distances = [
        (abs((dt.date.fromisoformat(text) - today).days), year) for year, text in dated if text
    ]
    distance, year = min(distances, default=(0, today.year))
    return year if distance <= _HALF_YEAR else today.year


def _date(year: int, month: int, day: int) -> str:
    """Return the ISO date, "" when there is no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return ""
    return dt.date(year, month, day).isoformat()


def _day(form: str) -> int:
    match = _DAY.fullmatch(form)
    return int(match.group(1)) if match and 1 <= int(match.group(1)) <= 31 else 0


def _month(line: Line, index: int) -> int:
    if not 0 <= index < len(line.tokens):
        return 0
    return calendar_names("month").get(line.tokens[index].text, 0)
