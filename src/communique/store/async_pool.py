"""The pool for an event loop: many coroutines ask, query workers answer, none can hold up the rest.

A query starts in the fast lane, which has `workers` workers. One that takes longer than `DEMOTE`
seconds leaves it as soon as it is not alone: its worker stands back behind the others, and a fresh
worker takes its place, so that short queries never wait behind long ones.
"""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError, PoolBusy, QueryError, TooManyQueries
from communique.store.crew import Crew
from communique.store.ears import Ears
from communique.store.handle import Gone, Overdue, Worker
from communique.store.jobs import Job, Jobs, Stale
from communique.store.pool import Running, Stats, describe
from communique.store.wire import (
    ABORT,
    LENGTH,
    QueryRequest,
    pack_request,
    unpack_error,
    unpack_head,
)

DEMOTE = 0.1
"""Seconds after which a query counts as long when others are there."""

_TICK = 0.05
_GRACE = 1.0  # seconds past the limit after which a worker that its alarm did not kill is killed
_ATTEMPTS = 50  # a worker may retire after its answer; many may have at once

HOUSE = ""
"""The client whose queries the server asks for itself: they are never turned away, and no limit
counts them."""

Watch = Callable[[], Awaitable[None]]
"""Returns when the one who asked has gone away."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many queries may be under way or waiting: in all, for one client, and long ones.

    `queue_wait` is how many seconds a query waits for a worker before it is turned away.
    `network` lets workers ask other endpoints.
    """

    total: int = 256
    per_client: int = 64
    long: int = 24
    queue_wait: float = 5.0
    network: bool = False


class AsyncPool:
    """Query workers over the published snapshots below `folder`, for one running event loop.

    Raises StoreError when the workers cannot be started.
    """

    def __init__(self, folder: Path, *, workers: int, memory: int, limits: Limits) -> None:
        self._loop = asyncio.get_running_loop()
        self._folder = folder
        self._limits = limits
        self._queue: OrderedDict[str, deque[_Ticket]] = OrderedDict()
        self._waiting = 0
        self._arrivals = 0  # since the last tick
        self._clients: dict[str, int] = {}
        self._tickets: set[_Ticket] = set()
        self._crew = Crew(
            folder, size=max(workers, 1), memory=memory, network=limits.network, on_free=self._freed
        )
        self._jobs = Jobs(
            self._crew, memory=memory, queue_wait=limits.queue_wait, clock=time.monotonic
        )
        self._ears = Ears(self._loop)
        self._ticking = self._loop.call_later(_TICK, self._tick)

    async def query(self, request: QueryRequest, *, client: str, watch: Watch) -> "AsyncAnswer":
        """Answer `request` of `client` (an address, or HOUSE).

        `watch` is awaited only when the answer takes a while; when it returns, the query is
        stopped. Raises what Pool.query raises, and TooManyQueries.
        """
        ticket = self._admit(client, watch)
        frame = pack_request(request)
        try:
            for _ in range(_ATTEMPTS):
                with suppress(Stale):
                    return await self._ask(ticket, request, frame)
        except BaseException:  # a cancelled query leaves too
            self._leave(ticket)
            raise
        self._leave(ticket)
        raise QueryError("the query workers end before they answer: see the server's log")

    def running(self) -> list[Running]:
        """Return the queries under way, the oldest first."""
        clients = {ticket.job: ticket.client for ticket in self._tickets}
        return [
            Running(job.id, job.request.text, seconds, clients.get(job, ""))
            for job, seconds in self._jobs.running()
        ]

    def kill(self, id: str) -> bool:  # noqa: A002 - as Running calls it
        """Stop the query `id`; its caller gets QueryStopped. Return False when there is none."""
        return self._jobs.stop(id)

    def stats(self) -> Stats:
        """Return the counters."""
        return describe(self._crew, self._jobs, self._folder)

    def close(self) -> None:
        """Stop all workers; queries under way break off."""
        self._ticking.cancel()
        self._ears.close()
        self._crew.close()

    # -- Who may ask, and who is next

    def _admit(self, client: str, watch: Watch) -> "_Ticket":
        count = self._clients.get(client, 0)
        if client != HOUSE:
            if count >= self._limits.per_client:
                raise TooManyQueries(f"{count} of your queries are under way: wait for one to end")
            total = len(self._tickets) - self._clients.get(HOUSE, 0)
            if total >= self._limits.total:
                raise TooManyQueries(f"{total} queries are under way: try again soon")
        ticket = _Ticket(client, watch, self._loop.time())
        self._arrivals += 1
        self._clients[client] = count + 1
        self._tickets.add(ticket)
        return ticket

    def _leave(self, ticket: "_Ticket") -> None:
        if ticket not in self._tickets:
            return
        self._tickets.discard(ticket)
        if ticket.watcher is not None:
            ticket.watcher.cancel()
        self._clients[ticket.client] -= 1
        if not self._clients[ticket.client]:
            del self._clients[ticket.client]

    async def _worker(self, ticket: "_Ticket") -> Worker:
        """Return a worker; clients take turns, however many queries each of them sends."""
        if not self._waiting and (worker := self._crew.spare()):
            return worker
        ticket.turn = self._loop.create_future()
        self._queue.setdefault(ticket.client, deque()).append(ticket)
        self._waiting += 1
        try:
            return await ticket.turn
        except BaseException:  # cancelled just when a worker came: others need it
            if ticket.turn.done() and not ticket.turn.cancelled() and not ticket.turn.exception():
                self._crew.give(ticket.turn.result())
            raise
        finally:
            self._waiting -= 1
            ticket.turn = None

    def _freed(self) -> None:
        """A worker came free; called from any thread."""
        if self._waiting:
            self._loop.call_soon_threadsafe(self._serve)

    def _serve(self) -> None:
        while self._queue:
            client, tickets = next(iter(self._queue.items()))
            while tickets and (tickets[0].turn is None or tickets[0].turn.done()):
                tickets.popleft()
            if not tickets:
                del self._queue[client]
                continue
            worker = self._crew.spare()
            if worker is None:
                return
            ticket = tickets.popleft()
            self._queue.move_to_end(client)
            if ticket.turn is not None:
                ticket.turn.set_result(worker)

    # -- One query

    async def _ask(self, ticket: "_Ticket", request: QueryRequest, frame: bytes) -> "AsyncAnswer":
        job = self._jobs.adopt(request, await self._worker(ticket))
        ticket.job, ticket.began = job, self._loop.time()
        settled = False
        try:
            job.worker.send(frame)
            head = await self._head(job.worker)
            job.answering = True
            job.worker.snapshot = head["snapshot"]
            body = await self._exactly(job.worker, head["size"]) if "size" in head else None
            settled = True
        except (Gone, Overdue) as trouble:
            settled = True
            raise await self._failure(ticket, job, trouble) from None
        finally:
            if not settled:
                self._jobs.abandon(job)
        if "error" in head:
            self._finish(ticket)
            raise unpack_error(head)
        if body is not None:
            self._finish(ticket)
            return AsyncAnswer(head["snapshot"], head["format"], job.id, body, None)
        blocks = self._blocks(ticket, job)
        return AsyncAnswer(head["snapshot"], head["format"], job.id, None, blocks)

    async def _blocks(self, ticket: "_Ticket", job: Job) -> AsyncGenerator[bytes, None]:
        settled = False
        try:
            while size := await self._length(job.worker):
                if size == ABORT:
                    error = unpack_error(await self._head(job.worker))
                    settled = True
                    self._finish(ticket)
                    raise error
                while size:
                    block = await self._some(job.worker, size)
                    size -= len(block)
                    yield block
            settled = True
            self._finish(ticket)
        except (Gone, Overdue) as trouble:
            settled = True
            raise await self._failure(ticket, job, trouble) from None
        finally:
            if not settled:
                self._jobs.abandon(job)
                self._leave(ticket)

    def _finish(self, ticket: "_Ticket") -> None:
        job, ticket.job = ticket.job, None
        self._leave(ticket)
        if job is not None:
            self._jobs.finish(job)

    async def _failure(
        self, ticket: "_Ticket", job: Job, trouble: Gone | Overdue
    ) -> CommuniqueError | Stale:
        ticket.job = None
        reason = await self._loop.run_in_executor(None, self._jobs.failure, job, trouble)
        if not isinstance(reason, Stale):
            self._leave(ticket)
        return reason

    # -- Reading without waiting in the loop

    async def _head(self, worker: Worker) -> dict[str, Any]:
        if worker.is_drained:
            await self._receive(worker)
        if worker.holds_frame:
            return worker.head()
        return unpack_head(await self._exactly(worker, await self._length(worker)))

    async def _length(self, worker: Worker) -> int:
        return int(LENGTH.unpack(await self._exactly(worker, LENGTH.size))[0])

    async def _exactly(self, worker: Worker, size: int) -> bytes:
        if worker.holds(size):
            return worker.exactly(size)
        data = await self._some(worker, size)
        while len(data) < size:
            data += await self._some(worker, size - len(data))
        return data

    async def _some(self, worker: Worker, most: int) -> bytes:
        if worker.is_drained and most:
            await self._receive(worker)
        return worker.some(most)

    async def _receive(self, worker: Worker) -> None:
        """Receive something from a worker that is drained."""
        while worker.is_drained:
            await self._ears.heard(worker)
            worker.receive()

    # -- What only long queries need

    def _tick(self) -> None:
        self._ticking = self._loop.call_later(_TICK, self._tick)
        now = self._loop.time()
        crowded, self._arrivals = self._arrivals > 0 or len(self._tickets) > 1, 0
        for ticket in list(self._tickets):
            if now - ticket.came > _TICK and ticket.watcher is None:
                ticket.watcher = self._loop.create_task(self._stop_when_gone(ticket))
            if ticket.job is not None:
                self._mind(ticket, ticket.job, now - ticket.began, crowded=crowded)
            elif ticket.turn is not None and now - ticket.came > self._limits.queue_wait:
                self._turn_away(ticket)
        if self._waiting:
            self._serve()

    def _mind(self, ticket: "_Ticket", job: Job, seconds: float, *, crowded: bool) -> None:
        if seconds > job.request.timeout + _GRACE and not job.answering:
            job.worker.kill()
        if seconds > DEMOTE and crowded and not ticket.is_long:
            ticket.is_long = True
            if sum(other.is_long for other in self._tickets) > self._limits.long:
                job.refusal = PoolBusy("too many long queries are under way: try again soon")
                job.worker.kill()
            else:
                self._crew.demote(job.worker)

    def _turn_away(self, ticket: "_Ticket") -> None:
        self._jobs.tally.busy += 1
        if ticket.turn is not None and not ticket.turn.done():
            wait = self._limits.queue_wait
            ticket.turn.set_exception(
                PoolBusy(f"no query worker came free for {wait:g} s: try again soon")
            )

    async def _stop_when_gone(self, ticket: "_Ticket") -> None:
        await ticket.watch()
        if ticket.job is not None:
            self._jobs.stop(ticket.job.id)
        elif ticket.turn is not None:
            ticket.turn.cancel()


@dataclass(frozen=True, slots=True)
class AsyncAnswer:
    """What a query gave: `body` when it came whole at once, else `blocks`, never both.

    Iterating over `blocks` ends normally only when the answer is whole; closing it stops the
    query.
    """

    snapshot: int
    format: str
    id: str
    body: bytes | None
    blocks: AsyncGenerator[bytes, None] | None


class _Ticket:
    """One query from its coming to its end."""

    __slots__ = ("began", "came", "client", "is_long", "job", "turn", "watch", "watcher")

    def __init__(self, client: str, watch: Watch, came: float) -> None:
        self.client = client
        self.watch = watch
        self.came = came
        self.began = came
        self.is_long = False
        self.job: Job | None = None
        self.turn: asyncio.Future[Worker] | None = None
        self.watcher: asyncio.Task[None] | None = None
