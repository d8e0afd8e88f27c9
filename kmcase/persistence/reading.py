"""One read transaction: the queries of every noun, joined."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property

from sqlalchemy import Connection

from kmcase.domain.cases.secrecy import NOBODY, Viewer
from kmcase.domain.offices import Office
from kmcase.persistence.chains import newest_head, office_chains
from kmcase.persistence.picture_uses import SqlPictureQueries
from kmcase.persistence.queries.appointments import SqlAppointmentQueries
from kmcase.persistence.queries.audits import SqlAuditQueries
from kmcase.persistence.queries.batches import SqlBatchQueries
from kmcase.persistence.queries.budgets import SqlBudgetQueries
from kmcase.persistence.queries.cases import (
    SqlCaseClosingQueries,
    SqlCaseIntakeQueries,
    SqlCaseNoteQueries,
    SqlCasePlanQueries,
    SqlCaseQueries,
    SqlCaseReferralQueries,
    SqlCaseStayQueries,
    SqlCaseTaskQueries,
    SqlConferenceQueries,
)
from kmcase.persistence.queries.cases.assessments import SqlCaseAssessmentQueries
from kmcase.persistence.queries.cases.indicators import SqlIndicatorQueries
from kmcase.persistence.queries.cases.network import SqlCaseNetworkQueries
from kmcase.persistence.queries.casework import SqlCaseworkQueries
from kmcase.persistence.queries.checkouts import SqlCheckoutQueries
from kmcase.persistence.queries.conflicts import SqlConflictQueries
from kmcase.persistence.queries.household_plans import SqlHouseholdPlanQueries
from kmcase.persistence.queries.imports import SqlImportQueries
from kmcase.persistence.queries.lessons import SqlLessonQueries
from kmcase.persistence.queries.meetings import SqlMeetingQueries
from kmcase.persistence.queries.offices import SqlOfficeQueries
from kmcase.persistence.queries.payments import SqlPaymentQueries
from kmcase.persistence.queries.pending import SqlPendingQueries
from kmcase.persistence.queries.people import SqlPeopleQueries
from kmcase.persistence.queries.public_lists import SqlPublicListQueries
from kmcase.persistence.queries.publicity import SqlPublicityQueries
from kmcase.persistence.queries.requests import SqlRequestQueries
from kmcase.persistence.queries.visits import SqlVisitQueries
from kmcase.persistence.repositories.agencies import SqlAgencies
from kmcase.persistence.repositories.budgets import SqlBudgets
from kmcase.persistence.repositories.controls import SqlControls
from kmcase.persistence.repositories.duplicates import SqlDuplicates
from kmcase.persistence.repositories.office import load_office, load_regulations
from kmcase.persistence.repositories.other_payments import SqlOtherPayments
from kmcase.persistence.repositories.reconciliation import SqlReconciliation
from kmcase.persistence.repositories.samples import SqlSamples
from kmcase.persistence.repositories.staff import SqlStaff
from kmcase.persistence.signing_keys import signing_keys
from kmcase.persistence.statements import Rows
from kmcase.rules.regulations import Regulations
from kmcase.thai.calendar import bangkok_date


class SqlReading:
    """One read transaction with the queries of every noun, made when first asked for."""

    def __init__(self, connection: Connection, now: datetime, laptop_id: str = "", viewer: Viewer = NOBODY) -> None:
        self.connection = connection
        self.now = now
        self._viewer = viewer
        self._laptop_id = laptop_id
        self.today: date = bangkok_date(now)

    @cached_property
    def office(self) -> Office:
        """The office of this store."""
        return load_office(self.connection)

    @cached_property
    def stores(self) -> tuple[str, ...]:
        """The store ids that the office ever had, the first one first: paper keeps that of its day."""
        return office_chains(self.connection)

    @cached_property
    def head(self) -> str:
        """The hash of the present chain's end in hexadecimal; empty before the first entry."""
        return newest_head(self.connection).hex()

    @cached_property
    def signing_key(self) -> str:
        """The public key that signs today by the journal's own signatures, in hexadecimal; empty where none does."""
        key = signing_keys(self.connection).newest()
        return key.public_bytes_raw().hex() if key is not None else ""

    @cached_property
    def regulations(self) -> Regulations:
        """The merged numbers."""
        return load_regulations(self.connection)

    @cached_property
    def people(self) -> SqlPeopleQueries:
        """The register."""
        return SqlPeopleQueries(self.connection, self.today, self.regulations)

    @cached_property
    def conflicts(self) -> SqlConflictQueries:
        """Values that were written apart."""
        return SqlConflictQueries(self.connection, self._viewer, self.now)

    @cached_property
    def duplicates(self) -> SqlDuplicates:
        """Who may be in the register twice, and what was decided of it."""
        return SqlDuplicates(Rows(self.connection))

    @cached_property
    def other_payments(self) -> SqlOtherPayments:
        """Payments of other units and programmes."""
        return SqlOtherPayments(Rows(self.connection))

    @cached_property
    def cases(self) -> SqlCaseQueries:
        """Cases that the viewer may see."""
        return SqlCaseQueries(Rows(self.connection), self._viewer, self.now)

    @cached_property
    def casework(self) -> SqlCaseworkQueries:
        """Versions of the casework."""
        return SqlCaseworkQueries(Rows(self.connection), self.now)

    @cached_property
    def case_plans(self) -> SqlCasePlanQueries:
        """Service plans of cases that the viewer may see."""
        return SqlCasePlanQueries(Rows(self.connection), self._viewer, self.now)

    @cached_property
    def case_intake(self) -> SqlCaseIntakeQueries:
        """Reception and papers of cases that the viewer may see."""
        return SqlCaseIntakeQueries(Rows(self.connection), self._viewer, self.now)

    @cached_property
    def case_notes(self) -> SqlCaseNoteQueries:
        """Notes of cases that the viewer may see."""
        return SqlCaseNoteQueries(Rows(self.connection), self._viewer, self.now)

    @cached_property
    def case_stays(self) -> SqlCaseStayQueries:
        """Beds, and stays of cases that the viewer may see."""
        return SqlCaseStayQueries(Rows(self.connection), self._viewer, self.now)

    @cached_property
    def case_tasks(self) -> SqlCaseTaskQueries:
        """Tasks of cases that the viewer may see, and his day."""
        return SqlCaseTaskQueries(Rows(self.connection), self._viewer, self.now)

    @cached_property
    def case_referrals(self) -> SqlCaseReferralQueries:
        """Referrals of cases that the viewer may see."""
        return SqlCaseReferralQueries(Rows(self.connection), self._viewer, self.now)

    @cached_property
    def case_closings(self) -> SqlCaseClosingQueries:
        """Closings of cases that the viewer may see."""
        return SqlCaseClosingQueries(Rows(self.connection), self._viewer, self.now)

    @cached_property
    def conferences(self) -> SqlConferenceQueries:
        """Case conferences, of their agendas the cases that the viewer may see."""
        return SqlConferenceQueries(Rows(self.connection), self._viewer, self.now)

    @cached_property
    def agencies(self) -> SqlAgencies:
        """The directory of agencies."""
        return SqlAgencies(Rows(self.connection))

    @cached_property
    def case_assessments(self) -> SqlCaseAssessmentQueries:
        """Assessments of cases that the viewer may see."""
        return SqlCaseAssessmentQueries(Rows(self.connection), self._viewer, self.now)

    @cached_property
    def case_network(self) -> SqlCaseNetworkQueries:
        """Who is around the clients that the viewer may see."""
        return SqlCaseNetworkQueries(Rows(self.connection), self._viewer, self.now)

    @cached_property
    def indicators(self) -> SqlIndicatorQueries:
        """What the indicators of case work are counted from."""
        return SqlIndicatorQueries(Rows(self.connection), self._viewer, self.now)

    @cached_property
    def imports(self) -> SqlImportQueries:
        """Survey lists."""
        return SqlImportQueries(self.connection)

    @cached_property
    def requests(self) -> SqlRequestQueries:
        """Aid requests."""
        return SqlRequestQueries(self.connection, self.today, self.regulations)

    @cached_property
    def visits(self) -> SqlVisitQueries:
        """Visits."""
        return SqlVisitQueries(self.connection)

    @cached_property
    def limits(self) -> SqlBudgets:
        """Budgets and claims, for judging beside a form."""
        return SqlBudgets(Rows(self.connection))

    @cached_property
    def staff(self) -> SqlStaff:
        """Members of staff."""
        return SqlStaff(Rows(self.connection))

    @cached_property
    def offices(self) -> SqlOfficeQueries:
        """What was changed of staff, office and numbers."""
        return SqlOfficeQueries(self.connection)

    @cached_property
    def budgets(self) -> SqlBudgetQueries:
        """Budget figures."""
        return SqlBudgetQueries(self.connection)

    @cached_property
    def meetings(self) -> SqlMeetingQueries:
        """Meetings and agendas."""
        return SqlMeetingQueries(self.connection, self.today)

    @cached_property
    def batches(self) -> SqlBatchQueries:
        """Batches, and who waits for money."""
        return SqlBatchQueries(self.connection)

    @cached_property
    def payments(self) -> SqlPaymentQueries:
        """Runs, receipts, ledger."""
        return SqlPaymentQueries(self.connection, self._laptop_id)

    @cached_property
    def reconciliation(self) -> SqlReconciliation:
        """Bank reports, and what became of each payee of a batch."""
        return SqlReconciliation(Rows(self.connection))

    @cached_property
    def checkouts(self) -> SqlCheckoutQueries:
        """Runs out with a laptop."""
        return SqlCheckoutQueries(self.connection, self._laptop_id)

    @cached_property
    def controls(self) -> SqlControls:
        """Facts of the controls, and judgements of observations."""
        return SqlControls(Rows(self.connection))

    @cached_property
    def samples(self) -> SqlSamples:
        """Verification samples, and answers of payees."""
        return SqlSamples(Rows(self.connection))

    @cached_property
    def pending(self) -> SqlPendingQueries:
        """What waits to be done."""
        return SqlPendingQueries(self.connection, self.today)

    @cached_property
    def household_plans(self) -> SqlHouseholdPlanQueries:
        """Plans of households, and houses that are built."""
        return SqlHouseholdPlanQueries(Rows(self.connection))

    @cached_property
    def lessons(self) -> SqlLessonQueries:
        """Lessons of rounds."""
        return SqlLessonQueries(Rows(self.connection))

    @cached_property
    def pictures(self) -> SqlPictureQueries:
        """Uses of pictures and signatures."""
        return SqlPictureQueries(self.connection)

    @cached_property
    def publicity(self) -> SqlPublicityQueries:
        """Publicity texts and consents."""
        return SqlPublicityQueries(Rows(self.connection))

    @cached_property
    def appointments(self) -> SqlAppointmentQueries:
        """Field work: partners, appointments, who is not visited yet."""
        return SqlAppointmentQueries(self.connection, self.today)

    @cached_property
    def audits(self) -> SqlAuditQueries:
        """What auditors' bundles are made of."""
        return SqlAuditQueries(self.connection)

    @cached_property
    def public_lists(self) -> SqlPublicListQueries:
        """Who was approved or paid, for the public."""
        return SqlPublicListQueries(self.connection)
