"""Laptops of the sample: one that came home with a value written apart, one that stays away, one that was lost."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from kmcase.application.exchange import EnrolLaptop
from kmcase.application.people import ChangeHousehold, ChangePerson
from kmcase.bootstrap import SAMPLE_PASSWORD, Offices, OpenOffice, Services, services_for
from kmcase.cli.sample.people import AREA
from kmcase.cli.sample.story import Year
from kmcase.domain.ids import SeededIds
from kmcase.domain.money import Baht
from kmcase.persistence.key_wrapping import Argon2Cost

_SEED = 4101
_HOME, _AWAY, _LOST = "เครื่องภาคสนาม 1", "เครื่องภาคสนาม 2", "เครื่องเก่า"
_AT_THE_OFFICE, _IN_THE_FIELD = "0812345678", "0898765432"


def work_with_laptops(year: Year, folder: Path, cost: Argon2Cost) -> None:
    """Plan their story: enrolled in the last weeks, one bundle home two days before today; `folder` for a while."""
    folder.mkdir()
    year.plan(date(2024, 5, 27), 9, lambda: _lose(year, folder))
    year.plan(date(2024, 6, 4), 9, lambda: _enrol(year, _AWAY, AREA[2:4], ("officer3", "officer4"), folder))
    year.plan(date(2024, 6, 13), 9, lambda: _send_out(year, folder, cost))
    year.plan(date(2024, 6, 17), 8, lambda: _come_home(year, folder))


def _enrol(year: Year, name: str, area: tuple[str, ...], logins: tuple[str, ...], folder: Path) -> Path:
    file = folder / f"{name}.enrol"
    command = EnrolLaptop(name=name, area=frozenset(area), officers=frozenset(logins))
    year.of("admin").laptops.enrol(command, file)
    return file


def _lose(year: Year, folder: Path) -> None:
    _enrol(year, _LOST, AREA[:1], ("officer5",), folder)
    year.of("admin").laptops.revoke(_LOST, "ลืมไว้ในรถโดยสาร แจ้งความแล้ว")


def _laptops_offices(year: Year, folder: Path, cost: Argon2Cost) -> Offices:
    entropy = random.Random(_SEED)
    return Offices(folder / "settings", clock=year.clock, ids=SeededIds(_SEED), cost=cost, entropy=entropy.randbytes)


def _send_out(year: Year, folder: Path, cost: Argon2Cost) -> None:
    """The laptop joins, and an officer changes on it what somebody changes at the office, too."""
    file = _enrol(year, _HOME, AREA[:2], ("officer1", "officer2"), folder)
    offices = _laptops_offices(year, folder, cost)
    offices.join(file, folder / "laptop", "officer1", SAMPLE_PASSWORD)
    laptop = offices.sign_in(folder / "laptop", "officer1", SAMPLE_PASSWORD)
    try:
        year.on(date(2024, 6, 13), 14)
        person_id, household_id = _known_here(laptop)
        _write(laptop.services, person_id, household_id, _IN_THE_FIELD, Baht.of(4_650))
        _enter_past_the_sign_in(laptop, person_id)
        year.on(date(2024, 6, 13), 15)
        _write(year.of("officer3"), person_id, household_id, _AT_THE_OFFICE, Baht.of(6_150))
        laptop.services.exchange.make("office", folder / "home.kmbundle")
    finally:
        laptop.close()


def _known_here(laptop: OpenOffice) -> tuple[str, str]:
    """The first household of the laptop's area, and somebody who lives there."""
    people = laptop.services.people
    home = next(page for item in people.households() if (page := people.household(item.household_id)).families)
    return home.families[0][2][0].person_id, home.household_id


def _enter_past_the_sign_in(laptop: OpenOffice, person_id: str) -> None:
    """In the name of one who is no officer of the laptop: the office keeps it, counts it for nothing and says so."""
    services_for(laptop, "officer5").people.reveal_id(person_id, "ตรวจสอบสิทธิ")


def _write(services: Services, person_id: str, household_id: str, phone: str, income: Baht) -> None:
    """Each sees only what stood before the laptop went out."""
    person, home = services.people.page(person_id), services.people.household(household_id)
    services.people.change(ChangePerson(person_id=person_id, values={"phone": phone}, seen=person.seen))
    change = ChangeHousehold(household_id=household_id, values={"monthly_income": income}, seen=home.seen)
    services.people.change_household(change)


def _come_home(year: Year, folder: Path) -> None:
    year.of("admin").exchange.apply(folder / "home.kmbundle")
