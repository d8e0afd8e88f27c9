"""What lists and pages read: one query protocol a noun, on one read transaction, past all aggregates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from kmcase.application.ports.repositories import BudgetRepository, StaffRepository
from kmcase.application.read.budgets import BudgetQueries
from kmcase.application.read.imports import ImportQueries
from kmcase.application.read.meetings import MeetingQueries
from kmcase.application.read.offices import OfficeQueries
from kmcase.application.read.payments import BatchQueries, PaymentQueries
from kmcase.application.read.people import PeopleQueries
from kmcase.application.read.requests import RequestQueries
from kmcase.application.read.today import PendingQueries
from kmcase.domain.offices import Office
from kmcase.rules.regulations import Regulations


class Reading(Protocol):
    """One read transaction."""

    @property
    def now(self) -> datetime: ...
    @property
    def today(self) -> date: ...
    @property
    def head(self) -> str: ...
    @property
    def stores(self) -> tuple[str, ...]: ...
    @property
    def office(self) -> Office: ...
    @property
    def regulations(self) -> Regulations: ...
    @property
    def people(self) -> PeopleQueries: ...
    @property
    def imports(self) -> ImportQueries: ...
    @property
    def requests(self) -> RequestQueries: ...
    @property
    def limits(self) -> BudgetRepository: ...
    @property
    def staff(self) -> StaffRepository: ...
    @property
    def offices(self) -> OfficeQueries: ...
    @property
    def budgets(self) -> BudgetQueries: ...
    @property
    def meetings(self) -> MeetingQueries: ...
    @property
    def batches(self) -> BatchQueries: ...
    @property
    def payments(self) -> PaymentQueries: ...
    @property
    def pending(self) -> PendingQueries: ...
