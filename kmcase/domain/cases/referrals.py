"""Referrals (ส่งต่อ): to an agency or from a referrer, what came of it, and whether the referrer was told.

A referral is written once, for the client agreed to its words; a wrong one is withdrawn and written anew. What happens
to it are steps, each kept; the newest says how it stands. Volunteers are told what came of what they passed on
(systems.md §5): until then the telling waits as a task.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.events import event
from kmcase.domain.evidence import Attachment


class Direction(StrEnum):
    """Away from here or to here; the words are `case_referrals.direction.<value>`."""

    OUT = "out"
    IN = "in"


class Step(StrEnum):
    """What happens to a referral; the words are `case_referrals.step.<value>`."""

    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    RESULT = "result"
    TOLD = "told"
    WITHDRAWN = "withdrawn"


class ConsentBasis(StrEnum):
    """On what ground the client's facts are passed on; the words are `case_referrals.basis.<value>`."""

    CLIENT = "client"
    GUARDIAN = "guardian"
    LAW = "law"


class ConsentWay(StrEnum):
    """How consent was given; the words are `case_referrals.way.<value>`."""

    SIGNED = "signed"
    THUMBPRINT = "thumbprint"
    SPOKEN = "spoken"


class ReferrerKind(StrEnum):
    """Who passed the client on to us; the words are `case_referrals.referrer.<value>`."""

    VOLUNTEER = "volunteer"
    HEALTH_VOLUNTEER = "health_volunteer"
    VILLAGE_HEAD = "village_head"
    AGENCY = "agency"
    FAMILY = "family"
    CITIZEN = "citizen"
    SELF = "self"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Who agreed, how and when; by law without consent: the reason, and nobody gave it."""

    basis: ConsentBasis
    on: date
    given_by: str = ""
    way: ConsentWay | None = None
    lawful_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referrer:
    """Who is to be told what came of it, and how to reach them."""

    kind: ReferrerKind
    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPaper:
    """A document that goes along; without an attachment it goes on paper alone.

    A paper of the case is named by its code and by the id of what was signed.
    """

    title: str
    attachment: Attachment | None = None
    paper: str = ""
    paper_id: str = ""

    @property
    def opens(self) -> bool:
        """Whether there is something to open."""
        return self.attachment is not None or bool(self.paper_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralValues:
    """What a referral says. `agency_id` is of the directory, empty for one that is not in it; its name is copied.

    Outwards: `consent` is there. Inwards: `referrer` is there. Outwards too somebody may be told what came of it.
    `dimensions` are codes of the casework, `number` is the letter's. `service_id` names the service of the plan in
    force that a referral outwards carries out; empty for none, and where it was written before that was asked.
    """

    direction: Direction
    on: date
    agency_id: str = ""
    agency_name: str = ""
    to_whom: str = ""
    dimensions: tuple[str, ...] = ()
    reason: str
    asked: str
    number: str = ""
    consent: Consent | None = None
    papers: tuple[ReferralPaper, ...] = ()
    referrer: Referrer | None = None
    service_id: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralMade(OfCase):
    """A referral was written, or one came in."""

    TYPE = "case.referral_made"
    case_id: str
    referral_id: str
    values: ReferralValues


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralStepped(OfCase):
    """Something happened to a referral on a day: `note` is the reason, the answer or the result, `by_whom` said it."""

    TYPE = "case.referral_stepped"
    case_id: str
    referral_id: str
    step: Step
    on: date
    note: str = ""
    by_whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """A step as it was entered; steps are ordered by when they were."""

    step: Step
    on: date
    note: str
    by_whom: str
    entered_by: str


class Waits(StrEnum):
    """What a referral waits for; the words are `case_referrals.waits.<value>`."""

    SENDING = "sending"
    ANSWER = "answer"
    RESULT = "result"
    TELLING = "telling"
    NOTHING = "nothing"


_NEXT_OUT = {
    None: (Step.SENT, Step.WITHDRAWN),
    Step.SENT: (Step.RECEIVED, Step.ACCEPTED, Step.REFUSED, Step.WITHDRAWN),
    Step.RECEIVED: (Step.ACCEPTED, Step.REFUSED, Step.WITHDRAWN),
    Step.ACCEPTED: (Step.RESULT, Step.REFUSED, Step.WITHDRAWN),
}
_NEXT_IN = {
    None: (Step.ACCEPTED, Step.REFUSED),
    Step.ACCEPTED: (Step.RESULT,),
}
_TELLS = {
    Direction.OUT: frozenset({Step.REFUSED, Step.RESULT, Step.WITHDRAWN}),
    Direction.IN: frozenset({Step.ACCEPTED, Step.REFUSED, Step.RESULT}),
}
_WAITS_AFTER = {Step.SENT: Waits.ANSWER, Step.RECEIVED: Waits.ANSWER, Step.ACCEPTED: Waits.RESULT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a referral stands: the newest step that is not a telling, what it waits for since when, what may follow."""

    step: Step | None
    waits: Waits
    since: date
    next_steps: tuple[Step, ...]


def standing_of(values: ReferralValues, steps: Iterable[StepTaken]) -> Standing:
    """How a referral stands by its steps, the oldest first; a telling that is due comes before all else."""
    taken = tuple(steps)
    moved = [one for one in taken if one.step is not Step.TOLD]
    last = moved[-1] if moved else None
    step, since = (last.step, last.on) if last else (None, values.on)
    following = (_NEXT_OUT if values.direction is Direction.OUT else _NEXT_IN).get(step, ())
    to_tell = _to_tell(values, taken)
    if to_tell is not None:
        return Standing(step=step, waits=Waits.TELLING, since=to_tell.on, next_steps=(Step.TOLD, *following))
    if step is None:
        waits = Waits.SENDING if values.direction is Direction.OUT else Waits.ANSWER
    else:
        waits = _WAITS_AFTER.get(step, Waits.NOTHING)
    return Standing(step=step, waits=waits, since=since, next_steps=following)


def _to_tell(values: ReferralValues, taken: tuple[StepTaken, ...]) -> StepTaken | None:
    """The oldest step that the referrer was not told of yet."""
    if values.referrer is None or values.referrer.kind is ReferrerKind.SELF:
        return None
    untold: StepTaken | None = None
    for one in taken:
        if one.step is Step.TOLD:
            untold = None
        elif one.step in _TELLS[values.direction] and untold is None:
            untold = one
    return untold
