"""Who speaks a whole sentence: somebody interviewed, a speaker of a transcript, a column's author.

"I" is that one. What an interview's answers tell, whoever gives them vouches for.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.speech import Quote, quote_at
from communique.model import Entity

_LONGEST = 5
_FEWEST = 3
_TOP = 6
_SURE = 0.9
_PERSON = ("Person",)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks a sentence outside quotation marks, who is spoken to; None for the article itself.

    `vouches` says that it is somebody else than the author.
    """

    speaker: Entity | None = None
    addressed: Entity | None = None
    vouches: bool = False


def find_voices(lines: Sequence[Line]) -> tuple[Voice, ...]:
    """Return whose voice each line is in."""
    labels = _labels(lines)
    if not labels:
        author = _author(lines)
        return tuple(Voice(None if line.heading else author) for line in lines)
    people = {label: _labelled(lines, min(labels), label) for label in set(labels.values())}
    known = [person for person in people.values() if person]
    asked = known[0] if len(known) == 1 else None
    voices = []
    for line in lines:
        speaker = people[labels[line.paragraph]] if line.paragraph in labels else None
        spoken_to = asked if line.paragraph in labels and speaker is None else None
        voices.append(Voice(speaker, spoken_to, vouches=speaker is not None))
    return tuple(voices)


def spoken(line: Line, voice: Voice, quotes: tuple[Quote, ...]) -> Line:
    """Return a line with "I", and "you" of one asked, as names of whom they stand for."""
    found = []
    for index in range(len(line.tokens)):
        form = line.form(index)
        who = voice.speaker if form in role("first person") else None
        who = voice.addressed if form in role("second person") else who
        if who and line.free(index, index + 1) and not quote_at(quotes, index):
            found.append(line.name(index, index + 1, (who,), "pronoun", probability=_SURE))
    return line.adding(*found)


def _labels(lines: Sequence[Line]) -> dict[int, str]:
    """Return what stands before the colon of each paragraph of an interview: "Q", "LUND"."""
    found: dict[int, str] = {}
    for number, line in enumerate(lines):
        first = number == 0 or lines[number - 1].paragraph != line.paragraph
        label = _label(line) if first else ""
        if label:
            found[line.paragraph] = label
    told = Counter(found.values())
    alternate = len(told) > 1 and len(found) >= _FEWEST and max(told.values()) > 1
    return found if alternate else {}


def _label(line: Line) -> str:
    colon = next((at for at in range(1, _LONGEST) if line.form(at) == ":"), 0)
    words = [token.text for token in line.tokens[:colon]]
    return " ".join(words).lower() if words and all(each[:1].isupper() for each in words) else ""


def _labelled(lines: Sequence[Line], first: int, label: str) -> Entity | None:
    """Return who speaks after a label: of that name, or for "A" whom the introduction names first.

    `first` is the number of the first paragraph with a label.
    """
    named = [name for line in lines for name in line.names if name.fitting(_PERSON)]
    if label in role("answer label"):
        before = (name for line in lines if line.paragraph < first for name in line.names)
        return next((person for name in before if (person := name.fitting(_PERSON))), None)
    people = {person.id: person for name in named if (person := name.fitting(_PERSON))}
    found = [
        person
        for person in people.values()
        if label in (person.name.lower(), person.name.lower().split()[-1])
    ]
    return found[0] if len(found) == 1 else None


def _author(lines: Sequence[Line]) -> Entity | None:
    """Return whom a byline names: a short line of its own that has only a name, or "By" before."""
    found: dict[str, Entity] = {}
    for line in lines:
        name = line.names[0] if len(line.names) == 1 else None
        person = name.fitting(_PERSON) if name else None
        by = line.form(0) == "by"
        if name and person and line.heading and line.paragraph < _TOP:
            alone = name.last - name.first == len(line.tokens) - by and name.first == by
            found |= {person.id: person} if alone else {}
    return next(iter(found.values())) if len(found) == 1 else None
