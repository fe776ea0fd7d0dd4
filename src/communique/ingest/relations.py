"""What the words between names state of them: offices, seats of summits, makers of systems."""

from collections.abc import Iterator, Mapping, Sequence

from communique.ingest.arguments import direct_object, surface_subject
from communique.ingest.background import Background
from communique.ingest.clauses import case
from communique.ingest.coordination import coordinated
from communique.ingest.kinds import fits, is_a
from communique.ingest.makers import makers, spelt_maker
from communique.ingest.names import Line, Name
from communique.ingest.offices import position
from communique.ingest.owners import owner_of, parents, possessors, wholes
from communique.ingest.phrases import role
from communique.ingest.seats import is_unreal, obliques, seats, told_seats
from communique.ingest.titles import Office, owner_name
from communique.model import Entity, Fact
from communique.vocab import slug

SEAT = "seat"
"""The rule of where something is held by a verb that tells it."""
_SURE, _LIKELY = 0.95, 0.85
_PARTS = ("name", "learned", "definite")


def leaders(
    lines: Sequence[Line], offices: Sequence[Sequence[Office]], background: Background
) -> Mapping[str, Entity]:
    """Return the states that an article says somebody leads, by the leader's id."""
    found: dict[str, Entity] = {}
    for line, held in zip(lines, offices, strict=True):
        for office in held:
            leads = office.when == "now" and office.title.lower() in role("leading office")
            state = _owner(line, office, background) if leads and office.first >= 0 else None
            if office.person and state and is_a(state.kind, "Polity"):
                found[office.person.id] = state
    return found


def office_facts(
    line: Line,
    offices: Sequence[Office],
    background: Background,
    published: str,
    led: Mapping[str, Entity],
) -> Iterator[Fact]:
    """Yield what the offices of a line state, once it is known whose they are.

    `led` are the states of leaders whom the article names, and of ministers at home.
    """
    for office in offices:
        person = office.person
        if person is None or office.when != "now" or office.first < 0:
            continue  # an owner of whom the line has no word is none
        owner = _owner(line, office, background)
        owner = owner or _held_for(line, office, background, published, led)
        passage = line.passage(office.first, office.last)
        stated: list[tuple[str, str, bool]] = []
        if office.title:
            stated.append(("positionTitle", office.title, False))
            stated.append(("holdsPosition", position(office, owner).id, True))
        if owner and is_a(owner.kind, "Organization"):
            stated.append(("affiliatedWith", owner.id, True))
            home = _home(owner, background) or _spelt_home(line, office, owner)
            if home and (office.scope == "government" or _speaks_for_state(office, owner)):
                stated.append(("represents", home.id, True))
        elif owner and office.scope != "academic":
            stated.append(("represents", owner.id, True))
        for predicate, value, is_entity in stated:
            yield Fact(person.id, predicate, value, is_entity, passage, _SURE, "title")


def _speaks_for_state(office: Office, body: Entity) -> bool:
    """Say whether somebody acts for the state in a ministry or an embassy.

    Of spokesmen that holds of a foreign ministry's: what he says is what his state says.
    """
    words = body.name.lower().split()
    if office.scope == "spokesperson":
        return "ministry" in words and "foreign" in words
    return office.scope == "organization" and not role("executive body").isdisjoint(words)


def positions(
    line: Line,
    offices: Sequence[Office],
    background: Background,
    published: str,
    led: Mapping[str, Entity],
) -> Iterator[Entity]:
    """Yield the offices of a line as things, and for whom they are held if no words say so."""
    for office in offices:
        if office.person and office.title and office.when == "now" and office.first >= 0:
            owner = _owner(line, office, background)
            unsaid = None if owner else _held_for(line, office, background, published, led)
            yield position(office, owner or unsaid)
            home = _home(unsaid, background) if unsaid else None
            yield from (each for each in (unsaid, home) if each)


def _held_for(
    line: Line,
    office: Office,
    background: Background,
    published: str,
    led: Mapping[str, Entity],
) -> Entity | None:
    """Return for whom a known person held the office that day, when the words leave it open.

    That is the body whose noun the words give ("Commission Vice-President"), else the polity; a
    legislator speaks for none.
    """
    person = office.person
    leader = _led_by(line, office)
    if leader and (home := led.get(leader.id) or _governed(leader, background, published)):
        return home
    if home := _at_home(office, led):
        return home
    if person is None or not person.known or not published or office.noun in role("legislator"):
        return None
    told = office.owner >= 0 and line.tokens[office.owner].xpos != "PRP$"
    noun = line.tokens[office.owner].lemma.lower() if told else ""
    words = set(slug(office.title).split("-")) if office.title else set()
    found: dict[str, Entity] = {}
    states: dict[str, Entity] = {}
    for tenure in background.held_by(person.key):
        if not tenure.holds_on(published):
            continue
        body = background.find(tenure.body, "Organization")
        polity = background.find(tenure.polity, "Polity")
        if noun and body and noun in slug(body.entity.name).split("-"):
            found[body.entity.id] = body.entity
        elif not noun and polity:
            told_of = set(slug(f"{tenure.title} {tenure.body}").split("-"))
            if words <= told_of:
                found[polity.entity.id] = polity.entity
            elif words & told_of or office.scope == "spokesperson":
                states[polity.entity.id] = polity.entity  # "AI minister", of more than AI
    found = found or states
    return next(iter(found.values())) if len(found) == 1 else None


def _at_home(office: Office, led: Mapping[str, Entity]) -> Entity | None:
    """Return the state of a minister of whom no word tells it."""
    words = set(office.title.lower().split())
    minister = office.owner < 0 and words & (role("at home") | role("secretary at home"))
    return led.get(office.person.id) if minister and office.person else None


def _led_by(line: Line, office: Office) -> Entity | None:
    """Return in whose government an office is: "his foreign minister"."""
    name = owner_name(line, office.owner)
    minister = office.scope == "government" and office.noun in role("portfolio")
    return name.fitting(("Person",)) if name and minister else None


def _governed(leader: Entity, background: Background, published: str) -> Entity | None:
    """Return the state that somebody led on the day of publication."""
    states = {
        tenure.polity
        for tenure in background.held_by(leader.key)
        if tenure.title.lower() in role("leading office")
        and published
        and tenure.holds_on(published)
    }
    home = background.find(next(iter(states)), "Polity") if len(states) == 1 else None
    return home.entity if home else None


def _owner(line: Line, office: Office, background: Background) -> Entity | None:
    """Return whose office it is; a demonym stands for its polity here.

    A title that takes in its body's name is an office of the polity: "US Treasury secretary".
    """
    name = owner_name(line, office.owner)
    if name is None:
        return None
    kinds = ("Polity",) if office.scope == "government" else ("Polity", "Organization")
    found = [e for e in name.entities if fits(e.kind, ("Polity", "Organization"))]
    if name.how == "pronoun" and office.noun in role("sent by a state"):
        homes = (_home(e, background) if e.kind == "GovernmentBody" else e for e in found)
        found = [home for home in homes if home]
    if office.title and name.first <= office.start < name.last:
        found = [home for body in found if (home := _home(body, background))]
    if name.how == "pronoun":
        found = [one for one in found if not _is_of_another(office.person, one, background)]
    if len(found) > 1:
        found = [entity for entity in found if fits(entity.kind, kinds)]
    return found[0] if len(found) == 1 and not name.several else None


def _is_of_another(person: Entity | None, state: Entity, background: Background) -> bool:
    """Say whether background knows somebody as another state's: "its spokesman, Mao Ning"."""
    if person is None or not is_a(state.kind, "Polity"):
        return False
    states = {tenure.polity for tenure in background.held_by(person.key) if tenure.polity}
    return bool(states) and state.key not in states


def _spelt_home(line: Line, office: Office, body: Entity) -> Entity | None:
    """Return the polity that the words for a body of government tell: "the Kenyan mission"."""
    name = owner_name(line, office.owner)
    inner = name.inner if name and body.kind == "GovernmentBody" and not body.known else ()
    homes = [one.entities[0] for one in inner if is_a(one.entities[0].kind, "Polity")]
    return homes[0] if len(homes) == 1 else None


def _home(body: Entity, background: Background) -> Entity | None:
    """Return the polity that a body of government belongs to, None if it is not known."""
    thing = background.by_id.get(body.id)
    if body.kind != "GovernmentBody" or thing is None:
        return None
    home = background.find(thing.row.get("polity", ""), "Polity")
    return home.entity if home else None


def find_relations(line: Line, background: Background) -> Iterator[Fact]:
    """Yield what the tree of a line states: heldIn, adoptedAt, developedBy, partOf."""
    inside = (inner for name in line.names if name.how == "title" for inner in name.inner)
    systems = (name for name in inside if name.fitting(("AISystem",)))
    for name in (*line.names, *systems):
        entity = _meant(name)
        if entity is None:
            continue
        if entity.kind == "Summit":
            told = tuple(told_seats(line, name))
            near = (place for place in seats(line, name) if place not in told)
            beside = (place for place in near if not _is_region(place, background))
            yield from _facts(line, name, entity, "heldIn", iter(told), rule=SEAT)
            yield from _facts(line, name, entity, "heldIn", beside)
        elif fits(entity.kind, ("Instrument",)) and entity.kind != "ExportControl":
            yield from _facts(line, name, entity, "adoptedAt", _summits(line, name))
        elif entity.kind == "ExportControl":
            for listed in _listed(line, name):
                yield from _facts(line, name, entity, "targets", iter((listed,)))
        elif entity.kind == "AISystem":
            spelt = spelt_maker(line, name, background)
            by = iter((spelt,)) if spelt else makers(line, name)
            yield from _facts(line, name, entity, "developedBy", by)
        elif is_a(entity.kind, "Organization"):
            yield from _facts(line, name, entity, "partOf", _belongs_to(line, name))


def _belongs_to(line: Line, part: Name) -> Iterator[Name]:
    """Yield of what an organization is a part, by what stands for it in the line."""
    if part.how in _PARTS:
        yield from wholes(line, part)
    elif part.how == "described":
        yield from possessors(line, part)
    elif part.how == "pronoun":
        yield from parents(line, part)


def _is_region(place: Name, background: Background) -> bool:
    """Say whether a place is in no one country: "a forum on seas in Latin America"."""
    thing = background.by_id.get(place.entities[0].id)
    return thing is not None and thing.entity.kind == "Place" and not thing.row.get("country")


def _meant(name: Name) -> Entity | None:
    """Return what a name stands for; a pronoun that may be several is read as a system."""
    if len(name.entities) == 1:
        return name.entities[0]
    return name.fitting(("AISystem",)) if name.how == "pronoun" and not name.several else None


def _facts(
    line: Line,
    name: Name,
    subject: Entity,
    predicate: str,
    others: Iterator[Name],
    *,
    rule: str = "relation",
) -> Iterator[Fact]:
    for other in others:
        kinds = {
            "heldIn": ("Place", "Polity"),
            "adoptedAt": ("Summit",),
            "developedBy": ("Actor",),
            "partOf": ("Organization", "Polity"),
            "targets": ("Polity", "Company", "Organization", "Group"),
        }[predicate]
        value = other.fitting(kinds[:1]) or other.fitting(kinds)
        passing = any(line.tokens[each.head].lemma in role("passing") for each in (name, other))
        if value and value != subject and not passing:
            first, last = min(name.first, other.first), max(name.last, other.last)
            passage = line.passage(first, last)
            yield Fact(
                subject.id,
                predicate,
                value.id,
                value_is_entity=True,
                passage=passage,
                confidence=_LIKELY,
                extracted_by=rule,
            )


def _summits(line: Line, instrument: Name) -> Iterator[Name]:
    """Yield where an instrument was adopted: "adopted at the forum", "signed at the summit"."""
    verbs = [
        verb
        for verb in (
            *line.below(instrument.head, "acl", "acl:relcl"),
            line.head(instrument.head),
        )
        if verb >= 0 and line.tokens[verb].lemma in role("adopting") and not is_unreal(line, verb)
    ]
    for verb in verbs:
        related = line.head(verb) == instrument.head or line.tokens[instrument.head].deprel in (
            "obj",
            "nsubj:pass",
        )
        if related:
            yield from obliques(line, verb, ("at", "during"))
            yield from _within(line, verb)
            owners = (owner_of(line, each) for each in line.below(instrument.head, "nmod:poss"))
            yield from (owner for owner in owners if owner and _is_summit(line, verb, owner))
            yield from _beside(line, instrument)
            where = any(line.form(each) == "where" for each in line.children(verb))
            where |= any(_is_at_which(line, each) for each in line.below(verb, "obl"))
            summit = line.headed_by(line.head(verb)) if where and line.head(verb) >= 0 else None
            if summit:
                yield summit
            if line.tokens[instrument.head].deprel == "obj":
                names = (line.headed_by(each) for each in surface_subject(line, verb))
                yield from (name for name in names if name and name.fitting(("Summit",)))
    yield from _closed_with(line, instrument)
    yield from _of_summit(line, instrument)


def _of_summit(line: Line, instrument: Name) -> Iterator[Name]:
    """Yield the summit whose text it is: "the declaration of the Leeds summit"."""
    if line.tokens[instrument.head].lemma.lower() not in role("summing up"):
        return
    of = (each for each in line.below(instrument.head, "nmod") if case(line, each) == "of")
    for each in (*of, *line.below(instrument.head, "nmod:poss")):
        name = line.headed_by(each)
        if name and name.head == each and name.how != "pronoun" and name.fitting(("Summit",)):
            yield name


def _is_at_which(line: Line, word: int) -> bool:
    return line.form(word) == "which" and case(line, word) in ("at", "during")


def _is_summit(line: Line, verb: int, owner: Name) -> bool:
    """Say whether an owner is a summit: not "its" after one body or state that adopts."""
    names = (line.headed_by(each) for each in surface_subject(line, verb))
    one = any(name and name.fitting(("Polity", "Organization")) for name in names)
    open_ = owner.how == "pronoun" and owner.fitting(("Actor",)) is not None
    return owner.fitting(("Summit",)) is not None and not (one and open_)


def _within(line: Line, verb: int) -> Iterator[Name]:
    """Yield the occasion of which an oblique names a part: "on the last day of the summit"."""
    for part in line.below(verb, "obl"):
        told = case(line, part) in ("at", "on") and line.tokens[part].lemma in role(
            "stage of an event"
        )
        for each in line.below(part, "nmod") if told else ():
            name = line.headed_by(each)
            if name and case(line, each) == "of":
                yield name


def _beside(line: Line, instrument: Name) -> Iterator[Name]:
    """Yield the occasion that the tree hangs on the instrument: "adopted the accord at ..."."""
    for each in line.below(instrument.head, "nmod"):
        name = line.headed_by(each)
        if name and each >= instrument.last and case(line, each) in ("at", "during"):
            yield name


def _listed(line: Line, control: Name) -> Iterator[Name]:
    """Yield whom a list takes in: "added 40 firms to its Entity List"."""
    verb = line.head(control.head)
    before = case(line, control.head)
    if verb < 0 or line.tokens[verb].lemma not in role("listing") or before not in ("to", "on"):
        return
    if not is_unreal(line, verb):
        heads = [each for first in direct_object(line, verb) for each in coordinated(line, first)]
        heads += (each for each in line.below(verb, "obl") if case(line, each) in role("with too"))
        yield from (name for each in heads if (name := line.headed_by(each)))


def _closed_with(line: Line, instrument: Name) -> Iterator[Name]:
    """Yield the summit that "closed with a declaration", or that a declaration closed."""
    for clause in line.below(instrument.head, "acl:relcl"):
        closed = line.tokens[clause].lemma in role("closing") and not is_unreal(line, clause)
        names = (line.headed_by(each) for each in direct_object(line, clause) if closed)
        yield from (name for name in names if name)
    verb = line.head(instrument.head)
    closes = verb >= 0 and line.tokens[verb].lemma in role("closing")
    if closes and case(line, instrument.head) == "with" and not is_unreal(line, verb):
        subjects = (line.headed_by(subject) for subject in line.below(verb, "nsubj"))
        yield from (name for name in subjects if name)
