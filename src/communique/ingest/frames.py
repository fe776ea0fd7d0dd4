"""Frames: which words tell of which event, and who fills it, as data/lexicon/frames.tsv says."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.errors import InputError
from communique.ingest.kinds import known_kind
from communique.ingest.left_behind import left_behind
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.language.tables import Row, lexicon, values
from communique.model import Factuality

_ACTOR = ("Actor",)
_NEEDS = ("", "topic", "agent", "alone", "patient", "phrase", "all", "passive")


@dataclass(frozen=True, slots=True)
class Frame:
    """A row: the words, the event they tell of, and the slots of its participants.

    A slot is a path through the tree (`subj`, `obj`, a preposition, `xcomp.obj`; see
    `slots.slot`). `needs` says what must be filled for an event to be told: an agent and a
    patient where it is empty, "topic" an agent with a patient or a topic, "agent" or "patient"
    that one alone, "alone" an agent and no object, "phrase" an agent with a topic of words, "all"
    that and a patient, "passive" a patient alone of a passive without agent. `senses` are the
    PropBank rolesets that the word may have; none means any. `at_most` is what it says of its own
    event at most.
    """

    name: str
    event: str
    verb: bool
    particle: str
    carriers: tuple[str, ...]
    agent: tuple[str, ...]
    agents: tuple[str, ...]
    patient: tuple[str, ...]
    patients: tuple[str, ...]
    topic: tuple[str, ...]
    needs: str
    senses: tuple[str, ...]
    at_most: Factuality


def frames_of(line: Line, word: int) -> tuple[Frame, ...]:
    """Return the frames that word `word` can have, in the order of the table."""
    token = line.tokens[word]
    verb = token.xpos.startswith("VB") or (token.upos == "VERB" and not token.xpos.startswith("NN"))
    told = ("NOUN", "VERB", "ADJ", *(("ADV",) if line.below(word, "cop") else ()))  # "is there"
    if not verb and not token.xpos.startswith("NN") and token.upos not in told:
        return ()
    particles = {
        line.form(each)
        for each in line.below(word, "compound:prt")
        if line.kind(each + 1) != "time"
    }
    alone = particles <= left_behind(line, word)
    close = {
        line.form(each)
        for each in line.below(word, "advmod")
        if each == word + 1 or line.tokens[each].xpos == "RP"
    }
    close |= {line.form(each) for each in line.below(word, "xcomp") if _is_adjective(line, each)}
    bare = {line.form(each) for each in line.below(word, "obl", "nmod") if _is_bare(line, each)}
    return tuple(
        frame
        for frame in _frames().get((lemma_of(line, word), verb), ())
        if (frame.particle in particles | close | bare if frame.particle else alone)
    )


def _is_adjective(line: Line, word: int) -> bool:
    """Say whether a word tells what something is made: "made $2m available"."""
    return line.tokens[word].upos == "ADJ" and not line.below(word, "cop", "mark")


def _is_bare(line: Line, word: int) -> bool:
    """Say whether a preposition stands alone: "those who voted against"."""
    return line.tokens[word].upos == "ADP" and not any(line.children(word))


def frames_at(preposition: str) -> tuple[Frame, ...]:
    """Return the frames of being somewhere: "is at the summit"."""
    return _frames().get((preposition, False), ())


def lemma_of(line: Line, word: int) -> str:
    """Return the lemma of a word; where the model made one up, that by the table of forms."""
    lemma = line.tokens[word].lemma.lower()
    form, noun = line.form(word), line.tokens[word].xpos.startswith("NN")
    if not noun and (_irregular().get(form, ""), True) in _frames():
        return _irregular()[form]
    if (lemma, not noun) in _frames():
        return lemma
    if noun:
        singular = f"{form[:-3]}y" if form.endswith("ies") else form
        return singular if (singular, False) in _frames() else lemma
    return form if (form, True) in _frames() else _forms().get(form, lemma)


def spoken(line: Line, verb: int) -> str:
    """Return the lemma of a verb with its particle: "put out"."""
    particles = (line.form(each) for each in line.below(verb, "compound:prt"))
    return " ".join((lemma_of(line, verb), *particles))


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["lemma"] for row in lexicon("irregular")}


@cache
def _forms() -> dict[str, str]:
    """Return the regular forms of the verbs in the table, and irregular ones."""
    found = dict(_irregular())
    for lemma, verb in _frames():
        if verb:
            silent = lemma.removesuffix("e")
            stems = (silent, f"{lemma}{lemma[-1]}", f"{lemma[:-1]}i" if lemma[-1] == "y" else lemma)
            forms = {f"{stem}{end}" for stem in stems for end in ("ed", "ing", "es")}
            found |= dict.fromkeys((*sorted(forms), f"{lemma}s", f"{lemma}ing"), lemma)
    return found


@cache
def _frames() -> dict[tuple[str, bool], tuple[Frame, ...]]:
    found: dict[tuple[str, bool], tuple[Frame, ...]] = {}
    for row in lexicon("frames"):
        for words in values(row["words"]):
            for lemma, frame in _read(row, words):
                key = (lemma, frame.verb)
                found[key] = (*found.get(key, ()), frame)
    return found


def _read(row: Row, words: str) -> Iterator[tuple[str, Frame]]:
    """Yield the frame of one word of a row, by its lemma."""
    lemma, _, particle = words.partition(" ")
    kinds = {column: values(row[column]) or _ACTOR for column in ("agents", "patients")}
    for kind in (*kinds["agents"], *kinds["patients"]):
        if not known_kind(kind):
            raise InputError(f"frames.tsv, {words}: kinds.tsv has no {kind!r}; correct the row")
    if row["needs"] not in _NEEDS:
        raise InputError(f"frames.tsv, {words}: needs is {row['needs']!r}, not one of {_NEEDS}")
    yield (
        lemma,
        Frame(
            name=_name(words, row),
            event=row["event"],
            verb=row["pos"] == "verb",
            particle=particle,
            carriers=tuple(_listed(row["with"])),
            agent=values(row["agent"]),
            agents=kinds["agents"],
            patient=values(row["patient"]),
            patients=kinds["patients"],
            topic=values(row["topic"]),
            needs=row["needs"],
            senses=values(row["senses"]),
            at_most=Factuality(row["at most"] or Factuality.ACTUAL),
        ),
    )


def _listed(cell: str) -> Iterator[str]:
    """Yield the values of a cell, for "@money" each word that roles.tsv lists as that."""
    for value in values(cell):
        path, at, name = value.partition("@")
        words = sorted(role(name)) if at else [value]
        if not words:
            raise InputError(f"frames.tsv: roles.tsv has no role {name!r}; correct {value!r}")
        yield from (f"{path}{word}" for word in words) if at else words


def _name(words: str, row: Row) -> str:
    """Return what an event says made it: "sign", "refuse-to-sign", "dismiss-as", "talk-noun"."""
    name = words.replace(" ", "-")
    if row["pos"] != "verb":
        return f"{name}-{row['pos']}"
    if not row["with"]:
        return name
    path, _, lemma = values(row["with"])[0].rpartition(".")
    return f"{name}-{path}" if lemma == "*" else f"{name}-to-{lemma.lstrip('@').replace(' ', '-')}"
