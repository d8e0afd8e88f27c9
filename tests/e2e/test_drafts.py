"""What is typed and not saved: there again after the window was closed, for the person who typed it alone."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.people import RegisterPerson
from tests.builders import person_values
from tests.e2e.desk import at_the_window
from tests.e2e.killed_at_the_window import MEMBER, STORY


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


@pytest.mark.skipif(sys.platform == "win32", reason="a process there cannot be killed by a signal")
def test_a_visit_half_typed_when_the_program_was_killed_is_there_again(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "office"
    with at_the_window(qtbot, folder) as hands:
        hands.sign_in("officer")
        session = hands._application.frame.session
        assert session is not None
        registered = session.services.people.register(RegisterPerson(values=person_values()))
        person_id = registered.value

    command = [sys.executable, "-m", "tests.e2e.killed_at_the_window", str(folder), person_id]
    dead = subprocess.run(command, check=False, capture_output=True)
    assert dead.returncode == -signal.SIGKILL, dead.stderr.decode()

    with at_the_window(qtbot, folder) as hands:
        hands.sign_in("officer")
        workspace = hands._application.frame.workspace
        assert workspace is not None
        workspace.open("visits", f"new:{person_id}")
        hands.settle()
        answers = workspace.screen_view("visits").page.answers
        assert answers.restored.isVisible()
        assert answers.answers()["background"] == STORY
        assert [member["member_name"] for member in answers.answers()["members"]] == [MEMBER]
