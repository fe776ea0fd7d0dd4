"""Who belongs where without a title: "Sam Altman of OpenAI", "who heads the ITU"."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from communique.ingest.apposed import gloss
from communique.ingest.arguments import is_passive, subject, surface_subject
from communique.ingest.background import Background
from communique.ingest.bodies_ahead import body_at, body_end, body_from
from communique.ingest.clauses import case
from communique.ingest.coordination import coordinated
from communique.ingest.insets import after_inset
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role
from communique.ingest.polarity import is_negated
from communique.ingest.seats import is_unreal
from communique.ingest.titles import Office, is_owner

_KINDS = ("Organization", "Polity")
_HIRING = ("Company", "ResearchInstitution", "CivilSocietyOrganization", "GovernmentBody")
_LONGEST_NOUN, _LONGEST_HYPHENED = 6, 3


def officials(
    lines: Sequence[Line], offices: Sequence[Sequence[Office]], background: Background
) -> frozenset[str]:
    """Return the ids of those who hold an office of state, by the article or by background."""
    told = {
        office.person.id
        for held in offices
        for office in held
        if office.person and office.scope == "government"
    }
    people = (name.fitting(("Person",)) for line in lines for name in line.names)
    known = {
        person.id
        for person in people
        if person and any(tenure.polity for tenure in background.held_by(person.key))
    }
    return frozenset(told | known)


def former(offices: Sequence[Sequence[Office]]) -> frozenset[str]:
    """Return the ids of those of whom the article says only what they were."""
    told = [office for held in offices for office in held if office.person]
    was, now = (
        {office.person.id for office in told if office.person and (office.when == "past") == past}
        for past in (True, False)
    )
    return frozenset(was - now)


def find_affiliations(
    line: Line, official: AbstractSet[str], past: AbstractSet[str]
) -> Iterator[Office]:
    """Yield who belongs where without a title: "of X", "X's", "who heads X".

    Whoever is of a state represents it only as one of the `official`, given by id, and not as one
    of the `past`.
    """
    yield from by_verb(line)
    yield from _delegates(line)
    for name in line.names:
        person = name.fitting(("Person",))
        if not person or name.how in ("pronoun", "definite"):
            continue
        owner, last = _joint(line, name, _KINDS if person.id in official else _KINDS[:1])
        after = after_inset(line, name.last)
        if owner < 0 and line.form(after) == "," and line.form(after + 1) == "who":
            verb = after + 2
            if verb < len(line.tokens) and line.tokens[verb].lemma in role("leading"):
                owner, last = _led(line, verb), verb + 1
        if owner < 0 and (other := _counterpart(line, name)) >= 0:
            owner, last = other, name.last
        of = line.headed_by(owner) if owner >= 0 else None
        over = person.id in past and of is not None and of.fitting(("Polity",)) is not None
        if owner >= 0 and not over:
            first = min(name.first, owner)
            yield Office(
                first, max(last, name.last), first, first, "", "any", owner, "now", "", person, name
            )


def by_verb(line: Line) -> Iterator[Office]:
    """Yield whom verbs tell to work for somebody, or to lead it."""
    yield from _workers(line)
    yield from _joiners(line)
    yield from _heads(line)
    yield from _speakers(line)


def tie(person: Name, body: Name, of: int) -> Office:
    """Return the tie of a person to a body, without a title; word `of` stands for the body."""
    first, last = min(person.first, body.first), max(person.last, body.last)
    who = person.fitting(("Person",))
    return Office(first, last, first, first, "", "any", of, "now", "", who, person)


def _workers(line: Line) -> Iterator[Office]:
    """Yield who works for whom: "who teaches law at Keio", "left to lobby for Thales"."""
    for verb, token in enumerate(line.tokens):
        sits = token.lemma in role("sitting on")
        if not (sits or token.lemma in role("working")) or token.upos != "VERB":
            continue
        left = token.head >= 0 and line.tokens[token.head].lemma in role("quitting")
        denied = any(line.form(each) in role("no more") for each in line.children(verb))
        if denied or (token.xpos not in ("VBZ", "VBP") and not (token.xpos == "VB" and left)):
            continue
        subjects = (one for each in surface_subject(line, verb) for one in coordinated(line, each))
        people = (line.headed_by(each) for each in subjects)
        person = next((name for name in people if name and name.fitting(("Person",))), None)
        for each in line.below(verb, "obl") if person else ():
            body = line.headed_by(each)
            case = {line.form(child) for child in line.below(each, "case")}
            told = case & ({"on"} if sits else {"for", "at"})
            if person and body and body.fitting(("Organization",)) and told:
                yield tie(person, body, each)


def _joiners(line: Line) -> Iterator[Office]:
    """Yield who went to work for whom: "Ada Lund joined OpenAI in May", not "in calling for"."""
    for verb, token in enumerate(line.tokens):
        if token.lemma not in role("joining a staff") or token.upos != "VERB":
            continue
        if token.xpos not in ("VBD", "VBN") or is_passive(line, verb):
            continue
        doubtful = any(line.tokens[each].xpos == "MD" for each in line.children(verb))
        if doubtful or is_negated(line, verb):
            continue  # who joined it "in May, not in April" has joined
        joint = [*line.below(verb, "advcl", "xcomp", "ccomp"), *line.below(verb, "mark")]
        people = (line.headed_by(each) for each in surface_subject(line, verb))
        person = next((name for name in people if name and name.fitting(("Person",))), None)
        for each in line.below(verb, "obj") if person and not joint else ():
            body = line.headed_by(each)
            alone = not line.below(each, "conj") and body is not None and body.head == each
            if person and body and alone and body.fitting(_HIRING):
                yield tie(person, body, each)


def _speakers(line: Line) -> Iterator[Office]:
    """Yield who acts for whom: "Bo Li signed for Kenya", "Kenya was represented by Bo Li"."""
    yield from _representing(line)
    for verb, token in enumerate(line.tokens):
        passive = is_passive(line, verb)
        stands = token.lemma in role("representing") and passive
        acts = token.lemma in role("acting for") and not passive and token.upos == "VERB"
        once = token.deprel == "xcomp" and line.tokens[token.head].lemma == "use"
        if not (stands or acts) or once or is_unreal(line, verb):
            continue  # who "used to negotiate for" a state does so no more
        acting = next(iter(surface_subject(line, verb)), -1)
        if acting < 0 and token.xpos == "VBG" and token.deprel == "acl":
            acting = token.head  # "Bo Li, speaking for Kenya"
        for each in line.below(verb, "obl", "obl:agent"):
            by = each if case(line, each) == "by" else -1
            person, side = (by, acting) if stands else (acting, _for_whom(line, each))
            who = line.headed_by(person) if person >= 0 else None
            whom = line.headed_by(side) if side >= 0 else None
            if who and who.fitting(("Person",)) and whom and is_owner(whom):
                yield tie(who, whom, side)


def _representing(line: Line) -> Iterator[Office]:
    """Yield who "represents Kenya at the talks", by the verb alone."""
    for verb, token in enumerate(line.tokens):
        if token.lemma not in role("representing") or token.xpos not in ("VBZ", "VBP"):
            continue
        people = (line.headed_by(each) for each in surface_subject(line, verb))
        person = next((name for name in people if name and name.fitting(("Person",))), None)
        whom = [name for each in line.below(verb, "obj") if (name := line.headed_by(each))]
        if person and len(whom) == 1 and is_owner(whom[0]) and not is_unreal(line, verb):
            yield tie(person, whom[0], whom[0].head)


def _for_whom(line: Line, word: int) -> int:
    """Return for whom an oblique says that somebody acts: "for Kenya", "on behalf of Kenya"."""
    if line.form(word) == "behalf":
        return next(iter(line.below(word, "nmod", "nmod:poss")), -1)
    marks = line.below(word, "case")
    behalf = any(line.form(at) == "of" and line.form(at - 1) == "behalf" for at in marks)
    return word if behalf or case(line, word) == "for" else -1


def _heads(line: Line) -> Iterator[Office]:
    """Yield who leads what by a verb: "Ada Lund runs it", "the ministry, headed by Ada Lund"."""
    for verb, token in enumerate(line.tokens):
        passive = is_passive(line, verb)
        founded = token.lemma in role("founding") and not is_unreal(line, verb)
        told = passive or token.xpos in ("VBZ", "VBD") or (founded and token.xpos == "VBN")
        if token.lemma not in role("leading") or not told:
            continue
        past = any(line.form(each) in ("was", "were") for each in line.below(verb, "aux:pass"))
        past |= not passive and token.xpos == "VBD"
        past |= any(line.form(each) in role("last time") for each in line.below(verb, "advmod"))
        past &= not founded or passive  # whoever founded a firm is its founder
        led = surface_subject(line, verb) if passive else line.below(verb, "obj")
        if passive and token.deprel == "acl" and not line.below(verb, "nsubj:pass"):
            led = (token.head,)  # "sued Tindra, a start-up founded by Ada Lund"
        if founded and not led and token.deprel == "acl:relcl":
            led = (token.head,)  # "Tindra, which Ada Lund founded"
        sender = _sender(line, led[0]) if led else None
        body = _named_by(line, led[0]) if led and not past else None
        body = body or (_whole_of(line, led[0]) if led and not past and not passive else None)
        body = sender or (body if body and body.fitting(("Organization",)) else None)
        doers = (one for each in subject(line, verb) for one in (each, *line.below(each, "appos")))
        people = (line.headed_by(each) for each in doers)
        person = next((name for name in people if name and name.fitting(("Person",))), None)
        if person and body:
            yield tie(person, body, body.head)


def _delegates(line: Line) -> Iterator[Office]:
    """Yield who is named after a place in a delegation: "the head of its team, Ada Lund"."""
    for index, token in enumerate(line.tokens):
        if token.lemma not in role("of a delegation") or token.xpos != "NN":
            continue
        senders = (_sender(line, each) for each in line.below(index, "nmod"))
        sender = next((one for one in senders if one), None)
        for name in map(line.headed_by, line.below(index, "appos")):
            who = name.fitting(("Person",)) if name else None
            if sender and name and who and line.form(name.first - 1) == "," and name.first > index:
                first, last, of = min(index, sender.first), name.last, sender.head
                yield Office(first, last, first, first, "", "any", of, "now", "", who, name)


def _named_by(line: Line, word: int) -> Name | None:
    """Return the name of a word, or which it is a gloss of: "Tindra, the group led by Ada"."""
    if line.covering(word):
        return line.headed_by(word)
    told = ((name, gloss(line, name.last)) for name in line.names)
    return next((name for name, at in told if 0 <= at <= word < at + _LONGEST_HYPHENED), None)


def _whole_of(line: Line, word: int) -> Name | None:
    """Return the body of which a word is a part: "a group at Keio", "the unit of the army"."""
    parts = line.tokens[word].lemma in role("part of a staff")
    beside = (*line.below(word, "nmod", "nmod:poss"), *line.below(line.head(word), "obl"))
    for each in beside if parts else ():
        owned = line.tokens[each].deprel == "nmod:poss"
        body = line.headed_by(each) if owned or case(line, each) in ("at", "of", "within") else None
        if body and body.fitting(_KINDS[:1]):
            return body
    return None


def _sender(line: Line, word: int) -> Name | None:
    """Return the state whose delegation a word is: "Mexico's delegation", "the American side"."""
    if line.tokens[word].lemma not in role("delegation") or line.tokens[word].xpos != "NN":
        return None
    for each in line.below(word, "nmod:poss", "amod", "compound", "nmod"):
        name = line.covering(each)
        if line.tokens[each].deprel == "nmod" and case(line, each) not in ("of", "from"):
            continue
        if name and len(name.entities) == 1 and is_a(name.entities[0].kind, "Polity"):
            return name
    return None


def _counterpart(line: Line, name: Name) -> int:
    """Return a word of whose "his Kenyan counterpart, X," is, -1 for nobody's."""
    at = name.first - 1 - (line.form(name.first - 1) == ",")
    noun = at - (line.spells(at - 1, ("opposite", "number")))
    owner = line.ending(noun - (line.form(noun - 1) == "'s"))
    if noun < 1 or line.words(noun, at + 1).lower() not in role("same office") or not owner:
        return -1
    return owner.head if is_owner(owner) and is_a(owner.entities[0].kind, "Polity") else -1


def _joint(line: Line, name: Name, kinds: tuple[str, ...]) -> tuple[int, int]:
    """Return a word of the owner in "X of Y", "Y's X", and where the phrase ends."""
    sent = (_sender(line, each) for each in line.below(name.head, "nmod"))
    if sender := next((one for one in sent if one), None):
        return sender.head, sender.last
    if inset := _in_brackets(line, name, kinds):
        return inset.head, inset.last + 1
    apart = line.form(name.last) == "," and line.form(name.last + 1) in ("of", "from")
    of = name.last + apart
    place = body_from(line, of + 1, kinds)
    if line.form(of) in role("affiliation") and place:
        near = line.form(of) == "of" or name.first <= line.head(place.head) < name.last
        if near and (not apart or line.form(place.last) in role("comma")):
            return place.head, place.last
    if line.form(of) in role("affiliation") and (body := _states_body(line, of + 1)) >= 0:
        return body, body_end(line, body)
    if line.form(name.first - 1) == "'s":
        owner = line.ending(name.first - 1)
        if owner and is_owner(owner):
            return owner.head, name.last
        body = body_at(line, name.first - 2)
        if body == name.first - 2:
            return body, name.last
    return -1, name.last


def _states_body(line: Line, index: int) -> int:
    """Return the noun of a state's body from word `index` on, else -1: "Chad's ministry of ICT"."""
    state = line.starting(index + (line.form(index) == "the"))
    owns = state is not None and is_owner(state) and line.form(state.last) == "'s"
    return body_at(line, state.last + 1) if state and owns else -1


def _in_brackets(line: Line, name: Name, kinds: tuple[str, ...]) -> Name | None:
    """Return what brackets after a name hold and nothing else: "Ada Lund (SPD)"."""
    body = line.starting(name.last + 1) if line.form(name.last) == "(" else None
    whole = body is not None and line.form(body.last) == ")" and body.how != "demonym"
    return body if whole and body and body.fitting(kinds) else None


def _led(line: Line, verb: int) -> int:
    """Return the object of "heads", -1 when it is nothing that can be headed."""
    for thing in line.below(verb, "obj"):
        name = line.covering(thing)
        if name and name.fitting(("Organization",)):
            return thing
        if any(is_a(noun.kind, "Organization") for noun in nouns_at(line, thing)):
            return thing
    return -1
