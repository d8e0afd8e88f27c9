"""What makes pages and workbooks of snapshots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

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
from kmcase.messages import Language


class Press(Protocol):
    """Bytes of documents in a language."""

    def receipts(self, snapshots: Sequence[ReceiptSnapshot], language: Language) -> bytes:
        """ใบสำคัญรับเงิน, one to a page, as PDF."""
        ...

    def ledger(self, snapshots: Sequence[LedgerSnapshot], language: Language, steps: Steps) -> bytes:
        """The ledger's groups one after another, as PDF."""
        ...

    def ledger_workbook(self, snapshots: Sequence[LedgerSnapshot], language: Language, steps: Steps) -> bytes:
        """The same as a workbook, a sheet a group."""
        ...

    def case_assessment(self, snapshot: CaseAssessmentSnapshot, language: Language) -> bytes:
        """Assessments of a client with their pictures, family and resources, as PDF."""
        ...

    def recovery(self, snapshot: RecoverySnapshot, language: Language) -> bytes:
        """The recovery key on one page, as PDF."""
        ...

    def request_form(self, snapshot: RequestFormSnapshot, language: Language) -> bytes:
        """ปสค.1 and ปสค.2, as PDF."""
        ...

    def fact_finding(self, snapshot: FactFindingSnapshot, language: Language) -> bytes:
        """The report of a fact-finding with its photographs, as PDF."""
        ...

    def result_notice(self, snapshot: NoticeSnapshot, language: Language) -> bytes:
        """The letter that tells a family the result, as PDF."""
        ...

    def document_slip(self, snapshot: SlipSnapshot, language: Language) -> bytes:
        """The slip for papers taken, for family and office, as PDF."""
        ...

    def meeting(self, snapshot: MeetingSnapshot, language: Language) -> bytes:
        """Agenda and resolutions of a meeting, as PDF."""
        ...

    def control_report(self, report: ControlReport, language: Language) -> bytes:
        """The control report as PDF."""
        ...

    def control_workbook(self, report: ControlReport, language: Language) -> bytes:
        """The control report as a workbook."""
        ...

    def budget_report(self, report: BudgetReport, language: Language) -> bytes:
        """A half by month with the gap between need and approval, as PDF."""
        ...

    def budget_workbook(self, report: BudgetReport, language: Language) -> bytes:
        """The same as a workbook."""
        ...

    def sample_list(self, paper: SamplePaper, language: Language) -> bytes:
        """Whom to ask, as PDF."""
        ...

    def sample_workbook(self, paper: SamplePaper, language: Language) -> bytes:
        """Whom to ask, as a workbook."""
        ...

    def case_plan(self, snapshot: CasePlanSnapshot, language: Language) -> bytes:
        """The service plan of a case, as PDF."""
        ...

    def case_paper(self, snapshot: CasePaperSnapshot, language: Language) -> bytes:
        """An agreement or a consent of a case, as PDF."""
        ...

    def case_belongings(self, snapshot: BelongingsSnapshot, language: Language) -> bytes:
        """The inventory of a client's belongings, as PDF."""
        ...

    def case_file(self, snapshot: CaseFileSnapshot, language: Language) -> bytes:
        """The whole file of a case, as PDF."""
        ...

    def referral(self, letter: ReferralLetter, language: Language) -> bytes:
        """The letter of a referral, as PDF."""
        ...

    def conference_minutes(self, snapshot: MinutesSnapshot, language: Language) -> bytes:
        """The minutes of a case conference, as PDF."""
        ...

    def indicators(self, snapshot: IndicatorSnapshot, language: Language) -> bytes:
        """The indicators of case work, as PDF."""
        ...

    def indicator_workbook(self, snapshot: IndicatorSnapshot, language: Language) -> bytes:
        """The same as a workbook."""
        ...

    def household_plan(self, snapshot: HouseholdPlanSnapshot, language: Language) -> bytes:
        """The development plan of a household, as PDF."""
        ...

    def donation_receipt(self, snapshot: DonationSnapshot, language: Language) -> bytes:
        """ใบรับบริจาค, as PDF."""
        ...

    def lesson(self, snapshot: LessonSnapshot, language: Language) -> bytes:
        """A lesson of a round, as PDF."""
        ...

    def publicity(self, snapshot: PublicitySnapshot, language: Language) -> bytes:
        """A publicity text with its photographs, as PDF."""
        ...

    def work_plan(self, snapshot: PlanSnapshot, language: Language) -> bytes:
        """The plan of a month, as PDF."""
        ...

    def work_plan_workbook(self, snapshot: PlanSnapshot, language: Language) -> bytes:
        """The same as a workbook."""
        ...

    def visit_slips(self, snapshot: SlipsSnapshot, language: Language) -> bytes:
        """Appointment slips, three on a page, as PDF."""
        ...

    def survey_reminder(self, snapshot: ReminderSnapshot, language: Language) -> bytes:
        """The letter that reminds an agency of its list, as PDF."""
        ...

    def public_list(self, snapshot: PublicListSnapshot, language: Language) -> bytes:
        """A public list, as PDF."""
        ...

    def public_list_workbook(self, snapshot: PublicListSnapshot, language: Language) -> bytes:
        """The same as a workbook."""
        ...

    def audit_index(self, snapshot: IndexSnapshot, language: Language) -> bytes:
        """The index of an auditor's bundle, as PDF."""
        ...

    def audit_workbook(self, snapshot: IndexSnapshot) -> bytes:
        """The same as a workbook, a sheet a table."""
        ...
