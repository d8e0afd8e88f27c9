"""Back-ups of an open office, and what tries a copy before it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3
from sqlalchemy import Engine

from kmcase.application.access import Steps
from kmcase.application.backups import BackupItem, BackupKind, BackupState, KeptAs
from kmcase.domain.clock import Clock
from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence import backups
from kmcase.persistence.durable import sync_file
from kmcase.persistence.engine import storage_problem
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.retention import kept_as
from kmcase.thai.calendar import bangkok_date

_COUNTED = ("entry", "person", "aid_request", "voucher", "payment_receipt", "posting")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderBackups:
    """`BackupStore` of an open office's folder."""

    folder: OfficeFolder
    engine: Engine
    database_key: bytes
    clock: Clock

    def make(self, steps: Steps | None = None, kind: BackupKind = BackupKind.ASKED) -> BackupItem:
        """Back up, then let go what retention does not keep."""
        made = backups.make_backup(
            self.folder, self._copy, at=self.clock.now(), inspect=self.inspect, kind=kind, steps=steps
        )
        backups.prune(self.folder.backups, bangkok_date(self.clock.now()))
        return as_item(made)

    def list(self) -> tuple[BackupItem, ...]:
        """Whole back-ups of this office, the newest first."""
        known = backups.list_backups(self.folder.backups)
        kept = kept_as((found.at for found in known), bangkok_date(self.clock.now()))
        return tuple(as_item(found, kept.get(found.at, ())) for found in known)

    def state(self) -> BackupState:
        """When the last ones were made."""
        known = backups.list_backups(self.folder.backups)
        medium = backups.last_medium_copy(self.folder.backups)
        return BackupState(
            last=known[0].at if known else None,
            medium=medium.folder if medium else "",
            medium_at=medium.at if medium else None,
            low_space=backups.low_space(self.folder.path),
        )

    def copy_to(self, medium: Path, steps: Steps | None = None) -> BackupItem:
        """Copy the newest to a second medium, making one where there is none."""
        known = backups.list_backups(self.folder.backups)
        if not known:
            self.make(steps)
            known = backups.list_backups(self.folder.backups)
        return as_item(backups.copy_to_medium(known[0], medium, at=self.clock.now(), steps=steps))

    def damaged(self, folder: Path, steps: Steps | None = None) -> tuple[str, ...]:
        """Files of a back-up that are missing or changed."""
        return backups.damaged_files(backups.read_backup(folder), steps)

    def _copy(self, target: Path) -> None:
        with self.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            try:
                raw.execute("VACUUM INTO ?", (str(target),))
            except sqlcipher3.DatabaseError as error:
                raise storage_problem(str(error)) or error from error
        sync_file(target)

    def inspect(self, database: Path) -> Mapping[str, int]:
        """Open a copy, check every page and its form, and count; raises `office_files.database_damaged`."""
        return inspect_copy(database, self.database_key)


def inspect_copy(database: Path, key: bytes) -> Mapping[str, int]:
    """Open a copy with a key, check and count; raises `office_files.database_damaged`."""
    try:
        with closing(sqlcipher3.connect(str(database), isolation_level=None)) as raw:
            raw.execute("PRAGMA cipher_log_level = NONE")
            raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            broken = raw.execute("PRAGMA cipher_integrity_check").fetchall()
            form = raw.execute("PRAGMA quick_check").fetchone()[0]
            if broken or form != "ok":
                raise EnvironmentProblem("office_files.database_damaged")
            return {table: raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED}
    except sqlcipher3.DatabaseError as error:
        raise EnvironmentProblem("office_files.database_damaged") from error


def as_item(found: backups.Backup, kept: tuple[KeptAs, ...] = ()) -> BackupItem:
    """A back-up as the window shows it."""
    return BackupItem(
        folder=found.folder,
        at=found.at,
        kind=found.kind,
        counts=found.counts,
        photos=len(found.photos),
        size=found.size(),
        kept_as=kept,
    )
