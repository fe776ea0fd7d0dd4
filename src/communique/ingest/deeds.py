"""Whose deed a noun tells: Kenya's in "the actions of Kenya", not in "the invasion of Kenya"."""

from communique.ingest.arguments import preposition
from communique.ingest.names import Line
from communique.ingest.phrases import role


def doer(line: Line, noun: int, owners: tuple[int, ...]) -> tuple[int, ...]:
    """Return who did what a noun tells: one of its `owners`, else whom it is "of".

    What is done to somebody has them after "of", and of people before it: "Lund's arrest".
    """
    of = tuple(each for each in line.below(noun, "nmod") if preposition(line, each) == "of")
    lemma = line.tokens[noun].lemma.lower()
    if owners:
        return (
            () if lemma in role("deed done to people") and _is_person(line, owners[0]) else owners
        )
    return tuple(each for each in of if not (_is_done_to(line, noun) and _is_actor(line, each)))


def _is_done_to(line: Line, noun: int) -> bool:
    """Say whether a noun tells what is done to others: "arrest", "the blacklisting"."""
    lemma = line.tokens[noun].lemma.lower()
    done = lemma in (*role("deed done to"), *role("deed done to people"))
    return done or (line.form(noun).endswith("ing") and line.form(noun) not in role("own doing"))


def _is_person(line: Line, word: int) -> bool:
    name = line.headed_by(word)
    return name is not None and name.fitting(("Person",)) is not None


def _is_actor(line: Line, word: int) -> bool:
    name = line.headed_by(word)
    return name is None or bool(name.all_fitting(("Actor",)))
