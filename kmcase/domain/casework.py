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
from kmcase.domain.indicators import Indicator, Respondent
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


class StageWork(StrEnum):
    """Work in a case that may have brought it to a stage; the words are `cases.work.<value>`."""

    ASSESSMENT = "assessment"
    PLAN_WRITTEN = "plan_written"
    PLAN_AGREED = "plan_agreed"
    PLAN_APPROVED = "plan_approved"
    SERVICE_DONE = "service_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Entry):
    """A stage of a case, in the order of the file; `ends` closes it.

    Any work of `reached_by` lets the program offer the stage (`rules.stages`); somebody says that it is reached.
    """

    ends: bool = False
    reached_by: tuple[StageWork, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Entry):
    """Days from the day of opening, by which `done_by` (a stage) is to be reached; warned of `warn_days` before."""

    days: int
    done_by: str
    warn_days: int = 2
    certainty: str = "R"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Entry):
    """Things to be looked at one by one; `at` says on which occasion."""

    items: tuple[Entry, ...]
    at: str = "reception"


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaper(Entry):
    """A paper that a client signs or refuses: its text (a line a paragraph), and what is agreed item by item.

    `follows` is what a refusal means, shown before it is recorded. `agency`: the paper names one.
    `before_residence`: nobody stays in the shelter without it or its refusal.
    """

    text_th: str
    text_en: str
    items: tuple[Entry, ...] = ()
    follows_th: str = ""
    follows_en: str = ""
    agency: bool = False
    before_residence: bool = False

    @property
    def text(self) -> Message:
        """The text, in the language that the window shows."""
        return worded({"th": self.text_th, "en": self.text_en})

    @property
    def follows(self) -> Message:
        """What a refusal means, in the language that the window shows."""
        return worded({"th": self.follows_th, "en": self.follows_en})


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


class ServiceKind(StrEnum):
    """What kind of service a line of a plan is; protecting rights (พิทักษ์สิทธิ) is one of its own."""

    DIRECT = "direct"
    RIGHTS = "rights"
    REFERRAL = "referral"
    GROUP = "group"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleService:
    """A service of a worked example: from how many days after it is taken over, until how many."""

    kind: ServiceKind
    dimension: str
    th: str
    en: str
    indicator_th: str
    indicator_en: str
    agency_th: str = ""
    agency_en: str = ""
    from_day: int = 0
    until_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleGoal:
    """A goal of a worked example with the need behind it, how it is measured, and its services."""

    dimension: str
    need_th: str
    need_en: str
    th: str
    en: str
    indicator_th: str
    indicator_en: str
    until_day: int
    services: tuple[ExampleService, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanExample(Entry):
    """A whole plan to learn from, or to take over and change."""

    goals: tuple[ExampleGoal, ...]


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


class NeedKind(StrEnum):
    """Which of the four kinds of cases go to a conference; the words are `conferences.kind.<value>`."""

    NEW = "new"
    OFF_PLAN = "off_plan"
    OVERDUE = "overdue"
    RISK = "risk"


class NeedCode(StrEnum):
    """What of a case the program looks for; after how many days it counts, and in which words, is data."""

    NO_PLAN = "no_plan"
    GOAL_BEHIND = "goal_behind"
    GIVEN_UP = "given_up"
    WORSE = "worse"
    REVIEW = "review"
    SERVICE_DUE = "service_due"
    WATCH = "watch"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceNeed(Entry):
    """A case needs a conference where what the code (a `NeedCode`) says has been so for so many days.

    A conference that heard the case lets it rest for `again` days. After the days of `no_plan` and `review` the
    indicators too call a plan or a review overdue (`rules.indicators`).
    """

    kind: NeedKind
    days: int
    again: int = 30
    certainty: str = "R"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRule(Entry):
    """One of the five indicators: from how many percent on its figure suggests yes (`rules.indicators`).

    `least_done`: of what is due in a case so many percent make the case count, where the indicator asks for that.
    """

    yes_from: int
    least_done: int = 0
    certainty: str = "R"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm(Entry):
    """A short form behind an indicator: questions answered by 0 (worst) to 5 (best); `asks` says who answers it."""

    indicator: Indicator
    asks: tuple[Respondent, ...]
    questions: tuple[Entry, ...]


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
    examples: tuple[PlanExample, ...] = ()
    outcomes: tuple[Entry, ...]
    closing_reasons: tuple[ClosingReason, ...]
    follow_ups: tuple[FollowUpAfter, ...] = ()
    sources: tuple[Entry, ...] = ()
    conditions: tuple[Entry, ...] = ()
    risks: tuple[Entry, ...] = ()
    papers: tuple[CasePaper, ...] = ()
    referral_waits: tuple[ReferralWait, ...] = ()
    conference_needs: tuple[ConferenceNeed, ...] = ()
    indicators: tuple[IndicatorRule, ...] = ()
    answer_forms: tuple[AnswerForm, ...] = ()

    def stage(self, code: str) -> Stage:
        """A stage; raises `cases.unknown_stage`."""
        return _found(self.stages, code, "cases.unknown_stage")

    def stage_or_unknown(self, code: str) -> Stage:
        """A stage as an entry names it: one that only a forged entry can name is shown by its code and ends nothing."""
        return next((stage for stage in self.stages if stage.code == code), Stage(code=code, th=code, en=code))

    def place_of_stage(self, code: str) -> int:
        """The place of a stage in the order, from 0; -1 of an unknown one, which comes before all."""
        return next((place for place, stage in enumerate(self.stages) if stage.code == code), -1)

    def dimension(self, code: str) -> Dimension:
        """A dimension; raises `cases.unknown_dimension`."""
        return _found(self.dimensions, code, "cases.unknown_dimension")

    def checklist(self, code: str) -> Checklist:
        """A checklist; raises `cases.unknown_checklist`."""
        return _found(self.checklists, code, "cases.unknown_checklist")

    def paper(self, code: str) -> CasePaper:
        """A paper; raises `case_intake.unknown_paper`."""
        return _found(self.papers, code, "case_intake.unknown_paper")

    @property
    def flags(self) -> tuple[Restriction, ...]:
        """Facts of the intake that restrict a case unless somebody says otherwise."""
        return tuple(reason for reason in self.restrictions if reason.flag)

    def checklists_at(self, occasion: str) -> tuple[Checklist, ...]:
        """The checklists of an occasion, in the order of the file."""
        return tuple(each for each in self.checklists if each.at == occasion)

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
