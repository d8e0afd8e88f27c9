"""The form of a meeting's head, declared."""

from __future__ import annotations

from functools import partial

from kmcase.application.read.meetings import MeetingPage
from ui.forms import Field, FormSpec, Section, Width
from ui.ports import Desk
from ui.screens.meetings.panel import outside_text
from ui.screens.meetings.presenter import Staff
from ui.widgets import BEDateEdit, ChecksEdit, Choice, LineEdit, TextArea


def head_spec(desk: Desk, staff: Staff) -> FormSpec:
    """Number, day, place; the panel from here and from elsewhere."""
    own = [Choice(value=staff_id, said=name) for staff_id, name in staff]
    day = partial(BEDateEdit, today=desk.today())
    return FormSpec(
        (
            Section(
                "meetings.section.head",
                (
                    Field("number", "meetings.field.number", LineEdit, required=True, width=Width.THIRD),
                    Field("held_on", "meetings.field.held_on", day, required=True, width=Width.THIRD),
                    Field("place", "meetings.field.place", LineEdit, width=Width.THIRD),
                    Field("remark", "meetings.field.remark", LineEdit, width=Width.FULL),
                ),
            ),
            Section(
                "meetings.section.panel",
                (
                    Field(
                        "outside",
                        "meetings.field.outside",
                        partial(TextArea, rows=5),
                        help_key="meetings.help.outside",
                        width=Width.FULL,
                    ),
                    Field("staff", "meetings.field.staff", partial(ChecksEdit, choices=own), width=Width.FULL),
                ),
            ),
        )
    )


def head_values(page: MeetingPage | None, desk: Desk) -> dict[str, object]:
    """What stands now; a new meeting is today."""
    if page is None:
        return {"held_on": desk.today()}
    values = page.values
    return {
        "number": values.number,
        "held_on": values.held_on,
        "place": values.place,
        "remark": values.remark,
        "outside": outside_text(values.panel),
        "staff": frozenset(member.staff_id for member in values.panel if member.staff_id),
    }
