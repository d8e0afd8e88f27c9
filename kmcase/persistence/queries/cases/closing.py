"""Closings of a case, whom to look after, and what waits for a supervisor's word."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from kmcase.application.read.case_closing import ClosingPage, Goal, LookOwed
from kmcase.domain.cases.closing import Closing, ClosingState
from kmcase.domain.cases.referrals import Waits
from kmcase.persistence.queries.cases.referrals import SqlCaseReferralQueries
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.case_closing import SqlCaseClosings, as_closing
from kmcase.persistence.repositories.case_plans import SqlCasePlans
from kmcase.persistence.rows import case_closing as tables
from kmcase.persistence.rows import cases as heads
from kmcase.persistence.statements import Row
from kmcase.rules.case_closing import looks_of, owed
from kmcase.thai.calendar import bangkok_date


class SqlCaseClosingQueries(SqlCaseClosings):
    """`CaseClosingQueries` on plain selects."""

    def page(self, case_id: str) -> ClosingPage:
        """The closings of a case; raises `cases.unknown`."""
        casework = self.casework(self.head(case_id).casework)
        closings = self.closings(case_id)
        return ClosingPage(
            closings=closings,
            looks={one.closing_id: looks_of(casework, one) for one in closings},
            names=staff_names(self._rows),
            goals=self._goals(case_id),
            open_referrals=self._open_referrals(case_id),
        )

    def _goals(self, case_id: str) -> tuple[Goal, ...]:
        """The goals of the plan in force; none where there is no plan."""
        in_force = SqlCasePlans(self._rows, self._viewer, self._now).plan(case_id).in_force
        goals = in_force.content.goals if in_force else ()
        return tuple(
            Goal(goal_id=goal.line_id, dimension=goal.values.dimension, wording=goal.values.text) for goal in goals
        )

    def _open_referrals(self, case_id: str) -> int:
        items = SqlCaseReferralQueries(self._rows, self._viewer, self._now).of_case(case_id)
        return sum(item.standing.waits is not Waits.NOTHING for item in items)

    def looks_owed(self) -> tuple[LookOwed, ...]:
        """Whom to look after, the day that passed first at the top."""
        today = bangkok_date(self._now)
        found = []
        for closing, row in self._visible_closings():
            look = owed(self.casework(row["casework"]), closing, today)
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
        """Closings that wait for a supervisor's word, the oldest first."""
        found = (closing for closing, _ in self._visible_closings() if closing.state is ClosingState.PROPOSED)
        return tuple(sorted(found, key=lambda one: (one.proposed_at, one.closing_id)))

    def _visible_closings(self) -> list[tuple[Closing, Row]]:
        file, client, closing = heads.case_file, heads.case_client, tables.case_closing
        secrecy = heads.case_secrecy
        query = (
            select(closing, file.c.number, file.c.casework, client.c.shown_name, secrecy.c.restricted)
            .join(file, file.c.case_id == closing.c.case_id)
            .join(client, client.c.case_id == closing.c.case_id)
            .join(secrecy, secrecy.c.case_id == closing.c.case_id)
            .where(self.visible(closing))
        )
        rows = [dict(row) for row in self._rows.connection.execute(query).mappings()]
        if not rows:
            return []
        words = {row["closing_id"]: row for row in self._rows.all(tables.case_closing_word)}
        openings = {row["closing_id"]: row for row in self._rows.all(tables.case_reopening)}
        looks: dict[str, list[Row]] = defaultdict(list)
        for look in self._rows.all(tables.case_look):
            looks[look["closing_id"]].append(look)
        return [(as_closing(row, words.get, openings.get, looks[row["closing_id"]]), row) for row in rows]
