"""Articles with their names marked in the text: `{Ada Lund|PERSON} left {Oslo|PLACE}.`

Paragraphs stand apart by a blank line, articles begin with a line `# its name`. `{word|?}` may or
may not be a name, and is not learned from.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from communique.errors import InputError
from communique.language.tokens import tokenise
from communique.training.corpora import Annotated
from communique.training.entities import TYPES

Document = tuple[Annotated, ...]
"""The paragraphs of one text, whose names mean the same throughout."""

_MARK = re.compile(r"\{([^{}|]+)\|([A-Z]+|\?)\}")
_UNSURE = "?"


def marked(path: Path) -> list[Document]:
    """Return the articles in a file. Raises InputError for a mark that is none of ours."""
    found: list[list[Annotated]] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text = block.strip()
        if text.startswith("#"):
            found.append([])
            text = text.partition("\n")[2].strip()
        if text:
            found[-1].append(_paragraph(f"{path.stem}-{len(found)}-{len(found[-1])}", text, path))
    return [tuple(document) for document in found]


def _paragraph(group: str, text: str, path: Path) -> Annotated:
    plain, places = "", []
    at = 0
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        places.append((len(plain), len(plain) + len(mark[1]), mark[2]))
        plain += mark[1]
        at = mark.end()
    plain += text[at:]
    kinds = {kind for *_, kind in places}
    if not set("{}").isdisjoint(plain) or not kinds <= {*TYPES, _UNSURE}:
        raise InputError(f"{path}: a mark that is not {{name|TYPE}} with a known type: {text[:80]}")
    spans = list(tokenise(plain, 0, len(plain)))
    ends = [end for _, end in spans]
    following = [start for start, _ in spans[1:]] + [len(plain) + 1]
    unsure: set[int] = set()
    entities = []
    for start, end, kind in places:
        inside = [number for number, (a, b) in enumerate(spans) if a < end and b > start]
        if kind == _UNSURE:
            unsure.update(inside)
        else:
            entities.append((inside[0], inside[-1] + 1, kind))
    return Annotated(
        group=group,
        words=tuple(plain[a:b] for a, b in spans),
        spaces=tuple(after > end for end, after in zip(ends, following, strict=True)),
        text=plain,
        entities=tuple(entities),
        unsure=frozenset(unsure),
    )


def cut(paragraph: Annotated, *, words: int) -> Iterator[Annotated]:
    """Yield a paragraph in pieces of at most `words` words."""
    for start in range(0, len(paragraph.words), words):
        end = start + words
        yield Annotated(
            group=paragraph.group,
            words=paragraph.words[start:end],
            spaces=paragraph.spaces[start:end],
            entities=tuple(
                (a - start, min(b, end) - start, kind)
                for a, b, kind in paragraph.entities or ()
                if start <= a < end
            ),
            unsure=frozenset(at - start for at in paragraph.unsure if start <= at < end),
        )


def joined(sentences: Sequence[Annotated]) -> Annotated:
    """Return the sentences of a paragraph as one."""
    starts = list(accumulate((len(s.words) for s in sentences), initial=0))
    together = list(zip(starts, sentences, strict=False))
    return Annotated(
        group=sentences[0].group,
        words=tuple(word for s in sentences for word in s.words),
        spaces=tuple(space for s in sentences for space in s.spaces),
        entities=tuple(
            (a + start, b + start, kind) for start, s in together for a, b, kind in s.entities or ()
        ),
        unsure=frozenset(at + start for start, s in together for at in s.unsure),
    )
