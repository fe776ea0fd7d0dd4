"""Whether it stays open who is meant where a frame asks for somebody: then nothing is told."""

from communique.ingest.arguments import (
    direct_object,
    is_passive,
    preposition,
    subject,
    surface_subject,
)
from communique.ingest.frames import Frame
from communique.ingest.kinds import fits
from communique.ingest.names import Line
from communique.ingest.nouns import noun_phrase, nouns_at
from communique.ingest.phrases import role
from communique.ingest.questions import is_question
from communique.ingest.slots import slot

TO_DO = "ccomp.subj"
"""The slot of who is to do what is asked for: "demanded that Japan lift it"."""
_REQUEST, _AGREEMENT = "Request", "Agreement"
_NARROW = ("Person", "Company", "GovernmentBody")
_TOLD = ("Instrument", "ExportControl")
_SAYING = ("Criticism", "Praise", "Announcement")
_NEW = "!"
_ADDRESSED = ("obj", "iobj")
_TEXTS = ("Instrument",)
_PEOPLE = ("Person",)


def is_unclear(line: Line, word: int, verb: int, frame: Frame, *, first: bool) -> bool:
    """Say whether a pronoun stands for a patient that is not known, or a noun for one addressed.

    Nor is it clear who is meant where a verb that has no object has one: "demonstrated a robot",
    or what is judged or announced as "the text", but in the `first` sentence, which points back to
    none.
    """
    if frame.needs == "alone" and direct_object(line, verb):
        return True
    if frame.event == _AGREEMENT and _is_opinion(line, verb):
        return True
    if TO_DO in frame.patient and (
        is_only_asked(line, word, verb, frame) or _is_for_somebody(line, word, verb, frame)
    ):
        return True
    if frame.patients == _TEXTS and _is_done_to_somebody(line, word, verb, frame):
        return True
    told = () if first or frame.event not in _SAYING else _TOLD
    for path in frame.patient:
        plain = path.removesuffix(_NEW)
        if plain in _ADDRESSED or plain in frame.topic:
            for head in slot(line, word, verb, plain):
                asked = plain in _ADDRESSED and line.below(word, "xcomp")
                actor = frame.patients == ("Actor",) and (asked or plain not in frame.topic)
                pronoun = line.tokens[head].upos == "PRON" and line.form(head) not in role("what")
                if (
                    actor
                    or pronoun
                    or _is_left_open(line, head, _NARROW)
                    or (told and _is_bare(line, head) and _is_left_open(line, head, told))
                ):
                    return True
    return False


def _is_opinion(line: Line, verb: int) -> bool:
    """Say whether people only think alike: "economists agree that tariffs hurt"."""
    present = line.tokens[verb].xpos in ("VBP", "VBZ") and not line.heading
    return present and bool(line.below(verb, "ccomp"))


def is_no_deed(line: Line, verb: int) -> bool:
    """Say whether a mishap or a rule does it, and nobody: "floods killed two", "in a crash"."""
    causes = [*subject(line, verb)]
    causes += [each for each in line.below(verb, "obl") if preposition(line, each) in ("in", "by")]
    return any(
        line.tokens[each].lemma.lower() in role("mishap")
        or any(fits(noun.kind, _TEXTS) for noun in nouns_at(line, each)[:1])
        for each in causes
    )


def is_only_asked(line: Line, word: int, verb: int, frame: Frame) -> bool:
    """Say whether it is only asked how things are: "asked whether Japan would sign"."""
    clauses = slot(line, word, verb, "ccomp")
    return frame.event == _REQUEST and any(is_question(line, each) for each in clauses)


def _is_for_somebody(line: Line, word: int, verb: int, frame: Frame) -> bool:
    """Say whether a clause leaves unsaid who does, or is to do, what happened to "it" or "she"."""
    for each in slot(line, word, verb, "ccomp"):
        told = (at for at in surface_subject(line, each) if line.tokens[at].upos != "PRON")
        passive = is_passive(line, each) and not subject(line, each)
        if passive and (frame.event != _REQUEST or not any(told)):
            return True
    return False


def _is_done_to_somebody(line: Line, word: int, verb: int, frame: Frame) -> bool:
    """Say whether a verb that judges a text has people for its object: "questioned two men"."""
    plain = (path.removesuffix(_NEW) for path in frame.patient)
    paths = (path for path in plain if path in _ADDRESSED)
    objects = (each for path in paths for each in slot(line, word, verb, path))
    return any(fits(noun.kind, _PEOPLE) for each in objects for noun in nouns_at(line, each)[:1])


def _is_left_open(line: Line, head: int, kinds: tuple[str, ...]) -> bool:
    """Say whether a bare "the agency", "the text" points back to what cannot be told."""
    phrases = (noun_phrase(line, head, noun) for noun in nouns_at(line, head))
    return not line.covering(head) and any(
        phrase.definite == "definite"
        and phrase.start == phrase.head
        and phrase.last == phrase.end
        and fits(phrase.kind, kinds)
        for phrase in phrases
    )


def _is_bare(line: Line, head: int) -> bool:
    return not line.below(head, "nmod", "acl", "acl:relcl", "amod", "compound")
