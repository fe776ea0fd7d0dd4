"""Nouns right before a name that the tree hangs on something else: "the start-up Tindra".

It may have the "up" for a particle of the verb that follows, or two agents of one verb in "owned
by the investor Ada Lund". And "two firms, Tindra and Jokko," are no more than two.
"""

from dataclasses import replace

from communique.ingest.described import number
from communique.ingest.names import Line
from communique.language.annotation import Sentence

_INSIDE = ("flat", "compound", "nummod")
_LOOSE = ("compound:prt", "obl", "advmod")
_MOVING = ("det", "amod", "case", "nummod", "nmod:poss")
_TWINS = ("obl:agent", "obl", "nsubj", "nsubj:pass", "obj", "nmod")


def named_by(sentence: Sentence) -> Sentence:
    """Return a sentence with such nouns, and what tells more of them, on the names."""
    line = Line(sentence)
    tokens = list(sentence.tokens)
    for word in range(len(tokens) - 1):
        if _is_spelt_out(line, word):
            tokens[word] = replace(tokens[word], deprel="appos")
            continue
        top = _name_after(line, word)
        half = _is_half(line, word)
        if top < 0 or not (half or _is_twin(line, word, top)):
            continue
        verb = line.head(word)
        if line.head(top) == word:
            deprel = "nsubj" if half and word < verb else tokens[word].deprel
            tokens[top] = replace(tokens[top], head=verb, deprel=deprel)
        tokens[word] = replace(tokens[word], head=top, deprel="compound", upos="NOUN")
        for each in line.below(word, *_MOVING):
            tokens[each] = replace(tokens[each], head=top)
    return replace(sentence, tokens=tuple(tokens))


def _is_spelt_out(line: Line, word: int) -> bool:
    """Say whether a name begins a list of as many as the plural before it counts."""
    many = line.head(word) if line.tokens[word].deprel == "conj" else -1
    if not 0 <= many < word or line.tokens[many].upos != "NOUN":
        return False
    names = (word, *line.below(word, "conj"))
    counts = [number(line.form(each)) for each in line.below(many, "nummod")]
    first = min(line.subtree(word))
    apart = "," in (line.form(first), line.form(first - 1))
    proper = all(line.tokens[each].upos == "PROPN" for each in names)
    return proper and apart and counts == [len(names)]


def _name_after(line: Line, word: int) -> int:
    """Return the head of the name that begins right after a noun, -1 without one."""
    if line.tokens[word].upos != "NOUN" or line.tokens[word + 1].upos != "PROPN":
        return -1
    top = word + 1
    while line.tokens[top].deprel in _INSIDE and line.tokens[line.head(top)].upos == "PROPN":
        top = line.head(top)
    return top if line.tokens[top].text[:1].isupper() else -1


def _is_half(line: Line, word: int) -> bool:
    """Say whether a word is the rest of "start-up" that hangs on a verb as "up" would."""
    halved = line.form(word - 1) == "-" and line.head(word - 2) == word
    loose = line.tokens[word].deprel in _LOOSE and not line.below(word, "case")
    return halved and loose and line.head(word) >= 0


def _is_twin(line: Line, word: int, top: int) -> bool:
    """Say whether a noun with an article and the name after it are one participant of a verb."""
    noun, name = line.tokens[word], line.tokens[top]
    alike = noun.deprel == name.deprel and noun.head == name.head and noun.deprel in _TWINS
    return alike and bool(line.below(word, "det")) and not line.below(top, "case", "det")
