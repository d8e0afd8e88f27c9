"""Invented persons and households of six sub-districts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from kmcase.domain.dates import PartialDate
from kmcase.domain.money import Baht
from kmcase.domain.people import (
    Address,
    HouseholdMember,
    HouseholdValues,
    Membership,
    MembershipKind,
    NoIdReason,
    PersonValues,
    Sex,
)
from kmcase.thai.national_id import check_digit

AREA = ("410113", "410103", "410117", "410105", "410102", "410107")
_VILLAGES = ("เชียงพิณ", "โนนสวรรค์", "หนองบัวทอง", "ดงเจริญ", "นาทราย", "ศรีพัฒนา", "ห้วยหิน", "โคกกลาง")
_MEN = (
    "สมชาย", "บุญส่ง", "ประเสริฐ", "คำพอง", "ทองดี", "อุดม", "วิชัย", "สุรศักดิ์", "ไพบูลย์", "ณรงค์", "เกรียงไกร",
    "พงษ์ศักดิ์", "ธีรพงษ์", "หนูเพียร", "จำรัส", "บัวลา", "กิตติ", "ปัญญา", "ผดุง", "เฉลิม",
)  # fmt: skip
_WOMEN = (
    "บุญมี", "สมจิตร", "ทองใบ", "คำปุ่น", "วิไล", "สุภาพร", "กัญญารัตน์", "นงลักษณ์", "เพ็ญศรี", "จันทร์เพ็ญ", "ละมัย",
    "หนูแดง", "รัชนี", "ปิยะนุช", "ศิริพร", "มะลิวัลย์", "ญาดา", "ณัฐธิดา", "อรทัย", "ผุสดี",
)  # fmt: skip
_FAMILIES = (
    "ศรีสุข", "ใจดี", "แก้วมณี", "พรมมา", "ดวงจันทร์", "ทองสุข", "วงศ์คำ", "ภูมิพันธ์", "สีหาบุตร", "นามวงษ์", "โคตรชมภู",
    "จันทะคาม", "บุตรดี", "หล้าแก้ว", "ชัยปัญญา", "อ่อนศรี", "ตั้งเจริญวงศ์ไพบูลย์", "คำภูแสน", "ผิวขาว", "ฐานะดี",
)  # fmt: skip
_WORK = ("รับจ้างทั่วไป", "ทำนา", "เก็บของเก่า", "ค้าขายรายวัน", "ว่างงาน", "เลี้ยงสัตว์", "ก่อสร้าง")
_KINDS = ("low_income", "elderly", "disabled", "illness", "unemployed", "debt", "single_parent", "child")
_HOUSING = ("own_dilapidated", "own_stable", "on_others_land", "rented")
_RELATIONS = (("child", 3, 25), ("parent", 60, 85), ("spouse", 25, 70), ("grandchild", 1, 14))


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A household with the heads of its families and the other members."""

    values: HouseholdValues
    heads: tuple[PersonValues, ...]
    members: tuple[HouseholdMember, ...]


class People:
    """Makes homes from one seed; national ids have right check digits and belong to nobody."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._serial = 0

    def home(self, number: int, as_of: date) -> Home:
        """The household of a number."""
        rand = self._random
        address = Address(
            house_no=f"{number % 290 + 1}" + (f"/{rand.randint(1, 9)}" if rand.random() < 0.25 else ""),
            moo=rand.randint(1, 14),
            village=rand.choice(_VILLAGES),
            subdistrict_code=AREA[number % len(AREA)],
        )
        family = rand.choice(_FAMILIES)
        heads = [self._head(family, address, as_of)]
        if number % 9 == 4:
            heads.append(self._head(rand.choice(_FAMILIES), address, as_of))
        income = Baht.of(rand.randrange(1500, 9000, 500))
        values = HouseholdValues(
            house_code=f"4101{number:07d}",
            address=address,
            housing=rand.choice(_HOUSING),
            monthly_income=income,
            monthly_expenses=income + Baht.of(rand.randrange(-500, 2500, 250)),
            income_sources=frozenset({rand.choice(("occupation", "children", "welfare"))}),
        )
        members = tuple(self._member(family, as_of) for _ in range(rand.randint(0, 3)))
        return Home(values=values, heads=tuple(heads), members=members)

    def _head(self, family: str, address: Address, as_of: date) -> PersonValues:
        rand = self._random
        woman = rand.random() < 0.6
        born = as_of - timedelta(days=rand.randint(22 * 365, 84 * 365))
        year_only = as_of.year - born.year > 62 and rand.random() < 0.5
        no_id = rand.random() < 0.06
        kind = rand.choice(list(MembershipKind))
        return PersonValues(
            title=rand.choice(("นาง", "นางสาว")) if woman else "นาย",
            first_name=rand.choice(_WOMEN if woman else _MEN),
            last_name=family,
            sex=Sex.FEMALE if woman else Sex.MALE,
            national_id=None if no_id else self._national_id(),
            no_id_reason=rand.choice(list(NoIdReason)) if no_id else None,
            birth=PartialDate(born.year) if year_only else PartialDate.from_date(born),
            phone="" if rand.random() < 0.3 else f"08{rand.randint(10_000_000, 99_999_999)}",
            address=address,
            problem_kinds=frozenset([*rand.sample(_KINDS, k=rand.randint(1, 2)), "low_income"]),
            problems_as_of=as_of,
            marital_status=rand.choice(("married", "widowed", "divorced", "single")),
            occupation=rand.choice(_WORK),
            monthly_income=Baht.of(rand.randrange(0, 6500, 500)),
            can_write=rand.random() > 0.12,
            membership=Membership(
                kind=kind,
                since=date(rand.randint(1975, 2010), rand.randint(1, 12), 1) if kind is MembershipKind.MEMBER else None,
                member_number=f"{rand.randint(1, 4000):04d}" if kind is MembershipKind.MEMBER else "",
            ),
        )

    def _member(self, family: str, as_of: date) -> HouseholdMember:
        rand = self._random
        relation, youngest, oldest = rand.choice(_RELATIONS)
        age = rand.randint(youngest, oldest)
        woman = rand.random() < 0.5
        title = ("เด็กหญิง" if woman else "เด็กชาย") if age < 15 else ("นาง" if woman else "นาย")
        return HouseholdMember(
            member_id="",
            household_id="",
            name=f"{title}{rand.choice(_WOMEN if woman else _MEN)} {family}",
            birth=PartialDate(as_of.year - age),
            relation=relation,
            occupation="" if age < 18 else rand.choice(_WORK),
            monthly_income=None if age < 18 else Baht.of(rand.randrange(0, 5000, 500)),
            condition=rand.choice(("normal", "normal", "normal", "disabled", "chronic_illness")),
            self_care=rand.random() > 0.15,
        )

    def _national_id(self) -> str:
        self._serial += 1
        twelve = f"341019{self._serial:06d}"
        return twelve + check_digit(twelve)
