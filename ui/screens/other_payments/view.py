"""Other units' payments as people see them: the list, one line beside it, and whom it may be about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.other_payments import OtherSheet
from kmcase.application.read.people import PersonItem
from kmcase.domain.other_payments import MatchState, OtherPayment
from kmcase.domain.requests import AID_KINDS
from kmcase.messages import Message, message
from kmcase.thai.national_id import mask_id
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.page import FormPage, FormStack
from ui.forms.reason import reason_form
from ui.ports import Desk, Err, LiveTexts
from ui.screens.other_payments.columns import COLUMNS, state_mark
from ui.screens.other_payments.presenter import OtherPaymentsPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import (
    BEDateEdit,
    Button,
    Chip,
    Choice,
    ChoiceEdit,
    EmptyState,
    Fact,
    KeyFacts,
    Label,
    LineEdit,
    block,
    clear_layout,
    column,
    line,
    retranslate_all,
    row,
    scrolling_card,
    side_by_side,
    stacked,
)
from ui.widgets.pictures import choose_file

_LIST_WIDTH = 520
_SUFFIXES = (".xlsx", ".xls", ".csv")
Chooser = Callable[[QWidget, str, tuple[str, ...]], Path | None]


class LinePane(QWidget):
    """One line of a list: what it says, whom it is about or may be about, and what was decided."""

    def __init__(self, desk: Desk, presenter: OtherPaymentsPresenter) -> None:
        super().__init__()
        texts = desk.texts
        self._desk, self._presenter = desk, presenter
        self._shown: tuple[OtherPayment, tuple[PersonItem, ...]] | None = None
        self.title = Label(texts, "", role="title")
        self.state = Chip(texts, "")
        self.facts = KeyFacts(texts)
        self.says = Label(texts, "")
        self.likely = QVBoxLayout()
        self.nobody = Button(texts, message("other_payments.page.not_here"), icon_name="close")
        self.likely.setSpacing(Space.TWO)
        head = row(self.title, self.state, stretch=0)
        card = scrolling_card(head, self.facts, line(), self.says, self.likely)
        page = column(card, row(None, self.nobody), stretch=0)
        page.setContentsMargins(Space.ONE, 0, 0, 0)
        self.setLayout(page)
        self.nobody.clicked.connect(lambda: presenter.begin_match(None))

    def show_item(self, item: OtherPayment, likely: tuple[PersonItem, ...]) -> None:
        """A line with whom it may be about."""
        self._shown = (item, likely)
        mark = state_mark(item)
        self.title.say(item.line.name)
        self.state.set_state(mark.said, mark.tone, mark.icon)
        self.facts.set_facts(
            [
                Fact(label=message("other_payments.list.amount"), value=self._amount(item), strong=True),
                *(
                    Fact(label=message(f"other_payments.list.{name}"), value=value or "–")
                    for name, value in self._told(item)
                ),
            ]
        )
        self.says.say(message(f"other_payments.page.{item.state.value}", name=item.person_name))
        self.nobody.setVisible(self._presenter.may_match and item.state is not MatchState.NOBODY)
        self._show_likely(item, likely)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        if self._shown is not None:
            self.show_item(*self._shown)

    def _amount(self, item: OtherPayment) -> str:
        return self._desk.texts.catalogue.show(item.line.amount)

    def _told(self, item: OtherPayment) -> list[tuple[str, str]]:
        show = self._desk.texts.catalogue.show
        return [
            ("paid_on", show(item.line.paid_on)),
            ("unit", item.unit_name),
            ("programme", item.programme),
            ("number", mask_id(item.line.national_id) if item.line.national_id else ""),
            ("place", item.line.place),
            ("person", item.person_name),
            ("reason", item.reason),
        ]

    def _show_likely(self, item: OtherPayment, likely: tuple[PersonItem, ...]) -> None:
        clear_layout(self.likely)
        texts = self._desk.texts
        for person in likely:
            about = person.person_id == item.line.person_id
            known = message(
                "other_payments.page.known",
                number=mask_id(person.national_id) if person.national_id else "–",
                house=person.house_no or "–",
                moo=person.moo or "–",
            )
            open_it = Button(texts, message("other_payments.page.open"), kind="link", icon_name="person")
            open_it.setAccessibleName(texts.text("other_payments.page.open_name", name=person.name))
            open_it.clicked.connect(partial(self._open, person.person_id))
            this = Button(texts, message("other_payments.page.this"), icon_name="tick")
            this.setAccessibleName(texts.text("other_payments.page.this_name", name=person.name))
            this.setVisible(self._presenter.may_match and not about)
            this.clicked.connect(partial(self._match, person))
            said = column(
                Label(texts, person.name, role="strong", wrap=False),
                Label(texts, known, role="muted", wrap=False),
                spacing=0,
            )
            self.likely.addLayout(row(said, None, open_it, *([] if about else [this])))

    def _open(self, person_id: str, _pressed: bool = False) -> None:
        self._presenter.open_person(person_id)

    def _match(self, person: PersonItem, _pressed: bool = False) -> None:
        self._presenter.begin_match(person)


class OtherPaymentsView(QWidget):
    """The screen. `ask_file` may be replaced where nobody can answer a dialogue."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = OtherPaymentsPresenter(desk, self)
        self.ask_file: Chooser = choose_file
        self.counted = Label(texts, "", role="muted")
        self.take = Button(texts, message("other_payments.list.take"), icon_name="import", shortcut="Ctrl+N")
        self.list = ListView(
            desk,
            name="other_payments",
            title_key="other_payments.screen",
            columns=COLUMNS,
            key=lambda item: item.payment_id,
            empty=message("other_payments.list.none"),
        )
        self.pane = LinePane(desk, self.presenter)
        self.nothing = EmptyState(
            texts, "gift", message("other_payments.list.choose"), message("other_payments.list.choose_advice")
        )
        self._right = stacked(self.nothing, self.pane)
        self._build()

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    def show_first(self) -> None:
        """Bring the first line to the front."""
        if self.list.items():
            self.presenter.choose(self.list.items()[0])

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the list."""
        self.list.narrow(record_id)
        self.presenter.open()

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_items(self, items: tuple[OtherPayment, ...], counts: Mapping[MatchState, int]) -> None:
        """What is listed, and how many of each there are."""
        self.list.set_items(items)
        self.counted.say(
            message("other_payments.list.counted", **{each.value: counts.get(each, 0) for each in MatchState})
        )

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_item(self, item: OtherPayment | None, likely: tuple[PersonItem, ...]) -> None:
        """The line in front."""
        self.list.follow(item.payment_id if item else None)
        if item is not None:
            self.pane.show_item(item, likely)
        self._right.setCurrentWidget(self.pane if item is not None else self.nothing)

    def show_take_form(self, sheet: OtherSheet) -> None:
        """Ask whose list it is, and say what is in it."""
        title = message("other_payments.form.title", name=sheet.file_name)
        says = message(
            "other_payments.form.says", lines=len(sheet.rows), total=sheet.total, left_out=len(sheet.left_out)
        )
        self._ask(title, _take_spec(self._desk.today()), says, lambda values: self.presenter.take(sheet, values))
        if self.form is not None:
            self.form.form.set_values({"received_on": self._desk.today()})

    def show_match_form(self, item: OtherPayment, person: PersonItem | None) -> None:
        """Ask why a line is about this person, or about nobody."""
        key = "match" if person is not None else "nobody"
        names = {"name": person.name} if person is not None else {}
        title = message(f"other_payments.form.{key}", line=item.line.name, **names)
        says = message(f"other_payments.form.{key}_says", amount=item.line.amount, day=item.line.paid_on)
        self._ask(title, _REASON, says, lambda values: self.presenter.match(item, person, values))

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """Back to the list."""
        self._pages.close_form()

    # --- inside ---

    def _ask(self, title: Message, spec: FormSpec, says: Message, keep: Callable[[Mapping[str, Any]], None]) -> None:
        form = FormPage(
            self._desk.texts,
            title,
            spec,
            action=message("other_payments.form.save"),
            cancel=message("other_payments.form.cancel"),
        )
        self._pages.fill_in(form, keep, says=says)

    def _build(self) -> None:
        head = row(
            Label(self._desk.texts, message("other_payments.screen"), role="title", wrap=False),
            self.counted,
            self.take,
            stretch=1,
        )
        both = side_by_side(self.list, self._right, (_LIST_WIDTH, 560))
        self._pages = FormStack(block(head, both, stretch=1), back_to=self.list)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)
        self.take.setVisible(self.presenter.may_take)
        self.take.clicked.connect(self._choose)
        self.list.chosen.connect(self.presenter.choose)
        self.list.retry.connect(self.presenter.open)

    def _choose(self) -> None:
        path = self.ask_file(self, self._desk.texts.text("other_payments.list.take"), _SUFFIXES)
        if path is not None:
            self.presenter.read(path)


_REASON = reason_form("other_payments.form.reason")


def _take_spec(today: date) -> FormSpec:
    kinds = (
        Choice(value="", said=message("other_payments.form.no_kind")),
        *(Choice(value=kind, said=message(f"requests.aid_kind.{kind}")) for kind in AID_KINDS),
    )
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("unit_name", "other_payments.list.unit", LineEdit, required=True, width=Width.FULL),
                    Field("programme", "other_payments.list.programme", LineEdit, width=Width.FULL),
                    Field(
                        "aid_kind",
                        "other_payments.form.aid_kind",
                        lambda texts: ChoiceEdit(texts, kinds),
                        help_key="other_payments.form.aid_kind_help",
                        width=Width.HALF,
                    ),
                    Field(
                        "received_on",
                        "other_payments.form.received_on",
                        partial(BEDateEdit, today=today),
                        required=True,
                        width=Width.HALF,
                    ),
                ),
            ),
        )
    )
