"""Everything that happened to a person, on one line of time, and what they got by fiscal year."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from kmcase.application.read.people import TimelineItem
from kmcase.domain.money import Baht
from kmcase.domain.visits import NOUN, VisitState
from kmcase.persistence.rows.budgets import opening_payment
from kmcase.persistence.rows.followups import follow_up
from kmcase.persistence.rows.imports import survey_import, survey_row
from kmcase.persistence.rows.meetings import decision
from kmcase.persistence.rows.office import staff
from kmcase.persistence.rows.payments import payment_receipt, receipt_void, voucher, voucher_not_paid
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.rows.visits import visit
from kmcase.thai.calendar import fiscal_year


def history(connection: Connection, person_id: str) -> tuple[TimelineItem, ...]:
    """Surveys, visits, requests, decisions, payments and follow-ups, the newest first; `at` is a day or a moment."""
    found = [
        *_surveys(connection, person_id),
        *_requests(connection, person_id),
        *_decisions(connection, person_id),
        *_payments(connection, person_id),
        *_openings(connection, person_id),
        *_follow_ups(connection, person_id),
        *_visits(connection, person_id),
    ]
    return tuple(sorted(found, key=lambda item: item.at, reverse=True))


def paid_by_year(connection: Connection, person_ids: Collection[str]) -> dict[int, Baht]:
    """What stands as paid to these entries of one person, history from before the program included, by fiscal year."""
    paid = (
        select(payment_receipt.c.paid_on, payment_receipt.c.amount)
        .select_from(payment_receipt.outerjoin(receipt_void, receipt_void.c.voucher_id == payment_receipt.c.voucher_id))
        .where(payment_receipt.c.person_id.in_(person_ids), receipt_void.c.voucher_id.is_(None))
    )
    before = select(opening_payment.c.paid_on, opening_payment.c.amount).where(
        opening_payment.c.person_id.in_(person_ids)
    )
    amounts: dict[int, Baht] = {}
    for query in (paid, before):
        for paid_on, satang in connection.execute(query):
            year = fiscal_year(date.fromisoformat(paid_on))
            amounts[year] = amounts.get(year, Baht.zero()) + Baht(satang)
    return amounts


def _item(at: str, kind: str, what: str, record_id: str, **params: object) -> TimelineItem:
    return TimelineItem(at=at, kind=kind, what=what, record_id=record_id, params=params)


def _surveys(connection: Connection, person_id: str) -> list[TimelineItem]:
    query = (
        select(survey_import.c.received_on, survey_import.c.agency, survey_import.c.import_id)
        .join(survey_row, survey_row.c.import_id == survey_import.c.import_id)
        .where(survey_row.c.person_id == person_id)
    )
    return [
        _item(row.received_on, "import", "surveyed", row.import_id, agency=row.agency)
        for row in connection.execute(query)
    ]


def _requests(connection: Connection, person_id: str) -> list[TimelineItem]:
    query = select(aid_request).where(aid_request.c.person_id == person_id)
    return [
        _item(row.received_on, "request", "requested", row.request_id, number=row.number)
        for row in connection.execute(query)
    ]


def _decisions(connection: Connection, person_id: str) -> list[TimelineItem]:
    query = select(decision).where(decision.c.person_id == person_id)
    return [
        _item(
            row.decided_on,
            "meeting",
            f"decided_{row.outcome}",
            row.meeting_id,
            resolution=row.resolution_number,
            amount=Baht(row.amount or 0),
            reason=row.reason,
        )
        for row in connection.execute(query)
    ]


def _payments(connection: Connection, person_id: str) -> list[TimelineItem]:
    query = (
        select(
            voucher.c.voucher_id,
            voucher.c.number,
            voucher.c.amount,
            payment_receipt.c.paid_on,
            receipt_void.c.voided_on,
            receipt_void.c.reason.label("void_reason"),
            voucher_not_paid.c.noted_on,
            voucher_not_paid.c.reason,
        )
        .select_from(
            voucher.outerjoin(payment_receipt, payment_receipt.c.voucher_id == voucher.c.voucher_id)
            .outerjoin(receipt_void, receipt_void.c.voucher_id == voucher.c.voucher_id)
            .outerjoin(voucher_not_paid, voucher_not_paid.c.voucher_id == voucher.c.voucher_id)
        )
        .where(voucher.c.person_id == person_id)
    )
    return [item for row in connection.execute(query) for item in _of_voucher(row)]


def _of_voucher(row: Any) -> list[TimelineItem]:
    told: dict[str, object] = {"number": row.number, "amount": Baht(row.amount)}
    found = []
    if row.paid_on is not None:
        found.append(_item(row.paid_on, "receipt", "paid", row.voucher_id, **told))
    if row.voided_on is not None:
        found.append(_item(row.voided_on, "receipt", "voided", row.voucher_id, **told, reason=row.void_reason))
    if row.noted_on is not None:
        found.append(_item(row.noted_on, "receipt", "not_paid", row.voucher_id, **told, reason=row.reason))
    return found


def _openings(connection: Connection, person_id: str) -> list[TimelineItem]:
    query = select(opening_payment).where(opening_payment.c.person_id == person_id)
    return [
        _item(row.paid_on, "opening", "paid_before", row.opening_id, number=row.voucher_number, amount=Baht(row.amount))
        for row in connection.execute(query)
    ]


def _follow_ups(connection: Connection, person_id: str) -> list[TimelineItem]:
    query = select(follow_up).where(follow_up.c.person_id == person_id)
    return [
        _item(row.asked_on, "receipt", "asked", row.voucher_id, method=row.method) for row in connection.execute(query)
    ]


def _visits(connection: Connection, person_id: str) -> list[TimelineItem]:
    query = (
        select(visit.c.visit_id, visit.c.visited_on, visit.c.state, staff.c.name)
        .outerjoin(staff, staff.c.staff_id == visit.c.officer)
        .where(visit.c.person_id == person_id, visit.c.state != VisitState.ABANDONED.value)
    )
    return [
        _item(row.visited_on, NOUN, "visited", row.visit_id, officer=row.name or "", state=row.state)
        for row in connection.execute(query)
    ]
