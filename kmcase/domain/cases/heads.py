"""What every case has: a client, a stage, a team, and who may see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from kmcase.domain.dates import PartialDate
from kmcase.domain.events import Event, Touched, event
from kmcase.domain.numbers import number_said
from kmcase.domain.people import NoIdReason, Sex


class CaseKind(StrEnum):
    """Under which work the case is led; the words are `cases.kind.<value>`."""

    SHELTER = "shelter"
    SETTLEMENT = "settlement"


class TeamRole(StrEnum):
    """What a member of the case team is; the words are `cases.team.<value>`."""

    MANAGER = "manager"
    WORKER = "worker"
    ASSISTANT = "assistant"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientValues:
    """Who the client is, as far as that is known; each field is a multi-value field (`domain.versions`).

    An empty name is normal: `called` is what staff call somebody whose name nobody knows. `birth` may be a year only.
    """

    title: str = ""
    first_name: str = ""
    last_name: str = ""
    called: str = ""
    sex: Sex = Sex.UNKNOWN
    birth: PartialDate | None = None
    national_id: str | None = None
    no_id_reason: NoIdReason | None = None
    nationality: str = ""
    language: str = ""
    interpreter: bool = False
    phone: str = ""

    @property
    def shown_name(self) -> str:
        """The name, else what they are called; empty where neither is known."""
        return f"{self.title}{self.first_name} {self.last_name}".strip() or self.called


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPlace:
    """A member of staff in a case team."""

    staff_id: str
    role: TeamRole


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """A case as it stands: what lists, permissions and pages need of it.

    `seen` names the events whose values the client's fields are. `casework` is the version of the forms and stages that
    it was opened with. `number` is what people call it by; a laptop's begins with the laptop's name, so that two places
    never give one number.
    """

    case_id: str
    number: str
    kind: CaseKind
    casework: str
    opened_at: datetime
    legal_basis: str
    client_group: str
    client: ClientValues
    stage: str
    team: tuple[TeamPlace, ...]
    restricted: bool = False
    restricted_for: tuple[str, ...] = ()
    person_id: str = ""
    closed_on: date | None = None
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    conflicts: frozenset[str] = frozenset()

    @property
    def manager(self) -> str:
        """Staff id of the case manager; empty where there is none."""
        return next((place.staff_id for place in self.team if place.role is TeamRole.MANAGER), "")

    def has_in_team(self, staff_id: str) -> bool:
        """Whether somebody is of the team, in whatever role."""
        return any(place.staff_id == staff_id for place in self.team)


CASE_ACCESS = "case_access"
"""Touched beside the case by what says who may see it, in ids alone: that goes to every laptop, whose cases it may be
about, so that what somebody may no longer see is hidden from him there too."""


class OfCase(Event):
    """Base of what happens in a case: it touches the case alone, so that secrecy and exchange look at one noun."""

    FIELD: ClassVar[bool] = True
    __slots__ = ()
    case_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("case", self.case_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(OfCase):
    """A case was opened; `opened_at` is the time at which the client was received.

    Numbers of an office have no `prefix`, those of a laptop its name: each series counts its fiscal year (B.E.).
    """

    TYPE = "case.opened"
    case_id: str
    prefix: str
    serial: int
    fiscal_year: int
    kind: CaseKind
    casework: str
    opened_at: datetime
    legal_basis: str
    client_group: str
    client: ClientValues
    stage: str
    team: tuple[TeamPlace, ...]
    restricted_for: tuple[str, ...] = ()
    person_id: str = ""

    @property
    def number(self) -> str:
        """What people call the case by: `12/2567`, of a laptop `แท็บเล็ต 1 3/2567`."""
        return number_said(self.prefix, self.serial, self.fiscal_year)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientDescribed(OfCase):
    """Fields of the client were written, by somebody who saw the values of these events (`domain.versions`)."""

    TYPE = "case.client_described"
    case_id: str
    values: dict[str, Any]
    seen: dict[str, tuple[str, ...]]


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLinked(OfCase):
    """The client is somebody of the register, or (empty) is not after all. The newest entry stands."""

    TYPE = "case.client_linked"
    case_id: str
    person_id: str
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class StageReached(OfCase):
    """The case came to a stage on a day; going back is another entry. The newest entry stands."""

    TYPE = "case.stage_reached"
    case_id: str
    stage: str
    on: date
    note: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRestricted(OfCase):
    """Only the team may see the case, for these reasons; without reasons everybody in case work may again."""

    TYPE = "case.restricted"
    case_id: str
    restricted_for: tuple[str, ...]
    note: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChanged(OfCase):
    """Somebody came into the team, does something else in it, or (no role) left it. The newest entry stands."""

    TYPE = "case.team_changed"
    case_id: str
    staff_id: str
    role: TeamRole | None = None

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("case", self.case_id), (CASE_ACCESS, self.case_id))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSealed(OfCase):
    """Beside `CaseRestricted`, which has words: whether the team alone sees the case. The newest entry stands.

    It is for laptops that carried the case, and may not be told why.
    """

    TYPE = "case.sealed"
    case_id: str
    sealed: bool

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("case", self.case_id), (CASE_ACCESS, self.case_id))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class GlassBroken(OfCase):
    """Somebody outside the team opened a restricted case until a moment, for a reason that the manager sees.

    At the office alone: a laptop carries no case that one of its officers may not see.
    """

    TYPE = "case.glass_broken"
    FIELD = False
    case_id: str
    staff_id: str
    reason: str
    until: datetime


SIGHTS = "sights"
"""What `CaseSeen` names who looked at the list of who saw the case."""


LISTED = "list"
"""What `CaseSeen` names a line of the list of cases."""


WHOLE_FILE = "file"
"""What `CaseSeen` names the whole case file on paper."""

CONFERENCES = "conferences"
"""What `CaseSeen` names what conferences say of a case, on the screen and in minutes."""


class Seen(StrEnum):
    """How something of a case was seen; the words are `cases.seen.<value>`."""

    PAGE = "page"
    PRINTED = "printed"
    EXPORTED = "exported"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSeen(OfCase):
    """Somebody saw, printed or exported something of a case; who and when are the entry's. `what` is a page's key."""

    TYPE = "case.seen"
    case_id: str
    how: Seen
    what: str
