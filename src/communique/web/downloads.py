"""`/exports/...`: the list of what can be taken away, the files of dumps, and live exports.

/exports/dumps/2026-01-31-000007/...  the files of a dump
/exports/graph.ttl.zst                leads to the file of that kind in the newest dump
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path

from communique.errors import NotAcceptable, NotFound, StoreError
from communique.exports.dumps import MANIFEST, SUMS, Dump, DumpFile, dumps, dumps_folder
from communique.exports.packing import CODINGS
from communique.exports.table import EXPORTS
from communique.settings import Settings
from communique.web.asking import CORS
from communique.web.document import send_lasting
from communique.web.exchange import Exchange
from communique.web.live_exports import LiveExports
from communique.web.negotiate import Offer, Page, best, not_acceptable
from communique.web.paths import demand_reading

ROOT = "/exports"

_BLOCK = 1 << 18
_JSON = "application/json"
_OFFERS: tuple[Offer, ...] = (Page(), Page("list", (_JSON,)))
_FOREVER = ("cache-control", "public, max-age=31536000, immutable")


class Downloads:
    """Answers `/exports/...`; the list for people is left to `pages`."""

    def __init__(
        self, settings: Settings, live: LiveExports, pages: Callable[[Exchange], Awaitable[None]]
    ) -> None:
        self._store = settings.store
        self._live = live
        self._pages = pages

    async def __call__(self, exchange: Exchange) -> None:
        """Answer one request. Raises NotFound, NotAcceptable, and what queries raise."""
        demand_reading(exchange)
        kind, _, rest = exchange.path.removeprefix(ROOT).strip("/").partition("/")
        if not kind:
            await self._list(exchange)
        elif kind == "dumps":
            await self._file(exchange, *rest.partition("/")[::2])
        elif kind.startswith("graph.") and not rest:
            await self._newest(exchange, kind.removeprefix("graph."))
        else:
            await self._live.answer(exchange, kind, rest)

    async def _list(self, exchange: Exchange) -> None:
        name = best(exchange.headers.get("accept", ""), _OFFERS)
        if not name:
            raise NotAcceptable(not_acceptable(_OFFERS))
        if name == Page().name:
            await self._pages(exchange)
            return
        body = json.dumps(listing(self._store), indent=1, ensure_ascii=False).encode() + b"\n"
        await send_lasting(exchange, body, _JSON, seconds=0)

    async def _newest(self, exchange: Exchange, extension: str) -> None:
        """Lead to the file of this kind in the newest dump that has one."""
        for dump in dumps(self._store):
            for file in dump.files:
                if file.name.partition(".")[2] == extension:
                    headers = [
                        ("location", f"{exchange.origin}{path_of(dump, file)}"),
                        ("cache-control", "no-cache"),
                        ("content-length", "0"),
                    ]
                    await exchange.reply(302, [*headers, *CORS])
                    return
        raise NotFound("there is no such dump: `communique dump` on the server makes them")

    async def _file(self, exchange: Exchange, name: str, file_name: str) -> None:
        dump = next((dump for dump in dumps(self._store) if dump.name == name), None)
        if dump is None:
            raise NotFound(f"there is no dump {name}: {ROOT}/ lists them")
        path = dumps_folder(self._store) / dump.name / file_name
        if file_name in (MANIFEST, SUMS):
            content_type = _JSON if file_name == MANIFEST else "text/plain; charset=utf-8"
            await send_lasting(exchange, path.read_bytes(), content_type)
            return
        file = next((file for file in dump.files if file.name == file_name), None)
        if file is None:
            raise NotFound(f"the dump {name} has no file {file_name}: see its {MANIFEST}")
        await _send_file(exchange, path, file)


def path_of(dump: Dump, file: DumpFile) -> str:
    """Return where a file of a dump is on the server."""
    return f"{ROOT}/dumps/{dump.name}/{file.name}"


def listing(store: Path) -> dict[str, object]:
    """Return the list of what can be taken away, for programs."""
    formats = [
        {"name": row.name, "extension": row.extension, "media_type": row.media_type}
        for row in EXPORTS
    ]
    return {"formats": formats, "dumps": [asdict(dump) for dump in dumps(store)]}


async def _send_file(exchange: Exchange, path: Path, file: DumpFile) -> None:
    """Send a file block by block, or 304; its hash is its entity tag. Raises StoreError."""
    tag = f'"{file.sha256}"'
    headers = [("etag", tag), _FOREVER, *CORS]
    if tag in exchange.headers.get("if-none-match", ""):
        await exchange.reply(304, headers)
        return
    headers += [("content-type", _content_type(file)), ("content-length", str(file.bytes))]
    loop = asyncio.get_running_loop()
    try:
        with path.open("rb") as content:
            await exchange.begin(200, headers)
            while exchange.method != "HEAD" and (
                block := await loop.run_in_executor(None, content.read, _BLOCK)
            ):
                await exchange.block(block, more=True)
    except OSError as error:
        raise StoreError(f"{path.name} cannot be read: {error.strerror}") from error
    await exchange.block(b"", more=False)


def _content_type(file: DumpFile) -> str:
    """A compressed file is sent as what it is: clients keep it as it was hashed."""
    return f"application/{file.compression}" if file.compression in CODINGS else file.media_type
