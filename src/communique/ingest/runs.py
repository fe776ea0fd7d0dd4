"""How far a name runs: from a word that names something to the words that belong to its name."""

import re
from collections.abc import Sequence

from communique.ingest.gazetteer import Hit
from communique.ingest.heads import head_start
from communique.ingest.kinds import fits, is_a
from communique.ingest.modelled import (
    calendar,
    ends_later,
    is_marked,
)
from communique.ingest.names import Line, capitalised
from communique.ingest.nouns import nouns_at
from communique.ingest.ordinary import is_wide
from communique.ingest.phrases import role

LONE = 0.8
"""How sure the model must be of a name that nothing else marks."""
NOUNS = ("PROPN", "NOUN", "ADJ", "NUM", "X")
_CODE = re.compile(r"[\dA-Z./-]+")
_OWNED = ("GovernmentBody", "Summit", "Instrument")


def run(line: Line, head: int, kind: str, hits: Sequence[Hit]) -> tuple[int, int]:
    """Return the capitalised words around a head: "Maputo [Accord] on Shared Compute"."""
    first, last = _begin(line, head, kind, hits), head + 1
    while last < len(line.tokens):
        after = last + 1
        if line.form(after) == "the":
            after += 1
        place = _leads_to_place(line, head, last, after, kind, hits)
        inside = (line.form(last) in role("complementing") and not _ends(line, last, kind)) or (
            line.form(last) in ("and", ",") and last > head + 1 and not _is_body(line, after)
        )
        numbered = _number_end(line, head, last, hits)
        if last > head + 2 and _is_whose(line, last, kind, hits) and is_proper(line, last + 1):
            last += 2  # "Commission on Peoples' Rights"
            continue
        if numbered:
            last = numbered
        elif last > head + 1 and is_proper(line, last) and not _serves(line, last):
            last += 1
        elif (
            inside
            and (is_proper(line, after) or joined_end(line, after) > after + 1)
            and not _describes(line, after)
            and not place
            and not is_marked(line, after, "PERSON")
            and not (line.form(last) == "," and _titles(line, after))
            and not (line.form(last) == "and" and _is_owner(line, after))
            and not (line.spells(last, ("and", "the")) and _is_long(line, after))
            and not (_is_between(line, last) and not any(hit.first == after for hit in hits))
        ):
            last = max(after + 1, joined_end(line, after))
        else:
            break
    while last > head + 1 and line.tokens[last - 1].upos == "PUNCT":
        last -= 1
    if kind != "Summit" or not _is_seat(line, last, hits, beside=last == head + 1):
        last = max(last, _named_end(line, last))
    return first, last + (is_a(kind, "Organization") and ends_later(line, first, last, hits))


def _number_end(line: Line, head: int, last: int, hits: Sequence[Hit]) -> int:
    """Return where the number or name right after a head ends: "Bill [C-41]", "Plan [Nova]"."""
    if last > head + 1:
        return 0
    seat = line.form(head) in role("named by its seat")
    seat &= any(hit.first == last and names_place(hit) for hit in hits)
    led = line.form(head) in role("leading its name") and is_proper(line, last)
    counts = last < len(line.tokens) and line.head(last) > last  # "gave the Union 5 million"
    return (0 if counts else code_end(line, last)) or (last + 1 if seat or led else 0)


def _leads_to_place(
    line: Line, head: int, index: int, after: int, kind: str, hits: Sequence[Hit]
) -> bool:
    """Say whether what follows a word only tells where, or whose a thing is: "summit [in] Bonn"."""
    if index == head + 1 and _is_after_town(line, index, kind, hits):
        return False
    there = is_marked(line, after, "PLACE") or any(
        hit.first == after and names_place(hit) and not is_wide(line, hit) for hit in hits
    )
    return there and (line.form(index) in ("in", ",") or fits(kind, _OWNED))


def _is_after_town(line: Line, index: int, kind: str, hits: Sequence[Hit]) -> bool:
    """Say whether a text is called after where it was made: "Treaty [of Bonn]"."""
    beside = [hit.surfaces[0] for hit in hits if hit.first == index + 1]
    town = any(each.how == "metonym" or each.entity.kind == "Place" for each in beside)
    town |= is_marked(line, index + 1, "PLACE") and not beside
    return line.form(index) == "of" and town and kind in ("Treaty", "Declaration", "Commitment")


def code_end(line: Line, start: int) -> int:
    """Return where the number of a text ends: "Bill [C-41]", "Circular [No. 2025/4]", 0 without."""
    first = start + (line.form(start) in role("number sign"))
    last = first
    while last < len(line.tokens) and _CODE.fullmatch(line.tokens[last].text):
        if last > first and line.tokens[last].start > line.tokens[last - 1].end:
            break
        last += 1
    while last > first and not any(map(str.isdigit, line.tokens[last - 1].text)):
        last -= 1
    return last if last > first else 0


def _is_joined(line: Line, index: int, kind: str, hits: Sequence[Hit]) -> bool:
    """Say whether a name goes on before "and", "People's" or a gathering's "Ministers'"."""
    joined = line.form(index) in role("inside") and _goes_before(line, index - 1)
    return (joined and not _is_between(line, index)) or _is_whose(line, index, kind, hits)


def _begin(line: Line, head: int, kind: str, hits: Sequence[Hit]) -> int:
    """Return where the capitalised words begin that go on to a head."""
    first = head_start(line, head)
    while first > 0:
        if (begin := _joined_start(line, first)) < first:
            first = begin
        elif _goes_before(line, first - 1):
            first -= 1
        elif _is_joined(line, first - 1, kind, hits):
            first -= 2
        else:
            break
    return first


def joined_end(line: Line, index: int) -> int:
    """Return where a word with hyphens ends that begins with a capital: "[Not-for-Profit] Law"."""
    last = index + 1
    while (
        line.form(last) == "-"
        and last + 1 < len(line.tokens)
        and line.tokens[last - 1].end == line.tokens[last].start
        and line.tokens[last].end == line.tokens[last + 1].start
    ):
        last += 2
    whole = index < len(line.tokens) and line.tokens[index].text[:1].isupper()
    return last if whole and capitalised(line.tokens[last - 1].text) else index + 1


def _joined_start(line: Line, last: int) -> int:
    """Return where such a word begins that ends before word `last`, `last` if none does."""
    first = last - 1
    while (
        first > 1
        and line.form(first - 1) == "-"
        and line.tokens[first - 1].end == line.tokens[first].start
    ):
        first -= 2
    return first if first < last - 1 and joined_end(line, first) >= last else last


def _is_between(line: Line, index: int) -> bool:
    """Say whether the model has one body before an "and" and another after it."""
    marked = [each for each in line.sentence.entities if each.type == "ORGANIZATION"]
    ends, starts = {each.end for each in marked}, {each.start for each in marked}
    return line.form(index) == "and" and index in ends and index + 1 in starts


def _is_whose(line: Line, index: int, kind: str, hits: Sequence[Hit]) -> bool:
    if line.form(index) not in ("'", "'s") or index < 1:
        return False
    owner = line.tokens[index - 1]
    several = owner.xpos in ("NNS", "NNPS") and line.form(index) == "'"
    several &= fits(kind, ("Summit", "Organization"))
    several &= not any(hit.last == index for hit in hits)
    people = line.form(index - 1) in role("people whose") and is_a(kind, "Organization")
    people |= line.form(index - 1) in role("office whose") and kind == "GovernmentBody"
    return (several or people) and owner.text[:1].isupper()


def _ends(line: Line, last: int, kind: str) -> bool:
    """Say whether the model surely ends a body's name before "on", "in" or "to"."""
    goes_on = line.form(last) in role("inside name") or not is_a(kind, "Organization")
    return not goes_on and any(
        entity.type == "ORGANIZATION" and entity.end == last and entity.probability >= LONE
        for entity in line.sentence.entities
    )


def _describes(line: Line, index: int) -> bool:
    """Say whether a word only describes a common noun after it: "on Arabic models"."""
    head = line.head(index)
    beside = line.tokens[index].deprel in ("amod", "compound") and head > index
    return beside and not capitalised(line.tokens[head].text)


def _is_owner(line: Line, index: int) -> bool:
    """Say whether it begins whose the next thing is: "Bank of Ghana and [Japan]'s MUFG"."""
    while is_proper(line, index + 1):
        index += 1
    owner = index + 1 < len(line.tokens) and line.tokens[index + 1].xpos == "POS"
    return owner and line.form(index) not in role("people whose")


def _is_long(line: Line, index: int) -> bool:
    """Say whether what "and the" goes on with is a name itself: "the Service of Statistics"."""
    last = index
    while is_proper(line, last):
        last += 1
    return last > index + 1 or line.form(last) in role("inside name")


def _titles(line: Line, index: int) -> bool:
    """Say whether capitalised words from `index` on end in an office: "Prime Minister Ada Lund"."""
    while is_proper(line, index):
        if is_office_word(line, index):
            return True
        index += 1
    return False


def _serves(line: Line, index: int) -> bool:
    """Say whether somebody's office begins there: "Council of Europe [Secretary General] Ada"."""
    while is_proper(line, index) and not is_marked(line, index, "PERSON"):
        if is_office_word(line, index) and is_marked(line, index + 1, "PERSON"):
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
    office = is_office_word(line, index) and not _is_within(line, index)
    return is_proper(line, index) and not person and not office


def _is_within(line: Line, index: int) -> bool:
    """Say whether the model surely has an office in a body's name: "King Haakon School"."""
    return any(
        entity.type == "ORGANIZATION"
        and entity.start <= index < entity.end - 1
        and entity.probability >= LONE
        for entity in line.sentence.entities
    )


def _named_end(line: Line, last: int) -> int:
    """Return where a name of the model ends that goes on over word `last`, 0 when none does."""
    for entity in line.sentence.entities:
        inside = range(last, entity.end)
        owned = any(line.form(index) == "'s" for index in inside)
        other = line.form(last) in role("and") and _is_body(line, last + 2)  # "and the Treasury"
        other |= line.spells(last, ("and", "the")) and _is_long(line, last + 2)
        if entity.start < last < entity.end and not (owned or other):
            return entity.end if capitalised(line.tokens[entity.end - 1].text) else 0
    return 0


def _is_seat(line: Line, index: int, hits: Sequence[Hit], *, beside: bool) -> bool:
    """Say whether words tell where a summit is, which the model takes for its name: "in Rome".

    A place that is not `beside` the noun may be of what the summit is on: "on AI in Africa".
    """
    after = index + 1 + (line.form(index + 1) == "the")
    places = (hit.surfaces[0] for hit in hits if hit.first == after and names_place(hit))
    at = line.form(index) in ("in", "at")
    return at and any(beside or place.how == "metonym" for place in places)


def is_office_word(line: Line, index: int) -> bool:
    """Return whether word `index` is a noun for the holder of an office."""
    return index < len(line.tokens) and any(
        noun.kind == "Person" and noun.scope in ("government", "organization")
        for noun in nouns_at(line, index)
    )


def names_place(hit: Hit) -> bool:
    """Return whether the gazetteer means a polity or a place by `hit`."""
    return fits(hit.surfaces[0].entity.kind, ("Polity", "Place"))


def _is_body(line: Line, index: int) -> bool:
    """Say whether the capitalised words from `index` on begin or end with the noun for a body."""
    last = index
    while is_proper(line, last + 1):
        last += 1
    ends = [at for at in (index, last) if at == index or line.tokens[at].xpos == "NNP"]
    return any(is_a(noun.kind, "Organization") for at in ends for noun in nouns_at(line, at))


def is_proper(line: Line, index: int) -> bool:
    """Return whether word `index` is written as part of a name."""
    if not 0 <= index < len(line.tokens):
        return False
    token = line.tokens[index]
    if token.text in calendar():
        return False
    hyphen = token.text == "-" and 0 < index < len(line.tokens) - 1
    joined = hyphen and token.start == line.tokens[index - 1].end
    joined |= token.upos == "ADJ" and "-" in token.text and capitalised(token.text)
    named = token.upos in NOUNS or (token.upos == "VERB" and index > 0)
    return joined or (token.text[:1].isupper() and named and token.upos != "NUM")
