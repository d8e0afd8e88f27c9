"""Batches, runs, receipts: what the pages of money show."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select

from kmcase.application.read.payments import BatchItem, LedgerItem, PayableItem, ReceiptPage, RunItem, RunPage, VoucherItem
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.followups import FollowUp, FollowUpMethod
from kmcase.domain.money import Baht
from kmcase.domain.payments import Handover, Method, RunState, VoucherState
from kmcase.persistence.plain import from_json
from kmcase.persistence.queries.ledger import ledger_items
from kmcase.persistence.repositories.payments import SqlPayments, as_run_values
from kmcase.persistence.rows.batches import batch, batch_request, drawal, money_return
from kmcase.persistence.rows.followups import follow_up
from kmcase.persistence.rows.meetings import decision
from kmcase.persistence.rows.office import duty_exception, staff
from kmcase.persistence.rows.payments import (
    payment_receipt,
    payment_run,
    receipt_scan,
    receipt_void,
    voucher,
    voucher_not_paid,
)
from kmcase.persistence.rows.people import person
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.statements import Rows

STATE = case(
    (receipt_void.c.voucher_id.is_not(None), VoucherState.VOID.value),
    (payment_receipt.c.voucher_id.is_not(None), VoucherState.PAID.value),
    (voucher_not_paid.c.spoiled == 1, VoucherState.SPOILED.value),
    (voucher_not_paid.c.voucher_id.is_not(None), VoucherState.NOT_PAID.value),
    else_=VoucherState.ISSUED.value,
)
STANDING = (
    voucher.outerjoin(payment_receipt, payment_receipt.c.voucher_id == voucher.c.voucher_id)
    .outerjoin(voucher_not_paid, voucher_not_paid.c.voucher_id == voucher.c.voucher_id)
    .outerjoin(receipt_void, receipt_void.c.voucher_id == voucher.c.voucher_id)
)


class SqlPaymentQueries:
    """`PaymentQueries` on plain selects."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def _names(self) -> dict[str, str]:
        return {row.staff_id: row.name for row in self._connection.execute(select(staff.c.staff_id, staff.c.name))}

    def batches(self) -> tuple[BatchItem, ...]:
        """Batches, the newest first."""
        paid = (
            select(func.coalesce(func.sum(payment_receipt.c.amount), 0))
            .select_from(STANDING.join(payment_run, payment_run.c.run_id == voucher.c.run_id))
            .where(payment_run.c.batch_id == batch.c.batch_id, STATE == VoucherState.PAID.value)
            .scalar_subquery()
        )
        query = select(
            batch,
            _sum_of(drawal, "drawn"),
            _sum_of(money_return, "returned"),
            paid.label("paid"),
            _count_of(batch_request, "requests"),
            _count_of(payment_run, "runs"),
        ).order_by(batch.c.requested_on.desc(), batch.c.number.desc())
        return tuple(self._batch(row) for row in self._connection.execute(query))

    def _batch(self, row: Any) -> BatchItem:
        rows = Rows(self._connection)
        return BatchItem(
            batch_id=row.batch_id,
            number=row.number,
            half=BudgetHalf.parse(row.budget_id),
            requested_on=date.fromisoformat(row.requested_on),
            amount=Baht(row.amount),
            drawn=Baht(int(row.drawn)),
            paid=Baht(int(row.paid)),
            returned=Baht(int(row.returned)),
            requests=row.requests,
            runs=row.runs,
            unallotted=SqlPayments(rows).unallotted(row.batch_id),
            documents=tuple(found["document"] for found in rows.all(drawal, batch_id=row.batch_id)),
        )

    def payable(self, batch_id: str | None = None) -> tuple[PayableItem, ...]:
        """Approved and not on a voucher: of one batch, or (None) those without a batch."""
        name = person.c.title + person.c.first_name + " " + person.c.last_name
        newest = (
            select(func.max(decision.c.recorded_at))
            .where(decision.c.request_id == aid_request.c.request_id)
            .scalar_subquery()
        )
        asked = batch_request.outerjoin(batch, batch.c.batch_id == batch_request.c.batch_id)
        query = (
            select(aid_request, decision, name.label("person_name"), batch.c.batch_id, batch.c.number.label("batch_no"))
            .select_from(
                aid_request.join(
                    decision,
                    and_(decision.c.request_id == aid_request.c.request_id, decision.c.recorded_at == newest),
                )
                .join(person, person.c.person_id == aid_request.c.person_id)
                .outerjoin(asked, batch_request.c.request_id == aid_request.c.request_id)
            )
            .with_only_columns(
                aid_request.c.request_id,
                aid_request.c.number,
                aid_request.c.person_id,
                aid_request.c.subdistrict_code,
                name.label("person_name"),
                decision.c.amount,
                decision.c.budget_id,
                decision.c.resolution_number,
                decision.c.decided_on,
                batch.c.batch_id,
                batch.c.number.label("batch_number"),
            )
            .where(aid_request.c.status == "approved", decision.c.outcome == "approved")
            .order_by(decision.c.decided_on, aid_request.c.number)
        )
        query = query.where(batch.c.batch_id.is_(None) if batch_id is None else batch.c.batch_id == batch_id)
        return tuple(
            PayableItem(
                request_id=row.request_id,
                number=row.number,
                person_id=row.person_id,
                person_name=row.person_name,
                subdistrict_code=row.subdistrict_code,
                amount=Baht(row.amount),
                half=BudgetHalf.parse(row.budget_id),
                resolution_number=row.resolution_number,
                decided_on=date.fromisoformat(row.decided_on),
                batch_id=row.batch_id or "",
                batch_number=row.batch_number or "",
            )
            for row in self._connection.execute(query)
        )

    def runs(self) -> tuple[RunItem, ...]:
        """Runs, the newest first."""
        query = select(payment_run).order_by(payment_run.c.planned_on.desc(), payment_run.c.number.desc())
        by_run: dict[str, list[VoucherItem]] = {}
        for item in self._vouchers(_voucher_query()):
            by_run.setdefault(item.run_id, []).append(item)
        return tuple(self._run_item(row, by_run.get(row.run_id, [])) for row in self._connection.execute(query))

    def _run_item(self, row: Any, vouchers: list[VoucherItem]) -> RunItem:
        states = [item.state for item in vouchers]
        paid = [item for item in vouchers if item.state is VoucherState.PAID]
        cash = row.method == Method.CASH.value
        return RunItem(
            run_id=row.run_id,
            number=row.number,
            method=Method(row.method),
            planned_on=date.fromisoformat(row.planned_on),
            place=row.place,
            state=RunState(row.state),
            payees=len(vouchers),
            paid=len(paid),
            not_paid=states.count(VoucherState.NOT_PAID) + states.count(VoucherState.SPOILED),
            void=states.count(VoucherState.VOID),
            approved=Baht.total(item.amount for item in vouchers),
            receipts=Baht.total(item.amount for item in paid),
            payer_name=self._names.get(row.payer, ""),
            missing_scans=sum(item.scans == 0 for item in paid) if cash else 0,
        )

    def run(self, run_id: str) -> RunPage:
        """A run; raises `payments.unknown_run`."""
        rows = Rows(self._connection)
        row = rows.one(payment_run, run_id=run_id)
        if row is None:
            raise DomainError("payments.unknown_run")
        standing = SqlPayments(rows).run(run_id)
        half = rows.one(batch, batch_id=row["batch_id"])
        return RunPage(
            run_id=run_id,
            values=as_run_values(row),
            state=RunState(row["state"]),
            vouchers=self._vouchers(_voucher_query().where(voucher.c.run_id == run_id)),
            approved=standing.approved,
            receipts=standing.receipts,
            not_paid=standing.unspent,
            counted=standing.counted,
            drawn=standing.drawn,
            returned=standing.returned,
            half=BudgetHalf.parse(half["budget_id"] if half else "0/1"),
            drawn_documents=tuple(found["document"] for found in rows.all(drawal, batch_id=row["batch_id"])),
            return_documents=tuple(found["document"] for found in rows.all(money_return, run_id=run_id)),
            verifier=self._names.get(row["verifier"], ""),
        )

    def _vouchers(self, query: Select[Any]) -> tuple[VoucherItem, ...]:
        return tuple(_voucher_item(row, self._names) for row in self._connection.execute(query))

    def receipt(self, voucher_id: str) -> ReceiptPage:
        """A receipt; raises `payments.unknown_voucher`."""
        found = self._vouchers(_voucher_query().where(voucher.c.voucher_id == voucher_id))
        if not found:
            raise DomainError("payments.unknown_voucher")
        item = found[0]
        rows = Rows(self._connection)
        issued = rows.all(voucher, voucher_id=voucher_id)[0]
        run = rows.all(payment_run, run_id=item.run_id)[0]
        paid = rows.one(payment_receipt, voucher_id=voucher_id) or {}
        void = rows.one(receipt_void, voucher_id=voucher_id) or {}
        asked = rows.one(aid_request, request_id=item.request_id)
        decided = rows.one(decision, decision_id=issued["decision_id"])
        drawn = rows.one(batch, batch_id=run["batch_id"])
        return ReceiptPage(
            voucher=item,
            run=as_run_values(run),
            half=BudgetHalf.parse(issued["budget_id"]),
            aid_kind=issued["aid_kind"],
            purpose=from_json(asked["content"]).get("purpose", "") if asked else "",
            resolution_number=decided["resolution_number"] if decided else "",
            batch_number=drawn["number"] if drawn else "",
            handover=build(Handover, from_json(paid["handover"])) if paid.get("handover") else None,
            entered_at=paid.get("entered_at", ""),
            late_reason=paid.get("late_reason", ""),
            late_second_person=self._names.get(paid.get("late_second_person", ""), ""),
            void_reason=void.get("reason", ""),
            void_second_person=self._names.get(void.get("second_person", ""), ""),
            voided_on=date.fromisoformat(void["voided_on"]) if void else None,
            scans=tuple(scan["stored_sha256"] for scan in rows.all(receipt_scan, voucher_id=voucher_id)),
            follow_ups=self._follow_ups_of(voucher_id),
            duty_exceptions=tuple(
                f"{self._names.get(row['staff_id'], '')}: {row['reason']}"
                for row in rows.all(duty_exception, record_noun="request", record_id=item.request_id)
            ),
        )

    def _follow_ups_of(self, voucher_id: str) -> tuple[FollowUp, ...]:
        query = select(follow_up).where(follow_up.c.voucher_id == voucher_id).order_by(follow_up.c.entered_at.desc())
        return tuple(_as_follow_up(row) for row in self._connection.execute(query))

    def voucher_by_number(self, number: str) -> str | None:
        """The voucher that bears a number."""
        query = select(voucher.c.voucher_id).where(voucher.c.number == number)
        return self._connection.execute(query).scalar()

    def missing_scans(self) -> tuple[VoucherItem, ...]:
        """Paid in cash without a signed scan: the list of finance."""
        query = _voucher_query().where(
            STATE == VoucherState.PAID.value, payment_receipt.c.method == Method.CASH.value, _SCANS == 0
        )
        return self._vouchers(query)

    def ledger(self, half: BudgetHalf) -> tuple[LedgerItem, ...]:
        """Every number of a half's series and its history, by day and number; void and unpaid ones as well."""
        return ledger_items(self._connection, half, self._names)

    def follow_ups(self) -> tuple[tuple[VoucherItem, FollowUp | None], ...]:
        """Paid vouchers with their newest follow-up."""
        newest: dict[str, FollowUp] = {}
        for row in self._connection.execute(select(follow_up).order_by(follow_up.c.entered_at)):
            newest[row.voucher_id] = _as_follow_up(row)
        paid = self._vouchers(_voucher_query().where(STATE == VoucherState.PAID.value))
        return tuple((item, newest.get(item.voucher_id)) for item in paid)


_SCANS = (
    select(func.count())
    .select_from(receipt_scan)
    .where(receipt_scan.c.voucher_id == voucher.c.voucher_id)
    .scalar_subquery()
)
FOLLOWED_UP = (
    select(func.max(follow_up.c.asked_on)).where(follow_up.c.voucher_id == voucher.c.voucher_id).scalar_subquery()
)


def _voucher_query() -> Select[Any]:
    return (
        select(
            voucher,
            STATE.label("state"),
            payment_receipt.c.paid_on,
            payment_receipt.c.amount.label("counted"),
            payment_receipt.c.payer,
            payment_receipt.c.reference,
            payment_receipt.c.late_days,
            func.coalesce(receipt_void.c.reason, voucher_not_paid.c.reason, "").label("reason"),
            _SCANS.label("scans"),
            FOLLOWED_UP.label("followed_up_on"),
        )
        .select_from(STANDING)
        .order_by(voucher.c.serial)
    )


def _voucher_item(row: Any, names: dict[str, str]) -> VoucherItem:
    return VoucherItem(
        voucher_id=row.voucher_id,
        number=row.number,
        run_id=row.run_id,
        request_id=row.request_id,
        person_id=row.person_id,
        payee_name=row.payee_name,
        national_id=row.payee_national_id,
        no_id_reason=row.payee_no_id_reason,
        address=row.payee_address,
        subdistrict_code=row.subdistrict_code,
        can_write=bool(row.can_write),
        account=row.account,
        amount=Baht(row.amount),
        occurrence=row.occurrence,
        state=VoucherState(row.state),
        paid_on=date.fromisoformat(row.paid_on) if row.paid_on else None,
        counted=None if row.counted is None else Baht(row.counted),
        payer_name=names.get(row.payer or "", ""),
        reference=row.reference or "",
        reason=row.reason,
        late_days=row.late_days or 0,
        scans=row.scans,
        followed_up_on=date.fromisoformat(row.followed_up_on) if row.followed_up_on else None,
        mark=row.mark,
    )


def _as_follow_up(row: Any) -> FollowUp:
    return FollowUp(
        follow_up_id=row.follow_up_id,
        voucher_id=row.voucher_id,
        person_id=row.person_id,
        asked_on=date.fromisoformat(row.asked_on),
        asked_by=row.asked_by,
        method=FollowUpMethod(row.method),
        amount_said=None if row.amount_said is None else Baht(row.amount_said),
        received_on_said=date.fromisoformat(row.received_on_said) if row.received_on_said else None,
        received_from=row.received_from,
        put_together=None if row.put_together is None else bool(row.put_together),
        given_to=row.given_to,
        who_asked=row.who_asked,
        circumstances=row.circumstances,
    )


def _sum_of(table: Any, name: str) -> Any:
    query = select(func.coalesce(func.sum(table.c.amount), 0)).where(table.c.batch_id == batch.c.batch_id)
    return query.scalar_subquery().label(name)


def _count_of(table: Any, name: str) -> Any:
    query = select(func.count()).select_from(table).where(table.c.batch_id == batch.c.batch_id)
    return query.scalar_subquery().label(name)
