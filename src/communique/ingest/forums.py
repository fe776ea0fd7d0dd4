"""Groups of states that stand for their summit: "host the G7", "at APEC", "its leaders"."""

from collections.abc import Sequence

from communique.ingest.arguments import is_passive, preposition
from communique.ingest.discourse import Discourse
from communique.ingest.gatherings import takes_place
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import role
from communique.model import Article, Entity
from communique.vocab import digest

_ANYWHERE = 40
_LIKELY = 0.85
_ITS, _SUMMIT, _KIND = ("definite", "owned"), "summit", "Summit"


def named_summits(lines: Sequence[Line]) -> tuple[Entity, ...]:
    """Return the summits that the lines name, each once."""
    names = (name for line in lines for name in line.names)
    return tuple(dict.fromkeys(e for name in names for e in name.all_fitting(("Summit",))))


def as_summit(
    discourse: Discourse, line: Line, name: Name, article: Article, named: Sequence[Entity]
) -> Name | None:
    """Return the summit that a forum's name means here, None where it means the forum.

    `named` are the summits that the article names.
    """
    forum = _forum(name)
    if forum is None or not (_is_met(line, name) or (_is_gathering(forum) and _is_on(line, name))):
        return None
    summit = _summit(discourse, forum, article, named)
    how = "name" if _is_gathering(forum) else "definite"
    return line.name(name.first, name.last, (summit,), how, probability=_LIKELY)


def hosted(
    discourse: Discourse, line: Line, phrase: Phrase, article: Article, named: Sequence[Entity]
) -> Name | None:
    """Return the summit that those whom somebody hosts come to: "will host the G7 leaders"."""
    done = line.tokens[phrase.head].deprel in ("obj", "nsubj:pass")
    verb = line.head(phrase.head)
    people = phrase.plural and phrase.noun.lemma in role("coming to summits")
    if not (done and people and line.tokens[verb].lemma in role("playing host")):
        return None
    inside = line.among(phrase.start, phrase.last)
    forums = {forum.id: forum for name in inside if (forum := _forum(name))}
    if len(forums) != 1:
        return None
    summit = _summit(discourse, next(iter(forums.values())), article, named)
    return line.name(
        phrase.start, phrase.last, (summit,), "definite", probability=_LIKELY, inner=inside
    )


def own_summit(
    discourse: Discourse, number: int, line: Line, phrase: Phrase, article: Article
) -> Name | None:
    """Return what "the summit" is where the text has named none, but one forum: its own."""
    plain = all(
        line.form(each) in role("plain modifier") or line.tokens[each].upos in ("NUM", "PUNCT")
        for each in range(phrase.start, phrase.head)
    )
    whose = line.form(phrase.end) == "of"  # "the summit of the Arab League" is not that of the EU
    bare = plain and phrase.definite in _ITS and not phrase.plural and not whose
    if not bare or phrase.noun.lemma != _SUMMIT or _told(discourse, number, _KIND):
        return None
    told = _told(discourse, number, "Organization") | _told(discourse, number, "Polity")
    meeting = role("forum") | role("holding summits")
    forums = [entity for entity in told.values() if entity.key in meeting]
    if len(forums) != 1:
        return None
    summit = _summit(discourse, forums[0], article, ())
    return line.name(phrase.start, phrase.end, (summit,), "definite", probability=_LIKELY)


def _told(discourse: Discourse, number: int, kind: str) -> dict[str, Entity]:
    traces = (each for near in discourse.recent(number, _ANYWHERE, (kind,)) for each in near)
    return {entity.id: entity for trace in traces for entity in trace.entities}


def _forum(name: Name) -> Entity | None:
    one = name.entities[0] if len(name.entities) == 1 else None
    known = one is not None and (one.key in role("forum") or _is_gathering(one))
    return one if one and known and is_a(one.kind, "Organization") else None


def _is_gathering(forum: Entity) -> bool:
    """Say whether a body has the name of the gathering that it holds: "Munich Security ..."."""
    return forum.key in role("called as it gathers")


def _is_on(line: Line, name: Name) -> bool:
    """Say whether somebody goes, speaks or is bidden to such a gathering, or it takes place."""
    relation, verb = line.tokens[name.head].deprel, line.head(name.head)
    lemma, case = line.tokens[verb].lemma if verb >= 0 else "", preposition(line, name.head)
    if relation in ("nsubj", "nsubj:pass"):
        held = is_passive(line, verb) and lemma in role("held")
        return held or takes_place(line, verb)
    if relation in ("obj", "iobj"):
        return lemma in role("speaking to a gathering")
    gone = case in ("to", "for") and lemma in role("going") | role("bidding")
    return gone or (relation == "nmod" and case in role("on the occasion"))


def _is_met(line: Line, name: Name) -> bool:
    """Say whether somebody hosts it, attends it or is at it, or has it: "his first G7"."""
    relation, verb = line.tokens[name.head].deprel, line.head(name.head)
    lemma, case = line.tokens[verb].lemma if verb >= 0 else "", preposition(line, name.head)
    if relation in ("obj", "nsubj:pass"):
        return lemma in role("going to a summit") or bool(line.below(name.head, "nmod:poss"))
    aside = case == "of" and lemma in role("margin")
    return aside or (relation == "obl" and case in role("on the occasion"))


def _summit(
    discourse: Discourse, forum: Entity, article: Article, named: Sequence[Entity]
) -> Entity:
    """Return the summit of a forum that was spoken of last, or the only named, else a new one."""
    words = {forum.name, *forum.aliases}
    spoken = [entity for trace in discourse.traces for entity in trace.entities]
    for entity in (*reversed(spoken), *(named if len(named) == 1 else ())):
        labels = " ".join((entity.name, *entity.aliases)).lower()
        if entity.kind == _KIND and any(word.lower() in labels for word in words):
            return entity
    spelt = tuple(f"{word} {_SUMMIT}" for word in (forum.name, *forum.aliases))
    spelt = (forum.name, *forum.aliases) if _is_gathering(forum) else spelt
    key = digest(article.key, "summit", forum.key)
    return Entity(_KIND, key, spelt[0], aliases=(forum.name, *forum.aliases, *spelt[1:]))
