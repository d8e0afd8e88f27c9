"""The paying table as people see it: run at the top, queue at the left, one payee at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.payments import RunItem, RunPage, VoucherItem
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.findings import Finding, blocking
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.payments import Method, RunState, VoucherState
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.lifting import possible_seconds
from ui.ports import Desk, Err, LiveTexts
from ui.screens.paying.ending_view import EndingPane
from ui.screens.paying.entry import Mark, Prospect, head_sentence
from ui.screens.paying.lifting_view import LiftingPane
from ui.screens.paying.payee_view import PayeePane
from ui.screens.paying.presenter import PayingPresenter
from ui.screens.paying.queue import may_be_paid
from ui.screens.paying.queue_view import QueueView
from ui.screens.paying.transfers_view import TransfersPane
from ui.theme import Space
from ui.widgets import (
    Button,
    Card,
    Choice,
    ChoiceEdit,
    EmptyState,
    Label,
    on_key,
    retranslate_all,
    row,
    scrolling,
    side_by_side,
    stacked,
)

_QUEUE_WIDTH = 288


class PayingView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._texts = desk.texts
        self._ready = False
        self._blocked = False
        self._filling = False
        texts = desk.texts
        self.runs = ChoiceEdit(texts, placeholder=message("payments.head.which"))
        self.runs.set_name(message("payments.head.run"))
        self.runs.setFixedWidth(_QUEUE_WIDTH)
        self.head = Label(texts, "", role="lead")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.print = Button(texts, message("payments.head.print"), icon_name="print")
        self.to_run = Button(texts, message("payments.head.close"), icon_name="arrow_right")
        self.queue = QueueView(texts)
        self.pane = PayeePane(texts, desk.today(), may_arrange=desk.may("payments.arrange"))
        self.ending = EndingPane(texts)
        self.lifting = LiftingPane(texts)
        self._lifters: Mapping[str, StaffMember] = {}
        self.will = Label(texts, "", role="strong")
        self.not_paid = Button(texts, message("payments.head.not_paid"), icon_name="undo", shortcut="F8")
        self.pay = Button(texts, message("payments.head.pay"), kind="primary", icon_name="tick")
        self.nothing = EmptyState(texts, "money", message("payments.empty.title"), message("payments.empty.advice"))
        self.presenter = PayingPresenter(desk, self)
        self.transfers = TransfersPane(desk, self.presenter.changed)
        self._desk = desk
        self._build()
        self._connect()

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show a run."""
        self.presenter.open(record_id)

    def apply_changes(self, changes: Changes) -> None:
        """A run that is shown changed."""
        if "run" in changes or "batch" in changes:
            self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        self._texts = texts
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_runs(self, runs: Sequence[RunItem], chosen: str | None) -> None:
        """The runs to choose from."""
        self._filling = True
        said = [
            Choice(
                value=run.run_id,
                said=message("payments.head.choice", number=run.number, day=run.planned_on, place=run.place),
            )
            for run in runs
        ]
        self.runs.set_choices(said)
        self.runs.set_value(chosen)
        self._filling = False

    def show_nothing(self) -> None:
        """There is no open run."""
        self.nothing.say(
            message("payments.empty.title"), message("payments.empty.advice"), message("payments.empty.action")
        )
        self._stack.setCurrentWidget(self.nothing)
        self._show_head(None)

    def show_failure(self, failure: Err) -> None:
        """The run cannot be shown."""
        self.nothing.say(failure.message)
        self._stack.setCurrentWidget(self.nothing)

    def show_page(self, page: RunPage) -> None:
        """The run as it stands."""
        self._show_head(page)
        if page.values.method is not Method.CASH:
            self.transfers.show_page(page)
            self._stack.setCurrentWidget(self.transfers)
            return
        self.queue.show_items(page.vouchers)
        self._stack.setCurrentWidget(self._table)

    def show_payee(self, payee: VoucherItem | None, page: RunPage, staff: Sequence[StaffMember]) -> None:
        """Who stands in front."""
        self._pages.setCurrentWidget(self._pay_page)
        if page.values.method is not Method.CASH:
            return
        open_number = payee is not None and payee.state is VoucherState.ISSUED and may_be_paid(page)
        if payee is None or not open_number:
            self._show_done(payee, page)
            if payee is not None:
                self.queue.mark(payee.voucher_id)
            return
        self.queue.mark(payee.voucher_id)
        seconds = possible_seconds(staff, self._desk.actor.staff_id, page.values.payer)
        self.pane.show_payee(payee, page, seconds)
        self.ending.show_payee(payee, in_field=page.checkout is not None)
        self._lifters = {member.staff_id: member for member in seconds}
        self.lifting.show_payee(payee, seconds)
        self._blocked = False
        self._show_foot(visible=True)

    def show_company(self, before: RunPage, page: RunPage) -> None:
        """The run was arranged anew while somebody stands in front; what is entered for him stays."""
        self.pane.show_company(before, page)

    def show_photo(self, content: bytes) -> None:
        """The photograph of who stands in front."""
        self.pane.head.show_photo(content)
        self.ending.head.show_photo(content)
        self.lifting.head.show_photo(content)

    def show_prospect(self, prospect: Prospect) -> None:
        """What Ctrl+Enter will do."""
        self._ready = prospect.ready
        self.pane.show_prospect(prospect)
        self.will.say(prospect.will)
        self._enable()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What stands against this payment."""
        self._blocked = bool(blocking(findings))
        self.pane.show_findings(findings)
        self.lifting.show_findings(findings)
        self._enable()

    def show_lifting(self, override: Override | None, *, offered: bool) -> None:
        """What is lifted, and whether what blocks may be."""
        second = self._lifters.get(override.second_person) if override is not None else None
        self.pane.offer.show_way(override, second.name if second is not None else "", offered=offered)
        if self._pages.currentWidget() is self.lifting:
            self._back_to_paying()

    def show_not_lifted(self, failure: Err) -> None:
        """Why what is typed lifts nothing."""
        self._to_lifting()
        self.lifting.show_error(failure.field, failure.message)

    def show_errors(self, errors: Mapping[str, Message]) -> None:
        """Why nothing was recorded."""
        if self._pages.currentWidget() is self.ending:
            self.ending.show_error(next(iter(errors.values())))
        else:
            self.pane.extras.forget_password()
            self.pane.show_errors(errors)

    def forget_password(self) -> None:
        """What the second person of a late entry typed was taken for one attempt."""
        self.pane.extras.forget_password()

    def show_kept(self, kind: EvidenceKind, content: bytes, attachment: Attachment) -> None:
        """A capture is stored."""
        self.pane.show_kept(kind, content, attachment)

    def show_not_kept(self, kind: EvidenceKind, why: Message) -> None:
        """A capture could not be stored."""
        self.pane.show_not_kept(kind, why)

    def show_busy(self, *, busy: bool) -> None:
        """Something is being recorded or stored."""
        self.pay.setEnabled(not busy and self._ready and not self._blocked)
        self.ending.confirm.setEnabled(not busy)

    def come_here(self) -> None:
        """Wait where the work begins: the counted amount of who stands in front, or what was begun for him."""
        begins = {self._pay_page: self.pane.to_count, self.ending: self.ending.begin, self.lifting: self.lifting.begin}
        if not self.isVisible():
            return
        if self._stack.currentWidget() is self.transfers:
            self.transfers.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._stack.currentWidget() is self._table:
            begins.get(self._pages.currentWidget(), self.queue.come_here)()

    def next_please(self) -> None:
        """Wait for the next name."""
        self.queue.come_here()

    # --- the tour ---

    def show_sample(self, name: str) -> None:
        """A state worth a picture; nothing is recorded."""
        self.pane.count.editor.set_value(Baht.of(2900 if name == "differs" else 3000))
        self.pane.marks.choose(Mark.THUMB if name == "thumb" else Mark.SIGNATURE)
        self.pane.extras.late.setChecked(name == "late")
        if name == "not_paid":
            self._to_ending()
        else:
            self._pages.setCurrentWidget(self._pay_page)

    # --- inside ---

    def _build(self) -> None:
        self.head.setMinimumWidth(200)
        top = row(self.runs, self.head, self.print, self.to_run, spacing=Space.TWO, stretch=1)
        self._foot = QWidget()
        foot = row(self.will, self.not_paid, self.pay, spacing=Space.TWO)
        foot.setContentsMargins(Space.TWO, Space.ONE, Space.TWO, Space.TWO)
        foot.setStretch(0, 1)
        self._foot.setLayout(foot)
        self._done = EmptyState(self._texts, "ok", message("payments.queue.done"))
        self._pages = QStackedWidget()
        self._pay_page = scrolling(self.pane)
        for page in (self._pay_page, self.ending, self.lifting, self._done):
            self._pages.addWidget(page)
        right = Card(margin=0, spacing=0)
        right.body.addWidget(self._pages, 1)
        right.body.addWidget(self._foot)
        self._table = side_by_side(self.queue, right, (_QUEUE_WIDTH, 800))
        self._stack = stacked(self.nothing, self._table, self.transfers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(top)
        layout.addWidget(self.progress)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.queue)

    def _connect(self) -> None:
        presenter = self.presenter
        self.runs.changed.connect(self._run_chosen)
        self.queue.typed.connect(presenter.typed)
        self.queue.chosen.connect(presenter.select)
        self.queue.go.connect(self.pane.to_count)
        self.pane.changed.connect(lambda: presenter.entered(self.pane.entry()))
        self.pane.kept.connect(presenter.keep)
        self.pane.let_go.connect(presenter.let_go)
        self.pay.clicked.connect(self._pay)
        self.not_paid.clicked.connect(self._to_ending)
        self.ending.given_up.connect(self._back_to_paying)
        self.ending.confirmed.connect(presenter.end)
        self.pane.offer.asked.connect(self._to_lifting)
        self.lifting.given_up.connect(self._back_to_paying)
        self.lifting.confirmed.connect(presenter.lift)
        self.pane.to_arrange.clicked.connect(presenter.go_to_arranging)
        self.print.clicked.connect(presenter.print_receipts)
        self.to_run.clicked.connect(presenter.go_to_run)
        self.nothing.action_requested.connect(presenter.go_to_run)
        on_key(self, "Escape", self._back_to_paying)
        on_key(self, "F2", presenter.go_to_arranging)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_key(self, keys, self._main)

    def _main(self) -> None:
        if self._stack.currentWidget() is self.transfers:
            self.transfers.record()
        elif self._pages.currentWidget() is self.ending:
            self.ending.send()
        elif self._pages.currentWidget() is self._pay_page:
            self._pay()

    def _pay(self) -> None:
        if not self._blocked:
            self.presenter.pay(self.pane.entry())

    def _to_ending(self) -> None:
        payee, page = self.presenter.payee, self.presenter.page
        if payee is not None and page is not None:
            self.ending.show_payee(payee, in_field=page.checkout is not None)
            self._pages.setCurrentWidget(self.ending)
            self._show_foot(visible=False)
            self.ending.begin()

    def _to_lifting(self) -> None:
        self._pages.setCurrentWidget(self.lifting)
        self._show_foot(visible=False)
        self.lifting.begin()

    def _back_to_paying(self) -> None:
        if self._pages.currentWidget() in (self.ending, self.lifting):
            self._pages.setCurrentWidget(self._pay_page)
            self._show_foot(visible=True)
            self.pane.to_count()
        else:
            self.queue.come_here()

    def _run_chosen(self) -> None:
        chosen = self.runs.value()
        if not self._filling and isinstance(chosen, str):
            self.presenter.choose(chosen)

    def _enable(self) -> None:
        self.pay.setEnabled(self._ready and not self._blocked)

    def _show_done(self, payee: VoucherItem | None, page: RunPage) -> None:
        if payee is None:
            advice = "checkouts.field" if page.checkout is not None else "payments.queue"
            self._done.say(message("payments.queue.done"), Message(f"{advice}.done_advice"))
        else:
            name = f"payments.queue.is_{payee.state.value if page.state is RunState.OPEN else 'closed'}"
            said = Message(name, {"name": payee.payee_name, "number": payee.number, "reason": payee.reason or "-"})
            self._done.say(said, message("payments.queue.type_next"))
        self._pages.setCurrentWidget(self._done)
        self._show_foot(visible=False)

    def _show_foot(self, *, visible: bool) -> None:
        self._foot.setVisible(visible)

    def _show_head(self, page: RunPage | None) -> None:
        for part in (self.print, self.to_run, self.progress):
            part.setVisible(page is not None)
        if page is None:
            self.head.say("")
            return
        self.to_run.say(message("payments.head.close" if page.checkout is None else "checkouts.field.to_run"))
        self.head.say(head_sentence(page))
        waiting = sum(voucher.state is VoucherState.ISSUED for voucher in page.vouchers)
        self.progress.setRange(0, max(1, len(page.vouchers)))
        self.progress.setValue(len(page.vouchers) - waiting)
