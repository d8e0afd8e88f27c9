"""Why open cases need a conference: what the plan, the assessments, the watches and the deadlines say of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Row, Select, select

from kmcase.domain.cases.conferences import PUT_OFF, AgendaCase, AgendaState, NeedFound
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.plans import Step
from kmcase.persistence.queries.cases.assessments import SqlCaseAssessmentQueries
from kmcase.persistence.repositories.conferences import SqlConferences
from kmcase.persistence.rows import case_plans, cases
from kmcase.persistence.rows.case_notes import case_watch
from kmcase.persistence.rows.conferences import case_agenda, conference, conference_end, conference_head
from kmcase.rules.cases import running
from kmcase.rules.conferences import Circumstance, grew_worse, needs_of
from kmcase.thai.calendar import bangkok_date

Found = dict[str, list[Circumstance]]


class SqlConferenceNeeds(SqlConferences):
    """The part of `ConferenceQueries` that tells which cases need a conference."""

    def why(self, case_ids: Collection[str]) -> dict[str, tuple[NeedFound, ...]]:
        """Why each of these cases needs a conference today."""
        return {case_id: needs for case_id, needs in self._needs().items() if case_id in case_ids}

    def _needs(self) -> dict[str, tuple[NeedFound, ...]]:
        """By open case that the viewer may see; cases that need none are not among them."""
        found: Found = defaultdict(list)
        reviewed = self._reviewed(found)
        for part in (self._plans(), self._lines(), self._watches(), self._put_off()):
            for case_id, circumstance in part:
                found[case_id].append(circumstance)
        needs = {}
        for row in self.open_heads:
            case_id, opened = row.case_id, bangkok_date(datetime.fromisoformat(row.opened_at))
            heard_on = self.heard_on.get(case_id)
            last = max(day for day in (opened, reviewed.get(case_id), heard_on) if day is not None)
            of_case = [*found[case_id], *self._of_head(row, opened, last)]
            why = needs_of(self.casework(row.casework), of_case, heard_on, self._today)
            if why:
                needs[case_id] = why
        return needs

    @cached_property
    def open_heads(self) -> list[Row[Any]]:
        """Heads of cases that the viewer may see and that no stage ends."""
        file, client, stage, secrecy = cases.case_file, cases.case_client, cases.case_stage, cases.case_secrecy
        query = (
            select(file, client.c.shown_name, stage.c.stage, secrecy.c.restricted)
            .join(client, client.c.case_id == file.c.case_id)
            .join(stage, stage.c.case_id == file.c.case_id)
            .join(secrecy, secrecy.c.case_id == file.c.case_id)
            .where(self.visible())
            .order_by(file.c.opened_at, file.c.case_id)
        )
        rows = self._rows.connection.execute(query)
        return [row for row in rows if not self.casework(row.casework).stage(row.stage).ends]

    @cached_property
    def agendas(self) -> tuple[AgendaCase, ...]:
        """Every agenda item that the viewer may see."""
        return self._agenda_cases(case_agenda.c.case_id != "")

    @cached_property
    def days(self) -> dict[str, date]:
        """The day of each conference."""
        rows = self._rows.connection.execute(select(conference_head.c.conference_id, conference_head.c.on_day))
        return {row[0]: date.fromisoformat(row[1]) for row in rows}

    @cached_property
    def closed(self) -> frozenset[str]:
        """Conferences whose minutes are ready."""
        query = select(conference_end.c.conference_id).where(conference_end.c.closed == 1)
        return frozenset(self._rows.connection.execute(query).scalars())

    @cached_property
    def heard_on(self) -> dict[str, date]:
        """When a conference heard or decided on a case last."""
        found: dict[str, date] = {}
        for item in self.agendas:
            day = self.days.get(item.conference_id)
            if day is not None and (item.heard or item.decided):
                found[item.case_id] = max(day, found.get(item.case_id, day))
        return found

    @cached_property
    def coming(self) -> dict[str, str]:
        """By case the conference that is to hear it: its minutes are open, and nothing is decided yet."""
        known = set(self._rows.connection.execute(select(conference.c.conference_id)).scalars())
        return {
            item.case_id: item.conference_id
            for item in sorted(self.agendas, key=lambda item: self.days.get(item.conference_id, date.min))
            if item.undecided and item.conference_id in known - self.closed
        }

    @cached_property
    def _today(self) -> date:
        return bangkok_date(self._now)

    def _of_head(self, row: Row[Any], opened: date, reviewed: date) -> Iterator[Circumstance]:
        if row.case_id not in self._agreed:
            yield Circumstance(code="no_plan", since=opened)
        yield Circumstance(code="review", since=reviewed)
        for deadline, until in running(self.casework(row.casework), datetime.fromisoformat(row.opened_at), row.stage):
            near = until - timedelta(days=deadline.warn_days)
            if near <= self._today:
                yield Circumstance(code="deadline", since=near, what=deadline.code)

    @cached_property
    def _agreed(self) -> frozenset[str]:
        """Cases with a plan to which the client was asked to agree."""
        step = case_plans.case_plan_step
        query = self._of_open(step).where(step.c.step.in_([Step.AGREED.value, Step.APPROVED.value]))
        return frozenset(self._rows.connection.execute(query).scalars())

    def _of_open(self, table: Any, *columns: Any) -> Select[Any]:
        """Columns of what hangs on the open cases."""
        return select(table.c.case_id, *columns).where(table.c.case_id.in_([row.case_id for row in self.open_heads]))

    def _reviewed(self, found: Found) -> dict[str, date]:
        """The day of the last approved plan or assessment by case; assessments that grew worse are put to `found`."""
        days: dict[str, date] = {}
        step = case_plans.case_plan_step
        query = self._of_open(step, step.c.taken_at).where(step.c.step == Step.APPROVED.value)
        for case_id, at in self._rows.connection.execute(query):
            day = bangkok_date(datetime.fromisoformat(at))
            days[case_id] = max(day, days.get(case_id, day))
        of_case = defaultdict(list)
        assessed = SqlCaseAssessmentQueries(self._rows, self._viewer, self._now)
        for scores in assessed.scores_of([row.case_id for row in self.open_heads]):
            of_case[scores.case_id].append(scores)
        for case_id, scored in of_case.items():
            last = scored[-1].assessed_on
            days[case_id] = max(last, days.get(case_id, last))
            if grew_worse(scores.percents for scores in scored):
                found[case_id].append(Circumstance(code="worse", since=last))
        return days

    def _plans(self) -> Iterator[tuple[str, Circumstance]]:
        """Goals whose day is over while something of them is still to be done."""
        goal, service = case_plans.case_plan_goal, case_plans.case_plan_service
        left: dict[tuple[str, str], bool] = defaultdict(bool)
        services = self._of_open(service, service.c.goal_id, service.c.is_open)
        for case_id, goal_id, is_open in self._rows.connection.execute(services):
            left[case_id, goal_id] |= bool(is_open)
        query = self._of_open(goal, goal.c.goal_id, goal.c.text, goal.c.due).where(goal.c.due < self._today.isoformat())
        for case_id, goal_id, text, due in self._rows.connection.execute(query):
            if left.get((case_id, goal_id), True):
                yield case_id, Circumstance(code="goal_behind", since=date.fromisoformat(due), what=text)

    def _lines(self) -> Iterator[tuple[str, Circumstance]]:
        """Services that are late, and those that were given up."""
        service, state = case_plans.case_plan_service, case_plans.case_service_state
        late = self._of_open(service, service.c.text, service.c.due).where(
            service.c.is_open == 1, service.c.due < self._today.isoformat()
        )
        for case_id, text, due in self._rows.connection.execute(late):
            yield case_id, Circumstance(code="service_due", since=date.fromisoformat(due), what=text)
        same = (state.c.case_id == service.c.case_id) & (state.c.service_id == service.c.service_id)
        given_up = (
            self._of_open(service, service.c.text, state.c.progressed_on)
            .join(state, same)
            .where(service.c.progress == Progress.GIVEN_UP.value)
        )
        for case_id, text, on in self._rows.connection.execute(given_up):
            yield case_id, Circumstance(code="given_up", since=date.fromisoformat(on), what=text)

    def _watches(self) -> Iterator[tuple[str, Circumstance]]:
        """Risks that somebody is to look at again."""
        query = self._of_open(case_watch, case_watch.c.kind, case_watch.c.written_at).where(
            case_watch.c.next_look != ""
        )
        for case_id, kind, at in self._rows.connection.execute(query):
            yield case_id, Circumstance(code="watch", since=bangkok_date(datetime.fromisoformat(at)), what=kind)

    def _put_off(self) -> Iterator[tuple[str, Circumstance]]:
        """Cases of which the newest conference that had them left something open."""
        newest: dict[str, tuple[date, AgendaCase]] = {}
        for item in self.agendas:
            day = self.days.get(item.conference_id)
            if day is not None and item.listed:
                newest[item.case_id] = max(newest.get(item.case_id, (day, item)), (day, item), key=lambda one: one[0])
        for case_id, (day, item) in newest.items():
            if item.state is AgendaState.PUT_OFF or (item.undecided and item.conference_id in self.closed):
                yield case_id, Circumstance(code=PUT_OFF, since=day, what=item.reason)
