"""Fields that two people wrote apart: both values, who wrote when, and the buttons that decide."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.people import PersonPage
from kmcase.messages import message
from ui.ports import Desk
from ui.screens.people.presenter import PeoplePresenter
from ui.screens.people.standing import in_words
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
        for field, standing in page.conflicts.items():
            card = Card()
            title = message("people.conflict_of", field=message(f"people.field.{field}"))
            card.body.addWidget(Label(texts, title, role="strong"))
            for each in standing:
                words = texts.catalogue.show(in_words(field, each.value))
                who = message("people.written_by", name=each.written_by, on=each.written_on)
                take = Button(texts, message("people.take_this"), icon_name="tick")
                take.setAccessibleName(texts.text("people.take_this_value", value=words))
                take.clicked.connect(partial(self._presenter.settle, field, each.plain))
                shown = Label(texts, words)
                card.body.addLayout(row(shown, Label(texts, who, role="muted", wrap=False), take))
            self._layout.addWidget(card)
        self.setVisible(bool(page.conflicts))
