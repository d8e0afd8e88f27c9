"""Frozen aggregates and facts for use cases, loaded inside the unit's transaction; one module a noun."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import Connection

from kmcase.persistence.repositories.agencies import SqlAgencies
from kmcase.persistence.repositories.appointments import SqlAppointments
from kmcase.persistence.repositories.batches import SqlBatches
from kmcase.persistence.repositories.budgets import SqlBudgets
from kmcase.persistence.repositories.checkouts import SqlCheckouts
from kmcase.persistence.repositories.controls import SqlControls
from kmcase.persistence.repositories.duplicates import SqlDuplicates
from kmcase.persistence.repositories.household_plans import SqlHouseholdPlans
from kmcase.persistence.repositories.imports import SqlImports
from kmcase.persistence.repositories.indicators import SqlIndicators
from kmcase.persistence.repositories.laptops import SqlLaptops
from kmcase.persistence.repositories.lessons import SqlLessons
from kmcase.persistence.repositories.meetings import SqlMeetings
from kmcase.persistence.repositories.other_payments import SqlOtherPayments
from kmcase.persistence.repositories.payments import SqlPayments
from kmcase.persistence.repositories.people import SqlPeople
from kmcase.persistence.repositories.publicity import SqlPublicity
from kmcase.persistence.repositories.reconciliation import SqlReconciliation
from kmcase.persistence.repositories.requests import SqlRequests
from kmcase.persistence.repositories.samples import SqlSamples
from kmcase.persistence.repositories.staff import SqlStaff
from kmcase.persistence.repositories.visits import SqlVisits
from kmcase.persistence.statements import Rows


class SqlRepositories:
    """One repository a noun, made when first asked for."""

    def __init__(self, connection: Connection) -> None:
        self._rows = Rows(connection)

    @cached_property
    def people(self) -> SqlPeople:
        """Persons and households."""
        return SqlPeople(self._rows)

    @cached_property
    def agencies(self) -> SqlAgencies:
        """The directory of agencies."""
        return SqlAgencies(self._rows)

    @cached_property
    def staff(self) -> SqlStaff:
        """Members of staff."""
        return SqlStaff(self._rows)

    @cached_property
    def budgets(self) -> SqlBudgets:
        """Budgets, claims, series."""
        return SqlBudgets(self._rows)

    @cached_property
    def requests(self) -> SqlRequests:
        """Aid requests."""
        return SqlRequests(self._rows)

    @cached_property
    def meetings(self) -> SqlMeetings:
        """Meetings and decisions."""
        return SqlMeetings(self._rows)

    @cached_property
    def batches(self) -> SqlBatches:
        """Disbursement batches."""
        return SqlBatches(self._rows)

    @cached_property
    def payments(self) -> SqlPayments:
        """Runs, vouchers, receipts."""
        return SqlPayments(self._rows)

    @cached_property
    def checkouts(self) -> SqlCheckouts:
        """Runs out with a laptop."""
        return SqlCheckouts(self._rows)

    @cached_property
    def laptops(self) -> SqlLaptops:
        """Laptops and their chains."""
        return SqlLaptops(self._rows)

    @cached_property
    def controls(self) -> SqlControls:
        """Facts of the controls, and judgements of observations."""
        return SqlControls(self._rows)

    @cached_property
    def duplicates(self) -> SqlDuplicates:
        """Who may be in the register twice, and what was decided of it."""
        return SqlDuplicates(self._rows)

    @cached_property
    def other_payments(self) -> SqlOtherPayments:
        """Payments of other units and programmes."""
        return SqlOtherPayments(self._rows)

    @cached_property
    def reconciliation(self) -> SqlReconciliation:
        """Bank reports, and what became of each payee of a batch."""
        return SqlReconciliation(self._rows)

    @cached_property
    def samples(self) -> SqlSamples:
        """Verification samples, and answers of payees."""
        return SqlSamples(self._rows)

    @cached_property
    def imports(self) -> SqlImports:
        """Survey lists."""
        return SqlImports(self._rows)

    @cached_property
    def household_plans(self) -> SqlHouseholdPlans:
        """Plans of households, and houses that are built."""
        return SqlHouseholdPlans(self._rows)

    @cached_property
    def indicators(self) -> SqlIndicators:
        """Who answered short forms."""
        return SqlIndicators(self._rows)

    @cached_property
    def lessons(self) -> SqlLessons:
        """Lessons of rounds."""
        return SqlLessons(self._rows)

    @cached_property
    def publicity(self) -> SqlPublicity:
        """Publicity texts and consents."""
        return SqlPublicity(self._rows)

    @cached_property
    def appointments(self) -> SqlAppointments:
        """Partners and appointments."""
        return SqlAppointments(self._rows)

    @cached_property
    def visits(self) -> SqlVisits:
        """Visits."""
        return SqlVisits(self._rows)
