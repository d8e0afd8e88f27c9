"""Runs out with a laptop: what laptops enter is added alone, what the office says of it stands in rows of its own."""

from __future__ import annotations

from datetime import datetime

from kmcase.domain.checkouts import (
    CheckoutState,
    HandoverAccepted,
    HandoverDoubted,
    HandoverRecorded,
    HandoverSetAside,
    RunCameHome,
    RunCheckedOut,
    RunTakenBack,
    VoucherLeftUnpaid,
    Word,
)
from kmcase.domain.findings import Finding
from kmcase.persistence.fold.payments import attach_marks, book_cash
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import checkouts as tables
from kmcase.persistence.statements import Rows
from kmcase.thai.calendar import bangkok_date


@folds(RunCheckedOut)
def _checked_out(rows: Rows, at: At, event: RunCheckedOut) -> None:
    rows.insert(
        tables.run_checkout,
        checkout_id=event.checkout_id,
        run_id=event.run_id,
        laptop_id=event.laptop_id,
        carrier=event.carrier,
        cash=event.cash,
        state=CheckoutState.OUT,
        out_at=at.at,
        out_by=at.actor,
        ended_by="",
        note="",
        second_person="",
    )


@folds(RunCameHome)
def _came_home(rows: Rows, at: At, event: RunCameHome) -> None:
    rows.update(
        tables.run_checkout,
        {"checkout_id": event.checkout_id},
        state=CheckoutState.HOME,
        ended_at=at.at,
        ended_by=at.actor,
        expected=event.expected,
        counted=event.counted,
        note=event.note,
    )


@folds(RunTakenBack)
def _taken_back(rows: Rows, at: At, event: RunTakenBack) -> None:
    rows.update(
        tables.run_checkout,
        {"checkout_id": event.checkout_id},
        state=CheckoutState.TAKEN_BACK,
        ended_at=at.at,
        ended_by=at.actor,
        note=event.reason,
        second_person=event.second_person,
    )


@folds(HandoverRecorded)
def _recorded(rows: Rows, at: At, event: HandoverRecorded) -> None:
    handover = event.handover
    rows.insert(
        tables.field_handover,
        event_id=at.event_id,
        handover_id=event.handover_id,
        store=at.event_id.rpartition(":")[0],
        checkout_id=event.checkout_id,
        run_id=event.run_id,
        voucher_id=event.voucher_id,
        person_id=event.person_id,
        paid_on=handover.paid_on,
        amount=handover.counted,
        payer=handover.payer,
        handover=handover,
        device_time=event.device_time,
        entered_at=at.at,
        recorded_by=at.actor,
        late_days=(bangkok_date(datetime.fromisoformat(at.at)) - handover.paid_on).days,
        late_reason=handover.late_reason,
        late_second_person=handover.late_second_person,
        mark=at.mark,
    )
    attach_marks(rows, at, event)


@folds(VoucherLeftUnpaid)
def _left_unpaid(rows: Rows, at: At, event: VoucherLeftUnpaid) -> None:
    rows.insert(
        tables.field_unpaid,
        event_id=at.event_id,
        checkout_id=event.checkout_id,
        run_id=event.run_id,
        voucher_id=event.voucher_id,
        reason=event.reason,
        noted_at=at.at,
        noted_by=at.actor,
    )


@folds(HandoverAccepted)
def _accepted(rows: Rows, at: At, event: HandoverAccepted) -> None:
    book_cash(rows, at, event, entered_at=event.entered_at, recorded_by=event.recorded_by, override=None)
    attach_marks(rows, at, event)
    _say(rows, at, event.handover_event, Word.ACCEPTED, reason=event.reason)


@folds(HandoverDoubted)
def _doubted(rows: Rows, at: At, event: HandoverDoubted) -> None:
    _say(rows, at, event.handover_event, Word.DOUBTED, findings=event.findings)


@folds(HandoverSetAside)
def _set_aside(rows: Rows, at: At, event: HandoverSetAside) -> None:
    _say(rows, at, event.handover_event, Word.SET_ASIDE, reason=event.reason)


def _say(rows: Rows, at: At, of: str, word: Word, *, findings: tuple[Finding, ...] = (), reason: str = "") -> None:
    """The office's newest word; the doubts of one before stay beside it."""
    before = rows.one(tables.handover_word, event_id=of)
    rows.put(
        tables.handover_word,
        event_id=of,
        word=word,
        findings=findings or (before["findings"] if before else ()),
        reason=reason,
        said_at=at.at,
        said_by=at.actor,
    )
