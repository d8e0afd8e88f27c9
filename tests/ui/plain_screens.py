"""Screens with one line to type in, for tests of the window around them."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.messages import message
from ui.ports import Area, Desk, LiveTexts, Screen, TourStep
from ui.widgets.basics import Label
from ui.widgets.texts import retranslate_all


class PlainScreen(QWidget):
    """Keeps what it was told and what is typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.records: list[str | None] = []
        self.changes: list[Changes] = []
        self.title = Label(desk.texts, message("shell.area.register"), role="title")
        self.line = QLineEdit()
        self.line.setAccessibleName("line")
        layout = QVBoxLayout(self)
        layout.addWidget(self.title)
        layout.addWidget(self.line)
        self.setFocusProxy(self.line)

    def show_record(self, record_id: str | None) -> None:
        self.records.append(record_id)

    def apply_changes(self, changes: Changes) -> None:
        self.changes.append(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        retranslate_all(self, texts)


def a_screen(key: str, area: Area | None, use_case: str, *nouns: str) -> Screen:
    return Screen(
        key=key, area=area, title_key=f"shell.area.{area.value}" if area else "shell.noun.run", icon="people",
        use_case=use_case, nouns=nouns, factory=PlainScreen,
        tour_steps=(TourStep(name="typed", act=lambda view: view.line.setText("typed")),),
    )  # fmt: skip


SCREENS = (
    a_screen("today", Area.TODAY, "office.read"),
    a_screen("people", Area.REGISTER, "people.read", "person"),
    a_screen("households", Area.REGISTER, "households.read", "household"),
    a_screen("runs", Area.ASSISTANCE, "payments.prepare"),
    a_screen("run", None, "payments.prepare"),
    a_screen("staff", Area.SETTINGS, "staff.add", "staff"),
)
