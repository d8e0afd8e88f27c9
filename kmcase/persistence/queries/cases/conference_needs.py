"""Why open cases need a conference: what the plan, the assessments, the watches and the deadlines say of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Row, Select, and_, select

from kmcase.application.read.case_assessments import CaseScores
from kmcase.application.read.conferences import ConferenceRef
from kmcase.domain.cases.conferences import PUT_OFF, AgendaCase, AgendaState, NeedFound
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.plans import Step
from kmcase.domain.casework import NeedCode
from kmcase.persistence.queries.cases.assessments import SqlCaseAssessmentQueries
from kmcase.persistence.queries.cases.named import case_heads
from kmcase.persistence.repositories.conferences import SqlConferences
from kmcase.persistence.rows import case_plans, cases
from kmcase.persistence.rows import conferences as tables
from kmcase.persistence.rows.case_notes import case_watch
from kmcase.rules.cases import running
from kmcase.rules.conferences import Circumstance, grew_worse, needs_of
from kmcase.thai.calendar import bangkok_date

Found = Iterator[tuple[str, Circumstance]]
"""Circumstances, each with the case of which it is one."""


class SqlConferenceNeeds(SqlConferences):
    """The part of `ConferenceQueries` that tells which cases need a conference."""

    def why(self, case_ids: Collection[str]) -> dict[str, tuple[NeedFound, ...]]:
        """Why each of these cases needs a conference today."""
        return {case_id: needs for case_id, needs in self._needs().items() if case_id in case_ids}

    def _needs(self) -> dict[str, tuple[NeedFound, ...]]:
        """By open case that the viewer may see, what has been so longest first; of those that need none, nothing."""
        found: defaultdict[str, list[Circumstance]] = defaultdict(list)
        for part in (self._of_heads(), self._grown_worse(), self._of_plans(), self._watches(), self._put_off()):
            for case_id, circumstance in part:
                found[case_id].append(circumstance)
        needs = {}
        for row in self.open_heads:
            heard_on = self.heard_on.get(row.case_id)
            why = needs_of(self.casework(row.casework), found[row.case_id], heard_on, self._today)
            if why:
                needs[row.case_id] = why
        return dict(sorted(needs.items(), key=lambda pair: min(each.since for each in pair[1] if each.since)))

    @cached_property
    def open_heads(self) -> Sequence[Row[Any]]:
        """Heads of cases that the viewer may see and that no stage ends."""
        query = case_heads().where(self.visible()).order_by(cases.case_file.c.opened_at, cases.case_file.c.case_id)
        return [row for row in self._rows.connection.execute(query) if self.is_open(row.casework, row.stage)]

    @cached_property
    def agendas(self) -> tuple[AgendaCase, ...]:
        """Every agenda item that the viewer may see."""
        return self._agenda_cases(tables.case_agenda.c.case_id != "")

    @cached_property
    def refs(self) -> dict[str, ConferenceRef]:
        """Every conference in one line."""
        return {
            row.conference_id: ConferenceRef(
                conference_id=row.conference_id, number=row.number, on=date.fromisoformat(row.on_day)
            )
            for row in self._called
        }

    @cached_property
    def closed(self) -> frozenset[str]:
        """Conferences whose minutes are ready."""
        return frozenset(row.conference_id for row in self._called if row.closed)

    @cached_property
    def heard_on(self) -> dict[str, date]:
        """When a conference heard or decided on a case last."""
        found: dict[str, date] = {}
        for ref, item in self._on_agendas:
            if item.heard or item.decided:
                found[item.case_id] = ref.on
        return found

    @cached_property
    def coming(self) -> dict[str, ConferenceRef]:
        """By case the conference that is to hear it: its minutes are open, and nothing is decided yet."""
        return {item.case_id: ref for ref, item in self._on_agendas if self._is_to_hear(item)}

    def _is_to_hear(self, item: AgendaCase) -> bool:
        return item.undecided and item.conference_id not in self.closed

    @cached_property
    def _on_agendas(self) -> list[tuple[ConferenceRef, AgendaCase]]:
        """Agenda items by the day of their conference; none of one whose call has not arrived."""
        items = ((self.refs[item.conference_id], item) for item in self.agendas if item.conference_id in self.refs)
        return sorted(items, key=lambda pair: pair[0].on)

    @cached_property
    def _called(self) -> Sequence[Row[Any]]:
        called, head, end = tables.conference, tables.conference_head, tables.conference_end
        query: Select[Any] = (
            select(called.c.conference_id, called.c.number, head.c.on_day, end.c.closed)
            .join(head, head.c.conference_id == called.c.conference_id)
            .outerjoin(end, end.c.conference_id == called.c.conference_id)
        )
        return self._rows.connection.execute(query).all()

    @cached_property
    def _today(self) -> date:
        return bangkok_date(self._now)

    def _of_open(self, table: Any, *columns: Any) -> Select[Any]:
        """Columns of what hangs on the open cases."""
        return select(table.c.case_id, *columns).where(table.c.case_id.in_([row.case_id for row in self.open_heads]))

    def _of_heads(self) -> Found:
        """Plans to which nobody was asked to agree, plans that nobody looked at, deadlines that are near."""
        for row in self.open_heads:
            case_id, opened_at = row.case_id, datetime.fromisoformat(row.opened_at)
            opened, steps = bangkok_date(opened_at), self._plan_steps.get(case_id, {})
            if not steps:
                yield case_id, Circumstance(code=NeedCode.NO_PLAN, since=opened)
            looks = (opened, steps.get(Step.APPROVED), self._assessed_on(case_id), self.heard_on.get(case_id))
            yield case_id, Circumstance(code=NeedCode.REVIEW, since=max(day for day in looks if day is not None))
            for deadline, until in running(self.casework(row.casework), opened_at, row.stage):
                near = until - timedelta(days=deadline.warn_days)
                if near <= self._today:
                    yield case_id, Circumstance(code=NeedCode.DEADLINE, since=near, what=deadline.code)

    @cached_property
    def _plan_steps(self) -> dict[str, dict[Step, date]]:
        """By case the last day on which a client was asked to agree to a plan, and on which one was approved."""
        step = case_plans.case_plan_step
        wanted = step.c.step.in_([Step.AGREED.value, Step.APPROVED.value])
        query = self._of_open(step, step.c.step, step.c.taken_at).where(wanted).order_by(step.c.taken_at)
        found: defaultdict[str, dict[Step, date]] = defaultdict(dict)
        for case_id, kind, at in self._rows.connection.execute(query):
            found[case_id][Step(kind)] = bangkok_date(datetime.fromisoformat(at))
        return found

    @cached_property
    def _assessed(self) -> dict[str, list[CaseScores]]:
        """The assessments of each case, the oldest first."""
        assessed = SqlCaseAssessmentQueries(self._rows, self._viewer, self._now)
        found: defaultdict[str, list[CaseScores]] = defaultdict(list)
        for scores in assessed.scores_of([row.case_id for row in self.open_heads]):
            found[scores.case_id].append(scores)
        return found

    def _assessed_on(self, case_id: str) -> date | None:
        every = self._assessed.get(case_id)
        return every[-1].assessed_on if every else None

    def _grown_worse(self) -> Found:
        """Clients who are worse off than at the assessment before."""
        for case_id, every in self._assessed.items():
            if grew_worse(scores.percents for scores in every):
                yield case_id, Circumstance(code=NeedCode.WORSE, since=every[-1].assessed_on)

    def _of_plans(self) -> Found:
        """Services that are late or were given up, and goals past their day of which something is still to be done."""
        today = self._today.isoformat()
        left: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
        for row in self._rows.connection.execute(self._services()):
            left[row.case_id, row.goal_id].append(bool(row.is_open))
            if row.is_open and row.due and row.due < today:
                since = date.fromisoformat(row.due)
                yield row.case_id, Circumstance(code=NeedCode.SERVICE_DUE, since=since, what=row.text)
            if row.progress == Progress.GIVEN_UP:
                since = date.fromisoformat(row.progressed_on)
                yield row.case_id, Circumstance(code=NeedCode.GIVEN_UP, since=since, what=row.text)
        goal = case_plans.case_plan_goal
        goals = self._of_open(goal, goal.c.goal_id, goal.c.text, goal.c.due).where(goal.c.due < today)
        for row in self._rows.connection.execute(goals):
            if any(left.get((row.case_id, row.goal_id), [True])):
                yield (
                    row.case_id,
                    Circumstance(code=NeedCode.GOAL_BEHIND, since=date.fromisoformat(row.due), what=row.text),
                )

    def _services(self) -> Select[Any]:
        service, state = case_plans.case_plan_service, case_plans.case_service_state
        same = and_(state.c.case_id == service.c.case_id, state.c.service_id == service.c.service_id)
        columns = (service.c.goal_id, service.c.text, service.c.due, service.c.is_open, service.c.progress)
        return self._of_open(service, *columns, state.c.progressed_on).outerjoin(state, same)

    def _watches(self) -> Found:
        """Risks that somebody is to look at again."""
        query = self._of_open(case_watch, case_watch.c.kind, case_watch.c.written_at).where(
            case_watch.c.next_look != ""
        )
        for case_id, kind, at in self._rows.connection.execute(query):
            yield case_id, Circumstance(code=NeedCode.WATCH, since=bangkok_date(datetime.fromisoformat(at)), what=kind)

    def _put_off(self) -> Found:
        """Cases that the last conference put off or left undecided; one that is to hear them says nothing yet."""
        told = ((ref, item) for ref, item in self._on_agendas if item.listed and not self._is_to_hear(item))
        last = {item.case_id: (ref.on, item) for ref, item in told}
        for case_id, (day, item) in last.items():
            if item.state is AgendaState.PUT_OFF or item.undecided:
                yield case_id, Circumstance(code=PUT_OFF, since=day, what=item.reason)
