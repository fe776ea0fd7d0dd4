"""Whom and what an article introduces: names that background lacks, and short forms of all names.

A name holds for the whole article: what one sentence tells of it ("Quiltbyte, a Toronto start-up")
counts in all, and a surname, a first word or an abbreviation stands for the one who bears it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from communique.ingest.abbreviations import abbreviations, spelt_out
from communique.ingest.background import Background
from communique.ingest.heads import is_public, told_by_words
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, is_closed, spelled
from communique.ingest.personal import is_styled
from communique.ingest.phrases import role
from communique.ingest.somebody import is_somebody
from communique.ingest.spotting import Spot
from communique.ingest.surnames import Words, plain_name, surnames
from communique.ingest.votes import (
    FROM_CONTEXT,
    TOLD,
    Votes,
    add,
    owning,
    vote,
)
from communique.model import Entity
from communique.vocab import slug

_CODED = re.compile(r" ([/.]) (?=[A-Z]?\d|[A-Z]\b)")
"""What joins the parts of a number: "A/78/L.49"."""
_ENOUGH, _SOME = 0.5, 0.3
_BODY = "Organization"


def acquaint(
    lines: Sequence[Line], spots: Sequence[Sequence[Spot]], background: Background, published: str
) -> Mapping[Words, Entity]:
    """Return what stands for whom in an article, by the words as the article writes them.

    `spots` are those of each line. Names that could be several are left out.
    """
    votes: dict[Words, Votes] = defaultdict(dict)
    known: dict[Words, Entity] = {}
    owners: dict[Words, str] = {}
    pointed: set[Words] = set()
    for line, group in zip(lines, spots, strict=True):
        for spot in group:
            words = _words(line, spot.first, spot.last)
            if line.form(spot.first - 1) == "the":
                pointed.add(words)
            if not spot.surfaces:
                vote(votes[words], line, spot, group)
                if kind := owning(line, spot):
                    owners[words] = kind
            elif len(spot.surfaces) == 1 and spot.surfaces[0].how == "name":
                known[words] = spot.surfaces[0].entity
    styled = _styled(lines, spots)
    leaders = _leaders(votes, background, published) if published else {}
    new: dict[Words, Entity] = {}
    for words, counts in sorted(votes.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        kind = _settled(words, counts, owners.get(words, ""), known | new, background)
        kind = "" if words in leaders and _is_taken(kind, counts) else kind
        whole = _shortened(words, kind, new) or _surnamed(words, kind, known | new, background)
        whole = whole or (_common(words, kind, known | new) if words in pointed else None)
        whole = whole or _begun(words, kind, known | new)
        if kind and whole:
            new[words] = whole
        elif kind and (kind != "Person" or len(words) > 1 or words in styled):
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


def _styled(lines: Sequence[Line], spots: Sequence[Sequence[Spot]]) -> frozenset[Words]:
    """Return the lone names that words make somebody's: "Mrs Justice Lund", "Budi, a driver"."""
    return frozenset(
        _words(line, spot.first, spot.last)
        for line, group in zip(lines, spots, strict=True)
        for spot in group
        if spot.last - spot.first == 1
        if is_styled(line, spot.first) or is_somebody(line, spot)
    )


def _settled(
    words: Words, counts: Votes, owner: str, named: Mapping[Words, Entity], background: Background
) -> str:
    """Return the kind of a name, "" for the surname of somebody named of whom no word tells more.

    `owner` is what it would be as whoever has a head.
    """
    surname = len(words) == 1 and _is_surname(words, named, background)
    if owner and not surname:
        add(counts, owner, TOLD)
    return "" if surname and max(counts.values(), default=0.0) < TOLD else _kind(words, counts)


def _is_taken(kind: str, counts: Votes) -> bool:
    """Say whether only the model takes a name for a body or a system."""
    return kind in FROM_CONTEXT and max(counts.values()) < TOLD


def _is_surname(words: Words, named: Mapping[Words, Entity], background: Background) -> bool:
    """Say whether somebody of the article is called so, which outweighs what the model takes."""
    return any(
        entity.kind == "Person" and len(whole) > 1 and words in surnames(whole, entity, background)
        for whole, entity in named.items()
    )


def _words(line: Line, first: int, last: int) -> Words:
    return tuple(token.text for token in line.tokens[first:last])


def _kind(words: Words, counts: Votes) -> str:
    """Return what kind of thing a name is, "" when that is not clear enough."""
    if len(words) == 1 and words[0].lower() in role("no name"):
        return ""
    counts = dict(counts)
    if told := told_by_words(words, person="Person" in counts):
        add(counts, told, TOLD)
    exact = {kind: count for kind, count in counts.items() if count >= TOLD}
    if exact:
        return max(sorted(exact), key=lambda kind: exact[kind])
    if not counts:
        return ""
    best = max(sorted(counts), key=lambda kind: counts[kind])
    best, sure = ("GovernmentBody" if best == _BODY and is_public(words) else best), counts[best]
    return best if sure >= (_ENOUGH if len(words) == 1 else _SOME) else ""


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
    return _CODED.sub(r"\1", name)


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
    """Return the one firm or society whose name a word begins: "Stability" of Stability AI."""
    if len(words) > 1 or not is_a(kind, "Organization") or not _is_free(words, {}):
        return None
    found = {
        entity.id: entity
        for other, entity in longer.items()
        if other[:1] == words and len(other) > 1 and spelled(other[1]) != "'s"
        if is_a(entity.kind, "Organization") and not is_a(entity.kind, "GovernmentBody")
    }
    return next(iter(found.values())) if len(found) == 1 else None


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
        and (kind := _kind(words, counts)) in ("Person", *FROM_CONTEXT)
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
