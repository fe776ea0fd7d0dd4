"""Whether what somebody calls a thing is good or bad: "called the deal a gift", "as bullying"."""

from collections.abc import Iterator, Sequence
from functools import cache

from communique.ingest.arguments import direct_object, is_verb, preposition
from communique.ingest.clauses import SUBJECTS
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.so_called import naming_clauses
from communique.language.tables import lexicon, values

_SECOND = ("obj", "xcomp", "ccomp")
_WITHIN = ("amod", "compound", "nmod", "conj", "advmod", "obl", "acl", "appos")
_AFTER = ("amod", "acl", "appos")
_PRAISING = ("amod", "conj")


def judgement(line: Line, verb: int) -> str:
    """Return "bad" or "good" for what a verb calls its object, "" for neither or both.

    One bad word is enough; a good one must be what the thing is called itself. What is bad by
    its own name is only told by another bad word: "called the attack a tragedy".
    """
    called = sorted({*direct_object(line, verb), *line.below(verb, "obj")})[:1]
    if _is_aside(line, verb):
        return ""
    if any(_side(line, each) == "bad" or _tells(line, each) for each in called):
        return ""
    for head in _complements(line, verb, called):
        words = (head, *_below(line, head))
        phrases = _phrase_sides(line, head)
        sides = {_side(line, each) for each in words} | phrases
        close = {_side(line, each) for each in (head, *line.below(head, *_PRAISING))} | phrases
        near = {end for each in words for end in (each, *line.children(each))}
        if any(line.form(each) in role("no") or line.kind(each) == "neg" for each in near):
            continue
        if "bad" in sides and ("good" not in sides or phrases == {"bad"}):
            return "bad"
        if "good" in close and "bad" not in sides:
            return "good"
    return ""


def _is_aside(line: Line, verb: int) -> bool:
    """Say whether a verb only names a thing: "condemned what it called a raid"."""
    what = line.head(verb)
    own = any(line.tokens[each].upos == "PRON" for each in line.below(verb, *SUBJECTS))
    named = own and what >= 0 and verb in naming_clauses(line, what)
    return named and line.head(what) >= 0 and is_verb(line, line.head(what))


def is_deed(line: Line, verb: int) -> bool:
    """Say whether a verb calls its object what is done or happens: "called it a step forward"."""
    called = sorted({*direct_object(line, verb), *line.below(verb, "obj")})[:1]
    return any(line.tokens[each].lemma in role("deed") for each in _complements(line, verb, called))


def _complements(line: Line, verb: int, called: Sequence[int]) -> Iterator[int]:
    """Yield what a verb calls its object: "a gift" in "called it a gift", "described as a gift".

    Right after the object that may look like a part of it: "called the ruling unjust".
    """
    for each in line.children(verb):
        relation = line.tokens[each].deprel
        bare = relation == "advcl" and line.tokens[each].upos == "ADJ"  # "called X disappointing"
        second = relation in (*_SECOND, "advmod") or bare
        second &= each > verb and each not in called
        compared = line.tokens[verb].lemma in role("comparing") and preposition(line, each) == "to"
        if second or compared or preposition(line, each) == "as":
            yield each
    for thing in called:
        yield from (each for each in line.below(thing, *_AFTER) if each > thing)


def _below(line: Line, word: int) -> Iterator[int]:
    for each in line.below(word, *_WITHIN):
        yield each
        yield from _below(line, each)


def _phrase_sides(line: Line, head: int) -> set[str]:
    """Return the sides of the phrases among the words below a head: "a step back", "fig leaf"."""
    said = " ".join(("", *(line.form(each) for each in sorted(line.subtree(head))), ""))
    return {
        side
        for side in ("bad", "good")
        if any(f" {phrase} " in said for phrase in role(f"{side} phrase"))
    }


def _tells(line: Line, word: int) -> bool:
    """Say whether a word tells what happened more than it judges it: "attack", "crisis"."""
    return line.tokens[word].lemma.lower() in role("no judgement")


def _side(line: Line, word: int) -> str:
    """Return on which side a word is: "bad", "good" or "", which names are."""
    name = line.covering(word)
    if name and name.how in ("name", "learned"):
        return ""
    forms = [line.form(word), line.tokens[word].lemma.lower()]
    if line.form(word - 1) == "-":
        forms = ["".join(line.form(each) for each in range(word - 2, word + 1))]
    if any(form in role("bad word") for form in forms):
        return "bad"
    if any(form in role("good word") for form in forms):
        return "good"
    return next((side for form in forms if (side := _sides().get(form))), "")


@cache
def _sides() -> dict[str, str]:
    """Return the side of each word of the table that judges more than it tells."""
    plain = role("no judgement")
    return {
        word: row["judgement"]
        for row in lexicon("judgements")
        for word in values(row["words"])
        if word not in plain
    }
