"""Names that the words beside them tell whole: "the group Open Air", "Tomorrow's Sea, a charity".

What a noun for a body stands before, or a gloss follows, is one name, though the model or a table
takes a part of it for something else.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from communique.ingest.gazetteer import Hit
from communique.ingest.kinds import fits, is_a
from communique.ingest.modelled import calendar
from communique.ingest.names import Line, capitalised
from communique.ingest.nouns import Noun, nouns_at
from communique.ingest.phrases import cut, role
from communique.ingest.runs import joined_end
from communique.language.tables import lexicon

_LONGEST_GLOSS = 8
_BODIES = ("Organization",)
_PAPER = "NewsOutlet"
_JOINED = ("appos", "flat", "nmod", "compound")
_NO_NOUN = ("VERB", "AUX", "PRON", "ADP", "PUNCT")


def apposed(line: Line, hits: Sequence[Hit]) -> Iterator[tuple[int, int, str]]:
    """Yield the first and last word of names that are told to be a body's, and its kind."""
    if line.title_case:
        return
    yield from _foreign(line, hits)
    for index in range(len(line.tokens) - 1):
        noun = _body(line, index)
        last = _end(line, index + 1, hits) if noun else index
        if noun and _is_name(line, index, last, noun, hits):
            yield index + 1, last, noun.kind
        about = gloss(line, index)
        noun = _body(line, about) if about >= 0 else None
        first = _start(line, index) if noun else index
        if noun and index - first > 1 and _is_odd(line, first, index, hits):
            yield first, index, noun.kind


def _foreign(line: Line, hits: Sequence[Hit]) -> Iterator[tuple[int, int, str]]:
    """Yield the names that a noun of another language begins: "Universidad de Lima"."""
    kinds = _foreign_heads()
    for index, token in enumerate(line.tokens):
        if token.text not in kinds:
            continue
        last = index + 1
        while last < len(line.tokens):
            end = last
            while end < last + 2 and line.form(end) in role("foreign particle"):
                end += 1
            if not _is_capital(line, end):
                break
            last = joined_end(line, end)
        before = line.form(index - 1) in role("foreign article") and _is_capital(line, index - 1)
        first = index - before
        known = any(hit.first <= index < hit.last and hit.last >= last for hit in hits)
        if last > index + 1 and not known:
            yield first, last, kinds[token.text]


@cache
def _foreign_heads() -> Mapping[str, str]:
    return {row["word"]: row["type"] for row in lexicon("foreign_heads")}


def gloss(line: Line, last: int) -> int:
    """Return the noun of "NAME, a Toronto start-up that ...", -1 without one.

    The name ends before word `last`.
    """
    for index in gloss_words(line, last):
        for noun in nouns_at(line, index):
            words = cut(noun.lemma)
            end = index + len(words) - 1 if "-" in words and line.spells(index, words) else index
            if line.form(end + 1) == "'s":
                continue  # "Trishul, the army's targeting system"
            beside = line.tokens[end].deprel in ("compound", "amod", "nmod:poss")
            if not beside or line.head(end) < last:
                return -1 if _speaks(line, end) else index
    return -1


def _speaks(line: Line, word: int) -> bool:
    """Say whether a noun is no gloss but who says it: "met Ada Lund, the agency reported"."""
    verb = line.head(word)
    doing = line.tokens[word].deprel == "nsubj" and verb == word + 1
    return doing and line.tokens[verb].xpos in ("VBD", "VBZ", "VBP")


def gloss_words(line: Line, last: int) -> Iterator[int]:
    """Yield the words after "NAME, a" up to what can be no part of a gloss of the name."""
    if line.form(last) != "," or line.form(last + 1) not in ("a", "an", "the"):
        return
    for index in range(last + 2, min(last + _LONGEST_GLOSS, len(line.tokens))):
        if line.tokens[index].upos in _NO_NOUN and line.form(index) != "-":
            return
        yield index


def _body(line: Line, index: int) -> Noun | None:
    """Return what the singular noun of a body says that it is, None where it is a name's."""
    plain = line.form(index) == line.tokens[index].text and line.tokens[index].xpos != "NNS"
    nouns = nouns_at(line, index) if plain else ()
    return next((noun for noun in nouns if fits(noun.kind, _BODIES)), None)


def _end(line: Line, first: int, hits: Sequence[Hit]) -> int:
    """Return where the capitalised words from `first` on end: "Workers for Peace"."""
    last = first
    while last < len(line.tokens):
        small = last > first and line.form(last) in role("inside name")
        inside = small and not _is_place(line, last + 1, hits)
        if _is_capital(line, last) or (inside and _is_capital(line, last + 1)):
            last += 1
        else:
            break
    return last


def _start(line: Line, last: int) -> int:
    """Return where the capitalised words before `last` begin: "No Tech for Hunger"."""
    first = last
    while first > 0:
        small = first < last and line.form(first - 1) in (*role("inside name"), "'s")
        small = small and not _is_person(line, first - 2, first - 1)
        if _is_capital(line, first - 1) or (small and _is_capital(line, first - 2)):
            first -= 1
        else:
            break
    return first + (first < last and line.form(first) in role("before name"))


def _is_capital(line: Line, index: int) -> bool:
    if not 0 <= index < len(line.tokens):
        return False
    text = line.tokens[index].text
    return capitalised(text) and text[:1].isalpha() and text not in calendar()


def _is_name(line: Line, noun: int, last: int, told: Noun, hits: Sequence[Hit]) -> bool:
    """Say whether the words after a noun are one name that no table has whole, nor its body."""
    first = noun + 1
    if last - first < 2 or any(hit.first == first and hit.last >= last for hit in hits):
        return False
    if told.kind == _PAPER:
        return True
    top = line.tokens[line.top(first, last)]
    joined = top.head in (noun, line.head(noun)) and top.deprel.split(":")[0] in _JOINED
    joined |= first <= line.head(noun) < last or (last - first > 2 and _is_mixed(line, first, last))
    bodies = (hit for hit in hits if hit.first == first and is_a(_kind(hit), "Organization"))
    return joined and not any(bodies) and not _is_person(line, first, last)


def _is_odd(line: Line, first: int, last: int, hits: Sequence[Hit]) -> bool:
    """Say whether capitalised words before a gloss are a name that the tree does not see as one."""
    words = range(first, last)
    known = any(hit.first < last and hit.last > first for hit in hits)
    owned = any(line.form(index) == "'s" and _is_named(line, index - 1) for index in words)
    opens = first == 0 and any(line.form(index) in ("of", "in") for index in words)
    mixed = _is_mixed(line, first, last)
    somebody = _is_person(line, first, last, longer=True)
    return mixed and not (known or owned or opens or somebody)


def _is_mixed(line: Line, first: int, last: int) -> bool:
    """Say whether words with capitals are not all proper names: "Hands Off Our Data"."""
    return any(line.tokens[index].upos != "PROPN" for index in range(first, last))


def _is_place(line: Line, index: int, hits: Sequence[Hit]) -> bool:
    """Say whether a place or polity is named from word `index` on, after an article or not."""
    found = any(hit.first == index and fits(_kind(hit), ("Polity", "Place")) for hit in hits)
    return found or any(
        entity.type in ("PLACE", "POLITY") and entity.start <= index < entity.end
        for entity in line.sentence.entities
    )


def _kind(hit: Hit) -> str:
    return hit.surfaces[0].entity.kind


def _is_person(line: Line, first: int, last: int, *, longer: bool = False) -> bool:
    """Say whether the model sees a person there, by more than a later name alone if `longer`."""
    return any(
        entity.type == "PERSON" and entity.start < last and entity.end > first
        for entity in line.sentence.entities
        if not longer or entity.start == first or entity.end - entity.start > 1
    )


def _is_named(line: Line, index: int) -> bool:
    return any(entity.start <= index < entity.end for entity in line.sentence.entities)
