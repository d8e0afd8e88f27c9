"""Field work through the real windows of an office and a laptop: out without a network, and home with nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.domain.evidence import PHOTO_KINDS
from kmcase.domain.payments import VoucherState
from kmcase.domain.visits import VisitState
from tests.cut_lines import cutting
from tests.e2e.desk import choosing, naming, password_of
from tests.e2e.field_hands import FAMILIES, LAPTOP, PAYEE, FieldHands, Village, a_village
from tests.money_builders import a_national_id
from tests.pictures import photograph
from ui.widgets import SignaturePad

FOUND, TOLD_AT_HOME = "คำมูล", "0811111111"
ANSWERS = {
    "informant": "นางแก้ว ใจบุญ",
    "informant_relation": "เพื่อนบ้าน",
    "background": "อยู่กับลูกสองคน สามีถึงแก่กรรมเมื่อเดือนก่อน",
    "housing_kind": "บ้านตนเอง ชำรุดทรุดโทรม",
    "housing": "หลังคารั่วสองแห่ง",
    "person_income": "4,000",
    "income_debts": "รับจ้างรายวัน",
    "condition": "ปกติ",
    "self_care": "ใช่",
    "helped_before": "ไม่ใช่",
    "problem_kinds": "ครอบครัวเลี้ยงเดี่ยว",
    "problem": "ไม่มีรายได้พอเลี้ยงลูก",
    "hardship_cause": "ผู้นำครอบครัวถึงแก่กรรม",
    "cause_fact": "สามีถึงแก่กรรมเมื่อเดือนพฤษภาคม 2567",
    "needed_forms": "เงิน",
    "needed": "5,000",
    "purpose": "ค่าครองชีพ",
    "officer_opinion": "เห็นควรช่วยเหลือ",
}

HASTY = {
    name: ANSWERS[name] for name in ("informant", "informant_relation", "hardship_cause", "needed_forms", "needed")
}


def test_a_month_of_field_work_comes_home_with_nothing_lost(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = FieldWork(qtbot, a_village(tmp_path), monkeypatch)
    day.plan_and_enrol_at_the_office()
    with day.village.window(qtbot, "laptop") as hands:
        day.join(hands)
        day.visit_as_planned(hands, FAMILIES[0])
        day.visit_as_planned(hands, FAMILIES[1])
        day.send_what_there_is_by_a_line_that_breaks(hands)
        day.visit_a_family_found_today(hands)
        day.pay(hands)
        day.write_phone(hands, TOLD_AT_HOME)
        day.make_the_bundle_home(hands)
    day.take_it_at_the_office_and_decide_the_conflict()
    day.hear_on_the_laptop_that_all_arrived()
    day.look_into_the_office()


class FieldWork:
    """The steps, each in the window of the machine it is done at."""

    def __init__(self, qtbot: QtBot, village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
        self.qtbot = qtbot
        self.village = village
        self.monkeypatch = monkeypatch
        self.visited: list[str] = []
        self.out, self.home, self.answer = (village.root / f"{name}.kmbundle" for name in ("out", "home", "answer"))

    # --- the office, before ---

    def plan_and_enrol_at_the_office(self) -> None:
        """The officer plans two visits, the administrator enrols a laptop, finance sends the run out with it."""
        stick = self.village.root / "stick.enrol"
        with self.village.window(self.qtbot, "office") as hands:
            hands.sign_in("officer")
            hands.go("plan")
            for family in FAMILIES:
                hands.press("plan.new")
                hands.pick("plan.field.person", family)
                hands.press("plan.action.plan")
            hands.sign_in("admin")
            hands.go("laptops")
            hands.press("laptops_ui.enrol")
            hands.fill("laptops_ui.field.name", LAPTOP)
            hands.fill("laptops_ui.field.area", "เชียงพิณ")
            hands.press_words("นางสาวชูใจ รักงาน")
            hands.fill("laptops_ui.field.file", str(stick))
            hands.press("laptops_ui.enrol")
            hands.wait_for(str(stick))
            hands.sign_in("finance")
            hands.go("runs")
            hands.choose(hands.list("payments.screen.runs"), "ขบ 1/2567-1")
            hands.press("checkouts.out.open")
            hands.press("checkouts.out.do")
            hands.go("exchange")
            naming(self.monkeypatch, self.out)
            hands.press("exchange_ui.make")
            hands.wait_for(str(self.out))

    # --- the laptop ---

    def join(self, hands: FieldHands) -> None:
        """The new laptop takes the file at its door, and then what the office wrote for it since."""
        choosing(self.monkeypatch, self.village.root / "stick.enrol")
        hands.press("shell.sign_in.enrolment")
        hands.fill("shell.join.into", str(self.village.folder("laptop")))
        hands.fill("shell.sign_in.password", password_of("officer"))
        hands.press("shell.join.start")
        hands.inside()
        self.take(hands, self.out)

    def visit_as_planned(self, hands: FieldHands, family: str) -> None:
        """From the plan to the appointment, through the form to the signature, and sent."""
        hands.go("plan")
        hands.press("plan.line", time=hands.text("plan.no_time"), name=f"นาง{family} ศรีสุข")
        hands.press("plan.begin_visit")
        self.write_the_visit(hands, family)
        hands.go("plan")
        hands.press("plan.form.back")

    def visit_a_family_found_today(self, hands: FieldHands) -> None:
        """Nobody of them stands on a list: registered, visited and aid wished in one sitting."""
        hands.go("visits")
        hands.press("visits_ui.back")
        hands.press("visits_ui.found_family")
        hands.fill_all(
            {
                "people.field.title": "นาย",
                "people.field.first_name": FOUND,
                "people.field.last_name": "ใหม่มา",
                "people.field.identity": a_national_id(77),
                "widgets.address.house_no": "99",
                "widgets.address.moo": "5",
                "widgets.address.subdistrict_code": "เชียงพิณ",
            }
        )
        hands.press("visits_ui.family.begin")
        self.write_the_visit(hands, FOUND)
        hands.press("visits_ui.action.wish_for_aid")
        hands.fill("requests.field.aid_kind", hands.text("requests.aid_kind.low_income"))
        hands.press("visits_ui.action.wish_for_aid")

    def write_the_visit(self, hands: FieldHands, family: str) -> None:
        """All that the form asks for, five photographs of a camera's card, the signature; sent."""
        hands.press("visits_ui.from_register")
        hands.answer(HASTY if self.visited else ANSWERS)
        self.visited.append(family)
        hands.turn_section(hands.text("visits_ui.page.photos"))
        card = self.village.root / f"DCIM-{family}"
        card.mkdir()
        for number, _ in enumerate(PHOTO_KINDS, 1):
            minute = 5 * len(self.visited) + number
            photograph(card / f"IMG_{number}.jpg", (1600, 1200), taken=f"2024:06:12 09:{minute:02d}:00", seed=minute)
        tray = hands.shown_after_drop(card)
        for number, _ in enumerate(PHOTO_KINDS):
            tray.list.setCurrentRow(number)
            QTest.keyClick(tray.list, Qt.Key(Qt.Key.Key_1 + number))
            hands.settle()
        hands.turn_section(hands.text("visits_ui.page.signing"))
        hands.sign(hands.shown(SignaturePad, lambda _: True, 0))
        hands.press("visits_ui.signing.sign")
        hands.press("visits_ui.action.submit")
        hands.press("visits_ui.action.submit")

    def pay(self, hands: FieldHands) -> None:
        """The payee of the run that is out counts the money and signs."""
        hands.go("paying")
        hands.fill("payments.entry.counted", "3,000")
        hands.sign(hands.shown(SignaturePad, lambda _: True))
        hands.press("payments.head.pay")

    def write_phone(self, hands: FieldHands, phone: str) -> None:
        """The telephone of somebody, as it is told here."""
        hands.go("people")
        hands.choose(hands.list("people.screen"), f"นาง{PAYEE} ศรีสุข")
        hands.fill("people.field.phone", phone)
        hands.press("people.save")

    # --- between them ---

    def send_what_there_is_by_a_line_that_breaks(self, hands: FieldHands) -> None:
        """In the village hall there is a network: the line breaks once in the middle, and goes on."""
        broken: list[int] = []
        with self.village.serving() as address, cutting(address, [60_000], broken) as cut:
            hands.exchange_with(cut)
        assert len(broken) == 1
        hands.go("exchange")
        hands.wait_for(hands.text("exchange.has.visit", there=2, total=2))

    def make_the_bundle_home(self, hands: FieldHands) -> None:
        """The rest goes home on a stick."""
        hands.go("exchange")
        naming(self.monkeypatch, self.home)
        hands.press("exchange_ui.make")
        hands.wait_for(str(self.home))

    def take(self, hands: FieldHands, file: Path) -> None:
        """A bundle is taken in."""
        choosing(self.monkeypatch, file)
        hands.go("exchange")
        hands.press("exchange_ui.take")

    def take_it_at_the_office_and_decide_the_conflict(self) -> None:
        """The same telephone was written here too; the officer decides, and the office answers the laptop."""
        with self.village.window(self.qtbot, "office") as hands:
            hands.sign_in("officer2")
            self.write_phone(hands, "0822222222")
            self.take(hands, self.home)
            hands.go("conflicts")
            hands.fill("conflicts.reason", "โทรถามเจ้าตัวแล้ว")
            hands.press("conflicts.take_value", value=TOLD_AT_HOME)
            hands.go("exchange")
            naming(self.monkeypatch, self.answer)
            hands.press("exchange_ui.make")
            hands.wait_for(str(self.answer))

    def hear_on_the_laptop_that_all_arrived(self) -> None:
        """The office's answer says how much it has; the decision stands here too."""
        with self.village.window(self.qtbot, "laptop") as hands:
            hands.sign_in("officer")
            self.take(hands, self.answer)
            for said, count in (("visit", 3), ("person", 4), ("household", 1), ("handover", 1), ("photos", 15)):
                hands.wait_for(hands.text(f"exchange.has.{said}", there=count, total=count))
            hands.wait_for(hands.text("exchange_ui.clock.arrived"))
            hands.go("conflicts")
            hands.wait_for(hands.text("conflicts.none_yet"))
            hands.go("people")
            hands.choose(hands.list("people.screen"), f"นาง{PAYEE} ศรีสุข")
            assert hands.editor("people.field.phone").value() == TOLD_AT_HOME

    def look_into_the_office(self) -> None:
        """Everything that was written and photographed, and the money once."""
        with self.village.inside("office", "social") as office:
            services = office.services
            items = services.visits.list()
            assert {item.person_name for item in items} >= {"นายคำมูล ใหม่มา"}
            for item in items:
                page = services.visits.page(item.visit_id)
                assert page.visit.state is VisitState.SUBMITTED
                photos = [each for line in page.evidence if line.kind in PHOTO_KINDS for each in line.attachments]
                assert len({each.stored_sha256 for each in photos}) == len(PHOTO_KINDS)
                assert all(each.taken_at and office.blobs.has(each.stored_sha256) for each in photos)
                (informant,) = page.visit.informants
                assert (informant.name, bool(informant.signature)) == (ANSWERS["informant"], True)
            assert len(items) == 3
            (run,) = services.payments.runs()
            (voucher,) = services.payments.run(run.run_id).vouchers
            assert voucher.state is VoucherState.PAID
            wished = [one for one in services.requests.list() if FOUND in one.person_name]
            assert len(wished) == 1
