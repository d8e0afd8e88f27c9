"""One run: its company, what must agree, money that goes back, and the next step at the foot."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.payments import RunPage
from kmcase.domain.payments import RunState
from kmcase.messages import Message, message
from ui.forms import FormView
from ui.forms.moved_money import money_form, moved_money
from ui.ports import Desk
from ui.screens.runs.balance_view import BalanceView
from ui.screens.runs.columns import out_mark, state_mark
from ui.screens.runs.field import is_out, may_go_out
from ui.screens.runs.field_view import FieldPart
from ui.screens.runs.lines_view import OpenLinesView
from ui.screens.runs.presenter import RunsPresenter
from ui.theme import Space
from ui.widgets import (
    Button,
    Card,
    Chip,
    EmptyState,
    Fact,
    KeyFacts,
    Label,
    WrappingRow,
    column,
    row,
    scrolling,
    stacked,
)

_ACTIONS = {"home": "checkouts.home.open", "close": "payments.runs.close", "verify": "payments.runs.verify"}


class RunPane(QWidget):
    """The right side of the screen."""

    def __init__(self, desk: Desk, presenter: RunsPresenter) -> None:
        super().__init__()
        texts = desk.texts
        self._desk, self._presenter = desk, presenter
        self._action = ""
        self.title = Label(texts, "", role="title", wrap=False)
        self.state = Chip(texts, "")
        self.out = Chip(texts, "")
        self.field = FieldPart(desk, presenter.open)
        self.facts = KeyFacts(texts, pairs=2)
        self.balance = BalanceView(texts)
        self.lines = OpenLinesView(texts, presenter.reconcile, may_close=desk.may("payments.close"))
        self.returning = FormView(texts, money_form("payments.runs.return_", "returned_on", desk.today()))
        self.return_will = Label(texts, "", role="strong")
        self.return_do = Button(texts, message("payments.runs.return_do"), icon_name="undo")
        self.to_paying = Button(texts, message("payments.runs.to_paying"), icon_name="money")
        self.to_receipts = Button(texts, message("payments.runs.to_receipts"), icon_name="receipt")
        self.take_out = Button(texts, message("checkouts.out.open"), icon_name="arrow_right")
        self.lost = Button(texts, message("checkouts.lost.open"), kind="danger", icon_name="undo")
        self.print = Button(texts, message("payments.runs.print"), icon_name="print")
        self.rearrange = Button(texts, message("payments.runs.arrange"), kind="quiet", icon_name="edit")
        self.reconcile = Button(texts, message("payments.runs.to_reconciliation"), kind="link", icon_name="bank")
        self.will = Label(texts, "", role="strong")
        self.main = Button(texts, "", kind="primary", icon_name="tick")
        empty = EmptyState(texts, "people", message("payments.runs.choose"), message("payments.runs.choose_advice"))
        self._pages = stacked(empty, self._build())
        self.setLayout(column(self._pages))
        # Whatever is to be seen before a run is makes the window as wide as all of it side by side.
        for part in (self.out, self.take_out, self.lost, self.to_receipts):
            part.hide()
        self._connect()

    def show_page(self, page: RunPage | None) -> None:
        """A run, or nothing chosen."""
        self._pages.setCurrentIndex(0 if page is None else 1)
        if page is None:
            return
        self.title.say(message("payments.runs.title", number=page.values.number))
        mark = state_mark(page.state)
        self.state.set_state(mark.said, mark.tone, mark.icon)
        self.facts.set_facts(_facts(page))
        self._show_field(page)
        self.balance.show_page(page)
        self.lines.show_page(page)
        self.reconcile.setVisible(page.here and self._desk.may("reconciliation.read"))
        is_open = page.state is RunState.OPEN
        returns = is_open and page.to_return.satang > 0 and self._desk.may("batches.return")
        self._return_part.setVisible(returns)
        self.return_will.say(message("payments.runs.return_will", amount=page.to_return))
        self.to_paying.setVisible(is_open and page.here and self._desk.may("payments.pay"))
        self.to_receipts.setVisible(not is_open)
        self.rearrange.setVisible(
            is_open and page.here and page.checkout is None and self._desk.may("payments.arrange")
        )
        self.print.setVisible(self._desk.may("documents.print"))

    def _show_field(self, page: RunPage) -> None:
        """What a laptop has to do with it; what must agree is of interest once it is home."""
        may = self._desk.may
        self.out.setVisible(page.checkout is not None)
        if page.checkout is not None:
            mark = out_mark(page.checkout)
            self.out.set_state(mark.said, mark.tone, mark.icon)
        self.field.show_page(page)
        for part in (self.three, self.balance):
            part.setVisible(page.checkout is None)
        self.take_out.setVisible(may_go_out(page) and may("checkouts.check_out"))
        self.lost.setVisible(is_out(page) and may("checkouts.take_back"))

    def show_step(self, action: str, said: Message) -> None:
        """What comes next."""
        self._action = action
        self.will.say(said)
        self.main.setVisible(bool(action) and self.field.act is None)
        if action:
            self.main.say(Message(_ACTIONS[action]))

    def _show_asking(self, asking: bool) -> None:
        """While a form is open, its own buttons are all there is to press."""
        self._foot.setVisible(not asking)
        self.facts.setVisible(not asking)
        self.main.setVisible(bool(self._action) and not asking)

    def show_errors(self, errors: Mapping[str, Message]) -> list[Message]:
        """Errors beside their fields; gives back those that have none here."""
        errors = self.lines.show_errors(errors) if "reason" in errors else errors
        fields = set(self.returning.values())
        self.returning.set_errors({name: said for name, said in errors.items() if name in fields})
        if not errors:
            self.returning.validate()
        return [said for name, said in errors.items() if name not in fields]

    def clear_return(self) -> None:
        """Forget what was typed about money that goes back, and why a run closes."""
        self.returning.set_values({})
        self.lines.clear()

    def main_action(self) -> None:
        """What the open form asks for; else take in, close or verify, whichever is next."""
        if self.field.act is not None:
            self.field.main_action()
        elif self._action == "home":
            self.field.presenter.begin_home()
        elif self._action == "close":
            self._presenter.close(self.lines.reason() if not self.lines.isHidden() else "")
        elif self._action == "verify":
            self._presenter.verify()

    # --- inside ---

    def _build(self) -> QWidget:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(Space.TWO, Space.TWO, Space.TWO, Space.ONE)
        layout.setSpacing(Space.TWO)
        head = WrappingRow(self.title, self.state, None, self.rearrange)
        layout.addLayout(head)
        layout.addLayout(row(self.out, None))
        layout.addWidget(self.field)
        self.three = Label(self._desk.texts, message("payments.runs.three"), role="lead")
        layout.addLayout(row(self.three, None, self.reconcile))
        layout.addWidget(self.balance)
        layout.addWidget(self.lines)
        self._return_part = QWidget()
        returning = column(self.returning, row(self.return_will, None, self.return_do), spacing=Space.ONE)
        self._return_part.setLayout(returning)
        layout.addWidget(self._return_part)
        layout.addWidget(self.facts)
        layout.addStretch(1)
        buttons = WrappingRow(
            None, self.lost, self.print, self.to_receipts, self.take_out, self.to_paying, self.main, spacing=Space.ONE
        )
        self._foot = QWidget()
        foot = column(self.will, buttons, spacing=Space.ONE)
        self._foot.setLayout(foot)
        foot.setContentsMargins(Space.TWO, Space.ONE, Space.TWO, Space.TWO)
        card = Card(margin=0, spacing=0)
        card.body.addWidget(scrolling(inner), 1)
        card.body.addWidget(self._foot)
        card.body.addWidget(self.field.foot)
        return card

    def _connect(self) -> None:
        presenter = self._presenter
        self.main.clicked.connect(self.main_action)
        self.print.clicked.connect(presenter.print_receipts)
        self.to_paying.clicked.connect(lambda: presenter.go("paying"))
        self.to_receipts.clicked.connect(lambda: self._desk.navigation.open("receipts"))
        self.rearrange.clicked.connect(presenter.rearrange)
        self.reconcile.clicked.connect(presenter.reconcile)
        self.field.asking.connect(self._show_asking)
        self.take_out.clicked.connect(self.field.presenter.begin_out)
        self.lost.clicked.connect(self.field.presenter.begin_lost)
        self.return_do.clicked.connect(self._give_back)
        self.returning.main_action.connect(self._give_back)

    def _give_back(self) -> None:
        if (moved := moved_money(self.returning, "returned_on")) is not None:
            self._presenter.give_back(*moved)


def _facts(page: RunPage) -> list[Fact]:
    values = page.values
    witnesses = [" ".join(part for part in (w.name, w.position) if part) for w in values.witnesses]
    said: list[tuple[str, Message | str]] = [
        ("batch", page.batch_number),
        ("day", message("payments.runs.day_said", day=values.planned_on)),
        ("method", Message(f"payments.method.{values.method.value}")),
        ("place", values.place),
        ("payer", page.payer_name),
        ("committee", ", ".join(page.committee_names) or "-"),
        ("witnesses", ", ".join(witnesses) or "-"),
        ("drawn_documents", ", ".join(page.drawn_documents) or "-"),
    ]
    if page.return_documents:
        said.append(("return_documents", ", ".join(page.return_documents)))
    if page.close_reason:
        said.append(("close_reason", page.close_reason))
    if page.verifier:
        said.append(("verifier", page.verifier))
    return [Fact(label=Message(f"payments.runs.{name}"), value=value) for name, value in said]
