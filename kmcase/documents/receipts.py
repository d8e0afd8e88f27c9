"""ใบสำคัญรับเงิน: blank for ink (date and signature empty), or with what was captured at the hand-over.

Layout: domain.md §3. Every number carries a QR by which the scan of the signed paper is found.
"""

from __future__ import annotations

from collections.abc import Sequence

from kmcase.application.printing.receipts import ReceiptSnapshot, receipt_code
from kmcase.documents._qr import draw_qr
from kmcase.documents._sheet import BODY, Column, Sheet, Signature, mark_note, render
from kmcase.messages import Catalogue
from kmcase.thai.baht import baht_words, format_baht
from kmcase.thai.calendar import format_long
from kmcase.thai.national_id import format_id

_QR_SIDE = 74.0


def compose(snapshots: Sequence[ReceiptSnapshot], catalogue: Catalogue) -> bytes:
    """Receipts, one to a page."""
    say = catalogue.text

    def write(sheet: Sheet) -> None:
        for number, snapshot in enumerate(snapshots):
            if number:
                sheet.new_page()
            _write(sheet, snapshot, catalogue)

    first = snapshots[0]
    watermark = ""
    if first.void_reason:
        watermark = say("documents.void")
    elif first.sample:
        watermark = say("documents.sample")
    return render(
        write,
        title=say("documents.receipt.title"),
        page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
        footer=first.office,
        watermark=watermark,
    )


def _write(sheet: Sheet, snapshot: ReceiptSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    top = sheet.y
    draw_qr(
        sheet.pen.canvas,
        receipt_code(snapshot.store, snapshot.number),
        sheet.right - _QR_SIDE,
        top - _QR_SIDE + 4,
        _QR_SIDE,
        version=3,
    )
    sheet.pen.draw(sheet.left, top - BODY, say("documents.receipt.number", number=snapshot.number), BODY, "bold")
    if snapshot.mark:
        sheet.pen.draw(sheet.left, top - BODY * 2.6, say("documents.receipt.mark", mark=snapshot.mark), 8)
    sheet.space(26)
    sheet.title(say("documents.receipt.title"))
    sheet.y = min(sheet.y, top - _QR_SIDE - 14)
    sheet.pen.draw(sheet.right, sheet.y, say("documents.receipt.at", place=snapshot.place), BODY, align="right")
    sheet.space(20)
    day = format_long(snapshot.paid_on) if snapshot.paid_on else say("documents.receipt.blank_day")
    sheet.pen.draw(sheet.right, sheet.y, say("documents.receipt.on", day=day), BODY, align="right")
    sheet.space(12)
    _payee(sheet, snapshot, catalogue)
    _amount(sheet, snapshot, catalogue)
    _marks(sheet, snapshot, catalogue)
    _notes(sheet, snapshot, catalogue)


def _payee(sheet: Sheet, snapshot: ReceiptSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    identity = format_id(snapshot.national_id) if snapshot.national_id else snapshot.no_id_reason
    sheet.fields((say("documents.receipt.i"), snapshot.payee, 1.15), (say("documents.receipt.id"), identity, 1.0))
    sheet.fields((say("documents.receipt.address"), snapshot.address, 1.0))
    if snapshot.proxy:
        sheet.fields((say("documents.receipt.proxy"), snapshot.proxy, 1.0))
    sheet.fields((say("documents.receipt.from"), snapshot.received_from, 1.0))
    sheet.line_of(say("documents.receipt.items_follow"))
    sheet.space(6)


def _amount(sheet: Sheet, snapshot: ReceiptSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    baht, satang = format_baht(snapshot.amount.satang).split(".")
    what = "\n".join(
        part
        for part in (
            snapshot.purpose,
            snapshot.regulation,
            say("documents.receipt.chain", batch=snapshot.batch_number, resolution=snapshot.resolution),
            say("documents.receipt.reference", reference=snapshot.reference) if snapshot.reference else "",
        )
        if part
    )
    columns = (
        Column(title=say("documents.receipt.item"), share=6.4),
        Column(title=say("documents.receipt.baht"), share=1.5, align="right"),
        Column(title=say("documents.receipt.satang"), share=0.8, align="right"),
    )
    sheet.table(columns, [(what, baht, satang)], total=(say("documents.receipt.total"), baht, satang), size=BODY)
    words = baht_words(snapshot.amount.satang)
    sheet.line_of(say("documents.receipt.in_words", words=words), weight="bold")
    sheet.space(10)


def _marks(sheet: Sheet, snapshot: ReceiptSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    thumb = snapshot.thumbprint is not None or snapshot.wants_thumbprint
    note = mark_note(snapshot.strokes, catalogue)
    if thumb:
        finger = say("documents.receipt.finger", finger=snapshot.finger or "........", hand=snapshot.hand or "........")
        note = finger
    payee = Signature(
        role=say("documents.receipt.thumb_of_payee" if thumb else "documents.receipt.payee"),
        name=snapshot.proxy or snapshot.payee,
        strokes=snapshot.strokes,
        image=snapshot.thumbprint,
        note=note,
    )
    places = [payee, Signature(role=say("documents.receipt.payer"), name=snapshot.payer)]
    witnesses = snapshot.thumb_witnesses or snapshot.witnesses
    wanted = max(len(witnesses), 2 if thumb else len(witnesses))
    for number in range(wanted):
        name = witnesses[number] if number < len(witnesses) else ""
        places.append(Signature(role=say("documents.receipt.witness", number=number + 1), name=name))
    places += [Signature(role=say("documents.receipt.committee"), name=name) for name in snapshot.committee]
    sheet.signatures(places, height=80 if thumb else 70)
    if snapshot.photo is not None:
        sheet.photos([(say("documents.receipt.photo"), snapshot.photo)], per_row=2, height=92)


def _notes(sheet: Sheet, snapshot: ReceiptSnapshot, catalogue: Catalogue) -> None:
    say = catalogue.text
    notes = [*snapshot.exceptions, snapshot.late_note]
    if snapshot.void_reason:
        notes.append(say("documents.receipt.void", reason=snapshot.void_reason))
    for note in notes:
        if note:
            sheet.paragraph(say("documents.note", note=note), size=10)
