"""`communique status`: what is in the store, what is published, who is writing."""

import csv
import io
from pathlib import Path
from typing import Any

from communique.commands.query import query_text
from communique.errors import NothingPublished
from communique.settings import Settings
from communique.store.lock import holder
from communique.store.pool import Pool, QueryRequest
from communique.store.snapshot import current


def report(settings: Settings) -> dict[str, Any]:
    """Return what `communique status` tells, by name. Raises StoreError."""
    facts: dict[str, Any] = {"store": str(settings.store.resolve())}
    try:
        snapshot = current(settings.store)
    except NothingPublished:
        facts["snapshot"] = "none: run `communique ingest FILE`"
    else:
        facts |= {"snapshot": snapshot.number, "created": snapshot.created}
        if (counts := snapshot.counts) is not None:
            facts |= {"quads": counts.quads, "graphs": counts.graphs}
        facts |= _answers(settings)
    other = holder(settings.store)
    facts["writer"] = (
        f"{other.command} (process {other.pid}, since {other.since})" if other else "none"
    )
    facts["disk_mib"] = round(_size(settings.store) / 2**20, 1)
    return facts


def _answers(settings: Settings) -> dict[str, Any]:
    """What only a query worker can tell: the articles, and the fence around it."""
    query = QueryRequest(query_text("articles"), bindings="csv", graph="", timeout=settings.timeout)
    with Pool(settings.store, workers=1, memory=settings.memory) as pool:
        text = pool.query(query).read().decode()
        fence = list(pool.stats().fence)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {
        "articles": [f"{row['graph']} {row['headline']}".rstrip() for row in rows],
        "fence": fence or ["none: this kernel has none of what it takes"],
    }


def _size(folder: Path) -> int:
    seen: dict[tuple[int, int], int] = {}
    for path in folder.rglob("*"):
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        seen[status.st_dev, status.st_ino] = status.st_blocks * 512
    return sum(seen.values())
