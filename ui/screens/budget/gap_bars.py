"""Needed, proposed and approved as three bars with their figures."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from kmcase.application.read.budgets import BudgetPage
from kmcase.domain.money import Baht
from kmcase.messages import message
from kmcase.thai.baht import format_baht
from ui.theme import Space
from ui.widgets import Label, Texts

_NAMES = ("needed", "proposed", "approved")
_FULL = 1000


class GapBars(QWidget):
    """Three lines; the longest bar is the greatest amount."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.ONE)
        grid.setVerticalSpacing(Space.HALF)
        grid.setColumnStretch(1, 1)
        self._bars: dict[str, tuple[QProgressBar, Label]] = {}
        for line, name in enumerate(_NAMES):
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setRange(0, _FULL)
            bar.setAccessibleName(texts.text(f"budgets.gap_name.{name}"))
            amount = Label(texts, "", role="strong", wrap=False)
            grid.addWidget(Label(texts, message(f"budgets.gap_name.{name}"), role="muted", wrap=False), line, 0)
            grid.addWidget(bar, line, 1)
            grid.addWidget(amount, line, 2)
            self._bars[name] = (bar, amount)

    def show_page(self, page: BudgetPage) -> None:
        """Show a half."""
        most = max(page.needed, page.proposed, page.approved).satang or 1
        for name, (bar, label) in self._bars.items():
            amount: Baht = getattr(page, name)
            bar.setValue(_FULL * amount.satang // most)
            label.say(format_baht(amount.satang))
