"""Follow-ups as people see them: whom to ask at the left, the questions at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.followups import AskedItem, AskItem
from kmcase.application.read.samples import AskedPapers
from kmcase.domain.followups import FollowUpMethod
from kmcase.domain.money import Baht
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.ports import Desk, Err, LiveTexts
from ui.screens.followups.columns import COLUMNS
from ui.screens.followups.papers_view import PapersPane
from ui.screens.followups.presenter import FollowUpsPresenter, Said
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import (
    BahtEdit,
    BEDateEdit,
    Button,
    Choice,
    ChoiceEdit,
    EmptyState,
    Fact,
    KeyFacts,
    Label,
    LineEdit,
    TextArea,
    clear_layout,
    column,
    enum_choices,
    retranslate_all,
    row,
    scrolling_card,
    side_by_side,
    stacked,
)
from ui.widgets.picture_sheet import open_picture

_LIST_WIDTH = 460
_WHEN_REACHED = ("amount_said", "received_on_said", "received_from", "put_together")
_PASSED_ON = ("given_to", "who_asked")
_YES, _NO = "yes", "no"


class FollowUpsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self.presenter = FollowUpsPresenter(desk, self)
        self.list = ListView(
            desk,
            name="followups",
            title_key="followups.screen.followups",
            columns=COLUMNS,
            key=lambda line: line.voucher_id,
            empty=message("followups.list.none"),
        )
        self.name = Label(texts, "", role="title")
        self.facts = KeyFacts(texts)
        self._before = QVBoxLayout()
        self._before.setSpacing(Space.HALF)
        self.form = FormView(texts, _form(desk.today()))
        self.record = Button(texts, message("followups.form.record"), kind="primary", icon_name="tick")
        self.papers = PapersPane(desk)
        self.again = Button(texts, message("followups.papers.again"), icon_name="undo")
        self._may = False
        self.blind = Label(texts, message("followups.form.blind"), role="muted")
        nothing = (message("followups.list.choose"), message("followups.list.choose_advice"))
        self._pages = stacked(EmptyState(texts, "phone", *nothing), self._page())
        both = side_by_side(self.list, self._pages, (_LIST_WIDTH, 620))
        self.setLayout(column(both))
        self.setFocusProxy(self.list)
        self._connect()

    def show_answered(self) -> None:
        """Bring the newest payee who answered to the front; for the tour."""
        answered = [line for line in self.presenter.lines if line.asked is not None and line.asked.method.reached]
        if answered:
            self.presenter.select(answered[-1].voucher_id)

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the list, perhaps filtered, and a payee."""
        self.presenter.open(self.list.narrow(record_id))

    def apply_changes(self, changes: Changes) -> None:
        """Payments changed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_lines(self, lines: Sequence[AskItem]) -> None:
        """The list."""
        self.list.set_items(lines)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_payee(self, line: AskItem | None, *, may: bool) -> None:
        """Whom to ask; the amount that was recorded is not shown."""
        self._pages.setCurrentIndex(0 if line is None else 1)
        if line is None:
            return
        self.list.select_key(line.voucher_id)
        self.name.say(line.payee_name)
        self.facts.set_facts(
            [
                Fact(label=message("followups.form.number"), value=line.number),
                Fact(label=message("followups.form.address"), value=line.address),
            ]
        )
        self._show_before(line.asked)
        self._empty_form()
        self._may = may

    def show_errors(self, errors: Mapping[str, Message]) -> None:
        """Why it was not recorded."""
        if errors:
            self.form.set_errors(errors)
        else:
            self.form.validate()

    def recorded(self) -> None:
        """It is recorded."""
        self._empty_form()

    def show_papers(self, papers: AskedPapers | None) -> None:
        """What the papers say, once the answers are recorded; the questions stand back then."""
        self.papers.show_papers(papers)
        for part in (self.form, self.blind, self.record):
            part.setVisible(papers is None and self._may)
        self.again.setVisible(papers is not None)

    def show_papers_errors(self, errors: Mapping[str, Message]) -> None:
        """Why it was not recorded."""
        self.papers.show_errors(errors)

    def show_picture(self, content: bytes, title: Message) -> None:
        """A photograph or thumbprint, large."""
        open_picture(self, content, self._desk.texts.render(title))

    # --- inside ---

    def _page(self) -> QWidget:
        foot = row(self.blind, None, self.again, *self.papers.buttons, self.record, spacing=Space.TWO)
        foot.setStretch(0, 9)
        return scrolling_card(self.name, self.facts, self._before, self.papers, self.form, foot=foot)

    def _connect(self) -> None:
        self.list.chosen.connect(lambda item: self.presenter.select(item.voucher_id))
        self.list.retry.connect(lambda: self.presenter.open(None))
        self.record.clicked.connect(self._record)
        self.again.clicked.connect(lambda: self.show_papers(None))
        self.papers.submitted.connect(self._recheck)
        self.papers.picture_wanted.connect(self.presenter.show_stored)
        self.form.changed.connect(self._show_fields)
        self.form.main_action.connect(self._record)

    def _empty_form(self) -> None:
        self.form.set_values({"asked_on": self._desk.today(), "method": FollowUpMethod.VISIT})
        self._show_fields()

    def _show_before(self, asked: AskedItem | None) -> None:
        clear_layout(self._before)
        if asked is not None:
            method = message(f"followups.method.{asked.method.value}")
            line = message("followups.form.before", day=asked.asked_on, name=asked.asked_by, method=method)
            self._before.addWidget(Label(self._desk.texts, line, role="muted"))

    def _show_fields(self) -> None:
        values = self.form.values()
        reached = _reached(values["method"])
        self.form.set_field_visible(reached, *_WHEN_REACHED)
        self.form.set_field_visible(reached and values["put_together"] == _YES, *_PASSED_ON)

    def _recheck(self) -> None:
        line = self.presenter.line
        if line is not None:
            self.presenter.recheck(self.papers.seen(line.voucher_id))

    def _record(self) -> None:
        if not self.form.validate():
            return
        values = self.form.values()
        reached = _reached(values["method"])
        passed = {_YES: True, _NO: False}.get(str(values["put_together"])) if reached else None
        amount, day, said_day = values["amount_said"], values["asked_on"], values["received_on_said"]
        self.presenter.record(
            Said(
                method=values["method"],
                asked_on=day if isinstance(day, date) else None,
                amount_said=amount if reached and isinstance(amount, Baht) else None,
                received_on_said=said_day if reached and isinstance(said_day, date) else None,
                received_from=str(values["received_from"]) if reached else "",
                put_together=passed,
                given_to=str(values["given_to"]) if passed else "",
                who_asked=str(values["who_asked"]) if passed else "",
                circumstances=str(values["circumstances"] or ""),
            )
        )


def _reached(method: object) -> bool:
    return isinstance(method, FollowUpMethod) and method.reached


def _form(today: date) -> FormSpec:
    day = partial(BEDateEdit, today=today)
    yes_no = partial(
        ChoiceEdit,
        choices=(
            Choice(value=_NO, said=message("followups.form.no")),
            Choice(value=_YES, said=message("followups.form.yes")),
        ),
    )
    methods = partial(ChoiceEdit, choices=enum_choices(FollowUpMethod, "followups.method"))
    return FormSpec(
        (
            Section(
                "followups.form.title",
                (
                    Field("method", "followups.form.method", methods, required=True),
                    Field("asked_on", "followups.form.asked_on", day, required=True),
                    Field("amount_said", "followups.form.amount_said", BahtEdit),
                    Field("received_on_said", "followups.form.received_on_said", day),
                    Field("received_from", "followups.form.received_from", LineEdit),
                    Field("put_together", "followups.form.put_together", yes_no),
                    Field("given_to", "followups.form.given_to", LineEdit),
                    Field("who_asked", "followups.form.who_asked", LineEdit),
                    Field("circumstances", "followups.form.circumstances", TextArea, width=Width.FULL),
                ),
            ),
        )
    )
