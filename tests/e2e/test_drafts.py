"""What is typed and not saved: there again after the window was closed, for the person who typed it alone."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.e2e.desk import at_the_window


def test_somebody_half_typed_is_there_again_after_the_window_was_closed(qtbot: QtBot, tmp_path: Path) -> None:
    with at_the_window(qtbot, tmp_path / "office") as hands:
        hands.sign_in("officer")
        hands.go("people")
        hands.press("people.new_short")
        hands.fill("people.field.first_name", "สมหญิง")

    with at_the_window(qtbot, tmp_path / "office") as hands:
        hands.sign_in("social")
        hands.go("people")
        hands.press("people.new_short")
        assert hands.editor("people.field.first_name").value() == ""
        hands.sign_in("officer")
        hands.go("people")
        hands.press("people.new_short")
        assert hands.editor("people.field.first_name").value() == "สมหญิง"
        hands.press("widgets.form.discard")
        assert hands.editor("people.field.first_name").value() == ""
