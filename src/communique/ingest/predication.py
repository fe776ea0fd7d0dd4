"""Who does what to whom: a verb with a subject, an object and whether it happened, when sure."""

from dataclasses import dataclass, field, replace

from communique.ingest.attribution import Quote, Source
from communique.ingest.clauses import boundary, is_negative, objects, subject
from communique.ingest.names import Line, Name
from communique.ingest.times import When
from communique.ingest.triggers import Trigger
from communique.ingest.verbs import Group, cues, verb_group, worst
from communique.model import Article, Factuality

_SURE = {"finite": 0.9, "passive": 0.9, "progressive": 0.85, "plural": 0.85, "reduced": 0.85}
_INHERITED = 0.8
_HEADING = 0.75
_UNSURE_HOWS = {"metonym": 0.85, "definite": 0.85, "learned": 0.9}
_BARRIERS = frozenset(("rel", "sub", "that", "pron", "aux", "modal"))


@dataclass(slots=True)
class Scene:
    """A sentence while its triggers are read, from left to right."""

    line: Line
    text: str
    article: Article
    quotes: tuple[Quote, ...]
    sources: tuple[Source, ...]
    times: tuple[When, ...]
    taken: set[int] = field(default_factory=set)
    last: "Clause | None" = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its subject and object as far as they are sure."""

    group: Group
    end: int
    agents: tuple[Name, ...]
    patients: tuple[Name, ...]
    factuality: Factuality
    confidence: float


def find_clause(scene: Scene, index: int, end: int, trigger: Trigger) -> Clause | None:
    """Return the clause of the verb at `index`, None when a slot does not fit or is unsure."""
    line = scene.line
    group = verb_group(line, index, trigger.forms)
    if group.shape == "none" or (group.shape == "progressive" and not trigger.progressive):
        return None
    by = _by(line, end) if group.shape in ("passive", "reduced", "finite or reduced") else 0
    if by:
        return _passive(scene, group, by, trigger) if not trigger.tail else None
    if group.shape in ("passive", "reduced"):
        return None
    return _active(scene, group, end, trigger)


def _by(line: Line, end: int) -> int:
    """Return where the agent of a passive begins, 0 without "by"."""
    position = end
    while line.kind(position) in ("adv", "time") or (
        line.form(position) in ("on", "in") and line.kind(position + 1) in ("time", "num")
    ):
        position += 1 if line.kind(position) in ("adv", "time") else 2
    return position + 1 if line.form(position) == "by" else 0


def _passive(scene: Scene, group: Group, by: int, trigger: Trigger) -> Clause | None:
    line = scene.line
    agents, end = objects(line, by, trigger.agent)
    if group.shape == "passive":
        patients = subject(line, group.start, trigger.patient)
    else:
        before = line.ending(group.start) or line.ending(_closed(line, group.start))
        thing = before and before.fitting(trigger.patient) and not before.fitting(("Actor",))
        patients = (before,) if before and thing else ()
    if not agents or not patients or "object" not in trigger.via:
        return None
    return _judged(scene, group, end, agents, patients, _SURE["passive"])


def _closed(line: Line, index: int) -> int:
    return index - 1 if line.kind(index - 1) in ("quote", "punct") else index


def _active(scene: Scene, group: Group, end: int, trigger: Trigger) -> Clause | None:
    line = scene.line
    floor = scene.last.end if scene.last else 0
    agents = subject(line, group.start, trigger.agent, floor=floor)
    confidence = _SURE.get(group.shape, _SURE["finite"])
    inherited = None
    if not agents:
        inherited = _shared_subject(scene, group, trigger)
        agents = inherited.agents if inherited else ()
        confidence = _INHERITED
    if not agents:
        return None
    plural = len(agents) > 1 or line.heading or agents[-1].how == "group"
    if group.shape == "plural" and not plural and not inherited:
        return None
    patients, after = _patients(line, end, trigger, agents)
    if not patients and "each" not in trigger.via:
        return None
    if not patients and (len(agents) < 2 or not _ends_there(line, end)):
        return None
    clause = _judged(scene, group, after, agents, patients, confidence)
    if clause and inherited and (group.bare and group.shape != "finite or reduced"):
        clause = replace(clause, factuality=worst(clause.factuality, inherited.factuality))
    return clause


def _patients(
    line: Line, end: int, trigger: Trigger, agents: tuple[Name, ...]
) -> tuple[tuple[Name, ...], int]:
    for via in trigger.via:
        start = end
        if via == "each":
            continue
        if via != "object":
            while line.kind(start) == "adv":
                start += 1
            if line.form(start) != via:
                continue
            start += 1
        patients, after = objects(line, start, trigger.patient)
        if patients and not set(patients) & set(agents):
            return patients, after
    return (), end


def _ends_there(line: Line, index: int) -> bool:
    """Say whether nothing that could be an object follows."""
    return line.kind(index) in ("punct", "prep", "time", "adv", "conj", "")


def _shared_subject(scene: Scene, group: Group, trigger: Trigger) -> Clause | None:
    """Return the clause before, when "and" joins this verb to it: "signed X and criticised Y"."""
    line, last = scene.line, scene.last
    joint = group.start - 1
    if last is None or line.form(joint) not in ("and", "but") or line.ending(joint + 1):
        return None
    between = range(last.end, joint)
    clear = all(
        line.kind(index) not in _BARRIERS and line.form(index) not in (";", ":", '"')
        for index in between
    )
    fitting = all(name.fitting(trigger.agent) for name in last.agents)
    return last if clear and fitting and joint >= last.end else None


def _judged(
    scene: Scene,
    group: Group,
    end: int,
    agents: tuple[Name, ...],
    patients: tuple[Name, ...],
    confidence: float,
) -> Clause | None:
    """Add whether it happened; no clause at all when that cannot be told."""
    line = scene.line
    factuality = group.factuality
    if any(is_negative(line, name.first) for name in agents):
        factuality = Factuality.NEGATED
    start = min(boundary(line, agents), group.start)
    scope = _scope(scene, start)
    if scope is None:
        return None
    for how in (name.how for name in (*agents, *patients)):
        confidence = min(confidence, _UNSURE_HOWS.get(how, 1.0))
    if line.heading:
        confidence = min(confidence, _HEADING)
    return Clause(group, end, agents, patients, worst(factuality, scope), confidence)


def _scope(scene: Scene, start: int) -> Factuality | None:
    """Return what the words before the subject make of the clause; None when it cannot be told."""
    line = scene.line
    position = start - 1
    found = Factuality.ACTUAL
    if line.form(position) == "that" and line.kind(position) == "that":
        governor = line.form(position - 1)
        said = any(source.verb >= 0 and source.verb < position for source in scene.sources)
        if governor not in cues("scope") and not said:
            return None
    while position >= 0 and line.form(position) not in (",", ";", ":", "but", "|"):
        if line.free(position, position + 1):
            found = worst(found, cues("scope").get(line.form(position), Factuality.ACTUAL))
        position -= 1
    return found
