"""Times counted from another: "two weeks later", "the following day", "in May of that year"."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from communique.ingest.dates import When, calendar_names, month_beside
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.weekdays import weekday_beside
from communique.language.tables import lexicon

_COUNT = re.compile(r"[0-9]{1,3}")
_WEEK = 7
_DAY = len("2023-11-01")
_MONTH = len("2023-11")
_EXACT = {"year": len("2023"), "month": _MONTH, "week": _DAY, "day": _DAY}
_WAYS = {"later": 1, "after": 1, "earlier": -1, "before": -1}
_YEARS = {"that": 0, "same": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1}


def since(line: Line, index: int, told: str) -> When | None:
    """Return the time at token `index` that counts from `told`."""
    if not told:
        return None
    day = dt.date.fromisoformat(f"{told}-01-01"[:_DAY])
    found = named(line, index, day, "told", exact=len(told))
    found = found or _month_beside(line, index, told)
    if found is None and len(told) == _DAY:
        found = weekday_beside(line, index, day)
    if found:
        return found
    (count, unit), way = read_span(line, index), _WAYS.get(line.form(index + 2), 0)
    if not count or not way or not _is_whole(line, index + 3):
        return None
    return counted(When(index, index + 3, told), unit, way * count)


def from_occasion(line: Line, index: int, days: Mapping[str, str]) -> When | None:
    """Read "two days after the vote", "the day before their talks": `days` are those of each."""
    count, unit = read_span(line, index)
    if line.spells(index, ("the", "day")):
        count, unit = 1, "day"
    way, noun = _WAYS.get(line.form(index + 2), 0), index + 4
    pointed = line.form(index + 3) in role("definite") or line.form(index + 3) in role("their")
    if not count or not way or not pointed or line.kind(noun + 1) == "open":
        return None
    day = days.get(line.tokens[noun].lemma, "") if noun < len(line.tokens) else ""
    return counted(When(index, noun + 1, day), unit, way * count) if day else None


def counted(when: When, unit: str, count: int) -> When | None:
    """Return a time `count` units after another; None where that one is not as exact."""
    if len(when.value) < _EXACT[unit] or when.bound or when.end:
        return None
    day = dt.date.fromisoformat(f"{when.value}-01-01"[:_DAY])
    return When(when.first, when.last, shifted(day, unit, count))


def read_span(line: Line, index: int) -> tuple[int, str]:
    """Return how many of which unit: 2 and "week" for "two weeks" or "a fortnight", else 0."""
    unit = line.form(index + 1).removesuffix("s")
    count = _number(line.form(index))
    if unit == "fortnight":
        return 2 * count, "week"
    return (count, unit) if unit in _EXACT else (0, "")


def named(
    line: Line,
    index: int,
    day: dt.date,
    origin: str,
    *,
    exact: int = _DAY,
) -> When | None:
    """Read "today", "last night", "the following day", "that year", counted from `day`.

    Of an ISO date as long as `exact` no smaller unit is known than it gives.
    """
    for words, shift, unit in _words_for_time(origin).get(line.form(index), ()):
        last = index + len(words)
        if exact >= _EXACT[unit] and line.spells(index, words) and _is_whole(line, last):
            return When(index, last, shifted(day, unit, shift))
    return None


def shifted(today: dt.date, unit: str, shift: int) -> str:
    """Return a time some units from today, no more exact than such words are."""
    if unit == "year":
        return str(today.year + shift)
    if unit == "month":
        year, month = month_beside(today.year, today.month, shift)
        return f"{year}-{month:02}"
    day = today + dt.timedelta(days=shift * (_WEEK if unit == "week" else 1))
    return day.isoformat() if unit == "day" else day.isoformat()[:_MONTH]


def _is_whole(line: Line, last: int) -> bool:
    """Say whether nothing goes on after the words of a time: "the day before they met"."""
    limits = line.form(last - 1) in role("limit") and line.form(last) not in role("clause end")
    return not limits and line.form(last) != "of"


def _month_beside(line: Line, index: int, told: str) -> When | None:
    """Read "the following May", "in May of that year", "May the next year"."""
    names = calendar_names("month")
    month, year = names.get(line.tokens[index].text, 0), int(told[: len("2023")])
    if not month:
        return None
    way = line.form(index - 1) if line.form(index - 2) == "the" else ""
    if way in _YEARS and way != "same" and len(told) >= _MONTH:
        then = int(told[len("2023-") : _MONTH])
        year += month <= then if _YEARS[way] > 0 else -(month >= then)
        return When(index, index + 1, f"{year}-{month:02}")
    at = index + 1 + (line.form(index + 1) == "of")
    at += line.form(at) == "the"
    if line.form(at) in _YEARS and line.form(at + 1) == "year":
        return When(index, at + 2, f"{year + _YEARS[line.form(at)]}-{month:02}")
    return None


@cache
def _words_for_time(origin: str) -> dict[str, list[tuple[tuple[str, ...], int, str]]]:
    """Return the words for times counted from `origin` in units by the first, longest first."""
    rows = [row for row in lexicon("days") if row["from"] == origin]
    read = [(tuple(row["words"].split()), int(row["count"]), row["unit"] or "day") for row in rows]
    found: dict[str, list[tuple[tuple[str, ...], int, str]]] = {}
    for one in sorted(read, key=lambda one: -len(one[0])):
        found.setdefault(one[0][0], []).append(one)
    return found


def _number(form: str) -> int:
    if form in ("a", "an", "one"):
        return 1
    return int(form) if _COUNT.fullmatch(form) else _numbers().get(form, 0)


@cache
def _numbers() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in lexicon("numbers")}
