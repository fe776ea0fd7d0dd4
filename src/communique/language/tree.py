"""The best tree from scores of heads: one root, no circle, every word on it."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating]
Heads = NDArray[np.int64]
_NEVER = -1e9


def heads(scores: Scores) -> Heads:
    """Return the head of each word, counted from 1; 0 is the root, which one word has.

    `scores` [words, words + 1] say how well a word (row) hangs on the root (column 0) or on
    another word.
    """
    count = len(scores)
    if count == 1:
        return np.zeros(1, np.int64)
    scores = scores.astype(np.float64)
    scores[np.arange(count), np.arange(1, count + 1)] = _NEVER
    best: Heads = scores.argmax(1)
    roots = np.flatnonzero(best == 0)
    if len(roots) != 1:
        # The word that loses least by being the root.
        root = int((scores[:, 0] - scores[:, 1:].max(1)).argmax())
        scores[:, 0] = _NEVER
        scores[root] = _NEVER
        scores[root, 0] = 0
        best = scores.argmax(1)
    elif _circle(best) is not None:
        scores[:, 0] = np.where(np.arange(count) == roots[0], 0, _NEVER)
        scores[roots[0], 1:] = _NEVER
    if _circle(best) is None:
        return best
    square = np.full((count + 1, count + 1), _NEVER)
    square[1:] = scores
    tree: Heads = _arborescence(square)[1:]
    return tree


def _arborescence(scores: Scores) -> Heads:
    """Return the heads of the best tree over nodes whose first is the root (Chu-Liu, Edmonds)."""
    best: Heads = scores.argmax(1)
    best[0] = 0
    circle = _circle(best[1:])
    if circle is None:
        return best
    inside = np.array(circle)
    outside = np.setdiff1d(np.arange(len(scores)), inside)
    held = scores[inside, best[inside]]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    np.fill_diagonal(smaller, _NEVER)
    leaving = scores[np.ix_(outside, inside)]
    smaller[:size, size] = leaving.max(1)
    entering = scores[np.ix_(inside, outside)] - held[:, None]
    smaller[size, :size] = entering.max(0)
    found = _arborescence(smaller)
    result = best.copy()
    through = leaving.argmax(1)
    for place in range(1, size):
        head = found[place]
        result[outside[place]] = inside[through[place]] if head == size else outside[head]
    result[inside[entering[:, found[size]].argmax()]] = outside[found[size]]
    return result


def _circle(heads_: Heads) -> list[int] | None:
    """Return the nodes of a circle, counted from 1, or None; `heads_` leaves the root out."""
    follows = [0, *heads_.tolist()]
    state = [0] * len(follows)
    state[0] = -1
    for start in range(1, len(follows)):
        node = start
        while not state[node]:
            state[node] = start
            node = follows[node]
        if state[node] == start:
            circle = [node]
            while follows[circle[-1]] != node:
                circle.append(follows[circle[-1]])
            return circle
        node = start
        while state[node] == start:
            state[node] = -1
            node = follows[node]
    return None
