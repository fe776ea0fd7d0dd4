"""People whom only a description before it makes the one name of: "his counterpart, Sugiono"."""

from collections.abc import Iterator

from communique.ingest.modelled import calendar
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
from communique.ingest.surnames import Words
from communique.model import Entity
from communique.vocab import slug


def find_mononyms(line: Line) -> Iterator[Name]:
    """Yield the lone name that the tree sets beside "his Indonesian counterpart"."""
    for index in range(len(line.tokens)):
        if line.tokens[index].lemma not in role("the other") or line.heading:
            continue
        at = index + 1 + (line.form(index + 1) == ",")
        ends = line.form(at + 1) in (",", ".") or at + 1 == len(line.tokens) or at == index + 1
        if ends and at in line.below(index, "appos", "flat") and _is_name(line, at):
            words = line.words(at, at + 1)
            yield line.name(at, at + 1, (Entity("Person", slug(words) or words, words),), "name")


def mononyms(line: Line) -> dict[Words, Entity]:
    """Return who goes by one word in a line that nothing but the words before it makes a name."""
    found: dict[Words, Entity] = {}
    for name in (each for whole in line.names for each in (whole, *whole.inner)):
        person = name.fitting(("Person",)) if name.how == "name" else None
        words = line.words(name.first, name.last)
        if person and not person.known and person.name == words and words.isalpha():
            found[(words,)] = person
    return found


def _is_name(line: Line, index: int) -> bool:
    token = line.tokens[index]
    plain = token.text.isalpha() and token.text.istitle() and line.free(index, index + 1)
    return plain and token.xpos == "NNP" and token.text not in calendar()
