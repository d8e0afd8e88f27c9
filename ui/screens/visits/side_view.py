"""What the program thinks of a visit, and what the reviewer said of the section in front."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.requests import CommentLine
from kmcase.domain.findings import Finding
from kmcase.messages import message
from ui.comment_card import CommentCard
from ui.theme import Space, Tone
from ui.widgets import Button, FindingsPanel, Label, Texts, clear_layout


class SidePane(QWidget):
    """`mend_requested` with a finding, `answered` with a comment's id and the answer, `section_wanted` of a comment."""

    mend_requested = Signal(object)
    answered = Signal(str, str)
    section_wanted = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._comments: tuple[CommentLine, ...] = ()
        self._section = ""
        self._may_answer = False
        self._typed: dict[str, CommentCard] = {}
        self.progress = Label(texts, "", role="strong")
        self.unconfirmed = Label(texts, "", tone=Tone.ACCENT)
        self.comments_title = Label(texts, message("visits_ui.side.comments"), role="field")
        self.others = Button(texts, "", kind="link", icon_name="arrow_right")
        self.findings_title = Label(texts, message("visits_ui.side.findings"), role="field")
        self.findings = FindingsPanel(texts)
        self._said = QVBoxLayout()
        self._said.setSpacing(Space.ONE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, Space.ONE, Space.ONE)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self.progress)
        layout.addWidget(self.unconfirmed)
        layout.addWidget(self.comments_title)
        layout.addLayout(self._said)
        layout.addWidget(self.others)
        layout.addWidget(self.findings_title)
        layout.addWidget(self.findings)
        layout.addStretch(1)
        self.findings.mend_requested.connect(self.mend_requested)
        self.others.clicked.connect(self._go_to_other)

    def show_progress(self, answered: int, lacking: int, wrong: int) -> None:
        """How far the form is."""
        key = "wrong" if wrong else "lacking" if lacking else "complete"
        self.progress.set_tone({"wrong": Tone.ERROR, "lacking": Tone.WARN, "complete": Tone.OK}[key])
        self.progress.say(message(f"visits_ui.side.{key}", answered=answered, lacking=lacking, wrong=wrong))

    def show_unconfirmed(self, fields: int) -> None:
        """How many fields show what the register says and nobody has confirmed."""
        self.unconfirmed.setVisible(fields > 0)
        self.unconfirmed.say(message("visits_ui.unconfirmed", count=fields))

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """What the rules found."""
        self.findings.set_findings(findings)

    def show_comments(self, comments: Sequence[CommentLine], *, may_answer: bool) -> None:
        """What reviewers said; an answer that is being typed stays."""
        if tuple(comments) != self._comments or may_answer != self._may_answer:
            self._comments, self._may_answer = tuple(comments), may_answer
            self._fill()

    def turn_to(self, section: str) -> None:
        """Another section is in front."""
        if section != self._section:
            self._section = section
            self._fill()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        for part in (self.progress, self.comments_title, self.others, self.findings_title, self.findings):
            part.retranslate(texts)
        self._fill()

    def _fill(self) -> None:
        typed = {comment_id: card.typed for comment_id, card in self._typed.items()}
        clear_layout(self._said)
        self._typed = {}
        here = [each for each in self._comments if each.section == self._section]
        for each in here:
            self._said.addWidget(self._card(each, typed.get(each.comment_id, "")))
        self.comments_title.setVisible(bool(here))
        waiting = [each for each in self._comments if each.answer is None and each.section != self._section]
        self.others.say(message("visits_ui.side.elsewhere", count=len(waiting)))
        self.others.setVisible(bool(waiting))

    def _card(self, comment: CommentLine, typed: str) -> CommentCard:
        card = CommentCard(self._texts, comment, may_answer=self._may_answer, typed=typed)
        card.answered.connect(self.answered)
        self._typed[comment.comment_id] = card
        return card

    def _go_to_other(self) -> None:
        waiting = [each for each in self._comments if each.answer is None and each.section != self._section]
        if waiting:
            self.section_wanted.emit(waiting[0].section)
