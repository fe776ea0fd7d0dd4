"""Text to sentences and tokens. The model of the language issue replaces the inside of this."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from communique.errors import LanguageError
from communique.language.doc import Doc, Sentence, Token
from communique.language.tables import lexicon

Span = tuple[int, int]

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., e.g.
    r"|\d+(?:[.,:]\d+)*(?:%|\w+)?"  # 29, 1,000, 10.5%, 2nd, 40bn
    r"|\w+(?:[-&‐‑'’]\w+|\.\d+)*"  # words, ErnieBot, GPT-3.5, AT&T, didn't
    r"|['’][sS]\b|\S"
)
_CLITIC = re.compile(r"(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))", re.IGNORECASE)
_STRAIGHT = str.maketrans("‘’‚‛“”„«»‐‑", '\'\'\'\'"""""--')
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"')]")
_OPENERS = frozenset("\"'([")
_HEADING_WORDS = 30
_LONGEST_SENTENCE = 250
_ENOUGH_WORDS = 40
_ENGLISH_SHARE = 0.15


def analyse(text: str, spans: Sequence[Span]) -> Doc:
    """Return the sentences of `text` that lie in `spans`, in order.

    Spans on one line belong to one paragraph, so markup inside a line can be left out. A span
    that holds line breaks is one paragraph whose lines were wrapped. Raises LanguageError when
    the text is long enough to tell and not English.
    """
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(_paragraphs(text, spans)):
        tokens = [token for span in paragraph for token in _tokens(text, *span)]
        sentences += _sentences(tokens, number)
    doc = Doc(tuple(sentences))
    _require_english(doc)
    return doc


def tokenise(text: str) -> Iterator[Token]:
    """Yield the tokens of a whole text, such as a name."""
    yield from _tokens(text, 0, len(text))


def word_class(form: str) -> str:
    """Return the closed word class of `form`, or "open"."""
    return _words().get(form, "open")


def _paragraphs(text: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    group: list[Span] = []
    for span in spans:
        if group and "\n" in text[group[-1][1] : span[0]]:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    abbreviations = _abbreviations()
    position = start
    while match := _TOKEN.search(text, position, end):
        first, last = match.span()
        if (
            last < end
            and text[last] == "."
            and (
                text[first : last + 1] in abbreviations
                or (last - first == 1 and text[first].isupper())
            )
        ):
            last += 1
        clitic = _CLITIC.fullmatch(text, first, last)
        if clitic:
            yield _token(text, *clitic.span(1))
            yield _token(text, *clitic.span(2))
        else:
            yield _token(text, first, last)
        position = last


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    form = word.translate(_STRAIGHT).lower()
    if form == '"':
        kind = "quote"
    elif form[0].isdigit():
        kind = "num"
    else:
        kind = _words().get(form) or ("open" if any(c.isalnum() for c in form) else "punct")
    return Token(start, end, word, form, kind)


def _sentences(tokens: list[Token], paragraph: int) -> Iterator[Sentence]:
    heading = _is_heading(tokens)
    first = 0
    for index in range(len(tokens)):
        if index >= first and _ends(tokens, index, first=first, heading=heading):
            last = index + 1
            while last < len(tokens) and _closes(tokens, last):
                last += 1
            yield _sentence(tokens[first:last], heading=heading, paragraph=paragraph)
            first = last
    if first < len(tokens):
        yield _sentence(tokens[first:], heading=heading, paragraph=paragraph)


def _sentence(tokens: list[Token], *, heading: bool, paragraph: int) -> Sentence:
    kept = tuple(tokens)
    return Sentence(kept[0].start, kept[-1].end, kept, heading, paragraph)


def _ends(tokens: list[Token], index: int, *, first: int, heading: bool) -> bool:
    """Say whether a sentence that began at `first` ends with token `index`."""
    token = tokens[index]
    if (heading and token.text == "|") or index - first >= _LONGEST_SENTENCE:
        return True
    after = index + 1
    while after < len(tokens) and _closes(tokens, after):
        after += 1
    if after >= len(tokens):
        return True
    following = tokens[after]
    if token.text in _ENDS:
        return following.capitalised or following.kind in ("num", "quote", "punct")
    if token.text.endswith(".") and index > first and _abbreviations().get(token.text) == "yes":
        return following.capitalised and following.kind not in ("open", "num", "quote", "punct")
    return False


def _closes(tokens: list[Token], index: int) -> bool:
    """Say whether a quote or bracket closes what stands before it: no space between."""
    token = tokens[index]
    return token.form in _CLOSERS and token.start == tokens[index - 1].end


def _is_heading(tokens: list[Token]) -> bool:
    if len(tokens) > _HEADING_WORDS:
        return False
    last = next((token for token in reversed(tokens) if token.form not in _CLOSERS), None)
    return last is not None and last.text[-1:] not in ".!?…:;,"


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {row["word"]: row["class"] for row in lexicon("words")}


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    """Abbreviations with their period, and whether a sentence may end with one."""
    return {row["abbreviation"]: row["ends_sentence"] for row in lexicon("abbreviations")}


def _require_english(doc: Doc) -> None:
    words = [
        token for sentence in doc.sentences for token in sentence.tokens if token.kind != "punct"
    ]
    known = sum(token.kind not in ("open", "num", "quote") for token in words)
    if len(words) >= _ENOUGH_WORDS and known < _ENGLISH_SHARE * len(words):
        raise LanguageError("the text does not read as English: give an English version of it")
