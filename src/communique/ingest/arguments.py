"""Who stands where: the subject and the objects of a predicate, read from the tree.

Subjects are logical ones: of a passive the agent, of a relative clause what it describes, of a
gerund, an infinitive or a second verb the subject that it shares.
"""

from communique.ingest.antecedents import meant, speaks_of_all
from communique.ingest.clauses import (
    RELATIVE,
    SUBJECTS,
    done_to,
    has_own_subject,
    is_beside,
    is_left_to_do,
    listed_before,
    named_before,
    subjects_of,
)
from communique.ingest.intents import is_to_do, planner
from communique.ingest.names import Line
from communique.ingest.phrases import role, words
from communique.ingest.so_called import so_called
from communique.ingest.speaking_on import is_of_sayer, is_of_thing, is_turned_to
from communique.ingest.uses import is_used
from communique.ingest.vocatives import past_vocative

_DEEPEST = 6
_CLAUSAL = ("csubj", "csubj:pass")


def is_verb(line: Line, word: int) -> bool:
    """Say whether a word is used as a verb."""
    token = line.tokens[word]
    return token.xpos.startswith("VB") or token.upos in ("VERB", "AUX")


def is_passive(line: Line, verb: int) -> bool:
    """Say whether the subject of a verb is what it is done to."""
    token = line.tokens[verb]
    active = line.below(verb, "nsubj") and line.below(verb, "obj")
    if line.below(verb, "aux:pass", "nsubj:pass") or (line.below(verb, "obl:agent") and not active):
        return True
    if token.xpos not in ("VBN", "VBD") or line.below(verb, "nsubj", "obj", "aux"):
        return False
    if token.deprel == "conj" and is_verb(line, token.head):
        return token.xpos == "VBN" and is_passive(line, token.head)
    return token.xpos == "VBN" and token.deprel in ("acl", "advcl", "acl:relcl")


def preposition(line: Line, word: int) -> str:
    """Return the preposition or conjunction before a word, "" without one."""
    rest = (each for part in line.below(word, "flat") for each in line.below(part, "case"))
    marks = line.below(word, "case", "mark") or tuple(rest)
    if not marks:
        return ""
    fixed = line.below(marks[0], "fixed")
    if not fixed and marks[1:2] == (marks[0] + 1,) and line.form(marks[0]) in role("out"):
        fixed = marks[1:2]
    return " ".join(line.form(index) for index in (marks[0], *fixed))


def surface_subject(line: Line, verb: int, depth: int = 0) -> tuple[int, ...]:
    """Return the subject that a verb has or shares, as it stands."""
    token = line.tokens[verb]
    own = subjects_of(line, verb)
    after = says_after(line, verb)
    if after:
        return after
    if own:
        if _is_set_in(line, verb):
            return own[-1:]
        nearest = own[0]
        if line.heading:
            return (*listed_before(line, nearest), nearest)
        if _is_relative(line, nearest):
            return antecedent(line, token.head, verb) if "relcl" in token.deprel else ()
        return past_vocative(line, nearest) or (so_called(line, nearest),)
    if told := named_before(line, verb):
        return told
    if depth > _DEEPEST or token.head < 0 or line.below(verb, *_CLAUSAL):
        return ()  # "leaving would help Kenya": what is done does, not whoever says so
    noun = done_to(line, verb)
    return (noun,) if noun >= 0 else _shared_subject(line, verb, depth)


def _is_relative(line: Line, word: int) -> bool:
    """Say whether a word takes up what its clause describes: "which", "both of which"."""
    whole = line.below(word, "nmod") if line.form(word) in role("the whole") else ()
    return any(
        line.form(each) in RELATIVE and line.tokens[each].upos == "PRON" for each in (word, *whole)
    )


def _shared_subject(line: Line, verb: int, depth: int) -> tuple[int, ...]:
    """Return the subject that a verb without one has from the words that it hangs on."""
    head, relation = line.tokens[verb].head, line.tokens[verb].deprel
    if relation in ("acl", "acl:relcl"):
        used = is_to_do(line, verb) and is_used(line, head)
        who, of = planner(line, head, verb) if is_to_do(line, verb) else ((), -1)
        of = line.head(head) if used else of
        who += surface_subject(line, of, depth + 1) if of >= 0 else ()
        return who or antecedent(line, head, verb)
    meanwhile = relation == "parataxis" and line.tokens[verb].xpos == "VBG"
    if relation not in ("xcomp", "ccomp", "conj", "advcl") and not meanwhile:
        return surface_subject(line, head, depth + 1) if is_added(line, verb) else ()
    beside = _joined_before(line, verb, head) if relation == "conj" else -1
    if beside >= 0:
        return surface_subject(line, beside, depth + 1)
    main = _resumed(line, verb, head) if relation == "conj" else -1
    if main >= 0:
        return surface_subject(line, main, depth + 1)
    if relation in ("advcl", "parataxis") and is_of_sayer(line, verb, head):
        return surface_subject(line, line.head(head), depth + 1)
    lemma = line.tokens[head].lemma
    own = relation == "conj" or (lemma in role("planning") and is_left_to_do(line, verb))
    held = () if own else line.below(head, "obj", "iobj")
    if relation == "advcl":
        if held and preposition(line, verb) == "from":
            banned = lemma in words("controls", "words", "role", "imposing")
            return () if banned else held[:1]  # "stopped Kenya from signing", but not "banned"
        controls = lemma in role("of others") and preposition(line, verb) in role("held by")
        controls |= is_joined_in(line, verb) and _is_done(line, head)
    else:
        controls = line.tokens[head].upos == "VERB" and lemma not in role("subject control")
    if held and controls and not is_passive(line, head):
        joined = is_joined_in(line, verb)
        return (*(surface_subject(line, head, depth + 1) if joined else ()), *held[:1])
    if relation == "ccomp" and _is_set_in(line, head):
        return line.below(head, *SUBJECTS)[:1]
    return surface_subject(line, head, depth + 1)


def _is_done(line: Line, verb: int) -> bool:
    """Say whether nothing denies a verb or leaves it open."""
    denied = any(line.form(each) in role("flatly not") for each in line.below(verb, "advmod"))
    return not denied and line.tokens[verb].xpos != "VB"


def is_joined_in(line: Line, verb: int) -> bool:
    """Say whether a verb tells what somebody joins others in: "joined Kenya in urging"."""
    joins = line.tokens[verb].deprel == "advcl" and preposition(line, verb) == "in"
    return joins and line.tokens[line.head(verb)].lemma in role("joining")


def is_added(line: Line, verb: int) -> bool:
    """Say whether a headline goes on with the same somebody: "Peru signs pact, vows reform"."""
    head, token = line.head(verb), line.tokens[verb]
    after = token.deprel == "parataxis" and head < verb and line.form(verb - 1) == ","
    finite = token.xpos in ("VBZ", "VBP", "VBD", "VB") and token.lemma not in role("tagging")
    return after and finite and bool(line.below(head, "nsubj", "nsubj:pass"))


def _joined_before(line: Line, verb: int, head: int) -> int:
    """Return the verb with a subject of its own that a verb goes on with: "and B rose, left".

    The tree joins both to the first verb of the sentence, whose subject is another; -1 if none.
    """
    near = [at for at in line.below(head, "conj") if head < at < verb and is_verb(line, at)]
    return near[-1] if near and line.below(near[-1], *SUBJECTS) else -1


def _resumed(line: Line, verb: int, head: int) -> int:
    """Return the verb whose subject ", and pledged" after a clause goes on with, -1 if none.

    The tree joins it to that: ", which bans X" between commas, "that Y had asked", "after Y left";
    without a comma where it cannot share the "would" of that.
    """
    closed = any(line.form(each - 1) == "," for each in line.below(verb, "cc")[:1])
    closed |= (line.tokens[head].xpos, line.tokens[verb].xpos) == ("VB", "VBD")
    closed |= is_turned_to(line, verb, line.head(head)) or is_of_thing(line, verb, head)
    past = line.tokens[verb].xpos == "VBN" and not line.below(verb, "aux", "aux:pass", "obl:agent")
    past &= bool(line.below(verb, "obj", "obl")) and is_of_thing(line, verb, head)
    if not closed or not (past or line.tokens[verb].xpos in ("VBD", "VBZ")):
        return -1
    if line.tokens[head].deprel == "ccomp":
        before = any(line.form(each) in role("reported") for each in line.below(head, "aux"))
        before |= line.tokens[verb].lemma in role("voicing")
        main = line.head(head)
    elif line.tokens[head].deprel == "advcl":
        main = line.head(head)
        alone = line.below(head, "conj")[:1] == (verb,) and bool(line.below(head, *SUBJECTS))
        past = {line.tokens[each].xpos for each in (main, head, verb)} == {"VBD"}
        before = main < head and alone and past
    else:
        first = min(line.subtree(head))
        added = "," in (line.form(first), line.form(first - 1))
        before = added and line.tokens[head].deprel == "acl:relcl"
        main = line.head(line.head(head))
    return main if before and main >= 0 and is_verb(line, main) else -1


def _is_set_in(line: Line, verb: int) -> bool:
    """Say whether the tree gives a tag the subject of what it stands in: "Ada, he says, left"."""
    own = [each for each in line.below(verb, *SUBJECTS) if each < verb]
    close = len(own) > 1 and all(line.kind(at) != "punct" for at in range(own[-1], verb))
    told = line.tokens[verb].lemma in role("tagging") and line.below(verb, "ccomp")
    return bool(told) and close and line.form(verb + 1) in role("comma")


def subject(line: Line, verb: int) -> tuple[int, ...]:
    """Return who does it: the subject of an active verb, the agent of a passive one.

    "By consensus" and "by 12 votes" say how, not who.
    """
    if not is_passive(line, verb):
        found = surface_subject(line, verb)
        return tuple(author for each in found for author in authors(line, each))
    by = [x for x in line.below(verb, "obl:agent", "obl") if not is_beside(line, x)]
    agents = tuple(each for each in by if line.tokens[each].deprel == "obl:agent")
    return agents or tuple(each for each in by if preposition(line, each) == "by")[:1]


def authors(line: Line, word: int) -> tuple[int, ...]:
    """Return who says what a text does: whose letter it is, whom it is from, or who sent it.

    Also "a statement issued by X".
    """
    token = line.tokens[word]
    name = line.headed_by(word)
    if token.lemma.lower() not in role("text") or (name and name.how != "instrument"):
        return (word,)
    owned = line.below(word, "nmod:poss")
    near = line.below(word, "nmod")
    signed = [each for each in near if preposition(line, each) in role("signed")]
    sent = token.deprel in ("obj", "nsubj:pass") and is_verb(line, line.head(word))
    sent = sent and line.tokens[line.head(word)].lemma in role("sending")
    issued = (each for each in line.below(word, "acl") if is_passive(line, each))
    senders = (
        who
        for each in issued
        if line.tokens[each].lemma in role("sending")
        for who in line.below(each, "obl:agent")
    )
    found = owned or tuple(signed) or (subject(line, line.head(word)) if sent else ())
    return found or tuple(senders) or (word,)


def direct_object(line: Line, verb: int) -> tuple[int, ...]:
    """Return what it is done to: the object of an active verb, the subject of a passive one."""
    if is_passive(line, verb):
        return surface_subject(line, verb)
    token = line.tokens[verb]
    own = tuple(each for each in line.below(verb, "obj") if not _says_it(line, verb, each))
    if says_after(line, verb):
        return ()
    relative = own and line.form(own[0]) in RELATIVE
    if any(line.form(each) in ("where", "when", "why") for each in line.below(verb, "advmod")):
        return own[:1]
    if "relcl" in token.deprel and (relative or (not own and has_own_subject(line, verb))):
        return antecedent(line, token.head, verb)
    if not own and token.deprel == "xcomp" and is_left_to_do(line, verb):
        return direct_object(line, token.head)
    if relative:
        return _taken_up(line, verb)
    if own:
        return tuple(so_called(line, each) for each in own)
    after = _after_another(line, verb) or _raised(line, verb)
    if after:
        return after
    joined = [each for each in line.below(verb, "conj") if is_verb(line, each)]
    shared = [each for each in joined if not line.below(each, *SUBJECTS)]
    if shared and not line.below(verb, "obl", "ccomp", "xcomp"):
        return line.below(shared[0], "obj")[:1]
    return ()


def _taken_up(line: Line, verb: int) -> tuple[int, ...]:
    """Return what a clause describes that says what is to be done: "which Kenya plans to sign"."""
    while line.tokens[verb].deprel in ("xcomp", "ccomp"):
        verb = line.head(verb)
    relative = "relcl" in line.tokens[verb].deprel
    return antecedent(line, line.head(verb), verb) if relative else ()


def _after_another(line: Line, verb: int) -> tuple[int, ...]:
    """Return the object after a phrase with a preposition: "signed with him an accord"."""
    near = [each for each in line.below(verb, "obl") if each > verb]
    bare = [each for each in near if not line.below(each, "case", "mark")]
    nouns = [each for each in bare if line.tokens[each].upos == "NOUN" and line.below(each, "det")]
    after = [each for each in nouns if near[0] < each and line.kind(each) != "time"]
    return tuple(after[:1])


def _raised(line: Line, verb: int) -> tuple[int, ...]:
    """Return whom the tree has for the subject of what they are to do: "urging Kenya to sign"."""
    clauses = line.below(verb, "xcomp")
    doing = (each for clause in clauses for each in line.below(clause, "nsubj"))
    return tuple(
        each
        for each in doing
        if min(line.subtree(each)) == verb + 1 and line.form(max(line.subtree(each)) + 1) == "to"
    )


def _says_it(line: Line, verb: int, word: int) -> bool:
    """Say whether the tree gives a verb for object who says so after it: ", a man said"."""
    said = line.head(verb)
    told = line.tokens[verb].deprel == "ccomp" and line.tokens[said].lemma in role("tagging")
    first = min(line.subtree(word))
    return told and verb < word < said and "," in (line.form(first), line.form(first - 1))


def is_listed(line: Line, verb: int) -> bool:
    """Say whether a verb is one of several with the same subject: an "and" is before the last."""
    token = line.tokens[verb]
    each = (verb, *line.below(token.head, "conj")) if token.deprel == "conj" else ()
    return any(line.below(one, "cc") for one in each)


def says_after(line: Line, verb: int) -> tuple[int, ...]:
    """Return who says so right after a verb of saying that closes a clause: ", warns Modi"."""
    token = line.tokens[verb]
    apart = token.deprel in ("root", "parataxis", "conj") and line.form(verb - 1) == ","
    apart = apart and token.xpos != "VBG"  # ", warning Modi" is warned by whoever said so before
    if not apart or is_listed(line, verb) or token.lemma not in role("tagging"):
        return ()
    if any(each < verb for each in line.below(verb, *SUBJECTS, "aux")):
        return ()
    near = line.below(verb, "nsubj", "obj", "iobj", "obl")
    return tuple(
        each
        for each in near
        if min(line.subtree(each)) == verb + 1
        and not line.below(each, "case")
        and line.tokens[each].upos in ("NOUN", "PROPN")
        and line.kind(each) != "time"
    )[:1]


def recipient(line: Line, verb: int) -> tuple[int, ...]:
    """Return who gets it: the subject of "was awarded a grant"."""
    return surface_subject(line, verb) if is_passive(line, verb) else ()


def antecedent(line: Line, noun: int, verb: int) -> tuple[int, ...]:
    """Return whom a relative clause describes, and of whom the noun itself is said."""
    token = line.tokens[noun]
    if token.deprel == "xcomp":
        return surface_subject(line, token.head)
    if one := _one_of(line, noun, verb) or _some_of(line, noun):
        return one
    of = line.below(noun, *SUBJECTS)
    if of and line.below(noun, "cop"):
        if line.form(of[0]) in role("it"):
            return (noun,)  # "it is Kenya that pays"
        besides = preposition(line, noun) in role("member") and line.below(noun, "nummod")
        return (*of, noun) if besides else of[:1]
    whole = token.deprel == "conj" and speaks_of_all(line, noun, verb)
    named = token.deprel == "appos" and not line.covering(noun) and line.covering(token.head)
    if whole or named:
        return meant(line, token.head, verb) or (token.head,)
    return meant(line, noun, verb) or (noun,)


def _one_of(line: Line, noun: int, verb: int) -> tuple[int, ...]:
    """Return of whom it is said that it "is one of the first states to sign"."""
    of = line.tokens[noun].deprel == "nmod" and preposition(line, noun) == "of"
    one = line.head(noun) if of else -1
    first = one >= 0 and line.form(one) == "one" and line.below(one, "cop")
    return line.below(one, *SUBJECTS)[:1] if first and preposition(line, verb) == "to" else ()


def _some_of(line: Line, noun: int) -> tuple[int, ...]:
    """Return who are named as some of those that a clause describes, unless it counts them.

    "Among those who signed were A and B", "the states that signed it include A and B". Or as all:
    "the first to sign were A and B".
    """
    head, relation = line.head(noun), line.tokens[noun].deprel
    if head < 0 or line.below(noun, "nummod"):
        return ()
    if relation in SUBJECTS and line.tokens[head].lemma in role("numbering"):
        return line.below(head, "obj")
    being = bool(line.below(noun, "cop") or line.below(head, "cop")) and noun < head
    if being and relation in SUBJECTS and line.tokens[head].upos == "PROPN":
        return () if line.below(head, "case") else (head,)
    return (head,) if being and preposition(line, noun) == "among" else ()


def relative_clause(line: Line, word: int) -> int:
    """Return the verb of the relative clause that a word stands in, -1 where it is in none."""
    while word >= 0 and "relcl" not in line.tokens[word].deprel:
        word = line.head(word)
    return word
