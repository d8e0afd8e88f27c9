"""In the real window: a birth date that makes a photographed client a child is said to restrict the case."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kmcase.domain.dates import PartialDate
from tests.builders import TestOffice
from tests.case_builders import cases
from tests.case_intake_builders import attachment, received
from tests.ui.case_desks import case_desk
from tests.ui.case_windows import says, shown
from tests.ui.desks import drain, hear, send


def test_a_birth_year_that_makes_a_photographed_client_a_child_is_said_to_restrict_before_it_is_kept(
    qtbot: QtBot, office: TestOffice
) -> None:
    case_id = received(office, photo=attachment())
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id)
    said = desk.texts.text("cases.overview.birth_seals")
    view.page.part("overview").describe.click()
    assert view.form is not None
    why = view.form.form.editor("open_reason")
    assert not says(view, said) and not why.isVisible()
    view.form.form.editor("birth").set_value(PartialDate(2012))
    view.form.changed.emit()
    assert says(view, said) and why.isVisibleTo(view.form)
    view.form.form.editor("birth").set_value(PartialDate(1990))
    view.form.changed.emit()
    assert not says(view, said) and not why.isVisibleTo(view.form)
    send(view, desk, birth=PartialDate(2012), open_reason="ญาติยินยอม")
    assert not cases(office).page(case_id).head.restricted
    other = received(office, photo=attachment())
    view.show_record(other)
    drain(desk)
    view.page.part("overview").describe.click()
    send(view, desk, birth=PartialDate(2012))
    assert cases(office).page(other).head.restricted_for == ("child",)


def test_who_is_not_of_the_team_is_told_that_the_case_will_be_hidden_from_him(qtbot: QtBot, office: TestOffice) -> None:
    case_id = received(office, photo=attachment())
    desk = case_desk(office, "officer")
    view = shown(qtbot, desk, case_id)
    view.page.part("overview").describe.click()
    assert view.form is not None
    view.form.form.editor("birth").set_value(PartialDate(2012))
    view.form.changed.emit()
    assert says(view, desk.texts.text("cases.overview.birth_seals_from_you"))
    send(view, desk)
    hear(view, desk)
    drain(desk)
    assert cases(office, "officer").list().hidden == 1
