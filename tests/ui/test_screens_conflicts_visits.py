"""A visit in conflict: its fields speak the language that is chosen, and it opens itself, not its person."""

from __future__ import annotations

from types import SimpleNamespace

from pytestqt.qtbot import QtBot

from kmcase.application.read.conflicts import ConflictItem, ConflictPage, StandingValue
from kmcase.messages import Catalogue
from tests.builders import JUNE
from tests.ui.desks import Noted, a_desk, drain
from ui.screens.conflicts.columns import fields_said
from ui.screens.conflicts.view import ConflictsView

ITEM = ConflictItem(
    noun="visit",
    record_id="visit-1",
    person_id="person-1",
    title="นางมาลี ดี",
    house_no="12",
    moo=3,
    subdistrict_code="410113",
    fields=("problem", "unlabelled"),
    written_by=("ก",),
    laptops=("",),
    newest_at=JUNE,
)
VALUE = StandingValue(event_id="e:1", written_by="ก", written_at=JUNE, value="x", plain="x")
PAGE = ConflictPage(
    item=ITEM,
    standing={"problem": (VALUE, VALUE)},
    seen={"problem": ("e:1",)},
    form=("visit", "1"),
    labels={"problem": {"th": "ปัญหา", "en": "Problem"}},
)


def test_the_fields_of_a_form_are_named_in_the_language_that_is_chosen() -> None:
    said = fields_said(PAGE)
    assert Catalogue("th").render(said) == "ปัญหา, unlabelled"
    assert Catalogue("en").render(said) == "Problem, unlabelled"


def test_the_way_of_a_visit_leads_to_the_visit(qtbot: QtBot) -> None:
    desk = a_desk(SimpleNamespace(conflicts=SimpleNamespace(list=lambda: (PAGE,))), may=lambda use_case: True)
    view = ConflictsView(desk)
    qtbot.addWidget(view)
    view.show_record(None)
    drain(desk)
    assert view.way.text() == Catalogue().text("conflicts.open_visit")
    view.way.click()
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened == [("visits", "visit-1")]
