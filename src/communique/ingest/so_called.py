"""What "what it called a blockade" stands for: the thing that its clause calls something."""

from communique.ingest.clauses import SUBJECTS
from communique.ingest.names import Line
from communique.ingest.phrases import role

_CLAUSES = ("acl", "acl:relcl")
_NOUNS = ("NOUN", "PROPN")


def so_called(line: Line, word: int) -> int:
    """Return the thing that a "what" with its clause stands for, else the word itself."""
    for clause in naming_clauses(line, word):
        after = (each for each in line.below(clause, "xcomp", "obj") if each > clause)
        by_as = (each for each in line.below(clause, "obl", "advcl") if _is_as(line, each))
        for each in (*after, *by_as):
            if line.tokens[each].upos in _NOUNS:
                return each
    return word


def naming_clauses(line: Line, word: int) -> tuple[int, ...]:
    """Return the verbs that call "what" they describe something: "what she described as"."""
    if line.form(word) != "what":
        return ()
    clauses = line.below(word, *_CLAUSES)
    return tuple(
        each
        for each in clauses
        if line.tokens[each].lemma in role("giving a name") and line.below(each, *SUBJECTS)
    )


def _is_as(line: Line, word: int) -> bool:
    return any(line.form(each) == "as" for each in line.below(word, "case", "mark"))
