"""Who made a system: "Nvidia's A800", "Baidu launched ErnieBot", "Ribbon, built by Tesla"."""

from collections.abc import Iterable, Iterator

from communique.ingest.apposed import gloss
from communique.ingest.arguments import is_passive, surface_subject
from communique.ingest.background import Background
from communique.ingest.clauses import case
from communique.ingest.frames import spoken
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name, antecedent
from communique.ingest.namings import named_noun
from communique.ingest.nouns import nouns_at
from communique.ingest.owners import owner_of
from communique.ingest.phrases import role
from communique.ingest.seats import is_unreal
from communique.ingest.testimony import is_program

_LONGEST_GLOSS = 3
_DESCRIBING = ("NN", "JJ", "HYPH", "VBN", "CD")


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
    yield from _possessing(line, system)
    head = _described(line, system)
    if head != system.head:
        owners = (owner_of(line, each) for each in line.below(head, "nmod:poss"))
        yield from (owner for owner in owners if owner and owner.fitting(("Organization",)))
    yield from _whose(line, _noun_of(line, system))
    told = [name for verb in _told_by(line, head) for name in _builders(line, verb)]
    yield from told
    if not any(case(line, name.head) != "with" for name in told):
        yield from _launching(line, head)


def _told_by(line: Line, head: int) -> Iterator[int]:
    """Yield the verbs of clauses that say how a system came to be, also in a gloss of it."""
    for noun in (head, *line.below(head, "appos")):
        clauses = line.below(noun, "acl", "acl:relcl")
        yield from (each for each in clauses if _is_making(line, each))


def _is_making(line: Line, verb: int) -> bool:
    return spoken(line, verb) in role("making") and not is_unreal(line, verb)


def _builders(line: Line, verb: int) -> Iterator[Name]:
    """Yield who builds a system in a clause on it: "built by X", "that a team at X built"."""
    agents = _by(line, verb)
    if line.tokens[verb].deprel == "acl:relcl" and not is_passive(line, verb):
        agents += [each for each in line.below(verb, "nsubj") if line.tokens[each].upos != "PRON"]
    yield from _bodies(line, verb, agents)
    yield from _bodies(line, verb, _together(line, verb))


def _launching(line: Line, head: int) -> Iterator[Name]:
    """Yield who builds or puts out a system in the clause that it stands in.

    What a state or an authority only puts out may be somebody else's.
    """
    verb, relation = line.head(head), line.tokens[head].deprel
    planned = verb >= 0 and {line.form(each) for each in line.below(verb, "aux")} <= role("will")
    real = verb >= 0 and (_is_making(line, verb) or (planned and not line.below(verb, "advmod")))
    if not real or spoken(line, verb) not in role("making"):
        return
    built = line.tokens[verb].lemma in role("building")
    if relation == "nsubj:pass":
        agents = [*_by(line, verb), *_together(line, verb)]
    else:
        agents = [*surface_subject(line, verb)] if relation == "obj" else []
        agents += [
            each for each in line.below(verb, "obl") if agents and case(line, each) == "with"
        ]
    for name in _bodies(line, verb, agents):
        if built or not name.fitting(("Polity", "GovernmentBody")):
            yield name


def _by(line: Line, verb: int) -> list[int]:
    """Return the heads of "by" whom something is done, also where the tree has them as no agent."""
    others = (each for each in line.below(verb, "obl") if case(line, each) == "by")
    return [*line.below(verb, "obl:agent"), *others]


def _bodies(line: Line, verb: int, agents: Iterable[int]) -> Iterator[Name]:
    """Yield whose work it is, for people that of their body: "engineers at Sharif University"."""
    for agent in agents:
        name = line.headed_by(agent)
        body = None
        if name is None or name.how in ("group", "described"):
            near = (*line.below(agent, "nmod"), *line.below(verb, "obl"))
            inside = (each for each in near if case(line, each) in role("staff of"))
            close = (line.headed_by(each) for each in inside if each > agent)
            body = next((at for at in close if at and at.fitting(("Organization",))), None)
        if found := body or name:
            yield found


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


def _possessing(line: Line, system: Name) -> Iterator[Name]:
    """Yield the body whose "new chatbot Mia" or "Mia chatbot" a name is: "its", "Tindra's"."""
    before = is_program(line, system.first - 1)
    if not before and not (is_program(line, system.last) and line.form(system.last - 1) != "'s"):
        return
    at = system.first - 1
    while at > 0 and line.tokens[at].xpos in _DESCRIBING:
        at -= 1
    owner = line.ending(at) if line.form(at) == "'s" else line.covering(at)
    pointing = line.tokens[at].xpos in ("POS", "PRP$")
    if pointing and owner and owner.fitting(("Organization",)):
        yield owner


def _described(line: Line, system: Name) -> int:
    """Return the noun that "the app, Plaza," or "an app called Plaza" names, else the name's."""
    head = line.head(system.head)
    relation = line.tokens[system.head].deprel
    if head >= 0 and relation == "xcomp" and line.form(head) in role("naming"):
        head, relation = named_noun(line, head), "appos"
    if head >= 0 and line.form(head) == "known" and line.tokens[head].deprel == "acl":
        return line.head(head)  # "the system, known as X,"
    named = head >= 0 and _is_system(line, head)
    return head if relation == "appos" and named else system.head


def _is_system(line: Line, word: int) -> bool:
    return any(noun.kind == "AISystem" for noun in nouns_at(line, word))
