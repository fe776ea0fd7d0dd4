"""Who vouches for what a sentence says, and which of its words are somebody's own."""

from dataclasses import dataclass
from functools import cache

from communique.ingest.clauses import is_negative, subject
from communique.ingest.names import Line, Name
from communique.ingest.phrases import Phrase, phrases, role
from communique.ingest.verbs import verb_group
from communique.language.tables import lexicon, values

_OPENING = "“„«"
_CLOSING = "”»"


@dataclass(frozen=True, slots=True)
class Source:
    """A claim about who says so, for the tokens from `first` up to `last`.

    `names` is empty when the words do not tell who it is. `denies` when the source says it is not
    so. `verb` is the token of the verb, -1 for "according to".
    """

    first: int
    last: int
    names: tuple[Name, ...]
    denies: bool
    verb: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens between quotation marks, the marks left out."""

    first: int
    last: int


def find_quotes(line: Line, *, inside: bool) -> tuple[tuple[Quote, ...], bool]:
    """Return the quotes of a line; `inside` and the result say if a quote runs on."""
    found = []
    begin = 0 if inside else -1
    for index, token in enumerate(line.tokens):
        if line.kind(index) != "quote":
            continue
        opens = token.text in _OPENING or (token.text not in _CLOSING and begin < 0)
        if opens and begin < 0:
            begin = index + 1
        elif begin >= 0:
            found.append(Quote(begin, index))
            begin = -1
    if begin >= 0:
        found.append(Quote(begin, len(line.tokens)))
    return tuple(quote for quote in found if quote.last > quote.first), begin >= 0


def is_quoted(quotes: tuple[Quote, ...], index: int) -> bool:
    """Say whether token `index` stands in words that are somebody's own."""
    return any(quote.first <= index < quote.last for quote in quotes)


def find_sources(line: Line, quotes: tuple[Quote, ...]) -> tuple[Source, ...]:
    """Return who vouches for which part of a line."""
    found = [source for source in (_according(line),) if source]
    for index in range(len(line.tokens)):
        role = _verbs().get(line.form(index))
        clear = line.free(index, index + 1) and not is_quoted(quotes, index)
        if role and clear:
            source = _saying(line, index, denies=role == "deny")
            if source:
                found.append(source)
    return tuple(found)


def _according(line: Line) -> Source | None:
    """Read "According to a report by Time," wherever it stands: it covers the sentence."""
    best: Phrase = ()
    start = -1
    for index in range(len(line.tokens)):
        for phrase in phrases("attribution", "cue", "where", "source"):
            if len(phrase) > len(best) and line.spells(index, phrase):
                best, start = phrase, index
    if start < 0:
        return None
    position = start + len(best)
    while line.kind(position) in ("det", "quote"):
        position += 1
    name = line.starting(position)
    actor = name if name and name.fitting(("Actor",)) else None
    names = (actor,) if actor else ()
    return Source(0, len(line.tokens), names, denies=False, verb=-1)


def _saying(line: Line, verb: int, *, denies: bool) -> Source | None:
    forms = _forms(line.form(verb))
    group = verb_group(line, verb, forms)
    if group.shape == "passive":
        return Source(verb + 1, len(line.tokens), (), denies, verb)
    names = subject(line, group.start)
    if any(is_negative(line, name.first) for name in names):
        names = ()
    listener = line.starting(verb + 1)
    following = line.form(listener.last if listener else verb + 1)
    trailing = line.form(_subject_start(line, names, group.start) - 1) in (",", '"', "'")
    if trailing and (not following or following in role("after said")):
        return Source(0, verb, names, denies, verb)
    inverted = line.starting(verb + 1)
    if line.form(verb - 1) in (",", '"') and inverted and not names:
        actor = (inverted,) if inverted.fitting(("Actor",)) else ()
        return Source(0, verb, actor, denies, verb)
    return Source(verb + 1, len(line.tokens), names, denies, verb)


def _subject_start(line: Line, names: tuple[Name, ...], start: int) -> int:
    if names:
        start = names[0].first
    else:
        while start > 0 and line.kind(start - 1) in ("open", "pron", "num"):
            start -= 1
    while start > 0 and line.kind(start - 1) == "det":
        start -= 1
    return start


def _forms(form: str) -> dict[str, str]:
    """Return a paradigm in which `form` may be any finite form."""
    gerund = form if form.endswith("ing") else ""
    return {"base": "", "third": form, "past": form, "participle": form, "gerund": gerund}


@cache
def _verbs() -> dict[str, str]:
    return {
        cue: row["where"]
        for row in lexicon("attribution")
        if row["where"] != "source"
        for cue in values(row["cue"])
    }
