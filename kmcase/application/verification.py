"""Verification: the journal, the tables against it, the triggers, the attachments, the file, a printed page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kmcase.application.access import Silent, Steps
from kmcase.application.permissions import require
from kmcase.application.work import Actor
from kmcase.messages import Message, message


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
    """A printed page against the office: whose and when, and the rows that differ, in words."""

    printed_at: datetime | None
    size: int
    problems: tuple[Message, ...]

    @property
    def sound(self) -> bool:
        """Whether page and office agree."""
        return not self.problems


class Verifier(Protocol):
    """The machinery behind it, on the open store."""

    def verify(self, steps: Steps) -> VerificationReport:
        """Look at everything."""
        ...

    def paper(self, checkpoint: str, rows: tuple[PaperRow, ...]) -> PaperResult:
        """A printed page: its signed checkpoint, and the rows on it."""
        ...

    def checkpoint(self, reason: str) -> str:
        """Sign the present root, keep it, and give its text for a QR; empty where this user may not sign."""
        ...


class VerificationService:
    """Use cases of verification."""

    def __init__(self, actor: Actor, verifier: Verifier) -> None:
        self._actor = actor
        self._verifier = verifier

    def verify(self, steps: Steps | None = None) -> VerificationReport:
        """Look at everything; changes nothing."""
        require("office.verify", self._actor.roles)
        return self._verifier.verify(steps or Silent())

    def paper(self, checkpoint: str, rows: tuple[PaperRow, ...]) -> PaperResult:
        """Compare a printed page with the office."""
        require("office.verify", self._actor.roles)
        return self._verifier.paper(checkpoint, rows)

    def checkpoint(self, reason: str) -> str:
        """A signed checkpoint for a ledger page or the close of a day."""
        require("ledger.read", self._actor.roles)
        return self._verifier.checkpoint(reason)


def said(name: str, /, **params: object) -> Message:
    """A sentence of verification."""
    return message(f"verify.problem.{name}", **params)
