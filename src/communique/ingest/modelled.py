"""The names that the model finds, as far as the gazetteer has nothing to say against them.

They are cut where an owner ends or a list goes on, and widened where a name goes on.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from communique.ingest.fields import is_portfolio
from communique.ingest.gazetteer import Hit
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, capitalised
from communique.ingest.nouns import nouns_at
from communique.ingest.personal import after_particles, letters_after
from communique.ingest.phrases import cut, role
from communique.language.tables import lexicon

_SPOKEN_OF = ("Instrument", "Summit", "Organization")
_SURE, _SOME = 0.4, 0.3
_LONE, _TRADE = 0.6, 0.5
_NAMED_BY, _TOLD = ("ORGANIZATION", "SYSTEM"), ("Organization", "AISystem")


def model_names(line: Line, hits: Sequence[Hit]) -> Iterator[tuple[int, int, str, float]]:
    """Yield the first and the last word of each name, its type and how sure the model is."""
    merged: list[tuple[int, int, str, float]] = []
    for entity in line.sentence.entities:
        before = merged[-1] if merged else (0, 0, "", 0.0)
        type_ = "PERSON" if _holds_title(line, entity.start, entity.end) else entity.type
        if before[1] == entity.start and before[2] == type_ == "PERSON" and before[1]:
            sure = min(before[3], entity.probability)
            merged[-1] = (before[0], entity.end, type_, sure)
        else:
            merged.append((entity.start, entity.end, type_, entity.probability))
    for start, end, type_, probability in merged:
        titled = type_ != "PERSON" and end == start + 1 and _is_title(line, start)
        least = _SOME if end - start > 1 else _SURE
        titled |= type_ == "ORGANIZATION" and _is_officer(line, start, end)
        if probability < least or titled or is_portfolio(line, start, end, type_):
            continue
        for first, last in _trimmed(line, start, end, type_, hits):
            opens = type_ == "ORGANIZATION" and _opens_body(line, first, last)
            if type_ == "EVENT" and _is_for_something(line, first, last, end):
                last = end
            opens |= type_ == "EVENT" and last < end  # "the Geneva AI summit" has no name
            opens |= last == first + 1 and _opens_noun(line, first)
            if opens or is_several(line, first, last) or _is_spoken_of(line, first, last, type_):
                continue
            first, last = _widened(line, first, last, type_, hits)
            while type_ == "ORGANIZATION" and last - first > 1 and _is_head(line, last, hits):
                last += 1
            several = type_ == "PERSON" or last - first > 1
            last += 2 * (several and _is_half(line, last, end))
            last += type_ == "ORGANIZATION" and ends_later(line, first, last, hits)
            inside = [hit for hit in hits if hit.first < last and hit.last > first]
            if not inside or _is_longer(line, first, last, type_, probability, inside):
                yield first, last, type_, probability


def _widened(line: Line, first: int, last: int, type_: str, hits: Sequence[Hit]) -> tuple[int, int]:
    """Return the words of a name with the number or the names that go on with it."""
    person = type_ == "PERSON"
    while not person and last < len(line.tokens) and is_code(line, last):
        last += 1
    while _goes_on(line, last, hits) and (
        (person and not letters_after(line, last))
        or _is_second(line, last)
        or _is_compound(line, last, type_)
    ):
        last += 1
    last = after_particles(line, last) if person else last
    styled = person and last - first > 1 and line.form(first) in role("before a person")
    return first + styled, last


def _is_for_something(line: Line, first: int, last: int, end: int) -> bool:
    """Say whether a gathering is called after what it is for: "the AI for Rivers summit"."""
    named = any(line.form(index) == "for" for index in range(first + 1, last - 1))
    kinds = [noun.kind for noun in nouns_at(line, last)] if last == end - 1 else []
    return named and "Summit" in kinds


def _holds_title(line: Line, start: int, end: int) -> bool:
    """Say whether the tree puts an office before a name as its title: "Minister Airlangga"."""
    before = line.tokens[max(start - 1, 0)]
    own = before.deprel == "nmod:desc" and before.head == start and capitalised(before.text)
    plain = not any(nouns_at(line, index) for index in range(start, end))
    return own and plain and _is_title(line, start - 1)


def _is_officer(line: Line, start: int, end: int) -> bool:
    """Say whether words end in the office of whom a comma then names: "Privacy Commissioner"."""
    words = range(start, end - 1)
    body = any(is_a(noun.kind, "Organization") for at in words for noun in nouns_at(line, at))
    named = line.form(end) == "," and is_marked(line, end + 1, "PERSON")
    return named and not body and _is_title(line, end - 1)


def is_marked(line: Line, index: int, type_: str) -> bool:
    """Say whether the model takes a word for part of a name of that type."""
    return any(
        entity.type == type_ and entity.start <= index < entity.end
        for entity in line.sentence.entities
    )


def _is_title(line: Line, index: int) -> bool:
    """Say whether a word is an office: "MEP", "CEO"."""
    return any(noun.kind == "Person" and noun.scope for noun in nouns_at(line, index))


def _opens_body(line: Line, first: int, last: int) -> bool:
    """Say whether a word has its capital only as the first: "Trade ministry officials say"."""
    opens = first == 0 or line.kind(first - 1) == "quote"
    alone = last == first + 1 and last < len(line.tokens)
    body = alone and any(is_a(noun.kind, "Organization") for noun in nouns_at(line, last))
    return opens and body and line.tokens[last].text.islower()


def _opens_noun(line: Line, index: int) -> bool:
    """Say whether a word begins the noun for somebody: "[Trade] unionist Ada Lund"."""
    nouns = nouns_at(line, index + 1) if index + 1 < len(line.tokens) else ()
    plain = index + 1 < len(line.tokens) and line.tokens[index + 1].text.islower()
    return plain and any(cut(noun.lemma)[:-1] == (line.form(index),) for noun in nouns)


def is_several(line: Line, first: int, last: int) -> bool:
    """Say whether a plural of those who act has a capital: "other Allies", "House Democrats"."""
    alone = last == first + 1
    sitting = last == first + 2 and line.form(first) in role("chamber")
    plural = last <= len(line.tokens) and line.tokens[last - 1].xpos in ("NNS", "NNPS")
    plural &= alone or sitting
    return plural and any(noun.plural == "Group" for noun in nouns_at(line, last - 1))


def _is_spoken_of(line: Line, first: int, last: int, type_: str) -> bool:
    """Say whether what looks like a name is what was spoken of: "the Convention", "the Fund"."""
    lone = last == first + 1 and type_ == "ORGANIZATION" and line.form(first - 1) == "the"
    kinds = [noun.kind for noun in nouns_at(line, first)] if lone else []
    return any(fits(kind, _SPOKEN_OF) for kind in kinds if kind)


def is_code(line: Line, index: int) -> bool:
    """Say whether a word goes on with a name as numbers do: "Alva 2", "Sokil-3"."""
    token = line.tokens[index]
    joined = token.start == line.tokens[index - 1].end
    hyphen = token.text == "-" and index + 1 < len(line.tokens) and is_code(line, index + 1)
    unit = index > 1 and token.text.isupper() and line.tokens[index - 1].text.isdigit()  # "70B"
    version = token.text.lstrip("Vv")[:1].isdigit()
    return token.text.isdigit() or (joined and (hyphen or unit or version))


def is_number(line: Line, index: int) -> bool:
    """Say whether a word is a number in digits."""
    return line.tokens[index].text.isdigit()


@cache
def calendar() -> frozenset[str]:
    """Return the names of days and months, which name nothing else."""
    return frozenset(row["name"] for row in lexicon("months"))


def _goes_on(line: Line, index: int, hits: Sequence[Hit]) -> bool:
    """Say whether a capitalised word in mid-sentence is one more name of a person."""
    if not 0 < index < len(line.tokens) or line.heading:
        return False
    token = line.tokens[index]
    near = token.start == line.tokens[index - 1].end + 1
    taken = any(each.start <= index < each.end for each in line.sentence.entities) or any(
        hit.first <= index < hit.last for hit in hits
    )
    word = token.text[:1].isupper() and token.text.isalpha() and line.kind(index) == "open"
    named = word and token.text not in calendar() and not nouns_at(line, index)
    return near and named and not taken


def ends_later(line: Line, first: int, last: int, hits: Sequence[Hit]) -> bool:
    """Say whether a name with "for" or "of" in it goes on: "Centre for Open Data [Law]"."""
    inside = any(line.form(index) in role("inside name") for index in range(first, last))
    if not inside or last >= len(line.tokens) or line.heading:
        return False
    token = line.tokens[last]
    taken = any(each.start <= last < each.end for each in line.sentence.entities) or any(
        hit.first <= last < hit.last for hit in hits
    )
    person = any(noun.kind == "Person" for noun in nouns_at(line, last))
    near = token.start == line.tokens[last - 1].end + 1
    word = capitalised(token.text) and token.xpos in ("NN", "NNP") and token.text.isalpha()
    return near and word and token.text not in calendar() and not (taken or person)


def _is_second(line: Line, index: int) -> bool:
    """Say whether the tree joins a word to a lone one before it: "Ada Lund", taken for a town."""
    token = line.tokens[index]
    lone = token.head == index - 1 and line.tokens[index - 1].deprel == "appos"
    return lone and token.deprel == "flat" and token.upos == "PROPN"


def _is_head(line: Line, index: int, hits: Sequence[Hit]) -> bool:
    """Say whether a name only goes before a capitalised word, as the tree has it: "Data [Right]".

    Not so what a body makes, or whoever serves it.
    """
    if not _goes_on(line, index, hits):
        return False
    before, token = line.tokens[index - 1], line.tokens[index]
    beside = before.deprel == "compound" and before.head == index and token.upos == "PROPN"
    return beside and token.deprel in ("nsubj", "nmod:poss", "obj") and token.text.istitle()


def _is_compound(line: Line, index: int, type_: str) -> bool:
    """Say whether the tree has a word as the last of a body's name: "[Steppe] Mind"."""
    before, token = line.tokens[index - 1 : index + 1]
    joined = before.head == index and before.deprel == "compound"
    return type_ == "ORGANIZATION" and joined and token.upos == "PROPN"


def _is_half(line: Line, index: int, end: int) -> bool:
    """Say whether a hyphen goes on with the second half of a given name: "Chey Tae-won".

    The model's name ends before word `end`.
    """
    if line.form(index) != "-" or index + 1 >= len(line.tokens):
        return False
    before, hyphen, after = line.tokens[index - 1 : index + 2]
    joined = before.end == hyphen.start and hyphen.end == after.start
    word = after.xpos == "NNP" or after.upos == "PROPN" or after.deprel == "flat"
    name = word or capitalised(after.text) or end == index + 1
    return joined and name and line.form(index + 1) not in role("after a name")


def _trimmed(
    line: Line, start: int, end: int, type_: str, hits: Sequence[Hit]
) -> Iterator[tuple[int, int]]:
    """Yield the parts of a name: cut where an owner ends or a list goes on, lower case left out."""
    several = type_ in ("PERSON", "POLITY", "PLACE") or all(
        any(hit.first <= index < hit.last for hit in hits)
        for index in range(start, end)
        if line.tokens[index].upos == "PROPN"
    )
    begin = start
    for index in range(start, end + 1):
        firm = any(hit.first == begin and hit.last == index and _is_firm(hit) for hit in hits)
        joint = index < end and several and line.form(index) in ("and", ",", "&", "/")
        joint |= type_ == "ORGANIZATION" and _is_another(line, index, end)
        joint |= index < end and firm and line.form(index) in ("and", ",")
        joint |= begin < index < end - 1 and type_ in _NAMED_BY and _tells(line, index)
        if index == end or line.form(index) == "'s" or joint:
            first, last = begin, index
            while first < last and (
                not capitalised(line.tokens[first].text) or _goes_before(line, first, last, type_)
            ):
                first += 1
            while last > first and not (
                capitalised(line.tokens[last - 1].text)
                or (is_number(line, last - 1) and last - 1 > first)
                or (type_ == "PERSON" and line.form(last - 2) == "-" and last - 2 > first)
            ):
                last -= 1
            while last - first > 2 and type_ == "PERSON" and letters_after(line, last - 1):
                last -= 1
            told = index < end and type_ in _NAMED_BY and _tells(line, index)
            if last > first and not told:
                yield first, last
            begin = index + 1


def _is_another(line: Line, index: int, end: int) -> bool:
    """Say whether "and the" joins a body to another: "Ministry of Trade and the Road Service"."""
    words = line.tokens[index + 2 : min(index + 4, end)]
    apart = line.spells(index, ("and", "the")) and len(words) > 1
    return apart and all(capitalised(word.text) or word.text == "of" for word in words)


def _tells(line: Line, index: int) -> bool:
    """Say whether a plain noun tells what is named after it: "Basque AI [lab] Haizea"."""
    plain = line.tokens[index].text.islower() and line.tokens[index].xpos in ("NN", "NNP")
    kinds = [noun.kind for noun in nouns_at(line, index)] if plain else []
    return any(fits(kind, _TOLD) for kind in kinds) and capitalised(line.tokens[index + 1].text)


def _is_firm(hit: Hit) -> bool:
    return is_a(hit.surfaces[0].entity.kind, "Company")


def _goes_before(line: Line, first: int, last: int, type_: str) -> bool:
    """Say whether a word is no part of the name after it: "the", or somebody's office."""
    person = type_ == "PERSON" and last - first > 1
    called = _is_title(line, first) or _is_called(line, first)
    called |= last - first > 3 and any(
        cut(noun.lemma)[:-1] == (line.form(first),) for noun in nouns_at(line, first + 1)
    )
    office = person and last - first > 2 and called
    styled = person and line.form(first) in role("before a person")
    return office or styled or line.form(first) in role("before name")


def _is_called(line: Line, index: int) -> bool:
    """Say whether a word only tells what somebody is: "Retiree Ada Lund", "Farmer Bo Ek"."""
    return any(noun.plural == "Group" and noun.scope for noun in nouns_at(line, index))


def _is_longer(
    line: Line, first: int, last: int, type_: str, probability: float, hits: Sequence[Hit]
) -> bool:
    """Say whether a name of the model is another one than the known names inside it."""
    if any(hit.first <= first and hit.last >= last for hit in hits):
        return False
    if any(hit.first < first or hit.last > last for hit in hits):
        return False
    whole = [hit for hit in hits if hit.last == last and hit.last - hit.first > 1]
    if type_ == "PERSON" and any(is_a(hit.surfaces[0].entity.kind, "Person") for hit in whole):
        return False  # "at the Akorda Sherzod Shermatov" is nobody longer
    rest = [
        index
        for index in range(first, last)
        if not any(hit.first <= index < hit.last for hit in hits)
        and line.tokens[index].upos != "PUNCT"
    ]
    titles = all(
        line.tokens[index].upos in ("ADP", "DET", "CCONJ")
        or any(noun.kind == "Person" for noun in nouns_at(line, index))
        for index in rest
    )
    small = role("inside name") if _are_adjectives(line, last, hits) else frozenset[str]()
    small |= role("small in a name") if type_ == "PERSON" else frozenset[str]()
    trade = all(  # "Savanna Robotics" is in a business that everybody knows
        hit.last == last and is_a(hit.surfaces[0].entity.kind, "Technology") for hit in hits
    )
    field = trade and line.form(hits[0].first - 1) in role("complementing")
    small |= role("complementing") if field else frozenset[str]()  # "Oslo Observatory on AI"
    proper = all(
        capitalised(line.tokens[index].text) or line.form(index) in small
        for index in rest
        if index != first
    )
    named = field or all(line.tokens[index].upos == "PROPN" for index in range(first, last))
    towns = line.form(first - 1) == "the" and all(  # "the Oslo Ledger" is no town
        hit.first == first and is_town(hit) for hit in hits
    )
    least = _TRADE if trade else _SOME if towns else _LONE
    least = least if type_ == "ORGANIZATION" and named else _LONE
    return bool(rest) and not titles and proper and probability >= least


def is_town(hit: Hit) -> bool:
    """Say whether a known name is a town's, be it the seat of a government."""
    return hit.surfaces[0].how == "metonym" or hit.surfaces[0].entity.kind == "Place"


def _are_adjectives(line: Line, last: int, hits: Sequence[Hit]) -> bool:
    """Say whether known names are adjectives before the last words: "League of Arab Towns"."""
    return all(
        hit.surfaces[0].how == "demonym" and hit.last < last and line.form(hit.last) != "and"
        for hit in hits
    )
