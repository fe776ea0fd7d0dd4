"""What an event is about: the complement of its words, as text and as the things in it."""

from itertools import islice

from communique.ingest.fillers import Filler, polity
from communique.ingest.frames import Frame
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
from communique.ingest.slots import slot

_KINDS = ("Technology", "AISystem", "Instrument", "Summit", "Actor")
_ASKING = ("how", "whether", "if", "why")


def find_topic(
    line: Line, word: int, verb: int, frame: Frame
) -> tuple[tuple[Filler, ...], tuple[int, int]]:
    """Return what the event is about: the known things and actors in a phrase, and its words."""
    for path in frame.topic:
        heads = (head for head in slot(line, word, verb, path) if not _is_label(line, head))
        for head in islice(heads, 1):
            first, last = _phrase(line, head, verb)
            amount = line.tokens[head].lemma in role("money")
            if last > first and (amount or line.kind(head) not in ("time", "num")):
                inside = line.among(first, last)
                found = (_as_topic(name) for name in inside)
                return tuple(one for one in found if one), (first, last)
    return (), (0, 0)


def _is_label(line: Line, head: int) -> bool:
    """Say whether a phrase opens an item and a colon ends it: "Kenya: A firm opened, it said"."""
    label = next((at for at in range(len(line.tokens)) if line.form(at) == ":"), -1)
    return head < label and line.head(head) < 0


def _as_topic(name: Name) -> Filler | None:
    if name.how == "demonym":
        return polity(name, ("Polity",))
    entities = name.all_fitting(_KINDS)
    return Filler(name, entities) if entities else None


def _phrase(line: Line, head: int, verb: int) -> tuple[int, int]:
    """Return the words of a complement without its preposition, asides, marks and its own verb."""
    inside = set(line.subtree(head))
    inside -= set(line.subtree(verb)) if verb in inside else set()
    for child in line.children(head):
        token = line.tokens[child]
        opening = (
            token.deprel in ("case", "mark") and child < head and line.form(child) not in _ASKING
        )
        aside = token.deprel in ("parataxis", "punct", "cc") or (
            child > head
            and line.form(min(line.subtree(child)) - 1) == ","
            and token.deprel != "conj"
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
