"""Assessments of a client: made, corrected by a version beside the old one, compared, printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kmcase.application.changes import Outcome
from kmcase.application.printing import case_assessments as papers
from kmcase.application.printing.press import Press
from kmcase.application.read.case_assessments import AssessmentItem, CaseScores
from kmcase.application.work import Work
from kmcase.domain.cases.assessments import AssessmentValues, AssessmentWritten, Remark, require_scores
from kmcase.domain.errors import require_that
from kmcase.domain.writings import Writing, superseded
from kmcase.messages import Language
from kmcase.thai.calendar import bangkok_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Assess:
    """A new assessment, or with `assessment_id` a version that takes the place of those `seen`."""

    case_id: str
    values: AssessmentValues
    assessment_id: str = ""
    seen: tuple[str, ...] = ()


class CaseAssessmentService:
    """Use cases of assessments."""

    def __init__(self, work: Work, press: Press) -> None:
        self._work = work
        self._press = press

    def items(self, case_id: str) -> tuple[AssessmentItem, ...]:
        """The assessments of a case, the oldest first; raises `cases.unknown`."""
        with self._work.read("cases.read") as reading:
            return reading.case_assessments.items(case_id)

    def newest_scores(self, case_id: str) -> CaseScores | None:
        """How a case stands by its newest assessment; None where there is none. Raises `cases.unknown`."""
        with self._work.read("cases.read") as reading:
            return reading.case_assessments.newest_scores(case_id)

    def scores_between(self, first: date, last: date) -> tuple[CaseScores, ...]:
        """Assessments made on these days of all cases that the actor may see."""
        with self._work.read("cases.read") as reading:
            return reading.case_assessments.scores_between(first, last)

    def assess(self, command: Assess) -> Outcome[str]:
        """Keep an assessment; gives its id. What is not `seen` of it stands beside it.

        Raises `cases.unknown`, `case_assessment.unknown`, `.in_future` and `.before_opening` beside `assessed_on`,
        `.empty` where nothing was scored or said, `.unknown_score`.
        """
        with self._work.begin("cases.assess") as unit:
            head = unit.cases.head(command.case_id)
            values = _tidied(command.values)
            require_that(values.assessed_on <= unit.today, "case_assessment.in_future", "assessed_on")
            opened = bangkok_date(head.opened_at)
            require_that(values.assessed_on >= opened, "case_assessment.before_opening", "assessed_on")
            scored = any(each.score is not None for each in values.scores)
            require_that(scored or bool(values.remarks), "case_assessment.empty")
            casework = head.casework
            before: tuple[Writing[AssessmentValues], ...] = ()
            if command.assessment_id:
                before = unit.case_assessments.versions(command.case_id, command.assessment_id)
                casework = unit.case_assessments.casework_of(command.case_id, command.assessment_id)
            require_scores(unit.cases.casework(casework), values)
            assessment_id = command.assessment_id or unit.ids.new()
            unit.record(
                AssessmentWritten(
                    case_id=command.case_id,
                    assessment_id=assessment_id,
                    version_id=unit.ids.new(),
                    casework=casework,
                    replaces=superseded(before, command.seen),
                    values=values,
                )
            )
            return unit.commit(assessment_id)

    def paper(self, order: papers.AssessmentOrder, language: Language = "th") -> bytes:
        """An assessment with radar, lines, family and resources as PDF; raises `cases.unknown`."""
        with self._work.read("cases.read") as reading:
            snapshot = papers.collect(reading, order, self._work.actor.name)
        return self._press.case_assessment(snapshot, language)


def _tidied(values: AssessmentValues) -> AssessmentValues:
    """Texts without blanks at their ends, and none that says nothing."""
    remarks: tuple[Remark, ...] = tuple(
        replace(remark, text=remark.text.strip()) for remark in values.remarks if remark.text.strip()
    )
    return replace(values, remarks=remarks, summary=values.summary.strip())
