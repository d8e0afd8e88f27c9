"""What the gallery of widgets is filled with; all names are invented."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter, QPdfWriter

from kmcase.domain.findings import Finding, Severity
from kmcase.domain.money import Baht
from kmcase.domain.people import Address
from kmcase.messages import Catalogue
from ui.forms import Field, FormSpec, Section, Width
from ui.theme import Tone
from ui.widgets import (
    AddressEdit,
    BahtEdit,
    BEDateEdit,
    CheckEdit,
    ChecksEdit,
    Choice,
    ChoiceEdit,
    Fact,
    IdAnswer,
    LineEdit,
    NationalIdEdit,
    NavSection,
    NumberEdit,
    SectionState,
    TextArea,
    TimelineEntry,
)
from ui.widgets.ink import Ink

TODAY = date(2024, 6, 14)
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


def sections() -> tuple[NavSection, ...]:
    return (
        NavSection(key="person", said="ผู้ประสบปัญหา", state=SectionState.DONE),
        NavSection(key="house", said="ที่อยู่และสภาพบ้าน", state=SectionState.MISSING, count=2),
        NavSection(key="members", said="สมาชิกในครัวเรือน", state=SectionState.WRONG, count=1),
        NavSection(key="photos", said="ภาพถ่าย"),
        NavSection(key="sign", said="ลายมือชื่อ"),
    )


def facts() -> tuple[Fact, ...]:
    return (
        Fact(label="ชื่อ", value=WHO, strong=True),
        Fact(label="เลขประจำตัว", value="1-xxxx-xxxxx-12-1"),
        Fact(label="อายุ", value="67 ปี (เกิด 2500)"),
        Fact(label="ที่อยู่", value="12/3 หมู่ที่ 4 บ้านเชียงพิณน้อย ต.เชียงพิณ อ.เมืองอุดรธานี จ.อุดรธานี 41000"),
        Fact(label="ได้รับแล้วปีนี้", value="2 ครั้ง 6,000.00 บาท"),
    )


def entries() -> tuple[TimelineEntry, ...]:
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
            detail="สามีป่วยติดเตียง หลังคาบ้านรั่วสองจุด เพื่อนบ้านช่วยดูแล เห็นควรช่วยเหลือเป็นเงินและประสานโรงพยาบาลส่งเสริมสุขภาพตำบล",
        ),
        TimelineEntry(key="2", on=date(2024, 5, 2), icon="note", title="ยื่นคำขอ"),
        TimelineEntry(
            key="1", on=date(2023, 12, 20), icon="warning", title="อาจซ้ำกับทะเบียนอื่น", tone=Tone.WARN, detail="รอตรวจสอบ"
        ),
    )
