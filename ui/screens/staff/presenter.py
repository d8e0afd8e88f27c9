"""Decides for staff: who is in front, what may be done to them, and how it ended."""

from __future__ import annotations

from typing import Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.offices import StaffItem
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Result
from ui.screens.staff.actions import OF_SOMEBODY, USE_CASES, Action, Values, passwords_differ, told, work_of
from ui.tone import Tone

_WRONG_PASSWORD = "office_files.wrong_password"


class StaffPort(Protocol):
    """What the view can show."""

    def show_items(self, items: tuple[StaffItem, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_member(self, item: StaffItem | None) -> None: ...
    def show_trouble(self, failure: Err) -> None: ...
    def show_form(self, action: Action, title: Message, item: StaffItem | None) -> None: ...
    def form_says(self, said: Message | None) -> None: ...
    def form_failed(self, failure: Err) -> None: ...
    def form_done(self) -> None: ...
    def show_relatives_due(self, due: bool) -> None: ...


class StaffPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: StaffPort) -> None:
        self._desk = desk
        self._view = view
        self._items: tuple[StaffItem, ...] = ()
        self._chosen = desk.actor.staff_id
        self._action: Action | None = None

    # --- showing ---

    def open(self, staff_id: str | None = None) -> None:
        """Read everybody, and bring somebody to the front."""
        self._chosen = staff_id or self._chosen
        self._desk.jobs.database(self._desk.services.staff.items, self._read)

    def _read(self, result: Result[tuple[StaffItem, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self._items = result.value
        self._view.show_items(self._items)
        self._view.show_member(self.item)
        me = self._of(self._desk.actor.staff_id)
        due = me is not None and me.relatives_due
        self._view.show_relatives_due(due and self._desk.may("staff.confirm_relatives"))

    def choose(self, staff_id: str) -> None:
        """Bring somebody to the front."""
        if staff_id != self._chosen:
            self._chosen = staff_id
            self._view.show_member(self.item)

    def apply_changes(self, changes: Changes) -> None:
        """Something was changed of staff."""
        if "staff" in changes:
            self.open()

    @property
    def item(self) -> StaffItem | None:
        """Who is in front."""
        return self._of(self._chosen)

    def _of(self, staff_id: str) -> StaffItem | None:
        return next((item for item in self._items if item.member.staff_id == staff_id), None)

    # --- what may be done ---

    def may(self, action: Action) -> bool:
        """Whether the signed-in person may do it to who is in front; never to oneself."""
        if not self._desk.may(USE_CASES[action]):
            return False
        if action not in OF_SOMEBODY:
            return True
        item = self.item
        return item is not None and item.member.active and item.member.staff_id != self._desk.actor.staff_id

    @property
    def may_hand_key(self) -> bool:
        """Whether who is in front waits for the signing key and the signed-in person can hand it."""
        item = self.item
        return item is not None and item.waits_for_key and self._holds_key and self._desk.may("staff.hand_key")

    @property
    def _holds_key(self) -> bool:
        me = self._of(self._desk.actor.staff_id)
        return me is not None and me.signs

    # --- doing ---

    def begin(self, action: Action) -> None:
        """Open an action's form."""
        if not self.may(action):
            return
        self._action = action
        item = self.item if action in OF_SOMEBODY else None
        title = message(f"staff.form.{action.value}", **({"name": item.member.name} if item else {}))
        self._view.show_form(action, title, item)

    def typed(self, values: Values) -> None:
        """Something was typed: say what will happen."""
        if self._action is not None:
            item = self.item if self._action in OF_SOMEBODY else None
            self._view.form_says(told(self._action, values, item, holds_key=self._holds_key))

    def submit(self, values: Values) -> None:
        """Do it."""
        action, staff_id = self._action, self._chosen
        if action is None:
            return
        if passwords_differ(action, values):
            said = message("staff.error.passwords_differ")
            self._view.form_failed(Err(said, "staff.passwords_differ", "password_again"))
            return
        item = self.item if action in OF_SOMEBODY else None
        name = item.member.name if item else values.get("name", "").strip()

        def done(result: Result[Outcome[str] | None]) -> None:
            if isinstance(result, Err):
                self._view.form_failed(_beside_own_password(result) if action is Action.OWN else result)
                return
            self._action = None
            self._view.form_done()
            said = message(f"staff.done.{action.value}", **({} if action is Action.OWN else {"name": name}))
            self._desk.notices.notice(said, Tone.OK)
            if result.value is not None:
                self._chosen = self._desk.actor.staff_id if action is Action.RELATIVE else result.value.value
                self._desk.announce(result.value.changes)

        self._desk.jobs.database(work_of(action, values, staff_id, self._desk.services.staff), done)

    def confirm_relatives(self) -> None:
        """Say for this year that all own relatives are named."""

        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.show_trouble(result)
                return
            self._desk.notices.notice(message("staff.relatives_are_confirmed"), Tone.OK)
            self._desk.announce(result.value.changes)

        self._desk.jobs.database(self._desk.services.staff.confirm_relatives, done)

    def hand_key(self) -> None:
        """Give the office's signing key to who is in front."""
        item, staff = self.item, self._desk.services.staff
        if item is None or not self.may_hand_key:
            return
        member = item.member

        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.show_trouble(result)
                return
            self._desk.notices.notice(message("staff.done.key", name=member.name), Tone.OK)
            self._desk.announce(result.value.changes)

        self._desk.jobs.database(lambda: staff.hand_key(member.staff_id), done)


def _beside_own_password(failure: Err) -> Err:
    """One's own present password stands in a field of another name than at the door."""
    if failure.code != _WRONG_PASSWORD:
        return failure
    return Err(message("staff.error.wrong_own_password"), failure.code, "old_password")
