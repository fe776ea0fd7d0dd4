"""When: dates in a sentence against the day of publication, no more precise than the words."""

import datetime as dt
import re
from dataclasses import replace
from functools import cache

from communique.ingest.dates import When, calendar_names, month_beside, read_date
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.language.tables import lexicon

_COUNT = re.compile(r"[0-9]{1,3}")
_WEEK = 7
_UNITS = ("year", "month", "week")
_DAY = len("2023-11-01")
_EXACT = {"year": len("2023"), "month": len("2023-11"), "week": _DAY, "day": _DAY}
_SINCE = {"later": 1, "earlier": -1, "before": -1}


def find_times(line: Line, published: str, told: str = "") -> tuple[When, ...]:
    """Return the times in a line; those relative to publication only when that is known.

    `told` is the time of what was told last, from which "the following day" counts.
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
            told = told if when.bound or when.end else when.value
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
    return read_date(line, index, today) or (_relative(line, index, today) if today else None)


def _with_preposition(line: Line, when: When) -> When:
    first = when.first
    while first > 0 and line.form(first - 1) in role("before time"):
        first -= 1
    before = line.form(first - 1)
    limits = before in role("limit") and not (when.end and before == "from")
    return replace(when, first=first, bound=before if limits else "")


def _relative(line: Line, index: int, today: dt.date) -> When | None:
    form, following = line.form(index), line.form(index + 1)
    named = _named(line, index, today, "published")
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
    weekday = calendar_names("weekday").get(line.tokens[index].text)
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
    count, unit = _span(line, index)
    if not count or line.form(index + 2) != "ago":
        return None
    return When(index, index + 3, _shifted(today, unit, -count))


def _since(line: Line, index: int, told: str) -> When | None:
    """Read "the following day", "two weeks later", "that year": from the time told last."""
    if not told:
        return None
    day = dt.date.fromisoformat(f"{told}-01-01"[:_DAY])
    named = _named(line, index, day, "told", exact=len(told))
    if named:
        return named
    (count, unit), way = _span(line, index), _SINCE.get(line.form(index + 2), 0)
    if not count or not way or len(told) < _EXACT[unit] or not _is_whole(line, index + 3):
        return None
    return When(index, index + 3, _shifted(day, unit, way * count))


def _span(line: Line, index: int) -> tuple[int, str]:
    """Return how many of which unit: 2 and "week" for "two weeks" or "a fortnight", else 0."""
    unit = line.form(index + 1).removesuffix("s")
    count = _number(line.form(index))
    if unit == "fortnight":
        return 2 * count, "week"
    return (count, unit) if unit in _EXACT else (0, "")


def _named(line: Line, index: int, day: dt.date, origin: str, *, exact: int = _DAY) -> When | None:
    """Read "today", "last night", "the following day", "that year", counted from `day`.

    Of an ISO date as long as `exact` no smaller unit is known than it gives.
    """
    for words, shift, unit in _words_for_time(origin):
        last = index + len(words)
        if exact >= _EXACT[unit] and line.spells(index, words) and _is_whole(line, last):
            return When(index, last, _shifted(day, unit, shift))
    return None


def _is_whole(line: Line, last: int) -> bool:
    """Say whether no clause goes on after the words of a time: "the day before they met"."""
    return line.form(last - 1) not in role("limit") or line.form(last) in role("clause end")


@cache
def _words_for_time(origin: str) -> tuple[tuple[tuple[str, ...], int, str], ...]:
    """Return the words for times counted from `origin` in units, the longest first."""
    rows = [row for row in lexicon("days") if row["from"] == origin]
    read = [(tuple(row["words"].split()), int(row["count"]), row["unit"] or "day") for row in rows]
    return tuple(sorted(read, key=lambda one: -len(one[0])))


def _shifted(today: dt.date, unit: str, shift: int) -> str:
    """Return a time some units from today, no more exact than such words are."""
    if unit == "year":
        return str(today.year + shift)
    if unit == "month":
        year, month = month_beside(today.year, today.month, shift)
        return f"{year}-{month:02}"
    day = today + dt.timedelta(days=shift * (_WEEK if unit == "week" else 1))
    return day.isoformat() if unit == "day" else day.isoformat()[: len("2023-11")]


def _number(form: str) -> int:
    if form in ("a", "an", "one"):
        return 1
    return int(form) if _COUNT.fullmatch(form) else _numbers().get(form, 0)


@cache
def _numbers() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in lexicon("numbers")}
