"""Windows of words through the network's first graphs: tags, sentences and trees."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.language.arcs import Arcs, Tree, best_tree, likely
from communique.language.features import END, START, shape
from communique.language.model import Arrays, Model

Floats = NDArray[np.floating]
_BATCH_SUBWORDS = 300
_STOPS = (".", "?", "!")
_YEAR, _DATE = 4, 5
"""How many digits a year has, and how many words "On 3 April 2024" has with one to spare."""
_AFTER_STOP, _IN_FULL_FLOW = -2.0, 2.0
"""How sure (a logarithm of odds) it need be that a capital begins a sentence: after a stop, or
after words that have no verb yet."""
_VERBS = ("VERB", "AUX")
_OWN, _NAMED = np.log(np.array((0.2, 0.8), np.float32))
"""How much the reader's own head and the namer count for names, as logarithms."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words to read together. `starts` are sentence starts if they are known.

    `predicates` are the words that are predicates if that is known. `number` says which window.
    """

    number: int
    words: tuple[str, ...]
    pieces: tuple[tuple[int, ...], ...]
    shapes: tuple[int, ...]
    starts: tuple[int, ...] | None = None
    predicates: frozenset[int] | None = None

    @property
    def subwords(self) -> int:
        """How many subwords go in, with those at both ends."""
        return sum(map(len, self.pieces)) + 2


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence of a window as the network read it; `offset` is its place in `vectors`.

    `arcs` [words, words] are probabilities of heads within the sentence.
    """

    window: Window
    start: int
    end: int
    offset: int
    upos: list[int]
    xpos: list[int]
    edits: list[int]
    entities: Floats
    predicate: Floats
    arcs: Floats
    tree: Tree


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences read in one go, and the vectors of all their words."""

    sentences: list[Read]
    vectors: Floats


def window(
    model: Model,
    number: int,
    words: Sequence[str],
    spaces: Iterable[bool],
    **known: Any,
) -> Window:
    """Return a window of `words`; `spaces` say what is followed by white space."""
    return Window(
        number,
        tuple(words),
        tuple(model.pieces.of(words)),
        tuple(shape(w, spaced=s) for w, s in zip(words, spaces, strict=True)),
        **known,
    )


def read_windows(model: Model, windows: Sequence[Window]) -> Iterator[Batch]:
    """Read `windows`, those of like length together, and yield their sentences."""
    batch: list[Window] = []
    for each in sorted(windows, key=lambda w: w.subwords):
        if batch and each.subwords * (len(batch) + 1) > _BATCH_SUBWORDS:
            yield _read_batch(model, batch)
            batch = []
        batch.append(each)
    if batch:
        yield _read_batch(model, batch)


def log_softmax(scores: Floats) -> Floats:
    """Return the logarithms of the probabilities that `scores` stand for, along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    found: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return found


def _voted(own: Floats, named: Floats) -> Floats:
    """Return the logarithms of what two say of names, the reader's own and the namer's, weighed."""
    found: Floats = np.logaddexp(own + _OWN, named + _NAMED)
    return found


def _read_batch(model: Model, batch: Sequence[Window]) -> Batch:
    asked = _inputs(batch)
    found = model.run("reader", **asked)
    del asked["shapes"]
    named = model.run("names", middle=found["middle"], **asked)
    entities = _voted(log_softmax(found["entities"]), log_softmax(named["entities"]))
    vectors = found["words"]
    width = vectors.shape[1]
    tags = {name: found[name].argmax(-1) for name in ("upos", "xpos", "edits")}
    predicate = 1 / (1 + np.exp(found["predicate"][..., 0] - found["predicate"][..., 1]))
    upos = model.labels["upos"]
    places: list[tuple[int, int, int]] = []
    arcs: list[Arcs] = []
    for row, each in enumerate(batch):
        count = len(each.words)
        scores = log_softmax(found["arcs"][row, :count, : count + 1])
        parts = [upos[tag] for tag in tags["upos"][row, :count]]
        for start, end in _sentences(each, found["starts"][row, :count], parts):
            places.append((row, start, end))
            # A head is the root or a word of the same sentence.
            inside = scores[start:end, start + 1 : end + 1]
            arcs.append(likely(np.concatenate((scores[start:end, :1], inside), 1)))
    flat = vectors.reshape(-1, vectors.shape[-1])
    offsets = [row * width + 1 + start for row, start, _ in places]
    trees = _trees(model, arcs, offsets, flat, width)
    sentences = [
        Read(
            window=batch[row],
            start=start,
            end=end,
            offset=offset,
            upos=tags["upos"][row, start:end].tolist(),
            xpos=tags["xpos"][row, start:end].tolist(),
            edits=tags["edits"][row, start:end].tolist(),
            entities=entities[row, start:end],
            predicate=predicate[row, start:end],
            arcs=np.exp(possible.scores[:, 1:]),
            tree=tree,
        )
        for (row, start, end), offset, possible, tree in zip(
            places, offsets, arcs, trees, strict=True
        )
    ]
    return Batch(sentences, flat)


def _trees(
    model: Model, arcs: Sequence[Arcs], offsets: Sequence[int], vectors: Floats, width: int
) -> list[Tree]:
    """Return the tree of each sentence, whose words begin at an offset in `vectors`."""
    pairs = list(zip(arcs, offsets, strict=True))
    child = np.concatenate([offset + each.words for each, offset in pairs])
    parent = np.concatenate(
        [
            np.where(each.heads == 0, offset // width * width, offset + each.heads - 1)
            for each, offset in pairs
        ]
    )
    scores = log_softmax(
        model.run("relations", words=vectors, child=child, parent=parent)["relations"]
    )
    ends = np.cumsum([len(each.words) for each in arcs])[:-1]
    labels = model.labels["deprel"]
    return [
        best_tree(each, relations, labels)
        for each, relations in zip(arcs, np.split(scores, ends), strict=True)
    ]


def _inputs(batch: Sequence[Window]) -> Arrays:
    subwords = max(each.subwords for each in batch)
    words = max(len(each.words) for each in batch) + 1
    ids, shapes = (np.zeros((len(batch), subwords), np.int64) for _ in range(2))
    first, last, kinds = (np.zeros((len(batch), words), np.int64) for _ in range(3))
    for row, each in enumerate(batch):
        flat = [START, *(i for piece in each.pieces for i in piece), END]
        lengths = np.array([len(piece) for piece in each.pieces])
        ends = lengths.cumsum()
        count = len(lengths) + 1
        ids[row, : len(flat)] = flat
        shapes[row, 1 : len(flat) - 1] = np.repeat(each.shapes, lengths)
        first[row, 1:count] = ends - lengths + 1
        last[row, 1:count] = ends
        kinds[row, 1:count] = each.shapes
    return {"ids": ids, "shapes": shapes, "first": first, "last": last, "word_shapes": kinds}


def _sentences(each: Window, scores: Floats, parts: Sequence[str]) -> list[tuple[int, int]]:
    """Return where sentences begin and end; `parts` are the parts of speech of all words."""
    if each.starts is not None:
        starts = list(each.starts)
    else:
        sure = scores[:, 1] - scores[:, 0]
        pairs = zip(each.words, each.words[1:], strict=False)
        ended = [before in _STOPS and word[:1].isupper() for before, word in pairs]
        begins = sure > np.where([True, *ended], _AFTER_STOP, 0.0)
        begins[0] = True
        found = np.flatnonzero(begins).tolist()
        starts = [0]
        for at in found[1:]:
            if not _goes_on(each.words, parts, starts[-1], at, float(sure[at])):
                starts.append(at)
    return list(zip(starts, [*starts[1:], len(each.words)], strict=True))


def _goes_on(words: Sequence[str], parts: Sequence[str], before: int, at: int, sure: float) -> bool:
    """Say whether a sentence from word `before` on only seems to end before word `at`.

    So it is after a comma, and where nothing has a verb yet and there is no mark: "Last month
    Kinshasa said so", "In April 2024 Ada Lund joined".
    """
    dated = 1 < at - before <= _DATE and len(words[at - 1]) == _YEAR and words[at - 1].isdigit()
    if (dated and parts[before] == "ADP") or words[at - 1] == ",":
        return True
    verbless = not any(part in _VERBS for part in parts[before:at])
    return verbless and words[at - 1].isalpha() and sure < _IN_FULL_FLOW
