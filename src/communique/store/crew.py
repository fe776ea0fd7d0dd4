"""The crew: so many worker processes, kept alive, warm and on the newest snapshot."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Condition, Event, Thread

from communique.errors import PoolBusy, QueryStopped, StoreError
from communique.store.handle import Gone, Overdue, Worker
from communique.store.snapshot import pointed_number
from communique.store.wire import pack_request
from communique.store.zygote import Zygote

_TICK = 0.2  # seconds between looks at the published number and at missing workers
_NICENESS = {False: 10, True: 19}  # of workers with long queries: when few have them, when many
_START_PATIENCE = 30.0  # seconds to start a worker or open a snapshot before it counts as dead


class Crew:
    """Keeps `size` workers over the snapshots below `folder`, each allowed `memory` MiB.

    `take` a worker, ask it, then `give` it back, or `bury` it when it broke. A thread of its own
    starts the zygote and lives until `close`, does the slow parts of replacing workers, and moves
    idle ones to a new snapshot before a query comes. Raises StoreError when it cannot start.
    """

    def __init__(
        self,
        folder: Path,
        *,
        size: int,
        memory: int,
        network: bool = False,
        on_free: Callable[[], None] = lambda: None,
    ) -> None:
        self.size = size
        self.started = 0
        self.fence: tuple[str, ...] = ()
        self._folder = folder
        self._memory = memory
        self._network = network
        self._pointer = str(folder / "snapshots" / "CURRENT")
        self._zygote: Zygote | None = None
        self._on_free = on_free
        self._all: set[Worker] = set()
        self._demoted: set[Worker] = set()
        self._idle: list[Worker] = []
        self._free = Condition()
        self._missing = size
        self._closed = False
        self._failure: StoreError | None = None
        self._dead: SimpleQueue[Worker | None] = SimpleQueue()
        ready = Event()
        self._keeper = Thread(
            target=self._keep, args=(ready.set,), name="query-workers", daemon=True
        )
        self._keeper.start()
        ready.wait()
        if self._failure is not None:
            raise self._failure

    @property
    def idle(self) -> int:
        """How many workers wait for a query."""
        return len(self._idle)

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed

    def take(self, wait: float) -> Worker:
        """Return a worker that is the caller's alone, the one used last. Raises PoolBusy."""
        with self._free:
            if not self._idle:
                self._free.wait_for(lambda: self._idle or self._closed, wait)
            if self._closed:
                raise QueryStopped("the server is shutting down")
            if not self._idle:
                raise PoolBusy(
                    f"all {self.size} query workers were busy for {wait:g} s: try again soon"
                )
            return self._idle.pop()

    def spare(self) -> Worker | None:
        """Return a worker that is the caller's alone, None when none is idle; never waits."""
        with self._free:
            return self._idle.pop() if self._idle and not self._closed else None

    def demote(self, worker: Worker) -> None:
        """Let a worker that is taken stand back behind the others, and replace it.

        It is not used again after its query. As many as there are processors get as much as what
        an operator runs in the background, more of them the least there is.
        """
        is_many = len(self._demoted) >= (os.cpu_count() or 1)
        with suppress(OSError):
            niceness = max(_NICENESS[is_many], os.getpriority(os.PRIO_PROCESS, worker.pid))
            os.setpriority(os.PRIO_PROCESS, worker.pid, niceness)
            os.sched_setscheduler(worker.pid, os.SCHED_BATCH, os.sched_param(0))
        self._forget(worker)
        with self._free:
            self._demoted.add(worker)
        self._dead.put(None)

    def give(self, worker: Worker) -> None:
        """Give back a worker that has answered in full."""
        if worker in self._demoted:
            self.dismiss(worker)
            return
        with self._free:
            self._idle.append(worker)
            self._free.notify()
        self._on_free()

    def bury(self, worker: Worker) -> int | None:
        """Have a dead or dying worker replaced; return how it ended, as os.wait says.

        None when nobody knows. Blocks until it has ended.
        """
        worker.connection.close()
        self._forget(worker)
        try:
            return worker.zygote.reap(worker.pid)
        except OSError:
            return None
        finally:
            worker.reaped = True
            self._dead.put(None)

    def dismiss(self, worker: Worker) -> None:
        """Kill a worker and have it replaced, without waiting for either."""
        worker.kill()
        if self._closed:
            worker.connection.close()
        self._dead.put(worker)

    def close(self) -> None:
        """Stop all workers. May be called twice."""
        with self._free:
            self._closed = True
            self._free.notify_all()
        self._dead.put(None)
        self._keeper.join()

    def _keep(self, ready: Callable[[], None]) -> None:
        """Do the keeper's work until the crew is closed."""
        try:
            self._hire(most=1)
        except (StoreError, OSError, Gone, Overdue) as error:
            self._failure = StoreError(f"the query workers cannot be started: {error}")
            self._closed = True
        ready()
        self._dead.put(None)  # for the others
        while not self._closed:
            with suppress(Empty):
                if (worker := self._dead.get(timeout=_TICK)) is not None:
                    self.bury(worker)
            # What fails now (no memory to fork, a zygote that was killed) is tried again.
            with suppress(StoreError, OSError, Gone, Overdue):
                self._hire()
                self._refresh()
        self._end()

    def _hire(self, most: int | None = None) -> None:
        """Start missing workers, all or so many. Raises StoreError, OSError, Gone, Overdue."""
        for _ in range(self._missing if most is None else most):
            if self._closed:
                return
            if self._zygote is None:
                self._zygote = Zygote(self._folder, memory=self._memory, network=self._network)
            try:
                connection, pid = self._zygote.fork()
            except OSError:
                self._abandon_zygote()
                raise
            worker = Worker(connection, pid, self._zygote)
            with self._free:
                self._all.add(worker)
                self._missing -= 1
                self.started += 1
            try:
                worker.patience = _START_PATIENCE
                greeting = worker.head()
            except (Gone, Overdue):
                worker.kill()
                self.bury(worker)
                raise
            worker.snapshot = greeting["snapshot"]
            self.fence = tuple(greeting["fence"])
            self.give(worker)

    def _refresh(self) -> None:
        """Have idle workers open the newest snapshot, one at a time: the others serve."""
        number = pointed_number(self._pointer)
        while (worker := self._take_outdated(number)) is not None:
            try:
                worker.patience = _START_PATIENCE
                worker.send(pack_request(None))
                worker.head()
            except (Gone, Overdue):
                worker.kill()
                self.bury(worker)
            else:
                worker.snapshot = number
                with self._free:
                    self._idle.insert(0, worker)
                    self._free.notify()
                self._on_free()

    def _take_outdated(self, number: int) -> Worker | None:
        with self._free:
            for place, worker in enumerate(self._idle):
                if worker.snapshot != number:
                    return self._idle.pop(place)
        return None

    def _abandon_zygote(self) -> None:
        """Forget a zygote that died: its workers died with it, the idle ones unnoticed."""
        if self._zygote is not None:
            self._zygote.close()
        self._zygote = None
        with self._free:
            idle, self._idle = self._idle, []
            for worker in self._all:
                worker.reaped = True
        for worker in idle:
            worker.connection.close()
            self._forget(worker)

    def _forget(self, worker: Worker) -> None:
        with self._free:
            if worker in self._all:
                self._all.discard(worker)
                self._missing += 1
            self._demoted.discard(worker)

    def _end(self) -> None:
        with self._free:
            everyone, idle, self._idle = [*self._all, *self._demoted], self._idle, []
        for worker in everyone:
            worker.kill()
        for worker in idle:
            worker.connection.close()  # that of a busy one is for who reads it
        if self._zygote is not None:
            self._zygote.close()
        for worker in everyone:
            worker.reaped = True
