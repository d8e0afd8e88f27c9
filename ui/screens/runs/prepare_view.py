"""The page that prepares a run, or arranges one anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.payments import may_pay
from kmcase.application.read.payments import BatchItem, PayableItem, RunPage
from kmcase.domain.findings import Finding
from kmcase.domain.payments import Method
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms import FormView
from ui.ports import Desk
from ui.screens.runs.forms import COMMITTEE, OF_PREPARING, WITNESSES, company_form
from ui.screens.runs.payees_view import PayeesTable
from ui.screens.runs.presenter import Company, RunsPresenter
from ui.theme import Space
from ui.widgets import Button, Choice, ChoiceEdit, EmptyState, Label, column, row, scrolling, stacked

_TYPING_PAUSE_MS = 300


class PreparePane(QWidget):
    """Company at the left, payees at the right; `given_up` to go back."""

    given_up = Signal()

    def __init__(self, desk: Desk, presenter: RunsPresenter) -> None:
        super().__init__()
        texts = desk.texts
        self._desk, self._presenter = desk, presenter
        self._arranging = False
        self._filling = False
        self.title = Label(texts, message("payments.runs.new"), role="title")
        self.form = FormView(texts, company_form(desk.today()))
        self.payees = PayeesTable(texts)
        self.payees_title = Label(texts, message("payments.runs.payees"), role="lead")
        self.hint = Label(texts, message("payments.runs.accounts_hint"), role="muted")
        self.will = Label(texts, "", role="strong")
        self.cancel = Button(texts, message("payments.runs.cancel"), kind="quiet")
        self.main = Button(texts, message("payments.runs.prepare"), kind="primary", icon_name="tick")
        nothing = (message("payments.runs.no_drawn"), message("payments.runs.no_drawn_advice"))
        self.nothing = EmptyState(texts, "money", *nothing, message("payments.runs.to_batches"))
        self._build()
        self._connect()

    def begin(self, batches: Sequence[BatchItem], staff: Sequence[StaffMember]) -> None:
        """A new run."""
        self._arranging = False
        self._filling = True
        self.title.say(message("payments.runs.new"))
        self._offer(staff)
        editor = self._choice("request_ids")
        editor.set_choices([Choice(value=batch.batch_id, said=_batch_said(batch)) for batch in batches])
        first = batches[0].batch_id if batches else None
        me = self._desk.actor.staff_id
        payer = me if any(member.staff_id == me for member in staff) else None
        today = self._desk.today()
        self.form.set_values({"request_ids": first, "method": Method.CASH, "planned_on": today, "payer": payer})
        self._filling = False
        self.form.set_findings(())
        self._show_parts()
        self._pages.setCurrentIndex(0 if batches else 1)
        self.main.say(message("payments.runs.prepare"))
        self.form.focus_field("place")

    def arrange(self, page: RunPage, staff: Sequence[StaffMember]) -> None:
        """A run that stands."""
        self._arranging = True
        self.title.say(message("payments.runs.arrange_title", number=page.values.number))
        self._offer(staff)
        values: dict[str, object] = {
            "planned_on": page.values.planned_on,
            "place": page.values.place,
            "payer": page.values.payer,
        }
        values.update(zip(COMMITTEE, page.values.committee, strict=False))
        values.update(zip(WITNESSES, (witness.name for witness in page.values.witnesses), strict=False))
        self.form.set_values(values)
        self._pause.start()
        self._show_parts()
        self._pages.setCurrentIndex(0)
        self.main.say(message("payments.runs.arrange_save"))
        self.will.say("")
        self.main.setEnabled(True)
        self.form.focus_field("payer")

    def show_payable(self, items: Sequence[PayableItem]) -> None:
        """Who of the batch waits."""
        self.payees.show_items(items)

    def show_will(self, said: Message, *, ready: bool) -> None:
        """What preparing will do."""
        self.will.say(said)
        self.main.setEnabled(ready)

    def show_errors(self, errors: Mapping[str, Message]) -> list[Message]:
        """Errors beside their fields; gives back those that have none here."""
        errors = {self._place(name, said): said for name, said in errors.items()}
        fields = set(self.form.values())
        self.form.set_errors({name: said for name, said in errors.items() if name in fields})
        if not errors:
            self.form.validate()
        return [said for name, said in errors.items() if name not in fields]

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What stands against who is named, beside whom it is about."""
        self.form.set_findings(
            replace(found, fields=tuple(self._place(name, found) for name in found.fields)) for found in findings
        )

    def send(self) -> None:
        """Ask for it."""
        if not self.form.validate():
            return
        if self._arranging:
            self._presenter.arrange(self._company())
        elif self.main.isEnabled():
            self._presenter.prepare(self._method(), self._company(), self.payees.picked())

    # --- inside ---

    def _look(self) -> None:
        """Judge who is named while a run is prepared or arranged."""
        if not self.isVisible():
            return
        if self._arranging:
            self._presenter.look_at_arranged(self._company())
        else:
            self._presenter.look_at_run(self._method(), self._company(), self.payees.picked())

    def _place(self, name: str, said: Message | Finding) -> str:
        """The field of the witness that a sentence names: of one who is named twice the second."""
        if name != WITNESSES[0]:
            return name
        typed = [" ".join(str(self.form.values()[field]).split()) for field in WITNESSES]
        return WITNESSES[1] if typed[1] == said.params.get("name") else name

    def _method(self) -> Method | None:
        method = self.form.values()["method"]
        return method if isinstance(method, Method) else None

    def _company(self) -> Company:
        values = self.form.values()
        day = values["planned_on"]
        return Company(
            planned_on=day if isinstance(day, date) else None,
            place=str(values["place"]),
            payer=str(values["payer"] or ""),
            committee=tuple(str(values[name]) for name in COMMITTEE if values[name]),
            witnesses=tuple(str(values[name]) for name in WITNESSES if values[name]),
        )

    def _offer(self, staff: Sequence[StaffMember]) -> None:
        for name in ("payer", *COMMITTEE):
            offered = filter(may_pay, staff) if name == "payer" else staff
            choices = [Choice(value=member.staff_id, said=member.name, hint=member.position) for member in offered]
            self._choice(name).set_choices(choices)

    def _choice(self, name: str) -> ChoiceEdit:
        editor = self.form.editor(name)
        assert isinstance(editor, ChoiceEdit)
        return editor

    def _show_parts(self) -> None:
        self.form.set_field_visible(not self._arranging, *OF_PREPARING)
        self._right.setVisible(not self._arranging)
        self._show_accounts()

    def _show_accounts(self) -> None:
        transfer = self.form.values()["method"] not in (None, Method.CASH)
        self.payees.show_accounts(visible=transfer)
        self.hint.setVisible(transfer)

    def _build(self) -> None:
        self._right = QWidget()
        self._right.setLayout(column(self.payees_title, self.hint, self.payees))
        both = QWidget()
        beside = row(scrolling(self.form), self._right, spacing=Space.TWO)
        beside.setStretch(0, 6)
        beside.setStretch(1, 5)
        both.setLayout(beside)
        self._pages = stacked(both, self.nothing)
        foot = row(self.will, self.cancel, self.main, spacing=Space.TWO, stretch=0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.TWO)
        layout.addWidget(self.title)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.given_up)
        self.main.clicked.connect(self.send)
        self.payees.changed.connect(lambda: self._presenter.picked(self.payees.picked()))
        self.nothing.action_requested.connect(lambda: self._desk.navigation.open("batches"))
        self._choice("request_ids").changed.connect(self._batch_chosen)
        self._choice("method").changed.connect(self._show_accounts)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.form.changed.connect(self._pause.start)
        self.payees.changed.connect(self._pause.start)

    def _batch_chosen(self) -> None:
        chosen = self._choice("request_ids").value()
        if isinstance(chosen, str) and not self._filling:
            self._presenter.choose_batch(chosen)


def _batch_said(batch: BatchItem) -> Message:
    return message("payments.runs.batch_said", number=batch.number, left=batch.unallotted)
