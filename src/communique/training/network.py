"""The network: one encoder (the shape of BERT), and small heads that read its words.

Trees follow Dozat and Manning's biaffine scorers; roles are labelled word by word for each
predicate from what predicate and word look like together and how the tree may join them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.language.features import SHAPES

WIDTH, LAYERS, ATTENTION = 384, 6, 12
_SHAPE_WIDTH = 32
WORD_WIDTH = 2 * WIDTH + _SHAPE_WIDTH
_ARC, _LABEL, _TAG, _ROLE = 256, 128, 256, 256
_FAR = (1, 2, 3, 4, 5, 7, 10, 15, 25)
_TREE_FEATURES = 7
NEVER = -1e4
"""What is added to the score of a word that is not there."""

_MIX = (0.0, 0.0, 0.0, 0.0, 0.5, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many classes each head has, and how many rolesets there are."""

    upos: int
    xpos: int
    deprel: int
    edits: int
    entities: int
    roles: int
    rolesets: int


class Layer(nn.Module):
    """A transformer layer, normalised after each half as BERT does."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.mixed = nn.Linear(width, width)
        self.norm_mixed = nn.LayerNorm(width, 1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.norm_outer = nn.LayerNorm(width, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` is [rows, length, width]; `mask` is added to the attention's scores."""
        rows, length, width = x.shape
        qkv = self.qkv(x).view(rows, length, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            scores = q @ k.transpose(-1, -2) * (1 / math.sqrt(width // self.heads)) + mask
            seen = torch.softmax(scores, -1) @ v
        else:
            seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(rows, length, width)
        x = self.norm_mixed(x + self.dropout(self.mixed(seen)))
        return self.norm_outer(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Subwords in, one vector per word out; word 0 is the root."""

    def __init__(self, vocabulary: int = 30522, positions: int = 512) -> None:
        super().__init__()
        self.subwords = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, 4 * WIDTH, ATTENTION, 0.1) for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor) -> list[Tensor]:
        """Return what each layer makes of the subwords, the embeddings first."""
        mask = ((ids == 0).float() * NEVER)[:, None, None, :]
        x = self.subwords(ids) + self.shapes(shapes)
        x = self.norm(x + self.positions.weight[: ids.shape[1]] + self.segment)
        seen = [x]
        for layer in self.layers:
            x = layer(x, mask)
            seen.append(x)
        return seen


class Words(nn.Module):
    """Layers of subwords to words: a learned mix, first and last subword, and the word's shape."""

    def __init__(self, mix: Tensor) -> None:
        """Begin with `mix`, the logarithms of how much each layer counts."""
        super().__init__()
        self.weights = nn.Parameter(mix)
        self.shapes = nn.Embedding(SHAPES, _SHAPE_WIDTH)
        self.norm = nn.LayerNorm(WORD_WIDTH)
        self.dropout = nn.Dropout(0.2)

    def forward(self, seen: list[Tensor], first: Tensor, last: Tensor, shapes: Tensor) -> Tensor:
        """Return [rows, words + 1, WORD_WIDTH]."""
        weights = torch.softmax(self.weights, 0)
        x = sum(weights[i] * layer for i, layer in enumerate(seen))
        ends = [torch.gather(x, 1, at[:, :, None].expand(-1, -1, WIDTH)) for at in (first, last)]
        return self.dropout(self.norm(torch.cat([*ends, self.shapes(shapes)], -1)))


def _reader(width: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(WORD_WIDTH, width), nn.GELU(), nn.Dropout(0.25))


class Trees(nn.Module):
    """Scores of heads and of relations."""

    def __init__(self, relations: int) -> None:
        super().__init__()
        self.child, self.parent = _reader(_ARC), _reader(_ARC)
        self.arc = nn.Parameter(torch.randn(_ARC, _ARC) * 0.02)
        self.arc_bias = nn.Parameter(torch.zeros(_ARC))
        self.label_child, self.label_parent = _reader(_LABEL), _reader(_LABEL)
        self.relations = relations
        self.label = nn.Parameter(torch.randn(_LABEL + 1, relations * (_LABEL + 1)) * 0.02)

    def arcs(self, words: Tensor) -> Tensor:
        """Return the score of each head (0 is the root) for each word, [rows, words, words + 1]."""
        parents = self.parent(words)
        scores = (self.child(words[:, 1:]) @ self.arc) @ parents.transpose(1, 2)
        return scores + (parents @ self.arc_bias)[:, None, :]

    def relate(self, child: Tensor, parent: Tensor) -> Tensor:
        """Return the score of each relation for pairs of word vectors, [pairs, relations]."""
        left = functional.pad(self.label_child(child), (0, 1), value=1.0)
        right = functional.pad(self.label_parent(parent), (0, 1), value=1.0)
        turned = (left @ self.label).view(-1, self.relations, _LABEL + 1)
        return (turned * right[:, None, :]).sum(-1)


class Roles(nn.Module):
    """Which words are predicates, of which sense, and what their arguments are."""

    def __init__(self, rolesets: int, roles: int) -> None:
        super().__init__()
        self.predicate = nn.Sequential(_reader(_ROLE), nn.Linear(_ROLE, 2))
        self.sense = _reader(_ROLE)
        self.senses = nn.Embedding(rolesets, _ROLE)
        self.sense_bias = nn.Embedding(rolesets, 1)
        nn.init.zeros_(self.sense_bias.weight)
        self.of_predicate, self.of_word = _reader(_ROLE), _reader(_ROLE)
        self.together = nn.Linear(_ROLE, _ROLE, bias=False)
        self.by_sense = nn.Linear(_ROLE, _ROLE, bias=False)
        self.bias_by_sense = nn.Linear(_ROLE, roles, bias=False)
        nn.init.zeros_(self.bias_by_sense.weight)
        self.distance = nn.Embedding(2 * len(_FAR) + 2, _ROLE)
        nn.init.normal_(self.distance.weight, std=0.1)
        self.tree = nn.Linear(_TREE_FEATURES, _ROLE, bias=False)
        self.norm = nn.LayerNorm(_ROLE)
        self.layers = nn.ModuleList([Layer(_ROLE, 2 * _ROLE, 4, 0.1)])
        self.dropout = nn.Dropout(0.2)
        self.out = nn.Linear(_ROLE, roles)

    def choose(self, predicates: Tensor, candidates: Tensor) -> Tensor:
        """Return the score of each candidate roleset (-1 pads) for each predicate's vector."""
        known = candidates.clamp(min=0)
        scores = (self.senses(known) @ self.sense(predicates)[:, :, None])[:, :, 0]
        scores = scores + self.sense_bias(known)[:, :, 0]
        return scores.masked_fill(candidates < 0, NEVER)

    def label(
        self, words: Tensor, features: Tensor, frames: Tensor, senses: Tensor, length: int
    ) -> Tensor:
        """Return the score of each role label for each word of each predicate's sentence.

        `words` are all word vectors in one list, `features` those of `tree_features`, `frames`
        the first word, the last (exclusive) and the predicate in that list, `senses` rolesets
        (-1 where none is known).
        """
        start, end, at = frames.T
        places = start[:, None] + torch.arange(length, device=words.device)[None]
        inside = places < end[:, None]
        places = torch.minimum(places, end[:, None] - 1)
        predicate = self.of_predicate(words[at])[:, None]
        word = self.of_word(words)[places]
        sense = self.senses(senses.clamp(min=0)) * (senses >= 0).float()[:, None]
        x = predicate + word + self.together(predicate * word) + self.by_sense(sense)[:, None]
        x = self.norm(x + self.distance(_bucket(places - at[:, None])) + self.tree(features))
        mask = ((~inside).float() * NEVER)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return self.out(self.dropout(x)) + self.bias_by_sense(sense)[:, None]


def tree_features(arcs: Tensor, place: Tensor) -> Tensor:
    """Return how the tree may join a predicate with each word, from probabilities of heads.

    `arcs` [frames, words, words] is the probability that a word (row) hangs on another (column)
    in the predicate's sentence; `place` is the predicate's place there. Each feature is a
    probability: head, child, grandparent, grandchild, sibling, above, below.
    """
    rows = torch.arange(len(place), device=arcs.device)
    twice = arcs @ arcs
    above = arcs + twice + twice @ arcs + twice @ twice
    down, up = arcs[rows, :, place], arcs[rows, place]
    siblings = (arcs * up[:, None, :]).sum(-1)
    found = [down, up, twice[rows, :, place], twice[rows, place], siblings]
    found += [above[rows, :, place], above[rows, place]]
    return torch.stack(found, -1)


class Network(nn.Module):
    """All of it."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.encoder, self.words = Encoder(), Words(torch.tensor(_MIX))
        self.trees = Trees(sizes.deprel)
        self.tag = _reader(_TAG)
        self.upos, self.xpos = nn.Linear(_TAG, sizes.upos), nn.Linear(_TAG, sizes.xpos)
        self.edits, self.starts = nn.Linear(_TAG, sizes.edits), nn.Linear(_TAG, 2)
        self.name = _reader(_TAG)
        self.entities = nn.Linear(_TAG, sizes.entities)
        self.roles = Roles(sizes.rolesets, sizes.roles)

    def read(
        self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor, word_shapes: Tensor
    ) -> tuple[Tensor, list[Tensor]]:
        """Return the vectors of words, the root's first, and what each layer makes of subwords."""
        seen: list[Tensor] = self.encoder(ids, shapes)
        words: Tensor = self.words(seen, first, last, word_shapes)
        return words, seen

    def tags(self, words: Tensor) -> dict[str, Tensor]:
        """Return the scores of the heads that look at one word at a time."""
        tag, name = self.tag(words), self.name(words)
        return {
            "upos": self.upos(tag),
            "xpos": self.xpos(tag),
            "edits": self.edits(tag),
            "starts": self.starts(tag),
            "entities": self.entities(name),
            "predicate": self.roles.predicate(words),
        }


def load_encoder(network: Network, weights: Mapping[str, Tensor]) -> None:
    """Put the weights of a BERT, by their usual names, into the encoder of `network`."""
    encoder = network.encoder
    with torch.no_grad():
        embeddings = "embeddings."
        encoder.subwords.weight.copy_(weights[f"{embeddings}word_embeddings.weight"])
        encoder.positions.weight.copy_(weights[f"{embeddings}position_embeddings.weight"])
        encoder.segment.copy_(weights[f"{embeddings}token_type_embeddings.weight"][0])
        _copy(encoder.norm, weights, f"{embeddings}LayerNorm")
        for number, layer in enumerate(encoder.layers):
            under = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                split = [weights[f"{under}attention.self.{n}.{part}"] for n in _QKV]
                getattr(layer.qkv, part).copy_(torch.cat(split))
            for mine, theirs in _PARTS.items():
                _copy(getattr(layer, mine), weights, under + theirs)


_QKV = ("query", "key", "value")
_PARTS = {
    "mixed": "attention.output.dense",
    "norm_mixed": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm_outer": "output.LayerNorm",
}


def _copy(module: nn.Module, weights: Mapping[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])


def _bucket(distance: Tensor) -> Tensor:
    far = torch.bucketize(distance.abs(), torch.tensor(_FAR, device=distance.device), right=True)
    return torch.where(distance < 0, far + len(_FAR) + 1, far)
