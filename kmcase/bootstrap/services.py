"""The application's services, joined to what they stand on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from kmcase.application.agencies import AgencyService
from kmcase.application.appointments import AppointmentService
from kmcase.application.audits import AuditService
from kmcase.application.backups import BackupService
from kmcase.application.batches import BatchService
from kmcase.application.budgets import BudgetService
from kmcase.application.cases import (
    CaseIntakeService,
    CaseNoteService,
    CasePaperService,
    CasePlanService,
    CaseService,
    CaseStayService,
    CaseTaskService,
    ClosingService,
    ConferenceService,
    ReferralService,
)
from kmcase.application.cases.assessments import CaseAssessmentService
from kmcase.application.cases.files import CaseFileService
from kmcase.application.cases.network import CaseNetworkService
from kmcase.application.casework import CaseworkService
from kmcase.application.checkouts import CheckoutService
from kmcase.application.conflicts import ConflictService
from kmcase.application.controls import ControlService
from kmcase.application.drafts import DraftStore
from kmcase.application.duplicates import DuplicateService
from kmcase.application.duplicates.arriving import before_a_bundle
from kmcase.application.duties import DutyService
from kmcase.application.evidence import Attachments
from kmcase.application.exchange import ExchangeService, LaptopService
from kmcase.application.exchange.hearing import Hearing
from kmcase.application.exchange.laptops import Enrolments
from kmcase.application.exchange.network import NetworkExchange
from kmcase.application.exchange.service import Accept
from kmcase.application.followups import FollowUpService
from kmcase.application.forms import FormExports, Forms
from kmcase.application.household_plans import HouseBuildingService, HouseholdPlanService
from kmcase.application.imports import ImportService
from kmcase.application.imports.submissions import Submissions
from kmcase.application.indicators import IndicatorService
from kmcase.application.lessons import LessonService
from kmcase.application.meetings import MeetingService
from kmcase.application.offices import OfficeService
from kmcase.application.other_payments import OtherPaymentService
from kmcase.application.overview import OverviewService
from kmcase.application.partners import PartnerService
from kmcase.application.payments import PaymentService
from kmcase.application.people import PeopleService
from kmcase.application.permissions import allowed
from kmcase.application.pictures import PictureService
from kmcase.application.ports.files import CameraReader
from kmcase.application.printing import PrintingService
from kmcase.application.public_lists import PublicListService
from kmcase.application.publicity import PublicityService
from kmcase.application.receipts import ReceiptService
from kmcase.application.reconciliation import ReconciliationService
from kmcase.application.requests import RequestService
from kmcase.application.samples import SampleService
from kmcase.application.scans import ScanService
from kmcase.application.staff import StaffService
from kmcase.application.today import TodayService
from kmcase.application.verification import VerificationService
from kmcase.application.visits import VisitService
from kmcase.application.work import Actor
from kmcase.bootstrap.forms import form_exports, shipped_forms
from kmcase.documents.press import Printer
from kmcase.documents.waiting_lists import write_waiting_list
from kmcase.files.audit_bundles import read_bundle_hashes
from kmcase.files.bundle_verifier import verifier_source
from kmcase.files.camera_folders import CameraFolders
from kmcase.files.captured import CapturedPictures
from kmcase.files.casework_files import read_text
from kmcase.files.fingerprints import PictureFingerprints
from kmcase.files.ledger_pages import read_ledger_pages
from kmcase.files.opening import read_bytes
from kmcase.files.scans import read_scans
from kmcase.files.submissions import open_pictures, read_list
from kmcase.files.workbooks import LARGEST_FILE, read_workbook
from kmcase.persistence.backups import last_medium_copy, list_backups, low_space
from kmcase.persistence.bundle_folders import DurableFolders
from kmcase.persistence.devices import SqlDevices
from kmcase.persistence.draft_store import SqlDrafts
from kmcase.persistence.durable import atomic_fill
from kmcase.persistence.exchange_store import SqlExchange
from kmcase.persistence.keyring_store import KeyringStore
from kmcase.persistence.office_backups import FolderBackups
from kmcase.persistence.office_folder import OfficeFolder
from kmcase.persistence.office_keys import StoredKeys
from kmcase.persistence.picture_prints import SqlPictures
from kmcase.persistence.unit_of_work import SqlWork
from kmcase.persistence.verification import SqlVerifier
from kmcase.rules.exchanges import is_long_ago
from kmcase.sync import wire
from kmcase.sync.files import FileBundles
from kmcase.thai.calendar import bangkok_date


@dataclass(frozen=True, slots=True)
class OfficeFiles:
    """What the files beside the database tell a user: back-ups, room, the guards found at the start, the password."""

    folder: OfficeFolder
    gone: tuple[str, ...]
    login: str
    keyrings: KeyringStore
    loose_role: bool = False

    def last_backup(self) -> datetime | None:
        """When the last whole back-up was made."""
        return next((backup.at for backup in list_backups(self.folder.backups)), None)

    def last_second_medium(self) -> datetime | None:
        """When a back-up last went to a second medium."""
        copied = last_medium_copy(self.folder.backups)
        return copied.at if copied is not None else None

    def low_space(self) -> int | None:
        """The free bytes where they are few."""
        return low_space(self.folder.path)

    def missing_triggers(self) -> tuple[str, ...]:
        """Triggers that should guard the tables and did not at the start."""
        return self.gone

    def password_lent(self) -> bool:
        """Whether somebody else set the user's password."""
        return self.keyrings.load().is_lent(self.login)

    def too_many_rights(self) -> bool:
        """Whether the database lets this program lift what guards the journal."""
        return self.loose_role


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What services need of an open office besides its work."""

    verifier: SqlVerifier
    files: OfficeFiles
    backups: FolderBackups
    keys: StoredKeys
    exchange: SqlExchange
    devices: SqlDevices
    enrolments: Enrolments


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The application's services by noun, in one person's name."""

    actor: Actor
    today: Callable[[], date]
    forms: Forms
    form_exports: FormExports
    visits: VisitService
    people: PeopleService
    cases: CaseService
    casework: CaseworkService
    case_files: CaseFileService
    case_plans: CasePlanService
    case_intake: CaseIntakeService
    case_papers: CasePaperService
    case_notes: CaseNoteService
    case_stays: CaseStayService
    case_tasks: CaseTaskService
    referrals: ReferralService
    closings: ClosingService
    conferences: ConferenceService
    agencies: AgencyService
    case_assessments: CaseAssessmentService
    indicators: IndicatorService
    case_network: CaseNetworkService
    imports: ImportService
    partners: PartnerService
    appointments: AppointmentService
    requests: RequestService
    budgets: BudgetService
    meetings: MeetingService
    batches: BatchService
    payments: PaymentService
    receipts: ReceiptService
    reconciliation: ReconciliationService
    checkouts: CheckoutService
    attachments: Attachments
    camera: CameraReader
    scans: ScanService
    household_plans: HouseholdPlanService
    house_building: HouseBuildingService
    lessons: LessonService
    publicity: PublicityService
    controls: ControlService
    pictures: PictureService
    followups: FollowUpService
    samples: SampleService
    duplicates: DuplicateService
    other_payments: OtherPaymentService
    duties: DutyService
    verification: VerificationService
    printing: PrintingService
    backups: BackupService
    overview: OverviewService
    day: TodayService
    staff: StaffService
    office: OfficeService
    drafts: DraftStore
    exchange: ExchangeService
    network: NetworkExchange
    laptops: LaptopService
    conflicts: ConflictService
    audits: AuditService
    public_lists: PublicListService


def make_services(work: SqlWork, machine: Machine) -> Services:
    """All services in the name of the work's actor."""
    verifier = machine.verifier
    verification = VerificationService(work.actor, verifier, read_ledger_pages, read_bundle_hashes)
    attachments = Attachments(verifier.blobs, CapturedPictures())
    forms = shipped_forms()
    visits = VisitService(work, forms, at_office=not work.store.laptop_id)
    checkouts = CheckoutService(work)
    exchange = exchange_service(work, machine, (checkouts.accept, _open_wished(work, visits), _restrict_met(work)))
    printer = Printer()
    printing = PrintingService(work, printer, verification, verifier.blobs.get, forms)
    payments = PaymentService(work)
    return Services(
        actor=work.actor,
        today=lambda: bangkok_date(work.clock.now()),
        forms=forms,
        form_exports=form_exports(),
        people=PeopleService(work),
        **_of_cases(work, printer, verifier.blobs.get),
        imports=ImportService(work, read_list, write_waiting_list, Submissions(forms, attachments, open_pictures)),
        partners=PartnerService(work),
        appointments=AppointmentService(work),
        visits=visits,
        requests=RequestService(work, forms),
        budgets=BudgetService(work),
        meetings=MeetingService(work),
        batches=BatchService(work),
        payments=payments,
        receipts=ReceiptService(work),
        reconciliation=ReconciliationService(work, read_workbook, read_bank_report, attachments, payments),
        checkouts=checkouts,
        attachments=attachments,
        camera=CameraFolders(),
        scans=ScanService(work, attachments, read_scans),
        household_plans=HouseholdPlanService(work),
        house_building=HouseBuildingService(work),
        lessons=LessonService(work),
        publicity=PublicityService(work, attachments, CapturedPictures()),
        controls=ControlService(work),
        pictures=PictureService(work, SqlPictures(work.store.engine), verifier.blobs, PictureFingerprints()),
        followups=FollowUpService(work),
        samples=SampleService(work),
        duplicates=DuplicateService(work),
        other_payments=OtherPaymentService(work, read_list),
        duties=DutyService(work),
        verification=verification,
        printing=printing,
        backups=BackupService(work.actor, work.clock, machine.backups),
        overview=OverviewService(work, machine.files, machine.exchange.clock, machine.exchange.laptops),
        day=TodayService(work, machine.files),
        staff=StaffService(work, machine.keys),
        office=OfficeService(work),
        drafts=SqlDrafts(engine=work.store.engine, staff_id=work.actor.staff_id, clock=work.clock),
        exchange=exchange,
        network=_network(exchange, machine),
        laptops=LaptopService(work, machine.exchange, exchange, machine.enrolments),
        conflicts=ConflictService(work, PeopleService(work), visits, forms),
        audits=_audits(work, printing, printer, machine),
        public_lists=PublicListService(work, printer),
    )


def _of_cases(work: SqlWork, printer: Printer, stored: Callable[[str], bytes]) -> dict[str, Any]:
    """The services of case management by the names of `Services`."""
    return {
        "cases": CaseService(work),
        "casework": CaseworkService(work, read_text),
        "case_files": CaseFileService(work, printer, stored),
        "case_plans": CasePlanService(work, printer, stored),
        "case_intake": CaseIntakeService(work),
        "case_papers": CasePaperService(work, printer, stored),
        "case_notes": CaseNoteService(work),
        "case_stays": CaseStayService(work),
        "case_tasks": CaseTaskService(work),
        "referrals": ReferralService(work),
        "closings": ClosingService(work),
        "conferences": ConferenceService(work, printer),
        "agencies": AgencyService(work),
        "case_assessments": CaseAssessmentService(work, printer),
        "case_network": CaseNetworkService(work),
        "indicators": IndicatorService(work, printer),
    }


def _open_wished(work: SqlWork, visits: VisitService) -> Accept:
    """Opens the requests that visits wish for, where the actor may; gives how many."""

    def open_wished() -> int:
        return len(visits.open_wished_requests().value.opened) if allowed("requests.open", work.actor.roles) else 0

    return open_wished


def _restrict_met(work: SqlWork) -> Accept:
    """Restricts the cases that became a child's where two bundles met; what is restricted is no entry accepted."""

    def restrict_met() -> int:
        CaseIntakeService(work).restrict_children()
        return 0

    return restrict_met


def _network(exchange: ExchangeService, machine: Machine) -> NetworkExchange:
    folder = machine.files.folder.path / "exchange"
    return NetworkExchange(exchange, machine.exchange, machine.devices, wire.exchange, folder)


def _audits(work: SqlWork, printing: PrintingService, printer: Printer, machine: Machine) -> AuditService:
    """Auditors' bundles in the name of the work's actor."""
    verifier = machine.verifier
    return AuditService(
        work,
        printing,
        printer,
        VerificationService(work.actor, verifier, read_ledger_pages, read_bundle_hashes),
        verifier.blobs.get,
        DurableFolders(),
        work.store.signer,
        ControlService(work).concerning,
        verifier_source,
    )


def read_bank_report(path: Path) -> bytes:
    """The bytes of a bank's report as they are kept."""
    return read_bytes(path, LARGEST_FILE)


def exchange_service(work: SqlWork, machine: Machine, accept: tuple[Accept, ...]) -> ExchangeService:
    """The exchange in the name of the work's actor; `accept` is what the office makes of laptops' entries."""

    def conflicts() -> int:
        with work.read("exchange.read") as reading:
            return reading.conflicts.count()

    def long_ago(at: datetime) -> bool:
        with work.read("exchange.read") as reading:
            return is_long_ago(at, reading.today, reading.regulations)

    return ExchangeService(
        work.actor,
        work.clock,
        work.ids,
        machine.exchange,
        machine.devices,
        FileBundles(atomic_fill),
        machine.exchange.blobs,
        accept,
        Hearing(work).hear,
        conflicts=conflicts,
        long_ago=long_ago,
        compare=partial(before_a_bundle, work),
    )
