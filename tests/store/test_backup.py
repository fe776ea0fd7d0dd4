"""Backups: whole or refused; a restore that is interrupted anywhere leaves the old or the new."""

import hashlib
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tarfile

import pytest
import zstandard
from pyoxigraph import Store

from communique.errors import InputError, NothingPublished, StoreError, StoreFull, StoreLocked
from communique.store import restore, snapshot
from communique.store.backup import write_backup
from communique.vocab import Names

from .conftest import NAMES, NOW, assert_merged, published, triples, writing

A, B = NAMES.graph("a"), NAMES.graph("b")


def publish(folder, *numbers, name=A, mode=None):
    with writing(folder, mode=mode) as writer:
        writer.replace_graph(name, triples(*numbers))
        return writer.publish(keep=2, created=NOW)


def put_back(path, folder, *, base_iri=NAMES.base, wait=5.0):
    mode = restore.stage(path, folder, base_iri=base_iri, command="test", wait=wait, now=NOW)
    with writing(folder, mode=mode) as writer:
        return writer.publish(keep=2, created=NOW)


@pytest.fixture
def backup(folder, tmp_path):
    """A backup of 1, 2 and 3; the store has gone on to 4 since."""
    publish(folder, 1, 2, 3)
    path = tmp_path / "backup.tar.zst"
    assert write_backup(folder, path, now=NOW).snapshot == 1
    publish(folder, 4)
    return path


def unpacked(path):
    with (
        path.open("rb") as file,
        zstandard.ZstdDecompressor().stream_reader(file) as stream,
        tarfile.open(fileobj=stream, mode="r|") as tar,
    ):
        return [(entry.name, tar.extractfile(entry).read()) for entry in tar]


def packed(path, entries):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as tar:
        for name, content in entries:
            entry = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    path.write_bytes(zstandard.compress(data.getvalue()))
    return path


def assert_untouched(folder):
    """The store is as it was, and can be written to."""
    assert snapshot.current_number(folder) == 2
    assert published(folder)[A] == set(triples(4))
    assert not [entry for entry in folder.iterdir() if entry.name.startswith("restored")]
    with writing(folder) as writer:
        assert not writer.has_unpublished
        assert writer.triples(A) == set(triples(4))


def test_there_and_back(folder, backup):
    assert put_back(backup, folder) == 3
    held = published(folder)
    assert held[A] == set(triples(1, 2, 3))
    assert_merged(held)
    assert publish(folder, 5) == 4, "the store can be written to as ever"
    assert published(folder)[A] == set(triples(5))


def test_a_restore_takes_what_was_not_published_away(folder, backup):
    with writing(folder) as writer:
        writer.replace_graph(B, triples(9))
    assert put_back(backup, folder) == 3
    assert B not in published(folder)


def test_into_a_new_store(folder, backup, tmp_path):
    new = tmp_path / "new"
    assert put_back(backup, new) == 1
    assert published(new)[A] == set(triples(1, 2, 3))


@pytest.mark.parametrize(("there", "here"), [("merge", "strict"), ("strict", "merge")])
def test_the_store_keeps_its_mode(folder, tmp_path, there, here):
    publish(folder, 1, 2, mode=there)
    path = tmp_path / "backup.tar.zst"
    write_backup(folder, path, now=NOW)
    other = tmp_path / "other"
    publish(other, 3, mode=here)
    put_back(path, other)
    held = published(other)
    assert held[A] == set(triples(1, 2))
    assert held[""] == (set(triples(1, 2)) if here == "merge" else set())
    new = tmp_path / "new"
    put_back(path, new)
    with writing(new) as writer:
        assert writer.default_graph == there


def test_tools_of_the_system_can_check_it(backup, tmp_path):
    for name, content in unpacked(backup):
        file = tmp_path / "x" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=tmp_path / "x",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "manifest.json: OK" in done.stdout
    assert len(Store.read_only(str(tmp_path / "x" / "db"))) >= 3


def test_a_backup_holds_its_snapshot_while_others_publish(folder, tmp_path):
    """The snapshot under way is pruned only when the backup is done."""
    publish(folder, 1)
    real, calls = tarfile.TarFile.addfile, []

    def slow(self, *arguments):
        if not calls:
            for number in range(2, 6):
                publish(folder, number)
        calls.append(arguments)
        return real(self, *arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tarfile.TarFile, "addfile", slow)
        write_backup(folder, tmp_path / "b", now=NOW)
    put_back(tmp_path / "b", tmp_path / "new")
    assert published(tmp_path / "new")[A] == set(triples(1))


def test_nothing_to_back_up(folder, tmp_path):
    with pytest.raises(NothingPublished):
        write_backup(folder, tmp_path / "b", now=NOW)
    assert not (tmp_path / "b").exists()


def test_a_backup_that_cannot_be_written_leaves_the_old_one(folder, backup, monkeypatch):
    before = backup.read_bytes()

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "addfile", full)
    with pytest.raises(InputError, match="No space left"):
        write_backup(folder, backup, now=NOW)
    assert backup.read_bytes() == before
    assert [entry.name for entry in backup.parent.iterdir() if entry.name.startswith(".")] == []


# -- What is not whole is refused


@pytest.mark.parametrize("part", [0, 1, 10, 0.1, 0.5, 0.9, 0.999, -300])
def test_a_truncated_file(folder, backup, part):
    data = backup.read_bytes()
    size = int(len(data) * part) if isinstance(part, float) else part
    backup.write_bytes(data[:size])
    with pytest.raises(InputError, match="backup"):
        put_back(backup, folder)
    assert_untouched(folder)


@pytest.mark.parametrize("place", [0.0, 0.01, 0.2, 0.4, 0.6, 0.8, 0.95, 0.99])
def test_a_flipped_bit(folder, backup, place):
    data = bytearray(backup.read_bytes())
    data[int(len(data) * place)] ^= 4
    backup.write_bytes(data)
    with pytest.raises(InputError):
        put_back(backup, folder)
    assert_untouched(folder)


def manifest(entries, **changes):
    return [
        (name, json.dumps(json.loads(data) | changes).encode() if name == "manifest.json" else data)
        for name, data in entries
    ]


def link(name):
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return entry


FORGED = {
    "no manifest": (lambda entries: entries[1:], InputError, "no backup"),
    "no sums": (lambda entries: entries[:-1], InputError, "not whole"),
    "a file less": (lambda entries: [*entries[:3], *entries[4:]], InputError, "sums"),
    "a file more": (
        lambda entries: [*entries[:-1], ("db/x", b"x"), entries[-1]],
        InputError,
        "must not",
    ),
    "a file twice": (lambda entries: [*entries[:2], *entries[1:]], InputError, "must not"),
    "changed": (
        lambda entries: [entries[0], (entries[1][0], b"x"), *entries[2:]],
        InputError,
        "sums",
    ),
    "outside": (lambda e: [e[0], ("db/../../x", b"x"), *e[1:]], InputError, "must not"),
    "absolute": (lambda e: [e[0], ("/tmp/x", b"x"), *e[1:]], InputError, "must not"),
    "a link": (lambda e: [e[0], (link("db/x"), b""), *e[1:]], InputError, "must not"),
    "another manifest": (lambda e: manifest(e, created="2020"), InputError, "sums"),
    "a later format": (lambda e: manifest(e, format=2), InputError, "newer"),
    "an odd manifest": (lambda e: manifest(e, more=1), InputError, "manifest"),
    "an odd mode": (lambda e: manifest(e, default_graph="union"), InputError, "manifest"),
    "another base": (lambda e: manifest(e, base_iri="https://x/"), StoreError, "--base-iri"),
    "too small a size": (lambda e: manifest(e, size=1), InputError, "must not"),
    "too large a size": (lambda e: manifest(e, size=1 << 60), StoreFull, "free"),
    "no entries": (lambda _: [], InputError, "backup"),
}


@pytest.mark.parametrize(("forge", "error", "words"), FORGED.values(), ids=FORGED)
def test_a_forged_file(folder, backup, forge, error, words):
    packed(backup, forge(unpacked(backup)))
    with pytest.raises(error, match=words):
        put_back(backup, folder)
    assert_untouched(folder)


def test_sums_that_are_right_do_not_make_a_database(folder, backup):
    """Someone may sum what he forged; the engine has to read it all the same."""
    entries = [*unpacked(backup)[:1], ("db/CURRENT", b"MANIFEST-000001\n")]
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in entries)
    packed(backup, [*entries, ("SHA256SUMS", sums.encode())])
    with pytest.raises(InputError, match="engine"):
        put_back(backup, folder)
    assert_untouched(folder)


@pytest.mark.parametrize("content", [b"", b"hello", b"\x28\xb5\x2f\xfd", zstandard.compress(b"x")])
def test_other_files(folder, backup, content):
    backup.write_bytes(content)
    with pytest.raises(InputError):
        put_back(backup, folder)
    assert_untouched(folder)


def test_a_file_that_is_not_there(folder, backup):
    with pytest.raises(InputError, match="cannot read"):
        put_back(backup.with_name("none"), folder)
    with pytest.raises(InputError, match="cannot read"):
        put_back(backup.parent, folder)
    assert_untouched(folder)


# -- In the way of a restore


def test_it_waits_for_the_writer(folder, backup):
    with writing(folder), pytest.raises(StoreLocked, match="test"):
        put_back(backup, folder, wait=0.2)
    assert_untouched(folder)


def test_a_store_of_another_base_is_left_alone(backup, tmp_path):
    other = Names("https://other.example/")
    with writing(tmp_path / "other", names=other) as writer:
        writer.publish(keep=2, created=NOW)
    with pytest.raises(StoreError, match="base IRI"):
        put_back(backup, tmp_path / "other")


def test_a_folder_of_other_things_is_left_alone(backup, tmp_path):
    (tmp_path / "things").mkdir()
    (tmp_path / "things" / "mine").touch()
    with pytest.raises(StoreError, match="other files"):
        put_back(backup, tmp_path / "things")
    assert [entry.name for entry in (tmp_path / "things").iterdir()] == ["mine"]


def test_a_full_disk(folder, backup):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(StoreFull):
            put_back(backup, folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_untouched(folder)


# -- Interrupted

KILL = """
import os, sys
from pathlib import Path
from communique.store import restore
from communique.store.live import open_writer
from communique.vocab import Names

name, count = sys.argv[1], int(sys.argv[2])
owner = restore.shutil if name == "rmtree" else Path if name == "rename" else restore
real = getattr(owner, name)

def killing(*arguments, **options):
    global count
    count -= 1
    if count < 0:
        os._exit(9)
    return real(*arguments, **options)

setattr(owner, name, killing)
now = "2024-01-01T00:00:00Z"
path, folder = Path(sys.argv[3]), Path(sys.argv[4])
mode = restore.stage(path, folder, base_iri=Names().base, command="test", wait=5, now=now)
with open_writer(folder, names=Names(), default_graph=mode, command="test", wait=5, now=now) as w:
    w.publish(keep=2, created=now)
"""

POINTS = [
    ("sync_file", 0, "old"),  # in the middle of unpacking
    ("sync_file", 3, "old"),
    ("_demand_readable", 0, "old"),
    ("_commit", 0, "old"),
    ("rename", 0, "old"),  # just before it counts
    ("_delete", 0, "new"),  # before the old database goes
    ("rename", 1, "new"),  # the old one is gone, the new one not there yet
    ("_delete", 1, "new"),  # the new one is there, the journal not gone yet
    ("write_record", 0, "new"),
    ("mark_unpublished", 0, "new"),
    ("rename", 2, "new"),  # all is done but cleaning up
]


@pytest.mark.parametrize(("name", "count", "left"), POINTS)
def test_killed_at_any_moment(folder, backup, name, count, left):
    command = [sys.executable, "-c", KILL, name, str(count), str(backup), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 9, done.stderr
    assert published(folder)[A] == set(triples(4)), "readers saw something half done"
    with writing(folder) as writer:
        expected = triples(4) if left == "old" else triples(1, 2, 3)
        assert writer.triples(A) == set(expected)
        number = writer.publish(keep=2, created=NOW)
    assert number == (2 if left == "old" else 3)
    assert_merged(published(folder))
    assert not [entry for entry in folder.iterdir() if entry.name.startswith("restored")]
    assert put_back(backup, folder) == number + 1


def test_killed_twice(folder, backup):
    for name, count in (("rename", 1), ("_delete", 0)):
        command = [sys.executable, "-c", KILL, name, str(count), str(backup), str(folder)]
        assert subprocess.run(command, check=False).returncode == 9
    with writing(folder) as writer:
        assert writer.triples(A) == set(triples(1, 2, 3))


def test_an_old_journal_is_not_replayed_on_what_was_restored(folder, backup):
    """What a killed writer had begun on the old database is not to come over the new one."""
    restore.stage(backup, folder, base_iri=NAMES.base, command="test", wait=5, now=NOW)
    shutil.rmtree(folder / "journal", ignore_errors=True)
    (folder / "journal").mkdir()
    entry = {"remove": 0, "drop": [], "create": [B], "add": 0}
    (folder / "journal" / "000001").write_bytes(json.dumps(entry).encode() + b"\n")
    (folder / "repair").write_text("enter-strict")
    with writing(folder) as writer:
        assert B not in writer.graphs()
        assert writer.default_graph == "merge"
    assert not os.path.lexists(folder / "repair")
