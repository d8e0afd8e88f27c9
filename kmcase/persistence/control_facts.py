"""What the controls look at, gathered from plain selects: once for the whole office, or for some payment runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, func, select

from kmcase.application.access import Steps
from kmcase.domain.evidence import PHOTO_KINDS
from kmcase.domain.payments import RunState
from kmcase.persistence.answer_facts import answers, rechecks
from kmcase.persistence.person_facts import facts_of_persons
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.staff import SqlStaff
from kmcase.persistence.rows.batches import batch, drawal, money_return
from kmcase.persistence.rows.budgets import opening_payment
from kmcase.persistence.rows.checkouts import field_handover
from kmcase.persistence.rows.controls import handover_fact
from kmcase.persistence.rows.evidence import attachment
from kmcase.persistence.rows.meetings import decision
from kmcase.persistence.rows.payments import payment_receipt, payment_run, receipt_scan, receipt_void, voucher
from kmcase.persistence.rows.people import family, household, household_member, person
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.rows.visits import visit, visit_explanation, visit_request
from kmcase.persistence.statements import Rows
from kmcase.rules.controls.facts import (
    AuditFacts,
    BatchFact,
    DifferenceFact,
    MomentFact,
    PaymentFact,
    PersonFact,
    RequestFact,
    WitnessFact,
)

PARTS = 9
"""How many steps of gathering `facts` tells of."""

Runs = frozenset[str] | None


class FactsReader:
    """Reads `AuditFacts` on one connection."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def read(self, today: date, steps: Steps, runs: Runs = None) -> AuditFacts:
        """All facts as they stand, or those of some runs alone; stops where `steps` are cancelled."""
        staff = SqlStaff(self._rows)
        gathered = facts_of_persons(self._rows, whole=runs is None)
        parts = (
            ("payments", self._payments),
            ("openings", self._openings),
            ("persons", self._persons),
            ("answers", lambda chosen: answers(self._rows.connection, chosen)),
            ("rechecks", lambda chosen: rechecks(self._rows.connection, chosen)),
            ("requests", self._requests),
            ("batches", self._batches),
            ("moments", self._moments),
            ("village_households", self._village_households),
        )
        for done, (name, gather) in enumerate(parts):
            steps.check()
            steps.report(done, PARTS)
            gathered[name] = gather(runs)
        return AuditFacts(
            today=today,
            staff={member.staff_id: member.name for member in staff.members()},
            relatives=staff.relatives(),
            **gathered,
        )

    def _select(self, query: Select[Any]) -> Iterable[Any]:
        return self._rows.connection.execute(query)

    def _by_first(self, query: Select[Any]) -> dict[str, Any]:
        """The second column by the first."""
        return {row[0]: row[1] for row in self._select(query)}

    def _payments(self, runs: Runs) -> tuple[PaymentFact, ...]:
        scans: dict[str, list[datetime]] = defaultdict(list)
        for voucher_id, at in self._select(select(receipt_scan.c.voucher_id, receipt_scan.c.scanned_at)):
            scans[voucher_id].append(_moment(at))
        return tuple(_payment(row, scans) for row in self._select(_of_runs(_payment_query(), runs)))

    def _openings(self, runs: Runs) -> tuple[PaymentFact, ...]:
        return () if runs is not None else tuple(_opening(row) for row in self._select(select(opening_payment)))

    def _persons(self, runs: Runs) -> dict[str, PersonFact]:
        members = self._by_first(
            select(household_member.c.person_id, household_member.c.household_id).where(
                household_member.c.person_id.is_not(None), household_member.c.removed_reason.is_(None)
            )
        )
        query = select(
            person.c.person_id,
            person.c.title,
            person.c.first_name,
            person.c.last_name,
            person.c.national_id,
            person.c.birth,
            person.c.phone,
            person.c.house_no,
            person.c.moo,
            person.c.subdistrict_code,
            person.c.family_id,
            family.c.household_id,
            person.c.can_write,
            person.c.monthly_income,
        ).outerjoin(family, family.c.family_id == person.c.family_id)
        if runs is not None:
            query = query.where(person.c.person_id.in_(select(voucher.c.person_id).where(voucher.c.run_id.in_(runs))))
        return {row.person_id: _person(row, members.get(row.person_id)) for row in self._select(query)}

    def _requests(self, runs: Runs) -> tuple[RequestFact, ...]:
        if runs is not None:
            return ()
        taken = defaultdict(list)
        pictures = select(attachment.c.record_id, attachment.c.taken_at).where(
            attachment.c.noun == "visit", attachment.c.kind.in_([kind.value for kind in PHOTO_KINDS])
        )
        for visit_id, at in self._select(pictures):
            taken[visit_id].append(at)
        differences = defaultdict(list)
        for row in self._select(select(visit_explanation).order_by(visit_explanation.c.question)):
            differences[row.visit_id].append(
                DifferenceFact(question=row.question, surveyed=row.surveyed, found=row.found, reason=row.reason)
            )
        newest = {row.request_id: row for row in self._select(_request_query())}
        return tuple(_request(row, taken, differences) for row in newest.values())

    def _batches(self, runs: Runs) -> tuple[BatchFact, ...]:
        if runs is not None:
            return ()
        drawn = self._by_first(select(drawal.c.batch_id, func.sum(drawal.c.amount)).group_by(drawal.c.batch_id))
        back = select(money_return.c.batch_id, func.sum(money_return.c.amount)).group_by(money_return.c.batch_id)
        returned = self._by_first(back)
        states: dict[str, set[str]] = defaultdict(set)
        for batch_id, state in self._select(select(payment_run.c.batch_id, payment_run.c.state)):
            states[batch_id].add(state)
        return tuple(
            BatchFact(
                batch_id=row.batch_id,
                number=row.number,
                requested_on=_day(row.requested_on),
                requested_by=row.requested_by,
                requested=row.amount,
                drawn=int(drawn.get(row.batch_id, 0)),
                returned=int(returned.get(row.batch_id, 0)),
                settled=bool(states[row.batch_id]) and RunState.OPEN.value not in states[row.batch_id],
            )
            for row in self._select(select(batch))
        )

    def _moments(self, runs: Runs) -> tuple[MomentFact, ...]:
        if runs is not None:
            return ()
        told = field_handover.c
        query = select(told.event_id, told.entered_at, told.voucher_id)
        return tuple(_moment_fact(row) for row in self._select(query))

    def _village_households(self, runs: Runs) -> dict[tuple[str, int], int]:
        if runs is not None:
            return {}
        place = (household.c.subdistrict_code, household.c.moo)
        query = select(*place, func.count()).where(household.c.moo.is_not(None)).group_by(*place)
        return {(code, moo): count for code, moo, count in self._select(query)}


def _of_runs(query: Select[Any], runs: Runs) -> Select[Any]:
    return query if runs is None else query.where(voucher.c.run_id.in_(runs))


def _payment_query() -> Select[Any]:
    return (
        select(
            voucher.c.voucher_id,
            voucher.c.number,
            voucher.c.run_id,
            payment_run.c.batch_id,
            voucher.c.request_id,
            voucher.c.person_id,
            voucher.c.payee_name,
            voucher.c.payee_national_id,
            voucher.c.account_digits,
            voucher.c.subdistrict_code,
            voucher.c.family_id,
            voucher.c.aid_kind,
            payment_receipt.c.budget_id,
            payment_receipt.c.amount,
            voucher.c.can_write,
            voucher.c.officer,
            voucher.c.issued_at,
            payment_receipt.c.paid_on,
            payment_receipt.c.method,
            payment_receipt.c.payer,
            payment_receipt.c.recorded_by,
            payment_receipt.c.device_time,
            payment_receipt.c.entered_at,
            payment_receipt.c.late_days,
            payment_receipt.c.late_reason,
            payment_receipt.c.event_id,
            payment_receipt.c.override,
            decision.c.decided_on,
            handover_fact.c.place,
            handover_fact.c.committee,
            handover_fact.c.mark_kind,
            handover_fact.c.has_photo,
            handover_fact.c.photo_at,
            handover_fact.c.proxy_name,
            handover_fact.c.proxy_national_id,
            handover_fact.c.witnesses,
            receipt_void.c.voided_on,
        )
        .select_from(voucher)
        .join(payment_receipt, payment_receipt.c.voucher_id == voucher.c.voucher_id)
        .join(payment_run, payment_run.c.run_id == voucher.c.run_id)
        .outerjoin(decision, decision.c.decision_id == voucher.c.decision_id)
        .outerjoin(handover_fact, handover_fact.c.voucher_id == voucher.c.voucher_id)
        .outerjoin(receipt_void, receipt_void.c.voucher_id == voucher.c.voucher_id)
    )


def _payment(row: Any, scans: Mapping[str, list[datetime]]) -> PaymentFact:
    year, half = row.budget_id.split("/")
    return PaymentFact(
        voucher_id=row.voucher_id,
        number=row.number,
        run_id=row.run_id,
        batch_id=row.batch_id,
        request_id=row.request_id,
        person_id=row.person_id,
        payee_name=row.payee_name,
        national_id=row.payee_national_id,
        account=row.account_digits,
        subdistrict_code=row.subdistrict_code,
        family_id=row.family_id,
        aid_kind=row.aid_kind,
        fiscal_year=int(year),
        half=int(half),
        amount=row.amount,
        can_write=bool(row.can_write),
        officer=row.officer,
        issued_at=_moment(row.issued_at),
        decided_on=_day(row.decided_on) if row.decided_on else None,
        paid_on=_day(row.paid_on),
        method=row.method,
        payer=row.payer,
        recorded_by=row.recorded_by,
        committee=_names(row.committee or "[]"),
        place=row.place or "",
        device_time=_moment(row.device_time),
        entered_at=_moment(row.entered_at),
        late_days=row.late_days,
        late_reason=row.late_reason,
        entry=row.event_id,
        photo_at=_moment(row.photo_at) if row.photo_at else None,
        has_photo=bool(row.has_photo),
        mark=row.mark_kind or "",
        proxy_name=row.proxy_name or "",
        proxy_national_id=row.proxy_national_id,
        witnesses=_witnesses(row.witnesses or "[]"),
        lifted=_codes(row.override),
        voided_on=_day(row.voided_on) if row.voided_on else None,
        scans=tuple(sorted(scans.get(row.voucher_id, ()))),
    )


def _opening(row: Any) -> PaymentFact:
    year, half = row.budget_id.split("/")
    return PaymentFact(
        voucher_id=row.opening_id,
        number=row.voucher_number,
        run_id="",
        batch_id="",
        request_id="",
        person_id=row.person_id,
        payee_name=row.payee_name,
        family_id=row.family_id,
        aid_kind=row.aid_kind,
        fiscal_year=int(year),
        half=int(half),
        amount=row.amount,
        paid_on=_day(row.paid_on),
        mark="",
        payer="",
        recorded_by=row.entered_by,
    )


def _person(row: Any, member_of: str | None) -> PersonFact:
    return PersonFact(
        person_id=row.person_id,
        name=f"{row.title}{row.first_name} {row.last_name}".strip(),
        national_id=row.national_id,
        birth_year=int(row.birth[:4]) if row.birth else None,
        phone=row.phone,
        house_no=row.house_no,
        moo=row.moo,
        subdistrict_code=row.subdistrict_code,
        family_id=row.family_id,
        household_id=row.household_id or member_of,
        can_write=bool(row.can_write),
        income=row.monthly_income,
    )


def _request_query() -> Select[Any]:
    turns = select(decision.c.request_id, func.max(decision.c.turn).label("turn"))
    last = turns.group_by(decision.c.request_id).subquery()
    return (
        select(
            aid_request.c.request_id,
            aid_request.c.person_id,
            aid_request.c.officer,
            aid_request.c.monthly_income,
            aid_request.c.override.label("request_override"),
            decision.c.decided_on,
            decision.c.override,
            visit.c.visit_id,
            visit.c.visited_on,
            visit.c.officer.label("visit_officer"),
        )
        .join(last, last.c.request_id == aid_request.c.request_id)
        .join(decision, (decision.c.request_id == last.c.request_id) & (decision.c.turn == last.c.turn))
        .outerjoin(visit_request, visit_request.c.request_id == aid_request.c.request_id)
        .outerjoin(visit, visit.c.visit_id == visit_request.c.visit_id)
        .order_by(aid_request.c.request_id, visit.c.visit_id)
    )


def _request(
    row: Any, taken: Mapping[str, list[str | None]], differences: Mapping[str, list[DifferenceFact]]
) -> RequestFact:
    photos = taken.get(row.visit_id, ())
    return RequestFact(
        request_id=row.request_id,
        person_id=row.person_id,
        officer=row.officer,
        decided_on=_day(row.decided_on),
        income=row.monthly_income,
        lifted=_codes(row.override) | _codes(row.request_override),
        visited_on=_day(row.visited_on) if row.visited_on else None,
        visit_officer=row.visit_officer or "",
        photos=len(photos),
        photos_at=tuple(sorted(_moment(at) for at in photos if at)),
        differences=tuple(differences.get(row.visit_id, ())),
    )


def _moment_fact(row: Any) -> MomentFact:
    store, _, n = row.event_id.rpartition(":")
    return MomentFact(store=store, n=int(n), at=_moment(row.entered_at), voucher_id=row.voucher_id)


@cache
def _names(text: str) -> tuple[str, ...]:
    return tuple(from_json(text))


@cache
def _witnesses(text: str) -> tuple[WitnessFact, ...]:
    return tuple(WitnessFact(name=one["name"], national_id=one.get("national_id")) for one in from_json(text))


def _codes(override: str | None) -> frozenset[str]:
    """The limits that an override lifted."""
    return frozenset(from_json(override)["codes"]) if override else frozenset()


@cache
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
