"""The budget screen with real services on a real temporary office."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.read.budgets import MonthFigures, planned_by
from kmcase.application.work import Actor
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.meetings import Outcome
from kmcase.domain.money import Baht
from kmcase.domain.samples import VerificationClosed
from tests.builders import FIRST_HALF, SECOND_HALF, STAFF, TestOffice, allot, new_office, password_of, register
from tests.paper import printing
from tests.request_builders import TODAY, decide, ready_request
from tests.ui.desks import Noted, a_desk, drain
from ui.ports import Desk
from ui.screens.budget.actions import Action
from ui.screens.budget.figures import halves_to_choose
from ui.screens.budget.view import BudgetView

MONTHS = tuple(
    MonthFigures(
        year=2024,
        month=month,
        plan=Baht.of(1000),
        paid=Baht.zero(),
        families=0,
        needed=Baht.zero(),
        approved=Baht.zero(),
    )
    for month in range(4, 10)
)


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    """An office without money."""
    return new_office(tmp_path)


def desk_of(office: TestOffice, tmp_path: Path, login: str = "finance", may: Any = lambda use_case: True) -> Desk:
    """A desk of a member of staff over real services."""
    work = office.work(login)
    services = SimpleNamespace(
        budgets=office.budgets(login),
        people=office.people(login),
        staff=SimpleNamespace(list=lambda: staff_of(office)),
        printing=printing(office, tmp_path, login),
    )
    actor = Actor(staff_id=login, name=STAFF[login][0], roles=STAFF[login][1], workstation="ทดสอบ")
    assert work.actor.staff_id == login
    return a_desk(services, actor=actor, today=lambda: TODAY, may=may)


def staff_of(office: TestOffice) -> tuple[Any, ...]:
    """All members of staff, as the staff service lists them."""
    with office.work("director").read("staff.list") as reading:
        return reading.staff.members()


def shown(qtbot: QtBot, desk: Desk, record_id: str | None = None) -> BudgetView:
    """The screen, with everything read."""
    view = BudgetView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.show_record(record_id)
    drain(desk)
    return view


def fill(view: BudgetView, desk: Desk, **values: object) -> None:
    """Type values and press the main action."""
    form = view._form
    assert form is not None
    for name, value in values.items():
        form.form.editor(name).set_value(value)
    form.form.main_action.emit()
    drain(desk)


def test_a_half_without_money_says_what_to_do_next(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    view = shown(qtbot, desk_of(office, tmp_path))
    assert view._whole.currentWidget() is view.empty
    assert view.half.value() == SECOND_HALF


def test_the_figures_are_those_of_the_half(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    allot(office, 300_000)
    decide(office, ready_request(office, register(office)), Outcome.APPROVED)
    view = shown(qtbot, desk_of(office, tmp_path))
    assert "297,000.00" in view.gauge.accessibleName()
    assert [item.available_after for item in view.postings.items()] == [Baht.of(297_000), Baht.of(300_000)]
    assert view.share.plain_text() == "อนุมัติได้ร้อยละ 60.0 ของที่จำเป็น ส่วนที่ขาด 2,000.00 บาท"


def test_a_half_that_is_over_and_one_that_is_closed_say_so(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    allot(office, 300_000)
    desk = desk_of(office, tmp_path)
    view = shown(qtbot, desk, SECOND_HALF.budget_id)
    assert not view.state.isVisible()
    view.presenter.choose(FIRST_HALF)
    drain(desk)
    assert (view.state.isVisible(), view.closed.plain_text()) == (True, "")
    assert desk.texts.text("budgets.half_over") in view.state.accessibleName()
    with office.work("director").begin("followups.close") as unit:
        figures = {"asked": 30, "unanswered": 2, "differing": 1, "most_bad": 0}
        unit.record(VerificationClosed(half=FIRST_HALF, sample_id="s", reason="", **figures))
        changes = unit.commit("").changes
    view.apply_changes(changes)
    drain(desk)
    assert desk.texts.text("budgets.half_closed") in view.state.accessibleName()
    assert STAFF["director"][0] in view.closed.plain_text()
    assert "30" in view.closed.plain_text()


def test_the_director_allots_and_the_window_hears_of_it(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    desk = desk_of(office, tmp_path, "director")
    view = shown(qtbot, desk)
    view.begin("allot")
    fill(view, desk, amount=Baht.of(300_000), on=TODAY, document="หนังสือ พมจ. 1/2567")
    assert office.budgets().page(SECOND_HALF).budget.allotted == Baht.of(300_000)
    assert isinstance(desk.navigation, Noted)
    assert "budget" in desk.navigation.changes[0]
    view.apply_changes(desk.navigation.changes[0])
    drain(desk)
    assert view._whole.currentWidget() is not view.empty


def test_a_form_says_what_will_happen_with_the_numbers(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    allot(office, 500_000, FIRST_HALF)
    desk = desk_of(office, tmp_path)
    view = shown(qtbot, desk, "2567/1")
    view.begin("transfer")
    assert view._form is not None
    view._form.form.editor("amount").set_value(Baht.of(20_000))
    assert view._form._sentence.plain_text() == ("โอน 20,000.00 บาท จากครึ่งปี 2567/1 ซึ่งเหลือ 500,000.00 บาท ไปครึ่งปี 2567/2")


def test_a_transfer_offers_everybody_but_oneself(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    allot(office, 500_000, FIRST_HALF)
    desk = desk_of(office, tmp_path)
    view = shown(qtbot, desk, "2567/1")
    view.begin("transfer")
    given = {
        "amount": Baht.of(20_000),
        "on": TODAY,
        "document": "บันทึก 7/2567",
        "reason": "งวดแรกเหลือ",
        "target": SECOND_HALF,
    }
    fill(view, desk, **given, approved_by="finance", second_password=password_of("finance"))
    assert view._form is not None and view._form.form.missing() == ("approved_by",)
    for outside in ("auditor", "admin"):
        view._form.form.editor("approved_by").set_value(outside)
        assert view._form.form.editor("approved_by").value() is None
    fill(view, desk, **given, approved_by="director", second_password=password_of("director"))
    assert office.budgets().page(SECOND_HALF).budget.allotted == Baht.of(20_000)


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    allot(office, 500_000, FIRST_HALF)
    desk = desk_of(office, tmp_path)
    view = shown(qtbot, desk, "2567/1")
    view.begin("transfer")
    fill(
        view,
        desk,
        amount=Baht.of(900_000),
        on=TODAY,
        document="บันทึก",
        reason="งวดแรกเหลือ",
        target=SECOND_HALF,
        approved_by="director",
        second_password=password_of("director"),
    )
    assert view._form is not None
    box = view._form.form._boxes["amount"]
    assert box.error is not None and box.error.key == "budgets.error.not_free"
    assert view._form.form.values()["document"] == "บันทึก"


def test_the_plan_is_typed_by_month(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    allot(office, 300_000)
    desk = desk_of(office, tmp_path)
    view = shown(qtbot, desk)
    view.begin("plan")
    fill(view, desk, **{"2024-04": Baht.of(50_000), "2024-05": Baht.of(40_000)})
    plans = [month.plan for month in office.budgets().page(SECOND_HALF).months]
    assert plans[:3] == [Baht.of(50_000), Baht.of(40_000), Baht.zero()]


def test_history_is_entered_for_a_person_who_is_searched(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    allot(office, 300_000)
    person_id = register(office, first_name="คำปอน")
    desk = desk_of(office, tmp_path)
    view = shown(qtbot, desk)
    view.begin("opening")
    assert view._form is not None
    view._form.form.editor("search").set_value("คำปอน")
    drain(desk)
    assert view._form.form.values()["person"] == person_id
    fill(view, desk, amount=Baht.of(2000), paid_on=date(2024, 4, 20), voucher_number="เดิม 1", document="ทะเบียนคุมเดิม")
    assert office.budgets().openings()[0].payee_name == "นางคำปอน ศรีสุข"


def test_who_may_only_read_sees_no_action(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    allot(office, 300_000)
    desk = desk_of(office, tmp_path, "auditor", may=lambda use_case: use_case == "budgets.read")
    view = shown(qtbot, desk)
    assert not any(button.isVisible() for button in view._buttons.values())
    view.begin("allot")
    assert view._form is None


def test_the_report_is_previewed(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    allot(office, 300_000)
    desk = desk_of(office, tmp_path)
    view = shown(qtbot, desk)
    view.presenter.print_report()
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    pdf, title = desk.navigation.papers[0]
    assert pdf.startswith(b"%PDF") and title == "รายงานงบประมาณ"


def test_it_speaks_english_at_once(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    allot(office, 300_000)
    desk = desk_of(office, tmp_path)
    view = shown(qtbot, desk)
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert view._tabs.tabText(0) == "Postings"
    assert view._buttons[Action.PLAN].text() == "Monthly plan"


@pytest.mark.parametrize(
    ("day", "planned"), [(date(2024, 3, 31), 0), (date(2024, 4, 1), 1000), (date(2024, 12, 1), 6000)]
)
def test_the_plan_by_today_counts_the_months_begun(day: date, planned: int) -> None:
    assert planned_by(MONTHS, day) == Baht.of(planned)


def test_without_a_plan_there_is_no_line_for_it() -> None:
    assert planned_by((), TODAY) is None


def test_both_halves_of_this_year_can_always_be_chosen() -> None:
    assert halves_to_choose([BudgetHalf(2566, 2)], TODAY) == (SECOND_HALF, FIRST_HALF, BudgetHalf(2566, 2))
