"""Definite descriptions: "the summit" stands for the one summit that the article has named."""

from collections.abc import Iterator, Sequence

from communique.ingest.clauses import noun_final
from communique.ingest.names import Line, Name
from communique.ingest.phrases import longest, phrases, role
from communique.language.tables import lexicon
from communique.model import Entity


def with_descriptions(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines with definite descriptions resolved; what is unsure stays unresolved."""
    kinds = {row["kind"] for row in lexicon("descriptions")}
    seen: dict[str, dict[str, Entity]] = {kind: {} for kind in kinds}
    for line in lines:
        found = []
        for index in range(1, len(line.tokens)):
            for name in line.names:
                if name.last == index:
                    _remember(seen, name)
            if line.form(index - 1) in role("pointer"):
                found += _described(line, index, seen)
        for name in line.names:
            _remember(seen, name)
        yield line.adding(*found)


def _described(line: Line, index: int, seen: dict[str, dict[str, Entity]]) -> list[Name]:
    for kind, candidates in seen.items():
        end = longest(line, index, phrases("descriptions", "words", "kind", kind))
        sure = len(candidates) == 1 and end > index and line.free(index, end)
        if sure and noun_final(line, end) and line.form(end) not in role("narrowing"):
            return [line.name(index, end, tuple(candidates.values()), "definite")]
    return []


def _remember(seen: dict[str, dict[str, Entity]], name: Name) -> None:
    for kind, candidates in seen.items():
        entity = name.fitting((kind,))
        if entity and name.how != "definite":
            candidates[entity.id] = entity
