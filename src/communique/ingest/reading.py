"""Who and what every sentence speaks of: names, offices, descriptions, what points back to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique.ingest.acquaintance import Words, acquaint
from communique.ingest.affiliations import find_affiliations
from communique.ingest.background import Background
from communique.ingest.bodies import body_facts, find_bodies
from communique.ingest.controls import control, control_facts, stated_terms, verb_control
from communique.ingest.definites import definite
from communique.ingest.described import describe, find_phrases, group_facts, members
from communique.ingest.discourse import Discourse
from communique.ingest.introduced import introduced, sent_by
from communique.ingest.kinds import is_a
from communique.ingest.metonyms import decide
from communique.ingest.names import Line, Name, capitalised
from communique.ingest.nouns import Phrase
from communique.ingest.offices import Office, find_offices
from communique.ingest.paragraphs import headings
from communique.ingest.pronouns import is_pair, pronoun
from communique.ingest.relations import find_relations, office_facts, positions
from communique.ingest.spotting import Spot, find_spots
from communique.language.annotation import Annotation
from communique.language.tables import lexicon
from communique.model import Article, Entity, Fact

_HOWS = {"ExportControl": "control", "Group": "group"}
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
    bare = [Line(sentence, sentence.paragraph in heads) for sentence in annotation.sentences]
    spots = [find_spots(line, background.gazetteer) for line in bare]
    known = acquaint(bare, spots, background, article.published)
    lines: list[Line] = []
    offices: list[tuple[Office, ...]] = []
    for line, group in zip(bare, spots, strict=True):
        line = _named(line, group, known)
        line = line.adding(*find_bodies(line, background))
        line, held = find_offices(line, article, background)
        lines.append(line)
        offices.append((*held, *find_affiliations(line)))
    lines, facts, things = _resolved(lines, offices, article, background)
    for line, held in zip(lines, offices, strict=True):
        facts += body_facts(line, background)
        facts += office_facts(line, held, background, article.published)
        facts += find_relations(line)
        things += positions(line, held, background, article.published)
    return Reading(tuple(lines), tuple(dict.fromkeys(facts)), tuple(dict.fromkeys(things)))


def _named(line: Line, spots: Sequence[Spot], known: Mapping[Words, Entity]) -> Line:
    """Return the line with the names that its spots are, and others that the article taught."""
    found: list[Name] = []
    for spot in spots:
        words = tuple(token.text for token in line.tokens[spot.first : spot.last])
        hows = {surface.how for surface in spot.surfaces}
        entity = known.get(words)
        if "metonym" in hows:
            found.append(decide(line, spot.first, spot.last, spot.surfaces))
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


def _demonym(line: Line, spot: Spot) -> str:
    """Return "metonym" for "the Chinese" that act by themselves, else "demonym"."""
    top = line.tokens[line.top(spot.first, spot.last)]
    heads = top.deprel in ("nsubj", "obj", "obl", "nmod", "conj", "nsubj:pass", "obl:agent")
    pointed = line.form(spot.first - 1) == "the" or top.xpos in ("NNPS", "NNS")
    return "metonym" if heads and pointed and top.deprel != "amod" else "demonym"


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
    return line.form(first - 1) in _genders()


def _resolved(
    lines: Sequence[Line],
    offices: Sequence[Sequence[Office]],
    article: Article,
    background: Background,
) -> tuple[list[Line], list[Fact], list[Entity]]:
    """Return the lines with descriptions and pronouns as names, in the order of the text."""
    discourse = Discourse()
    facts: list[Fact] = []
    things: list[Entity] = []
    found = []
    for number, line in enumerate(lines):
        phrases = {phrase.head: phrase for phrase in find_phrases(line)}
        for office in offices[number]:
            if office.person:
                discourse.called(office.person, office.noun, _gender(line, office))
        index = 0
        noted: set[int] = set()
        while index < len(line.tokens):
            name = line.covering(index)
            if name and name.first not in noted and name.how != "demonym":
                noted.add(name.first)
                discourse.note(number, line, name)
            elif line.tokens[index].upos == "VERB" and name is None:
                line = _read_verb(discourse, number, line, index, article, facts, things)
            elif name is None and (
                line.tokens[index].upos in ("PRON", "DET") or is_pair(line, index)
            ):
                new = pronoun(discourse, number, line, index)
                line = line.adding(new) if new else line
                if new and all(is_a(entity.kind, "Person") for entity in new.entities):
                    discourse.note(number, line, new)
            elif index in phrases and (name is None or name.how == "demonym"):
                line = _read_phrase(
                    discourse, number, line, phrases[index], article, background, facts, things
                )
                noted.update(name.first for name in line.names if name.head == index)
            index += 1
        found.append(line)
    return found, facts, things


def _read_phrase(
    discourse: Discourse,
    number: int,
    line: Line,
    phrase: Phrase,
    article: Article,
    background: Background,
    facts: list[Fact],
    things: list[Entity],
) -> Line:
    if not line.free(phrase.head, phrase.end):
        return line
    new = definite(discourse, number, line, phrase, background) or sent_by(line, phrase)
    if new is None:
        new = _new(line, phrase, article, facts, things)
    if new is None:
        return line
    line = line.adding(new)
    discourse.note(number, line, new, phrase.noun.lemma.split()[-1])
    return line


def _read_verb(
    discourse: Discourse,
    number: int,
    line: Line,
    verb: int,
    article: Article,
    facts: list[Fact],
    things: list[Entity],
) -> Line:
    """Return the line with the control that a verb tells of, or what it says of one."""
    stated = stated_terms(line, verb)
    found = stated or verb_control(line, verb, article)
    if not found:
        return line
    entity, terms = found
    facts += control_facts(line, verb, entity, terms)
    things += terms.restricts
    if stated:
        return line
    name = line.name(verb, verb + 1, (entity,), "control", probability=_LIKELY)
    discourse.note(number, line, name, line.tokens[verb].lemma)
    return line.adding(name)


def _new(
    line: Line, phrase: Phrase, article: Article, facts: list[Fact], things: list[Entity]
) -> Name | None:
    """Return the name of something new, and add what its words state."""
    first, last = phrase.start, phrase.end
    if phrase.noun.kind == "ExportControl":
        found = control(line, phrase, article)
        if not found or phrase.definite == "none":
            return None
        entity, terms = found
        facts += control_facts(line, phrase.first, entity, terms)
        things += terms.restricts
        last = max(last, terms.last)
    else:
        made = describe(line, phrase, article)
        if made is None:
            return None
        entity = made
        if entity.kind == "Group":
            facts += group_facts(line, phrase, entity, members(line, phrase))
    inner = tuple(name for name in line.names if first <= name.first and name.last <= last)
    how = _HOWS.get(entity.kind, "instrument" if is_a(entity.kind, "Instrument") else "described")
    return line.name(first, last, (entity,), how, inner=inner, probability=_LIKELY)


def _gender(line: Line, office: Office) -> str:
    words = [line.form(index) for index in range(office.first, office.last)]
    return next((_genders()[word] for word in words if word in _genders()), "")


@cache
def _genders() -> dict[str, str]:
    return {row["word"]: row["gender"] for row in lexicon("gendered")}
