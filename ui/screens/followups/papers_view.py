"""After the answers: both sides, the facts of the request to look at again, then the mark on the receipt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.samples import AskedPapers
from kmcase.domain.evidence import Attachment
from kmcase.domain.followups import Agreement, Recheck, Recognition
from kmcase.domain.payments import Handover
from kmcase.domain.requests import RequestContent
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.ports import Desk
from ui.theme import Space
from ui.widgets import (
    Button,
    ChoiceEdit,
    Fact,
    KeyFacts,
    Label,
    TextArea,
    clear_layout,
    enum_choices,
    row,
)
from ui.widgets.drawn_ink import drawn_ink

_AFTER_MARK = ("recognition", "remarks")


class PapersPane(QWidget):
    """Hidden until answers are recorded; `buttons` stand at the foot of the page.

    `picture_wanted` gives the stored name of a picture and its title.
    """

    submitted = Signal()
    picture_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = self._texts = desk.texts
        self._papers: AskedPapers | None = None
        self.compared = KeyFacts(texts)
        self.requested = KeyFacts(texts)
        self.form = FormView(texts, _form())
        self.show_mark = Button(texts, message("followups.papers.show_mark"), icon_name="eye")
        self.record = Button(texts, message("followups.papers.record"), kind="primary", icon_name="tick")
        self.buttons = (self.show_mark, self.record)
        self._mark = QVBoxLayout()
        self._before = QVBoxLayout()
        self._build()
        self.show_mark.clicked.connect(self.reveal)
        self.record.clicked.connect(self._submit)
        self.form.main_action.connect(self._submit)
        self.show_papers(None)

    def show_papers(self, papers: AskedPapers | None) -> None:
        """What the papers say of a payee whose answers are recorded, or nothing at all."""
        self._papers = papers
        for layout in (self._mark, self._before):
            clear_layout(layout)
        self.compared.set_facts(_compared(papers) if papers else [])
        self.requested.set_facts(_requested(papers.content) if papers else [])
        self.setVisible(papers is not None)
        for button in self.buttons:
            button.setVisible(papers is not None)
        if papers is None:
            return
        for seen in papers.rechecks:
            self._before.addWidget(Label(self._texts, _seen_said(seen), role="muted"))
        self.form.set_values({"recognition": Recognition.NOT_SHOWN})
        self.form.set_field_visible(False, *_AFTER_MARK)

    def reveal(self) -> None:
        """Show the mark on the receipt, and ask whether it is the own one."""
        if self._papers is None:
            return
        self._show_mark(self._papers.receipt.handover)
        self.form.set_values({**self.form.values(), "recognition": None})
        self.form.set_field_visible(True, *_AFTER_MARK)
        self.show_mark.hide()
        self.form.focus_field("recognition")

    def show_errors(self, errors: Mapping[str, Message]) -> None:
        """Why it was not recorded."""
        self.form.set_errors(errors)

    def seen(self, voucher_id: str) -> Recheck:
        """What the form holds."""
        values = self.form.values()
        return Recheck(
            recheck_id="",
            follow_up_id="",
            voucher_id=voucher_id,
            person_id="",
            household=values["household"],
            condition=values["condition"],
            income=values["income"],
            found=str(values["found"] or ""),
            recognition=values["recognition"],
            remarks=str(values["remarks"] or ""),
        )

    # --- inside ---

    def _build(self) -> None:
        texts = self._texts
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.TWO)
        layout.addWidget(Label(texts, message("followups.papers.title"), role="lead"))
        layout.addWidget(self.compared)
        layout.addWidget(Label(texts, message("followups.papers.requested"), role="field"))
        layout.addWidget(self.requested)
        layout.addLayout(self._before)
        layout.addLayout(self._mark)
        layout.addWidget(self.form)

    def _submit(self) -> None:
        if self.form.validate():
            self.submitted.emit()

    def _show_mark(self, handover: Handover | None) -> None:
        texts = self._texts
        clear_layout(self._mark)
        if handover is None:
            self._mark.addWidget(Label(texts, message("followups.papers.transferred"), role="muted"))
            return
        if handover.signature is not None:
            self._mark.addWidget(Label(texts, message("payments.receipts.signed"), role="field"))
            self._mark.addWidget(drawn_ink(handover.signature.strokes, texts.text("payments.receipts.signed")))
        if handover.thumbprint is not None:
            self._offer(message("followups.papers.thumbprint"), handover.thumbprint.image)
        if handover.photo is not None:
            self._offer(message("payments.receipts.photo"), handover.photo)
        if handover.on_paper:
            self._mark.addWidget(Label(texts, message("payments.receipts.on_paper"), role="muted"))

    def _offer(self, said: Message, picture: Attachment) -> None:
        button = Button(self._texts, said, kind="link", icon_name="eye")
        button.clicked.connect(lambda: self.picture_wanted.emit(picture.stored_sha256, said))
        self._mark.addLayout(row(button, None))


def _compared(papers: AskedPapers) -> list[Fact]:
    """What was said beside what is written."""
    said, voucher = papers.said, papers.receipt.voucher
    nothing = message("followups.papers.nothing_said")
    both = (
        ("amount", said.amount_said or nothing, voucher.amount),
        ("day", said.received_on_said or nothing, voucher.paid_on),
        ("payer", said.received_from or nothing, voucher.payer_name),
    )
    return [
        Fact(
            label=message(f"followups.papers.{name}"),
            value=message("followups.papers.both", said=spoken, written=written),
            strong=name == "amount",
        )
        for name, spoken, written in both
    ]


def _requested(content: RequestContent) -> list[Fact]:
    """The facts that the request rests on."""
    dependants = sum(content.dependants.values())
    values: tuple[tuple[str, Message | str], ...] = (
        ("household", message("followups.papers.dependants", count=dependants)),
        ("condition", message(f"requests.housing.{content.housing}") if content.housing else content.cause_fact or "-"),
        ("income", message("followups.papers.month", amount=content.monthly_income) if content.monthly_income else "-"),
    )
    return [Fact(label=message(f"followups.papers.{name}"), value=value) for name, value in values]


def _seen_said(seen: Recheck) -> Message:
    key = "differs" if seen.differs else "as_written"
    return message(
        "followups.papers.seen_before",
        facts=message(f"followups.agreement.{key}"),
        mark=message(f"followups.recognition.{seen.recognition.value}"),
    )


def _form() -> FormSpec:
    agreements = enum_choices(Agreement, "followups.agreement")
    recognitions = enum_choices(Recognition, "followups.recognition")
    facts = tuple(
        Field(name, f"followups.papers.{name}_now", partial(ChoiceEdit, choices=agreements), required=True)
        for name in ("household", "condition", "income")
    )
    return FormSpec(
        (
            Section(
                "followups.papers.look",
                (
                    *facts,
                    Field("found", "followups.papers.found", partial(TextArea, rows=2), width=Width.FULL),
                    Field(
                        "recognition",
                        "followups.papers.recognition",
                        partial(ChoiceEdit, choices=recognitions),
                        required=True,
                    ),
                    Field("remarks", "followups.papers.remarks", partial(TextArea, rows=2), width=Width.FULL),
                ),
            ),
        )
    )
