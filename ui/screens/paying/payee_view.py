"""One payee: who it is, what was counted, how it was acknowledged, and what is unusual about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kmcase.application.read.payments import RunPage, VoucherItem
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.findings import Finding, blocking
from kmcase.domain.payments import Finger, Hand
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms import Field
from ui.forms.field_box import FieldBox
from ui.screens.paying.entry import Entry, Mark, Prospect
from ui.screens.paying.extras_view import Extras
from ui.screens.paying.lifting_view import LiftingOffer
from ui.screens.paying.one_of import OneOf
from ui.screens.paying.payee_head import PayeeHead
from ui.screens.paying.said import Said as SaidLine
from ui.screens.paying.said import SaidLines
from ui.theme import Space
from ui.widgets import (
    BahtEdit,
    Button,
    FrontPage,
    Label,
    LineEdit,
    PhotoShown,
    PhotoWell,
    Picture,
    SignaturePad,
    Texts,
    ThumbprintPad,
)
from ui.widgets.basics import column, row

_COUNT_WIDTH = 268
_LEAST_WELL = 128
_OF_THE_RUN = frozenset({"payer", "committee", "witnesses", "place"})
"""Fields that are set once for a run, not at the table."""


class PayeePane(QWidget):
    """`changed` with any entry, `kept` with (kind, name, content) of what is captured, `let_go` with its kind."""

    changed = Signal()
    kept = Signal(object, str, bytes)
    let_go = Signal(object)

    def __init__(self, texts: Texts, today: date, *, may_arrange: bool) -> None:
        super().__init__()
        self._texts = texts
        self._may_arrange = may_arrange
        self._payee: VoucherItem | None = None
        self.head = PayeeHead(texts)
        self.warnings = SaidLines(texts, folded=True)
        self.to_arrange = Button(texts, message("payments.runs.arrange"), icon_name="edit")
        self.offer = LiftingOffer(texts)
        self.count = FieldBox(
            texts, Field("counted", "payments.entry.counted", partial(BahtEdit, large=True), required=True)
        )
        self.count_said = SaidLine(texts)
        self.marks = OneOf(texts, [(mark, message(f"payments.mark.{mark.value}")) for mark in Mark])
        self.pad = SignaturePad(texts, message("payments.entry.payee"), height=132)
        self.thumb = ThumbprintPad(texts, message("payments.entry.payee"))
        self.witnesses = [LineEdit(texts) for _ in range(2)]
        self.paper = Label(texts, message("payments.entry.paper"))
        self.photo = PhotoWell(texts, message("evidence.kind.handover_photo"))
        self.mark_said = SaidLine(texts)
        self.extras = Extras(texts, today)
        self._build(texts)
        self._connect()

    # --- what the screen shows ---

    def show_payee(self, payee: VoucherItem, page: RunPage, seconds: Sequence[StaffMember]) -> None:
        """Another payee: everything entered for the one before is gone."""
        self._payee = payee
        self.head.show_payee(payee)
        self.count.editor.set_value(None)
        self.count.show_error(None)
        self.pad.clear()
        self.thumb.clear()
        self.photo.clear()
        self.extras.clear(seconds)
        for line, name in zip(self.witnesses, _two_names(page), strict=True):
            line.set_value(name)
        self.marks.choose(Mark.SIGNATURE if payee.can_write else Mark.THUMB)
        self.warnings.clear()
        self.to_arrange.hide()
        self.offer.hide()
        self.mark_said.clear()

    def show_company(self, before: RunPage, page: RunPage) -> None:
        """The run was arranged anew: its witnesses take the place of those before, not of who was typed."""
        for line, old, name in zip(self.witnesses, _two_names(before), _two_names(page), strict=True):
            if line.value() == old:
                line.set_value(name)

    def show_prospect(self, prospect: Prospect) -> None:
        """What stands beside the count."""
        self.count_said.say(prospect.count_tone, prospect.count)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What the rules say before anybody signs."""
        self.warnings.show_findings(findings)
        self._offer_arranging(field for found in blocking(findings) for field in found.fields)

    def show_errors(self, errors: Mapping[str, Message]) -> None:
        """Errors beside what they are about; the first takes the focus."""
        self.count.show_error(errors.get("counted"))
        self.extras.show_errors(errors)
        of_mark = [
            errors[name] for name in ("signature", "thumbprint", "thumb_witnesses", "witnesses") if name in errors
        ]
        if of_mark:
            self.mark_said.error(of_mark[0])
        else:
            self.mark_said.clear()
        known = {"counted", "signature", "thumbprint", "thumb_witnesses", "witnesses", *self.extras.fields}
        other = [said for name, said in errors.items() if name not in known]
        if other:
            self.warnings.show_errors(other)
        if not _OF_THE_RUN.isdisjoint(errors):
            self._offer_arranging(errors)
        if "counted" in errors:
            self.to_count()

    def show_kept(self, kind: EvidenceKind, content: bytes, attachment: Attachment) -> None:
        """A capture is stored; show it as it will be kept."""
        shown = PhotoShown(thumbnail=content, sha256=attachment.sha256, taken_at=attachment.taken_at)
        if kind is EvidenceKind.THUMBPRINT:
            self.thumb.show_cleaned(shown)
        elif kind is EvidenceKind.HANDOVER_PHOTO:
            self.photo.show_photo(shown)
        else:
            self.extras.authority.show_photo(shown)

    def show_not_kept(self, kind: EvidenceKind, why: Message) -> None:
        """A capture could not be stored."""
        wells = {EvidenceKind.THUMBPRINT: self.thumb.well, EvidenceKind.HANDOVER_PHOTO: self.photo}
        wells.get(kind, self.extras.authority).show_problem(why)

    def to_count(self) -> None:
        """Wait for the counted amount."""
        self.count.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def entry(self) -> Entry:
        """What is entered."""
        pressed = self.thumb.value()
        ink = self.pad.ink()
        counted = self.count.editor.value()
        one, two = (line.value() for line in self.witnesses)
        return self.extras.entry(
            Entry(
                counted=counted,  # type: ignore[arg-type]
                mark=self.marks.chosen(),
                strokes=ink.to_json() if ink.is_enough else "",
                hand=Hand(pressed.hand.value) if pressed else None,
                finger=Finger(pressed.finger.value) if pressed else None,
                thumb_witnesses=(one, two),
            )
        )

    # --- inside ---

    def _build(self, texts: Texts) -> None:
        self.count.setFixedWidth(_COUNT_WIDTH)
        witnesses = column(Label(texts, message("payments.entry.thumb_witnesses"), role="field"), spacing=Space.HALF)
        for number, line in enumerate(self.witnesses, 1):
            line.set_name(message("payments.entry.thumb_witness", number=number))
            witnesses.addWidget(line)
        witnesses.addStretch(1)
        thumb = QWidget()
        beside = QHBoxLayout(thumb)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(Space.TWO)
        beside.addWidget(self.thumb, 1)
        beside.addLayout(witnesses, 1)
        self._mark_pages = FrontPage()
        for page in (self.pad, thumb, self._paper_page()):
            self._mark_pages.addWidget(page)
        counting = row(
            self.count, column(self.marks, self.count_said, None, spacing=Space.HALF), spacing=Space.THREE, stretch=1
        )
        marking = row(self._mark_pages, self.photo, spacing=Space.TWO, stretch=0)
        self.photo.setFixedWidth(200)
        self.photo.setMinimumHeight(_LEAST_WELL)
        self.thumb.well.setMinimumHeight(_LEAST_WELL)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.TWO, Space.TWO, Space.TWO, Space.ONE)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self.head)
        met = row(self.warnings, self.to_arrange, spacing=Space.TWO, stretch=0)
        met.setAlignment(self.to_arrange, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(met)
        layout.addWidget(self.offer)
        layout.addLayout(counting)
        layout.addLayout(marking, 1)
        layout.addWidget(self.mark_said)
        layout.addWidget(self.extras)

    def _paper_page(self) -> QWidget:
        page = QFrame()
        page.setProperty("role", "well")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(Space.THREE, Space.TWO, Space.THREE, Space.TWO)
        layout.addWidget(self.paper)
        layout.addStretch(1)
        return page

    def _connect(self) -> None:
        self.count.editor.changed.connect(self._counted)
        self.count.editor.inputs()[0].returnPressed.connect(self._to_mark)  # type: ignore[attr-defined]
        self.marks.changed.connect(self._mark_chosen)
        self.pad.changed.connect(self._signed)
        self.thumb.picked.connect(lambda content: self.kept.emit(EvidenceKind.THUMBPRINT, "thumbprint", content))
        self.thumb.well.removed.connect(lambda: self.let_go.emit(EvidenceKind.THUMBPRINT))
        self.thumb.changed.connect(self._signed)
        self.photo.picked.connect(partial(self._picked, EvidenceKind.HANDOVER_PHOTO))
        self.photo.removed.connect(lambda: self.let_go.emit(EvidenceKind.HANDOVER_PHOTO))
        self.extras.authority.picked.connect(partial(self._picked, EvidenceKind.PROXY_AUTHORITY))
        self.extras.authority.removed.connect(lambda: self.let_go.emit(EvidenceKind.PROXY_AUTHORITY))
        self.extras.changed.connect(self.changed)

    def _offer_arranging(self, fields: Iterable[str]) -> None:
        """The way to mend who is named for the run, where that is what stops the payment."""
        self.to_arrange.setVisible(self._may_arrange and not _OF_THE_RUN.isdisjoint(fields))

    def _picked(self, kind: EvidenceKind, picture: Picture) -> None:
        self.kept.emit(kind, picture.name, picture.content)

    def _counted(self) -> None:
        self.count.show_error(None)
        self.changed.emit()

    def _signed(self) -> None:
        self.mark_said.clear()
        self.changed.emit()

    def _mark_chosen(self) -> None:
        self._mark_pages.setCurrentIndex(list(Mark).index(self.marks.chosen()))
        self.mark_said.clear()
        self.changed.emit()

    def _to_mark(self) -> None:
        place = {Mark.SIGNATURE: self.pad, Mark.THUMB: self.thumb}.get(self.marks.chosen())
        (place or self.marks).setFocus(Qt.FocusReason.TabFocusReason)


def _two_names(page: RunPage) -> tuple[str, str]:
    one, two, *_ = (*(witness.name for witness in page.values.witnesses), "", "")
    return one, two
