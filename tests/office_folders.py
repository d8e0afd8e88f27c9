"""Builders of a small office in a folder, with a real encrypted database and photographs, for tests of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlcipher3

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence.backups import Backup, CopyDatabase, make_backup
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.key_wrapping import sub_keys
from kmcase.persistence.office_folder import OfficeFolder, OfficeInfo, begin_folder

KEYS = sub_keys(bytes(range(32)))
START = datetime(2024, 6, 12, 3, 0, tzinfo=UTC)


def connect(database: Path) -> sqlcipher3.Connection:
    return connect_with(database, KEYS.database)


def connect_with(database: Path, key: bytes) -> sqlcipher3.Connection:
    connection = sqlcipher3.connect(str(database), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def copy_of(folder: OfficeFolder) -> CopyDatabase:
    def copy(target: Path) -> None:
        with closing(connect(folder.database)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))

    return copy


def inspect(database: Path) -> Mapping[str, int]:
    with closing(connect(database)) as connection:
        try:
            (count,) = connection.execute("SELECT count(*) FROM entry").fetchone()
            broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        except sqlcipher3.DatabaseError as error:
            raise EnvironmentProblem("office_files.database_damaged") from error
    if broken:
        raise EnvironmentProblem("office_files.database_damaged")
    return {"entries": count}


def entries(folder: Path) -> int:
    return inspect(folder / "office.db")["entries"]


def add_entries(folder: OfficeFolder, count: int) -> None:
    with closing(connect(folder.database)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE IF NOT EXISTS entry (body TEXT)")
        for _ in range(count):
            connection.execute("INSERT INTO entry VALUES ('เรื่องของครอบครัวหนึ่ง')")


def photos(folder: Path) -> BlobStore:
    return BlobStore(folder / "photos", KEYS)


def an_office(place: Path, *, rows: int = 3, pictures: int = 3) -> OfficeFolder:
    folder = begin_folder(place / "office")
    folder.keyring.write_text("{}", "utf-8")
    add_entries(folder, rows)
    for n in range(pictures):
        photos(folder.path).put(bytes([n]) * 200)
    folder.declare(OfficeInfo(store="0190-a", kind="settlement", name="นิคมตัวอย่าง", sample=True, created="2024"))
    return folder


def backed_up(folder: OfficeFolder, at: datetime = START) -> Backup:
    return make_backup(folder, copy_of(folder), at=at, inspect=inspect)


def sha_of(n: int) -> str:
    return hashlib.sha256(bytes([n]) * 200).hexdigest()


def code(error: pytest.ExceptionInfo[EnvironmentProblem]) -> str:
    return error.value.code
