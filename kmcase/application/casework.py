"""The forms and stages by which cases are led: an office's own version taken in, shown beside the present one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kmcase.application.changes import Outcome
from kmcase.application.read.casework import CaseworkContents, CaseworkFile, CaseworkItem, FaultyLine
from kmcase.application.work import Work
from kmcase.domain.casework import Casework, CaseworkSet
from kmcase.domain.errors import DomainError
from kmcase.messages import Message, message
from kmcase.rules.casework import Fault, contents, differences, read_casework

ReadText = Callable[[Path], str]
"""A file's text; raises `casework.not_text` and what opening a file raises."""


class CaseworkService:
    """Versions of the casework; only new cases are led by a new one."""

    def __init__(self, work: Work, read_text: ReadText) -> None:
        self._work = work
        self._read_text = read_text

    def versions(self) -> tuple[CaseworkItem, ...]:
        """All versions, the one that leads new cases first."""
        with self._work.read("casework.read") as reading:
            return reading.casework.versions()

    def contents(self, version: str) -> CaseworkContents:
        """What a version holds, entry by entry; raises `cases.unknown_casework`."""
        with self._work.read("casework.read") as reading:
            found = _sound(reading.casework.text(version))
            return CaseworkContents(version=version, entries=contents(found))

    def text(self, version: str) -> str:
        """A version as a file that can be changed and taken in again; raises `cases.unknown_casework`."""
        with self._work.read("casework.read") as reading:
            return reading.casework.text(version)

    def look(self, path: Path) -> CaseworkFile:
        """What a file says: its faults by line, or what differs from the present version."""
        with self._work.read("casework.read") as reading:
            known = {item.version for item in reading.casework.versions()}
            newest = reading.casework.newest()
        text = self._read_text(path)
        found, faults = read_casework(text)
        if found is None:
            return CaseworkFile(name=path.name, text=text, faults=faulty_lines(text, faults))
        if found.version in known:
            lines = enumerate(text.splitlines(), 1)
            line = next((n for n, each in lines if each.lstrip(" \t\"'").startswith("version")), 1)
            taken = Fault(line=line, code="version_taken", name=found.version)
            return CaseworkFile(name=path.name, text=text, faults=faulty_lines(text, (taken,)))
        return CaseworkFile(name=path.name, text=text, version=found.version, differences=differences(newest, found))

    def set(self, text: str) -> Outcome[str]:
        """Lead new cases by a file from now on; gives its version.

        Raises `casework.faulty` with the first line that is wrong, and `casework.version_taken`.
        """
        with self._work.begin("casework.set") as unit:
            found = _sound(text)
            if unit.cases.has_casework(found.version):
                raise DomainError("casework.version_taken", "file", version=found.version)
            unit.record(CaseworkSet(version=found.version, text=text))
            return unit.commit(found.version)


def _sound(text: str) -> Casework:
    found, faults = read_casework(text)
    if found is None:
        raise DomainError("casework.faulty", "file", line=faults[0].line, said=fault_said(faults[0]))
    return found


def faulty_lines(text: str, faults: tuple[Fault, ...]) -> tuple[FaultyLine, ...]:
    """Faults with the lines on which they stand."""
    lines = text.splitlines() or [""]
    return tuple(FaultyLine(fault=fault, text=lines[min(fault.line, len(lines)) - 1].strip()) for fault in faults)


def fault_said(fault: Fault) -> Message:
    """What is wrong, in words."""
    return message(f"casework.fault.{fault.code}", name=fault.name)
