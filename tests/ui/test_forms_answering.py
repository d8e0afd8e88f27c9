"""A form declared as data on the screen: sections, conditions, every kind of question, rows, drafts, positions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from kmcase.domain.findings import Finding, Severity
from kmcase.domain.forms import Form, QuestionKind
from kmcase.files.forms import shipped_form
from kmcase.messages import Catalogue, message
from tests.form_builders import a_form, a_question, a_repeat, a_section
from tests.typing_thai import type_thai
from tests.ui.test_forms_view import KeptDrafts, SlowDrafts
from ui.forms.answers import AnswersView
from ui.forms.questions import shown_answer
from ui.forms.rows_edit import RowsEdit
from ui.forms.versions import StandingValue, VersionsNote
from ui.widgets import Button, RadioEdit, SectionState

TH, EN = Catalogue("th"), Catalogue("en")
K = QuestionKind
MEMBERS = a_repeat(
    "members",
    a_question("who", required="true()"),
    a_question("works", K.SELECT_ONE, "yes no"),
    a_question("pay", K.MONEY, relevant="${works} = 'yes'", required="true()"),
)
FORM = a_form(
    a_section("home", a_question("name", required="true()"), a_question("roof", K.SELECT_ONE, "own rented"),
              a_question("rent", K.MONEY, relevant="${roof} = 'rented'", required="true()", constraint=". > 0",
                         constraint_messages={"th": "ค่าเช่าต้องมากกว่าศูนย์"})),
    a_section("people", MEMBERS),
    a_section("more", a_question("years", K.INTEGER), a_question("place", K.GEOPOINT),
              relevant="${roof} = 'rented'"),
)  # fmt: skip


def shown(qtbot: QtBot, form: Form = FORM, answers: Mapping[str, Any] | None = None, **more: Any) -> AnswersView:
    numbers = count(1)
    view = AnswersView(TH, form, today=date(2024, 6, 14), new_id=lambda: f"row{next(numbers)}", **more)
    qtbot.addWidget(view)
    view.resize(900, 640)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.set_answers(answers or {})
    return view


def line(view: AnswersView, name: str) -> Any:
    control = view.editor(name).inputs()[0]
    return control if isinstance(control, QLineEdit) else control.findChild(QLineEdit) or control


def states(view: AnswersView) -> dict[str, tuple[SectionState, int]]:
    return {each.key: (each.state, each.count) for each in view.nav._model.sections}


def rows(view: AnswersView) -> RowsEdit:
    editor = view.editor("members")
    assert isinstance(editor, RowsEdit)
    return editor


EVERY_KIND = a_form(
    a_question("text"),
    a_question("story", long=True),
    a_question("number", K.INTEGER),
    a_question("part", K.DECIMAL),
    a_question("money", K.MONEY),
    a_question("day", K.DATE),
    a_question("birth", K.DATE, editor="birth"),
    a_question("one", K.SELECT_ONE, "a b c d e"),
    a_question("few", K.SELECT_ONE, "yes no"),
    a_question("many", K.SELECT_MULTIPLE, "x y z"),
    a_question("place", K.GEOPOINT),
    a_question("id", editor="national_id"),
    a_question("area", editor="subdistrict"),
    MEMBERS,
)
ANSWERS = {
    "text": "ศรีสุข",
    "story": "อยู่กันสามคน\nหลังคารั่ว",
    "number": 7,
    "part": "1.50",
    "money": 300_050,
    "day": "2024-06-14",
    "birth": "1957-02",
    "one": "d",
    "few": "no",
    "many": ["x", "z"],
    "place": {"latitude": "17.36", "longitude": "102.7", "accuracy": "12"},
    "id": "1101700203450",
    "area": "410113",
    "members": [{"_id": "m1", "who": "เด็กหญิงดี", "works": "yes", "pay": 0}],
}


def test_answers_of_every_kind_go_in_and_come_out(qtbot: QtBot) -> None:
    view = shown(qtbot, EVERY_KIND, ANSWERS)
    (page,) = view._pages.values()
    assert page.answers({}) == ANSWERS == view.answers()
    assert not view.is_dirty


def test_an_answer_that_its_editor_cannot_show_is_never_changed_by_being_looked_at(qtbot: QtBot) -> None:
    odd = {"one": "gone", "few": "perhaps", "many": ["x", "gone"], "money": "3000", "text": "ก" * 3_000}
    view = shown(qtbot, EVERY_KIND, odd)
    view.editor("number").set_value(7)
    assert view.answers() == {**odd, "number": 7}
    view.mark_saved(view.raws())
    assert view.answers() == {**odd, "number": 7}
    view.editor("one").set_value("a")
    assert view.answers()["one"] == "a"


def test_an_answer_is_said_in_words_and_in_the_language_of_the_window() -> None:
    said = {
        name: shown_answer(EVERY_KIND.question(name), ANSWERS[name])
        for name in ("money", "day", "birth", "few", "many", "place", "id", "text")
    }
    words = {name: TH.render(each) if not isinstance(each, str) else each for name, each in said.items()}
    assert words == {
        "money": "3,000.50", "day": "14 มิ.ย. 67", "birth": "ก.พ. 2500", "few": "no", "many": "x, z",
        "place": "17.36, 102.7", "id": "1101700203450", "text": "ศรีสุข",
    }  # fmt: skip
    assert shown_answer(EVERY_KIND.question("money"), None) == "–"


def test_a_question_comes_and_goes_at_once_with_the_answer_that_decides_it(qtbot: QtBot) -> None:
    view = shown(qtbot)
    assert not view.editor("rent").isVisible()
    assert "more" not in states(view)
    view.editor("roof").inputs()[1].click()  # type: ignore[attr-defined]
    assert view.editor("rent").isVisible()
    qtbot.waitUntil(lambda: "more" in states(view))
    view.editor("roof").inputs()[0].click()  # type: ignore[attr-defined]
    assert not view.editor("rent").isVisible()
    qtbot.waitUntil(lambda: "more" not in states(view))


def test_each_section_says_what_is_missing_wrong_or_done(qtbot: QtBot) -> None:
    view = shown(qtbot, answers={"roof": "rented", "rent": 0, "members": [{"_id": "m1", "works": "yes"}]})
    assert states(view)["home"] == (SectionState.WRONG, 1)
    assert states(view)["people"] == (SectionState.MISSING, 2)
    assert states(view)["more"] == (SectionState.OPEN, 0)
    assert (view.problems(), view.lacking(), view.answered()) == (1, 3, 3)
    view.set_answers({"name": "ดี", "roof": "own"})
    assert states(view)["home"] == (SectionState.DONE, 0)


def test_what_breaks_a_condition_of_the_form_is_said_in_the_forms_own_words(qtbot: QtBot) -> None:
    view = shown(qtbot, answers={"roof": "rented", "rent": 0})
    assert view.editor("rent").accessibleDescription() == "ค่าเช่าต้องมากกว่าศูนย์"


def test_what_is_missing_is_shown_beside_its_field_when_it_is_asked_for(qtbot: QtBot) -> None:
    view = shown(qtbot, answers={"name": "ดี", "members": [{"_id": "m1", "works": "no"}]})
    view.show_missing()
    assert view.current() == "people"
    assert rows(view).front_id() == "m1"
    assert rows(view).form.editor("who").hasFocus() or rows(view).form.editor("who").inputs()[0].hasFocus()


def test_sections_are_turned_by_keys_and_fields_by_enter(qtbot: QtBot) -> None:
    view = shown(qtbot, answers={"roof": "rented"})
    view.go_to(("name",))
    with qtbot.waitSignal(view.turned) as turned:
        qtbot.keyClick(line(view, "name"), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert (turned.args, view.current()) == (["home"], "people")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert view.current() == "more"
    assert QApplication.focusWidget() is line(view, "years")
    qtbot.keyClick(line(view, "years"), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is line(view, "place")
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert view.current() == "home"


def test_where_something_unreadable_is_typed_the_answer_that_stood_there_stands(qtbot: QtBot) -> None:
    view = shown(qtbot, answers={"roof": "rented", "rent": 150_000})
    view.go_to(("rent",))
    line(view, "rent").selectAll()
    type_thai(line(view, "rent"), "พันห้า")
    assert view.answers()["rent"] == 150_000
    qtbot.keyClick(line(view, "rent"), Qt.Key.Key_Return)
    assert view.editor("rent").accessibleDescription() == TH.text("widgets.baht.letters")
    assert view.touched() == {"rent"}


def test_rows_are_begun_filled_and_taken_away_by_keys(qtbot: QtBot) -> None:
    view = shown(qtbot, answers={"members": [{"_id": "m1", "who": "เด็กหญิงดี"}]})
    view.go("people")
    table = rows(view).table
    table.setFocus()
    with qtbot.waitSignal(view.changed):
        qtbot.keyClick(table, Qt.Key.Key_Insert)
    type_thai(QApplication.focusWidget(), "นายมา")
    assert view.answers()["members"] == [{"_id": "m1", "who": "เด็กหญิงดี"}, {"_id": "row1", "who": "นายมา"}]
    assert table.item(1, 0).text() == "นายมา"
    rows(view).close.click()
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert view.answers()["members"] == [{"_id": "row1", "who": "นายมา"}]
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert rows(view).front_id() == "row1"
    rows(view).remove.click()
    assert view.answers()["members"] == []
    assert rows(view).empty.isVisible()


def test_a_row_has_conditions_of_its_own(qtbot: QtBot) -> None:
    view = shown(qtbot, answers={"members": [{"_id": "m1", "works": "yes"}, {"_id": "m2", "works": "no"}]})
    view.go("people")
    rows(view).open_row(0)
    assert rows(view).form.editor("pay").isVisible()
    rows(view).open_row(1)
    assert not rows(view).form.editor("pay").isVisible()


def test_what_is_unreadable_in_a_row_comes_back_with_the_draft_and_is_said_of_the_row(qtbot: QtBot) -> None:
    drafts = KeptDrafts()
    view = shown(qtbot, answers={"members": [{"_id": "m1", "works": "yes", "pay": 500}]}, drafts=drafts)
    view.use_draft("visit:1")
    view.go("people")
    rows(view).open_row(0)
    rows(view).form.editor("pay").set_raw("ห้าบาท")
    assert view.answers()["members"] == [{"_id": "m1", "works": "yes", "pay": 500}]
    assert rows(view).problem() == message("forms_ui.rows.wrong", rows=(1,))
    view.flush_draft()
    again = shown(qtbot, answers={"members": [{"_id": "m1", "works": "yes", "pay": 500}]}, drafts=drafts)
    again.use_draft("visit:1")
    rows(again).open_row(0)
    assert rows(again).form.editor("pay").raw() == "ห้าบาท"


def test_a_draft_comes_back_with_what_it_decides_and_can_be_thrown_away(qtbot: QtBot) -> None:
    drafts = KeptDrafts()
    drafts.kept["visit:1"] = {"roof": "rented", "rent": "1,500"}
    view = shown(qtbot, answers={"roof": "own"}, drafts=drafts)
    with qtbot.waitSignal(view.changed):
        view.use_draft("visit:1")
    assert view.restored.isVisible()
    assert view.editor("rent").isVisible()
    assert view.answers()["rent"] == 150_000
    view.restored.action_requested.emit()
    assert (view.answers(), drafts.kept) == ({"roof": "own"}, {})


def test_a_draft_that_is_found_late_does_not_wipe_out_what_is_typed_meanwhile(qtbot: QtBot) -> None:
    drafts = SlowDrafts()
    drafts.kept["visit:1"] = {"name": "เก่า"}
    view = shown(qtbot, drafts=drafts)
    view.use_draft("visit:1")
    type_thai(line(view, "name"), "ใหม่")
    drafts.answer()
    assert view.answers()["name"] == "ใหม่"


def test_saving_forgets_the_draft_unless_more_is_typed_or_something_is_unreadable(qtbot: QtBot) -> None:
    drafts = KeptDrafts()
    view = shown(qtbot, answers={"roof": "rented"}, drafts=drafts)
    view.use_draft("visit:1")
    type_thai(line(view, "name"), "ดี")
    view.flush_draft()
    saved = view.raws()
    type_thai(line(view, "name"), "มาก")
    view.flush_draft()
    view.mark_saved(saved)
    assert drafts.kept["visit:1"]["name"] == "ดีมาก"
    view.mark_saved(view.raws())
    assert drafts.kept == {}
    view.editor("rent").set_raw("พันห้า")
    view.flush_draft()
    view.mark_saved(view.raws())
    assert drafts.kept["visit:1"]["rent"] == "พันห้า"


def test_a_record_that_changes_elsewhere_leaves_alone_what_is_typed_here(qtbot: QtBot) -> None:
    view = shown(qtbot, answers={"name": "ดี", "roof": "own"})
    line(view, "name").end(False)
    type_thai(line(view, "name"), "มาก")
    view.follow_answers({"name": "อื่น", "roof": "rented", "rent": 100})
    assert view.answers() == {"name": "ดีมาก", "roof": "rented", "rent": 100}
    assert view.editor("rent").isVisible()
    assert view.touched() == {"name"}


def test_what_is_only_read_cannot_be_changed(qtbot: QtBot) -> None:
    view = shown(qtbot, answers={"members": [{"_id": "m1", "who": "ดี"}]})
    view.set_read_only(True)
    assert line(view, "name").isReadOnly()
    view.go("people")
    qtbot.keyClick(rows(view).table, Qt.Key.Key_Insert)
    rows(view).remove_row(0)
    assert view.answers()["members"] == [{"_id": "m1", "who": "ดี"}]
    assert not rows(view).begin.isVisible()


def test_findings_stand_beside_the_questions_they_name(qtbot: QtBot) -> None:
    view = shown(qtbot)
    view.show_findings([Finding(code="people.name_missing", severity=Severity.WARN, fields=("name",))])
    assert view.editor("name").accessibleDescription() == TH.text("people.finding.name_missing")


def test_values_written_apart_stand_below_their_question_until_one_is_chosen(qtbot: QtBot) -> None:
    view, chosen = shown(qtbot, answers={"name": "ดี"}), list[str]()
    values = [
        StandingValue(said=said, written="นายก", choose=lambda said=said: chosen.append(said)) for said in ("ดี", "มาก")
    ]
    view.show_versions({"name": [VersionsNote(TH, values)]})
    note = view.findChild(VersionsNote)
    assert note is not None
    qtbot.waitUntil(note.isVisible)
    note.findChildren(Button)[1].click()
    assert chosen == ["มาก"]
    view.retranslate(EN)
    assert note.findChildren(Button)[0].accessibleName().startswith("Use this value")
    view.show_versions({})
    qtbot.waitUntil(lambda: view.findChild(VersionsNote) is None)


def test_words_of_the_form_follow_the_language(qtbot: QtBot) -> None:
    view = shown(qtbot, shipped_form("visit", ""))
    view.retranslate(EN)
    assert view.editor("first_name").accessibleName() == "First name"
    assert str(view.nav._model.index(0).data()) == "Person in hardship"


def test_the_whole_form_of_a_visit_is_answered_on_the_screen(qtbot: QtBot) -> None:
    from tests.visit_builders import answers

    wanted = answers()
    view = shown(qtbot, shipped_form("visit", ""), wanted)
    assert {name: each for name, each in view.answers().items() if each != []} == wanted
    assert (view.problems(), view.lacking()) == (0, 0)


def test_a_choice_made_by_mistake_is_taken_back_by_delete(qtbot: QtBot) -> None:
    view = shown(qtbot)
    editor = view.editor("roof")
    assert isinstance(editor, RadioEdit)
    first = editor.findChildren(QRadioButton)[0]
    first.click()
    assert view.answers()["roof"] == "own"
    with qtbot.waitSignal(view.changed):
        qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert "roof" not in view.answers()
