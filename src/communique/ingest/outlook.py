"""Whether what a filled frame tells happened: by its verb or noun, its day, what is around it."""

from collections.abc import Iterator

from communique.ingest.arguments import is_verb, preposition, relative_clause
from communique.ingest.carriers import UNWILLING
from communique.ingest.clauses import SUBJECTS, put_first
from communique.ingest.cues import cue
from communique.ingest.dates import When
from communique.ingest.factuality import judged
from communique.ingest.names import Line
from communique.ingest.nominal import nominal
from communique.ingest.participants import Cast
from communique.ingest.phrases import role, words
from communique.ingest.polarity import worst
from communique.ingest.times import is_after
from communique.ingest.traits import classes_with, venue_of
from communique.model import Factuality

_YEAR = 4
_LABEL = 4
"""Among how many words the colon after a label is."""
_HELD_OUT = ("Announcement", "Aid")
"""What is no event beside the promise of it."""
_AHEAD = (Factuality.PLANNED, Factuality.POSSIBLE)


def outlook(line: Line, filled: Cast) -> Factuality | None:
    """Return whether words tell that it happened, None where they do not tell of it."""
    verb, frame = filled.verb, filled.frame
    if is_noun_alone(line, filled):
        found = nominal(line, filled.word)
    else:
        refused = any(each.startswith(UNWILLING) for each in frame.carriers)
        found = judged(line, verb, refused=refused)
        if refused and found is Factuality.POSSIBLE:
            return None  # "threatened that it would not pay" refuses nothing yet
    if _is_answered(line, filled):
        found = Factuality.ACTUAL
    if found and _is_yet_to_bind(line, filled):
        found = worst(found, Factuality.PLANNED)
    ahead = _is_undated(line, verb) and _is_part_of_a_plan(line, verb)
    if found and ahead and venue_of(frame.event):
        found = worst(found, Factuality.PLANNED)
    if found is Factuality.NEGATED and line.tokens[verb].lemma in role("leaving open"):
        return None  # "did not rule out talks" leaves open what is not told
    if found is Factuality.ACTUAL and _is_habit(line, filled):
        return None
    if found in _AHEAD and _is_only_promised(line, filled):
        return None
    if found and (_is_only_words(line, filled, found) or _is_bound_to_ask(line, filled)):
        return None
    return found


def by_day(
    line: Line, filled: Cast, factuality: Factuality, time: When | None, published: str
) -> Factuality:
    """Return the factuality, planned at most for what lies after the day `published`."""
    verb = filled.verb
    if time is not None and is_after(time.value or time.end, published):
        return worst(factuality, Factuality.PLANNED)
    if time is not None and time.value and not published.startswith(time.value):
        return factuality  # told of a day that is over: "A day later, China bans them"
    finite = (verb, *line.below(verb, "aux:pass"))
    present = any(line.tokens[each].xpos in ("VBZ", "VBP", "VBG") for each in finite)
    marks = [at for at in range(min(len(line.tokens), _LABEL)) if line.form(at) == ":"]
    apart = {*joined_clauses(line, verb), *_asked_for(line, filled), *_described(line, filled)}
    own = (each for each in line.subtree(verb) if each not in apart)
    near = (*range(marks[0] if marks else 0), *own)  # "TOMORROW: Modi visits Lima"
    cued = (cue("present", line.form(each)) for each in near)
    token = line.tokens[verb]
    if token.xpos == "VBG" and token.lemma in role("arranging") and venue_of(filled.frame.event):
        return worst(factuality, Factuality.PLANNED)  # "is sending an envoy"
    if present and (any(cued) or (venue_of(filled.frame.event) and _is_part_of_a_plan(line, verb))):
        return worst(factuality, Factuality.PLANNED)
    return factuality


def joined_clauses(line: Line, verb: int) -> Iterator[int]:
    """Yield the words of the clauses joined to a verb in which somebody else does something."""
    for joined in line.below(verb, "conj", "parataxis"):
        if line.below(joined, "nsubj", "nsubj:pass"):
            yield from line.subtree(joined)


def _described(line: Line, filled: Cast) -> Iterator[int]:
    """Yield the words of what only describes who takes part: "gives it to a body, which will".

    What is held has the day that is said of it: "hosts the summit, which begins next month".
    """
    if venue_of(filled.frame.event):
        return
    for word in line.subtree(filled.verb):
        if word != filled.verb and line.tokens[word].deprel == "acl:relcl":
            yield from line.subtree(word)


def is_noun_alone(line: Line, filled: Cast) -> bool:
    """Say whether a noun tells by itself, with no verb that carries it or makes it a predicate."""
    repeats = line.tokens[filled.word].xpos.startswith("VB")  # "Peru put its name to it. Chad has"
    own = not filled.frame.verb and filled.verb == filled.word and not repeats
    return own and not _is_predicate(line, filled)


def _is_predicate(line: Line, filled: Cast) -> bool:
    """Say whether a noun or adjective is what is said of somebody: "is a signatory to".

    Also where that comes first: "among the signatories are Kenya and Peru", "absent was Kenya",
    "its rival is Cohere".
    """
    if line.tokens[filled.word].deprel in SUBJECTS and line.below(line.head(filled.word), "cop"):
        return any(one.name.head == line.head(filled.word) for one in filled.agents)
    told = line.below(filled.word, "cop", "aux:pass", "nsubj:pass")
    told = told or put_first(line, filled.word)
    after = (each for each in line.below(filled.word, "nsubj") if each > filled.word)
    return bool(told) or any(line.below(each, "cop") for each in after)


def _is_only_words(line: Line, filled: Cast, factuality: Factuality) -> bool:
    """Say whether somebody only "would welcome" something, or "would like to": no praise yet."""
    would = any(line.form(each) in role("backshift") for each in line.below(filled.verb, "aux"))
    own = line.tokens[filled.verb].deprel in ("root", "conj", "parataxis")
    spoken = filled.frame.event in classes_with("quoting")
    head, relation = line.head(filled.verb), line.tokens[filled.verb].deprel
    liked = relation == "xcomp" and line.tokens[head].lemma in role("liking")
    return spoken and (liked or (would and own and factuality is Factuality.PLANNED))


def _is_habit(line: Line, filled: Cast) -> bool:
    """Say whether it tells where people go at all times: "tourists travel to Japan"."""
    agents = [one.name.head for one in filled.agents if one.here]
    many = bool(agents) and all(
        line.tokens[each].xpos == "NNS"
        and not line.below(each, "det", "nummod", "nmod", "acl:relcl")
        for each in agents
    )
    token = line.tokens[filled.verb]
    goes = token.xpos == "VBP" or (token.xpos == "VBG" and line.below(filled.verb, "aux"))
    return filled.frame.event == "Visit" and many and bool(goes) and not line.heading


def _is_only_promised(line: Line, filled: Cast) -> bool:
    """Say whether the promise is what is told: "promised to publish a report", "to help"."""
    promised = line.tokens[line.head(filled.verb)].lemma in role("giving one's word")
    clause = line.tokens[filled.verb].deprel == "xcomp"
    return clause and promised and filled.frame.event in _HELD_OUT


def _is_yet_to_bind(line: Line, filled: Cast) -> bool:
    """Say whether a rule is told of that "would cap exports": it binds nobody yet."""
    near = [one.name.head for one in (*filled.patients, *filled.agents) if one.here]
    clauses = [each for one in near for each in line.below(one, "acl:relcl")]
    return filled.frame.event == "Restriction" and any(
        line.tokens[each].lemma in words("controls", "words", "role", "limiting")
        and any(
            line.tokens[aux].xpos == "MD" and line.form(aux) in role("backshift")
            for aux in line.below(each, "aux")
        )
        for each in clauses
    )


def _is_bound_to_ask(line: Line, filled: Cast) -> bool:
    """Say whether a rule makes somebody ask: "exporters must apply for a licence" asks nothing."""
    verb = filled.verb
    modals = (each for each in line.below(verb, "aux") if line.tokens[each].xpos == "MD")
    must = any(line.form(each) in role("bound") for each in modals)
    head = line.head(verb)
    has_to = line.tokens[verb].deprel == "xcomp" and line.tokens[head].lemma in role("bound")
    return filled.frame.event == "Request" and (must or has_to)


def _is_answered(line: Line, filled: Cast) -> bool:
    """Say whether a noun tells what others did, which a verb only answers: "reject a demand"."""
    others = not filled.frame.verb and "subj" not in filled.frame.agent
    return others and line.tokens[filled.verb].lemma in role("answering")


def _is_undated(line: Line, verb: int) -> bool:
    """Say whether a participle describes something and names no year: "hosted by Kenya in May"."""
    years = (line.form(each) for each in line.subtree(verb))
    return line.tokens[verb].deprel == "acl" and not any(
        form.isdigit() and len(form) == _YEAR for form in years
    )


def _asked_for(line: Line, filled: Cast) -> Iterator[int]:
    """Yield the words of what somebody says is to be done: "urges states to sign next year"."""
    if venue_of(filled.frame.event) == "said":
        for clause in line.below(filled.verb, "xcomp", "ccomp"):
            yield from line.subtree(clause)


def _is_part_of_a_plan(line: Line, verb: int) -> bool:
    """Say whether what a clause describes lies ahead: "will meet in Bern, which hosts"."""
    clause = verb if line.tokens[verb].deprel == "acl" else relative_clause(line, verb)
    noun = line.head(clause) if clause >= 0 else -1
    made = noun >= 0 and preposition(line, noun) in role("by which")  # "under a deal struck by"
    above = -1 if noun < 0 or made else line.head(noun)
    return above >= 0 and is_verb(line, above) and judged(line, above) in _AHEAD
