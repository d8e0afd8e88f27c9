"""Lessons with their rounds, and closed rounds that have none."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from kmcase.application.read.lessons import LessonItem, LessonPage, LessonState, Practice
from kmcase.application.read.today import Pending
from kmcase.domain.errors import DomainError
from kmcase.domain.lessons import LessonValues, RoundHead
from kmcase.domain.payments import RunState
from kmcase.domain.writings import Writing, newest_first, standing
from kmcase.persistence.repositories.lessons import SqlLessons, as_round
from kmcase.persistence.rows.lessons import lesson_practice, lesson_version
from kmcase.persistence.rows.office import staff
from kmcase.persistence.rows.payments import payment_run
from kmcase.persistence.statements import Rows
from kmcase.persistence.writings import as_writing


class SqlLessonQueries(SqlLessons):
    """`LessonQueries` on plain selects."""

    def list(self) -> tuple[LessonItem, ...]:
        """Lessons and closed rounds without one, the newest round first."""
        names = staff_names(self._rows)
        rounds = {row["lesson_id"]: as_round(row) for row in self._rows.all(lesson_version)}
        adopted: dict[str, set[str]] = defaultdict(set)
        for row in self._rows.all(lesson_practice, adopted=1):
            adopted[row["lesson_id"]].add(row["proposal_id"])
        items = [
            _item(lesson_id, rounds[lesson_id], versions, adopted[lesson_id], names)
            for lesson_id, versions in self._by_lesson().items()
        ]
        learned = {item.round.run_id for item in items}
        missing = (head for run_id, head in closed_rounds(self._rows).items() if run_id not in learned)
        items += [LessonItem(lesson_id="", round=head, state=LessonState.MISSING) for head in missing]
        return tuple(sorted(items, key=lambda item: (item.round.planned_on, item.key), reverse=True))

    def page(self, lesson_id: str) -> LessonPage:
        """A lesson; raises `lessons.unknown`."""
        versions = self.versions(lesson_id)
        marks = self._rows.all(lesson_practice, lesson_id=lesson_id)
        return LessonPage(
            lesson_id=lesson_id,
            round=self.round(lesson_id),
            standing=standing(versions),
            versions=versions,
            practices={row["proposal_id"]: _practice(row) for row in marks},
            names=staff_names(self._rows),
        )

    def without(self) -> Pending:
        """Closed rounds without lessons, and the oldest of them."""
        written = select(lesson_version.c.run_id).where(lesson_version.c.run_id == payment_run.c.run_id).exists()
        query = _closed().with_only_columns(payment_run.c.run_id).where(~written)
        found = self._rows.connection.execute(query.order_by(payment_run.c.planned_on, payment_run.c.run_id)).all()
        return Pending(count=len(found), record_id=found[0].run_id if found else "")

    def _by_lesson(self) -> dict[str, tuple[Writing[LessonValues], ...]]:
        found: dict[str, list[Writing[LessonValues]]] = defaultdict(list)
        for row in self._rows.all(lesson_version):
            found[row["lesson_id"]].append(as_writing(row, LessonValues))
        return {lesson_id: newest_first(versions) for lesson_id, versions in found.items()}


def staff_names(rows: Rows) -> dict[str, str]:
    """Names of all staff by id, of those who left as well."""
    return {row.staff_id: row.name for row in rows.connection.execute(select(staff.c.staff_id, staff.c.name))}


def round_head(rows: Rows, run_id: str) -> RoundHead:
    """A round; raises `payments.unknown_run`."""
    row = rows.one(payment_run, run_id=run_id)
    if row is None:
        raise DomainError("payments.unknown_run")
    return RoundHead(
        run_id=run_id, number=row["number"], planned_on=date.fromisoformat(row["planned_on"]), place=row["place"]
    )


def closed_rounds(rows: Rows) -> dict[str, RoundHead]:
    """Rounds whose money is paid and counted, by run."""
    return {
        row.run_id: RoundHead(
            run_id=row.run_id, number=row.number, planned_on=date.fromisoformat(row.planned_on), place=row.place
        )
        for row in rows.connection.execute(_closed())
    }


def _closed() -> Select[Any]:
    return select(payment_run).where(payment_run.c.state != RunState.OPEN.value)


def _item(
    lesson_id: str,
    head: RoundHead,
    versions: tuple[Writing[LessonValues], ...],
    adopted: set[str],
    names: dict[str, str],
) -> LessonItem:
    stands = standing(versions)
    values = stands[0].values
    parts = (values.expected, values.happened, values.why, values.next_time, *(one.text for one in values.proposals))
    return LessonItem(
        lesson_id=lesson_id,
        round=head,
        state=LessonState.APART if len(stands) > 1 else LessonState.WRITTEN,
        title=values.title,
        topics=values.topics,
        participants=values.participants,
        written_at=stands[0].written_at,
        written_by=names.get(stands[0].written_by, ""),
        proposals=len(values.proposals),
        adopted=sum(proposal.proposal_id in adopted for proposal in values.proposals),
        contents="\n".join(parts),
    )


def _practice(row: dict[str, Any]) -> Practice:
    return Practice(
        adopted=bool(row["adopted"]),
        practice=row["practice"],
        marked_at=datetime.fromisoformat(row["written_at"]),
        marked_by=row["marked_by"],
    )
