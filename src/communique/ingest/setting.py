"""When and where an article and each of its sentences are set, also where they do not say so.

A dateline tells where a report comes from, the hour before an entry that it tells of the day, and
a sentence which day the next one goes on about.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from communique.ingest.anchoring import time_of
from communique.ingest.arguments import is_passive, is_verb, preposition
from communique.ingest.asides import telling
from communique.ingest.background import Background
from communique.ingest.dates import When
from communique.ingest.entries import entry_dates
from communique.ingest.fillers import Filler, filler
from communique.ingest.names import Line
from communique.ingest.occasions import Occasion, dated_occasions
from communique.ingest.phrases import role
from communique.ingest.sections import section_days, stamped
from communique.ingest.times import find_times, is_after
from communique.language.tokens import tokenise
from communique.model import Article, Entity
from communique.vocab import slug

_HOUR = re.compile(r"\s*\d{1,2}[:.]\d\d\b")
_PLACE = re.compile(r"\s*([^\W\d_][\w'’.]*(?:[ -][^\W\d_][\w'’.]*){0,3}?)\s*(?:,|\(|–|—|-)")
_DAY = len("2023-11-01")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sentence need not say: days in ISO 8601, "" where nothing is known.

    `times` are those it does say. `today` is the day of publication where the report tells of that
    day, or the date with which an entry of a chronology begins or under which it stands; `ahead`
    that this lies ahead, `live` that it tells things as they happen; `heard` the day of a hearing
    at which all that it says was said. `before` and `place_before` are when and where it was in
    the sentence before, `named_before` the one place it names; `place` is where the report comes
    from, `opening` that the sentence is its first. `fragment` are the words of this sentence that
    were read apart, `lead` the time they tell, or a label before a colon. `occasions` are what the
    sentences before have dated.
    """

    times: tuple[When, ...] = ()
    today: str = ""
    live: bool = False
    ahead: bool = False
    heard: str = ""
    before: str = ""
    place_before: Filler | None = None
    named_before: Filler | None = None
    place: Filler | None = None
    opening: bool = False
    fragment: tuple[str, ...] = ()
    lead: When | None = None
    occasions: Mapping[str, Occasion] = field(default_factory=dict)


def find_settings(
    lines: Sequence[Line], article: Article, background: Background
) -> tuple[Setting, ...]:
    """Return the setting of each line."""
    opening = next((number for number, line in enumerate(lines) if not line.heading), -1)
    dateline = _dateline(lines, opening, article, background) if opening >= 0 else None
    place = dateline or (_place(lines[opening]) if opening >= 0 else None)
    found: list[Setting] = []
    told, told_day, heard, same_day, live = "", "", "", False, False
    entries, days_above = entry_dates(lines, article), section_days(lines, article)
    under_hours = stamped(lines, article)
    known: dict[str, Occasion] = {}
    for number, line in enumerate(lines):
        follows = number > 0 and lines[number - 1].paragraph == line.paragraph
        if not follows:
            live = bool(_HOUR.match(_lead(line, article))) or line.paragraph in under_hours
            told_day = article.published if live else told_day
            told = entries.get(line.paragraph, days_above.get(line.paragraph, told))[:_DAY]
        entry = "" if follows else entries.get(line.paragraph, "")
        entry = entry or days_above.get(line.paragraph, "")
        days = {noun: one.day for noun, one in known.items()}
        times = find_times(line, article.published, (told, told_day), days)
        if number == opening:
            dated = "" if dateline else article.published
            same_day, heard = _is_of_today(line, times, dated), _hearing(line, times)
        fragment = _fragment(lines[number - 1]) if follows else ()
        found.append(
            Setting(
                times=times,
                today=entry or (article.published if live or same_day else ""),
                live=live or bool(entry),
                ahead=is_after(entry, article.published),
                heard=heard,
                before=_day(found[-1].times) if follows else "",
                place_before=_place(lines[number - 1]) if follows else None,
                named_before=_named(lines[number - 1]) if number else None,
                place=place,
                opening=number == opening,
                fragment=fragment,
                lead=_only(found[-1].times) if fragment else _label(line, times),
                occasions=dict(known),
            )
        )
        for noun, one in dated_occasions(line, times):
            if one.named or noun not in known or not known[noun].named:
                known[noun] = one
        forward = [when for when in times if not _looks_back(line, when)]
        told = _told(line, forward, told)
        told_day = told if len(told) == _DAY else told_day
    return tuple(found)


def _lead(line: Line, article: Article) -> str:
    """Return what stands before a sentence in its line of the text: the hour, a dateline."""
    start = line.sentence.start
    return article.text[article.text.rfind("\n", 0, start) + 1 : start]


def _dateline(
    lines: Sequence[Line], opening: int, article: Article, background: Background
) -> Filler | None:
    match = _PLACE.match(_lead(lines[opening], article))
    if not match or " and " in match.group(1).lower() or _HOUR.match(match.group(0)):
        return None
    words = match.group(1)
    known = [name for line in lines for name in line.names if len(name.entities) == 1]
    named = (name.entities[0] for name in known if name.entities[0].kind == "Place")
    entity = next((each for each in named if each.name.lower() == words.lower()), None)
    entity = entity or _known_place(words, background) or _new_place(words)
    name = lines[opening].name(0, 1, (entity,), "dateline")
    return Filler(name, (entity,), here=False)


def _known_place(words: str, background: Background) -> Entity | None:
    cut = [words[start:end] for start, end in tokenise(words)]
    hit = background.gazetteer.longest(cut, 0)
    surfaces = hit.surfaces if hit and hit.last == len(cut) else ()
    found = [each.entity for each in surfaces if each.entity.kind == "Place"]
    return found[0] if len(found) == 1 else None


def _new_place(words: str) -> Entity:
    name = words.title() if words.isupper() else words
    return Entity("Place", slug(name) or name, name)


def _place(line: Line) -> Filler | None:
    """Return the place in which a sentence tells that something is held."""
    held = (word for word in range(len(line.tokens)) if line.tokens[word].lemma in role("holding"))
    within = (
        child
        for word in held
        for child in line.below(word, "obl", "nmod")
        if preposition(line, child) == "in"
    )
    places = (filler(line, child, ("Place",)) for child in within)
    found = next((place for place in places if place), None)
    return Filler(found.name, found.entities, here=False) if found else None


def _named(line: Line) -> Filler | None:
    """Return the one place that a sentence names."""
    places = {place: name for name in line.names for place in name.all_fitting(("Place",))}
    found = [Filler(name, (place,), here=False) for place, name in places.items()]
    return found[0] if len(found) == 1 else None


def _fragment(line: Line) -> tuple[str, ...]:
    """Return the words of a line without a verb and a full stop: the next one goes on with it."""
    words = range(len(line.tokens))
    closed = line.kind(words[-1]) in ("punct", "quote") and line.form(words[-1]) != ","
    whole = closed or line.heading or any(is_verb(line, at) for at in words)
    return () if whole else tuple(line.form(at) for at in words)


def _only(times: Sequence[When]) -> When | None:
    return times[0] if len(times) == 1 and not times[0].bound else None


def _label(line: Line, times: Sequence[When]) -> When | None:
    """Return the time that stands before a sentence and a colon: "TOMORROW: Modi meets Lula"."""
    first = times[0] if times and times[0].first == 0 and not times[0].bound else None
    return first if first and line.form(first.last) == ":" else None


def _is_of_today(line: Line, times: Sequence[When], dated: str) -> bool:
    """Say whether a first sentence begins with the date of the day that all is told of."""
    root = line.children(-1)[0]
    opening = (when for when in times if when.first == 0 and when.value == dated)
    number = any(line.kind(at) == "num" for when in opening for at in range(when.last))
    return line.tokens[root].xpos in ("VBD", "VBN") and number


def _hearing(line: Line, times: Sequence[When]) -> str:
    """Return the day on which "a court heard" what a first sentence tells."""
    verbs = (at for at in range(len(line.tokens)) if telling(line, at))
    heard = [at for at in verbs if is_passive(line, at) or line.tokens[at].lemma in role("hearing")]
    days = (
        _day([when])
        for at in heard
        for when in times
        if line.head(line.top(when.first, when.last)) == at
    )
    return next(days, "")


def _looks_back(line: Line, when: When) -> bool:
    return line.form(when.last - 1) in role("looking back")


def _told(line: Line, times: Sequence[When], before: str) -> str:
    """Return the time that a sentence tells of, else that of the ones before; "" for several."""
    values = {when.value for when in times if not when.bound and not when.end}
    if len(values) <= 1:
        return next(iter(values), before)
    root = line.children(-1)[0]
    main = time_of(line, root, root, tuple(times))
    return main.value if main and not main.bound and not main.end else ""


def _day(times: Sequence[When]) -> str:
    """Return the one day that a sentence tells of."""
    days = {when.value for when in times if len(when.value) == _DAY and not when.bound}
    ended = any(when.end for when in times)
    return next(iter(days)) if len(days) == 1 and not ended else ""
