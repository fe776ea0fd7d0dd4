"""The classes that the network chooses among: tags, relations, edits, entity and role labels."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from communique.language.lemmas import edit
from communique.training.corpora import Annotated
from communique.training.entities import TYPES

_RARE_RELATION = 8
_RARE_EDIT = 3
_RARE_ROLE = 20
_OLD_NAMES = {"ARGM-PNC": "ARGM-PRP"}


@dataclass(frozen=True)
class Inventory:
    """The names of each head's classes, in the order of its outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deprel: tuple[str, ...]
    edits: tuple[str, ...]
    entities: tuple[str, ...]
    roles: tuple[str, ...]

    def as_lists(self) -> dict[str, list[str]]:
        """Return the inventory in a shape that JSON can hold."""
        return {name: list(values) for name, values in asdict(self).items()}


def inventory(sentences: Sequence[Annotated]) -> Inventory:
    """Return the classes that occur often enough in `sentences` to be learned."""
    tags = [tag for s in sentences for tag in s.tags or ()]
    scripts = Counter(
        edit(word, tag.lemma)
        for s in sentences
        if s.tags
        for word, tag in zip(s.words, s.tags, strict=True)
    )
    roles = Counter(
        role_name(role) for s in sentences for f in s.frames or () for _, _, role in f.args
    )
    return Inventory(
        upos=tuple(sorted({tag.upos for tag in tags})),
        xpos=tuple(sorted({tag.xpos for tag in tags})),
        deprel=_often(Counter(tag.deprel for tag in tags), _RARE_RELATION),
        edits=_often(scripts, _RARE_EDIT),
        entities=begin_inside(TYPES),
        roles=begin_inside(_often(roles, _RARE_ROLE)),
    )


def role_name(role: str) -> str:
    """Return the current name of a role."""
    return _OLD_NAMES.get(role, role)


def begin_inside(names: Sequence[str]) -> tuple[str, ...]:
    """Return the IOB2 labels for spans of `names`: "O", then a B and an I for each."""
    return ("O", *(f"{mark}-{name}" for name in names for mark in "BI"))


def _often(counts: Counter[str], least: int) -> tuple[str, ...]:
    return tuple(sorted(name for name, count in counts.items() if count >= least))
