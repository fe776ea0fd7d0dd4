"""Descriptions and pronouns as names, in the order of the text, and what they state."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from communique.ingest.anybody import is_first
from communique.ingest.authorities import as_authority
from communique.ingest.background import Background
from communique.ingest.banning import aimed_late, stated_terms, verb_control
from communique.ingest.callings import callings
from communique.ingest.candidates import told_homes
from communique.ingest.definites import definite
from communique.ingest.described import count, describe, find_phrases, group_facts, part_of
from communique.ingest.discourse import Discourse
from communique.ingest.foretold import Foretold, called_later, foretell, meant, without_offices
from communique.ingest.forums import as_summit, hosted, named_summits, own_summit
from communique.ingest.genders import told
from communique.ingest.headlined import described_first
from communique.ingest.institutions import home_facts, states
from communique.ingest.introduced import sent_by
from communique.ingest.items import items
from communique.ingest.kinds import is_a
from communique.ingest.makers import spelt_maker
from communique.ingest.members import members
from communique.ingest.ministries import ministry, served
from communique.ingest.names import Line, Name
from communique.ingest.nouns import HELD, Phrase, nouns_at
from communique.ingest.own_side import own_side
from communique.ingest.phrases import role
from communique.ingest.pronouns import is_one_of_two, is_pair, pronoun
from communique.ingest.quote_tags import find_quote_tags, quoted, saying
from communique.ingest.restrictions import control, control_facts, tells_control
from communique.ingest.seated import is_seated, seated, untied
from communique.ingest.speech import Quote, find_quotes, quote_at
from communique.ingest.titles import Office, office_at, owner_name
from communique.ingest.turns import spoken
from communique.model import Article, Entity, Fact

_HOWS = {"ExportControl": "control", "Group": "group"}
_LEADING = {"company office": "Company", "university office": "ResearchInstitution"}
_UNNAMED = ("group", "described")
_LIKELY = 0.9
_REACH = 12
_LEAD = 2


def resolve(
    lines: Sequence[Line],
    offices: Sequence[Sequence[Office]],
    article: Article,
    background: Background,
) -> tuple[list[Line], list[Fact], list[Entity], list[tuple[Office, ...]]]:
    """Return the lines with descriptions and pronouns as names, what those state, and of what.

    `offices` are those that the names of each line hold; last come those with what descriptions
    tell of others: "Ada Lund spoke. The Danish minister ...".
    """
    later = foretell(lines, offices)
    resolver = _Resolver(article, background, later, lines)
    found = [
        resolver.read(number, spoken(line, quotes), held, quotes)
        for number, (line, quotes, held) in enumerate(
            zip(lines, find_quotes(lines), offices, strict=True)
        )
    ]
    described = {
        (office.person.id, office.title.lower())
        for group in resolver.offices.values()
        for office in group
        if office.person
    }
    told = [
        (
            *(office for office in held if not _is_told(office, described)),
            *resolver.offices.get(number, ()),
        )
        for number, held in enumerate(offices)
    ]
    return found, resolver.facts, resolver.things, told


def _is_told(office: Office, described: AbstractSet[tuple[str, str]]) -> bool:
    """Say whether a description tells the same title of somebody, and with whose it is."""
    person = office.person.id if office.person else ""
    return office.owner < 0 and (person, office.title.lower()) in described


def _sole_country(lines: Sequence[Line]) -> Entity | None:
    """Return the one country that the names and adjectives of an article speak of."""
    found = {state for line in lines for state in states(line.names) if state.kind == "Country"}
    return next(iter(found)) if len(found) == 1 else None


class _Resolver:
    """Reads the lines of one article in order; it lives as long as that takes."""

    def __init__(
        self,
        article: Article,
        background: Background,
        later: Sequence[Foretold],
        lines: Sequence[Line],
    ) -> None:
        self.facts: list[Fact] = []
        self.things: list[Entity] = []
        self.offices: dict[int, list[Office]] = {}
        self._discourse = Discourse(country=_sole_country(lines))
        self._states: set[Entity] = set()
        self._article = article
        self._background = background
        self._later = later
        self._heard: tuple[int, tuple[Entity, ...]] = (-1, ())
        self._summits = named_summits(lines)
        self._items = items(lines)
        self._offices: Sequence[Office] = ()

    def read(
        self, number: int, line: Line, offices: Sequence[Office], quotes: tuple[Quote, ...]
    ) -> Line:
        """Return line `number` with its descriptions and pronouns as names."""
        self._discourse.opened = self._items[number].first
        self._discourse.home = self._items[number].home
        self._know(line, offices)
        self._offices = offices
        self._states |= states(line.names)
        self._discourse.hinted += [(number, state) for state in states(line.names)]
        line, phrases = self._phrases(number, line)
        for phrase in served(line, offices):
            line, phrases = self._serving(number, line, phrase), {phrase.head: phrase} | phrases
        self._listen(line, quotes)
        noted: set[int] = set()
        for index in range(len(line.tokens)):
            name = line.covering(index)
            if name and name.how != "demonym":
                if name.first not in noted and name.how != "pronoun":
                    line = self._named(number, line, name)
            elif index in phrases:
                line = self._phrase(number, line, phrases[index], quotes)
            elif name is None:
                line = self._word(number, line, index, quotes)
            if line.covering(index) is None and not quote_at(quotes, index):
                self._discourse.passes(number, line, index)
            noted.update(name.first for name in line.names if name.first <= index)
        for office in offices:
            self.facts += self._chaired(number, line, office)
        self.facts += aimed_late(line, phrases.values())
        return line

    def _phrases(self, number: int, line: Line) -> tuple[Line, dict[int, Phrase]]:
        """Return the phrases of a line by their heads, and it without the bodies among them."""
        phrases = {phrase.head: phrase for phrase in find_phrases(line)}
        for bare, phrase in without_offices(line):
            if self._foretold(number, bare, phrase):
                line, phrases = bare, phrases | {phrase.head: phrase}
        return line, phrases

    def _know(self, line: Line, offices: Sequence[Office]) -> None:
        """Take in who holds which office, and what gender the title tells."""
        for office in offices:
            if office.person:
                words = line.words(office.first, office.last).split()
                self._discourse.called(office.person, office.noun, told(words))
                owner = owner_name(line, office.owner)
                if office.when == "now":
                    self._discourse.holds(office.person, office.title, owner)

    def _serving(self, number: int, line: Line, phrase: Phrase) -> Line:
        """Return the line with the body that a title takes in: "the head of the agency, Lund"."""
        whole = line.covering(phrase.head)
        body = definite(self._discourse, number, line, phrase, self._background) if whole else None
        return line.adding(replace(whole, inner=(*whole.inner, body))) if whole and body else line

    def _chaired(self, number: int, line: Line, office: Office) -> Iterator[Fact]:
        """Yield whose chair or rector "the chair, Ada Lund" is: of the one such body spoken of.

        A company may also be the one that the text speaks of far more than of others.
        """
        the = line.form(office.start - 1) == "the" or office.first == office.start
        chairs = office.noun in role("chair")
        kinds = tuple(kind for name, kind in _LEADING.items() if office.title.lower() in role(name))
        person = office.person if office.when == "now" else None
        if person is None or office.owner >= 0 or not the or not (chairs or kinds):
            return
        spoken = Counter(
            entity.id
            for traces in self._discourse.recent(number, _REACH, kinds or ("Organization",))
            for trace in traces
            if trace.line < number or trace.head < office.first
            for entity in trace.entities
            if kinds or role("chaired") & set(entity.name.lower().split())
        )
        ranked = spoken.most_common(2)
        leads = bool(kinds) and len(ranked) > 1 and ranked[0][1] >= _LEAD * ranked[1][1]
        if len(ranked) == 1 or leads:
            body = ranked[0][0]
            passage = line.passage(office.first, office.last)
            yield Fact(
                person.id,
                "affiliatedWith",
                body,
                value_is_entity=True,
                passage=passage,
                confidence=_LIKELY,
                extracted_by="title",
            )

    def _named(self, number: int, line: Line, name: Name) -> Line:
        """Return the line with what a name means there, and take that in."""
        meant = as_summit(self._discourse, line, name, self._article, self._summits)
        meant = meant or as_authority(self._discourse, number, line, name, self._background)
        self._note(number, line, meant or name)
        return line.adding(meant) if meant else line

    def _note(self, number: int, line: Line, name: Name) -> None:
        """Take in whom a name speaks of, and the organization in it: "SAP spokeswoman Ada Lund"."""
        for inner in name.inner if name.how == "title" else ():
            if inner.how == "name" and inner.fitting(("Company", "ResearchInstitution")):
                self._discourse.note(number, line, inner)
        if name.how == "name" and (maker := spelt_maker(line, name, self._background)):
            self._discourse.note(number, line, maker)
        self._discourse.note(number, line, name)
        if body := name.fitting(("GovernmentBody",)):
            for noun in nouns_at(line, name.head):
                self._discourse.called(body, noun.lemma.split()[-1])
        for calling in callings(line, name):
            self._discourse.called(calling.entity, calling.noun)
            self._discourse.belongs(calling.entity, {home.key for home in calling.homes})
        at = name.first - 1 - (line.form(name.first - 1) == ",")
        before = line.ending(at) if at > 0 and line.form(at) in role("successor") else None
        person = before.fitting(("Person",)) if before else None
        after = name.fitting(("Person",))
        if person and after:
            self._discourse.follows(after, person)

    def _listen(self, line: Line, quotes: tuple[Quote, ...]) -> None:
        """Take in whose quotations a line has: of those before if they or their paragraph go on."""
        who = [each for heads in find_quote_tags(line, quotes).values() for each in heads]
        who += [each for quote in quotes for each in saying(line, quote)]
        names = [line.headed_by(each) for each in who]
        people = tuple(name.entities[0] for name in names if name and len(name.entities) == 1)
        if people or line.paragraph != self._heard[0]:
            self._heard = (line.paragraph, people)

    def _word(self, number: int, line: Line, index: int, quotes: tuple[Quote, ...]) -> Line:
        """Return the line with the pronoun, verb or number at a word as a name, if it is one."""
        upos = line.tokens[index].upos
        if upos == "VERB":
            return self._verb(number, line, index)
        if upos in ("PRON", "DET") or is_pair(line, index) or is_one_of_two(line, index):
            spoken_of = self._spoken_of(number, line, index, quotes)
            others = self._heard[1] if quote_at(quotes, index) else ()
            if line.turn.speaker and line.form(index) in (*role("he"), *role("she")):
                others = (*others, line.turn.speaker.person)
            new = pronoun(spoken_of.without(others), number, line, index)
            if new:
                line = line.adding(new)
                self._discourse.spoken(number, line, new)
            if new or upos != "NUM":
                return line
        part = part_of(line, index, self._article)
        if part:
            group, facts = part
            line = line.adding(group)
            self.facts += facts
            self._discourse.note(number, line, group)
        return line

    def _spoken_of(
        self, number: int, line: Line, index: int, quotes: tuple[Quote, ...]
    ) -> Discourse:
        """Return what was spoken of before a word; the speaker of a quote is nobody named in it."""
        before = self._discourse.without(quoted(line, quotes, index))
        apart = line.form(index) in (*role("he"), *role("she")) and not quote_at(quotes, index)
        return before.unquoted(number, quotes) if apart else before

    def _phrase(self, number: int, line: Line, phrase: Phrase, quotes: tuple[Quote, ...]) -> Line:
        name = line.covering(phrase.head)
        people = name is not None and name.how == "demonym" and name.first == phrase.head
        if not (people or line.free(phrase.head, phrase.end)):
            return line
        new = own_side(self._discourse, line, phrase, self._background)
        new = new or self._foretold(number, line, phrase)
        new = new or hosted(self._discourse, line, phrase, self._article, self._summits)
        new = new or own_summit(self._discourse, number, line, phrase, self._article)
        new = new or described_first(self._discourse, number, line, phrase, self._summits)
        new = new or ministry(line, phrase, self._offices, self._background)
        if new is None and is_seated(line, phrase):
            new = seated(self._discourse, number, line, phrase, self._background)
            if new is None:
                return untied(line, phrase)
        spoken_of = self._spoken_of(number, line, phrase.head, quotes)
        new = new or definite(spoken_of, number, line, phrase, self._background)
        new = new or sent_by(line, phrase) or self._called_later(number, line, phrase)
        said = quote_at(quotes, phrase.head) and is_a(phrase.kind, "Instrument")
        new = new or (None if said else self._new(line, phrase))
        if new is None:
            return line
        office = self._described_office(line, phrase, new)
        homes = told_homes(line, phrase)
        line = line.adding(new)
        if office and office.person:
            self.offices.setdefault(number, []).append(office)
            owner = owner_name(line, office.owner)
            self._discourse.holds(office.person, office.title, owner)
        self._discourse.note(number, line, new, phrase.noun.lemma.split()[-1])
        if new.how in _UNNAMED:
            self._discourse.belongs(new.entities[0], homes)
            self._discourse.grouped(new.entities[0], phrase.noun.kind, count(line, phrase))
        return line

    def _foretold(self, number: int, line: Line, phrase: Phrase) -> Name | None:
        """Return the name of somebody whom an office means and only later sentences name."""
        person = meant(number, line, phrase, self._later, self._background)
        return self._who(line, phrase, person) if person else None

    def _called_later(self, number: int, line: Line, phrase: Phrase) -> Name | None:
        """Return the name of the one whom a later sentence calls what a bare office says."""
        person = called_later(number, line, phrase, self._later)
        spoken = (entity for trace in self._discourse.traces for entity in trace.entities)
        noun = phrase.noun.lemma.split()[-1]
        others = any(noun in self._discourse.nouns.get(entity.id, ()) for entity in spoken)
        return self._who(line, phrase, person) if person and not others else None

    def _who(self, line: Line, phrase: Phrase, person: Entity) -> Name:
        """Return the name of a person for a phrase."""
        first, last = phrase.start, phrase.end
        inner = line.among(first, last)
        return line.name(first, last, (person,), "definite", probability=_LIKELY, inner=inner)

    def _described_office(self, line: Line, phrase: Phrase, name: Name) -> Office | None:
        """Return the office of somebody known by name that a description is the first to tell."""
        person = name.fitting(("Person",)) if name.how == "definite" else None
        if person is None or phrase.noun.scope not in HELD or phrase.plural:
            return None
        if self._discourse.titles.get(person.id) or line.heading:
            return None
        office = office_at(line, phrase.head)
        if office is None or office.owner < 0 or office.when != "now":
            return None
        return replace(office, person=person, holder=name)

    def _verb(self, number: int, line: Line, verb: int) -> Line:
        """Return the line with the control that a verb tells of, or what it says of one."""
        stated = stated_terms(line, verb)
        if not (found := stated or verb_control(line, verb, self._article)):
            return line
        entity, terms = found
        self.facts += control_facts(line, verb, entity, terms)
        self.things += terms.restricts
        if stated:
            return line
        name = line.name(verb, verb + 1, (entity,), "control", probability=_LIKELY)
        self._discourse.note(number, line, name, line.tokens[verb].lemma)
        return line.adding(name)

    def _new(self, line: Line, phrase: Phrase) -> Name | None:
        """Return the name of something new, and take in what its words state."""
        first, last = phrase.start, phrase.end
        if tells_control(line, phrase):
            if not (found := control(line, phrase, self._article)):
                return None
            entity, terms = found
            if phrase.definite != "none":
                self.facts += control_facts(line, phrase.first, entity, terms)
                self.things += terms.restricts
            last = max(last, terms.last)
        else:
            alone = is_first(self._discourse, line, phrase)
            made = describe(line, phrase, self._article, first=alone)
            if made is None:
                return None
            entity = made
            if entity.kind == "Group":
                self.facts += group_facts(line, phrase, entity, members(line, phrase))
            if len(self._states) == 1:
                self.facts += home_facts(line, phrase, entity, *self._states)
        inner = line.among(first, last)
        instrument = "instrument" if is_a(entity.kind, "Instrument") else "described"
        how = _HOWS.get(entity.kind, instrument)
        return line.name(first, last, (entity,), how, inner=inner, probability=_LIKELY)
