"""Answers that are offered on a form: shown, and no answers before somebody confirms or changes them."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from tests.ui.test_forms_answers import line, shown

from kmcase.messages import Catalogue
from tests.typing_thai import type_thai
from tests.ui.test_forms_view import KeptDrafts

TH = Catalogue("th")


def test_what_is_offered_is_shown_where_nothing_stands_and_is_an_answer_once_it_is_taken(qtbot: QtBot) -> None:
    view = shown(qtbot, answers={"name": "ดี"})
    view.offer_answers({"name": "อื่น", "roof": "rented"})
    assert view.editor("roof").value() == "rented"
    assert view.editor("rent").isVisible()
    assert TH.text("widgets.form.unconfirmed") in view.editor("roof").accessibleDescription()
    assert (view.answers(), view.offered(), view.is_dirty) == ({"name": "ดี"}, {"roof"}, False)
    with qtbot.waitSignal(view.changed):
        view.take_offered()
    assert view.answers() == {"name": "ดี", "roof": "rented"}
    assert view.is_dirty
    assert not view.offered()


def test_what_is_typed_again_as_it_was_offered_is_an_answer(qtbot: QtBot) -> None:
    view = shown(qtbot)
    view.offer_answers({"name": "ดี"})
    view.editor("name").set_value("")
    view.editor("name").set_value("ดี")
    assert (view.answers(), view.offered()) == ({"name": "ดี"}, frozenset())


def test_what_is_typed_over_an_offer_is_an_answer_and_an_offer_that_was_emptied_stays_away(qtbot: QtBot) -> None:
    view = shown(qtbot)
    view.offer_answers({"name": "ดี", "roof": "rented"})
    line(view, "name").end(False)
    type_thai(line(view, "name"), "มาก")
    view.editor("roof").set_value(None)
    assert view.answers() == {"name": "ดีมาก"}
    view.mark_saved(view.raws())
    view.follow_answers({"name": "ดีมาก"})
    assert view.answers() == {"name": "ดีมาก"}
    assert view.editor("roof").is_empty()
    assert not view.offered()


def test_an_offer_outlives_that_the_record_is_read_again_and_goes_when_nothing_is_offered(qtbot: QtBot) -> None:
    view = shown(qtbot)
    view.offer_answers({"name": "ดี"})
    view.follow_answers({"roof": "own"})
    assert (view.offered(), view.answers()) == ({"name"}, {"roof": "own"})
    view.offer_answers({})
    assert view.editor("name").is_empty()


def test_what_is_offered_is_in_no_draft_and_comes_back_beside_it(qtbot: QtBot) -> None:
    drafts = KeptDrafts()
    view = shown(qtbot, drafts=drafts)
    view.use_draft("visit:1")
    view.offer_answers({"name": "ดี"})
    view.editor("roof").set_value("rented")
    view.flush_draft()
    assert not drafts.kept["visit:1"]["name"]
    again = shown(qtbot, drafts=drafts)
    again.offer_answers({"name": "ดี"})
    again.use_draft("visit:1")
    assert (again.answers(), again.offered()) == ({"roof": "rented"}, {"name"})
    again.restored.action_requested.emit()
    assert (again.answers(), again.offered()) == ({}, {"name"})
