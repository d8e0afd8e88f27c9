"""The form of reception, and the way between its values and what is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from functools import partial
from itertools import count
from typing import Any

from kmcase.application.read.case_intake import Reception
from kmcase.domain.appointments import read_time
from kmcase.domain.cases.heads import CaseKind
from kmcase.domain.cases.intake import Belonging, Checked, IntakeValues
from kmcase.domain.cases.secrecy import may_lead
from kmcase.domain.casework import Casework
from kmcase.domain.forms import ROW_ID, Question, QuestionKind, Repeat
from kmcase.domain.staff import StaffMember
from kmcase.messages import message
from kmcase.thai.calendar import BANGKOK, bangkok_date, format_time
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.people import staff_choices
from ui.forms.rows_edit import RowsEdit, labels_of
from ui.screens.cases.client_form import client_section, entry_choices
from ui.widgets import (
    BEDateEdit,
    CheckEdit,
    ChecksEdit,
    Choice,
    ChoiceEdit,
    LineEdit,
    PaperEdit,
    TextArea,
    enum_choices,
)

_NEW = "new:"
"""How ids of things begin that are not listed yet."""
_LONG = 2_000
_FACTS = ("source", "source_agency", "source_name", "source_phone", "found_at", "condition", "condition_note")
_TOLD = (*_FACTS, "story", "wishes", "risk", "risk_note")


def receive_spec(reception: Reception, today: date) -> FormSpec:
    """All of a reception: who it is, how they came, what must be concealed, what was found and brought."""
    casework = reception.casework
    return FormSpec(
        (
            client_section(today),
            Section("case_intake.form.case", _case_fields(reception)),
            *intake_sections(casework, reception.staff, today),
            Section("case_intake.form.belongings", (belongings_field(today), place_field(Width.FULL))),
            Section("case_intake.form.photo", (photo_field(),)),
        )
    )


def intake_sections(
    casework: Casework, staff: Iterable[StaffMember], today: date, left: Iterable[Choice] = ()
) -> tuple[Section, ...]:
    """The facts of reception, as they are asked at once and when they are completed later."""
    return (
        Section("case_intake.form.came", _came_fields(casework, staff, today, left)),
        Section("case_intake.form.secrecy", _secrecy_fields(casework)),
        Section("case_intake.form.interview", _interview_fields()),
        Section("case_intake.form.state", _state_fields(casework)),
        Section("case_intake.form.checks", tuple(_check_fields(casework))),
    )


def _case_fields(reception: Reception) -> tuple[Field, ...]:
    casework = reception.casework
    kinds = enum_choices(CaseKind, "cases.kind")
    leading = [member for member in reception.staff if may_lead(member)]
    return (
        Field("kind", "case_intake.field.kind", partial(ChoiceEdit, choices=kinds), required=True),
        Field("manager", "cases.list.manager", partial(ChoiceEdit, choices=staff_choices(leading)), required=True),
        Field(
            "legal_basis",
            "cases.field.legal_basis",
            partial(ChoiceEdit, choices=entry_choices(casework.legal_bases)),
            required=True,
        ),
        Field(
            "client_group",
            "cases.list.group",
            partial(ChoiceEdit, choices=entry_choices(casework.client_groups)),
            required=True,
        ),
    )


def _came_fields(
    casework: Casework, staff: Iterable[StaffMember], today: date, left: Iterable[Choice]
) -> tuple[Field, ...]:
    sources = partial(ChoiceEdit, choices=entry_choices(casework.sources))
    third = Width.THIRD
    return (
        Field("opened_at", "case_intake.field.opened_at", partial(BEDateEdit, today=today), required=True, width=third),
        Field(
            "at_time",
            "case_intake.field.at_time",
            LineEdit,
            required=True,
            help_key="case_intake.field.at_time_help",
            width=third,
        ),
        Field(
            "received_by",
            "case_intake.field.received_by",
            partial(ChoiceEdit, choices=(*staff_choices(staff), *left)),
            required=True,
            width=third,
        ),
        Field("source", "case_intake.field.source", sources, required=True),
        Field("source_agency", "case_intake.field.source_agency", LineEdit),
        Field("source_name", "case_intake.field.source_name", LineEdit),
        Field("source_phone", "case_intake.field.source_phone", LineEdit),
        Field("found_at", "case_intake.field.found_at", LineEdit, width=Width.FULL),
    )


def _secrecy_fields(casework: Casework) -> tuple[Field, ...]:
    reasons = partial(ChecksEdit, choices=entry_choices(casework.restrictions), columns=2)
    return (
        Field("flags", "case_intake.field.flags", reasons, help_key="case_intake.field.flags_help", width=Width.FULL),
        Field(
            "open_reason",
            "case_intake.field.open_reason",
            partial(LineEdit, max_length=_LONG),
            help_key="case_intake.field.open_reason_help",
            width=Width.FULL,
        ),
    )


def _interview_fields() -> tuple[Field, ...]:
    not_ready = partial(CheckEdit, said=message("case_intake.field.not_ready_said"))
    return (
        Field("not_ready", "case_intake.field.not_ready", not_ready, width=Width.FULL),
        Field("story", "case_intake.field.story", partial(TextArea, rows=5), width=Width.FULL),
        Field("wishes", "case_intake.field.wishes", partial(TextArea, rows=3), width=Width.FULL),
    )


def _state_fields(casework: Casework) -> tuple[Field, ...]:
    note = partial(LineEdit, max_length=_LONG)
    conditions, risks = entry_choices(casework.conditions), entry_choices(casework.risks)
    return (
        Field("condition", "case_intake.field.condition", partial(ChoiceEdit, choices=conditions)),
        Field("condition_note", "case_intake.field.condition_note", note),
        Field("risk", "case_intake.field.risk", partial(ChoiceEdit, choices=risks)),
        Field("risk_note", "case_intake.field.risk_note", note),
    )


def _check_fields(casework: Casework) -> Iterable[Field]:
    done = partial(CheckEdit, said=message("case_intake.field.done_said"))
    for checklist in casework.checklists_at("reception"):
        items = partial(ChecksEdit, choices=entry_choices(checklist.items), columns=2)
        yield Field(f"check_{checklist.code}", checklist.words, items, width=Width.FULL)
        of = {"checklist": checklist.words}
        yield Field(f"done_{checklist.code}", message("case_intake.field.done", **of), done)
        remark, said = partial(LineEdit, max_length=_LONG), message("case_intake.field.remark_of", **of)
        yield Field(f"remark_{checklist.code}", said, remark)


def photo_field(*, required: bool = False) -> Field:
    """A photograph of the client."""
    photo = partial(PaperEdit, place=message("case_intake.field.photo_place"))
    help_key = "case_intake.field.photo_help"
    return Field("photo", "case_intake.field.photo", photo, required, help_key=help_key, width=Width.FULL)


def belongings_field(today: date) -> Field:
    """What the client brought, a row a thing."""
    numbers = count(1)
    rows = partial(RowsEdit, repeat=_things(), today=today, new_id=lambda: f"{_NEW}{next(numbers)}")
    return Field("belongings", "case_intake.field.belongings", rows, width=Width.FULL)


def place_field(width: Width = Width.HALF) -> Field:
    """Where what the client brought is kept."""
    return Field("place", "case_intake.field.place", LineEdit, width=width)


def _things() -> Repeat:
    asked = (("name", QuestionKind.TEXT), ("count", QuestionKind.INTEGER), ("remark", QuestionKind.TEXT))
    questions = tuple(
        Question(name=name, kind=kind, labels=labels_of(f"case_intake.thing.{name}")) for name, kind in asked
    )
    return Repeat(name="belongings", labels=labels_of("case_intake.thing.thing"), questions=questions)


# --- values ---


def first_values(reception: Reception, actor: str) -> dict[str, object]:
    """What a new reception begins with: here, now, by who is signed in."""
    basis = "homeless_act" if reception.kind is CaseKind.SHELTER else "settlement"
    return {
        "kind": reception.kind,
        "legal_basis": basis,
        "manager": actor,
        "received_by": actor,
        "opened_at": bangkok_date(reception.now),
        "at_time": format_time(reception.now),
    }


def shown_values(values: IntakeValues) -> dict[str, object]:
    """What the form shows of a version."""
    shown: dict[str, object] = {name: getattr(values, name) for name in _TOLD}
    shown |= {
        "opened_at": bangkok_date(values.received_at),
        "at_time": format_time(values.received_at),
        "received_by": values.received_by,
        "flags": frozenset(values.flags),
        "not_ready": not values.interviewed,
    }
    for checked in values.checked:
        shown[f"check_{checked.checklist}"] = frozenset(checked.found)
        shown[f"done_{checked.checklist}"] = checked.done
        shown[f"remark_{checked.checklist}"] = checked.remark
    return shown


def intake_values(values: Mapping[str, Any], casework: Casework) -> IntakeValues:
    """The facts of reception from the form; raises `appointments.time_unreadable` beside `at_time`."""
    order = [reason.code for reason in casework.restrictions]
    return IntakeValues(
        received_at=moment(values["opened_at"], values["at_time"]),
        received_by=values["received_by"] or "",
        flags=tuple(sorted(values["flags"], key=order.index)),
        interviewed=not values["not_ready"],
        checked=tuple(_checked(values, casework)),
        **{name: values[name] or "" for name in _TOLD},
    )


def _checked(values: Mapping[str, Any], casework: Casework) -> Iterable[Checked]:
    for checklist in casework.checklists_at("reception"):
        found, done, remark = (values[f"{part}_{checklist.code}"] for part in ("check", "done", "remark"))
        if found or done or remark:
            items = tuple(item.code for item in checklist.items if item.code in found)
            yield Checked(checklist=checklist.code, found=items, remark=remark or "", done=done)


def moment(day: date, typed: str) -> datetime:
    """A day and a time of day in Bangkok, in UTC; raises `appointments.time_unreadable`."""
    at = read_time(typed) or "00:00"
    return datetime.combine(day, time.fromisoformat(at), BANGKOK).astimezone(UTC)


def belongings_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Belonging, ...]:
    """Things from the rows of the form; one without a count is one thing."""
    return tuple(
        Belonging(
            item_id="" if str(each[ROW_ID]).startswith(_NEW) else str(each[ROW_ID]),
            name=each.get("name") or "",
            count=each.get("count", 1),
            remark=each.get("remark") or "",
        )
        for each in rows
    )


def belonging_rows(things: Iterable[Belonging]) -> list[dict[str, Any]]:
    """Things as rows of the form."""
    return [
        {ROW_ID: thing.item_id, "name": thing.name, "count": thing.count, "remark": thing.remark} for thing in things
    ]
