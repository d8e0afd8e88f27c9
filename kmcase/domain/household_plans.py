"""Household development plans (แผนพัฒนาคุณภาพชีวิตรายครัวเรือน), systems.md §5: a household has one, in versions.

A plan is known by its household: what two officers began apart are two versions of one plan, and both stand until a
third takes the place of both (`kmcase.domain.writings`). It speaks of a household of the area, not of a case: its
entries go where the household goes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from kmcase.domain.events import Event, Touched, event
from kmcase.domain.evidence import Attachment


class FoundBy(StrEnum):
    """How the household came on the list: TPMAP, or found outside it by looking again (Re X-ray)."""

    TPMAP = "tpmap"
    RE_XRAY = "re_xray"


class Look(StrEnum):
    """How a dimension of the household's life is."""

    PROBLEM = "problem"
    AT_RISK = "at_risk"
    WELL = "well"


class Strand(StrEnum):
    """The four ท.: ทัศนคติ, ทักษะ, ทรัพยากร, ทางออก."""

    ATTITUDE = "attitude"
    SKILL = "skill"
    RESOURCE = "resource"
    WAY_OUT = "way_out"


class MentorKind(StrEnum):
    """Where a mentor comes from."""

    STAFF = "staff"
    VOLUNTEER = "volunteer"
    PARTNER = "partner"


class PlanLevel(StrEnum):
    """In whose plan a need is put."""

    VILLAGE = "village"
    SUBDISTRICT = "subdistrict"
    DISTRICT = "district"
    PROVINCE = "province"


class NeedState(StrEnum):
    """What an agency answered; a need without an answer is waiting."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    HELPED = "helped"


class LineState(StrEnum):
    """How far a line of the plan is."""

    WAITING = "waiting"
    DOING = "doing"
    DONE = "done"
    GIVEN_UP = "given_up"


class Step(StrEnum):
    """The twelve steps in their order; from the sixth on a house is built."""

    COMMITTEES = "committees"
    LIST = "list"
    PLAN = "plan"
    MEETING = "meeting"
    HELP = "help"
    DONATIONS = "donations"
    LAND = "land"
    BUDGET = "budget"
    BUILDERS = "builders"
    PILLAR = "pillar"
    BUILDING = "building"
    MERIT = "merit"


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionSeen:
    """A dimension (its code in the casework) with how it is, and why in a few words."""

    dimension: str
    look: Look
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """Something to be done, known by its id through all versions."""

    line_id: str
    strand: Strand
    what: str
    who: str = ""
    agency: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor:
    """One of the mentor team (ทีมพี่เลี้ยง)."""

    name: str
    kind: MentorKind
    agency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanValues:
    """A version of the plan; `casework` is the version whose dimensions it looks at."""

    found_by: FoundBy
    casework: str
    dimensions: tuple[DimensionSeen, ...] = ()
    lines: tuple[PlanLine, ...] = ()
    mentors: tuple[Mentor, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineResult:
    """How far a line is and what came of it; the newest stands."""

    state: LineState
    result: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """The district centre (ศจพ.อ.) certified a version: who signed, on which day, by which document."""

    certificate_id: str
    version_id: str
    certified_by: str
    certified_on: date
    document: str
    paper: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A need that was sent on to an agency."""

    need_id: str
    what: str
    agency: str
    sent_on: date
    level: PlanLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedAnswer:
    """What the agency answered; `in_plan` names the plan that it was put in. The newest stands."""

    state: NeedState
    words: str = ""
    in_plan: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """That a step was taken, on which day; the newest stands."""

    done: bool
    on: date | None = None
    note: str = ""


class PlanState(StrEnum):
    """How the plan of a household is; `MISSING`: paid, and no plan yet."""

    MISSING = "missing"
    WRITTEN = "written"
    APART = "apart"
    CERTIFIED = "certified"


def plan_state(standing: Collection[str], certified: Collection[str]) -> PlanState:
    """By the ids of the versions that stand, and of those that were certified."""
    if not standing:
        return PlanState.MISSING
    if len(standing) > 1:
        return PlanState.APART
    return PlanState.CERTIFIED if set(standing) <= set(certified) else PlanState.WRITTEN


class OfHousehold(Event):
    """Goes where the household goes; laptops enter it unless a class says otherwise."""

    FIELD: ClassVar[bool] = True
    __slots__ = ()
    household_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("household_plan", self.household_id), ("household", self.household_id))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWritten(OfHousehold):
    """A plan, or a version that takes the place of those it `replaces`."""

    TYPE = "household_plan.written"
    household_id: str
    version_id: str
    replaces: tuple[str, ...] = ()
    values: PlanValues


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLineTold(OfHousehold):
    """How far a line of the plan is."""

    TYPE = "household_plan.line_told"
    household_id: str
    line_id: str
    result: LineResult


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCertified(OfHousehold):
    """The district centre certified the plan."""

    TYPE = "household_plan.certified"
    household_id: str
    certificate: Certificate


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NeedSent(OfHousehold):
    """A need went to an agency."""

    TYPE = "household_plan.need_sent"
    household_id: str
    need: Need


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NeedAnswered(OfHousehold):
    """An agency answered."""

    TYPE = "household_plan.need_answered"
    household_id: str
    need_id: str
    answer: NeedAnswer


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class StepMarked(OfHousehold):
    """A step of the twelve was taken, or is not after all."""

    TYPE = "household_plan.step_marked"
    household_id: str
    step: Step
    mark: StepMark
