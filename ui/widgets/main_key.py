"""Ctrl+Enter as the main action of a page: what its one primary button does."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.basics import Button, on_key


def main_by_key(page: QWidget) -> None:
    """Let Ctrl+Enter press the primary button of a page, wherever the keyboard is in it.

    Nothing is pressed while none is to be seen that may be, or several are.
    """

    def press() -> None:
        buttons = (each for each in page.findChildren(Button) if each.property("kind") == "primary")
        found = [each for each in buttons if each.isVisible() and each.isEnabled()]
        if len(found) == 1:
            found[0].click()

    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        on_key(page, keys, press).setAutoRepeat(False)
