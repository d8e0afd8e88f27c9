"""Payments of other units, and whom a named person said that they are about."""

from __future__ import annotations

from kmcase.domain.other_payments import OtherPaymentMatched, OtherPaymentsReceived
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import other_payments as tables
from kmcase.persistence.statements import Rows
from kmcase.thai.calendar import fiscal_year
from kmcase.thai.names import same_person_key


@folds(OtherPaymentsReceived)
def _received(rows: Rows, at: At, event: OtherPaymentsReceived) -> None:
    rows.insert(
        tables.other_payment_list,
        list_id=event.list_id,
        unit_name=event.unit_name,
        programme=event.programme,
        aid_kind=event.aid_kind,
        received_on=event.received_on,
        file_name=event.file_name,
        sha256=event.sha256,
        left_out=event.left_out,
        entered_by=at.actor,
    )
    for line in event.lines:
        rows.insert(
            tables.other_payment,
            payment_id=line.payment_id,
            list_id=event.list_id,
            row_no=line.row,
            first_name=line.first_name,
            last_name=line.last_name,
            name_key=same_person_key(line.first_name, line.last_name),
            national_id=line.national_id,
            paid_on=line.paid_on,
            fiscal_year=fiscal_year(line.paid_on),
            amount=line.amount,
            place=line.place,
            person_id=line.person_id,
            decided=0,
            reason="",
            decided_by="",
            decided_at=None,
        )


@folds(OtherPaymentMatched)
def _matched(rows: Rows, at: At, event: OtherPaymentMatched) -> None:
    rows.update(
        tables.other_payment,
        {"payment_id": event.payment_id},
        person_id=event.person_id,
        decided=1,
        reason=event.reason,
        decided_by=at.actor,
        decided_at=at.at,
    )
