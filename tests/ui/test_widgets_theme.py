"""The tokens can be read, the font is not cut, the icons are all there, light and dark follow."""

from __future__ import annotations

import re
import struct
from dataclasses import fields

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.resources import ROOT, icon_names, icon_svg
from ui.theme import DARK, LIGHT, Colours, Theme, icon
from ui.theme.fonts import base_font, load_fonts, roomy
from ui.theme.style import style_sheet

TEXT_PAIRS = [
    *((ink, ground) for ink in ("text", "muted") for ground in ("window", "surface", "sunken", "hover", "accent_soft")),
    *((tone, ground) for tone in ("accent", "ok", "warn", "error") for ground in ("window", "surface", f"{tone}_soft")),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("faint", "surface"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_words_stand_out_from_their_ground(colours: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_of_controls_stand_out(colours: Colours) -> None:
    assert contrast(colours.edge, colours.surface) >= 3


def test_the_tick_has_the_colour_that_stands_on_the_accent() -> None:
    for scheme, colours in (("light", LIGHT), ("dark", DARK)):
        assert f'stroke="{colours.on_accent}"' in (ROOT / "styles" / f"tick_{scheme}.svg").read_text("utf-8")


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    template = (ROOT / "styles" / "window.qss").read_text("utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", template) == []
    assert "$" not in style_sheet(LIGHT)


def test_the_style_sheet_uses_the_four_sizes_only() -> None:
    sizes = set(re.findall(r"font-size: ([\d.]+)pt", style_sheet(LIGHT)))
    assert sizes == {"11", "13", "16", "22"}


def test_larger_text_is_larger_everywhere() -> None:
    assert set(re.findall(r"font-size: ([\d.]+)pt", style_sheet(LIGHT, 2.0))) == {"22", "26", "32", "44"}


def test_stacked_thai_marks_fit_into_a_line(qapp: QApplication) -> None:
    load_fonts()
    metrics = QFontMetricsF(base_font())
    for word in ("ปั๊ม", "น้ำ", "ผู้ใหญ่", "ฐานะ", "กตัญญู", "ที่นั่ง"):
        ink = metrics.tightBoundingRect(word)
        assert -ink.top() <= metrics.ascent(), word
        assert ink.bottom() <= metrics.descent(), word


def test_figures_are_all_of_one_width(qapp: QApplication) -> None:
    load_fonts()
    metrics = QFontMetricsF(base_font())
    assert len({round(metrics.horizontalAdvance(figure * 8), 3) for figure in "0123456789"}) == 1


def test_a_rewritten_face_has_right_checksums() -> None:
    from importlib.resources import files

    face = roomy((files("fontpkg_sarabun") / "files" / "Sarabun-Regular.ttf").read_bytes())
    padded = face + b"\0" * (-len(face) % 4)
    assert sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF == 0xB1B0AFBA


def test_every_icon_is_stroked_in_the_colour_of_its_place() -> None:
    assert len(icon_names()) >= 40
    for name in icon_names():
        svg = icon_svg(name)
        assert 'viewBox="0 0 24 24"' in svg, name
        assert "currentColor" in svg, name
        assert "#" not in svg, name


def test_every_icon_draws_something(qapp: QApplication) -> None:
    for name in icon_names():
        image = icon(name).pixmap(QSize(24, 24)).toImage()
        inked = sum(image.pixelColor(x, y).alpha() > 128 for x in range(24) for y in range(24))
        assert inked > 8, name


def test_an_icon_follows_from_light_to_dark(qapp: QApplication) -> None:
    theme, button = Theme(qapp), QPushButton()
    menu = QMenu(button)
    theme.force(False)
    button.setIcon(icon("plus", "text"))
    action = menu.addAction(icon("plus", "muted"), "x")
    assert (middle(button.icon()), middle(action.icon())) == (LIGHT.text, LIGHT.muted)
    theme.force(True)
    assert (middle(button.icon()), middle(action.icon())) == (DARK.text, DARK.muted)
    theme.force(None)


def middle(drawn: QIcon) -> str:
    return drawn.pixmap(QSize(24, 24)).toImage().pixelColor(12, 12).name()


def test_the_theme_follows_the_system(qapp: QApplication) -> None:
    theme = Theme(qapp)
    theme.apply()
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Dark)
    try:
        if qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark:
            assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
        assert theme.dark is (qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark)
    finally:
        qapp.styleHints().unsetColorScheme()


class Dressings(QObject):
    """Counts how often what it watches is dressed."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.StyleChange
        return False


def test_a_widget_is_dressed_as_often_however_deep_it_lies(qtbot: QtBot, qapp: QApplication) -> None:
    theme, dressings = Theme(qapp), Dressings()
    theme.wear(False, 1.0)
    innermost = outermost = QWidget()
    qtbot.addWidget(outermost)
    for _ in range(12):
        innermost = QWidget(innermost)
    outermost.show()
    innermost.installEventFilter(dressings)
    theme.set_scale(1.25)
    assert 1 <= dressings.count <= 3
    dressings.count = 0
    theme.set_scale(1.25)
    assert dressings.count == 0, "it is worn already"
    theme.wear(None, 1.0)


def test_light_and_dark_name_the_same_colours() -> None:
    for field in fields(Colours):
        for colours in (LIGHT, DARK):
            assert re.fullmatch(r"#[0-9a-f]{6}", getattr(colours, field.name))
