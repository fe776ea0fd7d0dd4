"""Names and sums that the tree joins to another word than the one with which they stand.

"Talks with A and with B" are with both, "the leaders of A and the B" are those of both;
"the signing of A by B" is what B does. In "sell A 18,000 chips" it is A who gets them, in "give A
US$6m" the sum is what A gets.
"""

from collections.abc import Iterator
from dataclasses import replace

from communique.ingest.clauses import case
from communique.ingest.frames import frames_of
from communique.ingest.names import Line
from communique.ingest.namings import is_example
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role
from communique.language.annotation import Sentence, Token

_PLURAL = ("NNS", "NNPS")
_INSIDE = ("nmod", "flat", "compound", "conj", "nmod:poss")
_SIGNS = ("$", "€", "£", "¥", "₹", "₩")
_PEOPLE = ("Person", "Group")


def conjoined(sentence: Sentence) -> Sentence:
    """Return a sentence with such names on the words that they stand beside or fill."""
    line = Line(sentence)
    tokens = list(sentence.tokens)
    for word, token in enumerate(tokens):
        if _is_sum(line, word) and token.deprel == "iobj":
            tokens[word] = replace(token, deprel="obj")
        elif token.upos == "PROPN" and (found := _mended(line, word, token)):
            tokens[word] = found
    names = tuple(one for one in sentence.entities if not _is_sum(line, one.start))
    return replace(sentence, tokens=tuple(tokens), entities=names)


def _is_sum(line: Line, word: int) -> bool:
    """Say whether a word is the sign of a currency before a number: "US$60m"."""
    return line.tokens[word].text.endswith(_SIGNS) and line.form(word + 1)[:1].isdigit()


def _mended(line: Line, word: int, token: Token) -> Token | None:
    """Return the token of a name as it should hang; None for one that hangs right."""
    first = -1
    if token.deprel == "conj":
        first = max(_first_of_two(line, word), _beyond_examples(line, word))
    if first >= 0:
        return replace(token, head=first)
    if _is_listed(line, word):
        return replace(token, deprel="conj")
    deed = _deed_by(line, word) if token.deprel == "nmod" else -1
    if deed >= 0:
        return replace(token, head=deed)
    nearer = _nearer(line, word) if token.deprel == "appos" else -1
    if nearer >= 0:
        return replace(token, head=nearer)
    verb = _giving(line, word) if token.deprel == "compound" else -1
    return replace(token, head=verb, deprel="iobj") if verb >= 0 else None


def _first_of_two(line: Line, word: int) -> int:
    """Return the name right before "and", with which a joined one fills the same place, or -1."""
    head = line.head(word)
    joints = [each for each in line.below(word, "cc") if line.form(each) in role("and")]
    if not joints:
        return -1
    last = joints[0] - 1 - (line.form(joints[0] - 1) == ",")
    before = next((at for at in _above(line, last, head) if case(line, at)), -1)
    apart = before >= 0 and not {word, head}.intersection(line.subtree(before))
    if not apart or before in line.subtree(word) or max(line.subtree(before)) != last:
        return -1
    own = case(line, word)
    if own:
        return before if own == case(line, before) and line.form(joints[0] + 1) == own else -1
    people = line.tokens[head].xpos in _PLURAL and any(
        noun.kind in _PEOPLE or noun.plural in _PEOPLE for noun in nouns_at(line, head)
    )
    marks = {mark for each in (word, before) if (mark := _marked(line, each))}
    return before if people and len(marks) == 1 and case(line, before) == "of" else -1


def _beyond_examples(line: Line, word: int) -> int:
    """Return the noun with examples after which another stands, or -1.

    Thus "ten states, among them A and B, and the EU".
    """
    example = line.head(word)
    noun = line.head(example)
    last = line.below(word, "cc")[:1]
    closed = bool(last) and line.form(last[0] - 1) == "," and line.form(last[0]) in role("and")
    before = [at for at in line.below(example, "conj") if at < word and line.below(at, "cc")]
    listed = noun >= 0 and noun < example and line.tokens[noun].xpos in _PLURAL
    return noun if closed and before and listed and is_example(line, example) else -1


def _is_listed(line: Line, word: int) -> bool:
    """Say whether a name is one of a list: "Peru's A, Chad's B and 12 other heads of state"."""
    head = line.head(word)
    beside = line.tokens[word].deprel in ("nmod", "appos") and not case(line, word)
    if not beside or line.tokens[head].upos != "PROPN":
        return False
    owned = all(line.below(each, "nmod:poss") for each in (head, word))
    comma = (
        line.form(min(line.subtree(word))) == "," or line.form(min(line.subtree(word)) - 1) == ","
    )
    after = (each for each in line.below(head, "conj") if each > word and line.below(each, "cc"))
    return owned and comma and any(after)


def _above(line: Line, word: int, end: int) -> Iterator[int]:
    """Yield a word and those that it is part of, below `end`."""
    while word >= 0 and word != end:
        yield word
        word = line.head(word) if line.tokens[word].deprel in _INSIDE else -1


def _marked(line: Line, word: int) -> str:
    """Return what the model takes a name for, "" where it sees none."""
    marks = (one.type for one in line.sentence.entities if one.start <= word < one.end)
    return next(marks, "")


def _deed_by(line: Line, word: int) -> int:
    """Return the deed of somebody whom the tree has make what it is done to, -1 if none.

    "The signing of the Paris Declaration by Kenya", but not "news of a visit by Kenya".
    """
    thing = line.head(word)
    deed = line.head(thing)
    done = case(line, word) == "by" and case(line, thing) in ("of", "on", "into")
    if not done or line.tokens[thing].deprel != "nmod" or not thing < word:
        return -1
    by = any("by" in frame.agent for frame in frames_of(line, deed))
    named = line.tokens[thing].upos == "PROPN" or _marked(line, thing) != ""
    return deed if by and (named or not any(frames_of(line, thing))) else -1


def _nearer(line: Line, word: int) -> int:
    """Return the noun right before that a name means, not the one that has a name; else -1.

    "The president, Ada Lund, and the premier, Bo Holm".
    """
    head, noun = line.head(word), word - 2
    joined = line.form(word - 1) == "," and noun in line.below(head, "conj")
    own = (each for each in line.below(head, "appos") if each < noun)
    return noun if joined and any(own) else -1


def _giving(line: Line, word: int) -> int:
    """Return the verb that gives somebody what is counted after the name, -1 if none."""
    noun, number = line.head(word), word + 1
    if noun < number:
        return -1
    verb = line.head(noun)
    while line.tokens[number].deprel == "compound" and number < noun:
        number = line.head(number)
    counted = number in line.below(noun, "nummod") and line.tokens[word + 1].xpos == "CD"
    gives = line.tokens[noun].deprel == "obj" and line.tokens[verb].lemma in role("giving")
    return verb if counted and gives and verb == word - 1 else -1
