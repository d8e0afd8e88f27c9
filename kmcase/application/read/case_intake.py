"""What the reception and the papers of a case show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from kmcase.application.ports.case_intake import CaseIntakeRepository
from kmcase.domain.cases.heads import CaseKind, ClientValues
from kmcase.domain.cases.intake import Belonging, BelongingsValues, IntakeValues
from kmcase.domain.cases.papers import ComplaintValues
from kmcase.domain.cases.signing import Signed
from kmcase.domain.casework import CasePaper, Casework, Entry, Stage
from kmcase.domain.dates import PartialDate
from kmcase.domain.evidence import Attachment
from kmcase.domain.staff import StaffMember
from kmcase.domain.wording import Message
from kmcase.domain.writings import Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """What a form of reception begins with: the newest casework, the office's kind of cases, the time, active staff."""

    casework: Casework
    kind: CaseKind
    now: datetime
    staff: tuple[StaffMember, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BelongingsItem:
    """An inventory: the versions that stand (more than one were written apart), and all of them, the newest first."""

    list_id: str
    standing: tuple[Writing[BelongingsValues], ...]
    versions: tuple[Writing[BelongingsValues], ...]

    @property
    def things(self) -> tuple[Belonging, ...]:
        """Every thing of the versions that stand, once."""
        found = {thing.item_id: thing for version in reversed(self.standing) for thing in version.values.items}
        return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnItem:
    """Things that were given back."""

    return_id: str
    item_ids: tuple[str, ...]
    on: date
    remark: str
    signed: Signed
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoItem:
    """A photograph of the client, entered when and by whom."""

    photo_id: str
    photo: Attachment
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameItem:
    """Another case of the same client, that the viewer may see."""

    case_id: str
    number: str
    name: str
    stage: Stage
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePage:
    """The reception of a case; `names` are of staff by id."""

    standing: tuple[Writing[IntakeValues], ...]
    versions: tuple[Writing[IntakeValues], ...]
    belongings: tuple[BelongingsItem, ...]
    returns: tuple[ReturnItem, ...]
    photos: tuple[PhotoItem, ...]
    same: tuple[SameItem, ...]
    names: Mapping[str, str]

    @property
    def returned(self) -> Mapping[str, ReturnItem]:
        """By which return a thing went back."""
        return {item_id: one for one in reversed(self.returns) for item_id in one.item_ids}

    @property
    def kept(self) -> tuple[Belonging, ...]:
        """Things that are still kept."""
        back = self.returned
        return tuple(thing for one in self.belongings for thing in one.things if thing.item_id not in back)


class PaperState(StrEnum):
    """How a paper stands; the words are `case_intake.paper_state.<value>`."""

    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """A paper that was signed, or refused (`signed` is None, `reason` and `follows` are given)."""

    paper_id: str
    paper: CasePaper
    on: date
    officer: str
    items: tuple[Entry, ...]
    agency: str
    note: str
    signed: Signed | None
    reason: str
    follows: str
    ended_on: date | None = None
    end_reason: str = ""

    @property
    def state(self) -> PaperState:
        """How it stands."""
        if self.signed is None:
            return PaperState.REFUSED
        return PaperState.WITHDRAWN if self.ended_on is not None else PaperState.SIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintItem:
    """A complaint: the versions that stand, and all of them, the newest first."""

    complaint_id: str
    standing: tuple[Writing[ComplaintValues], ...]
    versions: tuple[Writing[ComplaintValues], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage:
    """Papers of a case, the newest first; `missing` must be signed or refused before the client stays."""

    papers: tuple[PaperItem, ...]
    missing: tuple[CasePaper, ...]
    complaints: tuple[ComplaintItem, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientAlike:
    """A client of another case who may be the one that is typed; `strength` is a score in hundredths."""

    case_id: str
    number: str
    name: str
    stage: Stage
    person_id: str
    birth: PartialDate | None
    strength: int
    reasons: tuple[Message, ...]


class CaseIntakeQueries(CaseIntakeRepository, Protocol):
    """Reception and papers as the viewer may see them; each raises `cases.unknown`."""

    def page(self, case_id: str) -> IntakePage:
        """The reception of a case."""
        ...

    def papers_page(self, case_id: str) -> PapersPage:
        """The papers of a case."""
        ...

    def alike(self, client: ClientValues, case_id: str = "") -> tuple[ClientAlike, ...]:
        """Clients of other cases that the viewer may see and that may be this one, the likeliest first."""
        ...
