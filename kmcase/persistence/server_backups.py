"""Back-ups of a shared office on a desktop: the same folder of the same form as any office's, opened without a server.

The tables are copied into an encrypted file of SQLite and folded anew there; photographs are fetched as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kmcase.application.access import Silent, Steps
from kmcase.application.backups import BackupItem, BackupKind
from kmcase.persistence.blob_shelves import FolderShelf, TableShelf, copy_shelf
from kmcase.persistence.durable import sync_file
from kmcase.persistence.engine import sqlite_engine
from kmcase.persistence.moving import copy_tables
from kmcase.persistence.office_backups import FolderBackups


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerBackups(FolderBackups):
    """`BackupStore` of a shared office in this desktop's folder."""

    def make(self, steps: Steps | None = None, kind: BackupKind = BackupKind.ASKED) -> BackupItem:
        """Fetch the photographs, then back up as a folder is."""
        steps = steps or Silent()
        copy_shelf(TableShelf(self.engine), FolderShelf(self.folder.photos), steps)
        return FolderBackups.make(self, steps, kind)

    def _copy(self, target: Path) -> None:
        copy = sqlite_engine(target, self.database_key)
        try:
            copy_tables(self.engine, copy)
            with copy.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            copy.dispose()
        sync_file(target)
