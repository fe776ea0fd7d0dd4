"""Who speaks in an interview, a transcript or a column, to whom, and for whom: "A: We tested it".

Turns begin with a label ("Q:", "A:", "LUND:") or, without any, with a question that is a
paragraph of its own. Words outside of them are the article's.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name, Turn, Voice
from communique.ingest.phrases import role
from communique.ingest.speech import Quote, quote_at
from communique.ingest.titles import Office
from communique.ingest.voices import find_voice
from communique.model import Entity

_FEWEST, _LONGEST = 2, 3
_TOP = 6
_LIKELY = 0.9
_QUESTION, _ANSWER = "q", "a"
Paragraphs = Mapping[int, Sequence[Line]]


def find_turns(lines: Sequence[Line], offices: Sequence[Sequence[Office]]) -> tuple[Turn, ...]:
    """Return the turn that each line belongs to."""
    paragraphs: dict[int, list[Line]] = {}
    for line in lines:
        paragraphs.setdefault(line.paragraph, []).append(line)
    labels = _labels(paragraphs) or _by_questions(paragraphs)
    if not labels:
        author = _author(lines)
        own = Turn(Voice(author)) if author else Turn()
        return tuple(Turn() if line.heading else own for line in lines)
    before = [line for line in lines if line.paragraph < min(labels)]
    voices: dict[str, Voice] = {}
    for label in dict.fromkeys(labels.values()):
        person = _guest(before) if label == _ANSWER else _labelled(label, lines)
        if person:
            voices[label] = find_voice(person, lines, offices)
    return tuple(_turn(labels.get(line.paragraph, ""), labels, voices) for line in lines)


def spoken(line: Line, quotes: tuple[Quote, ...]) -> Line:
    """Return a line with "I", "us" and "you" outside quotation marks as names of whom they are."""
    found = []
    for index in range(len(line.tokens)):
        who = _spoken(line, index)
        first = index
        if author := _signed(line, index):
            who, first = author, 0
        if who and line.free(first, index + 1) and not quote_at(quotes, index):
            found.append(line.name(first, index + 1, (who,), "pronoun", probability=_LIKELY))
    return line.adding(*found)


def _signed(line: Line, index: int) -> Entity | None:
    """Return whose words the text is, where a sentence begins with it: "The writer teaches"."""
    speaker = line.turn.speaker if index == 1 and not line.turn.vouches else None
    told = line.form(0) in ("the", "our") and line.form(index) in role("signing off")
    return speaker.person if speaker and told else None


def _spoken(line: Line, index: int) -> Entity | None:
    """Return whom a pronoun is; who speaks for a state is told apart from it by the verb alone."""
    speaker, addressed, form = line.turn.speaker, line.turn.addressed, line.form(index)
    if speaker and form in role("i"):
        return speaker.person
    if speaker and form in role("we"):
        return speaker.body
    if not addressed or form not in role("you"):
        return None
    if addressed.body and is_a(addressed.body.kind, "Polity") and not addressed.former:
        above = line.head(index)
        held_against = above >= 0 and line.tokens[above].lemma in role("holding against")
        patient = line.tokens[index].deprel in ("obj", "iobj", "nsubj:pass")
        return addressed.body if form == "your" or (held_against and patient) else None
    return addressed.body if form == "your" and not addressed.former else addressed.person


def _turn(label: str, labels: Mapping[int, str], voices: Mapping[str, Voice]) -> Turn:
    others = [other for other in dict.fromkeys(labels.values()) if other != label]
    if not label:
        return Turn()
    addressed = voices.get(others[0]) if len(others) == 1 else None
    return Turn(voices.get(label), addressed, vouches=label in voices)


def _labels(paragraphs: Paragraphs) -> dict[int, str]:
    """Return the labels of turns by paragraph: two at least take turns, one of them again."""
    found = {number: _label(group[0]) for number, group in paragraphs.items()}
    found = {number: label for number, label in found.items() if label}
    counts = Counter(found.values())
    return found if len(counts) >= _FEWEST and max(counts.values()) >= _FEWEST else {}


def _label(line: Line) -> str:
    """Return the label before the first colon of a turn, "" without one."""
    letter = line.form(0).removesuffix(".")
    dotted = letter != line.form(0) or line.form(1) in (":", ".")
    if letter in (_QUESTION, _ANSWER) and dotted:
        return letter
    for colon in range(1, min(_LONGEST + 1, len(line.tokens))):
        if line.form(colon) == ":":
            words = [line.tokens[at].text for at in range(colon)]
            return " ".join(words).lower() if all(w[:1].isupper() for w in words) else ""
    return ""


def _by_questions(paragraphs: Paragraphs) -> dict[int, str]:
    """Return the labels of turns that only their questions tell apart."""
    asked = [number for number, group in paragraphs.items() if _is_question(group)]
    after = [number + 1 for number in asked if number + 1 in paragraphs]
    answers = [number for number in after if number not in asked]
    ours = [number for number in answers if any(map(_is_own, paragraphs[number]))]
    if len(asked) < _FEWEST or len(ours) < _FEWEST:
        return {}
    return dict.fromkeys(asked, _QUESTION) | dict.fromkeys(answers, _ANSWER)


def _is_question(group: Sequence[Line]) -> bool:
    return group[-1].tokens[-1].text == "?" and all(line.kind(0) != "quote" for line in group)


def _is_own(line: Line) -> bool:
    """Say whether a sentence speaks of whoever says it."""
    return any(line.form(at) in role("first person") for at in range(len(line.tokens)))


def _author(lines: Sequence[Line]) -> Entity | None:
    """Return whom a byline names: a short line of its own that has only a name, or "By" before."""
    found: dict[str, Entity] = {}
    for line in lines:
        name = line.names[0] if len(line.names) == 1 else None
        person = name.fitting(("Person",)) if name else None
        by = line.form(0) == "by"
        if name and person and line.heading and line.paragraph < _TOP:
            alone = name.last - name.first == len(line.tokens) - by and name.first == by
            found |= {person.id: person} if alone else {}
    return next(iter(found.values())) if len(found) == 1 else None


def _guest(lines: Sequence[Line]) -> Entity | None:
    """Return whom the words before an interview speak of most, of two the first; no reporter."""
    people = [
        person
        for line in lines
        for name in line.names
        if (person := name.fitting(("Person",))) and not _is_press(line, name)
    ]
    ranked = Counter(person.id for person in people)
    return max(people, key=lambda person: ranked[person.id], default=None)


def _is_press(line: Line, name: Name) -> bool:
    """Say whether a name is that of whoever asks: "our correspondent, Ada Lund"."""
    before = (line.tokens[at].lemma for at in (name.first - 1, name.first - 2) if at >= 0)
    return any(lemma in role("press") for lemma in before)


def _labelled(label: str, lines: Sequence[Line]) -> Entity | None:
    """Return the one person of an article whose name a label ends with."""
    last = label.split()[-1]
    found = {
        person.id: person for person in _people(lines) if person.name.lower().split()[-1] == last
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _people(lines: Sequence[Line]) -> list[Entity]:
    named = (name.fitting(("Person",)) for line in lines for name in line.names)
    return [person for person in named if person]
