"""The Flask app: the pages and everything that is not the hot path."""

import csv
import io
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from communique import __version__
from communique.errors import CommuniqueError, NotFound
from communique.resources import resource
from communique.settings import Settings
from communique.store.snapshot import current
from communique.store.wire import QueryRequest
from communique.web.problem import problem

Ask = Callable[[QueryRequest], bytes]
"""Returns the whole answer to a query, in the format it asks for."""


def create_app(settings: Settings, ask: Ask) -> Flask:
    """Return the app that serves the store of `settings`; `ask` answers its queries."""
    app = Flask(__name__)

    @app.get("/")
    def home() -> str:
        snapshot = current(settings.store)
        return render_template(
            "home.html",
            version=__version__,
            snapshot=snapshot,
            counts=snapshot.counts,
            articles=_rows(ask, settings, "articles"),
            kinds=_rows(ask, settings, "event-counts"),
            questions=_questions(),
        )

    @app.errorhandler(CommuniqueError)
    def refused(error: CommuniqueError) -> Response:
        refusal = problem(error, accept=request.headers.get("Accept", ""))
        return Response(refusal.body, refusal.status, list(refusal.headers))

    @app.errorhandler(404)
    def nowhere(error: HTTPException) -> Response | HTTPException:
        if "text/html" in request.accept_mimetypes.values():
            return error
        return refused(NotFound(f"nothing is at {request.path}"))

    return app


def _rows(ask: Ask, settings: Settings, name: str) -> list[dict[str, Any]]:
    text = resource("queries", f"{name}.rq").read_text(encoding="utf-8")
    query = QueryRequest(text, bindings="csv", graph="", timeout=settings.timeout)
    return list(csv.DictReader(io.StringIO(ask(query).decode(), newline="")))


def _questions() -> list[dict[str, str]]:
    questions = []
    for path in sorted(resource("queries").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        title = text.splitlines()[0].removeprefix("#").strip()
        questions.append({"name": path.stem, "title": title, "text": text})
    return questions
