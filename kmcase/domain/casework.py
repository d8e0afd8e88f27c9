"""Casework: the stages, deadlines, checklists, assessment items and phrases by which cases are led, as data.

An office changes them in a TOML file with a version of its own (`kmcase.rules.casework` reads and checks it); every
case keeps the version that it was opened with, every assessment the version that it was scored by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from kmcase.domain.errors import DomainError
from kmcase.domain.events import Event, Touched, event
from kmcase.domain.wording import Message, worded


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something to choose: a code for ever, its words in both languages, the source of a rule where it has one."""

    code: str
    th: str
    en: str
    reference: str = ""

    @property
    def words(self) -> Message:
        """The words, in the language that the window shows."""
        return worded({"th": self.th, "en": self.en})


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction(Entry):
    """A reason for restricting a case; `flag` names the fact of the intake that gives it without being asked."""

    flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Entry):
    """A stage of a case, in the order of the file; `ends` closes it."""

    ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Entry):
    """Days from the day of opening, by which `done_by` (a stage) is to be reached; warned of `warn_days` before."""

    days: int
    done_by: str
    warn_days: int = 2
    certainty: str = "R"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Entry):
    """Things to be looked at one by one."""

    items: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a score means in words that are shown beside it."""

    score: int
    th: str
    en: str

    @property
    def words(self) -> Message:
        """The words, in the language that the window shows."""
        return worded({"th": self.th, "en": self.en})


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentItem(Entry):
    """A question of a dimension, scored by its anchors."""

    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension(Entry):
    """A side of life that is assessed and served; `household`: of the five of a household's plan."""

    items: tuple[AssessmentItem, ...] = ()
    household: bool = False


class PhraseKind(StrEnum):
    """What a phrase is for."""

    GOAL = "goal"
    SERVICE = "service"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that staff may start from."""

    dimension: str
    kind: PhraseKind
    th: str
    en: str

    @property
    def words(self) -> Message:
        """The words, in the language that the window shows."""
        return worded({"th": self.th, "en": self.en})


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpAfter:
    """A look at how a client is, so many months after the day of closing."""

    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingReason(Entry):
    """Why a case is closed; `followed`: whether the client is looked after afterwards."""

    followed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralWait(Entry):
    """So many days a referral may wait for what the code says (`domain.cases.referrals.Waits`)."""

    days: int
    certainty: str = "R"


@dataclass(frozen=True, slots=True, kw_only=True)
class Casework:
    """One version of all of it."""

    version: str
    legal_bases: tuple[Entry, ...]
    client_groups: tuple[Entry, ...]
    restrictions: tuple[Restriction, ...]
    stages: tuple[Stage, ...]
    deadlines: tuple[Deadline, ...]
    checklists: tuple[Checklist, ...]
    dimensions: tuple[Dimension, ...]
    phrases: tuple[Phrase, ...] = ()
    outcomes: tuple[Entry, ...]
    closing_reasons: tuple[ClosingReason, ...]
    follow_ups: tuple[FollowUpAfter, ...] = ()
    referral_waits: tuple[ReferralWait, ...] = ()

    def stage(self, code: str) -> Stage:
        """A stage; raises `cases.unknown_stage`."""
        return _found(self.stages, code, "cases.unknown_stage")

    def dimension(self, code: str) -> Dimension:
        """A dimension; raises `cases.unknown_dimension`."""
        return _found(self.dimensions, code, "cases.unknown_dimension")

    def checklist(self, code: str) -> Checklist:
        """A checklist; raises `cases.unknown_checklist`."""
        return _found(self.checklists, code, "cases.unknown_checklist")

    def closing_reason(self, code: str) -> ClosingReason:
        """A reason for closing; raises `cases.unknown_closing_reason`."""
        return _found(self.closing_reasons, code, "cases.unknown_closing_reason")


E = TypeVar("E", bound=Entry)


def _found(entries: Iterable[E], code: str, problem: str) -> E:
    for entry in entries:
        if entry.code == code:
            return entry
    raise DomainError(problem)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseworkSet(Event):
    """The office leads new cases by this version from now on; `text` is the whole TOML file as it was taken in."""

    TYPE = "casework.set"
    version: str
    text: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("casework", self.version),)
