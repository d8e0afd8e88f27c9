"""Whoever cannot see the window is told the name of everything that takes the focus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gallery import PAGES, SIZE
from tests.ui.gallery_samples import GalleryTexts
from ui.theme import Theme


def below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield interface
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is not None:
            yield from below(child)


def unnamed(view: QWidget) -> list[str]:
    """What takes the focus in a widget and has no name."""
    return [
        f"{type(each.object()).__name__} in {type(each.object().parent()).__name__}"
        for each in below(QAccessible.queryAccessibleInterface(view))
        if each.object() is not None
        and each.state().focusable
        and not each.state().invisible
        and not each.text(QAccessible.Text.Name).strip()
    ]


def opened(qtbot: QtBot, name: str, language: str = "th") -> QWidget:
    page = PAGES[name](GalleryTexts(language))  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, name: str, language: str) -> None:
    assert unnamed(opened(qtbot, name, language)) == []


@pytest.mark.parametrize("name", PAGES)
def test_tab_reaches_what_can_be_done_and_comes_round(qtbot: QtBot, name: str) -> None:
    page = opened(qtbot, name)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    wanted = {
        each
        for each in page.findChildren(QWidget)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None and not each.inherits("QRadioButton")
    }  # fmt: skip
    reached = set()
    for _ in range(3 * len(wanted) + 10):
        page.focusNextChild()
        reached.add(QApplication.focusWidget())
    missed = {f"{type(each).__name__} in {type(each.parent()).__name__}" for each in wanted - reached}
    assert {name for name in missed if not name.startswith("QScrollArea")} == set()


@pytest.mark.parametrize("name", [name for name in PAGES if name != "form"])
def test_a_page_fits_the_smallest_laptop(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    Theme(qapp).force(False)
    page = opened(qtbot, name)
    assert page.minimumSizeHint().width() <= SIZE[0]
