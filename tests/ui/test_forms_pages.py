"""A form in pages: each is made when it first comes in front, and nothing of the others is lost."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kmcase.messages import Catalogue, message
from tests.ui.test_forms_view import KeptDrafts
from ui.forms import Field, FormSpec, FormView, Section
from ui.widgets import Label, LineEdit

TH, EN = Catalogue("th"), Catalogue("en")


def paged(drafts: KeptDrafts | None = None) -> FormView:
    """A form of a line above and two pages with a line each."""
    lines = [Field(name, f"widgets.address.{label}", LineEdit) for name, label in (("one", "road"), ("two", "village"))]
    pages = (Section("widgets.nav.name", (line,), page=f"page {line.name}") for line in lines)
    above = Section(None, (Field("above", "widgets.address.soi", LineEdit, required=True),))
    return FormView(TH, FormSpec((above, *pages)), drafts=drafts)


def test_a_page_is_made_when_it_comes_in_front_and_holds_what_was_set(qtbot: QtBot) -> None:
    form = paged()
    qtbot.addWidget(form)
    form.show()
    form.set_values({"above": "0", "one": "1", "two": "2"})
    assert (form.page, len(form.findChildren(LineEdit))) == ("page one", 2)
    assert form.values() == {"above": "0", "one": "1", "two": "2"}
    assert not form.is_dirty
    with qtbot.waitSignal(form.turned) as turned:
        form.focus_field("two")
    assert turned.args == ["page two"]
    assert not form.is_dirty
    assert (form.editor("one").isVisible(), form.editor("two").isVisible()) == (False, True)
    form.editor("two").set_value("3")
    assert form.is_dirty
    assert form.values()["two"] == "3"
    form.set_values({"one": "4"})
    assert form.values() == {"above": "", "one": "4", "two": ""}


def test_a_draft_and_an_error_reach_a_page_that_was_never_in_front(qtbot: QtBot) -> None:
    drafts = KeptDrafts()
    drafts.kept["noun:1"] = {"two": "typed"}
    form = paged(drafts)
    qtbot.addWidget(form)
    form.set_values({"two": "kept"})
    form.use_draft("noun:1")
    assert form.values()["two"] == "typed"
    assert form.is_dirty
    other = paged()
    qtbot.addWidget(other)
    other.set_read_only(True)
    other.set_field_visible(False, "two")
    other.set_field_visible(True, "two")
    other.set_errors({"two": message("widgets.form.missing")})
    assert other.page == "page two"
    assert other.editor("two").inputs()[0].isReadOnly()  # type: ignore[attr-defined]
    other.retranslate(EN)
    assert EN.text("widgets.nav.name") in [label.plain_text() for label in other.findChildren(Label)]


def test_a_field_that_is_required_stands_on_no_page() -> None:
    with pytest.raises(ValueError, match="required"):
        FormSpec((Section(None, (Field("one", "widgets.address.road", LineEdit, required=True),), page="p"),))
