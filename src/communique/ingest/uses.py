"""What somebody uses to do something: "took the chance to ask", "used the visit to warn"."""

from communique.ingest.names import Line
from communique.ingest.phrases import role


def is_used(line: Line, noun: int) -> bool:
    """Say whether somebody uses what a noun names, perhaps to do something."""
    verb = line.head(noun)
    return line.tokens[noun].deprel == "obj" and line.tokens[verb].lemma in role("using")
