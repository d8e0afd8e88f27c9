"""Closings for somebody; whom a case is hidden from, to him its closings are unknown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from kmcase.domain.cases.closing import Closing, ClosingState, GoalOutcome, Look, ReachedBy
from kmcase.domain.events import build
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows import case_closing as tables
from kmcase.persistence.statements import Row


class SqlCaseClosings(SqlCases):
    """`CaseClosingRepository` on rows."""

    def closings(self, case_id: str) -> tuple[Closing, ...]:
        """All closings of a case, the newest first; raises `cases.unknown`."""
        self.require(case_id)
        words = _by_closing(self._rows.all(tables.case_closing_word, case_id=case_id))
        openings = _by_closing(self._rows.all(tables.case_reopening, case_id=case_id))
        looks = self._rows.all(tables.case_look, case_id=case_id)
        found = (
            as_closing(row, words.get, openings.get, looks)
            for row in self._rows.all(tables.case_closing, case_id=case_id)
        )
        return tuple(sorted(found, key=lambda one: (one.proposed_at, one.closing_id), reverse=True))


def as_closing(
    row: Row, word_of: Callable[[str], Row | None], opening_of: Callable[[str], Row | None], looks: list[Row]
) -> Closing:
    """A proposal with the word on it, its re-opening and the looks of its case."""
    closing_id = row["closing_id"]
    word, opening = word_of(closing_id), opening_of(closing_id)
    state = ClosingState.PROPOSED
    decided: dict[str, Any] = {}
    if word is not None:
        state = ClosingState.APPROVED if word["approved"] else ClosingState.RETURNED
        decided = {
            "decided_by": word["decided_by"],
            "decided_at": datetime.fromisoformat(word["written_at"]),
            "comment": word["comment"],
        }
    if opening is not None:
        state = ClosingState.REOPENED
        decided |= {
            "reopened_on": date.fromisoformat(opening["reopened_on"]),
            "reopened_by": opening["reopened_by"],
            "reopening_reason": opening["reason"],
        }
    own = (_look(look) for look in looks if look["closing_id"] == closing_id)
    return Closing(
        closing_id=closing_id,
        case_id=row["case_id"],
        on=date.fromisoformat(row["closed_on"]),
        reason=row["reason"],
        summary=row["summary"],
        outcomes=tuple(build(GoalOutcome, each) for each in from_json(row["outcomes"])),
        state=state,
        proposed_at=datetime.fromisoformat(row["written_at"]),
        proposed_by=row["proposed_by"],
        looks=tuple(sorted(own, key=lambda look: (look.on, look.months, look.look_id))),
        **decided,
    )


def _by_closing(rows: list[Row]) -> dict[str, Row]:
    return {row["closing_id"]: row for row in rows}


def _look(row: Row) -> Look:
    return Look(
        look_id=row["look_id"],
        months=row["months"],
        on=date.fromisoformat(row["looked_on"]),
        reached=ReachedBy(row["reached"]),
        how_they_are=row["how_they_are"],
        needs_reopening=bool(row["needs_reopening"]),
        looked_by=row["looked_by"],
    )
