"""The words around a verb: its auxiliaries, what it follows, and whether it really happened."""

from dataclasses import dataclass
from functools import cache

from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.language.tables import lexicon, values
from communique.model import Factuality

_ORDER = (Factuality.ACTUAL, Factuality.PLANNED, Factuality.POSSIBLE, Factuality.NEGATED)


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries: it begins at token `start`, the verb is `verb`.

    `bare` means no auxiliary at all, `shape` is how the verb is used: finite, passive,
    progressive, reduced (a participle that may be passive without auxiliary) or none (a gerund,
    an infinitive of unknown standing: nothing can be said of it).
    """

    start: int
    verb: int
    shape: str
    bare: bool
    factuality: Factuality


def verb_group(line: Line, verb: int, forms: dict[str, str]) -> Group:
    """Return the group around the verb at token `verb`, whose forms are those of a trigger."""
    form = line.form(verb)
    reader = _Reader(line, verb)
    reader.read()
    if reader.unknown:
        shape = "none"
    elif form == forms["gerund"]:
        shape = "progressive" if reader.be else "none"
    elif reader.be and form == forms["participle"]:
        shape = "passive"
    elif form == forms["base"] and not (reader.modal or reader.infinitive or reader.do):
        shape = "plural" if not reader.auxiliary else "none"
    elif form in (forms["past"], forms["third"], forms["base"]) or reader.have:
        shape = "finite"
    else:
        shape = "reduced"
    if shape == "finite" and not reader.auxiliary and form in (forms["past"], forms["participle"]):
        shape = "finite or reduced" if forms["past"] == forms["participle"] else shape
    bare = not reader.auxiliary and not reader.infinitive
    return Group(reader.start, verb, shape, bare, reader.factuality)


def worst(*found: Factuality) -> Factuality:
    """Return the one of `found` that is furthest from having happened."""
    return max(found, key=_ORDER.index)


def cues(where: str) -> dict[str, Factuality]:
    """Return the words of data/lexicon/factuality.tsv that work at `where`."""
    return _cues()[where]


class _Reader:
    """Reads leftwards from a verb."""

    def __init__(self, line: Line, verb: int) -> None:
        self.line = line
        self.start = verb
        self.factuality = Factuality.ACTUAL
        self.be = self.have = self.do = self.modal = self.infinitive = self.unknown = False
        self._negated = False
        self._governed = False

    @property
    def auxiliary(self) -> bool:
        """Whether anything but adverbs stands with the verb."""
        return self.be or self.have or self.do or self.modal or self._negated

    def read(self) -> None:
        """Take in all words of the group, from the verb to the left."""
        while self.start > 0 and self._take(self.start - 1):
            pass
        if self._negated:
            self.factuality = (
                Factuality.POSSIBLE
                if self._governed and self.factuality is not Factuality.ACTUAL
                else Factuality.NEGATED
            )

    def _take(self, index: int) -> bool:
        line = self.line
        form, kind = line.form(index), line.kind(index)
        if line.ending(index + 1) or form == "'s":
            return False
        if kind == "adv":
            self._worsen(cues("adverb").get(form, Factuality.ACTUAL))
        elif kind == "neg":
            self._negated = True
        elif kind == "aux":
            self._auxiliary(form)
        elif kind == "modal":
            self.modal = True
            self._worsen(Factuality.PLANNED if form in role("will") else Factuality.POSSIBLE)
        elif form == "to":
            return self._infinitive(index)
        else:
            return False
        self.start = index
        return True

    def _auxiliary(self, form: str) -> None:
        governed = self._governed
        self.be = self.be or (form in role("be") and not governed)
        self.have = self.have or (form in role("have") and not governed)
        self.do = self.do or form in role("do")

    def _infinitive(self, to: int) -> bool:
        """Take in "to" and the word that governs it; an unknown one makes all unknown."""
        line = self.line
        before = to - 1
        while (
            before > 0
            and line.kind(before) in ("adv", "neg")
            and line.form(before) not in cues("governor")
        ):
            self._negated = self._negated or line.kind(before) == "neg"
            before -= 1
        governor = cues("governor").get(line.form(before))
        self.infinitive = True
        if line.ending(before + 1) and line.heading:
            self._worsen(Factuality.PLANNED)
            self.start = before + 1
            return False
        if governor is None and line.form(before) in role("be"):
            governor = Factuality.PLANNED
        if governor is None or before < 0 or line.ending(before + 1):
            self.unknown = True
            return False
        if governor is Factuality.NEGATED:
            self._negated = not self._negated
        else:
            self._worsen(governor)
        self._governed = True
        self.start = before
        return True

    def _worsen(self, factuality: Factuality) -> None:
        self.factuality = worst(self.factuality, factuality)


@cache
def _cues() -> dict[str, dict[str, Factuality]]:
    found: dict[str, dict[str, Factuality]] = {}
    for row in lexicon("factuality"):
        kinds = found.setdefault(row["where"], {})
        for cue in values(row["cue"]):
            kinds[cue] = Factuality(row["factuality"])
    return found
