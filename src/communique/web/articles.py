"""`POST /articles` takes an article to ingest; `/articles/jobs/ID` tells how far it is."""

import json

from communique.errors import BadRequest, MethodNotAllowed, NotFound, UnsupportedMediaType
from communique.web.asking import CORS
from communique.web.exchange import Exchange
from communique.web.inbox import Inbox, Job, Submission
from communique.web.protocol import parse_parameters
from communique.web.writing import Pen

ROOT = "/articles"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")

MAX_ARTICLE = 10 << 20
"""Bytes that an article may have."""

_SUFFIXES = {"text/plain": ".txt", "text/markdown": ".md", "text/html": ".html"}
_KNOWN = ("published", "publisher", "url")
_JOBS = f"{ROOT}/jobs/"


class Articles:
    """Answers `/articles` and the jobs below it."""

    def __init__(self, inbox: Inbox, pen: Pen) -> None:
        self._inbox = inbox
        self._pen = pen

    async def __call__(self, exchange: Exchange) -> None:
        """Answer one request. Raises CommuniqueError for what deserves a problem."""
        if exchange.path.rstrip("/") == ROOT:
            await self._submit(exchange)
        elif exchange.method not in ("GET", "HEAD"):
            raise MethodNotAllowed("a job can only be read")
        else:
            await self._status(exchange, exchange.path.removeprefix(_JOBS))

    async def _submit(self, exchange: Exchange) -> None:
        if exchange.method != "POST":
            raise MethodNotAllowed("POST an article here: text/plain, text/html, JSON")
        self._pen.demand_token(exchange)
        media_type = exchange.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != "application/json" and media_type not in _SUFFIXES:
            offered = ", ".join([*_SUFFIXES, "application/json"])
            raise UnsupportedMediaType(f"send an article with one of these types: {offered}")
        body = await exchange.body(MAX_ARTICLE)
        if media_type == "application/json":
            submission = from_json(body)
        else:
            known = dict(parse_parameters(exchange.query_string))
            options = {name: known.get(name, "") for name in _KNOWN}
            submission = Submission(body, _SUFFIXES[media_type], **options)
        if not submission.content.strip():
            raise BadRequest("the article is empty: send its text")
        await _tell(exchange, 202, self._inbox.submit(submission))

    async def _status(self, exchange: Exchange, job_id: str) -> None:
        job = self._inbox.job(job_id)
        if job is None:
            raise NotFound("no such job: jobs are forgotten when the server restarts")
        await _tell(exchange, 200, job)


def from_json(body: bytes) -> Submission:
    """Return the article of a JSON object with text, markdown or html, and what is known of it.

    Raises BadRequest.
    """
    try:
        sent = json.loads(body)
    except ValueError as error:
        raise BadRequest(f"the body is not JSON: {error}") from error
    forms = {"text": ".txt", "markdown": ".md", "html": ".html"}
    given = [name for name in forms if isinstance(sent, dict) and name in sent]
    if len(given) != 1:
        raise BadRequest("send a JSON object with one of text, markdown and html")
    unknown = set(sent) - {*forms, *_KNOWN}
    if unknown or not all(isinstance(value, str) for value in sent.values()):
        raise BadRequest(f"send strings for text, markdown or html, {', '.join(_KNOWN)} only")
    known = {name: sent.get(name, "") for name in _KNOWN}
    try:
        content = sent[given[0]].encode()
    except UnicodeEncodeError as error:
        raise BadRequest("the text holds half a character (a lone surrogate)") from error
    return Submission(content, forms[given[0]], **known)


async def _tell(exchange: Exchange, status: int, job: Job) -> None:
    body = json.dumps(job.content(), ensure_ascii=False).encode() + b"\n"
    headers = [
        ("content-type", "application/json"),
        ("content-length", str(len(body))),
        ("cache-control", "no-store"),
        *CORS,
    ]
    if status == 202:
        headers.append(("location", f"{exchange.origin}{_JOBS}{job.id}"))
    await exchange.reply(status, headers, body)
