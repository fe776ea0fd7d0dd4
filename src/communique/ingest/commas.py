"""Subjects that only a comma joins, as headlines have them: "China, Brazil pledge restraint"."""

from dataclasses import replace

from communique.ingest.names import Line
from communique.language.annotation import Sentence


def listed(sentence: Sentence) -> Sentence:
    """Return a sentence with the second of two subjects of a plural verb joined to the first.

    The tree has it as another name of the first, of whom the verb would be a singular one.
    """
    line = Line(sentence)
    tokens = list(sentence.tokens)
    for word, token in enumerate(tokens):
        if token.deprel == "appos" and _is_second_subject(line, word):
            tokens[word] = replace(token, deprel="conj")
    return replace(sentence, tokens=tuple(tokens))


def _is_second_subject(line: Line, word: int) -> bool:
    """Say whether a name after a comma stands right before the plural verb of a singular name."""
    first = line.head(word)
    verb = line.head(first)
    names = line.tokens[word].xpos == line.tokens[first].xpos == "NNP"
    if verb < 0 or not names or line.tokens[first].deprel != "nsubj":
        return False
    own = tuple(line.subtree(word))
    comma = "," in (line.form(min(own)), line.form(min(own) - 1))
    return comma and max(own) + 1 == verb and line.tokens[verb].xpos == "VBP"
