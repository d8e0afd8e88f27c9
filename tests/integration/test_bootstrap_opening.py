"""Signing in: back-ups before tables change, and waiting after wrong passwords."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from kmcase.bootstrap import Offices
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.persistence.backups import list_backups
from kmcase.persistence.rows import FOLD_VERSION
from kmcase.persistence.rows.office import checkpoint
from kmcase.persistence.statements import Rows
from kmcase.persistence.throttle import FREE_TRIES
from tests.sample import open_sample, sample_copy


def _remember_fold(folder: Path, version: int) -> None:
    office = open_sample(folder, "auditor")
    with office.engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql(f"UPDATE remembered SET content = '{version}' WHERE name = 'fold_version'")
    office.close()


def test_tables_are_built_anew_after_a_back_up(tmp_path: Path) -> None:
    folder = sample_copy(tmp_path)
    open_sample(folder, "auditor").close()
    assert list_backups(folder / "backups") == ()
    _remember_fold(folder, FOLD_VERSION - 1)
    office = open_sample(folder, "auditor")
    (made,) = list_backups(folder / "backups")
    sound = office.services.verification.verify().sound
    office.close()
    assert made.counts["entry"] > 0
    assert sound


def test_a_database_of_a_newer_program_is_refused_in_words_and_the_office_let_go(tmp_path: Path) -> None:
    folder = sample_copy(tmp_path)
    _remember_fold(folder, FOLD_VERSION + 1)
    for _ in range(2):
        with pytest.raises(EnvironmentProblem) as refused:
            open_sample(folder, "auditor")
        assert refused.value.code == "office_files.newer_database"
    assert list_backups(folder / "backups") == ()


def test_many_wrong_passwords_make_the_next_try_wait(tmp_path: Path) -> None:
    folder = sample_copy(tmp_path)
    offices = Offices(tmp_path / "settings")
    for _ in range(FREE_TRIES):
        with pytest.raises(DomainError) as refused:
            offices.sign_in(folder, "auditor", "guess")
        assert refused.value.code == "office_files.wrong_password"
    with pytest.raises(DomainError) as waits:
        offices.sign_in(folder, "auditor", "sample")
    assert waits.value.code == "office_files.too_many_tries"
    offices.sign_in(folder, "director", "sample").close()


def test_the_lock_waits_after_wrong_passwords_as_well(tmp_path: Path) -> None:
    office = open_sample(sample_copy(tmp_path), "auditor")
    office.unlock("sample")
    for _ in range(FREE_TRIES):
        with pytest.raises(DomainError):
            office.unlock("guess")
    with pytest.raises(DomainError) as waits:
        office.unlock("sample")
    office.close()
    assert waits.value.code == "office_files.too_many_tries"


def test_the_first_of_a_day_who_may_sign_seals_it_and_the_back_up_holds_the_seal(tmp_path: Path) -> None:
    folder = sample_copy(tmp_path)
    office = open_sample(folder, "officer1")
    with office.engine.connect() as connection:
        before = Rows(connection).all(checkpoint, reason="day")
    sealed = [office.services.verification.seal_day()]
    office.close()
    office = open_sample(folder, "finance1")
    office.back_up_daily()
    sealed.append(office.services.verification.seal_day())
    with office.engine.connect() as connection:
        kept = Rows(connection).all(checkpoint, reason="day")
    sound = office.services.verification.verify().sound
    (made,) = list_backups(folder / "backups")
    office.close()
    assert sealed == [False, False] and len(kept) == len(before) + 1 and sound
    assert datetime.fromisoformat(kept[0]["at"]) <= made.at


@pytest.mark.parametrize("login", ["officer1", "assistant1"])
def test_the_back_up_of_the_day_is_made_once_whoever_comes_first(tmp_path: Path, login: str) -> None:
    office = open_sample(sample_copy(tmp_path), login)
    made = [office.back_up_daily() for _ in range(2)]
    office.close()
    assert made == [True, False]
