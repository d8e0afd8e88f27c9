from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from kmcase.application.access import NewOffice, NewUser
from kmcase.application.lists import ColumnKind, ExportColumn
from kmcase.application.overview import OverviewService
from kmcase.application.read.overview import Status
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.clock import FixedClock
from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.staff import Role
from kmcase.messages import Catalogue
from kmcase.persistence.key_wrapping import Argon2Cost
from tests.clocks import NOW, Clocks

CHEAP = Argon2Cost(memory_kib=8, passes=1)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> tuple[Offices, Path]:
    root = tmp_path_factory.mktemp("overview")
    made = Offices(root, clock=FixedClock(NOW), cost=CHEAP)
    roles = {"admin": {Role.ADMINISTRATOR}, "finance": {Role.FINANCE}}
    users = tuple(
        NewUser(login=login, name=f"ผู้ใช้ {login}", position="", roles=frozenset(held), password="long enough")
        for login, held in roles.items()
    )
    office = NewOffice(
        folder=root / "one.office", name="นิคมทดสอบ", kind=OfficeKind.SETTLEMENT, province_code="41",
        area=frozenset({"410113"}), short_code="ทส", fiscal_year=2567, allotted=(Baht.of(500_000), Baht.of(300_000)),
        document="พม 1/2566", users=users,
    )  # fmt: skip
    made.create(office)
    return made, office.folder


def status_for(offices: tuple[Offices, Path], login: str, clocks: Clocks | None = None) -> Status:
    opened: OpenOffice = offices[0].sign_in(offices[1], login, "long enough")
    try:
        return OverviewService(opened.work, clocks or Clocks()).status()
    finally:
        opened.close()


def test_the_half_of_today_shows_what_is_left_of_it(offices: tuple[Offices, Path]) -> None:
    half = status_for(offices, "finance").half

    assert half is not None
    assert (half.half, half.allotted, half.available) == (BudgetHalf(2567, 2), Baht.of(300_000), Baht.of(300_000))


def test_an_administrator_sees_no_money(offices: tuple[Offices, Path]) -> None:
    assert status_for(offices, "admin").half is None


def test_a_new_office_has_nothing_to_be_told(offices: tuple[Offices, Path]) -> None:
    assert status_for(offices, "admin").problems == ()


def test_problems_are_told_the_gravest_first(offices: tuple[Offices, Path]) -> None:
    clocks = Clocks(backup=timedelta(days=3), medium=timedelta(days=20), free=90_000_000, gone=("a", "b"), lent=True)

    said = [problem.said for problem in status_for(offices, "admin", clocks).problems]

    assert [one.key for one in said] == [
        "shell.problem.triggers", "shell.problem.low_space", "shell.problem.backup_old",
        "office_files.warning.second_medium_old",
    ]  # fmt: skip
    assert Catalogue().render(said[2]) == "ไม่ได้สำรองข้อมูลมา 3 วัน"


def test_who_works_with_a_password_of_somebody_else_is_told_until_it_is_the_own(
    offices: tuple[Offices, Path],
) -> None:
    with closing(offices[0].sign_in(offices[1], "finance", "long enough")) as opened:
        told = [(problem.said.key, problem.noun) for problem in opened.status().problems]
        assert told == [("shell.problem.password_lent", "staff")]
        opened.services.staff.change_own_password("long enough", "longer still")
        assert opened.status().problems == ()
        opened.services.staff.change_own_password("longer still", "long enough")
    assert status_for(offices, "admin").problems == ()


def test_a_copy_that_was_never_made_is_asked_for(offices: tuple[Offices, Path]) -> None:
    (problem,) = status_for(offices, "admin", Clocks(backup=timedelta(hours=2))).problems

    assert (problem.said.key, problem.noun) == ("office_files.warning.second_medium_never", "backup")


def test_yesterdays_backup_on_two_media_is_well(offices: tuple[Offices, Path]) -> None:
    clocks = Clocks(backup=timedelta(days=1), medium=timedelta(days=7))

    assert status_for(offices, "admin", clocks).problems == ()


def test_a_search_in_an_empty_register_finds_nothing_for_anybody(offices: tuple[Offices, Path]) -> None:
    for login in ("admin", "finance"):
        opened = offices[0].sign_in(offices[1], login, "long enough")
        assert opened.search("สม") == ()
        opened.close()


def test_a_list_leaves_as_workbook_and_paper(offices: tuple[Offices, Path]) -> None:
    opened = offices[0].sign_in(offices[1], "finance", "long enough")
    columns = (
        ExportColumn(title="ชื่อ", kind=ColumnKind.TEXT, width=200),
        ExportColumn(title="เงิน", kind=ColumnKind.MONEY, width=120),
    )
    rows = (("สมหญิง", Baht.of(3000)), ("=1+1", Baht(50)), ("ไม่มี", None))

    sheet = openpyxl.load_workbook(BytesIO(opened.exporter.workbook("ทะเบียน", columns, rows))).active
    paper = opened.exporter.paper("ทะเบียน", columns, rows)
    opened.close()

    assert [cell.value for cell in sheet[3]] == ["สมหญิง", 3000]
    assert sheet["A4"].data_type == "s"
    assert [cell.value for cell in sheet[6]] == ["รวม", 3000.5]
    assert paper.startswith(b"%PDF")
