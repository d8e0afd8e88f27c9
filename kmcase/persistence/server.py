"""The server of a shared office: its address, who may do what there, and what the office is.

Tables, triggers and functions belong to one role, the program works as another: so the program cannot lift what guards
the journal. Off this machine the way there is encrypted, or there is none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence.engine import postgres_engine, translated, translating
from kmcase.persistence.office_folder import OfficeInfo, read_info
from kmcase.persistence.rows import JOURNAL, STATE
from kmcase.persistence.rows.server import OFFICE, SERVER, office_info
from kmcase.persistence.schema import IMMUTABLE_TABLES
from kmcase.persistence.statements import Rows

ENVIRONMENT = "KMCASE_DATABASE_URL"
_SCHEMES = frozenset({"postgresql", "postgres", "postgresql+psycopg"})
_ENCRYPTED = frozenset({"require", "verify-ca", "verify-full"})
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_REVISION = "alembic_version"
_LOCK = int.from_bytes(b"\0\0kmcase")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a database is and as whom one goes there; never a password."""

    url: URL

    @property
    def shown(self) -> str:
        """As it is written in `office.json`."""
        return self.url.render_as_string(hide_password=False)

    @property
    def role(self) -> str:
        """The role of the database."""
        return self.url.username or ""

    def as_role(self, name: str) -> ServerAddress:
        """The same database as somebody else."""
        return ServerAddress(self.url.set(username=name))

    def connect(self, password: str | None) -> Engine:
        """An engine that reached the server once.

        Without a password libpq's own ways count. Raises `shared_office.unreachable`, `.refused`,
        `.no_database`, `.tls` or `.encoding`.
        """
        engine = postgres_engine(self.url.set(password=password).render_as_string(hide_password=False))
        try:
            with engine.connect() as connection:
                self._look_at(connection)
        except (DatabaseError, InterfaceError) as error:
            engine.dispose()
            raise self._unreached(error) from error
        except BaseException:
            engine.dispose()
            raise
        return engine

    def _look_at(self, connection: Connection) -> None:
        raw = connection.connection.driver_connection
        assert raw is not None
        if not (_is_here(raw.info.host) or raw.pgconn.ssl_in_use):
            raise EnvironmentProblem("shared_office.tls", server=self.shown)
        if connection.execute(text("SHOW server_encoding")).scalar() != "UTF8":
            raise EnvironmentProblem("shared_office.encoding", server=self.shown)

    def _unreached(self, error: DatabaseError | InterfaceError) -> Exception:
        said = str(error.orig)
        codes = {
            "authentication failed": "refused",
            "no password supplied": "refused",
            "pg_hba.conf": "refused",
            "SSL": "tls",
            "certificate": "tls",
        }
        for part, code in codes.items():
            if part in said:
                return EnvironmentProblem(f"shared_office.{code}", server=self.shown, role=self.role)
        if "does not exist" in said:
            code = "refused" if f'role "{self.role}"' in said else "no_database"
            return EnvironmentProblem(f"shared_office.{code}", server=self.shown, role=self.role)
        known = translated(error)
        away = isinstance(known, EnvironmentProblem) and known.code == "shared_office.away"
        return EnvironmentProblem("shared_office.unreachable", server=self.shown) if away else known


def read_address(typed: str) -> tuple[ServerAddress, str | None]:
    """An address and the password in it; raises `shared_office.url`, or `.tls` without encryption."""
    try:
        url = make_url(typed.strip())
    except (ArgumentError, ValueError):
        raise EnvironmentProblem("shared_office.url", url=_without_password(typed)) from None
    if url.drivername not in _SCHEMES or not url.database:
        raise EnvironmentProblem("shared_office.url", url=url.render_as_string())
    password = url.password or None
    plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    hosts = [url.host, *(url.query.get(name) for name in ("host", "hostaddr"))]
    if not all(_is_here(host) for host in hosts) and url.query.get("sslmode") not in _ENCRYPTED:
        raise EnvironmentProblem("shared_office.tls", server=plain.render_as_string())
    return ServerAddress(plain), password


def is_address(typed: str) -> bool:
    """Whether somebody means a server and not a folder."""
    return typed.partition(":")[0] in _SCHEMES


def environment_password(address: ServerAddress) -> str | None:
    """The password of `KMCASE_DATABASE_URL`, where that is the same database and role."""
    typed = os.environ.get(ENVIRONMENT, "")
    if not is_address(typed):
        return None
    found, password = read_address(typed)
    return password if found == address else None


def _is_here(host: object) -> bool:
    return host is None or host == "" or str(host).startswith(("/", "@")) or host in _HERE


def _without_password(typed: str) -> str:
    before, at, after = typed.rpartition("@")
    return f"{before.partition(':')[0]}://…@{after}" if at else typed


# --- what stands there ---------------------------------------------------------------------------------------------


def read_office(connection: Connection) -> OfficeInfo:
    """What the office is; raises `shared_office.no_office`."""
    if not inspect(connection).has_table(office_info.name):
        raise EnvironmentProblem("shared_office.no_office")
    row = Rows(connection).one(office_info, name=OFFICE)
    if row is None:
        raise EnvironmentProblem("shared_office.no_office")
    return read_info(str(row["content"]).encode(), Path("office_info"))


def declare_office(connection: Connection, info: OfficeInfo) -> None:
    """Say, as the owner, what the office is: the last step of making one."""
    Rows(connection).put(office_info, name=OFFICE, content=info.to_text())


def mark_moved(connection: Connection, to: str) -> None:
    """Say where the office is now; raises as `read_office` does."""
    said = replace(read_office(connection), moved_to=to)
    Rows(connection).update(office_info, {"name": OFFICE}, content=said.to_text())


def begin_server(engine: Engine) -> None:
    """Make ready an empty database; what a killed program began is cleared.

    Raises `shared_office.has_office` or `.not_empty`.
    """
    with translating(), engine.begin() as connection:
        there = set(inspect(connection).get_table_names())
        if office_info.name in there and Rows(connection).one(office_info, name=OFFICE) is not None:
            raise EnvironmentProblem("shared_office.has_office")
        if there and office_info.name not in there:
            raise EnvironmentProblem("shared_office.not_empty", table=min(there))
        for metadata in (STATE, JOURNAL, SERVER):
            metadata.drop_all(connection)
        connection.execute(text(f"DROP TABLE IF EXISTS {_REVISION}"))
        SERVER.create_all(connection)


# --- roles ---------------------------------------------------------------------------------------------------------


def ensure_role(connection: Connection, name: str, password: str) -> None:
    """The program's role, made where it is not there.

    Raises `shared_office.same_role`, or `.role_missing` where the owner may not make one.
    """
    from psycopg import sql

    if connection.execute(text("SELECT current_user")).scalar() == name:
        raise EnvironmentProblem("shared_office.same_role", role=name)
    if connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name}).scalar():
        return
    mine = text("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
    if not connection.execute(mine).scalar():
        raise EnvironmentProblem("shared_office.role_missing", role=name)
    made = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), sql.Literal(password))
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute(made)


def grant(connection: Connection, role: str) -> None:
    """Let the program's role do its work on the owner's tables, and no more; what it had before is taken."""
    quoted = connection.dialect.identifier_preparer.quote(role)
    schema = connection.dialect.identifier_preparer.quote(
        str(connection.execute(text("SELECT current_schema()")).scalar())
    )
    statements = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {quoted}",
        f"GRANT USAGE ON SCHEMA {schema} TO {quoted}",
        f"GRANT SELECT ON {_REVISION} TO {quoted}",
    ]
    for metadata in (JOURNAL, STATE, SERVER):
        statements += [f"GRANT {_granted(table.name)} ON {table.name} TO {quoted}" for table in metadata.sorted_tables]
    for statement in statements:
        connection.exec_driver_sql(statement)


_GRANTED = {
    "chain_head": "SELECT, INSERT, UPDATE",
    "budget": "SELECT, INSERT",
    "keyring": "SELECT, UPDATE",
    "office_info": "SELECT, UPDATE",
    "blob_chunk": "SELECT, INSERT, DELETE",
}
"""What is less than all; a budget is moved by the trigger alone, which works as the owner."""


def _granted(table: str) -> str:
    if table in IMMUTABLE_TABLES:
        return "SELECT, INSERT"
    return _GRANTED.get(table, "SELECT, INSERT, UPDATE, DELETE")


def too_many_rights(connection: Connection) -> bool:
    """Whether the role could lift what guards the tables: a superuser, the owner, or one who may be the owner."""
    sql = (
        "SELECT bool_or(rolsuper) OR bool_or(pg_has_role(current_user, tableowner, 'MEMBER'))"
        " OR has_table_privilege(current_user, 'entry', 'UPDATE')"
        " OR has_schema_privilege(current_user, current_schema(), 'CREATE')"
        " FROM pg_tables, pg_roles WHERE schemaname = current_schema() AND tablename = 'entry'"
        " AND rolname = current_user"
    )
    return bool(connection.execute(text(sql)).scalar())


# --- presence ------------------------------------------------------------------------------------------------------


class Presence:
    """A desktop's stay in the shared office, from `enter` to `release`: a shared advisory lock of its own connection.

    What must not happen while others work (another data key, a move) takes the same lock for itself alone.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._in = False

    def enter(self) -> None:
        """Come in; raises `shared_office.busy` while somebody has the office alone."""
        with translating():
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if not connection.execute(text("SELECT pg_try_advisory_lock_shared(:key)"), {"key": _LOCK}).scalar():
                connection.close()
                raise EnvironmentProblem("shared_office.busy")
        self._connection, self._in = connection, True

    def stay(self) -> None:
        """Come in again where the connection broke; raises as `enter` does."""
        if not self._in:
            return
        try:
            if self._connection is not None:
                self._connection.execute(text("SELECT 1"))
                return
        except (DatabaseError, InterfaceError):
            self._let_go()
        self.enter()

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether nobody else is in; then nobody comes in before the block ends."""
        connection = self._connection
        if connection is None:
            yield False
            return
        with translating():
            taken = bool(connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _LOCK}).scalar())
        try:
            yield taken
        finally:
            if taken:
                with translating():
                    connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})

    def release(self) -> None:
        """Leave; a server that is away has let go by itself."""
        self._in = False
        self._let_go()
        self._engine.dispose()
