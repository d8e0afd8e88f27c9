"""Fields that two people wrote apart: both values, who wrote when, and the buttons that decide."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.people import PersonPage
from kmcase.messages import message
from ui.ports import Desk
from ui.screens.people.presenter import PeoplePresenter
from ui.widgets import Button, Card, Label, clear_layout, row


class ConflictsView(QWidget):
    """Hidden where there is nothing to decide."""

    def __init__(self, desk: Desk, presenter: PeoplePresenter) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_conflicts(self, page: PersonPage) -> None:
        """The fields in conflict, each with its standing values."""
        clear_layout(self._layout)
        texts = self._desk.texts
        for field, versions in page.conflicts.items():
            card = Card()
            title = message("people.conflict_of", field=message(f"people.field.{field}"))
            card.body.addWidget(Label(texts, title, role="strong"))
            for _, at, value in versions:
                shown = Label(texts, f"{value}")
                when = Label(texts, at[:10], role="muted")
                take = Button(texts, message("people.take_this"), icon_name="tick")
                take.clicked.connect(lambda _=False, f=field, v=value: self._presenter.settle(f, v))
                card.body.addLayout(row(shown, when, None, take))
            self._layout.addWidget(card)
        self.setVisible(bool(page.conflicts))
