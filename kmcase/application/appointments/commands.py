"""What is asked of appointments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.domain.appointments import VisitPurpose
from kmcase.domain.work_plans import ProposedMove


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVisits:
    """Visits of one or more persons by an officer: so many a working day from the first day on, in their order."""

    person_ids: tuple[str, ...]
    officer_id: str
    first_day: date
    per_day: int = 1
    at_time: str = ""
    purpose: VisitPurpose = VisitPurpose.FACT_FINDING
    place: str = ""
    remark: str = ""
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAppointment:
    """Another day or time, with the reason that the family is told."""

    appointment_id: str
    day: date
    at_time: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptProposal:
    """The moves of a proposal that a person accepted, and why."""

    moves: tuple[ProposedMove, ...]
    reason: str
