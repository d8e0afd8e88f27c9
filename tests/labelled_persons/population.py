"""Persons in households in villages: what is true of them, before anybody writes it down."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kmcase.thai import areas
from kmcase.thai.national_id import check_digit
from tests.labelled_persons.names import NICKNAMES, Names

TODAY = 2024


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A person as he is; `sex` 1 male, 2 female; `id_kind` thai, none, other or passport."""

    number: int
    household: int
    first: str
    last: str
    nickname: str
    sex: int
    birth: date
    id_kind: str
    national_id: str
    house: str
    moo: int
    area: areas.Area
    house_code: str
    phone: str
    account: str
    father: str
    mother: str
    married: bool


class Population:
    """Households one after another, until enough persons live."""

    def __init__(self, seed: int, persons: int) -> None:
        self.chance = random.Random(f"population {seed}")
        self.names = Names(self.chance)
        every = [each for code in _provinces(persons) for each in _areas_of(code)]
        self.chance.shuffle(every)
        self._areas = every[: max(8, persons // 500)]
        self._lineages = {each.subdistrict_code: [self.names.family() for _ in range(40)] for each in self._areas}
        self._count = persons
        self._next_id = 0

    def people(self) -> Iterator[Truth]:
        """So many persons."""
        number, household = 0, 0
        while number < self._count:
            for person in self._household(household):
                if number >= self._count:
                    return
                yield replace(person, number=number)
                number += 1
            household += 1

    def _household(self, household: int) -> Iterator[Truth]:
        chance, area = self.chance, self.chance.choice(self._areas)
        lineage = chance.choice(self._lineages[area.subdistrict_code]) if chance.random() < 0.7 else self.names.family()
        own_phone = self.phone()
        shared = {
            "number": 0,
            "household": household,
            "house": f"{chance.randint(1, 260)}" + (f"/{chance.randint(1, 30)}" if chance.random() < 0.3 else ""),
            "moo": chance.randint(1, 14),
            "area": area,
            "house_code": f"{area.province_code}{chance.randint(10**8, 10**9 - 1)}",
        }
        run = chance.randint(10**7, 10**8 - 200)
        head_year = chance.randint(1935, 1995)
        adults = self._couple(lineage, head_year, shared, own_phone, run)
        yield from adults
        if len(adults) > 1:
            yield from self._children(adults, head_year, shared, own_phone, run)

    def _couple(self, lineage: str, year: int, shared: dict, phone: str, run: int) -> list[Truth]:
        chance = self.chance
        sexes = (1, 2) if chance.random() < 0.75 else (chance.choice((1, 2)),)
        found = []
        for place, sex in enumerate(sexes):
            kept = sex == 2 and place == 1 and chance.random() < 0.3
            born = self.birthday(year + chance.randint(-4, 4))
            found.append(
                self._person(
                    shared, run + place * 37, sex=sex, birth=born, last=self.names.family() if kept else lineage,
                    first=self.names.given(sex, born.year),
                    father=self.names.given(1, born.year - 28), mother=self.names.given(2, born.year - 25),
                    phone=phone if place == 0 or chance.random() < 0.4 else self.phone(),
                    married=sex == 2 and place == 1 and not kept,
                )
            )  # fmt: skip
        return found

    def _children(self, adults: list[Truth], year: int, shared: dict, phone: str, run: int) -> Iterator[Truth]:
        chance, father, mother = self.chance, adults[0], adults[1]
        born, before = self.birthday(year + chance.randint(20, 34)), ""
        for place in range(chance.choices((0, 1, 2, 3, 4), (20, 25, 30, 17, 8))[0]):
            sex = chance.choice((1, 2))
            twin = place > 0 and chance.random() < 0.04
            born = born if twin else born + timedelta(days=chance.randint(330, 1800) if place else 0)
            if born.year > TODAY:
                return
            name = self.names.beside(before, sex, born.year) if before else self.names.given(sex, born.year)
            own = self.phone() if born.year < 2008 and chance.random() < 0.4 else phone
            yield self._person(
                shared, run + 100 + place, sex=sex, birth=born, last=father.last, first=name, father=father.first,
                mother=mother.first, phone=own, married=False,
            )  # fmt: skip
            before = name

    def _person(self, shared: dict, run: int, **values) -> Truth:
        chance = self.chance
        kind = chance.choices(("thai", "zero", "other", "passport", "none"), (90, 3, 1, 0.5, 5.5))[0]
        return Truth(
            **shared,
            **values,
            nickname=chance.choice(NICKNAMES) if chance.random() < 0.4 else "",
            id_kind=kind,
            national_id=self._national_id(kind, shared["area"], run),
            account=self.account() if chance.random() < 0.5 else "",
        )

    def _national_id(self, kind: str, area: areas.Area, run: int) -> str:
        """A family's ids of type 3 run in sequence."""
        if kind == "none":
            return ""
        if kind == "passport":
            return f"{self.chance.choice('PNAC')}{self.chance.randint(10**6, 10**8 - 1)}"
        firsts = {"thai": "1" * 30 + "3" * 60 + "5" * 8 + "88", "zero": "0", "other": "67"}
        first = self.chance.choice(firsts[kind])
        running = run if first == "3" else self.chance.randint(10**6, 10**8 - 1)
        return with_check_digit(f"{first}{area.district_code}{running % 10**7:07d}")

    def birthday(self, year: int) -> date:
        """A day of a year; now and then 1 January, where only the year was known."""
        return date(year, 1, 1) + timedelta(self.chance.randint(0, 364) if self.chance.random() < 0.99 else 0)

    def phone(self) -> str:
        """A mobile number."""
        return f"0{self.chance.choice('689')}{self.chance.randint(10**7, 10**8 - 1)}"

    def account(self) -> str:
        """A bank account's number."""
        return (
            str(self.chance.randint(10**9, 10**10 - 1))
            if self.chance.random() < 0.7
            else str(self.chance.randint(10**11, 10**12 - 1))
        )

    def elsewhere(self) -> tuple[areas.Area, str, int]:
        """A place to move to."""
        return self.chance.choice(self._areas), str(self.chance.randint(1, 260)), self.chance.randint(1, 14)


def with_check_digit(twelve: str) -> str:
    """A national id of its first twelve digits."""
    return twelve + check_digit(twelve)


def _areas_of(province: str) -> list[areas.Area]:
    return [each for district in areas.districts(province) for each in areas.subdistricts(district.code)]


def _provinces(persons: int) -> tuple[str, ...]:
    """A small register lies in four provinces, a large one in all."""
    return ("41", "39", "42", "43") if persons <= 200_000 else tuple(each.code for each in areas.provinces())
