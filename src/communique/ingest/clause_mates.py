"""Who else takes part in what a pronoun's own clause tells, so that the pronoun is another."""

from collections.abc import Iterator

from communique.ingest.arguments import is_verb, surface_subject
from communique.ingest.discourse import Discourse, Trace
from communique.ingest.names import Line
from communique.ingest.nouns import noun_phrase, nouns_at
from communique.ingest.phrases import role
from communique.model import Entity

_SUBJECTS = ("nsubj", "nsubj:pass")
_DONE_TO = ("obj", "iobj", "obl", "obl:agent")


def mates(discourse: Discourse, line: Line, index: int) -> set[Entity]:
    """Return who does something to a pronoun, or to whom it does so, as far as spoken of before.

    "Kenya's donors met doctors. They warned the doctors": they are the donors.
    """
    verb = line.head(index)
    if verb < 0 or not is_verb(line, verb):
        return set()
    acting = line.tokens[index].deprel in _SUBJECTS
    heads = line.below(verb, *_DONE_TO) if acting else surface_subject(line, verb)
    found: set[Entity] = set()
    for each in heads:
        name = line.headed_by(each)
        if name and name.how != "demonym":
            found.update(name.entities)
        else:
            found.update(_called_so(discourse, line, each))
    return found


def _called_so(discourse: Discourse, line: Line, head: int) -> Iterator[Entity]:
    """Yield whom the noun at a word can only repeat: "the doctors", "rich nations" once more."""
    phrases = [noun_phrase(line, head, noun) for noun in nouns_at(line, head)[:1]]
    spoken = {entity for trace in discourse.traces for entity in trace.entities}
    for phrase in phrases:
        bare = phrase.definite == "definite" and phrase.start == phrase.head
        words = line.words(phrase.start, phrase.end).lower()
        noun = phrase.noun.lemma.split()[-1]
        for entity in spoken:
            called = bare and noun in discourse.nouns.get(entity.id, ())
            if called or entity.name.lower() == words:
                yield entity


def is_other(line: Line, number: int, trace: Trace, index: int) -> bool:
    """Say whether a trace is an argument of the pronoun's own verb, so somebody else.

    So is that of a clause without a subject that depends on it ("pressed by A, he admitted"), and
    whom the clause around it describes ("B, who spoke after her").
    """
    if trace.line != number or line.tokens[index].deprel == "nmod:poss":
        return False
    verb, own = line.head(trace.head), line.head(index)
    raised = line.form(index) in role("object form") and line.tokens[index].deprel == "nsubj"
    if own in (verb, line.head(trace.top)) or (raised and verb == line.head(own)):
        return True
    hanging = verb >= 0 and line.tokens[verb].deprel == "advcl" and line.head(verb) == own
    if hanging and not line.below(verb, *_SUBJECTS) and line.tokens[index].deprel in _SUBJECTS:
        return True
    if own < 0 or not is_verb(line, own):
        return False
    subjects = [each for each in surface_subject(line, own) if each != index]
    within = line.tokens[index].deprel == "obj" and any(
        trace.head in line.subtree(each) for each in subjects
    )
    return within or any(
        _described(line, each) == trace.head or each == _described(line, trace.head)
        for each in subjects
    )


def _described(line: Line, index: int) -> int:
    """Return whom a word in apposition describes: in "Ada, the judge who ..." the first."""
    while line.tokens[index].deprel == "appos":
        index = line.head(index)
    return index
