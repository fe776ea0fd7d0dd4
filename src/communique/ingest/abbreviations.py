"""Abbreviations that a text tells with the name: "the Bureau of Industry and Security (BIS)"."""

from collections.abc import Iterator, Mapping, Sequence

from communique.ingest.background import Background
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, capitalised
from communique.ingest.phrases import role
from communique.ingest.surnames import Words
from communique.model import Entity

_SHORTEST = 2


def abbreviations(
    lines: Sequence[Line], named: Mapping[Words, Entity]
) -> Iterator[tuple[Words, Entity]]:
    """Yield "BIS", and whom it stands for, after "the Bureau of Industry and Security (BIS)"."""
    for short, words in (*_implied(lines, named), *_pairs(lines, named)):
        yield (short,), named[words]


def _implied(lines: Sequence[Line], named: Mapping[Words, Entity]) -> Iterator[tuple[str, Words]]:
    """Yield what the initials of just one new body spell, though nothing says so: "SLAJ"."""
    spelt: dict[str, set[Words]] = {}
    for words, entity in named.items():
        if is_a(entity.kind, "Organization") and not entity.known:
            spelt.setdefault(_capitals(words), set()).add(words)
    texts = {token.text for line in lines for token in line.tokens if not line.title_case}
    for short in sorted(texts & {*spelt}):
        own = named.get((short,))
        told = own is None or (not own.known and own.kind == "Organization")
        if len(short) > _SHORTEST and len(spelt[short]) == 1 and told:
            yield short, next(iter(spelt[short]))


def spelt_out(
    lines: Sequence[Line],
    new: Mapping[Words, Entity],
    known: Mapping[Words, Entity],
    background: Background,
) -> dict[Words, Entity]:
    """Return the new names whose abbreviation beside them is known, and whom they are then.

    Thus "Autoridade Nacional de Proteção de Dados (ANPD)", of which background has the short form.
    """
    return {
        words: body
        for short, words in _pairs(lines, new)
        if (body := known.get((short,))) and _may_be(words, body, known, background)
    }


def _may_be(
    words: Words, body: Entity, known: Mapping[Words, Entity], background: Background
) -> bool:
    """Say whether a name may be a known body's: by its words, or in the language of its state."""
    thing = background.by_id.get(body.id)
    if thing is None:
        return False
    spelt = {word for name in (body.name, *thing.cell("aliases")) for word in name.split()}
    open_words = [word for word in words if capitalised(word)]
    shared = sum(word in spelt for word in open_words)
    foreign = any(word in role("foreign particle") for word in words)
    states = {entity.key for entity in known.values()}
    at_home = foreign and bool(states & {*thing.cell("polity")})
    return at_home or shared * 2 > len(open_words)


def _pairs(lines: Sequence[Line], named: Mapping[Words, Entity]) -> Iterator[tuple[str, Words]]:
    """Yield the abbreviations of a text, each with the words before it that it stands for."""
    for line in lines:
        for index in range(1, len(line.tokens) - 2):
            at = _abbreviation(line, index)
            short = line.tokens[at].text if at else ""
            if not short.isupper() or len(short) < _SHORTEST:
                continue
            for words in named:
                first = index - len(words)
                initials = "".join(word[0].upper() for word in words)
                spelt = tuple(token.text for token in line.tokens[max(first, 0) : index])
                before = line.tokens[first - 1].text[:1] if first > 0 else ""
                fits = _within(short, initials) or (
                    before.isupper() and _within(short, before + initials)
                )
                fits |= line.form(index) == "(" and sorted(short) == sorted(_capitals(words))
                if first >= 0 and spelt == words and fits:
                    yield short, words


def _abbreviation(line: Line, index: int) -> int:
    """Return where an abbreviation of the name that ends before `index` is, 0 if nowhere.

    It stands in brackets, or between commas after "or".
    """
    if line.form(index) == "(" and line.form(index + 2) == ")":
        return index + 1
    apart = line.form(index) == "," and line.form(index + 1) in role("or called")
    return index + 2 if apart and line.form(index + 3) in (",", "") else 0


def _within(short: str, initials: str) -> bool:
    rest = iter(initials)
    return short[0] == initials[:1] and all(letter in rest for letter in short)


def _capitals(words: Words) -> str:
    return "".join(word[0] for word in words if word[:1].isupper())
