"""Did it happen? What the words around a predicate say, from itself up to the top of its tree.

Each word that governs a predicate can make it less certain, within its scope only: what stands
in a reason or a relative clause is not denied by a "not" outside it.
"""

from collections.abc import Iterable, Iterator

from communique.ingest.arguments import is_joined_in, is_passive, is_verb, preposition
from communique.ingest.clauses import done_to, put_first, set_apart
from communique.ingest.conditions import (
    is_made_up,
)
from communique.ingest.cues import cue
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.polarity import SUBJECTS, is_negated, is_to, own_factuality, worst
from communique.ingest.purposes import is_gone_for, is_said_thereby
from communique.ingest.uses import is_used
from communique.model import Factuality

_TOLD = "Told"
_CLAIMED = "Claimed"
_PRESENT = ("VBZ", "VBP")
_GOVERNED = ("from", "as", "at", "to", "against", "of", "about")
"""The prepositions before a gerund with rows of their own in factuality.tsv."""
_MISREAD = ("nsubj", "obj", "compound", "amod", "nmod", "obl")
"""What no verb of a clause is: a sign that the tree is wrong."""


def judged(line: Line, verb: int, *, refused: bool = False) -> Factuality | None:
    """Return whether what `verb` tells happened; None when that cannot be told.

    None too where the governing word tells an event of its own that includes this one. With
    `refused` its "will not" is what is told to have happened.
    """
    if is_made_up(line, verb) or _is_urged(line, verb):
        return None
    found = Factuality.ACTUAL if refused else own_factuality(line, verb)
    for effect in _governing(line, verb):
        if effect in ("", _TOLD):
            return None
        if effect == _CLAIMED:
            continue
        found = _under(found, Factuality(effect))
    return found


def _is_urged(line: Line, verb: int) -> bool:
    """Say whether it only ought to be done: "should" after its subject, not "should Peru join"."""
    subjects = line.below(verb, *SUBJECTS)
    return any(
        line.form(each) in role("ought") and (not subjects or subjects[0] < each)
        for each in line.below(verb, "aux")
    )


def asserted(line: Line, word: int) -> bool:
    """Say whether a predicate's own words leave no doubt: no "not", no "could"."""
    return own_factuality(line, word) is Factuality.ACTUAL


def _under(found: Factuality, governor: Factuality) -> Factuality:
    """Put a finding below a governor: what is not expected to happen is possible at most."""
    doubted = (Factuality.PLANNED, Factuality.POSSIBLE, Factuality.NEGATED)
    if found is Factuality.NEGATED and governor in doubted:
        return Factuality.POSSIBLE
    if governor is Factuality.NEGATED and found in doubted:
        return Factuality.POSSIBLE
    return worst(found, governor)


def _governing(line: Line, verb: int) -> Iterator[str]:
    """Yield what each governor says: a factuality, Told, Claimed, or "" for an unknown one."""
    word, goes_on = verb, True
    while goes_on and line.head(word) >= 0:
        said, goes_on = _governed(line, word)
        yield from said
        word = line.head(word)


def _governed(line: Line, word: int) -> tuple[Iterable[str], bool]:
    """Return what the word above says of a clause, and whether what is above that counts too."""
    head, relation = line.head(word), line.tokens[word].deprel
    kind = relation.split(":")[0]
    if put_first(line, word):
        return [own_factuality(line, head)], False
    told = line.form(head) == "what" and cue("clause", line.tokens[line.head(head)].lemma)
    if relation == "acl:relcl" and told:  # "could not tell what China had signed"
        return _of_clause(line, head, line.head(head)), False
    if relation == "acl:relcl" and not _is_content(line, word, head):
        return _predicated(line, head), False
    if kind in ("xcomp", "ccomp", "csubj"):
        return _of_clause(line, word, head), True
    if kind == "conj":
        return ([own_factuality(line, head)] if _shares(line, word, head) else []), True
    if kind == "acl" and is_used(line, head) and _is_infinitive(line, word):
        return [own_factuality(line, line.head(head)), *_governing(line, line.head(head))], False
    if kind == "acl":  # a content clause, too, that the tree has as a relative one
        return _adnominal(line, word, head), False
    if kind == "advcl":
        return _beside(line, word, head)
    return ([""] if is_verb(line, word) and relation in _MISREAD else []), False


def _beside(line: Line, word: int, head: int) -> tuple[Iterable[str], bool]:
    """Return what the word above says of a clause that only tells when, why or what for."""
    if done_to(line, word) >= 0:
        return [Factuality.PLANNED], False  # "a forum, to be held in Oslo"
    if is_gone_for(line, word, head):
        return [Factuality.PLANNED, own_factuality(line, head)], True
    if is_said_thereby(line, word, head) or is_joined_in(line, word):
        return [own_factuality(line, head)], True
    if _is_done_beside(line, word, head):
        return [own_factuality(line, line.head(head)), *_governing(line, line.head(head))], False
    close = preposition(line, word) in ("", "by", "without")
    return [_adverbial(line, word)], close and is_verb(line, head)


def _is_done_beside(line: Line, word: int, head: int) -> bool:
    """Say whether it is done while saying so, not as agreed: "agreed to meet, signing"."""
    done = line.tokens[word].lemma in (*role("voicing"), *role("done in saying"))
    apart = line.form(word - 1) == "," and line.tokens[word].xpos == "VBG"
    agreed = line.tokens[head].deprel == "xcomp" and _is_infinitive(line, head)
    past = line.tokens[line.head(head)].xpos in ("VBD", "VBN")
    return done and apart and agreed and past


def _of_clause(line: Line, word: int, head: int) -> Iterator[str]:
    """Yield what a governor and its own auxiliaries say of its complement."""
    own = own_factuality(line, head)
    if line.tokens[word].deprel == "xcomp":
        if is_verb(line, word):
            yield _complement(line, word, head)
        yield own
        return
    yield _complement(line, word, head)
    yield Factuality.POSSIBLE if own is Factuality.NEGATED else own


def _complement(line: Line, word: int, head: int) -> str:
    lemma = line.tokens[head].lemma.lower()
    mark = preposition(line, word)
    if lemma in role("accusing") and mark in role("accused of"):
        return _TOLD
    if cue("mark", mark) and mark not in ("to", "that"):
        return cue("mark", mark)
    if _is_infinitive(line, word):
        to = next(each for each in line.below(word, "mark") if line.form(each) == "to")
        if line.form(to - 1) == "yet" and lemma in ("have", "be"):
            return Factuality.NEGATED
        done = _is_ruling(line, head) or _is_brought_about(line, head)
        return Factuality.ACTUAL if done else cue("infinitive", lemma)
    if line.tokens[word].xpos == "VBG" and line.tokens[word].deprel == "xcomp":
        return cue("gerund", lemma)
    if line.form(head) in role("it is said") and is_passive(line, head):
        return Factuality.POSSIBLE
    return cue("clause", lemma)


def _is_brought_about(line: Line, verb: int) -> bool:
    """Say whether others have done what somebody got them to: "persuaded Peru to sign"."""
    done = line.tokens[verb].xpos in ("VBD", "VBN") and asserted(line, verb)
    return done and line.tokens[verb].lemma in role("bringing to do")


def _is_ruling(line: Line, verb: int) -> bool:
    """Say whether a court decides: what it decides to do is done by that."""
    who = line.below(verb, "nsubj")
    court = any(line.tokens[each].lemma.lower() in role("court") for each in who)
    return court and line.tokens[verb].lemma in role("ruling")


def _adnominal(line: Line, word: int, head: int) -> Iterator[str]:
    """Yield what a noun says of the clause that hangs on it: "a plan to ban", "the first to"."""
    ahead = line.heading and line.tokens[word].xpos != "VBN"  # not "Accord backed by Kenya"
    if ahead and not line.below(head, "det") and line.covering(head):
        yield Factuality.PLANNED
        return
    if not _is_infinitive(line, word):
        clause = preposition(line, word) == "that" or _is_content(line, word, head)
        owned = preposition(line, word) or line.below(word, *SUBJECTS)
        if line.tokens[word].xpos == "VBG" and owned:
            yield cue("content", line.tokens[head].lemma)
            return
        denied = clause and _is_untrue(line, head)
        lemma = line.tokens[head].lemma
        content = cue("content", lemma) if clause else Factuality.ACTUAL
        if preposition(line, word) == "for" and cue("infinitive", lemma):
            content = cue("infinitive", lemma)
        yield Factuality.NEGATED if denied else content
        yield from _predicated(line, head)
        return
    ordinal = [cue("infinitive", line.form(each)) for each in line.below(head, "amod", "nummod")]
    told = cue("infinitive", line.tokens[head].lemma) or set_apart(line, word)
    yield next((found for found in ordinal if found), told)
    yield from _predicated(line, head)


def _is_content(line: Line, word: int, noun: int) -> bool:
    """Say whether "that" after a noun begins what it says, though the tree describes it so.

    What is yet to be done was not done before: "a decision that Beijing condemned" describes it.
    """
    first = min(line.subtree(word))
    fills = line.tokens[first].deprel in (*SUBJECTS, "obj")
    content = cue("content", line.tokens[noun].lemma)
    done = content == Factuality.PLANNED and line.tokens[word].xpos == "VBD"
    return line.form(first) == "that" and not fills and not done and bool(content)


def _is_untrue(line: Line, noun: int) -> bool:
    """Say whether a noun "is baseless", by the tree or by the two words after its phrase."""
    after = max(line.subtree(noun)) + 1
    told = line.form(after) in role("be") and line.form(after + 1) in role("untrue")
    said = line.head(noun)
    denied = line.form(said) in role("true") and is_negated(line, said)
    return told or denied or line.form(said) in role("untrue")


def _predicated(line: Line, noun: int) -> Iterator[str]:
    """Yield what a sentence says that makes somebody one of those who did it."""
    if line.below(noun, "cop") and line.below(noun, "nsubj"):
        yield own_factuality(line, noun)


def _adverbial(line: Line, word: int) -> str:
    mark = preposition(line, word)
    if line.tokens[line.head(word)].lemma in role("accusing") and mark in role("accused of"):
        return _TOLD
    if _is_infinitive(line, word):
        return ""
    tags = {line.tokens[each].xpos for each in (word, *line.below(word, "aux"))}
    if "VBG" in tags and not line.below(word, *SUBJECTS):
        found = _participle(line, word, mark)
        if found is not None:
            return found
    elif "VBG" in tags and mark in role("insisted"):
        return ""
    found = cue("mark", mark) if mark and not is_to(line, word) else Factuality.ACTUAL
    if found == Factuality.ACTUAL:
        return _yet_to_come(line, word)
    if found != Factuality.PLANNED:
        return found
    if line.tokens[word].xpos in ("VBD", "VBN", "VBG") and not _is_perfect_now(line, word):
        return Factuality.ACTUAL
    doubtful = own_factuality(line, line.head(word)) is Factuality.POSSIBLE
    return Factuality.POSSIBLE if doubtful else found


def _is_perfect_now(line: Line, verb: int) -> bool:
    """Say whether a verb "has" come about: "until Kenya has signed" it, it did not."""
    return any(line.tokens[each].xpos in _PRESENT for each in line.below(verb, "aux"))


def _participle(line: Line, word: int, mark: str) -> str | None:
    """Return what is said of a gerund by what it follows; None where that says nothing of it.

    Thus "ruled out signing", "refrained from signing", "is seen as having signed".
    """
    head = line.head(word)
    lemma = line.tokens[head].lemma.lower()
    first = min([word, *line.below(word, "mark", "case", "aux")])
    if line.tokens[first - 1].deprel == "xcomp" and line.head(first - 1) == head:
        return _complement(line, first - 1, head)
    if line.form(first - 1) in role("short of"):
        return ""
    close = head < word and not any(line.kind(at) == "punct" for at in range(head + 1, first))
    if not close or mark not in ("", *_GOVERNED):
        return None
    found = cue(mark or "gerund", lemma)
    if found and own_factuality(line, head) is Factuality.NEGATED:
        return Factuality.POSSIBLE
    return found if mark else found or None


def _yet_to_come(line: Line, word: int) -> str:
    """Return what is said of "when Kenya signs" or "once signed" by the clause above.

    Beside "Ghana will leave" it is planned; a rule that "applies once Kenya has signed" tells no
    event. Factuality.ACTUAL where it is not still to come.
    """
    auxiliaries = line.below(word, "aux", "aux:pass")
    finite = [at for at in auxiliaries if line.tokens[at].xpos != "VBN"] or [word]
    present = any(line.tokens[at].xpos in _PRESENT for at in finite)
    present = present or (line.tokens[word].xpos == "VBN" and not auxiliaries)
    main = line.head(word)
    while not is_verb(line, main) and line.head(main) >= 0:
        main = line.head(main)
    modals = (cue("modal", line.form(at)) for at in line.below(main, "aux"))
    if present and Factuality.PLANNED in modals:
        return Factuality.PLANNED
    rule = preposition(line, word) in role("once") and line.tokens[main].xpos in _PRESENT
    return "" if present and rule else Factuality.ACTUAL


def _is_infinitive(line: Line, word: int) -> bool:
    marked = any(line.form(each) == "to" for each in line.below(word, "mark"))
    return marked and not is_to(line, word)


def _shares(line: Line, word: int, head: int) -> bool:
    """Say whether the second of two verbs shares the auxiliaries of the first."""
    if line.below(word, "nsubj", "nsubj:pass", "aux"):
        return False
    one, two = line.tokens[head].xpos, line.tokens[word].xpos
    return is_verb(line, word) and (one == two) and bool(line.below(head, "aux", "cop", "mark"))
