"""Entries that may be one person since a bundle was taken: counted where it is told what came, and one press away."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from kmcase.application.people import RegisterPerson
from kmcase.domain.dates import PartialDate
from tests.laptop_folders import Place, bundle, people_of
from tests.ui.desks import Noted
from tests.ui.test_screens_exchange import SAID, place, says, shown, take

__all__ = ["place"]


def test_entries_that_may_be_one_person_are_counted_and_opened(qtbot: QtBot, place: Place) -> None:
    laptop = place.enter(place.laptop, "officer1")
    known = laptop.services.people.page(people_of(laptop)[0]).values
    again = replace(known, first_name="ประไพ", last_name="แสนดี", birth=PartialDate(1957, 3, 14), phone="0812345678")
    first, second = (laptop.services.people.register(RegisterPerson(values=again)).value for _ in range(2))
    file = bundle(laptop, place.root / "home.kmbundle")
    place.close()
    office = place.enter(place.office, "officer2")
    view, desk = shown(qtbot, office)
    assert not view.told.to_duplicates.isVisible()
    take(view, desk, file)
    assert says(view, SAID.text("exchange_ui.line.alike_waits", count=1))
    assert view.told.to_duplicates.isVisible() is desk.may("duplicates.read")
    view.told.to_duplicates.click()
    assert isinstance(desk.navigation, Noted)
    opened = [record for screen, record in desk.navigation.opened if screen == "duplicates"]
    assert opened in ([None], ["+".join(sorted((first, second)))])
