"""Runs, vouchers and receipts as use cases need them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from kmcase.application.ports.payments import PaymentCompany, Run, VoucherStanding
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.payments import (
    AWAITED,
    Handover,
    Method,
    Payee,
    RunState,
    RunValues,
    Voucher,
    VoucherState,
    Witness,
)
from kmcase.domain.requests import RequestStatus
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.checkouts import is_claimed
from kmcase.persistence.rows import batches as batch_tables
from kmcase.persistence.rows import payments as tables
from kmcase.persistence.rows.evidence import attachment
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.statements import Row, Rows
from kmcase.thai.calendar import bangkok_date


class SqlPayments:
    """`PaymentRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def run(self, run_id: str) -> Run:
        """A run; raises `payments.unknown_run`."""
        values, state = self.run_values(run_id)
        vouchers = sorted(self._rows.all(tables.voucher, run_id=run_id), key=lambda row: row["serial"])
        return Run(
            run_id=run_id,
            values=values,
            state=state,
            vouchers=tuple(self._standing(row) for row in vouchers),
            drawn=self._drawn_for(run_id, values.batch_id, state),
            returned=self._returned(run_id=run_id),
        )

    def _answered(self, batch_id: str, but: str = "") -> tuple[Baht, bool]:
        """What the runs of a batch (but one) answer for, and whether one of them is open."""
        total, is_open = Baht.zero(), False
        for row in self._rows.all(tables.payment_run, batch_id=batch_id):
            if row["run_id"] == but:
                continue
            if row["totals"] is not None:
                total += Baht(from_json(row["totals"])["drawn"])
            else:
                total += self._authorised(row["run_id"]) + self._returned_beyond(row["run_id"])
                is_open = True
        return total, is_open

    def _returned_beyond(self, run_id: str) -> Baht:
        """What an open run sent back beyond its own numbers, out of money that no other run answers for."""
        returned = self._returned(run_id=run_id)
        if not returned.satang:
            return returned
        vouchers = [self._standing(row) for row in self._rows.all(tables.voucher, run_id=run_id)]
        held = (*AWAITED, VoucherState.PAID)
        unspent = Baht.total(found.voucher.amount for found in vouchers if found.state not in held)
        return Baht(max(0, returned.satang - unspent.satang))

    def _returned(self, **where: str) -> Baht:
        return Baht.total(Baht(row["amount"]) for row in self._rows.all(batch_tables.money_return, **where))

    def _authorised(self, run_id: str) -> Baht:
        return Baht.total(Baht(row["amount"]) for row in self._rows.all(tables.voucher, run_id=run_id))

    def _drawn(self, batch_id: str) -> Baht:
        rows = self._rows.all(batch_tables.drawal, batch_id=batch_id)
        return Baht.total(Baht(row["amount"]) for row in rows)

    def _drawn_for(self, run_id: str, batch_id: str, state: RunState) -> Baht:
        totals = (self._rows.one(tables.payment_run, run_id=run_id) or {}).get("totals")
        if state is not RunState.OPEN and totals is not None:
            return Baht(from_json(totals)["drawn"])
        others, another_open = self._answered(batch_id, but=run_id)
        if another_open or self._somebody_waits(batch_id):
            return self._authorised(run_id)
        return self._drawn(batch_id) - self._returned(batch_id=batch_id, run_id="") - others

    def _somebody_waits(self, batch_id: str) -> bool:
        """Whether the batch asks money for an approved request that has no number yet."""
        query = (
            select(aid_request.c.request_id)
            .join(batch_tables.batch_request, batch_tables.batch_request.c.request_id == aid_request.c.request_id)
            .where(batch_tables.batch_request.c.batch_id == batch_id)
            .where(aid_request.c.status == RequestStatus.APPROVED.value)
        )
        return self._rows.connection.execute(query.limit(1)).first() is not None

    def has_scan(self, voucher_id: str, sha256: str) -> bool:
        """Whether this very page is attached already."""
        return self._rows.one(tables.receipt_scan, voucher_id=voucher_id, sha256=sha256) is not None

    def unallotted(self, batch_id: str) -> Baht:
        """Money drawn for a batch that no run answers for yet."""
        back = self._returned(batch_id=batch_id, run_id="")
        return self._drawn(batch_id) - back - self._answered(batch_id)[0]

    def first_drawn_on(self, batch_id: str) -> date | None:
        """The first day on which money of a batch was drawn."""
        days = [row["drawn_on"] for row in self._rows.all(batch_tables.drawal, batch_id=batch_id)]
        return date.fromisoformat(min(days)) if days else None

    def account_sharers(self, run_id: str) -> dict[str, tuple[str, ...]]:
        """By number of a run, who else was ever given a number with the same account; those alone are left out."""
        other = tables.voucher.alias()
        query = (
            select(tables.voucher.c.voucher_id, other.c.payee_name)
            .join(other, other.c.account_digits == tables.voucher.c.account_digits)
            .where(tables.voucher.c.run_id == run_id, tables.voucher.c.account_digits != "")
            .where(other.c.person_id != tables.voucher.c.person_id)
            .distinct()
            .order_by(other.c.payee_name)
        )
        found: dict[str, tuple[str, ...]] = {}
        for row in self._rows.connection.execute(query):
            found[row.voucher_id] = (*found.get(row.voucher_id, ()), row.payee_name)
        return found

    def runs_of(self, batch_id: str) -> int:
        """How many runs a batch has."""
        return len(self._rows.all(tables.payment_run, batch_id=batch_id))

    def run_values(self, run_id: str) -> tuple[RunValues, RunState]:
        """The head of a run without its vouchers."""
        row = self._rows.one(tables.payment_run, run_id=run_id)
        if row is None:
            raise DomainError("payments.unknown_run")
        return as_run_values(row), RunState(row["state"])

    def voucher(self, voucher_id: str) -> VoucherStanding:
        """A voucher; raises `payments.unknown_voucher`."""
        row = self._rows.one(tables.voucher, voucher_id=voucher_id)
        if row is None:
            raise DomainError("payments.unknown_voucher")
        return self._standing(row)

    def voucher_of_request(self, request_id: str) -> VoucherStanding | None:
        """The newest voucher of a request."""
        found = self._rows.all(tables.voucher, request_id=request_id)
        if not found:
            return None
        return self._standing(max(found, key=lambda row: row["serial"]))

    def company(self, voucher_id: str) -> PaymentCompany | None:
        """Committee and witnesses of a payment; None of a number without a receipt."""
        receipt = self._rows.one(tables.payment_receipt, voucher_id=voucher_id)
        if receipt is None:
            return None
        paid_on = date.fromisoformat(receipt["paid_on"])
        if receipt["handover"] is None:
            values, _ = self.run_values(receipt["run_id"])
            return PaymentCompany(paid_on=paid_on, committee=values.committee, witnesses=values.witnesses)
        handover = build(Handover, from_json(receipt["handover"]))
        thumb = handover.thumbprint.witnesses if handover.thumbprint else ()
        return PaymentCompany(paid_on=paid_on, committee=handover.committee, witnesses=(*handover.witnesses, *thumb))

    def _standing(self, row: Row) -> VoucherStanding:
        voucher_id = row["voucher_id"]
        receipt = self._rows.one(tables.payment_receipt, voucher_id=voucher_id)
        unpaid = self._rows.one(tables.voucher_not_paid, voucher_id=voucher_id)
        void = self._rows.one(tables.receipt_void, voucher_id=voucher_id)
        told = is_claimed(self._rows, row)
        transferred = receipt is not None and receipt["method"] != Method.CASH.value
        return VoucherStanding(
            voucher=as_voucher(row),
            issued_on=bangkok_date(datetime.fromisoformat(row["issued_at"])),
            state=state_of(paid=receipt is not None, unpaid=unpaid, void=void is not None, told=told),
            counted=Baht(receipt["amount"]) if receipt else None,
            payers=_payers(receipt, void) if receipt else frozenset(),
            scans=self._evidence(voucher_id, transferred=transferred),
        )

    def _evidence(self, voucher_id: str, *, transferred: bool) -> int:
        """Signed scans, of a transfer the bank's reports."""
        if not transferred:
            return len(self._rows.all(tables.receipt_scan, voucher_id=voucher_id))
        report = EvidenceKind.BANK_REPORT.value
        return len(self._rows.all(attachment, noun="voucher", record_id=voucher_id, kind=report))


def _payers(receipt: Row, void: Row | None) -> frozenset[str]:
    who = {receipt["payer"], receipt["recorded_by"]}
    return frozenset(who | {void["voided_by"]} if void else who)


def state_of(*, paid: bool, unpaid: Row | None, void: bool, told: bool) -> VoucherState:
    """What the tables beside a voucher say of it."""
    if void:
        return VoucherState.VOID
    if paid:
        return VoucherState.PAID
    if unpaid is None:
        return VoucherState.HANDED_OVER if told else VoucherState.ISSUED
    return VoucherState.SPOILED if unpaid["spoiled"] else VoucherState.NOT_PAID


def as_run_values(row: Row) -> RunValues:
    """A row of `payment_run`."""
    return RunValues(
        number=row["number"],
        batch_id=row["batch_id"],
        method=Method(row["method"]),
        planned_on=date.fromisoformat(row["planned_on"]),
        place=row["place"],
        payer=row["payer"],
        committee=tuple(from_json(row["committee"])),
        witnesses=build(tuple[Witness, ...], from_json(row["witnesses"])),
    )


def as_voucher(row: Row) -> Voucher:
    """A row of `voucher`."""
    return Voucher(
        voucher_id=row["voucher_id"],
        number=row["number"],
        serial=row["serial"],
        run_id=row["run_id"],
        request_id=row["request_id"],
        decision_id=row["decision_id"],
        payee=Payee(
            person_id=row["person_id"],
            name=row["payee_name"],
            national_id=row["payee_national_id"],
            no_id_reason=row["payee_no_id_reason"],
            address=row["payee_address"],
            subdistrict_code=row["subdistrict_code"],
            can_write=bool(row["can_write"]),
            account=row["account"],
        ),
        family_id=row["family_id"],
        aid_kind=row["aid_kind"],
        half=BudgetHalf.parse(row["budget_id"]),
        occurrence=row["occurrence"],
        amount=Baht(row["amount"]),
        officer=row["officer"],
    )
