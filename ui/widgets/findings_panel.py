"""What the rules found, with the rule and the way to mend it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kmcase.domain.findings import Finding, Severity
from kmcase.messages import message
from ui.theme import Space, Tone
from ui.widgets.basics import Button, Card, IconMark, Label, clear_layout, column, line
from ui.widgets.texts import Texts

SEVERITY_TONES = {Severity.BLOCK: Tone.ERROR, Severity.WARN: Tone.WARN, Severity.INFORM: Tone.ACCENT}
SEVERITY_ICONS = {Severity.BLOCK: "error", Severity.WARN: "warning", Severity.INFORM: "info"}

_ORDER = (Severity.BLOCK, Severity.WARN, Severity.INFORM)


def mend_key(finding: Finding) -> str:
    """Where the way to mend a finding stands: `people.mend.<name>` of `people.<name>`."""
    topic, name = finding.code.split(".", 1)
    return f"{topic}.mend.{name}"


class FindingsPanel(QWidget):
    """Findings, the gravest first; `mend_requested` with the finding when its way out is pressed."""

    mend_requested = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._findings: tuple[Finding, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(Space.ONE)
        self._show()

    def set_findings(self, findings: Iterable[Finding]) -> None:
        """Show findings."""
        self._findings = tuple(sorted(findings, key=lambda finding: _ORDER.index(finding.severity)))
        self._show()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._show()

    def _show(self) -> None:
        clear_layout(self._layout)
        card = Card(spacing=Space.ONE)
        if not self._findings:
            card.body.addLayout(_sentence(IconMark("ok", "ok"), Label(self._texts, message("widgets.findings.none"))))
        for number, finding in enumerate(self._findings):
            if number:
                card.body.addWidget(line())
            card.body.addLayout(self._entry(finding))
        self._layout.addWidget(card)
        self._layout.addStretch(1)

    def _entry(self, finding: Finding) -> QHBoxLayout:
        tone = SEVERITY_TONES[finding.severity]
        severity = Label(
            self._texts, message(f"widgets.findings.{finding.severity.value}"), role="strong", tone=tone, wrap=False
        )
        parts = column(severity, Label(self._texts, message(finding.message_key, **finding.params)), spacing=0)
        if finding.reference:
            said = message("widgets.findings.reference", reference=finding.reference)
            parts.addWidget(Label(self._texts, said, role="muted"))
        if self._texts.has(mend_key(finding)) or finding.fields:
            key = mend_key(finding) if self._texts.has(mend_key(finding)) else "widgets.findings.mend"
            said = message(finding.message_key, **finding.params)
            mend = message(key, **finding.params)
            button = Button(self._texts, mend, kind="link", icon_name="arrow_right", of=said)
            button.clicked.connect(lambda: self.mend_requested.emit(finding))
            parts.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return _sentence(IconMark(SEVERITY_ICONS[finding.severity], tone.value), parts)


def _sentence(mark: IconMark, words: QWidget | QVBoxLayout) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(Space.ONE)
    made.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    if isinstance(words, QWidget):
        made.addWidget(words, 1)
    else:
        made.addLayout(words, 1)
    return made
