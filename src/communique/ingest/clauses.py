"""Clauses that tell of a noun outside them, where the tree hangs them on something else.

"Invited them to a forum, to be held in Oslo", "met at a forum organised by A and hosted by B".
"""

from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.model import Factuality

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
RELATIVE = ("who", "which", "that", "whom")
_FIRST = ("advcl", "acl", "amod", "nsubj", "csubj", "nsubj:outer")
_LIGHT = ("ADV", "CCONJ", "PUNCT")
_ASKING = ("mark", "det:predet")
_FINITE = ("VBD", "VBZ")
_LONGEST_TITLE = 10
_INNER = ("case", "nmod", "compound", "amod", "det", "flat", "nmod:poss", "nummod", "punct")


def to_be_done(line: Line, noun: int) -> tuple[int, ...]:
    """Return the passive infinitives that tell what is to be done with a noun."""
    verbs = (each for each in range(noun + 1, len(line.tokens)) if line.tokens[each].xpos == "VBN")
    return tuple(each for each in verbs if done_to(line, each) == noun)


def done_to(line: Line, verb: int) -> int:
    """Return the noun that ", to be held" or "and hosted by" goes on to tell of, -1 if none."""
    token = line.tokens[verb]
    if token.xpos != "VBN":
        return -1
    if token.deprel == "advcl":
        first = min(line.subtree(verb))
        first += line.form(first) == ","
        apart = line.form(first - 1) == "," and line.spells(first, ("to", "be"))
        return _noun_before(line, first - 1, token.head) if apart else -1
    by = line.below(verb, "obl:agent") and not line.below(verb, "nsubj", "nsubj:pass", "aux")
    if token.deprel == "conj" and by and line.tokens[token.head].xpos != "VBN":
        before = [each for each in range(verb) if line.tokens[each].deprel == "acl"]
        joined = before and line.form(verb - 1) == "and" and line.tokens[before[-1]].xpos == "VBN"
        return line.head(before[-1]) if joined else -1
    return -1


def put_first(line: Line, word: int) -> tuple[int, ...]:
    """Return of whom it is told what comes first: "attending it was Kenya", "absent was Peru"."""
    head, token = line.head(word), line.tokens[word]
    tells = token.xpos in ("VBG", "VBN") or token.upos == "ADJ"
    opens = all(line.tokens[at].upos in _LIGHT for at in range(min(line.subtree(word), default=0)))
    if head < word or not tells or token.deprel not in _FIRST or not opens:
        return ()
    being = [each for each in line.below(head, "cop") if word < each < head]
    commas = any(line.form(at) == "," for at in range(word, being[0])) if being else True
    return () if commas or line.below(head, "case", "expl", *_ASKING) else (head,)


def subjects_of(line: Line, verb: int) -> tuple[int, ...]:
    """Return the subject of a verb, or the name before it that the tree has for a time.

    Thus "in June France accused Kenya". The tree may hang it on a helping verb.
    """
    own = line.below(verb, *SUBJECTS) or put_first(line, verb)
    own = own or tuple(
        each for aux in line.below(verb, "aux") for each in line.below(aux, *SUBJECTS)
    )
    name = line.ending(verb) if not own and line.tokens[verb].xpos in _FINITE else None
    bare = name is not None and name.head in line.below(verb, "obl", "obl:unmarked")
    actor = name is not None and name.fitting(("Actor",)) is not None
    return (name.head,) if name and bare and actor and not line.below(name.head, "case") else own


def listed_before(line: Line, word: int) -> tuple[int, ...]:
    """Return who stands before a name in a headline, only a comma between: "UK, US refuse"."""
    name = line.covering(word)
    comma = name.first - 1 if name else -1
    before = line.ending(comma) if line.form(comma) == "," else None
    return (before.head,) if before else ()


def named_before(line: Line, verb: int) -> tuple[int, ...]:
    """Return who says so where the tree hangs them on what is said: ", its head, Ada, said"."""
    start = min(line.below(verb, "aux"), default=verb) - 1
    told = [each for each in line.below(verb, "ccomp") if each < start]
    if not told or line.form(start) != "," or line.tokens[verb].lemma not in role("tagging"):
        return ()
    name = line.ending(start)
    if name is None:  # ", Ada Lund, the minister, said"
        commas = (at for at in range(start - 2, max(start - _LONGEST_TITLE, 0), -1))
        comma = next((at for at in commas if line.form(at) == ","), -1)
        titled = line.kind(comma + 1) == "det" or line.tokens[comma + 1].xpos == "PRP$"
        name = line.ending(comma) if comma > 0 and titled else None
    if name is None or not name.fitting(("Person",)):
        return ()
    return (name.head,) if line.form(_whose(line, name.first) - 1) == "," else ()


def _whose(line: Line, first: int) -> int:
    """Return where a title begins with whose it is: "its chair", "the bloc's secretary"."""
    if line.tokens[first - 1].xpos == "POS":
        first -= 2
        while first > 0 and line.tokens[first - 1].upos in ("NOUN", "PROPN", "ADJ"):
            first -= 1
    return first - (line.kind(first - 1) == "det" or line.tokens[first - 1].xpos == "PRP$")


def case(line: Line, index: int) -> str:
    """Return the first preposition of a word, "" without one."""
    return next((line.form(each) for each in line.below(index, "case")), "")


def follows_comma(line: Line, verb: int) -> bool:
    """Say whether a comma sets a clause, or its verb, apart from what is before it."""
    return "," in (line.form(min(line.subtree(verb)) - 1), line.form(verb - 1))


def set_apart(line: Line, verb: int) -> str:
    """Return Planned for what a comma sets apart as to be done, "" for any other infinitive.

    Thus "the forum, to be chaired by Kenya".
    """
    first = min(line.subtree(verb))
    apart = line.form(first) == "," or line.form(first - 1) == ","
    passive = line.tokens[verb].xpos == "VBN" and line.below(verb, "aux:pass", "obl:agent")
    return Factuality.PLANNED if apart and passive else ""


def has_own_subject(line: Line, verb: int) -> bool:
    """Say whether a clause tells who does it, other than by what it describes."""
    own = [each for each in line.below(verb, *SUBJECTS) if line.form(each) not in RELATIVE]
    words = [word for each in own for word in line.subtree(each)]
    return bool(own) and not any(line.form(word) == "whose" for word in words)


def is_left_to_do(line: Line, verb: int) -> bool:
    """Say whether what a clause describes is what somebody plans to do it to.

    Thus "the forum that it hopes to host".
    """
    main = line.head(verb)
    filled = (each for each in line.below(main, "obj", "iobj") if line.form(each) not in RELATIVE)
    plans = "relcl" in line.tokens[main].deprel and not any(filled)
    return plans and has_own_subject(line, main) and line.form(verb - 1) == "to"


def _noun_before(line: Line, last: int, verb: int) -> int:
    """Return the noun at the top of the phrase that ends before a word, below a verb."""
    word = last - 1
    while line.tokens[word].deprel in _INNER and line.head(word) not in (verb, -1):
        word = line.head(word)
    return word if line.tokens[word].upos in ("NOUN", "PROPN") else -1


def is_beside(line: Line, word: int) -> bool:
    """Say whether what hangs on a passive does not do it: "by consensus", "alongside Peru"."""
    beside = any(line.form(each) in role("beside") for each in line.below(word, "case"))
    return beside or line.tokens[word].lemma in role("way to decide")
