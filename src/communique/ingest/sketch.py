"""Is it the same text? What nearly the same texts have in common, small enough to keep.

A sketch holds the smallest hashes of all runs of words (min-wise hashing): the share of them that
two sketches have in common is about the share of their runs that two texts do.
"""

import re
from collections.abc import Iterable
from hashlib import blake2b

from communique.model import Article

_RUN = 4
"""Words in a run: enough that two texts on one event share few, small enough for one changed."""

_KEPT = 48
_ALIKE = 0.6
_DIGITS = 8
_WORD = re.compile(r"\w+")


def sketch(article: Article) -> str:
    """Return the sketch of an article's content, in hexadecimal."""
    words = [
        word
        for passage in article.content
        for word in _WORD.findall(article.text[passage.start : passage.end].casefold())
    ]
    runs = {" ".join(words[first : first + _RUN]) for first in range(max(1, len(words) - _RUN + 1))}
    hashes = {blake2b(run.encode(), digest_size=_DIGITS // 2).hexdigest() for run in runs}
    return "".join(sorted(hashes)[:_KEPT])


def is_copy(one: str, two: str) -> bool:
    """Say whether two sketches are of nearly the same text: most of their runs are shared."""
    left, right = _hashes(one), _hashes(two)
    smallest = set(sorted(left | right)[:_KEPT])
    return len(smallest & left & right) >= _ALIKE * len(smallest)


class Sketches:
    """The sketches of many texts, each under a name, such that those of copies are found fast."""

    def __init__(self, named: Iterable[tuple[str, str]] = ()) -> None:
        self._named: dict[str, set[str]] = {}
        self._by_hash: dict[str, set[str]] = {}
        for name, one in named:
            self.add(name, one)

    def add(self, name: str, one: str) -> None:
        """Remember a sketch under `name`, which may have several."""
        self._named.setdefault(name, set()).add(one)
        for each in _hashes(one):
            self._by_hash.setdefault(each, set()).add(name)

    def copies(self, one: str) -> list[str]:
        """Return, in order, under which names there are sketches of nearly the same text."""
        near = {name for each in _hashes(one) for name in self._by_hash.get(each, ())}
        return sorted(name for name in near if any(is_copy(one, two) for two in self._named[name]))


def _hashes(sketch: str) -> set[str]:
    return {sketch[first : first + _DIGITS] for first in range(0, len(sketch), _DIGITS)}
