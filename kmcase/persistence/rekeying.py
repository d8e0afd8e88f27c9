"""Moving an office to a new data key after a user was removed.

The keyring with the new key, and the former one sealed within, is saved before anything else; the database then moves
in one transaction of its own, the keys of this device in another, the photographs one by one, and the former key is
forgotten last. Killed anywhere, the office opens with what the keyring gives, and `finish_rekeying` is called again.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import sqlcipher3

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.devices import SqlDevices
from kmcase.persistence.engine import sqlite_engine
from kmcase.persistence.key_wrapping import UnlockedKeys
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.office_folder import OfficeFolder


def finish_rekeying(folder: OfficeFolder, keyring: Keyring, keys: UnlockedKeys) -> Keyring:
    """Move database and photographs to the keys of `keys`; nobody else may have the database open.

    Returns the keyring as saved. Nothing happens where no change is begun. Raises `office_files.database_damaged`
    where neither key opens the database.
    """
    former = keys.former_parts
    if former is None:
        return keyring
    if not opens(folder.database, keys.parts.database):
        _rekey(folder.database, former.database, keys.parts.database)
    engine = sqlite_engine(folder.database, keys.parts.database)
    SqlDevices.unlocked(engine, keys).rekey()
    engine.dispose()
    BlobStore.unlocked(folder.photos, keys).rekey()
    finished = keyring.with_rekeying_finished(keys)
    finished.save(folder.keyring)
    return finished


def key_of(database: Path, keys: UnlockedKeys) -> bytes:
    """The key that opens a database: the former one in a copy made before the move."""
    former = keys.former_parts
    return keys.parts.database if former is None or opens(database, keys.parts.database) else former.database


def opens(database: Path, key: bytes) -> bool:
    """Whether a key is that of an encrypted database."""
    with closing(_connect(database, key)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher3.DatabaseError:
            return False
    return True


def _rekey(database: Path, former: bytes, key: bytes) -> None:
    if not opens(database, former):
        raise EnvironmentProblem("office_files.database_damaged")
    with closing(_connect(database, former)) as connection:
        try:
            # Out of WAL first: the whole change is then one transaction with a rollback journal.
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"")
        except sqlcipher3.DatabaseError as error:
            raise EnvironmentProblem("office_files.database_busy") from error


def _connect(database: Path, key: bytes) -> sqlcipher3.Connection:
    # Opened as a URI that must exist: a missing database is a problem, not a new one.
    connection = sqlcipher3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection
