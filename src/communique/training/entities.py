"""Entity types: what each corpus calls them, and what GUM's nested mentions say of names."""

import re
from collections.abc import Sequence
from functools import lru_cache

from communique.language.tables import read_table, values
from communique.resources import resource

TYPES = ("PERSON", "ORGANIZATION", "POLITY", "PLACE", "EVENT", "DOCUMENT", "SYSTEM")
SURE_NOTHING = "O"

# A corpus's own label to ours; a label without a row leaves its words out of the loss.
INVENTORIES: dict[str, dict[str, str]] = {
    "uner": {"PER": "PERSON", "ORG": "ORGANIZATION", "LOC": "PLACE"},
    "crossner": {
        "politician": "PERSON", "person": "PERSON", "researcher": "PERSON", "scientist": "PERSON",
        "organisation": "ORGANIZATION", "politicalparty": "ORGANIZATION",
        "university": "ORGANIZATION", "country": "POLITY", "location": "PLACE",
        "event": "EVENT", "election": "EVENT", "conference": "EVENT", "product": "SYSTEM",
    },
    "gum": {"person": "PERSON", "organization": "ORGANIZATION", "place": "PLACE",
            "event": "EVENT"},
}  # fmt: skip

Span = tuple[int, int, str]
_OPEN = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
_NAME_RELATIONS = {"flat", "compound", "amod", "nmod:unmarked", "nmod:poss", "nummod", "goeswith"}
_LINKS = {"of", "the", "for", "&", "-", "'s", "de", "la", "/", "’s", "–", ".", "and"}
_NOT_NAMES = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    "Saturday", "Sunday", "God", "Lord",
}  # fmt: skip
_TITLES = {
    "director", "chairman", "chair", "republican", "senator", "administrator", "president",
    "minister", "secretary", "king", "queen", "emperor", "prince", "princess", "pope",
    "governor", "mayor", "judge", "justice", "captain", "professor", "doctor", "dr.", "mr.",
    "mrs.", "ms.", "general", "colonel", "sergeant", "officer", "democrat", "chief", "ceo",
    "representative", "congressman", "speaker", "ambassador", "sir", "madam", "mom", "dad",
    "mother", "father", "lord", "muslim", "christian", "jew", "court",
}  # fmt: skip
_DOCUMENT = re.compile(
    r"(Act|Treaty|Agreement|Declaration|Accords?|Protocol|Convention|Charter|Constitution|Bill|"
    r"Resolution|Directive|Covenant|Pact|Memorandum|Communiqu[eé]|Amendment)$"
)


def gum_entities(rows: Sequence[Sequence[str]]) -> tuple[tuple[Span, ...], frozenset[int]]:
    """Return the names in a CoNLL-U sentence of GUM, and the tokens that may or may not be one.

    `rows` are the sentence's word lines. Names nested in a longer name are left out.
    """
    heads = [int(row[6]) - 1 for row in rows]
    found: list[Span] = []
    unsure: set[int] = set()
    for kind, first, last in _mentions(rows):
        tops = [at for at in range(first, last + 1) if not first <= heads[at] <= last]
        if not tops:
            continue
        top = tops[0]
        if rows[top][3] == "PROPN":
            start, end = _name(rows, heads, kind, (first, last, top))
        elif kind == "person" and (holder := _holder(rows, heads, top, last)):
            start, end = holder
        else:
            continue
        words = [row[1] for row in rows[start : end + 1]]
        if all(word in _NOT_NAMES or word.isdigit() for word in words):
            continue
        label = INVENTORIES["gum"].get(kind)
        if label == "PERSON" and (words[-1].lower() in _TITLES or rows[end][4] == "NNPS"):
            unsure |= set(range(start, end + 1))
        elif kind in ("object", "abstract") and _DOCUMENT.search(words[-1]) and end > start:
            found.append((start, end + 1, "DOCUMENT"))
        elif label:
            found.append((start, end + 1, typed(label, words)))
        else:
            unsure |= set(range(start, end + 1))
    names = _outermost(found)
    inside = {at for start, end, _ in names for at in range(start, end)}
    return names, frozenset(unsure - inside)


def typed(label: str, words: Sequence[str]) -> str:
    """Return the type of a name: a PLACE that is a country is a POLITY."""
    bare = " ".join(words).lower().removeprefix("the ").rstrip(".")
    return "POLITY" if label == "PLACE" and bare in _countries() else label


def _mentions(rows: Sequence[Sequence[str]]) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    open_: list[tuple[str, str, int]] = []
    for at, row in enumerate(rows):
        for mark in _OPEN.finditer(_entity_field(row[9])):
            if mark[1]:
                name, kind = mark[1].split("-")[:2]
                if mark[2]:
                    found.append((kind, at, at))
                else:
                    open_.append((name.split("[")[0], kind, at))
            else:
                name = mark[3].split("[")[0]
                for entry in reversed(open_):
                    if entry[0] == name:
                        open_.remove(entry)
                        found.append((entry[1], entry[2], at))
                        break
    return found


def _entity_field(misc: str) -> str:
    return next((f[7:] for f in misc.split("|") if f.startswith("Entity=")), "")


def _name(
    rows: Sequence[Sequence[str]], heads: list[int], kind: str, mention: tuple[int, int, int]
) -> tuple[int, int]:
    """Return the first and last word of the name around the head of a mention."""
    first, last, top = mention
    inside = {top}
    grown = True
    while grown:
        grown = False
        for at in range(first, last + 1):
            if at not in inside and heads[at] in inside and _belongs(rows, heads, kind, at):
                inside.add(at)
                grown = True
    start = end = top
    for at in sorted((a for a in inside if a < top), reverse=True):
        if any(row[1] not in _LINKS for row in rows[at + 1 : start]):
            break
        start = at
    for at in sorted(a for a in inside if a > top):
        if any(row[1] not in _LINKS for row in rows[end + 1 : at]):
            break
        end = at
    return start, end


def _holder(
    rows: Sequence[Sequence[str]], heads: list[int], top: int, last: int
) -> tuple[int, int] | None:
    """Return the name that follows an office which heads the mention: "the critic Louis Ehlert"."""
    end = top
    while end < last and rows[end + 1][3] == "PROPN" and top <= heads[end + 1] <= end:
        if rows[end + 1][7] != "flat":
            break
        end += 1
    return (top + 1, end) if end > top else None


def _belongs(rows: Sequence[Sequence[str]], heads: list[int], kind: str, at: int) -> bool:
    row = rows[at]
    if kind == "person":
        return row[7] in ("flat", "goeswith")
    if not (row[1][:1].isupper() or row[1][:1].isdigit()) or row[3] == "DET":
        return False
    if row[7] in _NAME_RELATIONS:
        return True
    marks = {r[1].lower() for r, head in zip(rows, heads, strict=True) if head == at}
    return (
        row[7] in ("nmod", "conj") and row[3] == "PROPN" and bool(marks & {"of", "and", "for", "&"})
    )


def _outermost(spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return tuple(sorted(kept))


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    names = set()
    for row in read_table(resource("data", "background", "countries.tsv")):
        names |= {row["name"], row["official"], *values(row["aliases"])}
    return frozenset(name.lower().removeprefix("the ").rstrip(".") for name in names if name)
