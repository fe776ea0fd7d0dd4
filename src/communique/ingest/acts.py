"""Who did what a noun takes up: "condemned the firings" of whoever "fired 28 workers" before."""

from collections.abc import Mapping
from functools import cache

from communique.ingest.arguments import is_verb, preposition, subject
from communique.ingest.factuality import judged
from communique.ingest.fillers import Filler, filler
from communique.ingest.focus import Focus
from communique.ingest.kinds import fits
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.language.tables import lexicon, values
from communique.model import Entity, Factuality
from communique.vocab import digest

_UNNAMED = 0.8
_BOTH = frozenset(("Actor", "Instrument"))
_ACTOR = ("Actor",)
_PRAISE = "Praise"


def decided(line: Line, word: int, kinds: tuple[str, ...], focus: Focus) -> Filler | None:
    """Return the text that "the vote" or "its adoption" was about: the one named last.

    A decision that no text of a name carries is a thing itself: "welcomed the ruling".
    """
    lemma, before = line.tokens[word].lemma, line.form(word - 1)
    if not set(kinds) >= _BOTH or line.below(word, "nmod"):
        return None
    if lemma in role("deciding") and before in (*role("definite"), *role("it")):
        names = focus.implied(line, word, ("Instrument",))
        if names:
            return Filler(names[0], names[0].all_fitting(kinds), here=False)
    if lemma not in role("decided by somebody") or before not in role("definite"):
        return None
    if line.heading or line.below(word, "acl", "acl:relcl", "conj"):
        return None
    decision = Entity("Instrument", digest(focus.article, "decision", lemma), lemma)
    name = line.name(word, word + 1, (decision,), "described", probability=_UNNAMED)
    return Filler(name, (decision,))


def imposed(line: Line, word: int, kinds: tuple[str, ...], focus: Focus) -> Filler | None:
    """Return the control that "the step" or "the listings" take up: the one imposed last.

    "The step" is that only where nobody has decided anything else since.
    """
    lemma = line.tokens[word].lemma.lower()
    pointed = any(line.form(each) in role("definite") for each in line.below(word, "det"))
    if lemma in role("any decision") and not pointed:
        return _imposed_here(line, word, kinds, focus)
    listing, step = lemma in role("act of control"), lemma in role("any decision")
    if line.heading or not pointed or not (listing or step) or not fits("ExportControl", kinds):
        return None
    if line.below(word, "nmod", "nmod:poss", "acl", "acl:relcl", "compound", "conj"):
        return None
    told = (line.form(each) for each in line.below(word, "amod"))
    if not all(each in role("plain modifier") for each in told):
        return None
    names = focus.imposed(alone=step)
    found = ((name, name.all_fitting(("ExportControl",))) for name in names)
    return next((Filler(name, one, here=False) for name, one in found if one), None)


def _imposed_here(line: Line, word: int, kinds: tuple[str, ...], focus: Focus) -> Filler | None:
    """Return the control of the clause that ends with ", in a move that" somebody judges."""
    verb = line.head(word)
    while verb >= 0 and not is_verb(line, verb) and line.head(verb) >= 0:
        verb = line.head(verb)  # "rules for tools, a move that" may hang on the rules
    added = any(line.form(each) == "," for each in line.children(word) if each < word)
    if verb < 0 or not is_verb(line, verb) or not added or not line.below(word, "acl:relcl"):
        return None
    near = (verb, *line.below(verb, "obj", "obl", "nsubj:pass"))
    names = [name for each in near if each != word and (name := line.headed_by(each))]
    names += focus.imposed_here()
    found = {name: name.all_fitting(("ExportControl",)) for name in names}
    told = {one: Filler(name, one) for name, one in found.items() if one}
    return next(iter(told.values())) if len(told) == 1 and fits("ExportControl", kinds) else None


def doers(
    line: Line, word: int, kinds: tuple[str, ...], focus: Focus, event: str
) -> tuple[Filler, ...]:
    """Return who did what a definite noun takes up: the subject of the verb that told it last.

    Only for what may be somebody or a text, which is what one praises or criticises: who praises
    "the move" praises that rather than anybody, who criticises it those who made it.
    """
    if event == _PRAISE and line.tokens[word].lemma.lower() in role("any decision"):
        return ()
    verbs, reach = _acts().get(line.tokens[word].lemma.lower(), (frozenset(), 0))
    pointed = any(line.form(each) in role("definite") for each in line.below(word, "det"))
    if not verbs or not pointed or not set(kinds) >= _BOTH or _is_told_apart(line, word):
        return ()
    if reach and "Summit" not in kinds:
        return ()  # what somebody says may be judged, but who denies it denies it to nobody
    of = _of_what(line, word)
    for before in reversed(focus.earlier[-reach:]):
        told = {entity for name in before.names for entity in name.entities}
        if of and not of & told:
            continue
        for verb in reversed(range(len(before.tokens))):
            if before.tokens[verb].lemma in verbs and is_verb(before, verb):
                if judged(before, verb) is not Factuality.ACTUAL:
                    continue
                found = (filler(before, each, _ACTOR) for each in subject(before, verb))
                return tuple(Filler(one.name, one.entities, here=False) for one in found if one)
    return ()


def _of_what(line: Line, word: int) -> set[Entity]:
    """Return what a noun says its act is done to: "the sale of H20 processors"."""
    ends = (each for each in line.below(word, "nmod") if preposition(line, each) == "of")
    names = (line.headed_by(each) for each in ends)
    return {entity for name in names if name for entity in name.entities}


def _is_told_apart(line: Line, word: int) -> bool:
    """Say whether a noun itself tells whose act it is, or of which it speaks."""
    by = any(preposition(line, each) == "by" for each in line.below(word, "nmod"))
    return by or bool(line.below(word, "nmod:poss", "acl:relcl"))


@cache
def _acts() -> Mapping[str, tuple[frozenset[str], int]]:
    return {
        noun: (frozenset(values(row["verbs"])), int(row["reach"] or 0))
        for row in lexicon("acts")
        for noun in values(row["nouns"])
    }
