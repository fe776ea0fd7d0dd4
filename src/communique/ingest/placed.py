"""Names that end in where they are: "Open Ledger Armenia", "Oxfam India", "Greenpeace Berlin".

Before a state capitals are enough, before a town the model must have the whole for a body.
"""

from collections.abc import Iterator, Sequence

from communique.ingest.gazetteer import Hit
from communique.ingest.kinds import fits, is_a
from communique.ingest.modelled import calendar, is_marked
from communique.ingest.names import Line, capitalised
from communique.ingest.nouns import nouns_at
from communique.ingest.phrases import role
from communique.ingest.runs import names_place

_INSIDE = ("Technology", "AISystem", "Organization")
_OTHER = ("PERSON", "PLACE", "EVENT", "LAW", "SYSTEM")
_LIKELY, _SOME = 0.6, 0.3
_BESIDE = ("amod", "compound", "flat", "nmod", "appos")


def placed(line: Line, hits: Sequence[Hit]) -> Iterator[tuple[int, int, float]]:
    """Yield the first and last word of names that a state or town right after other capitals ends.

    The number tells how sure it is that they are those of a body.
    """
    if line.heading:
        return
    for hit in hits:
        if not names_place(hit) or not _ends(line, hit.last):
            continue
        first = hit.first
        while first > 0 and _goes_before(line, first - 1, hits):
            first -= 1
        held = any(noun.kind == "Person" for noun in nouns_at(line, first - 1)) if first else False
        if first < hit.first and not held and _is_one(line, first, hit):
            body = any(
                each.type == "ORGANIZATION" and each.start < hit.last and first < each.end
                for each in line.sentence.entities
            )
            acts = line.tokens[line.top(first, hit.last)].deprel == "nsubj"
            yield first, hit.last, _LIKELY if body else _SOME * acts


def _is_state(hit: Hit) -> bool:
    surface = hit.surfaces[0]
    return len(hit.surfaces) == 1 and surface.how == "name" and is_a(surface.entity.kind, "Polity")


def _ends(line: Line, last: int) -> bool:
    """Say whether neither a longer name nor what belongs to the state goes on: "Kenya" "'s"."""
    beside = line.tokens[last - 1].deprel == "compound" and line.head(last - 1) >= last
    hyphen = line.form(last) in ("-", "–", "/")
    goes_on = last < len(line.tokens) and capitalised(line.tokens[last].text)
    return not (beside or hyphen or goes_on)


def _goes_before(line: Line, index: int, hits: Sequence[Hit]) -> bool:
    token = line.tokens[index]
    known = [hit for hit in hits if hit.first <= index < hit.last]
    word = token.upos in ("PROPN", "ADJ", "NOUN") and token.text[:1].isupper()
    other = any(is_marked(line, index, type_) for type_ in _OTHER)
    person = any(noun.kind == "Person" for noun in nouns_at(line, index))
    plain = line.form(index) not in role("before name") and token.text not in calendar()
    return (
        word
        and plain
        and not (other or person)
        and all(fits(hit.surfaces[0].entity.kind, _INSIDE) for hit in known)
    )


def _is_one(line: Line, first: int, hit: Hit) -> bool:
    """Say whether the tree has the words as one name, of more than "Greater" China."""
    words = line.tokens[first : hit.first]
    own = any(token.upos == "PROPN" for token in words)
    opens = first == 0 and len(words) == 1
    top = line.top(first, hit.last)
    heads = {line.head(at) for at in range(first, hit.last)} - {*range(first, hit.last)}
    relations = {line.tokens[at].deprel for at in range(first, hit.last) if at != top}
    joined = len(heads) == 1 and relations <= {*_BESIDE}
    marked = any(
        each.type == "ORGANIZATION" and each.start <= first and hit.last <= each.end
        for each in line.sentence.entities
    )
    return joined and own and (marked or (_is_state(hit) and not opens))
