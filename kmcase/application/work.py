"""The work of one signed-in person: permission and transaction open together."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from kmcase.application.changes import Outcome
from kmcase.application.ports.reading import Reading
from kmcase.application.ports.repositories import Repositories
from kmcase.application.ports.seconds import SecondPersons
from kmcase.domain.events import Event
from kmcase.domain.findings import Finding
from kmcase.domain.ids import Ids
from kmcase.domain.offices import Office
from kmcase.domain.staff import Role
from kmcase.rules.regulations import Regulations

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who works here now, and at which workstation."""

    staff_id: str
    name: str
    roles: frozenset[Role]
    workstation: str


class Unit(Repositories, Protocol):
    """One write transaction; leaving the block without `commit` rolls everything back."""

    @property
    def actor(self) -> Actor: ...
    @property
    def now(self) -> datetime: ...
    @property
    def today(self) -> date: ...
    @property
    def ids(self) -> Ids: ...
    @property
    def laptop_id(self) -> str:
        """Whose laptop this is, empty at the office."""
        ...

    @property
    def office(self) -> Office: ...
    @property
    def regulations(self) -> Regulations: ...

    def record(self, event: Event) -> str:
        """Append an event and fold it, in this transaction; returns the event id."""
        ...

    def commit(self, value: T, findings: tuple[Finding, ...] = ()) -> Outcome[T]:
        """Make it last; what changed is the union of what the events touch."""
        ...


class Work(Protocol):
    """Opens units and readings for an actor; a use case not in the permission table is refused."""

    @property
    def actor(self) -> Actor: ...
    @property
    def seconds(self) -> SecondPersons: ...
    @property
    def at_laptop(self) -> bool: ...

    def begin(self, use_case: str) -> AbstractContextManager[Unit]:
        """A write transaction, once the permission is given; raises `shell.not_permitted`."""
        ...

    def read(self, use_case: str) -> AbstractContextManager[Reading]:
        """A read transaction, once the permission is given."""
        ...
