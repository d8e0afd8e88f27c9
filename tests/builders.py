"""Builders of a real office for tests: an encrypted store, people of each role, and short ways along the main road."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from kmcase.application.budgets import AllowLate, BudgetService
from kmcase.application.people import PeopleService, RegisterPerson
from kmcase.application.work import Actor
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.clock import FixedClock
from kmcase.domain.errors import DomainError
from kmcase.domain.ids import SeededIds
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.offices import Office, OfficeKind, OfficeOpened
from kmcase.domain.people import Address, NoIdReason, PersonValues
from kmcase.domain.staff import Role, StaffAdded, StaffMember
from kmcase.persistence import schema
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.engine import postgres_engine, sqlite_engine
from kmcase.persistence.unit_of_work import SqlWork, Store

_KEY = bytes(range(32))
STORE = "0190f000-0000-7000-8000-000000000001"
AREA = frozenset({"410113", "410101"})
CHIANG_PHIN = "410113"
JUNE = datetime(2024, 6, 10, 2, 0, tzinfo=UTC)
FIRST_HALF = BudgetHalf(2567, 1)
SECOND_HALF = BudgetHalf(2567, 2)

STAFF: dict[str, tuple[str, frozenset[Role]]] = {
    "officer": ("นายอาทิตย์ ลงพื้นที่", frozenset({Role.DEVELOPMENT_OFFICER})),
    "officer2": ("นางสาวจันทร์ เยี่ยมบ้าน", frozenset({Role.DEVELOPMENT_OFFICER})),
    "social": ("นางอังคาร วินิจฉัย", frozenset({Role.SOCIAL_WORKER})),
    "finance": ("นายพุธ จ่ายเงิน", frozenset({Role.FINANCE})),
    "finance2": ("นางพฤหัส ตรวจเงิน", frozenset({Role.FINANCE})),
    "director": ("นายศุกร์ ปกครอง", frozenset({Role.DIRECTOR})),
    "auditor": ("นางเสาร์ ตรวจสอบ", frozenset({Role.AUDITOR})),
    "admin": ("นายระบบ ดูแล", frozenset({Role.ADMINISTRATOR})),
    "assistant": ("นางสาวแรม ช่วยเฝ้าระวัง", frozenset({Role.CASE_ASSISTANT})),
}


def password_of(staff_id: str) -> str:
    """What a member of staff types as second person."""
    return f"รหัสลับของ {staff_id} "


def lifting(override: Override) -> dict[str, Any]:
    """An override in a command, with the second person's password."""
    return {"override": override, "second_password": password_of(override.second_person)}


def late(half: BudgetHalf, until: date, second: str) -> AllowLate:
    """Payments after the end of a half, approved by a second person."""
    return AllowLate(
        half=half,
        until=until,
        document="บันทึก 1",
        reason="หนังสือมาช้า",
        approved_by=second,
        second_password=password_of(second),
    )


class TypedPasswords:
    """Second persons without a keyring; `tests/integration/test_second_persons.py` has one."""

    def confirm(self, staff_id: str, password: str) -> None:
        if password != password_of(staff_id):
            raise DomainError("duties.second_password_wrong", "second_password")


@dataclass
class TestOffice:
    """An office in a folder of its own, with a clock that stands still."""

    engine: Engine
    clock: FixedClock
    ids: SeededIds
    store: Store = field(init=False)

    __test__ = False

    def __post_init__(self) -> None:
        self.store = Store(engine=self.engine, store_id=STORE)

    def work(self, login: str = "officer") -> SqlWork:
        """The work of a member of staff, who is known by the login."""
        name, roles = STAFF[login]
        actor = Actor(staff_id=login, name=name, roles=roles, workstation="ทดสอบ")
        return SqlWork(self.store, actor, self.clock, self.ids, TypedPasswords())

    def people(self, login: str = "officer") -> PeopleService:
        """The register."""
        return PeopleService(self.work(login))

    def budgets(self, login: str = "director") -> BudgetService:
        """The budget."""
        return BudgetService(self.work(login))


def new_office(folder: Path, *, clock: FixedClock | None = None, signing_key: str = "") -> TestOffice:
    """An encrypted SQLite office with all staff and no money; its journal names the public key that is given."""
    if signing_key or (clock is not None and clock.at != JUNE):
        return _opened(sqlite_engine(folder / "office.db", _KEY), clock, signing_key)
    made, ids = _template()
    shutil.copyfile(made, folder / "office.db")
    return TestOffice(sqlite_engine(folder / "office.db", _KEY), clock or FixedClock(JUNE), deepcopy(ids))


@cache
def _template() -> tuple[Path, SeededIds]:
    """A new office made once for each test process, to be copied, and the ids that come after it."""
    folder = tempfile.TemporaryDirectory(prefix="kmcase-office-")
    atexit.register(folder.cleanup)
    path = Path(folder.name) / "office.db"
    office = _opened(sqlite_engine(path, _KEY), None)
    office.engine.dispose()
    return path, office.ids


def new_postgres_office(url: str, *, clock: FixedClock | None = None) -> TestOffice:
    """The same on PostgreSQL; the database is empty before."""
    return _opened(postgres_engine(url), clock)


def _opened(engine: Engine, clock: FixedClock | None, signing_key: str = "") -> TestOffice:
    schema.create(engine)
    office = TestOffice(engine, clock or FixedClock(JUNE), SeededIds(7))
    writer = Writer(store=STORE, actor="admin", workstation="ทดสอบ", use_case="office.open", ids=office.ids)
    with engine.execution_options(write=True).begin() as connection:
        chain = Chain(connection, writer)
        opened = Office(
            store=STORE,
            name="นิคมสร้างตนเองเชียงพิณ",
            kind=OfficeKind.SETTLEMENT,
            province_code="41",
            area=AREA,
            short_code="ชพ",
            signing_key=signing_key,
        )
        chain.append(OfficeOpened(office=opened), office.clock.now())
        for login, (name, roles) in STAFF.items():
            member = StaffMember(staff_id=login, login=login, name=name, position="", roles=roles)
            chain.append(StaffAdded(member=member), office.clock.now())
        chain.finish()
    return office


def person_values(**changes: object) -> PersonValues:
    """A person in the office's area, without an id and with the reason."""
    values: dict[str, object] = {
        "title": "นาง",
        "first_name": "บุญมี",
        "last_name": "ศรีสุข",
        "no_id_reason": NoIdReason.CARD_LOST,
        "address": Address(house_no="12", moo=3, subdistrict_code=CHIANG_PHIN),
    }
    return PersonValues(**{**values, **changes})  # type: ignore[arg-type]


def register(office: TestOffice, **changes: object) -> str:
    """A person in the register; gives the id."""
    return office.people().register(RegisterPerson(values=person_values(**changes))).value


def allot(office: TestOffice, baht: int, half: BudgetHalf = SECOND_HALF) -> None:
    """Money for a half."""
    office.budgets().allot(half, Baht.of(baht), date(2024, 4, 1), "หนังสือ พมจ. 1/2567")
