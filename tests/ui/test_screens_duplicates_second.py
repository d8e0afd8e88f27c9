"""Who entered one of two entries tells them apart with a colleague: said beside the buttons, asked in the form."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.people import ChangePerson, RegisterPerson
from kmcase.application.read.clusters import ClusterState
from kmcase.domain.staff import StaffRemoved
from tests.builders import TestOffice, password_of, person_values, register
from tests.ui.desks import hear
from tests.ui.test_screens_duplicates import AGAIN, SHE, Screen


def entered_by_social(office: TestOffice) -> tuple[str, ...]:
    people = office.people("social")
    return tuple(people.register(RegisterPerson(values=person_values(**values))).value for values in (SHE, AGAIN))


def test_who_entered_both_is_told_and_a_colleague_confirms_with_the_own_password(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    entered_by_social(office)
    screen = Screen(qtbot, office, tmp_path)
    screen.choose_first()
    assert screen.view.pane.barred.isVisible()
    assert screen.says("นางบุญมี ศรีสุข")
    screen.press("duplicates.decision.different")
    form = screen.view.form
    assert form is not None
    form.form.editor("reason").set_value("ฝาแฝด ดูทะเบียนบ้านแล้ว")
    form.form.editor("second_person").set_value("director")
    form.form.editor("second_password").set_value("เดา")
    screen.press("duplicates.form.save")
    assert screen.view.form is form and screen.says(screen.text("duties.error.second_password_wrong"))
    assert not form.form.editor("second_password").value(), "what was typed is in the window no more"
    form.form.editor("second_password").set_value(password_of("director"))
    screen.press("duplicates.form.save")
    hear(screen.view, screen.desk)
    screen.settle()
    assert screen.view.form is None
    screen.show_all()
    assert screen.states() == [ClusterState.APART]
    screen.choose_first()
    assert not screen.view.pane.barred.isVisible(), "what is decided bars nobody"
    assert screen.says("นายศุกร์ ปกครอง")


def test_who_entered_neither_is_asked_for_nobody(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    entered_by_social(office)
    screen = Screen(qtbot, office, tmp_path, "director")
    screen.choose_first()
    assert not screen.view.pane.barred.isVisible()
    screen.press("duplicates.decision.different")
    assert screen.view.form is not None
    with pytest.raises(KeyError):
        screen.view.form.form.editor("second_person")


def test_of_three_entries_only_the_chosen_ones_count(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    register(office, **SHE)
    register(office, **AGAIN)
    mine = office.people("social").register(RegisterPerson(values=person_values(**SHE))).value
    screen = Screen(qtbot, office, tmp_path)
    screen.choose_first()
    assert screen.view.pane.barred.isVisible()
    screen.view.pane.ticks[mine].setChecked(False)
    assert not screen.view.pane.barred.isVisible()


def test_where_nobody_can_confirm_it_is_said_who_decides(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    persons = entered_by_social(office)
    for login in ("officer", "officer2"):
        change = ChangePerson(person_id=persons[0], values={"title": f"นาง{login}"}, seen={})
        office.people(login).change(change)
    with office.work("admin").begin("staff.remove") as unit:
        for login in ("finance", "finance2", "director"):
            unit.record(StaffRemoved(staff_id=login, reason="ย้าย"))
        unit.commit(None)
    screen = Screen(qtbot, office, tmp_path)
    screen.choose_first()
    assert not screen.view.pane.different.isEnabled() and screen.view.pane.same.isEnabled()
    assert screen.says(screen.text("duplicates.page.nobody", names="นางofficer2บุญมี ศรีสุข, นางบุญมี ศรีศุข"))
