"""Names in a sentence: what stands for whom, as words of its tree, before it becomes mentions.

This is the seam between who is who (everything up to `reading.read_names`) and what happened.
"""

from collections.abc import Iterator
from dataclasses import InitVar, dataclass, field
from functools import cache, lru_cache

from communique.ingest.kinds import fits
from communique.language.annotation import Sentence, Token
from communique.language.tables import lexicon
from communique.model import Entity, Passage

_STRAIGHT = str.maketrans("‘’‚‛“”„«»‐‑", '\'\'\'\'"""""--')
_QUOTES = ('"', "''", "``")
_TITLE_CASE_SHARE = 0.6
_CONTENT = ("NOUN", "VERB", "ADJ", "PROPN", "ADV")
_LOOSE = ("punct", "case", "det", "cc", "mark", "amod", "compound", "flat", "nummod")


@dataclass(frozen=True, slots=True)
class Name:
    """Words from `first` up to `last` that stand for `entities`; `head` is their top in the tree.

    `how`: name, demonym (adjective), metonym (a capital that acts as its country), title (a name
    with its office), learned (as the article introduced it: a surname, an abbreviation), pronoun,
    definite ("the summit"), group, control or instrument (described by words). With `several` the
    words stand for all of `entities` at once ("both countries", "they"); without, several entities
    are candidates of which none could be ruled out. `inner` are the names inside it.
    `probability` is that of the link.
    """

    first: int
    last: int
    head: int
    entities: tuple[Entity, ...]
    how: str
    probability: float = 1.0
    several: bool = False
    inner: tuple["Name", ...] = ()

    def fitting(self, kinds: tuple[str, ...]) -> Entity | None:
        """Return the one entity of `kinds` that it can stand for; None unless just one can."""
        found = self.all_fitting(kinds)
        return found[0] if len(found) == 1 else None

    def all_fitting(self, kinds: tuple[str, ...]) -> tuple[Entity, ...]:
        """Return whom of `kinds` it stands for: all of `several`, else the one that it can be."""
        if self.how == "demonym":
            return ()
        found = tuple(entity for entity in self.entities if fits(entity.kind, kinds))
        if self.several:
            return found if len(found) == len(self.entities) else ()
        return found if len(found) == 1 else ()


@dataclass(frozen=True, slots=True)
class Voice:
    """One who talks or is talked to, and whom he or she speaks for, or once did, if told."""

    person: Entity
    body: Entity | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose words a sentence is and to whom: "I" and "we", "you" and "your".

    `vouches` says that the speaker is somebody else than the article's author.
    """

    speaker: Voice | None = None
    addressed: Voice | None = None
    vouches: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """What the words of a sentence are whoever they name, worked out once for all its lines.

    `forms` are they in lower case with straight quotes, `kinds` their closed classes, `children`
    those that hang on each.
    """

    forms: tuple[str, ...]
    kinds: tuple[str, ...]
    children: dict[int, tuple[int, ...]]

    @classmethod
    def of(cls, sentence: Sentence) -> "Shape":
        """Return the shape of a sentence."""
        forms = tuple([spelled(token.text) for token in sentence.tokens])
        children: dict[int, tuple[int, ...]] = {}
        for index, token in enumerate(sentence.tokens):
            children[token.head] = (*children.get(token.head, ()), index)
        return cls(forms, tuple(map(_kind, forms)), children)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with the names in it, in order and without overlaps.

    `heading` says that it is a headline or subhead rather than prose.
    """

    sentence: Sentence
    heading: bool = False
    names: tuple[Name, ...] = ()
    turn: Turn = Turn()
    shape: InitVar["Shape | None"] = None
    tokens: tuple[Token, ...] = field(init=False, compare=False, repr=False)
    _covering: dict[int, Name] = field(default_factory=dict)
    _shape: "Shape" = field(init=False, compare=False, repr=False)

    def __post_init__(self, shape: "Shape | None") -> None:
        for name in self.names:
            for index in range(name.first, name.last):
                self._covering[index] = name
        # Slots rather than properties: they are asked for a thousand times a word.
        object.__setattr__(self, "tokens", self.sentence.tokens)
        object.__setattr__(self, "_shape", shape or Shape.of(self.sentence))

    @property
    def paragraph(self) -> int:
        """Which paragraph of the article it stands in, from 0."""
        return self.sentence.paragraph

    def covering(self, index: int) -> Name | None:
        """Return the outermost name that word `index` is part of."""
        return self._covering.get(index)

    def headed_by(self, index: int) -> Name | None:
        """Return the name that word `index` heads, else the innermost that it is part of."""
        found = self._covering.get(index)
        while found and found.head != index:
            inside = (name for name in found.inner if name.first <= index < name.last)
            deeper = next(inside, None)
            if deeper is None:
                break
            found = deeper
        return found

    def starting(self, index: int) -> Name | None:
        """Return the name that begins at word `index`."""
        found = self._covering.get(index)
        return found if found and found.first == index else None

    def ending(self, index: int) -> Name | None:
        """Return the name that ends right before word `index`."""
        found = self._covering.get(index - 1)
        return found if found and found.last == index else None

    def among(self, first: int, last: int) -> tuple[Name, ...]:
        """Return the names among the words `first` up to `last`."""
        return tuple(name for name in self.names if first <= name.first and name.last <= last)

    def free(self, first: int, last: int) -> bool:
        """Say whether no name has words in common with `first` up to `last`."""
        return not any(index in self._covering for index in range(first, last))

    def children(self, index: int) -> tuple[int, ...]:
        """Return the words that hang on word `index`, in order; -1 gives the root."""
        return self._shape.children.get(index, ())

    def below(self, index: int, *relations: str) -> tuple[int, ...]:
        """Return the children of word `index` whose relation is one of `relations`."""
        tokens = self.tokens
        return tuple([each for each in self.children(index) if tokens[each].deprel in relations])

    def subtree(self, index: int) -> Iterator[int]:
        """Yield word `index` and all that hangs below it, top down."""
        yield index
        for child in self.children(index):
            yield from self.subtree(child)

    def top(self, first: int, last: int) -> int:
        """Return the word among `first` up to `last` by which they hang on the rest."""
        tops = [index for index in range(first, last) if not first <= self.head(index) < last]
        firm = (index for index in tops if self.tokens[index].deprel.split(":")[0] not in _LOOSE)
        return next(firm, tops[-1] if tops else last - 1)

    def head(self, index: int) -> int:
        """Return the word that word `index` hangs on, -1 for the root."""
        return self.tokens[index].head

    def form(self, index: int) -> str:
        """Return word `index` in lower case with straight quotes, "" beyond either end."""
        forms = self._shape.forms
        return forms[index] if 0 <= index < len(forms) else ""

    def kind(self, index: int) -> str:
        """Return the closed class of word `index` ("open" for others), "" beyond either end."""
        kinds = self._shape.kinds
        return kinds[index] if 0 <= index < len(kinds) else ""

    @property
    def title_case(self) -> bool:
        """A heading that writes Most of Its Words With Capitals."""
        words = [token for token in self.tokens if token.upos in _CONTENT]
        capitals = sum(capitalised(token.text) for token in words)
        return self.heading and capitals >= _TITLE_CASE_SHARE * max(1, len(words))

    def spells(self, index: int, phrase: tuple[str, ...]) -> bool:
        """Say whether the forms of `phrase` stand at `index`."""
        return index >= 0 and self._shape.forms[index : index + len(phrase)] == phrase

    def passage(self, first: int, last: int) -> Passage:
        """Return the span of the text from word `first` up to `last`."""
        return Passage(self.tokens[first].start, self.tokens[last - 1].end)

    def words(self, first: int, last: int) -> str:
        """Return the words from `first` up to `last`, spaced as in the text."""
        parts = []
        for index in range(first, last):
            if index > first and self.tokens[index].start > self.tokens[index - 1].end:
                parts.append(" ")
            parts.append(self.tokens[index].text)
        return "".join(parts)

    def name(
        self,
        first: int,
        last: int,
        entities: tuple[Entity, ...],
        how: str,
        *,
        probability: float = 1.0,
        several: bool = False,
        inner: tuple[Name, ...] = (),
    ) -> Name:
        """Return a name of words of this line, with its head; it is not added."""
        head = self.top(first, last)
        return Name(first, last, head, entities, how, probability, several, inner)

    def adding(self, *new: Name) -> "Line":
        """Return the line with `new` names, which take the place of those they cover."""
        kept = [
            name
            for name in self.names
            if all(name.last <= other.first or name.first >= other.last for other in new)
        ]
        names = tuple(sorted((*kept, *new), key=lambda name: name.first))
        return Line(self.sentence, self.heading, names, self.turn, self._shape)

    def without(self, *names: Name) -> "Line":
        """Return the line without `names`."""
        kept = tuple(name for name in self.names if name not in names)
        return Line(self.sentence, self.heading, kept, self.turn, self._shape)

    def within(self, turn: Turn) -> "Line":
        """Return the line as part of a turn."""
        return Line(self.sentence, self.heading, self.names, turn, self._shape)


def antecedent(line: Line, index: int) -> int:
    """Return the word that the relative clause around word `index` describes, -1 without one."""
    while index >= 0 and line.tokens[index].deprel != "acl:relcl":
        index = line.head(index)
    return line.head(index) if index >= 0 else -1


@lru_cache(maxsize=1 << 14)
def spelled(word: str) -> str:
    """Return `word` as tables spell it: in lower case, with straight quotes."""
    return word.translate(_STRAIGHT).lower()


def capitalised(word: str) -> bool:
    """Say whether `word` begins with a capital, or hides it as some names do (xAI, iFlytek)."""
    return word[:1].isupper() or any(c.isupper() for c in word[1:])


@lru_cache(maxsize=1 << 14)
def _kind(form: str) -> str:
    if form in _QUOTES:
        return "quote"
    if form[:1].isdigit():
        return "num"
    other = "open" if any(c.isalnum() for c in form) else "punct"
    return (_classes().get(form) or other) if form else ""


def is_closed(word: str) -> bool:
    """Say whether a word is of a closed class: "no", "all", "today"."""
    return spelled(word) in _classes()


@cache
def _classes() -> dict[str, str]:
    return {row["word"]: row["class"] for row in lexicon("words")}
