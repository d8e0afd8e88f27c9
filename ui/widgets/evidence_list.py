"""The pieces of evidence that a record asks for: each attached, or none with a reason, or still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from kmcase.messages import Message, message
from ui.theme import Space, Tone
from ui.widgets.basics import Button, Card, IconMark, Label, bring_into_sight, clear_layout, line, row
from ui.widgets.editor import LineEdit
from ui.widgets.marks import Chip
from ui.widgets.photo_well import Choose
from ui.widgets.pictures import DOCUMENT_SUFFIXES, FileReader, Picture, choose_file, dropped_files
from ui.widgets.texts import Said, Texts, said_text


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePiece:
    """A piece asked for: how many files are attached, or why there is none.

    `pages` is how many pages it needs where those attached are too few, else 0.
    """

    kind: str
    said: Said
    count: int = 0
    none_reason: str = ""
    required: bool = True
    pages: int = 0

    @property
    def settled(self) -> bool:
        """Attached with all its pages, or none with a reason, or not asked for."""
        if self.count and self.pages:
            return False
        return bool(self.count or self.none_reason) or not self.required


class EvidenceList(QWidget):
    """`attached` with kind and `Picture`, `none_declared` with kind and reason, `opened` with the kind."""

    attached = Signal(str, object)
    none_declared = Signal(str, str)
    opened = Signal(str)

    def __init__(self, texts: Texts, *, choose: Choose = choose_file, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._choose = texts, choose
        self._pieces: tuple[EvidencePiece, ...] = ()
        self._lines: dict[str, _PieceLine] = {}
        self._count = Label(texts, "", role="muted")
        self._card = Card(spacing=0, margin=Space.ONE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.HALF)
        layout.addWidget(self._count)
        layout.addWidget(self._card)
        layout.addStretch(1)

    def set_pieces(self, pieces: Sequence[EvidencePiece]) -> None:
        """Show pieces; a reason that is being typed stays while its piece is asked for."""
        self._pieces = tuple(pieces)
        if [piece.kind for piece in pieces] != list(self._lines):
            self._build()
        for piece in pieces:
            self._lines[piece.kind].show_piece(piece)
        settled = sum(piece.settled for piece in pieces)
        self._count.say(message("widgets.evidence.count", settled=settled, all=len(pieces)))

    def missing(self) -> tuple[str, ...]:
        """The kinds that are still to come."""
        return tuple(piece.kind for piece in self._pieces if not piece.settled)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._count.retranslate(texts)
        for shown in self._lines.values():
            shown.retranslate(texts)

    def show_problem(self, kind: str, problem: Message) -> None:
        """Say beside a piece why its file was not taken."""
        self._lines[kind].show_problem(problem)

    def _build(self) -> None:
        clear_layout(self._card.body)
        self._lines = {}
        for number, piece in enumerate(self._pieces):
            if number:
                self._card.body.addWidget(line())
            shown = _PieceLine(self._texts, piece, self._choose)
            shown.attached.connect(partial(self.attached.emit, piece.kind))
            shown.none_declared.connect(partial(self.none_declared.emit, piece.kind))
            shown.opened.connect(partial(self.opened.emit, piece.kind))
            self._lines[piece.kind] = shown
            self._card.body.addWidget(shown)


class _PieceLine(QFrame):
    attached = Signal(object)
    none_declared = Signal(str)
    opened = Signal()

    def __init__(self, texts: Texts, piece: EvidencePiece, choose: Choose) -> None:
        super().__init__()
        self._texts, self._piece, self._choose = texts, piece, choose
        self.setAcceptDrops(True)
        self._mark = IconMark()
        self._name = Label(texts, piece.said, role="strong")
        self._chip = Chip(texts, "")
        self._open = Button(texts, message("widgets.evidence.open"), kind="quiet", icon_name="eye")
        self._attach = Button(texts, message("widgets.evidence.attach"), kind="quiet", icon_name="attach")
        self._none = Button(texts, message("widgets.evidence.none"), kind="quiet")
        self._none.setCheckable(True)
        self._reason = LineEdit(texts, placeholder=message("widgets.evidence.reason"))
        self._detail = Label(texts, "", role="muted")
        self._open.clicked.connect(self.opened)
        self._attach.clicked.connect(self._ask)
        self._none.toggled.connect(self._ask_reason)
        self._reason.line.editingFinished.connect(self._declare)
        # The page is laid out anew before it can be scrolled to the line that has grown.
        self._grown = QTimer(self)
        self._grown.setSingleShot(True)
        self._grown.timeout.connect(lambda: bring_into_sight(self))
        self._reader = FileReader(self, DOCUMENT_SUFFIXES)
        self._reader.read.connect(lambda picture, _preview: self._take(picture))
        self._reader.failed.connect(self.show_problem)
        self._lay_out()
        self.show_piece(piece)

    def show_piece(self, piece: EvidencePiece) -> None:
        self._piece = piece
        self._name.say(piece.said)
        said, tone, icon_name = _state(piece)
        self._chip.set_state(said, tone, icon_name)
        self._mark.set_icon(icon_name, "muted" if tone is Tone.PLAIN else tone.value)
        self._open.setVisible(bool(piece.count))
        self._none.setVisible(not piece.count)
        self._detail.set_tone(Tone.PLAIN)
        self._detail.say(piece.none_reason)
        self._detail.setVisible(bool(piece.none_reason) and not piece.count)
        if piece.count or piece.none_reason:
            self._none.setChecked(False)
        self._name_controls()

    def show_problem(self, problem: Message) -> None:
        self._detail.set_tone(Tone.ERROR)
        self._detail.say(problem)
        self._detail.show()
        self._grown.start()

    def retranslate(self, texts: Texts) -> None:
        self._texts = texts
        for part in (self._name, self._chip, self._open, self._attach, self._none, self._reason, self._detail):
            part.retranslate(texts)
        self._name_controls()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, 44))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for path in dropped_files(event.mimeData()):
            self._read(path)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(Space.ONE, Space.HALF, Space.HALF, Space.HALF)
        grid.setHorizontalSpacing(Space.ONE)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._mark, 0, 0)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._chip, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addLayout(row(self._open, self._attach, self._none, spacing=0), 0, 3)
        grid.addWidget(self._detail, 1, 1, 1, 3)
        grid.addWidget(self._reason, 2, 1, 1, 3)
        grid.setColumnStretch(1, 1)
        self._reason.hide()

    def _name_controls(self) -> None:
        piece = said_text(self._texts, self._piece.said)
        for button, key in ((self._open, "open"), (self._attach, "attach"), (self._none, "none")):
            button.setAccessibleName(f"{self._texts.text(f'widgets.evidence.{key}')} {piece}")
        self._reason.set_name(f"{self._texts.text('widgets.evidence.reason')} {piece}")

    def _ask(self) -> None:
        path = self._choose(self, said_text(self._texts, self._piece.said), DOCUMENT_SUFFIXES)
        if path is not None:
            self._read(path)

    def _read(self, path: Path) -> None:
        self._detail.hide()
        self._reader.start(path)

    def _take(self, picture: Picture) -> None:
        self.attached.emit(picture)

    def _ask_reason(self, asked: bool) -> None:
        self._reason.setVisible(asked)
        if asked:
            self._reason.set_value(self._piece.none_reason)
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.show_piece(self._piece)

    def _declare(self) -> None:
        reason = self._reason.value()
        if not reason and self._none.isChecked():
            self.show_problem(message("widgets.evidence.reason_missing"))
        if reason and self._none.isChecked() and reason != self._piece.none_reason:
            self.none_declared.emit(reason)


def _state(piece: EvidencePiece) -> tuple[Message, Tone, str]:
    if piece.count and piece.pages:
        return message("widgets.evidence.too_few", count=piece.count, pages=piece.pages), Tone.WARN, "warning"
    if piece.count:
        return message("widgets.evidence.present", count=piece.count), Tone.OK, "ok"
    if piece.none_reason:
        return message("widgets.evidence.none_with_reason"), Tone.PLAIN, "minus"
    if piece.required:
        return message("widgets.evidence.missing"), Tone.WARN, "warning"
    return message("widgets.evidence.optional"), Tone.PLAIN, "info"
