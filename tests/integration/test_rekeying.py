"""After a user is removed an office moves to a new data key, and opens wherever the move is broken off."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
import warnings
from contextlib import closing
from pathlib import Path

import pytest

from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.key_wrapping import Argon2Cost, UnlockedKeys
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.office_folder import OfficeFolder, begin_folder
from kmcase.persistence.rekeying import finish_rekeying, opens
from tests.killing import killed_everywhere
from tests.office_folders import connect_with, sha_of

CHEAP = Argon2Cost(memory_kib=64, passes=1)
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def an_office(place: Path, rows: int = 3) -> OfficeFolder:
    made = Keyring.create("somchai", "แมวดำ 9", role_hint="director", signs=True, cost=CHEAP)
    folder = begin_folder(place / "office")
    made.keyring.with_user(made.keys, "prayad", "นกเอี้ยง", role_hint="auditor", signs=False).save(folder.keyring)
    with closing(connect_with(folder.database, made.keys.parts.database)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE entry (body TEXT)")
        connection.executemany("INSERT INTO entry VALUES (?)", [("เรื่องของครอบครัวหนึ่ง" * 20,)] * rows)
    for n in range(3):
        BlobStore.unlocked(folder.photos, made.keys).put(bytes([n]) * 200)
    return folder


def signed_in(folder: OfficeFolder) -> tuple[Keyring, UnlockedKeys]:
    keyring = Keyring.load(folder.keyring, cost=CHEAP)
    return keyring, keyring.unlock("somchai", "แมวดำ 9")


def remove_user(folder: OfficeFolder) -> None:
    keyring, keys = signed_in(folder)
    removed, fresh = keyring.without_user(keys, "prayad")
    removed.save(folder.keyring)
    finish_rekeying(folder, removed, fresh)


def count(folder: OfficeFolder, key: bytes) -> int:
    with closing(connect_with(folder.database, key)) as connection:
        (found,) = connection.execute("SELECT count(*) FROM entry").fetchone()
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    return int(found)


def moved(folder: OfficeFolder, rows: int = 3) -> None:
    """Finish what was begun, and look at everything."""
    keyring, keys = signed_in(folder)
    finish_rekeying(folder, keyring, keys)
    keyring, keys = signed_in(folder)
    assert keys.former_data_key is None
    assert count(folder, keys.parts.database) == rows
    photos = BlobStore.unlocked(folder.photos, keys)
    assert list(photos.problems(sha_of(n) for n in range(3))) == []


def test_the_keys_of_a_removed_user_open_nothing_any_more(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    old = Keyring.load(folder.keyring).unlock("prayad", "นกเอี้ยง")
    remove_user(folder)
    moved(folder)
    assert not opens(folder.database, old.parts.database)
    assert {path.stat().st_size for path in folder.photos.rglob("*") if path.is_file()} == {232}
    with pytest.raises(EnvironmentProblem) as trouble:
        BlobStore.unlocked(folder.photos, old).get(sha_of(0))
    assert trouble.value.code == "office_files.blob_missing"
    with pytest.raises(DomainError):
        Keyring.load(folder.keyring, cost=CHEAP).unlock("prayad", "นกเอี้ยง")


def test_nothing_happens_where_no_change_is_begun(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    before = folder.keyring.read_bytes()
    keyring, keys = signed_in(folder)
    assert finish_rekeying(folder, keyring, keys) == keyring
    assert folder.keyring.read_bytes() == before


def test_a_database_that_neither_key_opens_is_damaged_and_the_former_key_is_kept(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    keyring, keys = signed_in(folder)
    removed, fresh = keyring.without_user(keys, "prayad")
    removed.save(folder.keyring)
    folder.database.write_bytes(b"not a database" * 1000)
    with pytest.raises(EnvironmentProblem) as error:
        finish_rekeying(folder, removed, fresh)
    assert error.value.code == "office_files.database_damaged"
    assert signed_in(folder)[1].former_data_key == keys.data_key


def test_a_database_that_somebody_holds_is_busy_and_moves_later(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    with closing(connect_with(folder.database, signed_in(folder)[1].parts.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(EnvironmentProblem) as error:
            remove_user(folder)
    assert error.value.code == "office_files.database_busy"
    moved(folder)


@posix
def test_a_process_killed_between_any_two_writes_leaves_an_office_that_opens(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    for left in killed_everywhere(folder.path, lambda place: remove_user(OfficeFolder(place))):
        moved(OfficeFolder(left))


@posix
@pytest.mark.slow
def test_a_process_killed_while_the_database_moves_leaves_one_that_opens(tmp_path: Path) -> None:
    folder = an_office(tmp_path, rows=20_000)
    for milliseconds in range(0, 400, 40):
        place = tmp_path / f"killed-{milliseconds}"
        shutil.copytree(folder.path, place)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            try:
                remove_user(OfficeFolder(place))
            finally:
                os._exit(0)
        time.sleep(milliseconds / 1000)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        moved(OfficeFolder(place), rows=20_000)
        shutil.rmtree(place)
