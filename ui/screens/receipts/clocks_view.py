"""The times of one payment side by side; one whose day is not the receipt's says by how many days."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from kmcase.application.read.payments import PaymentClocks
from kmcase.messages import Message, message
from kmcase.thai.calendar import bangkok_date
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Card, Label, Texts

Line = tuple[str, Message | str, date | None]


class ClocksCard(Card):
    """A line a clock: its name, what it says, and how far its day is from that of the receipt."""

    def __init__(self, texts: Texts, clocks: PaymentClocks) -> None:
        super().__init__(spacing=Space.HALF)
        self.body.addWidget(Label(texts, message("payments.clocks.title"), role="field"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.TWO)
        grid.setVerticalSpacing(Space.HALF)
        grid.setColumnStretch(2, 1)
        for down, (name, value, day) in enumerate(_lines(clocks)):
            away = (day - clocks.claimed_on).days if day is not None else 0
            label = Label(texts, message(f"payments.clocks.{name}"), role="muted", wrap=False)
            shown = Label(texts, value, role="strong" if name == "claimed_on" else "", wrap=False, copyable=True)
            grid.addWidget(label, down, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, down, 1, Qt.AlignmentFlag.AlignTop)
            if away:
                key = "payments.clocks.after" if away > 0 else "payments.clocks.before"
                grid.addWidget(Label(texts, message(key, days=abs(away)), tone=Tone.WARN, wrap=False), down, 2)
        self.body.addLayout(grid)


def _lines(clocks: PaymentClocks) -> list[Line]:
    """What each clock says, with its day where it can differ from the receipt's."""
    lines: list[Line] = [("claimed_on", message("payments.clocks.day", day=clocks.claimed_on), None)]
    for name in ("numbered_at", "device_time", "photo_at", "entered_at"):
        at: datetime | None = getattr(clocks, name)
        if at is not None:
            day = None if name == "numbered_at" else bangkok_date(at)
            lines.append((name, message("payments.clocks.moment", at=at), day))
    if clocks.bank_on is not None:
        lines.append(("bank_on", message("payments.clocks.day", day=clocks.bank_on), clocks.bank_on))
    lines.append(("order", message("payments.clocks.order_said", number=clocks.order), None))
    return lines
