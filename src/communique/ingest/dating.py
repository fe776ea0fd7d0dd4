"""Which time is that of an event: the one that hangs on its words, else that of its setting."""

from dataclasses import replace

from communique.ingest.anchoring import tense_of, time_of
from communique.ingest.arguments import is_verb, preposition
from communique.ingest.asides import is_saying
from communique.ingest.dates import When
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.ingest.setting import Setting
from communique.model import Factuality

_AHEAD = (Factuality.PLANNED, Factuality.POSSIBLE)
_MAIN = ("root", "conj", "parataxis", "appos", "acl", "acl:relcl")


def when_told(
    line: Line,
    word: int,
    verb: int,
    setting: Setting,
    factuality: Factuality,
    *,
    points_back: bool = False,
    takes_place: bool = False,
) -> When | None:
    """Return the time of what `word` tells, carried by `verb`; None where the text has none.

    `points_back` says that the sentence goes on about something named before it, `takes_place`
    that such an event has a place: what a live report has just seen of that kind is of its day.
    """
    if word != verb and line.tokens[verb].lemma in role("answering"):
        verb = word
    if word == verb and line.tokens[word].lemma in role("given before"):
        return _inside(line, word, setting)
    verb = _begun(line, verb) if word == verb else verb
    time = time_of(line, word, verb, setting.times)
    tense = tense_of(line, verb)
    if time and time.bound in role("deadline") and tense == "past":
        time = time_of(line, word, verb, tuple(each for each in setting.times if not each.bound))
    if time and time.bound:
        ends = time.bound in role("until")
        last = time.ahead if time.ahead and tense != "past" else time.value
        return replace(time, value="", end=time.end or last) if ends else None
    if not time and setting.lead and _is_clause(line, verb):
        time = setting.lead
    if time:
        dated = _dated_by(line, verb, time)
        tense = tense_of(line, dated)
        plain = tense == "present" and line.tokens[dated].lemma not in role("past as present")
        soon = plain and not line.heading and (setting.ahead or not setting.live)
        to_come = (factuality in _AHEAD and tense != "past") or soon
        return replace(time, value=time.ahead) if time.ahead and to_come else time
    happened = factuality is Factuality.ACTUAL
    told = _told(line, verb, setting, seen=setting.live and takes_place)
    said = is_saying(line, verb) or line.tokens[verb].lemma in role("calling")
    if setting.heard and happened and told and said:
        return When(word, word + 1, setting.heard)
    open_ = factuality in _AHEAD and not setting.ahead
    if setting.today and told and not open_:
        first, _, last = setting.today.partition("/")
        return When(word, word + 1, first, last)
    if setting.before and points_back and happened and tense_of(line, verb) == "past":
        return When(word, word + 1, setting.before)
    return None


def _begun(line: Line, noun: int) -> int:
    """Return the verb that tells when what a noun names begins: "talks open on Friday"."""
    verb = line.head(noun)
    if line.tokens[noun].deprel not in ("nsubj", "nsubj:pass") or is_verb(line, noun):
        return noun
    begins = line.tokens[verb].lemma in role("beginning at")
    placed = line.tokens[verb].lemma == "take" and line.form(verb + 1) == "place"
    return verb if begins or placed else noun


def _dated_by(line: Line, word: int, time: When) -> int:
    """Return the verb that a time hangs on where a noun tells: "leaves on Friday after talks"."""
    above = word
    while above >= 0 and not is_verb(line, above):
        above = line.head(above)
    return above if above >= 0 and time.first not in line.subtree(word) else word


def _inside(line: Line, noun: int, setting: Setting) -> When | None:
    """Return the time in the words of a noun: "at his invitation" tells no day of inviting."""
    own = set(line.subtree(noun))
    times = tuple(each for each in setting.times if each.first in own)
    return time_of(line, noun, noun, times)


def _told(line: Line, verb: int, setting: Setting, *, seen: bool) -> bool:
    """Say whether a verb tells by itself what happened on the day: in the past, live also now.

    What was `seen` on the day may be told in the perfect; of a day to come nothing is past.
    """
    verb = _done_at(line, verb)
    tense = tense_of(line, verb)
    perfect = any(line.form(each) in ("have", "has") for each in line.below(verb, "aux"))
    adverbs = [line.form(each) for each in line.below(verb, "advmod", "amod")]
    just = "just" in adverbs
    taking_part = line.tokens[verb].deprel == "acl" and line.tokens[verb].xpos == "VBG"
    now = setting.live and (tense == "present" or just or taking_part)
    ahead = setting.ahead and tense != "past" and not perfect
    if not ahead and tense != "past" and not now and not (seen and perfect):
        return False
    if (setting.ahead and not ahead) or any(each in role("last time") for each in adverbs):
        return False
    while verb >= 0:
        if is_verb(line, verb) and line.tokens[verb].deprel not in _MAIN:
            return False
        verb = line.head(verb)
    return True


def _done_at(line: Line, noun: int) -> int:
    """Return the verb of what is done at what a noun tells: "emerge after an hour of talks"."""
    part = noun
    while preposition(line, part) == "of" and line.tokens[part].deprel == "nmod":
        part = line.head(part)
    at_it = line.tokens[part].deprel == "obl" and preposition(line, part) in role("done by then")
    return line.head(part) if at_it and not is_verb(line, noun) else noun


def _is_clause(line: Line, verb: int) -> bool:
    """Say whether a verb tells the sentence itself, or what somebody says in it."""
    while line.tokens[verb].deprel in ("ccomp", "conj", "parataxis"):
        verb = line.head(verb)
    return line.head(verb) < 0
