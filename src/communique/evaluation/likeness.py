"""When what was extracted is what gold means: by labels, kinds and words, never by IRIs."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from communique.evaluation.gold import Thing
from communique.ingest.background import Background
from communique.ingest.kinds import is_a, segment_of
from communique.language.tables import lexicon
from communique.model import Entity, Extraction

_DESCRIBED = ("Group", "ExportControl", "Technology")
_PLAIN = str.maketrans("‘’‚‛“”„‟‐‑–", "''''\"\"\"\"---")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Known:
    """The entities of one extraction by id, each with all the names it goes by, made plain."""

    entities: Mapping[str, Entity]
    names: Mapping[str, frozenset[str]]

    def is_same(self, thing: Thing, identity: str) -> bool:
        """Say whether the entity is the thing: of a family with it, and one name in common.

        A family are kinds of which one is the other, or whose IRIs are alike (all organizations,
        all instruments): which kind it is in the family is measured apart. What is only described
        (groups, controls, technologies) has no name: there all words of one label among those of
        the other will do.
        """
        kind = self.entities[identity].kind
        if not (is_kind(kind, thing.kind) or segment_of(kind) == segment_of(thing.kind)):
            return False
        names = self.names[identity]
        if names & {plain(label) for label in thing.labels}:
            return True
        return thing.kind in _DESCRIBED and any(
            _within(label, name) for label in thing.labels for name in names
        )

    def which(self, thing: Thing, identities: Collection[str]) -> list[str]:
        """Return those of `identities` that are the thing."""
        return [identity for identity in identities if self.is_same(thing, identity)]

    def same_set(self, things: Collection[Thing], identities: Collection[str]) -> bool:
        """Say whether the entities are just these things; a Group may be told by its members."""
        asked = [(thing, *_members(thing)) for thing in things]
        every = all(
            any(self.is_same(one, got) for row in asked for one in row) for got in identities
        )
        return every and all(
            self.which(row[0], identities)
            or (len(row) > 1 and all(self.which(one, identities) for one in row[1:]))
            for row in asked
        )

    def shared(self, things: Collection[Thing], identities: Collection[str]) -> int:
        """Return how many of the things are among the entities, a Group also by a member."""
        return sum(
            any(self.which(one, identities) for one in (thing, *_members(thing)))
            for thing in things
        )


def known(extraction: Extraction, background: Background) -> Known:
    """Return the entities of an extraction with the names of article and background."""
    names = {}
    for entity in extraction.entities:
        spelt = {entity.name, *entity.aliases}
        if thing := background.by_id.get(entity.id):
            spelt |= {*thing.cell("official"), *thing.cell("aliases")}
        names[entity.id] = frozenset(map(plain, spelt))
    return Known({entity.id: entity for entity in extraction.entities}, names)


def is_kind(one: str, two: str) -> bool:
    """Say whether one of two kinds is the other, or above it."""
    return is_a(one, two) or is_a(two, one)


def plain(label: str) -> str:
    """Return a label as it is compared: one case, one kind of quotation mark, no article."""
    words = " ".join(label.translate(_PLAIN).casefold().split())
    return words.removeprefix("the ")


def words(text: str) -> frozenset[str]:
    """Return the words of a text, without those that any text has (small_words.tsv)."""
    return frozenset(_WORD.findall(plain(text))) - _small_words()


def overlap(one: str, two: str) -> float:
    """Return how much two texts have in common, 0 to 1 (Dice coefficient of their words)."""
    left, right = words(one), words(two)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _within(one: str, two: str) -> bool:
    left, right = words(one), words(two)
    return bool(left and right) and (left <= right or right <= left)


def _members(thing: Thing) -> tuple[Thing, ...]:
    """Return the members of a group, when all of them are named."""
    return thing.members if len(thing.members) == thing.member_count else ()


@cache
def _small_words() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("small_words") if row["language"] == "english")
