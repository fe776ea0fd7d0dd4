"""Where names stand in a sentence: the gazetteer's, the model's, and capitalised nouns.

The gazetteer decides after the model: a longer name of the model that no table has
("China Daily") is not the country inside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.ingest.apposed import apposed, gloss
from communique.ingest.called_for import called_for
from communique.ingest.fields import is_portfolio
from communique.ingest.gazetteer import Gazetteer, Hit, Surface
from communique.ingest.heads import head_kinds
from communique.ingest.kinds import fits, is_a
from communique.ingest.modelled import (
    is_code,
    is_marked,
    is_several,
    is_town,
    model_names,
)
from communique.ingest.names import Line, capitalised
from communique.ingest.nouns import TITLE, nouns_at
from communique.ingest.ordinary import is_ordinary
from communique.ingest.phrases import role
from communique.ingest.placed import placed
from communique.ingest.runs import (
    LONE,
    NOUNS,
    code_end,
    is_office_word,
    is_proper,
    names_place,
    run,
)

_LONGEST_TITLE = 8
_FIRMS = ("ORGANIZATION", "SYSTEM")
_NAMEABLE = ("Organization", "Summit", "Instrument")


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
    hits = [_untitled(line, hit, gazetteer) for hit in hits if not _is_anothers(line, hit)]
    told = [
        Spot(first, last, (), "ORGANIZATION", kind, 1.0)
        for first, last, kind in apposed(line, hits)
    ]
    told += [
        Spot(first, last, (), "ORGANIZATION" if sure else "", "", sure)
        for first, last, sure in placed(line, hits)
        if not _overlaps(Hit(first, last, ()), told)
    ]
    told += _quoted(line)
    told += [Spot(first, last, (), "", "Summit", 1.0) for first, last in called_for(line, hits)]
    told += [party for party in _parties(line) if not _overlaps(party, hits)]
    told += [firm for firm in _partners(line) if not _overlaps(firm, [*told, *hits])]
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


def _overlaps(one: Spot | Hit, others: Sequence[Spot | Hit]) -> bool:
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


def _parties(line: Line) -> Iterator[Spot]:
    """Yield the parties that their members stand for: "the Socialists", "opposition Greens"."""
    for index, token in enumerate(line.tokens):
        if line.form(index) not in role("party") or not capitalised(token.text) or line.heading:
            continue
        pointed = [each for each in line.below(index, "det") if line.form(each) == "the"]
        between = range(pointed[0] + 1, index) if pointed else ()
        plain = not any(capitalised(line.tokens[at].text) for at in between)
        last = index + 1  # "the Greens", not "the Greens Group"
        alone = last == len(line.tokens) or not capitalised(line.tokens[last].text)
        if pointed and plain and alone:
            yield Spot(index, last, (), "", "CivilSocietyOrganization", 1.0)


def _partners(line: Line) -> Iterator[Spot]:
    """Yield firms that are called by two names: "Crown & Webb"."""
    for index in range(1, len(line.tokens) - 1):
        if line.form(index) != "&" or line.title_case:
            continue
        first, last = index, index + 1
        while is_proper(line, first - 1) and line.tokens[first - 1].upos == "PROPN":
            first -= 1
        while is_proper(line, last) and line.tokens[last].upos == "PROPN":
            last += 1
        joined = first < index and last > index + 1 and line.form(first - 1) not in ("of", "for")
        if joined and not any(nouns_at(line, at) for at in range(first, last)):
            yield Spot(first, last, (), "", "Company", 1.0)


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


def _is_anothers(line: Line, hit: Hit) -> bool:
    """Say whether a known word is part of somebody else's name: "Tedros Wolde", "Oka Compute".

    The model sees more of the name than background knows of it.
    """
    if hit.last - hit.first > 1 or len(hit.surfaces) > 1:
        return False
    entity, word = hit.surfaces[0].entity, line.tokens[hit.first]
    longer = [
        each
        for each in line.sentence.entities
        if each.start <= hit.first and hit.last <= each.end and each.end - each.start > 1
    ]
    if is_a(entity.kind, "Person"):
        own = entity.name.replace("-", " ").split()
        ends = (each.end for each in longer if each.type == "PERSON" and each.start == hit.first)
        rest = (line.tokens[at] for end in ends for at in range(hit.last, end))
        return any(token.upos == "PROPN" and token.text not in own for token in rest)
    firm = any(each.end == hit.last and each.type in _FIRMS for each in longer)
    plain = word.text.istitle() and word.upos == "PROPN" and not line.title_case
    return firm and plain and is_a(entity.kind, "Technology")


def _is_before_name(line: Line, index: int) -> bool:
    return is_office_word(line, index) or line.form(index) in role("before name")


def _inside(spot: Spot, others: Sequence[Spot]) -> bool:
    """Say whether a surer and longer name of the model holds a name."""
    return any(
        other.first <= spot.first
        and spot.last <= other.last
        and spot.last - spot.first < other.last - other.first
        and other.probability >= LONE
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
            if any(hit.first <= last < hit.last for hit in hits) or not is_proper(line, last):
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
    tagged = token.upos in NOUNS and token.text[:1].isupper()
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
        kinds = head_kinds(line, index)
        if (
            not kinds
            or not line.tokens[index].text[:1].isupper()
            or _names_another(line, index)
            or is_several(line, index, index + 2)
            or (is_marked(line, index, "PERSON") and not _is_led(line, index))
            or _is_held(line, index)
            or (not is_a(kinds[0], "Organization") and _is_in_body(line, index))
        ):
            continue
        first, last = run(line, index, kinds[0], hits)
        if _is_only_a_title(line, index) and not _is_title_of(line, first, index, hits):
            continue
        sent = last > index + 1 and line.form(index) in role("named by its seat")
        while first < index and _is_owner(hits, first) and kinds[0] == "GovernmentBody":
            rest = next(hit.last for hit in hits if hit.first == first)
            if sent or line.form(rest) == "-" or _is_towns(line, first, last, hits):
                break  # "U.S. Embassy Oslo", "US-China Economic Commission"
            first = rest
        plain = all(hit.first > first or hit.last < last for hit in hits)
        if last - first > 1 and plain and index >= first:
            yield Spot(first, last, (), "", kinds[0], 1.0)


def _is_led(line: Line, index: int) -> bool:
    """Say whether a noun is surely one before its name or number: "Plan Nova", "Bill C-41"."""
    leads = line.form(index) in role("leading its name") and is_proper(line, index + 1)
    return leads or code_end(line, index + 1) > 0


def _is_only_a_title(line: Line, index: int) -> bool:
    return any(noun.use == TITLE for noun in nouns_at(line, index)[:1])


def _is_title_of(line: Line, first: int, head: int, hits: Sequence[Hit]) -> bool:
    """Say whether a text may be called so: "the Dhaka Position", "Call for Peace"."""
    placed = any(first <= hit.first < head and names_place(hit) for hit in hits)
    placed |= any(is_marked(line, each, "PLACE") for each in range(first, head))
    alone = first == head - 1 and not any(hit.first == first for hit in hits)
    placed |= alone and line.form(first - 1) == "the"  # a town that nobody knows: "the Yarra Call"
    told = line.form(head + 1) in role("complementing") and line.tokens[head].upos != "VERB"
    return placed or told or code_end(line, head + 1) > 0


def _is_held(line: Line, index: int) -> bool:
    """Say whether a noun is the office of somebody named beside it: "Privacy Commissioner Lund"."""
    beside = index + 1 + (line.form(index + 1) == ",")
    return is_office_word(line, index) and is_marked(line, beside, "PERSON")


def _is_in_body(line: Line, index: int) -> bool:
    """Say whether a body's name goes on right after a word: "Citizens for [Fair] Algorithms"."""
    goes_on = index + 1 < len(line.tokens) and capitalised(line.tokens[index + 1].text)
    return goes_on and any(
        each.type == "ORGANIZATION"
        and each.start < index < each.end - 1
        and each.probability >= LONE
        for each in line.sentence.entities
    )


def _is_towns(line: Line, first: int, last: int, hits: Sequence[Hit]) -> bool:
    """Say whether the model has a town in the name of a body: "Amsterdam District Court"."""
    town = any(hit.first == first and is_town(hit) for hit in hits)
    return town and any(
        (each.type, each.start, each.end) == ("ORGANIZATION", first, last)
        for each in line.sentence.entities
    )


def _names_another(line: Line, index: int) -> bool:
    """Say whether a noun only goes before a capitalised one for a body: "Strategy Board"."""
    head = line.head(index)
    between = range(index + 1, max(head, 0))
    before = line.tokens[index].deprel == "compound" and head > index
    before &= all(is_proper(line, at) for at in between)  # "Control [Joint] Unit"
    before |= line.tokens[index].upos == "ADJ" and head > index  # "Fair Trade Commission"
    if not before or not capitalised(line.tokens[head].text):
        return False
    organ = line.form(head) in role("organ")
    return organ or any(fits(noun.kind, _NAMEABLE) for noun in nouns_at(line, head))


def _is_owner(hits: Sequence[Hit], first: int) -> bool:
    return any(hit.first == first and names_place(hit) for hit in hits)
