"""How far a goal of a plan is, as a bar: a service that was begun counts half."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from kmcase.application.read.case_plans import GoalBar
from kmcase.messages import message
from ui.widgets import Texts, said_text


class GoalProgress(QProgressBar):
    """A bar of so many pixels' height, named by the words of its goal."""

    def __init__(self, texts: Texts, goal: str, found: GoalBar, height: int) -> None:
        super().__init__()
        self._goal = goal
        self.setTextVisible(False)
        self.setRange(0, 2 * max(found.all, 1))
        self.setValue(2 * found.done + found.begun)
        self.setFixedHeight(height)
        self.retranslate(texts)

    def retranslate(self, texts: Texts) -> None:
        """Say the name anew."""
        self.setAccessibleName(said_text(texts, message("case_plans.page.bar_name", text=self._goal)))
