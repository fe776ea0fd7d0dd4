from pathlib import Path

import pytest

from communique.errors import NothingPublished, StoreError
from communique.store import snapshot

from .conftest import NAMES, NOW, published, triples, writing

A = NAMES.graph("a")


def publish(folder, *numbers, keep=2):
    with writing(folder) as writer:
        writer.replace_graph(A, triples(*numbers))
        return writer.publish(keep=keep, created=NOW)


def snapshots(folder):
    return sorted(entry.name for entry in (folder / "snapshots").iterdir())


def test_nothing_published(folder):
    assert snapshot.current_number(folder) == 0
    with pytest.raises(NothingPublished, match="communique publish"):
        snapshot.current(folder)
    with writing(folder) as writer:
        assert writer.has_unpublished
    with pytest.raises(NothingPublished):
        snapshot.current(folder)


def test_an_empty_store_can_be_published(folder):
    with writing(folder) as writer:
        assert writer.publish(keep=2, created=NOW) == 1
        assert writer.publish(keep=2, created=NOW) == 1
    current = snapshot.current(folder)
    assert (current.number, current.created) == (1, NOW)
    assert published(folder) == {"": set()}


def test_old_ones_are_pruned(folder):
    for number in range(1, 6):
        assert publish(folder, number) == number
    assert snapshots(folder) == ["000004", "000005", "CURRENT"]
    assert publish(folder, 9, keep=1) == 6
    assert snapshots(folder) == ["000006", "CURRENT"]
    assert snapshot.prune(folder, 0) == []


def test_one_that_is_read_stays_until_it_is_not(folder):
    publish(folder, 1)
    with snapshot.reading(folder) as held:
        for number in range(2, 5):
            publish(folder, number, keep=1)
        assert snapshots(folder) == ["000001", "000004", "CURRENT"]
        assert (held.path / "CURRENT").exists()
    assert snapshot.prune(folder, 1) == [1]
    assert snapshots(folder) == ["000004", "CURRENT"]


def test_a_reader_that_comes_late_gets_the_newer_one(folder, monkeypatch):
    publish(folder, 1)
    real, calls = snapshot.current_number, []

    def slow(asked):
        calls.append(asked)
        if len(calls) == 1:
            publish(folder, 2, keep=1)
            return 1
        return real(asked)

    monkeypatch.setattr(snapshot, "current_number", slow)
    with snapshot.reading(folder) as held:
        assert held.number == 2


def test_what_a_killed_publisher_left_is_swept(folder):
    publish(folder, 1)
    (folder / "snapshots" / "000002.tmp" / "db").mkdir(parents=True)
    (folder / "snapshots" / "000003").mkdir()
    (folder / "snapshots" / "CURRENT.tmp").symlink_to("000003")
    assert publish(folder, 2) == 2
    assert snapshots(folder) == ["000001", "000002", "CURRENT"]
    assert published(folder)[A] == set(triples(2))


def test_a_damaged_one_says_so(folder):
    publish(folder, 1)
    (folder / "snapshots" / "000001" / "meta.json").write_text("{}")
    with pytest.raises(StoreError, match="damaged"):
        snapshot.current(folder)
    (folder / "snapshots" / "000001" / "readers").unlink()
    with pytest.raises(StoreError, match="missing"):
        snapshot.current(folder)


def test_it_is_optimized_now_and_then(folder, monkeypatch):
    monkeypatch.setattr(snapshot, "OPTIMIZE_EVERY", 3)
    counts = []
    for number in range(5):
        publish(folder, number)
        counts.append(snapshot.current(folder).unoptimized)
    assert counts == [0, 1, 2, 0, 1]


def test_it_is_optimized_after_a_large_load(folder, monkeypatch):
    publish(folder, 1)
    for most, unoptimized in ((3, 1), (2, 0)):
        monkeypatch.setattr(snapshot, "OPTIMIZE_AFTER", most)
        with writing(folder) as writer:
            writer.load_graphs([(f"{A}/{most}", triples(1, 2), ())])
            writer.publish(keep=2, created=NOW)
        assert snapshot.current(folder).unoptimized == unoptimized


def test_the_number_is_cheap_to_ask(folder):
    publish(folder, 1)
    pointer = str(folder / "snapshots" / "CURRENT")
    assert Path(pointer).readlink().name == "000001"
    assert snapshot.pointed_number(pointer) == snapshot.current_number(folder) == 1
