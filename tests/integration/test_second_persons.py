"""The second person's password on the keyring of a real office: tried, throttled, and written nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from kmcase.application.budgets import AllowLate
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError
from kmcase.persistence.throttle import FREE_TRIES
from tests.sample import open_sample, sample_copy

OWN = "รหัสของผู้ปกครอง 1"
"""The director's; everybody else of the sample office has the other."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = sample_copy(tmp_path)
    office = open_sample(found, "director")
    office.services.staff.change_own_password("sample", OWN)
    office.close()
    return found


@contextmanager
def at_the_desk(folder: Path) -> Iterator[OpenOffice]:
    office = open_sample(folder, "finance1")
    yield office
    office.close()


def allow_late(office: OpenOffice, password: str) -> None:
    director = next(member for member in office.services.staff.list() if member.login == "director")
    office.services.budgets.allow_late(
        AllowLate(
            half=BudgetHalf(2567, 2),
            until=date(2024, 10, 31),
            document="บันทึก 1",
            reason="หนังสือมาช้า",
            approved_by=director.staff_id,
            second_password=password,
        )
    )


def bodies(office: OpenOffice) -> list[str]:
    with office.engine.connect() as connection:
        return [str(row) for row in connection.execute(text("SELECT * FROM entry"))]


@pytest.mark.parametrize("typed", ["เดา", "sample", f"{OWN} "])
def test_another_password_than_the_own_records_nothing(folder: Path, typed: str) -> None:
    with at_the_desk(folder) as office:
        before = len(bodies(office))
        with pytest.raises(DomainError) as refused:
            allow_late(office, typed)
        assert (refused.value.code, refused.value.field) == ("duties.second_password_wrong", "second_password")
        assert len(bodies(office)) == before


def test_the_own_password_records_and_stands_in_no_entry_and_no_log(folder: Path) -> None:
    with at_the_desk(folder) as office:
        before = len(bodies(office))
        with pytest.raises(DomainError):
            allow_late(office, "พิมพ์ผิดไป")
        allow_late(office, OWN)
        written = bodies(office)
        logs = office.folder.logs
    assert len(written) == before + 1
    lines = [path.read_text("utf-8") for path in logs.rglob("*") if path.is_file()]
    assert any(lines)
    assert not [one for one in (*written, *lines) if OWN in one or "พิมพ์ผิดไป" in one]


def test_wrong_tries_at_the_desk_make_the_sign_in_wait_too(folder: Path) -> None:
    offices = Offices(folder.parent / "settings")
    office = offices.sign_in(folder, "finance1", "sample")
    for _ in range(FREE_TRIES):
        with pytest.raises(DomainError):
            allow_late(office, "เดา")
    with pytest.raises(DomainError) as waits:
        allow_late(office, OWN)
    assert (waits.value.code, waits.value.field) == ("duties.second_waits", "second_password")
    assert waits.value.params["seconds"] > 0
    office.close()
    with pytest.raises(DomainError, match="too_many_tries"):
        offices.sign_in(folder, "director", OWN)
