"""Who and what every sentence speaks of: names, offices, descriptions, what points back to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.ingest.acquaintance import acquaint
from communique.ingest.administrations import find_administrations
from communique.ingest.affiliations import find_affiliations, former, officials
from communique.ingest.attaching import attached
from communique.ingest.background import Background
from communique.ingest.before_names import named_by
from communique.ingest.bodies import body_facts, find_bodies, find_organs
from communique.ingest.buildings import find_buildings
from communique.ingest.capitals import find_capitals
from communique.ingest.commas import listed
from communique.ingest.conjoining import conjoined
from communique.ingest.foreign_bodies import without_foreign
from communique.ingest.genders import told
from communique.ingest.home_states import at_home
from communique.ingest.introduced import introduced
from communique.ingest.local_powers import find_local_powers
from communique.ingest.makers import spelt_maker
from communique.ingest.metonyms import decide, housed
from communique.ingest.mononyms import find_mononyms, mononyms
from communique.ingest.names import Line, Name, capitalised
from communique.ingest.nouns import is_one_of_a_people, nouns_at
from communique.ingest.offices import find_offices, without_repeats
from communique.ingest.paragraphs import headings
from communique.ingest.possessing import possessed
from communique.ingest.recurring import recurring
from communique.ingest.relations import find_relations, leaders, office_facts, positions
from communique.ingest.resolving import resolve
from communique.ingest.serving import find_serving
from communique.ingest.shared_offices import memberships, shared_offices
from communique.ingest.spotting import Spot, find_spots
from communique.ingest.surnames import Words
from communique.ingest.titles import Office
from communique.ingest.turns import find_turns
from communique.language.annotation import Annotation
from communique.model import Article, Entity, Fact

_LIKELY = 0.9


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of an article with their names, and the facts that the names state.

    `things` are what only facts speak of: offices, and goods that a control restricts.
    """

    lines: tuple[Line, ...]
    facts: tuple[Fact, ...]
    things: tuple[Entity, ...]


def read_names(annotation: Annotation, article: Article, background: Background) -> Reading:
    """Return the names in `annotation`, each stage building on what the ones before it found."""
    heads = headings(annotation)
    sentences = [named_by(possessed(sentence)) for sentence in annotation.sentences]
    sentences = [conjoined(listed(attached(sentence))) for sentence in sentences]
    bare = [Line(sentence, sentence.paragraph in heads) for sentence in sentences]
    spots = [
        without_foreign(line, find_spots(line, background.gazetteer), background) for line in bare
    ]
    known = dict(acquaint(bare, spots, background, article.published))
    lines: list[Line] = []
    offices: list[tuple[Office, ...]] = []
    for line, group in zip(bare, spots, strict=True):
        line = _named(line, group, known, background)
        line = line.adding(*find_buildings(line), *find_administrations(line))
        line = line.adding(*find_capitals(line, background), *find_mononyms(line))
        line = line.adding(*find_bodies(line, background), *find_organs(line, background))
        line = line.adding(*find_local_powers(line, background))
        line, held = find_offices(line, article, background)
        known = mononyms(line) | known
        lines.append(line)
        offices.append((*held, *shared_offices(line), *memberships(line)))
    official, past = officials(lines, offices, background), former(offices)
    offices = [
        (*held, *find_affiliations(line, official, past))
        for line, held in zip(lines, without_repeats(offices), strict=True)
    ]
    turns = find_turns(lines, offices)
    lines = [line.within(turn) for line, turn in zip(lines, turns, strict=True)]
    lines, facts, things, offices = resolve(lines, offices, article, background)
    offices = [(*held, *find_serving(line)) for line, held in zip(lines, offices, strict=True)]
    led = {**at_home(lines, offices, background), **leaders(lines, offices, background)}
    for line, held in zip(lines, offices, strict=True):
        titles = [(office.start, office.end) for office in held if office.title]
        owned = tuple(body_facts(line, background, titles))
        facts += (fact for fact, _ in owned)
        things += (home for _, home in owned)
        facts += office_facts(line, held, background, article.published, led)
        facts += find_relations(line, background)
        spelt = (spelt_maker(line, name, background) for name in line.names)
        things += (maker.entities[0] for maker in spelt if maker)
        things += positions(line, held, background, article.published, led)
    return Reading(tuple(lines), tuple(dict.fromkeys(facts)), tuple(dict.fromkeys(things)))


def _named(
    line: Line, spots: Sequence[Spot], known: Mapping[Words, Entity], background: Background
) -> Line:
    """Return the line with the names that its spots are, and others that the article taught."""
    found = list(recurring(line, spots, known))
    for spot in spots:
        if any(name.first <= spot.first and spot.last <= name.last for name in found):
            continue
        words = tuple(token.text for token in line.tokens[spot.first : spot.last])
        hows = {surface.how for surface in spot.surfaces}
        entity = known.get(words)
        if "metonym" in hows:
            found.append(decide(line, spot.first, spot.last, spot.surfaces))
        elif body := housed(line, spot.first, spot.last, spot.surfaces, background):
            found.append(body)
        elif entity is not None and spot.surfaces and _is_abbreviation(words):
            found.append(line.name(spot.first, spot.last, (entity,), "name"))
        elif spot.surfaces:
            demonym = "demonym" in hows
            entities = tuple(s.entity for s in spot.surfaces if not demonym or s.how == "demonym")
            how = _demonym(line, spot) if demonym else "name"
            found.append(line.name(spot.first, spot.last, entities, how))
        elif entity is not None:
            found.append(line.name(spot.first, spot.last, (entity,), "name", probability=_LIKELY))
    line = line.adding(*found)
    line = line.adding(*_taught(line, known))
    return line.adding(*introduced(line))


def _is_abbreviation(words: Words) -> bool:
    """Say whether words are one in capitals, of which the text itself may tell what it stands for.

    That outweighs what background has by those letters.
    """
    return len(words) == 1 and words[0].isupper()


def _demonym(line: Line, spot: Spot) -> str:
    """Return "metonym" for "the Chinese" that act by themselves, else "demonym"."""
    index = line.top(spot.first, spot.last)
    top, counted = line.tokens[index], line.below(index, "nummod")
    heads = top.deprel in ("nsubj", "obj", "obl", "nmod", "conj", "nsubj:pass", "obl:agent")
    the = line.form(spot.first - 1) == "the" and not is_one_of_a_people(top.text)
    pointed = the or top.xpos in ("NNPS", "NNS")
    return "metonym" if heads and pointed and not counted else "demonym"


def _taught(line: Line, known: Mapping[Words, Entity]) -> list[Name]:
    found = []
    index = 0
    longest = max(map(len, known), default=0)
    while index < len(line.tokens):
        for size in range(min(longest, len(line.tokens) - index), 0, -1):
            words = tuple(token.text for token in line.tokens[index : index + size])
            entity = known.get(words)
            if entity and line.free(index, index + size) and not _beside(line, index, index + size):
                found.append(
                    line.name(index, index + size, (entity,), "learned", probability=_LIKELY)
                )
                index += size - 1
                break
        index += 1
    return found


def _beside(line: Line, first: int, last: int) -> bool:
    """Say whether capitalised words next to it make it part of another name."""
    if line.title_case:
        return False
    before = first > 1 and line.tokens[first - 1].upos == "PROPN" and line.free(first - 1, first)
    after = (
        last < len(line.tokens) and line.tokens[last].upos == "PROPN" and line.free(last, last + 1)
    )
    named = [index for index, wanted in ((first - 1, before), (last, after)) if wanted]
    return any(capitalised(line.tokens[index].text) for index in named) and not _titled(line, first)


def _titled(line: Line, first: int) -> bool:
    offices = nouns_at(line, first - 1) if first else ()
    return bool(told((line.form(first - 1),))) or any(noun.kind == "Person" for noun in offices)
