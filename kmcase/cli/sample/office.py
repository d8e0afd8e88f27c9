"""Makes the sample office into a folder."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from kmcase.application.access import NewOffice, NewUser
from kmcase.application.budgets import OpeningPayment, Transfer
from kmcase.application.people import RegisterHousehold, RegisterPerson
from kmcase.bootstrap import SAMPLE_NOW, SAMPLE_PASSWORD, Offices
from kmcase.cli.sample.case_conferences import confer
from kmcase.cli.sample.case_endings import end_cases
from kmcase.cli.sample.case_intakes import record_intakes
from kmcase.cli.sample.case_plans import plan_services
from kmcase.cli.sample.cases import open_cases
from kmcase.cli.sample.daily import live_days
from kmcase.cli.sample.doubles import enter_payee_twice, enter_twice, receive_other_payments
from kmcase.cli.sample.field_work import plan_field_work
from kmcase.cli.sample.households import plan_households
from kmcase.cli.sample.indicators import judge_indicators
from kmcase.cli.sample.laptops import work_with_laptops
from kmcase.cli.sample.observations import look_into
from kmcase.cli.sample.papers import ask_for_lists, receive_lists, receive_submissions, scan_run, write_lists
from kmcase.cli.sample.people import AREA, People
from kmcase.cli.sample.rounds import look_back
from kmcase.cli.sample.story import (
    RunPlan,
    Year,
    ask_for_money,
    call_meeting,
    complete,
    follow_up,
    hold_meeting,
    open_request,
    pay_run,
    prepare_run,
    review,
)
from kmcase.cli.sample.trips import send_out
from kmcase.cli.sample.verifying import ask_drawn, confirm_relatives, draw_lots, look_again, seal_half
from kmcase.cli.sample.visits import plan_visits
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.clock import FixedClock
from kmcase.domain.ids import SeededIds
from kmcase.domain.money import Baht
from kmcase.domain.offices import OfficeKind
from kmcase.domain.payments import Method
from kmcase.domain.staff import Role
from kmcase.persistence.engine import lasting_at_the_end
from kmcase.persistence.key_wrapping import PRODUCTION_COST, Argon2Cost
from kmcase.thai.calendar import bangkok_date

_SEED = 2567
_HOUSEHOLDS = 400
_SCANNED_BEFORE = 90
_OPENED = datetime(2023, 10, 2, 2, 0, tzinfo=UTC)
_ROLES: tuple[tuple[str, str, str, frozenset[Role]], ...] = (
    ("director", "นายศุกร์ ปกครองดี", "ผู้ปกครองนิคม", frozenset({Role.DIRECTOR})),
    ("admin", "นายระบบ ดูแลเครื่อง", "เจ้าพนักงานธุรการ", frozenset({Role.ADMINISTRATOR})),
    ("finance1", "นายพุธ จ่ายถ้วน", "เจ้าพนักงานการเงินและบัญชี", frozenset({Role.FINANCE})),
    ("finance2", "นางพฤหัส ตรวจทาน", "เจ้าพนักงานการเงินและบัญชี", frozenset({Role.FINANCE})),
    ("social1", "นางอังคาร วินิจฉัยชอบ", "นักสังคมสงเคราะห์", frozenset({Role.SOCIAL_WORKER})),
    ("social2", "นายเสาร์ เห็นใจ", "นักสังคมสงเคราะห์", frozenset({Role.SOCIAL_WORKER})),
    ("assistant1", "นางสาวแรม ช่วยเฝ้าระวัง", "อาสาสมัครพัฒนาสังคม", frozenset({Role.CASE_ASSISTANT})),
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
    folder: Path, say: Callable[[str], None] = lambda text: None, cost: Argon2Cost = PRODUCTION_COST
) -> None:
    """An office in `folder`, which is empty or missing before; takes about half a minute.

    The person at the machine is not told of it as an office opened last.
    """
    with tempfile.TemporaryDirectory() as settings:
        _make(folder, Path(settings), say, cost)


def _make(folder: Path, settings: Path, say: Callable[[str], None], cost: Argon2Cost) -> None:
    clock = FixedClock(_OPENED)
    entropy = random.Random(_SEED)
    offices = Offices(settings, clock=clock, ids=SeededIds(_SEED), cost=cost, entropy=entropy.randbytes)
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
        with lasting_at_the_end(office.engine):
            _register(year)
            _budget(year)
            work_with_laptops(year, settings / "laptops", cost)
            _year(year)
        clock.at = SAMPLE_NOW
        say("pictures")
        office.services.pictures.look()
    finally:
        office.close()


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


def _round(year: Year, first: int, count: int, visits: date, meeting_day: date, plan: RunPlan, number: str) -> None:
    """A month: visits, drafts, reviews, the meeting, the money and the follow-up, each planned for its day."""

    def work_on(index: int, day: date) -> None:
        request_id = open_request(year, year.people[(index * 2 + 30) % len(year.people)], day, index)
        complete(year, request_id, index)
        year.plan(day + timedelta(days=2 + index % 4), 11, lambda: review(year, request_id, index))

    for offset in range(count):
        index, day = first + offset, visits + timedelta(days=offset % 9)
        year.plan(day, 9 + offset % 6, partial(work_on, index, day))

    def decide(meeting_id: str) -> None:
        year.step(f"meeting {number}")
        approved = hold_meeting(year, meeting_id, meeting_day, number)
        held_back = approved[-plan.hold_back :] if plan.hold_back else []
        paid = approved[: len(approved) - len(held_back)]
        year.plan(plan.asked_on, 10, lambda: draw(ask_for_money(year, paid, plan), paid))
        if plan.taken_out:
            send_out(year, held_back[: plan.taken_out])

    def draw(batch_id: str, paid: list[str]) -> None:
        year.plan(plan.drawn_on, 11, lambda: pay(prepare_run(year, batch_id, paid, plan)))

    def pay(run_id: str) -> None:
        year.plan(plan.paid_on, 8, lambda: pay_run(year, run_id, plan))
        if plan.scanned:
            year.plan(plan.paid_on + timedelta(days=1), 10, lambda: scan_run(year, run_id))
        if plan.close:
            asked = meeting_day + timedelta(days=26)
            year.plan(asked, 10, lambda: follow_up(year, asked))
            year.plan(asked, 12, lambda: look_again(year, asked))
            year.plan(asked, 15, lambda: look_into(year))
            look_back(year, run_id, plan.number, plan.paid_on)

    def call() -> None:
        meeting_id = call_meeting(year, meeting_day, number)
        year.plan(meeting_day, 14, lambda: decide(meeting_id))

    year.plan(meeting_day - timedelta(days=3), 15, call)


def _plan(number: str, meeting_day: date, place: str, method: Method = Method.CASH) -> RunPlan:
    return RunPlan(
        number=number,
        asked_on=meeting_day + timedelta(days=1),
        drawn_on=meeting_day + timedelta(days=4),
        paid_on=meeting_day + timedelta(days=7),
        place=place,
        method=method,
    )


def _year(year: Year) -> None:
    rounds = (
        (0, 22, date(2023, 11, 2), date(2023, 11, 20), "8/2566", "ขบ 101/2567", Method.CASH, "ศาลากลางบ้านเชียงพิณ"),
        (22, 24, date(2023, 12, 1), date(2023, 12, 18), "9/2566", "ขบ 118/2567", Method.CASH, "หอประชุมตำบลบ้านขาว"),
        (46, 24, date(2024, 1, 4), date(2024, 1, 22), "1/2567", "ขบ 140/2567", Method.TRANSFER, "โอนผ่านธนาคาร"),
        (70, 24, date(2024, 2, 1), date(2024, 2, 19), "2/2567", "ขบ 163/2567", Method.CASH, "ศาลากลางบ้านโนนสวรรค์"),
        (94, 20, date(2024, 2, 26), date(2024, 3, 14), "3/2567", "ขบ 187/2567", Method.CASH, "ที่ทำการนิคม"),
        (120, 16, date(2024, 4, 4), date(2024, 4, 22), "4/2567", "ขบ 201/2567", Method.CASH, "ศาลากลางบ้านเชียงพิณ"),
        (140, 16, date(2024, 5, 2), date(2024, 5, 20), "5/2567", "ขบ 219/2567", Method.CASH, "ศาลากลางบ้านนาทราย"),
    )
    for first, count, visits, day, number, batch, method, place in rounds:
        plan = replace(_plan(batch, day, place, method), scanned=first < _SCANNED_BEFORE)
        _round(year, first, count, visits, day, plan, number)
    year.plan(date(2023, 11, 1), 9, lambda: confirm_relatives(year))
    year.plan(date(2024, 3, 25), 9, lambda: _transfer(year))
    year.plan(date(2024, 3, 26), 9, lambda: enter_twice(year))
    year.plan(date(2024, 4, 1), 8, lambda: seal_half(year))
    year.plan(date(2024, 4, 18), 14, lambda: draw_lots(year))
    year.plan(date(2024, 4, 25), 9, lambda: ask_drawn(year, date(2024, 4, 25)))
    year.plan(date(2024, 6, 7), 9, lambda: receive_other_payments(year, date(2024, 6, 7)))
    lists = year.office.folder.path.with_name("survey-lists")
    write_lists(lists)
    year.plan(date(2024, 5, 7), 9, lambda: ask_for_lists(year, date(2024, 5, 7)))
    year.plan(date(2024, 6, 5), 9, lambda: receive_lists(year, lists, date(2024, 6, 5)))
    year.plan(date(2024, 6, 6), 9, lambda: receive_submissions(year, lists, date(2024, 6, 6)))
    today = bangkok_date(SAMPLE_NOW)
    last = RunPlan(
        number="ขบ 236/2567",
        asked_on=date(2024, 6, 11),
        drawn_on=date(2024, 6, 14),
        paid_on=today,
        place="ศาลากลางบ้านดงเจริญ",
        leave=9,
        close=False,
        hold_back=7,
        taken_out=3,
    )
    _round(year, 160, 20, date(2024, 5, 23), date(2024, 6, 10), last, "6/2567")
    plan_field_work(year)
    _waiting(year, today)
    plan_visits(year, today)
    open_cases(year)
    record_intakes(year)
    plan_services(year)
    live_days(year)
    end_cases(year)
    confer(year)
    judge_indicators(year)
    plan_households(year)
    year.play()
    enter_payee_twice(year)


def _transfer(year: Year) -> None:
    year.of("finance1").budgets.transfer(
        Transfer(
            source=BudgetHalf(2567, 1),
            target=BudgetHalf(2567, 2),
            amount=Baht.of(20_000),
            on=date(2024, 3, 25),
            document="บันทึก ที่ นค 12/2567",
            reason="มีครอบครัวรอการช่วยเหลือในครึ่งปีหลังมากกว่าที่วางแผนไว้",
            approved_by=year.of("director").actor.staff_id,
            second_password=SAMPLE_PASSWORD,
        )
    )


def _waiting(year: Year, today: date) -> None:
    """Work in every state on the day that the sample shows."""
    states = (*["draft"] * 6, *["in_review"] * 5, *["correction"] * 3, *["ready"] * 7)

    def begin(index: int, state: str, day: date) -> None:
        request_id = open_request(year, year.people[(index * 2 + 31) % len(year.people)], day, index)
        if state == "draft":
            return
        complete(year, request_id, index)
        if state != "in_review":
            back = state == "correction"
            year.plan(today - timedelta(days=1), 15, lambda: review(year, request_id, index, back=back))

    for number, state in enumerate(states):
        day = today - timedelta(days=2 + number * 3 % 6)
        year.plan(day, 13, partial(begin, 200 + number, state, day))
    year.plan(today - timedelta(days=1), 16, lambda: call_meeting(year, today, "7/2567"))
