"""Writers that are killed at any moment, and disks that are full."""

import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from communique.errors import StoreError, StoreFull
from communique.store import merge, snapshot

from .conftest import NAMES, NOW, assert_merged, published, triple, triples, writing

# Writes for ever: each round makes every graph hold the same 40 triples of its own round, shared
# between the graphs, so that the merge has work; every third round publishes. It says what it did.
WRITE = """
import sys
from pathlib import Path
from tests_of_the_store import NAMES, NOW, triples, writing

folder, verb = Path(sys.argv[1]), sys.argv[2]
number = int(sys.argv[3])
print("ready", flush=True)
while True:
    number += 1
    with writing(folder) as writer:
        for graph in range(3):
            content = triples(*range(number, number + 40))
            if verb == "bulk":
                writer.load_graphs([(NAMES.graph(f"g{number}-{graph}"), content, ())])
            elif verb == "update":
                name = NAMES.graph(f"g{graph}")
                data = " ".join(f"{one} ." for one in content)
                writer.update(f"DROP SILENT GRAPH <{name}> ; INSERT DATA "
                              f"{{ GRAPH <{name}> {{ {data} }} }}")
            else:
                writer.replace_graph(NAMES.graph(f"g{graph}"), content)
        if number % 3 == 0:
            writer.publish(keep=2, created=NOW)
    print(number, flush=True)
"""


def last_line(process):
    lines = [line for line in process.stdout.read().split(b"\n") if line.isdigit()]
    return int(lines[-1]) if lines else 0


@pytest.fixture
def script(tmp_path):
    """The command of a child that has this folder's conftest at hand."""
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path / "tests_of_the_store.py")
    (tmp_path / "child.py").write_text(WRITE)
    return [sys.executable, str(tmp_path / "child.py")]


@pytest.mark.parametrize(("verb", "trials"), [("replace", 10), ("update", 4), ("bulk", 4)])
def test_a_killed_writer_leaves_whole_graphs_and_a_true_merge(folder, script, verb, trials):
    random.seed(f"{verb}")
    acknowledged = 0
    for _ in range(trials):
        with subprocess.Popen(
            [*script, str(folder), verb, str(acknowledged)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout.readline() == b"ready\n"
            time.sleep(random.uniform(0.02, 0.5))
            process.kill()
            acknowledged = last_line(process) or acknowledged
        before = published(folder) if snapshot.current_number(folder) else {"": set()}
        assert_merged(before)
        with writing(folder) as writer:
            writer.publish(keep=2, created=NOW)
        held = published(folder)
        assert_merged(held)
        for name, content in held.items():
            if name:
                assert_whole(name, content, acknowledged, verb)
        assert not list((folder / "live").glob("bulk-*.sst"))
        assert not list((folder / "journal").iterdir()) if (folder / "journal").exists() else True


def assert_whole(name, content, acknowledged, verb):
    """A graph holds the 40 triples of one round, and not of one before the last that was said."""
    rounds = sorted(int(one.object.value.removeprefix("value ")) for one in content)
    assert rounds == list(range(rounds[0], rounds[0] + 40)), name
    if verb != "bulk":
        assert rounds[0] >= acknowledged


def test_a_change_that_was_committed_happens_on_the_next_open(folder, monkeypatch):
    with writing(folder) as writer:
        writer.replace_graph(NAMES.graph("a"), triples(1, 2))
    with writing(folder) as writer:
        monkeypatch.setattr("communique.store.live.apply", interrupted)
        with pytest.raises(KeyboardInterrupt):
            writer.replace_graph(NAMES.graph("a"), triples(2, 3))
        monkeypatch.undo()
        with pytest.raises(StoreError, match="open the store again"):
            writer.replace_graph(NAMES.graph("a"), triples(4))
    with writing(folder) as writer:
        assert writer.triples(NAMES.graph("a")) == set(triples(2, 3))
        writer.publish(keep=1, created=NOW)
    assert_merged(published(folder))


def interrupted(engine, change):
    for quad in change.remove:
        engine.store.remove(quad)
    raise KeyboardInterrupt


def test_a_change_that_was_not_committed_does_not(folder):
    with writing(folder) as writer:
        writer.replace_graph(NAMES.graph("a"), triples(1))
    (folder / "journal" / "000007.tmp").write_text("half a ch")
    with writing(folder) as writer:
        assert writer.triples(NAMES.graph("a")) == set(triples(1))
    assert not list((folder / "journal").iterdir())


@pytest.mark.parametrize("step", ["rebuild", "enter-merge", "enter-strict", "leave-merge"])
@pytest.mark.parametrize("mode", ["merge", "strict"])
def test_an_interrupted_conversion_is_finished(folder, mode, step, monkeypatch):
    """Killed right before, or in the middle of, any step of changing the mode."""
    with writing(folder, mode) as writer:
        writer.replace_graph(NAMES.graph("a"), triples(1, 2))
        writer.replace_graph(NAMES.direct_graph, triples(2, 3))
    other = {"merge": "strict", "strict": "merge"}[mode]
    monkeypatch.setitem(merge._STEPS, step, twice_then_killed(merge._STEPS[step]))
    try:
        with writing(folder, other):
            pass
    except KeyboardInterrupt:
        pass
    monkeypatch.undo()
    with writing(folder) as writer:
        assert writer.default_graph == other
        assert writer.triples(NAMES.direct_graph) == set(triples(2, 3))
        writer.publish(keep=1, created=NOW)
    assert published(folder)[""] == set(triples(1, 2, 3) if other == "merge" else triples(2, 3))


def twice_then_killed(step):
    def run(*arguments):
        step(*arguments)
        raise KeyboardInterrupt

    return run


@contextmanager
def small_disk(folder, size):
    """A file system of its own at `folder`; only root can have one."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("no right to mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
@pytest.mark.parametrize("verb", ["replace_graph", "publish", "load_graphs", "update"])
def test_a_full_disk_leaves_the_old_snapshot_and_a_store_that_recovers(tmp_path, verb):
    with small_disk(tmp_path / "disk", "16m") as disk:
        folder = disk / "store"
        with writing(folder) as writer:
            writer.replace_graph(NAMES.graph("old"), triples(1, 2))
            writer.publish(keep=2, created=NOW)
        ballast = disk / "ballast"
        with pytest.raises(StoreFull, match="free some space") as caught:
            write_on_a_full_disk(folder, verb, ballast)
        assert "\n" not in str(caught.value)
        held = published(folder)
        assert held[NAMES.graph("old")] == set(triples(1, 2))
        ballast.unlink()
        with writing(folder) as writer:
            assert writer.triples(NAMES.graph("old")) == set(triples(1, 2))
            if verb == "publish":
                assert writer.triples(NAMES.graph("new")) == set(triples(3))
            writer.replace_graph(NAMES.graph("newer"), triples(4))
            number = writer.publish(keep=2, created=NOW)
        assert number == 2
        assert_merged(published(folder))


def write_on_a_full_disk(folder, verb, ballast):
    with writing(folder) as writer:
        if verb == "publish":
            writer.replace_graph(NAMES.graph("new"), triples(3))
            fill(ballast)
            writer.publish(keep=2, created=NOW)
        fill(ballast, leave=600_000)
        content = [triple(n, f"{'x' * 2000}{n}") for n in range(3000)]
        if verb == "update":
            data = " ".join(f"{one} ." for one in content)
            writer.update(f"INSERT DATA {{ GRAPH <{NAMES.graph('new')}> {{ {data} }} }}")
        elif verb == "load_graphs":
            writer.load_graphs([(NAMES.graph("new"), content, ())])
        else:
            writer.replace_graph(NAMES.graph("new"), content)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_disk_that_fills_between_the_journal_and_the_database(tmp_path):
    """The journal had room and the database has not: the change happens later, not never."""
    long = "x" * 2000
    content = [triple(n, f"{long}{n}") for n in range(500)]
    with small_disk(tmp_path / "disk", "16m") as disk:
        folder = disk / "store"
        with writing(folder) as writer:
            writer.replace_graph(NAMES.graph("old"), triples(1, 2))
            writer.publish(keep=2, created=NOW)
        with writing(folder) as writer:
            fill(disk / "ballast", leave=2_500_000)
            with pytest.raises(StoreFull):
                writer.replace_graph(NAMES.graph("new"), content)
        assert [entry.name for entry in (folder / "journal").iterdir()] == ["000001"]
        with pytest.raises(StoreFull), writing(folder):
            pass
        (disk / "ballast").unlink()
        with writing(folder) as writer:
            assert writer.triples(NAMES.graph("new")) == set(content)
            writer.publish(keep=2, created=NOW)
        assert_merged(published(folder))


def fill(ballast, leave=0):
    """Leave `leave` bytes on the disk of `ballast`."""
    with ballast.open("wb") as file:
        free = os.statvfs(ballast.parent)
        size = free.f_bavail * free.f_frsize - leave
        try:
            while size > 0:
                size -= file.write(b"x" * min(size, 4096))
        except OSError:
            pass
