"""Sending a document that is at hand as a whole: validators, content coding, HEAD."""

import hashlib

from communique.web.asking import CORS
from communique.web.encoding import CODERS, SMALLEST, coding, encode
from communique.web.exchange import Exchange, Headers
from communique.web.freshness import Edition

_VARY = ("vary", "Accept, Accept-Encoding")


async def is_known(exchange: Exchange, edition: Edition, name: str, headers: Headers = ()) -> bool:
    """Answer 304 and return True when the client has what `edition` says, in the format `name`."""
    wanted = exchange.headers.get("if-none-match", "")
    since = exchange.headers.get("if-modified-since", "")
    if not (wanted or since) or not edition.number:
        return False
    representations = {name, *(f"{name}.{one}" for one in CODERS)}
    known = edition.known(wanted, since, representations)
    if known is None:
        return False
    await exchange.reply(304, [*edition.headers(known), _VARY, *CORS, *headers])
    return True


async def send(
    exchange: Exchange,
    body: bytes,
    content_type: str,
    *,
    edition: Edition,
    name: str,
    headers: Headers = (),
) -> None:
    """Answer with `body`, what `edition` says in the format `name`."""
    exchange.snapshot = edition.number
    coded, body = _coded(exchange, body)
    representation = f"{name}.{coded}" if coded else name
    validators = edition.headers(representation) if edition.number else []
    await _reply(exchange, body, content_type, coded, [*validators, *headers])


async def send_lasting(
    exchange: Exchange,
    body: bytes,
    content_type: str,
    *,
    headers: Headers = (),
    seconds: int = 86400,
) -> None:
    """Answer with `body`, which clients may keep for so many `seconds`, or with 304."""
    digest = hashlib.sha256(body).hexdigest()[:16]
    coded, body = _coded(exchange, body)
    tag = f'"{digest}.{coded}"' if coded else f'"{digest}"'
    validators = [("cache-control", f"public, max-age={seconds}"), ("etag", tag)]
    if tag in exchange.headers.get("if-none-match", ""):
        await exchange.reply(304, [*validators, _VARY, *CORS, *headers])
        return
    await _reply(exchange, body, content_type, coded, [*validators, *headers])


def _coded(exchange: Exchange, body: bytes) -> tuple[str, bytes]:
    name = coding(exchange.headers.get("accept-encoding", "")) if len(body) >= SMALLEST else ""
    return name, encode(name, body) if name else body


async def _reply(
    exchange: Exchange, body: bytes, content_type: str, coded: str, headers: Headers
) -> None:
    coding_header = [("content-encoding", coded)] if coded else []
    await exchange.reply(
        200,
        [
            ("content-type", content_type),
            ("content-length", str(len(body))),
            _VARY,
            *CORS,
            *coding_header,
            *headers,
        ],
        body,
    )
