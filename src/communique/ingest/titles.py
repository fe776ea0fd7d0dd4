"""Titles in a sentence: their words, whose office it is, and whether it is held now."""

from dataclasses import dataclass

from communique.ingest.bodies_ahead import after_seat, body_at, body_end, told_body
from communique.ingest.kinds import is_a
from communique.ingest.modelled import calendar
from communique.ingest.names import Line, Name, antecedent, capitalised
from communique.ingest.nouns import Noun, nouns_at, singular
from communique.ingest.phrases import cut, role
from communique.ingest.portfolios import chamber_end, charged, portfolio, region_before
from communique.ingest.title_starts import epithets, extended, joined
from communique.model import Entity

_SCOPES = ("government", "organization", "spokesperson", "academic", "aide")
_LONGEST_NOUN = 5
_SPEAKING = ("spokesperson", "academic")
_DETERMINERS = ("the", "a", "an", "its", "his", "her")
_TYING = ("of", "for", "at", "to", "from")
_WORDS = ("NOUN", "PROPN", "ADJ")


@dataclass(frozen=True, slots=True)
class Office:
    """A title in a line and who holds it.

    The title is words `start` up to `end`; `first` up to `last` takes in its owner and its
    holder. `owner` is a word of whoever it belongs to, -1 if the line does not say. `title` is
    "" for an affiliation without one; `noun` is its main word.
    """

    first: int
    last: int
    start: int
    end: int
    title: str
    scope: str
    owner: int
    when: str
    noun: str = ""
    person: Entity | None = None
    holder: Name | None = None


def office_at(line: Line, index: int, *, shared: bool = False) -> Office | None:
    """Return the office whose title has its noun at word `index`, without a holder.

    With `shared` it is that of several: "the co-chairs", each of whom is a co-chair.
    """
    covered = line.covering(index)
    if covered and covered.how != "demonym":
        return None
    nouns = [noun for noun in nouns_at(line, index) if noun.scope in _SCOPES]
    if not nouns:
        return None
    many = singular(line.form(index)) != line.form(index)  # a name to the model: "Congressmen"
    plural = many or line.tokens[index].xpos in ("NNS", "NNPS")
    trained = any(line.spells(index + 1, ("by", word)) for word in role("training"))
    if plural != shared or trained or _is_halved(line, index):
        return None
    words = cut(nouns[0].lemma)
    led = nouns[0].use == "led"
    start = index if led else index - len(words) + 1
    start = joined(line, start, extended(line, start))
    whole = index + len(words) - 1 if led and words[-1] != "of" else index  # "head of state"
    owner, end = _after(line, whole, nouns[0].scope)
    while owner < 0 and line.form(end) == "and" and (other := _title_from(line, end + 1)) > end:
        owner, end = _after(line, other, nouns[0].scope)
    first, when, start = epithets(line, start)
    firm = any(noun.scope == "organization" for noun in nouns)
    if firm and (region := region_before(line, first)) < first:
        first = start = region
    of = first > 0 and owner >= 0 and line.form(index + 1) == "of"
    if of and body_at(line, first - 1) == first - 1:
        start = first = first - 1  # "Group CEO of Nvidia"
    before, first = _before(line, _born(line, first, nouns[0].scope))
    born = line.covering(before) if before >= 0 and nouns[0].scope == "organization" else None
    kept = owner >= 0 and born is not None and born.how == "demonym"  # "Kenyan head of the IPCC"
    owner = before if before >= 0 and not kept else owner
    start -= _is_spoken_with_body(line, start, index, nouns[0])
    first, earlier, _ = epithets(line, first)
    when = earlier if earlier != "now" else when
    scope = _scope(line, nouns, owner)
    last = end
    title_end = min(end, _title_end(line, whole, owner, end))
    if words[-1] == "of":
        sat_in = body_at(line, owner) == owner if owner >= 0 else False
        end = title_end = last = chamber_end(line, index, owner, end, sitting=sat_in)
        if end < 0:
            return None  # "a speaker of Hausa"
    title = line.words(start, title_end)
    owner = -1 if _is_of_a_union(line, title, owner) else owner
    if shared:
        title = title.replace(line.tokens[index].text, _one(line, index), 1)
    noun = nouns[0].lemma if led else words[-1]
    return Office(first, last, start, title_end, title, scope, owner, when, noun)


def _is_of_a_union(line: Line, title: str, owner: int) -> bool:
    """Say whether an adjective tells where the holder of a union's office is from.

    Thus "the French commissioner".
    """
    name = line.covering(owner) if owner >= 0 else None
    return name is not None and name.how == "demonym" and title.lower() in role("office of a union")


def _one(line: Line, index: int) -> str:
    """Return the singular of a word with its capital: "Senator" of "Senators"."""
    text = line.tokens[index].text
    lemma = singular(line.tokens[index].lemma.lower())
    if text.removesuffix("s").isupper():
        return text.removesuffix("s")  # "MPs"
    return lemma.capitalize() if capitalised(line.tokens[index].text) else lemma


def _is_halved(line: Line, index: int) -> bool:
    """Say whether a hyphen goes on with the title: "director" in "director-general"."""
    return (
        line.form(index + 1) == "-"
        and line.tokens[index].end == line.tokens[index + 1].start
        and index + 2 < len(line.tokens)
        and line.tokens[index + 1].end == line.tokens[index + 2].start
    )


def _is_spoken_with_body(line: Line, start: int, index: int, noun: Noun) -> bool:
    """Say whether the word before a title is the body's and the title's: "Treasury secretary".

    So it is with a chamber and those who lead it: "Senate President", "House Speaker".
    """
    body = line.ending(start)
    leads = noun.lemma.split()[-1] in role("presiding") and line.form(start - 1) in role("chamber")
    return leads or (
        body is not None
        and start == index
        and noun.lemma in role("portfolio")
        and body.fitting(("GovernmentBody",)) is not None
        and not nouns_at(line, start - 1)
    )


def _title_from(line: Line, index: int) -> int:
    """Return the last word of the longest noun for an office that begins at `index`, else -1."""
    ends = range(index, min(index + _LONGEST_NOUN, len(line.tokens)))
    wholes = (
        end
        for end in ends
        for noun in nouns_at(line, end)
        if noun.scope in _SCOPES and len(cut(noun.lemma)) == end - index + 1
    )
    return max(wholes, default=-1)


def next_title(line: Line, index: int) -> int:
    """Return the last word of the title at `index`, -1 without: "and [Executive Secretary]"."""
    found = -1
    while index < len(line.tokens) and line.tokens[index].upos in _WORDS:
        if any(noun.scope in _SCOPES for noun in nouns_at(line, index)):
            found = index
        elif found >= 0:
            break
        index += 1
    return found


def _scope(line: Line, nouns: list[Noun], owner: int) -> str:
    """Return the scope of an office: that of its noun which fits the kind of its owner."""
    name = line.covering(owner) if owner >= 0 else None
    entities = name.entities if name else ()
    body = any(is_a(entity.kind, "Organization") for entity in entities)
    wanted = "organization" if body else "government"
    return next((noun.scope for noun in nouns if noun.scope == wanted), nouns[0].scope)


def _after(line: Line, index: int, scope: str) -> tuple[int, int]:
    """Return a word of the owner after a title and where its words end: "of X", "for Y".

    "For" tells a minister's portfolio, but whom a lawyer or a spokesman speaks for.
    """
    position = charged(line, index + 1)
    owner = -1
    if line.form(position) == "on" and line.form(index) in role("serving on a field"):
        dated = line.kind(position + 1) == "time" or line.tokens[position + 1].text in calendar()
        end = portfolio(line, position + 1)  # "adviser on technology"
        position = end if end > position + 1 and not dated else position
    tying = (*_TYING, "with") if scope == "academic" else _TYING
    while line.form(position) in tying or _is_in_body(line, position):
        after = position + 1
        while line.form(after) in _DETERMINERS or line.form(after) in role("in or out of power"):
            after += 1
        if told := told_body(line, after):
            return told.head, told.last  # "founder of the Oslo start-up Tindra"
        name = line.starting(after_seat(line, after))
        if name and name.how == "demonym":
            served = _title_from(line, name.last)
            named = served < 0 or not _is_unnamed(line, served + 1)  # "an engineer of Danish birth"
            return (owner, position) if named else (name.head, served + 1)
        if name and is_owner(name) and _is_field(line, position, name, scope):
            position = name.last
            continue
        if name and is_owner(name):
            owned = line.starting(name.last + 1) if line.form(name.last) == "'s" else None
            name = owned if owned and is_owner(owned) else name
            firm = _firm_of(line, name) if owned is None and scope == "organization" else -1
            return (firm, firm + 1) if firm >= 0 else (name.head, name.last)
        body = body_at(line, after)
        if body >= 0:
            return body, body_end(line, body)
        end = portfolio(line, after)
        speaks = line.form(position) == "for" and scope in _SPEAKING
        if end == after or speaks or line.form(position) in ("at", "to", "from", "with"):
            break
        position = end
    return owner, position


def _is_in_body(line: Line, index: int) -> bool:
    """Say whether "in" leads to a body of government: "a state secretary in the ministry"."""
    if line.form(index) != "in":
        return False
    first = index + 1 + (line.form(index + 1) in _DETERMINERS)
    name = line.starting(first)
    owned = name is not None and line.form(name.last) == "'s"
    body = line.starting(name.last + 1) if name and owned else name
    if body and body.how != "demonym":
        return body.fitting(("GovernmentBody",)) is not None
    at = body_at(line, name.last + owned if name else first)
    return at >= 0 and line.tokens[at].lemma.lower() in role("executive body")


def _firm_of(line: Line, name: Name) -> int:
    """Return the head of what is a state's and no office of it: "China's biggest chipmaker"."""
    head = line.head(name.head)
    owns = line.tokens[name.head].deprel == "nmod:poss" and line.form(name.last) == "'s"
    state = is_a(name.entities[0].kind, "Polity") and head > name.last
    firm = owns and state and any(is_a(noun.kind, "Organization") for noun in nouns_at(line, head))
    return head if firm else -1


def _is_unnamed(line: Line, end: int) -> bool:
    """Say whether nobody is named after a title, and it owns nothing."""
    beside = line.starting(end + (line.form(end) == ","))
    return beside is None and line.form(end) != "'s"


def _is_field(line: Line, position: int, name: Name, scope: str) -> bool:
    """Say whether the model takes for a body what an office is for: "for [Data] at the AU"."""
    near = line.form(position) == "for" and scope not in _SPEAKING
    head = line.form(position) == "of" and capitalised(line.tokens[position - 1].text)
    signed = head and line.form(name.last) == "," and name.last - name.first == 1
    near = (near or signed) and not name.entities[0].known
    after = name.last + 1 + (line.form(name.last + 1) == "the")
    told = line.form(name.last) in ("at", "of") or signed
    body = line.starting(after) if near and told else None
    return body is not None and is_owner(body)


def _title_end(line: Line, index: int, owner: int, end: int) -> int:
    """Return where the title itself ends: before "of" and its owner."""
    if owner <= index:
        return end
    position = index + 1
    best = position
    while position < owner:
        if line.form(position) in (*_TYING, "with", "in"):
            best = position
        position += 1
    return best


def _born(line: Line, first: int, scope: str) -> int:
    """Return where it begins that a company's officer is from a country: "its [Dutch] chair"."""
    name = line.ending(first) if scope == "organization" else None
    if name is None or name.how != "demonym":
        return first
    before = name.first - 1
    owned = line.form(before) in ("'s", "whose") or line.tokens[max(before, 0)].xpos == "PRP$"
    return name.first if before >= 0 and owned else first


def _before(line: Line, first: int) -> tuple[int, int]:
    """Return a word of the owner right before a title, and where the phrase begins."""
    at = first - 1 if line.form(first - 1) == "'s" else first
    name = line.ending(at)
    if name and is_owner(name):
        return name.head, _determined(line, name.first)
    before = first - 1
    if before >= 0 and line.tokens[before].xpos == "PRP$":
        return before, before
    if before >= 0 and line.form(before) == "whose":
        return _whose(line, before), before
    if at == first - 1 or (before >= 0 and body_at(line, before) == before):
        head = at - 1 if at == first - 1 else before
        begin = name.first if name else _begun(line, head)
        return head, _determined(line, begin)
    return -1, _determined(line, first)


def _begun(line: Line, head: int) -> int:
    """Return where the words for a body begin: "the [foreign ministry] spokeswoman"."""
    begin = head
    while begin > 0 and line.tokens[begin - 1].deprel in ("amod", "compound"):
        if line.head(begin - 1) != head or not line.free(begin - 1, begin):
            break
        begin -= 1
    return begin


def _whose(line: Line, index: int) -> int:
    """Return whose office "whose" tells: what it takes up, else the body or state just before."""
    taken = antecedent(line, index)
    name = line.headed_by(taken) if taken >= 0 else None
    near = line.ending(index - (line.form(index - 1) == ","))
    beside = near is not None and is_owner(near) and near.how != "demonym"
    nouns = nouns_at(line, taken) if taken >= 0 else ()
    plain = name is None and not any(is_a(noun.kind, "Actor") for noun in nouns)
    return near.head if near and beside and plain else taken


def _determined(line: Line, first: int) -> int:
    while line.form(first - 1) in ("the", "a", "an"):
        first -= 1
    return first


def owner_name(line: Line, owner: int) -> Name | None:
    """Return whose office it is by a word of theirs, also inside the name of the holder."""
    name = line.headed_by(owner) if owner >= 0 else None
    if name and name.how in ("title", "described") and name.fitting(("Person",)):
        inside = (inner for inner in name.inner if inner.first <= owner < inner.last)
        return next(inside, name)
    return name


def is_owner(name: Name) -> bool:
    """Say whether a name is of one polity or organization, which can have offices."""
    kinds = [entity.kind for entity in name.entities]
    return len(kinds) == 1 and (is_a(kinds[0], "Polity") or is_a(kinds[0], "Organization"))
