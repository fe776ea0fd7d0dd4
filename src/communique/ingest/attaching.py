"""Participles that the tree hangs on an infinitive though they go on with the main clause.

In "ordered Meta to stop, threatening a fine" and in "signed a deal to share chips, drawing
criticism" who speaks, and what draws it, is what the whole sentence tells.
"""

from dataclasses import replace

from communique.ingest.names import Line
from communique.ingest.phrases import role
from communique.language.annotation import Sentence

_TOLD = ("VBD", "VBN", "VBZ", "VBP")
_OBJECTS = ("obj", "iobj")
_OWN = ("mark", "nsubj", "nsubj:pass")


def attached(sentence: Sentence) -> Sentence:
    """Return a sentence with such participles on the verb whose object the infinitive has."""
    line = Line(sentence)
    tokens = list(sentence.tokens)
    for word in range(len(tokens)):
        verb = _main(line, word) if _is_set_apart(line, word) else -1
        if verb >= 0:
            tokens[word] = replace(tokens[word], head=verb)
    return replace(sentence, tokens=tuple(tokens))


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
