"""What a sentence says of life under a control: "the rule, under which Kenya may buy few chips".

Who can buy or import little, or faces a cap, is whom the control targets; what they can buy little
of, or may not be sold, is what it restricts.
"""

from collections.abc import Iterator

from communique.ingest.arguments import (
    direct_object,
    is_verb,
    preposition,
    relative_clause,
    subject,
    surface_subject,
)
from communique.ingest.names import Line
from communique.ingest.phrases import words
from communique.ingest.polarity import is_negated

_UNDER = "under"
_SAID = ("ccomp", "xcomp")


def under(line: Line, noun: int) -> Iterator[int]:
    """Yield the verbs of what is done under what a noun names: "under the rule", "under which"."""
    head = line.head(noun)
    if preposition(line, noun) == _UNDER and head >= 0 and is_verb(line, head):
        yield head
    for clause in line.below(noun, "acl:relcl"):
        which = (each for each in line.below(clause, "obl") if line.form(each) == "which")
        if any(preposition(line, each) == _UNDER for each in which):
            yield clause
            yield from line.below(clause, *_SAID)  # "under which, she says, nobody can buy chips"


def described_by(line: Line, verb: int) -> tuple[int, ...]:
    """Return the noun of "under which" in the clause of a verb: the word that it describes."""
    clause = relative_clause(line, verb)
    head = line.head(clause) if clause >= 0 else -1
    return (head,) if head >= 0 and verb in under(line, head) else ()


def facing(line: Line, verb: int) -> tuple[int, ...]:
    """Return who bears a cap or a duty by what a verb tells: "Kenya faced a cap on imports"."""
    borne = line.tokens[verb].lemma in _play("facing") and any(
        line.tokens[each].lemma in _play("faced") for each in direct_object(line, verb)
    )
    return () if is_negated(line, verb) or not borne else subject(line, verb)


def kept_from(line: Line, verb: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return who gets little or nothing in a trade that a verb tells of, and of what."""
    goods = direct_object(line, verb)
    if line.tokens[verb].lemma not in _play("trading") or not _is_little(line, verb, goods):
        return (), ()
    return tuple(who for each in goods for who in _buyers(line, verb, each)), goods


def may_get(line: Line, noun: int) -> tuple[int, ...]:
    """Return who buys what a noun names: "the chips that Kenya may import", "that go to Kenya"."""
    clauses = [each for each in line.below(noun, "acl:relcl") if _is_open(line, each)]
    clauses += line.below(noun, "acl")
    return tuple(who for each in clauses for who in _buyers(line, each, noun))


def numbered(line: Line, verb: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the goods of which a verb limits how many are traded, and who buys them."""
    head = line.head(verb)
    beside = line.below(head, "acl:relcl") if head >= 0 else ()  # as the tree may have it
    for clause in (*line.below(verb, "ccomp"), *beside):
        how = line.form(verb + 1) == "how" and min(line.subtree(clause)) == verb + 1
        for goods in (*direct_object(line, clause), *line.below(clause, "obl")) if how else ():
            if any(line.form(each) in _play("many") for each in line.below(goods, "amod")):
                yield goods, _buyers(line, clause, goods)


def _buyers(line: Line, verb: int, goods: int) -> tuple[int, ...]:
    """Return to whom goods go by what a verb of trade tells of them."""
    if line.tokens[verb].lemma not in _play("trading"):
        return ()
    if line.tokens[verb].lemma in _play("getting"):
        return tuple(each for each in subject(line, verb) if each != goods)
    if goods not in (*surface_subject(line, verb), *direct_object(line, verb)):
        return ()
    return tuple(each for each in line.below(verb, "obl") if preposition(line, each) == "to")


def _is_open(line: Line, verb: int) -> bool:
    """Say whether a verb tells what may be, not what was: "may import", but not "imported"."""
    past = line.tokens[verb].xpos in ("VBD", "VBN")
    return not past or any(line.tokens[each].xpos == "MD" for each in line.below(verb, "aux"))


def _is_little(line: Line, verb: int, goods: tuple[int, ...]) -> bool:
    near = [verb, *goods, *(each for one in goods for each in line.children(one))]
    few = any(line.form(each) in _play("few") for one in near for each in line.children(one))
    return few or is_negated(line, verb)


def _play(part: str) -> frozenset[str]:
    return words("controls", "words", "role", part)
