"""Family names: which of a person's names it is, and the short forms that stand for the person.

Ministries write the family name in capitals, wherever it stands: "KAMIKAWA Yoko".
"""

from collections.abc import Iterator
from functools import cache

from communique.ingest.background import Background
from communique.ingest.phrases import role
from communique.language.tables import lexicon
from communique.model import Entity

Words = tuple[str, ...]
_SHORTEST = 3


def plain_name(words: Words) -> Words:
    """Return a person's names as the press writes them: "TSUJI Kiyoto" as Kiyoto Tsuji."""
    capital = _capital(words)
    if capital < 0:
        return words
    plain = tuple(word.capitalize() if _is_capital(word) else word for word in words)
    ends = next((at for at in range(len(words)) if not _is_capital(words[at])), len(words))
    return (*plain[ends:], *plain[:ends]) if capital == 0 else plain


def surnames(words: Words, person: Entity, background: Background) -> Iterator[Words]:
    """Yield the short forms of a person whom an article calls by `words`."""
    capital = _capital(words)
    if capital >= 0:
        yield (words[capital],)
        yield (words[capital].capitalize(),)
        return
    index = len(words) - 1
    while index > 1 and words[index].lower() in role("generation"):
        words, index = words[:index], index - 1
    while index > 1 and words[index - 1] == "-":
        index -= 2
    index = _with_particles(words, index)
    yield from _opened(words[index:])
    if index > 2 and words[index - 1].lower() in role("and in a name"):
        start = _with_particles(words, index - 2)
        yield from (*_opened(words[start : index - 1]), *_opened(words[start:]))
    styled = words[0].lower() in role("given name's")
    yield from ((style, words[styled]) for style in _styles())
    polities = {row.polity for row in background.held_by(person.key)}
    first = {row["alpha3"] for row in lexicon("family_name_first")}
    if polities & first or not person.known:
        yield words[:1]


def _with_particles(words: Words, index: int) -> int:
    """Return where the particles of the family name at `index` begin: "[in den] Berg"."""
    joining = role("and in a name")
    while index > 1 and (form := words[index - 1].lower()) in role("small in a name") - joining:
        if form == "in" and words[index][:1].isupper():
            break
        index -= 1
    return index


def _opened(words: Words) -> Iterator[Words]:
    """Yield words as they are and as they open a sentence: "De la Fuente"."""
    yield words
    yield (words[0][:1].upper() + words[0][1:], *words[1:])


@cache
def _styles() -> tuple[str, ...]:
    return tuple(sorted(style.capitalize() for style in role("given name's")))


def _capital(words: Words) -> int:
    """Return where the one name in capitals begins, -1 when all or none are."""
    capital = [at for at, word in enumerate(words) if _is_capital(word)]
    return capital[0] if capital and len(capital) < len(words) else -1


def _is_capital(word: str) -> bool:
    plain = word.lower() not in role("generation")
    return len(word) >= _SHORTEST and word.isalpha() and word.isupper() and plain
