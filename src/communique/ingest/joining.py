"""What text a word is about that names none: "joined them", "objected to a clause"."""

from communique.ingest.arguments import direct_object, preposition
from communique.ingest.fillers import Filler
from communique.ingest.focus import Focus
from communique.ingest.kinds import fits
from communique.ingest.names import Line
from communique.ingest.nouns import PART, nouns_at
from communique.ingest.phrases import role

_TEXTS = ("Instrument",)


def joined_in(line: Line, verb: int, kinds: tuple[str, ...], focus: Focus) -> tuple[Filler, ...]:
    """Return the text of those whom somebody joins: "sixty signed, but Peru refused to join them".

    Or does as they did: "refused to do so".

    It is the one that was signed last, in this sentence or the one before.
    """
    whom = direct_object(line, verb) if line.tokens[verb].lemma == "join" else ()
    joins = bool(whom) and all(
        line.form(each) in role("they") or line.tokens[each].lemma in role("fellow signer")
        for each in whom
    )
    after = verb + 1 + (line.form(verb + 1) == "the")
    same = line.tokens[verb].lemma == "do" and line.form(after) in role("the same")
    if not (joins or same):
        return ()
    found = ((name, name.all_fitting(kinds)) for name in focus.signed())
    return tuple(Filler(name, texts, here=False) for name, texts in found if texts)


def whole_text(line: Line, word: int, kinds: tuple[str, ...], focus: Focus) -> Filler | None:
    """Return the text of which a noun tells a part: "a line on borders", "paragraph nine".

    It is the one that the part is said to be of, else the one named last.
    """
    parts = any(noun.use == PART for noun in nouns_at(line, word))
    if not parts or line.headed_by(word) or not fits("Declaration", kinds):
        return None
    for each in line.below(word, "nmod", "nmod:poss"):
        name = line.headed_by(each)
        texts = name.all_fitting(_TEXTS) if name else ()
        if name and texts and preposition(line, each) != "on":
            return Filler(name, texts)
    for name in focus.implied(line, word, _TEXTS):
        if texts := name.all_fitting(kinds):
            return Filler(name, texts, here=False)
    return None
