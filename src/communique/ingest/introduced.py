"""Names and the nouns beside them as one: "the start-up DeepSeek", "delegates from Japan"."""

from collections.abc import Iterator

from communique.ingest.described import count
from communique.ingest.kinds import fits
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Phrase, noun_phrase, nouns_at
from communique.ingest.phrases import role

_INTRODUCED = ("Organization", "AISystem", "Summit")
_JOINED = ("appos", "flat", "nmod", "compound")
_LIKELY = 0.9


def introduced(line: Line) -> Iterator[Name]:
    """Yield names with the noun before them that says what they are, which heads them."""
    for name in line.names:
        at = name.first - 1
        top = line.tokens[name.head]
        joined = top.head == at and top.deprel.split(":")[0] in _JOINED
        if name.how not in ("name", "learned") or at < 0 or not joined:
            continue
        halved = line.form(at - 1) == "-" and not nouns_at(line, at)
        at -= 2 * halved
        for noun in nouns_at(line, at):
            if fits(noun.kind, _INTRODUCED) and name.fitting(_INTRODUCED):
                phrase = noun_phrase(line, at, noun)
                yield _with_noun(line, phrase, _listed(line, name) if phrase.plural else [name])
                break


def sent_by(line: Line, phrase: Phrase) -> Name | None:
    """Return whom "delegates from Japan and ASEAN" stand for: those whose people they are.

    People of one state alone, or of companies, act for themselves.
    """
    people = phrase.kind == "Group" and phrase.noun.lemma in role("sent")
    if not people or count(line, phrase) or line.form(phrase.end) not in ("of", "from"):
        return None
    found: list[Name] = []
    index = phrase.end + 1
    while index < len(line.tokens):
        name = line.starting(index)
        if name and name.how != "demonym" and name.fitting(("Organization", "Polity")):
            found.append(name)
            index = name.last
        elif line.form(index) in ("the", "and", ",", "both"):
            index += 1
        else:
            break
    if not found or line.head(found[0].head) != phrase.head or not _are_sides(found):
        return None
    return _together(line, phrase, found, "metonym")


def _are_sides(names: list[Name]) -> bool:
    """Say whether names are bodies, or several states: those that people speak for."""
    states = [name for name in names if name.fitting(("Polity",))]
    alone = len(states) == len(names) == 1
    return not alone and not any(name.fitting(("Company",)) for name in names)


def _listed(line: Line, name: Name) -> list[Name]:
    """Return a name and those that a list goes on with."""
    found = [name]
    for other in line.below(name.head, "conj"):
        after = line.covering(other)
        if after and after.fitting(_INTRODUCED):
            found.append(after)
    return found


def _with_noun(line: Line, phrase: Phrase, names: list[Name]) -> Name:
    return _together(line, phrase, names, "title")


def _together(line: Line, phrase: Phrase, names: list[Name], how: str) -> Name:
    """Return the phrase and the names that go on from it as one name, of all of them."""
    entities = tuple(dict.fromkeys(name.entities[0] for name in names))
    last = names[-1].last
    return line.name(
        phrase.start,
        last,
        entities,
        how,
        several=len(entities) > 1,
        inner=line.among(phrase.start, last),
        probability=_LIKELY,
    )
