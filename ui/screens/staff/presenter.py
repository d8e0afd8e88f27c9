"""Decides for users: what may be done with whom, and what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.staff import NewMember, Relative
from kmcase.domain.errors import DomainError
from kmcase.domain.staff import StaffMember
from kmcase.messages import message
from ui.ports import Desk, Err, Result
from ui.tone import Tone

USE_CASES: Mapping[str, str] = {
    "add": "staff.add",
    "change": "staff.change_roles",
    "reset": "staff.change_roles",
    "remove": "staff.remove",
    "own": "staff.list",
    "declare": "staff.declare_relative",
}
OF_SOMEBODY = frozenset({"change", "reset", "remove"})


class StaffPort(Protocol):
    """What the view can show."""

    def show_members(self, members: tuple[StaffMember, ...]) -> None: ...
    def show_relatives(self, relatives: tuple[Relative, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_refused(self, failure: Err) -> None: ...
    def show_lists(self) -> None: ...


class StaffPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: StaffPort) -> None:
        self._desk = desk
        self._view = view

    def may(self, action: str) -> bool:
        """Whether this person may do it at all."""
        return self._desk.may(USE_CASES[action])

    def open(self) -> None:
        """Read who works here, and whom they declared."""
        staff = self._desk.services.staff
        self._desk.jobs.database(lambda: (staff.list(), staff.relatives()), self._read)

    def _read(self, result: Result[tuple[tuple[StaffMember, ...], tuple[Relative, ...]]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        members, relatives = result.value
        self._view.show_members(tuple(sorted(members, key=lambda one: (not one.active, one.name))))
        self._view.show_relatives(relatives)

    def changed(self, changes: Changes) -> None:
        """Somebody joined, left or changed."""
        if "staff" in changes:
            self.open()

    def do(self, action: str, member: StaffMember | None, values: Mapping[str, Any]) -> None:
        """Record an action with what was typed."""
        staff = self._desk.services.staff
        works: dict[str, Callable[[], Outcome[str] | None]] = {
            "add": lambda: staff.add(_new(values)),
            "declare": lambda: staff.declare_relative(values["name"] or "", values["national_id"], values["relation"]),
            "own": lambda: staff.change_own_password(values["old"] or "", _password(values)),
        }
        if member is not None:
            who = member.staff_id
            works |= {
                "change": lambda: staff.change_roles(
                    who, frozenset(values["roles"]), values["position"] or "", values["reason"] or ""
                ),
                "reset": lambda: staff.reset_password(who, _password(values)),
                "remove": lambda: staff.remove(who, values["reason"] or ""),
            }

        def done(result: Result[Outcome[str] | None]) -> None:
            if isinstance(result, Err):
                self._view.show_refused(result)
                return
            self._view.show_lists()
            self._desk.notices.notice(message(f"staff_ui.done.{action}"), Tone.OK)
            if result.value is not None:
                self._desk.announce(result.value.changes)
            self.open()

        self._desk.jobs.database(works[action], done)


def _new(values: Mapping[str, Any]) -> NewMember:
    return NewMember(
        login=values["login"] or "",
        name=values["name"] or "",
        position=values["position"] or "",
        roles=frozenset(values["roles"]),
        password=_password(values),
    )


def _password(values: Mapping[str, Any]) -> str:
    if values["password"] != values["again"]:
        raise DomainError("staff_ui.passwords_differ", "again")
    return str(values["password"] or "")
