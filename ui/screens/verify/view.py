"""The widget of verification."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.verification import PaperResult, Part, VerificationReport
from kmcase.messages import Message, message
from ui.ports import Desk, Err, LiveTexts
from ui.screens.verify.presenter import VerifyPresenter
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    Card,
    Chip,
    EmptyState,
    Label,
    LineEdit,
    clear_layout,
    retranslate_all,
    row,
    scrolling,
)

_MOST_SHOWN = 12


class VerifyView(QWidget):
    """Parts at the left, the printed page at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self._presenter = VerifyPresenter(desk, self)
        self._report: VerificationReport | None = None
        self._start = Button(texts, message("verify.start"), kind="primary", icon_name="check", shortcut="Ctrl+Return")
        self._cancel = Button(texts, message("verify.cancel"), icon_name="close")
        self._cancel.hide()
        self._evidence = Button(texts, message("audits.button"), icon_name="export")
        self._evidence.setVisible(desk.may("audits.bundle"))
        self._verdict = Banner(texts)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(Space.ONE)
        self._empty = EmptyState(texts, "check", message("verify.not_yet"))
        self._empty.say(message("verify.not_yet"), message("verify.not_yet_advice"), message("verify.start"))
        self._code = LineEdit(texts)
        self._rows = QPlainTextEdit()
        self._rows.setTabChangesFocus(True)
        self._compare = Button(texts, message("verify.compare"), icon_name="search")
        self._file = Button(texts, message("verify.choose_file"), icon_name="pdf")
        self._paper = Banner(texts)
        self._paper_list = QVBoxLayout()
        self._build()
        self._connect()
        self.retranslate(texts)

    def _build(self) -> None:
        texts = self._desk.texts
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        title = Label(texts, message("verify.screen"), role="title")
        layout.addLayout(row(title, None, self._evidence, self._cancel, self._start))
        layout.addWidget(self._verdict)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._left())
        splitter.addWidget(self._right())
        splitter.setSizes([680, 420])
        layout.addWidget(splitter, 1)
        self.setFocusProxy(self._start)

    def _left(self) -> QWidget:
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, Space.ONE, Space.TWO, 0)
        inside.addWidget(self._empty)
        inside.addLayout(self._parts)
        inside.addStretch(1)
        return scrolling(content)

    def _right(self) -> QWidget:
        texts = self._desk.texts
        card = Card()
        inside = card.body
        inside.addWidget(Label(texts, message("verify.paper_title"), role="heading"))
        inside.addWidget(Label(texts, message("verify.paper_advice"), role="muted"))
        inside.addWidget(Label(texts, message("verify.paper_code"), role="label"))
        inside.addWidget(self._code)
        inside.addWidget(Label(texts, message("verify.paper_rows"), role="label"))
        inside.addWidget(self._rows)
        inside.addLayout(row(self._file, None, self._compare))
        inside.addWidget(self._paper)
        inside.addLayout(self._paper_list)
        inside.addStretch(1)
        self._rows.setMaximumHeight(110)
        return card

    def _connect(self) -> None:
        self._start.clicked.connect(self._presenter.start)
        self._cancel.clicked.connect(self._presenter.cancel)
        self._evidence.clicked.connect(lambda: self._desk.navigation.open("audits"))
        self._empty.action_requested.connect(self._presenter.start)
        self._file.clicked.connect(self._choose)
        self._compare.clicked.connect(lambda: self.check_paper(str(self._code.raw() or "")))

    def start(self) -> None:
        """As if the button was pressed; for the tour."""
        self._presenter.start()

    def _choose(self) -> None:
        title = self._desk.texts.text("verify.choose_file")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", "PDF, JPG, PNG (*.pdf *.jpg *.jpeg *.png *.tif)")
        if chosen:
            self._presenter.check_file(Path(chosen))

    def check_paper(self, code: str) -> None:
        """Compare the page whose QR reads so."""
        self._code.set_raw(code)
        self._presenter.check_paper(code, self._rows.toPlainText())

    # --- what the presenter shows ---

    def show_running(self, running: bool) -> None:
        """Verification runs: it can be cancelled."""
        self._start.setEnabled(not running)
        self._cancel.setVisible(running)

    def show_report(self, report: VerificationReport) -> None:
        """One card a part."""
        self._report = report
        self._empty.hide()
        tone, key = (Tone.OK, "verify.all_sound") if report.sound else (Tone.ERROR, "verify.not_sound")
        said = message(key, entries=report.entries, head=report.head[:16].upper())
        self._verdict.say(tone, said, closable=False)
        clear_layout(self._parts)
        for part in report.parts:
            self._parts.addWidget(self._part(part.part, part.count, part.milliseconds, part.problems))

    def _part(self, part: Part, count: int, milliseconds: int, problems: tuple[object, ...]) -> QWidget:
        texts = self._desk.texts
        card = Card()
        grid = QGridLayout()
        card.body.addLayout(grid)
        grid.setHorizontalSpacing(Space.TWO)
        grid.addWidget(Label(texts, message(f"verify.part.{part.value}"), role="strong"), 0, 0)
        looked = message("verify.looked", count=count, milliseconds=milliseconds)
        grid.addWidget(Label(texts, looked, role="muted"), 0, 1)
        sound = not problems
        chip = Chip(
            texts,
            message("verify.sound" if sound else "verify.unsound"),
            Tone.OK if sound else Tone.ERROR,
            "ok" if sound else "error",
        )
        grid.addWidget(chip, 0, 2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Label(texts, message(f"verify.what.{part.value}"), role="muted"), 1, 0, 1, 3)
        for line, problem in enumerate(problems[:_MOST_SHOWN], 2):
            grid.addWidget(Label(texts, problem), line, 0, 1, 3)  # type: ignore[arg-type]
        if len(problems) > _MOST_SHOWN:
            more = message("verify.more", count=len(problems) - _MOST_SHOWN)
            grid.addWidget(Label(texts, more, role="muted"), _MOST_SHOWN + 2, 0, 1, 3)
        if part is Part.FILE and problems:
            restore = Button(texts, message("verify.restore"), icon_name="backup")
            restore.clicked.connect(lambda: self._desk.navigation.open("backup"))
            grid.addWidget(restore, _MOST_SHOWN + 3, 0)
        return card

    def show_paper(self, result: PaperResult) -> None:
        """What a printed page comes to."""
        if not result.readable:
            self.show_unread(result.verdict)
            return
        tone = Tone.WARN if result.uncovered else Tone.OK
        self._paper.say(tone if result.sound else Tone.ERROR, result.verdict, closable=False)
        clear_layout(self._paper_list)
        for problem in result.problems:
            self._paper_list.addWidget(Label(self._desk.texts, problem))

    def show_unread(self, said: Message) -> None:
        """Nothing was compared, and why; what is typed stays as it is."""
        clear_layout(self._paper_list)
        self._paper.say(Tone.WARN, said, closable=False)

    def show_trouble(self, failure: Err) -> None:
        """Why it could not be done."""
        self._verdict.say(Tone.ERROR, failure.message)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown; the last report stays."""

    def apply_changes(self, changes: Changes) -> None:
        """A report is of its moment; nothing is taken back."""

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        for control, key in ((self._rows, "verify.paper_rows"), (self._code, "verify.paper_code")):
            control.setAccessibleName(texts.text(key))
        for control in self._code.inputs():
            control.setAccessibleName(texts.text("verify.paper_code"))
        self._rows.setPlaceholderText(texts.text("verify.paper_example"))
