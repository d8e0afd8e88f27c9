"""Who was approved by a meeting or paid out of a batch."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from kmcase.application.read.public_lists import ListHead
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.domain.meetings import Outcome
from kmcase.domain.money import Baht
from kmcase.domain.payments import VoucherState
from kmcase.domain.public_lists import Listed, ListNoun
from kmcase.persistence.queries.vouchers import STANDING, standing_as
from kmcase.persistence.rows.batches import batch
from kmcase.persistence.rows.meetings import decision, meeting
from kmcase.persistence.rows.payments import payment_receipt, payment_run, voucher
from kmcase.persistence.rows.people import person
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.statements import Rows
from kmcase.thai.collation import sort_key

_NAME = (person.c.title + person.c.first_name + " " + person.c.last_name).label("name")


class SqlPublicListQueries:
    """`PublicListQueries` on plain selects."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def head(self, noun: ListNoun, record_id: str) -> ListHead:
        """A meeting or a batch; raises `meetings.unknown` or `batches.unknown`."""
        rows = Rows(self._connection)
        if noun is ListNoun.MEETING:
            row, on = rows.one(meeting, meeting_id=record_id), "held_on"
        else:
            row, on = rows.one(batch, batch_id=record_id), "requested_on"
        if row is None:
            raise DomainError("meetings.unknown" if noun is ListNoun.MEETING else "batches.unknown")
        return ListHead(noun=noun, record_id=record_id, number=row["number"], on=date.fromisoformat(row[on]))

    def listed(self, noun: ListNoun, record_id: str) -> tuple[Listed, ...]:
        """Everybody approved by a meeting, or paid out of a batch by receipts that are not void, by name."""
        query = _approved(record_id) if noun is ListNoun.MEETING else _paid(record_id)
        found = (_listed(row) for row in self._connection.execute(query))
        return tuple(sorted(found, key=lambda one: sort_key(one.name)))


def _approved(meeting_id: str) -> Select[Any]:
    """By the last decision of the meeting on each request."""
    last = (
        select(func.max(decision.c.turn).label("turn"), decision.c.request_id)
        .where(decision.c.meeting_id == meeting_id)
        .group_by(decision.c.request_id)
        .subquery()
    )
    return (
        select(_NAME, person, aid_request.c.subdistrict_code.label("where_lives"), decision.c.amount.label("satang"))
        .select_from(
            decision.join(last, (last.c.turn == decision.c.turn) & (last.c.request_id == decision.c.request_id))
            .join(person, person.c.person_id == decision.c.person_id)
            .join(aid_request, aid_request.c.request_id == decision.c.request_id)
        )
        .where(decision.c.meeting_id == meeting_id, decision.c.outcome == Outcome.APPROVED.value)
    )


def _paid(batch_id: str) -> Select[Any]:
    return (
        select(
            voucher.c.payee_name.label("name"),
            person,
            voucher.c.subdistrict_code.label("where_lives"),
            payment_receipt.c.amount.label("satang"),
        )
        .select_from(STANDING.join(person, person.c.person_id == voucher.c.person_id))
        .where(payment_run.c.batch_id == batch_id, standing_as(VoucherState.PAID))
    )


def _listed(row: Any) -> Listed:
    return Listed(
        person_id=row.person_id,
        name=row.name,
        birth=PartialDate.parse(row.birth) if row.birth else None,
        restricted=bool(row.restricted),
        subdistrict_code=row.where_lives,
        amount=Baht(row.satang),
    )
