"""One client through the real window of a shelter: from a bench before the market to a room of his own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kmcase.application.read.case_intake import PaperState
from kmcase.domain.cases.closing import ClosingState
from kmcase.domain.cases.conferences import DecisionKind, DecisionState
from kmcase.domain.cases.plans import PlanState
from kmcase.domain.cases.referrals import Step
from tests.e2e.case_hands import CaseHands, a_shelter, at_the_shelter
from tests.e2e.field_hands import Village
from ui.widgets import DrawingView

CALLED = "ลุงหน้าตลาด"
HEALTH, LODGING = "สุขภาพ", "ที่อยู่อาศัยและความเป็นอยู่"
DOCTOR, HOME = "พาไปพบแพทย์ที่โรงพยาบาล", "หาห้องเช่าราคาถูก"
DECIDED, WHY, NURSED = "ให้เพิ่มการทำแผลทุกวัน", "แผลหายช้า", "ทำแผลที่เท้าทุกวัน"
TREATED, SETTLED = "ได้รับการตรวจรักษาและกินยาต่อเนื่องภายใน 1 เดือน", "มีที่พักมั่นคงและปลอดภัยภายใน 3 เดือน"


def test_a_client_is_received_planned_for_referred_and_the_case_closed(qtbot: QtBot, tmp_path: Path) -> None:
    village = a_shelter(tmp_path)
    with at_the_shelter(qtbot, village) as hands:
        story = Story(hands, village)
        story.receive_somebody_whose_name_is_not_known()
        story.sign_the_list_of_belongings_and_the_agreement()
        story.assess({HEALTH: {"สุขภาพกาย": 1, "สุขภาพจิต": 2}, LODGING: {"ที่พักอาศัย": 0}}, "cases.work.assessment")
        story.write_a_plan_from_the_phrase_bank()
        story.agree_on_it_with_the_client()
        story.approve_it()
        village.later(days=33)
        story.hear_the_case_in_a_conference()
        story.change_the_plan_as_decided()
        story.refer_to_the_hospital_and_tell_the_volunteer()
        village.later(days=12)
        story.assess({HEALTH: {"สุขภาพกาย": 3, "สุขภาพจิต": 3}, LODGING: {"ที่พักอาศัย": 4}})
        story.see_before_and_after()
        story.close_by_goal()
        story.find_it_counted()
    look_into_the_office(village)


class Story:
    """Its chapters, each by the person whose work it is."""

    def __init__(self, hands: CaseHands, village: Village) -> None:
        self.hands = hands
        self.village = village

    def receive_somebody_whose_name_is_not_known(self) -> None:
        """No name, no id, found sleeping before the market; a bag and a coat come along."""
        hands = self.hands
        hands.sign_in("social")
        hands.go("cases")
        hands.press("case_intake.form.new")
        hands.set_all(
            {
                "cases.client.called": CALLED,
                "people.field.sex": "ชาย",
                "cases.list.group": "คนไร้ที่พึ่ง",
                "case_intake.field.source": "อาสาสมัคร (อพม.) แจ้งหรือนำส่ง",
                "case_intake.field.source_name": "นางบัว ใจกว้าง",
                "case_intake.field.found_at": "หน้าตลาดเทศบาล",
                "case_intake.field.story": "นอนอยู่หน้าตลาดสองสัปดาห์ จำชื่อของตนไม่ได้",
                "case_intake.field.condition": "อ่อนเพลียหรือเจ็บป่วย",
            }
        )
        for name, count in (("กระเป๋าผ้า", "1"), ("เสื้อกันหนาว", "2")):
            hands.press_words(hands.text("forms_ui.rows.begin", what=hands.text("case_intake.thing.thing")))
            hands.set_all({"case_intake.thing.name": name, "case_intake.thing.count": count})
        hands.set("case_intake.field.place", "ตู้ 4")
        hands.sees(hands.text("case_intake.form.will_open"))
        hands.keep("case_intake.said.received")
        hands.sees(CALLED, "1/2567", "รับรู้ปัญหา", "แรกรับและสอบข้อเท็จจริง")
        hands.part("intake")
        hands.sees("หน้าตลาดเทศบาล", "กระเป๋าผ้า × 1", "เสื้อกันหนาว × 2", hands.text("case_intake.page.unsigned"))

    def sign_the_list_of_belongings_and_the_agreement(self) -> None:
        """The client signs for the things, then what comes before residence."""
        hands = self.hands
        hands.press("case_intake.page.sign")
        hands.put_signature()
        hands.keep("case_intake.said.list_signed")
        hands.sees(hands.text("case_intake.page.signed"))
        hands.part("papers")
        hands.sees("ก่อนเข้าพัก")
        hands.press_words(f"{hands.text('case_intake.paper.sign')} ข้อตกลงการเข้ารับการคุ้มครอง")
        hands.sees("ข้าพเจ้าสมัครใจเข้ารับการคุ้มครอง")
        hands.set("case_intake.paper.items", "ปฏิบัติตามระเบียบของสถานที่")
        hands.put_signature()
        hands.keep("case_intake.said.paper_signed")
        hands.sees(hands.text("case_intake.paper_state.signed"), "ตกลง: ปฏิบัติตามระเบียบของสถานที่")

    def assess(self, scores: Mapping[str, Mapping[str, int]], said: str = "case_assessment.page.kept") -> None:
        """By figures on the keyboard, dimension by dimension; the first of a case says which stage it reached."""
        hands = self.hands
        hands.part("assessment")
        hands.press("case_assessment.page.assess")
        for dimension, items in scores.items():
            hands.turn_section(dimension)
            for item, score in items.items():
                hands.score(item, score)
        scored = sum(map(len, scores.values()))
        hands.sees(hands.text("case_assessment.form.says", scored=scored, items=31))
        hands.keep(said)

    def write_a_plan_from_the_phrase_bank(self) -> None:
        """Two goals with a service each, without the mouse; sent for review."""
        hands = self.hands
        hands.part("plan")
        hands.press("case_plans.do.write")
        for dimension, goal, indicator, service in (
            ("สุขภาพ", TREATED, "ไปตามนัดแพทย์ครบ", DOCTOR),
            ("ที่อยู่อาศัยและความเป็นอยู่", SETTLED, "อยู่ในที่พักเดิม", HOME),
        ):
            hands.key(Qt.Key.Key_G, ctrl=True)
            hands.set("case_plans.field.dimension", dimension)
            hands.take_phrase(goal)
            hands.take_phrase(indicator)
            hands.key_in_outline(Qt.Key.Key_Insert)
            hands.take_phrase(service)
            hands.set("case_plans.field.due", "30/6/2567")
        hands.keep("cases.work.plan_written")
        hands.sees(TREATED, SETTLED, DOCTOR, HOME, "นางมานะ ใจดี", hands.text("case_plans.state.draft"))
        hands.press("case_plans.do.send")
        hands.keep("case_plans.said.sent")
        hands.sees(hands.text("case_plans.state.in_review"))

    def agree_on_it_with_the_client(self) -> None:
        """A colleague reviews it; then the client signs."""
        hands = self.hands
        self.sit_down("officer", "plan")
        hands.press("case_plans.do.review")
        hands.set("case_plans.field.verdict", hands.text("case_plans.verdict.passed"))
        hands.keep("case_plans.said.reviewed")
        self.sit_down("social", "plan")
        hands.press("case_plans.do.agree")
        hands.sees(hands.text("case_plans.form.agree_says", goals=2, services=2))
        hands.put_signature()
        hands.keep("case_plans.said.agreed")
        hands.sees(hands.text("case_plans.state.agreed"))

    def approve_it(self) -> None:
        """The director puts it in force."""
        hands = self.hands
        self.sit_down("director", "plan")
        hands.press("case_plans.do.approve")
        hands.sees(hands.text("case_plans.form.approve_says", goals=2, services=2, number=1))
        hands.keep("cases.work.plan_approved")
        hands.sees("แผนฉบับที่ 1 อนุมัติโดย นายวีระ เรียนดี")
        hands.part("overview")
        hands.press("cases.offer.move", stage="ดำเนินการตามแผน")
        hands.wait_for(hands.text("cases.overview.moved"))
        hands.sees("ดำเนินการตามแผน")

    def hear_the_case_in_a_conference(self) -> None:
        """Services are overdue: set up in one step from the list; who came, what was said, what was decided."""
        hands = self.hands
        hands.sign_in("social")
        hands.go("conferences")
        hands.sees(CALLED, hands.text("conferences.kind.overdue"))
        hands.press("conferences.set_up.all", count=1)
        hands.sees(hands.text("conferences.page.title", number=1))
        hands.press("conferences.do.attend")
        hands.set("conferences.field.all_came", hands.text("conferences.field.all_came_said"))
        hands.keep("conferences.said.attended")
        hands.press("conferences.do.hear")
        hands.set("conferences.field.heard", "พยาบาลแจ้งว่าแผลที่เท้าต้องทำทุกวัน")
        hands.keep("conferences.said.heard")
        hands.press("conferences.do.plan")
        hands.set("conferences.field.plan", DECIDED)
        hands.keep("conferences.said.decided")
        hands.sees("พยาบาลแจ้งว่าแผลที่เท้าต้องทำทุกวัน", DECIDED)
        hands.press("conferences.do.close")
        hands.keep("conferences.said.closed")

    def change_the_plan_as_decided(self) -> None:
        """From the decision to the plan; the new version says what it changed, and for whose word."""
        hands = self.hands
        hands.press("conferences.do.open_plan")
        hands.press("case_plans.do.change")
        assert DECIDED in hands.stands_in("case_plans.field.decision")
        hands.set("case_plans.field.reason", WHY)
        hands.key_in_outline(Qt.Key.Key_Insert)
        hands.set("case_plans.field.text", NURSED)
        hands.keep("case_plans.said.written")
        hands.press("case_plans.do.agree")
        hands.put_signature()
        hands.keep("case_plans.said.agreed")
        self.sit_down("director", "plan")
        hands.press("case_plans.do.approve")
        hands.keep("case_plans.said.approved")
        hands.sees("แผนฉบับที่ 2 อนุมัติโดย นายวีระ เรียนดี", NURSED)
        hands.press("case_plans.do.versions")
        hands.sees(
            hands.text("case_plans.change.reason", reason=WHY),
            hands.text("case_plans.change.decided"),
            f"เพิ่ม บริการ: {NURSED}",
        )

    def refer_to_the_hospital_and_tell_the_volunteer(self) -> None:
        """Out with the client's consent, accepted, with a result, and the volunteer who brought him is told."""
        hands = self.hands
        self.sit_down("social", "referrals")
        hands.press("case_referrals.out")
        hands.set_all(
            {
                "case_referrals.field.agency_name": "โรงพยาบาลอุดรธานี",
                "case_referrals.field.to_whom": "ผู้อำนวยการโรงพยาบาลอุดรธานี",
                "case_referrals.field.dimensions": "สุขภาพ",
                "case_referrals.field.reason": "เท้าบวมและเป็นแผล",
                "case_referrals.field.asked": "ตรวจและรักษาแผลที่เท้า",
                "case_referrals.field.way": hands.text("case_referrals.way.signed"),
                "case_referrals.field.referrer_kind": hands.text("case_referrals.referrer.volunteer"),
                "case_referrals.field.referrer": "นางบัว ใจกว้าง",
            }
        )
        hands.keep("case_referrals.made")
        for waits, note in (("sending", ""), ("answer", ""), ("result", "แผลแห้งดี นัดอีกครั้งเดือนหน้า"), ("telling", "")):
            hands.sees(hands.text(f"case_referrals.waits.{waits}"))
            hands.press(f"case_referrals.do.{waits}")
            if note:
                hands.set("case_referrals.field.note", note)
            hands.keep("case_referrals.stepped")
        hands.sees(hands.text("case_referrals.waits.nothing"), "แผลแห้งดี")

    def see_before_and_after(self) -> None:
        """One picture, which says in words too what rose, and a table of the same."""
        hands = self.hands
        picture = hands.shown(DrawingView, lambda _: True)
        for said in ("สุขภาพ: 12 มิ.ย. 67 ได้ 38, 27 ก.ค. 67 ได้ 75", "ที่อยู่อาศัยและความเป็นอยู่"):
            assert said in picture.accessibleDescription()
        hands.sees("+37", "+100")

    def close_by_goal(self) -> None:
        """Proposed with an outcome for each goal, approved by another."""
        hands = self.hands
        hands.part("closing")
        hands.press("case_closing.propose")
        hands.set("case_closing.field.reason", "พึ่งตนเองได้")
        hands.set("case_closing.field.summary", "เช่าห้องใกล้ตลาด ทำงานล้างจาน")
        hands.say_of(TREATED, "บรรลุบางส่วน")
        hands.say_of(SETTLED, "บรรลุเป้าหมาย")
        hands.keep("case_closing.said.proposed")
        hands.sees("เสนอยุติบริการวันที่ 27 ก.ค. 67", hands.text("case_closing.state.proposed"))
        self.sit_down("director", "closing")
        hands.press("case_closing.approve")
        hands.wait_for(hands.text("case_closing.said.approved"))
        hands.sees("ยุติบริการวันที่ 27 ก.ค. 67", TREATED, "บรรลุบางส่วน", hands.text("cases.list.none_here"))

    def find_it_counted(self) -> None:
        """The indicators of the year count the client, the plan, the goal reached and the closing."""
        hands = self.hands
        hands.go("indicators")
        hands.sees(hands.text("indicators.of", count=1, all=1))

    def sit_down(self, login: str, part: str) -> None:
        """Somebody else comes, and turns to a part of the case."""
        hands = self.hands
        hands.sign_in(login)
        hands.go("cases")
        hands.choose(hands.list("cases.screen.cases"), CALLED)
        hands.part(part)


def look_into_the_office(village: Village) -> None:
    """What the database holds of it all."""
    with village.inside("office", "social") as office:
        services = office.services
        [item] = services.cases.list().items
        case_id = item.case_id
        assert services.cases.page(case_id).head.client.called == CALLED
        reception = services.case_intake.page(case_id)
        assert [(thing.name, thing.count) for thing in reception.kept] == [("กระเป๋าผ้า", 1), ("เสื้อกันหนาว", 2)]
        assert reception.belongings[0].standing[0].values.signed is not None
        papers = services.case_papers.page(case_id)
        assert ([paper.state for paper in papers.papers], papers.missing) == ([PaperState.SIGNED], ())
        assert [one.percent_of("health") for one in services.case_assessments.items(case_id)] == [38, 75]
        plan = services.case_plans.plan_of(case_id).plan
        assert (plan.state, len(plan.versions), len(plan.content.services)) == (PlanState.APPROVED, 2, 3)
        [conference] = services.conferences.list()
        [line] = services.conferences.page(conference.conference_id).agenda
        assert [(one.kind, one.state) for one in line.agenda.decisions] == [(DecisionKind.PLAN, DecisionState.DONE)]
        [referral] = services.referrals.of_case(case_id)
        assert [one.step for one in referral.referral.steps] == [Step.SENT, Step.ACCEPTED, Step.RESULT, Step.TOLD]
        [closing] = services.closings.page(case_id).closings
        assert closing.state is ClosingState.APPROVED
        assert [(one.goal, one.outcome) for one in closing.outcomes] == [(TREATED, "partly"), (SETTLED, "reached")]
        report = services.indicators.report(services.indicators.periods()[0])
        assert report.cards[0].met == (case_id,)
