"""One withdrawal: four sums that must agree, every row behind them, and the word that it is reconciled."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kmcase.application.read.reconciliation import BatchReconciliation
from kmcase.application.reconciliation import LINE_ROW
from kmcase.messages import Message, message
from kmcase.thai.baht import format_baht
from ui.ports import Desk
from ui.screens.reconciliation.columns import ROWS, batch_mark
from ui.screens.reconciliation.presenter import ReconciliationPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import Button, Card, Chip, IconMark, Label, clear_layout, on_key, row

_SUMS = ("requested", "drawn", "acknowledged", "returned")


class BatchMatchPane(QWidget):
    """The page of a withdrawal."""

    def __init__(self, desk: Desk, presenter: ReconciliationPresenter) -> None:
        super().__init__()
        texts = desk.texts
        self._desk, self._presenter = desk, presenter
        self._match: BatchReconciliation | None = None
        self.title = Label(texts, "", role="title", wrap=False)
        self.state = Chip(texts, "")
        self.said = Label(texts, "", role="muted")
        self.report = Button(texts, message("reconciliation.page.report"), icon_name="import", shortcut="Ctrl+N")
        self._sums = QHBoxLayout()
        self._sums.setSpacing(Space.ONE)
        self.rows = ListView(
            desk,
            name="reconciliation.rows",
            title_key="reconciliation.page.rows",
            columns=ROWS,
            key=lambda found: found.key,
            empty=message("reconciliation.page.none"),
        )
        self.will = Label(texts, "", role="strong")
        self.explain = Button(texts, message("reconciliation.page.explain"), icon_name="edit")
        self.confirm = Button(texts, message("reconciliation.page.confirm"), kind="primary", icon_name="tick")
        self.back = Button(texts, message("reconciliation.page.back"), kind="quiet", icon_name="arrow_left")
        self.to_batch = Button(texts, message("reconciliation.page.to_batch"), kind="quiet", icon_name="money")
        self._build()
        self.to_batch.clicked.connect(presenter.open_batch)
        self.back.clicked.connect(lambda: presenter.choose(None))
        self.report.clicked.connect(presenter.begin_report)
        self.confirm.clicked.connect(presenter.confirm)
        self.explain.clicked.connect(self._explain)
        self.rows.activated.connect(presenter.begin_explain)
        self.rows.selection_changed.connect(self._selected)

    def show_match(self, match: BatchReconciliation) -> None:
        """A withdrawal, those rows first that do not agree."""
        self._match = match
        self.title.say(message("reconciliation.page.title", number=match.batch.number))
        mark = batch_mark(match)
        self.state.set_state(mark.said, mark.tone, mark.icon)
        self.said.say(_said(match))
        self._show_sums(match)
        self.rows.set_items(sorted(match.rows, key=lambda found: not found.differences))
        self.report.setVisible(self._desk.may("reconciliation.take"))
        self.to_batch.setVisible(self._desk.may("batches.read"))
        agrees = not match.differences
        self.confirm.setVisible(agrees and match.reconciled_at is None and self._desk.may("reconciliation.confirm"))
        self._selected()

    # --- inside ---

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(row(self.title, self.state, None, self.back, self.to_batch, self.report, spacing=Space.TWO))
        layout.addWidget(self.said)
        layout.addLayout(self._sums)
        layout.addWidget(self.rows, 1)
        foot = row(self.will, self.explain, self.confirm, spacing=Space.TWO, stretch=0)
        layout.addLayout(foot)
        on_key(self, "Esc", lambda: self._presenter.choose(None))

    def _show_sums(self, match: BatchReconciliation) -> None:
        clear_layout(self._sums)
        batch, texts = match.batch, self._desk.texts
        amounts = (batch.amount, batch.drawn, match.acknowledged, batch.returned)
        for name, amount, sign in zip(_SUMS, amounts, ("", "arrow_right", "arrow_right", "plus"), strict=True):
            if sign:
                self._sums.addWidget(IconMark(sign, "muted"))
            card = Card(spacing=0)
            figure = Label(texts, format_baht(amount.satang), role="lead", wrap=False)
            for label in (Label(texts, Message(f"reconciliation.sum.{name}"), role="muted", wrap=False), figure):
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
                card.body.addWidget(label)
            self._sums.addWidget(card, 1)

    def _selected(self) -> None:
        may, one = self._desk.may("reconciliation.explain"), self.rows.only()
        line = one is not None and one.key.startswith(LINE_ROW) and bool(one.differences)
        self.explain.setVisible(may and line and one is not None and not one.mine)
        if self._match is not None:
            own = may and line and one is not None and one.mine
            self.will.say(message("reconciliation.page.mine") if own else _will(self._match))

    def _explain(self) -> None:
        if (one := self.rows.only()) is not None:
            self._presenter.begin_explain(one)


def _said(match: BatchReconciliation) -> Message:
    if match.reconciled_at is not None:
        return message("reconciliation.page.agreed", at=match.reconciled_at, name=match.reconciled_by)
    if match.reports:
        return message("reconciliation.page.reports", names=", ".join(match.reports))
    return message("reconciliation.page.no_reports")


def _will(match: BatchReconciliation) -> Message | str:
    if match.differences:
        return message("reconciliation.page.differs", count=len(match.differences))
    if match.reconciled_at is not None:
        return ""
    sums = {"drawn": match.batch.drawn, "acknowledged": match.acknowledged, "returned": match.batch.returned}
    return message("reconciliation.page.will_confirm", **sums)
