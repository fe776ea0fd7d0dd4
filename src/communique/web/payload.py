"""RDF that a client sends: spooled to disk as it comes, whole or as the parts of a form."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO

from werkzeug.datastructures import Headers
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from communique.errors import BadRequest, PayloadTooLarge, StoreFull, UnsupportedMediaType
from communique.formats import GRAPHS, by_name
from communique.web.exchange import Exchange

Payload = tuple[str, str]
"""The path of a file with RDF, and the name of its format."""

_MOST_PARTS = 100


@asynccontextmanager
async def received(exchange: Exchange, *, limit: int) -> AsyncIterator[tuple[Payload, ...]]:
    """Spool the body of a request, at most `limit` bytes; the files go when the block ends.

    Raises UnsupportedMediaType, PayloadTooLarge, BadRequest, and StoreFull when the disk is.
    """
    media_type, options = parse_options_header(exchange.headers.get("content-type", ""))
    with tempfile.TemporaryDirectory(prefix="communique-") as folder:
        try:
            if media_type == "multipart/form-data":
                yield await _parts(exchange, options.get("boundary", ""), Path(folder), limit)
            else:
                yield (await _whole(exchange, media_type, Path(folder), limit),)
        except OSError as error:
            raise StoreFull(f"the body cannot be kept: {error.strerror}") from error


async def _whole(exchange: Exchange, media_type: str, folder: Path, limit: int) -> Payload:
    name = _format(media_type)
    path = folder / "body"
    with path.open("wb") as file:
        async for block in exchange.blocks(limit):
            file.write(block)
    return str(path), name


async def _parts(
    exchange: Exchange, boundary: str, folder: Path, limit: int
) -> tuple[Payload, ...]:
    if not boundary:
        raise BadRequest("multipart/form-data needs its boundary parameter")
    payloads: list[Payload] = []
    file: BinaryIO | None = None
    try:
        decoder = MultipartDecoder(boundary.encode("latin-1"), max_parts=_MOST_PARTS)
        async for block in exchange.blocks(limit):
            decoder.receive_data(block)
            file = _take(decoder, folder, payloads, file)
        decoder.receive_data(None)
        file = _take(decoder, folder, payloads, file)
    except RequestEntityTooLarge as error:
        raise PayloadTooLarge(f"a form may hold {_MOST_PARTS} files") from error
    except ValueError as error:
        raise BadRequest(f"the form cannot be read: {error}") from error
    finally:
        if file is not None:
            file.close()
    if not payloads:
        raise BadRequest("the form holds no RDF")
    return tuple(payloads)


def _take(
    decoder: MultipartDecoder, folder: Path, payloads: list[Payload], file: BinaryIO | None
) -> BinaryIO | None:
    """Write what has come of the parts; return the file of the part under way."""
    while not isinstance(event := decoder.next_event(), NeedData | Epilogue):
        if isinstance(event, Field | File):
            path = folder / str(len(payloads))
            payloads.append((str(path), _part_format(event.headers)))
            file = path.open("wb")
        elif isinstance(event, Data) and file is not None:
            file.write(event.data)
            if not event.more_data:
                file.close()
                file = None
    return file


def _part_format(headers: Headers) -> str:
    return _format(parse_options_header(headers.get("content-type", ""))[0])


def _format(media_type: str) -> str:
    row = by_name(media_type, GRAPHS) if "/" in media_type else None
    if row is None:
        offered = ", ".join(row.media_type for row in GRAPHS)
        raise UnsupportedMediaType(f"send RDF with one of these Content-Types: {offered}")
    return row.name
