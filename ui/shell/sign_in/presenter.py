"""What happens at the door of an office."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from kmcase.messages import message
from ui.gateway import BackupCard, Door, EnrolmentDoor, OfficeCard, OfficeGateway, Session
from ui.ports import Err, Jobs, Result


class SignInPort(Protocol):
    """What the page can show."""

    def show_opening(self) -> None:
        """The office is being looked at."""
        ...

    def show_welcome(self) -> None:
        """No office has been opened here yet."""
        ...

    def show_door(self, door: Door) -> None:
        """The users of an office; the last one who signed in is chosen."""
        ...

    def show_trouble(self, failure: Err) -> None:
        """The office cannot be opened, and why."""
        ...

    def show_busy(self, busy: bool) -> None:
        """The password is being checked."""
        ...

    def show_refused(self, failure: Err) -> None:
        """A sentence beside the field it names, or above all."""
        ...

    def show_offices(self, offices: tuple[OfficeCard, ...]) -> None:
        """Offices to choose from."""
        ...

    def show_recovered(self) -> None:
        """The password was changed by the recovery key."""
        ...

    def show_key_refused(self, failure: Err) -> None:
        """Why the recovery key changed nothing."""
        ...

    def show_enrolment(self, file: Path, door: EnrolmentDoor) -> None:
        """Whose laptop this becomes: who opens it is to be chosen."""
        ...

    def show_joining(self, joining: bool) -> None:
        """The laptop's folder is being made."""
        ...

    def show_joined(self) -> None:
        """It is made."""
        ...

    def show_not_joined(self, failure: Err) -> None:
        """Why it was not made."""
        ...

    def show_backups(self, backups: tuple[BackupCard, ...]) -> None:
        """Back-ups to choose from."""
        ...


class SignInPresenter:
    """Looks at offices, signs in, restores."""

    def __init__(
        self, view: SignInPort, gateway: OfficeGateway, jobs: Jobs, signed_in: Callable[[Session], None]
    ) -> None:
        self._view = view
        self._gateway = gateway
        self._jobs = jobs
        self._signed_in = signed_in
        self._folder: Path | None = None
        self._busy = False

    @property
    def folder(self) -> Path | None:
        """The office at whose door we stand."""
        return self._folder

    def start(self, folder: Path | None) -> None:
        """Go to an office, else to the one opened last, else welcome a newcomer."""
        if folder is not None:
            self.visit(folder)
            return
        self._view.show_opening()
        self._jobs.database(self._gateway.recent, self._recent_known)

    def visit(self, folder: Path) -> None:
        """Stand before an office."""
        self._folder = folder
        self._view.show_opening()
        self._jobs.database(lambda: self._gateway.look(folder), self._door_seen)

    def list_offices(self) -> None:
        """Show the offices opened here before."""
        self._jobs.database(self._gateway.recent, self._listed)

    def sign_in(self, login: str, password: str) -> None:
        """Check the password and go in; a second press while the first is checked does nothing."""
        folder = self._folder
        if self._busy or folder is None:
            return
        if not login:
            self._view.show_refused(Err(message("shell.error.no_user"), "shell.no_user", "login"))
            return
        if not password:
            self._view.show_refused(Err(message("shell.error.no_password"), "shell.no_password", "password"))
            return
        self._set_busy(True)
        self._jobs.database(lambda: self._gateway.sign_in(folder, login, password), self._answered)

    def recover(self, recovery_key: str, login: str, password: str, reason: str) -> None:
        """Set a new password by the office's recovery key, and go in with it."""
        folder = self._folder
        if self._busy or folder is None:
            return
        self._set_busy(True)

        def recovered(result: Result[None]) -> None:
            self._set_busy(False)
            if isinstance(result, Err):
                self._view.show_key_refused(result)
                return
            self._view.show_recovered()
            self.sign_in(login, password)

        self._jobs.database(lambda: self._gateway.recover(folder, recovery_key, login, password, reason), recovered)

    def look_at_enrolment(self, file: Path) -> None:
        """Read of which office and laptop a file is, and who may open it."""

        def seen(result: Result[EnrolmentDoor]) -> None:
            if isinstance(result, Err):
                self._view.show_trouble(result)
            else:
                self._view.show_enrolment(file, result.value)

        self._jobs.database(lambda: self._gateway.enrolment(file), seen)

    def join(self, file: Path, laptop: str, folder: Path, login: str, password: str) -> None:
        """Make the laptop's folder, and go in with the same password."""
        if self._busy:
            return
        self._set_busy(True)
        self._view.show_joining(True)

        def joined(result: Result[OfficeCard]) -> None:
            self._set_busy(False)
            self._view.show_joining(False)
            if isinstance(result, Err):
                self._view.show_not_joined(result)
                return
            self._folder = result.value.folder
            self._view.show_joined()
            self._view.show_opening()
            self.sign_in(login, password)

        self._jobs.background(
            lambda _: self._gateway.join(file, folder, login, password),
            joined,
            title=message("shell.job.join", name=laptop),
        )

    def look_for_backups(self, folder: Path) -> None:
        """List what can be restored from a folder."""
        self._jobs.database(lambda: self._gateway.backups(folder), self._backups_found)

    def restore(self, backup: BackupCard, into: Path, login: str, password: str) -> None:
        """Restore, try the copy with somebody's password, and stand before it."""
        self._view.show_opening()
        self._jobs.background(
            lambda _: self._gateway.restore(backup.path, into, login, password),
            self._restored,
            title=message("shell.job.restore", office=backup.office),
        )

    def _recent_known(self, result: Result[tuple[OfficeCard, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_trouble(result)
        elif result.value:
            self.visit(result.value[0].folder)
        else:
            self._view.show_welcome()

    def _listed(self, result: Result[tuple[OfficeCard, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_trouble(result)
        else:
            self._view.show_offices(result.value)

    def _door_seen(self, result: Result[Door]) -> None:
        if isinstance(result, Err):
            self._view.show_trouble(result)
        else:
            self._view.show_door(result.value)
            self._jobs.database(self._gateway.warm, lambda _: None)

    def _answered(self, result: Result[Session]) -> None:
        self._set_busy(False)
        if isinstance(result, Err):
            self._view.show_refused(result)
        else:
            self._signed_in(result.value)

    def _backups_found(self, result: Result[tuple[BackupCard, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_refused(result)
        elif not result.value:
            self._view.show_refused(Err(message("shell.error.no_backups"), "shell.no_backups"))
        else:
            self._view.show_backups(result.value)

    def _restored(self, result: Result[OfficeCard]) -> None:
        if isinstance(result, Err):
            self._view.show_trouble(result)
        else:
            self.visit(result.value.folder)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy)
