"""What each of many payer processes does at the same moment; imported by the processes themselves."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sqlalchemy import Engine

from kmcase.application.meetings import MeetingService, RecordDecision
from kmcase.application.payments import HandOver, PaymentService
from kmcase.application.work import Actor
from kmcase.domain.clock import FixedClock
from kmcase.domain.errors import DomainError
from kmcase.domain.ids import RandomIds
from kmcase.domain.meetings import Outcome
from kmcase.domain.money import Baht
from kmcase.persistence.engine import postgres_engine, sqlite_engine
from kmcase.persistence.unit_of_work import SqlWork, Store
from tests.builders import JUNE, STAFF, STORE, TypedPasswords
from tests.money_builders import handover


@dataclass(frozen=True)
class Place:
    """Where the office is: a file, or a server."""

    file: Path | None = None
    url: str = ""

    def engine(self) -> Engine:
        """A connection pool of this process."""
        return postgres_engine(self.url) if self.file is None else sqlite_engine(self.file, bytes(range(32)))


def work_in(engine: Engine, login: str) -> SqlWork:
    """The work of a member of staff in this process."""
    name, roles = STAFF[login]
    actor = Actor(staff_id=login, name=name, roles=roles, workstation="แข่ง")
    return SqlWork(Store(engine=engine, store_id=STORE), actor, FixedClock(JUNE), RandomIds(), TypedPasswords())


def pay_all(place: Place, gate: Barrier, turn: int, voucher_ids: Sequence[str]) -> Counter[str]:
    """Try to pay every number, in an order of one's own."""
    engine = place.engine()
    payments = PaymentService(work_in(engine, "finance"))
    mine = list(voucher_ids)
    random.Random(turn).shuffle(mine)
    gate.wait()
    try:
        return _counted(
            lambda voucher_id=voucher_id: payments.hand_over(HandOver(voucher_id=voucher_id, handover=handover()))
            for voucher_id in mine
        )
    finally:
        engine.dispose()


def approve_one(place: Place, gate: Barrier, turn: int, cases: Sequence[tuple[str, str]]) -> Counter[str]:
    """Try to approve one's own request, out of a budget that does not suffice for all."""
    engine = place.engine()
    meeting_id, request_id = cases[turn]
    meetings = MeetingService(work_in(engine, "director"))
    command = RecordDecision(
        meeting_id=meeting_id,
        request_id=request_id,
        resolution_number=str(turn),
        outcome=Outcome.APPROVED,
        amount=Baht.of(3000),
    )
    gate.wait()
    try:
        return _counted([lambda: meetings.decide(command)])
    finally:
        engine.dispose()


def _counted(tries: object) -> Counter[str]:
    met: Counter[str] = Counter()
    for attempt in tries:  # type: ignore[attr-defined]
        met[_tried(attempt)] += 1
    return met


def _tried(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except DomainError as problem:
        return problem.code
    return "done"
