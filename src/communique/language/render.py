"""An annotation for people, sentence by sentence, and as JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from communique.language.annotation import Annotation, Frame, Sentence, Token


def as_text(found: Annotation) -> Iterator[str]:
    """Yield lines: of each sentence its words as a tree, its entities and its frames."""
    for number, sentence in enumerate(found.sentences, start=1):
        if number > 1:
            yield ""
        yield f"{number}. {_said(found.text, sentence.start, sentence.end)}"
        yield from _tree(sentence)
        for entity in sentence.entities:
            said = _words(sentence.tokens, entity.start, entity.end)
            yield f"  {entity.type.lower():13} {said}  {entity.probability:.2f}"
        for frame in sentence.frames:
            yield from _frame(sentence.tokens, frame)


def as_json(found: Annotation) -> str:
    """Return the annotation as one JSON document, without the text it was read from."""
    sentences = [_plain(sentence) for sentence in found.sentences]
    return json.dumps({"sentences": sentences}, ensure_ascii=False, indent=1) + "\n"


def _plain(sentence: Sentence) -> dict[str, object]:
    plain = asdict(sentence)
    for token, read in zip(plain["tokens"], sentence.tokens, strict=True):
        token["feats"] = dict(read.feats)
    return plain


def _tree(sentence: Sentence) -> Iterator[str]:
    """Yield the words in order, each indented by its depth in the tree."""
    tokens = sentence.tokens
    depths = [_depth(tokens, at) for at in range(len(tokens))]
    rows = [
        (f"{'  ' * min(depth, 12)}{token.text}", token)
        for depth, token in zip(depths, tokens, strict=True)
    ]
    width = max(len(shown) for shown, _ in rows)
    for shown, token in rows:
        head = tokens[token.head].text if token.head >= 0 else ""
        relation = f"{token.deprel} of {head}" if head else token.deprel
        yield f"    {shown:{width}}  {token.upos:5} {token.lemma:14} {relation}".rstrip()


def _frame(tokens: Sequence[Token], frame: Frame) -> Iterator[str]:
    gloss = f" ({frame.gloss})" if frame.gloss else ""
    roleset = frame.roleset or "sense not known"
    yield f"  {tokens[frame.predicate].text} = {roleset}{gloss}  {frame.probability:.2f}"
    for argument in frame.arguments:
        said = _words(tokens, argument.start, argument.end)
        yield f"    {argument.role:9} {said}  {argument.probability:.2f}"


def _words(tokens: Sequence[Token], start: int, end: int) -> str:
    shown = [tokens[start].text]
    for before, token in zip(tokens[start:end], tokens[start + 1 : end], strict=False):
        shown.append(" " * (token.start > before.end) + token.text)
    return "".join(shown)


def _said(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


def _depth(tokens: Sequence[Token], at: int) -> int:
    depth = 0
    while tokens[at].head >= 0:
        at, depth = tokens[at].head, depth + 1
    return depth
