"""Who took part in an event before, as words take it up: "the two sides", "a similar request"."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from communique.ingest.arguments import direct_object, is_verb, preposition, subject
from communique.ingest.fillers import Filler, identities
from communique.ingest.focus import JUDGING, Focus
from communique.ingest.frames import Frame
from communique.ingest.kinds import fits
from communique.ingest.makers import makers
from communique.ingest.names import Line
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role
from communique.ingest.polarity import is_negated
from communique.ingest.slots import slot
from communique.ingest.traits import classes_with

_CONCESSION = "Concession"
ASKER = "asker"
"""The slot of a frame that whoever asked or offered something before fills."""
SPEAKER = "speaker"
"""The slot of a frame that who spoke last fills, where somebody judges "the remark"."""

MAKER = "maker"
"""The slot of a frame that whoever its sentence says has made what it tells of fills."""


def made_by(line: Line, frame: Frame, patients: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """Return who made what a passive tells of: "the model built by Baidu and launched in May"."""
    systems = (one.name for one in patients if one.here)
    names = dict.fromkeys(name for system in systems for name in makers(line, system))
    found = ((name, name.all_fitting(frame.agents)) for name in names)
    return tuple(Filler(name, entities) for name, entities in found if entities)


def is_by_nobody(line: Line, verb: int) -> bool:
    """Say whether it is nobody who does what a verb tells: "no one invited them"."""
    for each in subject(line, verb):
        no = any(line.form(at) in role("no") for at in line.below(each, "det"))
        if line.form(each) in role("nobody") or (no and line.form(each) == "one"):
            return True
    return False


def text_speaking(
    line: Line, word: int, verb: int, frame: Frame, agents: tuple[Filler, ...], focus: Focus
) -> tuple[Filler, ...]:
    """Return the agents, but those whose words a text has that may be meant by "it calls on".

    Texts speak in the present tense, in which no report tells what somebody did.
    """
    it = all(one.name.how == "pronoun" and not one.name.several for one in agents)
    if not it or (agents and line.tokens[verb].xpos != "VBZ"):
        return agents
    return through(line, word, verb, frame, focus) or agents


def through(line: Line, word: int, verb: int, frame: Frame, focus: Focus) -> tuple[Filler, ...]:
    """Return whose words a text has that does something: "the declaration urges"."""
    if frame.event not in classes_with("text", "speaks"):
        return ()
    heads = (each for path in frame.agent for each in slot(line, word, verb, path))
    names = (line.headed_by(each) for each in heads)
    instruments = (name.all_fitting(("Instrument",)) for name in names if name)
    makers = (focus.speaking_through(one.id) for found in instruments for one in found)
    return tuple(replace(one, here=False) for one in next(makers, ()))


def sides(line: Line, word: int, kinds: tuple[str, ...], focus: Focus) -> tuple[Filler, ...]:
    """Return whom "the two sides" or "neither party" are: those who met or agreed last."""
    before = {line.form(each) for each in line.below(word, "det", "nummod", "det:predet")}
    dual = before & role("dual") and before & role("definite")
    plural = line.tokens[word].xpos == "NNS" and (
        line.tokens[word].lemma in role("the sides") or dual
    )
    neither = before & role("neither")
    plural = plural or bool(neither)
    pointed = before & (role("definite") | role("dual")) or neither
    told_apart = line.below(word, "amod", "nmod", "nmod:poss", "acl:relcl", "compound")
    office = line.tokens[word].lemma in role("leading office")  # only of those who hold it
    if not plural or not pointed or told_apart or office:
        return ()
    named = tuple(noun.kind for noun in nouns_at(line, word))
    kind = named if line.tokens[word].lemma not in role("the sides") else ()
    return _fitting(_fitting(focus.together(), kinds), kind or kinds)


def is_untold_pair(line: Line, word: int) -> bool:
    """Say whether a bare "the two firms" points back to two, whom the text must have named."""
    before = {line.form(each) for each in line.below(word, "det", "nummod")}
    told = line.below(word, "amod", "nmod", "nmod:poss", "acl", "acl:relcl", "compound", "appos")
    return not told and "two" in before and bool(before & role("definite"))


def hosts(line: Line, word: int, kinds: tuple[str, ...], focus: Focus) -> tuple[Filler, ...]:
    """Return whom "the hosts" or "the host country" are: those said to host something."""
    state = line.tokens[word].lemma in role("own state")
    head = next((each for each in line.below(word, "compound")), -1) if state else word
    pointed = line.below(word, "det", "nmod:poss")
    host = head >= 0 and line.tokens[head].lemma == "host" and bool(pointed)
    host &= not line.below(word, "nmod", "amod")
    host &= bool(line.below(word, "nmod:poss")) or not line.below(word, "acl:relcl")
    if not host or not all(line.form(each) in role("hosts' own") for each in pointed):
        return ()
    for before in (line, *reversed(focus.earlier)):
        for verb in reversed(range(word if before is line else len(before.tokens))):
            playing = before.tokens[verb].lemma in role("playing a part")
            playing &= any(before.form(each) == "host" for each in before.below(verb, "obj"))
            hosting = playing or before.tokens[verb].lemma in role("playing host")
            if hosting and is_verb(before, verb):
                names = (before.headed_by(each) for each in subject(before, verb))
                found = [(name, name.all_fitting(kinds)) for name in names if name]
                if any(entities for _, entities in found):
                    return tuple(Filler(name, one, here=False) for name, one in found if one)
    return ()


def signers(line: Line, word: int, kinds: tuple[str, ...], focus: Focus) -> tuple[Filler, ...]:
    """Return whom "the signatories" are: those who were said to sign the text told last."""
    pointed = any(line.form(each) == "the" for each in line.below(word, "det"))
    told_apart = line.below(word, "nmod", "amod", "acl:relcl", "acl", "nummod", "compound")
    if line.form(word) not in role("signers") or not pointed or told_apart:
        return ()
    texts = (e.id for name in focus.told_of("Signing") for e in name.all_fitting(("Instrument",)))
    found = (one for text in texts for one in focus.speaking_through(text))
    signed = {one.name: entities for one in found if (entities := one.name.all_fitting(kinds))}
    everybody = {entity for each in signed.values() for entity in each}
    if len(everybody) < len("AB") or any(entity.kind == "Group" for entity in everybody):
        return ()  # who else signed is not told, or the words are as good a name
    return tuple(Filler(name, each, here=False) for name, each in signed.items())


def both_states(
    line: Line, frame: Frame, agents: tuple[Filler, ...], focus: Focus
) -> tuple[Filler, ...]:
    """Return the agents, but the states whose people are all that met each other.

    "Officials of the two countries met" says that the two did; they met "executives" themselves.
    """
    lone = agents[0] if len(agents) == 1 and agents[0].here else None
    if frame.event not in classes_with("symmetric") or not lone:
        return agents
    if lone.name.how not in ("group", "described"):
        return agents
    for each in line.below(lone.name.head, "nmod"):
        name = line.headed_by(each) if preposition(line, each) in role("sent by") else None
        states = name.all_fitting(("Polity",)) if name and name.several else ()
        if name and len(states) > 1:
            return (Filler(name, states),)
        taken_up = sides(line, each, ("Polity",), focus)
        if taken_up:
            return taken_up
    return agents


def denied_again(line: Line, word: int, frame: Frame, focus: Focus) -> tuple[Filler, ...]:
    """Return who "no such meeting" or "no deal was reached" is about: who was said to, or met."""
    bare = not line.below(word, "nmod", "nmod:poss", "amod") or "such" in _before(line, word)
    head = line.head(word)
    denied = "no" in _before(line, word) or (
        head >= 0 and is_verb(line, head) and is_negated(line, head)
    )
    if frame.verb or frame.event not in classes_with("symmetric") or not bare or not denied:
        return ()
    return _fitting(focus.together(frame.event) or focus.together(), frame.agents)


def told_again(
    line: Line, word: int, frame: Frame, agents: tuple[Filler, ...], focus: Focus
) -> bool:
    """Say whether what is done together only takes up what was told: "they reached the deal".

    Thus a bare "the deal", and what "they discussed" when somebody said that they met.
    """
    if frame.event not in classes_with("symmetric"):
        return False
    if frame.verb:
        they = {one.name.how for one in agents} == {"pronoun"}
        same = set(identities(agents)) == set(identities(focus.together(frame.event)))
        return they and same and focus.is_claimed(frame.event)
    bare = not line.below(word, "nmod", "nmod:poss", "amod", "acl", "acl:relcl", "compound")
    return (
        bare and bool(_before(line, word) & role("definite")) and bool(focus.together(frame.event))
    )


def likewise(line: Line, word: int, frame: Frame, focus: Focus) -> tuple[Filler, ...]:
    """Return to whom "a similar request" went: those to whom the last one did."""
    alike = _before(line, word) & role("alike") and not line.below(word, "nmod")
    if frame.verb or not alike:
        return ()
    return tuple(
        Filler(name, entities, here=False)
        for name in focus.told_of(frame.event)
        if (entities := name.all_fitting(frame.patients))
    )


def asker(
    line: Line, word: int, frame: Frame, agents: tuple[Filler, ...], focus: Focus
) -> tuple[Filler, ...]:
    """Return whom "declined" or "gave in" answers: who asked for or offered something just before.

    Only where the frame has `asker` among its slots for the patient, and not for one of many:
    "turned down a similar request". Who gives in may do so to anybody but in the same sentence.
    """
    new = any(each > word and _is_new(line, each) for each in direct_object(line, word))
    if ASKER not in frame.patient or new:
        return ()
    found = _asking(line, word, agents, focus)
    return tuple(one for one in found if one.here or frame.event != _CONCESSION)


def _is_new(line: Line, noun: int) -> bool:
    """Say whether a noun tells of what nobody was told of: "an offer", "two other requests"."""
    before = {line.tokens[each].deprel for each in line.children(noun) if each < noun}
    plural = line.tokens[noun].xpos == "NNS" and not before & {"det", "nmod:poss"}
    return bool(_before(line, noun) & {"a", "an", *role("indefinite")}) or plural


def is_answer(line: Line, word: int, focus: Focus) -> bool:
    """Say whether somebody asked for or offered something just before a verb."""
    return bool(_asking(line, word, (), focus))


def speaker(
    line: Line, verb: int, frame: Frame, agents: tuple[Filler, ...], focus: Focus
) -> tuple[Filler, ...]:
    """Return who made "the remark" that somebody calls shameful: who spoke last before."""
    if SPEAKER not in frame.patient or not any(
        line.tokens[each].lemma in role("remark") and _before(line, each) & role("definite")
        for each in direct_object(line, verb)
    ):
        return ()
    return _asking(line, verb, agents, focus, role("tagging") | role("voicing"))


def _asking(
    line: Line,
    word: int,
    agents: tuple[Filler, ...],
    focus: Focus,
    verbs: AbstractSet[str] = frozenset(),
) -> tuple[Filler, ...]:
    """Return who asked for or offered something last, in this sentence or the one before it.

    Or who did then what one of `verbs` tells.
    """
    verbs = verbs or role("asking")
    answering = set(identities(agents))
    for before in (line, *focus.earlier[-1:]):
        for verb in reversed(range(word if before is line else len(before.tokens))):
            if before.tokens[verb].lemma in verbs and is_verb(before, verb):
                names = (before.headed_by(each) for each in subject(before, verb))
                asking = [
                    Filler(name, entities, here=before is line)
                    for name in names
                    if name and (entities := name.all_fitting(("Actor",)))
                ]
                if asking and not answering & set(identities(asking)):
                    return tuple(asking)
    return ()


def _before(line: Line, word: int) -> set[str]:
    return {line.form(each) for each in line.children(word) if each < word}


def _fitting(parties: tuple[Filler, ...], kinds: tuple[str, ...]) -> tuple[Filler, ...]:
    """Return the parties as they are meant elsewhere, () where some are of another kind."""
    entities = {entity.id: entity for one in parties for entity in one.entities}
    if len(entities) < len("AB") or not all(fits(one.kind, kinds) for one in entities.values()):
        return ()
    return tuple(Filler(one.name, one.entities, here=False) for one in parties)


def judged_again(
    line: Line, frame: Frame, words: tuple[int, ...], focus: Focus
) -> tuple[Filler, ...]:
    """Return the text that "it" is where somebody else judges what was judged just before.

    "Kenya praised the decision. Japan criticised it."
    """
    it = len(words) == 1 and line.form(words[0]) in role("it")
    if not it or line.tokens[words[0]].deprel != "obj" or frame.event not in JUDGING:
        return ()
    texts = ((name, name.all_fitting(("Instrument",))) for name in focus.judged())
    return tuple(Filler(name, found, here=False) for name, found in texts)
