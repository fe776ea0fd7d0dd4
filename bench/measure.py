"""The measurements of one server, as plain dictionaries that go to JSON."""

import asyncio
import csv
import io
import statistics
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.dataset import Dataset
from bench.load import (
    CSV,
    JSON,
    N_TRIPLES,
    Address,
    Fetched,
    LoadError,
    fetch,
    killers,
    short_load,
)
from bench.queries import KILLERS, LONG, Long, short_queries, with_prefixes
from bench.server import Server

CLIENTS = (1, 8, 32)
_DISTINCT = 20_000  # short queries; caches of answers do not help the first time round
_REPEATED = 100  # short queries that are asked again and again
_TURNS = 3  # in which the repeats of long queries are shared out
_SAMPLES = 40  # short queries whose answers are compared between peers
_KILLING = 20  # of 30 clients
_SHORT = 10
_MOST_MEMORY = 12 << 30  # bytes that a server may use before we end it


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to measure. `repeats`: of each long query, of which the best counts."""

    seconds: float
    killer_seconds: float
    repeats: int
    timeout: float
    folder: Path
    dataset: Dataset


def answers(server: Server, plan: Plan) -> dict[str, Any]:
    """Return what tells whether peers agree: rows of each query, sums of their counts."""
    told: dict[str, Any] = {}
    rows = 0
    for query in short_queries(plan.dataset, _SAMPLES, seed=2):
        body = fetch(server.address, query, CSV, timeout=plan.timeout, keep=True).body
        rows += len(list(csv.reader(io.StringIO(body.decode())))) - 1
    told["short"] = [rows, 0]
    for long in LONG:
        try:
            told[long.name] = _answer(server.address, long, plan)
        except LoadError as error:
            told[long.name] = str(error)
    return told


def _answer(address: Address, long: Long, plan: Plan) -> list[int]:
    accept = N_TRIPLES if long.result == "graph" else CSV
    text = with_prefixes(long.text)
    body = fetch(address, text, accept, timeout=plan.timeout, keep=True).body
    if long.result == "graph":
        return [sum(line.strip().endswith(b".") for line in body.splitlines()), 0]
    if long.big:
        return [len(body.splitlines()) - 1, 0]
    table = list(csv.DictReader(io.StringIO(body.decode())))
    return [len(table), sum(int(row["n"]) for row in table if "n" in row)]


def short(server: Server, plan: Plan, *, repeated: bool = False) -> dict[str, Any]:
    """Return rate and latency of short queries for each number of clients."""
    count = _REPEATED if repeated else _DISTINCT
    queries = short_queries(plan.dataset, count)
    asyncio.run(_load(server, queries[:_REPEATED], plan, clients=2, seconds=1))  # warm up
    figures = {}
    for clients in CLIENTS:
        before = server.processor_seconds()
        one = asyncio.run(_load(server, queries, plan, clients=clients, seconds=plan.seconds))
        spent = server.processor_seconds() - before
        one["processor_us"] = 1e6 * spent / max(one["requests"], 1)
        figures[str(clients)] = one
    return figures


async def _load(
    server: Server, queries: list[str], plan: Plan, *, clients: int, seconds: float
) -> dict[str, Any]:
    return await short_load(
        server.address, queries, clients=clients, seconds=seconds, folder=plan.folder
    )


def long(server: Server, plan: Plan, unanswered: Mapping[str, str]) -> dict[str, Any]:
    """Return the seconds that each long query takes, at best, or why it failed.

    All are asked in turn, a few times over, so that a slow moment of the machine does not fall on
    one alone. What was `unanswered` before, with the reason, is not asked again.
    """
    figures: dict[str, Any] = {name: {"failed": why} for name, why in unanswered.items()}
    taken: dict[str, list[Fetched]] = {}
    for number in range(_TURNS):
        for query in LONG:
            if query.name in figures:
                continue
            known = taken.setdefault(query.name, [])
            try:
                _repeat(server.address, query, plan, known, share=(number + 1) / _TURNS)
            except LoadError as error:
                figures[query.name] = {"failed": str(error)}
    for name in taken.keys() - figures.keys():
        totals = [one.total for one in taken[name]]
        figures[name] = {
            "seconds": min(totals),
            "median": statistics.median(totals),
            "first": min(one.first for one in taken[name]),
            "bytes": taken[name][0].size,
            "repeats": len(totals),
        }
    return figures


def _repeat(
    address: Address, query: Long, plan: Plan, taken: list[Fetched], *, share: float
) -> None:
    """Add to `taken` until a `share` of the repeats, or of the time for them, is reached."""
    accept = N_TRIPLES if query.result == "graph" else JSON
    runs, seconds = plan.repeats * share, plan.timeout / 30 * share
    while not taken or (len(taken) < runs and sum(one.total for one in taken) < seconds):
        taken.append(fetch(address, with_prefixes(query.text), accept, timeout=plan.timeout))


def killed(server: Server, plan: Plan) -> dict[str, Any]:
    """Return how short queries of 10 clients fare while 20 others send killers."""
    return asyncio.run(_killed(server, plan))


async def _killed(server: Server, plan: Plan) -> dict[str, Any]:
    tally: Counter[str] = Counter()
    seconds = plan.killer_seconds
    queries = [with_prefixes(text) for text in KILLERS]
    attack = asyncio.create_task(
        killers(server.address, queries, clients=_KILLING, seconds=seconds + 2, tally=tally)
    )
    sizes: list[int] = []
    guard = asyncio.create_task(_watch(server, sizes))
    await asyncio.sleep(1)
    shorts = short_queries(plan.dataset, _DISTINCT, seed=3)
    try:
        figures = await _load(server, shorts, plan, clients=_SHORT, seconds=seconds)
    finally:
        guard.cancel()
        attack.cancel()
        with suppress(asyncio.CancelledError):
            await attack
    figures["killers"] = dict(tally)
    figures["memory_mib"] = max(sizes) >> 20
    figures["ended_by_us"] = max(sizes) > _MOST_MEMORY
    figures["survived"] = await _survives(server)
    figures["last_words"] = server.last_words()
    return figures


async def _survives(server: Server) -> bool:
    """Whether the server still runs and answers, 3 seconds after the last killer left."""
    await asyncio.sleep(3)
    try:
        fetch(server.address, "ASK {}", JSON, timeout=10)
    except LoadError:
        return False
    return server.process.poll() is None


async def _watch(server: Server, sizes: list[int]) -> None:
    """Note the bytes that the server uses; end it before it ends the machine."""
    while True:
        sizes.append(server.memory())
        if sizes[-1] > _MOST_MEMORY:
            server.kill()
        await asyncio.sleep(0.25)


def better(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return the better of each figure of two rounds, whatever else was busy meanwhile."""
    if "failed" in other:
        return one
    merged = {**other, **one}
    for key in ("short", "hot"):
        merged[key] = {
            clients: max(figures, other[key][clients], key=lambda load: float(load["rate"]))
            for clients, figures in one[key].items()
        }
    merged["long"] = {
        name: min(figures, other["long"][name], key=lambda f: float(f.get("seconds", 1e9)))
        for name, figures in one["long"].items()
    }
    return merged
