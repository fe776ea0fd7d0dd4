"""Sentences as numbers, and batches of paragraphs' worth of them as tensors."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from communique.language.features import END, START, Pieces, recased, shape
from communique.language.lemmas import edit
from communique.language.rolesets import Rolesets
from communique.training.corpora import Annotated, Frame
from communique.training.inventory import Inventory, role_name

ABSENT = -100
_HEADS = ("upos", "xpos", "edits", "head", "deprel", "entities", "predicate")
_LONGEST = 150
_MOST_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class CodedFrame:
    """A predicate, its candidate rolesets, which of them is right, and a role label per word."""

    at: int
    candidates: tuple[int, ...]
    right: int
    roleset: int
    roles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence as the network sees it; ABSENT where an annotation is."""

    pieces: tuple[tuple[int, ...], ...]
    shapes: tuple[int, ...]
    labels: dict[str, tuple[int, ...]]
    frames: tuple[CodedFrame, ...]
    starts: bool
    group: str

    @property
    def subwords(self) -> int:
        """How many subwords it has."""
        return sum(map(len, self.pieces))


Chunk = tuple[Coded, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Chunks side by side. Words count from 1; word 0 is the root.

    `frames` has, for each frame, its chunk, its sentence's first and last word (exclusive) and
    its predicate, all counting words from 0.
    """

    ids: Tensor
    shapes: Tensor
    first: Tensor
    last: Tensor
    word_shapes: Tensor
    words: Tensor
    labels: dict[str, Tensor]
    frames: Tensor
    candidates: Tensor
    right: Tensor
    rolesets: Tensor
    roles: Tensor


class Coder:
    """Turns annotated sentences into numbers."""

    def __init__(self, classes: Inventory, rolesets: Rolesets, pieces: Pieces) -> None:
        """Number the classes of `classes`."""
        self.rolesets = rolesets
        self._pieces = pieces
        self._number = {
            name: {value: i for i, value in enumerate(values)}
            for name, values in classes.as_lists().items()
        }

    def code(self, sentence: Annotated) -> Coded:
        """Return `sentence` as numbers."""
        words = sentence.words
        absent = (ABSENT,) * len(words)
        labels = dict.fromkeys(_HEADS, absent)
        tags = sentence.tags
        if tags:
            labels["upos"] = self._numbers("upos", [t.upos for t in tags])
            labels["xpos"] = self._numbers("xpos", [t.xpos for t in tags])
            labels["deprel"] = self._numbers("deprel", [t.deprel for t in tags])
            labels["head"] = tuple(t.head for t in tags)
            scripts = [edit(word, t.lemma) for word, t in zip(words, tags, strict=True)]
            labels["edits"] = self._numbers("edits", scripts)
        if sentence.entities is not None:
            labels["entities"] = self._entities(sentence)
        if sentence.frames is not None and not sentence.partial:
            predicates = {frame.predicate for frame in sentence.frames}
            labels["predicate"] = tuple(int(at in predicates) for at in range(len(words)))
        elif sentence.frames is not None:
            predicates = {frame.predicate for frame in sentence.frames}
            labels["predicate"] = tuple(
                1 if at in predicates else ABSENT for at in range(len(words))
            )
        return Coded(
            pieces=tuple(self._pieces.of(words)),
            shapes=tuple(
                shape(word, spaced=spaced)
                for word, spaced in zip(words, sentence.spaces, strict=True)
            ),
            labels=labels,
            frames=tuple(self._frame(sentence, frame) for frame in sentence.frames or ()),
            starts=tags is not None,
            group=sentence.group,
        )

    def _numbers(self, name: str, values: Iterable[str]) -> tuple[int, ...]:
        numbers = self._number[name]
        return tuple(numbers.get(value, ABSENT) for value in values)

    def _entities(self, sentence: Annotated) -> tuple[int, ...]:
        numbers = self._number["entities"]
        labels = [ABSENT if at in sentence.unsure else 0 for at in range(len(sentence.words))]
        for start, end, kind in sentence.entities or ():
            labels[start] = numbers.get(f"B-{kind}", ABSENT)
            labels[start + 1 : end] = [numbers.get(f"I-{kind}", ABSENT)] * (end - start - 1)
        return tuple(labels)

    def _frame(self, sentence: Annotated, frame: Frame) -> CodedFrame:
        at, words = frame.predicate, sentence.words
        lemmas = {words[at].lower(), frame.roleset.rsplit(".", 1)[0].split("_")[0]}
        if sentence.tags:
            lemmas = {sentence.tags[at].lemma.lower()}
        candidates = self.rolesets.candidates(lemmas, words, at)
        roleset = self.rolesets.index.get(frame.roleset, ABSENT)
        if roleset not in candidates and roleset != ABSENT:
            # A mistaken lemma, or an alias the list lacks: still worth learning from.
            candidates = sorted({*candidates[: _MOST_CANDIDATES - 1], roleset})
        roles = self._number["roles"]
        labels = [0] * len(words)
        for start, end, role in frame.args:
            name = role_name(role)
            labels[start] = roles.get(f"B-{name}", 0)
            labels[start + 1 : end] = [roles.get(f"I-{name}", 0)] * (end - start - 1)
        return CodedFrame(
            at=at,
            candidates=tuple(candidates),
            right=candidates.index(roleset) if roleset in candidates else ABSENT,
            roleset=roleset,
            roles=tuple(labels),
        )


def chunks(
    sentences: Iterable[Coded], *, chance: random.Random | None = None, words: int = 110
) -> Iterator[Chunk]:
    """Join neighbouring sentences of a paragraph into chunks of at most `words` words.

    With `chance`, chunks have random lengths, for training; without, they are as long as can be.
    """
    chunk: list[Coded] = []
    size, most = 0, words
    for sentence in sentences:
        length = len(sentence.pieces)
        if chunk and (sentence.group != chunk[0].group or size + length > most):
            yield tuple(chunk)
            chunk, size = [], 0
        if not chunk:
            most = chance.choice((0, 30, 60, words)) if chance else words
        chunk.append(sentence if length <= _LONGEST else _shortened(sentence))
        size += length
    if chunk:
        yield tuple(chunk)


def varied(chunk: Chunk, chance: random.Random) -> Chunk:
    """Return `chunk` as a headline, a shout or a note without its last mark, once in a while."""
    draw = chance.random()
    style = next(
        (s for s, least in (("lower", 0.025), ("title", 0.06), ("upper", 0.075)) if draw < least),
        None,
    )
    if style:
        chunk = tuple(
            replace(s, shapes=tuple(recased(k, to=style) for k in s.shapes)) for s in chunk
        )
    if chance.random() < 0.05:
        chunk = (*chunk[:-1], _without_last(chunk[-1]))
    return chunk


def batches(
    chunks_: Sequence[Chunk], *, subwords: int, chance: random.Random | None = None
) -> Iterator[list[Chunk]]:
    """Yield chunks of similar length together, at most `subwords` a batch with its padding."""
    order = list(chunks_)
    if chance:
        chance.shuffle(order)
    pool = 800 if chance else max(len(order), 1)
    found: list[list[Chunk]] = []
    for begin in range(0, len(order), pool):
        batch: list[Chunk] = []
        for chunk in sorted(order[begin : begin + pool], key=_width):
            if batch and _width(chunk) * (len(batch) + 1) > subwords:
                found.append(batch)
                batch = []
            batch.append(chunk)
        found.append(batch)
    if chance:
        chance.shuffle(found)
    yield from found


def collate(rows: Sequence[Chunk]) -> Batch:
    """Return `rows` as tensors."""
    size, width = len(rows), max(map(_width, rows))
    words = max(sum(len(s.pieces) for s in row) for row in rows)
    ids = torch.zeros(size, width, dtype=torch.long)
    shapes = torch.zeros_like(ids)
    first = torch.zeros(size, words + 1, dtype=torch.long)
    last, word_shapes = torch.zeros_like(first), torch.zeros_like(first)
    present = torch.zeros(size, words + 1, dtype=torch.bool)
    labels = {n: torch.full((size, words), ABSENT) for n in (*_HEADS, "starts")}
    frames: list[tuple[tuple[int, int, int, int], CodedFrame]] = []
    for row, chunk in enumerate(rows):
        pieces = [p for s in chunk for p in s.pieces]
        kinds = [k for s in chunk for k in s.shapes]
        flat = [START, *(i for p in pieces for i in p), END]
        ids[row, : len(flat)] = torch.tensor(flat)
        lengths = torch.tensor([len(p) for p in pieces])
        ends = lengths.cumsum(0)
        count = len(pieces)
        last[row, 1 : count + 1] = ends
        first[row, 1 : count + 1] = ends - lengths + 1
        word_shapes[row, 1 : count + 1] = torch.tensor(kinds)
        shapes[row, 1 : len(flat) - 1] = torch.tensor(kinds).repeat_interleave(lengths)
        present[row, : count + 1] = True
        offset = 0
        for sentence in chunk:
            end = offset + len(sentence.pieces)
            for name in _HEADS:
                labels[name][row, offset:end] = torch.tensor(sentence.labels[name])
            heads = labels["head"][row, offset:end]
            heads[heads > 0] += offset
            if sentence.starts:
                labels["starts"][row, offset:end] = 0
                labels["starts"][row, offset] = 1
            frames += [((row, offset, end, offset + f.at), f) for f in sentence.frames]
            offset = end
    longest = max((f[2] - f[1] for f, _ in frames), default=0)
    most = max((len(f.candidates) for _, f in frames), default=0)
    return Batch(
        ids=ids,
        shapes=shapes,
        first=first,
        last=last,
        word_shapes=word_shapes,
        words=present,
        labels=labels,
        frames=torch.tensor([place for place, _ in frames]).reshape(-1, 4),
        candidates=_padded([f.candidates for _, f in frames], most, -1),
        right=torch.tensor([f.right for _, f in frames], dtype=torch.long),
        rolesets=torch.tensor([f.roleset for _, f in frames], dtype=torch.long),
        roles=_padded([f.roles for _, f in frames], longest, ABSENT),
    )


def _padded(rows: Sequence[tuple[int, ...]], width: int, filler: int) -> Tensor:
    return torch.tensor(
        [[*row, *[filler] * (width - len(row))] for row in rows], dtype=torch.long
    ).reshape(len(rows), width)


def _width(chunk: Chunk) -> int:
    return sum(s.subwords for s in chunk) + 2


def _shortened(sentence: Coded) -> Coded:
    """Cut a sentence too long for one window; what reaches past the cut is left out of the loss."""
    labels = {name: values[:_LONGEST] for name, values in sentence.labels.items()}
    labels["head"] = tuple(h if h <= _LONGEST else ABSENT for h in labels["head"])
    return replace(
        sentence,
        pieces=sentence.pieces[:_LONGEST],
        shapes=sentence.shapes[:_LONGEST],
        labels=labels,
        frames=tuple(
            replace(f, roles=f.roles[:_LONGEST]) for f in sentence.frames if f.at < _LONGEST
        ),
    )


def _without_last(sentence: Coded) -> Coded:
    """Return `sentence` without its last mark, unless something hangs on it or in it."""
    heads = sentence.labels["head"]
    count = len(heads)
    mark = sentence.shapes[-1] % 7 == 0
    if count < 2 or not mark or count in heads or heads[-1] == 0:
        return sentence
    return replace(
        sentence,
        pieces=sentence.pieces[:-1],
        shapes=sentence.shapes[:-1],
        labels={name: values[:-1] for name, values in sentence.labels.items()},
        frames=tuple(replace(f, roles=f.roles[:-1]) for f in sentence.frames if f.at < count - 1),
    )
