"""Columns of staff, of what was changed of them, and of their declared relatives. No Qt."""

from __future__ import annotations

from kmcase.application.read.offices import StaffChangeItem, StaffItem
from kmcase.domain.staff import Role, StaffChange
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone


def roles_said(roles: frozenset[Role]) -> Message:
    """Roles in words, in the order of their declaration."""
    held = tuple(message(f"shell.role.{role.value}") for role in Role if role in roles)
    return message("staff.roles_said", roles=held or message("staff.detail.nothing"))


def state_mark(item: StaffItem) -> Mark:
    """Whether somebody signs in, and has all that their roles need."""
    if not item.member.active:
        return Mark(message("staff.state.left"), Tone.PLAIN, "signout")
    if item.waits_for_key:
        return Mark(message("staff.state.waits"), Tone.WARN, "key")
    return Mark(message("staff.state.active"), Tone.OK, "ok")


def detail_said(item: StaffChangeItem) -> Message | None:
    """What a change changed: roles and position before and after."""
    match item.change:
        case StaffChange.JOINED:
            return _place(item.roles, item.position)
        case StaffChange.ROLES:
            before = _place(item.roles_before, item.position_before)
            return message("staff.detail.roles", before=before, after=_place(item.roles, item.position))
        case _:
            return None


def _place(roles: frozenset[Role], position: str) -> Message:
    said = roles_said(roles)
    return message("staff.detail.place", roles=said, position=position) if position else said


STAFF = (
    Column(key="name", title_key="staff.column.name", getter=lambda item: item.member.name, width=192),
    Column(key="login", title_key="staff.column.login", getter=lambda item: item.member.login, width=80),
    Column(key="roles", title_key="staff.column.roles", getter=lambda item: roles_said(item.member.roles), width=152),
    Column(key="state", title_key="staff.column.state", getter=state_mark, kind=ColumnKind.CHIP, width=112),
    Column(
        key="position",
        title_key="staff.column.position",
        getter=lambda item: item.member.position,
        width=184,
        hidden=True,
    ),
)
CHANGES = (
    Column(
        key="at",
        title_key="staff.column.at",
        getter=lambda item: item.made_at,
        kind=ColumnKind.DATETIME,
        width=136,
    ),
    Column(
        key="change",
        title_key="staff.column.change",
        getter=lambda item: message(f"staff.kind.{item.change.value}"),
        width=168,
    ),
    Column(key="reason", title_key="staff.column.reason", getter=lambda item: item.reason, width=136),
    Column(key="what", title_key="staff.column.what", getter=detail_said, width=240),
    Column(key="by", title_key="staff.column.by", getter=lambda item: item.made_by, width=144),
)
RELATIVES = (
    Column(key="name", title_key="staff.column.name", getter=lambda relative: relative.name, width=192),
    Column(key="relation", title_key="staff.column.relation", getter=lambda relative: relative.relation, width=144),
    Column(
        key="national_id",
        title_key="staff.column.national_id",
        getter=lambda relative: relative.national_id,
        kind=ColumnKind.MASK,
        width=168,
    ),
)
