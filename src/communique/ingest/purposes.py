"""What somebody does a thing for: "flew to Paris to attend", "used a visit to urge restraint"."""

from communique.ingest.arguments import is_verb, preposition
from communique.ingest.cues import cue
from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.model import Factuality

_NEVER = Factuality.NEGATED
_WHERE = ("obl", "obj", "advmod")


def is_gone_for(line: Line, word: int, head: int) -> bool:
    """Say whether a clause with "to" after a journey or a stay tells what is to be done there."""
    if preposition(line, word) != "to" or word < head:
        return False
    if not is_verb(line, head):
        due = line.tokens[head].lemma in role("awaited") and line.below(head, "obl")
        there = preposition(line, head) in role("staying in") or bool(due)
        return there and bool(line.below(head, "cop"))
    if any(cue("adverb", line.form(each)) == _NEVER for each in line.children(head)):
        return False
    goes = line.tokens[head].lemma in role("journey") and line.form(head + 1) not in role("went on")
    return goes and any(head < each < word for each in line.below(head, *_WHERE))


def is_said_thereby(line: Line, word: int, head: int) -> bool:
    """Say whether somebody does one thing to say another: "used the visit to urge restraint"."""
    done = line.tokens[head].lemma in role("done to speak") and is_verb(line, head)
    return (
        done
        and head < word
        and line.tokens[word].lemma in role("spoken purpose")
        and preposition(line, word) == "to"
    )
