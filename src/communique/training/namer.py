"""The network that finds names: on the reader's first layers, last ones learned for names alone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from communique.training.network import ATTENTION, LAYERS, NEVER, WIDTH, WORD_WIDTH, Layer, Words

SHARED = 4
"""How many layers of the reader come before: its output "middle" is what the last of them gives."""

_HIDDEN = 384
_PRODUCTS = ("qkv", "mixed", "inner", "outer")
_NORMS = ("norm_mixed", "norm_outer")

Weights = Mapping[str, NDArray[Any]]


class Namer(nn.Module):
    """Middle vectors of subwords in, scores of name labels for every word out."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        own = range(SHARED, LAYERS)
        self.layers = nn.ModuleList(Layer(WIDTH, 4 * WIDTH, ATTENTION, 0.1) for _ in own)
        self.words = Words(torch.tensor([0.0] * len(own) + [1.0]))
        self.hidden = nn.Sequential(nn.Linear(WORD_WIDTH, _HIDDEN), nn.GELU(), nn.Dropout(0.25))
        self.out = nn.Linear(_HIDDEN, labels)

    def forward(
        self, middle: Tensor, ids: Tensor, first: Tensor, last: Tensor, word_shapes: Tensor
    ) -> Tensor:
        """Return [rows, words, labels]; `middle` is [rows, subwords, WIDTH].

        The other inputs are the reader's. The root, word 0, has no score.
        """
        mask = ((ids == 0).float() * NEVER)[:, None, None, :]
        seen = [middle]
        for layer in self.layers:
            seen.append(layer(seen[-1], mask))
        words = self.words(seen, first, last, word_shapes)[:, 1:]
        scores: Tensor = self.out(self.hidden(words))
        return scores


def begin_as_reader(namer: Namer, reader: Path) -> None:
    """Give the layers of `namer` the weights of the last ones of the graph at `reader`."""
    graph = onnx.load(str(reader)).graph
    weights = {weight.name: numpy_helper.to_array(weight) for weight in graph.initializer}
    products = _products(weights)
    with torch.no_grad():
        for number, layer in enumerate(namer.layers, start=SHARED):
            under = f"network.encoder.layers.{number}."
            for place, name in enumerate(_PRODUCTS):
                product = products[number * len(_PRODUCTS) + place]
                getattr(layer, name).weight.copy_(torch.tensor(product.T))
                getattr(layer, name).bias.copy_(torch.tensor(weights[f"{under}{name}.bias"]))
            for name in _NORMS:
                for part in ("weight", "bias"):
                    to = getattr(getattr(layer, name), part)
                    to.copy_(torch.tensor(weights[f"{under}{name}.{part}"]))
        shapes = torch.tensor(weights["network.words.shapes.weight"])
        namer.words.shapes.weight.copy_(shapes)


def _products(weights: Weights) -> list[NDArray[np.float32]]:
    """Return what the encoder multiplies by, layer by layer, from eight bits and their scales.

    The export numbers them in the order in which they are used.
    """
    names = [name for name in weights if name.endswith("_quantized") and "MatMul_" in name]
    names.sort(key=lambda name: int(name.rpartition("MatMul_")[2].removesuffix("_quantized")))
    return [
        weights[name].astype(np.float32) * weights[name.replace("_quantized", "_scale")]
        for name in names
    ]
