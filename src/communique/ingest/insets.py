"""What may stand between a name and what is said of it: a party in brackets, an age, letters."""

from communique.ingest.names import Line
from communique.ingest.personal import letters_after


def before_inset(line: Line, index: int) -> int:
    """Return where an inset begins that ends before word `index`, else `index`: "X (D-NY),"."""
    if letters_after(line, index - 1):
        return index - 1
    if line.form(index - 1) == ")":
        opening = (at for at in range(index - 1, -1, -1) if line.form(at) == "(")
        return next(opening, index)
    aged = _is_age(line, index - 1) and line.form(index - 2) == ","
    return index - 2 if aged else index


def after_inset(line: Line, index: int) -> int:
    """Return where an inset ends that begins at word `index`, else `index`: "X, 44, who"."""
    if letters_after(line, index):
        return index + 1
    if line.form(index) == "(":
        closing = (at + 1 for at in range(index, len(line.tokens)) if line.form(at) == ")")
        return next(closing, index)
    aged = line.form(index) == "," and _is_age(line, index + 1) and line.form(index + 2) == ","
    return index + 2 if aged else index


def _is_age(line: Line, index: int) -> bool:
    form = line.form(index)
    return form.isdigit() and len(form) <= len("99")
