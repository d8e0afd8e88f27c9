"""A small office and a laptop of its in real folders, made once for each test process and copied for who writes."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from kmcase.application.access import NewOffice, NewUser
from kmcase.application.exchange import EnrolLaptop
from kmcase.application.people import ChangePerson, RegisterHousehold, RegisterPerson
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.domain.clock import FixedClock
from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.people import HouseholdValues
from kmcase.domain.staff import Role
from tests.builders import AREA, CHIANG_PHIN, person_values
from tests.conflict_builders import HOUSE
from tests.sample import CHEAP

START = datetime(2024, 6, 10, 2, 0, tzinfo=UTC)
PASSWORD = "ปลาทู-12"
LAPTOP = "เครื่อง 1"
_USERS = (
    ("director", "นายศุกร์ ปกครอง", Role.DIRECTOR),
    ("admin", "นายระบบ ดูแล", Role.ADMINISTRATOR),
    ("officer1", "นายอาทิตย์ ลงพื้นที่", Role.DEVELOPMENT_OFFICER),
    ("officer2", "นางสาวจันทร์ เยี่ยมบ้าน", Role.DEVELOPMENT_OFFICER),
    ("auditor", "นางเสาร์ ตรวจสอบ", Role.AUDITOR),
)


@dataclass
class Place:
    """The folders `office` and `laptop` below one, and the day on which everything happens there."""

    root: Path
    clock: FixedClock = field(default_factory=lambda: FixedClock(START))
    _open: list[OpenOffice] = field(default_factory=list)

    @property
    def office(self) -> Path:
        return self.root / "office"

    @property
    def laptop(self) -> Path:
        return self.root / "laptop"

    @property
    def offices(self) -> Offices:
        return Offices(self.root / "settings", clock=self.clock, cost=CHEAP)

    def enter(self, folder: Path, login: str) -> OpenOffice:
        """Somebody signs in; `close` lets go of all that are open."""
        opened = self.offices.sign_in(folder, login, PASSWORD)
        self._open.append(opened)
        return opened

    def close(self) -> None:
        while self._open:
            self._open.pop().close()

    def later(self, **time: int) -> None:
        self.clock.at += timedelta(**time)

    def enrol(self, name: str, area: frozenset[str] = AREA) -> Path:
        """The file by which another laptop joins."""
        file = self.root / f"{name}.enrol"
        admin = self.offices.sign_in(self.office, "admin", PASSWORD)
        admin.services.laptops.enrol(EnrolLaptop(name=name, area=area), file)
        admin.close()
        return file


def people_of(opened: OpenOffice) -> list[str]:
    """Ids of the persons known, in dictionary order."""
    return [item.person_id for item in opened.services.people.persons()]


def write_phone(opened: OpenOffice, person_id: str, phone: str) -> None:
    """An edit by somebody who saw what stands here."""
    people = opened.services.people
    people.change(ChangePerson(person_id=person_id, values={"phone": phone}, seen=people.page(person_id).seen))


def bundle(opened: OpenOffice, out: Path, to: str = "office") -> Path:
    """A new bundle for somebody."""
    opened.services.exchange.make(to, out)
    return out


@cache
def _made() -> Path:
    place = Place(Path(tempfile.mkdtemp(prefix="kmcase-laptop-folders-")))
    place.offices.create(
        NewOffice(
            folder=place.office,
            name="นิคมสร้างตนเองเชียงพิณ",
            kind=OfficeKind.SETTLEMENT,
            province_code="41",
            area=AREA,
            short_code="ชพ",
            fiscal_year=2567,
            allotted=(Baht.of(100_000), Baht.of(100_000)),
            document="หนังสือ 1",
            users=tuple(
                NewUser(login=login, name=name, position="", roles=frozenset({role}), password=PASSWORD)
                for login, name, role in _USERS
            ),
        )
    )
    officer = place.enter(place.office, "officer1")
    people = officer.services.people
    people.register_household(RegisterHousehold(values=HouseholdValues(address=HOUSE)))
    for name in ("กัญญา", "ขวัญใจ", "คำปอน"):
        people.register(RegisterPerson(values=person_values(first_name=name, address=HOUSE, phone="0800000000")))
    place.close()
    file = place.enrol(LAPTOP, frozenset({CHIANG_PHIN}))
    place.offices.join(file, place.laptop, "officer1", PASSWORD)
    return place.root


def a_place(into: Path) -> Place:
    """The two folders in a place of the test's own."""
    shutil.copytree(_made(), into / "place")
    return Place(into / "place")
