"""Commits that are made to last at the end alone, for what is made anew where it breaks off."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from kmcase.persistence.engine import lasting_at_the_end, sqlite_engine

_OFF, _FULL = 0, 2


def synchronous(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())


def test_commits_are_awaited_again_afterwards_and_nothing_is_lost(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "office.db", bytes(32))
    assert synchronous(engine) == _FULL
    with lasting_at_the_end(engine):
        assert synchronous(engine) == _OFF
        with engine.execution_options(write=True).begin() as connection:
            connection.exec_driver_sql("CREATE TABLE kept (number INTEGER)")
            connection.exec_driver_sql("INSERT INTO kept VALUES (7)")
    assert synchronous(engine) == _FULL
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT number FROM kept").scalar_one() == 7
    engine.dispose()


def test_commits_are_awaited_again_after_a_failure_too(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "office.db", bytes(32))
    try:
        with lasting_at_the_end(engine):
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        assert synchronous(engine) == _FULL
    engine.dispose()
