"""What the rules say of the request in one line above its actions, and all of it when that is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.domain.findings import Finding, Severity
from kmcase.messages import Message, message
from ui.ports import LiveTexts
from ui.theme import Space
from ui.widgets import Button, FindingsPanel, IconMark, Label, row, scrolling
from ui.widgets.findings_panel import SEVERITY_ICONS, SEVERITY_TONES

_TALLEST = 280


class FindingsView(QWidget):
    """Hidden where nothing was found; `mend_requested` with the finding whose way out is pressed."""

    mend_requested = Signal(object)

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._mark = IconMark()
        self._said = Label(texts, "", role="strong")
        self.toggle = Button(texts, message("requests_ui.findings.show"), kind="link")
        self._panel = FindingsPanel(texts)
        self._all = scrolling(self._panel)
        self._all.setMinimumHeight(_TALLEST)
        self._all.setMaximumHeight(_TALLEST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.HALF)
        layout.addWidget(self._all)
        line = row(self._mark, self._said, self.toggle, stretch=1)
        layout.addLayout(line)
        self.toggle.clicked.connect(lambda: self._open(self._all.isHidden()))
        self._panel.mend_requested.connect(self._mend)
        self.fold()
        self.hide()

    def set_findings(self, findings: Iterable[Finding]) -> None:
        """Show findings: the sentence of one that blocks, else how many there are."""
        found = tuple(findings)
        self._panel.set_findings(found)
        self.setVisible(bool(found))
        if not found:
            self.fold()
            return
        gravest = min((finding.severity for finding in found), key=tuple(Severity).index)
        self._mark.set_icon(SEVERITY_ICONS[gravest], SEVERITY_TONES[gravest].value)
        self._said.set_tone(SEVERITY_TONES[gravest])
        self._said.say(_summary(found))

    def fold(self) -> None:
        """Back to the one line."""
        self._open(False)

    def _mend(self, finding: Finding) -> None:
        self.fold()
        self.mend_requested.emit(finding)

    def _open(self, wanted: bool) -> None:
        self._all.setVisible(wanted)
        self.toggle.say(message(f"requests_ui.findings.{'hide' if wanted else 'show'}"))


def _summary(found: tuple[Finding, ...]) -> Message | str:
    stops = [finding for finding in found if finding.severity is Severity.BLOCK]
    if len(stops) == 1:
        return message(stops[0].message_key, **stops[0].params)
    if stops:
        return message("requests_ui.findings.stops", count=len(stops))
    return message("requests_ui.findings.count", count=len(found))
