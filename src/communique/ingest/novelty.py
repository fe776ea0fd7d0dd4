"""Whether words say enough of a text, gathering or system to name a new one."""

from communique.ingest.arguments import is_passive
from communique.ingest.gatherings import is_held
from communique.ingest.kinds import is_a
from communique.ingest.names import Line
from communique.ingest.nouns import Phrase, is_made_by, nouns_at
from communique.ingest.phrases import role

_OBJECTS = ("obj", "nsubj:pass")


def tells_what(line: Line, phrase: Phrase, *, counted: bool) -> bool:
    """Say whether a phrase tells which text or gathering it means, all of them if `counted`."""
    modified = phrase.start < phrase.head or phrase.last > phrase.head + 1
    owned = is_owned(line, phrase) or _is_of_a_gathering(line, phrase)
    modified |= owned and is_a(phrase.kind, "Instrument")
    standing = any(line.form(i) in role("standing") for i in range(phrase.start, phrase.head))
    before = line.ending(phrase.head)
    place = before.fitting(("Place",)) if before and before.how != "demonym" else None
    standing |= place is not None and phrase.kind == "Summit"
    new = phrase.definite in ("indefinite", "owned") or phrase.last > phrase.end or standing
    kept = any(each >= phrase.start for each in line.below(phrase.head, "compound"))
    new |= kept and phrase.definite == "definite" and not phrase.plural
    new |= phrase.plural and phrase.definite == "bare" and counted
    apart = is_a(phrase.kind, "Instrument") and not line.heading and _is_told_apart(line, phrase)
    if _is_built(line, phrase) or _is_held_by(line, phrase):
        return True
    if is_content(line, phrase):
        made = _is_made(line, phrase, role("making texts")) or _is_passed(line, phrase)
        return (modified and new) or apart or made or _is_closing(line, phrase)
    if _has_terms(line, phrase):
        return True
    about = phrase.last > phrase.end and line.form(phrase.end) in role("planned for")
    kept |= about and phrase.end == phrase.head + 1
    kept &= is_a(phrase.kind, "Strategy")  # "published a national data plan", "a plan for labs"
    return kept and _is_made(line, phrase, role("putting out"))


def _has_terms(line: Line, phrase: Phrase) -> bool:
    """Say whether a vague noun tells what a text is on, or how far it is: "an earlier version"."""
    if phrase.definite != "indefinite" or phrase.plural or line.heading:
        return False
    if phrase.noun.lemma in role("state of a text"):
        before = range(phrase.start, phrase.head)
        return any(line.form(each) in role("stage of a text") for each in before)
    terms = line.form(phrase.end) in role("text is on") and phrase.last > phrase.end
    return terms and phrase.noun.lemma in role("told by its terms")


def _is_told_apart(line: Line, phrase: Phrase) -> bool:
    """Say whether a clause without a comma tells which text: "the bill that Peru sent back"."""
    clauses = line.below(phrase.head, "acl:relcl") if not phrase.plural else ()
    close = line.form(phrase.end) != ","
    return close and any(min(line.subtree(each)) == phrase.end for each in clauses)


def _is_built(line: Line, phrase: Phrase) -> bool:
    """Say whether a clause tells who built a system: "a model developed by Humain"."""
    clauses = line.below(phrase.head, "acl") if phrase.kind == "AISystem" else ()
    return any(is_made_by(line, each) for each in clauses)


def _is_held_by(line: Line, phrase: Phrase) -> bool:
    """Say whether a clause tells where or by whom a gathering was held: "held in Bonn"."""
    clauses = line.below(phrase.head, "acl") if phrase.kind == "Summit" else ()
    held = (each for each in clauses if line.tokens[each].lemma in role("held"))
    return any(is_passive(line, each) and line.below(each, "obl", "obl:agent") for each in held)


def is_content(line: Line, phrase: Phrase) -> bool:
    """Say whether a noun with its complement may name something new."""
    held = phrase.kind == "Summit" and is_held(line, phrase)
    bought = phrase.noun.kind == "ExecutiveOrder" and line.form(phrase.end) == "for"
    return (phrase.noun.use == "content" and not bought) or held  # "an order for 500 chips"


def _is_made(line: Line, phrase: Phrase, verbs: frozenset[str]) -> bool:
    """Say whether a verb brings a text into the world, which needs no more: "tabled a bill"."""
    token = line.tokens[phrase.head]
    made = token.deprel in _OBJECTS and line.tokens[token.head].lemma in verbs
    one = phrase.definite == "indefinite" and not phrase.plural
    return made and one and is_a(phrase.kind, "Instrument")


def _is_passed(line: Line, phrase: Phrase) -> bool:
    """Say whether somebody passes a text of which no more was told: "adopted the resolution".

    So does whoever gives an order: "signed the order".
    """
    token = line.tokens[phrase.head]
    order = phrase.kind == "ExecutiveOrder"
    verbs = role("giving orders") if order else role("passing texts")
    passed = token.deprel == "obj" and line.tokens[token.head].lemma in verbs
    pointed = phrase.definite == "definite" or (order and phrase.definite == "owned")
    pointed &= not phrase.plural and not line.heading
    return passed and pointed and is_a(phrase.kind, "Instrument")


def _is_closing(line: Line, phrase: Phrase) -> bool:
    """Say whether a phrase points to what a gathering ends with: "the closing declaration"."""
    before = range(phrase.start, phrase.head)
    ending = any(line.form(each) in role("ending with") for each in before)
    pointed = phrase.definite == "definite" and not phrase.plural and not line.heading
    return ending and pointed and is_a(phrase.kind, "Instrument")


def _is_of_a_gathering(line: Line, phrase: Phrase) -> bool:
    """Say whether a gathering has what a phrase tells: "the summit's declaration"."""
    owners = line.below(phrase.head, "nmod:poss") if phrase.definite == "owned" else ()
    return any(noun.kind == "Summit" for each in owners for noun in nouns_at(line, each))


def is_owned(line: Line, phrase: Phrase) -> bool:
    """Say whether a named state or body has what a phrase tells: "Kenya's institute"."""
    owner = line.covering(phrase.first) if phrase.definite == "owned" else None
    owner = owner or line.covering(phrase.first + 1)
    named = owner is not None and owner.how != "pronoun" and owner.first >= phrase.first
    kinds = ("Polity", "IntergovernmentalOrganization", "GovernmentBody")
    return named and owner is not None and owner.fitting(kinds) is not None
