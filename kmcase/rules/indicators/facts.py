"""What is known of each case for the indicators; who may not see a case learns neither its id nor its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.referrals import Direction, Step
from kmcase.domain.casework import Casework, ServiceKind
from kmcase.rules.indicators.answers import AnswerFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """A service of the plan as it is worded now; `told` is what was said of it on which day, in the order of entry.

    `service_id` is what referrals know it by.
    """

    kind: ServiceKind
    due: date | None
    told: tuple[tuple[date, Progress], ...] = ()
    service_id: str = ""

    def progress_on(self, day: date) -> Progress:
        """How far it was: of what was said of that day and before, what was entered last; planned where nothing was."""
        return next((progress for on, progress in reversed(self.told) if on <= day), Progress.PLANNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts:
    """A referral of a day, with its steps in the order of entry; `service_id` of the service that it carries out."""

    direction: Direction
    on: date
    steps: tuple[tuple[date, Step], ...] = ()
    service_id: str = ""

    def step_on(self, day: date) -> Step | None:
        """How it stood: the step entered last of that day and before; None before any. Telling is left out."""
        taken = (step for on, step in reversed(self.steps) if on <= day and step is not Step.TOLD)
        return next(taken, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingFacts:
    """An approved closing (opened again or not): its day, reason, and (dimension, outcome) of each goal."""

    on: date
    reason: str
    outcomes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedFacts:
    """An assessment as it stands: its day, and each scored dimension from 0 to 100."""

    on: date
    percents: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """A case. `case_id` is empty where the viewer may not see it: it is counted, never named.

    `stages` are (day, stage) in the order of entry. `approved` are the days on which a wording of the plan was put in
    force. `beds`: (day, whether a bed was taken or given up), by day and within it by entry. `leaves`: (first day, day
    of return or None). `manager` and `workers` are the team as it is now (staff ids).
    """

    case_id: str
    casework: str
    group: str
    opened_on: date
    stages: tuple[tuple[date, str], ...]
    manager: str = ""
    workers: tuple[str, ...] = ()
    approved: tuple[date, ...] = ()
    services: tuple[ServiceFacts, ...] = ()
    referrals: tuple[ReferralFacts, ...] = ()
    closings: tuple[ClosingFacts, ...] = ()
    assessed: tuple[AssessedFacts, ...] = ()
    beds: tuple[tuple[date, bool], ...] = ()
    leaves: tuple[tuple[date, date | None], ...] = ()

    def standing_on(self, day: date) -> tuple[date, str]:
        """Since when the case was at which stage: of those reached on that day and before, the one entered last.

        The day of opening and no stage before the first.
        """
        return next(((on, stage) for on, stage in reversed(self.stages) if on <= day), (self.opened_on, ""))

    def stage_on(self, day: date) -> str:
        """The stage of a day; empty before the first."""
        return self.standing_on(day)[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFacts:
    """All cases, the versions of the casework that they are led by, and answers to short forms in order of arrival."""

    cases: tuple[CaseFacts, ...]
    caseworks: Mapping[str, Casework]
    answers: tuple[AnswerFacts, ...] = ()

    def ends(self, case: CaseFacts, stage: str) -> bool:
        """Whether a stage ends a case by its own casework."""
        return bool(stage) and self.caseworks[case.casework].stage_or_unknown(stage).ends
