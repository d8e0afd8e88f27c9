"""The form of an assessment: dimension by dimension by the keyboard, words on request, nothing typed lost."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kmcase.domain.cases.assessments import Level, Remark, RemarkKind
from tests.builders import TestOffice
from tests.case_assessment_builders import (
    an_assessment,
    assessments,
    scores,
)
from tests.case_builders import a_case, cases
from tests.ui.case_desks import assessing_desk
from tests.ui.case_windows import part_shown, says
from tests.ui.desks import drain, error, send
from ui.ports import Desk
from ui.screens.cases.view import CasesView
from ui.widgets import AnchoredScore


def begun(qtbot: QtBot, desk: Desk, case_id: str, name: str) -> CasesView:
    """The form of a new assessment (`assess`) or of the newest one (`correct`), in the window that has the keyboard."""
    view, front = part_shown(qtbot, desk, case_id, "assessment")
    getattr(front, name).click()
    drain(desk)
    QTest.qWait(1)
    qtbot.waitUntil(view.isActiveWindow)
    return view


def test_the_form_counts_what_is_scored_and_goes_to_a_dimension(qtbot: QtBot, office: TestOffice) -> None:
    desk = assessing_desk(office)
    view = begun(qtbot, desk, a_case(office), "assess")
    form: Any = view.form
    items = sum(
        len(dimension.items)
        for dimension in cases(office).page(cases(office).list().items[0].case_id).casework.dimensions
    )
    form.form.editor("item:health:body").set_value(3)
    assert says(view, desk.texts.text("case_assessment.form.says", scored=1, items=items))
    form.nav.show_current("justice")
    assert form.form.editor("item:justice:case").isAncestorOf(view.focusWidget())
    form.nav.show_current("summary")
    assert form.form.editor("summary").isAncestorOf(view.focusWidget())


def test_figures_alone_lead_through_all_items_and_the_dimension_in_front_is_marked(
    qtbot: QtBot, office: TestOffice
) -> None:
    desk = assessing_desk(office)
    form: Any = begun(qtbot, desk, a_case(office), "assess").form
    form.form.focus_field("item:health:body")
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_2)
    values = form.form.values()
    assert [name for name in values if name.startswith("item:") and values[name] == 2] == [
        "item:health:body",
        "item:health:mind",
        "item:health:care",
        "item:health:household_care",
        "item:education:skills",
    ]
    assert form.form.editor("item:education:schooling").isAncestorOf(QApplication.focusWidget())
    assert form.nav.current() == "education"


def test_a_dimension_is_made_when_it_is_looked_at_and_keeps_what_was_kept_of_it(
    qtbot: QtBot, office: TestOffice
) -> None:
    case_id = a_case(office)
    said = Remark(dimension="housing", level=Level.PERSON, kind=RemarkKind.RISK, text="หลังคารั่ว")
    an_assessment(office, case_id, scores=scores(health__body=2, housing__place=3), remarks=(said,))
    desk = assessing_desk(office)
    view = begun(qtbot, desk, case_id, "correct")
    form: Any = view.form
    assert form.nav.current() == form.form.page == "health"
    assert len(form.findChildren(AnchoredScore)) == len(cases(office).page(case_id).casework.dimension("health").items)
    assert form.findChildren(QPlainTextEdit) == []
    send(view, desk, **{"item:health:mind": 1})
    [item] = assessments(office).items(case_id)
    assert [item.values.score_of(*of) for of in (("health", "body"), ("health", "mind"), ("housing", "place"))] == [
        2, 1, 3,
    ]  # fmt: skip
    assert item.values.remarks == (said,)
    assert item.values.summary == "ให้ความร่วมมือดี"


def test_places_for_words_appear_by_their_key_and_where_words_stand(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    an_assessment(office, case_id)
    desk = assessing_desk(office)
    view = begun(qtbot, desk, case_id, "correct")
    form: Any = view.form
    form.form.focus_field("item:health:body")
    words = form.form.editor("remarks:health")
    shown_areas = [area for area in words.findChildren(QPlainTextEdit) if area.isVisible()]
    assert sorted(area.toPlainText() for area in shown_areas) == ["ขาดยาความดัน", "ภรรยาช่วยดูแล"]
    assert "สุขภาพ" in words.button.accessibleName()
    QTest.qWait(1)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_F4)
    focus = QApplication.focusWidget()
    assert focus is words.area(RemarkKind.STRENGTH, Level.PERSON).area
    assert focus.accessibleName() == desk.texts.text(
        "case_assessment.field.remark",
        kind=desk.texts.text("case_assessment.kind.strength"),
        level=desk.texts.text("case_assessment.level.person"),
    )
    QTest.keyClicks(focus, "strong")
    QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is words.area(RemarkKind.STRENGTH, Level.FAMILY).area
    assert not words.button.isVisible()
    send(view, desk)
    [item] = assessments(office).items(case_id)
    assert {remark.text for remark in item.values.remarks} == {"ขาดยาความดัน", "ภรรยาช่วยดูแล", "strong"}


def test_keys_and_a_button_go_from_dimension_to_dimension(qtbot: QtBot, office: TestOffice) -> None:
    desk = assessing_desk(office)
    form: Any = begun(qtbot, desk, a_case(office), "assess").form
    keys = form.nav.keys()
    form.step(-1)
    assert form.form.page == "health"
    for key in keys[1:]:
        assert form.following.isVisible()
        form.following.click()
        assert (form.form.page, form.nav.current()) == (key, key)
    assert not form.following.isVisible()
    form.open_words()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert form.form.page == keys[-2]
    form.step(1)
    form.step(1)
    assert form.form.page == "summary"


def test_the_tab_key_comes_from_a_later_dimension_to_its_words_and_on_to_the_end(
    qtbot: QtBot, office: TestOffice
) -> None:
    desk = assessing_desk(office)
    form: Any = begun(qtbot, desk, a_case(office), "assess").form
    form.form.focus_field("item:housing:place")
    reached = []
    for _ in range(9):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    words = reached.index(form.form.editor("remarks:housing").button)
    assert all(form.form.isAncestorOf(each) for each in reached[:words])
    assert reached[words + 1] is form.following
    assert form.action in reached[words + 2 :]


def test_nothing_scored_or_a_day_before_reception_is_said_in_the_form(qtbot: QtBot, office: TestOffice) -> None:
    desk = assessing_desk(office)
    view = begun(qtbot, desk, a_case(office), "assess")
    send(view, desk)
    assert says(view, desk.texts.text("case_assessment.error.empty"))
    send(view, desk, **{"item:health:body": 1, "assessed_on": date(2024, 6, 9)})
    assert desk.texts.text("case_assessment.error.before_opening") in error(view, "assessed_on")


def test_what_is_typed_of_an_assessment_outlives_the_form(qtbot: QtBot, office: TestOffice) -> None:
    desk = assessing_desk(office)
    view, front = part_shown(qtbot, desk, a_case(office), "assessment")
    words = {(RemarkKind.RISK, Level.COMMUNITY): "น้ำท่วม"}
    typed_before: dict[str, Any] = {"item:health:body": 3, "item:housing:place": 1, "remarks:housing": words}
    for typed in (False, True):
        front.assess.click()
        drain(desk)
        form: Any = view.form
        for name, value in typed_before.items():
            assert (form.form.editor(name).value() == value) is typed
            form.form.editor(name).set_value(value)
        form.cancelled.emit()
        drain(desk)
