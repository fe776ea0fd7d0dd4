"""Offices beside names: who holds what, for whom, as the words around a name say.

"US Secretary of Commerce Gina Raimondo" is one name and several facts; so is "Its president,
Brad Smith," once it is known what "its" stands for, which is why offices are found before
pronouns are read, and told after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.ingest.background import Background, position_key
from communique.ingest.insets import after_inset, before_inset
from communique.ingest.listed import listed
from communique.ingest.modelled import calendar
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
from communique.ingest.postings import (
    appointed,
    appointer,
    copular,
    identified,
    is_held_now,
    taken_up,
)
from communique.ingest.titles import Office, next_title, office_at
from communique.model import Article, Entity
from communique.vocab import slug

_CLOSING = (",", ".", ")", ";", "-", "–", "—", "", '"')


def find_offices(
    line: Line, article: Article, background: Background
) -> tuple[Line, tuple[Office, ...]]:
    """Return the line with names and titles before them as one, and the offices that are held."""
    found: list[Office] = []
    open_: Office | None = None
    index = 0
    while index < len(line.tokens):
        office = office_at(line, index)
        others = [one.last for one in found if _is_told_before(line, one)]
        held = _held(line, office, article, background, others) if office else None
        held = held or (_as_well(line, office, found[-1]) if office and found else None)
        if held and held.holder:
            found += [first] if (first := _as_well_before(line, open_, held)) else []
            found.append(held)
            line = line.adding(_joined(line, held, held.holder))
            index = max(held.last, index + 1)
        else:
            index += 1
        open_ = office if office and not held else open_
    return line, tuple(found)


def without_repeats(offices: Sequence[Sequence[Office]]) -> list[tuple[Office, ...]]:
    """Return the offices of each line without forms of address: "Minister Lund" tells no office
    of her who is the foreign minister elsewhere.
    """
    titles: dict[str, set[str]] = {}
    for office in (office for held in offices for office in held):
        if office.person and office.when == "now":
            titles.setdefault(office.person.id, set()).add(office.title.lower())
    return [tuple(office for office in held if not _is_address(office, titles)) for held in offices]


def _is_address(office: Office, titles: Mapping[str, set[str]]) -> bool:
    others = titles.get(office.person.id, set()) if office.person else set()
    word = office.title.lower()
    alone = office.owner < 0 and word and " " not in word
    return bool(alone) and any(word in other.split() for other in others if other != word)


def position(office: Office, owner: Entity | None) -> Entity:
    """Return an office as a thing, which is that of its owner where there is one."""
    key = position_key(owner.key if owner else "", office.title)
    name = f"{office.title}, {owner.name}" if owner else office.title
    return Entity("Position", key or office.title, name, aliases=(office.title,) if owner else ())


def _is_told_before(line: Line, office: Office) -> bool:
    """Say whether the name of a holder comes after the office and a comma: "the chair, Bo Li"."""
    after = office.holder is not None and office.holder.first > office.end
    return after and any(line.form(at) == "," for at in range(office.end, office.last))


def _held(
    line: Line,
    office: Office,
    article: Article,
    background: Background,
    others: Sequence[int],
) -> Office | None:
    """Return the office with its holder: before, after or beside it.

    At each of `others` ends a name after its office: "the chair, Ada Lund, the envoy, Bo Li, ...".
    """
    following = _addressed(line, office.last)
    if following and following.fitting(("Person",)):
        return _with(office, office.first, following.last, following)
    office = _whose_aide(line, office)
    pointed = office.owner >= 0 or office.first < office.start
    ended = _after_seat(line, office) if office.owner >= 0 else office.last
    if line.form(ended) == ",":
        office = replace(office, last=ended)  # "the head of the Centre (CAIS), Ada Lund"
    apposed = _apposed(line, office.last + 1) if line.form(office.last) == "," else None
    comma = line.form(office.first - 1) == ","
    before = line.ending(before_inset(line, office.first - 1)) if comma else None
    begun = apposed is not None and (apposed.first > office.last + 1 or office.first < office.start)
    if before and apposed and before.last in others:
        before, apposed = (None, apposed) if begun else (before, None)
    if before and before.fitting(("Person",)) and apposed and apposed.first > office.last + 1:
        apposed = None
    person = apposed and pointed and apposed.fitting(("Person",))
    if apposed and person and _ends(line, apposed.last):
        return _with(office, office.first, apposed.last, apposed)
    closed = line.form(office.last) in _CLOSING or line.form(office.last) in role("relative")
    top = line.tokens[line.top(office.start, office.last)]
    ended = bool(before) and line.form(office.last) != "-"
    joined = ended and top.deprel == "appos" and line.headed_by(top.head) == before
    closed = closed or joined or _goes_on_with_title(line, office)
    if before and before.fitting(("Person",)) and (closed or _says(line, office.last)):
        office = listed(line, office, before)
        return _with(office, before.first, office.last, before)
    was = copular(line, office)
    if was and not is_held_now(line, office):
        office = replace(office, when="past")
    given = appointed(line, office)
    by = appointer(line, office) if given and office.owner < 0 else None
    office = replace(office, owner=by.head) if by else office
    if beside := was or identified(line, office) or given or taken_up(line, office):
        first, last = min(beside.first, office.first), max(beside.last, office.last)
        return _with(office, first, last, beside)
    return _new_holder(line, office, article, background)


def _after_seat(line: Line, office: Office) -> int:
    """Return where an inset after an office ends, or where its body is: "[in Berlin], Ada Lund"."""
    at = office.last
    seat = line.starting(at + 1) if line.form(at) in ("in", "at") else None
    told = seat is not None and seat.fitting(("Place", "Polity")) and line.form(seat.last) == ","
    return seat.last if seat and told else after_inset(line, at)


def _whose_aide(line: Line, office: Office) -> Office:
    """Return an aide's office with whom he speaks for, a person: "a spokesman for Lund, Bo Li"."""
    speaks = office.scope in ("spokesperson", "aide") and line.form(office.last) in ("for", "to")
    name = _addressed(line, office.last + 1) if speaks and office.owner < 0 else None
    person = name is not None and name.fitting(("Person",)) is not None
    apart = name is not None and line.form(name.last) == ","
    return replace(office, last=name.last) if name and person and apart else office


def _goes_on_with_title(line: Line, office: Office) -> bool:
    """Say whether another office follows an "and": "chair of A and head of B"."""
    joined = office.owner >= 0 and line.form(office.last) in role("and")
    return joined and next_title(line, office.last + 1) >= 0


def _as_well(line: Line, office: Office, other: Office) -> Office | None:
    """Return one more office of a holder named before: "Ada Lund, head of A and chair of B"."""
    holder = other.holder if office.owner >= 0 and _is_joined(line, other, office) else None
    if holder and holder.last <= other.start:
        return _with(office, office.first, office.last, holder)
    return None


def _as_well_before(line: Line, office: Office | None, other: Office) -> Office | None:
    """Return the first office of a holder named after both: "the head of A and chair of B, Ada"."""
    if office is None or office.owner < 0 or not other.holder:
        return None
    if _is_joined(line, office, other) and other.holder.first >= other.end:
        return _with(office, office.first, other.last, other.holder)
    return None


def _is_joined(line: Line, office: Office, other: Office) -> bool:
    """Say whether an "and" joins two offices of one: not in "chair of A and the head of B"."""
    if line.form(other.first) in role("definite") or line.tokens[other.first].xpos == "PRP$":
        return False
    return other.first - 1 == office.last and line.form(office.last) in role("and")


def _ends(line: Line, index: int) -> bool:
    """Say whether a holder's name ends before a word: "the chair, Ada Lund of Norway, said"."""
    index = after_inset(line, index) if line.form(index) != "," else index
    told = line.form(index) in role("affiliation")
    return line.form(index) in _CLOSING or _says(line, index) or told


def _apposed(line: Line, index: int) -> Name | None:
    """Return who is named after an office and a comma, styled as may be: "Senator the Hon Lund"."""
    styled = line.form(index + 1) == "the" and line.form(index + 2) in role("before name")
    return _addressed(line, index + 2 if styled else index)


def _addressed(line: Line, index: int) -> Name | None:
    """Return the name that begins at a word, or after forms of address: "Mr. Lund"."""
    address = (role("before name") | role("styled")) - {"the", "a", "an"}
    while line.form(index) in address and line.starting(index) is None:
        index += 1
    return line.starting(index)


def _with(office: Office, first: int, last: int, holder: Name) -> Office:
    person = holder.fitting(("Person",))
    return replace(office, first=first, last=last, person=person, holder=holder)


def _says(line: Line, index: int) -> bool:
    return index < len(line.tokens) and line.tokens[index].upos in ("VERB", "AUX")


def _new_holder(
    line: Line, office: Office, article: Article, background: Background
) -> Office | None:
    """Return the office with a holder whom only the title makes a name: "President Biden"."""
    apposed = _is_apposed(line, office)
    first = office.last + apposed
    if line.heading or not line.free(first, first + 1) or first >= len(line.tokens):
        return None
    token = line.tokens[first]
    if token.upos != "PROPN" or not token.text[:1].isupper() or not token.text.isalpha():
        return None
    last = _name_end(line, first)
    if line.starting(last):
        return None  # the title goes on to a name: "Chief Data Steward Ada Lund"
    incumbent = _incumbent(line, office, first, article, background)
    if last - first == 1 and incumbent:
        name = line.name(first, last, (incumbent,), "name")
        return _with(office, office.first, last, name)
    words = line.words(first, last)
    typed = any(
        entity.type == "PERSON" and entity.start < last and entity.end > first
        for entity in line.sentence.entities
    )
    long = last - first > 1
    surely = typed and office.owner >= 0
    if apposed and not ((long or surely) and line.form(last) in role("comma")):
        return None
    if not (typed or (long and office.owner >= 0)):
        return None
    if not long and office.owner < 0 and office.scope != "government":
        return None
    person = Entity("Person", slug(words) or words, words)
    return _with(office, office.first, last, line.name(first, last, (person,), "name"))


def _is_apposed(line: Line, office: Office) -> bool:
    """Say whether a comma sets a holder apart from a title: "the head of the Centre, Ada Lund"."""
    after = office.last + 1
    apart = line.form(office.last) == "," and after < len(line.tokens)
    pointed = office.owner >= 0 or office.first < office.start
    joined = apart and line.tokens[after].deprel == "appos"
    return joined and pointed and office.start <= line.head(after) < office.end


def _goes_on(line: Line, index: int) -> bool:
    token = line.tokens[index]
    return token.upos == "PROPN" and token.text[:1].isupper() and token.text not in calendar()


def _name_end(line: Line, first: int) -> int:
    """Return where the name that begins at a word ends: "Trade Minister [Cheong In-kyo]"."""
    last = first + 1
    while last < len(line.tokens) and line.free(last, last + 1):
        hyphened = _is_hyphened(line, last)
        if not hyphened and not _goes_on(line, last):
            break
        last += 1 + hyphened
    return last


def _is_hyphened(line: Line, index: int) -> bool:
    """Say whether a hyphen joins the second half of a given name: "Cheong In-kyo"."""
    if line.form(index) != "-" or index + 1 >= len(line.tokens) or not line.free(index, index + 2):
        return False
    before, hyphen, after = line.tokens[index - 1 : index + 2]
    joined = before.end == hyphen.start and hyphen.end == after.start
    name = after.text.isalpha() and (after.upos == "PROPN" or after.deprel == "flat")
    return joined and name and line.form(index + 1) not in role("after a name")


def _incumbent(
    line: Line, office: Office, index: int, article: Article, background: Background
) -> Entity | None:
    """Return the one of that surname who held the office on the day of publication."""
    if not article.published:
        return None
    owner = line.covering(office.owner) if office.owner >= 0 else None
    polity = owner.entities[0].key if owner and owner.entities else ""
    found = [
        thing.entity
        for key in background.holders(office.title, polity, article.published)
        if (thing := background.find(key, "Person"))
        and line.form(index) in thing.entity.name.lower().split()
    ]
    return found[0] if len(found) == 1 else None


def _joined(line: Line, office: Office, holder: Name) -> Name:
    """Return the name of the holder; a title before it is part of it."""
    told = line.form(holder.first - 1) in role("is or has")
    if told or holder.last != office.last or holder.first <= office.start:
        return holder
    inner = [name for name in line.names if office.first <= name.first < holder.first]
    first = min([office.start, *(name.first for name in inner)])
    return line.name(first, office.last, holder.entities, "title", inner=(*inner, holder))
