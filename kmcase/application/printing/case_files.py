"""What stands in a whole case file on paper, from reception to closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kmcase.application.ports.files import OpenBytes
from kmcase.application.ports.reading import Reading
from kmcase.application.printing.case_assessments import AssessmentOrder, CaseAssessmentSnapshot
from kmcase.application.printing.case_assessments import collect as collect_assessments
from kmcase.application.printing.case_plans import CasePlanSnapshot
from kmcase.application.printing.case_plans import collect as collect_plan
from kmcase.application.read.case_closing import ClosingPage
from kmcase.application.read.case_intake import IntakePage, PapersPage
from kmcase.application.read.case_notes import NotesPage
from kmcase.application.read.case_referrals import ReferralItem
from kmcase.application.read.case_stays import StayLine
from kmcase.application.read.case_tasks import TaskLine
from kmcase.application.read.cases import CasePage, StageStep
from kmcase.application.read.conferences import CaseConference


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFileSnapshot:
    """A case as the one who prints it sees it; the assessments are the first and the newest, the notes all."""

    office: str
    page: CasePage
    steps: tuple[StageStep, ...]
    intake: IntakePage
    stays: tuple[StayLine, ...]
    papers: PapersPage
    assessments: CaseAssessmentSnapshot
    plan: CasePlanSnapshot
    tasks: tuple[TaskLine, ...]
    notes: NotesPage
    referrals: tuple[ReferralItem, ...]
    conferences: tuple[CaseConference, ...]
    closings: ClosingPage
    printed_at: datetime
    printed_by: str
    sample: bool = False


def collect(reading: Reading, case_id: str, printed_by: str, open_bytes: OpenBytes) -> CaseFileSnapshot:
    """The whole file of a case; raises `cases.unknown`."""
    page = reading.cases.page(case_id)
    assessed = reading.case_assessments.items(case_id)
    chosen = tuple(dict.fromkeys((assessed[0].assessment_id, assessed[-1].assessment_id))) if assessed else ()
    order = AssessmentOrder(case_id=case_id, assessment_ids=chosen)
    return CaseFileSnapshot(
        office=reading.office.name,
        page=page,
        steps=reading.cases.steps(case_id),
        intake=reading.case_intake.page(case_id),
        stays=reading.case_stays.page(case_id).lines,
        papers=reading.case_intake.papers_page(case_id),
        assessments=collect_assessments(reading, order, printed_by),
        plan=collect_plan(reading, case_id, 0, printed_by, open_bytes),
        tasks=reading.case_tasks.tasks(case_id),
        notes=reading.case_notes.page(case_id),
        referrals=reading.case_referrals.of_case(case_id),
        conferences=reading.conferences.of_case(case_id),
        closings=reading.case_closings.page(case_id),
        printed_at=reading.now,
        printed_by=printed_by,
        sample=reading.office.sample,
    )
