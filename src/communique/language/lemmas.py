"""Lemmas as edits of a form, so that few classes serve all words."""

from collections.abc import Callable, Iterator

_WHOLE = "*"


def edit(form: str, lemma: str) -> str:
    """Return the edit that turns `form` into `lemma`: casing, letters to drop, letters to add."""
    if lemma == form and not form.islower() and form.lower() != form:
        return "K|0|"
    low, goal = form.lower(), lemma.lower()
    kept = 0
    while kept < min(len(low), len(goal)) and low[kept] == goal[kept]:
        kept += 1
    casing = _casing(lemma)
    if not kept:
        return f"{casing}|{_WHOLE}|{goal}"
    return f"{casing}|{len(low) - kept}|{goal[kept:]}"


def apply_edit(form: str, script: str) -> str:
    """Return the lemma that `script` makes of `form`; the inverse of `edit`."""
    casing, drop, ending = script.split("|", 2)
    if casing == "K":
        return form
    low = form.lower()
    lemma = ending if drop == _WHOLE else low[: max(len(low) - int(drop), 0)] + ending
    return {"U": lemma.upper(), "T": lemma[:1].upper() + lemma[1:]}.get(casing, lemma)


def respelled(lemma: str, known: Callable[[str], bool]) -> str:
    """Return `lemma`, or what is `known` and differs from it as regular verbs are misread.

    What ends a stem is not told by the form alone: "violat(ing)", "guesse(d)", "submitt(ed)".
    """
    if known(lemma):
        return lemma
    return next((found for found in _respellings(lemma) if known(found)), lemma)


def _respellings(lemma: str) -> Iterator[str]:
    yield f"{lemma}e"
    if lemma[-1:] == "e":
        yield lemma[:-1]
    if lemma[-2:] == "ie":
        yield f"{lemma[:-2]}y"
    bare = lemma.removesuffix("e")
    if bare[-1:] == bare[-2:-1]:
        yield bare[:-1]
    if bare[-2:] in ("is", "ys"):
        yield f"{bare[:-1]}ze"


def _casing(lemma: str) -> str:
    if lemma == lemma.lower():
        return "L"
    if lemma == lemma[:1].upper() + lemma[1:].lower():
        return "T"
    return "U" if lemma == lemma.upper() else "L"
