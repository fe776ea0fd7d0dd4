"""What the network is told: one loss per head, each over the words that have that annotation."""

import random

import torch
from torch import Tensor
from torch.nn import functional

from communique.training.network import NEVER, Network, tree_features
from communique.training.samples import ABSENT, Batch

WEIGHTS = {
    "head": 1.0,
    "deprel": 1.0,
    "upos": 0.5,
    "xpos": 0.5,
    "edits": 0.4,
    "starts": 0.4,
    "entities": 1.0,
    "predicate": 1.0,
    "sense": 0.6,
    "roles": 3.0,
}
_SENSE_HIDDEN = 0.15


def losses(network: Network, batch: Batch, chance: random.Random) -> dict[str, Tensor]:
    """Return the loss of each head of WEIGHTS that `batch` has annotations for."""
    words, _ = network.read(batch.ids, batch.shapes, batch.first, batch.last, batch.word_shapes)
    labels = batch.labels
    found = {
        name: _mean(scores, labels[name]) for name, scores in network.tags(words[:, 1:]).items()
    }
    arcs = network.trees.arcs(words).masked_fill(~batch.words[:, None, :], NEVER)
    found["head"] = _mean(arcs, labels["head"])
    row, at = (labels["head"] != ABSENT).nonzero(as_tuple=True)
    if len(row):
        scores = network.trees.relate(words[row, at + 1], words[row, labels["head"][row, at]])
        found["deprel"] = _mean(scores, labels["deprel"][row, at])
    if len(batch.frames):
        found |= _frame_losses(network, batch, words[:, 1:], arcs, chance)
    return found


def _frame_losses(
    network: Network, batch: Batch, words: Tensor, arcs: Tensor, chance: random.Random
) -> dict[str, Tensor]:
    row, start, end, at = batch.frames.T
    scores = network.roles.choose(words[row, at], batch.candidates)
    shown = torch.tensor([chance.random() >= _SENSE_HIDDEN for _ in range(len(row))])
    senses = torch.where(shown, batch.rolesets, -1)
    length = batch.roles.shape[1]
    offset = row * words.shape[1]
    frames = torch.stack((offset + start, offset + end, offset + at), 1)
    features = tree_features(sentence_arcs(arcs, batch.frames, length), at - start)
    labelled = network.roles.label(
        words.reshape(-1, words.shape[-1]), features, frames, senses, length
    )
    return {"sense": _mean(scores, batch.right), "roles": _mean(labelled, batch.roles)}


def sentence_arcs(arcs: Tensor, frames: Tensor, length: int) -> Tensor:
    """Return the probabilities of heads within each frame's sentence, [frames, length, length].

    `arcs` are scores over whole chunks, root first; nothing is learned through them.
    """
    row, start, end, _ = frames.T
    places = start[:, None] + torch.arange(length)[None]
    inside = places < end[:, None]
    places = torch.minimum(places, end[:, None] - 1)
    chances = torch.softmax(arcs.detach(), -1)[:, :, 1:]
    picked = chances[row[:, None, None], places[:, :, None], places[:, None, :]]
    return picked * (inside[:, :, None] & inside[:, None, :])


def _mean(scores: Tensor, right: Tensor) -> Tensor:
    count = (right != ABSENT).sum().clamp(min=1)
    total = functional.cross_entropy(
        scores.reshape(-1, scores.shape[-1]),
        right.reshape(-1),
        ignore_index=ABSENT,
        reduction="sum",
    )
    return total / count
