"""`/metrics`: what a monitor wants to know, in the formats of Prometheus."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from communique import __version__
from communique.errors import MethodNotAllowed, NothingPublished
from communique.store.counts import Counts
from communique.store.pool import Stats
from communique.store.snapshot import current
from communique.web.access_log import AccessLog
from communique.web.cache import AnswerCache
from communique.web.exchange import Exchange
from communique.web.health import METHODS as READ_ONLY

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counts requests as they end; everything else is asked of `state` when a monitor comes."""

    def __init__(self, state: Collector) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(state)
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "communique_requests",
            "Requests by kind and status; 499 for a client that left before its answer.",
            ("kind", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "communique_request_duration_seconds",
            "Time from a request to the end of its answer.",
            ("kind",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._bytes = Counter(
            "communique_response_bytes",
            "Bytes of bodies sent, before HTTP's own framing.",
            ("kind",),
            registry=self._registry,
        )
        self._problems = Counter(
            "communique_problems",
            "Requests refused or failed, by the code of the problem.",
            ("code",),
            registry=self._registry,
        )
        self._broken = Counter(
            "communique_broken_off",
            "Answers broken off after they had begun.",
            ("kind",),
            registry=self._registry,
        )
        self._children: dict[str, tuple[Histogram, Counter]] = {}
        self._by_status: dict[tuple[str, int], Counter] = {}

    def note(self, exchange: Exchange, seconds: float) -> None:
        """Count a request that is over and took `seconds`."""
        kind, status = exchange.kind, exchange.status
        requests = self._by_status.get((kind, status))
        if requests is None:
            requests = self._by_status[kind, status] = self._requests.labels(kind, str(status))
        children = self._children.get(kind)
        if children is None:
            children = (self._seconds.labels(kind), self._bytes.labels(kind))
            self._children[kind] = children
        requests.inc()
        children[0].observe(seconds)
        children[1].inc(exchange.sent)
        if exchange.code:
            self._problems.labels(exchange.code).inc()
        if exchange.begun and not exchange.is_whole:
            self._broken.labels(kind).inc()

    async def __call__(self, exchange: Exchange) -> None:
        """Answer `/metrics`. Raises MethodNotAllowed."""
        if exchange.method not in READ_ONLY:
            raise MethodNotAllowed("this can only be read")
        encode, content_type = choose_encoder(exchange.headers.get("accept", ""))
        body = encode(self._registry)
        headers = [
            ("content-type", content_type),
            ("content-length", str(len(body))),
            ("cache-control", "no-store"),
        ]
        await exchange.reply(200, headers, body)


class State(Collector):
    """How workers, cache, snapshot and log are at the moment; `now` tells the time (ISO 8601)."""

    def __init__(
        self,
        folder: Path,
        *,
        stats: Callable[[], Stats],
        cache: AnswerCache,
        log: AccessLog,
        now: Callable[[], str],
    ) -> None:
        self._folder = folder
        self._stats = stats
        self._cache = cache
        self._log = log
        self._now = now
        self._counted: tuple[int, Counts | None] = (0, None)  # reading them takes a while

    def describe(self) -> Iterator[Metric]:
        """Return nothing: the registry then does not collect to learn the names."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics."""
        build = GaugeMetricFamily("communique_build", "The version.", labels=["version"])
        build.add_metric([__version__], 1)
        yield build
        stats = self._stats()
        for name, text, value in (
            ("workers", "Query workers that there should be.", stats.workers),
            ("workers_idle", "Query workers that wait for a query.", stats.idle),
            ("queries_running", "Queries under way.", stats.running),
            ("cache_bytes", "Memory taken by kept answers.", self._cache.size),
            *self._snapshot(),
        ):
            yield GaugeMetricFamily(f"communique_{name}", text, value)
        for name, text, value in (
            ("queries", "Queries given to a worker.", stats.queries),
            ("workers_started", "Query workers started.", stats.started),
            ("workers_killed", "Queries stopped by ending their worker.", stats.killed),
            ("query_timeouts", "Queries stopped at their time limit.", stats.timeouts),
            ("query_memory_deaths", "Queries stopped at their memory limit.", stats.memory_deaths),
            ("busy_refusals", "Queries for which no worker came free in time.", stats.busy),
            ("cache_hits", "Answers found in the cache.", self._cache.hits),
            ("cache_misses", "Answers looked for in the cache in vain.", self._cache.misses),
            ("log_lines_lost", "Lines that the access log could not write.", self._log.lost),
        ):
            yield CounterMetricFamily(f"communique_{name}", text, value)

    def _snapshot(self) -> Iterator[tuple[str, str, float]]:
        try:
            snapshot = current(self._folder)
        except NothingPublished:
            yield "snapshot_number", "Number of the current snapshot.", 0
            return
        age = datetime.fromisoformat(self._now()) - datetime.fromisoformat(snapshot.created)
        yield "snapshot_number", "Number of the current snapshot.", snapshot.number
        yield "snapshot_age_seconds", "Time since it was published.", age.total_seconds()
        if self._counted[0] != snapshot.number or self._counted[1] is None:
            self._counted = (snapshot.number, snapshot.counts)
        if (counts := self._counted[1]) is not None:
            yield "quads", "Quads in the named graphs of the current snapshot.", counts.quads
            yield "graphs", "Named graphs of the current snapshot.", counts.graphs
            yield "triples", "Triples in its default graph.", counts.triples
