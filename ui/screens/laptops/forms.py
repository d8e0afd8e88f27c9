"""The forms of laptops, declared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from kmcase.domain.staff import FIELD_ROLES, Role, StaffMember
from kmcase.messages import message
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.reason import reason_field
from ui.screens.laptops.actions import SUFFIX, Action
from ui.screens.laptops.columns import Line
from ui.widgets import AreasEdit, ChecksEdit, Choice, FileEdit, LineEdit

_AREA = Field(
    "area", "laptops_ui.field.area", AreasEdit, required=True, help_key="laptops_ui.field.area_help", width=Width.FULL
)
_AREA_UNLESS_ASSISTANTS = replace(_AREA, required=False, help_key="laptops_ui.field.area_new_help")
_REASON = reason_field("laptops_ui.field.reason")


_IN_THE_FIELD = FIELD_ROLES | {Role.FINANCE}


def field_officers(members: Sequence[StaffMember]) -> tuple[StaffMember, ...]:
    """Who may work on a laptop: those who visit, those who pay, and case assistants."""
    return tuple(one for one in members if one.assists or (one.works and one.roles & _IN_THE_FIELD))


def spec_of(action: Action, members: Sequence[StaffMember]) -> FormSpec:
    """The fields of an action; `members` are those who go into the field."""
    if action is Action.AREA:
        return FormSpec((Section(None, (_AREA, _REASON)),))
    if action is Action.REVOKE:
        return FormSpec((Section(None, (_REASON,)),))
    choices = [Choice(value=member.staff_id, said=member.name) for member in members]
    file = partial(FileEdit, title=message("laptops_ui.pick_file"), kind=message("laptops_ui.file_kind"), suffix=SUFFIX)
    fields = (
        Field(
            "name",
            "laptops_ui.field.name",
            partial(LineEdit, max_length=60),
            required=True,
            help_key="laptops_ui.field.name_help",
            width=Width.FULL,
        ),
        _AREA_UNLESS_ASSISTANTS,
        Field(
            "officers",
            "laptops_ui.field.officers",
            partial(ChecksEdit, choices=choices, columns=3),
            required=True,
            help_key="laptops_ui.field.officers_help",
            width=Width.FULL,
        ),
        Field(
            "file",
            "laptops_ui.field.file",
            file,
            required=True,
            help_key="laptops_ui.field.file_help",
            width=Width.FULL,
        ),
    )
    return FormSpec((Section(None, fields),))


def start_values(action: Action, line: Line | None) -> dict[str, object]:
    """What a form begins with: the area that stands."""
    return {"area": line.laptop.area} if action is Action.AREA and line is not None else {}
