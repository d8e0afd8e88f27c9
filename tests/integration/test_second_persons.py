"""The second person's password on the keyring of a real office: tried, throttled, and written nowhere."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Row, inspect, text

from kmcase.application.budgets import AllowLate
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError
from kmcase.domain.staff import StaffMember
from kmcase.persistence.keyring import Keyring
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.throttle import FREE_TRIES
from tests.integration.test_staff_sign_in import NEW
from tests.integration.test_tampering import told
from tests.sample import CHEAP, sample_copy

OWN = "รหัสของผู้ปกครอง 1"
"""The director's; everybody else of the sample office has the other."""
REASON = "หนังสือมาช้า"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = sample_copy(tmp_path)
    with signed_in(found, "director") as office:
        office.services.staff.change_own_password("sample", OWN)
    return found


def signed_in(folder: Path, login: str, password: str = "sample") -> closing[OpenOffice]:
    return closing(Offices(folder.parent / "settings", cost=CHEAP).sign_in(folder, login, password))


def at_the_desk(folder: Path) -> closing[OpenOffice]:
    return signed_in(folder, "finance1")


def member(office: OpenOffice, login: str) -> StaffMember:
    return next(found for found in office.services.staff.list() if found.login == login)


def allow_late(office: OpenOffice, password: str, by: str = "director") -> None:
    office.services.budgets.allow_late(
        AllowLate(
            half=BudgetHalf(2567, 2),
            until=date(2024, 10, 31),
            document="บันทึก 1",
            reason=REASON,
            approved_by=member(office, by).staff_id,
            second_password=password,
        )
    )


def stored(office: OpenOffice) -> list[str]:
    """Every row of every table as text: heads and bodies of the journal, drafts, and what is folded from them."""
    with office.engine.connect() as connection:
        return [str(row) for table in inspect(connection).get_table_names() for row in rows_of(connection, table)]


def rows_of(connection: Connection, table: str) -> list[Row[Any]]:
    return list(connection.execute(text(f'SELECT * FROM "{table}"')))


def entries(office: OpenOffice) -> int:
    with office.engine.connect() as connection:
        return len(rows_of(connection, "entry_body"))


@pytest.mark.parametrize("typed", ["เดา", "sample", f"{OWN} "])
def test_another_password_than_the_own_records_nothing(folder: Path, typed: str) -> None:
    with at_the_desk(folder) as office:
        before = entries(office)
        with pytest.raises(DomainError) as refused:
            allow_late(office, typed)
        assert (refused.value.code, refused.value.field) == ("duties.second_password_wrong", "second_password")
        assert entries(office) == before


def test_the_own_password_records_and_stands_in_no_entry_and_no_log(folder: Path) -> None:
    with at_the_desk(folder) as office:
        before = entries(office)
        with pytest.raises(DomainError):
            allow_late(office, "พิมพ์ผิดไป")
        allow_late(office, OWN)
        assert entries(office) == before + 1
        written = stored(office)
        logs = office.folder.logs
    assert len([row for row in written if REASON in row]) == 2, "looked for where it would stand: body and table"
    lines = [path.read_text("utf-8") for path in logs.rglob("*") if path.is_file()]
    assert any(lines)
    assert not [one for one in (*written, *lines) if OWN in one or "พิมพ์ผิดไป" in one]


def test_a_password_that_somebody_else_set_confirms_nothing_until_its_user_changes_it(folder: Path) -> None:
    lent = "ตั้งให้ก่อนนะ 1"
    with signed_in(folder, "director", OWN) as office:
        office.services.staff.reset_password(member(office, "finance1").staff_id, lent, "ลืม")
        before = entries(office)
        with pytest.raises(DomainError) as refused:
            allow_late(office, lent, "finance1")
        assert (refused.value.code, refused.value.field) == ("duties.second_password_lent", "second_password")
        assert entries(office) == before
    with signed_in(folder, "finance1", lent) as office:
        with pytest.raises(DomainError, match="password_same"):
            office.services.staff.change_own_password(lent, lent)
        office.services.staff.change_own_password(lent, "ของการเงินเอง 1")
    with signed_in(folder, "director", OWN) as office:
        allow_late(office, "ของการเงินเอง 1", "finance1")


def test_a_keyring_that_was_swapped_confirms_nothing_and_is_named(folder: Path) -> None:
    file = OfficeFolder(folder).keyring
    good, keyring = file.read_bytes(), Keyring.load(file, cost=CHEAP)
    swapped = keyring.with_reset_password(keyring.unlock("officer1", "sample"), "social1", "ของฉันเอง 1")
    swapped.with_password("social1", "ของฉันเอง 1", "ของฉันเอง 2").save(file)
    with at_the_desk(folder) as office:
        before = entries(office)
        with pytest.raises(DomainError) as refused:
            allow_late(office, "ของฉันเอง 2", "social1")
        assert (refused.value.code, refused.value.field) == ("duties.second_key_differs", "second_password")
        assert entries(office) == before
        assert any("social1" in said for said in told(office.services.verification.verify()))
        file.write_bytes(good)
        assert office.services.verification.verify().sound


def test_a_reset_of_the_program_is_told_so_that_the_office_verifies_and_the_own_change_confirms(folder: Path) -> None:
    with signed_in(folder, "director", OWN) as office:
        office.services.staff.reset_password(member(office, "finance1").staff_id, "ตั้งให้ก่อนนะ 1", "ลืม")
    with signed_in(folder, "finance1", "ตั้งให้ก่อนนะ 1") as office:
        office.services.staff.change_own_password("ตั้งให้ก่อนนะ 1", "ของการเงินเอง 1")
        assert office.services.verification.verify().sound
    with signed_in(folder, "admin") as office:
        office.services.staff.add(NEW)
        assert office.services.verification.verify().sound


def test_wrong_tries_at_the_desk_wait_for_who_asks_and_leave_the_colleagues_sign_in_open(folder: Path) -> None:
    offices = Offices(folder.parent / "settings")
    with closing(offices.sign_in(folder, "finance1", "sample")) as office:
        for _ in range(FREE_TRIES):
            with pytest.raises(DomainError):
                allow_late(office, "เดา")
        with pytest.raises(DomainError) as waits:
            allow_late(office, OWN)
        assert (waits.value.code, waits.value.field) == ("duties.second_waits", "second_password")
        assert waits.value.params["seconds"] > 0
    offices.sign_in(folder, "director", OWN).close()
    with closing(offices.sign_in(folder, "finance1", "sample")) as office, pytest.raises(DomainError) as still:
        allow_late(office, OWN)
    assert still.value.code == "duties.second_waits", "signing in anew does not shorten it"


def test_the_log_keeps_who_tried_a_wrong_password_for_whom_by_id_alone(folder: Path) -> None:
    with at_the_desk(folder) as office:
        asker, second = member(office, "finance1"), member(office, "director")
        with pytest.raises(DomainError):
            allow_late(office, "เดารหัส")
        lines = [line for path in office.folder.logs.iterdir() for line in path.read_text("utf-8").splitlines()]
    (kept,) = [line for line in lines if "duties.second_password_wrong" in line]
    assert f"asker={asker.staff_id} second={second.staff_id}" in kept
    for told_nowhere in ("เดารหัส", second.name, second.login, asker.name):
        assert not [line for line in lines if told_nowhere in line]
