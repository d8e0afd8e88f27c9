"""The forms of users, declared."""

from __future__ import annotations

from functools import partial

from kmcase.domain.staff import Role, StaffMember
from ui.forms import Field, FormSpec, Section, Width
from ui.widgets import ChecksEdit, LineEdit, NationalIdEdit, TextArea, enum_choices

_FULL = Width.FULL


_password = partial(LineEdit, secret=True)


def _field(name: str, editor: object, *, required: bool = True, width: Width = Width.HALF) -> Field:
    return Field(name, f"staff_ui.field.{name}", editor, required=required, width=width)  # type: ignore[arg-type]


_ROLES = _field("roles", partial(ChecksEdit, choices=enum_choices(Role, "staff.role")), width=_FULL)
_REASON = _field("reason", TextArea, width=_FULL)
_NEW_PASSWORD = (_field("password", _password), _field("again", _password))
_FORMS: dict[str, tuple[Field, ...]] = {
    "add": (
        _field("name", LineEdit),
        _field("position", LineEdit, required=False),
        _field("login", LineEdit),
        _ROLES,
        *_NEW_PASSWORD,
    ),
    "change": (_field("position", LineEdit, required=False, width=_FULL), _ROLES, _REASON),
    "reset": _NEW_PASSWORD,
    "remove": (_REASON,),
    "own": (_field("old", _password, width=_FULL), *_NEW_PASSWORD),
    "declare": (
        Field("name", "staff_ui.relative.name", LineEdit, required=True),
        Field("relation", "staff_ui.relative.relation", LineEdit, required=True),
        Field("national_id", "staff_ui.relative.id", NationalIdEdit),
    ),
}


def form_of(action: str) -> FormSpec:
    """What is asked for an action."""
    return FormSpec((Section(None, _FORMS[action]),))


def values_of(action: str, member: StaffMember | None) -> dict[str, object]:
    """What stands in the form before anything is typed."""
    if action == "change" and member is not None:
        return {"position": member.position, "roles": member.roles}
    return {}
