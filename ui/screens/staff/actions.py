"""What is done to staff: from the values of a form to a command, and the sentence of what will happen. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from kmcase.application.changes import Outcome
from kmcase.application.read.offices import StaffItem
from kmcase.application.staff import NewMember
from kmcase.domain.staff import SIGNING_ROLES, Role, normal_login
from kmcase.messages import Message, message
from ui.screens.staff.columns import roles_said

Values = Mapping[str, Any]


class Action(StrEnum):
    """One form of the screen."""

    ADD = "add"
    ROLES = "roles"
    RESET = "reset"
    REMOVE = "remove"
    OWN = "own"
    RELATIVE = "relative"


USE_CASES = {
    Action.ADD: "staff.add",
    Action.ROLES: "staff.change_roles",
    Action.RESET: "staff.reset_password",
    Action.REMOVE: "staff.remove",
    Action.OWN: "staff.list",
    Action.RELATIVE: "staff.declare_relative",
}
OF_SOMEBODY = frozenset({Action.ROLES, Action.RESET, Action.REMOVE})
"""Actions on the member in front; the others are on nobody, or on oneself."""


def passwords_differ(action: Action, values: Values) -> bool:
    """Whether the two entries of a new password are not the same."""
    return action in {Action.ADD, Action.RESET, Action.OWN} and values["password"] != values["password_again"]


def told(action: Action, values: Values, item: StaffItem | None, *, holds_key: bool) -> Message | None:
    """What will happen; None while something is missing. `holds_key`: the signed-in person can hand the signing key."""
    name = item.member.name if item else values.get("name", "").strip()
    roles: frozenset[Role] = values.get("roles", frozenset())
    match action:
        case Action.ADD:
            login = normal_login(values["login"])
            if not (name and login and roles):
                return None
            waits = bool(roles & SIGNING_ROLES) and not holds_key
            key = "staff.says.add_waits" if waits else "staff.says.add"
            return message(key, name=name, login=login, roles=roles_said(roles))
        case Action.ROLES:
            return message("staff.says.roles", name=name, roles=roles_said(roles)) if roles else None
        case Action.RELATIVE:
            return message("staff.says.relative", name=name) if name else None
        case Action.OWN:
            return message("staff.says.own")
        case _:
            return message(f"staff.says.{action.value}", name=name)


def work_of(action: Action, values: Values, staff_id: str, staff: Any) -> Callable[[], Outcome[str] | None]:
    """The call of a filled form, to be made in a job."""
    match action:
        case Action.ADD:
            new = NewMember(
                login=values["login"],
                name=values["name"],
                position=values["position"],
                roles=values["roles"],
                password=values["password"],
            )
            return lambda: staff.add(new)
        case Action.ROLES:
            return lambda: staff.change_roles(staff_id, values["roles"], values["position"], values["reason"])
        case Action.RESET:
            return lambda: staff.reset_password(staff_id, values["password"], values["reason"])
        case Action.REMOVE:
            return lambda: staff.remove(staff_id, values["reason"])
        case Action.OWN:
            return lambda: staff.change_own_password(values["old_password"], values["password"])
        case Action.RELATIVE:
            return lambda: staff.declare_relative(values["name"], values["national_id"], values["relation"])
