"""Which of the times in a sentence is that of an event: the one that hangs on its words."""

from communique.ingest.arguments import is_verb, preposition
from communique.ingest.names import Line
from communique.ingest.times import When

_LOOSE = ("compound", "amod", "nmod:poss", "nmod:desc", "flat", "dep")
_ELSEWHERE = ("to", "for", "of", "from")
_PENDING = ("expect", "schedule", "due", "set", "plan", "slate", "likely")


def time_of(line: Line, word: int, verb: int, times: tuple[When, ...]) -> When | None:
    """Return the time of what `word` tells, carried by `verb`; None for none or several."""
    for anchor in _anchors(line, word, verb):
        near = [when for when in times if _hangs_on(line, when, anchor)]
        if near:
            competing = {(when.value, when.end) for when in near}
            return near[0] if len(competing) == 1 else None
    return None


def _anchors(line: Line, word: int, verb: int) -> tuple[tuple[int, ...], ...]:
    """Return the words that the time may hang on, those before others first."""
    own: tuple[int, ...] = (word, verb)
    found = [own]
    token = line.tokens[verb]
    head = token.head
    if head < 0:
        return tuple(found)
    above = line.tokens[head]
    if token.deprel == "xcomp" and above.lemma in _PENDING:
        found.append((head,))
    if token.deprel == "acl" and above.deprel == "xcomp":
        found.append((above.head,))
    if token.deprel == "conj" and is_verb(line, head) and token.feats == above.feats:
        found.append((head,))
    return tuple(found)


def _hangs_on(line: Line, when: When, anchors: tuple[int, ...]) -> bool:
    word = line.top(when.first, when.last)
    while word >= 0 and word not in anchors:
        if line.tokens[word].deprel in _LOOSE or is_verb(line, word):
            return False
        if word != line.top(when.first, when.last) and preposition(line, word) in _ELSEWHERE:
            return False
        word = line.head(word)
    return word in anchors
