"""Whom and what an article introduces: names that background lacks, and short forms of all names.

A name holds for the whole article: what one sentence tells of it ("Quiltbyte, a Toronto start-up")
counts in all, and a surname, a first word or an abbreviation stands for the one who bears it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache

from communique.ingest.abbreviations import abbreviations, spelt_out
from communique.ingest.background import Background
from communique.ingest.heads import is_public, told_by_words
from communique.ingest.humans import is_titled
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, capitalised, is_closed, spelled
from communique.ingest.personal import is_styled
from communique.ingest.phrases import role
from communique.ingest.recalled import beside_firms, recalled
from communique.ingest.somebody import is_somebody
from communique.ingest.spotting import Spot
from communique.ingest.surnames import Words, plain_name, surnames
from communique.ingest.testimony import decided, witnessed
from communique.ingest.votes import FROM_CONTEXT, TOLD, Votes, add, owning, vote
from communique.language.tables import lexicon
from communique.model import Entity
from communique.vocab import slug

_CODED = re.compile(r" ([/.]) (?=[A-Z]?\d|[A-Z]\b)")
"""What joins the parts of a number: "A/78/L.49"."""
_ENOUGH, _SOME, _OFTEN = 0.5, 0.3, 1.2
_BODY = "Organization"
_UNIT = re.compile(r"(-\d+) ([A-Z])\b")
"""A version with its unit, as the words of a text have it apart: "Tindra-70 B"."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the mentions of each name of an article tell, and whom background knows by which.

    `owners` are those who have a head and the like, `hints` is what speaks for a kind without
    saying it. `pointed` have "the" before them, `located` a word for where somebody is, `titled`
    an office or another capital, `styled` are lone and somebody's: "Mrs Lund", "Budi, a driver".
    """

    votes: dict[Words, Votes] = field(default_factory=lambda: defaultdict(dict))
    known: dict[Words, Entity] = field(default_factory=dict)
    owners: dict[Words, str] = field(default_factory=dict)
    hints: dict[Words, Votes] = field(default_factory=lambda: defaultdict(dict))
    pointed: set[Words] = field(default_factory=set)
    located: set[Words] = field(default_factory=set)
    titled: set[Words] = field(default_factory=set)
    styled: set[Words] = field(default_factory=set)

    def beside(self, line: Line, spot: Spot, words: Words) -> None:
        """Take in what stands beside a mention of a name."""
        first = spot.first
        if line.form(first - 1) == "the":
            self.pointed.add(words)
        if line.form(first - 1) in role("located"):
            self.located.add(words)
        capital = first > 1 and capitalised(line.tokens[first - 1].text)  # "Project Nimbus"
        if capital or is_titled(line, first):
            self.titled.add(words)
        if len(words) == 1 and (is_styled(line, first) or is_somebody(line, spot)):
            self.styled.add(words)


def acquaint(
    lines: Sequence[Line], spots: Sequence[Sequence[Spot]], background: Background, published: str
) -> Mapping[Words, Entity]:
    """Return what stands for whom in an article, by the words as the article writes them.

    `spots` are those of each line. Names that could be several are left out.
    """
    heard = _hear(lines, spots)
    votes, known = heard.votes, heard.known
    famous = _famous(background)
    leaders = _leaders(votes, background, published) if published else {}
    new: dict[Words, Entity] = {}
    for words, counts in sorted(votes.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        hint = _hinted(words, counts, heard, famous)
        owner = heard.owners.get(words, "")
        kind = _settled(words, counts, owner, hint, known | new, background)
        kind = "" if words in leaders and _is_taken(kind, counts) else kind
        if max(counts.values(), default=0.0) < TOLD and words not in heard.located:
            kind = "Organization" if _begun(words, "Organization", new) else kind
        whole = _shortened(words, kind, new) or _surnamed(words, kind, known | new, background)
        whole = whole or (_common(words, kind, known | new) if words in heard.pointed else None)
        whole = whole or _begun(words, kind, known | new)
        if kind and whole:
            new[words] = whole
        elif kind and (kind != "Person" or len(words) > 1 or words in heard.styled):
            new[words] = _entity(words, kind)
    new |= spelt_out(lines, new, known, background)
    named = known | new
    short = _unique(
        (form, entity)
        for words, entity in named.items()
        for form in _short_forms(words, entity, background)
    )
    taught = {form: each for form, each in short.items() if _is_free(form, named)}
    return leaders | taught | new | dict(abbreviations(lines, named))


def _hear(lines: Sequence[Line], spots: Sequence[Sequence[Spot]]) -> _Heard:
    """Return what all mentions of all names tell."""
    heard = _Heard()
    for line, group in zip(lines, spots, strict=True):
        for spot in group:
            words = _words(line, spot.first, spot.last)
            heard.beside(line, spot, words)
            if not spot.surfaces:
                vote(heard.votes[words], line, spot, group)
                if kind := owning(line, spot):
                    heard.owners[words] = kind
            elif len(spot.surfaces) == 1 and spot.surfaces[0].how == "name":
                heard.known[words] = spot.surfaces[0].entity
        for spot, kind, weight in (*witnessed(line, group), *beside_firms(line, group)):
            add(heard.hints[_words(line, spot.first, spot.last)], kind, weight)
    for line, (spot, kind, weight) in recalled(lines, spots):
        add(heard.hints[_words(line, spot.first, spot.last)], kind, weight)
    return heard


def _settled(
    words: Words,
    counts: Votes,
    owner: str,
    hint: str,
    named: Mapping[Words, Entity],
    background: Background,
) -> str:
    """Return the kind of a name, "" for the surname of somebody named of whom no word tells more.

    `owner` is what it would be as whoever has a head, `hint` what other words speak for.
    """
    surname = len(words) == 1 and _is_surname(words, named, background)
    if owner and not surname:
        add(counts, owner, TOLD)
    if surname:
        return "" if max(counts.values(), default=0.0) < TOLD else _kind(words, counts)
    return _kind(words, counts, hint)


def _hinted(words: Words, counts: Votes, heard: _Heard, famous: AbstractSet[str]) -> str:
    """Return the kind that other words than nouns for it speak for, "" if none.

    Little is enough to tell that a lone name of nobody `famous` is no human being's.
    """
    if words in heard.styled & heard.titled:
        return ""
    lone = _is_bare(words, counts) and words[0] not in famous and words not in heard.styled
    hint = decided(heard.hints[words], _SOME if lone else 1.0)
    if not hint and "Organization" in counts:
        some = decided(heard.hints[words], _ENOUGH)
        hint = some if is_a(some, "Organization") else ""
    return hint or ("Organization" if lone and _is_no_human(words, counts, heard) else "")


def _is_bare(words: Words, counts: Votes) -> bool:
    """Say whether only the model takes a lone name for a human being's, as texts name nobody."""
    best = _likeliest(counts)
    return len(words) == 1 and best == "Person" and counts[best] < TOLD


def _is_no_human(words: Words, counts: Votes, heard: _Heard) -> bool:
    """Say whether a name is said often of nobody whom a text calls by a full name or a title."""
    parts = {word for whole in (*heard.votes, *heard.known) if len(whole) > 1 for word in whole}
    often = counts["Person"] >= _OFTEN and not words[0].isupper()
    return often and words[0] not in parts and words not in heard.titled


def _famous(background: Background) -> set[str]:
    """Return the first and last names of those whom background knows."""
    people = (t.entity.name.split() for t in background.things if is_a(t.entity.kind, "Person"))
    return {word for names in people for word in (names[0], names[-1])}


def _is_taken(kind: str, counts: Votes) -> bool:
    """Say whether only the model takes a name for a body or a system."""
    taken = kind in FROM_CONTEXT or is_a(kind, "Organization")
    return taken and max(counts.values()) < TOLD


def _is_surname(words: Words, named: Mapping[Words, Entity], background: Background) -> bool:
    """Say whether somebody of the article is called so, which outweighs what the model takes."""
    return any(
        entity.kind == "Person" and len(whole) > 1 and words in surnames(whole, entity, background)
        for whole, entity in named.items()
    )


def _words(line: Line, first: int, last: int) -> Words:
    return tuple(token.text for token in line.tokens[first:last])


def _kind(words: Words, counts: Votes, hinted: str = "") -> str:
    """Return what kind of thing a name is, "" when that is not clear enough.

    `hinted` is what the words around it speak for, where none tells.
    """
    if len(words) == 1 and words[0].lower() in role("no name"):
        return ""
    counts = dict(counts)
    if told := told_by_words(words, person="Person" in counts):
        add(counts, told, TOLD)
    exact = {kind: count for kind, count in counts.items() if count >= TOLD}
    if exact:
        return max(sorted(exact), key=lambda kind: exact[kind])
    if hinted and not any(is_a(kind, hinted) for kind in counts):
        return hinted
    if not counts:
        return ""
    best = _likeliest(counts)
    best, sure = ("GovernmentBody" if best == _BODY and is_public(words) else best), counts[best]
    return best if sure >= (_ENOUGH if len(words) == 1 else _SOME) else ""


def _likeliest(counts: Votes) -> str:
    """Return the kind that most speaks for, "" if nothing speaks for any."""
    return max(sorted(counts), key=lambda kind: counts[kind], default="")


def _entity(words: Words, kind: str) -> Entity:
    name = _joined(plain_name(words) if kind == "Person" else words)
    return Entity(kind, slug(name) or name, name)


def _joined(words: Words) -> str:
    """Return words as a name is written: hyphens, apostrophes and marks close up."""
    name = " ".join(words)
    for before, after in (
        (" - ", "-"),
        (" 's", "'s"),
        (" ’s", "’s"),
        (" ,", ","),
        (" '", "'"),
        (" ’", "’"),
    ):
        name = name.replace(before, after)
    return _UNIT.sub(r"\1\2", _CODED.sub(r"\1", name))


def _shortened(words: Words, kind: str, longer: Mapping[Words, Entity]) -> Entity | None:
    """Return the one whose name these words begin: "Maputo Accord", "Oslo Centre" for Data."""
    body = is_a(kind, _BODY)
    if not (body or fits(kind, ("Instrument", "Summit"))) or len(words) < 2:
        return None
    found = {
        entity.id: entity
        for other, entity in longer.items()
        if is_a(entity.kind, kind) and len(other) > len(words) and other[: len(words)] == words
        if not body or other[len(words)] in role("complementing")
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _common(words: Words, kind: str, longer: Mapping[Words, Entity]) -> Entity | None:
    """Return the one body that "the University" is short for: its name begins or ends so."""
    if len(words) > 1 or not is_a(kind, "Organization"):
        return None
    found = {
        entity.id: entity
        for other, entity in longer.items()
        if len(other) > 1 and words[0] in (other[0], other[-1]) and is_a(entity.kind, kind)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _begun(words: Words, kind: str, longer: Mapping[Words, Entity]) -> Entity | None:
    """Return the one firm or society whose name begins so: "Stability" of Stability AI.

    Several words may only lack what says what it is: "Tindra Nord" of Tindra Nord GmbH.
    """
    if not is_a(kind, "Organization") or not _is_free(words, {}):
        return None
    size = len(words)
    found = {
        entity.id: entity
        for other, entity in longer.items()
        if other[:size] == words and len(other) > size and spelled(other[size]) != "'s"
        if size == 1 or (len(other) == size + 1 and other[size] in _legal_forms())
        if is_a(entity.kind, "Organization") and not is_a(entity.kind, "GovernmentBody")
    }
    return next(iter(found.values())) if len(found) == 1 else None


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("institutions") if row["type"] == "Company")


def _surnamed(
    words: Words, kind: str, named: Mapping[Words, Entity], background: Background
) -> Entity | None:
    """Return the one person whose family name these several words are: "Bogdan-Martin"."""
    if kind != "Person" or len(words) == 1:
        return None
    found = {
        entity.id: entity
        for other, entity in named.items()
        if entity.kind == kind and len(other) > len(words)
        for form in (*surnames(other, entity, background), other[-len(words) :])
        if form == words
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _short_forms(words: Words, entity: Entity, background: Background) -> Iterator[Words]:
    if is_a(entity.kind, "Person") and len(words) > 1:
        yield from surnames(words, entity, background)
    elif len(words) > 1 and not entity.known and is_a(entity.kind, "Organization"):
        owned = spelled(words[1]) == "'s"
        yield from () if owned or is_a(entity.kind, "GovernmentBody") else (words[:1],)


def _unique(pairs: Iterable[tuple[Words, Entity]]) -> dict[Words, Entity]:
    found: dict[Words, dict[str, Entity]] = defaultdict(dict)
    for form, entity in pairs:
        found[form][entity.id] = entity
    return {form: next(iter(group.values())) for form, group in found.items() if len(group) == 1}


def _is_free(form: Words, named: Mapping[Words, Entity]) -> bool:
    """Say whether a short form is nobody's own name, and long enough to be told from a word."""
    word = form[0].lower() in role("no name") or is_closed(form[0])
    return form not in named and len(form[-1]) > 1 and not word


def _leaders(
    votes: Mapping[Words, Votes], background: Background, published: str
) -> dict[Words, Entity]:
    """Return heads of state and government whom the article names by surname only.

    Such a name may seem that of a body to the model, but not if the text tells that it is.
    """
    found: list[tuple[Words, Entity]] = []
    wanted = {
        words[0]
        for words, counts in votes.items()
        if len(words) == 1
        and words[0].lower() not in role("no name")
        and (kind := _kind(words, counts) or _likeliest(counts)) in ("Person", *FROM_CONTEXT)
        and (kind == "Person" or max(counts.values(), default=0.0) < TOLD)
    }
    for tenure in background.tenures if wanted else ():
        leads = tenure.title.lower() in role("leading office") and tenure.holds_on(published)
        thing = background.find(tenure.person, "Person") if leads else None
        if thing:
            spellings = (thing.entity.name, *thing.cell("aliases"))
            found += [
                (form, thing.entity)
                for spelling in spellings
                for form in surnames(tuple(spelling.split()), thing.entity, background)
                if form[0] in wanted
            ]
    return _unique(found)
