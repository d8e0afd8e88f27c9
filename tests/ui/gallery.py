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

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kmcase.domain.cases.network import Tie
from kmcase.domain.drawings.resource_map import Around, resource_map
from kmcase.domain.drawings.scores import Polygon, radar
from kmcase.domain.money import Baht
from kmcase.files.forms import shipped_form
from kmcase.messages import message
from tests.ui.gallery_samples import (
    FINDINGS,
    FORM,
    VALUES,
    WHO,
    GalleryTexts,
    entries,
    facts,
    sample_ink,
    sample_pdf,
    sample_photo,
    sections,
)
from ui.forms import FormView
from ui.forms.answers import AnswersView
from ui.forms.rows_edit import RowsEdit
from ui.forms.versions import StandingValue, VersionsNote
from ui.resources import icon_names
from ui.theme import Space, Theme, Tone
from ui.widgets import (
    AnchoredScore,
    Banner,
    BudgetShown,
    Button,
    Card,
    Chip,
    DrawingView,
    EmptyState,
    EvidenceList,
    EvidencePiece,
    FindingsPanel,
    Gauge,
    IconMark,
    KeyFacts,
    Label,
    MonthBars,
    MonthShown,
    PdfPreview,
    PhotoShown,
    PhotoWell,
    SectionNav,
    SignatureEdit,
    SignaturePad,
    SlaLight,
    StepBar,
    Texts,
    ThumbprintEdit,
    ThumbprintPad,
    Timeline,
    WrappingRow,
    column,
    row,
)

SIZE = (1366, 768)


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
        WrappingRow(*(Button(texts, said) for said in ("ยกเลิกนัด", "ผู้ร่วมไป", "มอบให้คนอื่น", "เลื่อนนัด", "เยี่ยมแล้ว"))),
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
    nav.set_sections(sections())
    head = Card()
    head.body.addWidget(KeyFacts(texts, facts()))
    empty = Card()
    advice = "เพิ่มผู้ประสบปัญหาจากการลงพื้นที่ หรือนำเข้ารายชื่อจากไฟล์ที่ อบต. ส่งมา"
    empty.body.addWidget(EmptyState(texts, "people", "ยังไม่มีรายชื่อ", advice, "นำเข้ารายชื่อ"))
    nav.setFixedHeight(5 * 44)
    right = column(head, nav, empty)
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
            doubt="ถ่ายคนละวัน",
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
    signing = row(SignatureEdit(texts, WHO), ThumbprintEdit(texts, WHO), spacing=Space.TWO)
    grid = QGridLayout()
    grid.setSpacing(Space.TWO)
    grid.addLayout(row(empty, full, wrong), 0, 0)
    grid.addWidget(evidence, 0, 1)
    grid.addWidget(signed, 1, 0)
    grid.addLayout(row(unsigned, thumb, spacing=Space.TWO), 1, 1)
    grid.addLayout(signing, 2, 0, 1, 2)
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
    line.set_entries(entries())
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


def drawings_page(texts: Texts) -> QWidget:
    """A radar, a resource map with every tie, and a score with its anchors."""
    polygons = (
        Polygon(said="10 มิ.ย. 67", values=(20, 40, None, 60, 30)),
        Polygon(said="12 ส.ค. 67", values=(60, 80, 50, 70, 90)),
    )
    axes = ("สุขภาพ", "การศึกษา", "ที่อยู่อาศัยและความเป็นอยู่", "อาชีพและรายได้", "การเข้าถึงบริการภาครัฐ")
    before_after = DrawingView(texts, height=320)
    before_after.set_drawing(partial(radar, axes, polygons), "การประเมิน", ())
    around = [Around(name=f"หน่วยงาน {number}", kind="วัด", tie=tie) for number, tie in enumerate(Tie)]
    resources = DrawingView(texts, height=360)
    resources.set_drawing(partial(resource_map, "นางลำดวน ใจเย็น", around), "แผนที่ทรัพยากร", ())
    anchors = ("เจ็บป่วยหนัก ต้องรักษาทันที", "เจ็บป่วยเรื้อรัง ไม่ได้รักษา", "แข็งแรงดี")
    scores = [AnchoredScore(texts, tuple(enumerate(anchors))) for _ in range(2)]
    for score in scores:
        score.set_name("สุขภาพกาย")
    scores[0].set_value(1)
    return _page(row(column(before_after, resources, None), column(*scores, None), spacing=Space.THREE))


def preview_page(texts: Texts) -> QWidget:
    """A document."""
    preview = PdfPreview(texts)
    preview.show_pdf(sample_pdf())
    return _page(column(preview))


def answers_page(texts: Texts) -> QWidget:
    """A form declared as data: a place, choices, and an answer that was written apart."""
    view = _answers(texts)
    view.go("addresses")
    values = [StandingValue(said=said, written="นายเมฆ 12 มิ.ย. 67", choose=lambda: None) for said in ("12", "12/1")]
    view.show_versions({"house_no": [VersionsNote(texts, values)]})
    return _page(row(view))


def rows_page(texts: Texts) -> QWidget:
    """A row of a repeat that is open."""
    view = _answers(texts)
    view.go("household")
    rows = view.editor("members")
    assert isinstance(rows, RowsEdit)
    rows.open_row(0)
    return _page(row(view))


def _answers(texts: Texts) -> AnswersView:
    view = AnswersView(texts, shipped_form("visit"), today=date(2024, 6, 14), new_id=lambda: "new")
    view.set_answers(
        {
            "house_no": "12",
            "moo": 120,
            "place": {"latitude": "17.36", "longitude": "102.7", "accuracy": ""},
            "registered_here": "no",
            "members": [{"_id": "a", "member_name": "เด็กหญิงดี ศรีสุข", "member_relation": "child"}],
        }
    )
    view.offer_positions((("17.36", "102.7"),))
    return view


PAGES: dict[str, Callable[[Texts], QWidget]] = {
    "form": form_page,
    "answers": answers_page,
    "rows": rows_page,
    "marks": marks_page,
    "evidence": evidence_page,
    "charts": charts_page,
    "drawings": drawings_page,
    "preview": preview_page,
}


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
