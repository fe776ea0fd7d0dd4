"""The best spans from scores of labels: B, I and O in their only possible orders, no overlaps.

Labels stand as "O", then a B and an I for each name, as the training's inventory writes them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating]
Spans = list[tuple[int, int, int, float]]


def best_spans(scores: Scores, lengths: Sequence[int]) -> list[Spans]:
    """Return the spans of each row: first word, last (exclusive), name number, probability.

    `scores` [rows, words, labels] are logarithms of probabilities; a row has `lengths` words.
    """
    labels = _best_labels(scores, lengths)
    found = []
    for row, length in enumerate(lengths):
        path = labels[row, :length].tolist()
        chances = scores[row, np.arange(length), labels[row, :length]]
        found.append(
            [
                (start, end, (path[start] - 1) // 2, float(np.exp(chances[start:end].mean())))
                for start, end in _runs(path)
            ]
        )
    return found


def _best_labels(scores: Scores, lengths: Sequence[int]) -> NDArray[np.int64]:
    """Return the best possible label of each word (Viterbi, all rows at once)."""
    rows, words, labels = scores.shape
    scores = np.array(scores, np.float32)
    beyond = np.arange(words)[None] >= np.asarray(lengths)[:, None]
    scores[beyond] = -1e4
    scores[beyond, 0] = 0
    came_from = np.zeros((rows, words, labels), np.int16)
    inside = np.arange(2, labels, 2)
    value = scores[:, 0].copy()
    value[:, inside] = -1e4
    every = np.arange(rows)
    for at in range(1, words):
        # O and B follow anything; I only its own B or I.
        best = value.argmax(1)
        following = np.repeat(value[every, best][:, None], labels, 1)
        came_from[:, at] = best[:, None]
        goes_on = value[:, inside] >= value[:, inside - 1]
        following[:, inside] = np.where(goes_on, value[:, inside], value[:, inside - 1])
        came_from[:, at, inside] = np.where(goes_on, inside, inside - 1)
        value = following + scores[:, at]
    path = np.zeros((rows, words), np.int64)
    path[:, -1] = value.argmax(1)
    for at in range(words - 1, 0, -1):
        path[:, at - 1] = came_from[every, at, path[:, at]]
    return path


def _runs(path: Sequence[int]) -> list[tuple[int, int]]:
    starts = [at for at, label in enumerate(path) if label % 2]
    ends = []
    for start in starts:
        end = start + 1
        while end < len(path) and path[end] and path[end] % 2 == 0:
            end += 1
        ends.append(end)
    return list(zip(starts, ends, strict=True))
