"""Offices beside names: who holds what, for whom, as the words around a name say.

"US Secretary of Commerce Gina Raimondo" is one name and several facts; so is "Its president,
Brad Smith," once it is known what "its" stands for, which is why offices are found before
pronouns are read, and told after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique.ingest.background import Background, position_key
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name, antecedent, capitalised
from communique.ingest.nouns import Noun, nouns_at
from communique.ingest.phrases import cut, role
from communique.language.tables import lexicon
from communique.model import Article, Entity
from communique.vocab import slug

_SCOPES = ("government", "organization", "spokesperson", "academic", "aide")
_WORDS = ("NOUN", "PROPN", "ADJ")
_CLOSING = (",", ".", ")", ";", "-", "–", "—", "", '"')
_LONGEST = 6


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


def find_offices(
    line: Line, article: Article, background: Background
) -> tuple[Line, tuple[Office, ...]]:
    """Return the line with names and titles before them as one, and the offices that are held."""
    found = []
    index = 0
    while index < len(line.tokens):
        office = _office(line, index)
        held = _held(line, office, article, background) if office else None
        if held and held.holder:
            found.append(held)
            line = line.adding(_joined(line, held, held.holder))
            index = max(held.last, index + 1)
        else:
            index += 1
    return line, tuple(found)


def without_repeats(offices: Sequence[Sequence[Office]]) -> list[tuple[Office, ...]]:
    """Return the offices of each line without forms of address: "Minister Lund" tells no office
    of her who is the foreign minister elsewhere.
    """
    titles: dict[str, set[str]] = {}
    for office in (office for held in offices for office in held):
        if office.person and office.when == "now":
            titles.setdefault(office.person.id, set()).add(office.title.lower())
    return [tuple(office for office in held if not _is_address(office, titles)) for held in offices]


def _is_address(office: Office, titles: Mapping[str, set[str]]) -> bool:
    others = titles.get(office.person.id, set()) if office.person else set()
    word = office.title.lower()
    alone = office.owner < 0 and word and " " not in word
    return bool(alone) and any(word in other.split() for other in others if other != word)


def position(office: Office, owner: Entity | None) -> Entity:
    """Return an office as a thing, which is that of its owner where there is one."""
    key = position_key(owner.key if owner else "", office.title)
    name = f"{office.title}, {owner.name}" if owner else office.title
    return Entity("Position", key or office.title, name, aliases=(office.title,) if owner else ())


def _office(line: Line, index: int) -> Office | None:
    """Return the office whose title has its noun at word `index`, without a holder."""
    covered = line.covering(index)
    if covered and covered.how != "demonym":
        return None
    nouns = [noun for noun in nouns_at(line, index) if noun.scope in _SCOPES]
    if not nouns or line.tokens[index].xpos in ("NNS", "NNPS") or _is_halved(line, index):
        return None
    start = index - len(cut(nouns[0].lemma)) + 1
    start = _extended(line, start)
    owner, end = _after(line, index)
    while line.form(end) == "and" and _is_title(line, end + 1):
        owner, end = _after(line, end + 1)
    first, when, start = _epithets(line, start)
    before, first = _before(line, first)
    owner = before if before >= 0 else owner
    start -= _is_spoken_with_body(line, start, index, nouns[0])
    first, earlier, _ = _epithets(line, first)
    when = earlier if earlier != "now" else when
    scope = _scope(line, nouns, owner)
    last = end
    title_end = min(end, _title_end(line, index, owner, end))
    title = line.words(start, title_end)
    noun = nouns[0].lemma.split()[-1]
    return Office(first, last, start, title_end, title, scope, owner, when, noun)


def _is_halved(line: Line, index: int) -> bool:
    """Say whether a hyphen goes on with the title: "director" in "director-general"."""
    return (
        line.form(index + 1) == "-"
        and line.tokens[index].end == line.tokens[index + 1].start
        and index + 2 < len(line.tokens)
        and line.tokens[index + 1].end == line.tokens[index + 2].start
    )


def _is_spoken_with_body(line: Line, start: int, index: int, noun: Noun) -> bool:
    """Say whether the word before a title is the body's and the title's: "Treasury secretary"."""
    body = line.ending(start)
    return (
        body is not None
        and start == index
        and noun.lemma in role("portfolio")
        and body.fitting(("GovernmentBody",)) is not None
        and not nouns_at(line, start - 1)
    )


def _is_title(line: Line, index: int) -> bool:
    return index < len(line.tokens) and any(noun.scope in _SCOPES for noun in nouns_at(line, index))


def _scope(line: Line, nouns: list[Noun], owner: int) -> str:
    """Return the scope of an office: that of its noun which fits the kind of its owner."""
    name = line.covering(owner) if owner >= 0 else None
    entities = name.entities if name else ()
    body = any(is_a(entity.kind, "Organization") for entity in entities)
    wanted = "organization" if body else "government"
    return next((noun.scope for noun in nouns if noun.scope == wanted), nouns[0].scope)


def _extended(line: Line, start: int) -> int:
    """Return where a title begins: "[Kenyan] ICT minister", "Chief financial officer"."""
    while start > 0:
        token = line.tokens[start - 1]
        covered = line.covering(start - 1)
        hyphen = token.text == "-" and token.end == line.tokens[start].start
        term = covered is None or is_a(covered.entities[0].kind, "Technology")
        body = any(is_a(noun.kind, "Organization") for noun in nouns_at(line, start - 1))
        plain = token.upos in _WORDS and not body and token.text not in _days()
        if not term or not (plain or hyphen) or _when(line, start - 1):
            break
        start -= 1
    return start


def _after(line: Line, index: int) -> tuple[int, int]:
    """Return a word of the owner after a title and where its words end: "of X", "for Y"."""
    position = index + 1
    owner = -1
    while line.form(position) in ("of", "for", "at", "to", "from"):
        after = position + 1
        while line.form(after) in ("the", "a", "an", "its", "his", "her"):
            after += 1
        name = line.starting(after)
        if name and is_owner(name):
            owned = line.starting(name.last + 1) if line.form(name.last) == "'s" else None
            name = owned if owned and is_owner(owned) else name
            return name.head, name.last
        body = body_at(line, after)
        if body >= 0:
            return body, body + 1
        end = _portfolio(line, after)
        if end == after or line.form(position) in ("at", "to", "from"):
            break
        position = end
    return owner, position


def _portfolio(line: Line, index: int) -> int:
    """Return where "Science and Technology" ends, which begins at word `index`."""
    end = index
    while index < len(line.tokens) and index - end < 2:
        name = line.covering(index)
        term = name is None or is_a(name.entities[0].kind, "Technology")
        joint = line.form(index) in ("and", "&", ",") and index > end - 1
        person = any(
            entity.type == "PERSON" and entity.start <= index < entity.end
            for entity in line.sentence.entities
        )
        if not term or person:
            break
        if line.tokens[index].upos in _WORDS:
            end = index + 1
        elif not joint or not _is_list(line, index):
            break
        index += 1
    return end


def _is_list(line: Line, index: int) -> bool:
    """Say whether a joint goes on with a capitalised portfolio: "Internal Affairs and ..."."""
    after = index + 1
    return (
        after < len(line.tokens)
        and capitalised(line.tokens[after].text)
        and capitalised(line.tokens[index - 1].text)
    ) or (
        line.form(index) == "and"
        and line.tokens[index].upos == "CCONJ"
        and (
            after < len(line.tokens)
            and line.tokens[after].deprel == "conj"
            and line.head(after) == index - 1
        )
    )


def body_at(line: Line, index: int) -> int:
    """Return the head of "the ministry" when it begins at word `index`, -1 otherwise."""
    while index < len(line.tokens) and line.tokens[index].upos in _WORDS:
        if any(is_a(noun.kind, "Organization") for noun in nouns_at(line, index)):
            return index
        index += 1
    return -1


def _title_end(line: Line, index: int, owner: int, end: int) -> int:
    """Return where the title itself ends: before "of" and its owner."""
    if owner <= index:
        return end
    position = index + 1
    best = position
    while position < owner:
        if line.form(position) in ("of", "for", "at", "to", "from"):
            best = position
        position += 1
    return best


def _epithets(line: Line, start: int) -> tuple[int, str, int]:
    """Return where epithets before a title begin, and whether the office is past."""
    when = "now"
    first = start
    while first > 0 and (found := _when(line, first - 1)):
        first -= 1
        when = found if found != "now" else when
        if line.form(first - 1) == "-":
            break
    return first, when, start


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
        return antecedent(line, before), before
    if at == first - 1 or (before >= 0 and body_at(line, before) == before):
        head = at - 1 if at == first - 1 else before
        return head, _determined(line, head)
    return -1, _determined(line, first)


def _determined(line: Line, first: int) -> int:
    while line.form(first - 1) in ("the", "a", "an"):
        first -= 1
    return first


def is_owner(name: Name) -> bool:
    """Say whether a name is of one polity or organization, which can have offices."""
    kinds = [entity.kind for entity in name.entities]
    return len(kinds) == 1 and (is_a(kinds[0], "Polity") or is_a(kinds[0], "Organization"))


def _held(line: Line, office: Office, article: Article, background: Background) -> Office | None:
    """Return the office with its holder: before, after or beside it."""
    following = line.starting(office.last)
    if following and following.fitting(("Person",)):
        return _with(office, office.first, following.last, following)
    pointed = office.owner >= 0 or office.first < office.start
    apposed = _addressed(line, office.last + 1) if line.form(office.last) == "," else None
    before = line.ending(office.first - 1) if line.form(office.first - 1) == "," else None
    if before and before.fitting(("Person",)) and apposed and apposed.first > office.last + 1:
        apposed = None
    person = apposed and pointed and apposed.fitting(("Person",))
    if apposed and person and (line.form(apposed.last) in _CLOSING or _says(line, apposed.last)):
        return _with(office, office.first, apposed.last, apposed)
    closed = line.form(office.last) in _CLOSING or line.form(office.last) in role("relative")
    top = line.tokens[line.top(office.start, office.last)]
    ended = bool(before) and line.form(office.last) != "-"
    joined = ended and top.deprel == "appos" and line.headed_by(top.head) == before
    closed = closed or joined
    if before and before.fitting(("Person",)) and (closed or _says(line, office.last)):
        return _with(office, before.first, office.last, before)
    copular = _copular(line, office)
    if copular:
        return _with(office, copular.first, office.last, copular)
    return _new_holder(line, office, article, background)


def _addressed(line: Line, index: int) -> Name | None:
    """Return the name that begins at a word, or after forms of address: "Mr. Lund"."""
    while line.form(index) in role("before name") and line.form(index) not in ("the", "a", "an"):
        index += 1
    return line.starting(index)


def _with(office: Office, first: int, last: int, holder: Name) -> Office:
    person = holder.fitting(("Person",))
    return replace(office, first=first, last=last, person=person, holder=holder)


def _says(line: Line, index: int) -> bool:
    return index < len(line.tokens) and line.tokens[index].upos in ("VERB", "AUX")


def _copular(line: Line, office: Office) -> Name | None:
    """Return who "is the founder of X"."""
    top = line.top(office.start, office.last)
    if not line.below(top, "cop") or office.owner < 0:
        return None
    tense = [line.form(each) for each in line.below(top, "cop")]
    if any(form in ("is", "'s", "are") for form in tense):
        for subject in line.below(top, "nsubj"):
            name = line.covering(subject)
            if name and name.fitting(("Person",)) and name.how != "pronoun":
                return name
    return None


def _new_holder(
    line: Line, office: Office, article: Article, background: Background
) -> Office | None:
    """Return the office with a holder whom only the title makes a name: "President Biden"."""
    first = office.last
    if line.heading or not line.free(first, first + 1) or first >= len(line.tokens):
        return None
    token = line.tokens[first]
    if token.upos != "PROPN" or not token.text[:1].isupper() or not token.text.isalpha():
        return None
    last = first + 1
    while last < len(line.tokens) and line.free(last, last + 1) and _goes_on(line, last):
        last += 1
    incumbent = _incumbent(line, office, first, article, background)
    if last - first == 1 and incumbent:
        name = line.name(first, last, (incumbent,), "name")
        return _with(office, office.first, last, name)
    words = line.words(first, last)
    typed = any(
        entity.type == "PERSON" and entity.start < last and entity.end > first
        for entity in line.sentence.entities
    )
    long = last - first > 1
    if not (typed or (long and office.owner >= 0)):
        return None
    if not long and office.owner < 0 and office.scope != "government":
        return None
    person = Entity("Person", slug(words) or words, words)
    return _with(office, office.first, last, line.name(first, last, (person,), "name"))


def _goes_on(line: Line, index: int) -> bool:
    token = line.tokens[index]
    return token.upos == "PROPN" and token.text[:1].isupper() and token.text not in _days()


def _incumbent(
    line: Line, office: Office, index: int, article: Article, background: Background
) -> Entity | None:
    """Return the one of that surname who held the office on the day of publication."""
    if not article.published:
        return None
    owner = line.covering(office.owner) if office.owner >= 0 else None
    polity = owner.entities[0].key if owner and owner.entities else ""
    found = [
        thing.entity
        for key in background.holders(office.title, polity, article.published)
        if (thing := background.find(key, "Person"))
        and line.form(index) in thing.entity.name.lower().split()
    ]
    return found[0] if len(found) == 1 else None


def _joined(line: Line, office: Office, holder: Name) -> Name:
    """Return the name of the holder; a title before it is part of it."""
    if holder.last != office.last or holder.first <= office.start:
        return holder
    inner = [name for name in line.names if office.first <= name.first < holder.first]
    first = min([office.start, *(name.first for name in inner)])
    return line.name(first, office.last, holder.entities, "title", inner=(*inner, holder))


def _when(line: Line, index: int) -> str:
    return _epithet_words().get(line.form(index), "") if line.free(index, index + 1) else ""


@cache
def _epithet_words() -> dict[str, str]:
    return {row["word"]: row["when"] for row in lexicon("epithets")}


@cache
def _days() -> frozenset[str]:
    return frozenset(row["name"] for row in lexicon("months"))
