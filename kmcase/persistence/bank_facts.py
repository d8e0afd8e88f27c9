"""What the controls look at of banks: accounts as they were given, lines of reports as they were taken."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from kmcase.domain.money import Baht
from kmcase.domain.reconciliation import LineState
from kmcase.persistence.rows.batches import batch
from kmcase.persistence.rows.payments import payment_run, voucher
from kmcase.persistence.rows.reconciliation import bank_line, bank_line_explanation, bank_report
from kmcase.persistence.statements import Rows
from kmcase.rules.controls.facts import AccountFact, BankLineFact
from kmcase.thai.calendar import bangkok_date


def account_facts(rows: Rows) -> tuple[AccountFact, ...]:
    """Every account that a voucher was ever given, with when and by whom."""
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


def bank_line_facts(rows: Rows) -> tuple[BankLineFact, ...]:
    """Every line of every report, in the order in which they were taken."""
    explained = {(row["report_id"], row["number"]) for row in rows.all(bank_line_explanation)}
    query = (
        select(
            bank_line,
            bank_report.c.name.label("report_name"),
            bank_report.c.taken_at,
            bank_report.c.taken_by,
            batch.c.number.label("batch_number"),
            voucher.c.number.label("voucher_number"),
            voucher.c.amount.label("voucher_amount"),
        )
        .join(bank_report, bank_report.c.report_id == bank_line.c.report_id)
        .join(batch, batch.c.batch_id == bank_line.c.batch_id)
        .outerjoin(voucher, voucher.c.voucher_id == bank_line.c.voucher_id)
        .order_by(bank_report.c.taken_at, bank_line.c.report_id, bank_line.c.number)
    )
    return tuple(
        BankLineFact(
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
            explained=(row.report_id, row.number) in explained,
        )
        for row in rows.connection.execute(query)
    )
