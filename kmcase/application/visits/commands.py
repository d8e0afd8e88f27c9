"""What is asked of visits, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kmcase.domain.errors import DomainError
from kmcase.domain.meetings import Override
from kmcase.domain.payments import SignatureMark, ThumbMark
from kmcase.domain.people import HouseholdMember, HouseholdValues, PersonValues
from kmcase.domain.visits import Position, Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginVisit:
    """Begin a visit to a person of the register, by the newest form; `started_at` None: now.

    `corrects` names a reviewed visit beside which this one stands: its answers are taken over.
    """

    person_id: str
    appointment_id: str | None = None
    started_at: datetime | None = None
    position: Position | None = None
    corrects: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFamily:
    """A family found today, outside any list: registered with its household and members, and visited at once.

    Of each member the ids are made anew.
    """

    person: PersonValues
    household: HouseholdValues = field(default_factory=HouseholdValues)
    members: tuple[HouseholdMember, ...] = ()
    appointment_id: str | None = None
    started_at: datetime | None = None
    position: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteVisit:
    """Answers of the questions that were changed (a repeat as a whole), and what the writer saw of each by key.

    `seen` is the page's, afterwards what the last write gave back. "" , [] or None takes an answer away.
    """

    visit_id: str
    answers: Mapping[str, Any]
    seen: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAsInformant:
    """The informant's signature or thumbprint (one of them); `relation` is empty for the person."""

    visit_id: str
    name: str
    relation: str = ""
    signature: SignatureMark | None = None
    thumbprint: ThumbMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitVisit:
    """Send a visit for review; `visited_on` is the claimed day, None: the day of the first sitting."""

    visit_id: str
    visited_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForAid:
    """Propose aid after a visit; what is left out of the wish is taken from the answers.

    At the office the request is opened at once; `override` lifts blocks of its limits by a second person.
    """

    visit_id: str
    wish: Wish = field(default_factory=Wish)
    override: Override | None = None
    second_password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedWishes:
    """What became of proposed aid: requests opened (visit id to request id), and why others were refused."""

    opened: Mapping[str, str]
    refused: Mapping[str, DomainError]
