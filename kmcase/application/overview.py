"""The top of the window: what is left of the half-year, the clocks, standing problems, and the one search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from kmcase.application.backups import nag_for_medium
from kmcase.application.permissions import allowed
from kmcase.application.read.overview import ExchangeClock, HalfLeft, Hit, Problem, Status
from kmcase.application.read.people import PersonItem
from kmcase.application.work import Work
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.findings import Severity
from kmcase.domain.staff import WORKING_ROLES
from kmcase.messages import message
from kmcase.rules.exchanges import is_long_ago
from kmcase.thai import areas, calendar
from kmcase.thai.national_id import mask_id

_MOST_HITS = 12
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

    def __init__(self, work: Work, machine: Machine, clock: Callable[[], ExchangeClock | None] = lambda: None) -> None:
        self._work = work
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
        """Persons by name, id, house or telephone; a receipt by its number. Either keyboard layout is found."""
        hits: list[Hit] = []
        if self._may("payments.read"):
            with self._work.read("payments.read") as reading:
                voucher_id = reading.payments.voucher_by_number(text.strip())
                if voucher_id is not None:
                    payee = reading.payments.receipt(voucher_id).voucher.payee_name
                    hits.append(Hit(noun="receipt", record_id=voucher_id, title=text.strip(), detail=payee))
        if self._may("people.search"):
            with self._work.read("people.search") as reading:
                hits += [_person_hit(item) for item in reading.people.search(text, _MOST_HITS)]
        return tuple(hits)

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
        if self._work.actor.roles & WORKING_ROLES and machine.password_lent():
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
