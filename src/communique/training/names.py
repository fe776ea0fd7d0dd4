"""`python -m communique.training.names`: teach a model that reads to find names, in its folder.

What it learns from: the treebanks' names, the texts in data/names, and both again under
invented names. Ten minutes on two cores.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import onnx
import onnxruntime
import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.language.features import Pieces
from communique.language.rolesets import Rolesets
from communique.resources import resource
from communique.training import corpora
from communique.training.corpora import Annotated
from communique.training.export import write_names
from communique.training.inventory import Inventory
from communique.training.loop import named_sentences
from communique.training.marked import Document, cut, joined, marked
from communique.training.namer import Namer, begin_as_reader
from communique.training.renaming import renamed
from communique.training.samples import ABSENT, Batch, Coder, batches, collate, varied

_PROVIDER = "CPUExecutionProvider"
_SUBWORDS = 2200
_WORDS = 130
_RATES = (6e-5, 8e-4)
_WARM_STEPS, _LAST_RATE = 60, 0.02
_SMOOTHED = 0.02
_VERSIONS = 3
_OWN, _OTHERS, _PLAIN = 0.85, 0.6, 0.5
"""What share of names is invented in versions of articles and in sentences of treebanks, and how
many of these stay plain."""


def teach(
    model: Path, *, treebanks: Path, epochs: int, seed: int, say: Callable[[str], None]
) -> Namer:
    """Return a network that finds names on top of the reader in the folder `model`."""
    labels = json.loads((model / "labels.json").read_text(encoding="utf-8"))
    classes = Inventory(**{name: tuple(values) for name, values in labels.items()})
    coder = Coder(classes, Rolesets(()), Pieces(model / "tokenizer.json"))
    torch.manual_seed(seed)
    namer = Namer(len(labels["entities"]))
    begin_as_reader(namer, model / "reader.onnx")
    reader = Middle(model / "reader.onnx")
    heads = [p for n, p in namer.named_parameters() if not n.startswith("layers.")]
    groups = [
        {"params": list(namer.layers.parameters()), "rate": _RATES[0]},
        {"params": heads, "rate": _RATES[1]},
    ]
    optimizer = torch.optim.AdamW(groups, lr=1e-4, weight_decay=0.01)
    texts, parsed = _texts(), _treebanks(treebanks)
    namer.train()
    steps, total, mean = 0, 0, 0.0
    for epoch in range(epochs):
        chance = random.Random(f"{seed}/{epoch}")
        pieces = _epoch(texts, parsed, chance)
        rows = [varied((coder.code(piece),), chance) for piece in pieces]
        work = list(batches(rows, subwords=_SUBWORDS, chance=chance))
        total = total or len(work) * epochs
        for batch in map(collate, work):
            steps += 1
            rate = min(1.0, steps / _WARM_STEPS) * max(1 - steps / total, _LAST_RATE)
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * rate
            loss = _loss(namer, reader, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(namer.parameters(), 1.0)
            optimizer.step()
            mean = 0.98 * mean + 0.02 * loss.item()
            if steps % 50 == 0:
                say(f"epoch {epoch + 1}/{epochs} step {steps}/{total} {mean:.4f}")
    namer.eval()
    return namer


class Middle:
    """The first layers of a reader's graph, ready to run."""

    def __init__(self, reader: Path) -> None:
        """Take what leads to the output "middle" out of the graph at `reader`."""
        with tempfile.TemporaryDirectory() as folder:
            part = Path(folder, "middle.onnx")
            onnx.utils.extract_model(str(reader), str(part), ["ids", "shapes"], ["middle"])
            self._session = onnxruntime.InferenceSession(str(part), providers=[_PROVIDER])

    def read(self, batch: Batch) -> Tensor:
        """Return the middle vectors of all subwords of a batch."""
        asked = {"ids": batch.ids.numpy(), "shapes": batch.shapes.numpy()}
        return torch.from_numpy(self._session.run(None, asked)[0])


def _loss(namer: Namer, reader: Middle, batch: Batch) -> Tensor:
    scores = namer(reader.read(batch), batch.ids, batch.first, batch.last, batch.word_shapes)
    right = batch.labels["entities"]
    return functional.cross_entropy(
        scores.reshape(-1, scores.shape[-1]),
        right.reshape(-1),
        ignore_index=ABSENT,
        label_smoothing=_SMOOTHED,
    )


def _epoch(
    texts: Sequence[Document], parsed: Sequence[Document], chance: random.Random
) -> Iterator[Annotated]:
    """Yield what an epoch learns from: texts as they are and renamed, treebanks as either."""
    for document in texts:
        for version in range(_VERSIONS):
            each = renamed(document, _OWN, chance) if version else document
            for paragraph in each:
                yield from cut(paragraph, words=_WORDS)
    for document in parsed:
        plain = chance.random() < _PLAIN
        for paragraph in document if plain else renamed(document, _OTHERS, chance):
            yield from cut(paragraph, words=_WORDS)


def _texts() -> list[Document]:
    folder = resource("data", "names")
    return [document for path in sorted(folder.glob("*.txt")) for document in marked(path)]


def _treebanks(folder: Path) -> list[Document]:
    """Return GUM's paragraphs, and each sentence of the other corpora by itself."""
    parsed = corpora.treebank(folder, "gum-train")
    groups = [list(group) for _, group in groupby(parsed, key=lambda s: s.group)]
    return [(each,) for each in (*map(joined, groups), *named_sentences(folder))]


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m communique.training.names")
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="the folder of the model")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    began = time.monotonic()
    namer = teach(
        options.model,
        treebanks=options.treebanks,
        epochs=options.epochs,
        seed=options.seed,
        say=lambda line: print(f"{time.monotonic() - began:7.0f} s  {line}", flush=True),
    )
    write_names(namer, options.model)


if __name__ == "__main__":
    main()
