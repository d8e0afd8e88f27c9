"""What the script remembers of what it did, kept by itself: no query of the program has a part in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kmcase.domain.cases.closing import ReachedBy
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.referrals import Direction, Step
from kmcase.domain.casework import ServiceKind


@dataclass(slots=True)
class ServiceTold:
    """A service of a plan: when it was to be done, and every word on how far it is."""

    kind: ServiceKind
    dimension: str
    due: date | None
    planned_on: date
    words: list[tuple[date, Progress]] = field(default_factory=list)


@dataclass(slots=True)
class ReferralTold:
    """A referral with its steps, each on its day."""

    direction: Direction
    on: date
    steps: list[tuple[date, Step]] = field(default_factory=list)


@dataclass(slots=True)
class ClosingTold:
    """A closing as proposed; `outcomes` are dimension and outcome, `decided_on` the day of a supervisor's yes."""

    on: date
    reason: str
    outcomes: tuple[tuple[str, str], ...]
    decided_on: date | None = None
    reopened_on: date | None = None
    looks: list[tuple[int, date, ReachedBy]] = field(default_factory=list)


@dataclass(slots=True)
class CaseTold:
    """All of one case; `left_on` of a stay is the first day without the bed."""

    case_id: str
    number: int
    opened_on: date
    group: str
    manager: str
    workers: tuple[str, ...]
    restricted: bool
    stages: list[tuple[date, str]] = field(default_factory=list)
    stays: list[tuple[date, date | None]] = field(default_factory=list)
    leaves: list[tuple[date, date | None]] = field(default_factory=list)
    assessed: list[tuple[date, dict[tuple[str, str], int | None]]] = field(default_factory=list)
    written_on: list[date] = field(default_factory=list)
    approved_on: list[date] = field(default_factory=list)
    services: dict[str, ServiceTold] = field(default_factory=dict)
    referrals: dict[str, ReferralTold] = field(default_factory=dict)
    closings: list[ClosingTold] = field(default_factory=list)
    noted_on: list[date] = field(default_factory=list)


@dataclass(slots=True)
class AnswerTold:
    """An answer to a short form in a half of the year."""

    form: str
    half: int
    of_staff: bool
    scores: dict[str, int]


@dataclass(slots=True)
class Diary:
    """The year, by the id of each case."""

    cases: dict[str, CaseTold] = field(default_factory=dict)
    attended: list[tuple[date, str]] = field(default_factory=list)
    answers: list[AnswerTold] = field(default_factory=list)
    activities: int = 0
    tasks: int = 0
    complaints: int = 0
    glasses: int = 0
    conferences: int = 0

    @property
    def services(self) -> int:
        """How many services stand in plans."""
        return sum(len(case.services) for case in self.cases.values())

    @property
    def notes(self) -> int:
        """How many notes were written, those of group activities in every case of it."""
        return sum(len(case.noted_on) for case in self.cases.values())
