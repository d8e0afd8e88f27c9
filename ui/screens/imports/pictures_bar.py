"""The pictures that came with a submission: one way to each, in a line below the rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kmcase.domain.evidence import EvidenceItem
from kmcase.messages import message
from ui.ports import LiveTexts
from ui.theme import Space
from ui.widgets import Button, Label, clear_layout


class PicturesBar(QWidget):
    """`opened` with the kept file and the picture's name; nothing is seen where a row brought no picture."""

    opened = Signal(str, object)

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._texts = texts
        self._evidence: tuple[EvidenceItem, ...] = ()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(Space.ONE)
        self.hide()

    def show_evidence(self, evidence: Sequence[EvidenceItem]) -> None:
        """The pictures of another row."""
        self._evidence = tuple(evidence)
        clear_layout(self._line)
        self.setVisible(bool(evidence))
        if not evidence:
            return
        self._line.addWidget(Label(self._texts, message("survey_lists.pictures"), role="muted", wrap=False))
        for item in self._evidence:
            for attachment in item.attachments:
                said = message(f"evidence.kind.{item.kind.value}")
                button = Button(self._texts, said, kind="link", icon_name="eye")
                button.clicked.connect(partial(self.opened.emit, attachment.stored_sha256, said))
                self._line.addWidget(button)
        self._line.addStretch(1)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        self._texts = texts
        self.show_evidence(self._evidence)
