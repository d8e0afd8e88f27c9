"""A signature is kept as strokes with pressure and time, whatever it is drawn with."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QInputDevice, QMouseEvent, QPointingDevice, QPointingDeviceUniqueId, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kmcase.messages import Catalogue
from ui.widgets import Ink, SignaturePad
from ui.widgets.ink import LEAST_LENGTH, LEAST_POINTS

TH = Catalogue("th")
LINE = tuple((10.0 + 10 * step, 20.0, 0.5, step) for step in range(20))

points = st.tuples(
    st.floats(0, 2000).map(lambda each: round(each, 1)),
    st.floats(0, 500).map(lambda each: round(each, 1)),
    st.floats(0, 1).map(lambda each: round(each, 2)),
    st.integers(0, 60_000),
)
strokes = st.lists(st.lists(points, min_size=1, max_size=20).map(tuple), max_size=6).map(tuple)


def pad_on(qtbot: QtBot) -> SignaturePad:
    pad = SignaturePad(TH, "นางสายใจ")
    qtbot.addWidget(pad)
    pad.resize(500, 240)
    pad.show()
    return pad


def mouse(pad: SignaturePad, kind: QEvent.Type, x: float, y: float) -> None:
    place, left = QPointF(x, y), Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else left
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else left
    event = QMouseEvent(kind, place, pad.sheet.mapToGlobal(place), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(pad.sheet, event)


def sign(pad: SignaturePad) -> None:
    mouse(pad, QEvent.Type.MouseButtonPress, 20, 60)
    for step in range(1, 20):
        mouse(pad, QEvent.Type.MouseMove, 20 + step * 10, 60 + 30 * math.sin(step))
    mouse(pad, QEvent.Type.MouseButtonRelease, 210, 60)


@given(strokes)
def test_strokes_come_back_from_json(drawn: tuple[tuple[tuple[float, float, float, int], ...], ...]) -> None:
    ink = Ink(width=480, height=176, strokes=drawn)
    assert Ink.from_json(ink.to_json()) == ink


@pytest.mark.parametrize("text", ["[]", '{"v":2,"w":1,"h":1,"strokes":[]}', "{}"])
def test_other_json_is_no_signature(text: str) -> None:
    with pytest.raises(ValueError):
        Ink.from_json(text)


def test_the_json_has_the_agreed_shape() -> None:
    shape = json.loads(Ink(width=480, height=176, strokes=(LINE[:2],)).to_json())
    assert shape == {"v": 1, "w": 480, "h": 176, "strokes": [[[10.0, 20.0, 0.5, 0], [20.0, 20.0, 0.5, 1]]]}


def test_a_touch_by_mistake_is_no_signature() -> None:
    short = tuple((float(step), 0.0, 0.5, step) for step in range(LEAST_POINTS))
    few = ((0.0, 0.0, 0.5, 0), (LEAST_LENGTH * 2, 0.0, 0.5, 1))
    assert not Ink(width=480, height=176, strokes=(short,)).is_enough
    assert not Ink(width=480, height=176, strokes=(few,)).is_enough
    assert Ink(width=480, height=176, strokes=(LINE,)).is_enough


def test_the_mouse_signs(qtbot: QtBot) -> None:
    pad = pad_on(qtbot)
    assert pad.problem() is not None
    with qtbot.waitSignal(pad.changed):
        sign(pad)
    (stroke,) = pad.ink().strokes
    assert len(stroke) == 20
    assert {pressure for _, _, pressure, _ in stroke} == {0.5}
    assert [ms for *_, ms in stroke] == sorted(ms for *_, ms in stroke)
    assert pad.is_signed() and pad.problem() is None


def test_a_line_never_leaves_the_paper(qtbot: QtBot) -> None:
    pad = pad_on(qtbot)
    mouse(pad, QEvent.Type.MouseButtonPress, 20, 60)
    mouse(pad, QEvent.Type.MouseMove, 9000, -50)
    mouse(pad, QEvent.Type.MouseButtonRelease, 9000, -50)
    ink = pad.ink()
    assert ink.strokes[0][-1][:2] == (float(ink.width), 0.0)


def test_the_pen_of_a_tablet_signs_with_its_pressure(qtbot: QtBot) -> None:
    pad = pad_on(qtbot)
    pen = QPointingDevice(
        "pen",
        7,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        1,
        "",
        QPointingDeviceUniqueId(),
    )
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * 10, QEvent.Type.TabletRelease]
    for step, kind in enumerate(kinds):
        place = QPointF(20 + 15 * step, 50)
        event = QTabletEvent(
            kind, pen, place, place, step / 20, 0, 0, 0, 0, 0,
            Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
        )  # fmt: skip
        QApplication.sendEvent(pad.sheet, event)
    (stroke,) = pad.ink().strokes
    assert [pressure for _, _, pressure, _ in stroke] == [round(step / 20, 2) for step in range(11)]


def test_a_finger_signs(qtbot: QtBot) -> None:
    pad = pad_on(qtbot)
    device = QTest.createTouchDevice()
    touch = QTest.touchEvent(pad.sheet, device)
    touch.press(0, pad.sheet.rect().center(), pad.sheet).commit()
    for step in range(1, 10):
        place = pad.sheet.rect().center()
        place.setX(place.x() + step * 10)
        touch.move(0, place, pad.sheet).commit()
    touch.release(0, place, pad.sheet).commit()
    (stroke,) = pad.ink().strokes
    assert len(stroke) == 10


def test_delete_takes_a_fresh_sheet(qtbot: QtBot) -> None:
    pad = pad_on(qtbot)
    sign(pad)
    with qtbot.waitSignal(pad.changed):
        qtbot.keyClick(pad.sheet, Qt.Key.Key_Delete)
    assert pad.ink().strokes == ()
    assert pad.png() == b""


def test_the_preview_has_the_ink_on_nothing(qtbot: QtBot) -> None:
    pad = pad_on(qtbot)
    pad.set_ink(Ink(width=480, height=176, strokes=(LINE,)))
    image = QImage.fromData(pad.png())
    assert image.width() == pad.ink().width * 2
    assert image.pixelColor(200, 40).alpha() == 255
    assert image.pixelColor(200, 200).alpha() == 0


def test_strokes_of_a_wider_pad_are_fitted_in(qtbot: QtBot) -> None:
    pad = pad_on(qtbot)
    wide = tuple((x * 10, y, p, ms) for x, y, p, ms in LINE)
    pad.set_ink(Ink(width=2000, height=176, strokes=(wide,)))
    assert max(x for x, *_ in pad.ink().strokes[0]) <= pad.ink().width


def test_the_svg_draws_each_stroke_once() -> None:
    svg = Ink(width=480, height=176, strokes=(LINE, ((5.0, 5.0, 1.0, 0),))).svg()
    assert svg.count("<path") == 2
    assert 'viewBox="0 0 480 176"' in svg
