"""Clauses that tell what somebody wants to know, and of whom: "an inquiry into how A stores it"."""

from communique.ingest.names import Line
from communique.ingest.phrases import role

_QUESTIONS = ("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp")


def is_question(line: Line, clause: int) -> bool:
    """Say whether a clause tells what somebody wants to know: "whether it will", "what it did"."""
    marks = (min(line.subtree(clause)), *line.below(clause, "mark", "advmod"))
    return any(line.form(each) in role("question") | role("asking word") for each in marks)


def asked(line: Line, word: int) -> tuple[int, ...]:
    """Return of whom a question about it asks: "an inquiry into how DeepSeek stores data"."""
    near = (word, *line.below(word, "nmod", "obl"))
    for clause in (each for one in near for each in line.below(one, *_QUESTIONS)):
        before = min(line.subtree(clause)) - 1
        marks = (before, *line.below(clause, "mark", "advmod"))
        if any(line.form(each) in role("question") for each in marks):
            return line.below(clause, "nsubj", "nsubj:pass")[:1]
    return ()
