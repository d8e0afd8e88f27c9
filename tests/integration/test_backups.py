"""Back-ups of a whole office and the second medium."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from kmcase.application.backups import BackupKind
from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence import backups as module
from kmcase.persistence.backups import (
    copy_to_medium,
    damaged_files,
    last_medium_copy,
    list_backups,
    low_space,
    make_backup,
    prune,
    read_backup,
    sweep,
)
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.restore import restore
from kmcase.persistence.retention import keep
from kmcase.thai.calendar import bangkok_date
from tests.killing import killed_everywhere
from tests.office_folders import START, an_office, backed_up, code, connect, entries, inspect, photos, sha_of

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def test_a_backup_holds_the_whole_office_and_says_what_it_counted(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    backup = backed_up(folder)
    assert list_backups(folder.backups) == (backup,)
    assert (backup.at, backup.store, backup.counts) == (START, "0190-a", {"entries": 3})
    assert set(backup.files) == {"office.db", "office.json", "keyring.json"}
    assert len(backup.photos) == 3
    assert damaged_files(backup) == ()
    assert entries(backup.folder) == 3
    assert "ครอบครัว".encode() not in (backup.folder / "office.db").read_bytes()


def test_two_backups_under_a_clock_that_stands_still_are_two(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    first, second = backed_up(folder), backed_up(folder)
    assert list_backups(folder.backups) == (second, first)


def test_a_backup_is_made_while_somebody_writes(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    with closing(connect(folder.database)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO entry VALUES ('not committed')")
        assert backed_up(folder).counts == {"entries": 3}
        writer.execute("COMMIT")
    assert backed_up(folder, START + timedelta(hours=1)).counts == {"entries": 4}


def test_photographs_are_copied_once_for_all_backups_and_not_linked(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    backed_up(folder)
    pooled = {path.name: path.stat() for path in (folder.backups / "pool").rglob("*") if path.is_file()}
    photos(folder.path).put(b"a new one")
    second = backed_up(folder, START + timedelta(days=1))
    after = {path.name: path.stat() for path in (folder.backups / "pool").rglob("*") if path.is_file()}
    assert len(after) == len(second.photos) == 4
    assert all(after[name].st_mtime_ns == stat.st_mtime_ns for name, stat in pooled.items())
    inodes = {path.stat().st_ino for path in folder.photos.rglob("*")}
    assert not inodes & {stat.st_ino for stat in after.values()}


def test_a_damaged_backup_is_named_by_file(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    backup = backed_up(folder)
    first, second, *_ = sorted(backup.photos)
    (backup.pool / first[:2] / first).write_bytes(b"KMB1")
    (backup.pool / second[:2] / second).unlink()
    database = bytearray((backup.folder / "office.db").read_bytes())
    database[5000] ^= 1
    (backup.folder / "office.db").write_bytes(database)
    assert damaged_files(backup) == ("office.db", f"photos/{first[:2]}/{first}", f"photos/{second[:2]}/{second}")


def test_a_copy_that_fails_its_inspection_is_no_backup(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    earlier = backed_up(folder)

    def spoil(target: Path) -> None:
        target.write_bytes(b"no database" * 500)

    with pytest.raises(EnvironmentProblem) as error:
        make_backup(folder, spoil, at=START + timedelta(days=1), inspect=inspect)
    assert code(error) == "office_files.database_damaged"
    assert list_backups(folder.backups) == (earlier,)
    assert not list(folder.backups.glob("*.part"))


def test_a_disk_too_full_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = an_office(tmp_path)
    monkeypatch.setattr(module, "_HEAD_ROOM", 1 << 60)
    with pytest.raises(EnvironmentProblem) as error:
        backed_up(folder)
    assert code(error) == "office_files.disk_full"
    assert list(folder.backups.iterdir()) == []


def test_a_disk_that_fills_up_leaves_the_earlier_backups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = an_office(tmp_path)
    earlier = backed_up(folder)
    photos(folder.path).put(b"a new one")
    fsync, left = os.fsync, 3

    def fills(handle: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", fills)
        with pytest.raises(EnvironmentProblem) as error:
            backed_up(folder, START + timedelta(days=1))
    assert code(error) == "office_files.disk_full"
    assert list_backups(folder.backups) == (earlier,)
    assert damaged_files(earlier) == ()
    assert not list(folder.backups.rglob("*.part"))


def test_low_space_is_told_in_bytes(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    assert low_space(tmp_path, below=0) is None
    assert abs((low_space(tmp_path, below=1 << 62) or 0) - free) < 1 << 30


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda plain: plain.pop("counts"), "not_a_backup"),
        (lambda plain: plain["files"].update({"../../outside": "00"}), "not_a_backup"),
        (lambda plain: plain["photos"].update({"..\\outside": "00"}), "not_a_backup"),
        (lambda plain: plain.update(format=2), "newer_format"),
    ],
)
def test_a_manifest_out_of_form_is_refused(tmp_path: Path, change: object, expected: str) -> None:
    backup = backed_up(an_office(tmp_path))
    manifest = backup.folder / "manifest.json"
    plain = json.loads(manifest.read_bytes())
    change(plain)  # type: ignore[operator]
    manifest.write_text(json.dumps(plain), "utf-8")
    with pytest.raises(EnvironmentProblem) as error:
        read_backup(backup.folder)
    assert code(error) == f"office_files.{expected}"
    assert list_backups(backup.folder.parent) == ()


def test_a_copy_on_a_second_medium_is_whole_and_remembered(tmp_path: Path) -> None:
    folder, medium = an_office(tmp_path), tmp_path / "stick"
    medium.mkdir()
    (medium / "holiday.part").write_bytes(b"not ours")
    assert last_medium_copy(folder.backups) is None
    copied = copy_to_medium(backed_up(folder), medium, at=START)
    assert damaged_files(copied) == ()
    assert list_backups(medium) == (copied,)
    noted = last_medium_copy(folder.backups)
    assert noted is not None
    assert (noted.folder, noted.at) == (str(medium), START)
    assert entries(restore(copied, tmp_path / "new", store="0190-b", at=START, inspect=inspect).path) == 3
    assert (medium / "holiday.part").read_bytes() == b"not ours"


def test_only_new_photographs_travel_to_the_second_medium(tmp_path: Path) -> None:
    folder, medium = an_office(tmp_path), tmp_path / "stick"
    first = copy_to_medium(backed_up(folder), medium, at=START)
    before = {path.name: path.stat().st_mtime_ns for path in first.pool.rglob("*") if path.is_file()}
    damaged = min(first.photos)
    (first.pool / damaged[:2] / damaged).write_bytes(b"worn out")
    photos(folder.path).put(b"a new one")
    second = copy_to_medium(backed_up(folder, START + timedelta(days=1)), medium, at=START + timedelta(days=1))
    after = {path.name: path.stat().st_mtime_ns for path in second.pool.rglob("*") if path.is_file()}
    assert len(after) == 4
    assert [name for name in before if after[name] != before[name]] == [damaged]
    assert damaged_files(first) == damaged_files(second) == ()
    assert copy_to_medium(first, medium.with_name("other"), at=START).photos == first.photos


def test_a_damaged_backup_does_not_reach_the_second_medium(tmp_path: Path) -> None:
    folder, medium = an_office(tmp_path), tmp_path / "stick"
    backup = backed_up(folder)
    (backup.folder / "keyring.json").write_bytes(b"[]")
    with pytest.raises(EnvironmentProblem) as error:
        copy_to_medium(backup, medium, at=START)
    assert (code(error), error.value.params) == ("office_files.backup_damaged", {"file": "keyring.json"})
    assert list_backups(medium) == ()
    assert last_medium_copy(folder.backups) is None


class StopsAfter:
    """Somebody presses cancel after some steps."""

    def __init__(self, steps: int) -> None:
        self.left = steps
        self.told: list[tuple[int, int | None]] = []

    def report(self, done: int, total: int | None = None) -> None:
        self.told.append((done, total))

    def check(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise InterruptedError


def test_a_copy_that_is_broken_off_leaves_the_copies_that_were_there(tmp_path: Path) -> None:
    folder, medium = an_office(tmp_path), tmp_path / "stick"
    first = copy_to_medium(backed_up(folder), medium, at=START)
    second = backed_up(folder, START + timedelta(days=1))
    steps = StopsAfter(1)
    with pytest.raises(InterruptedError):
        copy_to_medium(second, medium, at=START + timedelta(days=1), steps=steps)
    assert steps.told == [(0, 3)]
    assert list_backups(medium) == (first,)
    noted = last_medium_copy(folder.backups)
    assert noted is not None and noted.at == START


def test_a_look_through_a_backup_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    backup = backed_up(an_office(tmp_path))
    steps = StopsAfter(100)
    assert damaged_files(backup, steps) == ()
    assert steps.told[-1] == (6, 6)
    with pytest.raises(InterruptedError):
        damaged_files(backup, StopsAfter(2))


def test_a_backup_tells_why_it_was_made(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    asked = backed_up(folder)
    assert asked.kind is BackupKind.ASKED and asked.size() > 0
    manifest = asked.folder / "manifest.json"
    plain = json.loads(manifest.read_bytes())
    del plain["kind"]
    manifest.write_text(json.dumps(plain), "utf-8")
    assert read_backup(asked.folder).kind is BackupKind.DAILY


def test_the_office_itself_is_no_second_medium(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    backup = backed_up(folder)
    for place in (folder.backups, folder.path, folder.path / "stick"):
        with pytest.raises(EnvironmentProblem) as error:
            copy_to_medium(backup, place, at=START)
        assert code(error) == "office_files.same_medium"


def test_what_retention_lets_go_is_deleted_with_the_photographs_of_nobody(tmp_path: Path) -> None:
    folder = an_office(tmp_path, pictures=1)
    for day in range(16):
        backed_up(folder, START + timedelta(days=day))
        if day == 0:
            photos(folder.path).erase(sha_of(0))
            photos(folder.path).put(b"for good")
    gone = prune(folder.backups, bangkok_date(START + timedelta(days=15)))
    known = list_backups(folder.backups)
    assert len(gone) + len(known) == 16
    assert {backup.at for backup in known} == set(
        keep((START + timedelta(days=day) for day in range(16)), bangkok_date(START + timedelta(days=15)))
    )
    assert all(damaged_files(backup) == () for backup in known)
    pooled = {path.name for path in (folder.backups / "pool").rglob("*") if path.is_file()}
    assert pooled == {photos(folder.path).name_of(hashlib.sha256(b"for good").hexdigest())}


@posix
def test_a_process_killed_while_backing_up_leaves_the_office_and_the_earlier_backup(tmp_path: Path) -> None:
    folder = an_office(tmp_path)
    backed_up(folder)
    photos(folder.path).put(b"a new one")
    later = START + timedelta(days=1)
    seen = set()
    for left in killed_everywhere(folder.path, lambda place: backed_up(OfficeFolder(place), later)):
        known = list_backups(left / "backups")
        seen.add(len(known))
        assert known[-1].at == START
        assert [damaged_files(backup) for backup in known] == [()] * len(known)
        assert entries(left) == 3
        again = backed_up(OfficeFolder(left), START + timedelta(days=2))
        assert damaged_files(again) == ()
        assert not list((left / "backups").rglob("*.part"))
    assert seen == {1, 2}


@posix
def test_a_process_killed_while_pruning_leaves_whole_backups(tmp_path: Path) -> None:
    folder = an_office(tmp_path, rows=1, pictures=1)
    for day in range(14):
        backed_up(folder, START + timedelta(days=day))
    today = bangkok_date(START + timedelta(days=20))
    for left in killed_everywhere(folder.path, lambda place: prune(place / "backups", today)):
        assert all(damaged_files(backup) == () for backup in list_backups(left / "backups"))
        sweep(left / "backups")
        prune(left / "backups", today)
        kept = {backup.at for backup in list_backups(left / "backups")}
        assert kept == set(keep((START + timedelta(days=day) for day in range(14)), today))
        assert len([path for path in (left / "backups").iterdir() if path.is_dir()]) == len(kept) + 1
