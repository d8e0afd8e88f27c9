"""The forms of staff, declared."""

from __future__ import annotations

from functools import partial

from kmcase.application.read.offices import StaffItem
from kmcase.domain.staff import Role
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.reason import reason_field
from ui.screens.staff.actions import Action
from ui.widgets import ChecksEdit, LineEdit, SecretEdit, Texts, enum_choices


def _roles(texts: Texts) -> ChecksEdit:
    return ChecksEdit(texts, enum_choices(Role, "shell.role"), columns=3)


_NAME = Field("name", "staff.field.name", LineEdit, required=True)
_POSITION = Field("position", "staff.field.position", LineEdit)
_ROLES = Field("roles", "staff.field.roles", _roles, required=True, width=Width.FULL)
_REASON = reason_field("staff.field.reason")
_PASSWORDS = (
    Field("password", "staff.field.password", SecretEdit, required=True, help_key="staff.field.password_help"),
    Field("password_again", "staff.field.password_again", SecretEdit, required=True),
)
_FIELDS = {
    Action.ADD: (
        _NAME,
        _POSITION,
        Field(
            "login",
            "staff.field.login",
            partial(LineEdit, max_length=32),
            required=True,
            help_key="staff.field.login_help",
            width=Width.FULL,
        ),
        *_PASSWORDS,
        _ROLES,
    ),
    Action.ROLES: (_POSITION, _ROLES, _REASON),
    Action.RESET: (*_PASSWORDS, _REASON),
    Action.REMOVE: (_REASON,),
    Action.OWN: (
        Field("old_password", "staff.field.old_password", SecretEdit, required=True, width=Width.FULL),
        *_PASSWORDS,
    ),
    Action.RELATIVE: (
        Field("name", "staff.field.relative_name", LineEdit, required=True),
        Field("relation", "staff.field.relation", LineEdit, required=True, help_key="staff.field.relation_help"),
        Field("national_id", "staff.field.national_id", LineEdit),
    ),
}


def spec_of(action: Action) -> FormSpec:
    """The fields of an action."""
    return FormSpec((Section(None, _FIELDS[action]),))


def start_values(action: Action, item: StaffItem | None) -> dict[str, object]:
    """What a form begins with: what stands of roles and position."""
    if action is Action.ROLES and item is not None:
        return {"roles": item.member.roles, "position": item.member.position}
    return {}
