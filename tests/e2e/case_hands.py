"""A shelter with one person a role, and hands for work in cases: parts, phrases and scores by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QRadioButton, QTableView
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot

from kmcase.domain.offices import OfficeKind
from tests.e2e.desk import USERS, a_window, an_office
from tests.e2e.field_hands import FieldHands, Village
from ui.forms.page import FormPage
from ui.widgets import AnchoredScore, Chip, Label, SignaturePad

_PATIENCE_MS = 30_000
_SOON_MS = 5_000
_BREATH_MS = 3


def a_shelter(root: Path) -> Village:
    """A shelter's office, where nobody was received yet."""
    village = Village(root)
    an_office(
        village.gateway("office"),
        village.folder("office"),
        USERS,
        kind=OfficeKind.SHELTER,
        name="สถานคุ้มครองคนไร้ที่พึ่งอุดรธานี",
    )
    return village


@contextmanager
def at_the_shelter(qtbot: QtBot, village: Village) -> Iterator[CaseHands]:
    """Its window, at the door."""
    with a_window(qtbot, village.gateway("office"), village.folder("office"), village.root) as application:
        yield CaseHands(qtbot, application, village.password)


def _cells(grid: QTableView) -> list[str]:
    model = grid.model()
    places = ((row, column) for row in range(model.rowCount()) for column in range(model.columnCount()))
    return [str(model.index(row, column).data() or "") for row, column in places]


class CaseHands(FieldHands):
    """Hands that also read chips, and write plans and assessments without the mouse."""

    def settle(self) -> None:
        """The same, often and briefly: until no lane has work twice in a row."""
        jobs = self._application.frame.jobs
        for _ in range(2):
            QTest.qWait(_BREATH_MS)
            self._qtbot.waitUntil(lambda: not jobs.busy, timeout=_PATIENCE_MS)
        QTest.qWait(_BREATH_MS)
        self.have_keyboard()

    def set(self, key: str, words: str) -> None:
        """Fill the field with a label: a choice by its words, else as it is typed."""
        self.say_of(self.text(key), words)

    def set_all(self, typed: dict[str, str]) -> None:
        """Several fields, by the keys of their labels."""
        for key, words in typed.items():
            self.set(key, words)

    def say_of(self, label: str, words: str) -> None:
        """The same by the words of the label, such as a goal's."""
        self._type(label, words)

    def stands_in(self, key: str) -> str:
        """What stands in the line of the field with a label."""
        line = self.editor(key).findChild(QLineEdit)
        assert line is not None
        return line.text()

    def key(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        """Press a key where the keyboard is."""
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        QTest.keyClick(widget, key, modifier)
        self.settle()

    def keep(self, said: str) -> None:
        """Ctrl+Enter in the form in front: it is closed, and the window says that it is kept."""
        self.key(Qt.Key.Key_Return, ctrl=True)
        self._qtbot.waitUntil(lambda: not any(each.isVisible() for each in self._forms()), timeout=_PATIENCE_MS)
        self.wait_for(self.text(said))

    def part(self, key: str) -> None:
        """A part of the case in front, by its tab."""
        self.turn_to(f"cases.tab.{key}")

    def put_signature(self) -> None:
        """The client signs on the pad."""
        pad = self.shown(SignaturePad, lambda _: True)
        self.sign(pad)

    def sees(self, *words: str) -> None:
        """Each of these comes to be read: in a sentence, on a chip, in a line of a list."""

        def unread() -> list[str]:
            said = self._read()
            return [each for each in words if not any(each in one for one in said)]

        with suppress(TimeoutError):
            self._qtbot.waitUntil(lambda: not unread(), timeout=_SOON_MS)
        assert not unread(), f"{unread()} not to be read in {self._read()}"

    def take_phrase(self, words: str) -> None:
        """Take a line of the phrase bank, by its first letters' place and Enter."""
        name = self.text("case_plans.edit.bank")
        found = self.shown(QListWidget, lambda each: each.accessibleName() == name)
        role = Qt.ItemDataRole.AccessibleTextRole
        said = [str(found.item(at).data(role) or "") for at in range(found.count())]
        at = next((at for at, one in enumerate(said) if words in one), None)
        assert at is not None, f"{words} is not in the bank: {said}"
        found.setFocus()
        found.setCurrentRow(at)
        self.key(Qt.Key.Key_Return)

    def score(self, item: str, score: int) -> None:
        """Type the figure of a score; what it means stands beside it."""
        edit = self.shown(AnchoredScore, lambda each: each.accessibleName() == item)
        edit.setFocus()
        self.key(Qt.Key(Qt.Key.Key_0 + score))
        chosen = [each.text() for each in edit.findChildren(QRadioButton) if each.isChecked()]
        assert chosen and chosen[0].startswith(str(score)), f"{item}: {chosen}"

    def key_in_outline(self, key: Qt.Key) -> None:
        """Press a key in the outline of the plan that is written."""
        name = self.text("case_plans.form.lines")
        self.shown(QListWidget, lambda each: each.accessibleName() == name).setFocus()
        self.key(key)

    def _read(self) -> list[str]:
        """What is to be read."""
        front = self._front()
        said = [label.plain_text() for label in front.findChildren(Label) if label.isVisible()]
        said += [chip.accessibleName() for chip in front.findChildren(Chip) if chip.isVisible()]
        for grid in front.findChildren(QTableView):
            if grid.isVisible():
                said += _cells(grid)
        return said

    def _forms(self) -> list[FormPage]:
        return self._front().findChildren(FormPage)
