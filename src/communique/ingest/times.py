"""When: dates in a sentence against the day of publication, no more precise than the words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.ingest.counting import from_occasion, named, read_span, shifted, since
from communique.ingest.dates import When, read_date
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.weekdays import read_weekday

_DESCRIBING = ("described", "instrument", "group", "definite")
_YEAR, _MONTH = 4, 7
_UNITS = ("year", "month", "week")
_SHIFTS = {"last": -1, "this": 0, "next": 1}


def find_times(
    line: Line,
    published: str,
    told: Sequence[str] = (),
    days: Mapping[str, str] | None = None,
) -> tuple[When, ...]:
    """Return the times in a line; those relative to publication only when that is known.

    `told` are the times that were told last, the nearest first, from which "the following day"
    counts, `days` those of occasions, from which "two days after the vote" does.
    """
    today = dt.date.fromisoformat(published) if published else None
    found: list[When] = []
    index = 0
    while index < len(line.tokens):
        when = _at(line, index, today)
        when = when or from_occasion(line, index, days or {})
        counted = (since(line, index, each) for each in told)
        when = when or next((each for each in counted if each), None)
        if when:
            when = _with_preposition(line, _in_year(line, when, found, published), published)
            if found and _ends(line, when, found[-1]):
                when = replace(found.pop(), last=when.last, end=when.value, bound="")
            found.append(when)
            told = told if when.bound or when.end else (when.value, *told)
            index = when.last
        else:
            index += 1
    return tuple(found)


def _in_year(line: Line, when: When, found: Sequence[When], published: str) -> When:
    """Return a month without a year in the year that the sentence has just told.

    Thus "met in January 2023; in June Kenya signed"; one that comes sooner is of the year after.
    """
    before = [each.value for each in found if line.form(each.last - 1) == each.value[:_YEAR]]
    bare = when.ahead and len(when.value) == _MONTH and when.last == when.first + 1
    if not (bare and before):
        return when
    year, month = int(before[-1][:_YEAR]), when.value[_YEAR:]
    year += month < before[-1][_YEAR:_MONTH]
    value = f"{year}{month}"
    return when if is_after(value, published) else replace(when, value=value, ahead=value)


def is_long_ago(time: str, published: str) -> bool:
    """Say whether a time is a year before that of publication, or two months before or more."""
    if not (time and published) or time >= published:
        return False
    year, month = int(published[:_YEAR]), int(published[_YEAR + 1 : _MONTH])
    if len(time) == _YEAR:
        return int(time) < year
    months = (year - int(time[:_YEAR])) * 12 + month - int(time[_YEAR + 1 : _MONTH])
    return months > 1


def is_after(value: str, published: str) -> bool:
    """Say whether a time lies wholly after the day of publication."""
    return bool(published) and value > published[: len(value)]


def _ends(line: Line, when: When, begin: When) -> bool:
    """Say whether a time ends what another begins: "from 3 to 5 May", "between 2015 and 2018"."""
    alike = len(begin.value) == len(when.value) and begin.value < when.value
    bounds = begin.bound in role("from time") and line.form(begin.last) in role("up to day")
    return alike and bounds and not begin.end and when.first == begin.last + 1


def _at(line: Line, index: int, today: dt.date | None) -> When | None:
    name = line.covering(index)
    if name and name.how not in _DESCRIBING:
        return None
    return read_date(line, index, today) or (_relative(line, index, today) if today else None)


def _with_preposition(line: Line, when: When, published: str) -> When:
    """Return a time with the words before it, a limit unless the days until then are all in it.

    Thus "by the end of the year" is this year.
    """
    first = when.first
    while first > 0 and line.form(first - 1) in role("before time"):
        first -= 1
    before = line.form(first - 1)
    limits = before in role("limit") and not (when.end and before in role("from time"))
    closing = any(line.form(each) == "end" for each in range(first, when.first))
    within = closing and before in role("deadline") and published.startswith(when.value)
    limits = limits and not within
    return replace(when, first=first, bound=before if limits else "")


def _relative(line: Line, index: int, today: dt.date) -> When | None:
    form, following = line.form(index), line.form(index + 1)
    near = named(line, index, today, "published")
    if near:
        return near
    shift = _SHIFTS.get(form)
    if (
        form == "the"
        and line.form(index - 1) == "of"
        and line.form(index - 2) in role("part of time")
    ):
        shift = 0
    whole = form == "the" or line.form(index - 1) != "the"
    if shift is not None and following in _UNITS and whole:
        return When(index, index + 2, shifted(today, following, shift))
    return read_weekday(line, index, today) or _ago(line, index, today)


def _ago(line: Line, index: int, today: dt.date) -> When | None:
    """Read "two weeks ago", "a year ago"."""
    count, unit = read_span(line, index)
    if not count or line.form(index + 2) != "ago":
        return None
    return When(index, index + 3, shifted(today, unit, -count))


def is_just_when(line: Line, verb: int, first: int, last: int) -> bool:
    """Say whether words tell only when: "require licences from 1 May for exports of chips"."""
    times = (each for each in line.below(verb, "obl") if first <= each < last)
    inside = {word for each in times if _is_time(line, each) for word in line.subtree(each)}
    return set(range(first, last)) <= inside


def _is_time(line: Line, word: int) -> bool:
    return line.kind(word) == "time" or any(
        line.form(each).isdigit() for each in line.subtree(word)
    )
