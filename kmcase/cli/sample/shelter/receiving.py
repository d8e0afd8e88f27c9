"""Reception: the case, what was found and brought, agreement, the team, the first days, complaints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from kmcase.application.cases import (
    AddPhotograph,
    BreakGlass,
    ChangeTeam,
    ListBelongings,
    MoveCase,
    OpenCase,
    ReceiveClient,
    RecordIntake,
    RefusePaper,
    ReturnBelongings,
    SignPaper,
    WriteComplaint,
)
from kmcase.cli.sample.shelter.diary import CaseTold
from kmcase.cli.sample.shelter.house import ASSISTANTS, MANAGERS, WORKERS, House, Live
from kmcase.cli.sample.shelter.people import Client, story_told_later
from kmcase.domain.cases.heads import CaseKind, Seen, TeamRole
from kmcase.domain.cases.intake import Belonging, Checked, IntakeValues
from kmcase.domain.cases.papers import ComplaintValues

_COMPLAINTS = (
    ("น้ำไม่ไหลในห้องน้ำฝั่งหอพักชายสองวัน", "ช่างซ่อมปั๊มน้ำแล้ว", "แจ้งผู้ร้องเรียนและผู้พักทุกคนที่เสาธงตอนเช้า"),
    ("อาหารเย็นหมดก่อน คนที่กลับจากโรงพยาบาลไม่ได้กิน", "จัดเก็บสำรับไว้ให้ผู้ที่ไปพบแพทย์ทุกวัน", "ผู้ร้องเรียนรับทราบและพอใจ"),
    ("ผู้พักเตียงข้าง ๆ เปิดวิทยุเสียงดังตอนกลางคืน", "คุยกับผู้พักทั้งสองและตกลงเวลาปิดเสียง 21.00 น.", "ผู้ร้องเรียนย้ายเตียงตามที่ขอ"),
    ("ของในล็อกเกอร์หายหนึ่งชิ้น", "ตรวจสอบบัญชีฝากของและกล้องวงจรปิด พบของตกหลังตู้", "คืนของให้แล้ว ลงชื่อรับ"),
)
_GLASS = (
    "ตำรวจโทรแจ้งว่าคู่กรณีมาตามหาที่หน้าสถานคุ้มครอง ต้องรู้แผนความปลอดภัยทันที ผู้จัดการรายกรณีติดต่อไม่ได้",
    "ผู้ใช้บริการหมดสติกลางคืน โรงพยาบาลขอประวัติยาและโรคประจำตัว",
)


def receive(house: House, client: Client) -> Live:
    """Receive somebody now; what follows is planned."""
    manager, worker = MANAGERS[client.number % 4], WORKERS[client.number * 3 % 4]
    services = house.of(manager)
    now = house.clock.now()
    opening = OpenCase(
        kind=CaseKind.SHELTER,
        legal_basis=client.basis,
        client_group=client.group,
        client=client.values,
        opened_at=now - timedelta(minutes=25),
    )
    things = tuple(Belonging(item_id="", name=thing) for thing in client.things)
    case_id = services.case_intake.receive(
        ReceiveClient(
            opening=opening,
            intake=_facts(house, client),
            belongings=things,
            place=f"ตู้ {client.number % 40 + 1}" if things else "",
            photo=house.photo(client.number) if client.resident else None,
        )
    ).value
    restricted = services.cases.page(case_id).head.restricted
    assistant = "" if client.resident or restricted else ASSISTANTS[client.number % 3]
    others = (worker, assistant, "director" if restricted else "")
    told = CaseTold(
        case_id=case_id,
        number=client.number,
        opened_on=house.today,
        group=client.group,
        manager=services.actor.staff_id,
        workers=tuple(house.staff(login) for login in others if login),
        restricted=restricted,
    )
    live = Live(client=client, told=told, manager=manager, worker=worker, assistant=assistant)
    house.live[case_id] = live
    house.diary.cases[case_id] = told
    _team(house, live)
    _first_days(house, live)
    return live


def _facts(house: House, client: Client) -> IntakeValues:
    return IntakeValues(
        received_at=house.clock.now(),
        received_by=house.staff(MANAGERS[client.number % 4]),
        source=client.source,
        source_agency=client.source_agency,
        source_name=client.source_name,
        found_at=client.found_at,
        flags=client.flags,
        interviewed=client.talks,
        story=client.story,
        condition=client.condition,
        risk=client.risk,
        checked=(
            Checked(checklist="body", found=client.body, done=True),
            Checked(checklist="documents", found=("id_card",) if client.values.national_id else (), done=client.talks),
            Checked(checklist="needs", found=client.needs, done=True),
        ),
    )


def _team(house: House, live: Live) -> None:
    places = [(live.worker, TeamRole.WORKER)]
    if live.assistant:
        places.append((live.assistant, TeamRole.ASSISTANT))
    if live.told.restricted:
        places.append(("director", TeamRole.SUPERVISOR))
    for login, role in places:
        house.pass_time()
        house.of(live.manager).cases.change_team(
            ChangeTeam(case_id=live.case_id, staff_id=house.staff(login), role=role)
        )


def _first_days(house: House, live: Live) -> None:
    """Screening, the interview that waited, the agreement; one complaint in twenty, a glass broken in few."""
    day, number = house.today, live.client.number
    if number % 12 == 0:
        house.of(live.manager).case_intake.alike(live.client.values, live.case_id)
    house.pass_time()
    _agree(house, live)
    house.at(day + timedelta(days=1), 9.25, partial(move, house, live, "screen"))
    if not live.client.talks:
        house.at(day + timedelta(days=house.rand.randint(4, 8)), 10, partial(_hear, house, live))
    if number % 20 == 7:
        house.at(day + timedelta(days=house.rand.randint(6, 20)), 16.5, partial(_complain, house, live))
    if live.told.restricted and number % 3 == 0:
        house.at(day + timedelta(days=house.rand.randint(5, 12)), 22.5, partial(_break, house, live))


def move(house: House, live: Live, stage: str) -> None:
    """The case comes to a stage today."""
    if live.ended:
        return
    house.of(live.manager).cases.move(MoveCase(case_id=live.case_id, stage=stage, on=house.today))
    live.told.stages.append((house.today, stage))


def _agree(house: House, live: Live) -> None:
    """Agreement before residence (s. 24), refused by few; who is brought by the police consents to that (s. 22)."""
    if not live.client.resident:
        return
    papers, client = house.of(live.manager).case_papers, live.client
    if client.number % 14 == 5:
        papers.refuse(
            RefusePaper(
                case_id=live.case_id,
                paper="agreement",
                on=house.today,
                reason="ไม่ต้องการฝึกอาชีพ ขอพักเพียงไม่กี่คืน",
                follows="ให้ที่พักและอาหารระยะสั้น อธิบายทางเลือกอื่นแล้ว นัดคุยใหม่ในสามวัน",
            )
        )
        return
    items = ("training", "occupation", "rules") if client.number % 2 else ("work", "rules")
    signing = SignPaper(
        case_id=live.case_id, paper="agreement", on=house.today, items=items, signed=house.signed(client, 1)
    )
    papers.sign(signing)
    if client.source_agency.startswith("สถานีตำรวจ"):
        house.pass_time()
        consent = replace(
            signing,
            paper="instead_of_prosecution",
            items=(),
            agency=client.source_agency,
            signed=house.signed(client, 2),
        )
        papers.sign(consent)


def _hear(house: House, live: Live) -> None:
    """The interview that had to wait is written as a version; who had no name may have one now."""
    if live.ended:
        return
    intake = house.of(live.manager).case_intake
    stands = intake.page(live.case_id).standing
    values = replace(stands[0].values, interviewed=True, story=story_told_later(live.client, 2567), condition="weak")
    seen = tuple(version.version_id for version in stands)
    intake.record(RecordIntake(case_id=live.case_id, values=values, seen=seen))
    house.pass_time()
    intake.photograph(AddPhotograph(case_id=live.case_id, photo=house.photo(live.client.number + 1)))


def _complain(house: House, live: Live) -> None:
    about, done, answer = _COMPLAINTS[live.client.number // 20 % len(_COMPLAINTS)]
    values = ComplaintValues(on=house.today, by=live.client.signs_as, about=about)
    papers = house.of(live.worker).case_papers
    complaint_id = papers.complain(WriteComplaint(case_id=live.case_id, values=values)).value
    house.diary.complaints += 1
    if live.client.number % 60 != 47:
        later = house.today + timedelta(days=house.rand.randint(1, 6))
        house.at(later, 11, partial(_answer, house, live, complaint_id, replace(values, done=done, answer=answer)))


def _answer(house: House, live: Live, complaint_id: str, values: ComplaintValues) -> None:
    papers = house.of(live.manager).case_papers
    found = next(one for one in papers.page(live.case_id).complaints if one.complaint_id == complaint_id)
    seen = tuple(version.version_id for version in found.standing)
    answered = replace(values, answered_on=house.today)
    papers.complain(WriteComplaint(case_id=live.case_id, values=answered, complaint_id=complaint_id, seen=seen))


def _break(house: House, live: Live) -> None:
    """Somebody on duty who is not of the team opens a restricted case for a reason."""
    on_duty = next(login for login in MANAGERS if login != live.manager)
    number = house.of(live.manager).cases.page(live.case_id).head.number
    reason = _GLASS[house.diary.glasses % len(_GLASS)]
    house.of(on_duty).cases.break_glass(BreakGlass(number=number, reason=reason))
    house.diary.glasses += 1
    house.pass_time()
    house.of(on_duty).cases.note_sight(live.case_id, Seen.PAGE, "overview")


def give_back(house: House, live: Live, on: date) -> None:
    """What a client brought goes back when they leave."""
    intake = house.of(live.manager).case_intake
    kept = tuple(thing.item_id for thing in intake.page(live.case_id).kept)
    if kept:
        intake.give_back(
            ReturnBelongings(case_id=live.case_id, item_ids=kept, on=on, signed=house.signed(live.client, 3))
        )


def sign_list(house: House, live: Live) -> None:
    """The client signs what was written of their things at night."""
    intake = house.of(live.manager).case_intake
    for found in intake.page(live.case_id).belongings:
        newest = found.standing[0].values
        intake.list_belongings(
            ListBelongings(
                case_id=live.case_id,
                items=newest.items,
                on=newest.on,
                place=newest.place,
                signed=house.signed(live.client, 4),
                list_id=found.list_id,
                seen=tuple(version.version_id for version in found.standing),
            )
        )
