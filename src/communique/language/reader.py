"""The reader: text in, an annotated document out.

The same text always gives the same annotation: words are read together only with words of the
same text, so nothing read before or beside it can change a number.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from communique.language.agreement import with_agreement
from communique.language.annotation import (
    Annotation,
    Argument,
    Entity,
    Frame,
    Sentence,
    Token,
)
from communique.language.english import require_english
from communique.language.framing import Found, find_frames
from communique.language.model import Model
from communique.language.morphology import feats
from communique.language.reading import Batch, Read, Window, read_windows, window
from communique.language.spans import best_spans
from communique.language.tokens import Span, tokenise
from communique.language.windows import paragraphs, windows
from communique.resources import resource

_DIGITS = 4


class Reader:
    """A loaded model."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Load the model in `folder`. Raises InputError when it cannot be read."""
        self.model = Model(folder, threads=threads)

    def read(self, text: str, within: Iterable[Sequence[Span]] | None = None) -> Annotation:
        """Return what `text` says. Raises LanguageError when it is not English.

        `within` are the paragraphs to read, each as the spans of the text that it is made of;
        without it they are found, and all of the text is read.
        """
        if within is None:
            within = [[place] for place in paragraphs(text)]
        cut = [[word for span in spans for word in tokenise(text, *span)] for spans in within]
        require_english(text[a:b] for spans in cut for a, b in spans)
        asked: list[Window] = []
        places: list[Sequence[Span]] = []
        owners: list[int] = []
        for paragraph, spans in enumerate(cut):
            words = [text[a:b] for a, b in spans]
            ends = [end for _, end in spans]
            spaces = [a > b for (a, _), b in zip(spans[1:], ends, strict=False)] + [True]
            sizes = [len(pieces) for pieces in self.model.pieces.of(words)]
            for start, end in windows(words, sizes):
                number = len(asked)
                asked.append(window(self.model, number, words[start:end], spaces[start:end]))
                places.append(spans[start:end])
                owners.append(paragraph)
        return Annotation(text, tuple(with_agreement(self._sentences(asked, places, owners))))

    def read_words(
        self,
        sentences: Iterable[tuple[Sequence[str], Sequence[bool]]],
        *,
        predicates: Sequence[Iterable[int]] | None = None,
    ) -> list[Sentence]:
        """Return sentences whose words, each with whether a space follows, are given.

        With `predicates`, those words and no others have frames. Offsets are those in the words
        set one after the other. For evaluation against treebanks.
        """
        asked, places = [], []
        for number, (words, spaces) in enumerate(sentences):
            known = None if predicates is None else frozenset(predicates[number])
            each = window(self.model, number, words, spaces, starts=(0,), predicates=known)
            asked.append(each)
            places.append(_placed(words, spaces))
        return self._sentences(asked, places, list(range(len(asked))))

    def _sentences(
        self, asked: Sequence[Window], places: Sequence[Sequence[Span]], owners: Sequence[int]
    ) -> list[Sentence]:
        found: list[tuple[int, int, Sentence]] = []
        for batch in read_windows(self.model, asked):
            lemmas = [self._lemmas(sentence) for sentence in batch.sentences]
            frames: list[list[Found]] = [[] for _ in batch.sentences]
            for frame in find_frames(self.model, batch, lemmas):
                frames[frame.sentence].append(frame)
            entities = self._entities(batch)
            for number, read in enumerate(batch.sentences):
                key = read.window.number
                spans = places[key][read.start : read.end]
                tokens = self._tokens(read, lemmas[number], spans)
                sentence = Sentence(
                    start=spans[0][0],
                    end=spans[-1][1],
                    paragraph=owners[key],
                    tokens=tokens,
                    entities=entities[number],
                    frames=tuple(self._frame(frame, tokens) for frame in frames[number]),
                )
                found.append((key, read.start, sentence))
        return [sentence for *_, sentence in sorted(found, key=lambda row: row[:2])]

    def _lemmas(self, read: Read) -> list[str]:
        words = read.window.words[read.start : read.end]
        upos = self.model.labels["upos"]
        return [
            self.model.lemma(word, upos[tag], edit)
            for word, tag, edit in zip(words, read.upos, read.edits, strict=True)
        ]

    def _tokens(
        self, read: Read, lemmas: Sequence[str], spans: Sequence[Span]
    ) -> tuple[Token, ...]:
        labels = self.model.labels
        words = read.window.words[read.start : read.end]
        heads = (read.tree.heads - 1).tolist()
        relations, sure = read.tree.relations.tolist(), read.tree.sure.tolist()
        found = []
        for at, (word, (start, end)) in enumerate(zip(words, spans, strict=True)):
            xpos = labels["xpos"][read.xpos[at]]
            found.append(
                Token(
                    start=start,
                    end=end,
                    text=word,
                    upos=labels["upos"][read.upos[at]],
                    xpos=xpos,
                    lemma=lemmas[at],
                    feats=feats(word, xpos),
                    head=heads[at],
                    deprel=labels["deprel"][relations[at]],
                    probability=round(sure[at], _DIGITS),
                )
            )
        return tuple(found)

    def _entities(self, batch: Batch) -> list[tuple[Entity, ...]]:
        lengths = [read.end - read.start for read in batch.sentences]
        if not lengths:
            return []
        labels = batch.sentences[0].entities.shape[-1]
        scores = np.zeros((len(lengths), max(lengths), labels), np.float32)
        for row, read in enumerate(batch.sentences):
            scores[row, : lengths[row]] = read.entities
        names = self.model.spans["entities"]
        return [
            tuple(Entity(a, b, names[kind], round(sure, _DIGITS)) for a, b, kind, sure in spans)
            for spans in best_spans(scores, lengths)
        ]

    def _frame(self, frame: Found, tokens: Sequence[Token]) -> Frame:
        names = self.model.spans["roles"]
        known = self.model.rolesets.all[frame.roleset] if frame.roleset >= 0 else None
        return Frame(
            predicate=frame.predicate,
            roleset=known.name if known else "",
            gloss=known.gloss if known else "",
            arguments=tuple(
                Argument(a, b, _top(tokens, a, b), names[role], round(sure, _DIGITS))
                for a, b, role, sure in frame.arguments
            ),
            probability=round(frame.probability, _DIGITS),
        )


@lru_cache(maxsize=1)
def reader() -> Reader:
    """Return the reader of the model that ships with the package, loaded once."""
    return Reader(resource("data", "model"))


def _top(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return the first word of a span that hangs on a word outside it, marks last."""
    tops = [at for at in range(start, end) if not start <= tokens[at].head < end]
    return next((at for at in tops if tokens[at].deprel != "punct"), tops[0])


def _placed(words: Sequence[str], spaces: Sequence[bool]) -> list[Span]:
    found, at = [], 0
    for word, spaced in zip(words, spaces, strict=True):
        found.append((at, at + len(word)))
        at += len(word) + spaced
    return found
