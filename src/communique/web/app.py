"""The Flask app: the pages and everything that is not the hot path."""

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from communique.errors import CommuniqueError, NotFound
from communique.settings import Settings
from communique.web.feeds import feeds
from communique.web.glossary import glossary
from communique.web.pages.answers import Ask
from communique.web.pages.routes import pages
from communique.web.problem import problem


def create_app(settings: Settings, ask: Ask) -> Flask:
    """Return the app that serves the store of `settings`; `ask` answers its queries."""
    app = Flask(__name__)

    for part in (pages, feeds, glossary):
        app.register_blueprint(part(settings, ask))

    @app.errorhandler(CommuniqueError)
    def refused(error: CommuniqueError) -> Response:
        refusal = problem(error, accept=request.headers.get("Accept", ""))
        if "text/html" in request.accept_mimetypes.values():
            return Response(
                render_template("problem.html", problem=refusal.members), refusal.status
            )
        return Response(refusal.body, refusal.status, list(refusal.headers))

    @app.errorhandler(404)
    def nowhere(_: HTTPException) -> Response:
        return refused(NotFound(f"nothing is at {request.path}"))

    return app
