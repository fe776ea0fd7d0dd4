"""The tree of a sentence with its relations, found together: what an arc may be weighs in it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from communique.language.tree import Heads, Scores, heads

_LIKELY = np.log(0.02)
_NEVER = -1e9
_WORST = -20.0
"""The least that the relation of an arc counts, so that some tree stays possible."""
_ONCE = (
    ("nsubj", "nsubj:pass", "csubj", "csubj:pass"),
    ("obj",),
    ("ccomp",),
    ("xcomp",),
)
"""What a predicate has one of at most (universaldependencies.org/u/overview/syntax.html)."""


@dataclass(frozen=True, slots=True)
class Arcs:
    """What may be part of a tree: `scores` as for `heads`, and the likely arcs among them.

    These are from words (from 0) to heads (from 1, 0 the root), both in order.
    """

    scores: Scores
    words: Heads
    heads: Heads


@dataclass(frozen=True, slots=True)
class Tree:
    """The head of each word (from 1, 0 the root), its relation, and how probable both are."""

    heads: Heads
    relations: Heads
    sure: NDArray[np.float64]


def likely(scores: Scores) -> Arcs:
    """Return the arcs that are likely, and those of the tree that is best without relations."""
    kept = scores > _LIKELY
    words = np.arange(len(scores))
    kept[words, words + 1] = False
    kept[words, heads(scores)] = True
    return Arcs(scores.astype(np.float64), *np.nonzero(kept))


def best_tree(arcs: Arcs, relations: Scores, labels: Sequence[str]) -> Tree:
    """Return the best tree; `relations` [arcs, labels] are logarithms of probabilities.

    Where a predicate had two subjects, or two of another kind that it has one of, the one that
    loses least by it becomes something else.
    """
    root = labels.index("root")
    relations = relations.astype(np.float64)
    relations[:, root] = _NEVER
    relations[arcs.heads == 0] = _NEVER
    relations[arcs.heads == 0, root] = 0.0
    kinds = _kinds(tuple(labels))
    words = np.arange(len(arcs.scores))
    at = np.zeros(arcs.scores.shape, np.int64)
    at[arcs.words, arcs.heads] = np.arange(len(arcs.words))
    while True:
        scores = np.full_like(arcs.scores, _NEVER)
        likes = np.maximum(relations.max(1), _WORST)
        scores[arcs.words, arcs.heads] = arcs.scores[arcs.words, arcs.heads] + likes
        found = heads(scores)
        chosen = at[words, found]
        names = relations[chosen].argmax(1)
        twice = _twice(found, names, kinds)
        if not twice:
            sure = np.exp(relations[chosen].max(1) + arcs.scores[words, found])
            return Tree(found, names, sure)
        for rivals in twice:
            kind = kinds == kinds[names[rivals[0]]]
            losses = [
                _loss(scores[word], relations[chosen[word]], found[word], kind) for word in rivals
            ]
            relations[chosen[rivals[int(np.argmin(losses))]], kind] = _NEVER


@cache
def _kinds(labels: tuple[str, ...]) -> Heads:
    """Return for each label the number of the kind of `_ONCE` that it is, 0 for none."""
    numbers = {name: number for number, names in enumerate(_ONCE, 1) for name in names}
    return np.array([numbers.get(label, 0) for label in labels])


def _twice(tree: Heads, names: Heads, kinds: Heads) -> list[list[int]]:
    """Return the words that are of the same kind at the same head, two and more."""
    held: dict[tuple[int, int], list[int]] = defaultdict(list)
    numbers = kinds[names]
    for word in np.flatnonzero(numbers).tolist():
        held[int(tree[word]), int(numbers[word])].append(word)
    return [words for words in held.values() if len(words) > 1]


def _loss(scores: Scores, relations: Scores, head: int, kind: NDArray[np.bool_]) -> float:
    """Return what a word loses when it is no longer of a kind at its head, a word."""
    renamed = max(relations[~kind].max(), _WORST) - max(relations.max(), _WORST)
    elsewhere = np.delete(scores, (0, head)).max(initial=_NEVER) - scores[head]
    return float(-max(renamed, elsewhere))
