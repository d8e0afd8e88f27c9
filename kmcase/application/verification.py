"""Verification: the journal, the tables against it, the triggers, the attachments, the file, a printed page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from kmcase.application.access import Silent, Steps
from kmcase.application.permissions import allowed, require
from kmcase.application.work import Actor
from kmcase.messages import Message, message

_MOST_NAMED = 8


class Part(StrEnum):
    """What is verified, in order."""

    FILE = "file"
    TRIGGERS = "triggers"
    JOURNAL = "journal"
    TABLES = "tables"
    ATTACHMENTS = "attachments"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartResult:
    """One part: how much was looked at, in how many milliseconds, and what is wrong, in words."""

    part: Part
    count: int
    milliseconds: int
    problems: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationReport:
    """All parts; `head` is the hash of the chain's end in hexadecimal."""

    made_at: datetime
    entries: int
    head: str
    parts: tuple[PartResult, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not any(part.problems for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A row as printed: number, name, satang, and the eight characters of its mark."""

    number: str
    payee: str
    satang: int
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperResult:
    """A printed page against the office: whose and when (None: unreadable), and what differs, in words.

    `uncovered` are numbers whose rows agree but were entered after the page's checkpoint, so that nobody signed them.
    """

    printed_at: datetime | None
    size: int
    problems: tuple[Message, ...]
    rows: int = 0
    uncovered: tuple[str, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether there was a checkpoint to compare."""
        return self.printed_at is not None

    @property
    def verdict(self) -> Message:
        """What it comes to, in one sentence."""
        if not self.readable:
            return said("paper_unreadable")
        if self.problems:
            return message("verify.paper_unsound", size=self.size)
        if not self.uncovered:
            return message("verify.paper_sound", size=self.size)
        named = ", ".join(self.uncovered[:_MOST_NAMED])
        more = "…" if len(self.uncovered) > _MOST_NAMED else ""
        return message("verify.paper_uncovered", size=self.size, count=len(self.uncovered), numbers=named + more)

    @property
    def sound(self) -> bool:
        """Whether page and office agree."""
        return not self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPages:
    """What a file of printed pages says: the checkpoints of its QR codes, and its rows where it holds text."""

    checkpoints: tuple[str, ...]
    rows: tuple[PaperRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleResult:
    """An auditor's bundle that was made earlier against the office: entries compared, and what differs, in words."""

    entries: int
    problems: tuple[Message, ...]

    @property
    def sound(self) -> bool:
        """Whether the office's journal is that of the bundle, perhaps grown since."""
        return not self.problems

    @property
    def verdict(self) -> Message:
        """What it comes to, in one sentence."""
        return message("verify.bundle_sound" if self.sound else "verify.bundle_unsound", entries=self.entries)


class Verifier(Protocol):
    """The machinery behind it, on the open store."""

    def verify(self, steps: Steps) -> VerificationReport:
        """Look at everything."""
        ...

    def tables(self) -> PartResult:
        """The tables against the journal folded anew, with every difference."""
        ...

    def paper(self, checkpoint: str, rows: tuple[PaperRow, ...]) -> PaperResult:
        """A printed page: its signed checkpoint, and the rows on it."""
        ...

    def bundle(self, chains: Mapping[str, tuple[bytes, ...]]) -> BundleResult:
        """The hashes of chains as a bundle has them against those that stand here."""
        ...

    def checkpoint(self, reason: str) -> str:
        """Sign the present root, keep it, and give its text for a QR; who may not sign gets the newest one kept."""
        ...

    def seal_day(self) -> bool:
        """Sign the present root where this person may and none was signed today; whether one was."""
        ...


class VerificationService:
    """Use cases of verification."""

    def __init__(
        self,
        actor: Actor,
        verifier: Verifier,
        read_pages: Callable[[Path], PrintedPages],
        read_hashes: Callable[[Path], Mapping[str, tuple[bytes, ...]]],
    ) -> None:
        self._actor = actor
        self._verifier = verifier
        self._read_pages = read_pages
        self._read_hashes = read_hashes

    def verify(self, steps: Steps | None = None) -> VerificationReport:
        """Look at everything; changes nothing."""
        require("office.verify", self._actor.roles)
        return self._verifier.verify(steps or Silent())

    def tables(self) -> PartResult:
        """Only the tables, against what the journal adds up to; every difference is named."""
        require("office.verify", self._actor.roles)
        return self._verifier.tables()

    def paper(self, checkpoint: str, rows: tuple[PaperRow, ...]) -> PaperResult:
        """Compare a printed page with the office."""
        require("office.verify", self._actor.roles)
        return self._verifier.paper(checkpoint, rows)

    def paper_file(self, path: Path) -> PaperResult:
        """Compare a ledger's PDF or scan: every checkpoint in it, and every row that its text says."""
        require("office.verify", self._actor.roles)
        pages = self._read_pages(path)
        if not pages.checkpoints:
            return PaperResult(printed_at=None, size=0, problems=(said("paper_unreadable"),))
        results = [self._verifier.paper(text, ()) for text in pages.checkpoints[:-1]]
        last = self._verifier.paper(pages.checkpoints[-1], pages.rows)
        every = tuple(problem for result in results for problem in result.problems)
        return replace(last, problems=(*every, *last.problems), rows=len(pages.rows))

    def bundle(self, path: Path) -> BundleResult:
        """Compare the office with an auditor's bundle that was made earlier; raises `verify.no_bundle`."""
        require("office.verify", self._actor.roles)
        return self._verifier.bundle(self._read_hashes(path))

    def checkpoint(self, reason: str) -> str:
        """A signed checkpoint for a ledger page."""
        require("ledger.read", self._actor.roles)
        return self._verifier.checkpoint(reason)

    def seal_day(self) -> bool:
        """The day's checkpoint, by the first of a day who may sign; every back-up carries it."""
        return allowed("ledger.read", self._actor.roles) and self._verifier.seal_day()


def said(name: str, /, **params: object) -> Message:
    """A sentence of verification."""
    return message(f"verify.problem.{name}", **params)
