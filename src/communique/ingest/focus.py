"""What a sentence leaves out because the text has just said it: "Egypt refused", "China did not".

The focus goes through the article with the reader: it holds the instruments and summits that
were named last, and the event that was told last.
"""

from communique.ingest.arguments import is_verb
from communique.ingest.factuality import is_negated
from communique.ingest.frames import Frame
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role

_HELD = ("Declaration", "Treaty", "Commitment", "Summit")
_FILLED = ("obj", "xcomp", "ccomp", "iobj", "obl:agent")
_NEAR = 2
_REACH = 4


class Focus:
    """What was named and told last; it lives as long as one article is read.

    `article` is its key; `restrictions` are the ids of the controls that somebody was said to
    impose.
    """

    def __init__(self, article: str) -> None:
        self.article = article
        self.restrictions: set[str] = set()
        self._sentence = 0
        self._named: list[tuple[Name, int]] = []
        self._frame: Frame | None = None
        self._patients: tuple[Name, ...] = ()
        self._told = -_NEAR

    def implied(self, line: Line, word: int, kinds: tuple[str, ...]) -> tuple[Name, ...]:
        """Return what of `kinds` the predicate `word` leaves unsaid: the nearest thing before it.

        Nothing when the sentence gives it an object of its own, though nobody known.
        """
        filled = line.below(word, *_FILLED)
        if any(line.tokens[each].lemma.lower() not in role("pointing thing") for each in filled):
            return ()
        own = [name for name in line.names if name.last <= word and name.all_fitting(_HELD)]
        near = [name for name, sentence in self._named if self._sentence - sentence <= _REACH]
        ever = {e.id for name, _ in self._named for e in name.all_fitting(kinds)}
        if len(ever) == 1:
            near = [name for name, _ in self._named]
        fitting = [name for name in reversed([*near, *own]) if len(name.all_fitting(kinds)) == 1]
        named = [name for name in fitting if name.how not in ("instrument", "described")]
        return tuple(named or fitting)[:1]

    def repeated(self, line: Line, word: int) -> tuple[Frame, tuple[Name, ...]] | None:
        """Return the event that "did not" or "has not" denies of somebody else: frame, patients."""
        token = line.tokens[word]
        bare = token.lemma in ("do", "have") and not line.below(word, *_FILLED, "aux")
        alone = token.deprel not in ("aux", "aux:pass", "cop") and is_verb(line, word)
        if not (bare and alone and self._frame and is_negated(line, word)):
            return None
        ends = line.form(word + 2) in role("clause end")
        bare = any(path.endswith("implied") for path in self._frame.patient)
        close = self._sentence - self._told < _NEAR
        return (self._frame, self._patients) if bare and close and ends else None

    def tell(self, frame: Frame, patients: tuple[Name, ...]) -> None:
        """Take in an event that was told."""
        self._frame, self._patients, self._told = frame, patients, self._sentence

    def pass_on(self, line: Line) -> None:
        """Take in what a sentence names, after it has been read."""
        self._named += [(name, self._sentence) for name in line.names if name.all_fitting(_HELD)]
        self._sentence += 1
