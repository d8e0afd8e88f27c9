"""Back-ups as people see them: the two clocks and what is due at the top, the list at the left, one at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from kmcase.application.backups import NAG_AFTER, BackupState
from kmcase.application.changes import Changes
from kmcase.messages import Message, message
from ui.ports import Desk, Err, LiveTexts
from ui.screens.backup.columns import COLUMNS, Line
from ui.screens.backup.detail import BackupPane
from ui.screens.backup.presenter import BackupPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Banner, Button, Card, Fact, KeyFacts, Label, retranslate_all, row, scrolling, side_by_side

_LIST_WIDTH = 660
_DETAIL_WIDTH = 420


class BackupView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self._medium = ""
        self.presenter = BackupPresenter(desk, self)
        self.banner = Banner(texts)
        self.facts = KeyFacts(texts, pairs=2)
        self.rule = Label(texts, message("backup.rule", days=NAG_AFTER.days), role="muted")
        self.make = Button(texts, message("backup.make"), kind="primary", icon_name="backup", shortcut="Ctrl+N")
        self.copy = Button(texts, message("backup.copy"), icon_name="export")
        self.working = Label(texts, "", role="strong")
        self.stop = Button(texts, message("backup.cancel"), kind="link", icon_name="close")
        self.list = ListView(
            desk,
            name="backup",
            title_key="backup.screen",
            columns=COLUMNS,
            key=lambda one: one.item.folder,
            empty=message("backup.none_yet"),
        )
        self.pane = BackupPane(texts)
        self._build()
        self._connect()
        self.show_working(None)

    def _build(self) -> None:
        head = Card()
        head.body.addWidget(self.facts)
        head.body.addWidget(self.rule)
        head.body.addLayout(row(self.working, self.stop, None))
        both = side_by_side(self.list, scrolling(self.pane), (_LIST_WIDTH, _DETAIL_WIDTH), stretch=(1, 0))
        title = Label(self._desk.texts, message("backup.screen"), role="title", wrap=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(row(title, None, self.copy, self.make))
        layout.addWidget(self.banner)
        layout.addWidget(head)
        layout.addWidget(both, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.make.clicked.connect(self.presenter.back_up)
        self.copy.clicked.connect(self._ask_medium)
        self.stop.clicked.connect(self.presenter.cancel)
        self.pane.check_asked.connect(self.presenter.check)
        self.list.chosen.connect(lambda item: self.presenter.choose(item.item.folder))
        self.list.retry.connect(self.presenter.open)
        self.list.add_action(message("backup.check"), self.presenter.check, "check")

    def check(self) -> None:
        """Look through the back-up in front."""
        self.presenter.check()

    # --- what the presenter shows ---

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """The list."""
        self.list.set_items(lines)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_state(self, state: BackupState, *, due: bool) -> None:
        """The clocks, and whether a copy on another medium is due."""
        self._medium = state.medium
        never = message("backup.never")
        last = message("backup.at", at=state.last) if state.last else never
        medium = message("backup.at_in", at=state.medium_at, folder=state.medium) if state.medium_at else never
        self.facts.set_facts(
            [
                Fact(label=message("backup.last"), value=last, strong=True),
                Fact(label=message("backup.medium"), value=medium, strong=True),
            ]
        )
        self.rule.set_tone(Tone.WARN if due else Tone.PLAIN)

    def show_line(self, line: Line | None) -> None:
        """The back-up in front."""
        if line is not None:
            self.list.select_key(line.item.folder)
        self.pane.show_line(line)

    def show_working(self, said: Message | None) -> None:
        """What is under way; until it ends nothing else is begun here."""
        self.working.say(said or "")
        for part in (self.working, self.stop):
            part.setVisible(said is not None)
        for button in (self.make, self.copy, self.pane.check):
            button.setEnabled(said is None)

    def show_said(self, said: Message, tone: Tone) -> None:
        """How it ended."""
        self.banner.say(tone, said)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown: read anew."""
        self.banner.hide()
        self.presenter.open()

    def apply_changes(self, changes: Changes) -> None:
        """Back-ups are of the whole office; no record changes them."""

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- inside ---

    def _ask_medium(self) -> None:
        asked = self._desk.texts.text("backup.choose_medium")
        chosen = QFileDialog.getExistingDirectory(self, asked, self._medium or str(Path.home()))
        if chosen:
            self.presenter.copy_to(Path(chosen))
