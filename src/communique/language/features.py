"""What the network sees of a word: its subwords and a class for its casing.

The encoder's vocabulary is uncased, so casing, digits and "a space follows" are fed beside it.
"""

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

SHAPES = 15
START, END, UNKNOWN = 101, 102, 100
MOST_SUBWORDS = 8
_KINDS = 7
_STRAIGHT = str.maketrans("‘’‚‛´“”„«»‐‑‒", "'''''\"\"\"\"\"---")


def shape(word: str, *, spaced: bool) -> int:
    """Return the casing class of `word`, 1 to 14; `spaced` says that a space follows it."""
    return _kind(word) + _KINDS * spaced


def recased(kind: int, *, to: str) -> int:
    """Return the class that a word of class `kind` has in a text in "lower", "title" or "upper"."""
    bare = (kind - 1) % _KINDS + 1
    return _RECASED[to].get(bare, bare) + kind - bare


_LOWER, _TITLE, _UPPER, _LETTER, _MIXED, _DIGITS, _MARKS = range(1, _KINDS + 1)
_RECASED = {
    "lower": {_TITLE: _LOWER, _UPPER: _LOWER, _LETTER: _LOWER, _MIXED: _LOWER},
    "title": {_LOWER: _TITLE},
    "upper": {_LOWER: _UPPER, _TITLE: _UPPER, _MIXED: _UPPER},
}


def _kind(word: str) -> int:
    if any(c.isdigit() for c in word):
        return _DIGITS
    if not any(c.isalpha() for c in word):
        return _MARKS
    if word.islower():
        return _LOWER
    if len(word) == 1:
        return _LETTER
    if word.isupper():
        return _UPPER
    return _TITLE if word[0].isupper() and word[1:].islower() else _MIXED


class Pieces:
    """Splits words into subwords, remembering those it has split before."""

    def __init__(self, path: Path, *, remember: int = 200_000) -> None:
        """Read the tokenizer file at `path`; keep the pieces of up to `remember` words."""
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[int, ...]] = {}
        self._remember = remember

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return the subword numbers of each word, at least one and at most MOST_SUBWORDS."""
        return [self._known.get(word) or self._split(word) for word in words]

    def _split(self, word: str) -> tuple[int, ...]:
        straight = word.translate(_STRAIGHT)
        ids = self._tokenizer.encode(straight, add_special_tokens=False).ids
        pieces = tuple(ids[:MOST_SUBWORDS]) or (UNKNOWN,)
        if len(self._known) < self._remember:
            self._known[word] = pieces
        return pieces
