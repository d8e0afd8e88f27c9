"""Verification samples, their end, and answers of payees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from kmcase.application.ports.samples import ClosedVerification
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.events import build
from kmcase.domain.followups import FollowUp, FollowUpMethod, Recheck
from kmcase.domain.samples import SeedCheckpoint, VerificationSample
from kmcase.persistence.chain import iso
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import followups as said
from kmcase.persistence.rows import samples as tables
from kmcase.persistence.rows.office import checkpoint
from kmcase.persistence.statements import Rows
from kmcase.thai.calendar import start_of_day_utc


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

    def checkpoint_after(self, day: date) -> SeedCheckpoint | None:
        """The first checkpoint that the office signed after a day in Bangkok, in the order of its chain, if it did.

        By its place in the chain and not by its time, so that a clock that is set back makes no other the first.
        """
        signed = checkpoint.c
        since = iso(start_of_day_utc(day + timedelta(days=1)))
        first = (
            select(signed.store, func.min(signed.size).label("size"))
            .where(signed.at >= since)
            .group_by(signed.store)
            .subquery()
        )
        query = (
            select(checkpoint)
            .join(first, (first.c.store == signed.store) & (first.c.size == signed.size))
            .order_by(signed.at)
            .limit(1)
        )
        row = self._rows.connection.execute(query).one_or_none()
        if row is None:
            return None
        return SeedCheckpoint(text=row.text, size=row.size, at=datetime.fromisoformat(row.at))

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
