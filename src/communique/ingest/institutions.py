"""Bodies of a state that a text names by their noun alone: "Parliament", "the ministry"."""

from collections.abc import Iterable, Iterator

from communique.ingest.arguments import preposition
from communique.ingest.forces import BODY, is_force
from communique.ingest.kinds import is_a
from communique.ingest.names import Line, Name
from communique.ingest.nouns import Phrase
from communique.ingest.phrases import role
from communique.model import Article, Entity, Fact
from communique.vocab import digest

_LIKELY = 0.8


def is_institution(phrase: Phrase) -> bool:
    """Say whether a noun alone says which body is meant: that of the state spoken of."""
    lemma = phrase.noun.lemma
    if phrase.plural or phrase.last > phrase.end or not is_a(phrase.kind, BODY):
        return False
    if phrase.definite == "bare":
        return phrase.start == phrase.head and lemma in role("institution without article")
    own = phrase.definite == "definite" and phrase.start == phrase.head
    return own and lemma in role("institution")


def office_of(line: Line, phrase: Phrase, article: Article) -> Entity | None:
    """Return the body that acts for somebody in office: "her ministry said", "Lund's office"."""
    owners = line.below(phrase.head, "nmod:poss") if phrase.definite == "owned" else ()
    owner = line.headed_by(owners[0]) if owners else None
    person = owner.fitting(("Person",)) if owner and owner.head in owners else None
    lemma = phrase.noun.lemma
    alone = (
        phrase.start == phrase.head and not phrase.plural and lemma in role("office of somebody")
    )
    if person is None or not alone or preposition(line, phrase.head) in role("located"):
        return None
    words = line.words(phrase.first, phrase.end)
    name = f"{person.name.split()[-1]}'s {lemma}"
    key = digest(article.key, "office of", person.id, lemma)
    return Entity(BODY, key, name, aliases=(words, lemma))


def states(names: Iterable[Name]) -> set[Entity]:
    """Return the polities that names, their adjectives and what is inside them speak of."""
    found: set[Entity] = set()
    for name in names:
        found |= {entity for entity in name.entities if is_a(entity.kind, "Polity")}
        found |= states(name.inner)
    return found


def _peoples(line: Line, names: Iterable[Name]) -> set[Entity]:
    """Return the states whose people or things a sentence has: "Kenyan nurses", "Kenyans"."""
    found: set[Entity] = set()
    for name in names:
        if name.how == "demonym" or line.tokens[name.head].xpos == "NNPS":
            found |= states((name,))
        found |= _peoples(line, name.inner)
    return found


def home_facts(line: Line, phrase: Phrase, body: Entity, state: Entity) -> Iterator[Fact]:
    """Yield that police or a parliament are of the only state of a text, whose people do it."""
    alone = phrase.start == phrase.head and phrase.last == phrase.end and body.kind == BODY
    beside = state in _peoples(line, line.names)
    if alone and beside and (is_institution(phrase) or is_force(line, phrase)):
        yield Fact(
            body.id,
            "partOf",
            state.id,
            value_is_entity=True,
            passage=line.passage(phrase.start, phrase.end),
            confidence=_LIKELY,
            extracted_by="body",
        )
