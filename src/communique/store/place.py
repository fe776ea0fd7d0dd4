"""What is wrong with a text, and where, as the engine says it and as we do."""

import re

from communique.errors import QueryError, QuerySyntaxError, UpdateConflict

_CONFLICT = re.compile(r"\b(?:does not exist|already exists)\b")


def located(message: str) -> str:
    """Return the engine's message with its "error at 1:7" made plain."""
    found = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if found is None:
        return message
    return f"line {found[1]}, column {found[2]}: {found[3]}"


def failure(error: Exception, words: str) -> QueryError:
    """Return the error of ours that a failure of the engine means; `words` say what failed."""
    if "custom function" in str(error):
        return QuerySyntaxError(f"{error}: SPARQL 1.1 has no such function")
    if _CONFLICT.search(str(error)):
        return UpdateConflict(f"{words}: {error}; SILENT lets it pass")
    return QueryError(f"{words}: {error}")
