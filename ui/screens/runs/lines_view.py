"""Lines of the bank on which nobody decided: named, the way to decide, and why a run closes all the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.bank_lines import named
from kmcase.application.read.payments import RunPage
from kmcase.messages import Message, message
from ui.forms import FormView
from ui.forms.reason import reason_form
from ui.theme import Space, Tone
from ui.widgets import Button, IconMark, Label, Texts, clear_layout, retranslate_all, row


class OpenLinesView(QWidget):
    """Shown while a run is open and something of the bank's report waits; `reason` is asked of who closes it."""

    def __init__(self, texts: Texts, reconcile: Callable[[], None], *, may_close: bool) -> None:
        super().__init__()
        self._texts = texts
        self.count = Label(texts, "", role="field")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.HALF)
        advice = Label(texts, message("payments.runs.lines_advice"), role="muted")
        self.decide = Button(texts, message("payments.runs.to_reconciliation"), kind="link", icon_name="bank")
        self.decide.clicked.connect(reconcile)
        self.form = FormView(texts, _SPEC)
        self.form.setVisible(may_close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(row(self.count, self.decide, stretch=0))
        layout.addLayout(self._rows)
        layout.addWidget(advice)
        layout.addWidget(self.form)

    def show_page(self, page: RunPage) -> None:
        """What is open of a run; nothing is shown where nothing is."""
        self.setVisible(bool(page.open_lines))
        self.count.say(message("payments.runs.lines_open", count=len(page.open_lines)))
        clear_layout(self._rows)
        for said in named(page.open_lines):
            words = Label(self._texts, said, tone=Tone.WARN)
            self._rows.addLayout(row(IconMark("warning", "warn"), words, stretch=1))

    def reason(self) -> str:
        """What was typed."""
        return str(self.form.values()["reason"] or "")

    def show_errors(self, errors: Mapping[str, Message]) -> dict[str, Message]:
        """Why it was not closed, beside the field; gives back what is not of it."""
        self.form.set_errors({name: said for name, said in errors.items() if name == "reason"})
        if "reason" in errors:
            self.form.focus_field("reason")
        return {name: said for name, said in errors.items() if name != "reason"}

    def clear(self) -> None:
        """Forget what was typed."""
        self.form.set_values({})

    def retranslate(self, texts: Texts) -> None:
        """Say everything anew."""
        self._texts = texts
        retranslate_all(self, texts)


_SPEC = reason_form("payments.runs.lines_reason", rows=2, required=False)
