"""Entries of laptops that count for nothing or are doubted, as the exchange shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.exchange.hearing import MADE_BY
from kmcase.application.exchange.ports import RefusedEntry
from kmcase.application.people import PeopleService
from kmcase.domain.laptops import RefusedBy
from kmcase.messages import Catalogue, Language
from kmcase.persistence.unit_of_work import SqlWork
from tests.laptop_folders import LAPTOP, START, Place, a_place, bundle, people_of
from tests.ui.desks import a_desk, drain
from ui.screens.exchange.columns import entry_kind, why_mark
from ui.screens.exchange.view import ExchangeView
from ui.tone import Tone
from ui.widgets import Label

SAID = Catalogue()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An office and its laptop."""
    found = a_place(tmp_path)
    yield found
    found.close()


def test_entries_that_count_for_nothing_stand_in_a_list_of_their_own_with_the_reason(
    qtbot: QtBot, place: Place
) -> None:
    laptop = place.enter(place.laptop, "officer1")
    other = next(one for one in laptop.services.staff.list() if one.login == "director")
    actor = replace(laptop.actor, staff_id=other.staff_id)
    work = SqlWork(laptop.work.store, actor, laptop.clock, laptop.work.ids, laptop.work.seconds)
    PeopleService(work).reveal_id(people_of(laptop)[0], "ลอง")
    file = bundle(laptop, place.root / "home.kmbundle")
    place.close()
    office = place.enter(place.office, "director")
    desk = a_desk(office.services, actor=office.actor)
    view = ExchangeView(desk)
    qtbot.addWidget(view)
    view.show()
    view.show_record(None)
    drain(desk)
    assert not view.tabs.isTabVisible(1)
    view.presenter.take(file)
    drain(desk)
    assert any("บันทึกที่ไม่มีผลหรือน่าสงสัย 1 รายการ" in label.plain_text() for label in view.told.findChildren(Label))
    assert view.tabs.isTabVisible(1) and "(1)" in view.tabs.tabText(1)
    (refused,) = view.refusals.items()
    assert (refused.laptop, refused.officer) == (LAPTOP, "นายศุกร์ ปกครอง")
    assert SAID.render(entry_kind(refused)) == "เปิดดูเลขประจำตัวประชาชน"
    assert SAID.show(why_mark(refused).said) == "ไม่ใช่คนของเครื่องนี้"
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert view.tabs.tabText(1) == "Without effect or doubted (1)"
    assert office.services.exchange.status().laptops[0].refused == 1


def test_a_kind_that_no_laptop_enters_is_named_as_it_stands() -> None:
    entry = RefusedEntry(
        entry_id="L:2", at=START, laptop="", officer="x", type="budget.allotted" * 9, why=RefusedBy.OFFICE_ALONE
    )
    assert SAID.render(entry_kind(entry)) == f"บันทึกชนิดอื่น ({('budget.allotted' * 9)[:40]})"
    assert why_mark(entry).tone is Tone.ERROR
    doubted = replace(entry, type="visit.reviewed", why=RefusedBy.ROLE)
    assert SAID.render(entry_kind(doubted)) == "รับผลสอบข้อเท็จจริงว่าครบถ้วน"
    assert why_mark(doubted).tone is Tone.WARN


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_kind_that_a_laptop_enters_has_its_words(language: Language) -> None:
    catalogue = Catalogue(language)
    for kind in MADE_BY:
        assert catalogue.text(f"refused_entries.kind.{kind}")
