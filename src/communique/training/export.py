"""`python -m communique.training.export`: a trained network to the folder that ships.

ONNX graphs with weights in eight bits, and their tables. The same inputs give the same bytes.
The graph that finds names comes after: see names.py.
"""

import argparse
import hashlib
import json
import lzma
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from communique.language.lemmas import apply_edit, edit
from communique.language.model import FORMAT
from communique.training import corpora
from communique.training.namer import SHARED, Namer
from communique.training.network import WIDTH, WORD_WIDTH, Network, Sizes
from communique.training.precision import with_full_inputs

_OPSET = 17
_LEXICON_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Graph:
    """What one ONNX file holds: a module, an example of its inputs, and the axes that vary."""

    name: str
    module: nn.Module
    example: tuple[Tensor, ...]
    inputs: dict[str, dict[int, str]]
    outputs: dict[str, dict[int, str]]


def export(
    *, weights: Path, classes: Path, treebanks: Path, tokenizer: Path, out: Path, bits: str
) -> None:
    """Write the model folder `out` from the network in `weights` and the files beside it.

    `weights` is a network.pt or a checkpoint.pt. `bits`, of the weights, is "fp32" (for
    comparison) or "int8".
    """
    out.mkdir(parents=True, exist_ok=True)
    labels = json.loads(classes.read_text(encoding="utf-8"))
    rolesets = corpora.rolesets(treebanks)
    network = _network(weights, labels, len(rolesets))
    for graph in _graphs(network):
        _write_graph(graph, out / f"{graph.name}.onnx", bits)
    _write_json(out / "labels.json", labels)
    _write_packed(out / "rolesets.json.xz", [astuple(roleset) for roleset in rolesets])
    _write_packed(out / "lemmas.json.xz", _lexicon(treebanks, set(labels["edits"])))
    (out / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    parameters = sum(p.numel() for p in network.state_dict().values())
    figures = {"parameters": parameters, "bits": bits, "network": _sha256(weights)}
    _write_manifest(out, figures)


def write_names(namer: Namer, out: Path) -> None:
    """Write what finds names into the model folder `out`, whose reader it goes on from."""
    ids, at = torch.randint(5, 2000, (3, 20)), torch.randint(0, 15, (3, 12))
    rows = {0: "rows", 1: "subwords"}
    words = {0: "rows", 1: "words"}
    graph = Graph(
        "names",
        namer,
        (torch.randn(3, 20, WIDTH), ids, at, at, at),
        {"middle": rows, "ids": rows, "first": words, "last": words, "word_shapes": words},
        {"entities": {0: "rows", 1: "children"}},
    )
    _write_graph(graph, out / "names.onnx", "int8")
    figures = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["figures"]
    figures["parameters of names"] = sum(p.numel() for p in namer.state_dict().values())
    _write_manifest(out, figures)


def _write_manifest(out: Path, figures: dict[str, Any]) -> None:
    """Write what the files of the model folder `out` are."""
    paths = sorted(path for path in out.iterdir() if path.name != "manifest.json")
    figures["bytes"] = sum(path.stat().st_size for path in paths)
    files = {path.name: _sha256(path) for path in paths}
    _write_json(out / "manifest.json", {"format": FORMAT, "files": files, "figures": figures})


def _network(weights: Path, labels: Mapping[str, list[str]], rolesets: int) -> Network:
    state = torch.load(weights, map_location="cpu", weights_only=True)
    sizes = Sizes(**{name: len(values) for name, values in labels.items()}, rolesets=rolesets)
    network = Network(sizes)
    network.load_state_dict(state.get("network", state))
    network.eval()
    return network


class RowScaled(nn.Module):
    """An embedding in eight bits, with a scale for each row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, at: Tensor) -> Tensor:
        """Return the rows `at` as floats."""
        rows: Tensor = self.rows[at].to(torch.float32) * self.scale[at]
        return rows


class Reading(nn.Module):
    """Subwords to what every word is."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor, word_shapes: Tensor
    ) -> tuple[Tensor, ...]:
        """Return vectors of words, those of subwords midway, scores of heads, and those of TAGS.

        Those of words have the root's first; the namer goes on from those midway.
        """
        words, seen = self.network.read(ids, shapes, first, last, word_shapes)
        tags = self.network.tags(words[:, 1:])
        arcs = self.network.trees.arcs(words)
        return (words, seen[SHARED], arcs, *(tags[name] for name in TAGS))


TAGS = ("upos", "xpos", "edits", "starts", "entities", "predicate")


class Relating(nn.Module):
    """Words and their heads to relations."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.trees = network.trees

    def forward(self, words: Tensor, child: Tensor, parent: Tensor) -> Tensor:
        """Return the score of each relation; `child` and `parent` are places in `words`."""
        scores: Tensor = self.trees.relate(words[child], words[parent])
        return scores


class Labelling(nn.Module):
    """Predicates to rolesets and roles."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.roles = network.roles

    def forward(
        self, words: Tensor, features: Tensor, frames: Tensor, candidates: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return scores of the candidate rolesets, and of roles given the best candidate."""
        scores = self.roles.choose(words[frames[:, 2]], candidates)
        best = scores.argmax(1, keepdim=True)
        senses = torch.gather(candidates, 1, best)[:, 0]
        labelled = self.roles.label(words, features, frames, senses, features.shape[1])
        return scores, labelled


def _graphs(network: Network) -> list[Graph]:
    network.encoder.subwords = RowScaled(network.encoder.subwords.weight.data)
    network.roles.senses = RowScaled(network.roles.senses.weight.data)
    ids = torch.randint(5, 2000, (3, 20))
    ids[1, 15:] = 0
    shapes, at = torch.randint(1, 15, (3, 20)), torch.randint(0, 15, (3, 12))
    rows = {0: "rows", 1: "subwords"}
    words = {0: "rows", 1: "words"}
    frames = torch.tensor([[0, 6, 3], [6, 10, 8], [0, 6, 5]])
    candidates = torch.tensor([[4, 5, -1], [9, -1, -1], [1, 2, 3]])
    return [
        Graph(
            "reader",
            Reading(network),
            (ids, shapes, at, at, at),
            {"ids": rows, "shapes": rows, "first": words, "last": words, "word_shapes": words},
            {"words": words, "middle": rows, "arcs": {0: "rows", 1: "children", 2: "words"}}
            | {name: {0: "rows", 1: "children"} for name in TAGS},
        ),
        Graph(
            "relations",
            Relating(network),
            (torch.randn(9, WORD_WIDTH), torch.arange(1, 6), torch.arange(5)),
            {"words": {0: "words"}, "child": {0: "pairs"}, "parent": {0: "pairs"}},
            {"relations": {0: "pairs"}},
        ),
        Graph(
            "roles",
            Labelling(network),
            (torch.randn(11, WORD_WIDTH), torch.rand(3, 6, 7), frames, candidates),
            {
                "words": {0: "words"},
                "features": {0: "frames", 1: "length"},
                "frames": {0: "frames"},
                "candidates": {0: "frames", 1: "candidates"},
            },
            {
                "senses": {0: "frames", 1: "candidates"},
                "roles": {0: "frames", 1: "length"},
            },
        ),
    ]


def _write_graph(graph: Graph, path: Path, bits: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder, "plain.onnx"), Path(folder, "ready.onnx")
        torch.onnx.export(
            graph.module.eval(),
            graph.example,
            str(plain),
            input_names=list(graph.inputs),
            output_names=list(graph.outputs),
            dynamic_axes=graph.inputs | graph.outputs,
            opset_version=_OPSET,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        _QUANTISERS[bits](ready, path)


def _keep(ready: Path, path: Path) -> None:
    path.write_bytes(ready.read_bytes())


def _to_int8(ready: Path, path: Path) -> None:
    quantize_dynamic(
        str(ready),
        str(path),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm"],
        nodes_to_exclude=_flat_products(ready),
        extra_options={"MatMulConstBOnly": True},
    )
    with_full_inputs(path)


_QUANTISERS = {"fp32": _keep, "int8": _to_int8}


def _flat_products(path: Path) -> list[str]:
    """Return the names of products with a vector, which cannot be scaled per channel."""
    graph = onnx.load(str(path)).graph
    flat = {weight.name for weight in graph.initializer if len(weight.dims) == 1}
    return [n.name for n in graph.node if n.op_type == "MatMul" and n.input[1] in flat]


def _lexicon(treebanks: Path, edits: set[str]) -> dict[str, str]:
    """Return the lemma of each "form UPOS" that the training text knows better than the edits.

    Names are left to the network, and so are forms whose lemma depends on more than their tag.
    """
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for name in ("ewt-train", "gum-train"):
        for sentence in corpora.treebank(treebanks, name):
            for word, tag in zip(sentence.words, sentence.tags or (), strict=True):
                if tag.upos not in ("PROPN", "PUNCT", "X", "NUM", "SYM"):
                    seen[f"{word.lower()} {tag.upos}"][tag.lemma] += 1
    found = {}
    for key, lemmas in sorted(seen.items()):
        (lemma, count), total = lemmas.most_common(1)[0], lemmas.total()
        form = key.rsplit(" ", 1)[0]
        reachable = edit(form, lemma) in edits and apply_edit(form, edit(form, lemma)) == lemma
        if count >= _LEXICON_SURE * total and (total > 1 or not reachable):
            found[key] = lemma
    return found


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _write_packed(path: Path, value: Iterable[object]) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(lzma.compress(text.encode(), preset=9))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m communique.training.export")
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--trained", type=Path, required=True, help="the folder of the training")
    parser.add_argument("--weights", default="network.pt", help="its file to take")
    parser.add_argument("--bits", choices=list(_QUANTISERS), default="int8")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    export(
        weights=options.trained / options.weights,
        classes=options.trained / "classes.json",
        treebanks=options.treebanks,
        tokenizer=options.encoder / "tokenizer.json",
        out=options.out,
        bits=options.bits,
    )


if __name__ == "__main__":
    main()
