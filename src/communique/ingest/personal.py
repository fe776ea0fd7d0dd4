"""Where a person's name begins and ends beyond what the model sees: "in den Berg", "Lund KC"."""

from communique.ingest.names import Line, capitalised
from communique.ingest.phrases import role

_MOST_SMALL = 3


def after_particles(line: Line, last: int) -> int:
    """Return where a person's name ends whose small words go on to one more: "Bo [in den Berg]"."""
    at = last
    while at < min(last + _MOST_SMALL, len(line.tokens)) and _is_small(line, at):
        at += 1
    small = {line.form(index) for index in range(last, at)}
    goes_on = small - {"in"} and at < len(line.tokens) and capitalised(line.tokens[at].text)
    return at + 1 if goes_on and line.kind(at) == "open" else last


def letters_after(line: Line, index: int) -> bool:
    """Say whether a word is letters that follow a name: "Ada Lund [KC]"."""
    if not 0 <= index < len(line.tokens) or line.form(index) not in role("letters after a name"):
        return False
    return line.tokens[index].text[-1:].isupper() and line.form(index - 1) != "-"  # "Suomi-LLM"


def is_styled(line: Line, first: int) -> bool:
    """Say whether a form of address before a word makes a name of it: "Mrs Lund", "Baroness Ek"."""
    before = line.form(first - 1) if first else ""
    address = role("before name") - role("definite") - {"a", "an"}
    named = before in address or before in role("before a person")
    return named and capitalised(line.tokens[first - 1].text)


def _is_small(line: Line, index: int) -> bool:
    text = line.tokens[index].text
    return text == text.lower() and line.form(index) in role("small in a name")
