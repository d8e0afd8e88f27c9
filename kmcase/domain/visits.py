"""Visits (สอบข้อเท็จจริง): what an officer finds at the home of one person, alone for weeks or at the office.

Every event here may be written on two laptops apart. What is said once is a row of its own; what is overwritten is
settled by what the writer had seen, never by the order of arrival. A verdict names the submissions it judges, so that
the state is told by the set of events even where a clock is a year off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from kmcase.domain.events import Event, Judgement, Touched, event
from kmcase.domain.evidence import EvidenceItem
from kmcase.domain.money import Baht
from kmcase.domain.payments import SignatureMark, ThumbMark
from kmcase.domain.requests import AidForm

NOUN = "visit"


class VisitState(StrEnum):
    """How a visit stands; its words are `visits.state.<value>`."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    ABANDONED = "abandoned"


WRITABLE = frozenset({VisitState.DRAFT, VisitState.RETURNED})
"""A visit that was sent is written no more unless it came back."""
SENT = frozenset({VisitState.SUBMITTED, VisitState.REVIEWED})


def state_of(
    submissions: Iterable[str], returned: Iterable[str], reviewed: Iterable[str], *, abandoned: bool
) -> VisitState:
    """The state from the sets of submissions, of those sent back and of those reviewed, whatever their order.

    A submission without a verdict waits. Where one was sent back by one reviewer and passed by another, it is back.
    """
    sent, back = set(submissions), set(returned)
    passed = set(reviewed) - back
    if not sent:
        return VisitState.ABANDONED if abandoned else VisitState.DRAFT
    if sent - back - passed:
        return VisitState.SUBMITTED
    return VisitState.REVIEWED if sent & passed else VisitState.RETURNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a device says it is: decimal degrees of WGS 84 and metres, as texts."""

    latitude: str
    longitude: str
    accuracy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One stretch of a visit; `ended_at` None while it goes on, `reason` says why it was cut short."""

    sitting_id: str
    started_at: datetime
    ended_at: datetime | None = None
    reason: str = ""
    position: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Who joined (ผู้ร่วมสอบข้อเท็จจริง): `role` as in `visits.partner_role`, the own signature where it was given."""

    partner_id: str
    name: str
    role: str = ""
    agency: str = ""
    signature: SignatureMark | None = None


PARTNER_ROLES = ("local_government", "volunteer", "health_volunteer", "village_head", "officer", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Informant:
    """Who told: the person or somebody else, by signature or by a thumbprint before two witnesses (CCC s.9).

    `relation` is that to the person, empty for the person; `writes` are the answers (by event) that were signed.
    """

    signature_id: str
    name: str
    relation: str = ""
    signature: SignatureMark | None = None
    thumbprint: ThumbMark | None = None
    writes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The aid that the officer proposes; everything else of the request is in the answers."""

    aid_kind: str = "low_income"
    aid_form: AidForm = AidForm.MONEY
    needed: Baht | None = None
    proposed: Baht | None = None
    purpose: str = ""
    known_case: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Survey and visit differ on a question; both values as plain JSON, in the form's own terms."""

    question: str
    surveyed: Any = None
    found: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit as it stands.

    `facts` are the answers by key (see `answers`), `seen` the events whose values they are, `writes` every event that
    wrote one, `writers` whoever wrote; `submissions` are those without a verdict.
    """

    visit_id: str
    person_id: str
    household_id: str | None
    form_id: str
    form_version: str
    appointment_id: str | None
    officer: str
    state: VisitState
    visited_on: date
    facts: Mapping[str, Any] = field(default_factory=dict)
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conflicts: frozenset[str] = frozenset()
    writes: tuple[str, ...] = ()
    writers: frozenset[str] = frozenset()
    sittings: tuple[Sitting, ...] = ()
    informants: tuple[Informant, ...] = ()
    partners: tuple[Partner, ...] = ()
    evidence: tuple[EvidenceItem, ...] = ()
    submissions: tuple[str, ...] = ()
    wish: Wish | None = None
    corrects: str | None = None

    @property
    def open_sitting(self) -> Sitting | None:
        """The sitting that goes on."""
        return next((sitting for sitting in reversed(self.sittings) if sitting.ended_at is None), None)


class _OfVisit(Event):
    __slots__ = ()
    visit_id: str
    person_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return ((NOUN, self.visit_id), ("person", self.person_id))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitBegun(_OfVisit):
    """An officer began to find the facts; `corrects` names the reviewed visit that this one stands beside."""

    TYPE = "visit.begun"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    household_id: str | None = None
    form_id: str
    form_version: str
    appointment_id: str | None = None
    officer: str
    sitting: Sitting
    corrects: str | None = None

    @property
    def touches(self) -> tuple[Touched, ...]:
        household = () if self.household_id is None else (("household", self.household_id),)
        appointment = () if self.appointment_id is None else (("appointment", self.appointment_id),)
        corrected = () if self.corrects is None else ((NOUN, self.corrects),)
        return ((NOUN, self.visit_id), ("person", self.person_id), *household, *appointment, *corrected)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWritten(_OfVisit):
    """Some answers by key (see `answers`), and the events whose values of each the writer saw.

    `reason` is given where values that were written apart are decided between.
    """

    TYPE = "visit.written"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    answers: dict[str, Any]
    seen: dict[str, tuple[str, ...]]
    reason: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SittingBegun(_OfVisit):
    """A visit that was cut short went on."""

    TYPE = "visit.sitting_begun"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    sitting: Sitting


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SittingEnded(_OfVisit):
    """A sitting ended: cut short with a reason, or without one because the visit was sent."""

    TYPE = "visit.sitting_ended"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    sitting_id: str
    ended_at: datetime
    reason: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class InformantSigned(_OfVisit):
    """The informant signed what was told."""

    TYPE = "visit.informant_signed"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    informant: Informant


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerSigned(_OfVisit):
    """A partner who was there is named, and signed where a signature is given."""

    TYPE = "visit.partner_signed"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    partner: Partner


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSubmitted(_OfVisit):
    """Sent for review: `writes` are the events whose answers make up this version, `visited_on` the claimed day."""

    TYPE = "visit.submitted"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    submission_id: str
    writes: tuple[str, ...]
    visited_on: date
    appointment_id: str | None = None
    judgement: Judgement

    @property
    def touches(self) -> tuple[Touched, ...]:
        appointment = () if self.appointment_id is None else (("appointment", self.appointment_id),)
        return ((NOUN, self.visit_id), ("person", self.person_id), *appointment)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitAbandoned(_OfVisit):
    """A visit that was begun is not finished, with a reason; what was written stays."""

    TYPE = "visit.abandoned"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCommented(_OfVisit):
    """A reviewer's comment beside one section of the form."""

    TYPE = "visit.commented"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    comment_id: str
    section: str
    text: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCommentAnswered(_OfVisit):
    """The officer answered a comment; the newest answer stands."""

    TYPE = "visit.comment_answered"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    comment_id: str
    answer: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReturned(_OfVisit):
    """The submissions that the reviewer saw go back for correction."""

    TYPE = "visit.returned"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    submissions: tuple[str, ...]
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReviewed(_OfVisit):
    """The submissions that the reviewer saw are in order."""

    TYPE = "visit.reviewed"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    submissions: tuple[str, ...]
    judgement: Judgement


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceExplained(_OfVisit):
    """Why survey and visit differ on a question; of a question the newest explanation stands."""

    TYPE = "visit.difference_explained"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    contradiction: Contradiction
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencesConfirmed(_OfVisit):
    """A second officer, not the visitor, confirmed explained differences; each holds for the values it names."""

    TYPE = "visit.differences_confirmed"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    contradictions: tuple[Contradiction, ...]


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AidWished(_OfVisit):
    """The officer proposes aid; the office makes the request, with a number, of it. The newest wish stands."""

    TYPE = "visit.aid_wished"
    FIELD: ClassVar[bool] = True
    visit_id: str
    person_id: str
    wish: Wish


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMadeFromVisit(_OfVisit):
    """The office made a request of a visit; written where numbers are given alone, once a visit."""

    TYPE = "visit.request_made"
    visit_id: str
    person_id: str
    request_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return ((NOUN, self.visit_id), ("person", self.person_id), ("request", self.request_id))
