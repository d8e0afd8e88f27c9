"""What a use case loads inside its transaction: frozen aggregates and facts, one repository a noun."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol

from kmcase.application.ports.agencies import AgencyRepository
from kmcase.application.ports.appointments import AppointmentRepository
from kmcase.application.ports.batches import BatchRepository
from kmcase.application.ports.case_assessments import CaseAssessmentRepository
from kmcase.application.ports.case_closing import CaseClosingRepository
from kmcase.application.ports.case_intake import CaseIntakeRepository
from kmcase.application.ports.case_network import CaseNetworkRepository
from kmcase.application.ports.case_notes import CaseNoteRepository
from kmcase.application.ports.case_plans import CasePlanRepository
from kmcase.application.ports.case_referrals import CaseReferralRepository
from kmcase.application.ports.case_stays import CaseStayRepository
from kmcase.application.ports.case_tasks import CaseTaskRepository
from kmcase.application.ports.cases import CaseRepository
from kmcase.application.ports.checkouts import CheckoutRepository
from kmcase.application.ports.conferences import ConferenceRepository
from kmcase.application.ports.controls import ControlRepository
from kmcase.application.ports.duplicates import DuplicateRepository
from kmcase.application.ports.household_plans import HouseholdPlanRepository
from kmcase.application.ports.imports import ImportRepository
from kmcase.application.ports.indicators import IndicatorRepository
from kmcase.application.ports.laptops import LaptopRepository
from kmcase.application.ports.lessons import LessonRepository
from kmcase.application.ports.meetings import MeetingRepository
from kmcase.application.ports.other_payments import OtherPaymentRepository
from kmcase.application.ports.payments import PaymentRepository
from kmcase.application.ports.publicity import PublicityRepository
from kmcase.application.ports.reconciliation import ReconciliationRepository
from kmcase.application.ports.requests import RequestRepository
from kmcase.application.ports.samples import SampleRepository
from kmcase.application.ports.visits import VisitRepository
from kmcase.domain.budgets import Budget, BudgetHalf, ClaimUnit
from kmcase.domain.people import Household, Person
from kmcase.domain.staff import StaffMember
from kmcase.rules.duties import DutyException, Relative
from kmcase.rules.limits import TimesTaken


class PeopleRepository(Protocol):
    """Persons and households."""

    def person(self, person_id: str) -> Person:
        """A person; raises `people.unknown`."""
        ...

    def with_national_id(self, national_id: str) -> tuple[str, ...]:
        """Ids of the persons that carry a national id."""
        ...

    def household(self, household_id: str) -> Household:
        """A household; raises `people.unknown_household`."""
        ...

    def household_of_family(self, family_id: str) -> str | None:
        """The household that a family belongs to."""
        ...

    def families_of(self, household_id: str) -> tuple[str, ...]:
        """The families of a household."""
        ...


class StaffRepository(Protocol):
    """Members of staff, their declared relatives, and exceptions of duties."""

    def member(self, staff_id: str) -> StaffMember:
        """A member; raises `staff.unknown`."""
        ...

    def members(self) -> tuple[StaffMember, ...]:
        """All, those who left as well."""
        ...

    def relatives(self) -> tuple[Relative, ...]:
        """All declared relatives."""
        ...

    def relatives_confirmed(self, staff_id: str, fiscal_year: int) -> bool:
        """Whether somebody said for a fiscal year that all relatives are named."""
        ...

    def duty_exceptions(self, noun: str, record_id: str) -> tuple[DutyException, ...]:
        """Exceptions granted for a record."""
        ...


class BudgetRepository(Protocol):
    """Budgets, claims and permissions."""

    def budget(self, half: BudgetHalf) -> Budget | None:
        """A half as it stands; None where nothing was ever allotted."""
        ...

    def taken(self, unit: ClaimUnit, unit_id: str, aid_kind: str, year: int) -> TimesTaken:
        """The claims that a unit holds in a fiscal year, and those of the year before that were paid in it."""
        ...

    def helped_namesakes(self, person_id: str, year: int, settled: Collection[str] = ()) -> tuple[str, ...]:
        """Names of others with claims in a fiscal year who may be this person: `rules.limits.LimitFacts`.

        About those `settled` somebody decided already.
        """
        ...

    def late_until(self, half: BudgetHalf) -> date | None:
        """The last day of an approved late payment."""
        ...

    def opening_entered(self, voucher_number: str) -> bool:
        """Whether history of this voucher number was entered."""
        ...

    def own_vouchers_since(self) -> date | None:
        """The day on which the office issued its first own voucher number; None before that."""
        ...

    def voucher_issued(self, number: str) -> bool:
        """Whether the office issued a voucher of this number, however its digits are written."""
        ...

    def next_number(self, series: str) -> int:
        """The next serial of a series without gaps (`voucher:2567`, `request:2567`): one more than the greatest."""
        ...


class Repositories(Protocol):
    """All of them, on one transaction."""

    @property
    def people(self) -> PeopleRepository: ...
    @property
    def staff(self) -> StaffRepository: ...
    @property
    def cases(self) -> CaseRepository: ...
    @property
    def case_plans(self) -> CasePlanRepository: ...
    @property
    def case_intake(self) -> CaseIntakeRepository: ...
    @property
    def case_notes(self) -> CaseNoteRepository: ...
    @property
    def case_stays(self) -> CaseStayRepository: ...
    @property
    def case_tasks(self) -> CaseTaskRepository: ...
    @property
    def case_referrals(self) -> CaseReferralRepository: ...
    @property
    def case_closings(self) -> CaseClosingRepository: ...
    @property
    def conferences(self) -> ConferenceRepository: ...
    @property
    def agencies(self) -> AgencyRepository: ...
    @property
    def case_assessments(self) -> CaseAssessmentRepository: ...
    @property
    def case_network(self) -> CaseNetworkRepository: ...
    @property
    def budgets(self) -> BudgetRepository: ...
    @property
    def requests(self) -> RequestRepository: ...
    @property
    def meetings(self) -> MeetingRepository: ...
    @property
    def batches(self) -> BatchRepository: ...
    @property
    def payments(self) -> PaymentRepository: ...
    @property
    def checkouts(self) -> CheckoutRepository: ...
    @property
    def laptops(self) -> LaptopRepository: ...
    @property
    def controls(self) -> ControlRepository: ...
    @property
    def duplicates(self) -> DuplicateRepository: ...
    @property
    def other_payments(self) -> OtherPaymentRepository: ...
    @property
    def reconciliation(self) -> ReconciliationRepository: ...
    @property
    def samples(self) -> SampleRepository: ...
    @property
    def imports(self) -> ImportRepository: ...
    @property
    def household_plans(self) -> HouseholdPlanRepository: ...
    @property
    def indicators(self) -> IndicatorRepository: ...
    @property
    def lessons(self) -> LessonRepository: ...
    @property
    def publicity(self) -> PublicityRepository: ...
    @property
    def appointments(self) -> AppointmentRepository: ...
    @property
    def visits(self) -> VisitRepository: ...
