"""Words that are coordinated, and verbs that share what stands beside one of them."""

from communique.ingest.arguments import is_verb, preposition
from communique.ingest.clauses import (
    SUBJECTS,
)
from communique.ingest.names import Line
from communique.ingest.namings import named
from communique.ingest.phrases import role


def coordinated(line: Line, word: int) -> tuple[int, ...]:
    """Return a word and what is joined to it by "and" or a comma, in order.

    A noun that only describes gives way to the name in apposition: "the spokesman, He Yadong".
    """
    found = [named(line, word)]
    beside = line.below(found[0], "conj") if found[0] != word else _joined_inside(line, word)
    for child in (*line.below(word, "conj"), *beside):
        negative = any(line.form(each) == "not" for each in line.children(child))
        negative = negative or _is_excepted(line, word, child) or _is_owner(line, child)
        if not negative and not (is_verb(line, child) and line.below(child, *SUBJECTS)):
            found += coordinated(line, child)
    found += _next_title(line, found[0])
    return tuple(sorted(dict.fromkeys(found)))


def sharing(line: Line, word: int, verb: int) -> tuple[int, ...]:
    """Return a word and what is joined to it, as far as that takes part in what `verb` tells.

    What comes after a clause that describes the first takes no part in it: "the accord that Kenya
    signed in May and the list".
    """
    every = coordinated(line, word)
    if line.head(verb) != word or not line.tokens[verb].deprel.startswith("acl"):
        return every
    end = max(line.subtree(verb))
    return tuple(each for each in every if each <= end) or every


def went_on(line: Line, verb: int, word: int) -> tuple[int, ...]:
    """Return what "and" and the same preposition join to a phrase: "with A, and then with B".

    The tree may join it to the verb: "flew to A on Monday and to B on Tuesday".
    """
    gapped = (each for each in line.below(verb, "conj") if not is_verb(line, each))
    after = (*(each for each in line.below(verb, "obl") if each > word), *gapped)
    same = (each for each in after if preposition(line, each) == preposition(line, word))
    joined = {each: [line.form(at) for at in line.below(each, "cc")] for each in same}
    return tuple(each for each, marks in joined.items() if role("and") & set(marks))


def _joined_inside(line: Line, word: int) -> tuple[int, ...]:
    """Return what is joined to the person whom a title with this head names: "Minister A and B"."""
    name = line.headed_by(word)
    if not name or name.how != "title":
        return ()
    inside = range(name.first, name.last)
    joined = (each for at in inside if at != word for each in line.below(at, "conj"))
    return tuple(each for each in joined if each not in inside)


def _is_owner(line: Line, child: int) -> bool:
    """Say whether a joined name only says whose the next is: "Ada Lee and France's Anne Roux"."""
    after = {each + 1 for each in line.below(child, "case") if line.tokens[each].xpos == "POS"}
    beside = line.below(line.head(child), "conj") if after else ()
    return any(min(line.subtree(each)) in after for each in beside)


def _is_excepted(line: Line, word: int, child: int) -> bool:
    """Say whether a joined noun is left out: "everyone but Kenya"."""
    but = any(line.form(each) == "but" for each in line.below(child, "cc"))
    nouns = not is_verb(line, word) and not is_verb(line, child)
    return but and nouns and not any(line.form(each) == "not" for each in line.children(word))


def _next_title(line: Line, word: int) -> tuple[int, ...]:
    """Return whom "President X, Secretary A and Minister B" goes on with, where the tree errs."""
    first = name = line.headed_by(word)
    found, joint = [], ","
    while first and name and line.form(name.last) in (",", *role("and")):
        other = line.starting(name.last + 1)
        top = line.head(line.top(other.first, other.last)) if other else -1
        if not other or other.how != "title" or not first.first <= top < other.first:
            break
        joint, name = line.form(name.last), other
        found.append(other.last - 1)
    return () if joint == "," else tuple(found)
