"""What lists and pages of cases show. Whoever asks sees only what `domain.cases.secrecy` lets them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from kmcase.application.ports.cases import CaseRepository
from kmcase.domain.cases.heads import CaseHead, CaseKind, Seen
from kmcase.domain.casework import Casework, Deadline, Entry, Stage
from kmcase.domain.dates import PartialDate
from kmcase.rules.stages import StageOffer


class Due(StrEnum):
    """How near a deadline is; the words are `cases.due.<value>`."""

    AHEAD = "ahead"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A deadline of a case that runs: the last day on which it is kept, and how near that is.

    `days` are left of it from today, below zero once it is over.
    """

    deadline: Deadline
    until: date
    due: Due
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseItem:
    """A line of the list; `clock` is the deadline that comes first, None where none runs.

    `own`: the viewer is of the team, `led`: its manager.
    """

    case_id: str
    number: str
    name: str
    kind: CaseKind
    client_group: Entry
    stage: Stage
    opened_at: datetime
    restricted: bool
    manager: str
    own: bool
    led: bool = False
    birth: PartialDate | None = None
    clock: Clock | None = None

    @property
    def presses(self) -> bool:
        """Whether a deadline of a case that the viewer leads is near or over."""
        return self.led and self.clock is not None and self.clock.due is not Due.AHEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """Cases that the viewer may see, and how many restricted ones there are beside them that he may not."""

    items: tuple[CaseItem, ...]
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """The head of a case: what stands, by which casework, who is in the team, and the deadlines that run.

    `glass_unseen` counts, for its manager alone, how often somebody broke its glass since he looked who saw the case.
    `offer` is a later stage that the work in the case has reached, where nobody has said so yet.
    `photographed`: a photograph of the client is kept. `left` are members of the team (staff ids) who are no longer
    there; `orphaned`: nobody of it may lead the case any more.
    """

    head: CaseHead
    casework: Casework
    clocks: tuple[Clock, ...]
    names: Mapping[str, str]
    of_team: bool
    glass_until: datetime | None = None
    glass_unseen: int = 0
    photographed: bool = False
    left: frozenset[str] = frozenset()
    orphaned: bool = False
    offer: StageOffer | None = None

    @property
    def team_open(self) -> bool:
        """Whether the viewer may change the team, if his role may: an orphaned one is anybody's who sees the case."""
        return self.of_team or not self.head.restricted or self.orphaned

    @property
    def stage(self) -> Stage:
        """The stage in its words."""
        return self.casework.stage_or_unknown(self.head.stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStep:
    """A stage that the case came to."""

    stage: Stage
    on: date
    note: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSight:
    """Who saw, printed or exported something of a case, or broke its glass."""

    event_id: str
    at: datetime
    by: str
    how: Seen | None
    what: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenGlass:
    """That a restricted case was opened by somebody outside its team, told without whose it is and what was said why.

    `looked`: its manager has looked since who saw the case.
    """

    event_id: str
    number: str
    at: datetime
    until: datetime
    by: str
    manager: str
    looked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHit:
    """A case that a search found; `name` is empty where nobody knows it."""

    case_id: str
    number: str
    name: str


class CaseQueries(CaseRepository, Protocol):
    """Cases as the viewer may see them."""

    def list(self) -> CaseList:
        """All open and closed cases, those whose deadline comes first at the top."""
        ...

    def pressing(self) -> int:
        """How many cases that the viewer leads have a deadline that is near or over."""
        ...

    def page(self, case_id: str) -> CasePage:
        """The head of a case; raises `cases.unknown`, also where the viewer may not see it."""
        ...

    def steps(self, case_id: str) -> tuple[StageStep, ...]:
        """The way of a case through the stages, the newest first; raises `cases.unknown`."""
        ...

    def sights(self, case_id: str) -> tuple[CaseSight, ...]:
        """Who saw the case, the newest first; raises `cases.unknown`."""
        ...

    def search(self, texts: Collection[str], limit: int) -> tuple[CaseHit, ...]:
        """Cases that the viewer may see, by number or a part of the client's name, id or telephone, the newest first.

        `texts` are ways in which it may have been typed, each of them folded.
        """
        ...

    def called(self, case: str) -> str:
        """The id of a case by its id or by its number as people write it.

        Raises `cases.unknown` where no case that the viewer may see is called so, or several are.
        """
        ...

    def glass_unseen(self) -> tuple[str, ...]:
        """Cases that the viewer manages, and whose glass was broken since he looked who saw them; the oldest first."""
        ...

    def glasses(self) -> tuple[BrokenGlass, ...]:
        """Every broken glass of the office, the newest first."""
        ...
