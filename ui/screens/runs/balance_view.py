"""Three columns that must agree, and the numbers where they do not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kmcase.application.read.payments import RunPage, VoucherItem
from kmcase.domain.money import Baht
from kmcase.messages import Message, message
from kmcase.thai.baht import format_baht
from ui.screens.runs.balance import Column, shared_accounts, three_columns, unsettled, verdict
from ui.theme import Space, Tone
from ui.widgets import Card, IconMark, Label, Texts, clear_layout, line, retranslate_all, row

_MOST_ROWS = 12
_MARKS = {Tone.OK: ("ok", "ok"), Tone.ERROR: ("error", "error"), Tone.PLAIN: ("clock", "muted")}


class BalanceView(QWidget):
    """Cards side by side; below them what is not settled yet."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._cards = QHBoxLayout()
        self._cards.setSpacing(Space.ONE)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.HALF)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(self._cards)
        layout.addSpacing(Space.ONE)
        layout.addLayout(self._rows)

    def show_page(self, page: RunPage) -> None:
        """A run as it stands."""
        clear_layout(self._cards)
        clear_layout(self._rows)
        for found in three_columns(page):
            self._cards.addWidget(self._card(found, page.open_count), 1)
        open_rows, shared = unsettled(page), shared_accounts(page)
        if open_rows:
            self._list(open_rows, "rows")
        else:
            words = Label(self._texts, message("payments.runs.rows_none"))
            self._rows.addLayout(_beside(IconMark("ok", "ok"), words))
        if shared:
            self._list(shared, "rows_accounts")

    def _list(self, rows: tuple[tuple[VoucherItem, Message], ...], title: str) -> None:
        self._rows.addWidget(Label(self._texts, Message(f"payments.runs.{title}"), role="field"))
        for item, why in rows[:_MOST_ROWS]:
            name = Label(self._texts, f"{item.number}  {item.payee_name}", wrap=False)
            self._rows.addLayout(
                row(
                    IconMark("warning", "warn"),
                    name,
                    None,
                    Label(self._texts, why, tone=Tone.WARN, wrap=False),
                    Label(self._texts, format_baht(item.amount.satang), wrap=False),
                    spacing=Space.TWO,
                )
            )
        if len(rows) > _MOST_ROWS:
            more = message("payments.runs.rows_more", count=len(rows) - _MOST_ROWS)
            self._rows.addWidget(Label(self._texts, more, role="muted"))

    def retranslate(self, texts: Texts) -> None:
        """Say everything anew."""
        self._texts = texts
        retranslate_all(self, texts)

    def _card(self, found: Column, open_count: int) -> Card:
        card = Card(margin=Space.ONE, spacing=Space.HALF)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.ONE)
        grid.setVerticalSpacing(Space.HALF)
        grid.setColumnStretch(0, 1)
        self._line(grid, 0, found.whole, role="strong")
        grid.addWidget(line(), 1, 0, 1, 2)
        for number, part in enumerate(found.parts, 2):
            self._line(grid, number, part)
        card.body.addLayout(grid)
        card.body.addStretch(1)
        tone, said = verdict(found, open_count)
        mark = IconMark(*_MARKS[tone])
        card.body.addLayout(_beside(mark, Label(self._texts, said, role="strong", tone=tone)))
        return card

    def _line(self, grid: QGridLayout, place: int, part: tuple[str, Baht], role: str = "") -> None:
        name, amount = part
        grid.addWidget(Label(self._texts, Message(f"payments.runs.three_{name}"), role=role), place, 0)
        figure = Label(self._texts, format_baht(amount.satang), role=role, wrap=False)
        grid.addWidget(figure, place, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)


def _beside(mark: IconMark, words: Label) -> QHBoxLayout:
    return row(mark, words, stretch=1)
