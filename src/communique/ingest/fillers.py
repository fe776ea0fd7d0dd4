"""Whom a phrase stands for, as what fills a slot of a frame."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.ingest.arguments import preposition
from communique.ingest.coordination import coordinated
from communique.ingest.described import is_counted_again, is_some_team
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, Name, capitalised
from communique.ingest.nouns import PART, TITLE, Phrase, is_one_of_a_people, noun_phrase, nouns_at
from communique.ingest.phrases import role
from communique.model import Entity
from communique.vocab import digest

_UNNAMED = 0.8
_DESCRIBED = ("group", "described")
_THINGS = ("Instrument", "Summit", "AISystem", "Technology")
_WITHIN = (
    *("amod", "compound", "nmod", "nmod:poss", "nmod:desc", "conj", "acl"),
    *("obj", "obl", "xcomp", "advcl"),
)


_NEXT = 1
"""How far a name is from the noun that it goes on with: its comma is its own."""

_EXAMPLES = ("nmod", "obl", "appos", "acl", "conj")


@dataclass(frozen=True, slots=True)
class Filler:
    """A name and whom of it a slot takes; `here` says that the sentence itself has the name."""

    name: Name
    entities: tuple[Entity, ...]
    here: bool = True


def identities(fillers: Iterable[Filler]) -> tuple[str, ...]:
    """Return who fills a slot, each once, in order."""
    return tuple(dict.fromkeys(entity.id for one in fillers for entity in one.entities))


def filler(line: Line, word: int, kinds: tuple[str, ...]) -> Filler | None:
    """Return whom of `kinds` the phrase that `word` heads stands for, None for nobody known.

    A people of a state stands for that state: "Iraqi Kurds".
    """
    own = line.headed_by(word)
    held = own is not None and own.head == word and own.fitting(("Summit",)) is not None
    word = word if held else counted(line, word)
    people = _sides(line, word, kinds) if _is_a_people(line, word) else None
    if people:
        return people
    name = line.headed_by(word)
    lemma = line.tokens[word].lemma.lower()
    agency = lemma in role("administration") and own and own.head == word
    told = name and name.all_fitting(kinds) and (agency or lemma not in role("government"))
    pointed = lemma in role("delegation") and not _is_new(line, word)
    told = told and not (name and name.how in _DESCRIBED and pointed)
    if lemma in role("standing for") and not told:
        owner = _owner(line, word, kinds)
        if owner:
            return owner
    after = _named_after(line, word, name, kinds)
    if after:
        return after
    name = _own_name(line, word, name, lemma, kinds)
    if not name:
        return None
    if name.how == "demonym":
        plain = line.tokens[word].deprel in ("amod", "compound") or line.below(word, "nummod")
        somebody = line.form(word - 1) in role("one of a kind")
        somebody |= line.form(word - 1) == "the" and is_one_of_a_people(line.form(word))
        return None if (plain or somebody) and name.head == word else polity(name, kinds)
    if name.how in ("group", "described"):
        members = _sent_by(line, word, kinds)
        if members:
            return members
    entities = name.all_fitting(kinds) or _parallel(line, name, kinds)
    return Filler(name, entities) if entities else None


def _is_a_people(line: Line, word: int) -> bool:
    """Say whether a word names a people: "Iraqi Kurds", not "EU states"."""
    return line.tokens[word].xpos == "NNPS" and capitalised(line.tokens[word].text)


def _own_name(
    line: Line, word: int, name: Name | None, lemma: str, kinds: tuple[str, ...]
) -> Name | None:
    """Return the name of a phrase: not one inside it, but what "the initiative X" is called."""
    if not name:
        return _called(line, word, kinds) if lemma in role("naming noun") else None
    return name if name.head == word or _is_top(line, name, word) else None


def _named_after(line: Line, word: int, name: Name | None, kinds: tuple[str, ...]) -> Filler | None:
    """Return who a noun is told to be right after it: "the singer Ada Lund", "the Dane, Bo Ek"."""
    native = name is not None and name.head == word and name.how in ("demonym", "metonym")
    bodies = any(not fits(noun.kind, ("Person",)) for noun in nouns_at(line, word))
    if bodies or (name and not (native and line.below(word, "det"))):
        return None
    for each in line.below(word, "appos"):
        called = line.headed_by(each)
        near = min(line.subtree(each)) - word <= _NEXT
        if called and called.head == each and near and called.fitting(("Person",)):
            entities = called.all_fitting(kinds)
            return Filler(called, entities) if entities else None
    return None


def _is_new(line: Line, word: int) -> bool:
    """Say whether people are some of those who could have come: "a delegation from Taipei"."""
    some = any(line.form(each) in ("a", "an", "another") for each in line.below(word, "det"))
    return some or bool(line.below(word, "nummod"))


def _parallel(line: Line, name: Name, kinds: tuple[str, ...]) -> tuple[Entity, ...]:
    """Return the thing that "it" is as an object, where somebody spoken of may be it too.

    After "if A signs the deal" it may as well be that.
    """
    if name.how != "pronoun" or name.several or line.tokens[name.head].deprel != "obj":
        return ()
    things = tuple(e for e in name.entities if fits(e.kind, kinds) and fits(e.kind, _THINGS))
    before = [other for other in line.names if other.first < name.first]
    within = any(
        _is_subordinate(line, each.head) for each in before if set(each.entities) & {*things}
    )
    return things if len(things) == 1 and not within else ()


def _is_subordinate(line: Line, word: int) -> bool:
    while word >= 0 and line.tokens[word].deprel != "advcl":
        word = line.head(word)
    return word >= 0


def counted(line: Line, word: int) -> int:
    """Return the noun that a word only counts: "students" in "thousands of students"."""
    if line.form(word) in role("part of many"):
        return _of_many(line, word)
    if line.tokens[word].lemma.lower() not in role("counting"):
        return word
    of = [each for each in line.below(word, "nmod") if preposition(line, each) == "of"]
    plain = [each for each in of if line.tokens[each].lemma.lower() not in role("counting")]
    inner = plain or [end for each in of for end in (counted(line, each),) if end != each]
    return inner[0] if inner else word


def _of_many(line: Line, word: int) -> int:
    """Return whom "some of your neighbours" or "all of them" are a part of, else the word.

    "All but two of the delegations" too.
    """
    whole = line.form(word) in role("the whole")
    but = line.below(word, "conj")[:1] if line.form(word + 1) == "but" else ()
    part = but[0] if but else word
    for each in line.below(part, "nmod") if line.form(part + 1) == "of" else ():
        plural = line.tokens[each].xpos in ("NNS", "NNPS")
        if plural or (whole and line.form(each) in role("they")):
            return each
    return word


def inside(line: Line, word: int, kinds: tuple[str, ...]) -> Filler | None:
    """Return who is named inside the phrase or clause that `word` heads, nearest to it.

    "Homes of Kurdish farmers" stands for the farmers, "Turkish villages" for Turkey.
    """
    heads = [word]
    while heads:
        for head in heads:
            name = line.headed_by(head)
            one = polity(name, kinds) if name and name.how == "demonym" else None
            if name and name.how != "demonym" and name.all_fitting(kinds):
                one = Filler(name, name.all_fitting(kinds))
            if one:
                return one
        heads = [each for head in heads for each in line.below(head, *_WITHIN)]
    return None


def examples(line: Line, word: int, kinds: tuple[str, ...]) -> tuple[Filler, ...]:
    """Return who are named as some of those that a noun tells of: "guests, including Macron".

    "The guests, including Macron" says of all of them what it says.
    """
    if any(line.form(each) == "the" for each in line.below(word, "det")):
        return ()
    nouns, found = dict.fromkeys((word, counted(line, word))), []
    near = [each for noun in nouns for each in line.below(noun, *_EXAMPLES)]
    for each in (*near, *_examples_apart(line, word)):
        first = min(line.subtree(each))
        first += line.form(first) == ","
        if line.form(first) in role("including") or line.spells(first, ("among", "them")):
            after = line.starting(each + 1) if line.form(each) in role("they") else None
            first_of = after.head if after else each  # the tree hangs both on the verb
            joined = (filler(line, head, kinds) for head in coordinated(line, first_of))
            found += [one for one in joined if one and one.name.how not in ("group", "described")]
    return tuple(found)


def _examples_apart(line: Line, word: int) -> Iterator[int]:
    """Yield what the tree hangs on the verb: "drew envoys from all over, including the Pope"."""
    heads = coordinated(line, word)
    for each in line.below(line.head(heads[0]), "obl") if line.head(heads[0]) >= 0 else ():
        between = range(heads[-1] + 1, min(line.subtree(each)))
        if between and not any(line.tokens[at].xpos in ("NNS", "NNPS") for at in between):
            yield each


def located(line: Line, found: Filler) -> Filler:
    """Return a group with the place that tells whose it is: "police in Peru"."""
    name = found.name
    if name.how not in ("group", "described") or not found.here:
        return found
    near = [
        line.covering(each)
        for each in line.below(name.head, "nmod")
        if preposition(line, each) in (*role("located"), *role("sent by"))
    ]
    ends = [other.last for other in near if other and other.fitting(("Polity", "Place"))]
    if not ends or ends[0] < name.last:
        return found
    wider = line.name(name.first, ends[0], name.entities, name.how, probability=name.probability)
    return Filler(wider, found.entities)


def described(
    line: Line, word: int, kinds: tuple[str, ...], article: str, *, things: bool
) -> Filler | None:
    """Return the people that a noun describes where a frame asks for actors: "prosecutors".

    `article` is the key of the article. With `things` also the instrument or system: "curbs of
    its own", and always a part of a text: "a clause on exports". What points back ("the two
    states") and one person whom nothing names stay unknown.
    """
    some, word = word, counted(line, word)
    name = line.headed_by(word)
    if line.heading or (name and name.how != "demonym"):
        return None
    for noun in nouns_at(line, word):
        phrase = noun_phrase(line, word, noun)
        state = noun.lemma in (*role("own state"), *role("seat of a state"))
        told = state and is_counted_again(line, phrase)
        told = told or phrase.definite == "none" or is_some_team(phrase)
        if not phrase.kind or not fits(phrase.kind, kinds) or told or noun.use == TITLE:
            continue
        thing, part = fits(phrase.kind, _THINGS), noun.use == PART
        if phrase.kind == "AISystem" and _is_a_scheme(line, phrase):
            continue
        deed = noun.kind == "ExportControl" and noun.lemma in role("deed")  # may be any step
        if deed or (part and not _is_on_something(line, phrase)):
            return None
        alone = phrase.start == phrase.head and phrase.last == phrase.end
        new = (phrase.definite == "indefinite" or some != word) and noun.use == "content"
        new &= phrase.kind != "ExportControl"
        if thing and (not (things or part) or (alone and not new)):
            return None
        if not thing and phrase.kind != "Group" and noun.lemma not in role("collective"):
            return None
        end = phrase.last if thing else phrase.end
        words = line.words(phrase.start, end)
        key = digest(article, phrase.kind.lower(), words.lower())
        entity = Entity(phrase.kind, key, words)
        name = line.name(phrase.start, end, (entity,), "described", probability=_UNNAMED)
        return Filler(name, (entity,))
    return None


def _is_on_something(line: Line, phrase: Phrase) -> bool:
    """Say whether words tell what a part of a text is on or does: "a clause barring exports"."""
    whose = phrase.definite in ("definite", "indefinite") and phrase.last > phrase.end
    doing = any(min(line.subtree(each)) == phrase.end for each in line.below(phrase.head, "acl"))
    return whose and (doing or line.form(phrase.end) in role("text is on"))


def _is_a_scheme(line: Line, phrase: Phrase) -> bool:
    """Say whether a programme is what somebody does for others: "a programme for engineers"."""
    scheme = phrase.noun.lemma in role("scheme")
    return scheme and line.form(phrase.end) in role("scheme is to")


def polity(name: Name, kinds: tuple[str, ...]) -> Filler | None:
    """Return the one state of `kinds` that a name or a demonym stands for."""
    entities = tuple(
        one for one in name.entities if is_a(one.kind, "Polity") and fits(one.kind, kinds)
    )
    return Filler(name, entities) if len(entities) == 1 else None


def _sent_by(line: Line, word: int, kinds: tuple[str, ...]) -> Filler | None:
    """Return the two states at least that people speak for: "experts from Kenya and Japan"."""
    if line.tokens[word].lemma.lower() not in role("speaking for") or line.below(word, "nummod"):
        return None
    several = _sides(line, word, kinds)
    return several if several and len(several.entities) > 1 else None


def _sides(line: Line, word: int, kinds: tuple[str, ...]) -> Filler | None:
    """Return the states before or after a noun: "the Turkish and Greek sides"."""
    heads = list(line.below(word, "amod", "compound", "nmod:poss"))
    near = line.below(word, "nmod")
    stands = line.tokens[word].lemma.lower() in role("standing for")
    whose = role("sent by") if stands else ("from", "for")
    heads += [each for each in near if preposition(line, each) in whose]
    found = [
        one
        for head in heads
        for each in coordinated(line, head)
        if (name := line.headed_by(each)) and (one := polity(name, kinds))
    ]
    states = {entity.id: entity for one in found for entity in one.entities}
    return Filler(found[0].name, tuple(states.values())) if found else None


def _owner(line: Line, word: int, kinds: tuple[str, ...]) -> Filler | None:
    """Return whom "the Kazakh side" or "TSMC's leadership" stands for."""
    sides = _sides(line, word, kinds)
    if sides:
        return sides
    owned = (line.headed_by(each) for each in line.below(word, "nmod:poss"))
    body = next((name for name in owned if name and name.fitting(("Organization",))), None)
    return Filler(body, body.all_fitting(kinds)) if body and body.all_fitting(kinds) else None


def _called(line: Line, word: int, kinds: tuple[str, ...]) -> Name | None:
    """Return the name in "a new Qwen model" or "the model Qwen"."""
    beside = line.below(word, "compound", "appos", "flat", "nmod:desc")
    names = (line.headed_by(each) for each in beside)
    return next((name for name in names if name and name.all_fitting(kinds)), None)


def _is_top(line: Line, name: Name, word: int) -> bool:
    """Say whether nothing in the name stands above `word`, or it is the last of it."""
    return word == name.last - 1 or not name.first <= line.head(word) < name.last
