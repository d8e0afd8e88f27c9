"""The phrase bank beside a plan that is written: phrases for the line in front, and whole worked examples."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from kmcase.domain.cases.plan_lines import LineKind
from kmcase.domain.casework import Casework, Phrase, PhraseKind, PlanExample
from kmcase.messages import Message, message
from ui.ports import LiveTexts
from ui.screens.cases.client_form import entry_choices
from ui.widgets import ChoiceEdit, Label, column, said_text, wrapped
from ui.widgets.basics import is_enter

_ROLE = Qt.ItemDataRole.UserRole
_SHOWN = {
    LineKind.GOAL: (PhraseKind.GOAL, PhraseKind.INDICATOR),
    LineKind.SERVICE: (PhraseKind.SERVICE, PhraseKind.INDICATOR),
}
_FIELD = {PhraseKind.GOAL: "text", PhraseKind.SERVICE: "text", PhraseKind.INDICATOR: "indicator"}


class PhraseBank(QWidget):
    """`picked` with a field and its words, `taken` with an example; by Enter or a double click."""

    picked = Signal(str, str)
    taken = Signal(object)

    def __init__(self, texts: LiveTexts, casework: Casework) -> None:
        super().__init__()
        self._texts = texts
        self._casework = casework
        self._kind: LineKind | None = None
        self.title = Label(texts, message("case_plans.edit.bank"), role="lead")
        self.help = Label(texts, message("case_plans.edit.bank_help"), role="muted")
        self._choices = entry_choices(casework.dimensions)
        self.dimension = ChoiceEdit(texts, self._choices)
        self.dimension.set_name(message("case_plans.edit.bank_dimension"))
        self.list = _List()
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.entered_on.connect(self._take)
        self.list.itemDoubleClicked.connect(self._take)
        self.dimension.changed.connect(self._show)
        self.setLayout(column(self.title, self.help, self.dimension, self.list, stretch=3))
        self._show()

    def show_for(self, kind: LineKind | None, dimension: str) -> None:
        """The line in front is of a kind and dimension; without one, examples alone."""
        self._kind = kind
        if dimension and dimension != self.dimension.value():
            self.dimension.offer(self._choices, dimension)
        self._show()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        for part in (self.title, self.help, self.dimension):
            part.retranslate(texts)
        self._show()

    # --- inside ---

    def _show(self) -> None:
        self.list.clear()
        self.list.setAccessibleName(self._texts.text("case_plans.edit.bank"))
        dimension = self.dimension.value()
        for kind in _SHOWN[self._kind] if self._kind is not None else ():
            found = [each for each in self._casework.phrases if (each.dimension, each.kind) == (dimension, kind)]
            if found:
                self._head(message(f"case_plans.edit.bank_{kind.value}"))
            for phrase in found:
                self._add(phrase, self._words(phrase.words))
        if self._casework.examples:
            self._head(message("case_plans.edit.bank_example"))
        for example in self._casework.examples:
            self._add(example, self._words(_example(example)), self._whole(example))

    def _head(self, said: Message) -> None:
        item = QListWidgetItem(self._words(said))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        self.list.addItem(item)

    def _add(self, what: object, words: str, tip: str = "") -> None:
        item = QListWidgetItem(wrapped(words))
        item.setData(_ROLE, what)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setToolTip(wrapped(tip or words))
        self.list.addItem(item)

    def _whole(self, example: PlanExample) -> str:
        thai = self._texts.language == "th"
        lines = []
        for goal in example.goals:
            lines.append(self._texts.text("case_plans.edit.example_goal", text=goal.th if thai else goal.en))
            for service in goal.services:
                words = service.th if thai else service.en
                lines.append(self._texts.text("case_plans.edit.example_service", text=words))
        return "\n".join(lines)

    def _take(self, item: QListWidgetItem) -> None:
        what = item.data(_ROLE)
        if isinstance(what, Phrase):
            self.picked.emit(_FIELD[what.kind], self._words(what.words))
        elif isinstance(what, PlanExample):
            self.taken.emit(what)

    def _words(self, said: Message) -> str:
        return said_text(self._texts, said)


def _example(example: PlanExample) -> Message:
    services = sum(len(goal.services) for goal in example.goals)
    return message("case_plans.edit.example", name=example.words, goals=len(example.goals), services=services)


class _List(QListWidget):
    entered_on = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self.currentItem():
            self.entered_on.emit(self.currentItem())
        else:
            super().keyPressEvent(event)
