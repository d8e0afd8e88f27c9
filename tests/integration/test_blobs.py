"""Photographs on the disk: encrypted, named by the office alone, whole or named as damaged."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence.blobs import BlobProblem, BlobState, BlobStore
from kmcase.persistence.key_wrapping import sub_keys
from tests.killing import killed_everywhere

KEYS = sub_keys(bytes(range(32)))
OTHER = sub_keys(bytes(32))
PICTURE = b"a picture of a house " * 1000
SHA = hashlib.sha256(PICTURE).hexdigest()
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def a_store(folder: Path) -> BlobStore:
    (folder / "photos").mkdir(exist_ok=True)
    return BlobStore(folder / "photos", KEYS)


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def code(store: BlobStore, sha256: str) -> str:
    with pytest.raises(EnvironmentProblem) as error:
        store.get(sha256)
    assert error.value.params["sha256"] == sha256
    return error.value.code


def test_a_picture_comes_back_as_it_went_in(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    assert store.put(PICTURE) == SHA
    assert store.get(SHA) == PICTURE
    assert store.put(b"") == hashlib.sha256(b"").hexdigest()
    assert store.get(hashlib.sha256(b"").hexdigest()) == b""


def test_a_file_tells_a_thief_neither_the_picture_nor_its_hash(tmp_path: Path) -> None:
    a_store(tmp_path).put(PICTURE)
    (stored,) = files_in(tmp_path)
    assert b"picture" not in stored.read_bytes()
    assert SHA not in str(stored)
    assert BlobStore(tmp_path, OTHER).name_of(SHA) != BlobStore(tmp_path, KEYS).name_of(SHA) == stored.name


def test_the_same_picture_is_stored_once(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    store.put(PICTURE)
    before = files_in(tmp_path)[0].stat().st_mtime_ns
    store.put(PICTURE)
    assert [path.stat().st_mtime_ns for path in files_in(tmp_path)] == [before]


def test_the_same_picture_stored_twice_at_once_is_whole(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        for content in (bytes([number]) * 200_000 for number in range(40)):
            (stored,) = set(pool.map(store.put, [content] * 4))
            assert store.get(stored) == content


def test_a_picture_that_is_not_there_is_missing(tmp_path: Path) -> None:
    assert code(a_store(tmp_path), SHA) == "office_files.blob_missing"


@given(place=st.integers(0, len(PICTURE) + 31), bit=st.integers(0, 7))
def test_a_flipped_bit_anywhere_is_damage(tmp_path_factory: pytest.TempPathFactory, place: int, bit: int) -> None:
    folder = tmp_path_factory.mktemp("office")
    store = a_store(folder)
    store.put(PICTURE)
    (stored,) = files_in(folder)
    raw = bytearray(stored.read_bytes())
    assert len(raw) == len(PICTURE) + 32
    raw[place] ^= 1 << bit
    stored.write_bytes(raw)
    assert code(store, SHA) == "office_files.blob_damaged"


@pytest.mark.parametrize("raw", [b"", b"KMB1", b"KMB1" + bytes(12), b"JPEG" + bytes(60)])
def test_a_file_cut_short_is_damage_and_is_mended_by_storing_it_again(tmp_path: Path, raw: bytes) -> None:
    store = a_store(tmp_path)
    store.put(PICTURE)
    files_in(tmp_path)[0].write_bytes(raw)
    assert store.state(SHA) is BlobState.DAMAGED
    assert store.put(PICTURE) == SHA
    assert store.get(SHA) == PICTURE


def test_another_picture_put_under_its_name_is_damage(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    store.put(PICTURE)
    (first,) = files_in(tmp_path)
    other = store.put(b"another house")
    (second,) = (path for path in files_in(tmp_path) if path != first)
    first.write_bytes(second.read_bytes())
    assert code(store, SHA) == "office_files.blob_damaged"
    assert store.get(other) == b"another house"


def test_problems_are_reported_by_hash(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    whole, damaged = store.put(b"one"), store.put(b"two")
    missing = hashlib.sha256(b"three").hexdigest()
    name = store.name_of(damaged)
    (tmp_path / "photos" / name[:2] / name).write_bytes(b"KMB1")
    assert list(store.problems([whole, damaged, missing])) == [
        BlobProblem(damaged, name, BlobState.DAMAGED),
        BlobProblem(missing, store.name_of(missing), BlobState.MISSING),
    ]


def test_files_without_a_row_are_listed_and_removed(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    known, left = store.put(b"known"), store.put(b"left by a killed program")
    shelf = tmp_path / "photos" / store.name_of(known)[:2]
    (shelf / ".x.1.part").write_bytes(b"half")
    assert list(store.names()) == sorted([store.name_of(known), store.name_of(left)])
    assert store.garbage([known]) == (store.name_of(left),)
    assert store.remove_garbage([known]) == 1
    assert store.get(known) == b"known"
    assert [path.name for path in files_in(tmp_path)] == [store.name_of(known)]


def test_an_erased_picture_is_gone(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    store.erase(store.put(PICTURE))
    assert files_in(tmp_path) == []
    store.erase(SHA)


def test_a_full_disk_is_told_and_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = a_store(tmp_path)
    kept = store.put(b"kept")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(EnvironmentProblem) as error:
            store.put(PICTURE)
    assert error.value.code == "office_files.disk_full"
    assert [path.name for path in files_in(tmp_path)] == [store.name_of(kept)]
    assert store.get(store.put(PICTURE)) == PICTURE


@posix
def test_a_file_that_the_system_does_not_let_grow_is_told(tmp_path: Path) -> None:
    import resource
    import signal

    store = a_store(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(EnvironmentProblem) as error:
            store.put(PICTURE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert error.value.code == "office_files.disk_full"
    assert files_in(tmp_path) == []


def test_new_keys_open_what_the_old_ones_wrote_before_during_and_after_the_change(tmp_path: Path) -> None:
    known = [a_store(tmp_path).put(bytes([n]) * 50) for n in range(5)]
    changed = BlobStore(tmp_path / "photos", OTHER, former=KEYS)
    assert all(changed.state(sha) is BlobState.WHOLE for sha in known)
    assert changed.garbage(known) == ()
    assert changed.rekey() == 5
    assert changed.rekey() == 0
    alone = BlobStore(tmp_path / "photos", OTHER)
    assert all(alone.state(sha) is BlobState.WHOLE for sha in known)
    assert alone.garbage(known) == ()
    assert alone.rekey() == 0
    assert code(a_store(tmp_path), known[0]) == "office_files.blob_missing"


@posix
def test_a_process_killed_while_storing_leaves_the_picture_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    kept = a_store(tmp_path / "office").put(b"kept")
    seen = set()
    for left in killed_everywhere(tmp_path / "office", lambda place: a_store(place).put(PICTURE)):
        store = a_store(left)
        assert store.get(kept) == b"kept"
        seen.add(store.state(SHA))
        store.remove_garbage([kept, SHA])
        assert len(files_in(left)) == len(list(store.names()))
        assert store.get(store.put(PICTURE)) == PICTURE
    assert seen == {BlobState.MISSING, BlobState.WHOLE}


@posix
def test_a_process_killed_while_changing_keys_loses_no_picture(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    known = [a_store(tmp_path / "office").put(bytes([n]) * 50) for n in range(3)]

    def changed(place: Path) -> BlobStore:
        return BlobStore(place / "photos", OTHER, former=KEYS)

    for left in killed_everywhere(tmp_path / "office", lambda place: changed(place).rekey()):
        assert list(changed(left).problems(known)) == []
        changed(left).rekey()
        alone = BlobStore(left / "photos", OTHER)
        assert list(alone.problems(known)) == []
        alone.remove_garbage(known)
        assert len(files_in(left)) == 3
