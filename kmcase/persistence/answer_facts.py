"""What payees said after the payment, as the controls look at it: of the whole office, or of some payment runs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from kmcase.domain.followups import Agreement, FollowUpMethod
from kmcase.persistence.rows.followups import follow_up, recheck
from kmcase.persistence.rows.payments import voucher
from kmcase.rules.controls.facts import AnswerFact, RecheckFact
from kmcase.thai.calendar import bangkok_date


def answers(connection: Connection, runs: frozenset[str] | None) -> tuple[AnswerFact, ...]:
    """Every follow-up, those that reached nobody as well."""
    return tuple(_answer(row) for row in connection.execute(_of(follow_up, runs)))


def rechecks(connection: Connection, runs: frozenset[str] | None) -> tuple[RecheckFact, ...]:
    """Every time that the facts of a request were looked at again."""
    return tuple(_recheck(row) for row in connection.execute(_of(recheck, runs)))


def _of(table: Table, runs: frozenset[str] | None) -> Any:
    if runs is None:
        return select(table)
    joined = select(table).join(voucher, voucher.c.voucher_id == table.c.voucher_id)
    return joined.where(voucher.c.run_id.in_(runs))


def _answer(row: Any) -> AnswerFact:
    return AnswerFact(
        follow_up_id=row.follow_up_id,
        voucher_id=row.voucher_id,
        asked_on=date.fromisoformat(row.asked_on),
        asked_by=row.asked_by,
        reached=FollowUpMethod(row.method).reached,
        amount_said=row.amount_said,
        received_on_said=date.fromisoformat(row.received_on_said) if row.received_on_said else None,
        put_together=bool(row.put_together),
        given_to=row.given_to,
        who_asked=row.who_asked,
    )


def _recheck(row: Any) -> RecheckFact:
    seen = {"household": row.household, "condition": row.condition, "income": row.income}
    return RecheckFact(
        recheck_id=row.recheck_id,
        voucher_id=row.voucher_id,
        on=bangkok_date(datetime.fromisoformat(row.entered_at)),
        by=row.entered_by,
        differing=tuple(name for name, value in seen.items() if value == Agreement.DIFFERS.value),
        found=row.found,
        recognition=row.recognition,
    )
