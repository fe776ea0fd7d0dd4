"""The page of an entity: what is stated of it and by whom, and what it took part in."""

from collections import Counter
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from flask import g, render_template

from communique.errors import QueryError
from communique.vocab import CMQ, OWL, RDFS, SCHEMA, SKOS
from communique.web.pages import structured
from communique.web.pages.answers import Row, Term
from communique.web.pages.context import Context
from communique.web.pages.evidence import headlines
from communique.web.pages.questions import Question, bound, page_query, question
from communique.web.pages.reports import reports
from communique.web.pages.table import Table, as_table
from communique.web.pages.things import Thing, local_name

_ELSEWHERE = (OWL + "sameAs", SKOS + "exactMatch", SCHEMA + "url", RDFS + "seeAlso")
_NAMES = (SKOS + "altLabel", CMQ + "demonym", CMQ + "metonym", CMQ + "officialName")
_SHOWN = 12  # values of one property
# class: caption, saved question, its variable that stands for the entity
_ASKED = {
    "Country": (
        ("Officials", "officials", "polity"),
        ("Export controls that target it", "export-controls", "targeted"),
    ),
    "Official": (
        ("Offices", "offices", "person"),
        ("Summits attended", "who-attended", "who"),
        ("Accusations and criticism by this person", "who-accused-whom", "blaming"),
    ),
    "Summit": (
        ("Who came, for whom", "who-attended", "meeting"),
        ("What was adopted, and who did not sign", "adopted-and-unsigned", "meeting"),
        ("Where, when and hosted by whom", "summits", "meeting"),
    ),
    "Declaration": (
        ("Signatories, and the words that say so", "who-signed", "signed"),
        (
            "Present at its summit, not known to have signed",
            "adopted-and-unsigned",
            "instrument",
        ),
    ),
    "ExportControl": (("Who imposed it on whom, on what, when", "export-controls", "instrument"),),
    "GovernmentBody": (("Export controls that it imposed", "export-controls", "imposer"),),
    "Company": (("What it launched", "launches", "launching"),),
    "AISystem": (("Who launched it, and when", "launches", "launched"),),
}
_MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property, or a thing that has it.

    `sources` are the statements that support it: (statement, article, quote).
    """

    term: Term
    sources: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What is shown of one property; `size` counts what is not shown too."""

    property: str
    values: list[Value]
    size: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing in the picture of a neighbourhood: where it stands, and how many events connect."""

    thing: Thing
    events: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A saved question about one entity, with the first rows of its answer.

    `table` is None when the answer did not come in time: the page is there without it.
    """

    caption: str
    question: Question
    table: Table | None


def entity(context: Context, iri: str, types: set[str]) -> str:
    """Return the page of the entity with this IRI and these types."""
    answers, names = context.answers, context.names
    stated, incoming, sources, around, timeline = (
        answers.rows(bound(page_query(name, names), thing=iri))
        for name in ("facts", "incoming", "sources", "nearest", "timeline")
    )
    groups, others = _facts(stated, sources), _incoming(iri, incoming, sources)
    things = context.catalogue.of(
        [iri]
        + [group.property for group in (*groups, *others)]
        + [
            value.term.value
            for group in (*groups, *others)
            for value in group.values
            if value.term.kind == "uri"
        ]
    )
    this = things[iri]
    kind = _asked_as(this.kind, stated)
    told = reports(answers, context.catalogue, [row["event"].value for row in timeline[:20]])
    same_as = [row["value"].value for row in stated if row["property"].value in _ELSEWHERE]
    return render_template(
        "entity.html",
        thing=this,
        things=things,
        types=sorted(local_name(one) for one in types if one.startswith(CMQ)),
        aliases=sorted(
            {row["value"].value for row in stated if row["property"].value in _NAMES} - {this.label}
        ),
        elsewhere=same_as,
        facts=_named(groups, things),
        incoming=_named(others, things),
        reports=told,
        when={row["event"].value: row["when"].value for row in timeline},
        has_more=len(timeline) > len(told),
        neighbours=_neighbours(context, iri, around),
        articles=headlines(
            context, [row["article"].value for row in sources] + [one.article for one in told]
        ),
        asked=[_asked(context, iri, *row) for row in _ASKED.get(kind, ())],
        query=bound(page_query("facts", names), thing=iri),
        structured=structured.of_thing(this, same_as=same_as, more=_more(this, stated, things)),
    )


def _asked_as(kind: str, stated: list[Row]) -> str:
    """Return the class whose questions fit: a person in office is an official."""
    offices = (CMQ + "holdsPosition", CMQ + "positionTitle", CMQ + "represents")
    is_official = kind == "Person" and any(row["property"].value in offices for row in stated)
    return "Official" if is_official else kind


def _asked(context: Context, iri: str, caption: str, name: str, variable: str) -> Asked:
    known = question(name, context.names)
    text = bound(known.text, **{variable: iri})
    asked = Question(name, known.title, known.about, text)
    try:
        body = context.answers.raw(text, bindings="json")
    except QueryError:
        g.is_partial = True
        return Asked(caption, asked, None)
    return Asked(caption, asked, as_table(body, most=_MOST_ROWS))


def _facts(stated: list[Row], sources: list[Row]) -> list[Group]:
    """Return what is stated of the thing, by property."""
    told = _told(sources, "predicate", "object")
    groups: dict[str, list[Value]] = {}
    for row in stated:
        name, term = row["property"].value, row["value"]
        if name not in _ELSEWHERE and name not in _NAMES:
            groups.setdefault(name, []).append(Value(term, told.get((name, term.value), ())))
    return _cut(groups)


def _incoming(iri: str, incoming: list[Row], sources: list[Row]) -> list[Group]:
    """Return what is stated of other things with regard to this one, by property."""
    told = _told(sources, "predicate", "subject", "object")
    groups: dict[str, list[Value]] = {}
    for row in incoming:
        name, term = row["property"].value, row["subject"]
        groups.setdefault(name, []).append(Value(term, told.get((name, term.value, iri), ())))
    return _cut(groups)


def _told(sources: list[Row], *variables: str) -> dict[tuple[str, ...], tuple[Row, ...]]:
    told: dict[tuple[str, ...], tuple[Row, ...]] = {}
    for row in sources:
        key = tuple(row[variable].value for variable in variables)
        told[key] = (*told.get(key, ()), row)
    return told


def _cut(groups: dict[str, list[Value]]) -> list[Group]:
    """Return the groups with the values that have the most sources, as many as are shown."""
    return [
        Group(name, sorted(values, key=_rank)[:_SHOWN], len(values))
        for name, values in groups.items()
    ]


def _rank(value: Value) -> tuple[int, str]:
    return -len(value.sources), value.term.value


def _named(groups: list[Group], things: dict[str, Thing]) -> list[Group]:
    return sorted(groups, key=lambda group: things[group.property].label)


def _neighbours(context: Context, iri: str, rows: list[Row]) -> list[Neighbour]:
    shared: Counter[str] = Counter()
    for row in rows:
        shared[row["other"].value] += row["other"].value != iri
    ranked = [(other, number) for other, number in shared.most_common(11) if number][:10]
    things = context.catalogue.of(other for other, _ in ranked)
    step = 2 * pi / max(len(ranked), 1)
    return [
        Neighbour(
            things[other],
            count,
            round(300 + 190 * cos(place * step - pi / 2), 1),
            round(170 + 120 * sin(place * step - pi / 2), 1),
        )
        for place, (other, count) in enumerate(ranked)
    ]


def _more(this: Thing, stated: list[Row], things: dict[str, Thing]) -> dict[str, Any]:
    """Return what schema.org wants to know besides the name."""
    first = {row["property"].value: row["value"].value for row in reversed(stated)}
    aliases = [row["value"].value for row in stated if row["property"].value in _NAMES]
    more: dict[str, Any] = {"alternateName": aliases}
    if this.kind == "Summit":
        place = first.get(CMQ + "heldIn", "")
        more |= {
            "startDate": first.get(CMQ + "startDate"),
            "endDate": first.get(CMQ + "endDate"),
            "location": {"@type": "Place", "name": things[place].label}
            if place in things
            else None,
        }
    if this.kind == "Person" and CMQ + "positionTitle" in first:
        more["jobTitle"] = first[CMQ + "positionTitle"]
    return more
