"""Hearing in an event loop that query workers have sent something."""

import asyncio
import os
from functools import partial

from communique.store.handle import Worker


class Ears:
    """One for each worker, registered with `loop` once rather than for each wait.

    An ear listens on a descriptor of its own, since another thread may close the worker's at any
    time and the loop would then listen to whatever got its number. It goes when it hears something
    that nobody waits for, such as the end of its worker. For the thread of the loop alone.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._descriptors: dict[Worker, int] = {}
        self._waits: dict[Worker, asyncio.Future[None]] = {}

    def heard(self, worker: Worker) -> "asyncio.Future[None]":
        """Return what is done once there may be something to receive from `worker`."""
        ready = self._waits[worker] = self._loop.create_future()
        if worker not in self._descriptors:
            descriptor = self._descriptors[worker] = os.dup(worker.connection.fileno())
            self._loop.add_reader(descriptor, partial(self._hear, worker))
            # uvloop turns waiting off for the whole socket, and a long query takes several sends.
            os.set_blocking(descriptor, True)
        return ready

    def close(self) -> None:
        """Stop listening."""
        for worker in list(self._descriptors):
            self._drop(worker)

    def _hear(self, worker: Worker) -> None:
        ready = self._waits.pop(worker, None)
        if ready is None or ready.done():
            self._drop(worker)  # else the loop would tell of it again and again
        else:
            ready.set_result(None)

    def _drop(self, worker: Worker) -> None:
        descriptor = self._descriptors.pop(worker)
        self._loop.remove_reader(descriptor)
        os.close(descriptor)
