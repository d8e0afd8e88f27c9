"""Decides for the casework: its versions, a file that was looked at, and whether it may lead new cases. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.casework import CaseworkContents, CaseworkFile, CaseworkItem
from kmcase.messages import message
from ui.answering import FormPort, recorded, told
from ui.ports import Desk, Done, Err, Result
from ui.tone import Tone


class CaseworkPort(FormPort, Protocol):
    """What the view can show."""

    def show_versions(self, items: tuple[CaseworkItem, ...]) -> None: ...
    def show_contents(self, found: CaseworkContents) -> None: ...
    def show_file(self, file: CaseworkFile) -> None: ...
    def show_failure(self, failure: Err) -> None: ...


class CaseworkPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: CaseworkPort) -> None:
        self._desk = desk
        self._view = view
        self._version = ""
        self.file: CaseworkFile | None = None

    @property
    def may_set(self) -> bool:
        """Whether this person says by what new cases are led."""
        return self._desk.may("casework.set")

    @property
    def sound(self) -> bool:
        """Whether a file without faults is in front."""
        return self.file is not None and not self.file.faults

    def open(self) -> None:
        """Read the versions."""
        self._desk.jobs.database(self._desk.services.casework.versions, self._read)

    def _read(self, result: Result[tuple[CaseworkItem, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
        else:
            self._view.show_versions(result.value)
            known = [item.version for item in result.value]
            self.read(self._version if self._version in known else known[0])

    def read(self, version: str) -> None:
        """Show what a version holds, unless a file is in front."""
        self._version = version
        if self.file is None:
            service = self._desk.services.casework
            self._desk.jobs.database(lambda: service.contents(version), told(self._desk, self._view.show_contents))

    def changed(self, changes: Changes) -> None:
        """A version was set, or cases were opened with one."""
        if "casework" in changes or "case" in changes:
            self.open()

    def look(self, path: Path) -> None:
        """Look at a file; nothing changes by that."""
        service = self._desk.services.casework
        self._desk.jobs.database(lambda: service.look(path), told(self._desk, self._looked))

    def _looked(self, file: CaseworkFile) -> None:
        self.file = file
        self._view.show_file(file)

    def forget_file(self) -> None:
        """No file is in front."""
        self.file = None
        self.read(self._version)

    def set(self) -> None:
        """Lead new cases by the file in front."""
        if self.file is None or not self.sound:
            return
        service, text, version = self._desk.services.casework, self.file.text, self.file.version
        done: Done[Outcome[str]] = recorded(self._desk, self._view, message("casework.set_done", version=version))
        self._desk.jobs.database(lambda: service.set(text), done)

    def export(self, version: str, path: Path, write: Callable[[Path, bytes], None]) -> None:
        """Save a version as a file."""
        service = self._desk.services.casework

        def written(_: None) -> None:
            said = message("casework.exported", version=version, file=path.name)
            self._desk.notices.notice(said, Tone.OK)

        self._desk.jobs.database(lambda: write(path, service.text(version).encode()), told(self._desk, written))
