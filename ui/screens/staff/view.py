"""Users as people see them: who works here, the relatives they declared, and a form for each action."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.staff import Relative
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms.page import FormPage
from ui.ports import Desk, Err, LiveTexts
from ui.screens.staff.columns import MEMBERS, RELATIVES
from ui.screens.staff.forms import form_of, values_of
from ui.screens.staff.presenter import OF_SOMEBODY, StaffPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import Button, Label, retranslate_all, row

_BUTTONS = (
    ("own", "key", ""),
    ("declare", "family", ""),
    ("remove", "close", ""),
    ("reset", "unlock", ""),
    ("change", "edit", "F2"),
    ("add", "plus", "Ctrl+N"),
)


class StaffView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = StaffPresenter(desk, self)
        self.members = ListView(
            desk, name="staff", title_key="staff_ui.screen", columns=MEMBERS, key=lambda one: one.staff_id
        )
        self.relatives = ListView(
            desk,
            name="relatives",
            title_key="staff_ui.relatives",
            columns=RELATIVES,
            key=lambda one: (one.staff_id, one.name),
            empty=message("staff_ui.no_relatives"),
        )
        self.buttons = {
            action: Button(texts, message(f"staff_ui.action.{action}"), icon_name=icon, shortcut=shortcut)
            for action, icon, shortcut in _BUTTONS
        }
        self.form: FormPage | None = None
        self.tabs = QTabWidget()
        self._pages = QStackedWidget()
        self._build()
        self._enable()

    def _build(self) -> None:
        for action, button in self.buttons.items():
            button.setVisible(self.presenter.may(action))
            button.clicked.connect(partial(self.begin, action))
        self.tabs.addTab(self.members, "")
        self.tabs.addTab(self.relatives, "")
        self._name_tabs()
        lists = QWidget()
        inside = QVBoxLayout(lists)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        title = Label(self._desk.texts, message("staff_ui.screen"), role="title", wrap=False)
        own = (self.buttons["own"], self.buttons["declare"])
        inside.addLayout(row(title, None, *own))
        inside.addWidget(self.tabs, 1)
        inside.addLayout(row(None, *(button for action, button in self.buttons.items() if button not in own)))
        self._pages.addWidget(lists)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.THREE, Space.TWO, Space.THREE, Space.TWO)
        layout.addWidget(self._pages)
        self.setFocusProxy(self.members)
        self.members.selection_changed.connect(self._enable)
        self.members.activated.connect(lambda _item: self.begin("change"))
        self.members.retry.connect(self.presenter.open)

    def _enable(self) -> None:
        member = self._member()
        for action in OF_SOMEBODY:
            self.buttons[action].setEnabled(member is not None and member.active)

    def _member(self) -> StaffMember | None:
        chosen = self.members.selected()
        return chosen[0] if len(chosen) == 1 else None

    def begin(self, action: str) -> None:
        """Ask what goes with an action."""
        member = self._member() if action in OF_SOMEBODY else None
        if not self.presenter.may(action) or (action in OF_SOMEBODY and (member is None or not member.active)):
            return
        self.show_lists()
        texts = self._desk.texts
        title = message(f"staff_ui.title.{action}", name=member.name if member else self._desk.actor.name)
        form = FormPage(
            texts,
            title,
            form_of(action),
            action=message(f"staff_ui.action.{action}"),
            cancel=message("staff_ui.cancel"),
        )
        form.form.set_values(values_of(action, member))
        form.say(_sentence(action, member))
        form.submitted.connect(lambda: self.presenter.do(action, member, form.form.values()))
        form.cancelled.connect(self.show_lists)
        self.form = form
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)
        form.begin()

    # --- what the presenter shows ---

    def show_members(self, members: tuple[StaffMember, ...]) -> None:
        """Who works here, those who left last."""
        self.members.set_items(members)
        self._enable()

    def show_relatives(self, relatives: tuple[Relative, ...]) -> None:
        """Declared relatives."""
        self.relatives.set_items(relatives)

    def show_failure(self, failure: Err) -> None:
        """The lists cannot be shown."""
        self.members.set_error(failure)

    def show_refused(self, failure: Err) -> None:
        """Why nothing was recorded."""
        if self.form is not None:
            self.form.show_failure(failure)

    def show_lists(self) -> None:
        """From a form back to the lists; what was typed into it, passwords too, is gone."""
        if self.form is not None:
            self._pages.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        self._pages.setCurrentIndex(0)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown, perhaps for one person."""
        self.presenter.open()
        if record_id is not None:
            with QSignalBlocker(self.members):
                self.members.select_key(record_id)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        self._name_tabs()

    def _name_tabs(self) -> None:
        self.tabs.setTabText(0, self._desk.texts.text("staff_ui.screen"))
        self.tabs.setTabText(1, self._desk.texts.text("staff_ui.relatives"))
        self.tabs.setAccessibleName(self._desk.texts.text("staff_ui.screen"))


def _sentence(action: str, member: StaffMember | None) -> Message | str:
    return message("staff_ui.will_remove", name=member.name) if action == "remove" and member is not None else ""
