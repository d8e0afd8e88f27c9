"""Engines: SQLite encrypted by SQLCipher, or PostgreSQL by a URL; and what both are told at each connection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, QueuePool, StaticPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, IntegrityError, InterfaceError, OperationalError

from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.persistence.triggers import IMMUTABLE, SECOND_NUMBER

_CACHE_KIB = 65536
BUSY_SECONDS = 30
_PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""After how long a server is called away (libpq's own parameters; seconds, the last in milliseconds)."""


def sqlite_engine(path: Path, key: bytes, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An encrypted file; `key` is the raw 256-bit key (a passphrase would cost 150 ms a connection)."""

    def connect() -> DBAPIConnection:
        raw = sqlcipher3.connect(str(path), isolation_level=None, check_same_thread=False, timeout=busy_seconds)
        _tell_sqlite(raw, key)
        return raw  # type: ignore[no-any-return]

    engine = create_engine("sqlite+pysqlite://", module=sqlcipher3, creator=connect, poolclass=QueuePool, pool_size=5)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # The driver's own transactions are off: writers take the lock at once, so that no read goes stale.
        write = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


@contextmanager
def lasting_at_the_end(engine: Engine) -> Iterator[None]:
    """Commits within are not awaited one by one: for a store that is made anew where the machine goes off meanwhile.

    Nobody else is to work in the store. On a server nothing is different.
    """
    if engine.dialect.name != "sqlite":
        yield
        return

    def relax(raw: Any, _: object) -> None:
        raw.execute("PRAGMA synchronous = OFF")

    event.listen(engine, "connect", relax)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", relax)
        engine.dispose()


def memory_engine() -> Engine:
    """A store in memory alone, for folding the journal anew."""

    def connect() -> DBAPIConnection:
        return sqlcipher3.connect(":memory:", isolation_level=None, check_same_thread=False)  # type: ignore[no-any-return]

    engine = create_engine("sqlite+pysqlite://", module=sqlcipher3, creator=connect, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _tell_sqlite(raw: Any, key: bytes) -> None:
    cursor = raw.cursor()
    cursor.execute("PRAGMA cipher_log_level = NONE")
    cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        f"cache_size = -{_CACHE_KIB}",
        "temp_store = MEMORY",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "trusted_schema = OFF",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def postgres_engine(url: str) -> Engine:
    """A server; `url` as psycopg takes it, with the scheme `postgresql`."""
    address = url.replace("postgresql://", "postgresql+psycopg://", 1)
    return create_engine(address, pool_pre_ping=True, connect_args={"options": "-c TimeZone=UTC", **_PATIENCE})


def one_state(engine: Engine) -> Engine:
    """An engine whose transactions see one state of the database; SQLite's always do."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


_CONSTRAINTS = {
    "within_allotment": "budgets.over_allotment",
    "within_times": "budgets.over_times",
    "pk_claim": "budgets.claim_taken",
    "claim.unit": "budgets.claim_taken",
    "uq_voucher": "payments.number_taken",
    "voucher.": "payments.number_taken",
    "pk_payment_receipt": "payments.paid_already",
    "payment_receipt": "payments.paid_already",
}


@contextmanager
def translating() -> Iterator[None]:
    """Raise what is said of a database error to a user in its place, where anything is."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        raise translated(error) from error


def translated(error: DatabaseError | InterfaceError) -> Exception:
    """What a database error means to a user; unknown ones come back as they are."""
    text = str(error.orig)
    if IMMUTABLE in text:
        table = text.split(IMMUTABLE, 1)[1].split(maxsplit=1)[0]
        return DomainError("office_files.immutable", table=table)
    if SECOND_NUMBER in text:
        return DomainError("payments.second_number")
    if isinstance(error, IntegrityError):
        for part, code in _CONSTRAINTS.items():
            if part in text:
                return DomainError(code)
        return error
    return _server_problem(error) or storage_problem(text) or error


AWAY = "shared_office.away"
_AWAY = frozenset({"57P01", "57P02", "57P03"})
_NOT_ALLOWED = "42501"


def _server_problem(error: DatabaseError | InterfaceError) -> EnvironmentProblem | None:
    """What the state that PostgreSQL gives an error (appendix A of its manual) says of the server.

    A failed operation without one failed on this side: there is no connection.
    """
    state = getattr(error.orig, "sqlstate", "")
    if state is None:
        gone = isinstance(error, OperationalError | InterfaceError)
        return EnvironmentProblem(AWAY) if gone else None
    if state in _AWAY or state.startswith("08"):
        return EnvironmentProblem(AWAY)
    return EnvironmentProblem("shared_office.rights") if state == _NOT_ALLOWED else None


_STORAGE = {
    "is full": "disk_full",
    "No space left": "disk_full",
    "disk I/O error": "disk_trouble",
    "locked": "database_busy",
    "busy": "database_busy",
    "not a database": "database_damaged",
    "malformed": "database_damaged",
}


def storage_problem(text: str) -> EnvironmentProblem | None:
    """What the words of a driver's error say of disk and file; None where they say nothing of them."""
    for part, code in _STORAGE.items():
        if part in text:
            return EnvironmentProblem(f"office_files.{code}")
    return None
