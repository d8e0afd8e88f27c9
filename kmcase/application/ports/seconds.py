"""The colleague at the same desk, as the application asks for them."""

from __future__ import annotations

from typing import Protocol


class SecondPersons(Protocol):
    """Tells by their own passwords whether members of staff stand at the desk."""

    def confirm(self, staff_id: str, password: str) -> None:
        """Raise `duties.second_password_wrong`, or after many wrong ones `duties.second_waits` before it even looks.

        A password that somebody else set is refused as `duties.second_password_lent` until its user
        changes it, and as `.second_key_differs` where the journal does not know that it was set.
        Wrong tries count by who asks and for whom. It takes about 0.2 s: never while a unit is open.
        """
        ...
