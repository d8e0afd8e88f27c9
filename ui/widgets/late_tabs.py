"""Tabs whose pages are made when they are first looked at: a screen of many parts opens as fast as its first one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget


class LateTabs(QTabWidget):
    """Pages by key, in the order of `makers`; `currentChanged` tells to ask `key` again."""

    def __init__(self, makers: Mapping[str, Callable[[], Any]]) -> None:
        super().__init__()
        self._makers = dict(makers)
        self._keys = tuple(makers)
        self._made: dict[str, Any] = {}
        for _ in self._keys:
            holder = QWidget()
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, 0, 0, 0)
            self.addTab(holder, "")

    @property
    def key(self) -> str:
        """The page in front; empty where there is none."""
        return self._keys[self.currentIndex()] if self._keys else ""

    @property
    def made(self) -> tuple[Any, ...]:
        """The pages that were looked at."""
        return tuple(self._made.values())

    def page(self, key: str) -> Any:
        """A page, made if need be."""
        if key not in self._made:
            made = self._made[key] = self._makers[key]()
            layout = self.widget(self._keys.index(key)).layout()
            assert layout is not None
            layout.addWidget(made)
        return self._made[key]

    def turn_to(self, key: str) -> None:
        """Bring a page to the front; nothing where there is no such page."""
        if key in self._makers:
            self.setCurrentIndex(self._keys.index(key))

    def say(self, title: Callable[[str], str], tip: Callable[[str], str] | None = None) -> None:
        """The words of the tabs, by key."""
        for at, key in enumerate(self._keys):
            self.setTabText(at, title(key))
            self.setTabToolTip(at, tip(key) if tip is not None else "")
