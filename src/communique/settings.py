"""The one table of settings: it feeds the command line, the environment and the documentation."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from communique.errors import InputError
from communique.vocab import BASE_IRI

EVEN = 0.5
"""The confidence below which a statement is rather wrong than right."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One row. `parse` turns text into the value and raises ValueError on nonsense.

    `minimum` bounds numbers from below; `choices` lists the words allowed.
    """

    name: str
    default: Any
    parse: Callable[[str], Any]
    help: str
    metavar: str
    minimum: float | None = None
    choices: tuple[str, ...] = ()
    secret: bool = False

    @property
    def variable(self) -> str:
        """The environment variable."""
        return f"COMMUNIQUE_{self.name.upper()}"

    @property
    def option(self) -> str:
        """The command-line option."""
        return f"--{self.name.replace('_', '-')}"


def _base_iri(text: str) -> str:
    if not text.startswith(("http://", "https://")) or any(c in text for c in ' <>"{}|\\^`'):
        raise ValueError("must be an http or https IRI")
    return text if text.endswith("/") else text + "/"


def _networks(text: str) -> str:
    return ",".join(str(ip_network(part)) for part in text.replace(",", " ").split())


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError("is not a number from 0 to 1")
    return share


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "store",
        Path("communique-store"),
        Path,
        "Folder of the store; made when missing.",
        "FOLDER",
    ),
    Setting(
        "base_iri",
        BASE_IRI,
        _base_iri,
        "Base of the IRIs of things (id/) and named graphs (graph/).",
        "IRI",
    ),
    Setting(
        "min_confidence",
        EVEN,
        _share,
        "Least confidence, 0 to 1, that an event or fact needs to go into the graph.",
        "SHARE",
    ),
    Setting(
        "token",
        "",
        str,
        "Secret that writing over HTTP asks for; without one nothing can be written.",
        "TOKEN",
        secret=True,
    ),
    Setting("host", "127.0.0.1", str, "Address to listen on.", "ADDRESS"),
    Setting("port", 8000, int, "Port to listen on.", "PORT", minimum=1),
    Setting(
        "default_graph",
        "merge",
        str,
        "What queries without GRAPH see: `merge`, the RDF merge of all content graphs, or "
        "`strict`, only what was put into the default graph itself.",
        "MODE",
        choices=("merge", "strict"),
    ),
    Setting(
        "timeout",
        10.0,
        float,
        "Seconds a query may run.",
        "SECONDS",
        minimum=0.01,
    ),
    Setting(
        "write_timeout",
        60.0,
        float,
        "Seconds a write over HTTP may take.",
        "SECONDS",
        minimum=0.01,
    ),
    Setting(
        "write_memory",
        4096,
        int,
        "Memory that a write over HTTP may use, in MiB.",
        "MIB",
        minimum=64,
    ),
    Setting(
        "max_query",
        1024,
        int,
        "Longest query or update taken over HTTP, in KiB.",
        "KIB",
        minimum=1,
    ),
    Setting(
        "max_upload",
        100,
        int,
        "Largest body taken over HTTP for RDF and articles, in MiB.",
        "MIB",
        minimum=1,
    ),
    Setting(
        "services",
        (),
        lambda text: tuple(text.split()),
        "SPARQL endpoints that SERVICE may ask, as IRI prefixes with spaces between; none by "
        "default.",
        "IRIS",
    ),
    Setting(
        "quotes_only",
        (),
        lambda text: tuple(text.split()),
        "Articles of which pages show only quotes, as prefixes of their IRI or address with spaces "
        "between; `*` is all.",
        "IRIS",
    ),
    Setting(
        "workers",
        0,
        int,
        "Query worker processes; 0 means two per processor, at least four.",
        "N",
        minimum=0,
    ),
    Setting(
        "memory",
        1024,
        int,
        "Memory that one query worker may use, in MiB.",
        "MIB",
        minimum=64,
    ),
    Setting(
        "cache",
        32,
        int,
        "Memory for small answers, in MiB; 0 keeps none.",
        "MIB",
        minimum=0,
    ),
    Setting(
        "max_rows",
        0,
        int,
        "Most rows (or triples) of an answer; 0 means no limit.",
        "N",
        minimum=0,
    ),
    Setting(
        "max_bytes",
        1 << 30,
        int,
        "Most bytes of an answer; 0 means no limit.",
        "BYTES",
        minimum=0,
    ),
    Setting(
        "client_queries",
        64,
        int,
        "Queries that one client (an address) may have under way at once.",
        "N",
        minimum=1,
    ),
    Setting(
        "all_queries",
        256,
        int,
        "Queries that all clients together may have under way or waiting; pages are not counted.",
        "N",
        minimum=1,
    ),
    Setting(
        "long_queries",
        24,
        int,
        "Queries over 0.1 s that may be under way at once.",
        "N",
        minimum=1,
    ),
    Setting(
        "stall",
        60.0,
        float,
        "Seconds that a client may neither read its answer nor send its body before it is dropped.",
        "SECONDS",
        minimum=0.1,
    ),
    Setting(
        "grace",
        10,
        int,
        "Seconds that answers under way have to finish when the server is told to stop.",
        "SECONDS",
        minimum=1,
    ),
    Setting(
        "trusted_proxies",
        "",
        _networks,
        "Addresses and networks of proxies whose X-Forwarded headers count, comma-separated.",
        "NETWORKS",
    ),
    Setting(
        "access_log",
        "",
        str,
        "File for one JSON object per request; `-` is standard error.",
        "FILE",
    ),
    Setting(
        "slow_query",
        1.0,
        float,
        "Seconds from which a query is logged with its text; 0 logs none.",
        "SECONDS",
        minimum=0,
    ),
    Setting(
        "lock_wait",
        60.0,
        float,
        "Seconds to wait for another writer of the same store.",
        "SECONDS",
        minimum=0,
    ),
    Setting(
        "keep",
        2,
        int,
        "Snapshots kept on disk, the current one included.",
        "N",
        minimum=1,
    ),
)

BY_NAME: dict[str, Setting] = {row.name: row for row in SETTINGS}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force, one attribute per row of the table."""

    store: Path
    base_iri: str
    min_confidence: float
    token: str
    host: str
    port: int
    default_graph: str
    timeout: float
    write_timeout: float
    write_memory: int
    max_query: int
    max_upload: int
    services: tuple[str, ...]
    quotes_only: tuple[str, ...]
    workers: int
    memory: int
    cache: int
    max_rows: int
    max_bytes: int
    client_queries: int
    all_queries: int
    long_queries: int
    stall: float
    grace: int
    trusted_proxies: str
    access_log: str
    slow_query: float
    lock_wait: float
    keep: int

    def variables(self) -> dict[str, str]:
        """Return the environment that makes another process load these same settings."""
        return {row.variable: _text(getattr(self, row.name)) for row in SETTINGS}


def load(
    environ: Mapping[str, str] | None = None, overrides: Mapping[str, str | None] | None = None
) -> Settings:
    """Return the settings: defaults, then `environ`, then `overrides` that are not None.

    Raises InputError naming the setting whose value makes no sense.
    """
    environ = os.environ if environ is None else environ
    overrides = overrides or {}
    values: dict[str, Any] = {}
    for row in SETTINGS:
        text = overrides.get(row.name)
        values[row.name] = value_of(row, environ.get(row.variable) if text is None else text)
    return Settings(**values)


def value_of(row: Setting, text: str | None) -> Any:
    """Return the value of `text` for `row`, its default for None or empty text."""
    if not text:
        return row.default
    try:
        value = row.parse(text)
    except ValueError as error:
        raise InputError(f"{row.option} ({row.variable}): {text!r} {_why(row, error)}") from error
    if row.choices and value not in row.choices:
        raise InputError(f"{row.option} ({row.variable}): use one of {', '.join(row.choices)}")
    if row.minimum is not None and not value >= row.minimum:
        raise InputError(f"{row.option} ({row.variable}): must be at least {row.minimum:g}")
    return value


def _text(value: Any) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _why(row: Setting, error: ValueError) -> str:
    return "is not a number" if row.parse in (int, float) else str(error)
