"""The core of a noun phrase: the words before a noun that modify it."""

from functools import cache

from communique.ingest.names import Line, capitalised
from communique.ingest.phrases import role
from communique.language.tables import lexicon

_BEFORE = (
    *("amod", "compound", "nummod", "nmod", "flat", "advmod", "punct", "goeswith", "obl"),
    *("conj", "cc"),
)


def core_start(line: Line, head: int) -> int:
    """Return where the words that modify the noun at word `head` begin, a name among them whole."""
    start = head
    while start > 0:
        if _modifies(line, start - 1, head):
            start -= 1
            continue
        first = _hyphenated(line, start)
        if not any(_hangs(line, each, head) for each in range(first, start)):
            break
        start = first
    within = line.covering(start)  # "Council of Europe convention"
    return min(start, within.first) if within and within.last <= head else start


def _hyphenated(line: Line, start: int) -> int:
    """Return where the word with hyphens begins that ends before `start`, or goes on at it."""
    first, dash = start, start if line.form(start) == "-" else start - 2
    while dash > 0 and line.form(dash) == "-" and _is_glued(line, dash):
        first, dash = dash - 1, dash - 2
    return first


def _is_glued(line: Line, dash: int) -> bool:
    before, at, after = line.tokens[dash - 1 : dash + 2]
    return before.end == at.start and at.end == after.start


def _modifies(line: Line, index: int, head: int) -> bool:
    """Say whether word `index` is part of the core of the phrase with that head."""
    token = line.tokens[index]
    at_least = line.form(index - 1) == "at" and line.form(index) in role("rough")
    if at_least or _is_a_date(line, index):
        return False
    if _is_inside_a_name(line, index):
        return _modifies(line, index + 1, head)
    attributive = token.upos == "VERB" and token.deprel == "amod"
    if token.upos in ("DET", "PRON", "VERB", "AUX", "ADP", "SCONJ", "PART") and not attributive:
        return False
    joined = line.head(index)
    if token.upos == "CCONJ" and (joined == head or line.tokens[joined].deprel != "conj"):
        return False
    if token.upos == "PUNCT":
        return line.form(index) == "-" and line.tokens[index].end == line.tokens[index + 1].start
    return _hangs(line, index, head)


def _hangs(line: Line, at: int, head: int) -> bool:
    """Say whether a word describes the noun at `head`, or what does; an owner does not."""
    while at != head and at >= 0 and line.tokens[at].deprel.split(":")[0] in _BEFORE:
        if line.tokens[at].deprel == "nmod:poss":
            return False
        at = line.head(at)
    return at == head


def _is_inside_a_name(line: Line, index: int) -> bool:
    """Say whether a preposition joins capitalised words before a noun: "the AI for Good summit"."""
    if line.form(index) not in role("complementing") or not 0 < index < len(line.tokens) - 1:
        return False
    after = line.tokens[index + 1]
    within = after.deprel == "nmod" and after.head == index - 1
    compound = within and line.tokens[index - 1].deprel == "compound"
    return compound and capitalised(after.text) and capitalised(line.tokens[index - 1].text)


def _is_a_date(line: Line, index: int) -> bool:
    """Say whether a word is part of a date: "since July 4 suppliers must ..."."""
    after = index > 0 and line.form(index).isdigit() and line.tokens[index - 1].text in months()
    return after or line.tokens[index].text in months()


@cache
def months() -> frozenset[str]:
    """Return the names of the months."""
    return frozenset(row["name"] for row in lexicon("months") if row["kind"] == "month")


def is_before_goods(line: Line, index: int, head: int) -> bool:
    """Say whether a word, or a hyphen in it, describes the goods at `head` after it."""
    token = line.tokens[index]
    inside = token.deprel in ("amod", "compound", "punct", "nummod", "obl", "advmod")
    hyphen = token.text == "-" and token.end == line.tokens[index + 1].start
    below = index <= line.head(index) <= head or hyphen
    return inside and below and token.text not in (",", "(", '"')
