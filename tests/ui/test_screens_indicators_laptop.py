"""On a laptop the short forms are asked and no figure stands; the office counts what comes home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.permissions import allowed, done_at_laptop
from kmcase.bootstrap import OpenOffice
from kmcase.domain.indicators import Indicator
from kmcase.messages import Catalogue
from tests.indicator_builders import morale, quality
from tests.laptop_folders import Place, a_place, bundle
from tests.ui.desks import a_desk, drain, hear, opened
from tests.ui.test_shell_laptop import calm, come_in
from ui.app import Application
from ui.ports import Desk, DictMemory
from ui.screens.indicators.view import IndicatorsView
from ui.widgets import Label

SAY = Catalogue("th").text
WORK = dict.fromkeys(("meaning", "team", "load", "learning"), 4)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An office and its laptop."""
    found = a_place(tmp_path)
    yield found
    found.close()


def shown(qtbot: QtBot, at: OpenOffice) -> tuple[IndicatorsView, Desk]:
    """The screen there."""
    laptop, roles = at.work.at_laptop, at.actor.roles
    may = lambda use_case: allowed(use_case, roles) and (not laptop or done_at_laptop(use_case))  # noqa: E731
    desk = replace(a_desk(at.services, actor=at.actor), may=may)
    view = opened(qtbot, IndicatorsView(desk), desk)
    return view, desk


def said(view: IndicatorsView) -> str:
    return " ".join(label.plain_text() for label in view.findChildren(Label) if label.isVisible())


def fill_in(view: IndicatorsView, desk: Desk, form: str, respondent: str, scores: dict[str, int]) -> None:
    view.forms.buttons[form].click()
    drain(desk)
    assert view.form is not None
    view.form.form.set_values({"respondent": respondent, **scores})
    view.form.action.click()
    drain(desk)
    hear(view, desk)
    assert view.form is None


def test_forms_are_answered_on_a_laptop_and_counted_at_the_office_once(qtbot: QtBot, place: Place) -> None:
    laptop = place.enter(place.laptop, "officer1")
    view, desk = shown(qtbot, laptop)
    assert SAY("indicators.laptop.why") in said(view)
    assert not any(part.isVisible() for part in (view.period, view.pdf, view.excel, view.lines, view.answer))
    assert not any(card.isVisible() for card in view.cards.values())
    fill_in(view, desk, "morale", "staff", WORK)
    assert not view.forms.buttons["morale"].isVisible()
    assert view.forms.focusProxy() is view.forms.buttons["quality"]
    assert view.focusWidget() is view.forms.buttons["quality"], "the keyboard is where the next is answered"
    assert SAY("indicators.laptop.answered") in {
        chip.accessibleName() for chip in view.forms.findChildren(type(view.cards[Indicator.PLAN].state))
    }
    for _ in range(5):
        fill_in(view, desk, "quality", "client", dict.fromkeys(("respect", "needs", "time", "place"), 3))
    file = bundle(laptop, place.root / "home.kmbundle")
    place.close()
    office = place.enter(place.office, "director")
    for _ in range(2):
        office.services.exchange.apply(file)
    view, desk = shown(qtbot, office)
    assert not view.forms.isVisible()
    assert view.cards[Indicator.QUALITY].figure.plain_text() == "3.00 จาก 5 (5 คำตอบ)"
    assert view.cards[Indicator.MORALE].figure.plain_text().startswith("ตอบแล้ว น้อยกว่า 5 คำตอบ")
    place.close()
    officer = place.enter(place.office, "officer1")
    assert [each.answered for each in officer.services.indicators.forms()] == [True, False]


def test_it_speaks_english_and_tells_why_a_form_cannot_be_kept(qtbot: QtBot, place: Place) -> None:
    laptop = place.enter(place.laptop, "officer1")
    view, desk = shown(qtbot, laptop)
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert view.forms.buttons["morale"].text() == "Answer a short form"
    view.forms.buttons["morale"].click()
    drain(desk)
    laptop.services.indicators.answer(morale())
    assert view.form is not None
    view.form.form.set_values({"respondent": "staff", **WORK})
    view.form.action.click()
    drain(desk)
    assert view.form is not None
    told = view.form.form.editor("respondent").accessibleDescription()
    assert Catalogue("en").text("indicators.error.already_answered") in told


def test_the_screen_is_offered_on_a_laptop_and_is_more_than_read(qtbot: QtBot, place: Place) -> None:
    application = Application(place.offices, DictMemory(), new_offices=place.root)
    frame = application.frame
    qtbot.addWidget(frame)
    frame.show()
    come_in(qtbot, frame, place.laptop)
    workspace = frame.workspace
    assert workspace is not None
    workspace.open("indicators")
    calm(qtbot, frame)
    view = workspace.screen_view("indicators")
    assert view.forms.isVisible() and set(view.forms.buttons) == {"morale", "quality"}
    assert not workspace._only_read.isVisible()
    assert view.focusProxy() is view.forms
    frame.close()
    application.undress()


def test_what_one_person_answered_on_a_laptop_is_told_nowhere(qtbot: QtBot, place: Place) -> None:
    laptop = place.enter(place.laptop, "officer1")
    laptop.services.indicators.answer(morale(1))
    laptop.services.indicators.answer(quality(2))
    file = bundle(laptop, place.root / "home.kmbundle")
    place.close()
    office = place.enter(place.office, "director")
    office.services.exchange.apply(file)
    view, _ = shown(qtbot, office)
    for card in (view.cards[Indicator.MORALE], view.cards[Indicator.QUALITY]):
        assert card.percent.plain_text() == "–"
    assert not [line for line in view.lines.items() if line.topic.value == "answers"]
