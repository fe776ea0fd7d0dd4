"""When: dates in a sentence against the day of publication, no more precise than the words."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache

from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.language.tables import lexicon

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_COUNT = re.compile(r"[0-9]{1,3}")
_WEEK = 7
_HALF_YEAR = 183
_UNITS = ("year", "month", "week")
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_SEASON = 3


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


def find_times(line: Line, published: str, told: str = "") -> tuple[When, ...]:
    """Return the times in a line; those relative to publication only when that is known.

    `told` is the date of what was told last, from which "the following day" counts.
    """
    today = dt.date.fromisoformat(published) if published else None
    found: list[When] = []
    index = 0
    while index < len(line.tokens):
        when = _at(line, index, today) or _since(line, index, told)
        if when:
            when = _with_preposition(line, when)
            if found and _ends(when, found[-1]):
                when = replace(found.pop(), last=when.last, end=when.value, bound="")
            found.append(when)
            index = when.last
        else:
            index += 1
    return tuple(found)


def _ends(when: When, begin: When) -> bool:
    """Say whether a time ends what another begins: "from 3 May to 5 May"."""
    days = len(begin.value) == len(when.value) == len("2023-11-01") and begin.value < when.value
    bounds = begin.bound == "from" and when.bound in role("up to day")
    return days and bounds and when.first == begin.last + 1


def is_after(value: str, published: str) -> bool:
    """Say whether a time lies wholly after the day of publication."""
    return bool(published) and value > published[: len(value)]


def _at(line: Line, index: int, today: dt.date | None) -> When | None:
    if not line.free(index, index + 1):
        return None
    for reader in (_iso, _day_month, _month_day, _month_year, _season, _year, _day_of_month):
        when = reader(line, index, today)
        if when:
            return when
    return _relative(line, index, today) if today else None


def _with_preposition(line: Line, when: When) -> When:
    first = when.first
    while first > 0 and line.form(first - 1) in role("before time"):
        first -= 1
    before = line.form(first - 1)
    limits = before in role("limit") and not (when.end and before == "from")
    return replace(when, first=first, bound=before if limits else "")


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
    after = position + 1 if line.form(position) == "," else position
    if _YEAR.fullmatch(line.form(after)):
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
    if part or line.form(index - 1) in role("before month"):
        return When(index, index + 1, _last_month(today, month), ahead=_next_month(today, month))
    shift = {"last": _last_month, "next": _next_month}.get(line.form(index - 1))
    return When(index, index + 1, shift(today, month)) if shift else None


def _last_month(today: dt.date, month: int) -> str:
    return f"{today.year if month <= today.month else today.year - 1}-{month:02}"


def _next_month(today: dt.date, month: int) -> str:
    return f"{today.year if month >= today.month else today.year + 1}-{month:02}"


def _year(line: Line, index: int, _: dt.date | None) -> When | None:
    form = line.form(index)
    alone = _YEAR.fullmatch(form) and line.form(index - 1) in role("before year")
    if not alone or line.kind(index + 1) == "open":
        return None
    return When(index, index + 1, form)


def _season(line: Line, index: int, today: dt.date | None) -> When | None:
    """Read "in spring", "over the summer", "last autumn", "spring 2024", "spring of next year"."""
    first = _calendar("season").get(line.form(index))
    if not first or line.kind(index + 1) == "open":
        return None
    position = index + 2 if line.form(index + 1) == "of" else index + 1
    if _YEAR.fullmatch(line.form(position)):
        return When(index, position + 1, line.form(position))
    if not today:
        return None
    shift = {"last": -1, "this": 0, "next": 1}
    if line.form(position) in shift and line.form(position + 1) == "year":
        return When(index, position + 2, str(today.year + shift[line.form(position)]))
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
        _date(year, month, day) if day <= today.day else _date(*_month_beside(year, month, -1), day)
    )
    ahead = (
        _date(year, month, day) if day >= today.day else _date(*_month_beside(year, month, 1), day)
    )
    return When(index, index + 1, past, ahead=ahead) if past else None


def _month_beside(year: int, month: int, shift: int) -> tuple[int, int]:
    months = year * 12 + month - 1 + shift
    return months // 12, months % 12 + 1


def _relative(line: Line, index: int, today: dt.date) -> When | None:
    form, following = line.form(index), line.form(index + 1)
    named = _day_named(line, index, today, "published")
    if named:
        return named
    shift = {"last": -1, "this": 0, "next": 1}.get(form)
    if (
        form == "the"
        and line.form(index - 1) == "of"
        and line.form(index - 2) in role("part of time")
    ):
        shift = 0
    if shift is not None and following in _UNITS:
        return When(index, index + 2, _shifted(today, following, shift))
    weekday = _calendar("weekday").get(line.tokens[index].text)
    hours = line.form(index - 1) == "of" and line.form(index - 2) in role("part of day")
    if weekday is not None and (hours or line.form(index - 1) not in role("doubtful week")):
        back = (today.weekday() - weekday) % _WEEK
        day = today - dt.timedelta(days=back)
        ahead = today + dt.timedelta(days=_WEEK - back if back else 0)
        if following == "next":
            coming = today + dt.timedelta(days=_WEEK - back)
            return When(index, index + 2, coming.isoformat(), ahead=coming.isoformat())
        return When(index, index + 1, day.isoformat(), ahead=ahead.isoformat())
    return _ago(line, index, today)


def _ago(line: Line, index: int, today: dt.date) -> When | None:
    """Read "two weeks ago", "a year ago"."""
    unit = line.form(index + 1).removesuffix("s")
    fortnight = unit == "fortnight"
    unit = "week" if fortnight else unit
    if unit not in (*_UNITS, "day") or line.form(index + 2) not in ("ago", "earlier"):
        return None
    count = _number(line.form(index))
    if not count or line.form(index + 2) == "earlier":
        return None
    return When(index, index + 3, _shifted(today, unit, -2 * count if fortnight else -count))


def _since(line: Line, index: int, told: str) -> When | None:
    """Read "the following day", "two days later": from the day that was told last."""
    if len(told) != len("2023-11-01"):
        return None
    day = dt.date.fromisoformat(told)
    named = _day_named(line, index, day, "told")
    if named:
        return named
    count = _number(line.form(index))
    if count and line.form(index + 1) in ("day", "days") and line.form(index + 2) == "later":
        return When(index, index + 3, (day + dt.timedelta(days=count)).isoformat())
    return None


def _day_named(line: Line, index: int, day: dt.date, origin: str) -> When | None:
    """Read "today", "last night", "the following day", counted from `day`; no clause goes on."""
    for words, shift in _days(origin):
        last = index + len(words)
        goes_on = words[-1] in role("limit") and line.form(last) not in role("clause end")
        if line.spells(index, words) and not goes_on:
            return When(index, last, (day + dt.timedelta(days=shift)).isoformat())
    return None


@cache
def _days(origin: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Return the words for days counted from `origin`, the longest first."""
    rows = [row for row in lexicon("days") if row["from"] == origin]
    read = [(tuple(row["words"].split()), int(row["days"])) for row in rows]
    return tuple(sorted(read, key=lambda one: -len(one[0])))


def _shifted(today: dt.date, unit: str, shift: int) -> str:
    """Return a time some units from today, no more exact than such words are."""
    if unit == "year":
        return str(today.year + shift)
    if unit == "month":
        year, month = _month_beside(today.year, today.month, shift)
        return f"{year}-{month:02}"
    day = today + dt.timedelta(days=shift * (_WEEK if unit == "week" else 1))
    return day.isoformat() if unit == "day" else day.isoformat()[: len("2023-11")]


def _number(form: str) -> int:
    if form in ("a", "an", "one"):
        return 1
    return int(form) if _COUNT.fullmatch(form) else _numbers().get(form, 0)


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
    return _calendar("month").get(line.tokens[index].text, 0)


@cache
def _calendar(kind: str) -> dict[str, int]:
    return {row["name"]: int(row["number"]) for row in lexicon("months") if row["kind"] == kind}


@cache
def _numbers() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in lexicon("numbers")}
