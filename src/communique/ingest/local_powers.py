"""Who acts for a place that is no state of the world: "the Kerala government", "Hubei province".

A region is a polity where it acts by its own name, a town is its government; bodies of either
("Colorado's attorney general's office") have a key of their own, and are not those of the state.
"""

from collections.abc import Iterator

from communique.ingest.background import Background
from communique.ingest.kinds import is_a
from communique.ingest.metonyms import acting
from communique.ingest.modelled import is_marked
from communique.ingest.names import Line, Name, capitalised
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role
from communique.model import Entity
from communique.vocab import slug

_BODY, _POLITY, _PLACE = "GovernmentBody", "Polity", "Place"
_SURE = 0.9


def find_local_powers(line: Line, background: Background) -> Iterator[Name]:
    """Yield the regions and towns that act in a line, and the bodies that places have."""
    taken = 0
    for index in range(len(line.tokens)):
        found = _body(line, index, background) or _unit(line, index)
        if found and found.first >= taken:
            taken = found.last
            yield found


def _body(line: Line, index: int, background: Background) -> Name | None:
    """Return the body that a noun names and a place before or after it owns."""
    nouns = nouns_at(line, index)
    governing = role("government") - role("the sides")
    governs = any(noun.lemma.split()[-1] in governing for noun in nouns)
    body = governs or any(noun.kind == _BODY for noun in nouns)
    covered = line.covering(index)
    if (
        not body
        or (covered and covered.entities[0].known)
        or line.tokens[index].deprel == "compound"
    ):
        return None
    longest = max(len(noun.lemma.replace("'", " '").split()) for noun in nouns)
    start = index + 1 - longest
    while start > 0 and (_is_level(line, start - 1) or _is_field(line, start - 1)):
        start -= 1
    owner = _place_before(line, start, governs=governs)
    levels = any(_is_level(line, at) for at in range(start, index))
    if owner and (levels or not _is_seat(line, owner, background)):
        own = line.words(owner.first, index + 1)
        return _named(line, owner.first, index + 1, own, owner, _BODY)
    there = line.form(index) in role("those there") and line.form(index + 1) == "in"
    owner = line.starting(index + 2) if there else _place_after(line, index + 1, new=governs)
    if owner and there and not (_is_place(line, owner) and not _is_seat(line, owner, background)):
        return None
    if owner and (governs or there):
        last = owner.last + (line.form(owner.last) in role("local unit"))
        own = f"{line.words(owner.first, last)} {line.words(start, index + 1)}"
        return _named(line, start, last, own, owner, _BODY)
    return None


def _is_level(line: Line, index: int) -> bool:
    """Say whether a word tells that a body is of no state: "the [provincial] government"."""
    return line.form(index) in role("local level") | role("local unit")


def _is_field(line: Line, index: int) -> bool:
    """Say whether a word tells what a body is for: "Bavaria's [digital] ministry"."""
    token = line.tokens[index]
    return token.upos in ("ADJ", "NOUN") and token.text.islower() and line.free(index, index + 1)


def _unit(line: Line, index: int) -> Name | None:
    """Return the province or town that acts: "Hubei province", "the city of Turin", "Alberta"."""
    if line.form(index) in role("local unit"):
        kind = _BODY if line.form(index) in role("town") else _POLITY
        before = None if _is_any_state(line, index) else _place_before(line, index)
        owner = before or _place_after(line, index + 1, new=True)
        whole = line.covering(index)
        if owner is None or (whole and whole != owner and whole.entities[0].known):
            return None
        first, last = min(owner.first, index), max(owner.last, index + 1)
        named = line.words(owner.first, owner.last)
        return _named(line, first, last, named, owner, kind) if _acts(line, first, last) else None
    name = line.starting(index)
    place = name and name.how == "name" and name.fitting((_PLACE,))
    bare = name and place and place.known and not line.heading
    if not name or not place or not bare or not _acts(line, name.first, name.last):
        return None
    verb = line.tokens[line.head(line.top(name.first, name.last))]
    if verb.lemma in role("of a place"):
        return None
    return _named(line, name.first, name.last, place.name, name, _POLITY)


def _is_any_state(line: Line, index: int) -> bool:
    """Say whether "state" tells that a country is meant by where it lies: "the Baltic state"."""
    articles = line.below(index, "det")
    return line.tokens[index].text == "state" and bool(articles)


def _acts(line: Line, first: int, last: int) -> bool:
    """Say whether the words are who does something, and not where it is."""
    top = line.top(first, last)
    if line.tokens[top].deprel not in ("nsubj", "obl:agent", "conj"):
        return False
    first_of = line.head(top) if line.tokens[top].deprel == "conj" else top
    subject = line.tokens[first_of].deprel in ("nsubj", "obl:agent")
    verb = line.head(first_of)
    still = line.tokens[verb].upos != "VERB" or line.tokens[verb].lemma in role("situated")
    return subject and not still and acting(line, first, last) > 0


def _place_before(line: Line, end: int, *, governs: bool = False) -> Name | None:
    """Return the place whose name ends right before a word: "Kerala" "'s"."""
    end -= line.form(end - 1) in ("'s", "s'", "'")
    name = line.ending(end)
    if name is None:
        proper = governs and end > 0 and _is_unnamed(line, end - 1)
        return line.name(end - 1, end, (_place(line, end - 1, end),), "name") if proper else None
    if not _is_place(line, name, governs=governs):
        return None
    return _as_place(line, name)


def _as_place(line: Line, name: Name) -> Name:
    """Return the name as that of a place, which it is to be even if it was taken for a firm's."""
    if name.fitting((_PLACE,)):
        return name
    where = _place(line, name.first, name.last)
    return line.name(name.first, name.last, (where,), "name")


def _is_seat(line: Line, name: Name, background: Background) -> bool:
    """Say whether a place is where a state's government sits, so that it may be that: "Paris"."""
    words = [token.text for token in line.tokens[name.first : name.last]]
    hit = background.gazetteer.longest(words, 0)
    return hit is not None and any(each.how == "metonym" for each in hit.surfaces)


def _place_after(line: Line, of: int, *, new: bool = False) -> Name | None:
    """Return the place after "of": "the government of [Sindh]"; `new`: if nothing else names it."""
    if line.form(of) != "of":
        return None
    start = of + 1 + (line.form(of + 1) == "the")
    while line.form(start) in role("local unit") | {"of"}:
        start += 1
    name = line.starting(start)
    last = start
    while new and last < len(line.tokens) and _is_free(line, last):
        last += 1
    if (
        name is None
        and last > start
        and not line.covering(last)
        and capitalised(line.tokens[start].text)
    ):
        return line.name(start, last, (_place(line, start, last),), "name")
    if name is None or not _is_place(line, name, governs=new):
        return None
    return _as_place(line, name)


def _is_place(line: Line, name: Name, *, governs: bool = False) -> bool:
    entity = name.entities[0]
    if is_a(entity.kind, _PLACE):
        return name.how == "name" and not line.heading
    region = line.words(name.first, name.last).lower() in role("of a region")
    new = is_a(entity.kind, "Organization") and not entity.known  # taken for a firm's name
    return governs and (region or new) and capitalised(line.tokens[name.first].text)


def _is_free(line: Line, index: int) -> bool:
    """Say whether a word is of a name that nobody has found, and no person's."""
    named = line.covering(index) is not None or is_marked(line, index, "PERSON")
    return line.tokens[index].upos == "PROPN" and not named


def _is_unnamed(line: Line, index: int) -> bool:
    """Say whether a word that no name covers is a region's: "the [Flemish] government"."""
    token = line.tokens[index]
    proper = _is_free(line, index) and token.text.istitle() and line.form(index - 1) == "the"
    region = line.form(index) in role("of a region") and line.covering(index) is None
    return region or (proper and not line.heading)


def _place(line: Line, first: int, last: int) -> Entity:
    words = line.words(first, last)
    return Entity(_PLACE, slug(words), words)


def _named(line: Line, first: int, last: int, own: str, owner: Name, kind: str) -> Name:
    key = slug(own.replace("'s", ""))
    called = line.words(first, last) if kind == _BODY else own
    entity = Entity(kind, key, called)
    # "the Okafor government" may have a leader's name as well as a place's
    inner = (owner,) if kind == _BODY and owner in line.names else ()
    return line.name(first, last, (entity,), "name", probability=_SURE, inner=inner)
