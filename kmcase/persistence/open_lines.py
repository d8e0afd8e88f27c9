"""Lines of the bank on which nobody decided, of one batch or of the office."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, or_, select

from kmcase.application.read.bank_lines import OpenLine
from kmcase.domain.controls import Verdict
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, VoucherState
from kmcase.domain.reconciliation import ASKING, LineState
from kmcase.persistence.judgements import Judgements, line_judgements
from kmcase.persistence.queries.vouchers import STANDING, STATE, standing_as
from kmcase.persistence.rows.payments import voucher
from kmcase.persistence.rows.reconciliation import bank_line
from kmcase.persistence.statements import Rows
from kmcase.rules.controls.banks import line_subject
from kmcase.rules.reconciliation import TakenLine, is_open

_ASKING = [state.value for state in ASKING]
_PAID, _REJECTED = BankResult.PAID.value, BankResult.REJECTED.value


def open_bank_lines(rows: Rows, *, batch_id: str = "") -> tuple[OpenLine, ...]:
    """In the order in which reports and their rows came; of one batch, or of all."""
    query = _candidates()
    if batch_id:
        query = query.where(bank_line.c.batch_id == batch_id)
    found = rows.connection.execute(query).all()
    said = line_judgements(rows, batch_id=batch_id) if found else {}
    return tuple(_open_line(row) for row in found if is_open(_taken(row, said)))


def _candidates() -> Select[Any]:
    """Lines that stay a question, and those whose voucher stands otherwise than the bank says."""
    other = bank_line.alias("other")
    paid_later = (
        select(other.c.number)
        .where(other.c.voucher_id == bank_line.c.voucher_id, other.c.result == _PAID, other.c.state.not_in(_ASKING))
        .exists()
    )
    is_paid = standing_as(VoucherState.PAID)
    return (
        select(
            bank_line,
            voucher.c.number.label("voucher_number"),
            voucher.c.payee_name,
            voucher.c.run_id,
            STATE.label("voucher_state"),
            paid_later.label("paid_later"),
        )
        .select_from(bank_line.outerjoin(STANDING, voucher.c.voucher_id == bank_line.c.voucher_id))
        .where(
            or_(
                bank_line.c.state.in_(_ASKING),
                and_(bank_line.c.result == _PAID, ~is_paid),
                and_(bank_line.c.result == _REJECTED, is_paid),
            )
        )
        .order_by(bank_line.c.report_id, bank_line.c.number)
    )


def _taken(row: Any, said: Judgements) -> TakenLine:
    newest = said.get(line_subject(row.report_id, row.number)[1], ())
    return TakenLine(
        state=LineState(row.state),
        result=BankResult(row.result) if row.result else None,
        voucher=VoucherState(row.voucher_state) if row.voucher_id else None,
        decided=bool(newest) and newest[0].verdict is not Verdict.REOPENED,
        paid_later=bool(row.paid_later),
    )


def _open_line(row: Any) -> OpenLine:
    told = "bank_paid" if row.result == _PAID else "bank_rejected"
    return OpenLine(
        report_id=row.report_id,
        row=row.number,
        batch_id=row.batch_id,
        run_id=row.run_id or "",
        number=row.voucher_number or "",
        name=row.payee_name or row.name,
        amount=None if row.amount is None else Baht(row.amount),
        why=row.state if row.state in _ASKING else told,
    )
