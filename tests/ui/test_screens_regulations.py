"""The numbers of a real office: what holds on a day, every time of one, and the office's own number."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from pytestqt.qtbot import QtBot

from kmcase.application.offices import OfficeService
from kmcase.domain.money import Baht
from kmcase.messages import Catalogue
from tests.builders import TestOffice
from tests.ui.desks import drain, error, office_desk, send
from ui.ports import Desk
from ui.screens.regulations.columns import TIMES, effect_mark, value_said
from ui.screens.regulations.view import RegulationsView

PER_TIME = "aid.low_income.max_per_time"
TIMES_A_YEAR = "aid.low_income.max_times_per_year"
THUMB = "receipt.thumb_witnesses"


def shown(qtbot: QtBot, office: TestOffice, login: str = "director") -> tuple[RegulationsView, Desk]:
    """The screen with everything read."""
    work = office.work(login)
    desk = office_desk(office, login, SimpleNamespace(office=OfficeService(work)))
    view = RegulationsView(desk)
    qtbot.addWidget(view)
    view.resize(1100, 680)
    view.show()
    view.show_record(None)
    drain(desk)
    return view, desk


def said(view: RegulationsView, key: str) -> str:
    """The value of a number as the list says it."""
    number = next(one for one in view.list.items() if one.key == key)
    return Catalogue("th").render(value_said(number))


def begin(view: RegulationsView, key: str, **values: object) -> None:
    """Open the form of a number and type."""
    view.list.select_key(key)
    view.pane.change.click()
    assert view.form is not None
    for name, value in values.items():
        view.form.form.editor(name).set_value(value)


def test_the_numbers_of_a_day_are_shown_with_their_units(qtbot: QtBot, office: TestOffice) -> None:
    view, desk = shown(qtbot, office)
    assert said(view, PER_TIME) == "3,000.00 บาท"
    assert said(view, TIMES_A_YEAR) == "3 ครั้ง"
    assert said(view, "aid.emergency.max_times_per_year") == "ไม่จำกัด"
    assert said(view, "aid.emergency.max_per_time") == "3,000.00 บาท"
    view.day.set_value(date(2021, 7, 22))
    drain(desk)
    assert said(view, "aid.emergency.max_per_time") == "2,000.00 บาท"


def test_what_is_not_certain_only_warns_and_is_counted(qtbot: QtBot, office: TestOffice) -> None:
    view, _ = shown(qtbot, office)
    marks = {one.key: Catalogue("th").render(effect_mark(one).said) for one in view.list.items()}
    assert marks[PER_TIME] == "ห้าม"
    assert (marks["pay.committee_min"], marks["eligibility.max_income_year"]) == ("เตือน", "เตือน")
    uncertain = sum(one.certainty != "A" for one in view.list.items())
    assert uncertain > 0 and f"ยังมี {uncertain} เกณฑ์" in view.uncertain.plain_text()


def test_the_director_enters_a_number_with_its_day_document_and_reason(qtbot: QtBot, office: TestOffice) -> None:
    view, desk = shown(qtbot, office)
    begin(view, PER_TIME, value=Baht.of(2500), valid_from=date(2024, 7, 1), valid_to=date(2024, 6, 1))
    send(view, desk)
    assert error(view, "reference") and error(view, "reason")
    send(view, desk, reference="คำสั่งกรม 12/2567", reason="งบประมาณจำกัด")
    assert error(view, "valid_to") == "วันสิ้นสุดต้องไม่ก่อนวันเริ่มใช้"
    send(view, desk, valid_to=None)
    assert view.form is None and said(view, PER_TIME) == "3,000.00 บาท"
    view.day.set_value(date(2024, 7, 1))
    drain(desk)
    assert said(view, PER_TIME) == "2,500.00 บาท"


def test_every_time_of_a_number_tells_what_it_took_the_place_of_by_whom_and_why(
    qtbot: QtBot, office: TestOffice
) -> None:
    view, desk = shown(qtbot, office)
    begin(view, PER_TIME, value=Baht.of(2500), valid_from=date(2024, 7, 1))
    send(view, desk, reference="คำสั่งกรม 12/2567", reason="งบประมาณจำกัด")
    newest = view.pane.times.items()[0]
    told = {column.key: column.getter(newest) for column in TIMES}
    words = Catalogue("th")
    assert (words.render(told["value"]), words.render(told["before"])) == ("2,500.00 บาท", "3,000.00 บาท")
    assert (told["reason"], told["by"]) == ("งบประมาณจำกัด", office.work("director").actor.name)
    assert told["reference"] == "คำสั่งกรม 12/2567"


def test_no_limit_can_be_set_where_there_may_be_none_and_taken_back(qtbot: QtBot, office: TestOffice) -> None:
    view, desk = shown(qtbot, office)
    begin(view, TIMES_A_YEAR, unlimited=True)
    assert view.form is not None and not view.form.form.editor("value").isEnabled()
    send(view, desk, reference="คำสั่ง 1/2567", reason="ภัยพิบัติ")
    assert said(view, TIMES_A_YEAR) == "ไม่จำกัด"
    begin(view, TIMES_A_YEAR, unlimited=False)
    send(view, desk, reference="คำสั่ง 2/2567", reason="สิ้นสุดภัย")
    assert error(view, "value") == "ยังไม่ได้กรอก"
    send(view, desk, value=3)
    assert said(view, TIMES_A_YEAR) == "3 ครั้ง"


def test_fewer_witnesses_of_a_thumbprint_than_the_law_asks_for_are_refused_beside_the_number(
    qtbot: QtBot, office: TestOffice
) -> None:
    view, desk = shown(qtbot, office)
    begin(view, THUMB, value=1)
    assert view.form is not None and "unlimited" not in view.form.form.values()
    send(view, desk, reference="คำสั่ง 1/2567", reason="คนไม่พอ")
    assert error(view, "value") == "กฎหมายกำหนดไว้ไม่น้อยกว่า 2"


def test_the_sentence_says_what_will_hold_from_when(qtbot: QtBot, office: TestOffice) -> None:
    view, _ = shown(qtbot, office)
    begin(view, TIMES_A_YEAR, value=2, valid_from=date(2024, 7, 1), valid_to=date(2024, 9, 30))
    assert view.form is not None
    assert view.form._sentence.plain_text() == "ตั้งแต่ 1 ก.ค. 67 ถึง 30 ก.ย. 67 ใช้ 2 ครั้ง แทน 3 ครั้ง"


def test_others_read_and_change_nothing(qtbot: QtBot, office: TestOffice) -> None:
    view, _ = shown(qtbot, office, "officer")
    view.list.select_key(PER_TIME)
    assert view.pane.change.isHidden()
    view.begin()
    assert view.form is None
