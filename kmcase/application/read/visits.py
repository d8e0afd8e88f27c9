"""What the list of visits, one visit's page and the first screen show of visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from kmcase.application.ports.visits import VisitRepository
from kmcase.application.read.requests import CommentLine, EvidenceLine, StepLine
from kmcase.domain.evidence import Attachment
from kmcase.domain.findings import Finding
from kmcase.domain.people import Address
from kmcase.domain.visits import Contradiction, Visit, VisitState


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitItem:
    """A line of the list; `paused`: begun, and no sitting goes on. Answers in conflict and comments are counted."""

    visit_id: str
    person_id: str
    person_name: str
    house_no: str
    moo: int | None
    subdistrict_code: str
    officer: str
    officer_name: str
    state: VisitState
    paused: bool
    visited_on: date
    changed_at: str
    in_conflict: int
    open_comments: int
    wished: bool
    request_id: str | None
    appointment_id: str | None
    restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAnswer:
    """One of the values of an answer that were written apart; `value` None: the answer was taken away."""

    event_id: str
    written_by: str
    written_at: str
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedVersion:
    """What was sent: the answers of that moment, `changed` the questions that differ from the version before.

    `verdict` is `returned`, `reviewed` or, while it waits, empty.
    """

    submission_id: str
    submitted_at: str
    submitted_by: str
    visited_on: date
    answers: Mapping[str, Any]
    changed: tuple[str, ...]
    verdict: str = ""
    reason: str = ""
    judged_by: str = ""
    judged_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where the survey, or where it says nothing the register, and the visit differ on a question.

    `source` is `survey` or `register`; only a significant one contradicts. `reason` and `confirmed_by` stand only for
    the values of now.
    """

    contradiction: Contradiction
    source: str
    significant: bool
    reason: str = ""
    explained_by: str = ""
    confirmed_by: str = ""

    @property
    def settled(self) -> bool:
        """Explained and confirmed, or of no weight."""
        return not self.significant or bool(self.reason and self.confirmed_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPage:
    """One visit on one page.

    `answers` are whole, by question name; `conflicts` are by key (`domain.answers`), as `settle` takes it; `aside` are
    attachments of pieces that were settled anew without them. `findings` are what the rules say now, of sending it.
    """

    visit: Visit
    person_name: str
    national_id: str | None
    restricted: bool
    address: Address
    officer_name: str
    answers: Mapping[str, Any]
    conflicts: Mapping[str, tuple[StandingAnswer, ...]]
    evidence: tuple[EvidenceLine, ...]
    aside: tuple[Attachment, ...]
    comments: tuple[CommentLine, ...]
    versions: tuple[SubmittedVersion, ...]
    steps: tuple[StepLine, ...]
    staff_names: Mapping[str, str]
    request_id: str | None
    request_number: str
    corrected_by: str | None
    differences: tuple[Difference, ...] = ()
    findings: tuple[Finding, ...] = ()


class VisitQueries(VisitRepository, Protocol):
    """Visits for lists and pages."""

    def list(
        self,
        *,
        states: frozenset[VisitState] = frozenset(),
        officer: str = "",
        person_id: str = "",
        subdistrict_code: str = "",
        text: str = "",
    ) -> tuple[VisitItem, ...]:
        """Visits of these states (none: of all), the newest first; `text` is part of the person's name or house."""
        ...

    def page(self, visit_id: str) -> VisitPage:
        """A visit's page without differences and findings; raises `visits.unknown`."""
        ...
