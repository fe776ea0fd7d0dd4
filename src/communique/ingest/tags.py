"""Tags: a few words between commas that say who says the rest: ", officials said", ", says Egypt,".

They are found by their place and their words, since the tree often takes them for something else.
"""

from collections.abc import Iterator, Sequence

from communique.ingest.arguments import is_listed, is_passive, is_verb
from communique.ingest.names import Line
from communique.ingest.phrases import role

_LONGEST = 14
_FINITE = ("VBD", "VBZ", "VBP", "VB", "VBN")
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM")
_SAYERS = (*_NOUNS, "DET")
_TWO = 2
_CLAUSE = ("conj", "rel", "sub", "that", "prep")

Tag = tuple[int, int, int, tuple[int, ...]]
"""First word, end, the verb, and the heads of who says so: none where nobody is told."""


def find_tags(line: Line, start: int, end: int) -> Iterator[Tag]:
    """Yield the tags among words `start` up to `end`; one does not begin them."""
    cuts = [at for at in range(start, end) if line.form(at) in role("comma")]
    while end > start and line.kind(end - 1) in ("punct", "quote"):
        end -= 1
    for number, (cut, after) in enumerate(zip(cuts, [*cuts[1:], end], strict=False)):
        words = [at for at in range(cut + 1, min(after, end)) if line.kind(at) != "quote"]
        verb = _verb(line, words)
        if verb > 0 and _lacks_sayer(line, words, verb):
            words = _apposed(line, cuts[:number], words)
        if verb >= 0 and line.kind(words[0]) not in _CLAUSE:
            sayers = _sayers(line, words, verb)
            if sayers is not None:
                yield words[0], words[-1] + 1, verb, sayers


def _verb(line: Line, words: Sequence[int]) -> int:
    """Return the one verb of saying among words that have no other clause, else -1."""
    verbs = [at for at in words if line.tokens[at].lemma.lower() in role("tagging")]
    verbs = [at for at in verbs if is_verb(line, at)]
    if len(words) > _LONGEST or len(verbs) != 1 or line.tokens[verbs[0]].xpos not in _FINITE:
        return -1
    verb = verbs[0]
    described = [] if verb != words[-1] else _described(line, words)
    others = [at for at in words if at != verb and at not in described]
    rest = [at for at in others if line.tokens[at].upos == "VERB"]
    plain = all(line.tokens[at].xpos in ("VBN", "VBG") for at in rest)
    plain = plain and all(line.kind(at) not in ("that", "rel") for at in others)
    said = [at for at in line.below(verb, "obj", "ccomp", "xcomp") if at in words and at > verb]
    said = [at for at in said if line.kind(at) != "time" and verb != words[0]]
    addressed = line.tokens[verb].lemma in role("addressing")
    listed = is_listed(line, verb) or line.form(verb - 1) == "to"
    return verb if plain and not listed and (addressed or not said) else -1


def _described(line: Line, words: Sequence[int]) -> list[int]:
    """Return the words that only tell which people say so: ", people who took part say"."""
    who = next((at for at in words[1:-1] if line.form(at) in role("people relative")), -1)
    return [at for at in words[:-1] if 0 <= who <= at]


def _lacks_sayer(line: Line, words: Sequence[int], verb: int) -> bool:
    """Say whether who says so must stand before a comma: ", its envoy, Ada Lund, has told them"."""
    bare = not any(line.tokens[at].upos in _SAYERS for at in words if at < verb)
    return bare and line.tokens[words[0]].upos == "AUX"


def _apposed(line: Line, cuts: Sequence[int], words: Sequence[int]) -> list[int]:
    """Return words with the two phrases between commas before them, where no verb stands there."""
    first = cuts[-_TWO] + 1 if len(cuts) >= _TWO else words[0]
    plain = not any(is_verb(line, at) for at in range(first, words[0]))
    return [*range(first, words[0]), *words] if plain else list(words)


def _sayers(line: Line, words: Sequence[int], verb: int) -> tuple[int, ...] | None:
    """Return who says so; None where it is the author, or no tag at all."""
    before = [at for at in words if at < verb and line.tokens[at].upos in _SAYERS]
    after = [at for at in words if at > verb]
    if line.tokens[verb].lemma in role("hearsay"):
        return _top(line, _following(line, after, "from"))
    if before and is_passive(line, verb):
        return _top(line, _following(line, after, "by"))
    if before:
        ours = any(line.form(at) in role("author") for at in before)
        return None if ours else _top(line, range(words[0], verb))
    return _top(line, after) or None


def _following(line: Line, words: Sequence[int], preposition: str) -> list[int]:
    start = next((at for at in words if line.form(at) == preposition), len(line.tokens))
    return [at for at in words if at > start]


def _top(line: Line, words: Sequence[int]) -> tuple[int, ...]:
    """Return the noun that heads a phrase: the first that hangs on nothing in it."""
    nouns = [at for at in words if line.tokens[at].upos in _NOUNS and line.kind(at) != "time"]
    return tuple(at for at in nouns if line.head(at) not in words)[:1]
