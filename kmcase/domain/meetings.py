"""The ONE HOME meeting: the panel decides outside the office; here its decisions are recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kmcase.domain.budgets import BudgetHalf, Claim
from kmcase.domain.events import Event, Judgement, Touched, event
from kmcase.domain.evidence import Attachment
from kmcase.domain.findings import Finding
from kmcase.domain.money import Baht


class Outcome(StrEnum):
    """What the panel resolved for one request."""

    APPROVED = "approved"
    REJECTED = "rejected"
    DEFERRED = "deferred"


class MeetingStatus(StrEnum):
    """A meeting's life."""

    PLANNED = "planned"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMember:
    """A member of the panel; `staff_id` where it is one of the office's own."""

    name: str
    agency: str
    position: str = ""
    staff_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A block lifted by a second person under a document; `met` are the blocks as they stood when it was lifted.

    The second person confirmed it with the own password; older versions of the program only took down the name.
    An override that is asked for, and one stored by older versions of the program, has no `met`.
    """

    codes: tuple[str, ...]
    reason: str
    document: str
    second_person: str
    met: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingValues:
    """The head of a meeting's minutes."""

    number: str
    held_on: date
    place: str = ""
    panel: tuple[PanelMember, ...] = ()
    remark: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlanned(Event):
    """A meeting was planned, or its head written anew."""

    TYPE = "meeting.planned"
    meeting_id: str
    values: MeetingValues

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("meeting", self.meeting_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaSet(Event):
    """The whole agenda in order; requests taken off go back to ready."""

    TYPE = "meeting.agenda_set"
    meeting_id: str
    request_ids: tuple[str, ...]
    removed: tuple[str, ...] = ()

    @property
    def touches(self) -> tuple[Touched, ...]:
        requests = (("request", request_id) for request_id in (*self.request_ids, *self.removed))
        return (("meeting", self.meeting_id), *requests)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded(Event):
    """The panel's decision on one request; approving reserves the amount and takes the claims."""

    TYPE = "meeting.decision_recorded"
    decision_id: str
    meeting_id: str
    request_id: str
    person_id: str
    resolution_number: str
    outcome: Outcome
    decided_on: date
    amount: Baht | None = None
    half: BudgetHalf | None = None
    reason: str = ""
    reserve_posting_id: str | None = None
    claims: tuple[Claim, ...] = ()
    override: Override | None = None
    recorder: str
    judgement: Judgement

    @property
    def touches(self) -> tuple[Touched, ...]:
        budget = () if self.half is None else (("budget", self.half.budget_id),)
        return (("meeting", self.meeting_id), ("request", self.request_id), ("person", self.person_id), *budget)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesAttached(Event):
    """The scan of the signed minutes."""

    TYPE = "meeting.minutes_attached"
    meeting_id: str
    attachment: Attachment

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("meeting", self.meeting_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingClosed(Event):
    """Every request on the agenda has its decision."""

    TYPE = "meeting.closed"
    meeting_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("meeting", self.meeting_id),)
