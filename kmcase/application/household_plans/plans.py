"""A household's development plan: written in versions, certified, followed line by line; needs sent to agencies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kmcase.application.changes import Outcome
from kmcase.application.read.household_plans import PlanItem, PlanPage
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import require_that
from kmcase.domain.evidence import Attachment
from kmcase.domain.household_plans import (
    Certificate,
    DimensionSeen,
    FoundBy,
    LineResult,
    LineState,
    Mentor,
    Need,
    NeedAnswer,
    NeedAnswered,
    NeedSent,
    NeedState,
    PlanCertified,
    PlanLevel,
    PlanLine,
    PlanLineTold,
    PlanValues,
    PlanWritten,
    Step,
    StepMark,
    StepMarked,
)
from kmcase.domain.writings import standing, superseded


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePlan:
    """The plan of a household, or a version that takes the place of those `seen`.

    A line keeps the id that it had in a version before; any other id is given anew.
    """

    household_id: str
    found_by: FoundBy | None
    dimensions: tuple[DimensionSeen, ...] = ()
    lines: tuple[PlanLine, ...] = ()
    mentors: tuple[Mentor, ...] = ()
    note: str = ""
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TellLine:
    """How far a line of the plan is, and what came of it."""

    household_id: str
    line_id: str
    state: LineState
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifyPlan:
    """The district centre certified a version that stands: who signed, when, by which document."""

    household_id: str
    version_id: str
    certified_by: str
    certified_on: date | None
    document: str
    paper: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNeed:
    """A need goes to an agency, to be put in the plan of a level."""

    household_id: str
    what: str
    agency: str
    sent_on: date | None
    level: PlanLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerNeed:
    """What the agency answered, and the plan that the need was put in."""

    household_id: str
    need_id: str
    state: NeedState
    words: str = ""
    in_plan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkStep:
    """A step of the twelve was taken on a day, or is not after all."""

    household_id: str
    step: Step
    done: bool
    on: date | None = None
    note: str = ""


class HouseholdPlanService:
    """Use cases of plans."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def list(self) -> tuple[PlanItem, ...]:
        """Households with a plan or a house, and those that were paid and have none; by place."""
        with self._work.read("household_plans.read") as reading:
            return reading.household_plans.list()

    def page(self, household_id: str) -> PlanPage:
        """A household's plan; raises `people.unknown_household`."""
        with self._work.read("household_plans.read") as reading:
            return reading.household_plans.page(household_id)

    def write(self, command: WritePlan) -> Outcome[str]:
        """Keep a version; what is not `seen` stands beside it. Gives the version's id."""
        with self._work.begin("household_plans.write") as unit:
            unit.people.household(command.household_id)
            before = unit.household_plans.versions(command.household_id)
            version_id = unit.ids.new()
            known = {line.line_id for version in before for line in version.values.lines}
            unit.record(
                PlanWritten(
                    household_id=command.household_id,
                    version_id=version_id,
                    replaces=superseded(before, command.seen),
                    values=_values(unit, command, known),
                )
            )
            return unit.commit(version_id)

    def tell_line(self, command: TellLine) -> Outcome[str]:
        """Keep how far a line is; what is done or given up needs a word on what came of it."""
        with self._work.begin("household_plans.write") as unit:
            versions = unit.household_plans.versions(command.household_id)
            known = {line.line_id for version in versions for line in version.values.lines}
            require_that(command.line_id in known, "household_plans.unknown_line")
            ended = command.state in (LineState.DONE, LineState.GIVEN_UP)
            require_that(not ended or bool(command.result.strip()), "household_plans.result_missing", "result")
            result = LineResult(state=command.state, result=command.result.strip(), on=unit.today)
            unit.record(PlanLineTold(household_id=command.household_id, line_id=command.line_id, result=result))
            return unit.commit(command.line_id)

    def certify(self, command: CertifyPlan) -> Outcome[str]:
        """Keep the certificate of the one version that stands; gives its id."""
        with self._work.begin("household_plans.certify") as unit:
            stands = standing(unit.household_plans.versions(command.household_id))
            require_that(bool(stands), "household_plans.no_plan")
            require_that(len(stands) == 1, "household_plans.written_apart")
            require_that(stands[0].version_id == command.version_id, "household_plans.changed_meanwhile")
            require_that(bool(command.certified_by.strip()), "household_plans.certified_by_missing", "certified_by")
            require_that(bool(command.document.strip()), "household_plans.document_missing", "document")
            on = _past(unit, command.certified_on, "certified_on")
            certificate = Certificate(
                certificate_id=unit.ids.new(),
                version_id=command.version_id,
                certified_by=command.certified_by.strip(),
                certified_on=on,
                document=command.document.strip(),
                paper=command.paper,
            )
            unit.record(PlanCertified(household_id=command.household_id, certificate=certificate))
            return unit.commit(certificate.certificate_id)

    def send_need(self, command: SendNeed) -> Outcome[str]:
        """Keep that a need went to an agency; gives its id."""
        with self._work.begin("household_plans.write") as unit:
            require_that(bool(unit.household_plans.versions(command.household_id)), "household_plans.no_plan")
            require_that(bool(command.what.strip()), "household_plans.need_missing", "what")
            require_that(bool(command.agency.strip()), "household_plans.agency_missing", "agency")
            need = Need(
                need_id=unit.ids.new(),
                what=command.what.strip(),
                agency=command.agency.strip(),
                sent_on=_past(unit, command.sent_on, "sent_on"),
                level=command.level,
            )
            unit.record(NeedSent(household_id=command.household_id, need=need))
            return unit.commit(need.need_id)

    def answer_need(self, command: AnswerNeed) -> Outcome[str]:
        """Keep what the agency answered; a refusal says why."""
        with self._work.begin("household_plans.write") as unit:
            unit.household_plans.need(command.household_id, command.need_id)
            refused = command.state is NeedState.REFUSED
            require_that(not refused or bool(command.words.strip()), "household_plans.refusal_missing", "words")
            answer = NeedAnswer(
                state=command.state, words=command.words.strip(), in_plan=command.in_plan.strip(), on=unit.today
            )
            unit.record(NeedAnswered(household_id=command.household_id, need_id=command.need_id, answer=answer))
            return unit.commit(command.need_id)

    def mark_step(self, command: MarkStep) -> Outcome[str]:
        """Keep that a step was taken, or is not after all."""
        with self._work.begin("household_plans.write") as unit:
            unit.people.household(command.household_id)
            on = _past(unit, command.on, "on") if command.done else None
            mark = StepMark(done=command.done, on=on, note=command.note.strip())
            unit.record(StepMarked(household_id=command.household_id, step=command.step, mark=mark))
            return unit.commit(command.household_id)


def _past(unit: Unit, day: date | None, field: str) -> date:
    """A day that has come; raises `household_plans.day_wrong` beside its field."""
    require_that(day is not None and day <= unit.today, "household_plans.day_wrong", field)
    assert day is not None
    return day


def _values(unit: Unit, command: WritePlan, known: set[str]) -> PlanValues:
    require_that(command.found_by is not None, "household_plans.found_by_missing", "found_by")
    assert command.found_by is not None
    require_that(bool(command.dimensions), "household_plans.dimensions_missing", "dimensions")
    lines = tuple(_line(unit, line, known) for line in command.lines)
    require_that(bool(lines), "household_plans.lines_missing", "lines")
    require_that(all(line.what for line in lines), "household_plans.what_missing", "lines")
    mentors = tuple(
        replace(mentor, name=mentor.name.strip(), agency=mentor.agency.strip())
        for mentor in command.mentors
        if mentor.name.strip()
    )
    return PlanValues(
        found_by=command.found_by,
        casework=unit.cases.newest_casework().version,
        dimensions=tuple(replace(seen, words=seen.words.strip()) for seen in command.dimensions),
        lines=lines,
        mentors=mentors,
        note=command.note.strip(),
    )


def _line(unit: Unit, line: PlanLine, known: set[str]) -> PlanLine:
    return replace(
        line,
        line_id=line.line_id if line.line_id in known else unit.ids.new(),
        what=line.what.strip(),
        who=line.who.strip(),
        agency=line.agency.strip(),
    )
