"""The model as it ships: a folder of graphs and tables, with a manifest that says what it is."""

import json
import lzma
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from communique.errors import InputError
from communique.language.features import Pieces
from communique.language.lemmas import apply_edit, respelled
from communique.language.rolesets import Roleset, Rolesets

FORMAT = 2

Arrays = dict[str, NDArray[Any]]


class Model:
    """The graphs, loaded, and the tables beside them."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Load `folder`. Raises InputError when it is not a model of this version's format."""
        manifest = _manifest(folder)
        self.figures: dict[str, Any] = manifest["figures"]
        self.labels: dict[str, list[str]] = _json(folder / "labels.json")
        self.spans = {name: _span_names(self.labels[name]) for name in ("entities", "roles")}
        self.rolesets = Rolesets(
            Roleset(name, gloss, tuple(aliases), tuple((role, said) for role, said in roles))
            for name, gloss, aliases, roles in _json(folder / "rolesets.json.xz")
        )
        self.pieces = Pieces(folder / "tokenizer.json")
        self._lemmas: dict[str, str] = _json(folder / "lemmas.json.xz")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = True
        self._graphs = {
            name: onnxruntime.InferenceSession(
                str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"]
            )
            for name in ("reader", "names", "relations", "roles")
        }
        self._outputs = {
            name: [output.name for output in graph.get_outputs()]
            for name, graph in self._graphs.items()
        }

    def run(self, graph: str, **inputs: NDArray[Any]) -> Arrays:
        """Return the outputs of a graph by name."""
        found = self._graphs[graph].run(None, inputs)
        return dict(zip(self._outputs[graph], map(np.asarray, found), strict=True))

    def lemma(self, form: str, upos: str, edit: int) -> str:
        """Return the lemma of a word: the lexicon's, else what the network's edit gives."""
        known = self._lemmas.get(f"{form.lower()} {upos}")
        if known:
            return known
        lemma = apply_edit(form, self.labels["edits"][edit]) or form
        unsure = upos == "VERB" or (upos == "NOUN" and form.lower().endswith("es"))
        return respelled(lemma, self.rolesets.has) if unsure else lemma


def _manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = _json(folder / "manifest.json")
    if found.get("format") != FORMAT:
        raise InputError(
            f"{folder}: a language model of format {found.get('format')}, and this version reads "
            f"format {FORMAT}: install again"
        )
    return found


def _json(path: Path) -> Any:
    try:
        data = path.read_bytes()
        return json.loads(lzma.decompress(data) if path.suffix == ".xz" else data)
    except (OSError, ValueError, lzma.LZMAError) as error:
        raise InputError(f"{path}: the language model cannot be read ({error})") from error


def _span_names(labels: list[str]) -> list[str]:
    return [label[2:] for label in labels[1::2]]
