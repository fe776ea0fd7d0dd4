"""Who does the same beside a subject: "along with Japan", ", as did India", "joined by Japan"."""

from collections.abc import Iterator

from communique.ingest.arguments import is_passive, preposition, surface_subject
from communique.ingest.clauses import SUBJECTS
from communique.ingest.names import Line
from communique.ingest.phrases import role, words
from communique.ingest.traits import classes_with

_CLAUSES = ("advcl", "conj", "parataxis")
_NOUNS = ("NOUN", "PROPN")


def companions(line: Line, verb: int, heads: tuple[int, ...]) -> tuple[int, ...]:
    """Return who is beside the subject of a verb, if one of `heads` is it: "along with".

    After the verb only where a comma sets it apart, which may hang on any word there.
    """
    doing = () if is_passive(line, verb) else surface_subject(line, verb)  # also what "which" is
    if not set(heads) & {*line.below(verb, *SUBJECTS), *doing}:
        return ()
    below = (each for head in (*heads, verb) for each in line.children(head))
    around = [*heads, verb, *(each for each in below if not line.below(each, *SUBJECTS))]
    around += [each for head in line.below(verb, "obj") for each in line.subtree(head)]
    beside = sorted({each for head in around for each in line.below(head, "nmod", "obl")})
    return tuple(
        each
        for each in beside
        if _is_beside(line, each) and (each < verb or _is_added(line, each, verb))
    )


def company(line: Line, verb: int, heads: tuple[int, ...], event: str) -> tuple[int, ...]:
    """Return in whose company those with `heads` do what tells of an `event`: "joined by Japan".

    Who accompanies or leads them takes part where they go or meet, not in what they sign or say.
    """
    there = event in classes_with("present")
    doing = set(heads) & set(line.below(verb, *SUBJECTS))
    found: list[int] = []
    for head in (*heads, verb) if doing else heads:
        for clause in line.below(head, "acl", "advcl"):
            lemma = line.tokens[clause].lemma
            joined = bool(doing) and lemma in role("joining")
            joined |= there and bool(doing) and lemma in role("accompanying")
            joined |= there and head != verb and lemma in role("leading") and _is_sent(line, head)
            found += _by_whom(line, clause) if joined else ()
    return (*found, *_joining_in(line, verb, heads))


def _joining_in(line: Line, verb: int, heads: tuple[int, ...]) -> tuple[int, ...]:
    """Return who joins those with `heads` in what they do: "was joined by Japan in signing it"."""
    main = line.head(verb)
    inside = line.tokens[verb].deprel == "advcl" and preposition(line, verb) == "in"
    joined = inside and line.tokens[main].lemma in role("joining") and is_passive(line, main)
    joined = joined and bool(set(heads) & set(line.below(main, *SUBJECTS)))
    return line.below(main, "obl:agent") if joined else ()


def _by_whom(line: Line, clause: int) -> Iterator[int]:
    """Yield who joins or leads somebody; the tree may hang them on those who are led."""
    if is_passive(line, clause) and not line.below(clause, "aux", "aux:pass"):
        yield from line.below(clause, "obl:agent")
    for each in line.below(line.head(clause), "nmod"):
        if preposition(line, each) == "by" and min(line.subtree(each)) == clause + 1:
            yield each


def _is_sent(line: Line, word: int) -> bool:
    """Say whether a noun tells of several people, so that whoever leads them is one of them."""
    token = line.tokens[word]
    return token.xpos == "NNS" or token.lemma.lower() in role("delegation")


def _is_added(line: Line, word: int, verb: int) -> bool:
    """Say whether a comma sets apart who else does it: "signed the pact, along with Japan".

    "Together with" and "alongside" need no comma.

    After somebody that may as well be who else it is done to.
    """
    first = _opening(line, word)
    done_to = (line.headed_by(each) for each in line.below(verb, "obj"))
    somebody = any(name and name.all_fitting(("Actor",)) for name in done_to)
    apart = line.form(first - 1) == "," or line.form(first) in role("beside, without a comma")
    return first > verb and apart and not somebody


def echoes(line: Line, verb: int, heads: tuple[int, ...]) -> tuple[int, ...]:
    """Return who does what `verb` tells besides its subject, if one of `heads` is that."""
    main = _whose_subject(line, verb)
    if not set(heads) & set(line.below(main, *SUBJECTS)):
        return ()
    return tuple(
        noun
        for opening in range(verb + 1, len(line.tokens))
        if line.form(opening) in role("echoing")
        and line.form(opening + 1) in words("words", "word", "class", "aux")
        for noun in _after(line, opening + 2)
        if _governor(line, noun, opening + 1) in (verb, main)
    )


def _whose_subject(line: Line, verb: int) -> int:
    """Return the verb that has the subject of `verb`: "agreed" of "agreed to attend"."""
    while line.tokens[verb].deprel == "xcomp" and not line.below(verb, *SUBJECTS):
        verb = line.head(verb)
    return verb


def _after(line: Line, start: int) -> tuple[int, ...]:
    """Return the head of the noun phrase at `start` if that closes the clause."""
    found = [
        at
        for at in range(start, len(line.tokens))
        if line.tokens[at].upos in _NOUNS and min(line.subtree(at)) == start
    ]
    closed = found and line.form(max(line.subtree(found[-1])) + 1) in role("clause end")
    return (found[-1],) if closed else ()


def _governor(line: Line, noun: int, auxiliary: int) -> int:
    """Return the verb on which the clause of an auxiliary hangs, as the tree has it in some way."""
    clause = line.head(noun) == auxiliary and line.tokens[auxiliary].deprel in _CLAUSES
    return line.head(auxiliary) if clause else line.head(noun)


def _is_beside(line: Line, word: int) -> bool:
    first = _opening(line, word)
    return any(line.spells(first, tuple(words.split())) for words in role("beside"))


def _opening(line: Line, word: int) -> int:
    """Return the first word of a phrase, with a "together" and without a comma before it."""
    first = min(line.subtree(word))
    first += line.form(first) == ","
    return first - (line.form(first - 1) == "together")
