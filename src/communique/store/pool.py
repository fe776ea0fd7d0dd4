"""The pool of query workers: many threads ask, separate processes answer and can be killed.

with Pool(folder, workers=2, memory=1024) as pool:
answer = pool.query(QueryRequest("ASK {}", bindings="json", graph="turtle", timeout=10))
whole = answer.read()
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from communique.errors import QueryError
from communique.store.crew import Crew
from communique.store.handle import Gone, Overdue
from communique.store.jobs import Job, Jobs, Stale
from communique.store.snapshot import current_number
from communique.store.wire import ABORT, QueryRequest, pack_request, unpack_error

__all__ = ["Answer", "Pool", "QueryRequest", "Running", "Stats", "Stream"]

_GRACE = 1.0  # seconds past the limit after which a worker that its alarm did not kill is killed
_ATTEMPTS = 50  # a worker may retire after its answer; many may have at once


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: `body` when it came whole at once, else `chunks`, never both.

    `snapshot` is the number of the snapshot that answered, `format` the name of the row of
    FORMATS that was used, `id` the query's id.
    """

    snapshot: int
    format: str
    id: str
    body: bytes | None
    chunks: "Stream | None"

    def read(self) -> bytes:
        """Return the whole answer as bytes. Raises what iterating over `chunks` raises."""
        if self.body is not None:
            return self.body
        return b"".join(self.chunks or ())

    def close(self) -> None:
        """Give the answer up: a query that still runs is stopped at once."""
        if self.chunks is not None:
            self.chunks.close()


@dataclass(frozen=True, slots=True)
class Running:
    """A query under way: `seconds` is how long it has been, `client` who asked, if known."""

    id: str
    text: str
    seconds: float
    client: str = ""


@dataclass(frozen=True, slots=True)
class Stats:
    """Counters since the pool began, and how its workers are now.

    `killed` counts workers that were killed for whatever reason, those of `timeouts` and
    `memory_deaths` included.
    """

    workers: int
    idle: int
    running: int
    snapshot: int
    queries: int
    started: int
    killed: int
    timeouts: int
    memory_deaths: int
    busy: int
    fence: tuple[str, ...]


class Stream(Iterator[bytes]):
    """The blocks of a long answer, in order. It ends normally only when the answer is whole.

    Iterating raises QueryTimeout, QueryTooLarge, ResultTooLarge, QueryStopped or QueryError when
    the answer breaks off. `close` before the end stops the query. For one thread at a time.
    """

    def __init__(self, jobs: Jobs, job: Job) -> None:
        self._jobs = jobs
        self._job: Job | None = job
        self._left = 0  # bytes of the frame under way

    def __next__(self) -> bytes:
        job = self._job
        if job is None:
            raise StopIteration
        try:
            if not self._left:
                self._left = job.worker.length()
            if 0 < self._left < ABORT:
                block = job.worker.some(self._left)
                self._left -= len(block)
                return block
            error = unpack_error(job.worker.head()) if self._left else None
        except (Gone, Overdue) as trouble:
            self._job = None
            raise self._jobs.failure(job, trouble) from None
        self._job = None
        self._jobs.finish(job)
        raise StopIteration if error is None else error

    def close(self) -> None:
        """Stop the query when it has not ended, and free its worker. May be called twice."""
        job, self._job = self._job, None
        if job is not None:
            self._jobs.abandon(job)

    def __del__(self) -> None:
        self.close()


class Pool:
    """Query workers over the published snapshots below `folder`.

    `workers` processes (at least 1), each allowed `memory` MiB; a query waits at most `queue_wait`
    seconds for one. Make it in the process that uses it: it does not survive a fork.
    Raises StoreError when the workers cannot be started; a store with nothing published is no
    error until a query comes (NothingPublished).
    """

    def __init__(
        self,
        folder: Path,
        *,
        workers: int,
        memory: int,
        queue_wait: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._crew = Crew(folder, size=max(workers, 1), memory=memory)
        self._jobs = Jobs(self._crew, memory=memory, queue_wait=queue_wait, clock=clock)

    def query(self, request: QueryRequest) -> Answer:
        """Answer `request`; blocks; may be called from many threads.

        Raises QuerySyntaxError (with line and column), QueryTimeout, QueryTooLarge (memory),
        ResultTooLarge (rows or bytes), QueryStopped, QueryError, NotAcceptable, PoolBusy,
        NothingPublished, StoreError.
        """
        frame = pack_request(request)
        for _ in range(_ATTEMPTS):
            with suppress(Stale):
                return self._ask(self._jobs.begin(request), frame)
        raise QueryError("the query workers end before they answer: see the server's log")

    def running(self) -> list[Running]:
        """Return the queries under way, the oldest first."""
        return list_running(self._jobs)

    def kill(self, id: str) -> bool:  # noqa: A002 - as Running calls it
        """Stop the query `id`; its caller gets QueryStopped. Return False when there is none."""
        return self._jobs.stop(id)

    def stats(self) -> Stats:
        """Return the counters."""
        return describe(self._crew, self._jobs, self._folder)

    def close(self) -> None:
        """Stop all workers; queries under way break off. May be called twice."""
        self._crew.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(self, job: Job, frame: bytes) -> Answer:
        worker, settled = job.worker, False
        try:
            worker.patience = job.request.timeout + _GRACE
            worker.send(frame)
            head = worker.head()
            job.answering = True
            worker.snapshot = head["snapshot"]
            body = worker.exactly(head["size"]) if "size" in head else None
            settled = True
        except (Gone, Overdue) as trouble:
            settled = True
            raise self._jobs.failure(job, trouble) from None
        finally:
            if not settled:
                self._jobs.abandon(job)
        if "error" in head:
            self._jobs.finish(job)
            raise unpack_error(head)
        if body is None:
            stream = Stream(self._jobs, job)
            return Answer(head["snapshot"], head["format"], job.id, None, stream)
        self._jobs.finish(job)
        return Answer(head["snapshot"], head["format"], job.id, body, None)


def list_running(jobs: Jobs) -> list[Running]:
    """Return the queries of `jobs` under way, the oldest first."""
    return [Running(job.id, job.request.text, seconds) for job, seconds in jobs.running()]


def describe(crew: Crew, jobs: Jobs, folder: Path) -> Stats:
    """Return the counters of a pool of `crew` and `jobs` over the store in `folder`."""
    tally = jobs.tally
    return Stats(
        workers=crew.size,
        idle=crew.idle,
        running=len(jobs.running()),
        snapshot=current_number(folder),
        queries=tally.queries,
        started=crew.started,
        killed=tally.killed,
        timeouts=tally.timeouts,
        memory_deaths=tally.memory_deaths,
        busy=tally.busy,
        fence=crew.fence,
    )
