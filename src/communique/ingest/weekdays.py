"""Days of the week and weekends: "Monday", "last Friday", "the following Tuesday"."""

import datetime as dt

from communique.ingest.dates import When, calendar_names
from communique.ingest.names import Line
from communique.ingest.phrases import role

_WEEK = 7
_SATURDAY = 5
_MONTH = len("2023-11")
_WEEKS = {"last": -1, "this": 0, "next": 1}


def read_weekday(line: Line, index: int, today: dt.date) -> When | None:
    """Return the day or weekend named at token `index`: the last one before `today`, or ahead.

    None for what may be of either of two weeks: "last Monday", said on a Friday.
    """
    if line.form(index) == "weekend":
        return _weekend(line, index, today)
    weekday = _weekday(line, index)
    if weekday < 0:
        return None
    of = index + 1 + (line.form(index + 1) in ("of", "in"))
    if line.form(of) in _WEEKS and line.form(of + 1) == "week":
        return _when(index, of + 2, _of_week(today, weekday, _WEEKS[line.form(of)]))
    back = (today.weekday() - weekday) % _WEEK
    coming = today + dt.timedelta(days=_WEEK - back)
    if line.form(index + 1) == "next":
        return _when(index, index + 2, coming)
    before = line.form(index - 1)
    if before in ("last", "next"):
        beside = _of_week(today, weekday, _WEEKS[before])
        near = abs((beside - today).days) <= _WEEK
        return _when(index, index + 1, beside) if near else None
    hours = before == "of" and line.form(index - 2) in role("part of day")
    if before in role("doubtful week") and not hours:
        return None
    last = today - dt.timedelta(days=back)
    ahead = coming if back else today
    return When(index, index + 1, last.isoformat(), ahead=ahead.isoformat())


def weekday_beside(line: Line, index: int, told: dt.date) -> When | None:
    """Return the day named at token `index` that comes next to `told`: "the following Monday"."""
    weekday = _weekday(line, index)
    if weekday < 0:
        return None
    way = line.form(index - 1) if line.form(index - 2) == "the" else ""
    if way in ("following", "next"):
        days = (weekday - told.weekday() - 1) % _WEEK + 1
    elif way in ("previous", "preceding"):
        days = (weekday - told.weekday()) % _WEEK - _WEEK
    else:
        return None
    return _when(index, index + 1, told + dt.timedelta(days=days))


def _weekday(line: Line, index: int) -> int:
    return calendar_names("weekday").get(line.tokens[index].text, -1)


def _when(first: int, last: int, day: dt.date) -> When:
    return When(first, last, day.isoformat(), ahead=day.isoformat())


def _of_week(today: dt.date, weekday: int, weeks: int) -> dt.date:
    monday = today - dt.timedelta(days=today.weekday())
    return monday + dt.timedelta(days=weekday + weeks * _WEEK)


def _weekend(line: Line, index: int, today: dt.date) -> When | None:
    """Read "at the weekend", "over the weekend", "this weekend": no more exact than its month."""
    before = line.form(index - 1)
    bare = before == "the" and line.form(index - 2) in role("before weekend")
    if not bare and before not in _WEEKS:
        return None
    last = today - dt.timedelta(days=(today.weekday() - _SATURDAY) % _WEEK)
    ahead = today + dt.timedelta(days=(_SATURDAY - today.weekday()) % _WEEK)
    begun = today.weekday() >= _SATURDAY
    value = ahead if before == "next" else last
    return When(
        index,
        index + 1,
        value.isoformat()[:_MONTH],
        ahead=(last if begun else ahead).isoformat()[:_MONTH],
    )
