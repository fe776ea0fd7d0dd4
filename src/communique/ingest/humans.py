"""What beside a name tells a human being: "Ada Lund, 61,", "Ada Lund, who", "Ada Lund herself"."""

from communique.ingest.genders import is_given, told
from communique.ingest.names import Line, capitalised
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role

_NAMES = 2
_SUBJECTS = ("nsubj", "nsubj:pass")
_OLD = range(16, 110)


def is_human(line: Line, first: int, last: int) -> bool:
    """Say whether the words around the several words of a name tell that it is a person's."""
    head = line.top(first, last)
    if last - first < _NAMES:
        return False
    clauses = (each for at in range(first, last) for each in line.below(at, "acl:relcl"))
    who = any(line.form(each) == "who" for one in clauses for each in line.below(one, *_SUBJECTS))
    return who or _is_aged(line, last) or _is_self(line, head)


def is_named_so(line: Line, first: int, last: int) -> bool:
    """Say whether two words begin with somebody's first name, go together as names do."""
    words = [line.tokens[at].text for at in range(first, last)]
    if len(words) != _NAMES or not is_given(words[0]) or line.heading:
        return False
    plain = all(word.isalpha() and capitalised(word) and not word.isupper() for word in words)
    nouns = any(nouns_at(line, at) for at in range(first, last))
    return plain and not nouns and line.tokens[last - 1].deprel == "flat"


def is_titled(line: Line, first: int) -> bool:
    """Say whether a title or a noun for a person stands before a name: "Mr Lund", "aide Lund"."""
    nouns = nouns_at(line, first - 1) if first else ()
    return bool(told((line.form(first - 1),))) or any(noun.kind == "Person" for noun in nouns)


def _is_aged(line: Line, index: int) -> bool:
    """Say whether an age stands between commas from word `index` on."""
    form = line.form(index + 1)
    marks = (line.form(index), line.form(index + 2))
    return form.isdecimal() and int(form) in _OLD and all(mark in role("comma") for mark in marks)


def _is_self(line: Line, head: int) -> bool:
    """Say whether what a name does it does "himself" or "herself"."""
    verb = line.head(head) if line.tokens[head].deprel in _SUBJECTS else -1
    verbs = (verb, *line.below(verb, "conj")) if verb >= 0 else ()
    own = (each for one in verbs for each in line.children(one) if each > verb)
    return any(line.form(each) in role("human self") for each in own)


def is_byline(line: Line, first: int, last: int) -> bool:
    """Say whether a line has nothing but a name and "by": it is the author's."""
    return line.form(0) == "by" and first == 1 and last == len(line.tokens)
