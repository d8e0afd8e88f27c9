"""Aid requests: lists, boards, figures, and one request on one page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from statistics import median_low
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, or_, select

from kmcase.application.read.requests import (
    Light,
    RequestItem,
    RequestPage,
    SlaFigures,
    Waiting,
    evidence_lines,
    next_action,
)
from kmcase.domain.errors import DomainError
from kmcase.domain.money import Baht
from kmcase.domain.requests import ENDED, RequestStatus
from kmcase.persistence.queries.request_history import decisions_of, payments_of, steps_of, versions_of
from kmcase.persistence.queries.request_papers import comments_of, diagnoses_of, notices_of
from kmcase.persistence.repositories.requests import SqlRequests, as_slip
from kmcase.persistence.rows.meetings import decision
from kmcase.persistence.rows.office import duty_exception, staff
from kmcase.persistence.rows.payments import payment_receipt
from kmcase.persistence.rows.people import person
from kmcase.persistence.rows.requests import aid_request, document_slip
from kmcase.persistence.statements import Rows
from kmcase.rules.regulations import Regulations
from kmcase.rules.waiting import waiting


class SqlRequestQueries(SqlRequests):
    """`RequestQueries` on plain selects."""

    def __init__(self, connection: Connection, today: date, regulations: Regulations) -> None:
        super().__init__(Rows(connection))
        self._connection = connection
        self._today = today
        self._regulations = regulations

    def counts(self) -> Mapping[RequestStatus, int]:
        """How many there are of each status."""
        query = select(aid_request.c.status, func.count()).group_by(aid_request.c.status)
        found: dict[str, int] = {row[0]: row[1] for row in self._connection.execute(query)}
        return {status: found.get(status.value, 0) for status in RequestStatus}

    def page(self, request_id: str) -> RequestPage:
        """A request's page without findings; raises `requests.unknown`."""
        found = self._items(_lines().where(aid_request.c.request_id == request_id))
        row = self._rows.one(aid_request, request_id=request_id)
        if not found or row is None:
            raise DomainError("requests.unknown")
        item, request = found[0], self.request(request_id)
        names = {member["staff_id"]: member["name"] for member in self._rows.all(staff)}
        return RequestPage(
            request=request,
            person_name=item.person_name,
            national_id=item.national_id,
            restricted=item.restricted,
            waiting=item.waiting,
            next_action=item.next_action,
            reason=row["reason"],
            evidence=evidence_lines(request.content, request.evidence),
            comments=comments_of(self._rows, request_id, names),
            diagnoses=diagnoses_of(self._rows, request_id, names),
            versions=versions_of(self._rows, request_id, names),
            steps=steps_of(self._rows, request_id, names),
            slips=tuple(
                sorted(
                    (as_slip(slip) for slip in self._rows.all(document_slip, request_id=request_id)),
                    key=lambda slip: slip.taken_on,
                )
            ),
            notices=notices_of(self._rows, request_id, names),
            decisions=decisions_of(self._rows, request_id),
            payments=payments_of(self._rows, request_id),
            staff_names=names,
        )

    def sla(self, fiscal_year: int) -> SlaFigures:
        """Days and lights of the requests of a fiscal year."""
        items = self._items(_lines().where(aid_request.c.fiscal_year == fiscal_year))
        paid = [item.waiting for item in items if item.status is RequestStatus.HELPED]
        still = [item.waiting.light for item in items if item.status not in ENDED]
        return SlaFigures(
            fiscal_year=fiscal_year,
            paid=len(paid),
            median_days=median_low(found.days for found in paid) if paid else None,
            within=sum(found.light is not Light.RED for found in paid),
            lights={light: still.count(light) for light in Light},
        )

    def list(
        self,
        *,
        statuses: frozenset[RequestStatus] = frozenset(),
        person_id: str = "",
        officer: str = "",
        subdistrict_code: str = "",
        fiscal_year: int | None = None,
    ) -> tuple[RequestItem, ...]:
        """Requests of these statuses (none: of all), the longest waiting first."""
        query = _lines().order_by(aid_request.c.received_on, aid_request.c.fiscal_year, aid_request.c.serial)
        if statuses:
            query = query.where(aid_request.c.status.in_(sorted(statuses)))
        for column, wanted in (
            (aid_request.c.person_id, person_id),
            (aid_request.c.officer, officer),
            (aid_request.c.subdistrict_code, subdistrict_code),
            (aid_request.c.fiscal_year, fiscal_year),
        ):
            if wanted:
                query = query.where(column == wanted)
        return self._items(query)

    def _items(self, query: Select[Any]) -> tuple[RequestItem, ...]:
        return tuple(self._item(row) for row in self._connection.execute(query))

    def _item(self, row: Any) -> RequestItem:
        status = RequestStatus(row.status)
        diagnosed = row.diagnosed is not None
        return RequestItem(
            request_id=row.request_id,
            number=row.number,
            person_id=row.person_id,
            person_name=f"{row.title}{row.first_name} {row.last_name}".strip(),
            national_id=row.national_id,
            subdistrict_code=row.subdistrict_code,
            status=status,
            aid_kind=row.aid_kind,
            hardship_cause=row.hardship_cause,
            received_on=date.fromisoformat(row.received_on),
            waiting=self._waiting(row, status),
            needed=_baht(row.needed),
            proposed=_baht(row.diagnosed if diagnosed else row.proposed),
            approved=_baht(row.approved),
            officer=row.officer,
            officer_name=row.officer_name or "",
            next_action=next_action(status, diagnosed=diagnosed, notified=row.notified_on is not None),
            restricted=bool(row.restricted),
            excepted=bool(row.excepted),
        )

    def _waiting(self, row: Any, status: RequestStatus) -> Waiting:
        ended = (row.ended_on or row.decided_on) if status in ENDED else None
        until = row.paid_on or ended
        return waiting(
            date.fromisoformat(row.received_on),
            date.fromisoformat(until) if until else self._today,
            known_case=bool(row.known_case),
            aid_kind=row.aid_kind,
            numbers=self._regulations,
        )


def _baht(satang: int | None) -> Baht | None:
    return None if satang is None else Baht(satang)


def with_exception() -> ColumnElement[bool]:
    """Whether a limit was lifted for a request, or a duty excepted on it."""
    request_id = aid_request.c.request_id
    return or_(
        aid_request.c.override.is_not(None),
        select(decision.c.request_id)
        .where(decision.c.request_id == request_id, decision.c.override.is_not(None))
        .exists(),
        select(payment_receipt.c.request_id)
        .where(payment_receipt.c.request_id == request_id, payment_receipt.c.override.is_not(None))
        .exists(),
        select(duty_exception.c.record_id)
        .where(duty_exception.c.record_noun == "request", duty_exception.c.record_id == request_id)
        .exists(),
    )


def _lines() -> Select[Any]:
    """Requests joined with what a line shows; the day of payment stops the count even where it was made void later."""
    paid = (
        select(payment_receipt.c.request_id, func.min(payment_receipt.c.paid_on).label("paid_on"))
        .group_by(payment_receipt.c.request_id)
        .subquery()
    )
    decided = (
        select(decision.c.request_id, func.max(decision.c.decided_on).label("decided_on"))
        .group_by(decision.c.request_id)
        .subquery()
    )
    return (
        select(
            aid_request,
            person.c.title,
            person.c.first_name,
            person.c.last_name,
            person.c.national_id,
            person.c.restricted,
            staff.c.name.label("officer_name"),
            paid.c.paid_on,
            decided.c.decided_on,
            case((with_exception(), 1), else_=0).label("excepted"),
        )
        .join(person, person.c.person_id == aid_request.c.person_id)
        .outerjoin(staff, staff.c.staff_id == aid_request.c.officer)
        .outerjoin(paid, paid.c.request_id == aid_request.c.request_id)
        .outerjoin(decided, decided.c.request_id == aid_request.c.request_id)
    )
