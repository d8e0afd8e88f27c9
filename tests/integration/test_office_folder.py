"""The folder that is an office: begun, declared, opened, and refused with the way out."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path

import pytest

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence import office_folder
from kmcase.persistence.durable import atomic_write
from kmcase.persistence.office_folder import (
    OfficeInfo,
    begin_folder,
    filesystem_of,
    is_unc,
    network_share,
    open_folder,
)
from tests.killing import killed_everywhere

INFO = OfficeInfo(store="0190-a", kind="settlement", name="นิคมตัวอย่าง", sample=False, created="2024-06-12T03:00:00Z")
MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:25 / /mnt/office rw shared:2 - cifs //server/share rw
31 30 8:17 / /mnt/office/stick rw - vfat /dev/sdb1 rw
32 22 0:26 / /mnt/our\\040files rw - nfs4 server:/files rw
a line of another kind
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def refused(path: Path) -> str:
    with pytest.raises(EnvironmentProblem) as error:
        open_folder(path)
    return error.value.code


def test_a_declared_office_is_opened_with_all_its_parts(tmp_path: Path) -> None:
    begin_folder(tmp_path / "office").declare(INFO)
    folder, info = open_folder(tmp_path / "office")
    assert info == INFO
    assert {path.name for path in folder.path.iterdir()} == {"office.json", "photos", "backups", "logs"}


def test_a_part_that_somebody_deleted_is_made_again(tmp_path: Path) -> None:
    begin_folder(tmp_path).declare(INFO)
    (tmp_path / "logs").rmdir()
    assert open_folder(tmp_path)[0].logs.is_dir()


def test_what_is_not_declared_is_no_office(tmp_path: Path) -> None:
    begin_folder(tmp_path / "office")
    assert refused(tmp_path / "office") == "office_files.not_an_office"
    assert refused(tmp_path / "nowhere") == "office_files.not_an_office"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "office_damaged"),
        ("[]", "office_damaged"),
        ('{"format": 1}', "office_damaged"),
        ('{"format": "1"}', "office_damaged"),
        (json.dumps({**dict.fromkeys(OfficeInfo.__slots__, 1)}), "office_damaged"),
        ('{"format": 3, "whatever": "is there"}', "newer_format"),
    ],
)
def test_an_office_that_cannot_be_read_is_refused_by_reason(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "office.json").write_text(text, "utf-8")
    assert refused(tmp_path) == f"office_files.{code}"


def test_a_folder_with_other_files_is_not_made_an_office(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", "utf-8")
    for path in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(EnvironmentProblem) as error:
            begin_folder(path)
        assert error.value.code == "office_files.not_empty"
    assert (tmp_path / "letter.txt").read_text("utf-8") == "dear"


def test_an_office_is_not_begun_over_another(tmp_path: Path) -> None:
    begin_folder(tmp_path).declare(INFO)
    with pytest.raises(EnvironmentProblem) as error:
        begin_folder(tmp_path)
    assert error.value.code == "office_files.not_empty"


@posix
def test_an_office_begun_by_a_killed_program_is_begun_again(tmp_path: Path) -> None:
    def make(place: Path) -> None:
        folder = begin_folder(place / "office")
        atomic_write(folder.keyring, b"{}")
        (folder.photos / "ab").mkdir()
        atomic_write(folder.photos / "ab" / "x", b"x")
        folder.declare(INFO)

    (tmp_path / "home").mkdir()
    opened = set()
    for left in killed_everywhere(tmp_path / "home", make):
        opened.add((left / "office" / "office.json").exists())
        if not (left / "office" / "office.json").exists():
            make(left)
        assert open_folder(left / "office")[1] == INFO
    assert opened == {True, False}


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_folder(tmp_path).declare(INFO)

    def protected(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "touch", protected)
    assert refused(tmp_path) == "office_files.read_only"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    begin_folder(tmp_path).declare(INFO)
    tmp_path.chmod(0o500)
    try:
        assert refused(tmp_path) == "office_files.read_only"
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/office", "ext4"),
        ("/mnt/office", "cifs"),
        ("/mnt/office/2567", "cifs"),
        ("/mnt/office2", "ext4"),
        ("/mnt/office/stick/2567", "vfat"),
        ("/mnt/our files/2567", "nfs4"),
    ],
)
def test_the_file_system_of_a_path_is_that_of_the_nearest_mount(path: str, kind: str) -> None:
    assert filesystem_of(Path(path), MOUNTS) == kind


def test_an_office_on_a_network_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not network_share(tmp_path)
    begin_folder(tmp_path / "local").declare(INFO)
    monkeypatch.setattr(office_folder, "filesystem_of", lambda *_: "nfs4")
    assert refused(tmp_path / "local") == "office_files.network_share"
    with pytest.raises(EnvironmentProblem) as error:
        begin_folder(tmp_path / "office")
    assert error.value.code == "office_files.network_share"
    assert not (tmp_path / "office").exists()


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        (r"\\server\share\office", True),
        ("//server/share/office", True),
        (r"\\?\UNC\server\share", True),
        (r"\\?\C:\office", False),
        (r"\\.\C:\office", False),
        (r"C:\office", False),
    ],
)
def test_a_windows_path_to_another_machine_is_known(path: str, remote: bool) -> None:
    assert is_unc(path) == remote
