"""Who made a system: "Nvidia's A800", "Baidu launched ErnieBot", "Ribbon, built by Tesla"."""

from collections.abc import Iterator

from communique.ingest.apposed import gloss
from communique.ingest.arguments import surface_subject
from communique.ingest.background import Background
from communique.ingest.frames import spoken
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name, antecedent
from communique.ingest.nouns import nouns_at
from communique.ingest.owners import owner_of
from communique.ingest.phrases import role
from communique.ingest.seats import case, is_unreal

_LONGEST_GLOSS = 3


def makers(line: Line, system: Name) -> Iterator[Name]:
    """Yield who made a system: "Nvidia's A800", "Baidu launched ErnieBot", "built by X".

    What is said of the noun that the name is in apposition to is said of the system.
    """
    yield from _called(line, system)
    if line.form(system.first - 1) == "'s":
        owner = line.ending(system.first - 1)
        if owner:
            yield owner
        return
    yield from _glossed(line, system)
    head = _described(line, system)
    if head != system.head:
        owners = (owner_of(line, each) for each in line.below(head, "nmod:poss"))
        yield from (owner for owner in owners if owner and owner.fitting(("Organization",)))
    yield from _whose(line, _noun_of(line, system))
    glosses = line.below(head, "appos")
    verbs = [*line.below(head, "acl", "acl:relcl"), line.head(head)]
    verbs += [verb for each in glosses for verb in line.below(each, "acl", "acl:relcl")]
    for verb in verbs:
        if verb < 0 or spoken(line, verb) not in role("making") or is_unreal(line, verb):
            continue
        below = line.head(verb) in (head, *glosses)
        passive = line.tokens[head].deprel == "nsubj:pass" or below
        if passive:
            agents = [
                *line.below(verb, "obl:agent"),
                *(o for o in line.below(verb, "obl") if case(line, o) == "by"),
                *_together(line, verb),
            ]
        elif line.tokens[head].deprel == "obj":
            agents = list(surface_subject(line, verb))
            agents += (o for o in line.below(verb, "obl") if case(line, o) == "with")
        else:
            continue
        built = line.tokens[verb].lemma in role("building")
        for agent in agents:
            name = line.headed_by(agent)
            if name and (built or not name.fitting(("Polity",))):
                yield name


def _together(line: Line, verb: int) -> Iterator[int]:
    """Yield with whom a system was made: "a model developed with Tindra", not "with its chips"."""
    for each in line.below(verb, "obl") if line.tokens[verb].lemma in role("building") else ():
        name = line.headed_by(each) if case(line, each) == "with" else None
        if name and name.head == each and name.fitting(("Organization",)):
            yield each


def spelt_maker(line: Line, system: Name, background: Background) -> Name | None:
    """Return whom the whole name of a system begins with: Google in "Google's Gemini"."""
    ends = (at for at in range(system.first + 1, system.last) if line.form(at) == "'s")
    end = next(ends, 0)
    words = [token.text for token in line.tokens[:end]]
    hit = background.gazetteer.longest(words, system.first) if end else None
    found = hit.surfaces[0].entity if hit and len(hit.surfaces) == 1 else None
    whole = hit is not None and hit.last == end
    company = found is not None and is_a(found.kind, "Organization")
    return line.name(system.first, end, (found,), "name") if found and whole and company else None


def _called(line: Line, system: Name) -> Iterator[Name]:
    """Yield who is called its maker: "OpenAI, the maker of ChatGPT", "ChatGPT maker OpenAI"."""
    word = _noun_of(line, system)
    noun = line.head(word)
    joined = line.tokens[word].deprel in ("nmod:poss", "compound")
    at = case(line, word) if line.tokens[word].deprel == "nmod" else ""
    made = (joined or at == "of") and noun >= 0 and line.tokens[noun].lemma in role("maker")
    if at == "behind":
        yield from _told_of(line, noun)
        made |= line.tokens[noun].deprel == "appos"
    if not made:
        return
    above = (line.head(noun),) if line.tokens[noun].deprel == "appos" else ()
    for each in (*above, *line.below(noun, "appos")):
        name = line.headed_by(each)
        if name and name.fitting(("Organization",)):
            yield name


def _noun_of(line: Line, system: Name) -> int:
    """Return the noun that a name stands before, else its head: "the Alva [chatbot]"."""
    joined = line.tokens[system.head].deprel in ("compound", "flat")
    above = line.head(system.head) if joined else -1
    named = above >= 0 and any(noun.kind == "AISystem" for noun in nouns_at(line, above))
    return above if named else system.head


def _whose(line: Line, word: int) -> Iterator[Name]:
    """Yield the firm whose system it is: "Tindra, whose Alva", "Tindra, the firm whose Alva"."""
    for each in line.below(word, "nmod:poss"):
        firm = antecedent(line, each) if line.form(each) == "whose" else -1
        near = firm == each - 1 or line.covering(firm) is not None
        yield from _told_of(line, firm) if firm >= 0 and near else ()


def _told_of(line: Line, noun: int) -> Iterator[Name]:
    """Yield the body that a noun is, or is said of in a gloss: "Tindra, the Oslo [start-up]"."""
    for name in line.names:
        about = gloss(line, name.last)
        told = name.head == noun or 0 <= about <= noun < about + _LONGEST_GLOSS
        if told and name.fitting(("Organization",)):
            yield name


def _glossed(line: Line, system: Name) -> Iterator[Name]:
    """Yield whose model the words after a name say it is: "Nokia's model", "a model from Nokia"."""
    for told in line.below(system.head, "appos"):
        if any(each.kind == "AISystem" for each in nouns_at(line, told)):
            froms = (of for of in line.below(told, "nmod") if case(line, of) in ("from", "by"))
            names = (line.headed_by(each) for each in froms)
            yield from (name for name in names if name and name.fitting(("Organization",)))
    owner = line.starting(system.last + 1) if line.form(system.last) == "," else None
    if owner and line.form(owner.last) == "'s":
        noun = line.head(owner.head)
        if noun > owner.last and any(each.kind == "AISystem" for each in nouns_at(line, noun)):
            yield owner


def _described(line: Line, system: Name) -> int:
    """Return the noun that "the app, Plaza," or "an app called Plaza" names, else the name's."""
    head = line.head(system.head)
    relation = line.tokens[system.head].deprel
    if head >= 0 and relation == "xcomp" and line.form(head) in role("naming"):
        head, relation = line.head(head), "appos"
    named = head >= 0 and any(noun.kind == "AISystem" for noun in nouns_at(line, head))
    return head if relation == "appos" and named else system.head
