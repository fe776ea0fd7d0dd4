import os
import subprocess
import sys
import time

import pytest

from communique.errors import StoreLocked
from communique.store.lock import Holder, holder, writer_lock

from .conftest import NOW

HOLD = """
import sys, time
from pathlib import Path
from communique.store.lock import writer_lock
with writer_lock(Path(sys.argv[1]), command="communique ingest", wait=0, since="2024-05-06"):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def elsewhere(tmp_path):
    """Another process that holds the lock for the seconds asked for."""
    processes = []

    def start(seconds):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path), str(seconds)], stdout=subprocess.PIPE
        )
        processes.append(process)
        assert process.stdout.readline() == b"held\n"
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()
        process.stdout.close()


def lock(folder, **options):
    wanted = {"command": "me", "wait": 0.0, "since": NOW} | options
    return writer_lock(folder, **wanted)


def test_it_says_who_holds_it_and_what_to_do(tmp_path, elsewhere):
    process = elsewhere(30)
    assert holder(tmp_path) == Holder("communique ingest", process.pid, "2024-05-06")
    with pytest.raises(StoreLocked) as caught, lock(tmp_path):
        pass
    message = str(caught.value)
    for part in ("communique ingest", str(process.pid), "2024-05-06", "--lock-wait"):
        assert part in message
    assert "\n" not in message


def test_it_waits_and_says_so_once(tmp_path, elsewhere):
    elsewhere(0.4)
    told = []
    with lock(tmp_path, wait=10, on_wait=told.append):
        assert [who.command for who in told] == ["communique ingest"]
        assert holder(tmp_path) == Holder("me", os.getpid(), NOW)
    assert holder(tmp_path) is None


def test_it_gives_up_after_the_time_given(tmp_path, elsewhere):
    elsewhere(30)
    began = time.monotonic()
    with pytest.raises(StoreLocked), lock(tmp_path, wait=0.3):
        pass
    assert 0.3 <= time.monotonic() - began < 2


def test_it_dies_with_the_process(tmp_path, elsewhere):
    process = elsewhere(30)
    process.kill()
    process.wait()
    assert holder(tmp_path) is None
    with lock(tmp_path):
        pass


def test_it_tells_nobody_of_a_store_that_is_not_there(tmp_path):
    assert holder(tmp_path / "nowhere") is None
