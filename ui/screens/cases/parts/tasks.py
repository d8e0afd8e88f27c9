"""The tasks of a case: follow-ups and visits to do by a day; done, put off or given up, each with a word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kmcase.application.cases import EndTask, PlanTask, PutOffTask
from kmcase.application.changes import Outcome
from kmcase.application.read.case_tasks import TaskLine
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.secrecy import works_on_cases
from kmcase.domain.cases.tasks import TaskKind, TaskState
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.answering import told
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.case import case_form
from ui.forms.people import staff_choices
from ui.forms.reason import reason_field
from ui.ports import ColumnKind, Desk, Err, LiveTexts, Result
from ui.screens.cases.part import NEW_HERE, CaseHost, PartSpec
from ui.tables import Mark, columns_of
from ui.tables.list_view import ListView
from ui.tone import Tone
from ui.widgets import BEDateEdit, Button, ChoiceEdit, LineEdit, WrappingRow, column, enum_choices

_STATES = {
    TaskState.OPEN: (Tone.PLAIN, "clock"),
    TaskState.DONE: (Tone.OK, "tick"),
    TaskState.GIVEN_UP: (Tone.PLAIN, "close"),
}


def _state(item: TaskLine) -> Mark:
    if item.late:
        return Mark(message("case_tasks.state.late"), Tone.ERROR, "warning")
    tone, icon = _STATES[item.state]
    return Mark(message(f"case_tasks.state.{item.state.value}"), tone, icon)


def _responsible(item: TaskLine) -> Message | str:
    left = item.responsible_left
    return message("case_tasks.list.left", name=item.responsible_name) if left else item.responsible_name


def _times(item: TaskLine) -> Message | None:
    return message("case_tasks.list.times", count=item.times_put_off) if item.times_put_off else None


_column = columns_of("case_tasks.list")
_COLUMNS = (
    _column("due", lambda item: item.due, 92, ColumnKind.DATE),
    _column("what", lambda item: item.what, 0),
    _column("kind", lambda item: message(f"case_tasks.kind.{item.kind.value}"), 72),
    _column("responsible", _responsible, 112),
    _column("state", _state, 128, ColumnKind.CHIP),
    _column("note", lambda item: item.note, 104),
    _column("put_off", _times, 72, hidden=True),
    _column("ended_on", lambda item: item.ended_on, 96, ColumnKind.DATE, hidden=True),
)


class TasksPart(QWidget):
    """The part."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self._host = host
        self._service = desk.services.case_tasks
        self._case_id = ""
        texts = desk.texts
        self.list = ListView(
            desk,
            name="case_tasks",
            title_key="cases.part.tasks",
            columns=_COLUMNS,
            key=lambda item: item.task_id,
            empty=message("case_tasks.list.none"),
        )
        self.put_off = Button(texts, message("case_tasks.form.put_off"), icon_name="calendar")
        self.give_up = Button(texts, message("case_tasks.form.given_up"), icon_name="close")
        self.done = Button(texts, message("case_tasks.form.done"), icon_name="tick")
        self.plan = Button(texts, message("case_tasks.form.plan"), kind="primary", icon_name="plus", shortcut=NEW_HERE)
        foot = WrappingRow(self.put_off, self.give_up, self.done, None, self.plan)
        self.setLayout(column(self.list, foot, stretch=0))
        self.plan.setVisible(desk.may("case_tasks.plan"))
        self.plan.clicked.connect(self.begin_plan)
        self.put_off.clicked.connect(self.begin_put_off)
        self.done.clicked.connect(partial(self._begin_end, TaskState.DONE))
        self.give_up.clicked.connect(partial(self._begin_end, TaskState.GIVEN_UP))
        self.list.selection_changed.connect(self._offer)
        self.list.activated.connect(lambda _item: self._begin_end(TaskState.DONE))
        self.list.retry.connect(self._read)
        self._offer()

    def show_case(self, page: CasePage) -> None:
        """The case in front."""
        if page.head.case_id != self._case_id:
            self._case_id = page.head.case_id
            self.list.set_items(())
            self.list.set_loading()
        self._read()

    def retranslate(self, texts: LiveTexts) -> None:
        """Labels do so by themselves."""

    # --- forms ---

    def begin_plan(self) -> None:
        """Say what is to be done: first who could do it."""
        self._desk.jobs.database(self._desk.services.staff.list, told(self._desk, self._plan))

    def _plan(self, staff: tuple[StaffMember, ...]) -> None:
        case_id = self._case_id
        kinds = enum_choices(TaskKind, "case_tasks.kind")
        fields = (
            Field("what", "case_tasks.field.what", LineEdit, True, width=Width.FULL),
            Field("kind", "case_tasks.field.kind", partial(ChoiceEdit, choices=kinds), True, width=Width.THIRD),
            Field("due", "case_tasks.field.due", self._day(), True, width=Width.THIRD),
            _responsible_field(staff),
        )

        def keep(values: dict[str, Any]) -> None:
            self._write(partial(self._service.plan, PlanTask(case_id=case_id, **values)), "planned")

        own = self._desk.actor.staff_id
        self._ask("plan", fields, {"kind": TaskKind.FOLLOW_UP, "responsible": own}, keep)

    def begin_put_off(self) -> None:
        """Another day or somebody else: first who could do it."""
        if (task := self._chosen()) is not None:
            self._desk.jobs.database(
                self._desk.services.staff.list, told(self._desk, lambda staff: self._put_off(task, staff))
            )

    def _put_off(self, task: TaskLine, staff: tuple[StaffMember, ...]) -> None:
        case_id = self._case_id
        fields = (
            Field("due", "case_tasks.field.due", self._day(), True),
            _responsible_field(staff),
            reason_field("case_tasks.field.reason"),
        )

        def keep(values: dict[str, Any]) -> None:
            command = PutOffTask(case_id=case_id, task_id=task.task_id, **values)
            self._write(partial(self._service.put_off, command), "put_off")

        self._ask("put_off", fields, {"due": task.due, "responsible": task.responsible}, keep, says=task.what)

    def _begin_end(self, state: TaskState, _checked: bool = False) -> None:
        task, case_id = self._chosen(), self._case_id
        if task is None:
            return
        done = state is TaskState.DONE
        word = reason_field(f"case_tasks.field.{'result' if done else 'why'}", name="note", required=not done)
        fields = (Field("on", "case_tasks.field.on", self._day(), True), word)

        def keep(values: dict[str, Any]) -> None:
            command = EndTask(case_id=case_id, task_id=task.task_id, state=state, **values)
            self._write(partial(self._service.end, command), state.value)

        self._ask(state.value, fields, {"on": self._desk.today()}, keep, says=task.what)

    # --- inside ---

    def _chosen(self) -> TaskLine | None:
        """The open task that is selected alone."""
        task = self.list.only()
        may = self._desk.may("case_tasks.end")
        return task if may and isinstance(task, TaskLine) and task.state is TaskState.OPEN else None

    def _offer(self) -> None:
        may = self._desk.may("case_tasks.end")
        for button in (self.put_off, self.give_up, self.done):
            button.setVisible(may)
            button.setEnabled(self._chosen() is not None)

    def _read(self) -> None:
        service, case_id = self._service, self._case_id
        self._desk.jobs.database(lambda: (case_id, service.tasks(case_id)), self._show)

    def _show(self, result: Result[tuple[str, tuple[TaskLine, ...]]]) -> None:
        if isinstance(result, Err):
            self.list.set_error(result)
        elif result.value[0] == self._case_id:
            self.list.set_items(result.value[1])
            self._offer()

    def _day(self) -> partial[BEDateEdit]:
        return partial(BEDateEdit, today=self._desk.today())

    def _ask(
        self,
        name: str,
        fields: tuple[Field, ...],
        values: dict[str, object],
        keep: Callable[[dict[str, Any]], None],
        *,
        says: str = "",
    ) -> None:
        title, spec = message(f"case_tasks.form.{name}"), FormSpec((Section(None, fields),))
        form = case_form(self._desk.texts, title, spec, values)
        form.say(says)
        self._host.fill_in(form, keep)

    def _write(self, work: Callable[[], Outcome[Any]], said: str) -> None:
        self._desk.jobs.database(work, self._host.recorded(message(f"case_tasks.form.{said}_said")))


def _responsible_field(staff: tuple[StaffMember, ...]) -> Field:
    people = staff_choices(member for member in staff if works_on_cases(member))
    return Field("responsible", "case_tasks.field.responsible", partial(ChoiceEdit, choices=people), True)


PART = PartSpec(key="tasks", use_case="case_tasks.read", make=TasksPart)
