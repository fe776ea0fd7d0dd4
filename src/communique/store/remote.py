"""Querying a SPARQL 1.1 endpoint elsewhere."""

import warnings
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError, URLError

from SPARQLWrapper import GET, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from communique.errors import QuerySyntaxError, RemoteError
from communique.formats import Format
from communique.store.forms import chosen, query_form

_LONGEST_GET = 2000  # bytes of query text; servers and proxies differ in what URLs they take


def query_remote(
    endpoint: str, text: str, *, bindings: Format | None, graph: Format | None, timeout: float
) -> bytes:
    """Send query `text` to `endpoint`; return the answer as it came.

    It is asked for in `bindings` or in `graph`, as the form of the query has it; None accepts
    none. `timeout` is in seconds, for each wait. Raises QuerySyntaxError when the text is no query
    or the endpoint says that it is wrong, NotAcceptable, and RemoteError for everything else.
    """
    if not query_form(text):
        raise QuerySyntaxError("not a query: it must SELECT, ASK, CONSTRUCT or DESCRIBE something")
    name = chosen(
        text, bindings=bindings.name if bindings else "", graph=graph.name if graph else ""
    )
    wanted = next(row for row in (bindings, graph) if row is not None and row.name == name)
    try:
        response: HTTPResponse = _wrapper(endpoint, text, wanted, timeout).query().response
        with response:
            body, media_type = response.read(), response.headers.get_content_type()
    except QueryBadFormed as error:
        raise QuerySyntaxError(f"{endpoint} says: {_said(error)}") from error
    except SPARQLWrapperException as error:
        raise RemoteError(f"{endpoint} failed: {error.msg}; it says: {_said(error)}") from error
    except HTTPError as error:
        said = _one_line(error.read().decode(errors="replace"))
        raise RemoteError(f"{endpoint} answers {error.code} {error.reason}: {said}") from error
    except URLError as error:
        raise RemoteError(f"{endpoint} cannot be reached: {error.reason}") from error
    except TimeoutError as error:
        raise RemoteError(f"{endpoint} did not answer in {timeout:g} s: ask for less") from error
    except (OSError, HTTPException, ValueError) as error:
        raise RemoteError(f"{endpoint} cannot be asked: {error or type(error).__name__}") from error
    if media_type not in wanted.media_types:
        raise RemoteError(
            f"{endpoint} answers in {media_type}, not {wanted.media_type}: is it a SPARQL endpoint?"
        )
    return body


def _wrapper(endpoint: str, text: str, wanted: Format, timeout: float) -> SPARQLWrapper:
    wrapper = SPARQLWrapper(endpoint, agent="communique")
    # Its own formats are fewer than ours, and it repeats them in parameters that some endpoints
    # refuse: so the Accept header alone, and that ours.
    wrapper.setOnlyConneg(True)
    wrapper.addCustomHttpHeader("Accept", ", ".join(wanted.media_types))
    wrapper.setTimeout(max(1, round(timeout)))
    wrapper.setMethod(GET if len(text.encode()) <= _LONGEST_GET else POST)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # its reader of forms knows fewer than ours
        wrapper.setQuery(text)
    return wrapper


def _said(error: SPARQLWrapperException) -> str:
    """Return what the endpoint said, out of the message that the wrapper made of it."""
    return _one_line(str(error).rpartition("Response:\n")[2].removeprefix("b")[1:-1])


def _one_line(text: str) -> str:
    line = " ".join(text.replace("\\n", " ").split())
    return line[:300] or "nothing"
