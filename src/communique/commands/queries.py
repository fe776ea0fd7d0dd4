"""`communique queries`: what a server is busy with, and how to stop it."""

import json
import urllib.request
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote

from communique.errors import RemoteError
from communique.settings import Settings

_PATIENCE = 10.0  # seconds
_MOST_TEXT = 100  # characters of a query's text


def server_url(settings: Settings, endpoint: str) -> str:
    """Return the URL of a server, given as such or as its SPARQL endpoint; "" means ours."""
    if endpoint:
        return endpoint.rstrip("/").removesuffix("/sparql")
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def running(server: str, token: str) -> list[str]:
    """Return a line for each query under way: id, client, seconds and the start of its text.

    Raises RemoteError, also when the token is not right.
    """
    answer = json.loads(_ask(f"{server}/queries", token, method="GET"))
    return [
        f"{query['id']}\t{query['client']}\t{query['seconds']:.1f} s\t{_start(query['text'])}"
        for query in answer["queries"]
    ]


def kill(server: str, token: str, query_id: str) -> None:
    """Stop a query. Raises RemoteError, also when there is no such query."""
    _ask(f"{server}/queries/{quote(query_id, safe='')}", token, method="DELETE")


def _ask(url: str, token: str, *, method: str) -> bytes:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        if not url.startswith(("http://", "https://")):
            raise RemoteError(f"{url} is no http or https URL")
        request = urllib.request.Request(url, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=_PATIENCE) as response:
            data: bytes = response.read()
            return data
    except HTTPError as error:
        with error:
            raise RemoteError(f"{url} answers {error.code}: {_detail(error.read())}") from error
    except URLError as error:
        raise RemoteError(f"{url} cannot be reached: {error.reason}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise RemoteError(f"{url} cannot be asked: {error or type(error).__name__}") from error


def _detail(body: bytes) -> str:
    try:
        problem: dict[str, Any] = json.loads(body)
        return str(problem["detail"])
    except (ValueError, KeyError, TypeError):
        return "is it a Communique server?"


def _start(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_TEXT else f"{line[:_MOST_TEXT]}..."
