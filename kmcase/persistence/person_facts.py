"""Facts of the controls about human beings rather than entries: linked entries, and what other units paid them."""

from __future__ import annotations

from typing import Any

from kmcase.persistence.repositories.duplicates import SqlDuplicates
from kmcase.persistence.repositories.other_payments import SqlOtherPayments
from kmcase.persistence.statements import Rows
from kmcase.rules.controls.facts import OtherPayment


def facts_of_persons(rows: Rows, *, whole: bool) -> dict[str, Any]:
    """`clusters` of `AuditFacts`, and where the `whole` office is gathered its `other_payments`."""
    paid = SqlOtherPayments(rows).all() if whole else ()
    return {
        "clusters": SqlDuplicates(rows).leaders(),
        "other_payments": tuple(
            OtherPayment(
                payment_id=each.payment_id,
                person_id=each.line.person_id,
                unit=each.unit_name,
                programme=each.programme,
                paid_on=each.line.paid_on,
                amount=each.line.amount.satang,
                fiscal_year=each.fiscal_year,
            )
            for each in paid
            if each.line.person_id is not None
        ),
    }
