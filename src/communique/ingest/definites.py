"""What definite descriptions stand for: "the company", "the two countries", "this summit".

A thing that was called by the noun comes first, over many sentences; else the only near thing of
its kind. What a relative clause or a complement tells apart is something new.
"""

from functools import cache

from communique.ingest.anybody import anybody
from communique.ingest.background import Background
from communique.ingest.candidates import (
    doing,
    homes_of,
    in_known_office,
    in_office,
    is_no_bill,
    is_other_thing,
    known_homes,
    of_a_union,
    only_body,
    only_one,
    retold,
)
from communique.ingest.described import count
from communique.ingest.discourse import Discourse
from communique.ingest.gatherings import is_dated
from communique.ingest.governments import government, guests
from communique.ingest.institutions import is_institution
from communique.ingest.kinds import fits, is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import HELD, TITLE, Phrase
from communique.ingest.other_words import called_otherwise, is_no_text
from communique.ingest.others import other_one
from communique.ingest.phrases import cut, role
from communique.ingest.regions import spoken_of, states_told
from communique.ingest.several import both_of, counted
from communique.ingest.short_forms import is_kind_of_state, kind_of_state, short_form
from communique.language.tables import lexicon, values
from communique.model import Entity

_NEAR, _FAR, _ANYWHERE, _TWO = 2, 12, 40, 2
_LIKELY = 0.85
_DONE_TO = ("obj", "iobj")


def definite(
    discourse: Discourse, number: int, line: Line, phrase: Phrase, background: Background
) -> Name | None:
    """Return the name that a description in line `number` is, None when it cannot be told."""
    past = is_dated(line, phrase) and line.form(phrase.first) not in role("yet to come")
    pointing = phrase.definite == "definite" or _is_held(line, phrase) or past
    bodies = phrase.noun.lemma in _one_body() or is_institution(phrase)
    pointing |= phrase.definite == "bare" and bodies
    opens = phrase.first == 0 and phrase.plural
    capital = line.tokens[phrase.head].text[:1].isupper() and not (line.title_case or opens)
    capital &= line.covering(phrase.head) is None
    placed = line.form(phrase.end) in role("located")
    apart = phrase.last > phrase.end and not (placed and (capital or phrase.kind == "Summit"))
    apart &= line.form(phrase.end) != ","
    if not (pointing or capital) or apart or _is_told_apart(line, phrase):
        return None
    abroad = guests(discourse, line, phrase, background)
    whole, discourse = discourse, discourse.without((*doing(line, phrase, _DONE_TO), *abroad))
    inner = line.among(phrase.start, phrase.end)
    dual = any(line.form(index) in role("dual") for index in range(phrase.first, phrase.head))
    size = count(line, phrase) or _TWO * dual
    if phrase.plural and size:
        several = counted(discourse, number, line, phrase, size, background)
        if not several or not _homes_fit(line, phrase, several, background):
            return None
        return line.name(
            phrase.start,
            phrase.end,
            several,
            "definite",
            probability=_LIKELY,
            several=len(several) > 1,
            inner=inner,
        )
    short = short_form(discourse, number, line, phrase)
    short = short or kind_of_state(discourse, number, phrase, background)
    states = None if short else states_told(line, phrase, background)
    short = short or (spoken_of(discourse, number, states) if states else None)
    if short is None and (states is not None or is_kind_of_state(phrase)):
        return None
    own = _home(discourse, phrase) or government(discourse, number, line, phrase, background)
    if abroad and not own:
        return None  # an embassy speaks of the government of where it is
    thing = short or own or _called(discourse, number, line, phrase, background)
    if thing is None and phrase.plural and is_a(phrase.noun.kind, "Person") and phrase.noun.scope:
        pair = discourse.pair(number, _FAR, phrase.noun.lemma.split()[-1])
        if pair and phrase.start == phrase.head:
            return line.name(
                phrase.start,
                phrase.end,
                pair,
                "definite",
                probability=_LIKELY,
                several=True,
            )
    both = () if thing else both_of(discourse, number, line, phrase)
    if both:
        return line.name(
            phrase.start, phrase.end, both, "definite", probability=_LIKELY, several=True
        )
    proper = capital and is_a(phrase.kind, "GovernmentBody") and not phrase.plural
    near = (
        None
        if proper or phrase.definite == "bare"
        else _near(discourse, number, line, phrase, background)
    )
    passed = (
        thing is not None and not (short or own) and _is_passed_by(discourse, line, thing, near)
    )
    thing = near if thing is None or passed else thing
    thing = thing or (of_a_union(discourse, number, phrase, background) if proper else None)
    thing = thing or only_body(discourse, number, phrase)
    thing = thing or other_one(whole, number, line, phrase, background)
    thing = thing or only_one(discourse, number, phrase)
    thing = thing or called_otherwise(discourse, number, line, phrase)
    thing = thing or anybody(discourse, number, line, phrase)
    thing = thing or in_office(discourse, number, line, phrase, background)
    thing = thing or retold(discourse, number, line, phrase, background)
    thing = thing or in_known_office(discourse, number, line, phrase, background)
    if thing is None:
        return None
    return line.name(
        phrase.start, phrase.end, (thing,), "definite", probability=_LIKELY, inner=inner
    )


def _is_told_apart(line: Line, phrase: Phrase) -> bool:
    """Say whether a clause without a comma says which one is meant."""
    clauses = line.below(phrase.head, "acl:relcl", "acl")
    starts = (min(line.subtree(each)) for each in clauses)
    return any("," not in (line.form(start - 1), line.form(start)) for start in starts)


def _home(discourse: Discourse, phrase: Phrase) -> Entity | None:
    """Return the state that an item is on: "Kenya: A firm opened. The government paid"."""
    bare = phrase.start == phrase.head and not phrase.plural
    return discourse.home if bare and phrase.noun.lemma in role("own state") else None


def _called(
    discourse: Discourse, number: int, line: Line, phrase: Phrase, background: Background
) -> Entity | None:
    """Return the last thing that was called by the noun, by name or by description.

    A gathering that has been is meant sooner than the next one.
    """
    to_come: Entity | None = None
    for traces in discourse.recent(number, _ANYWHERE, _kinds(phrase)):
        fitting = [
            trace
            for trace in traces
            if len(trace.entities) == 1
            and _is_called(discourse, trace.entities[0], phrase)
            and _words_fit(discourse, line, phrase, trace.entities[0], background)
        ]
        if fitting:
            subjects = [trace for trace in fitting if trace.subject]
            for chosen in (fitting, subjects):
                if len({trace.entities for trace in chosen}) == 1:
                    break
            else:
                return to_come
            found = chosen[0].entities[0]
            if not _is_to_come(found):
                return found
            to_come = to_come or found
    return to_come


def _is_to_come(entity: Entity) -> bool:
    words = entity.name.lower().split() if entity.kind == "Summit" else ()
    return not role("yet to come").isdisjoint(words)


def _is_passed_by(discourse: Discourse, line: Line, thing: Entity, near: Entity | None) -> bool:
    """Say whether a paragraph speaks of one thing of the kind that is not the one called so."""
    before, after = discourse.last(thing), discourse.last(near) if near else None
    if before is None or after is None or near == thing:
        return False
    return after.line > before.line and before.paragraph < after.paragraph == line.paragraph


def _near(
    discourse: Discourse, number: int, line: Line, phrase: Phrase, background: Background
) -> Entity | None:
    """Return the only near thing of the kind, when the description says no more than whose."""
    kind = phrase.noun.kind
    vague = fits(kind, ("Organization", "Group")) and phrase.noun.use == "named"
    many = phrase.plural and kind != "ExportControl"
    if vague or many or is_a(kind, "Person") or not kind or phrase.noun.use == TITLE:
        return None
    words = cut(phrase.noun.lemma)
    head = phrase.head - (len(words) - 1 if "-" in words and phrase.end == phrase.head + 1 else 0)
    for index in range(phrase.start, head):
        counts = line.tokens[index].upos in ("NUM", "PUNCT") and kind == "Summit"
        told = line.covering(index) is not None or counts
        if not told and line.form(index) not in role("plain modifier"):
            return None
    if phrase.start == head:
        discourse = discourse.news() if phrase.noun.lemma in role("deed") else discourse
        kinds = (kind, *(("Law",) if phrase.noun.lemma in role("law too") else ()))
        found = discourse.only(number, _NEAR, kinds, 1)
        if not found and is_a(kind, "Instrument"):
            vague = kind == "Instrument" and phrase.noun.use != "named"
            found = () if vague else discourse.sole(number, _FAR, (kind,))
        if not found and phrase.noun.lemma in role("control too"):
            found = discourse.only(number, _NEAR, ("ExportControl",), 1)
        if found and (
            is_no_text(discourse, found[0], phrase.noun.lemma)
            or is_no_bill(found[0], phrase, background)
        ):
            return _near(discourse.without(found), number, line, phrase, background)
        return found[0] if found and not is_other_thing(phrase, found[0]) else None
    names = (line.covering(index) for index in range(phrase.start, phrase.head))
    reach = _FAR if any(name and name.how == "demonym" for name in names) else _NEAR
    for traces in discourse.recent(number, reach, (kind,)):
        fitting = {
            trace.entities[0].id: trace.entities[0]
            for trace in traces
            if len(trace.entities) == 1
            and _words_fit(discourse, line, phrase, trace.entities[0], background)
            and not is_other_thing(phrase, trace.entities[0])
        }
        known = [entity for entity in fitting.values() if entity.known]
        if fitting:
            only = known if len(fitting) > 1 else list(fitting.values())
            return only[0] if len(only) == 1 else None
    return None


def _one_body() -> set[str]:
    """Return the nouns for a body that is spoken of as many: "police", "prosecutors"."""
    return {*role("police"), *role("authorities"), *role("prosecuting")}


def _kinds(phrase: Phrase) -> tuple[str, ...]:
    kind = phrase.kind
    if phrase.noun.lemma in role("body too"):
        return ("Organization", kind or "Actor")
    if is_a(kind, "CivilSocietyOrganization"):
        return ("Organization", "Group")  # one without a name is the group of those in it
    kind = "Organization" if phrase.noun.lemma in _one_body() else kind
    return ("Organization",) if is_a(kind, "Organization") else (kind or "Actor",)


def _is_called(discourse: Discourse, entity: Entity, phrase: Phrase) -> bool:
    noun = phrase.noun.lemma.split()[-1]
    called = discourse.nouns.get(entity.id, set())
    if _narrower(discourse, entity, phrase):
        return True
    if _is_higher(discourse, entity, phrase):
        return False
    named = {word.lower().strip(",.") for word in entity.name.split()}
    return bool(called & {noun, phrase.noun.lemma}) or (
        noun in named and not is_a(entity.kind, "Person")
    )


def _is_higher(discourse: Discourse, entity: Entity, phrase: Phrase) -> bool:
    """Say whether an office has a name of its own: a prime minister is not "the minister"."""
    if not is_a(entity.kind, "Person"):
        return False
    words = discourse.titles.get(entity.id) or set(entity.name.lower().split())
    return not _column("apart").get(phrase.noun.lemma, frozenset()).isdisjoint(words)


def _narrower(discourse: Discourse, entity: Entity, phrase: Phrase) -> bool:
    """Say whether an entity was called what the noun is a wider or another word for."""
    called = discourse.nouns.get(entity.id, set())
    titles = discourse.titles.get(entity.id, set())
    named = set(entity.name.lower().split()) if is_a(entity.kind, "Organization") else set()
    narrower = (cut(noun) for noun in _column("narrower").get(phrase.noun.lemma, ()))
    return any(
        set(words) <= titles or (len(words) == 1 and words[0] in called) or set(words) <= named
        for words in narrower
    )


@cache
def _column(column: str) -> dict[str, frozenset[str]]:
    """Return what a column of data/lexicon/wider_nouns.tsv says of each noun."""
    return {
        noun: frozenset(values(row[column]))
        for row in lexicon("wider_nouns")
        for noun in values(row["noun"])
        if row[column]
    }


def _is_held(line: Line, phrase: Phrase) -> bool:
    """Say whether somebody is described by an office, or as whose guest."""
    owner = line.covering(phrase.first) if phrase.definite == "owned" else None
    if owner and phrase.noun.lemma in role("the other") | role("facing"):
        return True
    held = owner and (owner.fitting(("Polity",)) or owner.fitting(("Organization",)))
    return bool(held) and is_a(phrase.kind, "Person") and phrase.noun.scope in HELD


def _words_fit(
    discourse: Discourse, line: Line, phrase: Phrase, entity: Entity, background: Background
) -> bool:
    """Say whether the words before the noun say nothing against the entity."""
    homes = known_homes(discourse, entity, background)
    titles = discourse.titles.get(entity.id, set())
    told = entity.known or discourse.homes.get(entity.id) or not is_a(entity.kind, "Organization")
    own = len(cut(phrase.noun.lemma)) - 1 if _narrower(discourse, entity, phrase) else 0
    for index in range(phrase.first, phrase.head - own):
        name = line.covering(index)
        home = name.fitting(("Polity", "Place")) if name else None
        home = name.entities[0] if name and name.how == "demonym" else home
        body = name.fitting(("Organization",)) if name and not home else None
        if home:
            thing = background.by_id.get(home.id) if is_a(home.kind, "Place") else None
            keys = {home.key, *(thing.cell("country") if thing else ())}
            if told and keys.isdisjoint(homes) and not _is_called_after(entity, line, index):
                return False
        elif body and is_a(entity.kind, "Person"):
            if homes and body.id not in homes:
                return False
        elif line.tokens[index].upos not in ("NUM", "PUNCT", "PART", "DET", "PRON"):
            form = line.form(index)
            known = form in titles or form in entity.name.lower()
            if form not in role("plain modifier") and not known:
                return False
    return True


def _is_called_after(entity: Entity, line: Line, index: int) -> bool:
    """Say whether a text or gathering has a place in its name: the "Treaty of Bonn"."""
    named = entity.name.lower().split()
    return fits(entity.kind, ("Instrument", "Summit")) and line.form(index) in named


def _homes_fit(
    line: Line, phrase: Phrase, entities: tuple[Entity, ...], background: Background
) -> bool:
    """Say whether all of several are of the polity that the words name, if they name one."""
    names = (line.covering(index) for index in range(phrase.start, phrase.head))
    homes = [name.entities[0].key for name in names if name and name.how == "demonym"]
    return all(home in homes_of(entity, background) for home in homes for entity in entities)
