"""The forms of a conference: its head, who came, what was heard, decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

from kmcase.application.read.conferences import AgendaLine, ConferencePage
from kmcase.domain.cases.conferences import DecisionKind
from kmcase.domain.conferences import Attendee, ConferenceValues, Presence
from kmcase.domain.forms import ROW_ID, FormChoice, Question, QuestionKind, Repeat
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.case import case_form
from ui.forms.page import FormPage
from ui.forms.people import staff_choices
from ui.forms.reason import reason_field
from ui.forms.rows_edit import RowsEdit, labels_of
from ui.ports import Desk
from ui.widgets import BEDateEdit, CheckEdit, ChecksEdit, Choice, ChoiceEdit, LineEdit, TextArea

_NEW = "new:"
_YES, _NO = "yes", "no"
_TEXTS = ("name", "profession", "agency", "why_absent")


def head_form(desk: Desk, page: ConferencePage) -> FormPage:
    """Day, time, place; who chairs, writes and checks the minutes."""
    people = partial(ChoiceEdit, choices=staff_choices(page.staff))
    nobody = Choice(value="", said=message("conferences.form.nobody"))
    perhaps = partial(ChoiceEdit, choices=(nobody, *staff_choices(page.staff)))
    third = {"width": Width.THIRD}
    fields = (
        Field("on", "conferences.field.on", partial(BEDateEdit, today=desk.today()), True, **third),
        Field("at_time", "conferences.field.at_time", LineEdit, **third),
        Field("place", "conferences.field.place", LineEdit, **third),
        Field("chair", "conferences.field.chair", people, True, **third),
        Field("writer", "conferences.field.writer", perhaps, **third),
        Field("checker", "conferences.field.checker", perhaps, **third),
    )
    form = form_of(desk, "head", fields)
    values = page.conference.values
    form.form.set_values({name: getattr(values, name) for name in (field.name for field in fields)})
    return form


def head_values(filled: Mapping[str, Any]) -> ConferenceValues:
    """A head from what was typed."""
    return ConferenceValues(**{name: value if value is not None else "" for name, value in filled.items()})


def attendance_form(desk: Desk, page: ConferencePage) -> FormPage:
    """Who came: a row each; staff are added by ticks, people from elsewhere by a row."""
    known = {each.staff_id for each in page.conference.attendees}
    others = [member for member in page.staff if member.staff_id not in known]
    numbers = count(1)
    rows = partial(RowsEdit, repeat=_attendees(), today=desk.today(), new_id=lambda: f"{_NEW}{next(numbers)}")
    fields = [Field("rows", "conferences.field.attendees", rows, width=Width.FULL)]
    if any(each.presence is Presence.INVITED for each in page.conference.attendees):
        came = partial(CheckEdit, said=message("conferences.field.all_came_said"))
        fields.insert(0, Field("all_came", "conferences.field.all_came", came, width=Width.FULL))
    if others:
        ticks = partial(ChecksEdit, choices=staff_choices(others), columns=3)
        fields.append(Field("staff", "conferences.field.more_staff", ticks, width=Width.FULL))
    form = form_of(desk, "attend", fields)
    form.form.set_values({"rows": [_as_row(each) for each in page.conference.attendees], "staff": frozenset()})
    return form


def attendance_values(page: ConferencePage, filled: Mapping[str, Any]) -> tuple[tuple[Attendee, ...], tuple[str, ...]]:
    """Who came, and who was taken away, from the form."""
    before = {each.attendee_id: each for each in page.conference.attendees}
    told = [_as_attendee(row, before.get(str(row[ROW_ID]))) for row in filled["rows"]]
    if filled.get("all_came"):
        told = [_come(each) if each.presence is Presence.INVITED else each for each in told]
    kept = {each.attendee_id for each in told}
    staff = (
        Attendee(attendee_id="", name="", staff_id=staff_id, presence=Presence.PRESENT)
        for staff_id in sorted(filled.get("staff") or ())
    )
    return (*told, *staff), tuple(attendee_id for attendee_id in before if attendee_id not in kept)


def heard_form(desk: Desk, line: AgendaLine) -> FormPage:
    """What was said of a case; texts that were written apart stand one below the other, to be made one."""
    form = form_of(desk, "hear", (reason_field("conferences.field.heard", name="text", rows=8),))
    form.form.set_values({"text": "\n\n".join(text.values for text in reversed(line.agenda.heard))})
    if len(line.agenda.heard) > 1:
        form.warn(message("conferences.form.heard_apart", count=len(line.agenda.heard)))
    return form


def decision_form(desk: Desk, page: ConferencePage, kind: DecisionKind) -> FormPage:
    """A decision of a kind: what is to be changed, done by whom until when, or why nothing changes."""
    text = Field("text", f"conferences.field.{kind.value}", partial(TextArea, rows=4), required=True, width=Width.FULL)
    fields = [text]
    if kind is DecisionKind.TASK:
        people = partial(ChoiceEdit, choices=staff_choices(page.staff))
        fields.append(Field("due", "conferences.field.due", partial(BEDateEdit, today=desk.today()), True))
        fields.append(Field("responsible", "conferences.field.responsible", people, True))
    form = form_of(desk, kind.value, fields)
    if kind is DecisionKind.TASK:
        form.form.set_values({"responsible": desk.actor.staff_id})
    return form


def form_of(desk: Desk, name: str, fields: Sequence[Field], action: Message | None = None) -> FormPage:
    """A form page whose title is `conferences.form.<name>`."""
    spec = FormSpec((Section(None, tuple(fields)),) if fields else ())
    return case_form(desk.texts, message(f"conferences.form.{name}"), spec, action=action)


def _as_row(told: Attendee) -> dict[str, Any]:
    row = {ROW_ID: told.attendee_id, "presence": told.presence.value, "promised": _YES if told.promised else _NO}
    return row | {name: getattr(told, name) for name in _TEXTS}


def _as_attendee(row: Mapping[str, Any], before: Attendee | None) -> Attendee:
    said = {name: str(row.get(name) or "").strip() for name in _TEXTS}
    return Attendee(
        attendee_id=before.attendee_id if before else "",
        staff_id=before.staff_id if before else "",
        presence=Presence(row.get("presence") or Presence.PRESENT),
        promised=row.get("promised") == _YES,
        **said,
    )


def _come(each: Attendee) -> Attendee:
    return replace(each, presence=Presence.PRESENT, promised=True)


def _attendees() -> Repeat:
    presence = tuple(_choice(one.value, f"conferences.presence.{one.value}") for one in Presence)
    promised = tuple(_choice(code, f"conferences.promised.{code}") for code in (_YES, _NO))
    one = QuestionKind.SELECT_ONE
    questions = (
        _question("name"),
        _question("profession"),
        _question("agency"),
        _question("presence", one, presence),
        _question("promised", one, promised),
        _question("why_absent"),
    )
    return Repeat(name="rows", labels=labels_of("conferences.attendee.one"), questions=questions)


def _question(name: str, kind: QuestionKind = QuestionKind.TEXT, choices: tuple[FormChoice, ...] = ()) -> Question:
    return Question(name=name, kind=kind, labels=labels_of(f"conferences.attendee.{name}"), choices=choices)


def _choice(code: str, key: str) -> FormChoice:
    return FormChoice(code=code, labels=labels_of(key))
