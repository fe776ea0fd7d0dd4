"""Who takes part in what a predicate tells: its frame's slots filled with entities, or words."""

from dataclasses import dataclass

from communique.ingest.arguments import coordinated, is_verb, preposition, slot
from communique.ingest.focus import Focus
from communique.ingest.frames import Frame
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import noun_phrase, nouns_at
from communique.ingest.phrases import role
from communique.language.annotation import Frame as Predicate
from communique.model import Entity
from communique.vocab import digest

_DISAGREEING = 0.85
_UNNAMED = 0.8
_IMPLIED = "implied"
_NEW = "!"
_ADDRESSED = ("obj", "iobj")
_TOPICS = ("Technology", "AISystem", "Instrument", "Summit", "Actor")


@dataclass(frozen=True, slots=True)
class Filler:
    """A name and whom of it a slot takes; `here` says that the sentence itself has the name."""

    name: Name
    entities: tuple[Entity, ...]
    here: bool = True


@dataclass(frozen=True, slots=True)
class Cast:
    """Who fills a frame at `word`, which `verb` carries; the topic also as words first..last."""

    frame: Frame
    word: int
    verb: int
    agents: tuple[Filler, ...]
    patients: tuple[Filler, ...]
    topics: tuple[Filler, ...]
    topic: tuple[int, int]
    confidence: float
    unclear: bool = False

    @property
    def complete(self) -> bool:
        """Whether all that the frame needs is there, and nobody unknown stands in its place."""
        return (
            not self.unclear
            and {
                "": bool(self.agents and self.patients),
                "topic": bool(self.agents and (self.patients or self.topic[1])),
                "phrase": bool(self.agents and self.topic[1]),
                "agent": bool(self.agents),
                "patient": bool(self.patients),
            }[self.frame.needs]
        )


def cast(line: Line, word: int, verb: int, frame: Frame, focus: Focus) -> Cast:
    """Return who fills `frame` at `word`, carried by `verb` (the same word for verbs)."""
    agents, agent_words = _filled(line, word, verb, frame.agent, frame.agents, focus)
    patients, patient_words = _filled(line, word, verb, frame.patient, frame.patients, focus)
    if not patients and agents:
        patients = _implied(line, word, frame, focus)
    taken = {filler.name for filler in agents}
    patients = tuple(filler for filler in patients if filler.name not in taken)
    topics, words = _topic(line, word, verb, frame)
    arcs = (*agent_words, *patient_words)
    confidence = min((line.tokens[each].probability for each in arcs), default=1.0)
    links = [filler.name.probability for filler in (*agents, *patients)]
    confidence *= min(links, default=1.0)
    if not _roles_agree(line, word, arcs):
        confidence *= _DISAGREEING
    unclear = not patients and _is_unclear(line, word, verb, frame)
    return Cast(frame, word, verb, agents, patients, topics, words, confidence, unclear)


def denied(line: Line, word: int, frame: Frame, patients: tuple[Name, ...], focus: Focus) -> Cast:
    """Return who, by a bare "did not", did not do what `frame` told of somebody else."""
    agents, arcs = _filled(line, word, word, ("subj",), frame.agents, focus)
    filled = tuple(_elsewhere(name, frame) for name in patients)
    confidence = _DISAGREEING * min((line.tokens[each].probability for each in arcs), default=0.0)
    return Cast(frame, word, word, agents, filled, (), (0, 0), confidence)


def filler(line: Line, word: int, kinds: tuple[str, ...]) -> Filler | None:
    """Return whom of `kinds` the phrase that `word` heads stands for, None for nobody known."""
    name = line.headed_by(word)
    if not name:
        lemma = line.tokens[word].lemma
        owner = _owner(line, word, kinds) if lemma in role("standing for") else None
        if owner:
            return owner
        name = _called(line, word, kinds) if lemma in role("naming noun") else None
    elif name.head != word and not _is_top(line, name, word):
        name = None
    if not name:
        return None
    if name.how == "demonym":
        plain = line.tokens[word].deprel in ("amod", "compound") or line.below(word, "nummod")
        return None if plain and name.head == word else _polity(name, kinds)
    if name.how in ("group", "described"):
        members = _sent_by(line, word, kinds)
        if members:
            return members
    entities = name.all_fitting(kinds)
    return Filler(name, entities) if entities else None


def _sent_by(line: Line, word: int, kinds: tuple[str, ...]) -> Filler | None:
    """Return whom people speak for: two states at least, or a body: "experts of the Forum"."""
    if line.tokens[word].lemma.lower() not in role("speaking for"):
        return None
    several = _sides(line, word, kinds)
    if several and len(several.entities) > 1:
        return several
    heads = [
        each for each in line.below(word, "nmod") if preposition(line, each) in role("sent by")
    ]
    bodies = (name for each in heads if (name := line.headed_by(each)))
    body = next((name for name in bodies if name.fitting(("Organization",))), None)
    return Filler(body, body.all_fitting(kinds)) if body and body.all_fitting(kinds) else None


def _sides(line: Line, word: int, kinds: tuple[str, ...]) -> Filler | None:
    """Return the states before or after a noun: "the Turkish and Greek sides"."""
    heads = list(line.below(word, "amod", "compound", "nmod:poss"))
    heads += [each for each in line.below(word, "nmod") if preposition(line, each) == "from"]
    names = [
        name
        for head in heads
        for each in coordinated(line, head)
        if (name := line.headed_by(each)) and _polity(name, kinds)
    ]
    states = {entity.id: entity for name in names for entity in name.entities}
    return Filler(names[0], tuple(states.values())) if names else None


def _wider(line: Line, word: int, verb: int, kinds: tuple[str, ...]) -> Filler | None:
    """Return what a relative clause describes when it hangs on a word inside that phrase."""
    if "relcl" not in line.tokens[verb].deprel or line.head(word) == verb:
        return None
    while line.tokens[word].deprel == "nmod":
        word = line.head(word)
        found = filler(line, word, kinds)
        if found:
            return found
    return None


def _owner(line: Line, word: int, kinds: tuple[str, ...]) -> Filler | None:
    """Return whom "the Kazakh side" or "TSMC's leadership" stands for."""
    sides = _sides(line, word, kinds)
    if sides:
        return sides
    owned = (line.headed_by(each) for each in line.below(word, "nmod:poss"))
    body = next((name for name in owned if name and name.fitting(("Organization",))), None)
    return Filler(body, body.all_fitting(kinds)) if body and body.all_fitting(kinds) else None


def _called(line: Line, word: int, kinds: tuple[str, ...]) -> Name | None:
    """Return the name in "a new Qwen model" or "the model Qwen"."""
    beside = line.below(word, "compound", "appos", "flat", "nmod:desc")
    names = (line.headed_by(each) for each in beside)
    return next((name for name in names if name and name.all_fitting(kinds)), None)


def _polity(name: Name, kinds: tuple[str, ...]) -> Filler | None:
    entities = tuple(
        one for one in name.entities if is_a(one.kind, "Polity") and fits(one.kind, kinds)
    )
    return Filler(name, entities) if len(entities) == 1 else None


def _is_top(line: Line, name: Name, word: int) -> bool:
    """Say whether nothing in the name stands above `word`, or it is the last of it."""
    return word == name.last - 1 or not name.first <= line.head(word) < name.last


def _filled(
    line: Line,
    word: int,
    verb: int,
    paths: tuple[str, ...],
    kinds: tuple[str, ...],
    focus: Focus,
) -> tuple[tuple[Filler, ...], tuple[int, ...]]:
    """Return the fillers of the first path that has any, and the words by which they hang."""
    for path in paths:
        if path.endswith(_IMPLIED):
            continue
        new = path.endswith(_NEW)
        path = path.removesuffix(_NEW)
        heads = slot(line, word, verb, path)
        found = []
        for head in heads:
            for each in coordinated(line, head):
                one = filler(line, each, kinds) or _wider(line, each, verb, kinds)
                one = one or _described(line, each, kinds, focus, things=new)
                if one:
                    found.append(one)
        if found:
            return tuple(dict.fromkeys(found)), heads
    return (), ()


def _described(
    line: Line, word: int, kinds: tuple[str, ...], focus: Focus, *, things: bool
) -> Filler | None:
    """Return the people that a noun describes where a frame asks for actors: "prosecutors".

    With `things` also the instrument or system: "curbs of its own". What points back, and one
    person whom nothing names, stays unknown.
    """
    name = line.headed_by(word)
    if line.heading or (name and name.how != "demonym"):
        return None
    for noun in nouns_at(line, word):
        phrase = noun_phrase(line, word, noun)
        if not phrase.kind or not fits(phrase.kind, kinds) or phrase.definite == "none":
            continue
        thing = fits(phrase.kind, ("Instrument", "AISystem"))
        alone = phrase.start == phrase.head and phrase.last == phrase.end
        if thing and (alone or not things):
            return None
        if not thing and (phrase.kind != "Group" or phrase.definite == "definite"):
            return None
        end = phrase.last if thing else phrase.end
        words = line.words(phrase.start, end)
        key = digest(focus.article, phrase.kind.lower(), words.lower())
        entity = Entity(phrase.kind, key, words)
        name = line.name(phrase.start, end, (entity,), "described", probability=_UNNAMED)
        return Filler(name, (entity,))
    return None


def _implied(line: Line, word: int, frame: Frame, focus: Focus) -> tuple[Filler, ...]:
    """Return what the frame lets its word leave unsaid."""
    for path in frame.patient:
        before, _, last = path.rpartition(".")
        if last == _IMPLIED:
            for head in slot(line, word, word, before) if before else (word,):
                names = focus.implied(line, head, frame.patients)
                return tuple(_elsewhere(name, frame) for name in names)
    return ()


def _is_unclear(line: Line, word: int, verb: int, frame: Frame) -> bool:
    """Say whether a pronoun stands for a patient that is not known, or a noun for one addressed."""
    for path in frame.patient:
        path = path.removesuffix(_NEW)
        if path in _ADDRESSED or path in frame.topic:
            for head in slot(line, word, verb, path):
                actor = frame.patients == ("Actor",) and path not in frame.topic
                if actor or line.tokens[head].upos == "PRON":
                    return True
    return False


def _elsewhere(name: Name, frame: Frame) -> Filler:
    return Filler(name, name.all_fitting(frame.patients), here=False)


def _topic(
    line: Line, word: int, verb: int, frame: Frame
) -> tuple[tuple[Filler, ...], tuple[int, int]]:
    """Return what the event is about: the known things and actors in a phrase, and its words."""
    for path in frame.topic:
        for head in slot(line, word, verb, path)[:1]:
            first, last = _phrase(line, head)
            if last > first and line.kind(head) not in ("time", "num"):
                inside = [name for name in line.names if first <= name.first and name.last <= last]
                found = (_as_topic(name) for name in inside)
                return tuple(one for one in found if one), (first, last)
    return (), (0, 0)


def _as_topic(name: Name) -> Filler | None:
    if name.how == "demonym":
        return _polity(name, ("Polity",))
    entities = name.all_fitting(_TOPICS)
    return Filler(name, entities) if entities else None


def _phrase(line: Line, head: int) -> tuple[int, int]:
    """Return the words of a complement without its preposition, asides and marks."""
    inside = set(line.subtree(head))
    for child in line.children(head):
        token = line.tokens[child]
        opening = (
            token.deprel in ("case", "mark")
            and child < head
            and line.form(child) not in ("how", "whether", "if", "why")
        )
        aside = token.deprel in ("parataxis", "punct", "cc") or (
            child > head
            and line.form(min(line.subtree(child)) - 1) == ","
            and token.deprel not in ("conj",)
        )
        if opening or aside:
            inside -= set(line.subtree(child))
    first = head
    while first - 1 in inside:
        first -= 1
    last = head + 1
    while last in inside or (line.kind(last) in ("punct", "quote") and last + 1 in inside):
        last += 1
    return first, last


def _roles_agree(line: Line, word: int, arcs: tuple[int, ...]) -> bool:
    """Say whether the model's frame at `word` has the same words among its arguments."""
    model = next((each for each in line.sentence.frames if each.predicate == word), None)
    return model is None or all(_has(model, each) for each in arcs)


def _has(model: Predicate, word: int) -> bool:
    return any(argument.start <= word < argument.end for argument in model.arguments)
