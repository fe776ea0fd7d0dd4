"""Articles sent over HTTP: kept on disk until they are ingested, one after the other.

Ingesting runs as a process of its own, `communique ingest`: the server never loads the reader of
language, and an article that breaks it breaks nothing else. What waits survives a restart.
"""

import asyncio
import fcntl
import hashlib
import json
import os
import shutil
import signal
import sys
from collections import OrderedDict
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import IO, Any

from communique.errors import PoolBusy, StoreFull
from communique.settings import Settings

WAITING = 100
"""Articles that may wait; more are turned away."""

_REMEMBERED = 1000


_POLL = 0.5  # seconds


@dataclass(frozen=True, slots=True)
class Submission:
    """An article as sent: its bytes, the kind of file they make, and what is known beside."""

    content: bytes
    suffix: str
    published: str = ""
    publisher: str = ""
    url: str = ""

    @property
    def id(self) -> str:
        """The same for the same submission."""
        state = hashlib.sha256(self.content)
        for text in (self.suffix, self.published, self.publisher, self.url):
            state.update(b"\0" + text.encode())
        return state.hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Job:
    """How far an article is: queued, running, done or failed; then what came of it."""

    id: str
    state: str
    outcome: str = ""
    graph: str = ""
    events: int = 0
    quads: int = 0
    snapshot: int = 0
    error: str = ""

    def content(self) -> dict[str, Any]:
        """Return what the status resource tells, without what is not known."""
        return {name: value for name, value in asdict(self).items() if value}


class Inbox:
    """The queue; `run` is its one consumer. For one event loop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = settings.store.absolute() / "inbox"
        self._queue: asyncio.Queue[str] = asyncio.Queue()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        for waiting in sorted(self._folder.glob("*/options.json")):
            self._enqueue(waiting.parent.name)

    def submit(self, submission: Submission) -> Job:
        """Keep `submission` and return its job; one that waits already is not kept twice.

        Raises PoolBusy when too many wait, StoreFull when the disk does.
        """
        known = self._jobs.get(submission.id)
        if known is not None and known.state in ("queued", "running"):
            return known
        if self._queue.qsize() >= WAITING:
            raise PoolBusy(f"{WAITING} articles are waiting: try again later")
        try:
            self._keep(submission)
        except OSError as error:
            raise StoreFull(f"the article cannot be kept: {error.strerror}") from error
        return self._enqueue(submission.id)

    def job(self, job_id: str) -> Job | None:
        """Return the job `job_id`, None when it is not known (any more)."""
        return self._jobs.get(job_id)

    async def run(self) -> None:
        """Ingest what waits, one article at a time, until cancelled.

        While a reload lasts, the server that goes still has its turn and this one waits for it.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "lock").open("w") as turn:
            while not _has_lock(turn):
                await asyncio.sleep(_POLL)
            await self._consume()

    async def _consume(self) -> None:
        while True:
            job_id = await self._queue.get()
            if not (self._folder / job_id / "options.json").exists():
                self._note(Job(job_id, "done"))  # by the server that was before
                continue
            self._note(replace(self._jobs[job_id], state="running"))
            self._note(await self._ingest(job_id))
            shutil.rmtree(self._folder / job_id, ignore_errors=True)

    def _enqueue(self, job_id: str) -> Job:
        job = Job(job_id, "queued")
        self._note(job)
        self._queue.put_nowait(job_id)
        return job

    def _note(self, job: Job) -> None:
        self._jobs[job.id] = job
        self._jobs.move_to_end(job.id)
        finished = [old for old in self._jobs.values() if old.state in ("done", "failed")]
        for old in finished[: max(len(finished) - _REMEMBERED, 0)]:
            del self._jobs[old.id]

    def _keep(self, submission: Submission) -> None:
        """Options are written last: a folder without them is half written and never ingested."""
        place = self._folder / submission.id
        place.mkdir(parents=True, exist_ok=True)
        (place / f"article{submission.suffix}").write_bytes(submission.content)
        options = {
            "--published": submission.published,
            "--publisher": submission.publisher,
            "--url": submission.url,
        }
        partial = place / "options.tmp"
        partial.write_text(json.dumps(options), encoding="utf-8")
        partial.rename(place / "options.json")

    async def _ingest(self, job_id: str) -> Job:
        place = self._folder / job_id
        options = json.loads((place / "options.json").read_text(encoding="utf-8"))
        (article,) = place.glob("article.*")
        command = [sys.executable, "-m", "communique", "ingest", "--json"]
        for name, value in options.items():
            command += [name, value] if value else []
        process = await asyncio.create_subprocess_exec(
            *command,
            "--",
            str(article),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=os.environ | self._settings.variables() | {"COMMUNIQUE_TOKEN": ""},
        )
        try:
            output, complaint = await process.communicate()
        except asyncio.CancelledError:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)
            await process.wait()
            raise
        if process.returncode == 0:
            return Job(job_id, "done", **json.loads(output))
        message = complaint.decode("utf-8", "replace").strip().splitlines()[-1:]
        error = (message or ["the ingester ended without a word"])[0]
        error = error.removeprefix("communique: ").replace(str(article), "the article")
        return Job(job_id, "failed", error=error)


def _has_lock(file: IO[str]) -> bool:
    """Take the lock of `file` if it is free; it goes with the file's closing."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
