"""Drawings say in words what they show and make the room they need; scores are chosen by their figures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kmcase.domain.drawings.shapes import Disc, Drawing, Ink, Path, Words
from kmcase.messages import Catalogue, message
from ui.theme import LIGHT
from ui.widgets import AnchoredScore, DrawingView

TH, EN = Catalogue("th"), Catalogue("en")
ANCHORS = ((0, "แย่"), (1, "พอใช้"), (2, "ดี"))


def drawn(width: float, height: float, em: float) -> Drawing:
    corners = ((0.0, 0.0), (width, 0.0), (width, 500.0), (0.0, 500.0))
    return Drawing(
        width=width,
        height=500.0,
        shapes=(
            Path(points=corners, ink=Ink.ERROR, closed=True, fill=Ink.ERROR),
            Disc(centre=(width / 2, 250.0), radius=40, ink=Ink.OK, fill=Ink.OK, dashed=True),
            Words(box=(0, 0, em * 4, em * 3), said="ถ้อยคำที่ยาวเกินกว่าบรรทัดเดียว", bold=True),
            Words(box=(0, 60, em * 4, em), said=message("case_assessment.not_scored"), ink=Ink.MUTED),
        ),
    )


def test_a_drawing_makes_its_room_and_says_what_it_shows(qtbot: QtBot) -> None:
    view = DrawingView(TH, height=200)
    qtbot.addWidget(view)
    view.set_drawing(drawn, "การประเมิน", (message("case_assessment.not_scored"),))
    view.resize(400, view.sizeHint().height())
    view.show()
    assert view.sizeHint().height() == 500
    assert (view.accessibleName(), view.accessibleDescription()) == ("การประเมิน", "ไม่ได้ประเมิน")
    view.retranslate(EN)
    assert view.accessibleDescription() == "Not scored"
    picture = view.grab().toImage()
    assert picture.pixelColor(200, 250).name() == LIGHT.ok
    assert picture.pixelColor(350, 450).name() == LIGHT.error


def test_without_a_drawing_nothing_is_shown(qtbot: QtBot) -> None:
    view = DrawingView(TH, height=200)
    qtbot.addWidget(view)
    view.show()
    view.set_drawing(drawn, "การประเมิน", ())
    view.set_drawing(None, "", ())
    assert (view.sizeHint().height(), view.accessibleName()) == (200, "")
    assert not view.grab().isNull()


Scores = tuple[AnchoredScore, AnchoredScore]


@pytest.fixture
def both(qtbot: QtBot) -> Iterator[Scores]:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    scores = AnchoredScore(TH, ANCHORS), AnchoredScore(TH, ANCHORS)
    for score in scores:
        layout.addWidget(score)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    scores[0].setFocus()
    yield scores


def press(typed: str, key: Qt.Key = Qt.Key.Key_unknown) -> None:
    """Press a key where the keyboard is; the test's own keys know no Thai letters."""
    QTest.qWait(1)
    focus = QApplication.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, typed))


def test_nothing_scored_is_shown_as_not_scored(both: Scores) -> None:
    score, _ = both
    chosen = [button.text() for button in score.findChildren(QRadioButton) if button.isChecked()]
    assert chosen == ["–  ไม่ได้ประเมิน"]
    assert (score.value(), score.raw(), score.is_empty()) == (None, "", True)


@pytest.mark.parametrize("key", ["0", "๐", "จ"])
def test_a_figure_chooses_in_either_layout_and_goes_on(both: Scores, key: str) -> None:
    first, second = both
    press(key)
    assert first.value() == 0
    press("2")
    assert (first.value(), second.value()) == (0, 2)


@pytest.mark.parametrize("key", ["-", "ข", ""])
def test_not_scored_is_chosen_by_a_key_too(both: Scores, key: str) -> None:
    first, _ = both
    first.set_value(2)
    first.setFocus()
    press(key, Qt.Key.Key_unknown if key else Qt.Key.Key_Delete)
    assert first.value() is None
    assert first.inputs()[-1].isChecked()  # type: ignore[attr-defined]


def test_other_keys_choose_nothing(both: Scores) -> None:
    first, _ = both
    press("7")
    assert first.value() is None


def test_what_was_chosen_comes_back_from_a_draft(both: Scores) -> None:
    first, second = both
    first.set_value(1)
    second.set_raw(first.raw())
    assert second.value() == 1
    second.set_raw("")
    assert second.value() is None
