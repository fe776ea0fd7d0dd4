"""What reading a text gives: sentences with words, trees, entities and frames.

Plain frozen data rather than a library's document: nothing here needs a vocabulary object, so
an annotation can be compared, pickled, sent between processes and written as JSON as it is, and
the package does not depend on a framework for what a few tuples can hold.

Offsets are code points of the text that was read. Words are numbered within their sentence.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark; `text` is the document's text from `start` to `end`.

    `head` is the number of the word it hangs on, -1 for the root. `feats` are pairs such as
    ("Tense", "Past"). `probability` is that of head and relation together.
    """

    start: int
    end: int
    text: str
    upos: str
    xpos: str
    lemma: str
    feats: tuple[tuple[str, str], ...]
    head: int
    deprel: str
    probability: float

    def feat(self, name: str) -> str:
        """Return the value of a feature, "" where it has none."""
        return next((value for key, value in self.feats if key == name), "")


@dataclass(frozen=True, slots=True)
class Entity:
    """Words from `start` to `end` (exclusive) that name something of a type."""

    start: int
    end: int
    type: str
    probability: float


@dataclass(frozen=True, slots=True)
class Argument:
    """Words from `start` to `end` (exclusive) that have a role; `head` is the highest of them."""

    start: int
    end: int
    head: int
    role: str
    probability: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate (word number), its PropBank roleset ("" if unknown) and what it means."""

    predicate: int
    roleset: str
    gloss: str
    arguments: tuple[Argument, ...]
    probability: float

    def argument(self, role: str) -> Argument | None:
        """Return the first argument with `role`."""
        return next((found for found in self.arguments if found.role == role), None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that belong together; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A text as read."""

    text: str
    sentences: tuple[Sentence, ...]
