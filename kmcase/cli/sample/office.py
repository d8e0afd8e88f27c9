"""Makes the sample office into a folder."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kmcase.application.access import NewOffice, NewUser
from kmcase.application.budgets import OpeningPayment, Transfer
from kmcase.application.people import RegisterHousehold, RegisterPerson
from kmcase.bootstrap import SAMPLE_NOW, SAMPLE_PASSWORD, Offices
from kmcase.cli.sample.people import AREA, People
from kmcase.cli.sample.story import (
    RunPlan,
    Year,
    complete,
    follow_up,
    meeting,
    open_request,
    pay_run,
    prepare_run,
    review,
)
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.clock import FixedClock
from kmcase.domain.ids import SeededIds
from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.payments import Method
from kmcase.domain.staff import Role
from kmcase.persistence.key_wrapping import PRODUCTION_COST, Argon2Cost
from kmcase.thai.calendar import bangkok_date

_SEED = 2567
_HOUSEHOLDS = 400
_OPENED = datetime(2023, 10, 2, 2, 0, tzinfo=UTC)
_ROLES: tuple[tuple[str, str, str, frozenset[Role]], ...] = (
    ("director", "นายศุกร์ ปกครองดี", "ผู้ปกครองนิคม", frozenset({Role.DIRECTOR})),
    ("admin", "นายระบบ ดูแลเครื่อง", "เจ้าพนักงานธุรการ", frozenset({Role.ADMINISTRATOR})),
    ("finance1", "นายพุธ จ่ายถ้วน", "เจ้าพนักงานการเงินและบัญชี", frozenset({Role.FINANCE})),
    ("finance2", "นางพฤหัส ตรวจทาน", "เจ้าพนักงานการเงินและบัญชี", frozenset({Role.FINANCE})),
    ("social1", "นางอังคาร วินิจฉัยชอบ", "นักสังคมสงเคราะห์", frozenset({Role.SOCIAL_WORKER})),
    ("social2", "นายเสาร์ เห็นใจ", "นักสังคมสงเคราะห์", frozenset({Role.SOCIAL_WORKER})),
    ("auditor", "นางสาวตรวจสอบ เที่ยงตรง", "ผู้ตรวจสอบ", frozenset({Role.AUDITOR})),
    *(
        (f"officer{number}", name, "นักพัฒนาสังคม", frozenset({Role.DEVELOPMENT_OFFICER}))
        for number, name in enumerate(
            (
                "นายอาทิตย์ ลงพื้นที่",
                "นางสาวจันทร์ เยี่ยมบ้าน",
                "นางดารา ถามไถ่",
                "นายเมฆ บันทึกดี",
                "นางสาวน้ำฝน เดินทาง",
                "นายภูผา จดมติ",
                "นางตะวัน ติดตาม",
            ),
            1,
        )
    ),
)


def make_sample(
    folder: Path, settings: Path, say: Callable[[str], None] = lambda text: None, cost: Argon2Cost = PRODUCTION_COST
) -> None:
    """An office in `folder`, which is empty or missing before; takes about half a minute."""
    clock = FixedClock(_OPENED)
    entropy = random.Random(_SEED)
    offices = Offices(
        settings, clock=clock, ids=SeededIds(_SEED), cost=cost, entropy=lambda count: entropy.randbytes(count)
    )
    users = tuple(
        NewUser(login=login, name=name, position=position, roles=roles, password=SAMPLE_PASSWORD)
        for login, name, position, roles in _ROLES
    )
    offices.create(
        NewOffice(
            folder=folder,
            name="นิคมสร้างตนเองเชียงพิณ (ตัวอย่าง)",
            kind=OfficeKind.SETTLEMENT,
            province_code="41",
            area=frozenset(AREA),
            short_code="ชพ",
            fiscal_year=2567,
            allotted=(Baht.of(500_000), Baht.of(300_000)),
            document="หนังสือ พมจ. อุดรธานี ที่ อด 0004/2566",
            users=users,
        ),
        sample=True,
    )
    office = offices.sign_in(folder, "director", SAMPLE_PASSWORD)
    try:
        year = Year(office=office, clock=clock, people=[], rand=random.Random(_SEED), step=say)
        _register(year)
        _budget(year)
        _first_half(year)
        _second_half(year)
        clock.at = SAMPLE_NOW
    finally:
        office.close()
        shutil.rmtree(settings, ignore_errors=True)


def _register(year: Year) -> None:
    makers = People(_SEED)
    as_of = date(2023, 10, 16)
    year.on(as_of)
    for number in range(_HOUSEHOLDS):
        if number % 100 == 0:
            year.step(f"households {number}/{_HOUSEHOLDS}")
        home = makers.home(number, as_of)
        people = year.of(f"officer{number % 5 + 1}").people
        household_id = people.register_household(RegisterHousehold(values=home.values)).value
        families = [family_id for family_id, _, _ in people.household(household_id).families]
        for position, head in enumerate(home.heads):
            if position:
                families.append(people.form_family(household_id, "ครอบครัวที่ 2").value)
            values = replace(head, family_id=families[position])
            year.people.append(people.register(RegisterPerson(values=values)).value)
        for member in home.members:
            people.list_member(replace(member, household_id=household_id, family_id=families[0]))


def _budget(year: Year) -> None:
    director = year.of("director").budgets
    first, second = BudgetHalf(2567, 1), BudgetHalf(2567, 2)
    director.set_plan(
        first,
        {
            "2023-10": Baht.of(30_000),
            "2023-11": Baht.of(90_000),
            "2023-12": Baht.of(90_000),
            "2024-01": Baht.of(100_000),
            "2024-02": Baht.of(100_000),
            "2024-03": Baht.of(90_000),
        },
    )
    director.set_plan(second, {f"2024-{month:02d}": Baht.of(50_000) for month in range(4, 10)})
    year.on(date(2023, 11, 1))
    for number in range(8):
        director.enter_opening(
            OpeningPayment(
                person_id=year.people[number * 3],
                aid_kind="low_income",
                amount=Baht.of(2000 + number % 2 * 1000),
                paid_on=date(2023, 10, 9 + number),
                voucher_number=f"ส.{number + 1}/2566",
                document="ทะเบียนเดิมใน Excel เดือนตุลาคม 2566",
            )
        )


def _round(year: Year, first: int, count: int, visits: date, meeting_day: date, number: str) -> list[str]:
    """A month's requests from the visit to the panel; gives what was approved, with what waited before."""
    for offset in range(count):
        index = first + offset
        day = visits + timedelta(days=offset % 9)
        request_id = open_request(year, year.people[(index * 2 + 30) % len(year.people)], day, index)
        complete(year, request_id, index)
        year.on(day + timedelta(days=2 + offset % 4), 11)
        review(year, request_id, index)
    year.step(f"meeting {number}")
    return meeting(year, meeting_day, number)


def _first_half(year: Year) -> None:
    rounds = (
        (0, 22, date(2023, 11, 2), date(2023, 11, 20), "8/2566", "ขบ 101/2567", Method.CASH, "ศาลากลางบ้านเชียงพิณ"),
        (22, 24, date(2023, 12, 1), date(2023, 12, 18), "9/2566", "ขบ 118/2567", Method.CASH, "หอประชุมตำบลบ้านขาว"),
        (46, 24, date(2024, 1, 4), date(2024, 1, 22), "1/2567", "ขบ 140/2567", Method.TRANSFER, "โอนผ่านธนาคาร"),
        (70, 24, date(2024, 2, 1), date(2024, 2, 19), "2/2567", "ขบ 163/2567", Method.CASH, "ศาลากลางบ้านโนนสวรรค์"),
        (94, 20, date(2024, 2, 28), date(2024, 3, 14), "3/2567", "ขบ 187/2567", Method.CASH, "ที่ทำการนิคม"),
    )
    for first, count, visits, day, number, batch, method, place in rounds:
        approved = _round(year, first, count, visits, day, number)
        plan = RunPlan(
            number=batch,
            asked_on=day + timedelta(days=1),
            drawn_on=day + timedelta(days=4),
            paid_on=day + timedelta(days=7),
            place=place,
            method=method,
        )
        pay_run(year, prepare_run(year, approved, plan), plan)
        follow_up(year, day + timedelta(days=26))
    year.on(date(2024, 3, 25))
    year.of("finance1").budgets.transfer(
        Transfer(
            source=BudgetHalf(2567, 1),
            target=BudgetHalf(2567, 2),
            amount=Baht.of(20_000),
            on=date(2024, 3, 25),
            document="บันทึก ที่ นค 12/2567",
            reason="มีครอบครัวรอการช่วยเหลือในครึ่งปีหลังมากกว่าที่วางแผนไว้",
            approved_by=year.of("director").actor.staff_id,
        )
    )


def _second_half(year: Year) -> None:
    rounds = (
        (120, 16, date(2024, 4, 4), date(2024, 4, 22), "4/2567", "ขบ 201/2567"),
        (140, 16, date(2024, 5, 2), date(2024, 5, 20), "5/2567", "ขบ 219/2567"),
    )
    for first, count, visits, day, number, batch in rounds:
        approved = _round(year, first, count, visits, day, number)
        plan = RunPlan(
            number=batch,
            asked_on=day + timedelta(days=1),
            drawn_on=day + timedelta(days=3),
            paid_on=day + timedelta(days=8),
            place="ศาลากลางบ้านเชียงพิณ",
        )
        pay_run(year, prepare_run(year, approved, plan), plan)
        follow_up(year, day + timedelta(days=27))
    _today(year)


def _today(year: Year) -> None:
    """Work in every state on the day that the sample shows."""
    today = bangkok_date(SAMPLE_NOW)
    approved = _round(year, 160, 20, date(2024, 5, 27), date(2024, 6, 10), "6/2567")
    plan = RunPlan(
        number="ขบ 236/2567",
        asked_on=date(2024, 6, 11),
        drawn_on=date(2024, 6, 14),
        paid_on=today,
        place="ศาลากลางบ้านดงเจริญ",
        leave=9,
        close=False,
    )
    waiting = approved[-4:]
    run_id = prepare_run(year, approved[:-4], plan)
    pay_run(year, run_id, plan)
    year.step(f"{len(waiting)} wait for a batch")
    states = (("draft", 6), ("in_review", 5), ("correction", 3), ("ready", 7))
    index = 200
    for state, count in states:
        for offset in range(count):
            day = today - timedelta(days=1 + (index + offset * 3) % 13)
            request_id = open_request(year, year.people[(index * 2 + 31) % len(year.people)], day, index)
            index += 1
            if state == "draft":
                continue
            complete(year, request_id, index - 1)
            if state != "in_review":
                review(year, request_id, index - 1, back=state == "correction")
    meeting(year, today + timedelta(days=1), "7/2567", decide=False)
