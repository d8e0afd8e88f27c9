"""The proposal that evens out the load: before and after as bars, each move in a list, carried out once accepted."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kmcase.application.appointments import ProposalPage
from kmcase.messages import Message, message
from ui.ports import Desk, Err
from ui.screens.plan.columns import MOVES, MoveLine
from ui.screens.plan.load_bars import LoadBars
from ui.screens.plan.loads import standing
from ui.screens.plan.proposing import ProposingPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    Card,
    ChecksEdit,
    Choice,
    Label,
    LineEdit,
    clear_layout,
    retranslate_all,
    row,
    scrolling,
)

_LIST_HEIGHT = 176


class ProposalView(QWidget):
    """Stands for the whole page; `left` by Esc, `carried_out` with what was done."""

    left = Signal()
    carried_out = Signal(object)

    def __init__(self, desk: Desk, month: date) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self.presenter = ProposingPresenter(desk, self, month)
        self._banner = Banner(texts)
        self._sentence = Label(texts, message("plan.proposal.calculating"), role="strong")
        self.before, self.after = LoadBars(texts, fullest=True), LoadBars(texts, fullest=True)
        self._officers = QVBoxLayout()
        self.checks: ChecksEdit | None = None
        self.again = Button(texts, message("plan.proposal.again"), icon_name="refresh")
        self.list = ListView(
            desk, name="plan-proposal", title_key="plan.proposal.title", columns=MOVES,
            key=lambda line: line.item.appointment_id, empty=message("plan.proposal.nothing"),
        )  # fmt: skip
        self.reason = LineEdit(texts)
        self.reason.set_name(message("plan.proposal.reason"))
        self.reason.set_value(texts.text("plan.proposal.usual_reason"))
        self.back = Button(texts, message("plan.form.back"))
        self.accept = Button(texts, message("plan.proposal.accept"), kind="primary", icon_name="tick")
        self.accept.setEnabled(False)
        self._build()
        self._connect()

    def _build(self) -> None:
        texts = self._desk.texts
        beside = QHBoxLayout()
        beside.setSpacing(Space.TWO)
        for name, bars in (("before", self.before), ("after", self.after)):
            card = Card()
            card.body.addWidget(Label(texts, message(f"plan.proposal.{name}"), role="lead", wrap=False))
            card.body.addWidget(bars)
            card.body.addStretch(1)
            beside.addWidget(card, 5)
        among = Card()
        title = Label(texts, message("plan.proposal.among"), role="lead", wrap=False)
        among.body.addLayout(row(title, None, self.again))
        among.body.addLayout(self._officers)
        among.body.addStretch(1)
        beside.addWidget(among, 7)
        self.list.setMinimumHeight(_LIST_HEIGHT)
        above = QWidget()
        inside = QVBoxLayout(above)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        inside.addWidget(Label(texts, message("plan.proposal.title"), role="title", wrap=False))
        inside.addWidget(self._banner)
        inside.addWidget(self._sentence)
        inside.addLayout(beside)
        inside.addWidget(self.list, 1)
        inside.addWidget(Label(texts, message("plan.proposal.holidays"), role="muted"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(scrolling(above), 1)
        foot = row(
            Label(texts, message("plan.proposal.reason"), role="field", wrap=False),
            self.reason,
            self.back,
            self.accept,
            stretch=1,
        )
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.again.clicked.connect(self._calculate)
        self.back.clicked.connect(self.left)
        self.accept.clicked.connect(self._accept)
        self.list.retry.connect(self._calculate)
        for keys, run in (("Esc", self.left.emit), ("Ctrl+Return", self._accept), ("Ctrl+Enter", self._accept)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(run)

    def begin(self) -> None:
        """Calculate among those who have visits."""
        self.list.set_loading()
        self.presenter.calculate()
        self.again.setFocus()

    def _calculate(self) -> None:
        chosen = self.checks.value() if self.checks is not None else frozenset()
        self.presenter.calculate(frozenset(str(one) for one in chosen))

    def _accept(self) -> None:
        if self.accept.isEnabled():
            self.presenter.accept(self.reason.value())

    # --- what the presenter shows ---

    def show_proposal(self, page: ProposalPage, lines: tuple[MoveLine, ...]) -> None:
        """What would be moved, and what it comes to."""
        before, after = standing(page, page.proposal.before), standing(page, page.proposal.after)
        most = max((one.fullest for one in (*before, *after)), default=0)
        self.before.set_loads(before, most=most)
        self.after.set_loads(after, most=most)
        fullest, then = page.proposal.largest
        days = sum(line.move.other_day for line in lines)
        said = message("plan.proposal.comes_to", count=len(lines), days=days, before=fullest, after=then)
        self._sentence.say(said if lines else message("plan.proposal.nothing"))
        self.list.set_items(lines)
        self.accept.setEnabled(bool(lines))
        self._show_officers(page)

    def show_trouble(self, failure: Err) -> None:
        """Why it was not calculated or carried out."""
        self._banner.say(Tone.ERROR, failure.message)

    def accepted(self, said: Message) -> None:
        """It is carried out."""
        self.carried_out.emit(said)

    def _show_officers(self, page: ProposalPage) -> None:
        clear_layout(self._officers)
        choices = [Choice(value=officer.staff_id, said=officer.name) for officer in page.officers]
        make = partial(ChecksEdit, choices=choices)
        self.checks = make(self._desk.texts)
        self.checks.set_value(page.chosen)
        self._officers.addWidget(self.checks)

    def retranslate(self, texts: object) -> None:
        """Say everything again."""
        retranslate_all(self, self._desk.texts)
