"""What a case assistant of the community is offered in the window: their clients, and nothing of people or money."""

from __future__ import annotations

import pytest

from kmcase.application.agencies import AgencyService
from kmcase.application.overview import OverviewService
from kmcase.application.permissions import ALLOWED, allowed
from kmcase.application.read.offices import StaffItem
from kmcase.application.read.today import Task
from kmcase.application.staff import StaffService
from kmcase.application.today import TodayService
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.errors import DomainError
from kmcase.domain.staff import Role
from tests.builders import TestOffice, register
from tests.case_builders import a_case, cases, join
from tests.clocks import Clocks
from ui.app import SCREENS

ASSISTANT = frozenset({Role.CASE_ASSISTANT})
OFFERED = {"today", "my_day", "cases", "conferences", "agencies", "beds", "casework", "exchange", "staff", "office"}
NOT_THEIRS = (
    "people.", "households.", "requests.", "visits.", "budgets.", "meetings.", "batches.", "payments.", "ledger.",
    "followups.", "controls.", "duplicates.", "other_payments.", "reconciliation.", "audits.", "pictures.", "imports.",
    "conflicts.", "partners.", "appointments.", "lessons.", "publicity.", "documents.", "laptops.read", "office.backup",
)  # fmt: skip


def test_of_all_screens_an_assistant_is_offered_those_of_cases_and_the_day() -> None:
    assert {screen.key for screen in SCREENS if allowed(screen.use_case, ASSISTANT)} == OFFERED


@pytest.mark.parametrize("use_case", sorted(name for name in ALLOWED if name.startswith(NOT_THEIRS)))
def test_nothing_of_register_money_and_controls_is_an_assistants(use_case: str) -> None:
    assert not allowed(use_case, ASSISTANT)


def test_their_day_counts_work_of_their_clients_alone(office: TestOffice) -> None:
    page = TodayService(office.work("assistant"), Clocks()).page()
    assert {item.task for item in page.tasks} <= {Task.TELL_REFERRER, Task.LOOK_AFTER, Task.CONFERENCE_COMING}
    assert (page.visits, page.budget, page.chain, page.care) == (None, None, None, None)


def test_the_search_of_the_window_finds_them_nobody(office: TestOffice) -> None:
    register(office, first_name="สมศรี")
    found = OverviewService(office.work("assistant"), Clocks()).search("สมศรี")
    assert found == ()


def test_of_staff_they_see_names_and_no_relatives(office: TestOffice) -> None:
    officer = StaffService(office.work("officer"), None)  # type: ignore[arg-type]
    officer.declare_relative("นางสมใจ", None, "มารดา")
    assert any(item.relatives for item in _items(office, "officer"))
    assert not any(item.relatives for item in _items(office, "assistant"))


def _items(office: TestOffice, login: str) -> tuple[StaffItem, ...]:
    class NoKeys:
        def signers(self) -> frozenset[str]:
            return frozenset()

    return StaffService(office.work(login), NoKeys()).items()  # type: ignore[arg-type]


def test_they_see_their_clients_and_the_directory(office: TestOffice) -> None:
    own, other = a_case(office), a_case(office)
    join(office, own, "assistant", TeamRole.ASSISTANT)
    assert [item.case_id for item in cases(office, "assistant").list().items] == [own]
    with pytest.raises(DomainError, check=lambda error: error.code == "cases.unknown"):
        cases(office, "assistant").page(other)
    assert AgencyService(office.work("assistant")).list() == ()
