"""What widgets show: words and icons for every state, figures that agree, another language at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kmcase.domain.findings import Finding, Severity
from kmcase.domain.money import Baht
from kmcase.messages import Catalogue, message
from tests.ui.plain_screens import a_screen
from ui.ports import Area
from ui.shell.workspace.side import WIDTH, SideNav
from ui.theme import LIGHT, Theme, Tone
from ui.widgets import (
    Banner,
    BudgetShown,
    Button,
    Chip,
    EmptyState,
    Fact,
    FindingsPanel,
    Gauge,
    KeyFacts,
    Label,
    MonthBars,
    MonthShown,
    NavSection,
    SectionNav,
    SectionState,
    SlaLight,
    StepBar,
    Timeline,
    TimelineEntry,
    WrappingRow,
    retranslate_all,
    row,
    scrolling,
)
from ui.widgets.marks import TONE_ICONS, sla_state

TH, EN = Catalogue("th"), Catalogue("en")


def shown(qtbot: QtBot, widget: Any, width: int = 480, height: int = 240) -> Any:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    return widget


def test_every_tone_has_an_icon_of_its_own_beside_its_word() -> None:
    assert set(TONE_ICONS) == set(Tone)
    assert len({TONE_ICONS[tone] for tone in (Tone.ACCENT, Tone.OK, Tone.WARN, Tone.ERROR)}) == 4


@pytest.mark.parametrize(
    ("left", "done", "key", "tone"),
    [
        (-3, False, "over", Tone.ERROR),
        (0, False, "today", Tone.WARN),
        (3, False, "soon", Tone.WARN),
        (4, False, "left", Tone.OK),
        (None, False, "none", Tone.PLAIN),
        (-3, True, "done", Tone.OK),
    ],
)
def test_a_deadline_is_told_in_words(left: int | None, done: bool, key: str, tone: Tone) -> None:
    said, found, _ = sla_state(left, done=done)
    assert (said.key, found) == (f"widgets.sla.{key}", tone)
    assert "-" not in TH.render(said)


def test_a_chip_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    short, long = Chip(TH, "จ่ายแล้ว", Tone.OK), Chip(TH, "จำนวนเงินไม่ตรงกัน", Tone.ERROR)
    for chip in (short, long):
        qtbot.addWidget(chip)
    assert short.sizeHint().width() < long.sizeHint().width()
    assert long.accessibleName() == "จำนวนเงินไม่ตรงกัน"


def test_a_label_wraps_thai_and_copies_it_without_break_marks(qtbot: QtBot) -> None:
    label = shown(qtbot, Label(TH, "ผู้ใหญ่บ้านแจ้งว่ากำลังซ่อมปั๊มน้ำของหมู่บ้าน", copyable=True), 120)
    assert label.heightForWidth(120) > label.heightForWidth(2000)
    label.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == "ผู้ใหญ่บ้านแจ้งว่ากำลังซ่อมปั๊มน้ำของหมู่บ้าน"
    assert "\u200b" not in label.accessibleName()


def test_data_is_never_read_as_markup(qtbot: QtBot) -> None:
    label = shown(qtbot, Label(TH, "<b>สมชาย</b>"))
    assert label.text().replace("\u200b", "") == "<b>สมชาย</b>"
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_an_ampersand_in_a_name_stays_on_the_button(qtbot: QtBot) -> None:
    button = shown(qtbot, Button(TH, "เอ & บี"))
    assert button.text() == "เอ && บี"
    assert button.accessibleName() == "เอ & บี"


def test_a_banner_stays_until_it_is_closed_and_offers_its_action(qtbot: QtBot) -> None:
    host = shown(qtbot, QWidget())
    banner = Banner(TH)
    host.setLayout(row(banner))
    assert not banner.isVisible()
    banner.say(Tone.WARN, message("widgets.sla.today"), message("widgets.findings.mend"))
    assert banner.isVisible()
    action = next(b for b in banner.findChildren(QPushButton) if b.text() == TH.text("widgets.findings.mend"))
    with qtbot.waitSignal(banner.action_requested):
        qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(banner.closed):
        banner._close.click()
    assert not banner.isVisible()


def test_an_empty_state_without_an_action_has_no_button(qtbot: QtBot) -> None:
    empty = shown(qtbot, EmptyState(TH, "people", "ยังไม่มีรายชื่อ"))
    assert not empty.findChild(QPushButton).isVisible()
    empty.say("ยังไม่มีรายชื่อ", action="นำเข้า")
    with qtbot.waitSignal(empty.action_requested):
        empty.findChild(QPushButton).click()


def test_an_empty_state_without_room_shows_its_words_alone(qtbot: QtBot) -> None:
    around = shown(qtbot, QWidget())
    empty = EmptyState(TH, "people", "ยังไม่มีรายชื่อ", parent=around)
    empty.show()
    empty.resize(400, 400)
    qtbot.waitUntil(empty._mark.isVisible)
    empty.resize(400, 120)
    qtbot.waitUntil(lambda: not empty._mark.isVisible())
    assert empty._title.isVisible()


def test_findings_stand_gravest_first_with_their_rule_and_the_way_out(qtbot: QtBot) -> None:
    warn = Finding(code="widgets.none", severity=Severity.WARN, reference="ข้อ 8", fields=("income",))
    block = Finding(code="widgets.none", severity=Severity.BLOCK)
    panel = shown(qtbot, FindingsPanel(_WithFinding("th")))
    panel.set_findings((warn, block))
    words = [label.plain_text() for label in panel.findChildren(Label) if not label.isHidden()]
    assert words.index(TH.text("widgets.findings.block")) < words.index(TH.text("widgets.findings.warn"))
    assert "อ้างอิง: ข้อ 8" in words
    buttons = [button for button in panel.findChildren(Button) if not button.isHidden()]
    assert len(buttons) == 1
    with qtbot.waitSignal(panel.mend_requested) as asked:
        buttons[0].click()
    assert asked.args == [warn]


class _WithFinding(Catalogue):
    def render(self, said):  # type: ignore[no-untyped-def]
        return "สูงกว่าเกณฑ์" if said.key == "widgets.finding.none" else super().render(said)


def test_the_gauge_tells_what_is_free(qtbot: QtBot) -> None:
    gauge = shown(qtbot, Gauge(TH))
    gauge.set_budget(BudgetShown(allotted=Baht.of(600_000), reserved=Baht.of(96_000), paid=Baht.of(284_000)))
    assert "คงเหลือ 220,000.00" in gauge.accessibleName()


def test_the_gauge_paints_parts_in_proportion(qtbot: QtBot) -> None:
    Theme(QGuiApplication.instance()).force(False)  # type: ignore[arg-type]
    gauge = shown(qtbot, Gauge(TH), 401, 100)
    gauge.set_budget(BudgetShown(allotted=Baht.of(100), reserved=Baht.zero(), paid=Baht.of(50)))
    image = gauge.grab().toImage()
    colours = [image.pixelColor(x, 12).name() for x in range(10, 390)]
    assert colours.count(LIGHT.accent) == pytest.approx(190, abs=3)


def test_a_budget_of_nothing_is_drawn(qtbot: QtBot) -> None:
    gauge = shown(qtbot, Gauge(TH))
    assert not gauge.grab().isNull()


def test_the_months_tell_every_figure_to_those_who_cannot_see_them(qtbot: QtBot) -> None:
    bars = shown(qtbot, MonthBars(TH))
    bars.set_months([MonthShown(name="ต.ค.", planned=Baht.of(50), paid=Baht.of(42))])
    assert "ต.ค. จ่าย 42.00 แผน 50.00" in bars.accessibleName()
    assert not bars.grab().isNull()


def entries() -> list[TimelineEntry]:
    return [
        TimelineEntry(key="old", on=date(2023, 12, 20), icon="note", title="ยื่นคำขอ"),
        TimelineEntry(key="new", on=date(2024, 6, 14), icon="money", title="รับเงิน", amount=Baht.of(3000)),
    ]


def test_the_time_line_begins_with_the_newest_and_opens_it_by_enter(qtbot: QtBot) -> None:
    line = shown(qtbot, Timeline(TH))
    line.set_entries(entries())
    assert line.model().index(0, 0).data() == "14 มิ.ย. 67 รับเงิน 3,000.00"
    line.setCurrentIndex(line.model().index(0, 0))
    with qtbot.waitSignal(line.opened) as opened:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert opened.args == ["new"]


def test_a_long_detail_takes_more_lines_where_the_time_line_is_narrow(qtbot: QtBot) -> None:
    line = shown(qtbot, Timeline(TH), 900)
    line.set_entries([TimelineEntry(key="1", on=date(2024, 1, 1), icon="note", title="ก", detail="ดูแลบุตรหลาน " * 12)])
    wide = line.sizeHintForRow(0)
    line.resize(300, 240)
    assert line.sizeHintForRow(0) > wide


def sections(*states: SectionState) -> list[NavSection]:
    return [NavSection(key=str(n), said=f"ส่วน {n}", state=state, count=2) for n, state in enumerate(states)]


def test_sections_are_walked_with_the_arrows(qtbot: QtBot) -> None:
    nav = shown(qtbot, SectionNav(TH))
    nav.set_sections(sections(SectionState.DONE, SectionState.MISSING))
    assert nav.current() == "0"
    with qtbot.waitSignal(nav.chosen) as chosen:
        qtbot.keyClick(nav, Qt.Key.Key_Down)
    assert chosen.args == ["1"]


def test_a_section_keeps_its_place_when_its_state_changes(qtbot: QtBot) -> None:
    nav = shown(qtbot, SectionNav(TH))
    nav.set_sections(sections(SectionState.OPEN, SectionState.MISSING))
    nav.show_current("1")
    with qtbot.assertNotEmitted(nav.chosen):
        nav.set_sections(sections(SectionState.OPEN, SectionState.DONE))
    assert nav.current() == "1"
    assert nav.model().index(1, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole) == "ครบ"


def test_a_name_that_is_too_long_for_its_line_goes_on_in_a_second(qtbot: QtBot) -> None:
    nav = shown(qtbot, SectionNav(TH))
    long = "สภาพปัญหาความเดือดร้อนของผู้ประสบปัญหาและครอบครัว"
    nav.set_sections([NavSection(key="a", said="สุขภาพ"), NavSection(key="b", said=long)])
    nav.setFixedWidth(nav.minimumWidth())
    short, high = (nav.visualRect(nav.model().index(line, 0)).height() for line in (0, 1))
    assert high >= short + nav.fontMetrics().height() - 8
    assert long in nav.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole).replace("\u200b", "")


def test_buttons_without_room_go_on_in_another_line_and_none_is_cut(qtbot: QtBot) -> None:
    whole = QWidget()
    buttons = [Button(TH, words) for words in ("ยกเลิกนัด", "ผู้ร่วมไป", "มอบให้คนอื่น", "เลื่อนนัด")]
    layout = QVBoxLayout(whole)
    layout.addLayout(WrappingRow(buttons[0], None, *buttons[1:]))
    layout.addStretch(1)
    shown(qtbot, whole, 900, 300)
    assert len({button.y() for button in buttons}) == 1
    assert buttons[1].x() > buttons[0].geometry().right() + 100
    whole.resize(260, 300)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) > 1)
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    assert all(whole.rect().contains(button.geometry()) for button in buttons)
    buttons[0].hide()
    qtbot.waitUntil(lambda: buttons[1].y() <= buttons[0].y())


def test_steps_tell_where_one_is(qtbot: QtBot) -> None:
    bar = shown(qtbot, StepBar(TH, ("เลือกไฟล์", "จับคู่", "ผล")))
    bar.set_current(1)
    assert bar.accessibleName() == "ขั้นที่ 2 จาก 3 จับคู่"
    bar.set_current(3)
    assert not bar.grab().isNull()


def test_facts_are_named_with_their_label(qtbot: QtBot) -> None:
    facts = shown(qtbot, KeyFacts(TH, (Fact(label="อายุ", value="67 ปี"),)))
    assert "อายุ 67 ปี" in {label.accessibleName() for label in facts.findChildren(Label)}


def test_the_language_reaches_every_widget_of_a_page(qtbot: QtBot) -> None:
    page = QWidget()
    light, banner = SlaLight(TH), Banner(TH)
    light.show_days(2)
    banner.say(Tone.OK, message("widgets.sla.done"))
    inner = QWidget()
    inner.setLayout(row(light, Label(TH, message("widgets.date.month")), Label(TH, "สมชาย ใจดี")))
    page.setLayout(row(inner, banner))
    shown(qtbot, page)
    retranslate_all(page, EN)
    assert light.accessibleName() == EN.text("widgets.sla.soon", days=2)
    assert banner.accessibleName() == "Done"
    assert {label.plain_text() for label in inner.findChildren(Label)} == {"Month", "สมชาย ใจดี"}


def test_the_figures_of_a_gauge_never_stand_over_each_other(qtbot: QtBot) -> None:
    small, great = (shown(qtbot, Gauge(TH)) for _ in range(2))
    great.set_budget(BudgetShown(allotted=Baht(99_999_999_900), reserved=Baht.zero(), paid=Baht.zero()))

    assert great.minimumSizeHint().width() > small.minimumSizeHint().width()
    assert great.minimumSizeHint().width() >= 4 * great.fontMetrics().horizontalAdvance("999,999,999.00")


def test_a_page_that_scrolls_asks_for_the_width_of_what_is_in_it(qtbot: QtBot) -> None:
    label = Label(TH, "", wrap=False)
    content = QWidget()
    content.setLayout(row(label))
    page = shown(qtbot, scrolling(content), 200)

    label.say("ก" * 100)

    assert page.minimumSizeHint().width() > label.fontMetrics().horizontalAdvance("ก" * 100)
    qtbot.waitUntil(lambda: page.horizontalScrollBar().maximum() > 0)


def test_the_side_grows_with_larger_text_until_its_longest_title_stands_whole(qtbot: QtBot) -> None:
    side = SideNav(TH)
    qtbot.addWidget(side)
    side.show_areas([(area, (a_screen(area.value, area, "office.read"),)) for area in Area])
    assert side.width() == WIDTH

    # The font of a bare widget is narrow or wide as the machine has it: grow until the side has to.
    titles = [str(side.model().index(row, 0).data()) for row in range(side.model().rowCount())]
    larger = side.font()
    while max(side.fontMetrics().horizontalAdvance(title) for title in titles) < WIDTH:
        larger.setPointSizeF(larger.pointSizeF() * 1.25)
        side.setFont(larger)

    assert side.width() > WIDTH
    assert side.width() > max(side.fontMetrics().horizontalAdvance(title) for title in titles)
