"""The queries under way, and what becomes of each and of its worker."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from threading import RLock

from communique.errors import (
    CommuniqueError,
    PoolBusy,
    QueryError,
    QueryStopped,
    QueryTimeout,
    QueryTooDeep,
    QueryTooLarge,
)
from communique.store.crew import Crew
from communique.store.handle import Gone, Overdue, Worker
from communique.store.wire import QueryRequest
from communique.store.worker import OUT_OF_MEMORY

# How a process ends that was not given the memory it asked for: the engine aborts, the kernel's
# out-of-memory killer kills.
_MEMORY_SIGNALS = {signal.SIGABRT, signal.SIGKILL, signal.SIGBUS}


class Stale(Exception):
    """The worker had retired before the query reached it; another one can answer."""


@dataclass(slots=True, eq=False)
class Job:
    """A query under way. `answering`: whether anything came back yet.

    `refusal`: why whoever killed its worker did so.
    """

    request: QueryRequest
    id: str
    worker: Worker
    since: float
    answering: bool = False
    stopped: bool = False
    refusal: CommuniqueError | None = None


@dataclass(slots=True)
class Tally:
    """Counters since the pool began; `killed` counts those of the next two and of early closes."""

    queries: int = 0
    killed: int = 0
    timeouts: int = 0
    memory_deaths: int = 0
    busy: int = 0


class Jobs:
    """Gives each query a worker of `crew` and settles what happens to both. Thread-safe.

    A job that `begin` returned must go through exactly one of `finish`, `abandon` and `failure`.
    """

    def __init__(
        self, crew: Crew, *, memory: int, queue_wait: float, clock: Callable[[], float]
    ) -> None:
        self.tally = Tally()
        self._crew = crew
        self._memory = memory
        self._queue_wait = queue_wait
        self._clock = clock
        self._ids = count(1)
        self._jobs: dict[Job, None] = {}
        # A worker must not be killed for the query after the one meant. Reentrant, since the
        # collector may give up a forgotten answer anywhere, here too.
        self._turn = RLock()

    def begin(self, request: QueryRequest) -> Job:
        """Return a job with a worker of its own. Raises PoolBusy, QueryStopped."""
        try:
            worker = self._crew.take(self._queue_wait)
        except PoolBusy:
            self.tally.busy += 1
            raise
        return self.adopt(request, worker)

    def adopt(self, request: QueryRequest, worker: Worker) -> Job:
        """Return a job for a worker that the caller took from the crew."""
        job = Job(request, request.id or f"q{next(self._ids)}", worker, self._clock())
        with self._turn:
            self._jobs[job] = None
            self.tally.queries += 1
        return job

    def finish(self, job: Job) -> None:
        """Settle a job whose worker answered in full."""
        if self._settle(job):
            self._crew.dismiss(job.worker)  # it was stopped as it ended: the worker is dying
        else:
            self._crew.give(job.worker)

    def abandon(self, job: Job) -> None:
        """Settle a job that nobody wants any more: its worker is killed at once."""
        self._settle(job)
        self.tally.killed += 1
        self._crew.dismiss(job.worker)

    def failure(self, job: Job, error: Gone | Overdue) -> CommuniqueError | Stale:
        """Settle a job whose worker broke; return the error that tells why."""
        stopped = self._settle(job) or self._crew.closed
        if isinstance(error, Overdue):
            job.worker.kill()
        status = self._crew.bury(job.worker)
        reason: CommuniqueError | Stale
        if job.refusal is not None:
            reason = job.refusal
        elif stopped:
            reason = QueryStopped("the query was stopped by the server")
        elif isinstance(error, Overdue):
            reason = self._timeout(job)
        else:
            reason = self._reason(job, status)
        if not isinstance(reason, Stale):
            self.tally.killed += 1
            self.tally.timeouts += isinstance(reason, QueryTimeout)
            self.tally.memory_deaths += isinstance(reason, QueryTooLarge)
        return reason

    def running(self) -> list[tuple[Job, float]]:
        """Return the jobs under way, the oldest first, with the seconds each has taken."""
        now = self._clock()
        with self._turn:
            return [(job, now - job.since) for job in self._jobs]

    def stop(self, id: str) -> bool:  # noqa: A002 - as Running calls it
        """Kill the worker of query `id`; return False when there is no such query."""
        with self._turn:
            found = [job for job in self._jobs if job.id == id]
            for job in found:
                job.stopped = True
                job.worker.kill()
        return bool(found)

    def _settle(self, job: Job) -> bool:
        with self._turn:
            self._jobs.pop(job, None)
            return job.stopped

    def _reason(self, job: Job, status: int | None) -> CommuniqueError | Stale:
        """Return why the worker of `job` ended with the wait status `status`."""
        by_signal = os.WTERMSIG(status) if status is not None and os.WIFSIGNALED(status) else 0
        code = os.WEXITSTATUS(status) if status is not None and os.WIFEXITED(status) else -1
        if by_signal == signal.SIGALRM:
            return self._timeout(job)
        if by_signal in _MEMORY_SIGNALS or code == OUT_OF_MEMORY:
            return QueryTooLarge(
                f"the query needed more than the {self._memory} MiB it may use and was stopped: "
                "ask for less, or sort and group less"
            )
        if by_signal == signal.SIGSEGV:
            return too_deep("query")
        if code == 0 and not job.answering:
            return Stale()
        return QueryError(
            f"the query's worker ended (signal {by_signal}, code {code}): "
            "try again, or ask more simply"
        )

    def _timeout(self, job: Job) -> QueryTimeout:
        return QueryTimeout(
            f"the query ran past its limit of {job.request.timeout:g} s and was stopped: "
            "ask for less, or bind more of its variables"
        )


def too_deep(what: str) -> QueryTooDeep:
    """Return the error for a query or update at which the engine, which recurses, fell over."""
    return QueryTooDeep(
        f"the {what} is nested too deeply, or too long a chain of operators: use fewer brackets, "
        "and VALUES or IN for long lists"
    )
