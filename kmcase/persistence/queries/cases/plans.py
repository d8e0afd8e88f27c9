"""The plan of a case on a page, and the services of all cases that are due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy import Row as Found

from kmcase.application.ports.case_referrals import Referral
from kmcase.application.read.case_plans import (
    ApartValue,
    DecisionToPlan,
    PlanConflict,
    PlanPage,
    ServiceDue,
    ServiceWord,
)
from kmcase.application.read.requests import CommentLine
from kmcase.domain.cases.conferences import DecisionKind, DecisionState
from kmcase.domain.cases.plan_lines import PlanField, Progress
from kmcase.domain.cases.plans import ServicePlan
from kmcase.domain.cases.secrecy import works_on_cases
from kmcase.domain.casework import ServiceKind
from kmcase.domain.versions import Version, event_order
from kmcase.persistence.queries.cases.named import named
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.case_plans import SqlCasePlans
from kmcase.persistence.repositories.case_referrals import SqlCaseReferrals
from kmcase.persistence.repositories.conferences import SqlConferences
from kmcase.persistence.repositories.staff import SqlStaff
from kmcase.persistence.rows import case_plans as tables
from kmcase.persistence.rows import cases
from kmcase.persistence.rows.office import staff
from kmcase.rules.case_plans import plan_findings, supervises

_KINDS = {kind.value: kind for kind in ServiceKind}
_PROGRESS = {progress.value: progress for progress in Progress}
_day = lru_cache(maxsize=4096)(date.fromisoformat)


class SqlCasePlanQueries(SqlCasePlans):
    """`CasePlanQueries` on plain selects."""

    def plan_of(self, case_id: str) -> PlanPage:
        """The plan of a case; raises `cases.unknown`."""
        head, plan = self.head(case_id), self.plan(case_id)
        members = SqlStaff(self._rows).members()
        names = staff_names(self._rows)
        left = frozenset(member.staff_id for member in members if not member.active)
        progress = self.progress(case_id)
        viewer = self._viewer
        return PlanPage(
            case_id=case_id,
            plan=plan,
            casework=self.casework(head.casework),
            words=self._words(case_id, names),
            comments=self._comments(case_id, names),
            conflicts=_conflicts(plan, names),
            findings=plan_findings(plan.content, left, progress),
            names=names,
            staff=tuple(member for member in members if works_on_cases(member)),
            left=left,
            seen=plan.resolved.seen(plan.resolved.versions),
            of_team=head.has_in_team(viewer.staff_id),
            own=viewer.staff_id in plan.writers,
            supervises=supervises(head, viewer.staff_id, viewer.roles),
            closed=head.closed_on is not None,
            decisions=self._decisions(case_id),
            referrals=self._referrals(case_id),
        )

    def _referrals(self, case_id: str) -> dict[str, tuple[Referral, ...]]:
        """Referrals that carry out a service, by service, the newest first."""
        found: dict[str, list[Referral]] = defaultdict(list)
        for one in SqlCaseReferrals(self._rows, self._viewer, self._now).referrals(case_id):
            if one.values.service_id:
                found[one.values.service_id].append(one)
        return {service_id: tuple(every) for service_id, every in found.items()}

    def _decisions(self, case_id: str) -> tuple[DecisionToPlan, ...]:
        """What conferences decided to change in the plan, and nobody put in force."""
        conferences = SqlConferences(self._rows, self._viewer, self._now)
        return tuple(
            DecisionToPlan(
                decision_id=decision.decision_id,
                text=decision.text,
                number=conferences.number(item.conference_id),
                begun=decision.state is DecisionState.BEGUN,
            )
            for item in conferences.items_of(case_id)
            for decision in item.decisions
            if decision.kind is DecisionKind.PLAN and decision.is_open
        )

    def services_due(
        self,
        until: date,
        responsible: str = "",
        *,
        own: bool = False,
        since: date | None = None,
        most: int | None = None,
    ) -> tuple[ServiceDue, ...]:
        """Open services due by a day, the earliest first; `own`: of the viewer's own cases alone."""
        service = tables.case_plan_service
        query = (
            named(service)
            .where(*self._due_conditions(until, responsible, since, own=own))
            .order_by(service.c.due, service.c.case_id, service.c.service_id)
            .limit(most)
        )
        people = {row.staff_id: row for row in self._rows.connection.execute(select(staff))}
        return tuple(_due(row, people.get(row.responsible)) for row in self._rows.connection.execute(query))

    def count_due(self, until: date, responsible: str = "", *, since: date | None = None) -> int:
        """How many there are."""
        conditions = self._due_conditions(until, responsible, since)
        query = select(func.count()).select_from(tables.case_plan_service).where(*conditions)
        return int(self._rows.connection.execute(query).scalar_one())

    def _due_conditions(
        self, until: date, responsible: str, since: date | None, *, own: bool = False
    ) -> Iterator[ColumnElement[bool]]:
        service = tables.case_plan_service
        yield service.c.is_open == 1
        yield service.c.due <= until.isoformat()
        yield service.c.case_id.in_(self.open_cases(own))
        if since is not None:
            yield service.c.due >= since.isoformat()
        if responsible:
            yield service.c.responsible == responsible

    def open_cases(self, own: bool) -> Select[tuple[str]]:
        """Ids of the cases that the viewer may see and whose stage does not end them, each by its own casework."""
        file, stage = cases.case_file, cases.case_stage
        joined = select(file.c.casework, stage.c.stage).join(stage, stage.c.case_id == file.c.case_id).distinct()
        ended = [
            and_(file.c.casework == row.casework, stage.c.stage == row.stage)
            for row in self._rows.connection.execute(joined)
            if not self.is_open(row.casework, row.stage)
        ]
        joined_ids = select(file.c.case_id).join(stage, stage.c.case_id == file.c.case_id)
        return joined_ids.where(self.shown(file, own=own), ~or_(false(), *ended))

    def _words(self, case_id: str, names: dict[str, str]) -> dict[str, tuple[ServiceWord, ...]]:
        """What was told of each service; the one that stands first, which `put_newest` chose alike."""
        rows = self._rows.all(tables.case_service_step, case_id=case_id)
        rows.sort(key=lambda row: event_order(row["told_at"], row["event_id"]), reverse=True)
        found: dict[str, list[ServiceWord]] = defaultdict(list)
        for row in rows:
            found[row["service_id"]].append(
                ServiceWord(
                    progress=Progress(row["progress"]),
                    on=date.fromisoformat(row["progressed_on"]),
                    result=row["result"],
                    told_by=names.get(row["told_by"], ""),
                    told_at=datetime.fromisoformat(row["told_at"]),
                )
            )
        return {service_id: tuple(words) for service_id, words in found.items()}

    def _comments(self, case_id: str, names: dict[str, str]) -> tuple[CommentLine, ...]:
        answers = {row["comment_id"]: row for row in self._rows.all(tables.case_plan_answer, case_id=case_id)}
        rows = self._rows.all(tables.case_plan_comment, case_id=case_id)
        return tuple(
            CommentLine(
                comment_id=row["comment_id"],
                section=row["line_id"],
                text=row["text"],
                made_at=row["made_at"],
                made_by=names.get(row["made_by"], ""),
                answer=answer["answer"] if answer else None,
                answered_at=answer["written_at"] if answer else None,
                answered_by=names.get(answer["answered_by"], "") if answer else "",
            )
            for row in sorted(rows, key=lambda row: (row["made_at"], row["comment_id"]))
            for answer in (answers.get(row["comment_id"]),)
        )


def _conflicts(plan: ServicePlan, names: dict[str, str]) -> tuple[PlanConflict, ...]:
    """The fields of lines that wait for a decision, in the order of the lines."""
    found = []
    for line in plan.content:
        for name in sorted(line.conflicts):
            where = PlanField(kind=line.kind, line_id=line.line_id, name=name)
            versions = plan.resolved.versions[str(where)]
            found.append(PlanConflict(field=where, values=tuple(_apart(version, names) for version in versions)))
    return tuple(found)


def _apart(version: Version, names: dict[str, str]) -> ApartValue:
    return ApartValue(
        event_id=version.event_id,
        plain=version.value,
        written_by=names.get(version.actor, ""),
        written_at=datetime.fromisoformat(version.at),
    )


def _due(row: Found[Any], person: Found[Any] | None) -> ServiceDue:
    return ServiceDue(
        case_id=row.case_id,
        number=row.number,
        name=row.shown_name,
        restricted=bool(row.restricted),
        service_id=row.service_id,
        text=row.text,
        kind=_KINDS[row.kind],
        dimension=row.dimension,
        responsible=row.responsible,
        responsible_name=person.name if person else "",
        responsible_left=person is not None and not person.active,
        agency=row.agency,
        start=_day(row.start) if row.start else None,
        due=_day(row.due),
        progress=_PROGRESS[row.progress],
    )
