"""Whose something is: of what a body is a part, who owns it, whom a possessive stands for."""

from collections.abc import Iterator

from communique.ingest.arguments import surface_subject
from communique.ingest.clauses import case
from communique.ingest.names import Line, Name, antecedent
from communique.ingest.phrases import role
from communique.ingest.seats import is_unreal

_THEIR_OWN = ("Company", "NewsOutlet", "GovernmentBody")
_PUBLIC = ("IntergovernmentalOrganization", "GovernmentBody")
_OWNING = ("Polity", *_PUBLIC)


def wholes(line: Line, part: Name) -> Iterator[Name]:
    """Yield what "an arm of the US Commerce Department" makes an organization a part of."""
    if line.form(part.last) == "of" and part.how != "title":
        after = part.last + 1 + (line.form(part.last + 1) == "the")
        whole = line.starting(after)
        kinds: tuple[str, ...] = ("Polity",) if part.fitting(("GovernmentBody",)) else ()
        organ = line.form(part.last - 1) in role("organ") - role("ministry")  # "ministry of ICT"
        kinds += ("Organization",) if organ else ()
        if whole and whole.fitting(kinds):
            yield whole
    yield from possessors(line, part)
    noun = line.head(part.head)
    if part.first and line.tokens[part.first - 1].lemma in role("part"):
        owners = (owner_of(line, each) for each in line.below(part.head, "nmod:poss"))
        yield from (owner for owner in owners if owner and owner.how != "demonym")
    if line.tokens[part.head].deprel == "appos" and line.tokens[noun].lemma in role("part"):
        owners = (owner_of(line, each) for each in line.below(noun, "nmod:poss"))
        yield from (owner for owner in owners if owner and owner.how != "demonym")
    yield from _owners(line, part)
    yield from _seat_of_learning(line, part)
    yield from parents(line, part)
    told = [*line.below(part.head, "appos")]
    told += [
        each
        for each in line.below(part.head, "acl:relcl")
        if line.below(each, "cop") and not is_unreal(line, each)
    ]
    whole_of = line.head(part.head)
    if line.tokens[part.head].deprel == "nsubj" and line.below(whole_of, "cop"):
        told += [whole_of] if not is_unreal(line, whole_of) else []
    for noun in told:
        if line.tokens[noun].lemma in role("part"):
            for of in line.below(noun, "nmod"):
                name = line.headed_by(of)
                if name and case(line, of) == "of":
                    yield name


def _seat_of_learning(line: Line, part: Name) -> Iterator[Name]:
    """Yield the university that a centre is at: "the Centre for Peace at Ohun University"."""
    words = {line.form(index) for index in range(part.first, part.last)}
    whole = line.starting(part.last + 1 + (line.form(part.last + 1) == "the"))
    inside = line.form(part.last) in ("at", "of") and bool(words & role("unit of a university"))
    if inside and whole and whole.fitting(("ResearchInstitution",)):
        yield whole


def parents(line: Line, part: Name) -> Iterator[Name]:
    """Yield the parent company of a firm: "its parent, Ada", "Ada is the parent of Tindra"."""
    noun = line.head(part.head)
    owned = line.tokens[part.head].deprel == "nmod:poss" or case(line, part.head) == "of"
    for each in line.below(part.head, "conj"):
        if _is_parent(line, each) and any(_is_own(line, at) for at in line.children(each)):
            noun, owned = each, True  # "Tindra and its parent company, Ada Lund Ltd."
    joint = line.tokens[noun].deprel == "conj" and part.how == "pronoun"
    if noun < 0 or not owned or joint:
        return
    beside = [*line.below(noun, "appos"), noun]
    if _is_parent(line, noun):
        copular = bool(line.below(noun, "cop")) and not is_unreal(line, noun)
        beside += line.below(noun, "nsubj") if copular else ()
        above = line.tokens[noun].deprel
        told = line.head(noun) if above == "nsubj" else -1
        said = told >= 0 and bool(line.below(told, "cop")) and not is_unreal(line, told)
        beside += [line.head(noun)] if above == "appos" or said else ()
    elif not any(_is_parent(line, each) for each in range(part.last, noun)):
        return
    for each in beside:
        name = line.headed_by(each)
        named = name is not None and name.head == each and name.how != "described"
        if name and named and name.fitting(("Organization",)):
            yield name


def _is_own(line: Line, word: int) -> bool:
    return line.tokens[word].deprel == "nmod:poss" and line.tokens[word].xpos == "PRP$"


def _is_parent(line: Line, noun: int) -> bool:
    before = line.form(noun - 1) in role("parent")
    return line.form(noun) in role("parent") or (before and line.form(noun) in role("firm"))


def possessors(line: Line, part: Name) -> Iterator[Name]:
    """Yield whose organ it is: "the ITU's council", "Kenya's institute", not "Japan's bank"."""
    nouns = {token.lemma.lower() for token in line.tokens[part.first : part.last]}
    own = part.entities[0].known or not nouns & role("organ")
    learned = part.how != "described" and part.fitting(("ResearchInstitution",)) is not None
    own |= learned and not nouns & role("institute of a state")  # "Canada's AI Safety Institute"
    organ = bool(nouns & role("organ")) or not part.fitting(_THEIR_OWN)
    kinds = _OWNING if not own else _PUBLIC if part.how == "name" and organ else ()
    for each in line.below(part.head, "nmod:poss"):
        owner = owner_of(line, each)
        if owner and owner.how != "demonym" and owner.fitting(kinds):
            yield owner


def _owners(line: Line, part: Name) -> Iterator[Name]:
    """Yield whose an organization is: "owned by Tesla", "which sits within the ministry"."""
    above = line.head(part.head)
    plain = line.tokens[part.head].deprel in ("nsubj", "nsubj:pass")
    if line.tokens[part.head].deprel == "obj" and line.tokens[above].lemma in role("having whole"):
        subjects = surface_subject(line, above) if not is_unreal(line, above) else ()
        names = (line.headed_by(each) for each in subjects)
        yield from (name for name in names if name and name.fitting(("Organization",)))
    verbs = [above] if plain and above >= 0 else []
    for verb in (*verbs, *line.below(part.head, "acl", "acl:relcl")):
        belongs = line.tokens[verb].lemma in role("owning")
        inside = line.tokens[verb].lemma in role("standing within")
        for each in () if is_unreal(line, verb) else line.below(verb, "obl:agent", "obl"):
            name = line.headed_by(each)
            at = case(line, each)
            if name and ((belongs and at in ("by", "to")) or (inside and at in role("inside of"))):
                yield name


def owner_of(line: Line, index: int) -> Name | None:
    """Return whom a possessive stands for: a name, or what "whose" describes."""
    if line.form(index) == "whose":
        found = antecedent(line, index)
        index = found if found >= 0 else max(index - 1, 0)
        while line.tokens[index].deprel == "appos":
            index = line.head(index)
    return line.headed_by(index)
