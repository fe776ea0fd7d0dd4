"""A text under other names, the same name for the same thing throughout, short forms included."""

import random
from collections.abc import Sequence
from itertools import pairwise

from communique.language.tokens import tokenise
from communique.training.corpora import Annotated, Span, rewritten
from communique.training.invented import invent, is_general
from communique.training.marked import Document

Named = tuple[tuple[str, ...], str]
"""The words of a name, and its type."""

_STATE, _STATES = "POLITY", 0.4


def renamed(document: Document, share: float, chance: random.Random) -> Document:
    """Return `document` with about a `share` of its names, 0 to 1, replaced by invented ones."""
    names = {
        (paragraph.words[start:end], kind)
        for paragraph in document
        for start, end, kind in paragraph.entities or ()
    }
    new: dict[Named, str] = {}
    for name in sorted(names, key=lambda name: (-len(name[0]), name)):
        new[name] = _new(name, new, share, chance)
    return tuple(_with(paragraph, new) for paragraph in document)


def _new(name: Named, new: dict[Named, str], share: float, chance: random.Random) -> str:
    """Return what a name becomes, "" if it stays.

    A short form becomes what its long form has become, shortened.
    """
    words, kind = name
    for (longer, other), becomes in new.items():
        if other != kind or kind == _STATE or len(longer) <= len(words):
            continue
        if short := _shortened(words, kind, longer, becomes.split() or longer):
            return short if becomes else ""
    stays = chance.random() > (_STATES if kind == _STATE else share)
    return "" if stays else invent(kind, words, chance)


def _shortened(
    words: tuple[str, ...], kind: str, longer: tuple[str, ...], becomes: Sequence[str]
) -> str:
    """Return what stands for a new name as `words` do for the old one, "" if they do not."""
    whole = " ".join(becomes)
    if longer[-len(words) :] == words:
        return becomes[-1]
    if longer[: len(words)] != words:
        initials = "".join(word[0] for word in longer if word[:1].isupper())
        new = "".join(word[0].upper() for word in becomes if word[:1].isalpha())
        return (new if len(new) > 1 else whole) if words == (initials,) else ""
    if kind == "PERSON":
        return becomes[0]
    return whole if is_general(becomes[0]) else " ".join(becomes[: len(words)])


def _with(paragraph: Annotated, new: dict[Named, str]) -> Annotated:
    """Return a paragraph under the new names."""
    words: list[str] = []
    spaces: list[bool] = []
    entities: list[Span] = []
    unsure: set[int] = set()
    by_start = {start: (end, kind) for start, end, kind in paragraph.entities or ()}
    at = 0
    while at < len(paragraph.words):
        end, kind = by_start.get(at, (at + 1, ""))
        becomes, apart = paragraph.words[at:end], paragraph.spaces[at:end]
        if kind and (text := new[becomes, kind]):
            cut = tokenise(text, 0, len(text))
            becomes = tuple(text[a:b] for a, b in cut)
            apart = (*(after > b for (_, b), (after, _) in pairwise(cut)), apart[-1])
        if kind:
            entities.append((len(words), len(words) + len(becomes), kind))
        elif at in paragraph.unsure:
            unsure.add(len(words))
        words += becomes
        spaces += apart
        at = end
    return rewritten(paragraph, words, spaces, entities, unsure)
