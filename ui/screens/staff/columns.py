"""Columns of the lists of users and of declared relatives. No Qt."""

from __future__ import annotations

from kmcase.domain.staff import Role, StaffMember
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone


def roles_said(member: StaffMember) -> Message:
    """Roles in the order of the work."""
    return message("staff_ui.roles", roles=tuple(message(f"staff.role.{r.value}") for r in Role if r in member.roles))


def active_mark(member: StaffMember) -> Mark:
    """Whether somebody still works here."""
    if member.active:
        return Mark(message("staff_ui.works_here"), Tone.OK, "ok")
    return Mark(message("staff_ui.has_left"), Tone.PLAIN, "minus")


MEMBERS = (
    Column(key="name", title_key="staff_ui.field.name", getter=lambda one: one.name, width=220),
    Column(key="position", title_key="staff_ui.field.position", getter=lambda one: one.position, width=200),
    Column(key="roles", title_key="staff_ui.field.roles", getter=roles_said, width=260),
    Column(key="login", title_key="staff_ui.field.login", getter=lambda one: one.login, width=120),
    Column(key="active", title_key="staff_ui.state", getter=active_mark, kind=ColumnKind.CHIP, width=130),
)
RELATIVES = (
    Column(key="name", title_key="staff_ui.relative.name", getter=lambda one: one.name, width=240),
    Column(
        key="id",
        title_key="staff_ui.relative.id",
        getter=lambda one: one.national_id,
        kind=ColumnKind.MASK,
        width=170,
    ),
    Column(key="officer", title_key="staff_ui.relative.officer", getter=lambda one: one.staff_name, width=240),
)
