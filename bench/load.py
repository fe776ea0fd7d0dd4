"""The load: wrk for many short requests, a plain socket for one long answer, tasks for killers."""

import asyncio
import json
import os
import shutil
import socket
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

JSON = "application/sparql-results+json"
CSV = "text/csv"
N_TRIPLES = "application/n-triples"
_LUA = Path(__file__).with_name("short.lua")
_PAUSE = 0.05  # seconds that a killer waits after an answer before it sends the next


class LoadError(Exception):
    """A server did not answer as it should."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server answers, on this machine."""

    port: int
    path: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    def target(self, query: str) -> str:
        """Return path and query string of the request for `query`."""
        return f"{self.path}?{urlencode({'query': query, **self.parameters})}"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer: seconds to the first byte of the body and to the last, and the body's size."""

    first: float
    total: float
    size: int
    body: bytes


async def short_load(
    address: Address, queries: list[str], *, clients: int, seconds: float, folder: Path
) -> dict[str, Any]:
    """Have `clients` clients send `queries` in a closed loop; return wrk's figures, in ms."""
    paths = folder / "paths.txt"
    paths.write_text("".join(address.target(query) + "\n" for query in queries))
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds:g}s", "--timeout", "10s", "-s", _LUA]
    process = await asyncio.create_subprocess_exec(
        *command,
        "-H",
        f"Accept: {JSON}",
        f"http://127.0.0.1:{address.port}",
        env={**os.environ, "BENCH_PATHS": str(paths)},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        out, _ = await asyncio.wait_for(process.communicate(), seconds + 30)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
    line = out.decode().rpartition("BENCH ")[2]
    figures: dict[str, Any] = json.loads(line)
    figures["rate"] = figures["requests"] / figures["seconds"]
    figures["failures"] = figures["errors"] + figures["timeouts"] + figures["broken"]
    return figures


def demand_tools() -> None:
    """Raise LoadError unless the load generator is installed."""
    if not shutil.which("wrk"):
        raise LoadError("bench needs wrk (Debian: apt-get install wrk)")


def fetch(
    address: Address, query: str, accept: str, *, timeout: float, keep: bool = False
) -> Fetched:
    """Ask one query on a connection of its own. Raises LoadError unless a whole 200 comes."""
    request = (
        f"GET {address.target(query)} HTTP/1.1\r\nHost: 127.0.0.1:{address.port}\r\n"
        f"Accept: {accept}\r\nConnection: close\r\n\r\n"
    )
    buffer, head, blocks, tail, first, size = bytearray(1 << 20), b"", [], b"", 0.0, 0
    started = time.perf_counter()
    deadline = started + timeout
    try:
        with socket.create_connection(("127.0.0.1", address.port), timeout) as connection:
            connection.sendall(request.encode())
            while got := connection.recv_into(buffer):
                data = bytes(memoryview(buffer)[:got]) if keep or not first else b""
                if not first:
                    head, data = _split(head + data)
                    if not data:
                        continue
                    first = time.perf_counter() - started
                    got = len(data)
                size += got
                tail = (tail + data)[-8:] if data else bytes(buffer[max(0, got - 8) : got])
                blocks += [data] if keep else []
                connection.settimeout(max(0.01, deadline - time.perf_counter()))
    except OSError as error:
        raise LoadError(f"no whole answer in {timeout:g} s: {error}") from error
    total = time.perf_counter() - started
    body = b"".join(blocks)
    _demand_whole(head, size, tail)
    if keep and b"transfer-encoding: chunked" in head.lower():
        body = _unchunked(body)
    return Fetched(first, total, size, body)


def _split(data: bytes) -> tuple[bytes, bytes]:
    head, mark, body = data.partition(b"\r\n\r\n")
    return (head + mark, body) if mark else (data, b"")


def _demand_whole(head: bytes, size: int, tail: bytes) -> None:
    lines = head.lower().split(b"\r\n")
    status = lines[0].split(b" ")[1:2]
    if status != [b"200"]:
        raise LoadError(f"answered {(b' '.join(status) or b'nothing').decode()}")
    fields = dict(line.split(b":", 1) for line in lines[1:] if b":" in line)
    if b"chunked" in fields.get(b"transfer-encoding", b""):
        if not tail.endswith(b"0\r\n\r\n"):
            raise LoadError("the answer was cut off")
    elif size != int(fields.get(b"content-length", size)):
        raise LoadError("the answer was cut off")


def _unchunked(body: bytes) -> bytes:
    blocks, place = [], 0
    while place < len(body):
        end = body.index(b"\r\n", place)
        size = int(body[place:end].split(b";")[0], 16)
        blocks.append(body[end + 2 : end + 2 + size])
        place = end + 2 + size + 2
    return b"".join(blocks)


async def killers(
    address: Address, queries: list[str], *, clients: int, seconds: float, tally: Counter[str]
) -> None:
    """Have `clients` clients send `queries` in a closed loop; count in `tally` what comes back."""

    async def one(number: int) -> None:
        while True:
            tally[await _outcome(address, queries[number % len(queries)])] += 1
            number += 1
            await asyncio.sleep(_PAUSE)

    tasks = [asyncio.create_task(one(number)) for number in range(clients)]
    try:
        await asyncio.wait(tasks, timeout=seconds)
    finally:
        for task in tasks:
            task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _outcome(address: Address, query: str) -> str:
    writer = None
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", address.port)
        request = f"GET {address.target(query)} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        writer.write(f"{request}Accept: {JSON}\r\nConnection: close\r\n\r\n".encode())
        line = await reader.readline()
        while await reader.read(1 << 16):
            pass
    except OSError as error:
        return type(error).__name__
    else:
        return (line.split(b" ")[1:2] or [b"closed"])[0].decode()
    finally:
        if writer is not None:
            writer.close()
