"""The top of the window: what is left of the half-year, the clocks, standing problems, and the one search."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import astuple, replace
from datetime import datetime, timedelta
from typing import Protocol

from kmcase.application.backups import nag_for_medium
from kmcase.application.exchange.ports import EnrolledLaptop
from kmcase.application.permissions import allowed
from kmcase.application.read.appointments import PartnerItem
from kmcase.application.read.cases import CaseHit
from kmcase.application.read.household_plans import PlanHit
from kmcase.application.read.lessons import LessonItem
from kmcase.application.read.overview import ExchangeClock, HalfLeft, Hit, Problem, Status
from kmcase.application.read.people import PersonItem
from kmcase.application.read.visits import VisitItem
from kmcase.application.work import Work
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.findings import Severity
from kmcase.domain.staff import WORKING_ROLES
from kmcase.messages import message
from kmcase.rules.exchanges import is_long_ago
from kmcase.thai import areas, calendar
from kmcase.thai.addresses import written
from kmcase.thai.folding import fold
from kmcase.thai.keyboard import swap_layout
from kmcase.thai.national_id import mask_id

_MOST_HITS, _MOST_VISITED, _MOST_NAMED = 12, 2, 2
_BACKUP_EACH = timedelta(days=1, hours=12)
_MEGABYTE = 1_000_000


class Machine(Protocol):
    """What the files of an office tell without opening its database."""

    def last_backup(self) -> datetime | None:
        """When the last whole back-up was made."""
        ...

    def last_second_medium(self) -> datetime | None:
        """When a back-up last went to a second medium."""
        ...

    def low_space(self) -> int | None:
        """The free bytes where they are few, else None."""
        ...

    def missing_triggers(self) -> tuple[str, ...]:
        """Triggers that should guard the tables and are not there."""
        ...

    def too_many_rights(self) -> bool:
        """Whether the database of a shared office lets this program lift what guards the journal."""
        ...

    def password_lent(self) -> bool:
        """Whether somebody else set the password of who is signed in."""
        ...


class OverviewService:
    """Reads for every role; what a role may not see is left out."""

    def __init__(
        self,
        work: Work,
        machine: Machine,
        clock: Callable[[], ExchangeClock | None] = lambda: None,
        laptops: Callable[[], Sequence[EnrolledLaptop]] = tuple,
    ) -> None:
        self._work = work
        self._laptops = laptops
        self._machine = machine
        self._clock = clock

    def status(self) -> Status:
        """The half of today, the last back-up, the exchange, standing problems, the gravest first."""
        exchange = self._clock()
        with self._work.read("office.read") as reading:
            now, today = reading.now, reading.today
            if exchange is not None and exchange.last_exchange is not None:
                overdue = is_long_ago(exchange.last_exchange, today, reading.regulations)
                exchange = replace(exchange, overdue=overdue)
            half = BudgetHalf(calendar.fiscal_year(today), calendar.half_of(today))
            # A laptop holds the postings of its own area alone: what they add up to is not what is left.
            known = self._may("budgets.read") and not self._work.at_laptop
            budget = reading.limits.budget(half) if known else None
        left = None
        if budget is not None:
            left = HalfLeft(half=half, allotted=budget.allotted, available=budget.available)
        last_backup, problems = self._machine.last_backup(), self._problems(now)
        return Status(half=left, last_backup=last_backup, problems=problems, exchange=exchange)

    def search(self, text: str) -> tuple[Hit, ...]:
        """A receipt by its number; persons by name, id, house or telephone, the newest visits to the first of
        them and the plans of their households; partners, laptops and lessons by a part of their name; cases that the
        actor may see by number or client.
        Either keyboard layout is found.
        """
        hits: list[Hit] = []
        if self._may("payments.read"):
            with self._work.read("payments.read") as reading:
                voucher_id = reading.payments.voucher_by_number(text.strip())
                if voucher_id is not None:
                    payee = reading.payments.receipt(voucher_id).voucher.payee_name
                    hits.append(Hit(noun="receipt", record_id=voucher_id, title=text.strip(), detail=payee))
        named = self._named(text)
        if self._may("people.search"):
            with self._work.read("people.search") as reading:
                found = reading.people.search(text, _MOST_HITS)
            visited = self._visits_to([item.person_id for item in found[:_MOST_VISITED]])
            planned = self._plans_of(found)
            room = _MOST_HITS - len(hits) - len(visited) - len(planned) - len(named)
            hits += [*map(_person_hit, found[:room]), *visited, *planned]
        return (*hits, *named, *self._cases(text))

    def _cases(self, text: str) -> list[Hit]:
        """By number, name, id or telephone of the client."""
        if not self._may("cases.read"):
            return []
        typed = {text.strip(), fold(text), fold(swap_layout(text))} - {""}
        with self._work.read("cases.read") as reading:
            return [_case_hit(found) for found in reading.cases.search(typed, _MOST_NAMED)]

    def _plans_of(self, persons: Sequence[PersonItem]) -> list[Hit]:
        """The plans of the households in which they live."""
        if not persons or not self._may("household_plans.read"):
            return []
        names = {item.person_id: item.name for item in persons}
        with self._work.read("household_plans.read") as reading:
            found = reading.household_plans.of_persons(tuple(names))
        return [_plan_hit(hit, names[hit.person_id]) for hit in found[:_MOST_NAMED]]

    def _visits_to(self, persons: Sequence[str]) -> list[Hit]:
        """The newest visit to each."""
        if not self._may("visits.read"):
            return []
        with self._work.read("visits.read") as reading:
            newest = [reading.visits.list(person_id=person_id)[:1] for person_id in persons]
        return [_visit_hit(item) for items in newest for item in items]

    def _named(self, text: str) -> list[Hit]:
        """What is few enough to be looked through: partners, laptops, lessons; the first of each kind."""
        wanted = {fold(text), fold(swap_layout(text))} - {""}
        hits: list[list[Hit]] = []
        if self._may("partners.read"):
            with self._work.read("partners.read") as reading:
                hits.append([_partner_hit(item) for item in reading.appointments.partner_items()])
        if self._may("laptops.read"):
            hits.append([_laptop_hit(each) for each in self._laptops()])
        if self._may("lessons.read"):
            with self._work.read("lessons.read") as reading:
                hits.append([_lesson_hit(item) for item in reading.lessons.list() if item.lesson_id])
        return [hit for kind in hits for hit in [each for each in kind if _says(each, wanted)][:_MOST_NAMED]]

    def _problems(self, now: datetime) -> tuple[Problem, ...]:
        machine, found = self._machine, []
        if gone := machine.missing_triggers():
            said = message("shell.problem.triggers", count=len(gone))
            found.append(Problem(said=said, severity=Severity.BLOCK, noun="verification"))
        if machine.too_many_rights():
            found.append(Problem(said=message("shell.problem.too_many_rights"), severity=Severity.WARN))
        if (free := machine.low_space()) is not None:
            said = message("shell.problem.low_space", megabytes=free // _MEGABYTE)
            found.append(Problem(said=said, severity=Severity.BLOCK))
        # On a laptop nobody can change a password, and nobody is asked as second person.
        lent = not self._work.at_laptop and bool(self._work.actor.roles & WORKING_ROLES) and machine.password_lent()
        if lent:
            found.append(Problem(said=message("shell.problem.password_lent"), severity=Severity.WARN, noun="staff"))
        backup = machine.last_backup()
        if backup is not None and now - backup > _BACKUP_EACH:
            said = message("shell.problem.backup_old", days=(now - backup).days)
            found.append(Problem(said=said, severity=Severity.WARN, noun="backup"))
        if backup is not None and (nag := nag_for_medium(machine.last_second_medium(), now)) is not None:
            found.append(Problem(said=nag, severity=Severity.WARN, noun="backup"))
        return tuple(found)

    def _may(self, use_case: str) -> bool:
        return allowed(use_case, self._work.actor.roles)


def _person_hit(item: PersonItem) -> Hit:
    area = areas.area(item.subdistrict_code) if item.subdistrict_code else None
    parts = (mask_id(item.national_id) if item.national_id else "", item.house_no, areas.label(area) if area else "")
    detail = " ".join(part for part in parts if part)
    return Hit(noun="person", record_id=item.person_id, title=item.name, detail=detail)


def _case_hit(found: CaseHit) -> Hit:
    return Hit(noun="case", record_id=found.case_id, title=found.name or found.number, detail=found.number)


def _says(hit: Hit, wanted: Set[str]) -> bool:
    said = fold(f"{hit.title} {hit.detail}")
    return any(each in said for each in wanted)


def _plan_hit(found: PlanHit, name: str) -> Hit:
    return Hit(noun="household_plan", record_id=found.household_id, title=name, detail=written(*astuple(found.address)))


def _visit_hit(item: VisitItem) -> Hit:
    detail = f"{calendar.format_short(item.visited_on)} {item.officer_name}"
    return Hit(noun="visit", record_id=item.visit_id, title=item.person_name, detail=detail)


def _partner_hit(item: PartnerItem) -> Hit:
    return Hit(noun="partner", record_id=item.partner_id, title=item.name, detail=item.agency)


def _laptop_hit(each: EnrolledLaptop) -> Hit:
    return Hit(noun="laptop", record_id=each.laptop.laptop_id, title=each.laptop.name, detail="")


def _lesson_hit(item: LessonItem) -> Hit:
    return Hit(noun="lesson", record_id=item.lesson_id, title=item.title, detail=item.round.number)
