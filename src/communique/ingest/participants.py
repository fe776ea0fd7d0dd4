"""Who takes part in what a predicate tells: its frame's slots filled with entities, or words."""

from dataclasses import dataclass

from communique.ingest.acts import decided, doers, imposed
from communique.ingest.arguments import is_passive, preposition, relative_clause, subject
from communique.ingest.coordination import sharing
from communique.ingest.echoes import companions, company, echoes
from communique.ingest.fillers import (
    Filler,
    described,
    examples,
    filler,
    identities,
    inside,
    located,
    polity,
)
from communique.ingest.focus import JUDGING, Focus, repeating
from communique.ingest.frames import Frame
from communique.ingest.joining import joined_in, whole_text
from communique.ingest.judging import is_deed
from communique.ingest.kinds import fits
from communique.ingest.letters import ADDRESSEE, addressee
from communique.ingest.members import named_after, spelt_out
from communique.ingest.names import Line, Name
from communique.ingest.nouns import noun_phrase, nouns_at
from communique.ingest.parties import (
    ASKER,
    MAKER,
    SPEAKER,
    asker,
    both_states,
    denied_again,
    hosts,
    is_answer,
    is_by_nobody,
    is_untold_pair,
    judged_again,
    likewise,
    made_by,
    sides,
    signers,
    speaker,
    text_speaking,
)
from communique.ingest.phrases import role
from communique.ingest.pressure import PRESSER, imposers, presser
from communique.ingest.slots import slot
from communique.ingest.topics import find_topic
from communique.ingest.traits import classes_with
from communique.ingest.unclear import TO_DO, is_no_deed, is_only_asked, is_unclear
from communique.language.annotation import Frame as Predicate
from communique.model import Entity

_DISAGREEING = 0.85
_IMPLIED = "implied"
_IMPOSER = "imposer"
_ELSEWHERE = (ADDRESSEE, ASKER, MAKER, PRESSER, SPEAKER, _IMPOSER)
_NEW = "!"
_PRONOUN = "pronoun"
_DESCRIBING = ".mod"
_ABOUT = ("obj", "in", "of", "for", "from")
_TEXTS = ("Instrument",)
_DONE_TO = "patient"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who fills a frame at `word`, which `verb` carries; the topic also as words first..last.

    `agentless` says that the verb is a passive that leaves unsaid who does it.
    """

    frame: Frame
    word: int
    verb: int
    agents: tuple[Filler, ...]
    patients: tuple[Filler, ...]
    topics: tuple[Filler, ...]
    topic: tuple[int, int]
    confidence: float
    unclear: bool = False
    agentless: bool = False

    @property
    def complete(self) -> bool:
        """Whether all that the frame needs is there, and nobody unknown stands in its place."""
        about = bool(self.topic[1])
        needed = {
            "": bool(self.agents and self.patients),
            "topic": bool(self.agents and (self.patients or about)),
            "phrase": bool(self.agents) and about,
            "all": bool(self.agents and self.patients) and about,
            "agent": bool(self.agents),
            "alone": bool(self.agents),
            "patient": bool(self.patients),
            "passive": bool(self.patients and (self.agents or self.agentless)),
        }
        return needed[self.frame.needs] and not self.unclear


def cast(line: Line, word: int, verb: int, frame: Frame, focus: Focus) -> Cast:
    """Return who fills `frame` at `word`, carried by `verb` (the same word for verbs)."""
    event = frame.event
    agents, agent_words = _filled(line, word, verb, frame.agent, frame.agents, focus, event)
    agents = text_speaking(line, word, verb, frame, agents, focus)
    asked = is_only_asked(line, word, verb, frame)
    paths = tuple(each for each in frame.patient if not (asked and each == TO_DO))
    patients, patient_words = _filled(line, word, verb, paths, frame.patients, focus, event)
    patients = judged_again(line, frame, patient_words, focus) or patients
    if frame.event in JUDGING and is_deed(line, verb):
        patients = tuple(one for one in patients if not _is_pointed_at(line, one))
    if not patients and agents:
        patients = _implied(line, word, verb, frame, focus)
    if not patients:
        patients = likewise(line, word, frame, focus) if agents else ()
        patients = patients or presser(line, verb, frame, agents)
        patients = patients or addressee(line, verb, frame, agents)
        patients = patients or asker(line, verb, frame, agents, focus)
        patients = patients or speaker(line, verb, frame, agents, focus)
        agents = agents or denied_again(line, word, frame, focus)
        agents = agents if patients else both_states(line, frame, agents, focus)
    taken = {filler.name for filler in agents}
    doing = {entity for filler in agents for entity in filler.entities}
    patients = tuple(
        filler
        for filler in patients
        if filler.name not in taken
        and not ((filler.name.how == _PRONOUN or not filler.here) and set(filler.entities) <= doing)
    )
    topics, words = find_topic(line, word, verb, frame)
    patients = patients or imposers(line, verb, frame, agents, focus)
    arcs = (*agent_words, *patient_words)
    confidence = min((line.tokens[each].probability for each in arcs), default=1.0)
    links = [filler.name.probability for filler in (*agents, *patients)]
    confidence *= min(links, default=1.0)
    if not _roles_agree(line, word, arcs):
        confidence *= _DISAGREEING
    unclear = not patients and is_unclear(line, word, verb, frame, first=not focus.earlier)
    made = frame.needs == _DONE_TO and "Instrument" in frame.patients
    unclear |= made and not agents and bool(subject(line, verb))
    unclear |= frame.needs == _DONE_TO and not agents and is_no_deed(line, verb)
    agentless = is_passive(line, verb) and not subject(line, verb)
    if agentless and MAKER in frame.agent:
        agents = made_by(line, frame, patients)
    if agentless and _IMPLIED in frame.agent:
        agents = tuple(
            Filler(name, name.all_fitting(frame.agents), here=False) for name in focus.hosts
        )
        agentless = not line.heading
    if agentless and _IMPOSER in frame.agent:
        agents = focus.imposers(identities(patients))
    agentless |= is_by_nobody(line, verb)
    return Cast(frame, word, verb, agents, patients, topics, words, confidence, unclear, agentless)


def _is_pointed_at(line: Line, one: Filler) -> bool:
    """Say whether an actor is only what "it" or "that" may be."""
    it = one.name.how == _PRONOUN and line.form(one.name.first) in role("it")
    return it and any(fits(entity.kind, ("Actor",)) for entity in one.entities)


def denied(line: Line, word: int, frame: Frame, patients: tuple[Name, ...], focus: Focus) -> Cast:
    """Return who did, or by a bare "did not" did not do, what `frame` told of somebody else."""
    arcs = repeating(line, word)
    agents = _fillers(line, word, arcs, frame.agents, focus)
    filled = tuple(_elsewhere(name, frame) for name in patients)
    confidence = _DISAGREEING * min((line.tokens[each].probability for each in arcs), default=0.0)
    return Cast(frame, word, word, agents, filled, (), (0, 0), confidence)


def _filled(
    line: Line,
    word: int,
    verb: int,
    paths: tuple[str, ...],
    kinds: tuple[str, ...],
    focus: Focus,
    event: str,
) -> tuple[tuple[Filler, ...], tuple[int, ...]]:
    """Return the fillers of the first path that has any, and the words by which they hang."""
    for path in paths:
        if path.endswith(_IMPLIED) or path in _ELSEWHERE:
            continue
        leading, plus, _ = path.partition("+")
        doing = slot(line, word, verb, leading) if plus else ()
        if doing and not _fillers(line, verb, doing, kinds, focus):
            continue  # only half of those who do it together would be known
        heads = slot(line, word, verb, path.removesuffix(_NEW))
        heads += (*companions(line, verb, heads), *echoes(line, verb, heads))
        heads += company(line, verb, heads, event)
        found = _fillers(line, verb, heads, kinds, focus, path=path, event=event)
        if found:
            return found, heads
    return (), ()


def _fillers(
    line: Line,
    verb: int,
    heads: tuple[int, ...],
    kinds: tuple[str, ...],
    focus: Focus,
    *,
    path: str = "",
    event: str = "",
) -> tuple[Filler, ...]:
    """Return whom of `kinds` the phrases with `heads`, and those joined to them, stand for.

    For some classes of `event`, who is named inside a phrase counts where the phrase itself names
    nobody.
    """
    found: list[Filler] = []
    within = event in classes_with("within")
    for head in heads:
        for each in sharing(line, head, verb):
            if _is_a_building(line, each):
                continue
            one = filler(line, each, kinds) or _wider(line, each, verb, kinds)
            one = one or (_adjective(line, each, kinds) if path.endswith(_DESCRIBING) else None)
            if within:
                one = located(line, one) if one else inside(line, each, kinds)
            some = () if one and _is_told(line, one) else examples(line, each, kinds)
            one = one or (whole_text(line, each, kinds, focus) if event in JUDGING else None)
            one = one or described(line, each, kinds, focus.article, things=path.endswith(_NEW))
            one = one or imposed(line, each, kinds, focus) or decided(line, each, kinds, focus)
            several = () if one and _is_named(one) else sides(line, each, kinds, focus)
            several = several or hosts(line, each, kinds, focus)
            several = several or signers(line, each, kinds, focus)
            several = several or (_spelt_out(line, one, kinds) if one else ())
            if one and not several and not _is_named(one) and is_untold_pair(line, each):
                continue
            told = several or some or ((one,) if one else doers(line, each, kinds, focus, event))
            found += told
    listed = {member.id for one in found for member in _members(line, one)}
    apart = (one for one in found if listed.isdisjoint(identities((one,))))
    return tuple(dict.fromkeys(apart))


def _spelt_out(line: Line, one: Filler, kinds: tuple[str, ...]) -> tuple[Filler, ...]:
    """Return each of a group that the sentence ends with: "Two voted against: Peru and Chad"."""
    names = spelt_out(line, one.name) if one.here and one.name.how == "group" else ()
    each = (Filler(name, name.all_fitting(kinds)) for name in names)
    return tuple(found for found in each if found.entities)


def _members(line: Line, one: Filler) -> tuple[Entity, ...]:
    """Return who are listed after a group: its members, who do what it does."""
    head = one.name.head
    if not one.here or one.name.how != "group":
        return ()
    phrases = (noun_phrase(line, head, noun) for noun in nouns_at(line, head)[:1])
    return tuple(member for phrase in phrases for member in named_after(line, phrase))


def _is_a_building(line: Line, word: int) -> bool:
    """Say whether something is done at a building that has no name of its own, not to it."""
    name = line.headed_by(word)
    seat = line.tokens[word].lemma.lower() in (*role("grounds"), *role("seat alone"))
    return (
        seat
        and preposition(line, word) in role("at a building")
        and not (name and name.how == "name")
    )


def _is_told(line: Line, one: Filler) -> bool:
    """Say whether words name who it is, or how many there are."""
    return _is_named(one) or bool(line.below(one.name.head, "nummod"))


def _is_named(one: Filler) -> bool:
    return one.name.how not in ("group", "described")


def _adjective(line: Line, word: int, kinds: tuple[str, ...]) -> Filler | None:
    """Return the state whose adjective says whose a thing is: "a French offer"."""
    name = line.headed_by(word)
    return polity(name, kinds) if name and name.how == "demonym" else None


def _wider(line: Line, word: int, verb: int, kinds: tuple[str, ...]) -> Filler | None:
    """Return what a relative clause describes when it hangs on a word inside that phrase.

    Where the tree hangs it on something else than can be meant, that is the name right before it.
    """
    if "relcl" not in line.tokens[verb].deprel or line.head(word) == verb:
        return None
    noun = word
    while line.tokens[word].deprel == "nmod":
        word = line.head(word)
        found = filler(line, word, kinds)
        if found:
            return found
    start = min(line.subtree(verb))
    between = [name for name in line.names if noun < name.first and name.last <= start]
    things = [name for name in reversed(between) if name.all_fitting(kinds)]
    thing = things[0] if things and "Actor" not in kinds and noun == line.head(verb) else None
    return Filler(thing, thing.all_fitting(kinds)) if thing else None


def _implied(line: Line, word: int, verb: int, frame: Frame, focus: Focus) -> tuple[Filler, ...]:
    """Return what the frame lets its word leave unsaid, unless the text says it in other words."""
    heads = [
        (path, head)
        for path in frame.patient
        if path.endswith(_IMPLIED)
        for head in _leaving(line, word, path)
    ]
    joined = (joined_in(line, head, frame.patients, focus) for _, head in heads)
    if found := next((each for each in joined if each), ()):
        return found
    clause = relative_clause(line, verb)
    if clause >= 0 and any(line.tokens[each].upos == "PRON" for each in line.below(clause, "obj")):
        return ()  # "a group which they promised to join"
    role_in = any(preposition(line, each) == "as" for each in line.below(verb, "obl"))
    if role_in and "Summit" not in frame.patients:
        return ()  # "joined as a partner" is no signing
    about = (*_ABOUT, "to") if frame.patients == _TEXTS else _ABOUT
    said = [path for each in frame.patient if (path := each.removesuffix(_NEW)) in about]
    if any(_is_content(line, each) for path in said for each in slot(line, word, verb, path)):
        return ()
    for _, head in heads:
        far = not is_answer(line, verb, focus)
        names = focus.implied(line, head, frame.patients, far=far)
        return tuple(_elsewhere(name, frame) for name in names)
    return ()


def _leaving(line: Line, word: int, path: str) -> tuple[int, ...]:
    """Return the predicates that leave unsaid what they are about: "refused to sign"."""
    before, _, _ = path.rpartition(".")
    return slot(line, word, word, before) if before else (word,)


def _is_content(line: Line, word: int) -> bool:
    """Say whether a word tells what it is, rather than points or says when or where."""
    told = line.tokens[word].upos in ("NOUN", "PROPN") and line.kind(word) != "time"
    clauses = line.below(word, "acl:relcl", "acl")
    apart = any(line.form(min(line.subtree(each)) - 1) != "," for each in clauses)
    return told and (apart or line.tokens[word].lemma.lower() not in role("pointing thing"))


def _elsewhere(name: Name, frame: Frame) -> Filler:
    return Filler(name, name.all_fitting(frame.patients), here=False)


def _roles_agree(line: Line, word: int, arcs: tuple[int, ...]) -> bool:
    """Say whether the model's frame at `word` has the same words among its arguments."""
    model = next((each for each in line.sentence.frames if each.predicate == word), None)
    return model is None or all(_has(model, each) for each in arcs)


def _has(model: Predicate, word: int) -> bool:
    return any(argument.start <= word < argument.end for argument in model.arguments)
