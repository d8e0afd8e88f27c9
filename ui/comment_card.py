"""A reviewer's comment beside what it is about, with its answer, or a line to answer it in."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kmcase.application.read.requests import CommentLine
from kmcase.messages import message
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Button, Card, Label, LineEdit, Texts, row, said_text


class CommentCard(Card):
    """`answered` with the comment's id and what was typed; `typed` is an answer that was begun before."""

    answered = Signal(str, str)

    def __init__(self, texts: Texts, comment: CommentLine, *, may_answer: bool, typed: str = "") -> None:
        super().__init__(margin=Space.ONE, spacing=Space.HALF)
        self.comment_id = comment.comment_id
        self.line: LineEdit | None = None
        self.body.addWidget(Label(texts, comment.text, copyable=True))
        self.body.addWidget(Label(texts, comment.made_by, role="muted"))
        if comment.answer is not None:
            said = message("widgets.comment.answer", answer=comment.answer, by=comment.answered_by)
            self.body.addWidget(Label(texts, said))
        elif may_answer:
            self._ask(texts, comment, typed)

    @property
    def typed(self) -> str:
        """What is typed as an answer."""
        return str(self.line.raw()) if self.line is not None else ""

    def _ask(self, texts: Texts, comment: CommentLine, typed: str) -> None:
        words = message("widgets.comment.answering")
        self.line = LineEdit(texts, placeholder=words)
        self.line.set_value(typed)
        self.line.set_name(f"{said_text(texts, words)} {comment.text}")
        send = Button(texts, message("widgets.comment.send"), of=comment.text)
        send.clicked.connect(self._answer)
        self.line.line.returnPressed.connect(self._answer)
        self.body.addWidget(self.line)
        self.body.addLayout(row(None, send))

    def _answer(self) -> None:
        if self.line is None:
            return
        said = self.line.value()
        if said:
            self.answered.emit(self.comment_id, said)
        else:
            self.line.set_tone(Tone.ERROR)
