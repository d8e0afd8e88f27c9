"""The unit of work: permission, one transaction, events appended and folded, commit by the service alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection, Engine

from kmcase.application.changes import Changes, Outcome
from kmcase.application.permissions import AT_LAPTOP, require
from kmcase.application.ports.seconds import SecondPersons
from kmcase.application.work import Actor
from kmcase.domain.cases.secrecy import Viewer
from kmcase.domain.clock import Clock
from kmcase.domain.errors import DomainError, EnvironmentProblem, require_that
from kmcase.domain.events import Event
from kmcase.domain.findings import Finding
from kmcase.domain.ids import Ids
from kmcase.domain.offices import Office
from kmcase.domain.staff import SIGNING_ROLES
from kmcase.persistence.chain import Chain, Signer, Writer
from kmcase.persistence.engine import AWAY, one_state, translating
from kmcase.persistence.lost_answer import arrived
from kmcase.persistence.queries.cases import SqlConferenceNeeds
from kmcase.persistence.reading import SqlReading
from kmcase.persistence.repositories import SqlRepositories
from kmcase.persistence.repositories.case_assessments import SqlCaseAssessments
from kmcase.persistence.repositories.case_closing import SqlCaseClosings
from kmcase.persistence.repositories.case_intake import SqlCaseIntake
from kmcase.persistence.repositories.case_network import SqlCaseNetwork
from kmcase.persistence.repositories.case_notes import SqlCaseNotes
from kmcase.persistence.repositories.case_plans import SqlCasePlans
from kmcase.persistence.repositories.case_referrals import SqlCaseReferrals
from kmcase.persistence.repositories.case_stays import SqlCaseStays
from kmcase.persistence.repositories.case_tasks import SqlCaseTasks
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.repositories.office import load_office, load_regulations
from kmcase.persistence.signing import SIGNED
from kmcase.rules.regulations import Regulations
from kmcase.thai.calendar import bangkok_date

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An open store: its engine and id, and the office's signature where this user's role unlocks it.

    `keyed`: the office has a keyring, so that who signs for it must hold the key. `laptop_id`: whose store it is, empty
    at the office. `written`: ids of the events that this desktop appended, which are no news to it; kept where somebody
    `listens`.
    """

    engine: Engine
    store_id: str
    signer: Signer | None = None
    keyed: bool = False
    laptop_id: str = ""
    cached: dict[str, object] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    listens: bool = False


class SqlUnit(SqlRepositories):
    """One write transaction. Made by `SqlWork.begin` alone."""

    def __init__(self, connection: Connection, chain: Chain, work: SqlWork) -> None:
        super().__init__(connection)
        self._connection = connection
        self._chain = chain
        self.actor: Actor = work.actor
        self.now: datetime = work.clock.now()
        self.today: date = bangkok_date(self.now)
        self.ids: Ids = work.ids
        self.laptop_id: str = work.store.laptop_id
        self.committed = False
        self._viewer = work.viewer
        self._touched: set[tuple[str, str]] = set()
        self._written: set[str] = work.store.written if work.store.listens else set()

    @cached_property
    def office(self) -> Office:
        """The office of this store, read when it is first asked for; raises `office_files.no_office`."""
        return load_office(self._connection)

    @cached_property
    def regulations(self) -> Regulations:
        """The numbers in force by date."""
        return load_regulations(self._connection)

    @cached_property
    def cases(self) -> SqlCases:
        """Cases that the actor may see."""
        return SqlCases(self._rows, self._viewer, self.now)

    @cached_property
    def case_plans(self) -> SqlCasePlans:
        """Service plans of cases that the actor may see."""
        return SqlCasePlans(self._rows, self._viewer, self.now)

    @cached_property
    def case_intake(self) -> SqlCaseIntake:
        """Reception and papers of cases that the actor may see."""
        return SqlCaseIntake(self._rows, self._viewer, self.now)

    @cached_property
    def case_notes(self) -> SqlCaseNotes:
        """Notes of cases that the actor may see."""
        return SqlCaseNotes(self._rows, self._viewer, self.now)

    @cached_property
    def case_stays(self) -> SqlCaseStays:
        """Beds, and stays of cases that the actor may see."""
        return SqlCaseStays(self._rows, self._viewer, self.now)

    @cached_property
    def case_tasks(self) -> SqlCaseTasks:
        """Tasks of cases that the actor may see."""
        return SqlCaseTasks(self._rows, self._viewer, self.now)

    @cached_property
    def case_referrals(self) -> SqlCaseReferrals:
        """Referrals of cases that the actor may see."""
        return SqlCaseReferrals(self._rows, self._viewer, self.now)

    @cached_property
    def case_closings(self) -> SqlCaseClosings:
        """Closings of cases that the actor may see."""
        return SqlCaseClosings(self._rows, self._viewer, self.now)

    @cached_property
    def conferences(self) -> SqlConferenceNeeds:
        """Case conferences, of their agendas the cases that the actor may see."""
        return SqlConferenceNeeds(self._rows, self._viewer, self.now)

    @cached_property
    def case_assessments(self) -> SqlCaseAssessments:
        """Assessments of cases that the actor may see."""
        return SqlCaseAssessments(self._rows, self._viewer, self.now)

    @cached_property
    def case_network(self) -> SqlCaseNetwork:
        """Who is around the clients that the actor may see."""
        return SqlCaseNetwork(self._rows, self._viewer, self.now)

    def record(self, event: Event) -> str:
        """Append and fold; returns the event id."""
        if self.committed:
            raise RuntimeError("the unit is committed")
        where = self._chain.append(event, self.now)
        self._touched.update(event.touches)
        self._written.add(where.event_id)
        return where.event_id

    @property
    def end(self) -> tuple[str, int, bytes]:
        """Store, number and hash of the newest entry of the chain."""
        return self._chain.end

    def commit(self, value: T, findings: tuple[Finding, ...] = ()) -> Outcome[T]:
        """Make it last when the block ends."""
        self._chain.finish()
        self.committed = True
        return Outcome(value, Changes(frozenset(self._touched)), findings)


class SqlWork:
    """Opens units and readings on a store in somebody's name."""

    def __init__(self, store: Store, actor: Actor, clock: Clock, ids: Ids, seconds: SecondPersons) -> None:
        self.store = store
        self.actor = actor
        self.clock = clock
        self.ids = ids
        self.seconds = seconds

    @property
    def at_laptop(self) -> bool:
        """Whether this is a laptop's store."""
        return bool(self.store.laptop_id)

    @property
    def viewer(self) -> Viewer:
        """Who looks at cases."""
        return Viewer(staff_id=self.actor.staff_id, roles=self.actor.roles)

    @contextmanager
    def begin(self, use_case: str) -> Iterator[SqlUnit]:
        """A write transaction; rolled back unless the service commits the unit.

        Raises `laptops.at_the_office` on a laptop for what is done at the office alone, and `staff.key_waits` where the
        entry ought to be signed and this signer was not handed the key yet. Of a server that went away it raises
        `shared_office.away`, nothing saved, or `.unsure`, where that cannot be told.
        """
        require(use_case, self.actor.roles)
        require_that(not self.store.laptop_id or use_case in AT_LAPTOP, "laptops.at_the_office")
        if self.store.keyed and self.store.signer is None and use_case in SIGNED and self.actor.roles & SIGNING_ROLES:
            raise DomainError("staff.key_waits")
        engine = self.store.engine.execution_options(write=True)
        unit: SqlUnit | None = None
        try:
            with translating(), engine.connect() as connection, connection.begin() as transaction:
                unit = SqlUnit(connection, Chain(connection, self._writer(use_case)), self)
                yield unit
                if not unit.committed:
                    transaction.rollback()
        except EnvironmentProblem as problem:
            if problem.code != AWAY or unit is None or not unit.committed:
                raise
            if not arrived(self.store.engine, unit.end):
                raise

    @contextmanager
    def read(self, use_case: str) -> Iterator[SqlReading]:
        """A read transaction: one state of the database for all of a page's queries."""
        require(use_case, self.actor.roles)
        with translating(), one_state(self.store.engine).connect() as connection:
            yield SqlReading(connection, self.clock.now(), self.store.laptop_id, self.viewer)

    def _writer(self, use_case: str) -> Writer:
        return Writer(
            store=self.store.store_id,
            actor=self.actor.staff_id,
            workstation=self.actor.workstation,
            use_case=use_case,
            ids=self.ids,
            signer=self.store.signer if use_case in SIGNED else None,
            laptop=bool(self.store.laptop_id),
        )
