"""What a sentence leaves out because the text has just said it: "Egypt refused", "China did not".

The focus goes through the article with the reader: it holds the instruments and summits that
were named last, and the event that was told last.
"""

from dataclasses import dataclass, replace

from communique.ingest.arguments import is_verb, subject
from communique.ingest.fillers import Filler
from communique.ingest.frames import Frame
from communique.ingest.names import Line, Name
from communique.ingest.phrases import role
from communique.ingest.polarity import is_negated
from communique.model import Entity

JUDGING = ("Praise", "Criticism")
"""The events that say how good something is."""

_HELD = ("Declaration", "Treaty", "Commitment", "Summit")
_FILLED = ("obj", "xcomp", "ccomp", "iobj", "obl:agent")
_HELPING = ("aux", "aux:pass", "cop")
_UNSURE = 0.75
_NEAR = 2
_LAST = 2
_REACH = 4
_FAR = 8
_RESTRICTION, _MANY = "Restriction", "Group/"
_MADE = ("Adoption", "Signing")
_DECIDED = ("Adoption", "Withdrawal", "Signing")


@dataclass(frozen=True, slots=True)
class Telling:
    """An event that a sentence told: its frame, to what it was done, by whom, if it was, and if
    that was long ago.
    """

    frame: Frame
    patients: tuple[Name, ...]
    agents: tuple[str, ...]
    sentence: int
    happened: bool
    old: bool


class Focus:
    """What was named and told last; it lives as long as one article is read.

    `article` is its key; `restrictions` are the ids of the controls that somebody was said to
    impose, `hosts` those who were last said to host something, `earlier` the sentences before.
    """

    def __init__(self, article: str) -> None:
        self.article = article
        self.restrictions: set[str] = set()
        self.hosts: tuple[Name, ...] = ()
        self.earlier: list[Line] = []
        self._named: list[tuple[Name, int]] = []
        self._tellings: list[Telling] = []
        self._makers: dict[str, tuple[Filler, ...]] = {}
        self._imposers: dict[str, tuple[Filler, ...]] = {}
        self._patients_of: dict[str, tuple[Name, ...]] = {}
        self._together: list[tuple[str, int, tuple[Filler, ...]]] = []
        self._claimed: set[tuple[str, int]] = set()

    @property
    def _sentence(self) -> int:
        return len(self.earlier)

    def implied(
        self, line: Line, word: int, kinds: tuple[str, ...], *, far: bool = True
    ) -> tuple[Name, ...]:
        """Return what of `kinds` the predicate `word` leaves unsaid: the nearest thing before it.

        Nothing when the sentence gives it an object of its own, though nobody known. The only
        thing of its kind may be `far` back.
        """
        filled = line.below(word, *_FILLED)
        if not all(_points_back(line, each) for each in filled):
            return ()
        own = [name for name in line.names if name.last <= word and name.all_fitting(_HELD)]
        near = [name for name, sentence in self._named if self._sentence - sentence <= _REACH]
        ever = {e.id for name, _ in self._named for e in name.all_fitting(kinds)}
        if len(ever) == 1 and far:
            near = [name for name, _ in self._named]
        fitting = [
            name
            for name in reversed([*near, *own])
            if len(found := name.all_fitting(kinds)) == 1 and not _is_to_come(line, word, found[0])
        ]
        named = [name for name in fitting if name.how not in ("instrument", "described")]
        return tuple(named or fitting)[:1]

    def repeated(self, line: Line, word: int) -> tuple[Telling, ...]:
        """Return the event that a verb tells or denies of somebody else, the one told last first.

        Thus "did not", "nor did Egypt", "So did Peru", "followed suit", "has not done so", "was not
        among them"; see `repeating` for who that is. Whoever has just done the last may mean the
        one before: "Sixty states signed. China, which sent an envoy, did not."
        """
        alone = line.tokens[word].deprel not in _HELPING or line.below(word, "nsubj")
        if self._tellings and _is_one_of_them(line, word):
            return self._done_by_many()
        if not (alone and self._tellings and is_verb(line, word)):
            return ()
        said = (
            _is_left_out(line, word)
            or _is_inverted(line, word, happened=self._tellings[-1].happened)
            or _is_the_same(line, word)
        )
        return tuple(
            each
            for each in reversed(self._tellings[-_LAST:])
            if said
            and self._sentence - each.sentence < _NEAR
            and any(path.endswith("implied") for path in each.frame.patient)
        )

    def _done_by_many(self) -> tuple[Telling, ...]:
        """Return what the text told last, where many did it just before: "60 states signed"."""
        last = self._tellings[-1]
        many = any(one.startswith(_MANY) for one in last.agents)
        near = self._sentence - last.sentence < _NEAR
        implied = any(path.endswith("implied") for path in last.frame.patient)
        return (last,) if many and near and implied and last.happened else ()

    def tell(
        self,
        frame: Frame,
        patients: tuple[Name, ...],
        agents: tuple[str, ...],
        *,
        happened: bool,
        old: bool,
    ) -> None:
        """Take in an event that was told, the ids of its `agents`, whether it has happened, and
        whether it is an old one.
        """
        self._tellings.append(Telling(frame, patients, agents, self._sentence, happened, old))
        if patients:
            self._patients_of[frame.event] = patients

    def judged(self) -> tuple[Name, ...]:
        """Return the text that the event told last praised or criticised, just before."""
        last = self._tellings[-1] if self._tellings else None
        if last is None or last.frame.event not in JUDGING:
            return ()
        close = self._sentence - last.sentence < _NEAR
        texts = (name for name in last.patients if name.all_fitting(("Instrument",)))
        return tuple(texts) if close else ()

    def signed(self) -> tuple[Name, ...]:
        """Return the text that somebody was said to sign or adopt last, not long ago."""
        for each in reversed(self._tellings):
            if self._sentence - each.sentence >= _NEAR:
                break
            if each.frame.event in _MADE and each.patients:
                return each.patients
        return ()

    def imposed(self, *, alone: bool) -> tuple[Name, ...]:
        """Return the controls that somebody was said to impose last.

        With `alone` only where that is news, and nothing else was decided since.
        """
        for each in reversed([each for each in self._tellings if not (alone and each.old)]):
            far = self._sentence - each.sentence > _FAR
            if each.frame.event == _RESTRICTION and each.patients:
                one_of_many = far and (alone or len(self.restrictions) > 1)
                return () if one_of_many else each.patients
            if alone and (far or each.frame.event in _DECIDED):
                return ()
        return ()

    def imposed_here(self) -> tuple[Name, ...]:
        """Return the controls that somebody was said to impose earlier in the same sentence."""
        here = (each for each in reversed(self._tellings) if each.sentence == self._sentence)
        return next((each.patients for each in here if each.frame.event == _RESTRICTION), ())

    def told_of(self, event: str) -> tuple[Name, ...]:
        """Return to whom the last event of that class was done, as far as that was told."""
        return self._patients_of.get(event, ())

    def meet(self, event: str, parties: tuple[Filler, ...], *, claimed: bool) -> None:
        """Take in who did together what is an event of that class: who met, who agreed.

        What is `claimed` is told by somebody, not by the article.
        """
        self._together.append((event, self._sentence, parties))
        self._claimed |= {(event, self._sentence)} if claimed else set()

    def is_claimed(self, event: str) -> bool:
        """Say whether somebody else told in the sentence before that such an event was."""
        return (event, self._sentence - 1) in self._claimed

    def make(
        self, instruments: tuple[str, ...], makers: tuple[Filler, ...], *, presented: bool
    ) -> None:
        """Take in who adopted, signed or published the instruments with these ids.

        Who only `presented` one that others have adopted does not speak through it.
        """
        for each in instruments:
            before = self._makers.get(each, ())
            if not (presented and before):
                self._makers[each] = tuple(dict.fromkeys((*before, *makers)))

    def impose(self, controls: tuple[str, ...], imposers: tuple[Filler, ...]) -> None:
        """Take in who imposes the controls with these ids."""
        self.restrictions.update(controls)
        self._imposers |= dict.fromkeys(controls, imposers)

    def imposers(self, controls: tuple[str, ...]) -> tuple[Filler, ...]:
        """Return who was last said to impose the controls with these ids."""
        told = (one for each in controls for one in self._imposers.get(each, ()))
        return tuple(replace(one, here=False) for one in dict.fromkeys(told))

    def speaking_through(self, instrument: str) -> tuple[Filler, ...]:
        """Return whose words the instrument with this id has: those who adopted or signed it."""
        return self._makers.get(instrument, ())

    def together(self, event: str = "") -> tuple[Filler, ...]:
        """Return who did something together last, not long ago; who did an `event` at any time."""
        for told, sentence, parties in reversed(self._together):
            if told == event or (not event and self._sentence - sentence <= _REACH):
                return parties
        return ()

    def pass_on(self, line: Line) -> None:
        """Take in what a sentence names, after it has been read."""
        self._named += [(name, self._sentence) for name in line.names if name.all_fitting(_HELD)]
        self.earlier.append(line)


def _is_to_come(line: Line, word: int, thing: Entity) -> bool:
    """Say whether a gathering is the next one, which nobody has been to."""
    word = word if is_verb(line, word) else max(line.head(word), 0)
    helped = any(line.form(each) in role("past helper") for each in line.below(word, "aux"))
    past = line.tokens[word].xpos == "VBD" or helped
    words = thing.name.lower().split() if thing.kind == "Summit" else ()
    return past and not role("yet to come").isdisjoint(words)


def _points_back(line: Line, word: int) -> bool:
    """Say whether an object is but "the text", or an "it" of which that is not sure what it is."""
    name = line.headed_by(word)
    known = name is not None and name.how == "pronoun" and name.probability > _UNSURE
    new = any(line.form(each) in ("a", "an") for each in line.below(word, "det")) or known
    return line.tokens[word].lemma.lower() in role("pointing thing") and not new


def repeating(line: Line, word: int) -> tuple[int, ...]:
    """Return of whom a verb repeats an event: its subject, which comes next in "nor did Egypt"."""
    return _next(line, word) if _is_bare(line, word) and _next(line, word) else subject(line, word)


def _is_left_out(line: Line, word: int) -> bool:
    """Say whether a clause ends with "did not" or "has not"."""
    ends = line.form(word + 2) in role("clause end") and not line.below(word, "obj")
    return ends and _is_bare(line, word) and is_negated(line, word)


def _is_one_of_them(line: Line, word: int) -> bool:
    """Say whether somebody is said to be "among them" or "one of them"."""
    if not line.below(word, "cop") or not line.below(word, "nsubj"):
        return False
    of_them = any(line.form(each) in role("they") for each in line.below(word, "nmod"))
    among = line.form(word) in role("they") and line.form(word - 1) == "among"
    return among or (line.form(word) == "one" and of_them)


def _is_inverted(line: Line, word: int, *, happened: bool) -> bool:
    """Say whether a clause is "nor did Egypt", a sentence "So did Peru" if that has `happened`."""
    if not (_is_bare(line, word) and _next(line, word)):
        return False
    before = line.form(word - 1)
    return before in role("nor") or (happened and word == 1 and before in role("echoing"))


def _is_bare(line: Line, word: int) -> bool:
    filled = [each for each in _FILLED if each != "obj"]
    return line.tokens[word].lemma in ("do", "have") and not line.below(word, *filled, "aux")


def _next(line: Line, word: int) -> tuple[int, ...]:
    """Return the head of the name right after a word."""
    name = line.starting(word + 1 + (line.form(word + 1) == "the"))
    return (name.head,) if name else ()


def _is_the_same(line: Line, word: int) -> bool:
    """Say whether somebody "followed suit" or "did so"; a bare "followed" leaves that unsaid."""
    beside = line.below(word, *_FILLED, "advmod", "obl", "obl:unmarked")
    same = any(line.form(each) in role("the same") for each in beside)
    open_ = any(line.kind(each) not in ("time", "num", "adv") for each in beside)
    lemma = line.tokens[word].lemma
    return (same and lemma in ("do", "follow")) or (lemma == "follow" and not open_)
