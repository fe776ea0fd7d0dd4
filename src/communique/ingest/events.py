"""Events: what the words of data/lexicon/frames.tsv tell in each sentence, when it is sure enough.

Where a slot that a frame needs stays empty, nothing is said: a wrong event is worse than a
missing one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from communique.ingest.anchoring import tells_past
from communique.ingest.arguments import is_passive, is_verb, preposition, subject
from communique.ingest.asides import is_saying
from communique.ingest.carriers import carrier
from communique.ingest.clauses import case
from communique.ingest.conditions import is_bare_condition
from communique.ingest.dates import When
from communique.ingest.dating import when_told
from communique.ingest.fillers import Filler, identities
from communique.ingest.focus import Focus
from communique.ingest.frames import Frame, frames_at, frames_of
from communique.ingest.names import Line, Name
from communique.ingest.nominal import journey
from communique.ingest.occasions import occasion_of
from communique.ingest.outlook import by_day, is_noun_alone, joined_clauses, outlook
from communique.ingest.participants import Cast, cast, denied
from communique.ingest.parties import told_again
from communique.ingest.phrases import role
from communique.ingest.polarity import worst
from communique.ingest.questions import is_question
from communique.ingest.quote_tags import is_spoken
from communique.ingest.setting import Setting
from communique.ingest.sources import is_told_later
from communique.ingest.speech import Quote, find_quotes, quote_at
from communique.ingest.telling import Found, found_event, together
from communique.ingest.times import is_after, is_long_ago
from communique.ingest.traits import classes_with, venue_of
from communique.ingest.venues import venues
from communique.ingest.vouching import reported_by, told_by
from communique.ingest.witnesses import is_of_witness
from communique.model import Article, Event, Factuality, Passage

_RESTRICTION, _HOSTING = "Restriction", "Hosting"
_ANNOUNCEMENT, _REQUEST = "Announcement", "Request"
_HEADING = 0.8
_NOMINAL = 0.85
_POINTING = ("definite", "pronoun")
_TOGETHER = ({"Attendance", "Visit"}, {"Meeting", "Visit"})
"""What one word may tell at once: "flew to Paris for the summit"."""
_PRESENT = ("Meeting", "Attendance", "Cooperation")
"""What tells of a source no more than how it knows: "according to two who were at the talks"."""
_UNTOLD = ("?", ",")
"""How a sentence ends that only asks, or that is cut off before it says who vouches for it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with what is known of it as a whole."""

    line: Line
    article: Article
    quotes: tuple[Quote, ...]
    setting: Setting
    focus: Focus
    reported_by: tuple[Filler, ...] = ()


def find_events(
    lines: tuple[Line, ...], article: Article, settings: tuple[Setting, ...]
) -> Iterator[Found]:
    """Yield the events of all sentences in order."""
    focus = Focus(article.key)
    before: tuple[Filler, ...] = ()
    paragraph = -1
    for line, quotes, setting in zip(lines, find_quotes(lines), settings, strict=True):
        before = before if line.paragraph == paragraph else ()
        scene = Scene(line, article, quotes, setting, focus, before)
        before, paragraph = reported_by(line, article, before), line.paragraph
        if line.tokens[-1].text not in _UNTOLD:
            words = range(len(line.tokens))
            told = chain.from_iterable(_at(scene, word) for word in words)
            yield from together(line, told)
        focus.pass_on(line)


def _at(scene: Scene, word: int) -> Iterator[tuple[int, Found]]:
    line = scene.line
    covering = line.covering(word)
    if covering and _is_proper(covering):
        there = word == covering.head and line.below(word, "cop")
        frames = frames_at(case(line, word)) if there else ()
    else:
        frames = tuple(sorted(frames_of(line, word), key=lambda frame: not frame.carriers))
    unclear: set[str] = set()
    told: set[str] = set()
    for frame in frames:
        if told and {frame.event, *told} not in _TOGETHER:
            continue
        verb = carrier(line, word, frame)
        if verb < 0 or frame.event in unclear or not _has_sense(line, word, frame):
            continue
        if _is_occasion(line, word, frame) or _is_quoted(scene, verb, frame):
            continue
        filled = cast(line, word, verb, frame, scene.focus)
        unclear |= {frame.event} if filled.unclear and filled.agents else set()
        known = told_again(line, filled.word, frame, filled.agents, scene.focus)
        known |= _is_known(scene, filled)
        supposed = not filled.agents and is_bare_condition(line, verb)
        supposed |= frame.event in _PRESENT and is_of_witness(line, verb)
        if filled.complete and _enough(scene.line, filled) and not (known or supposed):
            found = tuple(_event(scene, filled))
            yield from ((verb, each) for each in found)
            _tell(scene, filled, found)
            told.add(frame.event)
            if not any(frame.event in pair for pair in _TOGETHER):
                return
    if told:
        return
    yield from ((word, found) for found in _repeated(scene, word))


def _repeated(scene: Scene, word: int) -> Iterator[Found]:
    """Yield what a verb tells or denies again, of somebody whom its sentence has not do it."""
    for before in scene.focus.repeated(scene.line, word):
        left = denied(scene.line, word, before.frame, before.patients, scene.focus)
        same = not set(before.agents).isdisjoint(identities(left.agents))
        here = before.happened and before.sentence == len(scene.focus.earlier)
        if left.complete and not (same and here):
            yield from _event(scene, left)
            return


def _tell(scene: Scene, filled: Cast, found: tuple[Found, ...]) -> None:
    focus, agents = scene.focus, identities(filled.agents)
    happened = any(each.event.factuality is Factuality.ACTUAL for each in found)
    old = any(is_long_ago(each.event.time, scene.article.published) for each in found)
    patients = tuple(one.name for one in filled.patients)
    focus.tell(filled.frame, patients, agents, happened=happened, old=old)
    if filled.frame.event == _RESTRICTION:
        focus.impose(identities(filled.patients), filled.agents)
    if filled.frame.event in classes_with("text", "makes") and happened:
        presented = filled.frame.event == _ANNOUNCEMENT
        focus.make(identities(filled.patients), filled.agents, presented=presented)
    if filled.frame.event in classes_with("symmetric"):
        claimed = any(each.event.attributed_to for each in found)
        focus.meet(filled.frame.event, (*filled.agents, *filled.patients), claimed=claimed)
    if filled.frame.event == _HOSTING and filled.agents:
        focus.hosts = tuple(one.name for one in filled.agents)


def _is_known(scene: Scene, filled: Cast) -> bool:
    """Say whether this only announces a control that somebody else has been said to impose."""
    announced = filled.word in _announcing(scene.line) and filled.frame.event == _RESTRICTION
    return announced and set(identities(filled.patients)) <= scene.focus.restrictions


def _announcing(line: Line) -> tuple[int, ...]:
    words = range(len(line.tokens))
    return tuple(word for word in words if line.tokens[word].lemma in role("announcing"))


def _is_proper(name: Name) -> bool:
    return name.how in ("name", "title", "learned", "demonym", "metonym")


def _has_sense(line: Line, word: int, frame: Frame) -> bool:
    model = next((each for each in line.sentence.frames if each.predicate == word), None)
    return not (frame.senses and model and model.roleset) or model.roleset in frame.senses


def _is_occasion(line: Line, word: int, frame: Frame) -> bool:
    """Say whether a noun names what takes place rather than tells who met: "hold the summit"."""
    name = line.covering(word)
    named = name is not None and any(entity.kind == "Summit" for entity in name.entities)
    pointed = any(line.form(each) in role("definite") for each in line.below(word, "det"))
    pointed = pointed or _is_attended(line, word)
    return frame.event in classes_with("symmetric") and not frame.verb and named and pointed


def _is_attended(line: Line, word: int) -> bool:
    """Say whether somebody takes part in what a noun names, with nobody told: "at a meeting"."""
    verb = line.head(word)
    part = verb >= 0 and (
        line.tokens[verb].lemma in role("taking part")
        or any(line.form(each) == "part" for each in line.below(verb, "obj"))
    )
    sides = (preposition(line, each) for each in line.below(word, "nmod"))
    return bool(part) and not role("of two").intersection(sides)


def _is_quoted(scene: Scene, verb: int, frame: Frame) -> bool:
    """Say whether all that somebody announces or asks are quoted words: a statement, a question."""
    line = scene.line
    if frame.event == _REQUEST and _is_put_to(line, verb):
        return True
    quotes = [quote_at(scene.quotes, each) for each in line.below(verb, "ccomp", "parataxis")]
    asked = any(line.form(quote.last - 1) in role("question mark") for quote in quotes if quote)
    return any(quotes) and (frame.event == _ANNOUNCEMENT or (asked and frame.event == _REQUEST))


def _is_put_to(line: Line, verb: int) -> bool:
    """Say whether it is a question: "Asked by Ada Lund, he denied it", "asked whether A paid"."""
    put = line.tokens[verb].lemma in role("putting questions")
    wondered = role("open question")
    if put and not is_passive(line, verb):
        open_ = any(preposition(line, each) in wondered for each in line.below(verb, "ccomp"))
        return open_ and not any(line.headed_by(each) for each in line.below(verb, "obj", "iobj"))
    told = line.below(verb, "xcomp", "ccomp", "obj")
    told = tuple(each for each in told if not is_question(line, each))
    told += tuple(each for each in line.below(verb, "obl") if preposition(line, each) == "for")
    told = tuple(each for each in told if preposition(line, each) not in wondered)
    return put and line.tokens[verb].deprel == "advcl" and not told


def _enough(line: Line, filled: Cast) -> bool:
    """Say whether those who act together are at least two, or a group, or spoken of as many.

    One alone may agree to do something, or to a text.
    """
    frame = filled.frame
    signed = frame.patients == ("Instrument",)
    if signed and _is_half(line, filled):
        return False
    alone = signed or frame.needs == "phrase"
    if frame.event not in classes_with("symmetric") or (frame.verb and alone):
        return True
    fillers = filled.agents if signed else (*filled.agents, *filled.patients)
    entities = identities(fillers)
    many = any(line.tokens[each.name.head].xpos == "NNS" for each in fillers if each.here)
    return len(entities) > 1 or many or any(entity.startswith("Group/") for entity in entities)


def _is_half(line: Line, filled: Cast) -> bool:
    """Say whether only the other party is known: "a deal with Japan is to be signed in May"."""
    agents = [each.name.head for each in filled.agents if each.here]
    joined = any(preposition(line, each) == "with" for each in agents)
    unsaid = is_passive(line, filled.verb) and not subject(line, filled.verb)
    return joined and len(filled.agents) == 1 and unsaid


def _event(scene: Scene, filled: Cast) -> Iterator[Found]:
    line, frame = scene.line, filled.frame
    factuality = outlook(line, filled)
    if factuality is None:
        return
    held = venue_of(frame.event)
    voices = told_by(line, filled.verb, scene.article, scene.reported_by)
    if not all(voices) or _is_spoken(scene, filled):
        return
    back = _points_back(filled)
    went = journey(line, filled.word)
    time = when_told(
        line,
        filled.word,
        went if went >= 0 else filled.verb,
        scene.setting,
        worst(factuality, frame.at_most),
        points_back=back,
        takes_place=_takes_place(frame),
    )
    occasion = occasion_of(line, filled.word, filled.verb, scene.setting.occasions)
    if occasion and not time and factuality is Factuality.ACTUAL:
        time = When(filled.word, filled.word + 1, occasion.day)
    if time and factuality is Factuality.ACTUAL and tells_past(line, filled.verb):
        time = None if is_after(time.value or time.end, scene.article.published) else time
    factuality = worst(
        by_day(line, filled, factuality, time, scene.article.published), frame.at_most
    )
    agents, patients = identities(filled.agents), identities(filled.patients)
    if frame.event in classes_with("symmetric") and frame.patients != ("Instrument",):
        agents, patients = tuple(dict.fromkeys((*agents, *patients))), ()
    if set(agents) & set(patients):
        return  # nobody invites or accuses himself
    told = identities(chain.from_iterable(voices))
    if set(told) == set(agents) and not (
        factuality is Factuality.NEGATED or is_told_later(line, filled.verb)
    ):
        told = ()
    happened = factuality is Factuality.ACTUAL
    places = venues(
        line,
        filled.word,
        filled.verb,
        scene.setting,
        points_back=back and happened,
        reported=held == "lead" and happened,
        spoken=held == "said",
    )
    if occasion and occasion.place and not places and _takes_place(frame):
        places = (occasion.place,)
    visited = {one.name for one in filled.patients}
    places = tuple(
        one
        for one in places
        if held and one.name not in visited and one.entities[0].id not in patients
    )
    topic, quotation = _words(scene, filled)
    event = Event(
        kind=frame.event,
        agents=agents,
        patients=patients,
        passage=Passage(line.sentence.start, line.sentence.end),
        factuality=factuality,
        confidence=round(_confidence(filled, line), 4),
        extracted_by=frame.name,
        topics=identities(filled.topics),
        venues=identities(places)[:1],
        time=time.value if time else "",
        time_end=time.end if time else "",
        attributed_to=told,
        quotation=quotation,
        topic_text=topic,
    )
    speakers = tuple(chain.from_iterable(voices))
    fillers = (*filled.agents, *filled.patients, *filled.topics, *places[:1], *speakers)
    yield found_event(line, event, fillers)


def _is_spoken(scene: Scene, filled: Cast) -> bool:
    """Say whether somebody else tells of it in a quote, rather than in marks around a judgement."""
    line, quotes, word = scene.line, scene.quotes, filled.word
    if filled.frame.event in classes_with("quoting"):
        return is_spoken(line, quotes, word, filled.verb)
    return quote_at(quotes, word) is not None


def _points_back(filled: Cast) -> bool:
    """Say whether an event that has a place is about something named in a sentence before."""
    back = (one for one in filled.patients if not one.here or one.name.how in _POINTING)
    return _takes_place(filled.frame) and any(back)


def _takes_place(frame: Frame) -> bool:
    """Say whether what a frame tells of is held somewhere, not only said there."""
    return venue_of(frame.event) not in ("", "said")


def _confidence(filled: Cast, line: Line) -> float:
    found = filled.confidence
    found *= _HEADING if line.heading else 1.0
    return found * (_NOMINAL if is_noun_alone(line, filled) else 1.0)


def _words(scene: Scene, filled: Cast) -> tuple[str, str]:
    """Return the words of the topic, and those of them or of the clause that are quoted."""
    line, text = scene.line, scene.article.text
    first, last = filled.topic
    topic = ""
    if last:
        span = line.passage(first, last)
        topic = text[span.start : span.end]
    quoted = filled.frame.event in classes_with("quoting")
    quote = scene.quotes[0] if quoted and len(scene.quotes) == 1 else None
    if not quote or not quote.begins or not quote.ends or not filled.word < quote.first:
        return topic, ""
    apart = (joined_clauses(line, filled.verb), _done_too(line, filled.verb))
    inside = set(line.subtree(filled.verb)).difference(*apart)
    span = line.passage(quote.first, quote.last)
    return topic, text[span.start : span.end] if quote.first in inside else ""


def _done_too(line: Line, verb: int) -> Iterator[int]:
    """Yield the words of what the same somebody does besides: "blamed it and vowed '...'"."""
    for joined in line.below(verb, "conj"):
        told = is_saying(line, joined) and not line.below(joined, "obj")
        says = told or line.tokens[joined].lemma in role("calling")
        if is_verb(line, joined) and not says:
            yield from line.subtree(joined)
