"""Names in a sentence: what stands for whom, as tokens, before it becomes mentions."""

from dataclasses import dataclass, field

from communique.ingest.kinds import fits
from communique.language.doc import Sentence, Token
from communique.model import Entity, Passage

_TITLE_CASE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens from `first` up to `last` that stand for one of `entities`.

    `how`: name, demonym, metonym, title (a name with its office), learned (a surname after the
    full name), definite ("the summit"), group or control. `inner` are the names inside it.
    """

    first: int
    last: int
    entities: tuple[Entity, ...]
    how: str
    inner: tuple["Name", ...] = ()

    def fitting(self, kinds: tuple[str, ...]) -> Entity | None:
        """Return the one entity of `kinds` that it can stand for; None unless just one can."""
        if self.how == "demonym":
            return None
        found = [entity for entity in self.entities if fits(entity.kind, kinds)]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with the names in it, in order and without overlaps."""

    sentence: Sentence
    names: tuple[Name, ...] = ()
    _starts: dict[int, Name] = field(default_factory=dict)
    _ends: dict[int, Name] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.names:
            self._starts[name.first] = name
            self._ends[name.last] = name

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    @property
    def title_case(self) -> bool:
        """A heading that writes Most of Its Words With Capitals."""
        words = [token for token in self.tokens if token.kind == "open"]
        capitals = sum(token.capitalised for token in words)
        return self.sentence.heading and capitals >= _TITLE_CASE_SHARE * max(1, len(words))

    def starting(self, index: int) -> Name | None:
        """Return the name that begins at token `index`."""
        return self._starts.get(index)

    def ending(self, index: int) -> Name | None:
        """Return the name that ends right before token `index`."""
        return self._ends.get(index)

    def free(self, first: int, last: int) -> bool:
        """Say whether no name has tokens in common with `first` up to `last`."""
        return all(name.last <= first or name.first >= last for name in self.names)

    def form(self, index: int) -> str:
        """Return the form of token `index`, "" beyond either end."""
        return self.tokens[index].form if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> str:
        """Return the word class of token `index`, "" beyond either end."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def spells(self, index: int, phrase: tuple[str, ...]) -> bool:
        """Say whether the forms of `phrase` stand at `index`."""
        return all(self.form(index + offset) == word for offset, word in enumerate(phrase))

    def passage(self, first: int, last: int) -> Passage:
        """Return the span of the text from token `first` up to `last`."""
        return Passage(self.tokens[first].start, self.tokens[last - 1].end)

    def adding(self, *new: Name) -> "Line":
        """Return the line with `new` names, which take the place of those they cover."""
        kept = [
            name
            for name in self.names
            if all(name.last <= other.first or name.first >= other.last for other in new)
        ]
        return Line(self.sentence, tuple(sorted((*kept, *new), key=lambda name: name.first)))

    def without(self, *names: Name) -> "Line":
        """Return the line without `names`."""
        return Line(self.sentence, tuple(name for name in self.names if name not in names))
