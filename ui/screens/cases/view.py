"""The cases' widget: list at the left, one case at the right, a form in their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.case_intake import Reception
from kmcase.application.read.cases import CaseItem, CasePage
from kmcase.application.read.small_counts import told_count
from kmcase.domain.cases.heads import ClientValues
from kmcase.messages import Message, message
from ui.answering import recorded
from ui.at_part import AtPart
from ui.case_lists import keep_taken_out
from ui.forms import Field, FormSpec, Section
from ui.forms.case import case_form
from ui.forms.page import FormPage, FormStack
from ui.forms.reason import reason_field
from ui.ports import Desk, Done, Err, LiveTexts, Narrowed, Progress
from ui.screens.cases.columns import COLUMNS
from ui.screens.cases.page_view import CasePane
from ui.screens.cases.presenter import CHOICES, NEW, OPEN, CasesPresenter
from ui.screens.cases.receive_view import ReceivePage
from ui.tables.list_view import ListView
from ui.widgets import (
    Button,
    Choice,
    ChoiceEdit,
    EmptyState,
    Label,
    LineEdit,
    block,
    column,
    main_by_key,
    retranslate_all,
    row,
    side_by_side,
    stacked,
)

_LIST_WIDTH = 372


class CasesView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = CasesPresenter(desk, self)
        self.list = ListView(
            desk,
            name="cases",
            title_key="cases.screen.cases",
            columns=COLUMNS,
            key=lambda item: item.case_id,
            empty=message("cases.list.none"),
        )
        self.choice = ChoiceEdit(texts, [Choice(value=one, said=message(f"cases.choice.{one}")) for one in CHOICES])
        self.choice.set_name(message("cases.list.show"))
        self.choice.set_value(OPEN)
        self.hidden = Label(texts, "", role="muted")
        self.new = Button(texts, message("case_intake.form.new"), icon_name="plus", shortcut="Ctrl+N")
        self.new.setVisible(desk.may("cases.open"))
        self.glass = Button(texts, message("cases.glass.button"), kind="link", icon_name="unlock")
        self.nothing = EmptyState(texts, "family", message("cases.list.choose"), message("cases.list.choose_advice"))
        self.page = CasePane(desk, self.presenter, self)
        self._right = stacked(self.nothing, self.page)
        left = block(row(self.choice, self.new, stretch=0), self.list, self.hidden, self.glass, stretch=1)
        both = side_by_side(left, self._right, (_LIST_WIDTH, 718))
        main_by_key(both)
        self._pages = FormStack(both, back_to=self.list, notices=desk.notices)
        self._pages.currentChanged.connect(lambda _at: self.page.look())
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)
        self.choice.changed.connect(self._narrow)
        self.glass.clicked.connect(self.begin_glass)
        self.new.clicked.connect(self._receive)
        self.list.chosen.connect(lambda item: self.presenter.choose(item.case_id))
        self.list.retry.connect(self.presenter.open)
        keep_taken_out(desk, self.list, lambda item: item.case_id)

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the list, perhaps narrowed, and a case."""
        if record_id is not None and record_id.partition(":")[0] == NEW:
            self.presenter.begin_receive(record_id.partition(":")[2])
            return
        narrowed = Narrowed.of(record_id)
        if narrowed is not None and narrowed.by in CHOICES:
            self.choice.set_value(narrowed.by)
        wanted = self.list.narrow(record_id)
        at = AtPart.of(wanted) if wanted is not None else None
        if at is None:
            self.presenter.open()
        else:
            self.presenter.open(at.record_id, at.part)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        self.page.retranslate(texts)

    # --- what the presenter shows ---

    def show_list(self, items: tuple[CaseItem, ...], hidden: int, of: int) -> None:
        """Cases out of so many, and how many restricted ones there are beside them."""
        self.list.say_empty(message("cases.list.none_here" if of else "cases.list.none"))
        self.list.set_items(items)
        self.hidden.say(message("cases.list.hidden", count=told_count(hidden)) if hidden else "")
        self.hidden.setVisible(hidden > 0)
        self.glass.setVisible(hidden > 0 and self._desk.may("cases.break_glass"))

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_page(self, page: CasePage | None, part: str = "") -> None:
        """One case, perhaps at a part of it, or none."""
        self.list.follow(page.head.case_id if page else None)
        self._pages.lead_back_to(self.list if page is None else self.page.tabs)
        if page is None:
            self._right.setCurrentWidget(self.nothing)
        else:
            self._right.setCurrentWidget(self.page)
            self.page.show_page(page, part)

    def show_reception(self, reception: Reception, person: tuple[str, ClientValues] | None) -> None:
        """Receive somebody new, perhaps one of the register."""
        page = ReceivePage(self._desk, reception, person)
        self.fill_in(page, lambda _: self.presenter.receive(page.receiving, page.typed()))

    def form_done(self) -> None:
        """It is kept: back to the page."""
        self._pages.close_saved()

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept."""
        self._pages.show_failure(failure)

    # --- what parts ask ---

    def fill_in(self, form: FormPage, keep: Callable[[dict[str, Any]], None]) -> None:
        """Show a form in place of the screen."""
        self._pages.fill_in(form, keep)

    def recorded(self, said: Message) -> Done[Outcome[Any]]:
        """The end of every write."""
        return recorded(self._desk, self, said)

    def show_paper(self, make: Callable[[Progress], bytes], title: Message, part: str) -> None:
        """Preview a paper of the case in front."""
        self.presenter.show_paper(make, title, part)

    def begin_glass(self) -> None:
        """Open a restricted case of another team: its number, and why."""
        form = case_form(self._desk.texts, message("cases.glass.title"), _GLASS, action=message("cases.glass.action"))
        form.warn(message("cases.glass.warning"))
        self.fill_in(form, lambda values: self.presenter.break_glass(**values))

    # --- inside ---

    def _receive(self, _pressed: bool = False) -> None:
        self.presenter.begin_receive()

    def _narrow(self) -> None:
        value = self.choice.value()
        if isinstance(value, str):
            self.presenter.narrow(value)


_GLASS = FormSpec(
    (
        Section(
            None,
            (Field("number", "cases.list.number", LineEdit, required=True), reason_field("cases.field.reason")),
        ),
    )
)
