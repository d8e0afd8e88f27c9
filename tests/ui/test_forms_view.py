"""A declared form: values, errors, findings, keys, drafts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kmcase.domain.findings import Finding, Severity
from kmcase.domain.money import Baht
from kmcase.messages import Catalogue, message
from tests.typing_thai import type_thai
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.forms.drafts import SAVE_WITHIN_MS, Found
from ui.forms.override import override_spec
from ui.forms.second import taken
from ui.widgets import BahtEdit, Banner, Button, Label, LineEdit, TextArea, scrolling

TH, EN = Catalogue("th"), Catalogue("en")
SPEC = FormSpec(
    (
        Section(
            "widgets.nav.name",
            (
                Field("name", "widgets.address.village", LineEdit, required=True),
                Field("amount", "widgets.gauge.allotted", partial(BahtEdit, show_words=True)),
                Field("remark", "widgets.address.road", partial(TextArea, rows=2), width=Width.FULL),
            ),
        ),
    )
)


class KeptDrafts:
    """Drafts in memory, and how often they were written."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {}
        self.saves = 0

    def save(self, key: str, values: Mapping[str, Any]) -> None:
        self.saves += 1
        self.kept[key] = dict(values)

    def load(self, key: str, found: Found) -> None:
        found(self.kept.get(key))

    def clear(self, key: str) -> None:
        self.kept.pop(key, None)


class SlowDrafts(KeptDrafts):
    """Answers when it is told to."""

    def load(self, key: str, found: Found) -> None:
        self.answer = lambda: found(self.kept.get(key))


def shown(qtbot: QtBot, **more: Any) -> FormView:
    form = FormView(TH, SPEC, **more)
    qtbot.addWidget(form)
    form.resize(800, 500)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    return form


def line(form: FormView, name: str) -> Any:
    return form.editor(name).inputs()[0]


def test_a_field_name_stands_once() -> None:
    field = Field("name", "widgets.address.village", LineEdit)
    with pytest.raises(ValueError, match="name"):
        FormSpec((Section(None, (field,)), Section(None, (field,))))


def test_values_go_in_and_come_out(qtbot: QtBot) -> None:
    form = shown(qtbot)
    form.set_values({"name": "บ้านสวน", "amount": Baht.of(3000)})
    assert form.values() == {"name": "บ้านสวน", "amount": Baht.of(3000), "remark": ""}
    assert not form.is_dirty


def test_typing_makes_the_form_dirty_and_saving_clean(qtbot: QtBot) -> None:
    form = shown(qtbot)
    form.set_values({"name": "บ้านสวน"})
    with qtbot.waitSignal(form.changed):
        type_thai(line(form, "name"), "ก")
    assert form.is_dirty
    form.mark_clean()
    assert not form.is_dirty


def test_filling_in_a_record_is_not_typing(qtbot: QtBot) -> None:
    form = shown(qtbot)
    with qtbot.assertNotEmitted(form.changed):
        form.set_values({"name": "บ้านสวน"})


def test_enter_goes_on_to_the_next_field_and_says_what_is_wrong_behind(qtbot: QtBot) -> None:
    form = shown(qtbot)
    line(form, "amount").setFocus()
    type_thai(line(form, "amount"), "สามพัน")
    assert form._boxes["amount"].error is None
    qtbot.keyClick(line(form, "amount"), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is line(form, "remark")
    assert form._boxes["amount"].error == message("widgets.baht.letters")
    assert line(form, "amount").text() == "สามพัน"


def test_enter_in_a_text_area_is_a_new_line(qtbot: QtBot) -> None:
    form = shown(qtbot)
    line(form, "remark").setFocus()
    qtbot.keyClick(line(form, "remark"), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is line(form, "remark")
    assert line(form, "remark").toPlainText() == "\n"


@pytest.mark.parametrize("field", ["name", "remark"])
def test_ctrl_enter_is_the_main_action_from_any_field(qtbot: QtBot, field: str) -> None:
    form = shown(qtbot)
    line(form, field).setFocus()
    with qtbot.waitSignal(form.main_action):
        qtbot.keyClick(line(form, field), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.values()["remark"] == ""


@pytest.mark.parametrize("waited_for", [True, False])
def test_ctrl_enter_is_the_screens_own_where_the_form_within_it_has_no_action(qtbot: QtBot, waited_for: bool) -> None:
    pressed, screen, form = [], QWidget(), FormView(TH, SPEC)
    qtbot.addWidget(screen)
    QVBoxLayout(screen).addWidget(form)
    shortcut = QShortcut(QKeySequence("Ctrl+Return"), screen)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(lambda: pressed.append("screen"))
    if waited_for:
        form.main_action.connect(lambda: pressed.append("form"))
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    for field in ("name", "remark"):
        line(form, field).setFocus()
        qtbot.keyClick(line(form, field), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["form" if waited_for else "screen"] * 2


def test_a_required_field_is_asked_for_at_the_end_not_while_typing(qtbot: QtBot) -> None:
    form = shown(qtbot)
    line(form, "name").setFocus()
    with qtbot.waitSignal(form.field_left) as left:
        line(form, "amount").setFocus()
    assert left.args == ["name"]
    assert form._boxes["name"].error is None
    assert not form.validate()
    assert form._boxes["name"].error == message("widgets.form.missing")
    assert QApplication.focusWidget() is line(form, "name")


def test_a_hidden_field_is_not_asked_for(qtbot: QtBot) -> None:
    form = shown(qtbot)
    form.set_field_visible(False, "name")
    assert form.validate()


def test_an_error_from_outside_stands_beside_its_field_until_it_is_mended(qtbot: QtBot) -> None:
    form = shown(qtbot)
    form.set_errors({"amount": message("widgets.baht.negative")})
    box = form._boxes["amount"]
    words = [label.plain_text() for label in box.findChildren(Label)]
    assert TH.text("widgets.baht.negative") in words
    assert QApplication.focusWidget() is line(form, "amount")
    assert TH.text("widgets.baht.negative") in form.editor("amount").accessibleDescription()
    type_thai(line(form, "amount"), "5")
    assert box.error is None


def test_findings_stand_beside_the_fields_they_name_and_stay_while_one_types(qtbot: QtBot) -> None:
    form = shown(qtbot)
    finding = Finding(code="widgets.none", severity=Severity.WARN, fields=("amount",))
    texts = _WithFinding("th")
    form.retranslate(texts)
    form.set_findings((finding,))
    type_thai(line(form, "amount"), "5")
    assert line(form, "amount").property("tone") == "warn"
    assert line(form, "name").property("tone") != "warn"
    form.set_findings(())
    assert line(form, "amount").property("tone") == "plain"


class _WithFinding(Catalogue):
    def render(self, said):  # type: ignore[no-untyped-def]
        return "สูงกว่าเกณฑ์" if said.key == "widgets.finding.none" else super().render(said)


def drafting(qtbot: QtBot, drafts: KeptDrafts, key: str = "visit:1") -> FormView:
    form = shown(qtbot, drafts=drafts)
    form.use_draft(key)
    return form


def banner(form: FormView) -> Banner:
    return form.findChild(Banner)


def test_a_draft_is_saved_while_typing_and_typed_again_after_a_crash(qtbot: QtBot) -> None:
    drafts = KeptDrafts()
    form = drafting(qtbot, drafts)
    for letter in "บ้านสวน":
        type_thai(line(form, "name"), letter)
    type_thai(line(form, "amount"), "สามพัน")
    qtbot.waitUntil(lambda: drafts.saves == 1, timeout=SAVE_WITHIN_MS * 5)
    again = drafting(qtbot, drafts)
    assert line(again, "name").text() == "บ้านสวน"
    assert line(again, "amount").text() == "สามพัน"
    assert again._boxes["amount"].error == message("widgets.baht.letters")
    assert again.is_dirty and banner(again).isVisible()


def test_a_draft_leaves_out_the_second_persons_password(qtbot: QtBot) -> None:
    drafts = KeptDrafts()
    form = FormView(TH, override_spec(), drafts=drafts)
    qtbot.addWidget(form)
    form.set_values({})
    form.use_draft("request:1")
    form.editor("document").set_value("บันทึก 9/2567")
    form.editor("second_password").set_value("ลับมาก")
    form.flush_draft()
    (kept,) = drafts.kept.values()
    assert kept["document"] == "บันทึก 9/2567" and "ลับมาก" not in str(kept)
    assert "second_password" not in form.missing()
    assert taken(form)["second_password"] == "ลับมาก" and form.editor("second_password").is_empty()


def test_a_draft_that_came_back_can_be_thrown_away(qtbot: QtBot) -> None:
    drafts = KeptDrafts()
    drafts.save("visit:1", {"name": "พิมพ์ค้างไว้"})
    form = shown(qtbot, drafts=drafts)
    form.set_values({"name": "บ้านสวน"})
    form.use_draft("visit:1")
    assert line(form, "name").text() == "พิมพ์ค้างไว้"
    qtbot.mouseClick(banner(form).findChild(Button), Qt.MouseButton.LeftButton)
    assert (line(form, "name").text(), form.is_dirty, drafts.kept) == ("บ้านสวน", False, {})
    assert not banner(form).isVisible()


def test_what_is_typed_into_one_record_never_comes_up_in_another(qtbot: QtBot) -> None:
    drafts = KeptDrafts()
    form = drafting(qtbot, drafts)
    type_thai(line(form, "name"), "ของคนแรก")
    form.set_values({"name": "คนที่สอง"})
    form.use_draft("visit:2")
    assert (line(form, "name").text(), form.is_dirty) == ("คนที่สอง", False)
    assert drafts.kept["visit:1"]["name"] == "ของคนแรก" and "visit:2" not in drafts.kept


def test_a_draft_never_covers_what_is_being_typed(qtbot: QtBot) -> None:
    drafts = SlowDrafts()
    drafts.save("visit:1", {"name": "เก่า"})
    form = drafting(qtbot, drafts)
    type_thai(line(form, "name"), "ใหม่")
    drafts.answer()
    assert line(form, "name").text() == "ใหม่"


def test_a_form_that_only_shows_keeps_nothing(qtbot: QtBot) -> None:
    drafts = KeptDrafts()
    form = drafting(qtbot, drafts, "")
    type_thai(line(form, "name"), "ก")
    form.flush_draft()
    form.clear_draft()
    assert drafts.saves == 0


def test_steady_typing_does_not_put_off_the_draft(qtbot: QtBot) -> None:
    drafts = KeptDrafts()
    form = drafting(qtbot, drafts)
    waited = 0
    while waited < SAVE_WITHIN_MS * 3 and not drafts.saves:
        type_thai(line(form, "name"), "ก")
        qtbot.wait(SAVE_WITHIN_MS // 8)
        waited += SAVE_WITHIN_MS // 8
    assert drafts.saves


def test_a_form_that_is_closed_has_its_draft_saved_at_once(qtbot: QtBot) -> None:
    drafts = KeptDrafts()
    form = drafting(qtbot, drafts)
    type_thai(line(form, "name"), "ก")
    form.hide()
    assert drafts.kept["visit:1"]["name"] == "ก"


def test_a_saved_record_leaves_no_draft(qtbot: QtBot) -> None:
    drafts = KeptDrafts()
    form = drafting(qtbot, drafts)
    type_thai(line(form, "name"), "ก")
    form.flush_draft()
    form.clear_draft()
    assert drafts.kept == {}
    assert not form.is_dirty


def test_a_draft_of_an_older_form_is_read_as_far_as_it_fits(qtbot: QtBot) -> None:
    form = shown(qtbot)
    form.restore({"name": "บ้านสวน", "gone": "x"})
    assert form.values()["name"] == "บ้านสวน"


def test_fields_stand_below_each_other_where_there_is_little_room(qtbot: QtBot) -> None:
    form = shown(qtbot)
    wide = [form._boxes[name].mapTo(form, QPoint()).y() for name in ("name", "amount")]
    assert wide[0] == wide[1]
    form.resize(400, 500)
    qtbot.waitUntil(
        lambda: form._boxes["amount"].mapTo(form, QPoint()).y() > form._boxes["name"].mapTo(form, QPoint()).y()
    )


def test_the_focus_brings_its_field_into_sight(qtbot: QtBot) -> None:
    form = FormView(TH, SPEC)
    area = scrolling(form)
    qtbot.addWidget(area)
    area.resize(420, 160)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    form.focus_field("remark")
    assert area.verticalScrollBar().value() > 0


def test_labels_and_errors_follow_the_language(qtbot: QtBot) -> None:
    form = shown(qtbot)
    form.set_errors({"amount": message("widgets.baht.negative")})
    form.retranslate(EN)
    words = {label.plain_text() for label in form.findChildren(Label)}
    assert {EN.text("widgets.nav.name"), "Village *", EN.text("widgets.baht.negative")} <= words
    assert line(form, "name").accessibleName() == "Village"


def test_how_much_room_two_fields_beside_each_other_need_is_counted_in_letters(qtbot: QtBot) -> None:
    form = FormView(TH, SPEC, narrow_letters=55)
    qtbot.addWidget(form)
    form.show()

    def beside() -> bool:
        name, amount = (form.editor(key).mapTo(form, QPoint()) for key in ("name", "amount"))
        return name.y() == amount.y()

    letter = form.fontMetrics().averageCharWidth()
    for letters, expected in ((54, False), (56, True)):
        form.resize(letters * letter, 400)
        qtbot.waitUntil(lambda expected=expected: beside() is expected, timeout=2_000)
