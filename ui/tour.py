"""The tour: drives the real window through every screen of the sample office and photographs it.

Each screen is opened by somebody whose role fits; `Screen.tour_record` finds a record worth showing, and each of its
`tour_steps` is one more picture. The tour waits for the lanes to be idle and for the window to be calm, never by the
clock alone. It is a camera, not a test: what a screen does is tested elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from kmcase.application.permissions import allowed, done_at_laptop
from kmcase.domain.staff import Role
from kmcase.messages import message
from ui.app import Application
from ui.gateway import OfficeGateway, Session
from ui.ports import DictMemory, Err, Result, Screen
from ui.shell.workspace.view import WorkspaceView

_CALM_MS = 250
_PATIENCE_MS = 60_000
_LARGE = 1.25

Documents = Callable[[Session, Path], Sequence[Path]]
"""Writes the documents and Excel files of an office into a folder; runs in a background job."""


class TourStuckError(Exception):
    """The window did not become calm in time."""


@dataclass(slots=True)
class Tour:
    """One walk; `pictures` are the files written, in order."""

    application: Application
    office: Path
    out: Path
    pictures: list[Path] = field(default_factory=list)

    def walk(self, documents: Documents | None) -> None:
        """Sign-in, first run, every screen by role, shell, dark, large, documents."""
        self.application.theme.force(False)
        frame = self.application.frame
        frame.start(self.office)
        frame.show()
        frame.activateWindow()
        self.take("sign-in")
        self._refusal()
        self._first_run()
        walked: set[str] = set()
        for role in Role:
            screens = [screen for screen in self._screens_for(role) if screen.key not in walked]
            if screens and self._come_in(role):
                self.take(f"{role.value}-first")
                walked.update(screen.key for screen in screens)
                self._visit(role, screens)
                if role is next(iter(Role)):
                    self._around_the_screens()
                if documents is not None and role is Role.FINANCE:
                    self._write(documents)
                self._leave()
        missing = [screen.key for screen in self._all_screens() if screen.key not in walked]
        if missing and not self._at_laptop():
            raise TourStuckError(f"nobody at the door may open {', '.join(missing)}")
        frame.close()

    # --- stations ---

    def _refusal(self) -> None:
        page = self.application.frame.sign_in
        page.password.line.setText("not the password")
        page.password.entered.emit()
        self.take("sign-in-refused")
        page.password.clear()

    def _first_run(self) -> None:
        frame = self.application.frame
        frame.sign_in.new_office.emit()
        self.take("first-run")
        if frame.wizard is not None:
            frame.wizard.cancelled.emit()
        self.settle()

    def _visit(self, role: Role, screens: Sequence[Screen]) -> None:
        workspace = self._workspace()
        for screen in screens:
            record_id = self._record_for(screen, workspace)
            workspace.open(screen.key, record_id)
            self.take(f"{role.value}-{screen.key}")
            nothing_there = screen.tour_record is not None and record_id is None
            for step in () if nothing_there else screen.tour_steps:
                step.act(workspace.screen_view(screen.key))
                self.take(f"{role.value}-{screen.key}-{step.name}")

    def _around_the_screens(self) -> None:
        application, workspace = self.application, self._workspace()
        first = workspace.screens()[0].key
        workspace.open(first)
        workspace.search_for(self.application.texts.text("shell.search.example"))
        self.take("search")
        workspace.close_search()
        for name, show in (
            ("keys", workspace.show_keys),
            ("help", workspace.show_help),
            ("about", workspace.show_about),
        ):
            show()
            self.settle()
            sheet = application.qt.activeModalWidget()
            if sheet is not None:
                self._save(sheet, name)
                sheet.close()
        application.theme.force(True)
        for screen in workspace.screens()[:3]:
            workspace.open(screen.key)
            self.take(f"dark-{screen.key}")
        application.theme.force(False)
        application.theme.set_scale(_LARGE)
        self.take("large-text")
        application.theme.set_scale(1.0)
        application.texts.switch("en")
        self.take("english")
        application.texts.switch("th")
        application.frame.lock()
        self.take("locked")
        application.frame.lock_page.password.line.setText(self._password())
        application.frame.lock_page.password.entered.emit()
        self.settle()

    def _write(self, documents: Documents) -> None:
        session = self.application.frame.session
        if session is None:
            return
        written = self._wait_for_background(lambda: documents(session, self.out))
        self.pictures.extend(written)

    # --- people ---

    def _come_in(self, role: Role) -> bool:
        """Whether somebody at the door holds the role; they are signed in."""
        page = self.application.frame.sign_in
        door = page.door()
        user = next((one for one in door.users if role in one.roles), None) if door is not None else None
        if user is None:
            return False
        page.users.choose(user.login)
        page.password.line.setText(self._password())
        page.password.entered.emit()
        self.settle()
        return self.application.frame.workspace is not None

    def _leave(self) -> None:
        self.application.frame.leave()
        self.settle()

    def _at_laptop(self) -> bool:
        """Whether this is a laptop's folder, where fewer people come in and fewer screens are."""
        door = self.application.frame.sign_in.door()
        return door is not None and bool(door.card.laptop)

    def _password(self) -> str:
        door = self.application.frame.sign_in.door()
        if door is None or door.sample_password is None:
            raise TourStuckError("the tour needs a sample office, whose password stands at its door")
        return door.sample_password

    def _all_screens(self) -> Sequence[Screen]:
        return self.application.frame.screens()

    def _screens_for(self, role: Role) -> list[Screen]:
        at_laptop = self._at_laptop()

        def fits(screen: Screen) -> bool:
            if at_laptop and (screen.at_office_alone or not done_at_laptop(screen.use_case)):
                return False
            wanted = None if at_laptop else screen.tour_as
            return wanted == role.value if wanted else allowed(screen.use_case, frozenset({role}))

        return [screen for screen in self._all_screens() if fits(screen)]

    def _workspace(self) -> WorkspaceView:
        workspace = self.application.frame.workspace
        if workspace is None:
            raise TourStuckError("nobody is signed in")
        return workspace

    def _record_for(self, screen: Screen, workspace: WorkspaceView) -> str | None:
        find = screen.tour_record
        if find is None:
            return None
        return self._wait_for_database(lambda: find(workspace.desk))

    # --- the camera ---

    def take(self, name: str) -> None:
        """Wait until all is calm and photograph the window."""
        self.settle()
        self._save(self.application.frame, name)

    def _save(self, what: QWidget, name: str) -> None:
        path = self.out / f"{len(self.pictures) + 1:02d}-{name}.png"
        what.grab().save(str(path))
        self.pictures.append(path)

    # --- waiting ---

    def settle(self) -> None:
        """Wait until no lane has work and nothing started new work for a moment."""
        jobs = self.application.frame.jobs
        loop = QEventLoop()
        calm, patience = QTimer(loop), QTimer(loop)
        for timer in (calm, patience):
            timer.setSingleShot(True)
        stuck: list[bool] = []
        calm.timeout.connect(lambda: calm.start(_CALM_MS) if jobs.busy else loop.quit())
        patience.timeout.connect(lambda: (stuck.append(True), loop.quit()))
        jobs.idle.connect(calm.start)
        calm.start(_CALM_MS)
        patience.start(_PATIENCE_MS)
        loop.exec()
        jobs.idle.disconnect(calm.start)
        if stuck:
            raise TourStuckError("the window is still busy")

    def _wait_for_database(self, work: Callable[[], Any]) -> Any:
        answers: list[Result[Any]] = []
        self.application.frame.jobs.database(work, answers.append)
        return self._answer(answers)

    def _wait_for_background(self, work: Callable[[], Any]) -> Any:
        answers: list[Result[Any]] = []
        jobs = self.application.frame.jobs
        jobs.background(lambda _: work(), answers.append, title=message("shell.jobs.work"))
        return self._answer(answers)

    def _answer(self, answers: list[Result[Any]]) -> Any:
        self.settle()
        result = answers[0]
        if isinstance(result, Err):
            raise TourStuckError(self.application.texts.render(result.message))
        return result.value


def run(
    gateway: OfficeGateway,
    office: Path,
    out: Path,
    documents: Documents | None = None,
    screens: Sequence[Screen] | None = None,
) -> Sequence[Path]:
    """Walk through an office and give back what was written into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    extra = {} if screens is None else {"screens": screens}
    application = Application(gateway, DictMemory(), new_offices=out, **extra)
    tour = Tour(application=application, office=office, out=out)
    try:
        tour.walk(documents)
    finally:
        application.undress()
    return tuple(tour.pictures)
