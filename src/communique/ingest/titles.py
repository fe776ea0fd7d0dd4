"""Offices before and after names: who holds what, for whom.

"US Secretary of Commerce Gina Raimondo" is one name, and three facts.
"""

from dataclasses import dataclass
from functools import cache

from communique.ingest.background import Background, position_key
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.phrases import Phrase, cut, longest, match, role
from communique.language.tables import lexicon
from communique.model import Article, Entity, Fact, Passage
from communique.vocab import slug

_RULE = "title"
_SURE = 0.95
_LONGEST_NAME = 4
_PAST = "past"
_NOW = "now"


@dataclass(frozen=True, slots=True)
class _Office:
    """A title in a line, with who it belongs to.

    `first` is where its phrase begins, `last` where its holder would begin; the title itself is
    `length` tokens from `start`.
    """

    first: int
    last: int
    start: int
    length: int
    title: str
    scope: str
    past: bool
    owner: Name | None


def with_titles(line: Line, article: Article, background: Background) -> tuple[Line, list[Fact]]:
    """Return the line with names and their offices as one, and what that says of them."""
    facts: list[Fact] = []
    index = 0
    while index < len(line.tokens):
        office = _office(line, index)
        holder = _holder(line, office, article, background) if office else None
        if office and holder:
            line, name = _joined(line, office, holder)
            facts += _facts(line, (name.first, name.last), name.entities[0], office)
            index = name.last
        else:
            index += 1
    for name in line.names:
        line, found = _appositions(line, name)
        facts += found
    for name in line.names:
        line, found = _affiliation(line, name)
        facts += found
    return line, facts


def _office(line: Line, index: int) -> _Office | None:
    covered = next((name for name in line.names if name.first <= index < name.last), None)
    if covered and covered.entities[0].kind != "Technology":
        return None
    best = max(
        ((match(line, index, phrase), scope) for phrase, scope in _titles()), key=lambda row: row[0]
    )
    end, scope = best
    if end == index or scope in (_PAST, _NOW):
        return None
    title = line.words(index, end)
    length = end - index
    first, past = _before(line, index)
    owner = line.ending(first)
    if line.form(first - 1) == "'s":
        owner = line.ending(first - 1)
    if not _owns(owner):
        owner = None
        if line.form(end) in ("of", "for", "at"):
            after = end + 2 if line.form(end + 1) == "the" else end + 1
            later = line.starting(after)
            if later and _owns(later):
                owner, end = later, later.last
    start = min(index, owner.first) if owner else index
    past = past or _before(line, start)[1]
    return _Office(start, end, index, length, title, scope, past, owner)


def _before(line: Line, index: int) -> tuple[int, bool]:
    """Return where the words before a title begin that say when it was held, and if it is over."""
    past = False
    scopes = {phrase[0]: scope for phrase, scope in _titles() if scope in (_PAST, _NOW)}
    while line.form(index - 1) in scopes and line.free(index - 1, index):
        index -= 1
        past = past or scopes[line.form(index)] == _PAST
    return index, past


def _owns(name: Name | None) -> bool:
    return (
        name is not None
        and len(name.entities) == 1
        and (is_a(name.entities[0].kind, "Polity") or is_a(name.entities[0].kind, "Organization"))
    )


def _holder(line: Line, office: _Office, article: Article, background: Background) -> Name | None:
    first = office.last
    if line.form(first) == ",":
        first += 1
    known = line.starting(first)
    if known:
        person = known.fitting(("Person",))
        return line.name(known.first, known.last, (person,), known.how) if person else None
    if first != office.last or line.title_case:
        return None
    last = _name_end(line, first)
    if last - first == 1 and office.scope == "government" and article.published:
        return _incumbent(line, office, first, article, background)
    owned = office.owner is not None or office.scope in ("academic", "honorific")
    if last - first >= 2 and owned:
        name = line.words(first, last)
        return line.name(first, last, (Entity("Person", slug(name) or name, name),), "name")
    return None


def _incumbent(
    line: Line, office: _Office, index: int, article: Article, background: Background
) -> Name | None:
    """Return who "President Biden" is: the one of that name who held the office that day."""
    polity = office.owner.entities[0].key if office.owner else ""
    surname = line.form(index)
    found = [
        thing.entity
        for key in background.holders(office.title, polity, article.published)
        if (thing := background.find(key, "Person"))
        and surname in thing.entity.name.lower().split()
    ]
    return line.name(index, index + 1, (found[0],), "name") if len(found) == 1 else None


def _name_end(line: Line, first: int) -> int:
    """Return where a run of words ends that looks like a person's name."""
    last = first
    while last < len(line.tokens) and last - first < _LONGEST_NAME and line.free(last, last + 1):
        token = line.tokens[last]
        particle = last > first and line.form(last) in role("particle")
        wordy = (
            token.text[:1].isupper()
            and line.kind(last) == "open"
            and token.text.strip(".").replace("-", "").replace("'", "").replace("’", "").isalpha()
        )
        if not (particle or wordy):
            break
        last += 1
    while last > first and line.form(last - 1) in role("particle"):
        last -= 1
    return last


def _joined(line: Line, office: _Office, holder: Name) -> tuple[Line, Name]:
    inner = [name for name in (office.owner, _position(line, office), holder) if name is not None]
    inner.sort(key=lambda name: name.first)
    name = line.name(office.first, holder.last, holder.entities, "title", inner=tuple(inner))
    return line.adding(name), name


def _position(line: Line, office: _Office) -> Name | None:
    """Return the office itself as a thing that is named; only governments' are."""
    owner = office.owner.entities[0] if office.owner else None
    governs = office.scope == "government" and not office.past
    if owner is None or not governs or not is_a(owner.kind, "Polity"):
        return None
    key = position_key(owner.key, office.title)
    position = Entity("Position", key, f"{office.title}, {owner.name}")
    return line.name(office.start, office.start + office.length, (position,), "name")


def _facts(line: Line, span: tuple[int, int], person: Entity, office: _Office) -> list[Fact]:
    """Return what the words of `span` state of a person's office, nothing of a past one."""
    if office.past or office.scope == "honorific":
        return []
    passage = line.passage(*span)

    def fact(predicate: str, value: str, *, entity: bool) -> Fact:
        return _fact(person, predicate, value, passage, entity=entity)

    owner = office.owner.entities[0] if office.owner else None
    position = _position(line, office)
    found = []
    if office.scope != "academic":
        found.append(fact("positionTitle", office.title, entity=False))
    if owner and position:
        found.append(fact("represents", owner.id, entity=True))
        found.append(fact("holdsPosition", position.entities[0].id, entity=True))
    elif owner and is_a(owner.kind, "Organization"):
        found.append(fact("affiliatedWith", owner.id, entity=True))
    return found


def _fact(person: Entity, predicate: str, value: str, passage: Passage, *, entity: bool) -> Fact:
    return Fact(person.id, predicate, value, entity, passage, _SURE, _RULE)


def _appositions(line: Line, name: Name) -> tuple[Line, list[Fact]]:
    """Read "Gina Raimondo, the US Secretary of Commerce," after a name."""
    person = name.fitting(("Person",))
    if not person or line.form(name.last) != ",":
        return line, []
    start = name.last + 1
    if line.form(start) in ("the", "a", "an"):
        start += 1
    owner = line.starting(start)
    index = start
    if owner and _owns(owner):
        index = owner.last + 1 if line.form(owner.last) == "'s" else owner.last
    office = _office(line, _skip_now(line, index))
    if not office or line.form(office.last) not in (",", ".", "", ";", ")"):
        return line, []
    facts = _facts(line, (name.first, office.last), person, office)
    position = _position(line, office)
    return (line.adding(position) if position else line), facts


def _skip_now(line: Line, index: int) -> int:
    ends = tuple(phrase for phrase, scope in _titles() if scope in (_PAST, _NOW))
    return longest(line, index, ends)


def _affiliation(line: Line, name: Name) -> tuple[Line, list[Fact]]:
    """Read "Professor Jeffrey Ding from George Washington University"."""
    person = name.fitting(("Person",))
    joint = line.form(name.last)
    after = name.last + 2 if line.form(name.last + 1) == "the" else name.last + 1
    place = line.starting(after)
    organization = place.fitting(("Organization",)) if place else None
    if not person or not place or not organization or joint not in role("affiliation"):
        return line, []
    academic = is_a(organization.kind, "ResearchInstitution")
    if not (academic and name.how == "title") and joint != "of":
        return line, []
    inner = name.inner or (name,)
    joined = line.name(name.first, place.last, name.entities, name.how, inner=(*inner, place))
    passage = line.passage(joined.first, joined.last)
    fact = _fact(person, "affiliatedWith", organization.id, passage, entity=True)
    return line.adding(joined), [fact]


@cache
def _titles() -> tuple[tuple[Phrase, str], ...]:
    return tuple((cut(row["title"]), row["scope"]) for row in lexicon("titles"))
