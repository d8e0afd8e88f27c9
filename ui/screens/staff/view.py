"""Staff as people see it: everybody at the left; one, what was changed of them, and their relatives at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.offices import StaffItem
from kmcase.messages import Message, message
from ui.forms.page import FormPage, FormStack
from ui.ports import Desk, Err, LiveTexts, Narrowed
from ui.screens.staff.actions import Action
from ui.screens.staff.columns import STAFF
from ui.screens.staff.forms import spec_of, start_values
from ui.screens.staff.member_pane import MemberPane
from ui.screens.staff.presenter import StaffPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Banner, Button, EmptyState, Label, column, retranslate_all, row, side_by_side, stacked

_LIST_WIDTH = 600
_PANE_WIDTH = 460


class StaffView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self.presenter = StaffPresenter(desk, self)
        self.banner = Banner(texts)
        self.add = Button(texts, message("staff.add"), kind="primary", icon_name="plus", shortcut="Ctrl+N")
        self.own = Button(texts, message("staff.own"), icon_name="lock")
        self.relative = Button(texts, message("staff.relative"), icon_name="family")
        self.confirm = Button(texts, message("staff.confirm_relatives"), icon_name="tick")
        self.list = ListView(
            desk,
            name="staff",
            title_key="staff.screen",
            columns=STAFF,
            key=lambda item: item.member.staff_id,
            empty=message("staff.none_yet"),
        )
        self.pane = MemberPane(desk)
        self.nothing = EmptyState(texts, "user", message("staff.choose"), message("staff.choose_advice"))
        self._build()
        self._connect()

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    def _build(self) -> None:
        self._right = stacked(self.nothing, self.pane)
        both = side_by_side(self.list, self._right, (_LIST_WIDTH, _PANE_WIDTH), stretch=(1, 0))
        title = Label(self._desk.texts, message("staff.screen"), role="title", wrap=False)
        for button, action in ((self.add, Action.ADD), (self.own, Action.OWN), (self.relative, Action.RELATIVE)):
            button.setVisible(self.presenter.may(action))
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        inside.addLayout(row(title, None, self.own, self.confirm, self.relative, self.add))
        inside.addWidget(self.banner)
        inside.addWidget(both, 1)
        self.confirm.hide()
        self._pages = FormStack(page, back_to=self.list)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        presenter = self.presenter
        self.add.clicked.connect(lambda: presenter.begin(Action.ADD))
        self.own.clicked.connect(lambda: presenter.begin(Action.OWN))
        self.relative.clicked.connect(lambda: presenter.begin(Action.RELATIVE))
        self.confirm.clicked.connect(presenter.confirm_relatives)
        self.list.chosen.connect(lambda item: self.presenter.choose(item.member.staff_id))
        self.list.activated.connect(lambda _item: presenter.begin(Action.ROLES))
        self.list.retry.connect(presenter.open)
        for action, button in self.pane.buttons.items():
            button.clicked.connect(lambda _checked=False, action=action: presenter.begin(action))
        self.pane.hand_key.clicked.connect(presenter.hand_key)

    def begin(self, action: str) -> None:
        """Open a form by its name, leaving the one that is open; for the tour."""
        self.form_done()
        self.presenter.begin(Action(action))

    # --- what the presenter shows ---

    def show_relatives_due(self, due: bool) -> None:
        """Whether the signed-in person has to say for this year who the own relatives are."""
        self.confirm.setVisible(due)

    def show_items(self, items: tuple[StaffItem, ...]) -> None:
        """Everybody."""
        self.list.set_items(items)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_member(self, item: StaffItem | None) -> None:
        """Who is in front, and what may be done to them."""
        self.banner.hide()
        self._right.setCurrentWidget(self.nothing if item is None else self.pane)
        if item is None:
            return
        self.list.blockSignals(True)
        self.list.select_key(item.member.staff_id)
        self.list.blockSignals(False)
        self.pane.show_item(item, may=self.presenter.may, may_hand_key=self.presenter.may_hand_key)

    def show_trouble(self, failure: Err) -> None:
        """Why something could not be done."""
        self.banner.say(Tone.ERROR, failure.message)

    def show_form(self, action: Action, title: Message, item: StaffItem | None) -> None:
        """Ask what an action needs."""
        said = {Action.ROLES: "change"}.get(action, action.value)
        form = FormPage(
            self._desk.texts,
            title,
            spec_of(action),
            action=message(f"staff.{said}"),
            cancel=message("staff.cancel"),
        )
        form.form.set_values(start_values(action, item))
        form.changed.connect(self._typed)
        self._pages.fill_in(form, self.presenter.submit)
        self._typed()

    def form_says(self, said: Message | None) -> None:
        """What the form will do."""
        self._pages.say(said)

    def form_failed(self, failure: Err) -> None:
        """Why the form was refused."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """Back to the list."""
        self._pages.close_form()

    def _typed(self) -> None:
        self.presenter.typed(self._values())

    def _values(self) -> dict[str, Any]:
        if self.form is None:
            return {}
        return self.form.form.values()

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown; a record is somebody of the staff; the user's menu asks for their own password's form."""
        narrowed = Narrowed.of(record_id)
        if narrowed is not None and narrowed.by != Action.OWN:
            self.list.set_filter(narrowed.typed)
        self.presenter.open(None if narrowed else record_id)
        if narrowed is not None and narrowed.by == Action.OWN:
            self.begin(Action.OWN)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.apply_changes(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
