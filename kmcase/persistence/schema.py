"""Make, open and check the tables of a store; build the state anew from the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import Connection, Engine, MetaData, Table, create_mock_engine, inspect, make_url
from sqlalchemy.sql.ddl import ExecutableDDLElement

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence import migrations
from kmcase.persistence.engine import memory_engine
from kmcase.persistence.looked_over import forget
from kmcase.persistence.refold import fold_everything, read_entries
from kmcase.persistence.rows import FOLD_VERSION, JOURNAL, STATE
from kmcase.persistence.rows.journal import remembered
from kmcase.persistence.statements import Rows
from kmcase.persistence.triggers import POSTGRES_FUNCTIONS, declared, drop_all, missing

IMMUTABLE_TABLES = frozenset(
    {
        "entry", "entry_body", "checkpoint", "posting", "opening_payment", "late_permission", "duty_exception",
        "decision", "drawal", "money_return", "voucher", "payment_receipt", "voucher_not_paid", "receipt_void",
        "receipt_scan", "field_handover", "field_unpaid",
    }
)  # fmt: skip
"""Tables whose rows no fold ever changes: what was entered, decided, numbered, paid, drawn, allowed or told stays."""
_ADDRESSES = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}
_FTS = (
    "CREATE VIRTUAL TABLE person_fts USING fts5"
    "(folded, content='person_search', content_rowid='row_no', tokenize='trigram', detail='none')"
)


@dataclass(frozen=True, slots=True)
class SchemaState:
    """What the check at the start found."""

    missing_triggers: tuple[str, ...]
    fold_version: int
    needs_upgrade: bool

    @property
    def needs_rebuild(self) -> bool:
        """Whether the tables were made by an older fold."""
        return self.fold_version < FOLD_VERSION


def create(engine: Engine) -> None:
    """All tables and triggers of a new store."""
    with engine.execution_options(write=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            for function in POSTGRES_FUNCTIONS[:1]:
                connection.exec_driver_sql(function)
        migrations.stamp_newest(connection, JOURNAL)
        create_state(connection)
        _guard(connection, JOURNAL)
        Rows(connection).put(remembered, name="fold_version", content=str(FOLD_VERSION))


def create_state(connection: Connection) -> None:
    """The state tables with their triggers, empty."""
    for sql in _state_ddl(connection.dialect.name):
        connection.exec_driver_sql(sql)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_FTS)
    else:
        for function in POSTGRES_FUNCTIONS:
            connection.exec_driver_sql(function)
    _guard(connection, STATE)


def drop_state(connection: Connection) -> None:
    """Away with the state tables (and their triggers)."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TABLE IF EXISTS person_fts")
    for table in reversed(STATE.sorted_tables):
        connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{table.name}"')


@cache
def _state_ddl(dialect: str) -> tuple[str, ...]:
    """What makes the state tables, spelt once: half of the time of making them anew went into it."""
    found: list[str] = []
    spelling = make_url(_ADDRESSES[dialect]).get_dialect()()

    def spell(ddl: ExecutableDDLElement, *_: object, **__: object) -> None:
        found.append(str(ddl.compile(dialect=spelling)))

    STATE.create_all(create_mock_engine(_ADDRESSES[dialect], spell), checkfirst=False)
    return tuple(found)


def _guard(connection: Connection, metadata: MetaData) -> None:
    for sql in wanted_triggers(connection.dialect.name, metadata.sorted_tables).values():
        connection.exec_driver_sql(sql)


def wanted_triggers(dialect: str, tables: Iterable[Table]) -> Mapping[str, str]:
    """The declared triggers of some tables."""
    return declared(dialect, tables, IMMUTABLE_TABLES)


def check(connection: Connection) -> SchemaState:
    """Look at versions and triggers; raises `office_files.newer_database` for one from a newer program."""
    if not inspect(connection).has_table(remembered.name):
        raise EnvironmentProblem("office_files.not_a_store")
    migrations.refuse_newer(connection)
    version = _fold_version(connection)
    if version > FOLD_VERSION:
        raise EnvironmentProblem("office_files.newer_database")
    wanted = all_triggers(connection.dialect.name)
    return SchemaState(
        missing_triggers=missing(connection, wanted),
        fold_version=version,
        needs_upgrade=migrations.needs_upgrade(connection),
    )


def of_older_fold(connection: Connection) -> bool:
    """Whether the tables are to be built anew, which is all that is looked at."""
    return _fold_version(connection) < FOLD_VERSION


def _fold_version(connection: Connection) -> int:
    row = Rows(connection).one(remembered, name="fold_version")
    return int(row["content"]) if row else 0


def all_triggers(dialect: str) -> Mapping[str, str]:
    """Every declared trigger of a dialect."""
    return wanted_triggers(dialect, (*JOURNAL.sorted_tables, *STATE.sorted_tables))


def changed_tables(connection: Connection) -> tuple[str, ...]:
    """Names of state tables and indexes that are not as they are made; looked at on SQLite, where a file is at hand."""
    if connection.dialect.name != "sqlite":
        return ()
    found = _made(connection)
    return tuple(sorted(name for name, sql in _as_made().items() if found.get(name) != sql))


@cache
def _as_made() -> Mapping[str, str]:
    with memory_engine().begin() as fresh:
        create_state(fresh)
        return _made(fresh)


def _made(connection: Connection) -> dict[str, str]:
    sql = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
    return {row[0]: row[1] for row in connection.exec_driver_sql(sql)}


def prepare(engine: Engine) -> SchemaState:
    """Check a store at the start; an older one is migrated, tables of an older fold are built anew from the journal.

    Triggers that are missing now are told of; a migration or a rebuild puts them in place again.
    """
    with engine.connect() as connection:
        state = check(connection)
    gone = state.missing_triggers
    if state.needs_upgrade:
        upgrade(engine)
    if state.needs_rebuild:
        rebuild(engine)
    if state.needs_upgrade or state.needs_rebuild:
        with engine.connect() as connection:
            state = replace(check(connection), missing_triggers=gone)
    return state


def upgrade(engine: Engine) -> None:
    """Migrate journal and local tables: triggers away first, declared ones back last, in one transaction."""
    with engine.execution_options(write=True).begin() as connection:
        drop_all(connection)
        migrations.upgrade(connection)
        for metadata in (JOURNAL, STATE):
            _guard(connection, metadata)


def rebuild(engine: Engine) -> None:
    """The state tables anew from the journal, in one transaction."""
    with engine.execution_options(write=True).begin() as connection:
        drop_state(connection)
        create_state(connection)
        fold_everything(connection, read_entries(connection))
        forget(Rows(connection))
        Rows(connection).put(remembered, name="fold_version", content=str(FOLD_VERSION))
