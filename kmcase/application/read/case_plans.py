"""What pages and lists show of service plans. Whoever asks sees only what `domain.cases.secrecy` lets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from kmcase.application.ports.case_plans import CasePlanRepository
from kmcase.application.ports.case_referrals import Referral
from kmcase.application.read.requests import CommentLine
from kmcase.domain.cases.plan_lines import PlanField, Progress
from kmcase.domain.cases.plans import ServicePlan
from kmcase.domain.casework import Casework, ServiceKind
from kmcase.domain.findings import Finding
from kmcase.domain.staff import StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceWord:
    """What somebody told of a service: how far it is since a day, and what came of it."""

    progress: Progress
    on: date
    result: str
    told_by: str
    told_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartValue:
    """One of the values that were written apart, as plain JSON, and who wrote it when."""

    event_id: str
    plain: object
    written_by: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanConflict:
    """A field that waits for a decision.

    Of a line that one removed and another wrote on (`PlanField.says_removed`) `values` are the removals.
    """

    field: PlanField
    values: tuple[ApartValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalBar:
    """How far a goal is: services that are done, of those that nobody gave up."""

    done: int
    begun: int
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionToPlan:
    """A decision of a conference, known by its number, to change the plan; nobody put it in force yet.

    `begun`: somebody wrote on the plan for it.
    """

    decision_id: str
    text: str
    number: str
    begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """The plan of a case with all that stands beside it.

    `words` are what was told of each service, the newest first; `seen` is what a new writing names; `staff` are those
    who may be responsible, `left` those (ids) who are not there any more. `own` tells whether the viewer wrote some of
    what is not approved yet, `supervises` whether he may approve what others wrote. `decisions` are of conferences, and
    wait for the plan. `referrals` are those that carry out a service, by service, the newest first.
    """

    case_id: str
    plan: ServicePlan
    casework: Casework
    words: Mapping[str, tuple[ServiceWord, ...]]
    comments: tuple[CommentLine, ...]
    conflicts: tuple[PlanConflict, ...]
    findings: tuple[Finding, ...]
    names: Mapping[str, str]
    staff: tuple[StaffMember, ...]
    left: frozenset[str]
    seen: Mapping[str, tuple[str, ...]]
    of_team: bool
    own: bool
    supervises: bool
    closed: bool
    decisions: tuple[DecisionToPlan, ...] = ()
    referrals: Mapping[str, tuple[Referral, ...]] = field(default_factory=dict)

    def may_be_referred(self, service_id: str) -> bool:
        """Whether a referral may carry out a service: it is of the version in force and not finished."""
        return any(one.line_id == service_id for one in self.plan.to_be_done({service_id: self.progress(service_id)}))

    def progress(self, service_id: str) -> Progress:
        """How far a service is."""
        told = self.words.get(service_id)
        return told[0].progress if told else Progress.PLANNED

    def bar(self, goal_id: str) -> GoalBar:
        """How far a goal is."""
        found = [self.progress(service.line_id) for service in self.plan.content.services_of(goal_id)]
        return GoalBar(
            done=found.count(Progress.DONE),
            begun=found.count(Progress.BEGUN),
            all=len(found) - found.count(Progress.GIVEN_UP),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDue:
    """An open service of a case that is not closed: `name` is what the client is called, `responsible` a staff id."""

    case_id: str
    number: str
    name: str
    restricted: bool
    service_id: str
    text: str
    kind: ServiceKind
    dimension: str
    responsible: str
    responsible_name: str
    responsible_left: bool
    agency: str
    start: date | None
    due: date
    progress: Progress


class CasePlanQueries(CasePlanRepository, Protocol):
    """Plans as the viewer may see them."""

    def plan_of(self, case_id: str) -> PlanPage:
        """The plan of a case, an empty one where nothing is written; raises `cases.unknown`."""
        ...

    def services_due(
        self, until: date, responsible: str = "", *, since: date | None = None, most: int | None = None
    ) -> tuple[ServiceDue, ...]:
        """Open services due by a day, the earliest first, of all cases that are not closed or of one member of staff.

        Both days are included; `most` gives the first of them.
        """
        ...

    def count_due(self, until: date, responsible: str = "", *, since: date | None = None) -> int:
        """How many there are, without reading them."""
        ...
