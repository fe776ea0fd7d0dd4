"""Verbs that the tree hangs on a word which they do not go on with.

In "ordered Meta to stop, threatening a fine" and in "signed a deal to share chips, drawing
criticism" who speaks, and what draws it, is what the whole sentence tells. In "firms that were
alleged to have helped" it is alleged that they did. And "a text that 60 states endorsed" has a
relative clause whatever the tree calls it. "The head of its team, Ada Lund" names the head. And
what somebody is accused of or thanked for is nothing that tells who that is.
"""

from dataclasses import replace

from communique.ingest.clauses import RELATIVE
from communique.ingest.modelled import is_marked
from communique.ingest.names import Line
from communique.ingest.nouns import HELD, nouns_at
from communique.ingest.phrases import role
from communique.language.annotation import Sentence

_TOLD = ("VBD", "VBN", "VBZ", "VBP")
_OBJECTS = ("obj", "iobj")
_CLAUSES = ("acl", "acl:relcl")
_OWN = ("mark", "nsubj", "nsubj:pass")


def attached(sentence: Sentence) -> Sentence:
    """Return a sentence with such participles and infinitives on the verbs they go on with."""
    line = Line(sentence)
    tokens = list(sentence.tokens)
    for word in range(len(tokens)):
        if (officer := _officer(line, word)) >= 0:
            tokens[word] = replace(tokens[word], head=officer, deprel="appos")
        verb = _main(line, word) if _is_set_apart(line, word) else -1
        if verb >= 0:
            tokens[word] = replace(tokens[word], head=verb)
        verb = _completed(line, word)
        charged = _charged(line, word)
        if charged >= 0:
            clause = line.tokens[word].deprel == "acl"
            deprel = "advcl" if clause else "obl"
            tokens[word] = replace(tokens[word], head=charged, deprel=deprel)
        elif verb >= 0:
            tokens[word] = replace(tokens[word], head=verb, deprel="xcomp")
        elif _takes_up(line, word):
            tokens[word] = replace(tokens[word], deprel="acl:relcl")
    return replace(sentence, tokens=tuple(tokens))


def _officer(line: Line, word: int) -> int:
    """Return the officer whom an apposition to the body names: "head of its team, Ada Lund".

    So also where the body is of or in another: "the head of the agency for AI in Bonn, Bo Holm".
    -1 for any other word: "the aide of the minister, Ada Lund" may name either.
    """
    body = line.head(word) if _is_beside(line, word) else -1
    if not 0 <= body < word or _is_somebody(line, body):
        return -1
    named = any(
        is_marked(line, each, "PERSON") for each in (word, *line.below(word, "flat", "appos"))
    )
    first = min(line.subtree(word))
    apart = "," in (line.form(first), line.form(first - 1))
    return _above(line, body) if named and apart else -1


def _is_beside(line: Line, word: int) -> bool:
    """Say whether a word is in apposition, or joined to what is before it by a comma alone."""
    relation, head = line.tokens[word].deprel, line.head(word)
    joined = relation == "conj" and len(line.below(head, "conj")) == 1
    return relation == "appos" or (joined and not line.below(word, "cc", "conj"))


def _above(line: Line, body: int) -> int:
    """Return the officer whose body a word tells of, or where that is, -1 if that is unclear."""
    while line.tokens[body].deprel in ("nmod", "obl"):
        before = min(line.subtree(body)) - 1
        above = line.head(body) if line.tokens[body].deprel == "nmod" else before
        if not 0 <= above < body or line.below(above, "appos"):
            return -1
        if any(noun.scope in HELD for noun in nouns_at(line, above)):
            return above
        if _is_somebody(line, above):
            return -1
        body = above
    return -1


def _is_somebody(line: Line, word: int) -> bool:
    person = any(noun.kind == "Person" for noun in nouns_at(line, word))
    return person or is_marked(line, word, "PERSON")


def _charged(line: Line, word: int) -> int:
    """Return the verb that tells that somebody is accused of a thing or thanked for it, else -1.

    In "accused the two firms of stealing" the tree hangs that on the firms.
    """
    whom = line.head(word) if line.tokens[word].deprel in ("acl", "nmod") else -1
    verb = line.head(whom) if 0 <= whom < word else -1
    done_to = verb >= 0 and verb < whom and line.tokens[whom].deprel in _OBJECTS
    own = line.tokens[word].upos == "PROPN"  # "accused the government of Kenya"
    last = max((at for at in line.below(whom, "acl", "nmod")), default=-1)
    if not done_to or own or word != last:
        return -1
    marks = {line.form(at) for at in line.below(word, "case", "mark")}
    lemma = line.tokens[verb].lemma
    of = "of" in marks and lemma in role("accusing of")
    return verb if of or ("for" in marks and lemma in role("of others")) else -1


def _takes_up(line: Line, word: int) -> bool:
    """Say whether a clause after a noun has a pronoun for that noun: "that 60 states endorsed".

    The tree may take it for a conjunction, but what is endorsed or adopted is named nowhere else.
    """
    if line.tokens[word].deprel != "acl":
        return False
    pronouns = line.below(word, *_OBJECTS, "nsubj", "nsubj:pass")
    if line.tokens[word].lemma in role("making texts") and not line.below(word, "obj", "ccomp"):
        pronouns += line.below(word, "mark") if line.below(word, "nsubj") else ()
    return any(line.form(at) in RELATIVE and min(line.subtree(word)) == at for at in pronouns)


def _completed(line: Line, word: int) -> int:
    """Return the passive that an infinitive follows though both hang on one noun, else -1."""
    verb = next((at - 1 for at in line.below(word, "mark") if line.form(at) == "to"), -1)
    beside = verb >= 0 and line.head(verb) == line.head(word)
    clauses = beside and all(line.tokens[at].deprel in _CLAUSES for at in (verb, word))
    return verb if clauses and line.below(verb, "aux:pass") else -1


def _is_set_apart(line: Line, word: int) -> bool:
    """Say whether a participle after a comma says something, or draws what others say."""
    token = line.tokens[word]
    says = token.lemma in (*role("voicing"), *role("drawing words"))
    hanging = token.xpos == "VBG" and token.deprel == "advcl" and not line.below(word, *_OWN)
    return hanging and says and line.form(word - 1) == ","


def _main(line: Line, word: int) -> int:
    """Return the verb that tells what an infinitive before a participle is part of, else -1.

    Whoever is asked, or what is agreed, stands between the two.
    """
    inner = line.head(word)
    if not 0 <= inner < word or not any(line.form(at) == "to" for at in line.below(inner, "mark")):
        return -1
    above = line.head(inner)
    noun = line.tokens[inner].deprel == "acl" and above >= 0
    relation = line.tokens[above].deprel if noun else line.tokens[inner].deprel
    verb = line.head(above) if noun else above
    if verb < 0 or line.tokens[verb].xpos not in _TOLD:
        return -1
    asked = [each for each in line.below(verb, *_OBJECTS) if verb < each < inner]
    done = relation in _OBJECTS if noun else relation == "xcomp" and bool(asked)
    return verb if done else -1
