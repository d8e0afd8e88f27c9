"""Opening the lock again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kmcase.messages import message
from ui.gateway import Session
from ui.ports import Err, Jobs, Result


class LockPort(Protocol):
    """What the page can show."""

    def show_locked(self, name: str) -> None:
        """Whose work is under the lock."""
        ...

    def show_busy(self, busy: bool) -> None:
        """The password is being checked."""
        ...

    def show_refused(self, failure: Err) -> None:
        """A sentence beside the password."""
        ...


class LockPresenter:
    """Checks the password of the one who is signed in."""

    def __init__(self, view: LockPort, jobs: Jobs, unlocked: Callable[[], None]) -> None:
        self._view = view
        self._jobs = jobs
        self._unlocked = unlocked
        self._session: Session | None = None

    def lock(self, session: Session) -> None:
        """Lock a session."""
        self._session = session
        self._view.show_locked(session.actor.name)

    def unlock(self, password: str) -> None:
        """Try a password."""
        session = self._session
        if session is None:
            return
        if not password:
            self._view.show_refused(Err(message("shell.error.no_password"), "shell.no_password", "password"))
            return
        self._view.show_busy(True)
        self._jobs.database(lambda: session.unlock(password), self._answered)

    def _answered(self, result: Result[None]) -> None:
        self._view.show_busy(False)
        if isinstance(result, Err):
            self._view.show_refused(result)
        else:
            self._session = None
            self._unlocked()
