"""`communique backup` and `restore` as an operator runs them, also while the store is served."""

import json
import signal
import subprocess
import threading
import time

import pytest

from conftest import COMMAND, communique, environment, serving
from processes import until
from requesting import TOKEN, ask, update

FACT = "<http://example.org/a> <http://example.org/b> 1"


def has_fact(url):
    return ask(url, f"ASK {{ {FACT} }}").text.strip() == "true"


def state(store):
    """What `communique status` tells of a store, but for its size: reading it adds to its logs."""
    told = json.loads(communique("status", "--json", store=store).stdout)
    return {name: value for name, value in told.items() if name != "disk_mib"}


@pytest.fixture(scope="module")
def backup(sample_store, tmp_path_factory):
    file = tmp_path_factory.mktemp("backup") / "sample.tar.zst"
    done = communique("backup", file, store=sample_store)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"snapshot {state(sample_store)['snapshot']} is in {file}\n"
    return file


def test_into_another_folder(backup, sample_store, tmp_path):
    done = communique("restore", backup, store=tmp_path / "new")
    assert (done.returncode, done.stdout) == (0, f"restored {backup} as snapshot 1\n")
    there, here = state(sample_store), state(tmp_path / "new")
    assert here["snapshot"] == 1
    for name in ("quads", "graphs", "articles"):
        assert here[name] == there[name]


def test_while_the_store_is_served_and_written_to(own_store, tmp_path):
    file = tmp_path / "b.tar.zst"
    with serving(own_store, token=TOKEN) as url:
        assert update(url, f"INSERT DATA {{ {FACT} }}").status == 204
        done = communique("backup", file, store=own_store)
        assert done.returncode == 0, done.stderr
        assert update(url, f"DELETE DATA {{ {FACT} }}").status == 204
        assert not has_fact(url)
        before = state(own_store)["snapshot"]
        failures, over = [], threading.Event()

        def others():
            while not over.is_set():
                if (response := ask(url, "ASK { ?s ?p 1 }")).status != 200:
                    failures.append(response)

        client = threading.Thread(target=others)
        client.start()
        done = communique("restore", file, store=own_store)
        assert (done.returncode, done.stderr) == (0, "")
        restored = time.monotonic()
        until(lambda: has_fact(url), seconds=2, what="the restored data")
        assert time.monotonic() - restored < 1
        over.set()
        client.join()
        assert failures == []
        assert state(own_store)["snapshot"] == before + 1
        assert update(url, f"DELETE DATA {{ {FACT} }}").status == 204, "writing goes on"
        assert not has_fact(url)


BAD = [
    # arguments, words on standard error
    (["restore", "none.tar.zst"], "cannot read the backup"),
    (["restore", "."], "cannot read the backup"),
    (["restore", "text.txt"], "no backup"),
    (["restore", "half.tar.zst"], "damaged or no backup"),
    (["restore", "flipped.tar.zst"], "backup"),
    (["restore", "whole.tar.zst", "--base-iri", "https://other.example/"], "--base-iri"),
    (["backup", "no/such/folder/b.tar.zst"], "cannot write the backup"),
    (["backup", "b.tar.zst", "--store", "none"], "communique publish"),
]


@pytest.mark.parametrize(("arguments", "words"), BAD, ids=[" ".join(row[0]) for row in BAD])
def test_what_cannot_be_done_is_said_in_one_line(own_store, backup, tmp_path, arguments, words):
    data = backup.read_bytes()
    (tmp_path / "text.txt").write_text("hello")
    (tmp_path / "whole.tar.zst").write_bytes(data)
    (tmp_path / "half.tar.zst").write_bytes(data[: len(data) // 2])
    middle = len(data) // 2
    flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    (tmp_path / "flipped.tar.zst").write_bytes(flipped)
    before = state(own_store)
    done = communique(*arguments, store=own_store, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("communique: ")
    assert state(own_store) == before


def test_an_interrupted_backup_leaves_nothing(sample_store, tmp_path):
    process = subprocess.Popen(
        [*COMMAND, "backup", "b.tar.zst"],
        cwd=tmp_path,
        env=environment(store=sample_store),
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: list(tmp_path.iterdir()) or process.poll() is not None)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=20)[1]
    left = [entry.name for entry in tmp_path.iterdir()]
    assert (process.returncode, left) in [(130, []), (0, ["b.tar.zst"])], said
