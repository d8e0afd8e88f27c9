"""The office and its numbers on a real office: what holds on a day, and the office's own number."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.permissions import allowed
from kmcase.application.staff import OfficeService
from kmcase.domain.money import Baht
from kmcase.messages import Catalogue
from kmcase.rules.regulations import shipped_regulations
from kmcase.thai.calendar import bangkok_date
from tests.builders import TestOffice, new_office
from tests.ui.desks import a_desk
from ui.ports import Desk, ManualJobs
from ui.screens.regulations.columns import certainty_mark, value_said
from ui.screens.regulations.view import RegulationsView

PER_TIME = "aid.low_income.max_per_time"


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return new_office(tmp_path)


def shown(qtbot: QtBot, office: TestOffice, login: str = "director") -> tuple[RegulationsView, Desk]:
    """The screen with everything read."""
    work = office.work(login)
    desk = a_desk(
        SimpleNamespace(office=OfficeService(work)),
        actor=work.actor,
        today=lambda: bangkok_date(office.clock.now()),
        may=lambda use_case: allowed(use_case, work.actor.roles),
    )
    view = RegulationsView(desk)
    qtbot.addWidget(view)
    view.resize(1100, 680)
    view.show()
    view.show_record(None)
    drain(desk)
    return view, desk


def drain(desk: Desk) -> None:
    """Run what waits."""
    assert isinstance(desk.jobs, ManualJobs)
    desk.jobs.drain()


def said(view: RegulationsView, key: str) -> str:
    """The value of a number as the list says it."""
    number = next(one for one in view.list.items() if one.key == key)
    return Catalogue("th").render(value_said(number))


def test_every_number_has_its_name_in_both_languages() -> None:
    keys = shipped_regulations().keys
    assert [f"regulations.key.{key}" for key in keys if not Catalogue("th").text(f"regulations.key.{key}")] == []
    assert [f"regulations.key.{key}" for key in keys if not Catalogue("en").text(f"regulations.key.{key}")] == []


def test_the_numbers_of_a_day_are_shown_with_their_units(qtbot: QtBot, office: TestOffice) -> None:
    view, desk = shown(qtbot, office)
    assert said(view, PER_TIME) == "3,000.00 บาท"
    assert said(view, "aid.emergency.max_times_per_year") == "ไม่จำกัด"
    assert said(view, "aid.emergency.max_per_time") == "3,000.00 บาท"
    view.day.set_value(date(2021, 7, 22))
    drain(desk)
    assert said(view, "aid.emergency.max_per_time") == "2,000.00 บาท"


def test_what_is_not_certain_carries_a_mark(qtbot: QtBot, office: TestOffice) -> None:
    view, _ = shown(qtbot, office)
    marks = {one.key: Catalogue("th").render(certainty_mark(one).said) for one in view.list.items()}
    assert marks[PER_TIME] == "ยืนยันแล้ว"
    warns = "เตือนเท่านั้น"
    assert (marks["pay.committee_min"], marks["eligibility.max_income_year"]) == (warns, warns)


def test_the_director_enters_a_number_with_its_day_document_and_reason(qtbot: QtBot, office: TestOffice) -> None:
    view, desk = shown(qtbot, office)
    view.list.select_key(PER_TIME)
    view.begin()
    assert view.form is not None
    form = view.form.form
    form.editor("value").set_value(Baht.of(2500))
    form.editor("valid_from").set_value(date(2024, 7, 1))
    form.editor("valid_to").set_value(date(2024, 6, 1))
    view.form.action.click()
    drain(desk)
    assert form._boxes["reference"].error is not None and form._boxes["reason"].error is not None
    form.editor("reference").set_value("คำสั่งกรม 12/2567")
    form.editor("reason").set_value("งบประมาณจำกัด")
    view.form.action.click()
    drain(desk)
    assert form._boxes["valid_to"].error is not None
    form.editor("valid_to").set_value(None)
    view.form.action.click()
    drain(desk)
    assert view.form is None and said(view, PER_TIME) == "3,000.00 บาท"
    view.day.set_value(date(2024, 7, 1))
    drain(desk)
    assert said(view, PER_TIME) == "2,500.00 บาท"


def test_others_read_and_change_nothing(qtbot: QtBot, office: TestOffice) -> None:
    view, _ = shown(qtbot, office, "officer")
    view.list.select_key(PER_TIME)
    view.begin()
    assert view.form is None and view.change.isHidden()
