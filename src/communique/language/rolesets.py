"""PropBank rolesets: which senses a predicate may have, and the roles that each sense has."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BEHIND, _AHEAD = 2, 7


@dataclass(frozen=True, slots=True)
class Roleset:
    """A sense of a predicate. `roles` maps its core roles ("ARG0") to what they are.

    `aliases` are the lemmas it is said with; words of an alias after the first ("carry out")
    stand near the predicate.
    """

    name: str
    gloss: str
    aliases: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]


class Rolesets:
    """The rolesets by the lemma of their predicate."""

    def __init__(self, rolesets: Iterable[Roleset]) -> None:
        """Index `rolesets` by the first word of each of their aliases."""
        self.all = tuple(rolesets)
        self.index = {roleset.name: number for number, roleset in enumerate(self.all)}
        self._by_lemma: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for number, roleset in enumerate(self.all):
            for alias in sorted({*roleset.aliases, roleset.name.rsplit(".", 1)[0]}):
                first, *rest = alias.lower().split("_")
                entry = (tuple(rest), number)
                if entry not in self._by_lemma[first]:
                    self._by_lemma[first].append(entry)

    def has(self, lemma: str) -> bool:
        """Say whether a roleset is said with `lemma`."""
        return lemma.lower() in self._by_lemma

    def candidates(self, lemmas: Iterable[str], words: Sequence[str], at: int) -> list[int]:
        """Return the numbers of the rolesets that word `at` of `words` may have, in order.

        `lemmas` are the lemmas considered for it.
        """
        near = {word.lower() for word in words[at + 1 : at + 1 + _AHEAD]}
        near |= {word.lower() for word in words[max(0, at - _BEHIND) : at]}
        found = {
            number
            for lemma in lemmas
            for rest, number in self._by_lemma.get(lemma.lower(), ())
            if near.issuperset(rest)
        }
        return sorted(found)
