"""Makes the sample shelter into a folder."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from kmcase.application.access import NewOffice, NewUser
from kmcase.bootstrap import SAMPLE_NOW, SAMPLE_PASSWORD, Offices
from kmcase.cli.sample.people import AREA
from kmcase.cli.sample.shelter.diary import Diary
from kmcase.cli.sample.shelter.house import House
from kmcase.cli.sample.shelter.life import SEED, live_through
from kmcase.cli.sample.shelter.referring import list_agencies
from kmcase.cli.sample.shelter.staying import set_beds
from kmcase.domain.clock import FixedClock
from kmcase.domain.ids import SeededIds
from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.staff import Role
from kmcase.persistence.engine import lasting_at_the_end
from kmcase.persistence.key_wrapping import PRODUCTION_COST, Argon2Cost
from kmcase.thai.calendar import bangkok_date

CLIENTS = 300
_OPENED = datetime(2023, 10, 2, 1, 0, tzinfo=UTC)
_FIRST = date(2023, 10, 2)
_SOCIAL, _OFFICER = "นักสังคมสงเคราะห์", "นักพัฒนาสังคม"
_PEOPLE: tuple[tuple[str, str, str, Role], ...] = (
    ("director", "นางปัทมา คุ้มครองดี", "ผู้ปกครองสถานคุ้มครอง", Role.DIRECTOR),
    ("admin", "นายระบบ ดูแลเครื่อง", "เจ้าพนักงานธุรการ", Role.ADMINISTRATOR),
    ("finance1", "นางสาวเงินตรา จ่ายถ้วน", "เจ้าพนักงานการเงินและบัญชี", Role.FINANCE),
    ("auditor", "นางสาวตรวจสอบ เที่ยงตรง", "ผู้ตรวจสอบ", Role.AUDITOR),
    ("social1", "นางสาวพิมพา ฟังใจ", _SOCIAL, Role.SOCIAL_WORKER),
    ("social2", "นายธีระ เข้าใจคน", _SOCIAL, Role.SOCIAL_WORKER),
    ("social3", "นางกาญจนา เคียงข้าง", _SOCIAL, Role.SOCIAL_WORKER),
    ("social4", "นายอนุชา ให้โอกาส", _SOCIAL, Role.SOCIAL_WORKER),
    ("officer1", "นายสมบัติ เฝ้าเวร", _OFFICER, Role.DEVELOPMENT_OFFICER),
    ("officer2", "นางสาวดวงใจ พาทำ", _OFFICER, Role.DEVELOPMENT_OFFICER),
    ("officer3", "นายชัยวัฒน์ ลงพื้นที่", _OFFICER, Role.DEVELOPMENT_OFFICER),
    ("officer4", "นางวรรณา ติดตาม", _OFFICER, Role.DEVELOPMENT_OFFICER),
    ("assistant1", "นางคำไพ อาสาดี", "อาสาสมัครพัฒนาสังคม", Role.CASE_ASSISTANT),
    ("assistant2", "นายหนูกาญจน์ ช่วยเหลือ", "อาสาสมัครพัฒนาสังคม", Role.CASE_ASSISTANT),
    ("assistant3", "นางสาวบัวผัน เอื้ออาทร", "อาสาสมัครพัฒนาสังคม", Role.CASE_ASSISTANT),
)


def make_shelter(
    folder: Path,
    say: Callable[[str], None] = lambda text: None,
    *,
    clients: int = CLIENTS,
    cost: Argon2Cost = PRODUCTION_COST,
) -> Diary:
    """A shelter in `folder`, which is empty or missing before, with so many clients; gives what the script did.

    Services, notes and beds grow with the clients. The person at the machine is not told of it as opened last.
    """
    with tempfile.TemporaryDirectory() as settings:
        return _make(folder, Path(settings), say, clients, cost)


def _make(folder: Path, settings: Path, say: Callable[[str], None], clients: int, cost: Argon2Cost) -> Diary:
    clock = FixedClock(_OPENED)
    entropy = random.Random(SEED)
    offices = Offices(settings, clock=clock, ids=SeededIds(SEED), cost=cost, entropy=entropy.randbytes)
    offices.create(_new_office(folder), sample=True)
    office = offices.sign_in(folder, "director", SAMPLE_PASSWORD)
    try:
        house = House(
            office=office,
            clock=clock,
            rand=random.Random(SEED),
            first=_FIRST,
            last=SAMPLE_NOW,
            clients=clients,
            step=say,
        )
        with lasting_at_the_end(office.engine):
            list_agencies(house)
            set_beds(house)
            live_through(house, bangkok_date(SAMPLE_NOW))
            house.play()
        return house.diary
    finally:
        office.close()


def _new_office(folder: Path) -> NewOffice:
    return NewOffice(
        folder=folder,
        name="สถานคุ้มครองคนไร้ที่พึ่งอุดรธานี (ตัวอย่าง)",
        kind=OfficeKind.SHELTER,
        province_code="41",
        area=frozenset(AREA),
        short_code="คพ",
        fiscal_year=2567,
        allotted=(Baht.of(150_000), Baht.of(150_000)),
        document="หนังสือ พส. ที่ พม 0307/2566",
        users=tuple(
            NewUser(login=login, name=name, position=position, roles=frozenset({role}), password=SAMPLE_PASSWORD)
            for login, name, position, role in _PEOPLE
        ),
    )
