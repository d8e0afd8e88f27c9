"""A database of the release before is brought up to date at its opening, and is guarded again afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence import migrations, schema
from kmcase.persistence.rows.pictures import picture_pair, picture_print
from kmcase.persistence.statements import Rows
from tests.builders import TestOffice, allot, register
from tests.state import state_of

SECOND = '''"""Keeps when an entry arrived."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("entry", sa.Column("arrived", sa.Text))
    op.execute("UPDATE entry SET arrived = 'before'")
    {more}
'''


def _next_release(folder: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> None:
    newest = SECOND.replace("{newest}", migrations.REVISIONS[-1])
    (folder / "v9999_arrived.py").write_text(newest.replace("{more}", more), "utf-8")
    monkeypatch.setattr(migrations, "REVISIONS", (*migrations.REVISIONS, "9999"))
    monkeypatch.setattr(migrations, "LOCATIONS", (*migrations.LOCATIONS, str(folder)))


def test_an_older_database_is_migrated_and_guarded_again(
    office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allot(office, 300_000)
    register(office)
    before = state_of(office.engine)
    _next_release(tmp_path, monkeypatch)
    assert schema.prepare(office.engine).missing_triggers == ()
    with office.engine.connect() as connection:
        assert migrations.revision(connection) == "9999"
        assert "arrived" in {column["name"] for column in inspect(connection).get_columns("entry")}
    assert state_of(office.engine) == before
    with pytest.raises(DatabaseError, match="KM001"), office.engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE entry SET arrived = 'later'")
    allot(office, 1)
    assert not schema.prepare(office.engine).needs_upgrade


def test_a_migration_that_breaks_off_leaves_the_database_as_it_was(
    office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(office)
    _next_release(tmp_path, monkeypatch, 'raise RuntimeError("killed")')
    with pytest.raises(RuntimeError, match="killed"):
        schema.prepare(office.engine)
    with office.engine.connect() as connection:
        state = schema.check(connection)
        assert migrations.revision(connection) == migrations.REVISIONS[-2]
        assert "arrived" not in {column["name"] for column in inspect(connection).get_columns("entry")}
    assert state.needs_upgrade
    assert state.missing_triggers == ()


def test_a_trigger_that_was_taken_away_is_told_even_where_a_migration_puts_it_back(
    office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, sql = ("keep_update_posting", "DROP TRIGGER keep_update_posting")
    if office.engine.dialect.name == "postgresql":
        name, sql = ("keep_posting", "DROP TRIGGER keep_posting ON posting")
    with office.engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql(sql)
    _next_release(tmp_path, monkeypatch)
    assert schema.prepare(office.engine).missing_triggers == (name,)
    assert schema.prepare(office.engine).missing_triggers == ()


def test_the_older_program_refuses_the_migrated_database(
    office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        _next_release(tmp_path, newer)
        schema.prepare(office.engine)
    with pytest.raises(EnvironmentProblem) as refused:
        schema.prepare(office.engine)
    assert refused.value.code == "office_files.newer_database"


def test_a_store_of_before_fingerprints_gets_their_tables_empty(office: TestOffice) -> None:
    register(office)
    with office.engine.execution_options(write=True).begin() as connection:
        for table in (picture_print, picture_pair):
            table.drop(connection)
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0003'")
    assert not schema.prepare(office.engine).needs_upgrade
    with office.engine.connect() as connection:
        assert Rows(connection).all(picture_print) == Rows(connection).all(picture_pair) == []
