"""The editor of a plan: its outline at the left, the line in front as a form, the phrase bank at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kmcase.application.read.case_plans import PlanPage
from kmcase.domain.cases.plan_examples import taken_over
from kmcase.domain.cases.plan_lines import LineKind, ServiceValues
from kmcase.domain.casework import PlanExample, ServiceKind
from kmcase.domain.findings import Finding
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.forms.people import staff_choices
from ui.ports import LiveTexts
from ui.screens.cases.client_form import entry_choices
from ui.screens.cases.parts.plan.bank import PhraseBank
from ui.screens.cases.parts.plan.typed import TypedLine, TypedLines, TypedPlan
from ui.theme import Space, icon
from ui.widgets import (
    BEDateEdit,
    Button,
    Choice,
    ChoiceEdit,
    EmptyState,
    LineEdit,
    TextArea,
    block,
    enum_choices,
    on_key,
    row,
    said_text,
    scrolling,
    stacked,
)
from ui.widgets.basics import is_enter
from ui.widgets.editor import Editor, Raw

_OUTLINE, _BANK = 284, 280
_HEIGHT = 452
_NARROW_LETTERS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class EditFacts:
    """What the editor knows besides the plan: the page that it began with, today, and who writes."""

    page: PlanPage
    today: date
    writer: str

    @property
    def responsible(self) -> str:
        """Who is proposed as responsible: the writer, where he does case work."""
        return self.writer if self.writer in {member.staff_id for member in self.page.staff} else ""


class PlanEdit(Editor):
    """The value is a `TypedPlan`. Ctrl+G begins a goal, Insert a service, Delete takes the line in front away."""

    turned = Signal()
    """Another line is in front, or a field was left: what the rules say may be shown anew."""

    def __init__(self, texts: LiveTexts, facts: EditFacts, parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self._live = texts
        self._facts = facts
        self._typed = TypedLines()
        self._front: int | None = None
        self._findings: tuple[Finding, ...] = ()
        self._filling = False
        self.outline = _Outline()
        self.add_goal = Button(texts, message("case_plans.edit.add_goal"), icon_name="plus")
        self.add_service = Button(texts, message("case_plans.edit.add_service"), icon_name="plus")
        self.remove = Button(texts, message("case_plans.edit.remove"), kind="quiet", icon_name="trash")
        self.goal_form = FormView(texts, self._goal_spec(), narrow_letters=_NARROW_LETTERS)
        self.service_form = FormView(texts, self._service_spec(), narrow_letters=_NARROW_LETTERS)
        self.start = EmptyState(texts, "plan", message("case_plans.edit.start"), message("case_plans.edit.keys"))
        self.bank = PhraseBank(texts, facts.page.casework)
        self._pages = {None: self.start, **{form: scrolling(form) for form in (self.goal_form, self.service_form)}}
        self._middle = stacked(*self._pages.values())
        self._build()
        self.retranslate(texts)

    # --- an editor ---

    def inputs(self) -> Sequence[QWidget]:
        """The outline, which takes the keyboard."""
        return (self.outline,)

    def value(self) -> TypedPlan:
        """The lines with what is readable in them."""
        return self._typed.plan()

    def set_value(self, value: object) -> None:
        """Show lines (`TypedLines`), the first of them in front."""
        self._typed = value if isinstance(value, TypedLines) else TypedLines()
        self._turn_to(0 if self._typed.lines else None)

    def raw(self) -> Raw:
        """The lines, what is unreadable in them too."""
        return self._typed.raw()

    def set_raw(self, raw: Raw) -> None:
        """Show them again."""
        self.set_value(TypedLines.from_raw(raw))

    def is_empty(self) -> bool:
        """Whether there is no line."""
        return not self._typed.lines

    def problem(self) -> Message | None:
        """That something typed in a line cannot be read."""
        return message("case_plans.edit.unreadable") if self._typed.unreadable else None

    def take_findings(self, findings: tuple[Finding, ...]) -> None:
        """What the rules say: in the outline, and beside the fields of the line in front."""
        self._findings = tuple(findings)
        self._show_outline()
        line = self._line()
        if line is not None:
            start = f"{line.kind.value}/{line.line_id}/"
            self._form(line).set_findings(_beside(self._findings, start))

    def retranslate(self, texts: Any) -> None:
        """Say everything again."""
        super().retranslate(texts)
        for part in (
            self.add_goal, self.add_service, self.remove, self.goal_form, self.service_form, self.start, self.bank
        ):  # fmt: skip
            part.retranslate(texts)
        self.outline.setAccessibleName(self._live.text("case_plans.edit.outline"))
        self._show_outline()

    # --- lines ---

    def begin_goal(self) -> None:
        """A new goal, in front."""
        self._turn_to(self._typed.add_goal(str(self.bank.dimension.value() or "")))
        self._changed()
        self.goal_form.focus_field("dimension")

    def begin_service(self) -> None:
        """A new service of the goal in front."""
        line = self._line()
        self._turn_to(self._typed.add_service(line.goal_id if line else "", self._facts.responsible))
        self._changed()
        self.service_form.focus_field("text")

    def remove_front(self) -> None:
        """Take the line in front away."""
        if self._front is None:
            return
        at = self._front
        self._typed.remove(at)
        self._turn_to(min(at, len(self._typed.lines) - 1) if self._typed.lines else None)
        self._changed()
        self.outline.setFocus()

    def take_over(self, example: PlanExample) -> None:
        """The lines of a worked example, to be changed."""
        first = self._typed.new_number()
        facts = self._facts
        goals, services = taken_over(example, self._live.language, facts.today, facts.responsible, first)
        self._turn_to(self._typed.take_over(goals, services))
        self._changed()

    def insert(self, name: str, words: str) -> None:
        """Put a phrase into a field of the line in front, after what is there."""
        line = self._line()
        if line is None:
            return
        form = self._form(line)
        before = str(form.values().get(name) or "")
        form.editor(name).set_value(f"{before} {words}".strip())
        form.focus_field(name)

    # --- inside ---

    def _build(self) -> None:
        self.setFixedHeight(_HEIGHT)
        left = block(self.outline, row(self.add_goal, self.add_service), row(self.remove, None), stretch=0)
        left.setFixedWidth(_OUTLINE)
        self.bank.setFixedWidth(_BANK)
        self.setLayout(row(left, self._middle, self.bank, spacing=Space.TWO, stretch=1))
        self.setFocusProxy(self.outline)
        self.add_goal.clicked.connect(self.begin_goal)
        self.add_service.clicked.connect(self.begin_service)
        self.remove.clicked.connect(self.remove_front)
        on_key(self, "Ctrl+G", self.begin_goal)
        self.outline.currentRowChanged.connect(self._chosen)
        self.outline.begun.connect(self.begin_service)
        self.outline.thrown.connect(self.remove_front)
        self.outline.opened.connect(self._open)
        self.bank.picked.connect(self.insert)
        self.bank.taken.connect(self.take_over)
        for form in (self.goal_form, self.service_form):
            form.changed.connect(self._read)
            form.field_left.connect(lambda _name: self.turned.emit())

    def _goal_spec(self) -> FormSpec:
        fields = (
            Field("dimension", "case_plans.field.dimension", self._dimensions()),
            Field("due", "case_plans.field.goal_due", partial(BEDateEdit, today=self._facts.today)),
            Field("need", "case_plans.field.need", partial(TextArea, rows=2), width=Width.FULL),
            _helped("text", "goal_text"),
            _helped("indicator", "indicator"),
        )
        return FormSpec((Section("case_plans.line.goal", fields),))

    def _service_spec(self) -> FormSpec:
        kinds = enum_choices(ServiceKind, "case_plans.kind")
        day = partial(BEDateEdit, today=self._facts.today)
        fields = (
            Field("goal_id", "case_plans.field.goal_id", ChoiceEdit, width=Width.FULL),
            Field("text", "case_plans.field.text", partial(TextArea, rows=2), width=Width.FULL),
            Field("kind", "case_plans.field.kind", partial(ChoiceEdit, choices=kinds)),
            Field("dimension", "case_plans.field.dimension", self._dimensions()),
            Field("responsible", "case_plans.field.responsible", partial(ChoiceEdit, choices=self._people())),
            Field("agency", "case_plans.field.agency", LineEdit),
            Field("start", "case_plans.field.start", day),
            Field("due", "case_plans.field.due", day),
            _helped("indicator", "indicator"),
        )
        return FormSpec((Section("case_plans.line.service", fields),))

    def _dimensions(self) -> partial[ChoiceEdit]:
        return partial(ChoiceEdit, choices=entry_choices(self._facts.page.casework.dimensions))

    def _people(self) -> tuple[Choice, ...]:
        """Who may be responsible; whoever has left stands only where they are named already."""
        page = self._facts.page
        here = staff_choices(page.staff)
        known = {member.staff_id for member in page.staff}
        named = {service.values.responsible for service in page.plan.content.services} - known - {""}
        gone = tuple(
            Choice(value=one, said=message("case_plans.field.responsible_left", name=page.names.get(one, "")))
            for one in sorted(named)
        )
        return (*here, *gone)

    def _line(self) -> TypedLine | None:
        return None if self._front is None else self._typed.lines[self._front]

    def _form(self, line: TypedLine) -> FormView:
        return self.goal_form if line.kind is LineKind.GOAL else self.service_form

    def _chosen(self, at: int) -> None:
        if not self._filling and at >= 0 and at != self._front:
            self._turn_to(at)

    def _open(self) -> None:
        line = self._line()
        if line is not None:
            self._form(line).focus_field("text")

    def _turn_to(self, at: int | None) -> None:
        self._front = at
        line = self._line()
        if line is None:
            self._middle.setCurrentWidget(self.start)
            self.bank.show_for(None, "")
        else:
            form = self._form(line)
            if line.kind is LineKind.SERVICE:
                self._offer_goals(line)
            form.set_values({name: getattr(line.values, name) for name in form.raws()})
            form.restore(line.unread)
            self._middle.setCurrentWidget(self._pages[form])
            self.bank.show_for(line.kind, line.values.dimension)
        self._show_outline()
        self.turned.emit()

    def _offer_goals(self, line: TypedLine) -> None:
        goals = tuple(Choice(value=goal.line_id, said=self._said(goal)) for goal in self._typed.goals())
        editor = self.service_form.editor("goal_id")
        assert isinstance(editor, ChoiceEdit)
        editor.offer(goals, line.goal_id)

    def _read(self) -> None:
        """Take what is typed into the line in front."""
        line = self._line()
        if line is None:
            return
        form = self._form(line)
        values, raws = form.values(), form.raws()
        wrong = {name for name in values if form.editor(name).problem() is not None}
        line.unread = {name: raws[name] for name in wrong}
        kept = {name: _of_field(name, value) for name, value in values.items() if name not in wrong}
        before = line.values
        line.values = replace(before, **kept)
        if line.values.dimension != before.dimension:
            self.bank.show_for(line.kind, line.values.dimension)
        if isinstance(line.values, ServiceValues) and line.values.goal_id != line_goal(before):
            self._typed.sort()
            self._front = self._typed.lines.index(line)
        self._show_outline()
        self.changed.emit()

    def _changed(self) -> None:
        self.changed.emit()
        self.turned.emit()

    def _show_outline(self) -> None:
        self._filling = True
        self.outline.clear()
        for line in self._typed.lines:
            start = f"{line.kind.value}/{line.line_id}/"
            warned = any(name.startswith(start) for finding in self._findings for name in finding.fields)
            self.outline.add(said_text(self._texts, self._said(line)), line.kind is LineKind.GOAL, warned)
        if self._front is not None:
            self.outline.setCurrentRow(self._front)
        self._filling = False
        self.add_service.setEnabled(bool(self._typed.goals()))
        self.remove.setEnabled(self._front is not None)

    def _said(self, line: TypedLine) -> Message:
        words = line.values.text or message("case_plans.edit.unnamed")
        if line.kind is LineKind.GOAL:
            return message("case_plans.edit.goal", number=self._typed.number(line.line_id), text=words)
        return message("case_plans.edit.service", text=words)


def _helped(name: str, key: str) -> Field:
    """A text with a sentence on what makes a good one."""
    area = partial(TextArea, rows=2)
    return Field(name, f"case_plans.field.{key}", area, help_key=f"case_plans.field.{key}_help", width=Width.FULL)


def line_goal(values: object) -> str:
    """The goal of a service's values."""
    return values.goal_id if isinstance(values, ServiceValues) else ""


def _of_field(name: str, value: Any) -> Any:
    """What a field holds as a line's value: nothing chosen is empty text, of kinds the plain one."""
    if name == "kind":
        return value or ServiceKind.DIRECT
    if name in ("start", "due"):
        return value
    return value or ""


def _beside(findings: Sequence[Finding], start: str) -> list[Finding]:
    """Findings of a line by the names of its fields."""
    found = []
    for finding in findings:
        names = tuple(name.removeprefix(start) for name in finding.fields if name.startswith(start))
        if names:
            found.append(replace(finding, fields=names))
    return found


class _Outline(QListWidget):
    begun = Signal()
    thrown = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda _item: self.opened.emit())

    def add(self, words: str, strong: bool, warned: bool) -> None:
        item = QListWidgetItem(words if strong else f"      {words}")
        item.setToolTip(words)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        font = item.font()
        font.setBold(strong)
        item.setFont(font)
        if warned:
            item.setIcon(icon("warning", "warn"))
        self.addItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert:
            self.begun.emit()
        elif event.key() == Qt.Key.Key_Delete and self.currentRow() >= 0:
            self.thrown.emit()
        elif is_enter(event) and self.currentRow() >= 0:
            self.opened.emit()
        else:
            super().keyPressEvent(event)
