"""The page of a real office: what it is, its area and who changed it, and exceptions of duties."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.duties import Duty, DutyService, GrantException
from kmcase.application.offices import OfficeService
from kmcase.application.permissions import allowed
from tests.builders import AREA, TestOffice, new_office, register
from tests.request_builders import open_request
from tests.ui.desks import Noted, a_desk, drain, error, send
from ui.ports import Desk
from ui.screens.office.view import OfficeView
from ui.widgets import Label

NEAR = "410102"


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    return new_office(tmp_path, signing_key="00" * 32)


def shown(qtbot: QtBot, office: TestOffice, login: str = "director") -> tuple[OfficeView, Desk]:
    """The screen with everything read."""
    work = office.work(login)
    desk = a_desk(
        SimpleNamespace(office=OfficeService(work)),
        actor=work.actor,
        may=lambda use_case: allowed(use_case, work.actor.roles),
    )
    view = OfficeView(desk)
    qtbot.addWidget(view)
    view.resize(1100, 680)
    view.show()
    view.show_record(None)
    drain(desk)
    return view, desk


def test_the_office_says_what_it_is_and_which_key_signs_for_it(qtbot: QtBot, office: TestOffice) -> None:
    view, _ = shown(qtbot, office)
    facts = [child.accessibleName() for child in view.key.findChildren(Label)]
    assert any("6668 7AAD" in fact for fact in facts)
    assert {each.subdistrict_code for each in view.area.items()} == set(AREA)


def test_another_area_has_an_order_and_a_reason_and_both_stay_to_be_read(qtbot: QtBot, office: TestOffice) -> None:
    view, desk = shown(qtbot, office)
    view.change.click()
    send(view, desk, area=AREA | {NEAR})
    assert error(view, "reference") and error(view, "reason")
    assert view.form is not None
    assert view.form._sentence.plain_text().startswith("มีผลทันที: เพิ่ม 1 ตำบล นำออก 0 ตำบล")
    send(view, desk, reference="คำสั่งกรม 9/2567", reason="รับโอนตำบล")
    assert view.form is None
    assert {each.subdistrict_code for each in view.area.items()} == AREA | {NEAR}
    newest, first = view.history.items()
    assert (newest.added, newest.removed) == ({NEAR}, frozenset())
    assert (newest.reference, newest.reason) == ("คำสั่งกรม 9/2567", "รับโอนตำบล")
    assert newest.made_by == office.work("director").actor.name
    assert first.area == AREA


def test_an_area_in_another_province_is_refused_beside_it_and_nothing_typed_is_lost(
    qtbot: QtBot, office: TestOffice
) -> None:
    view, desk = shown(qtbot, office)
    view.change.click()
    send(view, desk, area=frozenset({"500101"}), reference="คำสั่งกรม 9/2567", reason="รับโอนตำบล")
    assert error(view, "area") == "ตำบลต้องอยู่ในจังหวัดของสำนักงาน"
    assert view.form is not None and view.form.form.values()["reason"] == "รับโอนตำบล"
    send(view, desk, area=AREA)
    assert error(view, "area") == "พื้นที่เหมือนเดิม ยังไม่มีอะไรเปลี่ยน"


def test_an_exception_of_duties_names_both_duties_and_opens_its_request(qtbot: QtBot, office: TestOffice) -> None:
    request = open_request(office, register(office))
    both = (Duty.FACT_FINDER, Duty.PAYER)
    exception = GrantException(request_id=request, duties=both, staff_id="officer", reason="มีเจ้าหน้าที่คนเดียว")
    DutyService(office.work("director")).grant(exception)
    view, desk = shown(qtbot, office, "director")
    view.show_tab("exceptions")
    (item,) = view.exceptions.items()
    assert (item.reason, item.granted_by) == ("มีเจ้าหน้าที่คนเดียว", office.work("director").actor.name)
    view.exceptions.activated.emit(item)
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened == [("requests", request)]


def test_who_may_not_change_the_office_reads_it(qtbot: QtBot, office: TestOffice) -> None:
    view, _ = shown(qtbot, office, "auditor")
    view.presenter.begin()
    assert view.change.isHidden() and view.form is None
