"""What makes a whole clause no more than possible: "if", "had Kenya signed", "as far as I know"."""

from communique.ingest.arguments import preposition
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.model import Factuality

_SAID = ("ccomp", "xcomp", "parataxis")


def is_conditional(line: Line, verb: int, found: Factuality) -> bool:
    """Say whether an "if" makes a clause possible: of what is told as done, one that opens it."""
    for clause in line.below(verb, "advcl"):
        if preposition(line, clause) != "if" or line.tokens[clause].lemma in role("believing"):
            continue
        opens = clause < verb and not line.below(verb, *_SAID)
        conceding = line.form(min(line.subtree(clause)) - 1) in role("conceding")
        if found is Factuality.PLANNED or (opens and not conceding):
            return True
    return False


def is_as_far_as_known(line: Line, verb: int) -> bool:
    """Say whether a sentence tells only what is known so far: "as far as Ada knows, Kenya left"."""
    opening = any(line.spells(0, tuple(words.split())) for words in role("as far as known"))
    return opening and line.head(verb) < 0


def is_inverted(line: Line, verb: int) -> bool:
    """Say whether a clause puts a condition by its order: "had China signed"."""
    subjects = line.below(verb, "nsubj", "nsubj:pass")
    if not subjects or "advcl" not in line.tokens[verb].deprel:
        return False
    return line.form(min(line.subtree(subjects[0])) - 1) in role("conditional")


def is_bare_condition(line: Line, verb: int) -> bool:
    """Say whether a participle alone puts a condition: "if convicted", "unless extended"."""
    marks = {line.form(each) for each in line.below(verb, "mark")}
    full = line.below(verb, "nsubj", "nsubj:pass", "aux", "aux:pass")
    return "advcl" in line.tokens[verb].deprel and bool(marks & role("condition")) and not full


def is_made_up(line: Line, verb: int) -> bool:
    """Say whether it is told of a film or a book, "in the film, Ada meets Modi", or of whoever."""
    if _is_of_whoever(line, verb):
        return True
    around = {verb}
    while line.tokens[verb].deprel in ("conj", "advcl", "ccomp", "xcomp", "parataxis"):
        verb = line.head(verb)
        around.add(verb)
    return any(
        line.tokens[each].lemma in role("fiction") and preposition(line, each) == "in"
        for at in around
        for each in line.below(at, "obl")
    )


def _is_of_whoever(line: Line, verb: int) -> bool:
    """Say whether it is told of all that do so, none in particular: "firms that refuse can expect".

    Such a rule has a bare plural, a clause in the present without a comma, and a modal.
    """
    while line.tokens[verb].deprel in ("xcomp", "conj"):
        verb = line.head(verb)
    noun = line.head(verb)
    if line.tokens[verb].deprel != "acl:relcl" or line.tokens[verb].xpos != "VBP" or noun < 0:
        return False
    bare = not line.below(noun, "det", "nmod:poss", "nummod", "amod", "compound")
    helping = line.below(line.head(noun), "aux") if line.tokens[noun].deprel == "nsubj" else ()
    rule = any(line.tokens[at].xpos == "MD" for at in helping)
    apart = line.form(min(line.subtree(verb)) - 1) == ","
    return bare and rule and not apart and line.tokens[noun].xpos == "NNS"
