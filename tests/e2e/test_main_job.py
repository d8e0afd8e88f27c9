"""The main job through the real window: from a survey list to a signed receipt and a ledger that proves itself."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.cli.sample.dirty_lists import national_id, with_dashes, write_xlsx
from kmcase.cli.sample.pictures import photograph
from kmcase.domain.money import Baht
from kmcase.domain.requests import REPORT_HEADINGS
from tests.e2e.desk import at_the_window, choosing, naming
from tests.e2e.hands import Hands
from tests.paper import raster, says
from ui.widgets import Banner, SignaturePad

PAYER = "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดอุดรธานี โดยนิคมสร้างตนเองห้วยหลวง"
FAMILY = "นางบุญมี ศรีสุข"
OTHER = "นายคำปัน ทองดี"
PIECES = (
    "photo_house_outside", "photo_person", "photo_problem", "photo_family", "id_card", "death_certificate",
    "house_registration", "house_registration",
)  # fmt: skip


def test_from_a_survey_list_to_a_signed_receipt_and_a_ledger_that_proves_itself(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_the_window(qtbot, tmp_path / "office") as hands:
        desk = MainJob(hands, tmp_path, monkeypatch)
        desk.take_in_a_list()
        desk.write_a_request()
        desk.review_it()
        desk.decide_in_a_meeting()
        desk.draw_the_money()
        desk.pay_with_a_drawn_signature()
        receipt = desk.print_the_receipt()
        desk.scan_the_signed_paper(receipt)
        desk.close_the_run()
        ledger = desk.print_the_ledger()

        assert says(receipt, FAMILY, "0001/2567", "3,000 00", "(สามพันบาทถ้วน)", "วันที่ 12 มิถุนายน 2567", PAYER) == []
        assert says(ledger, FAMILY, "0001/2567", "3,000.00", "12 มิ.ย. 67", "ขบ 1/2567") == []
        assert "ถูกต้องทุกส่วน" in desk.verdict()


class MainJob:
    """The steps of the main job, each by the person whose work it is."""

    def __init__(self, hands: Hands, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.hands = hands
        self.folder = folder
        self.monkeypatch = monkeypatch

    def take_in_a_list(self) -> None:
        """The officer takes in the list of the local government, and mends the row that waits."""
        hands = self.hands
        hands.sign_in("officer")
        hands.go("imports")
        rows = [
            ("ชื่อ-สกุล", "เลขประจำตัวประชาชน", "วันเกิด", "บ้านเลขที่", "หมู่ที่", "ตำบล", "รายได้ต่อเดือน"),
            (FAMILY, with_dashes(national_id(1)), "1/1/2510", "12/3", "๓", "เชียงพิณ", "4,000"),
            (OTHER, None, "๑๕ มีนาคม ๒๕๐๘", "7", 3, "เชียงพิณ", 3500),
        ]
        choosing(self.monkeypatch, write_xlsx(self.folder / "รายชื่อ.xlsx", rows))
        hands.press("survey_lists.choose")
        hands.fill("survey_lists.field.agency", "อบต.เชียงพิณ")
        hands.press("survey_lists.take_in", rows=2)
        hands.fill("imports.column.national_id", with_dashes(national_id(2)))
        hands.press("survey_lists.mend")

    def write_a_request(self) -> None:
        """The officer writes what was found, attaches the evidence, says why a piece is missing, and submits."""
        hands = self.hands
        hands.go("requests")
        hands.press("requests_ui.new")
        hands.search("requests_ui.who", "บุญมี")
        hands.fill_all(
            {
                "requests.field.aid_kind": hands.text("requests.aid_kind.low_income"),
                "requests.field.needed": "5,000",
                "requests.field.proposed": "3,000",
                "requests.field.purpose": "ค่าครองชีพ",
                "requests.field.hardship_cause": hands.text("requests.cause.died"),
                "requests.field.cause_fact": "สามีถึงแก่กรรมเมื่อเดือนพฤษภาคม 2567",
                "requests.field.cause_document": "ใบมรณบัตรเลขที่ 1/2567",
                "requests.field.fact_found_on": "12/6/2567",
                "requests.field.informant": FAMILY,
                "requests.field.monthly_income": "4,000",
            }
        )
        hands.fill("requests.field.housing", hands.text("requests.housing.own_dilapidated"), which=0)
        for heading in REPORT_HEADINGS:
            which = 1 if heading == "housing" else None  # Of two fields that say "housing" the report is the later.
            hands.fill(f"requests.heading.{heading}", "เขียนจากการเยี่ยมบ้าน", which)
        hands.press("requests_ui.save")
        hands.turn_to("requests_ui.tab.evidence")
        for number, kind in enumerate(PIECES):
            photo = self.folder / f"{kind}-{number}.jpg"
            photo.write_bytes(photograph(kind, number))
            choosing(self.monkeypatch, photo)
            hands.press_words(f"{hands.text('widgets.evidence.attach')} {hands.text(f'evidence.kind.{kind}')}")
        inside = hands.text("evidence.kind.photo_house_inside")
        hands.press_words(f"{hands.text('widgets.evidence.none')} {inside}")
        hands.type_into(f"{hands.text('widgets.evidence.reason')} {inside}", "เจ้าของบ้านไม่สะดวกให้ถ่ายภาพ")
        hands.wait_for(hands.text("widgets.evidence.count", settled=8, all=8))
        hands.press("requests_ui.action.submit")

    def review_it(self) -> None:
        """The social worker gives an opinion; another than the writer finds it ready."""
        hands = self.hands
        hands.sign_in("social")
        hands.go("requests")
        hands.choose(hands.list("requests_ui.screen"), FAMILY)
        hands.press("requests_ui.action.diagnose")
        hands.fill("requests_ui.opinion", "ครอบครัวประสบความเดือดร้อนตามระเบียบ ควรช่วยเหลือเป็นเงิน")
        hands.fill("requests.field.proposed", "3,000", which=0)
        hands.press("requests_ui.record.diagnose")
        hands.sign_in("director")
        hands.go("requests")
        hands.choose(hands.list("requests_ui.screen"), FAMILY)
        hands.press("requests_ui.action.find_ready")

    def decide_in_a_meeting(self) -> None:
        """A meeting is called and held today; the resolution is recorded, and money is reserved."""
        hands = self.hands
        hands.sign_in("social")
        hands.go("meetings")
        hands.press("meetings.new", which=0)
        hands.fill_all(
            {
                "meetings.field.number": "1/2567",
                "meetings.field.place": "ที่ว่าการอำเภอ",
                "meetings.field.outside": "นายประเสริฐ ยุติธรรม, พมจ.อุดรธานี, พมจ.",
            }
        )
        hands.press("meetings.save")
        hands.press("meetings.action.agenda")
        hands.choose(hands.list("meetings.agenda.ready"), FAMILY)
        hands.press("meetings.action.add")
        hands.press("meetings.save")
        hands.press("meetings.action.decide")
        hands.press("meetings.decision.approve")
        hands.press("meetings.back")
        hands.press("meetings.action.close")

    def draw_the_money(self) -> None:
        """Finance asks the provincial office for the money, and records that it came."""
        hands = self.hands
        hands.sign_in("finance")
        hands.go("batches")
        hands.press("batches.new.waiting", count=1)
        hands.fill("batches.new.number", "ขบ 1/2567")
        hands.press("batches.new.ask")
        hands.fill("batches.draw.amount", "3,000")
        hands.fill("batches.draw.on", "12/6/2567")
        hands.fill("batches.draw.document", "นส 7/2567")
        hands.press("batches.draw.button")

    def pay_with_a_drawn_signature(self) -> None:
        """A run with its committee and witnesses; the payee counts the money and signs."""
        hands = self.hands
        hands.go("runs")
        hands.press("payments.runs.new_short")
        hands.fill("payments.runs.place", "ที่ทำการนิคม")
        hands.fill("payments.runs.committee_first", "นางมานะ ใจดี")
        hands.fill("payments.runs.witness_first", "นายใจ คนบ้านใกล้")
        hands.fill("payments.runs.witness_second", "นางสา คนบ้านไกล")
        hands.press("payments.runs.prepare")
        hands.press("payments.runs.to_paying")
        hands.fill("payments.entry.counted", "3,000")
        pad = hands.shown(SignaturePad, lambda each: True)
        hands.draw(pad.sheet, [(30 + 9 * step, round(60 + 30 * math.sin(step))) for step in range(30)])
        hands.press("payments.head.pay")

    def print_the_receipt(self) -> bytes:
        """The numbered receipt as it is printed before ink touches it."""
        hands = self.hands
        hands.go("receipts")
        hands.choose(hands.list("payments.screen.receipts"), FAMILY)
        hands.press("payments.receipts.print")
        return self._saved("ใบสำคัญ.pdf", sheet=True)

    def scan_the_signed_paper(self, receipt: bytes) -> None:
        """The paper comes back signed, a little turned, and finds its number by its QR."""
        hands = self.hands
        scan = self.folder / "สแกน.png"
        page = raster(receipt, dpi=200).convert("L").rotate(1.5, expand=False, fillcolor=255)
        page.save(scan)
        choosing(self.monkeypatch, scan)
        hands.press("payments.receipts.drop")
        hands.wait_for(hands.text("payments.scans.summary", found=1, already=0, waiting=0))

    def close_the_run(self) -> None:
        """Finance closes the run, which adds up; the director looks at the paper and verifies it."""
        hands = self.hands
        hands.go("runs")
        hands.press("payments.runs.close")
        hands.sign_in("director")
        hands.go("runs")
        hands.choose(hands.list("payments.screen.runs"), "ขบ 1/2567-1")
        hands.press("payments.runs.verify")

    def print_the_ledger(self) -> bytes:
        """The ledger of the half, as paper."""
        hands = self.hands
        hands.go("ledger")
        hands.wait_for(hands.text("ledger.agrees", total=Baht.of(3000)))
        return self._saved("ทะเบียนคุม.pdf")

    def verdict(self) -> str:
        """What the auditor's verification says."""
        hands = self.hands
        hands.sign_in("auditor")
        hands.go("verify")
        hands.press("verify.start", which=0)
        return hands.said(Banner)

    def _saved(self, name: str, *, sheet: bool = False) -> bytes:
        path = self.folder / name
        naming(self.monkeypatch, path)
        self.hands.press("widgets.pdf.save")
        if sheet:
            self.hands.close_sheet()
        return path.read_bytes()
