"""The annotated English that the model learns from, read in place into one shape.

Formats: CoNLL-U (universaldependencies.org/format.html), IOB2, and JSON lines of PropBank frames.
"""

import json
import lzma
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from communique.language.rolesets import Roleset
from communique.training.entities import INVENTORIES, gum_entities, typed

Span = tuple[int, int, str]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tag:
    """What a treebank says of a word; `head` counts from 1, 0 is the root."""

    upos: str
    xpos: str
    lemma: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate (token number), its roleset, its arguments as (start, end, role)."""

    predicate: int
    roleset: str
    args: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A sentence and what is known of it; None where an annotation is absent.

    `group` names the paragraph it stands in. `unsure` are tokens whose entity is not known.
    `partial` says that only the given frames are annotated, so other words may be predicates too.
    """

    group: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    text: str = ""
    name: str = ""
    tags: tuple[Tag, ...] | None = None
    entities: tuple[Span, ...] | None = None
    unsure: frozenset[int] = frozenset()
    frames: tuple[Frame, ...] | None = None
    partial: bool = False


def treebank(folder: Path, name: str) -> list[Annotated]:
    """Return the sentences of a UD treebank split such as "ewt-train"; GUM's bring entities."""
    sentences = list(_conllu(folder / f"{name}.conllu.xz", entities=name.startswith("gum")))
    frames = folder / f"{name.replace('-', '-srl-', 1)}.jsonl.xz"
    if not frames.exists():
        return sentences
    known = {row["sent_id"]: row for row in _rows(frames)}
    return [_with_frames(s, known.get(s.name)) for s in sentences]


def examples(folder: Path) -> list[Annotated]:
    """Return the example sentences of PropBank's frame files, each with one frame."""
    return [
        Annotated(
            group=f"example-{number}",
            words=(words := tuple(_plain(word) for word in row["words"])),
            spaces=_guessed_spaces(words),
            frames=_frames(row),
            partial=True,
        )
        for number, row in enumerate(_rows(folder / "propbank-examples.jsonl.xz"))
        if all(frame["predicate"] < len(row["words"]) for frame in row["frames"])
    ]


def rolesets(folder: Path) -> list[Roleset]:
    """Return the PropBank rolesets, with those that only the training frames use."""
    found = [
        Roleset(
            row["roleset"],
            row["name"],
            tuple(sorted({alias for kind, alias in row["aliases"] if kind != "l"})),
            tuple((f"ARG{role[0]}", f"{role[1]}|{role[2]}") for role in row["roles"]),
        )
        for row in _rows(folder / "propbank-rolesets.jsonl.xz")
    ]
    named = {roleset.name for roleset in found}
    used = {
        frame["roleset"]
        for row in _rows(folder / "ewt-srl-train.jsonl.xz")
        for frame in row["frames"]
    }
    return found + [Roleset(name, "", (), ()) for name in sorted(used - named)]


def iob(path: Path) -> list[Annotated]:
    """Return the sentences of an IOB2 file: UNER's five columns or CrossNER's two."""
    found = []
    for number, block in enumerate(_text(path).split("\n\n")):
        rows = [
            re.split(r"\t| (?=[^ ]+$)", line)
            for line in block.split("\n")
            if line and not line.startswith("# ")
        ]
        if not rows:
            continue
        word = 1 if len(rows[0]) > 2 else 0
        words = tuple(row[word] for row in rows)
        text = re.search(r"^# text = (.*)$", block, re.MULTILINE)
        spaces = _spaces_in(text[1], words) if text else _guessed_spaces(words)
        found.append(
            Annotated(
                group=f"{path.name}-{number}",
                words=words,
                spaces=spaces,
                text=text[1] if text else "",
                entities=_iob_spans([row[word + 1] for row in rows]),
            )
        )
    return found


def relabelled(sentence: Annotated, corpus: str) -> Annotated:
    """Return `sentence` with our entity types; words of other types are marked unsure."""
    types = INVENTORIES[corpus]
    kept: list[Span] = []
    unsure = set(sentence.unsure)
    for start, end, kind in sentence.entities or ():
        if kind in types:
            kept.append((start, end, typed(types[kind], sentence.words[start:end])))
        else:
            unsure |= set(range(start, end))
    return replace(sentence, entities=tuple(kept), unsure=frozenset(unsure))


def rewritten(
    sentence: Annotated,
    words: Sequence[str],
    spaces: Sequence[bool],
    entities: Sequence[Span],
    unsure: AbstractSet[int],
) -> Annotated:
    """Return `sentence` in other words, with their names; its other annotations are gone."""
    return replace(
        sentence,
        words=tuple(words),
        spaces=tuple(spaces),
        text="",
        tags=None,
        frames=None,
        entities=tuple(entities),
        unsure=frozenset(unsure),
    )


def _conllu(path: Path, *, entities: bool) -> Iterator[Annotated]:
    group = 0
    for block in _text(path).split("\n\n"):
        lines = block.split("\n")
        comments = [line for line in lines if line.startswith("#")]
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        group += any(line.startswith(("# newdoc", "# newpar")) for line in comments)
        words = [row for row in rows if row[0].isdigit()]
        if not words:
            continue
        known = {k: v for k, _, v in (line[2:].partition(" = ") for line in comments)}
        spans, unsure = gum_entities(words) if entities else (None, frozenset())
        yield Annotated(
            group=f"{path.name}-{group}",
            words=tuple(row[1] for row in words),
            spaces=_conllu_spaces(rows),
            text=known.get("text", ""),
            name=known.get("sent_id", ""),
            tags=tuple(Tag(row[3], row[4], row[2], int(row[6]), row[7]) for row in words),
            entities=spans,
            unsure=unsure,
        )


def _conllu_spaces(rows: list[list[str]]) -> tuple[bool, ...]:
    spaces: list[bool] = []
    joined_to, after = 0, True
    for row in rows:
        spaced = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            joined_to, after = int(row[0].split("-")[1]), spaced
        elif row[0].isdigit():
            number = int(row[0])
            spaces.append(spaced if number > joined_to else number == joined_to and after)
    return tuple(spaces)


def _with_frames(sentence: Annotated, row: Row | None) -> Annotated:
    if row is None or tuple(row["words"]) != sentence.words:
        return sentence
    return replace(sentence, frames=_frames(row))


def _frames(row: Row) -> tuple[Frame, ...]:
    return tuple(
        Frame(
            frame["predicate"],
            frame["roleset"],
            tuple((start, end, role) for start, end, role in frame["args"]),
        )
        for frame in row["frames"]
    )


def _iob_spans(labels: list[str]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for at, label in enumerate(labels):
        kind = label[2:]
        if label.startswith("I-") and spans and spans[-1][1:] == (at, kind):
            spans[-1] = (spans[-1][0], at + 1, kind)
        elif label != "O":
            spans.append((at, at + 1, kind))
    return tuple(spans)


_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
             "``": '"', "''": '"', "`": "'", "/.": ".", "/?": "?", "/-": "-"}  # fmt: skip
_NO_SPACE_BEFORE = {*".,;:?!)]}%", "n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "'"}
_NO_SPACE_AFTER = {*"([{$"}


def _plain(word: str) -> str:
    """Undo the escapes of the Penn Treebank's files."""
    return _BRACKETS.get(word, word.replace("\\/", "/").replace("\\*", "*")) or word


def _guessed_spaces(words: tuple[str, ...]) -> tuple[bool, ...]:
    after = (*words[1:], "")
    return tuple(
        not (following in _NO_SPACE_BEFORE or word in _NO_SPACE_AFTER or "-" in (word, following))
        for word, following in zip(words, after, strict=True)
    )


def _spaces_in(text: str, words: tuple[str, ...]) -> tuple[bool, ...]:
    spaces, at = [], 0
    for word in words:
        at = max(text.find(word, at), at) + len(word)
        spaces.append(text[at : at + 1].isspace())
    return tuple(spaces)


def _rows(path: Path) -> Iterator[Row]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _text(path: Path) -> str:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return file.read()
