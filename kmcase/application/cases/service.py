"""Heads of cases: opened, described, moved through the stages, restricted, and who is in the team."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from kmcase.application.cases.checks import (
    require_birth,
    require_in_case_work,
    require_leading,
    require_listed,
    require_of_team,
    require_open,
    require_reason,
    require_since_opening,
)
from kmcase.application.cases.numbers import next_number
from kmcase.application.changes import Outcome
from kmcase.application.people import encode_all
from kmcase.application.read.cases import BrokenGlass, CaseList, CasePage, CaseSight, StageStep
from kmcase.application.work import Unit, Work
from kmcase.domain.cases.heads import (
    LISTED,
    CaseHead,
    CaseKind,
    CaseOpened,
    CaseRestricted,
    CaseSealed,
    CaseSeen,
    ClientDescribed,
    ClientLinked,
    ClientValues,
    GlassBroken,
    Seen,
    StageReached,
    TeamChanged,
    TeamPlace,
    TeamRole,
)
from kmcase.domain.cases.secrecy import CASE_ROLES, is_orphaned, works_on_cases
from kmcase.domain.casework import Casework, Entry
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.numbers import CASE
from kmcase.rules.cases import restricted_by_default
from kmcase.thai.calendar import bangkok_date

GLASS_STAYS_BROKEN = timedelta(hours=24)
"""How long a restricted case stays open to somebody outside the team who gave a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A new case; `flags` are facts of the intake that restrict it by themselves (`rules.cases`).

    `restricted_for` None takes what the rules say; empty opens it to all in case work. The actor becomes its manager
    where `manager` is empty.
    """

    kind: CaseKind
    legal_basis: str
    client_group: str
    client: ClientValues
    opened_at: datetime
    flags: frozenset[str] = frozenset()
    restricted_for: tuple[str, ...] | None = None
    manager: str = ""
    person_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeClient:
    """New values of some fields of the client, and what the editor saw of them.

    A birth date that makes a client a child whose photograph is kept restricts the case, unless `open_reason` says why
    not.
    """

    case_id: str
    values: dict[str, Any]
    seen: dict[str, tuple[str, ...]]
    open_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkClient:
    """The client is somebody of the register; an empty person takes the link away. Both with a reason."""

    case_id: str
    person_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCase:
    """The case came to a stage."""

    case_id: str
    stage: str
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictCase:
    """Restrict to the team for reasons of the casework; without reasons, open it again with a note why."""

    case_id: str
    restricted_for: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTeam:
    """Somebody comes into the team or does something else in it; no role: leaves it."""

    case_id: str
    staff_id: str
    role: TeamRole | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakGlass:
    """Open a restricted case of another team for a day, by its number and with a reason that its manager sees."""

    number: str
    reason: str


class CaseService:
    """Use cases of heads of cases."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def list(self) -> CaseList:
        """Cases that the actor may see, and how many restricted ones he may not."""
        with self._work.read("cases.read") as reading:
            return reading.cases.list()

    def page(self, case_id: str) -> CasePage:
        """The head of a case; raises `cases.unknown`, of one that is hidden too."""
        with self._work.read("cases.read") as reading:
            return reading.cases.page(case_id)

    def steps(self, case_id: str) -> tuple[StageStep, ...]:
        """The way through the stages; raises `cases.unknown`."""
        with self._work.read("cases.read") as reading:
            return reading.cases.steps(case_id)

    def sights(self, case_id: str) -> tuple[CaseSight, ...]:
        """Who saw the case; raises `cases.unknown`."""
        with self._work.read("cases.read") as reading:
            return reading.cases.sights(case_id)

    def glasses(self) -> tuple[BrokenGlass, ...]:
        """Every broken glass of the office without whose case it was, the newest first."""
        with self._work.read("glasses.list") as reading:
            return reading.cases.glasses()

    def choices(self) -> tuple[Entry, ...]:
        """The client groups that a new case may have."""
        with self._work.read("cases.read") as reading:
            return reading.cases.newest_casework().client_groups

    def note_sight(self, case_id: str, how: Seen, what: str) -> Outcome[str]:
        """Keep that the actor saw, printed or exported something of a case; raises `cases.unknown`."""
        with self._work.begin("cases.note_sight") as unit:
            note_sights(unit, (case_id,), how, what)
            return unit.commit(case_id)

    def note_listed(self, case_ids: Sequence[str], how: Seen) -> Outcome[int]:
        """Keep that the actor printed or exported lines of these cases; gives how many; raises `cases.unknown`."""
        with self._work.begin("cases.note_sight") as unit:
            note_sights(unit, case_ids, how, LISTED)
            return unit.commit(len(case_ids))

    def open(self, command: OpenCase) -> Outcome[str]:
        """Open a case; gives its id. Raises what `open_case` raises."""
        with self._work.begin("cases.open") as unit:
            return unit.commit(open_case(unit, command))

    def describe(self, command: DescribeClient) -> Outcome[str]:
        """Write fields of the client; what somebody wrote apart meanwhile comes to stand beside it, never vanishes.

        Raises `people.birth_in_future` and `people.birth_too_old` beside `birth`.
        """
        with self._work.begin("cases.describe") as unit:
            head = unit.cases.head(command.case_id)
            changed = {
                name: value
                for name, value in command.values.items()
                if name in head.conflicts or getattr(head.client, name) != value
            }
            if "birth" in changed:
                require_birth(unit, changed["birth"])
            if "birth" in changed and unit.cases.photographed(head.case_id):
                casework = unit.cases.casework(head.casework)
                more = reasons_of_birth(head, casework, changed["birth"], unit.today)
                restrict_further(unit, head, casework, more, command.open_reason)
            if changed:
                seen = {name: command.seen[name] for name in changed if name in command.seen}
                unit.record(ClientDescribed(case_id=head.case_id, values=encode_all(changed), seen=seen))
            return unit.commit(head.case_id)

    def link(self, command: LinkClient) -> Outcome[str]:
        """Say that the client is somebody of the register, or is not; what the case holds stays as it is."""
        with self._work.begin("cases.link") as unit:
            head = unit.cases.head(command.case_id)
            reason = require_reason(command.reason)
            if command.person_id:
                unit.people.person(command.person_id)
            if command.person_id != head.person_id:
                unit.record(ClientLinked(case_id=head.case_id, person_id=command.person_id, reason=reason))
            return unit.commit(head.case_id)

    def move(self, command: MoveCase) -> Outcome[str]:
        """Bring a case to a stage; one that ends it is closing's own use case."""
        with self._work.begin("cases.move") as unit:
            head = unit.cases.head(command.case_id)
            stage = unit.cases.casework(head.casework).stage(command.stage)
            require_that(not stage.ends, "cases.close_instead", "stage")
            require_open(head)
            require_since_opening(unit, head, command.on)
            unit.record(StageReached(case_id=head.case_id, stage=stage.code, on=command.on, note=command.note.strip()))
            return unit.commit(head.case_id)

    def restrict(self, command: RestrictCase) -> Outcome[str]:
        """Restrict a case to its team, or open it again: only the team may say so."""
        with self._work.begin("cases.restrict") as unit:
            head = unit.cases.head(command.case_id)
            require_of_team(unit, head)
            known = {reason.code for reason in unit.cases.casework(head.casework).restrictions}
            require_that(set(command.restricted_for) <= known, "cases.unknown_restriction", "restricted_for")
            if head.restricted and not command.restricted_for:
                require_reason(command.note, "note")
            note_restriction(unit, head.case_id, command.restricted_for, command.note)
            return unit.commit(head.case_id)

    def change_team(self, command: ChangeTeam) -> Outcome[str]:
        """Change the team; a restricted case's by its own team alone, or by whoever sees it once none of that may lead.

        A case has one manager: who was it before works in the team from then on, or leaves it if in case work no more.
        Raises `cases.team_only`, `cases.not_in_case_work`, `cases.cannot_lead`, `cases.manager_missing`.
        """
        with self._work.begin("cases.team") as unit:
            head = unit.cases.head(command.case_id)
            if head.restricted and not is_orphaned({place.staff_id for place in head.team}, unit.staff.members()):
                require_of_team(unit, head)
            if command.role is TeamRole.MANAGER:
                require_leading(unit, command.staff_id, "staff_id")
                _take_over(unit, head, command.staff_id)
            else:
                _require_place(unit, command)
                others = (place for place in head.team if place.staff_id != command.staff_id)
                led = any(place.role is TeamRole.MANAGER for place in others)
                require_that(led, "cases.manager_missing", "role")
            unit.record(TeamChanged(case_id=head.case_id, staff_id=command.staff_id, role=command.role))
            return unit.commit(head.case_id)

    def break_glass(self, command: BreakGlass) -> Outcome[str]:
        """Open a restricted case for a day; gives its id. Raises `cases.no_sealed_case` beside the number."""
        with self._work.begin("cases.break_glass") as unit:
            reason = require_reason(command.reason)
            case_id = unit.cases.sealed(command.number)
            if not case_id:
                raise DomainError("cases.no_sealed_case", "number")
            unit.record(
                GlassBroken(
                    case_id=case_id,
                    staff_id=unit.actor.staff_id,
                    reason=reason,
                    until=unit.now + GLASS_STAYS_BROKEN,
                )
            )
            return unit.commit(case_id)


def _require_place(unit: Unit, command: ChangeTeam) -> None:
    if command.role is None:
        unit.staff.member(command.staff_id)
    else:
        require_in_case_work(unit, command.staff_id, "staff_id")


def _take_over(unit: Unit, head: CaseHead, staff_id: str) -> None:
    for place in head.team:
        if place.role is TeamRole.MANAGER and place.staff_id != staff_id:
            stays = TeamRole.WORKER if works_on_cases(unit.staff.member(place.staff_id)) else None
            unit.record(TeamChanged(case_id=head.case_id, staff_id=place.staff_id, role=stays))


def note_sights(unit: Unit, case_ids: Iterable[str], how: Seen, what: str) -> None:
    """Enter in somebody's unit that he saw something of these cases; raises `cases.unknown` of one he may not see."""
    for case_id in case_ids:
        unit.cases.require(case_id)
        unit.record(CaseSeen(case_id=case_id, how=how, what=what))


def note_restriction(unit: Unit, case_id: str, restricted_for: tuple[str, ...], note: str) -> None:
    """Enter why the team alone may see a case (for nothing: all may), and beside it the seal that has no words."""
    unit.record(CaseRestricted(case_id=case_id, restricted_for=restricted_for, note=note.strip()))
    unit.record(CaseSealed(case_id=case_id, sealed=bool(restricted_for)))


def restrict_further(unit: Unit, head: CaseHead, casework: Casework, more: Collection[str], open_reason: str) -> None:
    """Restrict a case for more reasons than those that stand, or keep why it stays open all the same."""
    new = set(more) - set(head.restricted_for)
    if not new:
        return
    if open_reason.strip() and not head.restricted:
        note_restriction(unit, head.case_id, (), open_reason)
        return
    told = {*head.restricted_for, *new}
    reasons = tuple(each.code for each in casework.restrictions if each.code in told)
    note_restriction(unit, head.case_id, reasons, "")


def reasons_of_birth(head: CaseHead, casework: Casework, birth: PartialDate | None, today: date) -> tuple[str, ...]:
    """Why the rules restrict a case once this is its client's birth date, and did not by the one that stands."""
    before = restricted_by_default(casework, (), head.client.birth, today)
    found = restricted_by_default(casework, (), birth, today)
    return tuple(reason for reason in found if reason not in (*before, *head.restricted_for))


def open_case(unit: Unit, command: OpenCase) -> str:
    """Open a case in somebody's unit; gives its id.

    Raises `cases.unknown_basis`, `cases.unknown_group`, `cases.in_future`, `cases.not_in_case_work`,
    `cases.cannot_lead`, `people.unknown`, `people.birth_in_future`, `people.birth_too_old`, each beside its field.
    """
    casework = unit.cases.newest_casework()
    require_listed(casework.legal_bases, command.legal_basis, "cases.unknown_basis", "legal_basis")
    require_listed(casework.client_groups, command.client_group, "cases.unknown_group", "client_group")
    require_that(command.opened_at <= unit.now, "cases.in_future", "opened_at")
    require_birth(unit, command.client.birth)
    manager = require_leading(unit, command.manager or unit.actor.staff_id, "manager")
    if command.person_id:
        unit.people.person(command.person_id)
    restricted_for = command.restricted_for
    if restricted_for is None:
        day = bangkok_date(command.opened_at)
        restricted_for = restricted_by_default(casework, command.flags, command.client.birth, day)
    prefix, serial, year = next_number(unit, CASE, bangkok_date(command.opened_at))
    team = {manager.staff_id: TeamRole.MANAGER}
    if unit.actor.roles & CASE_ROLES:
        team.setdefault(unit.actor.staff_id, TeamRole.WORKER)
    case_id = unit.ids.new()
    unit.record(
        CaseOpened(
            case_id=case_id,
            prefix=prefix,
            serial=serial,
            fiscal_year=year,
            kind=command.kind,
            casework=casework.version,
            opened_at=command.opened_at,
            legal_basis=command.legal_basis,
            client_group=command.client_group,
            client=command.client,
            stage=casework.stages[0].code,
            team=tuple(TeamPlace(staff_id=staff_id, role=role) for staff_id, role in team.items()),
            restricted_for=restricted_for,
            person_id=command.person_id,
        )
    )
    return case_id
