"""Events as pages show them: who did what to whom, when, how sure, and who says so."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.vocab import CMQ, RDF, RDFS
from communique.web.pages.answers import Answers, Row, Term
from communique.web.pages.questions import bound, page_query
from communique.web.pages.things import Catalogue, Thing, kind_of

_ROLES = ("agent", "patient", "topic", "venue", "attributedTo")
_OF_TONE = {
    "accord": "Signing Agreement Pledge Cooperation Praise Aid Funding Concession",
    "talks": "Attendance Hosting Meeting Visit Invitation Request",
    "conflict": "Refusal Withdrawal Accusation Criticism Warning Restriction Investigation Protest "
    "Coercion Mobilization Assault Fighting Competition",
    "words": "Adoption Launch Announcement Statement",
}
TONES = {kind: tone for tone, kinds in _OF_TONE.items() for kind in kinds.split()}
"""The event classes, and what events of each are coloured as."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The words that support something, and where they stand in which article."""

    iri: str
    quote: str
    start: int
    end: int
    article: str


@dataclass(frozen=True, slots=True)
class Report:
    """One event, as one article reports it."""

    thing: Thing
    roles: dict[str, tuple[Thing, ...]]
    factuality: str = ""
    time: str = ""
    time_end: str = ""
    confidence: str = ""
    rule: str = ""
    quotation: str = ""
    article: str = ""
    passages: tuple[Passage, ...] = field(default=())

    @property
    def tone(self) -> str:
        """What its kind is coloured as: accord, talks, conflict or words."""
        return TONES.get(self.thing.kind, "words")

    @property
    def when(self) -> str:
        """The time, or the span of time, that the article gives."""
        return f"{self.time} to {self.time_end}" if self.time_end else self.time


def reports(answers: Answers, catalogue: Catalogue, events: Iterable[str]) -> list[Report]:
    """Return what is known of `events`, in their order."""
    wanted = list(dict.fromkeys(events))
    if not wanted:
        return []
    told: dict[str, dict[str, list[Term]]] = {iri: {} for iri in wanted}
    for row in answers.rows(bound(page_query("events", catalogue.names), event=wanted)):
        about = told[row["event"].value]
        about.setdefault(row["property"].value, []).append(row["value"])
    supported = passages(answers, catalogue, wanted)
    mentioned = [
        term.value
        for about in told.values()
        for role in (*_ROLES, "extractedBy")
        for term in about.get(CMQ + role, ())
    ]
    things = catalogue.of(mentioned)
    return [
        _report(iri, told[iri], things, tuple(supported.get(iri, ())), catalogue)
        for iri in wanted
        if told[iri]
    ]


def passages(
    answers: Answers, catalogue: Catalogue, things: Iterable[str]
) -> dict[str, list[Passage]]:
    """Return the passages that support each of `things`, in the order of the text."""
    found: dict[str, list[Passage]] = {}
    for row in answers.rows(bound(page_query("passages", catalogue.names), thing=things)):
        found.setdefault(row["thing"].value, []).append(passage(row))
    for several in found.values():
        several.sort(key=lambda one: (one.article, one.start, one.end))
    return found


def passage(row: Row) -> Passage:
    """Return the passage of a row with its quote, start, end and article."""
    iri = row["passage"].value if "passage" in row else ""
    start, end = int(row["start"].value), int(row["end"].value)
    return Passage(iri, row["quote"].value, start, end, row["article"].value)


def _report(
    iri: str,
    about: dict[str, list[Term]],
    things: dict[str, Thing],
    supported: tuple[Passage, ...],
    catalogue: Catalogue,
) -> Report:
    def first(name: str, *, namespace: str = CMQ) -> str:
        return next((term.value for term in about.get(namespace + name, ())), "")

    kind = kind_of(term.value for term in about.get(f"{RDF}type", ()))
    label = first("label", namespace=RDFS) or kind
    rule = first("extractedBy")
    return Report(
        Thing(iri, label, kind, catalogue.path(iri)),
        {role: tuple(things[one.value] for one in about.get(CMQ + role, ())) for role in _ROLES},
        factuality=first("factuality").removeprefix(CMQ),
        time=first("time"),
        time_end=first("timeEnd"),
        confidence=first("confidence"),
        rule=things[rule].label if rule else "",
        quotation=first("quotation"),
        article=first("reportedIn"),
        passages=supported,
    )
