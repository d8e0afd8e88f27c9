"""What pages and lists show of case conferences. Whoever asks sees only what `domain.cases.secrecy` lets them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kmcase.application.ports.conferences import ConferenceRepository
from kmcase.application.read.case_assessments import AssessmentItem
from kmcase.application.read.case_plans import PlanPage
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.conferences import AgendaCase
from kmcase.domain.casework import NeedKind, Stage
from kmcase.domain.conferences import Conference
from kmcase.domain.staff import StaffMember
from kmcase.domain.wording import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceRef:
    """A conference in one line."""

    conference_id: str
    number: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """A reason in words: of which kind, what it is (`words`), which goal, service or risk, since when.

    `kind` is None for what a conference put off, and for what nobody but a person asked for.
    """

    kind: NeedKind | None
    words: Message
    what: Message | str
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInNeed:
    """An open case that needs a conference: why, when one heard it last, and on whose agenda it stands already."""

    case_id: str
    number: str
    name: str
    restricted: bool
    stage: Stage
    opened_at: datetime
    manager: str
    needs: tuple[NeedLine, ...]
    heard_on: date | None
    coming: ConferenceRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedList:
    """Cases in need, the longest waiting first; `hidden` restricted ones are not among them."""

    items: tuple[CaseInNeed, ...]
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceItem:
    """A line of the list: cases that the viewer may see, `hidden` ones, what waits for a word or is not done yet."""

    conference_id: str
    number: str
    on: date
    at_time: str
    place: str
    chair: str
    came: int
    closed: bool
    cases: int
    hidden: int
    undecided: int
    open_decisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """A case on an agenda: who it is, why it is there in words, what was heard and decided."""

    number: str
    name: str
    initials: str
    restricted: bool
    closed: bool
    needs: tuple[NeedLine, ...]
    agenda: AgendaCase


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferencePage:
    """A conference with its agenda; `hidden` cases are not told. `names` are staff by id, `staff` who may be asked."""

    conference: Conference
    agenda: tuple[AgendaLine, ...]
    hidden: int
    names: Mapping[str, str]
    staff: tuple[StaffMember, ...]

    @property
    def undecided(self) -> tuple[AgendaLine, ...]:
        """The cases that wait for a word of this conference."""
        return tuple(line for line in self.agenda if line.agenda.undecided)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseConference:
    """A conference that heard a case, or will, as the case's page shows it."""

    conference: ConferenceRef
    closed: bool
    line: AgendaLine
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOnScreen:
    """One case of an agenda as it is thrown on a wall."""

    line: AgendaLine
    page: CasePage
    assessments: tuple[AssessmentItem, ...]
    plan: PlanPage


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionBehind:
    """A decision to change a plan that stands open: what it asks for, and of which conference it is."""

    decision_id: str
    text: str
    conference: ConferenceRef


class ConferenceQueries(ConferenceRepository, Protocol):
    """Conferences as the viewer may see them."""

    def needs(self) -> NeedList:
        """Cases that need a conference today."""
        ...

    def list(self) -> tuple[ConferenceItem, ...]:
        """All conferences, the newest first."""
        ...

    def page(self, conference_id: str) -> ConferencePage:
        """A conference; raises `conferences.unknown`."""
        ...

    def of_case(self, case_id: str) -> tuple[CaseConference, ...]:
        """The conferences of a case, the newest first; raises `cases.unknown`."""
        ...

    def not_closed(self, until: date) -> tuple[ConferenceRef, ...]:
        """Conferences up to a day whose minutes are not ready, the earliest first."""
        ...

    def of_cases(self, case_ids: Collection[str]) -> Mapping[str, tuple[CaseConference, ...]]:
        """The conferences of each of these cases that the viewer may see, the newest first."""
        ...
