"""One case of the agenda over the whole page, in type that is read from the back of a room."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kmcase.application.read.case_pictures import draw_radar, say_scores
from kmcase.application.read.conferences import AgendaLine, CaseOnScreen, ConferencePage
from kmcase.application.read.small_counts import told_count
from kmcase.domain.cases.heads import CaseKind
from kmcase.messages import Message, message
from ui.client_names import client_name
from ui.conference_words import decision_mark, reason_said
from ui.goal_progress import GoalProgress
from ui.ports import Desk
from ui.screens.conferences.presenter import ConferencesPresenter
from ui.theme import Space
from ui.widgets import (
    Button,
    Card,
    Chip,
    DrawingView,
    Label,
    clear_layout,
    column,
    on_key,
    row,
    scrolling,
    stacked,
)

_RADAR = 300


class Wall(QWidget):
    """`left` by Esc; the left and right keys go from case to case, N shows names and hides them again."""

    left = Signal()

    def __init__(self, desk: Desk, presenter: ConferencesPresenter) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        self._page: ConferencePage | None = None
        self._at = 0
        self._shown: CaseOnScreen | None = None
        self.named = False
        texts = desk.texts
        self.place = Label(texts, "", role="lead", wrap=False)
        self.client = Label(texts, "", role="hero")
        self.radar = DrawingView(texts, height=_RADAR, fills=True)
        self.no_radar = Label(texts, message("conferences.wall.no_radar"), role="lead")
        self._chips = QHBoxLayout()
        self._why, self._goals, self._decisions = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.before = Button(texts, message("conferences.wall.before"), icon_name="arrow_left")
        self.after = Button(texts, message("conferences.wall.after"), icon_name="arrow_right")
        self.names = Button(texts, message("conferences.wall.show_names"), icon_name="eye")
        self.back = Button(texts, message("conferences.wall.back"))
        self._build()
        for button, run in (
            (self.before, partial(self.turn, -1)),
            (self.after, partial(self.turn, 1)),
            (self.names, self.turn_names),
        ):
            button.clicked.connect(lambda _checked=False, run=run: run())
        self.back.clicked.connect(self.left)
        on_key(self, "Left", partial(self.turn, -1))
        on_key(self, "Right", partial(self.turn, 1))
        on_key(self, "N", self.turn_names)
        on_key(self, "Esc", self.left)

    @property
    def line(self) -> AgendaLine | None:
        """The case in front."""
        return self._page.agenda[self._at] if self._page and self._page.agenda else None

    def begin(self, page: ConferencePage, case_id: str) -> None:
        """Show a case of a conference, names hidden."""
        self._page, self.named = page, False
        self._at = next((at for at, line in enumerate(page.agenda) if line.agenda.case_id == case_id), 0)
        self._read()
        self.setFocus()

    def turn(self, step: int) -> None:
        """Another case, stopping at the ends."""
        if self._page is not None:
            self._at = min(max(self._at + step, 0), len(self._page.agenda) - 1)
            self._read()

    def turn_names(self) -> None:
        """Show names, or number and initials again."""
        self.named = not self.named
        self._name()

    # --- inside ---

    def _build(self) -> None:
        facts = Card(margin=Space.TWO, spacing=Space.ONE)
        for layout in (self._why, self._goals, self._decisions):
            layout.setSpacing(Space.ONE)
            facts.body.addLayout(layout)
        facts.body.addStretch(1)
        self.no_radar.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture = stacked(self.no_radar, self.radar)
        sides = row(self._picture, scrolling(facts), spacing=Space.TWO)
        sides.setStretch(0, 1)
        sides.setStretch(1, 1)
        head = row(self.client, self.place, stretch=0)
        keys = Label(self._desk.texts, message("conferences.wall.keys"), role="muted", wrap=False)
        foot = row(self.back, keys, None, self.names, self.before, self.after)
        self.setLayout(column(head, row(self._chips, None), sides, foot, stretch=2))

    def _read(self) -> None:
        if (line := self.line) is not None:
            self._presenter.on_wall(line.agenda.case_id, self._show)

    def _show(self, shown: CaseOnScreen) -> None:
        line, page = self.line, self._page
        if page is None or line is None or line.agenda.case_id != shown.line.agenda.case_id:
            return
        self._shown = shown
        total, hidden = len(page.agenda), page.hidden
        key = "place_hidden" if hidden else "place"
        count = told_count(hidden)
        self.place.say(message(f"conferences.wall.{key}", place=self._at + 1, total=total, hidden=count))
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at < total - 1)
        self._name()
        self._show_chips(shown)
        self._show_radar(shown)
        self._tell(self._why, "why", tuple(reason_said(need) for need in shown.line.needs))
        self._show_goals(shown)
        self._show_decisions(shown)

    def _name(self) -> None:
        if self._shown is None:
            return
        line = self._shown.line
        name = client_name(line.name) if self.named else line.initials
        self.client.say(message("conferences.wall.client", number=line.number, name=name))
        self.names.say(message("conferences.wall.hide_names" if self.named else "conferences.wall.show_names"))

    def _show_chips(self, shown: CaseOnScreen) -> None:
        clear_layout(self._chips)
        texts = self._desk.texts
        self._chips.addWidget(Label(texts, shown.page.stage.words, role="lead", wrap=False))
        for clock in shown.page.clocks:
            said = message(f"cases.due.{clock.due.value}", what=clock.deadline.words, until=clock.until)
            self._chips.addWidget(Label(texts, message("conferences.wall.also", said=said), role="lead", wrap=False))

    def _show_radar(self, shown: CaseOnScreen) -> None:
        items = shown.assessments[:1] + shown.assessments[1:][-1:]
        self._picture.setCurrentWidget(self.radar if items else self.no_radar)
        if not items:
            return
        household = shown.page.head.kind is CaseKind.SETTLEMENT
        every = items[-1].casework.dimensions
        dimensions = tuple(each for each in every if each.household or not household)
        title = message("case_assessment.picture.radar")
        self.radar.set_drawing(partial(draw_radar, dimensions, items), title, say_scores(dimensions, items))

    def _tell(self, layout: QVBoxLayout, title: str, said: tuple[Message, ...]) -> None:
        clear_layout(layout)
        texts = self._desk.texts
        layout.addWidget(Label(texts, message(f"conferences.wall.{title}"), role="muted"))
        for sentence in said or (message("conferences.wall.none"),):
            layout.addWidget(Label(texts, sentence, role="lead"))

    def _show_goals(self, shown: CaseOnScreen) -> None:
        goals, texts = shown.plan.plan.content.goals, self._desk.texts
        clear_layout(self._goals)
        self._goals.addWidget(Label(texts, message("conferences.wall.goals"), role="muted"))
        if not goals:
            self._goals.addWidget(Label(texts, message("conferences.wall.none"), role="lead"))
        for goal in goals:
            found = shown.plan.bar(goal.line_id)
            bar = GoalProgress(texts, goal.values.text, found, Space.TWO)
            key = "bar_begun" if found.begun else "bar"
            count = message(f"conferences.wall.{key}", done=found.done, begun=found.begun, all=found.all)
            self._goals.addWidget(Label(texts, goal.values.text, role="lead"))
            self._goals.addLayout(row(bar, Label(texts, count, role="lead", wrap=False), stretch=0))

    def _show_decisions(self, shown: CaseOnScreen) -> None:
        clear_layout(self._decisions)
        texts = self._desk.texts
        decided = shown.line.agenda.decided
        if decided:
            self._decisions.addWidget(Label(texts, message("conferences.wall.decisions"), role="muted"))
        for decision in decided:
            mark = decision_mark(decision)
            said = Label(texts, decision.text, role="lead")
            self._decisions.addLayout(row(Chip(texts, mark.said, mark.tone, mark.icon), said, stretch=1))
