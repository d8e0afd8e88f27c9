"""Case conferences for somebody: cases that are hidden from him are on no agenda that he sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Table, and_, func, select
from sqlalchemy.sql.elements import ColumnElement

from kmcase.domain.cases.conferences import (
    AgendaCase,
    AgendaState,
    Decision,
    DecisionKind,
    NeedFound,
    decision_state,
)
from kmcase.domain.cases.plans import Step
from kmcase.domain.cases.tasks import TaskState
from kmcase.domain.conferences import Attendee, Conference, ConferenceValues
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.writings import Writing, standing
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows import conferences as tables
from kmcase.persistence.rows.case_plans import case_plan_reason, case_plan_step
from kmcase.persistence.rows.case_tasks import case_task_now
from kmcase.persistence.rows.cases import case_file
from kmcase.persistence.statements import Row
from kmcase.persistence.writings import version_of

_AGENDA_ORDER = {AgendaState.ON: 0, AgendaState.PUT_OFF: 1, AgendaState.TAKEN_OFF: 2}


class SqlConferences(SqlCases):
    """`ConferenceRepository` on rows, without why cases need one."""

    def conference(self, conference_id: str) -> Conference:
        """A conference; raises `conferences.unknown`."""
        found = self._conferences(conference_id=conference_id)
        if not found:
            raise DomainError("conferences.unknown")
        return found[0]

    def conferences(self) -> tuple[Conference, ...]:
        """All conferences by their day, the newest first."""
        return tuple(sorted(self._conferences(), key=lambda one: (one.values.on, one.conference_id), reverse=True))

    def agenda(self, conference_id: str) -> tuple[AgendaCase, ...]:
        """The cases on the agenda that the viewer may see; cases taken off where something was said of them."""
        found = self._agenda_cases(tables.case_agenda.c.conference_id == conference_id)
        return tuple(each for each in found if each.listed)

    def on_agenda(self, case_id: str, conference_id: str) -> AgendaCase:
        """One of them; raises `cases.unknown`, `conferences.not_on_agenda`."""
        self.require(case_id)
        agenda = tables.case_agenda
        found = self._agenda_cases(and_(agenda.c.conference_id == conference_id, agenda.c.case_id == case_id))
        if not found or not found[0].listed:
            raise DomainError("conferences.not_on_agenda")
        return found[0]

    def items_of(self, case_id: str) -> tuple[AgendaCase, ...]:
        """The agenda items of a case by their conferences; none of a case that the viewer may not see."""
        return self._agenda_cases(tables.case_agenda.c.case_id == case_id)

    def number(self, conference_id: str) -> str:
        """What a conference is called by; empty where its call has not arrived."""
        called = self._rows.one(tables.conference, conference_id=conference_id)
        return str(called["number"]) if called else ""

    def last_place(self, conference_id: str) -> int:
        """The greatest place on the agenda."""
        agenda = tables.case_agenda
        query = select(func.max(agenda.c.place)).where(agenda.c.conference_id == conference_id)
        return int(self._rows.connection.execute(query).scalar() or 0)

    def _conferences(self, **which: str) -> list[Conference]:
        """Conferences in as many reads as one takes."""
        called = self._rows.all(tables.conference, **which)
        heads = {row["conference_id"]: row["content"] for row in self._rows.all(tables.conference_head, **which)}
        closed = {row["conference_id"] for row in self._rows.all(tables.conference_end, **which) if row["closed"]}
        came: dict[str, list[Attendee]] = defaultdict(list)
        for row in self._rows.all(tables.conference_attendee, **which):
            if row["content"]:
                came[row["conference_id"]].append(build(Attendee, from_json(row["content"])))
        return [
            Conference(
                conference_id=row["conference_id"],
                number=row["number"],
                values=build(ConferenceValues, from_json(heads[row["conference_id"]])),
                attendees=tuple(sorted(came[row["conference_id"]], key=_attendee_order)),
                closed=row["conference_id"] in closed,
            )
            for row in called
        ]

    def _agenda_cases(self, which: ColumnElement[bool]) -> tuple[AgendaCase, ...]:
        """Agenda items of cases that the viewer may see, in the order of the agenda."""
        agenda, state = tables.case_agenda, tables.case_agenda_state
        same = and_(state.c.conference_id == agenda.c.conference_id, state.c.case_id == agenda.c.case_id)
        query = (
            select(agenda, state.c.state, state.c.reason)
            .outerjoin(state, same)
            .where(which, self.visible(agenda))
            .order_by(agenda.c.conference_id, agenda.c.place, agenda.c.case_id)
        )
        rows = self._rows.found(query)
        case_ids = {row["case_id"] for row in rows}
        heard, decisions = self._heard(case_ids), self._decisions(case_ids)
        items = [self._agenda_case(row, heard, decisions) for row in rows]
        return tuple(sorted(items, key=lambda item: (item.conference_id, _AGENDA_ORDER[item.state])))

    def _agenda_case(
        self,
        row: Row,
        heard: dict[tuple[str, str], list[Writing[str]]],
        decisions: dict[tuple[str, str], list[Decision]],
    ) -> AgendaCase:
        where = (row["conference_id"], row["case_id"])
        return AgendaCase(
            case_id=row["case_id"],
            conference_id=row["conference_id"],
            place=row["place"],
            needs=tuple(build(NeedFound, each) for each in from_json(row["needs"])),
            state=AgendaState(row["state"] or AgendaState.ON),
            reason=row["reason"] or "",
            heard=standing(heard[where]),
            decisions=tuple(decisions[where]),
        ).weighed()

    def _heard(self, case_ids: Iterable[str]) -> dict[tuple[str, str], list[Writing[str]]]:
        found: dict[tuple[str, str], list[Writing[str]]] = defaultdict(list)
        for row in self._of_cases(tables.case_heard, case_ids):
            found[row["conference_id"], row["case_id"]].append(version_of(row, row["text"]))
        return found

    def _decisions(self, case_ids: set[str]) -> dict[tuple[str, str], list[Decision]]:
        """Decisions in the order in which they were taken, with what became of them."""
        rows = self._of_cases(tables.case_decision, case_ids)
        found: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        if not rows:
            return found
        decided = {row["case_id"] for row in rows}
        withdrawn = {row["decision_id"]: row["reason"] for row in self._of_cases(_WITHDRAWN, decided)}
        tasks = {row["task_id"]: row for row in self._of_cases(case_task_now, decided)}
        written, in_force = self._written(decided)
        for row in sorted(rows, key=lambda row: (row["written_at"], row["decision_id"])):
            decision_id, task = row["decision_id"], tasks.get(row["task_id"])
            kind = DecisionKind(row["kind"])
            found[row["conference_id"], row["case_id"]].append(
                Decision(
                    decision_id=decision_id,
                    kind=kind,
                    text=row["text"],
                    state=decision_state(
                        kind,
                        withdrawn=decision_id in withdrawn,
                        task=TaskState(task["state"]) if task else None,
                        written=decision_id in written,
                        in_force=decision_id in in_force,
                    ),
                    decided_by=row["decided_by"],
                    decided_at=datetime.fromisoformat(row["written_at"]),
                    task_id=row["task_id"],
                    due=date.fromisoformat(task["due"]) if task else None,
                    responsible=task["responsible"] if task else "",
                    withdrawn=withdrawn.get(decision_id, ""),
                )
            )
        return found

    def _written(self, case_ids: set[str]) -> tuple[set[str], set[str]]:
        """The decisions for which somebody wrote on a plan, and those of them whose wording was put in force."""
        reasons = [row for row in self._of_cases(case_plan_reason, case_ids) if row["decision_id"]]
        steps = self._of_cases(case_plan_step, {row["case_id"] for row in reasons})
        approved = {write for row in steps if row["step"] == Step.APPROVED for write in from_json(row["writes"])}
        written = {row["decision_id"] for row in reasons}
        left = {row["decision_id"] for row in reasons if row["event_id"] not in approved}
        return written, written - left

    def _of_cases(self, table: Table, case_ids: Iterable[str]) -> list[Row]:
        """Rows of these cases, which the viewer may see."""
        wanted = set(case_ids)
        if not wanted:
            return []
        one = next(iter(wanted))
        known = select(case_file.c.case_id).where(self.visible())
        which = table.c.case_id == one if len(wanted) == 1 else table.c.case_id.in_(known)
        return [row for row in self._rows.found(select(table).where(which)) if row["case_id"] in wanted]


_WITHDRAWN = tables.case_decision_withdrawn


def _attendee_order(one: Attendee) -> tuple[bool, str, str]:
    return not one.staff_id, one.name, one.attendee_id
