"""What must go with a frame's words: the verb that carries a noun, the complement of a verb.

"Put its name to" tells of a signing by the noun and its verb, "refused to sign" of a refusal by
the verb and what it refuses; data/lexicon/frames.tsv names both in its column `with`. The verb may
also describe the noun: "the offer that Kenya made", "a grant given by Norway".
"""

from communique.ingest.arguments import direct_object, is_verb, preposition
from communique.ingest.clauses import SUBJECTS
from communique.ingest.factuality import asserted
from communique.ingest.fillers import counted
from communique.ingest.frames import Frame, lemma_of
from communique.ingest.judging import judgement
from communique.ingest.names import Line
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role
from communique.ingest.polarity import is_unwilling
from communique.ingest.slots import slot

UNWILLING = "unwilling"
_BESIDE = ("xcomp", "ccomp", "obj", "nsubj:pass", "obl", "advmod", "advcl")
_ALONE = "alone"
_NOWHERE = "nowhere"
_BARE = "bare"
_WISHED = "wished"
_JUDGED = "judged"
_DONE = "done"
_AIM = "aim"
_MORE = ("obj", "obl", "xcomp", "ccomp", "advmod")
_WHEN = ("time", "num", "neg", "adv")
_CLAUSE = "ccomp"
_DESCRIBED = "mod."
_SAID = (_CLAUSE, "is")
_CARRIED = ("obj", "nsubj:pass", "xcomp")
_OBLIQUE = ("obl", "nmod", "xcomp")


def carrier(line: Line, word: int, frame: Frame) -> int:
    """Return the verb that tells a frame's event: the word itself or what carries it, else -1."""
    if not frame.carriers:
        return word
    paths = line.tokens[word].upos == "ADJ" and all("." in each for each in frame.carriers)
    if frame.verb or paths:
        return word if _has_complement(line, word, frame) or _fills(line, word, frame) else -1
    if any(each.startswith(_DESCRIBED) for each in frame.carriers):
        return word if _fills(line, word, frame) else -1  # "their joint laboratory"
    if f"{UNWILLING}.*" in frame.carriers:
        return word if is_unwilling(line, word) else -1  # "is not willing to"
    if line.below(word, "cop", "aux") and f"be {preposition(line, word)}" in frame.carriers:
        return word  # "is under investigation"
    token = line.tokens[word]
    first = token.head if token.deprel == "conj" else word
    first = _counting(line, first)
    head, relation = line.head(first), line.tokens[first].deprel
    hanging = head >= 0 and relation in (*_CARRIED, *_OBLIQUE)
    if hanging and _carries(line, head, frame, preposition(line, first)):
        return head
    clauses = line.below(first, "acl", "acl:relcl")
    carried = (
        each for each in clauses if is_verb(line, each) and direct_object(line, each) == (first,)
    )
    return next((each for each in carried if _carries(line, each, frame)), -1)


def _counting(line: Line, word: int) -> int:
    """Return the noun that only counts a word, if any: "series" in "a series of warnings"."""
    head = line.head(word)
    return head if head >= 0 and word != head and counted(line, head) == word else word


def _carries(line: Line, verb: int, frame: Frame, mark: str = "") -> bool:
    """Say whether a verb is one of a frame's carriers, with `mark` before what it carries."""
    lemma = lemma_of(line, verb)
    verbs = [lemma, *(f"{lemma} {line.form(each)}" for each in line.below(verb, "compound:prt"))]
    told = {f"{each} {mark}" if mark else each for each in verbs}
    if is_unwilling(line, verb):
        told |= {f"{UNWILLING}.{each}" for each in told}
    return not told.isdisjoint(frame.carriers)


def _has_complement(line: Line, word: int, frame: Frame) -> bool:
    """Say whether a verb has one of a frame's carriers as its complement."""
    beside = (*line.below(word, *_BESIDE), *direct_object(line, word))
    beside = beside if line.below(word, "obj") else (*beside, *line.below(word, "iobj"))
    beside = (*beside, *(each for one in beside for each in line.below(one, "xcomp")))
    beside = (*beside, *(counted(line, each) for each in beside))
    inner = [aux for each in beside for aux in line.below(each, "aux")]
    for each in beside:
        said = line.tokens[each].deprel == "xcomp" or preposition(line, each) == "as"
        inner += [adj for adj in line.below(each, "amod", "appos") if adj > each or said]
    plain = (each for each in (*beside, *inner) if not _is_in_a_name(line, each))
    lemmas = {line.tokens[each].lemma.lower() for each in plain}
    return bool(lemmas & set(frame.carriers))


def _is_in_a_name(line: Line, word: int) -> bool:
    """Say whether a word only names somebody: "Port Vila" is no port, "Tower Bridge" a bridge."""
    name = line.covering(word)
    named = name is not None and name.how == "name" and word + 1 < name.last
    return named and line.tokens[word].upos == "PROPN"


def _fills(line: Line, word: int, frame: Frame) -> bool:
    """Say whether a slot is filled by what a carrier names with it: "subj.signatory", "as.*".

    What somebody says must be said without a doubt: "said that it was no mistake" is no blame.
    """
    pairs = [each.rpartition(".") for each in frame.carriers]
    judged = next((side for path, _, side in pairs if path == _JUDGED), "")
    if judged:
        return judgement(line, word) == judged
    return any(
        lemma in ("*", line.tokens[each].lemma.lower(), lemma_of(line, each))
        and (path not in _SAID or asserted(line, each))
        for path, _, lemma in pairs
        if path
        for named in _named(line, word, path)
        for each in (named, *(_goes_on(line, named) if path == _CLAUSE else ()))
    )


def _goes_on(line: Line, verb: int) -> tuple[int, ...]:
    """Return what somebody is said to have done besides: "had bought the chips and lied"."""
    joined = line.below(verb, "conj") if is_verb(line, verb) else ()
    return tuple(each for each in joined if not line.below(each, *SUBJECTS))


def _named(line: Line, word: int, path: str) -> tuple[int, ...]:
    """Return what fills a path; the verb itself for "unwilling", where somebody will not do it.

    Also for "alone", where nothing says where to or what for, for "nowhere", where it has an
    object and no more, for "bare", where no clause says what is done, and for "aim", where somebody
    comes or wishes to do it. "done" is what is to become of something: "wants the ban lifted".
    """
    if path == UNWILLING:
        return (word,) if is_unwilling(line, word) else ()
    if path == _WISHED:
        return tuple(each for each in line.below(word, "ccomp") if _is_wished(line, each))
    if path == _ALONE:
        return () if _says_more(line, word) else (word,)
    if path == _NOWHERE:
        return () if line.below(word, "obl", "iobj") else (word,)
    if path == _BARE:
        return () if line.below(word, "xcomp", "ccomp") else (word,)
    if path == _AIM:
        return (word,) if _is_aim(line, word) else ()
    if path == _DONE:
        return tuple(each for each in line.below(word, "xcomp") if _is_done(line, word, each))
    return slot(line, word, word, path)


def _is_wished(line: Line, clause: int) -> bool:
    """Say whether a clause tells what is to be: "that the vote be held", "that Japan sign"."""
    helping = line.below(clause, "aux", "aux:pass", "cop")
    first = min(helping, default=clause)
    return line.tokens[first].xpos == "VB" and bool(line.below(clause, "mark"))


def _is_done(line: Line, verb: int, word: int) -> bool:
    """Say whether a participle tells what is to become of something: "wants the ban lifted"."""
    something = line.below(verb, "obj") or line.below(word, *SUBJECTS)
    return line.tokens[word].xpos == "VBN" and bool(something) and not line.below(word, "aux")


def _is_aim(line: Line, verb: int) -> bool:
    """Say whether somebody goes somewhere, or wishes or refuses, to do it: "flew in to see"."""
    above = line.head(verb)
    hangs = line.tokens[verb].deprel in ("advcl", "xcomp") and above >= 0
    marked = any(line.form(each) == "to" for each in line.below(verb, "mark"))
    seen_as = any(preposition(line, each) == "as" for each in line.below(verb, "obl"))
    return hangs and marked and not seen_as and line.tokens[above].lemma in role("with an aim")


def _says_more(line: Line, word: int) -> bool:
    """Say whether a verb has more beside it than when it was, "as a guest", "in person"."""
    beside = (each for each in line.below(word, *_MORE) if line.kind(each) not in _WHEN)
    return any(
        preposition(line, each) not in role("as what or why")
        and not _is_of_people(line, each)
        and line.tokens[each].lemma not in role("way of coming")
        for each in beside
    )


def _is_of_people(line: Line, word: int) -> bool:
    """Say whether somebody only brings others: "came with four ministers"."""
    people = any(noun.kind == "Person" or noun.plural == "Group" for noun in nouns_at(line, word))
    return preposition(line, word) == "with" and people
