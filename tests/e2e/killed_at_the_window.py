"""A window that is killed while somebody types into a visit: run as a process of its own by `test_drafts`.

`python -m tests.e2e.killed_at_the_window OFFICE PERSON_ID` signs the officer in, begins the visit, types a story and a
member of the household, waits as long as a draft may take, and kills itself.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import tests.conftest  # noqa: F401  the environment of every test, before Qt
from tests.e2e.desk import at_the_window
from tests.e2e.hands import Hands
from tests.typing_thai import type_thai
from ui.forms.drafts import SAVE_WITHIN_MS

STORY = "สามีถึงแก่กรรมเมื่อเดือนพฤษภาคม หลังคารั่ว"
MEMBER = "เด็กหญิงดี ศรีสุข"


class Patience:
    """What the hands ask of pytest-qt, in a process without pytest."""

    def addWidget(self, _widget: object) -> None:
        """The process dies with it."""

    def waitUntil(self, happened: Callable[[], bool], timeout: int) -> None:
        """Until something has happened."""
        end = time.monotonic() + timeout / 1000
        while not happened():
            if time.monotonic() > end:
                raise TimeoutError
            QTest.qWait(10)

    @contextmanager
    def waitSignal(self, emitted: Any, timeout: int) -> Iterator[None]:
        """Until a signal was emitted."""
        heard: list[bool] = []
        emitted.connect(lambda *_: heard.append(True))
        yield
        self.waitUntil(lambda: bool(heard), timeout)


def type_and_die(hands: Hands, person_id: str) -> None:
    """Type into a visit, and be killed."""
    hands.sign_in("officer")
    workspace = hands._application.frame.workspace
    assert workspace is not None
    workspace.open("visits", f"new:{person_id}")
    hands.settle()
    page: Any = workspace.screen_view("visits").page  # type: ignore[attr-defined]
    page.go("story")
    type_thai(page.answers.editor("background").inputs()[0], STORY)
    page.answers.editor("members").begin_row()
    page.answers.editor("members").form.editor("member_name").set_value(MEMBER)
    QTest.qWait(2 * SAVE_WITHIN_MS)
    hands.settle()
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Sit down at the office and die there."""
    application = QApplication(sys.argv[:1])
    with at_the_window(Patience(), Path(sys.argv[1])) as hands:  # type: ignore[arg-type]
        type_and_die(hands, sys.argv[2])
    raise SystemExit(f"{application} lived on")


if __name__ == "__main__":
    main()
