"""Verification samples, their end, and answers of payees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import select

from kmcase.application.ports.samples import ClosedVerification
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.events import build
from kmcase.domain.followups import FollowUp, FollowUpMethod, Recheck
from kmcase.domain.samples import VerificationSample
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import followups as said
from kmcase.persistence.rows import samples as tables
from kmcase.persistence.statements import Rows


class SqlSamples:
    """`SampleRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def samples(self, half: BudgetHalf) -> tuple[VerificationSample, ...]:
        """The draws of a half in their order."""
        found = self._rows.all(tables.verification_sample, budget_id=half.budget_id)
        drawn = (build(VerificationSample, from_json(row["sample"])) for row in found)
        return tuple(sorted(drawn, key=lambda one: (one.turn, one.sample_id)))

    def closed(self, half: BudgetHalf) -> ClosedVerification | None:
        """How the verification of a half ended, if it did."""
        row = self._rows.one(tables.verification_closing, budget_id=half.budget_id)
        if row is None:
            return None
        names = [f.name for f in fields(ClosedVerification) if f.name != "closed_at"]
        return ClosedVerification(
            **{name: row[name] for name in names}, closed_at=datetime.fromisoformat(row["closed_at"])
        )

    def methods(self) -> Mapping[str, FollowUpMethod]:
        """How each voucher's payee was asked last, by voucher."""
        asked = said.follow_up.c
        query = select(asked.voucher_id, asked.method).order_by(asked.entered_at, asked.follow_up_id)
        return {row.voucher_id: FollowUpMethod(row.method) for row in self._rows.connection.execute(query)}

    def answers(self, voucher_id: str) -> tuple[FollowUp, ...]:
        """What the payee of a voucher said, the newest last."""
        rows = sorted(self._rows.all(said.follow_up, voucher_id=voucher_id), key=_order("follow_up_id"))
        return tuple(build(FollowUp, _filled(FollowUp, row)) for row in rows)

    def rechecks(self, voucher_id: str) -> tuple[Recheck, ...]:
        """What was seen of the facts of a voucher's request afterwards, the newest last."""
        rows = sorted(self._rows.all(said.recheck, voucher_id=voucher_id), key=_order("recheck_id"))
        return tuple(build(Recheck, _filled(Recheck, row)) for row in rows)


def _order(key: str) -> Any:
    return lambda row: (row["entered_at"], row[key])


def _filled(kind: type, row: dict[str, Any]) -> dict[str, Any]:
    """The columns of a row that are fields of a dataclass, in the form of events."""
    values = {f.name: row[f.name] for f in fields(kind) if row[f.name] is not None}
    if values.get("put_together") is not None:
        values["put_together"] = bool(values["put_together"])
    return values
