"""Payments of other units, on rows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select

from kmcase.domain.errors import DomainError
from kmcase.domain.money import Baht
from kmcase.domain.other_payments import MatchState, OtherPaid, OtherPayment
from kmcase.persistence.rows.other_payments import other_payment, other_payment_list
from kmcase.persistence.rows.people import person
from kmcase.persistence.statements import Rows
from kmcase.thai.names import same_person_key


class SqlOtherPayments:
    """`OtherPaymentRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def payment(self, payment_id: str) -> OtherPayment:
        """A line; raises `other_payments.unknown`."""
        found = self._read(_query().where(other_payment.c.payment_id == payment_id))
        if not found:
            raise DomainError("other_payments.unknown")
        return found[0]

    def all(self) -> tuple[OtherPayment, ...]:
        """Every line, the newest payment first."""
        order = (other_payment.c.paid_on.desc(), other_payment.c.payment_id)
        return self._read(_query().order_by(*order))

    def certain(self, person_ids: Collection[str], aid_kind: str, year: int) -> int:
        """How often other units certainly helped these entries of the register, counting for a kind of aid."""
        query = (
            select(func.count())
            .select_from(other_payment)
            .join(other_payment_list, other_payment_list.c.list_id == other_payment.c.list_id)
            .where(other_payment.c.person_id.in_(person_ids), other_payment.c.fiscal_year == year)
            .where(other_payment_list.c.aid_kind == aid_kind)
        )
        return int(self._rows.connection.execute(query).scalar_one())

    def perhaps(self, person_ids: Collection[str], year: int) -> tuple[OtherPayment, ...]:
        """Lines that bear the name or the national id of one of these entries, about which nobody decided."""
        columns = (person.c.first_name, person.c.last_name, person.c.national_id)
        known = self._rows.connection.execute(select(*columns).where(person.c.person_id.in_(person_ids))).all()
        names = {same_person_key(row.first_name, row.last_name) for row in known}
        numbers = {row.national_id for row in known if row.national_id}
        own = other_payment.c
        query = _query().where(own.fiscal_year == year, own.person_id.is_(None), own.decided == 0)
        return self._read(query.where(or_(own.name_key.in_(names), own.national_id.in_(numbers))))

    def knows_file(self, sha256: str) -> bool:
        """Whether a file was taken in before."""
        return bool(self._rows.all(other_payment_list, sha256=sha256))

    def _read(self, query: Select[Any]) -> tuple[OtherPayment, ...]:
        rows = self._rows.connection.execute(query).all()
        open_keys = {row.name_key for row in rows if row.person_id is None and not row.decided}
        known = self._bearers(open_keys)
        return tuple(_payment(row, known) for row in rows)

    def _bearers(self, keys: set[str]) -> frozenset[str]:
        """Which of these names somebody in the register bears."""
        if not keys:
            return frozenset()
        names = self._rows.connection.execute(select(person.c.first_name, person.c.last_name))
        return frozenset(keys.intersection(same_person_key(first, last) for first, last in names))


def _query() -> Select[Any]:
    told = other_payment_list.c
    return (
        select(
            other_payment,
            told.unit_name,
            told.programme,
            told.aid_kind,
            person.c.title,
            person.c.first_name.label("known_first"),
            person.c.last_name.label("known_last"),
        )
        .join(other_payment_list, told.list_id == other_payment.c.list_id)
        .outerjoin(person, person.c.person_id == other_payment.c.person_id)
    )


def _payment(row: Any, known: Collection[str]) -> OtherPayment:
    return OtherPayment(
        payment_id=row.payment_id,
        list_id=row.list_id,
        unit_name=row.unit_name,
        programme=row.programme,
        aid_kind=row.aid_kind,
        line=OtherPaid(
            payment_id=row.payment_id,
            row=row.row_no,
            first_name=row.first_name,
            last_name=row.last_name,
            national_id=row.national_id,
            paid_on=date.fromisoformat(row.paid_on),
            amount=Baht(row.amount),
            place=row.place,
            person_id=row.person_id,
        ),
        fiscal_year=row.fiscal_year,
        state=_state(row, known),
        person_name=f"{row.title}{row.known_first} {row.known_last}".strip() if row.person_id else "",
        reason=row.reason,
        decided_by=row.decided_by,
        decided_at=datetime.fromisoformat(row.decided_at) if row.decided_at else None,
    )


def _state(row: Any, known: Collection[str]) -> MatchState:
    if row.person_id is not None:
        return MatchState.CERTAIN
    if row.decided:
        return MatchState.NOBODY
    return MatchState.PERHAPS if row.name_key in known or row.national_id else MatchState.UNKNOWN
