"""Fields that were written apart: the values side by side, who wrote each, when and where, and the decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kmcase.application.read.conflicts import StandingValue
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.ports import LiveTexts
from ui.standing import Labels, field_said, from_where, value_said
from ui.theme import Space
from ui.widgets import Button, Card, Label, LineEdit, clear_layout, column, row

_BESIDE = 2
_NO_LABELS: Labels = {}
_REASON = FormSpec(
    (
        Section(
            None,
            (
                Field(
                    "reason",
                    "conflicts.reason",
                    LineEdit,
                    required=True,
                    help_key="conflicts.reason_help",
                    width=Width.FULL,
                ),
            ),
        ),
    )
)


class ConflictsPanel(QWidget):
    """Hidden where there is nothing to decide; `decided` with a field, the value that shall stand, and the reason."""

    decided = Signal(str, object, str)

    def __init__(self, texts: LiveTexts, *, may_decide: bool) -> None:
        super().__init__()
        self._texts = texts
        self._may_decide = may_decide
        self._noun = ""
        self._standing: Mapping[str, Sequence[StandingValue]] = {}
        self._labels: Labels = {}
        self.form = FormView(texts, _REASON)
        self.form.setVisible(may_decide)
        self._read_only = Label(texts, message("conflicts.who_decides"), role="muted")
        self._read_only.setVisible(not may_decide)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(Space.ONE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self.form)
        layout.addWidget(self._read_only)
        layout.addLayout(self._fields)
        self.hide()

    def show_standing(
        self, noun: str, standing: Mapping[str, Sequence[StandingValue]], labels: Labels = _NO_LABELS
    ) -> None:
        """The fields in conflict of a record, a form's by its labels; a reason that is typed stays."""
        self._noun, self._standing, self._labels = noun, standing, labels
        clear_layout(self._fields)
        for field, values in standing.items():
            self._fields.addWidget(self._field_card(field, values))
        self.setVisible(bool(standing))

    def forget_reason(self) -> None:
        """Another record has reasons of its own."""
        self.form.set_values({})

    def show_refused(self, said: Message) -> None:
        """Why nothing was decided, beside the reason."""
        self.form.set_errors({"reason": said})

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        self._texts = texts
        self.form.retranslate(texts)
        self._read_only.retranslate(texts)
        self.show_standing(self._noun, self._standing, self._labels)

    def _field_card(self, field: str, values: Sequence[StandingValue]) -> Card:
        texts = self._texts
        card = Card()
        card.body.addWidget(Label(texts, field_said(self._noun, field, self._labels), role="strong"))
        grid = QGridLayout()
        grid.setSpacing(Space.TWO)
        for place, value in enumerate(values):
            line, beside = divmod(place, _BESIDE)
            grid.setColumnStretch(beside, 1)
            grid.addLayout(self._value(field, value), line, beside)
        card.body.addLayout(grid)
        return card

    def _value(self, field: str, value: StandingValue) -> QVBoxLayout:
        texts = self._texts
        words = texts.catalogue.show(value_said(field, value, texts.language))
        take = Button(texts, message("conflicts.take"), icon_name="tick")
        take.setAccessibleName(texts.text("conflicts.take_value", value=words))
        take.clicked.connect(partial(self._decide, field, value))
        take.setVisible(self._may_decide)
        who = message("conflicts.written_by", name=value.written_by, at=value.written_at)
        return column(
            Label(texts, words, role="lead", copyable=True),
            Label(texts, who, role="muted"),
            Label(texts, from_where(value), role="muted"),
            row(take, None),
            None,
            spacing=Space.HALF,
        )

    def _decide(self, field: str, value: StandingValue) -> None:
        if self.form.validate():
            self.decided.emit(field, value, str(self.form.values()["reason"]))
