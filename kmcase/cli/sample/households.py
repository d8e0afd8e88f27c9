"""Plans of two households in the story: one is certified and followed, for the other a house is half built."""

from __future__ import annotations

from datetime import date
from functools import partial

from kmcase.application.household_plans import (
    AnswerNeed,
    Buy,
    CertifyPlan,
    Count,
    IssueMaterial,
    MarkStep,
    NoteLabour,
    PlanBuilding,
    ReceiveDonation,
    SendNeed,
    TellLine,
    VoidEntry,
    WritePlan,
)
from kmcase.cli.sample.story import Year
from kmcase.domain.house_building import Material, Needed
from kmcase.domain.household_plans import (
    DimensionSeen,
    FoundBy,
    LineState,
    Look,
    Mentor,
    MentorKind,
    NeedState,
    PlanLevel,
    PlanLine,
    Step,
    Strand,
)
from kmcase.domain.money import Baht

_MENTORS = (
    Mentor(name="นายอาทิตย์ ลงพื้นที่", kind=MentorKind.STAFF, agency="นิคมสร้างตนเองเชียงพิณ"),
    Mentor(name="นางสมใจ เอื้ออารี", kind=MentorKind.VOLUNTEER, agency="อพม. หมู่ 4"),
    Mentor(name="นายก้อง รักถิ่น", kind=MentorKind.PARTNER, agency="อบต.เชียงพิณ"),
)
_NEEDED = (
    Needed(item_id="", name="ปูนซีเมนต์", unit="ถุง", quantity=60),
    Needed(item_id="", name="อิฐบล็อก", unit="ก้อน", quantity=1200),
    Needed(item_id="", name="เหล็กเส้น 12 มม.", unit="เส้น", quantity=40),
    Needed(item_id="", name="สังกะสีลอนคู่", unit="แผ่น", quantity=36),
    Needed(item_id="", name="ประตูพร้อมวงกบ", unit="ชุด", quantity=2),
    Needed(item_id="", name="ทราย", unit="ลบ.ม.", quantity=8),
)
_CEMENT, _BLOCKS, _STEEL, _ROOF, _DOORS, _SAND = range(len(_NEEDED))


def plan_households(year: Year) -> None:
    """Two households of the register, in spring and early summer."""
    year.plan(date(2024, 4, 17), 10, partial(_follow, year, _home_of(year, 6)))
    year.plan(date(2024, 4, 18), 10, partial(_build, year, _home_of(year, 9)))


def _home_of(year: Year, number: int) -> str:
    """The household of a person of the story."""
    household_id = year.of("officer1").people.page(year.people[number]).household_id
    assert household_id is not None
    return household_id


def _line(strand: Strand, what: str, who: str, agency: str, due: date) -> PlanLine:
    return PlanLine(line_id="", strand=strand, what=what, who=who, agency=agency, due=due)


def _follow(year: Year, household_id: str) -> None:
    plans = year.of("officer1").household_plans
    plan = WritePlan(
        household_id=household_id,
        found_by=FoundBy.TPMAP,
        dimensions=(
            DimensionSeen(dimension="health", look=Look.AT_RISK, words="ความดันโลหิตสูง รับยาสม่ำเสมอ"),
            DimensionSeen(dimension="education", look=Look.WELL, words="หลานเรียน ป.4 ได้ทุนอาหารกลางวัน"),
            DimensionSeen(dimension="housing", look=Look.AT_RISK, words="หลังคารั่วบางส่วน"),
            DimensionSeen(dimension="income", look=Look.PROBLEM, words="รับจ้างรายวัน ไม่แน่นอน มีหนี้กองทุน"),
            DimensionSeen(dimension="access", look=Look.WELL, words="มีบัตรสวัสดิการแห่งรัฐ"),
        ),
        lines=(
            _line(Strand.ATTITUDE, "ทำบัญชีครัวเรือนทุกวัน", "ครัวเรือน", "นิคม", date(2024, 5, 31)),
            _line(Strand.SKILL, "อบรมเลี้ยงไก่พื้นเมือง", "นางสมใจ เอื้ออารี", "ปศุสัตว์อำเภอ", date(2024, 6, 15)),
            _line(Strand.RESOURCE, "ขอพันธุ์ไก่และอาหารเดือนแรก", "นายอาทิตย์ ลงพื้นที่", "ปศุสัตว์อำเภอ", date(2024, 6, 30)),
            _line(Strand.WAY_OUT, "รวมกลุ่มขายไข่ที่ตลาดนัดหมู่บ้าน", "ครัวเรือน", "พัฒนาชุมชน", date(2024, 9, 30)),
        ),
        mentors=_MENTORS,
        note="ยายเลี้ยงหลานสองคน รายได้ไม่พอ ตั้งใจเลี้ยงไก่ขายไข่",
    )
    version_id = plans.write(plan).value
    need = SendNeed(
        household_id=household_id,
        what="พันธุ์ไก่พื้นเมือง 20 ตัว",
        agency="สำนักงานปศุสัตว์อำเภอเมือง",
        sent_on=date(2024, 4, 17),
        level=PlanLevel.DISTRICT,
    )
    need_id = plans.send_need(need).value
    year.plan(date(2024, 5, 8), 10, partial(_certify, year, household_id, version_id))
    answer = AnswerNeed(
        household_id=household_id,
        need_id=need_id,
        state=NeedState.ACCEPTED,
        words="จัดให้ในรอบเดือนมิถุนายน",
        in_plan="แผนพัฒนาอำเภอ 2567",
    )
    year.plan(date(2024, 5, 20), 10, lambda: plans.answer_need(answer))
    year.plan(date(2024, 6, 3), 10, partial(_tell, year, household_id))


def _certify(year: Year, household_id: str, version_id: str) -> None:
    plans = year.of("officer1").household_plans
    plans.certify(
        CertifyPlan(
            household_id=household_id,
            version_id=version_id,
            certified_by="นายอำเภอเมืองอุดรธานี ประธาน ศจพ.อ.",
            certified_on=date(2024, 5, 8),
            document="รายงานการประชุม ศจพ.อ. ครั้งที่ 2/2567",
        )
    )
    for step in (Step.COMMITTEES, Step.LIST, Step.PLAN, Step.MEETING):
        plans.mark_step(MarkStep(household_id=household_id, step=step, done=True, on=date(2024, 5, 8)))


def _tell(year: Year, household_id: str) -> None:
    plans = year.of("officer1").household_plans
    values = plans.page(household_id).values
    assert values is not None
    told = ((LineState.DONE, "จดทุกวัน เห็นรายจ่ายที่ลดได้เดือนละ 400 บาท"), (LineState.DOING, "อบรมแล้วหนึ่งครั้ง"))
    for line, (state, result) in zip(values.lines, told, strict=False):
        plans.tell_line(TellLine(household_id=household_id, line_id=line.line_id, state=state, result=result))


def _build(year: Year, household_id: str) -> None:
    officer = year.of("officer2")
    officer.household_plans.write(
        WritePlan(
            household_id=household_id,
            found_by=FoundBy.RE_XRAY,
            dimensions=(
                DimensionSeen(dimension="health", look=Look.PROBLEM, words="ผู้ป่วยติดเตียงหนึ่งคน"),
                DimensionSeen(dimension="housing", look=Look.PROBLEM, words="บ้านไม้ผุทั้งหลัง เสาทรุด"),
                DimensionSeen(dimension="income", look=Look.AT_RISK, words="เบี้ยยังชีพและบุตรส่งให้บ้าง"),
                DimensionSeen(dimension="access", look=Look.AT_RISK, words="ยังไม่ได้ขึ้นทะเบียนคนพิการ"),
            ),
            lines=(
                _line(Strand.ATTITUDE, "คุยกับลูกหลานเรื่องแบ่งกันดูแล", "นางสมใจ เอื้ออารี", "อพม.", date(2024, 5, 31)),
                _line(Strand.RESOURCE, "ขึ้นทะเบียนคนพิการ", "นางสาวจันทร์ เยี่ยมบ้าน", "พมจ.", date(2024, 5, 15)),
                _line(
                    Strand.WAY_OUT,
                    "สร้างบ้านใหม่ด้วยเงินบริจาคและแรงจิตอาสา",
                    "คณะทำงานหมู่บ้าน",
                    "อบต.เชียงพิณ",
                    date(2024, 7, 31),
                ),
            ),
            mentors=_MENTORS,
            note="อยู่กันสองคน แม่ป่วยติดเตียง บ้านไม่ปลอดภัย",
        )
    )
    officer.house_building.plan(
        PlanBuilding(
            household_id=household_id,
            what="บ้านชั้นเดียวก่ออิฐบล็อก 4x6 เมตร",
            land="ที่ดินของครัวเรือน ส.ป.ก. 2 งาน",
            begins_on=date(2024, 5, 25),
            budget=Baht.of(85_000),
            needed=_NEEDED,
        )
    )
    for step, day in (
        (Step.COMMITTEES, date(2024, 3, 20)),
        (Step.LIST, date(2024, 3, 28)),
        (Step.PLAN, date(2024, 4, 18)),
    ):
        officer.household_plans.mark_step(MarkStep(household_id=household_id, step=step, done=True, on=day))
    year.plan(date(2024, 5, 2), 10, partial(_collect, year, household_id))
    year.plan(date(2024, 5, 27), 10, partial(_begin, year, household_id))
    year.plan(date(2024, 6, 10), 14, partial(_go_on, year, household_id))


def _of_list(year: Year, household_id: str, number: int, quantity: int, baht: int = 0) -> Material:
    values = year.of("officer2").household_plans.page(household_id).house.values
    assert values is not None
    item = values.needed[number]
    return Material(item_id=item.item_id, name="", unit="", quantity=quantity, amount=Baht.of(baht))


def _collect(year: Year, household_id: str) -> None:
    """Leaders give first (step 6); one entry was typed twice and is void."""
    officer, of_list = year.of("officer2"), partial(_of_list, year, household_id)
    gifts: tuple[tuple[str, int, tuple[Material, ...]], ...] = (
        ("นายอำเภอเมืองอุดรธานี", 10_000, ()),
        ("กำนันตำบลเชียงพิณ", 5_000, (of_list(_SAND, 4, 2_000),)),
        ("ร้านรุ่งเรืองวัสดุก่อสร้าง", 0, (of_list(_CEMENT, 20, 3_000), of_list(_DOORS, 1, 2_500))),
        ("วัดป่าเชียงพิณ", 12_500, ()),
        ("ผู้ไม่ประสงค์ออกนาม", 1_000, ()),
        ("ผู้ไม่ประสงค์ออกนาม", 1_000, ()),
    )
    entry_id = ""
    for donor, money, given in gifts:
        gift = ReceiveDonation(
            household_id=household_id, donor=donor, received_on=date(2024, 5, 2), money=Baht.of(money), given=given
        )
        entry_id = officer.house_building.receive(gift).value
    void = VoidEntry(household_id=household_id, entry_id=entry_id, reason="บันทึกซ้ำ ผู้บริจาคให้ครั้งเดียว")
    year.of("finance1").house_building.void(void)
    for step in (Step.MEETING, Step.DONATIONS, Step.LAND, Step.BUDGET):
        mark = MarkStep(household_id=household_id, step=step, done=True, on=date(2024, 5, 2))
        officer.household_plans.mark_step(mark)


def _begin(year: Year, household_id: str) -> None:
    officer, of_list = year.of("officer2"), partial(_of_list, year, household_id)
    officer.house_building.buy(
        Buy(
            household_id=household_id,
            bought_on=date(2024, 5, 24),
            seller="ร้านรุ่งเรืองวัสดุก่อสร้าง",
            document="ใบเสร็จ 112/24",
            lines=(of_list(_STEEL, 40, 7_200), of_list(_BLOCKS, 800, 6_400)),
        )
    )
    officer.house_building.issue(
        IssueMaterial(
            household_id=household_id,
            issued_on=date(2024, 5, 25),
            taken_by="ช่างดำ หัวหน้าช่างอาสา",
            document="ใบเบิก 1/2567",
            lines=(of_list(_CEMENT, 12), of_list(_STEEL, 30), of_list(_SAND, 3)),
        )
    )
    for who, persons, day, work in (
        ("ชาวบ้านหมู่ 4", 18, date(2024, 5, 25), "ขุดหลุม ยกเสาเอก"),
        ("ช่างอาสา อบต.เชียงพิณ", 5, date(2024, 5, 26), "ผูกเหล็ก เทตอม่อ"),
    ):
        officer.house_building.note_work(
            NoteLabour(household_id=household_id, worked_on=day, who=who, persons=persons, hours=7, work=work)
        )
    for step in (Step.BUILDERS, Step.PILLAR):
        mark = MarkStep(household_id=household_id, step=step, done=True, on=date(2024, 5, 25))
        officer.household_plans.mark_step(mark)


def _go_on(year: Year, household_id: str) -> None:
    officer, of_list = year.of("officer2"), partial(_of_list, year, household_id)
    lorry = Material(name="ค่ารถขนวัสดุ", unit="เที่ยว", quantity=2, amount=Baht.of(1_200))
    officer.house_building.buy(
        Buy(
            household_id=household_id,
            bought_on=date(2024, 6, 7),
            seller="หจก. อุดรค้าวัสดุ",
            document="ใบเสร็จ 87/6",
            lines=(of_list(_CEMENT, 15, 2_250), lorry),
        )
    )
    count = Count(household_id=household_id, counted=Baht.of(11_450))
    year.of("finance2").house_building.count(count)
