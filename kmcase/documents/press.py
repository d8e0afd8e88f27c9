"""All documents behind one door; each module, and reportlab with it, is imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kmcase.application.access import Steps
from kmcase.application.printing.audits import IndexSnapshot
from kmcase.application.printing.budgets import BudgetReport
from kmcase.application.printing.case_assessments import CaseAssessmentSnapshot
from kmcase.application.printing.case_files import CaseFileSnapshot
from kmcase.application.printing.case_papers import BelongingsSnapshot, CasePaperSnapshot
from kmcase.application.printing.case_plans import CasePlanSnapshot
from kmcase.application.printing.case_referrals import ReferralLetter
from kmcase.application.printing.conferences import MinutesSnapshot
from kmcase.application.printing.controls import ControlReport
from kmcase.application.printing.fact_findings import FactFindingSnapshot
from kmcase.application.printing.household_plans import DonationSnapshot, HouseholdPlanSnapshot
from kmcase.application.printing.indicators import IndicatorSnapshot
from kmcase.application.printing.ledgers import LedgerSnapshot
from kmcase.application.printing.lessons import LessonSnapshot
from kmcase.application.printing.meetings import MeetingSnapshot
from kmcase.application.printing.notices import NoticeSnapshot, SlipSnapshot
from kmcase.application.printing.public_lists import PublicListSnapshot
from kmcase.application.printing.publicity import PublicitySnapshot
from kmcase.application.printing.receipts import ReceiptSnapshot
from kmcase.application.printing.recovery import RecoverySnapshot
from kmcase.application.printing.request_forms import RequestFormSnapshot
from kmcase.application.printing.samples import SamplePaper
from kmcase.application.printing.work_plans import PlanSnapshot, ReminderSnapshot, SlipsSnapshot
from kmcase.messages import Catalogue, Language


class Printer:
    """`Press` by the modules of this package."""

    def receipts(self, snapshots: Sequence[ReceiptSnapshot], language: Language) -> bytes:
        """ใบสำคัญรับเงิน as PDF."""
        from kmcase.documents import receipts

        return receipts.compose(snapshots, Catalogue(language))

    def ledger(self, snapshots: Sequence[LedgerSnapshot], language: Language, steps: Steps) -> bytes:
        """The ledger as PDF."""
        from kmcase.documents import ledgers

        return ledgers.compose(snapshots, Catalogue(language), stepping(steps))

    def ledger_workbook(self, snapshots: Sequence[LedgerSnapshot], language: Language, steps: Steps) -> bytes:
        """The ledger as a workbook."""
        from kmcase.documents import ledger_workbooks

        return ledger_workbooks.compose(snapshots, Catalogue(language), stepping(steps))

    def case_assessment(self, snapshot: CaseAssessmentSnapshot, language: Language) -> bytes:
        """Assessments of a client as PDF."""
        from kmcase.documents import case_assessments

        return case_assessments.compose(snapshot, Catalogue(language))

    def indicators(self, snapshot: IndicatorSnapshot, language: Language) -> bytes:
        """The indicators of case work as PDF."""
        from kmcase.documents import indicator_reports

        return indicator_reports.compose(snapshot, Catalogue(language))

    def indicator_workbook(self, snapshot: IndicatorSnapshot, language: Language) -> bytes:
        """The same as a workbook."""
        from kmcase.documents import indicator_reports

        return indicator_reports.compose_workbook(snapshot, Catalogue(language))

    def recovery(self, snapshot: RecoverySnapshot, language: Language) -> bytes:
        """The recovery key as PDF."""
        from kmcase.documents import recovery

        return recovery.compose(snapshot, Catalogue(language))

    def request_form(self, snapshot: RequestFormSnapshot, language: Language) -> bytes:
        """ปสค.1 and ปสค.2 as PDF."""
        from kmcase.documents import request_forms

        return request_forms.compose(snapshot, Catalogue(language))

    def fact_finding(self, snapshot: FactFindingSnapshot, language: Language) -> bytes:
        """The report of a fact-finding as PDF."""
        from kmcase.documents import fact_findings

        return fact_findings.compose(snapshot, Catalogue(language))

    def result_notice(self, snapshot: NoticeSnapshot, language: Language) -> bytes:
        """The letter that tells the result as PDF."""
        from kmcase.documents import notices

        return notices.compose_notice(snapshot, Catalogue(language))

    def document_slip(self, snapshot: SlipSnapshot, language: Language) -> bytes:
        """The slip for papers taken as PDF."""
        from kmcase.documents import notices

        return notices.compose_slip(snapshot, Catalogue(language))

    def meeting(self, snapshot: MeetingSnapshot, language: Language) -> bytes:
        """Agenda and resolutions as PDF."""
        from kmcase.documents import meetings

        return meetings.compose(snapshot, Catalogue(language))

    def control_report(self, report: ControlReport, language: Language) -> bytes:
        """The control report as PDF."""
        from kmcase.documents import controls

        return controls.compose(report, Catalogue(language))

    def control_workbook(self, report: ControlReport, language: Language) -> bytes:
        """The control report as a workbook."""
        from kmcase.documents import controls

        return controls.compose_workbook(report, Catalogue(language))

    def budget_report(self, report: BudgetReport, language: Language) -> bytes:
        """The budget report as PDF."""
        from kmcase.documents import budgets

        return budgets.compose(report, Catalogue(language))

    def budget_workbook(self, report: BudgetReport, language: Language) -> bytes:
        """The budget report as a workbook."""
        from kmcase.documents import budgets

        return budgets.compose_workbook(report, Catalogue(language))

    def sample_list(self, paper: SamplePaper, language: Language) -> bytes:
        """Whom to ask as PDF."""
        from kmcase.documents import samples

        return samples.compose(paper, Catalogue(language))

    def sample_workbook(self, paper: SamplePaper, language: Language) -> bytes:
        """Whom to ask as a workbook."""
        from kmcase.documents import samples

        return samples.compose_workbook(paper, Catalogue(language))

    def case_plan(self, snapshot: CasePlanSnapshot, language: Language) -> bytes:
        """The service plan of a case as PDF."""
        from kmcase.documents import case_plans

        return case_plans.compose(snapshot, Catalogue(language))

    def case_file(self, snapshot: CaseFileSnapshot, language: Language) -> bytes:
        """The whole file of a case as PDF."""
        from kmcase.documents import case_files

        return case_files.compose(snapshot, Catalogue(language))

    def referral(self, letter: ReferralLetter, language: Language) -> bytes:
        """The letter of a referral as PDF."""
        from kmcase.documents import case_referrals

        return case_referrals.compose(letter, Catalogue(language))

    def conference_minutes(self, snapshot: MinutesSnapshot, language: Language) -> bytes:
        """The minutes of a case conference as PDF."""
        from kmcase.documents import conferences

        return conferences.compose(snapshot, Catalogue(language))

    def household_plan(self, snapshot: HouseholdPlanSnapshot, language: Language) -> bytes:
        """The development plan of a household as PDF."""
        from kmcase.documents import household_plans

        return household_plans.compose(snapshot, Catalogue(language))

    def donation_receipt(self, snapshot: DonationSnapshot, language: Language) -> bytes:
        """ใบรับบริจาค as PDF."""
        from kmcase.documents import donation_receipts

        return donation_receipts.compose(snapshot, Catalogue(language))

    def lesson(self, snapshot: LessonSnapshot, language: Language) -> bytes:
        """A lesson of a round as PDF."""
        from kmcase.documents import lessons

        return lessons.compose(snapshot, Catalogue(language))

    def publicity(self, snapshot: PublicitySnapshot, language: Language) -> bytes:
        """A publicity text with its photographs as PDF."""
        from kmcase.documents import publicity

        return publicity.compose(snapshot, Catalogue(language))

    def work_plan(self, snapshot: PlanSnapshot, language: Language) -> bytes:
        """The plan of a month as PDF."""
        from kmcase.documents import work_plans

        return work_plans.compose_plan(snapshot, Catalogue(language))

    def work_plan_workbook(self, snapshot: PlanSnapshot, language: Language) -> bytes:
        """The plan of a month as a workbook."""
        from kmcase.documents import work_plans

        return work_plans.compose_plan_workbook(snapshot, Catalogue(language))

    def visit_slips(self, snapshot: SlipsSnapshot, language: Language) -> bytes:
        """Appointment slips as PDF."""
        from kmcase.documents import work_plans

        return work_plans.compose_slips(snapshot, Catalogue(language))

    def survey_reminder(self, snapshot: ReminderSnapshot, language: Language) -> bytes:
        """The letter that reminds an agency as PDF."""
        from kmcase.documents import work_plans

        return work_plans.compose_reminder(snapshot, Catalogue(language))

    def public_list(self, snapshot: PublicListSnapshot, language: Language) -> bytes:
        """A public list as PDF."""
        from kmcase.documents import public_lists

        return public_lists.compose(snapshot, Catalogue(language))

    def public_list_workbook(self, snapshot: PublicListSnapshot, language: Language) -> bytes:
        """A public list as a workbook."""
        from kmcase.documents import public_lists

        return public_lists.compose_workbook(snapshot, Catalogue(language))

    def case_paper(self, snapshot: CasePaperSnapshot, language: Language) -> bytes:
        """A case's agreement or consent as PDF."""
        from kmcase.documents import case_papers

        return case_papers.compose_paper(snapshot, Catalogue(language))

    def case_belongings(self, snapshot: BelongingsSnapshot, language: Language) -> bytes:
        """A case's inventory of belongings as PDF."""
        from kmcase.documents import case_papers

        return case_papers.compose_belongings(snapshot, Catalogue(language))

    def audit_index(self, snapshot: IndexSnapshot, language: Language) -> bytes:
        """The index of an auditor's bundle as PDF."""
        from kmcase.documents import audits

        return audits.compose(snapshot, Catalogue(language))

    def audit_workbook(self, snapshot: IndexSnapshot) -> bytes:
        """The index of an auditor's bundle as a workbook."""
        from kmcase.documents import audits

        return audits.compose_workbook(snapshot)


def stepping(steps: Steps) -> Callable[[int, int], None]:
    """Steps as the writers call them: progress, and a chance to stop."""

    def step(done: int, total: int) -> None:
        steps.check()
        steps.report(done, total)

    return step
