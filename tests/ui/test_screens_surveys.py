"""Survey drives on a real office: asked of a partner, reminded again and again, a letter."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.imports import AskForList
from kmcase.domain.partners import PartnerKind
from kmcase.domain.surveys import ReminderMethod
from tests.builders import CHIANG_PHIN, TestOffice, new_office
from tests.field_builders import TODAY, a_partner, partners
from tests.paper import printing, says
from tests.submissions import imports_of
from tests.ui.desks import Noted, a_desk, drain, hear
from ui.ports import Desk
from ui.screens.surveys.view import SurveysView


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    """An office without money."""
    return new_office(tmp_path)


def late_survey(office: TestOffice) -> str:
    """An agency that was to send its list four days ago."""
    ask = AskForList(
        agency="อบต.เชียงพิณ", subdistrict_code=CHIANG_PHIN, asked_on=date(2024, 5, 7), due_on=date(2024, 6, 6)
    )
    return imports_of(office).ask(ask).value


def shown(qtbot: QtBot, office: TestOffice, folder: Path) -> tuple[SurveysView, Desk]:
    """The screen."""
    services = SimpleNamespace(
        imports=imports_of(office), partners=partners(office), printing=printing(office, folder, "officer")
    )
    desk = a_desk(services, today=lambda: TODAY)
    view = SurveysView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.show_record(None)
    drain(desk)
    return view, desk


def test_who_is_chosen_among_the_partners_fills_the_form(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    partner_id = a_partner(office, "นางสาวฟ้า", kind=PartnerKind.VOLUNTEER, agency="ศปง.อพม.")
    a_partner(office, "คนเก่า", active=False)
    view, desk = shown(qtbot, office, tmp_path)
    view.begin()
    partner = view.form.editor("partner")
    assert partner.box.count() == 1  # type: ignore[attr-defined]
    partner.set_value(partner_id)
    assert view.form.values()["agency"] == "ศปง.อพม." and view.form.values()["subdistrict_code"] == CHIANG_PHIN
    view.form.editor("agency").set_value("ศปง.อพม. เชียงพิณ")
    view.form.changed.emit()
    assert view.form.values()["agency"] == "ศปง.อพม. เชียงพิณ", "what is typed after stays"
    view.save.click()
    drain(desk)
    (survey,) = imports_of(office).surveys()
    assert (survey.agency, survey.kind, survey.partner_id) == ("ศปง.อพม. เชียงพิณ", PartnerKind.VOLUNTEER, partner_id)


def test_every_reminder_is_shown_with_what_was_said(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    survey_id = late_survey(office)
    imports_of(office).remind(survey_id, date(2024, 6, 7))
    view, desk = shown(qtbot, office, tmp_path)
    view.list.select_key(survey_id)
    view.remind.click()
    view.reminding.editor("on").set_value(date(2024, 7, 1))
    view.save_reminder.click()
    drain(desk)
    assert view.reminding.editor("on").accessibleDescription(), "a day to come is refused beside its field"
    view.reminding.editor("on").set_value(TODAY)
    view.reminding.editor("method").set_value(ReminderMethod.LETTER)
    view.reminding.editor("note").set_value("ปลัดรับเรื่องแล้ว")
    view.save_reminder.click()
    drain(desk)
    hear(view, desk)
    (survey,) = imports_of(office).surveys()
    assert [one.method for one in survey.reminders] == [ReminderMethod.LETTER, None]
    assert view.reminders.isVisible() and view.reminders.model().rowCount() == 2


def test_the_letter_is_previewed(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    survey_id = late_survey(office)
    view, desk = shown(qtbot, office, tmp_path)
    view.list.select_key(survey_id)
    view.letter.click()
    drain(desk)
    assert isinstance(desk.notices, Noted)
    ((pdf, title),) = desk.notices.papers
    assert title == "หนังสือเตือน" and not says(pdf, "อบต.เชียงพิณ", "เลยกำหนดมาแล้ว 4 วัน")


def test_without_an_agency_there_is_nobody_to_remind(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    view, _ = shown(qtbot, office, tmp_path)
    view.begin_reminding()
    assert not view.reminding.isVisible()
