"""Where names stand in a sentence: the gazetteer's, the model's, and capitalised nouns.

The gazetteer decides after the model: a longer name of the model that no table has
("China Daily") is not the country inside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.ingest.apposed import apposed, gloss
from communique.ingest.gazetteer import Gazetteer, Hit, Surface
from communique.ingest.kinds import fits, is_a
from communique.ingest.modelled import (
    calendar,
    ends_later,
    is_code,
    is_marked,
    is_number,
    is_portfolio,
    is_several,
    model_names,
)
from communique.ingest.names import Line, capitalised
from communique.ingest.nouns import nouns_at
from communique.ingest.ordinary import is_ordinary, is_wide
from communique.ingest.phrases import role

_LONE, _LONGEST_TITLE = 0.8, 8
_NAMEABLE = ("Organization", "Summit", "Instrument")
_OWNED = ("GovernmentBody", "Summit", "Instrument")
_NOUNS = ("PROPN", "NOUN", "ADJ", "NUM", "X")


@dataclass(frozen=True, slots=True)
class Spot:
    """Words `first` up to `last` that name something.

    `surfaces` is what background has by that name. Without, `type` is the model's type and
    `kind` what a noun in the name says that it is, each "" if unknown.
    """

    first: int
    last: int
    surfaces: tuple[Surface, ...]
    type: str
    kind: str
    probability: float


def find_spots(line: Line, gazetteer: Gazetteer) -> list[Spot]:
    """Return the names in a line, in order and without overlaps."""
    words = [token.text for token in line.tokens]
    hits = [hit for hit in gazetteer.find(words) if not is_ordinary(line, hit)]
    hits = [part for hit in hits for part in _seated(line, hit, gazetteer)]
    hits = [_untitled(line, hit, gazetteer) for hit in hits]
    told = [
        Spot(first, last, (), "ORGANIZATION", kind, 1.0)
        for first, last, kind in apposed(line, hits)
    ]
    told += _quoted(line)
    hits = [hit for hit in hits if not _overlaps(hit, told)]
    modelled = [
        Spot(first, last, (), type_, "", probability)
        for first, last, type_, probability in model_names(line, hits)
    ]
    titled = [spot for spot in _titled(line, hits) if not _inside(spot, modelled)]
    found: list[Spot] = []
    for spot in (*told, *titled, *modelled, *_unknown(line, hits)):
        if not _overlaps(spot, found):
            found.append(spot)
    kept = [hit for hit in hits if not _overlaps(hit, found)]
    found += [Spot(hit.first, hit.last, hit.surfaces, "", "", 1.0) for hit in kept]
    return sorted(found, key=lambda spot: spot.first)


def _overlaps(one: Spot | Hit, others: Sequence[Spot]) -> bool:
    return any(one.first < other.last and other.first < one.last for other in others)


def _quoted(line: Line) -> Iterator[Spot]:
    """Yield the names in quotation marks before a noun for a text: the "Fair Chips" initiative."""
    for index in range(3, len(line.tokens)):
        kinds = [noun.kind for noun in nouns_at(line, index) if fits(noun.kind, ("Instrument",))]
        if not kinds or line.kind(index - 1) != "quote" or line.heading:
            continue
        starts = range(index - 2, max(0, index - _LONGEST_TITLE - 2), -1)
        first = next((at + 1 for at in starts if line.kind(at) == "quote"), index)
        if first < index - 1 and line.tokens[first].text[:1].isupper():
            yield Spot(first, index - 1, (), "", kinds[0], 1.0)


def _seated(line: Line, hit: Hit, gazetteer: Gazetteer) -> list[Hit]:
    """Return a summit's name and its place apart: "REAIM summit in Seoul"."""
    forms = [line.form(index) for index in range(hit.first, hit.last)]
    if "in" not in forms or not is_a(hit.surfaces[0].entity.kind, "Summit"):
        return [hit]
    cut_ = hit.first + forms.index("in")
    words = [token.text for token in line.tokens]
    place = gazetteer.longest(words, hit.last - 1)
    return [Hit(hit.first, cut_, hit.surfaces), *([place] if place else [])]


def _untitled(line: Line, hit: Hit, gazetteer: Gazetteer) -> Hit:
    """Return a person's name without the title that background has with it: "President Xi".

    It goes on with those of the person's names that the text has more of: "Sheikh Ali [Al Noor]".
    """
    if not is_a(hit.surfaces[0].entity.kind, "Person"):
        return hit
    titles = (at for at in range(hit.first, hit.last - 1) if _is_before_name(line, at))
    first = max((at + 1 for at in titles), default=hit.first)
    last = hit.last
    others = hit.surfaces[0].entity.name.split()[1:]
    while last < len(line.tokens) and line.tokens[last].text in others:
        last += 1
    if first > hit.first:
        words = [token.text for token in line.tokens]
        longer = gazetteer.longest(words, first)
        if longer and longer.last >= last:
            return longer
    return Hit(first, last, hit.surfaces)


def _is_before_name(line: Line, index: int) -> bool:
    return _is_office(line, index) or line.form(index) in role("before name")


def _is_office(line: Line, index: int) -> bool:
    return index < len(line.tokens) and any(
        noun.kind == "Person" and noun.scope in ("government", "organization")
        for noun in nouns_at(line, index)
    )


def _inside(spot: Spot, others: Sequence[Spot]) -> bool:
    """Say whether a surer and longer name of the model holds a name."""
    return any(
        other.first <= spot.first
        and spot.last <= other.last
        and spot.last - spot.first < other.last - other.first
        and other.probability >= _LONE
        for other in others
    )


def _unknown(line: Line, hits: Sequence[Hit]) -> Iterator[Spot]:
    """Yield capitalised words that nothing tells of yet: what stands beside them may."""
    if line.heading:
        return
    index = 0
    held = {
        at
        for each in line.sentence.entities
        if is_portfolio(line, each.start, each.end, each.type)
        for at in range(each.start, each.end)
    }
    while index < len(line.tokens):
        last = index
        while last < len(line.tokens) and last not in held and _is_unknown(line, last):
            if any(hit.first <= last < hit.last for hit in hits) or not _is_proper(line, last):
                break
            last += 1
        while last > index and last < len(line.tokens) and is_code(line, last):
            last += 1
        if last > index and not any(nouns_at(line, at) for at in range(index, last)):
            yield Spot(index, last, (), "", "", 0.0)
        index = max(last, index + 1)


def _is_unknown(line: Line, index: int) -> bool:
    """Say whether a word may name something by its tag, or because a gloss follows: "SEMI, the"."""
    token = line.tokens[index]
    if line.form(index) in role("before name"):
        return False
    tagged = token.upos in _NOUNS and token.text[:1].isupper()
    glossed = tagged and gloss(line, index + 1) >= 0
    return token.upos == "PROPN" or glossed or _is_hyphen(line, index)


def _is_hyphen(line: Line, index: int) -> bool:
    """Say whether a word is the hyphen between capitalised words: "N-ATLaS"."""
    if line.form(index) != "-" or not 0 < index < len(line.tokens) - 1:
        return False
    before, token, after = line.tokens[index - 1 : index + 2]
    joined = before.end == token.start and token.end == after.start
    return joined and capitalised(before.text) and capitalised(after.text)


def _titled(line: Line, hits: Sequence[Hit]) -> Iterator[Spot]:
    """Yield names that end in, or begin with, a noun for what they are: "Southern Data Forum"."""
    if line.title_case:
        return
    for index in range(len(line.tokens)):
        kinds = [noun.kind for noun in nouns_at(line, index) if fits(noun.kind, _NAMEABLE)]
        if (
            not kinds
            or not line.tokens[index].text[:1].isupper()
            or _names_another(line, index)
            or is_several(line, index, index + 2)
            or is_marked(line, index, "PERSON")
            or _is_held(line, index)
        ):
            continue
        first, last = _run(line, index, kinds[0], hits)
        while first < index and _is_owner(hits, first) and kinds[0] == "GovernmentBody":
            first = next(hit.last for hit in hits if hit.first == first)
        plain = all(hit.first > first or hit.last < last for hit in hits)
        if last - first > 1 and plain and index >= first:
            yield Spot(first, last, (), "", kinds[0], 1.0)


def _is_held(line: Line, index: int) -> bool:
    """Say whether a noun is the office of somebody named beside it: "Privacy Commissioner Lund"."""
    beside = index + 1 + (line.form(index + 1) == ",")
    return _is_office(line, index) and is_marked(line, beside, "PERSON")


def _names_another(line: Line, index: int) -> bool:
    """Say whether a noun only goes before a capitalised one for a body: "Strategy Board"."""
    head = line.head(index)
    between = range(index + 1, max(head, 0))
    before = line.tokens[index].deprel == "compound" and head > index
    before &= all(_is_proper(line, at) for at in between)  # "Control [Joint] Unit"
    before |= line.tokens[index].upos == "ADJ" and head > index  # "Fair Trade Commission"
    if not before or not capitalised(line.tokens[head].text):
        return False
    organ = line.form(head) in role("organ")
    return organ or any(fits(noun.kind, _NAMEABLE) for noun in nouns_at(line, head))


def _run(line: Line, head: int, kind: str, hits: Sequence[Hit]) -> tuple[int, int]:
    """Return the capitalised words around a head: "Maputo [Accord] on Shared Compute"."""
    first, last = head, head + 1
    while first > 0:
        if _goes_before(line, first - 1):
            first -= 1
        elif _is_joined(line, first - 1, kind):
            first -= 2
        else:
            break
    while last < len(line.tokens):
        after = last + 1
        if line.form(after) == "the":
            after += 1
        place = (line.form(last) in ("in", ",") or fits(kind, _OWNED)) and (
            any(hit.first == after and _names_place(hit) and not is_wide(line, hit) for hit in hits)
            or is_marked(line, after, "PLACE")
        )
        inside = (line.form(last) in role("complementing") and not _ends(line, last, kind)) or (
            line.form(last) in ("and", ",") and last > head + 1 and not _is_body(line, after)
        )
        numbered = last == head + 1 and is_number(line, last)
        if numbered or (last > head + 1 and _is_proper(line, last) and not _serves(line, last)):
            last += 1
        elif (
            inside
            and _is_proper(line, after)
            and not _describes(line, after)
            and not place
            and not is_marked(line, after, "PERSON")
            and not (line.form(last) == "," and _titles(line, after))
        ):
            last = after + 1
        else:
            break
    while last > head + 1 and line.tokens[last - 1].upos == "PUNCT":
        last -= 1
    if kind != "Summit" or not _is_seat(line, last, hits, beside=last == head + 1):
        last = max(last, _named_end(line, last))
    return first, last + (is_a(kind, "Organization") and ends_later(line, first, last, hits))


def _is_joined(line: Line, index: int, kind: str) -> bool:
    """Say whether a name goes on before "and", "People's" or a gathering's "Ministers'"."""
    joined = line.form(index) in role("inside") and _goes_before(line, index - 1)
    return joined or _is_whose(line, index, kind)


def _is_whose(line: Line, index: int, kind: str) -> bool:
    if line.form(index) not in ("'", "'s") or index < 1:
        return False
    owner = line.tokens[index - 1]
    several = owner.xpos in ("NNS", "NNPS") and line.form(index) == "'" and kind == "Summit"
    people = line.form(index - 1) in role("people whose") and is_a(kind, "Organization")
    return (several or people) and owner.text[:1].isupper()


def _ends(line: Line, last: int, kind: str) -> bool:
    """Say whether the model surely ends a body's name before "on", "in" or "to"."""
    goes_on = line.form(last) in role("inside name") or not is_a(kind, "Organization")
    return not goes_on and any(
        entity.type == "ORGANIZATION" and entity.end == last and entity.probability >= _LONE
        for entity in line.sentence.entities
    )


def _describes(line: Line, index: int) -> bool:
    """Say whether a word only describes a common noun after it: "on Arabic models"."""
    head = line.head(index)
    beside = line.tokens[index].deprel in ("amod", "compound") and head > index
    return beside and not capitalised(line.tokens[head].text)


def _titles(line: Line, index: int) -> bool:
    """Say whether capitalised words from `index` on end in an office: "Prime Minister Ada Lund"."""
    while _is_proper(line, index):
        if _is_office(line, index):
            return True
        index += 1
    return False


def _serves(line: Line, index: int) -> bool:
    """Say whether somebody's office begins there: "Council of Europe [Secretary General] Ada"."""
    while _is_proper(line, index) and not is_marked(line, index, "PERSON"):
        if _is_office(line, index) and is_marked(line, index + 1, "PERSON"):
            return True
        index += 1
    return False


def _goes_before(line: Line, index: int) -> bool:
    """Say whether a word can be part of a name that a noun after it ends: no person, no office."""
    person = any(
        entity.type == "PERSON" and entity.start <= index < entity.end
        for entity in line.sentence.entities
        if entity.end - entity.start > 1
    )
    office = _is_office(line, index) and not _is_within(line, index)
    return _is_proper(line, index) and not person and not office


def _is_within(line: Line, index: int) -> bool:
    """Say whether the model surely has an office in a body's name: "King Haakon School"."""
    return any(
        entity.type == "ORGANIZATION"
        and entity.start <= index < entity.end - 1
        and entity.probability >= _LONE
        for entity in line.sentence.entities
    )


def _named_end(line: Line, last: int) -> int:
    """Return where a name of the model ends that goes on over word `last`, 0 when none does."""
    for entity in line.sentence.entities:
        inside = range(last, entity.end)
        owned = any(line.form(index) == "'s" for index in inside)
        other = line.form(last) in role("and") and _is_body(line, last + 2)  # "and the Treasury"
        if entity.start < last < entity.end and not (owned or other):
            return entity.end if capitalised(line.tokens[entity.end - 1].text) else 0
    return 0


def _is_seat(line: Line, index: int, hits: Sequence[Hit], *, beside: bool) -> bool:
    """Say whether words tell where a summit is, which the model takes for its name: "in Rome".

    A place that is not `beside` the noun may be of what the summit is on: "on AI in Africa".
    """
    after = index + 1 + (line.form(index + 1) == "the")
    places = (hit.surfaces[0] for hit in hits if hit.first == after and _names_place(hit))
    at = line.form(index) in ("in", "at")
    return at and any(beside or place.how == "metonym" for place in places)


def _is_owner(hits: Sequence[Hit], first: int) -> bool:
    return any(hit.first == first and _names_place(hit) for hit in hits)


def _names_place(hit: Hit) -> bool:
    return fits(hit.surfaces[0].entity.kind, ("Polity", "Place"))


def _is_body(line: Line, index: int) -> bool:
    """Say whether the capitalised words from `index` on begin or end with the noun for a body."""
    last = index
    while _is_proper(line, last + 1):
        last += 1
    ends = [at for at in (index, last) if at == index or line.tokens[at].xpos == "NNP"]
    return any(is_a(noun.kind, "Organization") for at in ends for noun in nouns_at(line, at))


def _is_proper(line: Line, index: int) -> bool:
    if not 0 <= index < len(line.tokens):
        return False
    token = line.tokens[index]
    if token.text in calendar():
        return False
    hyphen = token.text == "-" and 0 < index < len(line.tokens) - 1
    joined = hyphen and token.start == line.tokens[index - 1].end
    joined |= token.upos == "ADJ" and "-" in token.text and capitalised(token.text)
    named = token.upos in _NOUNS or (token.upos == "VERB" and index > 0)
    return joined or (token.text[:1].isupper() and named and token.upos != "NUM")
