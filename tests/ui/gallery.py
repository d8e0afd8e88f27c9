"""All widgets on pages of 1366 x 768, empty, full and wrong, for people to look at and for tests to walk over.

`python -m tests.ui.gallery FOLDER` draws each page in light and dark to a PNG. All names are invented.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kmcase.domain.findings import Finding, Severity
from kmcase.domain.money import Baht
from kmcase.domain.people import Address
from kmcase.messages import Catalogue, message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.resources import icon_names
from ui.theme import Space, Theme, Tone
from ui.widgets import (
    AddressEdit,
    BahtEdit,
    Banner,
    BEDateEdit,
    BudgetShown,
    Button,
    Card,
    CheckEdit,
    ChecksEdit,
    Chip,
    Choice,
    ChoiceEdit,
    EmptyState,
    EvidenceList,
    EvidencePiece,
    Fact,
    FindingsPanel,
    Gauge,
    IconMark,
    IdAnswer,
    KeyFacts,
    Label,
    LineEdit,
    MonthBars,
    MonthShown,
    NationalIdEdit,
    NavSection,
    NumberEdit,
    PdfPreview,
    PhotoShown,
    PhotoWell,
    SectionNav,
    SectionState,
    SignaturePad,
    SlaLight,
    StepBar,
    TextArea,
    Texts,
    ThumbprintPad,
    Timeline,
    TimelineEntry,
    column,
    row,
)
from ui.widgets.ink import Ink

TODAY = date(2024, 6, 14)
SIZE = (1366, 768)
WHO = "นางทองม้วน ปิ่นแก้วใส"
HOUSING = tuple(
    Choice(value=code, code=code, said=said)
    for code, said in (("1", "บ้านของตนเอง มั่นคง"), ("2", "บ้านของตนเอง ทรุดโทรม"), ("3", "อยู่ในที่ดินผู้อื่น"), ("4", "บ้านเช่า"))
)
PROBLEMS = tuple(Choice(value=name, said=name) for name in ("รายได้น้อย", "เจ็บป่วยเรื้อรัง", "ว่างงาน", "ผู้ดูแลเสียชีวิต"))


def says(words: str) -> str:
    """The key of a label whose words are data of the gallery."""
    return f"gallery.{words}"


class GalleryTexts(Catalogue):
    """The catalogue, and the words of the gallery itself: what stands behind `gallery.` and in findings."""

    def text(self, key: str, /, **params: object) -> str:
        if key.startswith("gallery.finding."):
            return FINDING_WORDS[key.removeprefix("gallery.finding.")]
        return key.removeprefix("gallery.") if key.startswith("gallery.") else super().text(key, **params)

    def render(self, said):  # type: ignore[no-untyped-def]
        return self.text(said.key, **said.params) if said.key.startswith("gallery.") else super().render(said)

    def has(self, key: str) -> bool:
        return (key.startswith("gallery.") and not key.startswith("gallery.mend.")) or super().has(key)


FINDING_WORDS = {
    "third": "ปีงบประมาณ 2567 ได้รับเงินสงเคราะห์แล้ว 3 ครั้ง รวม 9,000 บาท ครบจำนวนครั้งที่ระเบียบกำหนด",
    "income": "รายได้เฉลี่ยของครอบครัวสูงกว่าเกณฑ์ที่สำนักงานใช้พิจารณา",
    "address": "ที่อยู่ปัจจุบันไม่ตรงกับที่อยู่ตามทะเบียนบ้าน",
}
FINDINGS = (
    Finding(code="gallery.third", severity=Severity.BLOCK, fields=("amount",), reference="ระเบียบกรมฯ พ.ศ. 2552 ข้อ 8"),
    Finding(code="gallery.income", severity=Severity.WARN, fields=("income",), reference="หนังสือเวียนของกรม"),
    Finding(code="gallery.address", severity=Severity.INFORM, fields=("address",)),
)

FORM = FormSpec(
    (
        Section(
            says("ผู้ประสบปัญหา"),
            (
                Field("first", says("ชื่อ"), LineEdit, required=True),
                Field("last", says("นามสกุล"), LineEdit, required=True),
                Field("id", says("เลขประจำตัวประชาชน"), NationalIdEdit),
                Field("birth", says("วันเกิด"), partial(BEDateEdit, today=TODAY, partial=True)),
                Field("address", says("ที่อยู่ปัจจุบัน"), AddressEdit, width=Width.FULL),
            ),
        ),
        Section(
            says("ความช่วยเหลือ"),
            (
                Field("amount", says("จำนวนเงินที่เสนอ"), partial(BahtEdit, show_words=True), required=True),
                Field("income", says("รายได้ต่อเดือน"), BahtEdit, help_key=says("รวมรายได้ของทุกคนในครอบครัว")),
                Field("visited", says("วันที่ลงพื้นที่"), partial(BEDateEdit, today=TODAY), width=Width.THIRD),
                Field("members", says("สมาชิกในครัวเรือน"), partial(NumberEdit, unit="คน", most=40), width=Width.THIRD),
                Field("housing", says("สภาพที่อยู่อาศัย"), partial(ChoiceEdit, choices=HOUSING), width=Width.THIRD),
                Field("problems", says("ปัญหา"), partial(ChecksEdit, choices=PROBLEMS)),
                Field("writes", says("การลงลายมือชื่อ"), partial(CheckEdit, said="ผู้รับเงินเขียนชื่อได้")),
                Field(
                    "facts",
                    says("ข้อเท็จจริง"),
                    partial(TextArea, headings=("ความเป็นมา", "สภาพปัญหา", "ข้อเสนอ"), rows=3),
                    width=Width.FULL,
                ),
            ),
        ),
    )
)
VALUES: dict[str, object] = {
    "first": "ทองม้วน",
    "last": "ปิ่นแก้วใส",
    "id": IdAnswer(number="1234567890121"),
    "address": Address(house_no="12/3", moo=4, village="บ้านเชียงพิณน้อย", subdistrict_code="410113"),
    "amount": Baht.of(3000),
    "income": Baht.of(4500),
    "visited": TODAY,
    "members": 4,
    "housing": "2",
    "problems": {"รายได้น้อย"},
    "facts": "สภาพปัญหา: สามีป่วยติดเตียง ผู้ยื่นคำขอรับจ้างทั่วไปมีรายได้ไม่แน่นอน ต้องดูแลหลานสองคนที่กำลังเรียนชั้นประถม",
}


def form_page(texts: Texts) -> QWidget:
    """A form, filled, with findings and with errors."""
    form = FormView(texts, FORM)
    form.set_values(VALUES)
    form.editor("birth").set_raw("2500")
    form.set_findings(FINDINGS)
    empty = FormView(texts, FORM)
    empty.editor("first").set_raw("บุญปลูก")
    empty.editor("id").set_raw({"number": "1-2345-67890-12-9", "reason": "", "note": "", "none": False})
    empty.editor("birth").set_raw("1/2/2024")
    empty.editor("amount").set_raw("สามพัน")
    empty.editor("housing").set_raw("เต็นท์")
    empty.validate()
    return _page(row(form, empty, spacing=Space.TWO))


def marks_page(texts: Texts) -> QWidget:
    """Words, buttons, chips, banners, steps, sections, facts, findings, empty state."""
    left = column(
        Label(texts, "งานวันนี้", role="hero"),
        Label(texts, "รายการที่รอพิจารณา", role="title"),
        Label(texts, "ผู้มีรายได้น้อย ตำบลเชียงพิณ", role="lead"),
        Label(texts, "ปั๊มน้ำของหมู่บ้านชำรุด ผู้ใหญ่บ้านแจ้งว่ากำลังซ่อม ฐานะครัวเรือนจึงทรุดลงกว่าเดิม"),
        Label(texts, "ข้อความรอง สำหรับคำอธิบาย", role="muted"),
        row(
            Button(texts, "บันทึกผลการพิจารณา", kind="primary", icon_name="tick"),
            Button(texts, "พิมพ์", icon_name="print"),
            Button(texts, "ยกเลิกใบสำคัญ", kind="danger", icon_name="trash"),
            Button(texts, "ปิด", kind="quiet"),
            None,
        ),
        row(_disabled(Button(texts, "จ่ายเงิน", kind="primary")), _disabled(Button(texts, "ส่งออก")), None),
        row(
            Chip(texts, "สมาชิกนิคม"),
            Chip(texts, "รอพิจารณา", Tone.ACCENT, "clock"),
            Chip(texts, "จ่ายแล้ว", Tone.OK),
            None,
        ),
        row(Chip(texts, "อาจซ้ำ", Tone.WARN), Chip(texts, "จำนวนเงินไม่ตรงกัน", Tone.ERROR), None),
        row(*(_light(texts, days) for days in (-3, 0)), None),
        row(*(_light(texts, days) for days in (2, 12)), None),
        row(_light(texts, None), _done(texts), None),
        StepBar(texts, ("เลือกไฟล์", "จับคู่คอลัมน์", "ผลการนำเข้า")),
        _steps(texts, 1),
        _steps(texts, 3),
        None,
        spacing=Space.ONE + Space.HALF,
    )
    banners = [
        _banner(texts, Tone.ACCENT, "ข้อมูลนี้เป็นตัวอย่าง วันที่ของระบบคือ 14 มิ.ย. 67"),
        _banner(texts, Tone.OK, "สำรองข้อมูลเสร็จแล้ว"),
        _banner(texts, Tone.WARN, "ยังไม่ได้แลกเปลี่ยนข้อมูลกับสำนักงาน 5 วัน", "แลกเปลี่ยนเดี๋ยวนี้"),
        _banner(texts, Tone.ERROR, "ยอดเงินที่นับไม่ตรงกับใบสำคัญ ต่างกัน 500.00 บาท", "ดูรายการ"),
    ]
    findings = FindingsPanel(texts)
    findings.set_findings(FINDINGS)
    middle = column(*banners, findings, FindingsPanel(texts), None)
    nav = SectionNav(texts)
    nav.set_sections(_sections())
    facts = Card()
    facts.body.addWidget(KeyFacts(texts, _facts()))
    empty = Card()
    advice = "เพิ่มผู้ประสบปัญหาจากการลงพื้นที่ หรือนำเข้ารายชื่อจากไฟล์ที่ อบต. ส่งมา"
    empty.body.addWidget(EmptyState(texts, "people", "ยังไม่มีรายชื่อ", advice, "นำเข้ารายชื่อ"))
    nav.setFixedHeight(5 * 44)
    right = column(facts, nav, empty)
    whole = QHBoxLayout()
    for part, share in ((left, 5), (middle, 5), (right, 4)):
        whole.addLayout(part, share)
    whole.setSpacing(Space.THREE)
    return _page(whole)


def evidence_page(texts: Texts) -> QWidget:
    """Photographs, evidence, signature, thumbprint."""
    empty, full, wrong = (PhotoWell(texts, place) for place in ("นอกบ้าน", "ในบ้าน", "ผู้ประสบปัญหา"))
    full.show_photo(
        PhotoShown(
            thumbnail=sample_photo(),
            sha256="a3f19c0e77",
            taken_at=datetime(2024, 6, 14, 2, 30, tzinfo=UTC),
            place="17.41, 102.78",
        )
    )
    wrong.show_problem(message("widgets.file.no_picture", name="IMG_0021.jpg"))
    evidence = EvidenceList(texts)
    evidence.set_pieces(
        (
            EvidencePiece(kind="id", said="สำเนาบัตรประจำตัวประชาชน", count=1),
            EvidencePiece(kind="house", said="สำเนาทะเบียนบ้าน"),
            EvidencePiece(kind="medical", said="ใบรับรองแพทย์", none_reason="ไม่ได้เจ็บป่วย ขอรับเพราะบ้านถูกพายุพัด"),
            EvidencePiece(kind="bank", said="สมุดบัญชีธนาคาร", required=False),
        )
    )
    signed, unsigned = SignaturePad(texts, WHO), SignaturePad(texts, "พยานคนที่ 1")
    signed.sheet.resize(640, 176)
    signed.set_ink(sample_ink())
    thumb = ThumbprintPad(texts, WHO)
    grid = QGridLayout()
    grid.setSpacing(Space.TWO)
    grid.addLayout(row(empty, full, wrong), 0, 0)
    grid.addWidget(evidence, 0, 1)
    grid.addWidget(signed, 1, 0)
    grid.addLayout(row(unsigned, thumb, spacing=Space.TWO), 1, 1)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return _page(grid)


def charts_page(texts: Texts) -> QWidget:
    """Budget, months, time line, icons."""
    gauges = Card(spacing=Space.THREE)
    for budget in (
        BudgetShown(
            allotted=Baht.of(600_000), reserved=Baht.of(96_000), paid=Baht.of(284_000), planned=Baht.of(330_000)
        ),
        BudgetShown(allotted=Baht.of(120_000), reserved=Baht.of(60_000), paid=Baht.of(75_000)),
        BudgetShown(allotted=Baht.zero(), reserved=Baht.zero(), paid=Baht.zero()),
    ):
        gauge = Gauge(texts)
        gauge.set_budget(budget)
        gauges.body.addWidget(gauge)
    bars = MonthBars(texts)
    paid = (42, 38, 61, 12, 88, 43, 0, 0)
    names = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.")
    bars.set_months(
        [
            MonthShown(name=name, planned=Baht.of(50_000), paid=Baht.of(each * 1000))
            for name, each in zip(names, paid, strict=True)
        ]
    )
    months = Card()
    months.body.addWidget(bars)
    life = Card()
    life.body.addWidget(Label(texts, "ประวัติ", role="lead"))
    line = Timeline(texts)
    line.set_entries(_entries())
    life.body.addWidget(line, 1)
    icons = QGridLayout()
    for number, name in enumerate(icon_names()):
        icons.addWidget(IconMark(name, "text", 24), number // 12, number % 12)
    whole = QHBoxLayout()
    whole.setSpacing(Space.THREE)
    whole.addLayout(column(gauges, months, spacing=Space.TWO), 1)
    right = QVBoxLayout()
    right.addWidget(life, 1)
    right.addLayout(icons)
    whole.addLayout(right, 1)
    return _page(whole)


def preview_page(texts: Texts) -> QWidget:
    """A document."""
    preview = PdfPreview(texts)
    preview.show_pdf(sample_pdf())
    return _page(column(preview))


PAGES: dict[str, Callable[[Texts], QWidget]] = {
    "form": form_page,
    "marks": marks_page,
    "evidence": evidence_page,
    "charts": charts_page,
    "preview": preview_page,
}


def sample_photo() -> bytes:
    """A house in a landscape, drawn, as PNG."""
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sky = QLinearGradient(QPointF(0, 0), QPointF(0, 480))
    sky.setColorAt(0, QColor("#9cc8e6"))
    sky.setColorAt(1, QColor("#e8f0dc"))
    painter.fillRect(image.rect(), sky)
    painter.fillRect(QRectF(0, 330, 640, 150), QColor("#7f9f60"))
    painter.fillRect(QRectF(200, 220, 240, 150), QColor("#b08a5c"))
    painter.setBrush(QColor("#8a4b38"))
    painter.drawPolygon([QPointF(170, 220), QPointF(320, 120), QPointF(470, 220)])
    painter.end()
    return _png(image)


def sample_ink() -> Ink:
    """A signature with pressure."""
    strokes = []
    for start in (80, 240, 380):
        points = []
        for step in range(34):
            lift = 38 * ((step * 7 + start) % 23 / 11 - 1) * (1 if step % 8 < 4 else -0.6)
            points.append((start + step * 3.2, 88 + lift, 0.3 + step % 9 / 14, step * 12))
        strokes.append(tuple(points))
    return Ink(width=640, height=176, strokes=tuple(strokes))


def sample_pdf() -> bytes:
    """Two pages."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(96)
    painter = QPainter(writer)
    painter.setFont(QFont("Sarabun", 16))
    painter.drawText(240, 60, "ใบสำคัญรับเงิน")
    writer.newPage()
    painter.drawText(240, 60, "รายละเอียดแนบท้าย")
    painter.end()
    return bytes(buffer.data().data())


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def _page(layout) -> QWidget:  # type: ignore[no-untyped-def]
    page = QWidget()
    page.setObjectName("page")
    layout.setContentsMargins(Space.TWO, Space.TWO, Space.TWO, Space.TWO)
    page.setLayout(layout)
    page.resize(*SIZE)
    return page


def _disabled(button: Button) -> Button:
    button.setEnabled(False)
    return button


def _light(texts: Texts, days: int | None) -> SlaLight:
    light = SlaLight(texts)
    light.show_days(days)
    return light


def _done(texts: Texts) -> SlaLight:
    light = SlaLight(texts)
    light.show_days(None, done=True)
    return light


def _steps(texts: Texts, current: int) -> StepBar:
    bar = StepBar(texts, ("เลือกไฟล์", "จับคู่คอลัมน์", "ผลการนำเข้า"))
    bar.set_current(current)
    return bar


def _banner(texts: Texts, tone: Tone, said: str, action: str = "") -> Banner:
    banner = Banner(texts)
    banner.say(tone, said, action)
    return banner


def _sections() -> tuple[NavSection, ...]:
    return (
        NavSection(key="person", said="ผู้ประสบปัญหา", state=SectionState.DONE),
        NavSection(key="house", said="ที่อยู่และสภาพบ้าน", state=SectionState.MISSING, count=2),
        NavSection(key="members", said="สมาชิกในครัวเรือน", state=SectionState.WRONG, count=1),
        NavSection(key="photos", said="ภาพถ่าย"),
        NavSection(key="sign", said="ลายมือชื่อ"),
    )


def _facts() -> tuple[Fact, ...]:
    return (
        Fact(label="ชื่อ", value=WHO, strong=True),
        Fact(label="เลขประจำตัว", value="1-xxxx-xxxxx-12-1"),
        Fact(label="อายุ", value="67 ปี (เกิด 2500)"),
        Fact(label="ที่อยู่", value="12/3 หมู่ที่ 4 บ้านเชียงพิณน้อย ต.เชียงพิณ อ.เมืองอุดรธานี จ.อุดรธานี 41000"),
        Fact(label="ได้รับแล้วปีนี้", value="2 ครั้ง 6,000.00 บาท"),
    )


def _entries() -> tuple[TimelineEntry, ...]:
    return (
        TimelineEntry(
            key="5",
            on=date(2024, 6, 14),
            icon="money",
            title="รับเงินสงเคราะห์",
            tone=Tone.OK,
            amount=Baht.of(3000),
            detail="ใบสำคัญ 67/0123 จ่ายที่ศาลากลางบ้านเชียงพิณน้อย ต่อหน้าพยานสองคน",
        ),
        TimelineEntry(
            key="4",
            on=date(2024, 5, 30),
            icon="meeting",
            title="คณะกรรมการอนุมัติ",
            tone=Tone.ACCENT,
            detail="การประชุมครั้งที่ 5/2567",
        ),
        TimelineEntry(
            key="3",
            on=date(2024, 5, 12),
            icon="visit",
            title="เยี่ยมบ้าน",
            detail="สามีป่วยติดเตียง หลังคาบ้านรั่วสองจุด เพื่อนบ้านช่วยดูแลช่วงกลางวัน เห็นควรช่วยเหลือเป็นเงินและประสานโรงพยาบาลส่งเสริมสุขภาพตำบล",
        ),
        TimelineEntry(key="2", on=date(2024, 5, 2), icon="note", title="ยื่นคำขอ"),
        TimelineEntry(
            key="1", on=date(2023, 12, 20), icon="warning", title="อาจซ้ำกับทะเบียนอื่น", tone=Tone.WARN, detail="รอตรวจสอบ"
        ),
    )


def main(folder: Path) -> None:
    """Draw every page in light and dark."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme(app)
    texts = GalleryTexts("th")
    folder.mkdir(parents=True, exist_ok=True)
    for dark in (False, True):
        theme.force(dark)
        for name, make in PAGES.items():
            page = make(texts)
            page.show()
            QTest.qWait(400)
            page.grab().save(str(folder / f"{name}-{'dark' if dark else 'light'}.png"))
            page.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
