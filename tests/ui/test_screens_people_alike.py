"""Whoever is typed is looked for in the register: shown with reasons, opened or set aside, never in the way."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kmcase.domain.dates import PartialDate
from tests.builders import TestOffice, register
from tests.ui.test_screens_people import Register, persons


@pytest.fixture
def desk(qtbot: QtBot, office: TestOffice) -> Register:
    return Register(qtbot, office)


def test_who_is_in_the_register_already_is_shown_while_typing_and_set_aside(desk: Register, office: TestOffice) -> None:
    known = register(office, first_name="สมหญิง", last_name="ศรีสุข", phone="0812345678", birth=PartialDate(1958))
    view: Any = desk.view
    desk.begin()
    desk.fill("people.field.last_name", "ศรีศุข")
    desk.fill("people.field.phone", "0812345678")
    desk.fill("people.field.birth", "2501")
    view.presenter.typed(view.page.typed())
    view.presenter.typed(view.page.typed())
    desk.settle()
    assert [item.person_id for item in view.page.alike.items()] == [known]
    assert desk.says("นางสมหญิง ศรีสุข") and desk.says(desk.text("matching.first_name.equal"))
    desk.press("duplicates.alike.other")
    assert view.page.alike.items() == () and not view.page.alike.isVisible()
    view.presenter.typed(view.page.typed())
    desk.settle()
    assert view.page.alike.items() == (), "who was set aside stays so while this form is open"
    desk.begin()
    assert view.page.alike.items() == ()


def test_the_entry_that_is_there_already_is_opened_in_place_of_a_new_one(desk: Register, office: TestOffice) -> None:
    register(office, first_name="สมหญิง", last_name="ศรีสุข", phone="0812345678", birth=PartialDate(1958))
    view: Any = desk.view
    desk.begin()
    desk.fill("people.field.last_name", "ศรีสุข")
    desk.fill("people.field.phone", "0812345678")
    desk.fill("people.field.birth", "2501")
    view.presenter.typed(view.page.typed())
    desk.settle()
    desk.press("duplicates.alike.open")
    assert not view.presenter.is_new and len(persons(office)) == 1
    assert view.page.name.plain_text() == "นางสมหญิง ศรีสุข"
