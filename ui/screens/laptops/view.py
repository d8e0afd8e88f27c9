"""Laptops as people see them: all at the left; one, with what may be done to it, at the right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms.page import FormPage, FormStack
from ui.ports import Desk, Err, LiveTexts
from ui.screens.laptops.actions import SUFFIX, Action
from ui.screens.laptops.columns import COLUMNS, Line
from ui.screens.laptops.forms import field_officers, spec_of, start_values
from ui.screens.laptops.laptop_pane import LaptopPane
from ui.screens.laptops.presenter import LaptopsPresenter
from ui.tables.list_view import ListView
from ui.tables.output import file_name
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    EmptyState,
    FileEdit,
    Label,
    column,
    retranslate_all,
    row,
    scrolling,
    side_by_side,
    stacked,
)

_LIST_WIDTH = 680
_PANE_WIDTH = 420


class LaptopsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self.presenter = LaptopsPresenter(desk, self)
        self.banner = Banner(texts)
        self.enrol = Button(texts, message("laptops_ui.enrol"), kind="primary", icon_name="plus", shortcut="Ctrl+N")
        self.enrol.setVisible(desk.may("laptops.enrol"))
        self.list = ListView(
            desk,
            name="laptops",
            title_key="laptops_ui.screen",
            columns=COLUMNS,
            key=lambda line: line.laptop.laptop_id,
            empty=message("laptops_ui.none_yet"),
        )
        self.pane = LaptopPane(texts)
        advice = message("laptops_ui.choose_advice")
        self.nothing = EmptyState(texts, "laptop", message("laptops_ui.choose"), advice)
        self._build()
        self._connect()

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    def _build(self) -> None:
        self._right = stacked(self.nothing, scrolling(self.pane))
        both = side_by_side(self.list, self._right, (_LIST_WIDTH, _PANE_WIDTH), stretch=(1, 0))
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        title = Label(self._desk.texts, message("laptops_ui.screen"), role="title", wrap=False)
        inside.addLayout(row(title, None, self.enrol))
        inside.addWidget(self.banner)
        inside.addWidget(both, 1)
        self._pages = FormStack(page, back_to=self.list)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        presenter = self.presenter
        self.enrol.clicked.connect(lambda: presenter.begin(Action.ENROL))
        self.list.chosen.connect(lambda item: self.presenter.choose(item.laptop.laptop_id))
        self.list.retry.connect(presenter.open)
        self.pane.exchange.clicked.connect(presenter.exchange)
        for action, button in self.pane.buttons.items():
            button.clicked.connect(lambda _checked=False, action=action: presenter.begin(action))

    def begin(self, action: str) -> None:
        """Open a form by its name, leaving the one that is open; for the tour."""
        self.form_done()
        self.presenter.begin(Action(action))

    # --- what the presenter shows ---

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """The list."""
        self.list.set_items(lines)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_line(self, line: Line | None) -> None:
        """The laptop in front, and what may be done to it."""
        self._right.setCurrentIndex(0 if line is None else 1)
        if line is not None:
            self.list.follow(line.laptop.laptop_id)
            self.pane.show_line(line, may=self.presenter.may, may_exchange=self.presenter.may_exchange)

    def show_form(self, action: Action, title: Message, line: Line | None, members: tuple[StaffMember, ...]) -> None:
        """Ask what an action needs."""
        key = {Action.AREA: "change_area"}.get(action, action.value)
        form = FormPage(
            self._desk.texts,
            title,
            spec_of(action, field_officers(members)),
            action=message(f"laptops_ui.{key}"),
            cancel=message("laptops_ui.cancel"),
        )
        form.form.set_values(start_values(action, line))
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

    def show_working(self, said: Message | None) -> None:
        """The data of a laptop is being written: the form waits."""
        form = self.form
        if form is None:
            return
        form.action.setEnabled(said is None)
        if said is not None:
            form.say(said)
        else:
            self._typed()

    def show_said(self, said: Message, tone: Tone) -> None:
        """How it ended, and what to do next."""
        self.banner.say(tone, said)

    def _typed(self) -> None:
        values = self._values()
        if self.form is not None and "file" in values:
            suggested = self._desk.texts.text("laptops_ui.file_name", name=values["name"])
            editor = self.form.form.editor("file")
            assert isinstance(editor, FileEdit)
            editor.suggest(str(Path.home() / file_name(suggested, self._desk.today(), SUFFIX)))
        self.presenter.typed(values)

    def _values(self) -> dict[str, Any]:
        return self.form.form.values() if self.form is not None else {}

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown; a record is a laptop."""
        self.presenter.open(record_id)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
