"""What reading gives: sentences and tokens with exact offsets.

This is the seam behind which the language model comes: it adds to these containers (tags, tree,
entities, frames); what stands here stays.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark; `text` is the document's text from `start` to `end`.

    `form` is how tables spell it: lower case, straight quotes. `kind` is its closed word class
    (det, prep, aux, modal, ...), "open" for any other word, "num", "punct" or "quote".
    """

    start: int
    end: int
    text: str
    form: str
    kind: str

    @property
    def capitalised(self) -> bool:
        """Begins with a capital letter, or is one of those names that hide it (xAI, iFlytek)."""
        return self.text[:1].isupper() or any(c.isupper() for c in self.text[1:])


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens that belong together, and whether they are a heading rather than prose."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    heading: bool
    paragraph: int


@dataclass(frozen=True, slots=True)
class Doc:
    """A text as read. Offsets are code points of the text that was analysed."""

    sentences: tuple[Sentence, ...]
