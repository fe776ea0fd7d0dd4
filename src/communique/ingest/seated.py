"""Bodies that a text goes on about by their seat or owner: "the Tokyo-based start-up".

News says so of whom it has named already, so that they are nobody new.
"""

from communique.ingest.background import Background
from communique.ingest.candidates import is_other_thing, known_homes
from communique.ingest.discourse import Discourse
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import role
from communique.model import Entity

_NEAR = 2
_LIKELY = 0.85
_FIRMS = ("Company", "CivilSocietyOrganization", "ResearchInstitution")


def is_seated(line: Line, phrase: Phrase) -> bool:
    """Say whether "the" and a seat or an owner point to a body: "the Microsoft-backed lab"."""
    if phrase.plural or phrase.noun.lemma not in role("any firm"):
        return False
    before = {line.form(each) for each in line.below(phrase.head, "det")}
    before |= {line.form(phrase.first), line.form(phrase.start - 1)}
    return "the" in before and _tie(line, phrase) >= 0


def untied(line: Line, phrase: Phrase) -> Line:
    """Return the line without the seat or owner in such a phrase, which does nothing there."""
    words = range(phrase.start, phrase.head)
    return line.without(*(name for at in words if (name := line.covering(at))))


def seated(
    discourse: Discourse, number: int, line: Line, phrase: Phrase, background: Background
) -> Name | None:
    """Return the name of the body that such a phrase goes on about, None if there are several."""
    first = min(line.subtree(phrase.head))
    inside = {e.id for at in range(first, phrase.head) for e in _named(line, at)}
    states = _states(line, first, phrase, background)
    for traces in discourse.recent(number, _NEAR, ("Organization",)):
        fitting = [
            trace
            for trace in traces
            if len(trace.entities) == 1
            and (trace.line < number or trace.head < phrase.head)
            and trace.entities[0].id not in inside
            and fits(trace.entities[0].kind, _FIRMS)
            and not is_other_thing(phrase, trace.entities[0])
            and _is_of(discourse, trace.entities[0], states, background)
        ]
        homes = (known_homes(discourse, trace.entities[0], background) for trace in fitting)
        sure = [trace for trace, known in zip(fitting, homes, strict=True) if known & states]
        subjects = [trace for trace in fitting if trace.subject and states]
        for chosen in (sure, fitting, subjects):
            found = {trace.entities[0].id: trace.entities[0] for trace in chosen}
            if len(found) == 1:
                one = (next(iter(found.values())),)
                last = phrase.end
                return line.name(phrase.start, last, one, "definite", probability=_LIKELY)
        if fitting:
            return None
    return None


def _tie(line: Line, phrase: Phrase) -> int:
    """Return the participle that ties a body to its seat or owner, -1 without one."""
    words = range(max(phrase.start, 2), phrase.head)
    ties = (at for at in words if line.form(at) in role("tied to"))
    hyphened = (at for at in ties if line.form(at - 1) == "-" and _is_named(line, at - 2))
    return next(hyphened, -1)


def _is_named(line: Line, index: int) -> bool:
    """Say whether a word is of a name: "state-owned" tells none."""
    return bool(_named(line, index)) or line.tokens[index].upos == "PROPN"


def _named(line: Line, index: int) -> tuple[Entity, ...]:
    name = line.covering(index)
    return name.entities if name else ()


def _states(line: Line, first: int, phrase: Phrase, background: Background) -> set[str]:
    """Return the states of the towns and regions that a phrase is "based" in."""
    tie = _tie(line, phrase)
    if line.form(tie) != "based":
        return set()
    places = [each for at in range(first, tie) for each in _named(line, at)]
    things = (background.by_id.get(each.id) for each in places if is_a(each.kind, "Place"))
    found = {key for thing in things if thing for key in thing.cell("country")}
    return found | {each.key for each in places if is_a(each.kind, "Polity")}


def _is_of(discourse: Discourse, body: Entity, states: set[str], background: Background) -> bool:
    """Say whether nothing tells that a body belongs to other states than these."""
    homes = known_homes(discourse, body, background)
    known = {key for key in homes if background.find(key, "Polity")}
    return not states or not known or bool(states & known)
