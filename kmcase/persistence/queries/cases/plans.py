"""The plan of a case on a page, and the services of all cases that are due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy import Row as Found

from kmcase.application.read.case_plans import ApartValue, PlanConflict, PlanPage, ServiceDue, ServiceWord
from kmcase.application.read.requests import CommentLine
from kmcase.domain.cases.plan_lines import Goal, LineKind, PlanField, Progress
from kmcase.domain.cases.plans import ServicePlan
from kmcase.domain.cases.secrecy import CASE_ROLES
from kmcase.domain.casework import ServiceKind
from kmcase.domain.versions import Version, event_order
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.repositories.case_plans import SqlCasePlans
from kmcase.persistence.repositories.staff import SqlStaff
from kmcase.persistence.rows import case_plans as tables
from kmcase.persistence.rows import cases
from kmcase.persistence.rows.office import staff
from kmcase.rules.case_plans import plan_findings, supervises

_DUE = (
    "case_id", "service_id", "text", "kind", "responsible", "dimension", "agency", "start", "due", "progress",
)  # fmt: skip
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
            staff=tuple(member for member in members if member.active and member.roles & CASE_ROLES),
            left=left,
            seen=plan.resolved.seen(plan.resolved.versions),
            of_team=viewer.staff_id in {place.staff_id for place in head.team},
            own=viewer.staff_id in plan.writers,
            supervises=supervises(head, viewer.staff_id, viewer.roles),
            closed=head.closed_on is not None,
        )

    def services_due(
        self, until: date, responsible: str = "", *, since: date | None = None, most: int | None = None
    ) -> tuple[ServiceDue, ...]:
        """Open services due by a day, the earliest first."""
        service = tables.case_plan_service
        query = (
            select(*(service.c[name] for name in _DUE))
            .where(*self._due_conditions(until, responsible, since))
            .order_by(service.c.due, service.c.case_id, service.c.service_id)
            .limit(most)
        )
        rows = self._rows.connection.execute(query).all()
        heads = self._heads({row[0] for row in rows})
        people = {row.staff_id: row for row in self._rows.connection.execute(select(staff))}
        return tuple(_due(row, heads[row[0]], people.get(row[4])) for row in rows)

    def count_due(self, until: date, responsible: str = "", *, since: date | None = None) -> int:
        """How many there are."""
        conditions = self._due_conditions(until, responsible, since)
        query = select(func.count()).select_from(tables.case_plan_service).where(*conditions)
        return int(self._rows.connection.execute(query).scalar_one())

    def _due_conditions(self, until: date, responsible: str, since: date | None) -> Iterator[ColumnElement[bool]]:
        service = tables.case_plan_service
        yield service.c.is_open == 1
        yield service.c.due <= until.isoformat()
        yield service.c.case_id.in_(self._open_cases())
        if since is not None:
            yield service.c.due >= since.isoformat()
        if responsible:
            yield service.c.responsible == responsible

    def _open_cases(self) -> Select[tuple[str]]:
        """Ids of the cases that the viewer may see and whose stage does not end them, each by its own casework."""
        file, stage = cases.case_file, cases.case_stage
        joined = select(file.c.casework, stage.c.stage).join(stage, stage.c.case_id == file.c.case_id).distinct()
        ended = [
            and_(file.c.casework == version, stage.c.stage == code)
            for version, code in self._rows.connection.execute(joined)
            if self.casework(version).stage(code).ends
        ]
        joined_ids = select(file.c.case_id).join(stage, stage.c.case_id == file.c.case_id)
        return joined_ids.where(self.visible(), ~or_(false(), *ended))

    def _heads(self, wanted: set[str]) -> dict[str, tuple[str, str, bool]]:
        """Number, name and restriction of cases."""
        file, client, secrecy = cases.case_file, cases.case_client, cases.case_secrecy
        query = (
            select(file.c.case_id, file.c.number, client.c.shown_name, secrecy.c.restricted)
            .join(client, client.c.case_id == file.c.case_id)
            .join(secrecy, secrecy.c.case_id == file.c.case_id)
            .where(self.visible())
        )
        found = self._rows.connection.execute(query) if wanted else ()
        return {
            case_id: (number, name, bool(restricted))
            for case_id, number, name, restricted in found
            if case_id in wanted
        }

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
        kind = LineKind.GOAL if isinstance(line, Goal) else LineKind.SERVICE
        for name in sorted(line.conflicts):
            where = PlanField(kind=kind, line_id=line.line_id, name=name)
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


def _due(row: Found[Any], head: tuple[str, str, bool], person: Found[Any] | None) -> ServiceDue:
    case_id, service_id, text, kind, responsible, dimension, agency, start, due, progress = tuple(row)
    number, name, restricted = head
    return ServiceDue(
        case_id=case_id,
        number=number,
        name=name,
        restricted=restricted,
        service_id=service_id,
        text=text,
        kind=_KINDS[kind],
        dimension=dimension,
        responsible=responsible,
        responsible_name=person.name if person else "",
        responsible_left=person is not None and not person.active,
        agency=agency,
        start=_day(start) if start else None,
        due=_day(due),
        progress=_PROGRESS[progress],
    )
