"""Putting somebody of the register into a family of the household: who, which family, and why out of another house."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kmcase.application.read.people import PersonItem
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.ports import LiveTexts
from ui.screens.households.presenter import Family
from ui.widgets import Button, Choice, ChoiceEdit, LineEdit, row

_MOST_FOUND = 5
_LINE_HEIGHT = 32


class JoiningView(QWidget):
    """Hidden until it is begun; `sought` with what is typed, `chosen` with person, family and reason."""

    sought = Signal(str)
    chosen = Signal(str, str, str)

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._person_id = ""
        self._families: tuple[Family, ...] = ()
        self.who = QLineEdit()
        self.found = QListWidget()
        self.found.setMaximumHeight(_MOST_FOUND * _LINE_HEIGHT)
        fields = (
            Field("family", "households.member.family", ChoiceEdit),
            Field("reason", "households.join_reason", LineEdit, required=True, width=Width.FULL),
        )
        self.form = FormView(texts, FormSpec((Section(None, fields),)))
        self.move_here = Button(texts, message("households.move_here"), icon_name="house")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.who, self.found, self.form):
            layout.addWidget(part)
        layout.addLayout(row(None, self.move_here))
        self.who.textChanged.connect(self.sought)
        self.who.returnPressed.connect(self._take_first)
        self.found.itemActivated.connect(self._take)
        self.found.itemClicked.connect(self._take)
        self.move_here.clicked.connect(self._move)
        self.form.main_action.connect(self._move)
        self.retranslate(texts)
        self.hide()

    def begin(self) -> None:
        """Ask who."""
        self._person_id = ""
        self.form.set_values({"family": self._families[0].family_id if self._families else None})
        self.form.setVisible(len(self._families) > 1)
        self.form.set_field_visible(False, "reason")
        self.move_here.hide()
        self.found.hide()
        self.show()
        self.who.clear()
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_families(self, families: Sequence[Family]) -> None:
        """The families of the household now shown."""
        self._families = tuple(families)
        editor = self.form.editor("family")
        assert isinstance(editor, ChoiceEdit)
        editor.set_choices([Choice(value=each.family_id, said=each.said) for each in families])
        self.form.set_field_visible(len(families) > 1, "family")
        self.hide()

    def show_people(self, items: Sequence[PersonItem]) -> None:
        """Who is found."""
        self.found.clear()
        for person in items:
            entry = QListWidgetItem(f"{person.name}  ·  {person.house_no}")
            entry.setData(Qt.ItemDataRole.UserRole, person.person_id)
            self.found.addItem(entry)
        self.found.setVisible(bool(items))

    def show_error(self, said: Message) -> None:
        """Somebody lives in another household: say so beside the reason that is asked for."""
        self.form.show()
        self.form.set_field_visible(True, "reason")
        self.move_here.show()
        self.form.set_errors({"reason": said})

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        self.who.setPlaceholderText(texts.text("households.join_who"))
        self.who.setAccessibleName(texts.text("households.join_who"))
        self.found.setAccessibleName(texts.text("households.join_found"))
        self.form.retranslate(texts)
        self.move_here.retranslate(texts)

    def _take_first(self) -> None:
        if self.found.count():
            self._take(self.found.item(0))

    def _take(self, item: QListWidgetItem) -> None:
        self._person_id = str(item.data(Qt.ItemDataRole.UserRole))
        self._choose("")

    def _move(self) -> None:
        if self._person_id and self.form.validate():
            self._choose(str(self.form.values()["reason"]))

    def _choose(self, reason: str) -> None:
        family = self.form.values()["family"] or (self._families[0].family_id if self._families else "")
        if family:
            self.chosen.emit(self._person_id, family, reason)
