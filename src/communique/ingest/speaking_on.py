"""Who goes on to speak after what somebody said: "said talks had failed and blamed Ada"."""

from communique.ingest.clauses import SUBJECTS, follows_comma
from communique.ingest.kinds import is_a
from communique.ingest.names import Line
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role


def is_of_thing(line: Line, verb: int, head: int) -> bool:
    """Say whether a thing is told of that cannot speak: "said talks had failed and blamed Ada"."""
    told = line.tokens[head].deprel == "ccomp" and line.tokens[line.head(head)].lemma
    spoken = told in role("tagging") and line.tokens[verb].lemma in role("voicing")
    things = line.below(head, *SUBJECTS)
    return bool(spoken and things) and not any(_may_speak(line, each) for each in things)


def _may_speak(line: Line, word: int) -> bool:
    nouns = nouns_at(line, word)[:1]
    people = any(is_a(noun.kind, "Actor") for noun in nouns)
    plain = line.tokens[word].upos == "NOUN" and not line.headed_by(word)
    return people or not plain


def is_turned_to(line: Line, verb: int, main: int) -> bool:
    """Say whether somebody goes on to those told: "told Kenya that it erred and urged it to"."""
    told = main >= 0 and line.below(main, "obj", "iobj")
    pronoun = any(line.tokens[each].upos == "PRON" for each in line.below(verb, "obj"))
    return bool(told) and pronoun and line.tokens[verb].lemma in role("voicing")


def is_of_sayer(line: Line, verb: int, head: int) -> bool:
    """Say whether ", accusing it" after what somebody said is what that somebody does."""
    telling = line.tokens[head].deprel == "ccomp" and line.tokens[line.head(head)].lemma
    said = telling in role("tagging") and verb > head > line.head(head)
    voiced = line.tokens[verb].lemma in role("voicing")
    return said and follows_comma(line, verb) and voiced and line.tokens[verb].xpos == "VBG"
