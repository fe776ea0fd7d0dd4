"""Predicates of read sentences to their rolesets and the spans of their arguments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.language.model import Model
from communique.language.reading import Batch, Read, log_softmax
from communique.language.spans import Spans, best_spans

Floats = NDArray[np.floating]
_GROUP_WORDS = 2000
_THRESHOLD = 0.65
_NEW_THRESHOLD = 0.9  # for words that no roleset is said with
_MOST_CANDIDATES = 40
_FOREIGN_ROLE = -1e4


@dataclass(frozen=True, slots=True)
class Found:
    """A predicate of the sentence with number `sentence` in its batch; words count from 0.

    `roleset` is a number of the model's rolesets, -1 if none is known for the lemma.
    """

    sentence: int
    predicate: int
    candidates: tuple[int, ...]
    roleset: int
    arguments: Spans
    probability: float


def find_frames(
    model: Model, batch: Batch, lemmas: Sequence[Sequence[str]], *, threshold: float = _THRESHOLD
) -> list[Found]:
    """Return the frames of the sentences of `batch`, whose words have these `lemmas`."""
    asked = list(_predicates(model, batch.sentences, lemmas, threshold))
    found: list[Found] = []
    for group in _groups(asked, batch.sentences):
        found += _label(model, batch, group)
    return sorted(found, key=lambda frame: (frame.sentence, frame.predicate))


def _predicates(
    model: Model, sentences: Sequence[Read], lemmas: Sequence[Sequence[str]], threshold: float
) -> Iterator[Found]:
    for number, (sentence, known) in enumerate(zip(sentences, lemmas, strict=True)):
        words = sentence.window.words[sentence.start : sentence.end]
        given = sentence.window.predicates
        for at, chance in enumerate(sentence.predicate.tolist()):
            if chance <= threshold if given is None else sentence.start + at not in given:
                continue
            candidates = model.rolesets.candidates([known[at]], words, at)
            candidates = candidates or model.rolesets.candidates([words[at]], words, at)
            if not candidates and given is None and chance <= _NEW_THRESHOLD:
                continue
            yield Found(number, at, tuple(candidates[:_MOST_CANDIDATES]), -1, [], chance)


def _groups(asked: Sequence[Found], sentences: Sequence[Read]) -> Iterator[list[Found]]:
    """Yield predicates of sentences of like length together."""
    length = [sentence.end - sentence.start for sentence in sentences]
    group: list[Found] = []
    for each in sorted(asked, key=lambda frame: length[frame.sentence]):
        if group and length[each.sentence] * (len(group) + 1) > _GROUP_WORDS:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _label(model: Model, batch: Batch, group: Sequence[Found]) -> list[Found]:
    sentences = [batch.sentences[each.sentence] for each in group]
    lengths = [s.end - s.start for s in sentences]
    features = np.zeros((len(group), max(lengths), 7), np.float32)
    known: dict[int, list[Floats]] = {}
    for row, (each, sentence) in enumerate(zip(group, sentences, strict=True)):
        powers = known.get(each.sentence) or known.setdefault(each.sentence, _paths(sentence.arcs))
        features[row, : lengths[row]] = _features(powers, each.predicate)
    candidates = np.full((len(group), max(1, *(len(e.candidates) for e in group))), -1, np.int64)
    for row, each in enumerate(group):
        candidates[row, : len(each.candidates)] = each.candidates
    frames = np.array(
        [
            (s.offset, s.offset + s.end - s.start, s.offset + each.predicate)
            for s, each in zip(sentences, group, strict=True)
        ]
    )
    scored = model.run(
        "roles", words=batch.vectors, features=features, frames=frames, candidates=candidates
    )
    senses = log_softmax(scored["senses"])
    best = senses.argmax(1).tolist()
    roles = log_softmax(scored["roles"])
    chosen = [int(candidates[row, at]) for row, at in enumerate(best)]
    _hide_foreign_roles(model, roles, chosen)
    spans = best_spans(roles, lengths)
    return [
        Found(
            each.sentence,
            each.predicate,
            each.candidates,
            chosen[row],
            spans[row],
            each.probability * float(np.exp(senses[row, best[row]])),
        )
        for row, each in enumerate(group)
    ]


def _hide_foreign_roles(model: Model, roles: Floats, chosen: Sequence[int]) -> None:
    """Make roles impossible that the chosen roleset does not have."""
    names = model.spans["roles"]
    numbered = [i for i, name in enumerate(names) if name[-4:-1] == "ARG" and name[-1].isdigit()]
    for row, roleset in enumerate(chosen):
        own = {role for role, _ in model.rolesets.all[roleset].roles} if roleset >= 0 else set()
        if not own:
            continue
        for i in numbered:
            if names[i][-4:] not in own:
                roles[row, :, 2 * i + 1 : 2 * i + 3] = _FOREIGN_ROLE


def _paths(arcs: Floats) -> list[Floats]:
    """Return arcs, pairs of arcs, and all paths of up to four arcs, as the training has them."""
    twice = arcs @ arcs
    return [arcs, twice, arcs + twice + twice @ arcs + twice @ twice]


def _features(powers: Sequence[Floats], at: int) -> Floats:
    """Return how the tree may join word `at` with each word (`network.tree_features`)."""
    arcs, twice, above = powers
    siblings = arcs @ arcs[at]
    found = (arcs[:, at], arcs[at], twice[:, at], twice[at], siblings, above[:, at], above[at])
    return np.stack(found, -1)
