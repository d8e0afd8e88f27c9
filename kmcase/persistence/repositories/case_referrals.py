"""Referrals for somebody; whom a case is hidden from, to him its referrals are unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from kmcase.application.ports.case_referrals import Referral
from kmcase.domain.cases.referrals import ReferralValues, Step, StepTaken
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.versions import event_order
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows import case_referrals as tables
from kmcase.persistence.statements import Row


class SqlCaseReferrals(SqlCases):
    """`CaseReferralRepository` on rows."""

    def referral(self, case_id: str, referral_id: str) -> Referral:
        """A referral of a case; raises `cases.unknown`, `case_referrals.unknown`."""
        self.require(case_id)
        row = self._rows.one(tables.case_referral, case_id=case_id, referral_id=referral_id)
        if row is None:
            raise DomainError("case_referrals.unknown")
        return as_referral(row, self._rows.all(tables.case_referral_step, case_id=case_id, referral_id=referral_id))

    def referrals(self, case_id: str) -> tuple[Referral, ...]:
        """All referrals of a case, the newest first; raises `cases.unknown`."""
        self.require(case_id)
        steps = by_referral(self._rows.all(tables.case_referral_step, case_id=case_id))
        rows = self._rows.all(tables.case_referral, case_id=case_id)
        found = (as_referral(row, steps[case_id, row["referral_id"]]) for row in rows)
        return tuple(sorted(found, key=lambda one: (one.values.on, one.referral_id), reverse=True))


def as_referral(row: Row, steps: Iterable[Row]) -> Referral:
    """A row with its steps."""
    return Referral(
        referral_id=row["referral_id"],
        case_id=row["case_id"],
        values=build(ReferralValues, from_json(row["content"])),
        steps=tuple(_taken(step) for step in sorted(steps, key=_order)),
        made_by=row["made_by"],
    )


def by_referral(steps: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    """Steps by (case, referral): what names a referral of another case is none of its steps."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for step in steps:
        found[step["case_id"], step["referral_id"]].append(step)
    return found


def _order(row: Row) -> tuple[str, str, int]:
    return event_order(row["entered_at"], row["event_id"])


def _taken(row: Row) -> StepTaken:
    return StepTaken(
        step=Step(row["step"]),
        on=date.fromisoformat(row["on_day"]),
        note=row["note"],
        by_whom=row["by_whom"],
        entered_by=row["entered_by"],
    )
