"""Who belongs where as only the read text tells: "a Sony spokesman", "she teaches at Keio"."""

from collections.abc import Iterator
from dataclasses import replace

from communique.ingest.affiliations import by_verb, tie
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import HELD, nouns_at
from communique.ingest.phrases import role
from communique.ingest.postings import find_predicates
from communique.ingest.title_starts import is_former
from communique.ingest.titles import Office, is_owner

_SERVING = ("for", "at", "from", "of")
_SERVANTS = (*HELD, "aide")
_SPEAKING = "spokesperson"
_POINTING = ("pronoun", "definite")
_READ = (*_POINTING, "described")


def find_serving(line: Line) -> Iterator[Office]:
    """Yield the affiliations of those who are only described, and what pronouns tell of theirs.

    They are known once it is told whom the words stand for, as is who leads "it".
    """
    for name in line.names:
        person = name.fitting(("Person",)) if name.how == "described" else None
        owner = _served(line, name) if person else None
        if owner:
            yield _office(line, name, owner)
        elif person and (state := _sent_by(line, name)):
            yield tie(name, state, state.head)
    for office in (*by_verb(line), *find_predicates(line)):
        if office.holder and (office.holder.how in _POINTING or _is_read(line, office.owner)):
            yield office


def _office(line: Line, name: Name, owner: Name) -> Office:
    """Return what somebody new does for an owner, without a title."""
    office = tie(name, owner, owner.head)
    speaks = any(noun.scope == _SPEAKING for noun in nouns_at(line, name.head))
    return replace(office, scope=_SPEAKING) if speaks else office


def _sent_by(line: Line, name: Name) -> Name | None:
    """Return the state that somebody new acts for: "a French diplomat", "a US trade official"."""
    former = any(is_former(line, at) for at in range(name.first, name.head))
    serves = line.tokens[name.head].lemma.lower() in role("in the service of a state")
    if former or not serves or not _is_new(line, name):
        return None
    beside = {*line.below(name.head, "amod", "compound")}
    states = [one for one in name.inner if one.head in beside and is_owner(one)]
    return states[0] if len(states) == 1 else None


def _is_read(line: Line, owner: int) -> bool:
    """Say whether words stand for a body that only reading tells: "it", "the trade committee"."""
    body = line.covering(owner) if owner >= 0 else None
    if body is None or body.how not in _READ or body.several:
        return False
    return line.form(body.first - 1) not in ("a", "an")


def _served(line: Line, name: Name) -> Name | None:
    """Return whom somebody new serves: "a Sony envoy", "an aide at Sony"; no demonym.

    "Sony's founder" may be one whom the text names.
    """
    serves = any(noun.scope in _SERVANTS for noun in nouns_at(line, name.head))
    if not serves or not _is_new(line, name):
        return None
    before = (line.headed_by(each) for each in line.below(name.head, "compound"))
    after = (
        line.headed_by(each)
        for each in line.below(name.head, "nmod")
        if {line.form(at) for at in line.below(each, "case")} & set(_SERVING)
    )
    found = {one.entities: one for one in (*before, *after) if one and _is_served(one)}
    return next(iter(found.values())) if len(found) == 1 else None


def _is_new(line: Line, name: Name) -> bool:
    return any(line.form(each) in role("one of a kind") for each in line.below(name.head, "det"))


def _is_served(name: Name) -> bool:
    return name.how != "demonym" and is_owner(name) and not is_a(name.entities[0].kind, "Person")
