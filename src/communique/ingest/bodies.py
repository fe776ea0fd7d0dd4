"""Bodies that a polity makes definite: "the Dutch trade ministry", "South Korea's embassy".

Those that background knows by such words are in the gazetteer, or found there with the polity's
own adjective; the others get a key of their own. A government is the polity itself.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from communique.ingest.administrations import led_polity
from communique.ingest.background import Background
from communique.ingest.forces import BODY, as_force
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, Name, antecedent, spelled
from communique.ingest.nouns import HELD, Phrase, noun_phrase, nouns_at
from communique.ingest.phrases import role
from communique.model import Entity, Fact
from communique.vocab import slug

_RULE = "body"
_SURE = 0.95
_SOCIETY = "CivilSocietyOrganization"


def find_bodies(line: Line, background: Background) -> Iterator[Name]:
    """Yield the bodies of polities in a line."""
    for index in range(len(line.tokens)):
        covered = line.covering(index)
        if covered and covered.how != "demonym":
            continue
        for noun in nouns_at(line, index):
            governs = noun.lemma in role("government")
            phrase = as_force(line, noun_phrase(line, index, noun))
            one = not phrase.plural or _is_force(line, phrase)
            body = noun.kind == "GovernmentBody" or (phrase.plural and one)
            if not (governs or body) or _is_held(line, index):
                continue
            owner = _owner(line, phrase)
            alone = noun.lemma in role("seat alone") and owner and owner.last == index
            if owner and one and not alone:
                yield _body(line, phrase, owner, background, governs=governs)
                break


def _is_force(line: Line, phrase: Phrase) -> bool:
    """Say whether a plural is one body of its state: "Kenyan police", "Kenyan prosecutors"."""
    told = phrase.last == phrase.end and not line.below(phrase.head, "nummod")
    return phrase.kind == BODY or (told and phrase.noun.lemma in role("prosecuting"))


def _is_held(line: Line, index: int) -> bool:
    """Say whether a noun is the office of a person named beside it: "its commissioner, Lund,"."""
    held = any(noun.scope in HELD for noun in nouns_at(line, index))
    beside = line.starting(index + 1 + (line.form(index + 1) == ","))
    return held and beside is not None and beside.fitting(("Person",)) is not None


def find_organs(line: Line, background: Background) -> Iterator[Name]:
    """Yield unknown names that say of what they are an organ: "Executive Council of the AU"."""
    words = [token.text for token in line.tokens]
    for name in line.names:
        if name.how not in ("name", "learned") or name.entities[0].known:
            continue
        for index in range(name.first + 1, name.last - 1):
            first = index + 1 + (line.form(index + 1) == "the")
            organ = line.form(index) == "of" and _is_organ(line, name, index)
            hit = background.gazetteer.longest(words, first) if organ else None
            named = hit and len(hit.surfaces) == 1 and hit.surfaces[0].how == "name"
            if hit and named and hit.last == name.last:
                whole = line.name(first, name.last, (hit.surfaces[0].entity,), "name")
                if name.fitting(("Organization",)) and whole.fitting(("Organization", "Polity")):
                    known = _known(line, name.first, index, whole.entities[0], background)
                    entities = (known,) if known else name.entities
                    yield replace(name, how="name", entities=entities, inner=(whole,))


def _is_organ(line: Line, name: Name, of: int) -> bool:
    """Say whether what stands before "of" is an organ: "Council", "Ministry of Foreign Affairs"."""
    office = line.form(name.first) in role("organ") and name.fitting(("GovernmentBody",))
    return line.form(of - 1) in role("organ") or bool(office)


def body_facts(
    line: Line, background: Background, titles: Collection[tuple[int, int]]
) -> Iterator[tuple[Fact, Entity]]:
    """Yield whose bodies they are, where the words of a name say so: the fact, and whose.

    A name that is part of one of `titles`, given by its first and last words, says nothing.
    """
    for name in line.names:
        if any(start < name.last and name.first < end for start, end in titles):
            continue
        body = name.fitting(("GovernmentBody",) if name.how == "title" else ("Organization",))
        apart = any(line.form(index) in role("apart") for index in range(name.first, name.last))
        sent = line.form(name.last - 1) in role("sent abroad") and line.form(name.last) == "in"
        apart &= not sent  # "China's embassy in Ottawa"
        apart |= line.form(name.last - 1) in role("those in power")
        if not body or apart or name.how not in ("name", "title"):
            continue
        home = _home(line, name, body, background)
        if home:
            passage = line.passage(name.first, name.last)
            fact = Fact(
                body.id,
                "partOf",
                home.id,
                value_is_entity=True,
                passage=passage,
                confidence=_SURE,
                extracted_by=_RULE,
            )
            yield fact, home


def _home(line: Line, name: Name, body: Entity, background: Background) -> Entity | None:
    """Return the polity that a body's name, or the owner before it, spells out."""
    wanted = ("Polity",) if name.how == "title" else ("Polity", "Organization", "Group")
    inside = [n.entities[0] for n in name.inner if fits(n.entities[0].kind, wanted)]
    if whole := _spelt_whole(line, name, body, background):
        return whole
    governing = is_a(body.kind, "GovernmentBody")
    # a "Ministry of Law and Justice" is of no party of that name
    inside = [each for each in inside if not (governing and is_a(each.kind, _SOCIETY))]
    if inside or not governing:
        return inside[0] if inside else None
    if led := led_polity(body.name, background):
        return led
    before = line.ending(name.first - 1) if line.form(name.first - 1) == "'s" else None
    if line.form(name.first - 1) == "whose":
        before = line.headed_by(antecedent(line, name.first - 1))
    near = before or line.ending(name.first)
    thing = background.by_id.get(body.id)
    home = near and (near.entities[0] if near.how == "demonym" else near.fitting(("Polity",)))
    if home and thing and thing.row.get("polity") == home.key:
        return home
    if before and not body.known:
        return before.fitting(("Polity",)) if before.how != "demonym" else before.entities[0]
    words = [token.text for token in line.tokens]
    hit = background.gazetteer.longest(words[: name.last], name.first, shorter=True)
    polity = hit.surfaces[0].entity if hit and hit.last < name.last else None
    if polity and thing and thing.row.get("polity") == polity.key:
        return polity
    return None


def _spelt_whole(line: Line, name: Name, body: Entity, background: Background) -> Entity | None:
    """Return the body whose part a name begins by saying that it is: "[the Senate]'s AI Panel"."""
    thing = background.by_id.get(body.id)
    part_of = background.find(thing.row.get("part_of", ""), "Organization") if thing else None
    words = [token.text for token in line.tokens[: name.last]]
    hit = background.gazetteer.longest(words, name.first, shorter=True) if part_of else None
    wholes = hit.surfaces if hit and line.form(hit.last) == "'s" else ()
    return next((each.entity for each in wholes if part_of and each.entity == part_of.entity), None)


def _owner(line: Line, phrase: Phrase) -> Name | None:
    """Return the one polity before or after a noun that it belongs to, else None."""
    inside = [
        name
        for name in line.names
        if phrase.first <= name.first and name.last <= phrase.head and _owns(name)
    ]
    if line.form(phrase.end) == "of":
        after = phrase.end + 2 if line.form(phrase.end + 1) == "the" else phrase.end + 1
        later = line.starting(after)
        owning = line.form(later.last) == "'s" if later else False  # "of Peru's congress"
        if later and _owns(later) and later.how != "demonym" and not owning:
            inside.append(later)
    return inside[0] if len(inside) == 1 else None


def _owns(name: Name) -> bool:
    return len(name.entities) == 1 and is_a(name.entities[0].kind, "Polity")


def _body(
    line: Line, phrase: Phrase, owner: Name, background: Background, *, governs: bool
) -> Name:
    polity = owner.entities[0]
    first, last = min(owner.first, phrase.end), max(phrase.end, owner.last)
    if governs:
        return line.name(first, last, (polity,), "name", inner=(owner,))
    start = phrase.start if owner.last > phrase.end else owner.last
    start += line.form(start) == "'s"
    end = _portfolio(line, phrase)
    first, last = min(first, start), max(last, end)
    known = _known(line, start, end, polity, background)
    words = line.words(start, end)
    key = slug(f"{polity.key} {words}")
    body = known or Entity("GovernmentBody", key, f"{line.words(first, last)}")
    return line.name(first, last, (body,), "name", inner=(owner,))


def _portfolio(line: Line, phrase: Phrase) -> int:
    """Return where a ministry ends with what it is for: "Britain's ministry of justice"."""
    if phrase.noun.lemma not in role("ministry") or line.form(phrase.end) != "of":
        return phrase.end
    last = phrase.end + 1
    while last < len(line.tokens) and line.free(last, last + 1) and _is_plain(line, last):
        last += 1
    while last > phrase.end and line.tokens[last - 1].upos not in ("NOUN", "PROPN"):
        last -= 1
    return last if last > phrase.end + 1 else phrase.end


def _is_plain(line: Line, index: int) -> bool:
    """Say whether a word may stand in a portfolio: "foreign affairs and trade"."""
    return line.tokens[index].upos in ("NOUN", "ADJ", "PROPN") or line.form(index) in ("and", "the")


def _known(
    line: Line, start: int, end: int, polity: Entity, background: Background
) -> Entity | None:
    """Return the body that background has by these words after the polity or its adjective."""
    thing = background.by_id.get(polity.id)
    words = [token.text for token in line.tokens[start:end]]
    spellings = (polity.name, *thing.cell("demonyms"), *thing.cell("aliases")) if thing else ()
    for spelling in spellings:
        titled = [word if word in ("of", "and", "the") else word.capitalize() for word in words]
        for ending in (words, titled):
            wanted = [*spelling.split(), *ending]
            hit = background.gazetteer.longest(wanted, 0)
            if hit and hit.last == len(wanted) and spelled(wanted[-1]):
                return hit.surfaces[0].entity
    return None
