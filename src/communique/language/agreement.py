"""Names of one text agree: the same words are of the same type, wherever they stand in it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from communique.language.annotation import Entity, Sentence

_SURE = 0.8


def with_agreement(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return `sentences` with each name of the type that it is most surely of in all of them.

    A proper noun that is no name where it stands is one if the same word is surely one elsewhere.
    """
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for sentence in sentences:
        for entity in sentence.entities:
            weights[_words(sentence, entity)][entity.type] += entity.probability
    types = {words: max(sorted(of), key=lambda t: of[t]) for words, of in weights.items()}
    sure = {words: types[words] for words, of in weights.items() if sum(of.values()) >= _SURE}
    return [_agreeing(sentence, types, sure) for sentence in sentences]


def _agreeing(sentence: Sentence, types: dict[str, str], sure: dict[str, str]) -> Sentence:
    kept = [replace(e, type=types[_words(sentence, e)]) for e in sentence.entities]
    taken = {at for entity in kept for at in range(entity.start, entity.end)}
    kept += [
        Entity(at, at + 1, sure[token.text], 0.5)
        for at, token in enumerate(sentence.tokens)
        if at not in taken and token.upos == "PROPN" and token.text in sure
    ]
    return replace(sentence, entities=tuple(sorted(kept, key=lambda e: e.start)))


def _words(sentence: Sentence, entity: Entity) -> str:
    return " ".join(token.text for token in sentence.tokens[entity.start : entity.end])
