"""People without a name to whom words point back that say little of them: "the man", "all four"."""

from communique.ingest.arguments import preposition
from communique.ingest.candidates import doing
from communique.ingest.discourse import Discourse
from communique.ingest.genders import told
from communique.ingest.kinds import is_a
from communique.ingest.names import Line
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import role
from communique.model import Entity

_NEAR = 2
_FAMILIES = {"Person": "Person", "Company": "Organization"}
"""What there may be one of in a text, and what none of may have been spoken of then."""
_DONE_TO = ("obj", "iobj", "obl")


def anybody(discourse: Discourse, number: int, line: Line, phrase: Phrase) -> Entity | None:
    """Return the one person or group that a bare "the man" or "the women" in a line can mean.

    Of several persons it is the one who was only described, as news calls others by their names.
    """
    bare = phrase.definite == "definite" and phrase.start == phrase.head
    if not bare or phrase.last > phrase.end or phrase.noun.lemma not in role("anybody"):
        return None
    gender = told((phrase.noun.lemma,))
    others = doing(line, phrase, _DONE_TO)
    for traces in discourse.recent(number, _NEAR, ("Group" if phrase.plural else "Person",)):
        people = {
            entity.id: entity
            for trace in traces
            for entity in trace.entities
            if entity not in others and _may_be(discourse, entity, phrase, gender)
        }
        found = [entity for key, entity in people.items() if key not in discourse.spelt]
        if people:
            return found[0] if len(found) == 1 else None
    return None


def _may_be(discourse: Discourse, entity: Entity, phrase: Phrase, gender: str) -> bool:
    """Say whether somebody may be called so: of no other gender, and a group of people."""
    if phrase.plural:
        return entity.id in discourse.peopled
    return is_a(entity.kind, "Person") and (not gender or discourse.fits(entity.id, gender))


def sized(discourse: Discourse, number: int, reach: int, size: int) -> tuple[Entity, ...]:
    """Return the one group of so many that the `reach` sentences before a line speak of, else ().

    Not who stands in the same sentence: "two envoys said that the pair had met".
    """
    found = {
        entity.id: entity
        for traces in discourse.recent(number, reach, ("Group",))
        for trace in traces
        if trace.line < number
        for entity in trace.entities
        if discourse.sizes.get(entity.id) == size
    }
    return tuple(found.values()) if len(found) == 1 else ()


def so_many(discourse: Discourse, number: int, reach: int, size: int) -> tuple[Entity, ...]:
    """Return whom "both", "the two" or "all four" are: one group of so many, or those named last.

    Whichever was spoken of last.
    """
    several = discourse.two(number, reach, size)
    group = sized(discourse, number, reach, size)
    ends = [
        max(trace.line for one in who if (trace := discourse.last(one))) if who else -1
        for who in (several, group)
    ]
    first = ends[1] >= ends[0] or not _are_joined(discourse, several)
    return group if first and group else several


def _are_joined(discourse: Discourse, several: tuple[Entity, ...]) -> bool:
    """Say whether one sentence has joined some by "and", as a group of so many may not be."""
    tops = [{(t.line, t.top) for t in discourse.traces if one in t.entities} for one in several]
    return bool(tops) and bool(set.intersection(*tops))


def is_first(discourse: Discourse, line: Line, phrase: Phrase) -> bool:
    """Say whether a bare "the mayor" or "the supplier" can point to nobody spoken of before.

    Then it is whoever there is one of. Not so if a clause says which one is meant, where somebody
    was spoken of whom nothing is known of, or in a text that may be of a company: "the firm".
    So is "the code" that somebody signs where no text was spoken of.
    """
    bare = phrase.definite == "definite" and phrase.start == phrase.head
    told = phrase.last > phrase.end or line.below(phrase.head, "acl:relcl", "acl")
    signed = is_a(phrase.kind, "Instrument") and _is_signed(line, phrase.head)
    if not bare or phrase.plural or told or line.heading:
        return False
    if phrase.noun.use == "named" and not signed:
        return False
    kind = next((like for own, like in _FAMILIES.items() if is_a(phrase.kind, own)), "")
    kind = "Instrument" if signed else kind
    if not kind or phrase.noun.lemma in role("own body") | role("anybody") | role("team"):
        return False
    spoken = (entity for trace in discourse.traces for entity in trace.entities)
    here = (entity for name in line.names for entity in name.entities)
    like = any(is_a(entity.kind, kind) for each in (spoken, here) for entity in each)
    return not like and (signed or not discourse.strangers)


def _is_signed(line: Line, word: int) -> bool:
    """Say whether somebody signs a text: "signed up to the code", "put its name to the text"."""
    verb, relation = line.head(word), line.tokens[word].deprel
    if relation == "nmod" and verb >= 0:
        return line.form(verb) in role("own mark")
    lemma = line.tokens[verb].lemma if verb >= 0 else ""
    if relation in ("obj", "nsubj:pass"):
        return lemma in role("signing texts")
    marked = any(line.form(each) in role("own mark") for each in line.below(verb, "obj"))
    joins = lemma in role("signing texts") and preposition(line, word) in role("signing up to")
    return relation == "obl" and (marked or joins)
