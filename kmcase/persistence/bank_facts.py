"""What the controls look at of banks: accounts as they were given, lines of reports as they were taken."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from kmcase.domain.money import Baht
from kmcase.domain.payments import Method
from kmcase.domain.reconciliation import LineState
from kmcase.persistence.rows.batches import batch
from kmcase.persistence.rows.payments import payment_receipt, payment_run, voucher
from kmcase.persistence.rows.reconciliation import bank_line, bank_report
from kmcase.persistence.statements import Rows
from kmcase.rules.controls.facts import AccountFact, BankLineFact
from kmcase.thai.calendar import bangkok_date

Hands = dict[tuple[str, str], tuple[str, ...]]
"""Staff ids by batch and run, under an empty run those of all runs of the batch."""


def account_facts(rows: Rows) -> tuple[AccountFact, ...]:
    """Every account that a voucher was ever given, with when and by whom: the author of the entry that numbered it."""
    query = (
        select(
            voucher.c.voucher_id,
            voucher.c.person_id,
            voucher.c.account_digits,
            voucher.c.issued_at,
            payment_run.c.prepared_by,
        )
        .join(payment_run, payment_run.c.run_id == voucher.c.run_id)
        .where(voucher.c.account_digits != "")
        .order_by(voucher.c.issued_at, voucher.c.voucher_id)
    )
    return tuple(
        AccountFact(
            voucher_id=row.voucher_id,
            person_id=row.person_id,
            account=row.account_digits,
            given_at=datetime.fromisoformat(row.issued_at),
            given_by=row.prepared_by,
        )
        for row in rows.connection.execute(query)
    )


def bank_line_facts(rows: Rows, *where: Any) -> tuple[BankLineFact, ...]:
    """Every line of every report, or some of them, in the order in which they were taken."""
    found = rows.connection.execute(_line_query().where(*where)).all()
    hands = bank_hands(rows) if found else {}
    return tuple(_line_fact(row, hands) for row in found)


def bank_hands(rows: Rows, batch_id: str = "") -> Hands:
    """Who had a part in what the bank was told to pay: gave the accounts, pays, or entered the result."""
    query = (
        select(
            payment_run.c.batch_id,
            payment_run.c.run_id,
            payment_run.c.prepared_by,
            payment_run.c.payer,
            payment_receipt.c.payer.label("paid_by"),
            payment_receipt.c.recorded_by,
        )
        .distinct()
        .outerjoin(payment_receipt, payment_receipt.c.run_id == payment_run.c.run_id)
        .where(payment_run.c.method != Method.CASH.value)
    )
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows.connection.execute(query.where(payment_run.c.batch_id == batch_id) if batch_id else query):
        named = {who for who in (row.prepared_by, row.payer, row.paid_by, row.recorded_by) if who}
        found[row.batch_id, row.run_id] |= named
        found[row.batch_id, ""] |= named
    return {where: tuple(sorted(named)) for where, named in found.items()}


def _line_query() -> Select[Any]:
    return (
        select(
            bank_line,
            bank_report.c.name.label("report_name"),
            bank_report.c.taken_at,
            bank_report.c.taken_by,
            batch.c.number.label("batch_number"),
            voucher.c.number.label("voucher_number"),
            voucher.c.amount.label("voucher_amount"),
            voucher.c.run_id,
        )
        .join(bank_report, bank_report.c.report_id == bank_line.c.report_id)
        .join(batch, batch.c.batch_id == bank_line.c.batch_id)
        .outerjoin(voucher, voucher.c.voucher_id == bank_line.c.voucher_id)
        .order_by(bank_report.c.taken_at, bank_line.c.report_id, bank_line.c.number)
    )


def _line_fact(row: Any, hands: Hands) -> BankLineFact:
    return BankLineFact(
        report_id=row.report_id,
        report_name=row.report_name,
        row=row.number,
        batch_number=row.batch_number,
        voucher_id=row.voucher_id,
        voucher_number=row.voucher_number or "",
        voucher_amount=None if row.voucher_amount is None else Baht(row.voucher_amount),
        state=LineState(row.state),
        name=row.name,
        account=row.account,
        amount=None if row.amount is None else Baht(row.amount),
        paid_on=date.fromisoformat(row.paid_on) if row.paid_on else None,
        paid_at=datetime.fromisoformat(row.paid_at) if row.paid_at else None,
        taken_on=bangkok_date(datetime.fromisoformat(row.taken_at)),
        taken_by=row.taken_by,
        concerned=hands.get((row.batch_id, row.run_id or ""), ()),
    )
