"""What an article has spoken of so far, in order: what later words can point back to."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from communique.ingest.arguments import relative_clause
from communique.ingest.genders import gender, told
from communique.ingest.hindsight import looks_back
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import HELD, nouns_at
from communique.ingest.phrases import role
from communique.ingest.speech import Quote, quote_at
from communique.model import Entity

_UNKNOWN, _TWO = "Organization", 2
_PAIRED = ("Person", "Polity", "Organization")
_PLURAL = ("NNS", "NNPS")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_INNER = ("nmod", "nmod:poss", "compound", "amod")
_NAMED = ("name", "learned", "title", "instrument")


@dataclass(frozen=True, slots=True)
class Trace:
    """Where entities were spoken of: the line, its paragraph, their head word, whether as subject,
    as that of the whole sentence (`main`), as several, by a name or pronoun rather than a
    description, as somebody new ("an official");
    `top` is the first of those that it is joined to by "and"; `inner` says that it only describes
    another: "ministers of six states"; `single` that one noun in the singular names several: "the
    opposition"; `many` that its noun is a plural: "curbs"; `past` that its sentence is
    of years ago.
    """

    entities: tuple[Entity, ...]
    line: int
    paragraph: int
    head: int
    subject: bool
    main: bool
    plural: bool
    named: bool
    new: bool
    top: int
    inner: bool
    single: bool
    many: bool
    past: bool


@dataclass(slots=True)
class Discourse:
    """The traces of an article, and by id what it called each entity: nouns, genders, words of
    titles, the keys of the polities and the ids of the bodies whose offices they hold, and the
    capitalised words that it was spelt with (`spelt`), how many a group has (`sizes`), and which
    groups are of people (`peopled`). `strangers` are the line and word of names
    that stand for nobody known, `holders` those of offices, `hinted` the lines and states of
    names and adjectives. `opened` is the line with which the
    item that is read began: what is before it is of no concern, and `home` the state it is on.
    `country` is the one country that the whole article speaks of.
    """

    traces: list[Trace] = field(default_factory=list)
    nouns: dict[str, set[str]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=dict)
    homes: dict[str, set[str]] = field(default_factory=dict)
    spelt: dict[str, set[str]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    peopled: set[str] = field(default_factory=set)
    strangers: list[tuple[int, int]] = field(default_factory=list)
    holders: list[tuple[int, int]] = field(default_factory=list)
    hinted: list[tuple[int, Entity]] = field(default_factory=list)
    opened: int = 0
    home: Entity | None = None
    country: Entity | None = None

    def note(self, number: int, line: Line, name: Name, noun: str = "") -> None:
        """Remember that line `number` speaks of whom a name stands for, by a noun if any."""
        if name.how == "demonym" or (len(name.entities) > 1 and not name.several):
            return
        top = name.head
        while line.tokens[top].deprel == "conj" and line.head(top) >= 0:
            joined = line.covering(line.head(top))
            top = joined.head if joined else line.head(top)
        if line.tokens[top].deprel == "appos" and line.covering(line.head(top)) is None:
            top = line.head(top)  # what no name covers is known by its apposition
        subject = line.tokens[top].deprel in _SUBJECTS and not _is_aside(line, top)
        plural = name.several or any(entity.kind == "Group" for entity in name.entities)
        plural |= line.tokens[name.head].lemma in (*role("police"), *role("authorities"))
        named = name.how != "described"
        one = not named and line.tokens[name.first].lemma == "one" and not plural
        new = one or line.form(name.first - 1) in ("a", "an")
        head = line.tokens[name.head]
        some = subject and line.form(name.first - 1) in ("a", "an")  # "a delegation came. It met"
        sent = head.lemma in role("delegation") and not some  # else "it" is the state that sent it
        single = name.how == "group" and head.xpos == "NN" and not sent
        self.traces.append(
            Trace(
                name.entities,
                number,
                line.paragraph,
                name.head,
                subject,
                subject and _is_main(line, top),
                plural,
                named,
                new,
                top,
                line.tokens[top].deprel in _INNER,
                single,
                head.xpos in _PLURAL,
                looks_back(line),
            )
        )
        if len(name.entities) == 1 and name.how in _NAMED:
            words = (token.text for token in line.tokens[name.first : name.last])
            capital = {word.lower() for word in words if word[:1].isupper()}
            self.spelt.setdefault(name.entities[0].id, set()).update(capital)
        for entity in name.entities:
            tells = told((line.form(name.first - 1),)) or gender(entity)
            if tells and is_a(entity.kind, "Person"):
                self.genders.setdefault(entity.id, tells)
            if noun:
                self.called(entity, noun)

    def passes(self, number: int, line: Line, index: int) -> None:
        """Remember a word of line `number` if somebody unknown is named or holds an office."""
        token = line.tokens[index]
        name = token.upos == "PROPN" and token.text[:1].isupper() and not line.title_case
        headed = token.deprel in _SUBJECTS or (index == 0 and line.head(index) < 0)
        office = any(noun.kind == "Person" and noun.scope in HELD for noun in nouns_at(line, index))
        person = office and token.xpos == "NN" and token.deprel in _SUBJECTS
        if person:
            self.holders.append((number, index))
        elif name and headed and not line.below(index, "det"):
            self.strangers.append((number, index))

    def is_passed_by(self, place: tuple[int, int], since: int, *, person: bool) -> bool:
        """Say whether somebody unknown comes after line `since` and before a line and word."""
        unknown = (*self.strangers, *(self.holders if person else ()))
        return any(since < stranger[0] and stranger < place for stranger in unknown)

    def holds(self, person: Entity, title: str, owner: Name | None) -> None:
        """Remember that a person holds an office, of a state or body if that is known."""
        self.titles.setdefault(person.id, set()).update(title.lower().split())
        state = [each.key for each in owner.entities if is_a(each.kind, "Polity")] if owner else []
        body = owner.fitting(("Organization",)) if owner else None
        self.homes.setdefault(person.id, set()).update(state[:1], [body.id] if body else [])

    def belongs(self, entity: Entity, homes: set[str]) -> None:
        """Remember the keys of the states whose an entity is told to be: "Kenyan nurses"."""
        self.homes.setdefault(entity.id, set()).update(homes)

    def grouped(self, entity: Entity, kind: str, size: int) -> None:
        """Remember of what class those in a group are, and how many if that is told."""
        if entity.kind == "Group" and size:
            self.sizes.setdefault(entity.id, size)
        if entity.kind == "Group" and is_a(kind, "Person"):
            self.peopled.add(entity.id)

    def follows(self, person: Entity, before: Entity) -> None:
        """Remember that a person has the offices that another one had."""
        for known in (self.nouns, self.titles, self.homes):
            known.setdefault(person.id, set()).update(known.pop(before.id, set()))

    def spoken(self, number: int, line: Line, name: Name) -> None:
        """Remember that a pronoun in line `number` stands for a person; for others it is little."""
        if not name.several and all(is_a(entity.kind, "Person") for entity in name.entities):
            self.note(number, line, name)

    def hero(self, gender_: str) -> Entity | None:
        """Return the person of a gender whom the article speaks of most, None if that is unclear.

        Who is spoken of just once leads nothing, unless alone, nor who is level with others.
        """
        people: dict[str, Entity] = {}
        counts: Counter[str] = Counter()
        for trace in self.traces:
            here = trace.line >= self.opened and trace.named and not trace.plural
            for entity in trace.entities if here else ():
                if is_a(entity.kind, "Person"):
                    people[entity.id] = entity
                    counts[entity.id] += 1
        ranked = [key for key, _ in counts.most_common() if self.fits(key, gender_)]
        if len(people) == 1 and ranked:
            return people[ranked[0]]
        if not ranked or counts[ranked[0]] < _TWO or self.genders.get(ranked[0]) != gender_:
            return None
        level = len(ranked) > 1 and counts[ranked[0]] < _TWO * counts[ranked[1]]
        return None if level else people[ranked[0]]

    def fits(self, person: str, gender_: str) -> bool:
        """Say whether nothing that was told of a person, given by id, rules a gender out."""
        return self.genders.get(person, gender_) == gender_

    def called(self, entity: Entity, noun: str, gender_: str = "") -> None:
        """Remember a noun for an entity, such as an office, and what gender it tells."""
        self.nouns.setdefault(entity.id, set()).add(noun)
        if gender_:
            self.genders[entity.id] = gender_

    def recent(self, number: int, reach: int, kinds: tuple[str, ...]) -> Iterator[list[Trace]]:
        """Yield the traces of `kinds` by sentence, nearest first, `reach` sentences back."""
        by_line: dict[int, list[Trace]] = {}
        for trace in reversed(self.traces):
            if trace.line < max(number - reach, self.opened):
                break
            if all(_may_be(entity.kind, kinds, trace) for entity in trace.entities):
                by_line.setdefault(trace.line, []).insert(0, trace)
        for line in sorted(by_line, reverse=True):
            yield by_line[line]

    def without(self, entities: tuple[Entity, ...]) -> "Discourse":
        """Return the same but for the traces of some entities; what is told of one is shared."""
        if not entities:
            return self
        kept = [trace for trace in self.traces if not set(trace.entities) & set(entities)]
        return replace(self, traces=kept)

    def news(self) -> "Discourse":
        """Return the same but for what is told of years ago, which nobody has just done."""
        return replace(self, traces=[trace for trace in self.traces if not trace.past])

    def unquoted(self, number: int, quotes: tuple[Quote, ...]) -> "Discourse":
        """Return the same but for what stands in the `quotes` of line `number`.

        Whoever says so is nobody of whom the words in marks speak.
        """
        inside = [t for t in self.traces if t.line == number and quote_at(quotes, t.head)]
        return replace(self, traces=[t for t in self.traces if t not in inside]) if inside else self

    def last(self, entity: Entity) -> Trace | None:
        """Return where an entity was spoken of last."""
        return next((trace for trace in reversed(self.traces) if entity in trace.entities), None)

    def pair(self, number: int, reach: int, noun: str) -> tuple[Entity, ...]:
        """Return the last two persons who were called by a noun: "minister", else ()."""
        found: dict[str, Entity] = {}
        for traces in self.recent(number, reach, ("Person",)):
            for trace in traces:
                for entity in trace.entities:
                    if noun in self.nouns.get(entity.id, ()):
                        found[entity.id] = entity
            if len(found) >= _TWO:
                break
        order = {entity.id: at for at, t in enumerate(self.traces) for entity in t.entities}
        entities = tuple(sorted(found.values(), key=lambda entity: order[entity.id]))
        return entities if len(entities) == _TWO else ()

    def two(self, number: int, reach: int, size: int = _TWO) -> tuple[Entity, ...]:
        """Return the two persons, states or organizations that the nearest sentence speaks of.

        Or as many as `size`, where "the three" are meant.
        """
        for kind in _PAIRED:
            found = self.only(number, reach, (kind,), size)
            if found and len({self._is_known(each) for each in found}) == 1:
                return found
        return ()

    def _is_known(self, entity: Entity) -> bool:
        """Say whether an entity has been named, or described as nobody new: not "a diplomat"."""
        return any(
            trace.named or not trace.new for trace in self.traces if entity in trace.entities
        )

    def sole(self, number: int, reach: int, kinds: tuple[str, ...]) -> tuple[Entity, ...]:
        """Return the one thing of `kinds` that `reach` sentences speak of, () for several."""
        found = {
            entity.id: entity
            for traces in self.recent(number, reach, kinds)
            for trace in traces
            for entity in trace.entities
        }
        return tuple(found.values()) if len(found) == 1 else ()

    def only(
        self, number: int, reach: int, kinds: tuple[str, ...], size: int
    ) -> tuple[Entity, ...]:
        """Return the only `size` of `kinds` that the nearest sentence with any speaks of."""
        for traces in self.recent(number, reach, kinds):
            together = [trace.entities for trace in traces if len(trace.entities) == size]
            if together and size > 1:
                return together[-1]
            single = [trace for trace in traces if not trace.plural]
            entities = tuple(dict.fromkeys(e for trace in single for e in trace.entities))
            subjects = tuple(
                dict.fromkeys(e for trace in single if trace.subject for e in trace.entities)
            )
            for found in (entities, subjects):
                if len(found) == size:
                    return found
            if len(entities) > size and size <= _TWO:
                return _joined(single, size)
        return ()


def _is_aside(line: Line, word: int) -> bool:
    """Say whether a word stands in a clause between or after commas that only adds: ", which"."""
    clause = relative_clause(line, word)
    first = min(line.subtree(clause)) if clause >= 0 else 0
    return clause >= 0 and "," in (line.form(first - 1), line.form(first))


def _is_main(line: Line, word: int) -> bool:
    """Say whether a subject is that of its sentence rather than of a clause in it."""
    verb = line.head(word)
    while line.tokens[verb].deprel == "conj":
        verb = line.head(verb)
    return line.head(verb) < 0


def _joined(traces: list[Trace], size: int) -> tuple[Entity, ...]:
    """Return the only entities of a sentence that are as many and joined: "between A and B"."""
    groups: dict[int, list[Entity]] = {}
    for trace in traces:
        groups.setdefault(trace.top, []).extend(trace.entities)
    found = [tuple(dict.fromkeys(group)) for group in groups.values()]
    fitting = [group for group in found if len(group) == size]
    return fitting[0] if len(fitting) == 1 else ()


def _may_be(kind: str, kinds: tuple[str, ...], trace: Trace) -> bool:
    """Say whether a thing may be of one of `kinds`: of some bodies only the name is known."""
    open_ = kind == _UNKNOWN and trace.named and any(is_a(wanted, _UNKNOWN) for wanted in kinds)
    return open_ or fits(kind, kinds)
