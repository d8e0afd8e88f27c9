"""Decides for back-ups: one piece of work at a time, beside everything else, with cancel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from kmcase.application.backups import BackupItem, BackupState
from kmcase.application.changes import Changes
from kmcase.messages import Message, message
from ui.one_job import OneJob
from ui.ports import Desk, Err, Progress, Result
from ui.screens.backup.columns import Line
from ui.tone import Tone

T = TypeVar("T")
_CANCELLED = "shell.cancelled"


class BackupPort(Protocol):
    """What the view can show."""

    def show_lines(self, lines: tuple[Line, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_state(self, state: BackupState, *, due: bool) -> None: ...
    def show_line(self, line: Line | None) -> None: ...
    def show_working(self, said: Message | None) -> None: ...
    def show_said(self, said: Message, tone: Tone) -> None: ...


class BackupPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: BackupPort) -> None:
        self._desk = desk
        self._view = view
        self._items: tuple[BackupItem, ...] = ()
        self._damaged: dict[Path, tuple[str, ...]] = {}
        self._chosen: Path | None = None
        self._job = OneJob(desk, view.show_working)

    def open(self) -> None:
        """Read which back-ups there are."""
        backups = self._desk.services.backups

        def read(_: Progress) -> tuple[tuple[BackupItem, ...], BackupState, bool]:
            return backups.list(), backups.state(), backups.medium_due()

        self._desk.jobs.background(read, self._read, title=message("backup.job.list"))

    def _read(self, result: Result[tuple[tuple[BackupItem, ...], BackupState, bool]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self._items, state, due = result.value
        if self._chosen not in {item.folder for item in self._items}:
            self._chosen = self._items[0].folder if self._items else None
        self._view.show_state(state, due=due)
        self._show()

    def choose(self, folder: Path) -> None:
        """Bring a back-up to the front."""
        if folder != self._chosen:
            self._chosen = folder
            self._view.show_line(self._line())

    def back_up(self) -> None:
        """Make one now."""
        backups = self._desk.services.backups
        self._work(backups.make, self._made, message("backup.job.make"))

    def _made(self, made: BackupItem) -> None:
        self._chosen = made.folder
        self._view.show_said(message("backup.done.made", at=made.at), Tone.OK)

    def copy_to(self, medium: Path) -> None:
        """Copy the newest to another medium."""
        backups = self._desk.services.backups
        done = message("backup.done.copied", folder=str(medium))
        self._work(
            lambda steps: backups.copy_to(medium, steps),
            lambda _made: self._view.show_said(done, Tone.OK),
            message("backup.job.copy", folder=str(medium)),
        )

    def check(self) -> None:
        """Read every file of the back-up in front and compare it with what was noted."""
        folder, backups = self._chosen, self._desk.services.backups
        if folder is None:
            return

        def checked(damaged: tuple[str, ...]) -> None:
            self._damaged[folder] = damaged
            if damaged:
                self._view.show_said(message("backup.done.damaged", count=len(damaged)), Tone.ERROR)
            else:
                self._view.show_said(message("backup.done.whole"), Tone.OK)

        self._work(lambda steps: backups.damaged(folder, steps), checked, message("backup.job.check"))

    def cancel(self) -> None:
        """Stop what is under way; back-ups that were there stay."""
        self._job.cancel()

    # --- inside ---

    def _work(self, work: Callable[[Progress], T], done: Callable[[T], None], title: Message) -> None:
        def ended(result: Result[T]) -> None:
            if not isinstance(result, Err):
                done(result.value)
            elif result.code == _CANCELLED:
                self._view.show_said(message("backup.done.cancelled"), Tone.ACCENT)
            else:
                self._view.show_said(result.message, Tone.ERROR)
            self.open()
            self._desk.announce(Changes())

        self._job.start(work, ended, title)

    def _show(self) -> None:
        self._view.show_lines(tuple(Line(item, self._damaged.get(item.folder)) for item in self._items))
        self._view.show_line(self._line())

    def _line(self) -> Line | None:
        found = next((item for item in self._items if item.folder == self._chosen), None)
        return Line(found, self._damaged.get(found.folder)) if found is not None else None
