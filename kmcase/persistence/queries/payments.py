"""Runs, receipts and follow-ups: what the pages of paying show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from kmcase.application.read.bank_lines import OpenLine, of_run
from kmcase.application.read.checkouts import CheckoutItem
from kmcase.application.read.followups import AskedItem, AskItem
from kmcase.application.read.payments import LedgerItem, PaymentClocks, ReceiptPage, RunItem, RunPage, VoucherItem
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.followups import FollowUp, FollowUpMethod
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.payments import Handover, Method, RunState, RunValues, VoucherState
from kmcase.persistence.open_lines import open_bank_lines
from kmcase.persistence.plain import from_json
from kmcase.persistence.queries.checkouts import SqlCheckoutQueries
from kmcase.persistence.queries.ledger import ledger_items
from kmcase.persistence.queries.vouchers import (
    STANDING,
    TOLD,
    lacks_evidence,
    standing_as,
    voucher_item,
    voucher_query,
)
from kmcase.persistence.repositories.payments import SqlPayments, as_run_values
from kmcase.persistence.rows.batches import batch, drawal, money_return
from kmcase.persistence.rows.evidence import attachment, evidence_piece
from kmcase.persistence.rows.followups import follow_up
from kmcase.persistence.rows.meetings import decision
from kmcase.persistence.rows.office import duty_exception, staff
from kmcase.persistence.rows.payments import payment_receipt, payment_run, receipt_scan, receipt_void, voucher
from kmcase.persistence.rows.reconciliation import bank_line
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.statements import Rows


class SqlPaymentQueries:
    """`PaymentQueries` on plain selects."""

    def __init__(self, connection: Connection, laptop_id: str = "") -> None:
        self._connection = connection
        self._checkouts = SqlCheckoutQueries(connection, laptop_id)
        self._rows = Rows(connection)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {row.staff_id: row.name for row in self._connection.execute(select(staff.c.staff_id, staff.c.name))}

    def runs(self, batch_id: str | None = None) -> tuple[RunItem, ...]:
        """Runs, the newest first; of one batch where it is named."""
        query = _run_query()
        if batch_id is not None:
            query = query.where(payment_run.c.batch_id == batch_id)
        out = self._checkouts.out()
        return tuple(self._run_item(row, out.get(row.run_id)) for row in self._connection.execute(query))

    def _run_item(self, row: Any, checkout: CheckoutItem | None) -> RunItem:
        return RunItem(
            run_id=row.run_id,
            number=row.number,
            method=Method(row.method),
            planned_on=date.fromisoformat(row.planned_on),
            place=row.place,
            state=RunState(row.state),
            payees=row.payees,
            paid=int(row.paid),
            not_paid=int(row.not_paid),
            void=int(row.void),
            approved=Baht(int(row.approved)),
            receipts=Baht(int(row.receipts)),
            payer_name=self._names.get(row.payer, ""),
            missing_scans=int(row.missing_scans),
            handed_over=int(row.handed_over),
            checkout=checkout,
            here=self._checkouts.is_here(checkout),
        )

    def run(self, run_id: str) -> RunPage:
        """A run; raises `payments.unknown_run`."""
        row = self._rows.one(payment_run, run_id=run_id)
        if row is None:
            raise DomainError("payments.unknown_run")
        payments = SqlPayments(self._rows)
        standing = payments.run(run_id)
        drawn = self._rows.one(batch, batch_id=row["batch_id"])
        vouchers = self._vouchers(voucher_query().where(voucher.c.run_id == run_id))
        values = as_run_values(row)
        out, doubts = self._checkouts.out().get(run_id), self._checkouts.doubts(run_id)
        return RunPage(
            run_id=run_id,
            values=values,
            batch_number=drawn["number"] if drawn else "",
            payer_name=self._names.get(values.payer, ""),
            committee_names=tuple(self._names.get(staff_id, "") for staff_id in values.committee),
            state=RunState(row["state"]),
            vouchers=vouchers,
            photos=self._photos([item.request_id for item in vouchers]),
            approved=standing.approved,
            receipts=standing.receipts,
            not_paid=standing.unspent,
            counted=standing.counted,
            drawn=standing.drawn,
            returned=standing.returned,
            half=BudgetHalf.parse(drawn["budget_id"] if drawn else "0/1"),
            drawn_documents=tuple(found["document"] for found in self._rows.all(drawal, batch_id=row["batch_id"])),
            return_documents=tuple(found["document"] for found in self._rows.all(money_return, run_id=run_id)),
            verifier=self._names.get(row["verifier"], ""),
            account_sharers=payments.account_sharers(run_id),
            checkout=out,
            returns=self._checkouts.return_page(run_id, out) if out else None,
            here=self._checkouts.is_here(out),
            doubts=doubts,
            waiting=self._checkouts.waiting(run_id),
            open_lines=self._open_lines(run_id, values) if RunState(row["state"]) is RunState.OPEN else (),
            close_reason=from_json(row["totals"]).get("reason", "") if row["totals"] else "",
        )

    def _open_lines(self, run_id: str, values: RunValues) -> tuple[OpenLine, ...]:
        return of_run(open_bank_lines(self._rows, batch_id=values.batch_id), run_id, values.method)

    def _photos(self, request_ids: list[str]) -> dict[str, str]:
        """The photograph of the person by request, as stored."""
        query = select(evidence_piece.c.record_id, evidence_piece.c.attachments).where(
            evidence_piece.c.noun == "request",
            evidence_piece.c.kind == EvidenceKind.PHOTO_PERSON.value,
            evidence_piece.c.record_id.in_(request_ids),
        )
        found = ((row.record_id, from_json(row.attachments)) for row in self._connection.execute(query))
        return {request_id: pieces[0]["stored_sha256"] for request_id, pieces in found if pieces}

    def _vouchers(self, query: Select[Any]) -> tuple[VoucherItem, ...]:
        return tuple(voucher_item(row, self._names) for row in self._connection.execute(query))

    def receipts(self, fiscal_year: int | None = None) -> tuple[VoucherItem, ...]:
        """Every number of the series with what became of it; of one fiscal year (B.E.) where it is named."""
        query = voucher_query()
        return self._vouchers(query if fiscal_year is None else query.where(voucher.c.fiscal_year == fiscal_year))

    def receipt(self, voucher_id: str) -> ReceiptPage:
        """A receipt; raises `payments.unknown_voucher`."""
        found = self._vouchers(voucher_query().where(voucher.c.voucher_id == voucher_id))
        if not found:
            raise DomainError("payments.unknown_voucher")
        item = found[0]
        rows = self._rows
        issued = rows.all(voucher, voucher_id=voucher_id)[0]
        run = rows.all(payment_run, run_id=item.run_id)[0]
        paid = rows.one(payment_receipt, voucher_id=voucher_id) or self._told(item)
        void = rows.one(receipt_void, voucher_id=voucher_id) or {}
        asked = rows.one(aid_request, request_id=item.request_id)
        decided = rows.one(decision, decision_id=issued["decision_id"])
        drawn = rows.one(batch, batch_id=run["batch_id"])
        handover = build(Handover, from_json(paid["handover"])) if paid.get("handover") else None
        committee = handover.committee if handover else as_run_values(run).committee
        reports = rows.all(attachment, noun="voucher", record_id=voucher_id, kind=EvidenceKind.BANK_REPORT.value)
        return ReceiptPage(
            voucher=item,
            run=as_run_values(run),
            run_state=RunState(run["state"]),
            half=BudgetHalf.parse(issued["budget_id"]),
            aid_kind=issued["aid_kind"],
            purpose=from_json(asked["content"]).get("purpose", "") if asked else "",
            resolution_number=decided["resolution_number"] if decided else "",
            batch_number=drawn["number"] if drawn else "",
            handover=handover,
            committee_names=tuple(self._names.get(staff_id, "") for staff_id in committee),
            entered_at=paid.get("entered_at", ""),
            late_reason=paid.get("late_reason", ""),
            late_second_person=self._names.get(paid.get("late_second_person", ""), ""),
            void_reason=void.get("reason", ""),
            void_second_person=self._names.get(void.get("second_person", ""), ""),
            voided_on=date.fromisoformat(void["voided_on"]) if void else None,
            clocks=_clocks(issued, paid, handover, self._rows.one(bank_line, voucher_id=voucher_id)),
            scans=tuple(scan["stored_sha256"] for scan in rows.all(receipt_scan, voucher_id=voucher_id)),
            reports=tuple(report["stored_sha256"] for report in reports),
            follow_ups=self._follow_ups_of(voucher_id),
            duty_exceptions=tuple(
                f"{self._names.get(row['staff_id'], '')}: {row['reason']}"
                for row in rows.all(duty_exception, record_noun="request", record_id=item.request_id)
            ),
            overrides=tuple(
                replace(lifted, second_person=self._names.get(lifted.second_person, ""), met=())
                for row in (decided, paid)
                if row and row.get("override")
                for lifted in (build(Override, from_json(row["override"])),)
            ),
        )

    def _told(self, item: VoucherItem) -> dict[str, Any]:
        """What a laptop said of a hand-over that the office has not accepted yet."""
        if item.state is not VoucherState.HANDED_OVER:
            return {}
        row = self._connection.execute(select(TOLD).where(TOLD.c.voucher_id == item.voucher_id)).one()
        return dict(row._mapping)

    def _follow_ups_of(self, voucher_id: str) -> tuple[FollowUp, ...]:
        query = select(follow_up).where(follow_up.c.voucher_id == voucher_id).order_by(follow_up.c.entered_at.desc())
        return tuple(_as_follow_up(row, self._names) for row in self._connection.execute(query))

    def voucher_by_number(self, number: str) -> str | None:
        """The voucher that bears a number."""
        query = select(voucher.c.voucher_id).where(voucher.c.number == number)
        return self._connection.execute(query).scalar()

    def missing_scans(self) -> tuple[VoucherItem, ...]:
        """Paid without their evidence: cash without a signed scan, a transfer without the bank's report."""
        return self._vouchers(voucher_query().where(standing_as(VoucherState.PAID), lacks_evidence()))

    def ledger(self, half: BudgetHalf) -> tuple[LedgerItem, ...]:
        """Every number of a half's series and its history, by day and number; void and unpaid ones as well."""
        return ledger_items(self._connection, half, self._names)

    def follow_ups(self) -> tuple[AskItem, ...]:
        """Whose payee is asked, in the order of the series; without what was paid."""
        newest = {row.voucher_id: _asked(row, self._names) for row in self._connection.execute(_ASKED)}
        return tuple(
            AskItem(
                voucher_id=row.voucher_id,
                number=row.number,
                round=row.round,
                person_id=row.person_id,
                payee_name=row.payee_name,
                address=row.payee_address,
                asked=newest.get(row.voucher_id),
            )
            for row in self._connection.execute(_TO_ASK)
        )


_TO_ASK = (
    select(
        voucher.c.voucher_id,
        voucher.c.number,
        payment_run.c.number.label("round"),
        voucher.c.person_id,
        voucher.c.payee_name,
        voucher.c.payee_address,
    )
    .select_from(STANDING)
    .where(standing_as(VoucherState.PAID))
    .order_by(voucher.c.fiscal_year, voucher.c.serial)
)
"""No amount is read, so that none can be shown."""
_ASKED = select(
    follow_up.c.voucher_id,
    follow_up.c.asked_on,
    follow_up.c.asked_by,
    follow_up.c.method,
    follow_up.c.put_together,
    follow_up.c.given_to,
).order_by(follow_up.c.entered_at, follow_up.c.follow_up_id)


def _run_query() -> Any:
    """Runs with counts and sums of their numbers, in one go."""

    def counted(*states: VoucherState) -> Any:
        return func.coalesce(func.sum(case((standing_as(*states), 1), else_=0)), 0)

    paid = standing_as(VoucherState.PAID)
    figures = (
        select(
            voucher.c.run_id,
            func.count().label("payees"),
            counted(VoucherState.PAID).label("paid"),
            counted(VoucherState.HANDED_OVER).label("handed_over"),
            counted(VoucherState.NOT_PAID, VoucherState.SPOILED).label("not_paid"),
            counted(VoucherState.VOID).label("void"),
            func.sum(voucher.c.amount).label("approved"),
            func.sum(case((paid, voucher.c.amount), else_=0)).label("receipts"),
            func.sum(case((paid & lacks_evidence(), 1), else_=0)).label("missing_scans"),
        )
        .select_from(STANDING)
        .group_by(voucher.c.run_id)
        .subquery()
    )
    return (
        select(payment_run, *(column for column in figures.c if column.name != "run_id"))
        .join(figures, figures.c.run_id == payment_run.c.run_id)
        .order_by(payment_run.c.planned_on.desc(), payment_run.c.number.desc())
    )


def _asked(row: Any, names: dict[str, str]) -> AskedItem:
    return AskedItem(
        asked_on=date.fromisoformat(row.asked_on),
        asked_by=names.get(row.asked_by, row.asked_by),
        method=FollowUpMethod(row.method),
        passed_on=bool(row.put_together or row.given_to),
    )


def _as_follow_up(row: Any, names: dict[str, str]) -> FollowUp:
    return FollowUp(
        follow_up_id=row.follow_up_id,
        voucher_id=row.voucher_id,
        person_id=row.person_id,
        asked_on=date.fromisoformat(row.asked_on),
        asked_by=names.get(row.asked_by, row.asked_by),
        method=FollowUpMethod(row.method),
        amount_said=None if row.amount_said is None else Baht(row.amount_said),
        received_on_said=date.fromisoformat(row.received_on_said) if row.received_on_said else None,
        received_from=row.received_from,
        put_together=None if row.put_together is None else bool(row.put_together),
        given_to=row.given_to,
        who_asked=row.who_asked,
        circumstances=row.circumstances,
    )


def _clocks(
    issued: dict[str, Any], paid: dict[str, Any], handover: Handover | None, bank: dict[str, Any] | None
) -> PaymentClocks | None:
    """The times of a payment, of one that a laptop told of as well; `bank` is the bank's line of it."""
    if not paid:
        return None
    claimed = date.fromisoformat(paid["paid_on"])
    photo = handover.photo if handover is not None else None
    told = bank or {"paid_on": None, "paid_at": None}
    bank_on = date.fromisoformat(told["paid_on"]) if told["paid_on"] else claimed
    return PaymentClocks(
        claimed_on=claimed,
        numbered_at=datetime.fromisoformat(issued["issued_at"]),
        device_time=datetime.fromisoformat(paid["device_time"]) if handover is not None else None,
        entered_at=datetime.fromisoformat(paid["entered_at"]),
        order=int(paid["event_id"].rpartition(":")[2]),
        photo_at=photo.taken_at if photo is not None else None,
        bank_on=bank_on if handover is None else None,
        bank_at=datetime.fromisoformat(told["paid_at"]) if told["paid_at"] else None,
    )
