"""Bank reports, their lines, and what became of each payee of a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from kmcase.application.ports.reconciliation import PayeeOfBatch
from kmcase.application.read.bank_lines import OpenLine
from kmcase.application.read.reconciliation import TakenLineItem
from kmcase.domain.controls import JudgementMade, Verdict
from kmcase.domain.imports.bank_reports import BankColumn, Columns
from kmcase.domain.money import Baht
from kmcase.domain.payments import AWAITED, BankResult, Method, VoucherState
from kmcase.domain.reconciliation import BankLine, LineState, TransferVoucher
from kmcase.domain.requests import RequestStatus
from kmcase.persistence.bank_facts import bank_hands
from kmcase.persistence.judgements import line_judgements
from kmcase.persistence.open_lines import open_bank_lines
from kmcase.persistence.plain import from_json
from kmcase.persistence.queries.vouchers import voucher_query
from kmcase.persistence.rows import reconciliation as tables
from kmcase.persistence.rows.batches import batch_request
from kmcase.persistence.rows.followups import follow_up
from kmcase.persistence.rows.payments import payment_run, voucher
from kmcase.persistence.rows.people import person
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.statements import Rows
from kmcase.rules.controls.banks import line_subject
from kmcase.rules.reconciliation import PayeeFact

_AGAIN = frozenset({LineState.REPEATED.value, LineState.RECORDED.value})
_LIVE = AWAITED | {VoucherState.PAID}


class SqlReconciliation:
    """`ReconciliationRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def vouchers(self, batch_id: str) -> tuple[TransferVoucher, ...]:
        """The vouchers of a batch that are paid through the bank."""
        through_bank = payment_run.c.method != Method.CASH.value
        return tuple(
            TransferVoucher(
                voucher_id=row.voucher_id,
                number=row.number,
                person_id=row.person_id,
                payee_name=row.payee_name,
                account=row.account_digits,
                amount=Baht(row.amount),
                state=VoucherState(row.state),
                reference=row.reference or "",
            )
            for row in self._vouchers(batch_id, through_bank)
        )

    def payees(self, batch_id: str) -> tuple[PayeeOfBatch, ...]:
        """Every voucher of a batch and every request of it without one, in the order of numbers."""
        asked = {row.request_id: row for row in self._requests(batch_id)}
        rows = self._vouchers(batch_id)
        newest = {row.request_id: row.voucher_id for row in rows}
        live = {row.request_id for row in rows if VoucherState(row.state) in _LIVE}
        lines, said = self._bank(batch_id), self._said(batch_id)
        found = []
        for row in rows:
            request = asked.get(row.request_id) if newest[row.request_id] == row.voucher_id else None
            waits = request is not None and _approved(request) and row.request_id not in live
            told = lines[row.voucher_id]
            found.append(_payee(row, _fact(row, request, told, said.get(row.voucher_id), waits=waits), told))
        return (*found, *(_unnumbered(row) for request_id, row in asked.items() if request_id not in newest))

    def lines(self, batch_id: str) -> tuple[TakenLineItem, ...]:
        """All lines of all reports of a batch."""
        named = {row["report_id"]: row for row in self._reports(batch_id)}
        said = line_judgements(self._rows, batch_id=batch_id) if named else {}
        hands = bank_hands(self._rows, batch_id).get((batch_id, ""), ()) if named else ()
        rows = sorted(
            self._rows.all(tables.bank_line, batch_id=batch_id), key=lambda row: (row["report_id"], row["number"])
        )
        return tuple(
            TakenLineItem(
                report_id=row["report_id"],
                report_name=named[row["report_id"]]["name"],
                line=_line(row),
                state=LineState(row["state"]),
                voucher_id=row["voucher_id"],
                explanation=_explanation(said.get(line_subject(row["report_id"], row["number"])[1], ())),
                concerned=tuple(dict.fromkeys((named[row["report_id"]]["taken_by"], *hands))),
            )
            for row in rows
        )

    def open_lines(self, batch_id: str) -> tuple[OpenLine, ...]:
        """Lines of the reports of a batch on which nobody decided."""
        return open_bank_lines(self._rows, batch_id=batch_id)

    def report(self, batch_id: str, sha256: str) -> str | None:
        """The report of a batch that this very file was taken as."""
        row = self._rows.one(tables.bank_report, batch_id=batch_id, sha256=sha256)
        return None if row is None else row["report_id"]

    def reports(self, batch_id: str) -> tuple[str, ...]:
        """The names of the reports of a batch, the oldest first."""
        return tuple(row["name"] for row in self._reports(batch_id))

    def columns(self) -> Mapping[str, Columns]:
        """By the shape of its headings, how such a file was read last."""
        rows = sorted(self._rows.all(tables.bank_report), key=_taken)
        return {row["shape"]: {BankColumn(name): place for name, place in from_json(row["columns"])} for row in rows}

    def reconciled(self, batch_id: str) -> tuple[datetime, str] | None:
        """When a batch was last said to agree, and by whom (staff id)."""
        rows = self._rows.all(tables.batch_reconciled, batch_id=batch_id)
        last = max(rows, key=lambda row: (row["reconciled_at"], row["event_id"]), default=None)
        return None if last is None else (datetime.fromisoformat(last["reconciled_at"]), last["reconciled_by"])

    def _reports(self, batch_id: str) -> list[dict[str, Any]]:
        return sorted(self._rows.all(tables.bank_report, batch_id=batch_id), key=_taken)

    def _vouchers(self, batch_id: str, *where: Any) -> list[Any]:
        query = voucher_query().where(payment_run.c.batch_id == batch_id, *where)
        return list(self._rows.connection.execute(query))

    def _requests(self, batch_id: str) -> list[Any]:
        name = (person.c.title + person.c.first_name + " " + person.c.last_name).label("name")
        query = (
            select(aid_request.c.request_id, aid_request.c.number, aid_request.c.status, aid_request.c.approved, name)
            .join(batch_request, batch_request.c.request_id == aid_request.c.request_id)
            .join(person, person.c.person_id == aid_request.c.person_id)
            .where(batch_request.c.batch_id == batch_id)
            .order_by(aid_request.c.fiscal_year, aid_request.c.serial)
        )
        return list(self._rows.connection.execute(query))

    def _bank(self, batch_id: str) -> dict[str, list[dict[str, Any]]]:
        """Lines by voucher; what only tells again what a line before it told is left out."""
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        rows = (row for row in self._rows.all(tables.bank_line, batch_id=batch_id) if row["voucher_id"])
        for row in sorted(rows, key=lambda row: (row["state"] in _AGAIN, row["report_id"], row["number"])):
            if row["state"] not in _AGAIN or not found[row["voucher_id"]]:
                found[row["voucher_id"]].append(row)
        return found

    def _said(self, batch_id: str) -> dict[str, int]:
        """What the payee said last, by voucher, where the amount was told."""
        query = (
            select(follow_up.c.voucher_id, follow_up.c.amount_said)
            .join(voucher, voucher.c.voucher_id == follow_up.c.voucher_id)
            .join(payment_run, payment_run.c.run_id == voucher.c.run_id)
            .where(payment_run.c.batch_id == batch_id, follow_up.c.amount_said.is_not(None))
            .order_by(follow_up.c.asked_on, follow_up.c.entered_at, follow_up.c.follow_up_id)
        )
        return {row.voucher_id: row.amount_said for row in self._rows.connection.execute(query)}


def _explanation(said: Sequence[JudgementMade]) -> str:
    """Why a line is no difference, where that is what was said last."""
    return said[0].reason if said and said[0].verdict is Verdict.EXPLAINED else ""


def _taken(row: dict[str, Any]) -> tuple[str, str]:
    return row["taken_at"], row["report_id"]


def _approved(request: Any) -> bool:
    return bool(request.status == RequestStatus.APPROVED.value)


def _fact(row: Any, request: Any, lines: list[dict[str, Any]], said: int | None, *, waits: bool) -> PayeeFact:
    state = VoucherState(row.state)
    paid = Baht(row.counted) if state is VoucherState.PAID else None
    return PayeeFact(
        requested=Baht(request.approved) if request is not None and request.approved is not None else None,
        vouchered=Baht(row.amount),
        paid=paid,
        state=state,
        evidence=bool(row.scans),
        waits=waits,
        said=None if said is None else Baht(said),
        bank_paid=tuple(
            Baht(line["amount"]) for line in lines if line["result"] == BankResult.PAID.value and line["amount"]
        ),
        bank_rejected=any(line["result"] == BankResult.REJECTED.value for line in lines),
    )


def _payee(row: Any, fact: PayeeFact, lines: list[dict[str, Any]]) -> PayeeOfBatch:
    bank = next((_line(line) for line in lines), None)
    return PayeeOfBatch(
        request_id=row.request_id,
        voucher_id=row.voucher_id,
        number=row.number,
        payee_name=row.payee_name,
        run_number=row.run_number,
        paid_on=date.fromisoformat(row.paid_on) if row.paid_on and fact.paid is not None else None,
        fact=fact,
        bank_on=bank.paid_on if bank is not None else None,
        bank_at=bank.paid_at if bank is not None else None,
    )


def _unnumbered(row: Any) -> PayeeOfBatch:
    requested = Baht(row.approved) if row.approved is not None else None
    return PayeeOfBatch(
        request_id=row.request_id,
        voucher_id="",
        number=row.number,
        payee_name=row.name,
        run_number="",
        paid_on=None,
        fact=PayeeFact(requested=requested, waits=_approved(row)),
    )


def _line(row: dict[str, Any]) -> BankLine:
    return BankLine(
        number=row["number"],
        reference=row["reference"],
        bank_reference=row["bank_reference"],
        account=row["account"],
        name=row["name"],
        amount=None if row["amount"] is None else Baht(row["amount"]),
        result=BankResult(row["result"]) if row["result"] else None,
        reason=row["reason"],
        paid_on=date.fromisoformat(row["paid_on"]) if row["paid_on"] else None,
        paid_at=datetime.fromisoformat(row["paid_at"]) if row["paid_at"] else None,
    )
