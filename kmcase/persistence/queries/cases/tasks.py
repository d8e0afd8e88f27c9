"""Tasks of a case, a worker's day, and the next step of each own client."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, select, true

from kmcase.application.read.case_tasks import CaseDay, DayGroup, DayKind, DayLine, OwnClient, TaskLine
from kmcase.domain.cases.stays import first_closed
from kmcase.domain.cases.tasks import TaskKind, TaskState
from kmcase.domain.wording import Message
from kmcase.persistence.queries.cases.closing import SqlCaseClosingQueries
from kmcase.persistence.queries.cases.named import case_heads, named
from kmcase.persistence.queries.cases.notes import SqlCaseNoteQueries
from kmcase.persistence.queries.cases.plans import SqlCasePlanQueries
from kmcase.persistence.queries.cases.referrals import SqlCaseReferralQueries
from kmcase.persistence.repositories.case_stays import SqlCaseStays, back_on
from kmcase.persistence.repositories.case_tasks import SqlCaseTasks
from kmcase.persistence.rows import case_tasks as tables
from kmcase.persistence.rows import cases as heads
from kmcase.persistence.rows.case_notes import case_watch
from kmcase.persistence.rows.case_stays import case_leave
from kmcase.persistence.rows.office import staff
from kmcase.rules.cases import running
from kmcase.thai.calendar import bangkok_date

AHEAD = timedelta(days=7)
"""How far a day looks forward."""

REVIEW_WITHIN = timedelta(days=3)
"""In how many days an assistant's note is looked at: the program's own choice."""

_NOW = tables.case_task_now
_OPEN = _NOW.c.state == TaskState.OPEN.value
_KINDS = {TaskKind.FOLLOW_UP: DayKind.FOLLOW_UP, TaskKind.VISIT: DayKind.VISIT, TaskKind.OTHER: DayKind.OTHER}


class SqlCaseTaskQueries(SqlCaseTasks):
    """`CaseTaskQueries` on plain selects."""

    # --- the tasks of one case ---

    def tasks(self, case_id: str) -> tuple[TaskLine, ...]:
        """Tasks of a case, the open ones first by day, then the ended ones; raises `cases.unknown`."""
        self.require(case_id)
        task = tables.case_task
        query = (
            select(_NOW, task.c.kind, task.c.what)
            .join(task, and_(task.c.case_id == _NOW.c.case_id, task.c.task_id == _NOW.c.task_id))
            .where(_NOW.c.case_id == case_id)
            .order_by(_NOW.c.ended_on != "", _NOW.c.ended_on.desc(), _NOW.c.due, _NOW.c.task_id)
        )
        return tuple(self._task(row) for row in self._rows.connection.execute(query))

    def _task(self, row: Row[Any]) -> TaskLine:
        name, active = self._staff.get(row.responsible, ("", False))
        due, state = date.fromisoformat(row.due), TaskState(row.state)
        return TaskLine(
            task_id=row.task_id,
            kind=TaskKind(row.kind),
            what=row.what,
            state=state,
            due=due,
            responsible=row.responsible,
            responsible_name=name,
            responsible_left=not active,
            note=row.note,
            ended_on=date.fromisoformat(row.ended_on) if row.ended_on else None,
            times_put_off=row.times_put_off,
            late=state is TaskState.OPEN and due < self._today,
        )

    # --- a day ---

    def day(self, *, own: bool, group: DayGroup | None, most: int) -> CaseDay:
        """What is due within a week: one's own, or in all cases that the viewer may see."""
        until, responsible = self._today + AHEAD, self._viewer.staff_id if own else ""
        others = [line for line in (*self._others(own), *self._services(until, responsible)) if line.due <= until]
        counts = self._task_counts(own)
        for line in others:
            if line.group is not None:
                counts[line.group] += 1
        lines = [line for line in others if group in (None, line.group)]
        lines.extend(self._task_lines(self._due_tasks(own, group), most))
        lines.sort(key=lambda line: (line.due, line.number, line.kind, line.record_id))
        return CaseDay(counts=counts, lines=tuple(lines[:most]))

    def clients(self) -> tuple[OwnClient, ...]:
        """Open cases whose team the viewer is of, with the next step of each; those without one first."""
        file, later = heads.case_file, _NOW.alias()
        first = (
            select(later.c.task_id)
            .where(later.c.case_id == file.c.case_id, later.c.state == TaskState.OPEN.value)
            .order_by(later.c.due, later.c.task_id)
            .limit(1)
            .correlate(file)
            .scalar_subquery()
        )
        nearest = (
            select(_NOW)
            .join(file, file.c.case_id == _NOW.c.case_id)
            .where(_NOW.c.task_id == first, self.shown(file, own=True))
        )
        steps: dict[str, DayLine] = {}
        for line in (
            *self._task_lines(nearest, None),
            *self._others(own=True),
            *self._services(date.max, own_cases=True),
        ):
            known = steps.get(line.case_id)
            if known is None or (line.due, line.kind) < (known.due, known.kind):
                steps[line.case_id] = line
        found = [
            OwnClient(
                case_id=row.case_id,
                number=row.number,
                name=row.shown_name,
                restricted=bool(row.restricted),
                stage=self.casework(row.casework).stage_or_unknown(row.stage),
                step=steps.get(row.case_id),
            )
            for row in self._open_heads(own=True)
        ]
        found.sort(key=lambda client: (client.step.due if client.step else date.min, client.number))
        return tuple(found)

    def _due_tasks(self, own: bool, group: DayGroup | None) -> Select[Any]:
        return select(_NOW).where(*self._task_conditions(own), self._within(group))

    def _task_conditions(self, own: bool) -> tuple[ColumnElement[bool], ...]:
        mine = _NOW.c.responsible == self._viewer.staff_id if own else true()
        seen = select(heads.case_file.c.case_id).where(self.visible())
        return _OPEN, mine, _NOW.c.case_id.in_(seen)

    def _within(self, group: DayGroup | None) -> ColumnElement[bool]:
        today, until = self._today.isoformat(), (self._today + AHEAD).isoformat()
        match group:
            case DayGroup.OVERDUE:
                return _NOW.c.due < today
            case DayGroup.TODAY:
                return _NOW.c.due == today
            case DayGroup.WEEK:
                return and_(_NOW.c.due > today, _NOW.c.due <= until)
            case _:
                return _NOW.c.due <= until

    def _task_counts(self, own: bool) -> dict[DayGroup, int]:
        today = self._today.isoformat()
        which = case(
            (_NOW.c.due < today, DayGroup.OVERDUE.value),
            (_NOW.c.due == today, DayGroup.TODAY.value),
            else_=DayGroup.WEEK.value,
        ).label("which")
        query = select(which, func.count()).where(*self._task_conditions(own), self._within(None)).group_by(which)
        found = {row[0]: int(row[1]) for row in self._rows.connection.execute(query)}
        return {group: found.get(group.value, 0) for group in DayGroup}

    def _task_lines(self, query: Select[Any], most: int | None) -> Iterator[DayLine]:
        """Lines of the tasks that a query finds, the earliest first."""
        first = query.order_by(_NOW.c.due, _NOW.c.task_id).limit(most).subquery()
        task = tables.case_task
        told = (
            named(first)
            .join(task, and_(task.c.case_id == first.c.case_id, task.c.task_id == first.c.task_id))
            .add_columns(task.c.kind, task.c.what)
        )
        for row in self._rows.connection.execute(told):
            kind, name = _KINDS[TaskKind(row.kind)], self._staff.get(row.responsible, ("", False))[0]
            yield self._line(row, kind, row.what, date.fromisoformat(row.due), row.task_id, name)

    def _others(self, own: bool) -> list[DayLine]:
        """What is due besides tasks: watches, deadlines, leaves, notes to look at, referrals, former clients.

        Read once for a day and its clients, as the heads are.
        """
        if own not in self._besides:
            self._besides[own] = [
                *self._watches(own),
                *self._deadlines(own),
                *self._leaves(own),
                *self._reviews(own),
                *self._referrals(own),
                *self._looks(own),
            ]
        return self._besides[own]

    def _referrals(self, own: bool) -> Iterator[DayLine]:
        for item in SqlCaseReferralQueries(self._rows, self._viewer, self._now).waiting(own=own):
            if item.until is not None:
                yield DayLine(
                    case_id=item.referral.case_id,
                    record_id=item.referral.referral_id,
                    number=item.case_number,
                    name=item.client,
                    restricted=item.restricted,
                    kind=DayKind.REFERRAL,
                    what=Message(f"case_referrals.waits.{item.standing.waits.value}"),
                    due=item.until,
                    group=_group(item.until, self._today),
                )

    def _looks(self, own: bool) -> Iterator[DayLine]:
        for owed in SqlCaseClosingQueries(self._rows, self._viewer, self._now).looks_owed(own=own):
            yield DayLine(
                case_id=owed.case_id,
                record_id=owed.closing_id,
                number=owed.case_number,
                name=owed.client,
                restricted=owed.restricted,
                kind=DayKind.LOOK_AFTER,
                what=Message("case_closing.look_months", {"months": owed.look.months}),
                due=owed.look.due,
                group=_group(owed.look.due, self._today),
            )

    def _services(self, until: date, responsible: str = "", *, own_cases: bool = False) -> Iterator[DayLine]:
        """Services of plans that are due by a day."""
        plans = SqlCasePlanQueries(self._rows, self._viewer, self._now)
        for due in plans.services_due(until, responsible, own=own_cases):
            yield DayLine(
                case_id=due.case_id,
                record_id=due.service_id,
                number=due.number,
                name=due.name,
                restricted=due.restricted,
                kind=DayKind.SERVICE,
                what=due.text,
                due=due.due,
                group=_group(due.due, self._today),
                responsible=due.responsible_name,
            )

    def _leaves(self, own: bool) -> Iterator[DayLine]:
        """Clients who are to come back to the shelter by a day."""
        query = named(case_leave).where(back_on().is_(None), self.shown(case_leave, own=own))
        closed = SqlCaseStays(self._rows, self._viewer, self._now).closed_on_leave()
        for row in self._rows.connection.execute(query):
            if first_closed(closed.get(row.case_id, ()), date.fromisoformat(row.on_day)) is None:
                yield self._line(row, DayKind.LEAVE, row.reason, date.fromisoformat(row.until), row.leave_id)

    def _watches(self, own: bool) -> Iterator[DayLine]:
        query = named(case_watch).where(case_watch.c.next_look != "", self.shown(case_watch, own=own))
        for row in self._rows.connection.execute(query):
            words = Message(f"case_notes.watch.{row.kind}")
            yield self._line(row, DayKind.WATCH, words, date.fromisoformat(row.next_look), row.kind)

    def _reviews(self, own: bool) -> Iterator[DayLine]:
        """Assistants' notes that wait for who leads the case."""
        for note in SqlCaseNoteQueries(self._rows, self._viewer, self._now).waiting(own=own):
            due = bangkok_date(note.written_at) + REVIEW_WITHIN
            kind = Message(f"case_notes.kind.{note.kind.value}")
            yield DayLine(
                case_id=note.case_id,
                record_id=note.note_id,
                number=note.number,
                name=note.name,
                restricted=note.restricted,
                kind=DayKind.NOTE_REVIEW,
                what=Message("case_notes.review.of", {"kind": kind, "on": note.on, "name": note.written_by}),
                due=due,
                group=_group(due, self._today),
            )

    def _deadlines(self, own: bool) -> Iterator[DayLine]:
        for row in self._open_heads(own):
            casework = self.casework(row.casework)
            for deadline, until in running(casework, datetime.fromisoformat(row.opened_at), row.stage):
                yield self._line(row, DayKind.DEADLINE, deadline.words, until, deadline.code)

    # --- what all of it needs ---

    def _line(
        self, row: Row[Any], kind: DayKind, what: Message | str, due: date, record_id: str, responsible: str = ""
    ) -> DayLine:
        return DayLine(
            case_id=row.case_id,
            record_id=record_id,
            number=row.number,
            name=row.shown_name,
            restricted=bool(row.restricted),
            kind=kind,
            what=what,
            due=due,
            group=_group(due, self._today),
            responsible=responsible,
        )

    def _open_heads(self, own: bool) -> list[Row[Any]]:
        if own not in self._heads:
            rows = self._rows.connection.execute(case_heads().where(self.shown(own=own)))
            self._heads[own] = [row for row in rows if self.is_open(row.casework, row.stage)]
        return self._heads[own]

    @cached_property
    def _besides(self) -> dict[bool, list[DayLine]]:
        return {}

    @cached_property
    def _heads(self) -> dict[bool, list[Row[Any]]]:
        return {}

    @cached_property
    def _today(self) -> date:
        return bangkok_date(self._now)

    @cached_property
    def _staff(self) -> dict[str, tuple[str, bool]]:
        """Name of each member of staff by id, and whether they are here still."""
        query = select(staff.c.staff_id, staff.c.name, staff.c.active)
        return {row.staff_id: (row.name, bool(row.active)) for row in self._rows.connection.execute(query)}


def _group(due: date, today: date) -> DayGroup | None:
    if due < today:
        return DayGroup.OVERDUE
    if due == today:
        return DayGroup.TODAY
    return DayGroup.WEEK if due <= today + AHEAD else None
