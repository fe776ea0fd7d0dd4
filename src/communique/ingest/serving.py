"""Who belongs where as only the read text tells: "a Sony spokesman", "she teaches at Keio"."""

from collections.abc import Iterator

from communique.ingest.affiliations import by_verb, tie
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import HELD, nouns_at
from communique.ingest.phrases import role
from communique.ingest.postings import find_predicates
from communique.ingest.titles import Office, is_owner

_SERVING = ("for", "at", "from", "of")
_SERVANTS = (*HELD, "aide")
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
            yield tie(name, owner, owner.head)
    for office in (*by_verb(line), *find_predicates(line)):
        if office.holder and (office.holder.how in _POINTING or _is_read(line, office.owner)):
            yield office


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
    new = any(line.form(each) in role("one of a kind") for each in line.below(name.head, "det"))
    if not new or not any(noun.scope in _SERVANTS for noun in nouns_at(line, name.head)):
        return None
    before = (line.headed_by(each) for each in line.below(name.head, "compound"))
    after = (
        line.headed_by(each)
        for each in line.below(name.head, "nmod")
        if {line.form(at) for at in line.below(each, "case")} & set(_SERVING)
    )
    found = {one.entities: one for one in (*before, *after) if one and _is_served(one)}
    return next(iter(found.values())) if len(found) == 1 else None


def _is_served(name: Name) -> bool:
    return name.how != "demonym" and is_owner(name) and not is_a(name.entities[0].kind, "Person")
