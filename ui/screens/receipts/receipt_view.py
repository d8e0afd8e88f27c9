"""One receipt: what the voucher says, how it was acknowledged, its scans, what the payee said later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.payments import ReceiptPage
from kmcase.domain.payments import Handover, Method, RunState, VoucherState
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from kmcase.thai.baht import baht_words, format_baht
from kmcase.thai.national_id import mask_id
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.forms.second import PASSWORD, offer_seconds, second_fields, taken
from ui.lifting import possible_seconds
from ui.ports import Desk
from ui.screens.receipts.clocks_view import ClocksCard
from ui.screens.receipts.columns import state_mark
from ui.screens.receipts.presenter import ReceiptsPresenter
from ui.theme import Space, Tone
from ui.widgets import (
    Banner,
    Button,
    Card,
    Chip,
    EmptyState,
    Fact,
    KeyFacts,
    Label,
    LineEdit,
    clear_layout,
    column,
    row,
    scrolling_card,
    stacked,
)
from ui.widgets.drawn_ink import drawn_ink


class ReceiptPane(QWidget):
    """The right side of the screen."""

    def __init__(self, desk: Desk, presenter: ReceiptsPresenter) -> None:
        super().__init__()
        texts = desk.texts
        self._desk, self._presenter = desk, presenter
        self._page: ReceiptPage | None = None
        self.title = Label(texts, "", role="title")
        self.state = Chip(texts, "")
        self.voided = Banner(texts)
        self.facts = KeyFacts(texts)
        self._below = QVBoxLayout()
        self._below.setSpacing(Space.ONE)
        self.voiding = FormView(texts, _void_form())
        self.will = Label(texts, "", role="strong")
        self.print = Button(texts, message("payments.receipts.print"), icon_name="print")
        self.void = Button(texts, message("payments.receipts.void"), kind="danger", icon_name="close")
        self.void_do = Button(texts, message("payments.receipts.void_do"), kind="danger", icon_name="close")
        self.void_back = Button(texts, message("payments.receipts.void_back"), kind="quiet")
        nothing = (message("payments.receipts.choose"), message("payments.receipts.choose_advice"))
        self._pages = stacked(EmptyState(texts, "receipt", *nothing), self._receipt_page(), self._void_page())
        self.setLayout(column(self._pages))
        self._connect()

    def show_page(self, page: ReceiptPage | None, staff: Sequence[StaffMember]) -> None:
        """A receipt, or nothing chosen."""
        again = page is not None and self._page is not None and page.voucher == self._page.voucher
        self._page = page
        if page is None:
            self._pages.setCurrentIndex(0)
            return
        if not (again and self.is_voiding):
            self._pages.setCurrentIndex(1)
        self._show_head(page)
        self.facts.set_facts(_facts(page))
        self._show_below(page)
        offer_seconds(self.voiding.editor("second_person"), possible_seconds(staff, self._desk.actor.staff_id))
        paid = page.voucher.state is VoucherState.PAID
        may = self._desk.may
        self.void.setVisible(paid and page.run_state is RunState.OPEN and may("payments.void"))
        self.print.setVisible(may("documents.print"))

    @property
    def is_voiding(self) -> bool:
        """Whether the page that makes it void is in front."""
        return self._pages.currentIndex() == 2

    def begin_void(self) -> None:
        """Ask why, and who stands beside it."""
        if self._page is None or self.void.isHidden():
            return
        voucher = self._page.voucher
        self.voiding.set_values({})
        self.will.say(
            message(
                "payments.receipts.void_will", number=voucher.number, amount=voucher.amount, name=voucher.payee_name
            )
        )
        self._pages.setCurrentIndex(2)
        self.voiding.focus_field("reason")

    def back(self) -> None:
        """Leave it as it is."""
        if self.is_voiding:
            self._pages.setCurrentIndex(1)

    def send_void(self) -> None:
        """Make it void."""
        if self.is_voiding and self.voiding.validate():
            values = taken(self.voiding)
            self._presenter.void(str(values["reason"]), str(values["second_person"] or ""), values[PASSWORD])

    def show_errors(self, errors: Mapping[str, Message]) -> None:
        """Why it was not made void."""
        self.voiding.set_errors(errors)

    # --- inside ---

    def _receipt_page(self) -> QWidget:
        head = row(self.title, self.state, None, spacing=Space.TWO)
        foot = row(None, self.void, self.print)
        return scrolling_card(head, self.voided, self.facts, self._below, foot=foot)

    def _void_page(self) -> QWidget:
        card = Card(spacing=Space.TWO)
        card.body.addWidget(Label(self._desk.texts, message("payments.receipts.void"), role="title"))
        card.body.addWidget(self.voiding)
        card.body.addStretch(1)
        card.body.addWidget(self.will)
        card.body.addLayout(row(None, self.void_back, self.void_do, spacing=Space.TWO))
        return card

    def _connect(self) -> None:
        self.void.clicked.connect(self.begin_void)
        self.void_back.clicked.connect(self.back)
        self.void_do.clicked.connect(self.send_void)
        self.print.clicked.connect(self._presenter.print)

    def _show_head(self, page: ReceiptPage) -> None:
        self.title.say(message("payments.receipts.title", number=page.voucher.number))
        mark = state_mark(page.voucher)
        self.state.set_state(mark.said, mark.tone, mark.icon)
        if page.voided_on is None:
            self.voided.hide()
        else:
            said = message(
                "payments.receipts.voided_said",
                day=page.voided_on,
                reason=page.void_reason,
                name=page.void_second_person,
            )
            self.voided.say(Tone.ERROR, said, closable=False)

    def _show_below(self, page: ReceiptPage) -> None:
        clear_layout(self._below)
        if page.clocks is not None:
            self._below.addWidget(ClocksCard(self._desk.texts, page.clocks))
        if page.handover is not None:
            self._show_mark(page.handover)
        if page.voucher.state in (VoucherState.PAID, VoucherState.VOID):
            self._show_papers(page)
            self._show_follow_ups(page)

    def _show_mark(self, handover: Handover) -> None:
        texts = self._desk.texts
        if handover.signature is not None:
            self._below.addWidget(Label(texts, message("payments.receipts.signed"), role="field"))
            self._below.addWidget(drawn_ink(handover.signature.strokes, texts.text("payments.receipts.signed")))
        if handover.thumbprint is not None:
            thumb = handover.thumbprint
            finger = message(f"payments.finger.{thumb.finger.value}")
            hand = message(f"payments.hand.{thumb.hand.value}")
            said = message("payments.receipts.thumb", finger=finger, hand=hand)
            names = ", ".join(witness.name for witness in thumb.witnesses)
            self._link(said, thumb.image.stored_sha256)
            self._below.addWidget(Label(texts, message("payments.receipts.thumb_witnesses", names=names), role="muted"))
        if handover.on_paper:
            self._below.addWidget(Label(texts, message("payments.receipts.on_paper")))
        if handover.photo is not None:
            self._link(message("payments.receipts.photo"), handover.photo.stored_sha256)
        else:
            self._below.addWidget(Label(texts, message("payments.finding.photo_missing"), role="muted"))
        if handover.proxy is not None:
            self._link(message("payments.entry.authority"), handover.proxy.authority.stored_sha256)

    def _show_papers(self, page: ReceiptPage) -> None:
        texts = self._desk.texts
        cash = page.run.method is Method.CASH
        papers = page.scans if cash else page.reports
        self._below.addWidget(Label(texts, message("payments.receipts.scans"), role="field"))
        for number, stored in enumerate(papers, 1):
            self._link(message("payments.receipts.open_scan", number=number), stored)
        if not papers:
            key = "payments.receipts.no_scans" if cash else "payments.receipts.no_report"
            self._below.addWidget(Label(texts, Message(key), role="muted"))

    def _show_follow_ups(self, page: ReceiptPage) -> None:
        texts = self._desk.texts
        self._below.addWidget(Label(texts, message("payments.receipts.follow_ups"), role="field"))
        for said in page.follow_ups:
            method = message(f"followups.method.{said.method.value}")
            line = message("payments.receipts.follow_up", day=said.asked_on, name=said.asked_by, method=method)
            self._below.addWidget(Label(texts, line))
        if not page.follow_ups:
            self._below.addWidget(Label(texts, message("payments.receipts.no_follow_ups"), role="muted"))

    def _link(self, said: Message, stored: str) -> None:
        button = Button(self._desk.texts, said, kind="link", icon_name="eye")
        button.clicked.connect(partial(self._presenter.show_stored, stored, said))
        self._below.addLayout(row(button, None))


def _facts(page: ReceiptPage) -> list[Fact]:
    voucher, handover = page.voucher, page.handover
    amount = f"{format_baht(voucher.amount.satang)}  ({baht_words(voucher.amount.satang)})"
    said: list[tuple[str, Message | str]] = [("payee", voucher.payee_name)]
    if voucher.national_id:
        said.append(("identity", mask_id(voucher.national_id)))
    chain = message("payments.receipts.chain_said", batch=page.batch_number, resolution=page.resolution_number)
    said += [("address", voucher.address), ("amount", amount), ("chain", chain)]
    said.append(("method", Message(f"payments.method.{page.run.method.value}")))
    if voucher.paid_on is not None:
        said.append(("paid_on", message("payments.runs.day_said", day=voucher.paid_on)))
        said.append(("payer", voucher.payer_name))
    if voucher.reference:
        said.append(("reference", voucher.reference))
    if handover is not None:
        said.append(("place", handover.place))
        said.append(("committee", ", ".join(page.committee_names) or "-"))
        said.append(("witnesses", ", ".join(witness.name for witness in handover.witnesses) or "-"))
        if handover.proxy is not None:
            proxy = handover.proxy
            said.append(("proxy", message("payments.receipts.proxy_said", name=proxy.name, relation=proxy.relation)))
    if page.late_reason:
        late = message("payments.receipts.late_said", reason=page.late_reason, name=page.late_second_person)
        said.append(("late", late))
    if voucher.reason and voucher.state is not VoucherState.VOID:
        said.append(("reason", voucher.reason))
    if page.duty_exceptions:
        said.append(("exceptions", "\n".join(page.duty_exceptions)))
    said += [
        (
            "lifted",
            message("payments.receipts.lifted_said", reason=one.reason, document=one.document, name=one.second_person),
        )
        for one in dict.fromkeys(page.overrides)
    ]
    return [
        Fact(label=Message(f"payments.receipts.{name}"), value=value, strong=name == "amount") for name, value in said
    ]


def _void_form() -> FormSpec:
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("reason", "payments.receipts.void_reason", LineEdit, required=True, width=Width.FULL),
                    *second_fields(),
                ),
            ),
        )
    )
