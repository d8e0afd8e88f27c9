"""A restore is tried on the copy before it counts, and ends whole whenever it is killed."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence.backups import (
    list_backups,
)
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.office_folder import open_folder
from kmcase.persistence.restore import finish_restore, restore
from tests.killing import killed_everywhere
from tests.office_folders import KEYS, START, add_entries, an_office, backed_up, code, entries, inspect, photos, sha_of

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def test_a_restored_office_is_as_it_was_and_the_present_one_is_kept_aside(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    backup = backed_up(folder)
    add_entries(folder, 4)
    later = photos(folder.path).put(b"taken later")
    restored = restore(backup, folder.path, store="0190-b", at=START + timedelta(days=1), inspect=inspect)
    assert entries(restored.path) == 3
    assert restored.info().name == "นิคมตัวอย่าง"
    assert photos(restored.path).get(sha_of(2)) == b"\x02" * 200
    assert photos(restored.path).garbage([sha_of(n) for n in range(3)]) == ()
    assert list_backups(restored.backups) == (backup,)
    (aside,) = restored.path.glob("replaced-*")
    assert entries(aside) == 7
    assert BlobStore(aside / "photos", KEYS).get(later) == b"taken later"
    assert not list(restored.path.glob("restor*"))


def test_a_backup_is_restored_on_a_machine_that_never_saw_the_office(tmp_path: Path) -> None:
    backup = backed_up(an_office(tmp_path))
    restore(backup, tmp_path / "new" / "office", store="0190-b", at=START, inspect=inspect)
    folder, _ = open_folder(tmp_path / "new" / "office")
    assert entries(folder.path) == 3
    assert list(photos(folder.path).problems(sha_of(n) for n in range(3))) == []


def test_an_office_that_lost_its_files_is_restored_in_place(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    backup = backed_up(folder)
    folder.info_file.unlink()
    folder.database.unlink()
    assert entries(restore(backup, folder.path, store="0190-b", at=START, inspect=inspect).path) == 3


def test_other_papers_in_a_folder_are_not_mixed_with_an_office(tmp_path: Path) -> None:
    backup = backed_up(an_office(tmp_path))
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(EnvironmentProblem) as error:
        restore(backup, tmp_path / "letters", store="0190-b", at=START, inspect=inspect)
    assert code(error) == "office_files.not_empty"
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("spoiled", ["office.db", "keyring.json", "photo"])
def test_a_damaged_backup_replaces_nothing(tmp_path: Path, spoiled: str) -> None:
    folder = an_office(tmp_path)
    backup = backed_up(folder)
    add_entries(folder, 1)
    name = min(backup.photos)
    path = backup.pool / name[:2] / name if spoiled == "photo" else backup.folder / spoiled
    path.write_bytes(path.read_bytes() + b"!")
    with pytest.raises(EnvironmentProblem) as error:
        restore(backup, folder.path, store="0190-b", at=START, inspect=inspect)
    assert code(error) == "office_files.backup_damaged"
    assert str(error.value.params["file"]).endswith(name if spoiled == "photo" else spoiled)
    assert entries(folder.path) == 4
    assert {path.name for path in folder.path.iterdir()} == {
        "office.json", "keyring.json", "office.db", "photos", "backups", "logs",
    }  # fmt: skip


def test_a_backup_whose_counts_are_not_as_noted_replaces_nothing(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    backup = backed_up(folder)
    with pytest.raises(EnvironmentProblem) as error:
        restore(backup, folder.path, store="0190-b", at=START, inspect=lambda _: {"entries": 2})
    assert code(error) == "office_files.backup_counts_differ"
    assert entries(folder.path) == 3


@posix
def test_a_process_killed_while_restoring_leaves_the_old_office_or_the_restored_one(tmp_path: Path) -> None:
    folder = an_office(tmp_path, rows=2)
    backed_up(folder)
    add_entries(folder, 5)
    folder.database.with_name("office.db-wal").touch()
    seen = set()

    def act(place: Path) -> None:
        (backup,) = list_backups(place / "backups")
        restore(backup, place, store="0190-b", at=START + timedelta(days=1), inspect=inspect)

    for left in killed_everywhere(folder.path, act):
        finish_restore(left)
        opened, _ = open_folder(left)
        seen.add(entries(opened.path))
        assert list(photos(left).problems(sha_of(n) for n in range(3))) == []
        assert len(list_backups(opened.backups)) == 1
        assert not finish_restore(left)
        act(left)
        assert entries(left) == 2
    assert seen == {2, 7}


@posix
def test_a_process_killed_while_restoring_to_a_new_folder_leaves_nothing_or_the_office(tmp_path: Path) -> None:
    backup = backed_up(an_office(tmp_path))
    (tmp_path / "new").mkdir()
    seen = set()

    def restore_into(place: Path) -> None:
        restore(backup, place, store="0190-b", at=START, inspect=inspect)

    for left in killed_everywhere(tmp_path / "new", restore_into):
        finish_restore(left)
        seen.add((left / "office.json").exists())
        if (left / "office.json").exists():
            assert entries(left) == 3
        restore(backup, left, store="0190-b", at=START + timedelta(days=1), inspect=inspect)
        assert entries(left) == 3
    assert seen == {True, False}
