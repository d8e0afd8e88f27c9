"""Closings of a case, whom to look after, and what waits for a supervisor's word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, exists, or_, select

from kmcase.application.read.case_closing import ClosingPage, Goal, LookOwed
from kmcase.domain.cases.closing import Closing, ClosingState
from kmcase.domain.cases.referrals import Waits
from kmcase.persistence.queries.cases.named import named
from kmcase.persistence.queries.cases.stays import SqlCaseStayQueries
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.case_closing import SqlCaseClosings, as_closing
from kmcase.persistence.repositories.case_plans import SqlCasePlans
from kmcase.persistence.repositories.case_referrals import SqlCaseReferrals
from kmcase.persistence.rows import case_closing as tables
from kmcase.persistence.statements import Row
from kmcase.rules.case_closing import looks_of, owed
from kmcase.thai.calendar import bangkok_date

_CLOSING, _WORD, _OPENING = tables.case_closing, tables.case_closing_word, tables.case_reopening
_DECIDED = exists().where(_WORD.c.closing_id == _CLOSING.c.closing_id)
_APPROVED = _DECIDED.where(_WORD.c.approved == 1)
_REOPENED = exists().where(_OPENING.c.closing_id == _CLOSING.c.closing_id)
_NO_OPENING: dict[str, Row] = {}


class SqlCaseClosingQueries(SqlCaseClosings):
    """`CaseClosingQueries` on plain selects."""

    def page(self, case_id: str) -> ClosingPage:
        """The closings of a case; raises `cases.unknown`."""
        casework = self.led_by(case_id)
        closings = self.closings(case_id)
        return ClosingPage(
            closings=closings,
            looks={one.closing_id: looks_of(casework, one) for one in closings},
            names=staff_names(self._rows),
            goals=self._goals(case_id),
            open_referrals=self._open_referrals(case_id),
            bed=SqlCaseStayQueries(self._rows, self._viewer, self._now).bed_held(case_id, self._today),
        )

    def _goals(self, case_id: str) -> tuple[Goal, ...]:
        """The goals of the plan in force; none where there is no plan."""
        in_force = SqlCasePlans(self._rows, self._viewer, self._now).plan(case_id).in_force
        goals = in_force.content.goals if in_force else ()
        return tuple(
            Goal(goal_id=goal.line_id, dimension=goal.values.dimension, wording=goal.values.text) for goal in goals
        )

    def _open_referrals(self, case_id: str) -> int:
        referrals = SqlCaseReferrals(self._rows, self._viewer, self._now).referrals(case_id)
        return sum(referral.standing.waits is not Waits.NOTHING for referral in referrals)

    def looks_owed(self, *, own: bool = False) -> tuple[LookOwed, ...]:
        """Whom to look after, the day that passed first at the top; `own`: in the viewer's own cases alone."""
        found = []
        for closing, row in self._to_do(self.shown(_CLOSING, own=True)) if own else self._waiting:
            look = owed(self.casework(row["casework"]), closing, self._today)
            if look is not None:
                found.append(
                    LookOwed(
                        case_id=closing.case_id,
                        case_number=row["number"],
                        client=row["shown_name"],
                        closing_id=closing.closing_id,
                        look=look,
                        restricted=bool(row["restricted"]),
                    )
                )
        return tuple(sorted(found, key=lambda one: (one.look.due, one.closing_id)))

    def proposed(self) -> tuple[Closing, ...]:
        """Closings that wait for a supervisor's word, the oldest first; without their outcomes."""
        found = (closing for closing, _ in self._waiting if closing.state is ClosingState.PROPOSED)
        return tuple(sorted(found, key=lambda one: (one.proposed_at, one.closing_id)))

    @cached_property
    def _today(self) -> date:
        return bangkok_date(self._now)

    @cached_property
    def _waiting(self) -> tuple[tuple[Closing, Row], ...]:
        return tuple(self._to_do(self.visible(_CLOSING)))

    def _to_do(self, shown: ColumnElement[bool]) -> Iterator[tuple[Closing, Row]]:
        """Closings that wait for a word or may owe a look, with the heads of their cases; without their outcomes."""
        passed = _CLOSING.c.closed_on <= self._today.isoformat()
        waits = and_(shown, ~_REOPENED, or_(~_DECIDED, and_(_APPROVED, passed)))
        rows = self._rows.found(named(_CLOSING).where(waits))
        if not rows:
            return
        which = select(_CLOSING.c.closing_id).where(waits)
        words = {word["closing_id"]: word for word in self._rows.found(_of(_WORD, which))}
        looks: dict[str, list[Row]] = defaultdict(list)
        for look in self._rows.found(_of(tables.case_look, which)):
            looks[look["closing_id"]].append(look)
        for row in rows:
            head = {**row, "outcomes": "[]"}
            yield as_closing(head, words.get, _NO_OPENING.get, looks[row["closing_id"]]), head


def _of(table: Table, closing_ids: Select[tuple[str]]) -> Select[Any]:
    return select(table).where(table.c.closing_id.in_(closing_ids))
