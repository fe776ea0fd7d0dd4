"""Words set apart by which somebody vouches for a clause: ", officials said", "according to X".

The tree hangs them on any verb near them; where they open or close a sentence they speak of all
of it, which only their place tells.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.ingest.arguments import (
    authors,
    is_passive,
    is_verb,
    preposition,
    subject,
    surface_subject,
)
from communique.ingest.clauses import follows_comma
from communique.ingest.cues import cue
from communique.ingest.names import Line
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role
from communique.ingest.polarity import is_negated
from communique.ingest.tags import find_tags
from communique.model import Factuality

_APART = ("parataxis", "advcl", "conj", "dep", "appos", "discourse", "list", "advmod")
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "expl")
_NEXT = ("punct", "conj", "parataxis")
_WHERE = ("obl", "obl:unmarked", "advmod")
_INSERTED = ("acl:relcl", "parataxis")
_NOUNS = ("NOUN", "PROPN", "PRON")
_ASIDE = ("punct", "quote", "conj", "adv")
_LABEL = 4
"""How many words before a colon may tell whom a headline has it from."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Words `first` up to `last` by which `sayers`, heads of phrases, vouch for what is beside.

    `word` is the one that says so. Without sayers the text does not tell who does. `unclear` says
    that the tree takes who says so for who does it.
    """

    first: int
    last: int
    word: int
    sayers: tuple[int, ...]
    unclear: bool = False


def asides(line: Line, verb: int) -> Iterator[Aside]:
    """Yield what opens or closes the sentence around `verb`, and so vouches for it."""
    marks = [at for at in range(len(line.tokens)) if line.form(at) == ";"]
    start = max((at + 1 for at in marks if at < verb), default=0)
    end = min((at for at in marks if at > verb), default=len(line.tokens))
    label = _labelling(line)
    if label and verb >= label.last:
        yield label
    for first, last, word, sayers in find_tags(line, start, end):
        tag = Aside(first, last, word, sayers, _swallows(line, first, last, verb))
        by_the_way = _is_told_by_the_way(line, verb, tag)
        if not first <= verb < last and not _is_under(line, verb, word) and not by_the_way:
            yield tag
    yield from _inserted(line, verb)
    for word in range(start, end):
        aside = according(line, word) or telling(line, word)
        inside = aside and aside.first <= verb < aside.last
        if aside and not inside and not _is_told_by_the_way(line, verb, aside):
            before, after = range(start, aside.first), range(aside.last, end)
            edge = any(all(line.kind(at) in _ASIDE for at in side) for side in (before, after))
            if edge or _is_after_setting(line, before):
                yield aside


def _inserted(line: Line, verb: int) -> Iterator[Aside]:
    """Yield who says so where the tree hangs that on the subject: "Peru, he noted, had".

    A relative clause between commas would have its "who" or "which".
    """
    nouns = line.below(verb, *_SUBJECTS)
    for saying in (each for noun in nouns for each in line.below(noun, *_INSERTED)):
        words = [at for at in line.subtree(saying) if line.tokens[at].upos != "PUNCT"]
        first, last = min(words), max(words) + 1
        apart = line.form(first - 1) == line.form(last) == ","
        who = line.below(saying, "nsubj")
        opens = bool(who) and first in line.subtree(who[0])
        plain = opens and line.tokens[who[0]].xpos not in ("WP", "WDT")
        if apart and last <= verb and plain and is_saying(line, saying):
            yield Aside(first, last, saying, who)


def _is_after_setting(line: Line, before: range) -> bool:
    """Say whether words only tell where or when, up to a comma: "In private, according to"."""
    opened = len(before) > 1 and line.form(before[-1]) == ","
    top = line.top(before[0], before[-1]) if opened else -1
    return opened and line.tokens[top].deprel in _WHERE and line.head(top) > before[-1]


def _labelling(line: Line) -> Aside | None:
    """Return who a headline says it has it from: "Envoy: China met Japan", "Report: A sued B"."""
    if not line.heading:
        return None
    colon = next((at for at in range(1, _LABEL + 1) if line.form(at) == ":"), 0)
    if not colon:
        return None
    head = line.top(0, colon)
    name = line.headed_by(head)
    named = name is not None and bool(name.fitting(("Person",)))
    person = any(noun.kind == "Person" for noun in nouns_at(line, head))
    told = named or person or line.tokens[head].lemma.lower() in role("written") | role("people")
    return Aside(0, colon + 1, head, (head,)) if told else None


def _swallows(line: Line, first: int, last: int, verb: int) -> bool:
    return any(first <= at < last for at in subject(line, verb))


def according(line: Line, word: int) -> Aside | None:
    """Return the phrase that begins at `word`: "according to X", "by X's account"."""
    phrases = (tuple(each.split()) for each in role("according"))
    size = max((len(each) for each in phrases if line.spells(word, each)), default=0)
    if size == 1 and line.form(word - 1) not in ("", *role("comma")):
        return None
    inside = range(word + size, len(line.tokens)) if size else ()
    noun = next((at for at in inside if line.tokens[at].upos in _NOUNS), -1)
    while noun >= 0 and line.head(noun) in inside and not _is_clause(line, line.head(noun)):
        noun = line.head(noun)
    if noun >= 0:
        last = max(line.subtree(noun)) + 1
        opens = all(line.kind(at) in _ASIDE for at in range(word))
        commas = (at for at in range(noun, last) if opens and line.form(at) == ",")
        return Aside(word, next(commas, last), noun, authors(line, noun))
    telling_noun = line.head(word)
    opens = line.tokens[word].deprel == "case" and telling_noun > word  # "by its account"
    owners = line.below(telling_noun, "nmod:poss") if opens else ()
    if not owners or line.tokens[telling_noun].lemma not in role("account"):
        return None
    return Aside(word, telling_noun + 1, telling_noun, owners)


def telling(line: Line, verb: int) -> Aside | None:
    """Return the clause around `verb` if it only tells who says what stands beside it."""
    relation = line.tokens[verb].deprel
    doubted = any(line.form(each - 1) == "or" for each in line.below(verb, "advmod"))  # "or so"
    joined = relation == "conj" and line.below(verb, "cc") and not doubted
    if relation not in _APART or joined or not is_verb(line, verb) or not _is_hollow(line, verb):
        return None
    sayers = _sayers(line, verb)
    if sayers is None or is_negated(line, verb):
        return None
    own = [each for each in line.children(verb) if line.tokens[each].deprel not in _NEXT]
    subjects = line.below(verb, *_SUBJECTS)
    near = [each for each in own if each > verb or each in subjects]
    words = [verb, *(at for each in near for at in line.subtree(each))]
    if _is_told_of(line, min(words)) or line.form(min(words) - 1) == ":":
        return None  # after a colon comes what is told, not who tells it
    return Aside(min(words), max(words) + 1, verb, sayers)


def _is_told_of(line: Line, first: int) -> bool:
    """Say whether a clause describes a noun set apart before it: ", a charge China rejected"."""
    noun = first - 1
    joined = noun > 1 and line.tokens[noun].upos == "NOUN" and line.below(noun, "det")
    return bool(joined) and line.form(min(line.below(noun, "det")) - 1) in (",", '"')


def _is_clause(line: Line, word: int) -> bool:
    """Say whether a word is what a clause tells: a verb, or what somebody is said to be."""
    return is_verb(line, word) or bool(line.below(word, "cop", *_SUBJECTS))


def is_saying(line: Line, word: int) -> bool:
    """Say whether a word is a verb by which somebody vouches for a clause."""
    effect = cue("clause", line.tokens[word].lemma.lower())
    return is_verb(line, word) and effect not in ("", Factuality.ACTUAL)


def asks_for(line: Line, verb: int) -> bool:
    """Say whether somebody asks for something by a verb, and so tells nothing beside that."""
    wanted = (each for each in line.below(verb, "obl") if preposition(line, each) == "for")
    return line.tokens[verb].lemma in role("asking for") and any(each > verb for each in wanted)


def is_added(line: Line, verb: int) -> bool:
    """Say whether a relative clause only tells more of somebody, after a comma."""
    first = min(line.subtree(verb))
    commas = (line.form(first), line.form(first - 1))
    return line.tokens[verb].deprel == "acl:relcl" and "," in commas


def _is_under(line: Line, verb: int, saying: int) -> bool:
    """Say whether a clause is an adverbial one of the verb of saying, no part of what it says."""
    top = verb
    while line.head(top) not in (-1, saying):
        top = line.head(top)
    relation = line.tokens[top].deprel.split(":")[0]
    marked = relation == "advcl" and preposition(line, top) not in ("", "as")
    marked |= top == verb and is_said_besides(line, verb)
    return line.head(top) == saying and (marked or relation in ("obl", "nmod", "nsubj"))


def _is_told_by_the_way(line: Line, verb: int, aside: Aside) -> bool:
    """Say whether a verb stands in an added clause that the aside is no part of."""
    while verb >= 0 and not is_added(line, verb):
        verb = line.head(verb)
    return verb >= 0 and aside.word not in line.subtree(verb)


def is_said_besides(line: Line, verb: int) -> bool:
    """Say whether ", urging it" after a verb of saying is what whoever says so does besides."""
    token = line.tokens[verb]
    after = token.deprel == "advcl" and 0 <= line.head(verb) < verb
    voiced = token.lemma in role("voicing") or token.lemma in role("spoken purpose")
    return token.xpos == "VBG" and follows_comma(line, verb) and after and voiced


def _is_hollow(line: Line, verb: int) -> bool:
    """Say whether a verb leaves out what is said: it has no complement after it."""
    lemma, mark = line.tokens[verb].lemma, preposition(line, verb)
    if any(each > verb for each in line.below(verb, "ccomp", "xcomp")):
        return bool(_described(line, verb)) or (mark == "if" and lemma in role("believing"))
    objects = [each for each in line.below(verb, "obj") if each > verb]
    put = mark == "as" and lemma in role("putting") and line.form(verb + 1) == "it"
    return put or not (objects or asks_for(line, verb)) or lemma in role("addressing")


def _described(line: Line, verb: int) -> tuple[int, ...]:
    """Return who says so where the tree takes what describes them for what they say.

    Thus "say people close to the talks".
    """
    plain = [
        each
        for each in line.below(verb, "ccomp")
        if line.tokens[each].upos == "ADJ" and not line.below(each, "cop", "mark")
    ]
    who = [
        each
        for close in plain
        for each in (*line.below(verb, "nsubj"), *line.below(close, "nsubj"))
        if verb < each < close
    ]
    return tuple(who) if line.form(verb - 1) == "," else ()


def _sayers(line: Line, verb: int) -> tuple[int, ...] | None:
    """Return who says so, none for somebody unknown; None where nobody does."""
    lemma, mark = line.tokens[verb].lemma.lower(), preposition(line, verb)
    if mark == "if":
        return surface_subject(line, verb) if lemma in role("believing") else None
    if line.tokens[verb].deprel == "advcl" and mark != "as" and not _is_apart(line, verb):
        return None
    who = _described(line, verb) or subject(line, verb)
    if lemma in role("hearsay"):
        return tuple(each for each in line.below(verb, "obl") if preposition(line, each) == "from")
    if mark == "as" and _is_gainsaid(line, verb):
        return None
    put = mark == "as" and lemma in role("putting")
    if put and line.form(verb) in role("have") and line.form(verb + 1) != "it":
        return None
    if any(line.tokens[each].lemma in role("hearsay noun") for each in who):
        return ()  # "so the story goes"
    if not (put or is_saying(line, verb)) or not (who or is_passive(line, verb)):
        return None
    return None if any(line.form(each) in role("author") for each in who) else who


def _is_gainsaid(line: Line, verb: int) -> bool:
    """Say whether others said before what a clause denies: "did not meet, as X had claimed"."""
    had = any(line.form(each) == "had" for each in line.below(verb, "aux"))
    main = line.head(verb)
    return had and main >= 0 and is_verb(line, main) and is_negated(line, main)


def _is_apart(line: Line, verb: int) -> bool:
    """Say whether an adverbial clause is a sentence of its own: its subject, and no mark."""
    finite = line.tokens[verb].xpos in ("VBD", "VBZ", "VBP") or line.below(verb, "aux", "aux:pass")
    return bool(finite) and bool(line.below(verb, *_SUBJECTS)) and not line.below(verb, "mark")
