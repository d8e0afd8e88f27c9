"""Runs, vouchers and receipts: inserts alone, and the budget moves by postings."""

from __future__ import annotations

from datetime import datetime

from kmcase.domain.budgets import PostingKind
from kmcase.domain.checkouts import HandoverAccepted, HandoverRecorded
from kmcase.domain.likeness import Signer
from kmcase.domain.meetings import Override
from kmcase.domain.payments import (
    BankResult,
    Method,
    ReceiptScanned,
    ReceiptVoided,
    RunArranged,
    RunClosed,
    RunPrepared,
    RunState,
    RunValues,
    RunVerified,
    TransferResultRecorded,
    Voucher,
    VoucherHandedOver,
    VoucherNotPaid,
)
from kmcase.domain.requests import RequestStatus
from kmcase.persistence.fold.budgets import free_claims, pay_reserved, post
from kmcase.persistence.fold.controls import note_handover
from kmcase.persistence.fold.evidence import Signed, attach, note_signature
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.fold.requests import set_status
from kmcase.persistence.rows import office as office_tables
from kmcase.persistence.rows import payments as tables
from kmcase.persistence.statements import Rows
from kmcase.thai.calendar import bangkok_date
from kmcase.thai.digits import figures


def _head(values: RunValues) -> dict[str, object]:
    return {
        "number": values.number,
        "batch_id": values.batch_id,
        "method": values.method,
        "planned_on": values.planned_on,
        "place": values.place,
        "payer": values.payer,
        "committee": values.committee,
        "witnesses": values.witnesses,
    }


def _day(at: At) -> str:
    return bangkok_date(datetime.fromisoformat(at.at)).isoformat()


@folds(RunPrepared)
def _prepared(rows: Rows, at: At, event: RunPrepared) -> None:
    rows.insert(
        tables.payment_run,
        run_id=event.run_id,
        **_head(event.values),
        state=RunState.OPEN,
        totals=None,
        verifier="",
        prepared_at=at.at,
        prepared_by=at.actor,
    )
    for voucher in event.vouchers:
        _issue(rows, at, voucher)
        set_status(rows, voucher.request_id, RequestStatus.DISBURSED)


def _issue(rows: Rows, at: At, voucher: Voucher) -> None:
    payee = voucher.payee
    rows.insert(
        tables.voucher,
        voucher_id=voucher.voucher_id,
        number=voucher.number,
        serial=voucher.serial,
        fiscal_year=voucher.half.fiscal_year,
        run_id=voucher.run_id,
        request_id=voucher.request_id,
        decision_id=voucher.decision_id,
        person_id=payee.person_id,
        payee_name=payee.name,
        payee_national_id=payee.national_id,
        payee_no_id_reason=payee.no_id_reason,
        payee_address=payee.address,
        subdistrict_code=payee.subdistrict_code,
        can_write=payee.can_write,
        account=payee.account,
        account_digits=figures(payee.account),
        family_id=voucher.family_id,
        aid_kind=voucher.aid_kind,
        budget_id=voucher.half.budget_id,
        occurrence=voucher.occurrence,
        amount=voucher.amount,
        officer=voucher.officer,
        issued_at=at.at,
        mark=at.mark,
        event_id=at.event_id,
    )
    rows.bump(office_tables.series, f"voucher:{voucher.half.fiscal_year}", voucher.serial)


@folds(RunArranged)
def _arranged(rows: Rows, at: At, event: RunArranged) -> None:
    rows.update(tables.payment_run, {"run_id": event.run_id}, **_head(event.values))


@folds(VoucherHandedOver)
def _handed_over(rows: Rows, at: At, event: VoucherHandedOver) -> None:
    book_cash(rows, at, event, entered_at=at.at, recorded_by=at.actor, override=event.override)
    attach_marks(rows, at, event)


def book_cash(
    rows: Rows,
    at: At,
    event: VoucherHandedOver | HandoverAccepted,
    *,
    entered_at: str,
    recorded_by: str,
    override: Override | None,
) -> None:
    """Receipt, release and payment of a hand-over; `entered_at` and `recorded_by` of who entered it at the table."""
    handover = event.handover
    entered = bangkok_date(datetime.fromisoformat(entered_at))
    rows.insert(
        tables.payment_receipt,
        voucher_id=event.voucher_id,
        run_id=event.run_id,
        request_id=event.request_id,
        person_id=event.person_id,
        budget_id=event.half.budget_id,
        paid_on=handover.paid_on,
        amount=handover.counted,
        payer=handover.payer,
        method=Method.CASH,
        reference="",
        handover=handover,
        device_time=event.device_time,
        entered_at=entered_at,
        recorded_by=recorded_by,
        late_days=(entered - handover.paid_on).days,
        late_reason=handover.late_reason,
        late_second_person=handover.late_second_person,
        override=override,
        judgement=event.judgement,
        mark=at.mark,
        event_id=at.event_id,
    )
    note_handover(rows, event.voucher_id, handover)
    pay_reserved(
        rows, at, event.posting_ids, event.half, event.amount, handover.paid_on, event.request_id, event.voucher_id
    )
    set_status(rows, event.request_id, RequestStatus.HELPED)


def attach_marks(rows: Rows, at: At, event: VoucherHandedOver | HandoverRecorded | HandoverAccepted) -> None:
    """Note the photograph, the thumbprint, the authority and the signature of a hand-over."""
    handover = event.handover
    thumb, proxy = handover.thumbprint, handover.proxy
    for attachment in (handover.photo, thumb.image if thumb else None, proxy.authority if proxy else None):
        if attachment is not None:
            attach(rows, at, attachment, "voucher", event.voucher_id)
    if handover.signature is not None:
        signed = Signed(
            noun="voucher",
            record_id=event.voucher_id,
            person_id=event.person_id,
            signer=Signer.PAYEE,
            signed_as=proxy.name if proxy else "",
            officer=handover.payer,
            signed_at=event.device_time.isoformat(),
        )
        note_signature(rows, at, handover.signature, signed)


@folds(TransferResultRecorded)
def _transfer_result(rows: Rows, at: At, event: TransferResultRecorded) -> None:
    if event.report is not None:
        attach(rows, at, event.report, "voucher", event.voucher_id)
    if event.result is BankResult.REJECTED:
        _note_not_paid(rows, at, event.voucher_id, event.run_id, event.reason, spoiled=False, released=False)
        set_status(rows, event.request_id, RequestStatus.APPROVED)
        return
    run = rows.one(tables.payment_run, run_id=event.run_id)
    entered = bangkok_date(datetime.fromisoformat(at.at))
    rows.insert(
        tables.payment_receipt,
        voucher_id=event.voucher_id,
        run_id=event.run_id,
        request_id=event.request_id,
        person_id=event.person_id,
        budget_id=event.half.budget_id,
        paid_on=event.paid_on,
        amount=event.amount,
        payer=event.payer,
        method=run["method"] if run else Method.TRANSFER,
        reference=event.reference,
        handover=None,
        device_time=at.at,
        entered_at=at.at,
        recorded_by=at.actor,
        late_days=(entered - event.paid_on).days,
        late_reason=event.late_reason,
        late_second_person=event.late_second_person,
        override=None,
        judgement=event.judgement,
        mark=at.mark,
        event_id=at.event_id,
    )
    pay_reserved(
        rows, at, event.posting_ids, event.half, event.amount, event.paid_on, event.request_id, event.voucher_id
    )
    set_status(rows, event.request_id, RequestStatus.HELPED)


def _note_not_paid(
    rows: Rows, at: At, voucher_id: str, run_id: str, reason: str, *, spoiled: bool, released: bool
) -> None:
    rows.insert(
        tables.voucher_not_paid,
        voucher_id=voucher_id,
        run_id=run_id,
        reason=reason,
        spoiled=spoiled,
        released=released,
        noted_on=_day(at),
        noted_at=at.at,
        noted_by=at.actor,
        mark=at.mark,
        event_id=at.event_id,
    )


@folds(VoucherNotPaid)
def _not_paid(rows: Rows, at: At, event: VoucherNotPaid) -> None:
    _note_not_paid(
        rows, at, event.voucher_id, event.run_id, event.reason, spoiled=event.spoiled, released=event.release
    )
    if event.release_posting_id is None:
        set_status(rows, event.request_id, RequestStatus.APPROVED)
        return
    post(
        rows,
        at,
        posting_id=event.release_posting_id,
        half=event.half,
        kind=PostingKind.RELEASE,
        amount=event.amount,
        on=bangkok_date(datetime.fromisoformat(at.at)),
        request_id=event.request_id,
        voucher_id=event.voucher_id,
        reason=event.reason,
    )
    _free_claims_of(rows, event.voucher_id)
    set_status(rows, event.request_id, RequestStatus.WITHDRAWN)


def _free_claims_of(rows: Rows, voucher_id: str) -> None:
    [issued] = rows.all(tables.voucher, voucher_id=voucher_id)
    free_claims(rows, issued["decision_id"])


@folds(ReceiptScanned)
def _scanned(rows: Rows, at: At, event: ReceiptScanned) -> None:
    rows.insert(
        tables.receipt_scan,
        voucher_id=event.voucher_id,
        sha256=event.scan.sha256,
        stored_sha256=event.scan.stored_sha256,
        found_by=event.found_by,
        scanned_at=at.at,
        scanned_by=at.actor,
    )
    attach(rows, at, event.scan, "voucher", event.voucher_id)


@folds(ReceiptVoided)
def _voided(rows: Rows, at: At, event: ReceiptVoided) -> None:
    rows.insert(
        tables.receipt_void,
        voucher_id=event.voucher_id,
        run_id=event.run_id,
        reason=event.reason,
        second_person=event.second_person,
        voided_on=event.on,
        amount=event.amount,
        voided_at=at.at,
        voided_by=at.actor,
        mark=at.mark,
        event_id=at.event_id,
    )
    post(
        rows,
        at,
        posting_id=event.posting_id,
        half=event.half,
        kind=PostingKind.RETURN,
        amount=event.amount,
        on=event.on,
        request_id=event.request_id,
        voucher_id=event.voucher_id,
        reason=event.reason,
        approved_by=event.second_person,
    )
    _free_claims_of(rows, event.voucher_id)
    set_status(rows, event.request_id, RequestStatus.WITHDRAWN)


@folds(RunClosed)
def _closed(rows: Rows, at: At, event: RunClosed) -> None:
    totals = {
        "approved": event.approved,
        "receipts": event.receipts,
        "not_paid": event.not_paid,
        "counted": event.counted,
        "drawn": event.drawn,
        "returned": event.returned,
        **({"reason": event.reason} if event.reason else {}),
    }
    rows.update(tables.payment_run, {"run_id": event.run_id}, state=RunState.CLOSED, totals=totals)


@folds(RunVerified)
def _verified(rows: Rows, at: At, event: RunVerified) -> None:
    rows.update(tables.payment_run, {"run_id": event.run_id}, state=RunState.VERIFIED, verifier=event.verifier)
