"""Whom a description can stand for though nothing was called so: the only one, the other of two."""

from collections.abc import Callable, Iterable, Sequence

from communique.ingest.arguments import surface_subject
from communique.ingest.background import Background, Tenure
from communique.ingest.discourse import Discourse
from communique.ingest.kinds import is_a
from communique.ingest.names import Line
from communique.ingest.nouns import HELD, Phrase
from communique.ingest.phrases import cut, role
from communique.model import Entity

_NEAR, _FAR, _ANYWHERE = 2, 12, 40
_PARAGRAPH = 4
_ACTOR = ("Actor",)
_LIST, _ANY = "list", "body"
_PUBLIC = ("GovernmentBody", "IntergovernmentalOrganization", "CivilSocietyOrganization")
_RARE = ("CivilSocietyOrganization", "IntergovernmentalOrganization", "NewsOutlet")


def only_body(discourse: Discourse, number: int, phrase: Phrase) -> Entity | None:
    """Return the one body just spoken of that "the agency" or "the organisation" goes on with."""
    noun = phrase.noun.lemma
    if phrase.plural or phrase.start < phrase.head or noun not in role("any body"):
        return None
    kinds = ("Organization",) if noun in role("any business") else _PUBLIC
    found = discourse.only(number, _NEAR if kinds == _PUBLIC else 1, kinds, 1)
    if not found or (noun != _ANY and is_other_thing(phrase, found[0])):
        return None
    business = is_a(found[0].kind, "Company") or found[0].kind == "Organization"
    return None if business and noun not in role("any business") else found[0]


def only_one(discourse: Discourse, number: int, phrase: Phrase) -> Entity | None:
    """Return the one of its kind in a text: "the charity", "the alliance", "the newspaper"."""
    own = len(cut(phrase.noun.lemma)) - 1
    bare = phrase.definite == "definite" and phrase.start + own >= phrase.head
    if phrase.plural or not bare or phrase.kind not in _RARE:
        return None
    told = _spoken_of(discourse, number, (phrase.kind,), _FAR)
    found = [entity for entity in told.values() if is_a(entity.kind, phrase.kind)]
    return found[0] if len(found) == 1 else None


def of_a_union(
    discourse: Discourse, number: int, phrase: Phrase, background: Background
) -> Entity | None:
    """Return the body of a union spoken of that "the Commission", with a capital, is.

    In a text where another is called so, that comes first.
    """
    if phrase.start < phrase.head or phrase.definite == "bare":
        return None
    spoken = _spoken_of(discourse, number, ("Actor",), _ANYWHERE).values()
    unions = {key for entity in spoken for key in _unions(entity, background)}
    found = [
        thing.entity
        for thing in background.things
        if is_a(thing.entity.kind, "GovernmentBody")
        and unions & {*thing.cell("polity")}
        and thing.entity.name.lower().split()[-1] == phrase.noun.lemma
    ]
    return found[0] if len(found) == 1 else None


def in_office(
    discourse: Discourse, number: int, line: Line, phrase: Phrase, background: Background
) -> Entity | None:
    """Return who, as background knows, holds the office: "India's prime minister"."""
    homes = demonyms(line, phrase) | _owning(line, phrase)
    if phrase.plural or not is_a(phrase.kind, "Person") or not homes:
        return None
    titles = role("leading office") if phrase.noun.lemma == "leader" else {phrase.noun.lemma}
    return _one_holding(
        lambda tenure: tenure.polity in homes and tenure.title.lower() in titles,
        _spoken_of(discourse, number, ("Person",), _FAR).values(),
        background,
    )


def in_known_office(
    discourse: Discourse, number: int, line: Line, phrase: Phrase, background: Background
) -> Entity | None:
    """Return the one just spoken of who, as background knows, is "the secretary-general".

    A body before the title is that of the office: "the commission president", so is a state: "the
    US commerce secretary".
    """
    told = is_a(phrase.kind, "Person") and phrase.noun.scope in HELD and not phrase.plural
    if not told or phrase.definite not in ("definite", "bare"):
        return None
    own = len(cut(phrase.noun.lemma))
    before = range(phrase.start, phrase.head + 1 - own)
    names = {at: name for at in before if (name := line.covering(at))}
    states = {at: state for at, name in names.items() if (state := name.fitting(("Polity",)))}
    homes = {state.key for state in states.values()} | demonyms(line, phrase)
    body = [line.form(at) for at in before if at not in states]
    return _one_holding(
        lambda tenure: (
            _is_titled(tenure, phrase.noun.lemma)
            and _is_of(tenure, body, background)
            and (not homes or tenure.polity in homes)
        ),
        _spoken_of(discourse, number, ("Person",), _NEAR).values(),
        background,
    )


def _one_holding(
    is_meant: Callable[[Tenure], bool], people: Iterable[Entity], background: Background
) -> Entity | None:
    """Return the one of `people` who has held an office that is meant."""
    found = [one for one in people if any(map(is_meant, background.held_by(one.key)))]
    return found[0] if len(found) == 1 else None


def _is_titled(tenure: Tenure, noun: str) -> bool:
    """Say whether somebody is called so by office: "President of the European Commission"."""
    title = tenure.title.lower()
    return title == noun or title.startswith(f"{noun} of ")


def _is_of(tenure: Tenure, body: list[str], background: Background) -> bool:
    """Say whether an office is of the body of which some words are: "the commission"."""
    thing = background.find(tenure.body, "Organization") if body else None
    words = [word.lower() for word in thing.entity.name.split()] if thing else []
    return not body or words[-len(body) :] == body


def _spoken_of(
    discourse: Discourse, number: int, kinds: tuple[str, ...], reach: int
) -> dict[str, Entity]:
    """Return those of some kinds that the last `reach` sentences speak of, by their identity."""
    near = discourse.recent(number, reach, kinds)
    return {entity.id: entity for traces in near for trace in traces for entity in trace.entities}


def demonyms(line: Line, phrase: Phrase) -> set[str]:
    """Return the keys of the states whose adjectives describe a phrase."""
    names = (line.covering(at) for at in range(phrase.start, phrase.head))
    return {name.entities[0].key for name in names if name and name.how == "demonym"}


def told_homes(line: Line, phrase: Phrase) -> set[str]:
    """Return the keys of the states before a noun: "Kenyan nurses", "US officials"."""
    names = (line.covering(at) for at in range(phrase.start, phrase.head))
    states = (name.fitting(("Polity",)) for name in names if name)
    return demonyms(line, phrase) | {state.key for state in states if state}


def _owning(line: Line, phrase: Phrase) -> set[str]:
    """Return the key of the state whose somebody is: "India's prime minister"."""
    name = line.covering(phrase.first) if phrase.definite == "owned" else None
    state = name.fitting(("Polity",)) if name and name.how != "pronoun" else None
    return {state.key} if state else set()


def retold(
    discourse: Discourse, number: int, line: Line, phrase: Phrase, background: Background
) -> Entity | None:
    """Return the person whose first description this is: "Ada Lund spoke. The Danish minister"."""
    told = is_a(phrase.kind, "Person") and phrase.noun.scope in HELD and not phrase.plural
    subject = line.tokens[phrase.head].deprel in ("nsubj", "nsubj:pass")
    if not told or not subject or phrase.start == phrase.head:
        return None
    traces = next(discourse.recent(number, 1, ("Person",)), [])
    people = {entity.id: entity for trace in traces for entity in trace.entities}
    near = all(trace.line < number and trace.paragraph == line.paragraph for trace in traces)
    homes = demonyms(line, phrase)
    if not homes and phrase.definite == "definite":
        return _without_office(discourse, number, line, background)
    if len(people) != 1 or not near or not homes:
        leads = homes and phrase.noun.lemma in role("leading a state")
        return _first_led(discourse, number) if leads else None
    person = next(iter(people.values()))
    known = homes_of(person, background)
    return (
        person
        if _is_new(discourse, person) and traces[0].named and (not known or homes <= known)
        else None
    )


def _without_office(
    discourse: Discourse, number: int, line: Line, background: Background
) -> Entity | None:
    """Return the one person whom a paragraph has named without saying who that is.

    Only where all others that it speaks of have been described: "Ada Lund was at home when Joe
    Roe, the ambassador, rang. The science minister ...".
    """
    traces = [
        trace
        for group in discourse.recent(number, _PARAGRAPH, ("Person",))
        for trace in group
        if trace.line < number and trace.paragraph == line.paragraph and not trace.plural
    ]
    people = {entity.id: entity for trace in traces for entity in trace.entities}
    new = [each for each in people.values() if _is_new(discourse, each)]
    named = [trace for trace in traces if trace.entities[0] in new and trace.named]
    first = len(new) == 1 and any(trace.main for trace in named)
    return new[0] if first and not homes_of(new[0], background) else None


def _first_led(discourse: Discourse, number: int) -> Entity | None:
    """Return the one person not known to the world whom the last sentences name without an office.

    In a paragraph of its own "the Danish leader" goes on with whom the one before has named.
    """
    spoken = _spoken_of(discourse, number, ("Person",), _NEAR)
    new = [each for each in spoken.values() if _is_new(discourse, each) and not each.known]
    named = [t for t in discourse.traces if new and t.entities == (new[0],) and t.named]
    return new[0] if len(new) == 1 and named else None


def _is_new(discourse: Discourse, person: Entity) -> bool:
    return not discourse.nouns.get(person.id) and not discourse.titles.get(person.id)


def is_other_thing(phrase: Phrase, entity: Entity) -> bool:
    """Say whether a description is of something else, as the entity's own name or kind tells.

    "The department" is no office, "the deal" no control, "the ceremony" no forum, "the listing"
    no ban.
    """
    law = entity.kind == "Law" and phrase.noun.lemma in role("law too")
    law |= entity.kind == "ExportControl" and phrase.noun.lemma in role("control too")
    if "ExportControl" in (entity.kind, phrase.kind) and entity.kind != phrase.kind and not law:
        return True
    words = {word.lower().strip(",.") for word in entity.name.split()}
    named, noun = words & role("own noun"), phrase.noun.lemma
    if noun in role("own occasion") and noun not in words:
        return True
    if noun in role("organ of a state") and words & role("private body"):
        return True
    if noun in role("act of listing") and not any(_LIST in word for word in words):
        return True
    return noun in role("own noun") and bool(named) and noun not in named


def is_no_bill(entity: Entity, phrase: Phrase, background: Background) -> bool:
    """Say whether a "bill", which only parliaments of states have, is not the law of a union."""
    union = bool(_unions(entity, background))
    return union and phrase.noun.lemma in role("draft of a parliament")


def _unions(entity: Entity, background: Background) -> set[str]:
    """Return the keys of the unions that a body belongs to, or that adopted a law."""
    if is_a(entity.kind, "Person"):
        return set()
    thing = background.by_id.get(entity.id)
    keys = homes_of(entity, background) | set(thing.cell("adopted_by") if thing else ())
    homes = {key: background.find(key, "Polity") for key in keys}
    return {key for key, home in homes.items() if home and _is_union(home.entity)}


def _is_union(entity: Entity) -> bool:
    return is_a(entity.kind, "SupranationalUnion")


def doing(line: Line, phrase: Phrase, relations: Sequence[str]) -> tuple[Entity, ...]:
    """Return who does something to whom a phrase means, if it has one of these relations.

    "It" may be of several kinds: then it is an actor who does something.
    """
    if line.tokens[phrase.head].deprel not in relations:
        return ()
    names = (line.headed_by(each) for each in surface_subject(line, line.head(phrase.head)))
    return tuple(
        entity for name in names if name for entity in (name.all_fitting(_ACTOR) or name.entities)
    )


def known_homes(discourse: Discourse, entity: Entity, background: Background) -> set[str]:
    """Return the keys of where an entity belongs, as far as the article or background tells."""
    return discourse.homes.get(entity.id, set()) | homes_of(entity, background)


def homes_of(entity: Entity, background: Background) -> set[str]:
    """Return the keys of where an entity belongs or takes place, as far as background knows."""
    if is_a(entity.kind, "Person"):
        return {row.polity for row in background.held_by(entity.key)}
    thing = background.by_id.get(entity.id)
    if is_a(entity.kind, "Polity") or thing is None:
        return {entity.key}
    places = {*thing.cell("polity"), *thing.cell("place"), *thing.cell("hosts")}
    for key in thing.cell("place"):
        place = background.find(key, "Place")
        places |= set(place.cell("country")) if place else set()
    return places
