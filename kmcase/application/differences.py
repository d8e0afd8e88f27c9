"""Where survey, register and visit differ, with what was said about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kmcase.application.forms import Forms
from kmcase.application.ports.reading import Reading
from kmcase.application.ports.repositories import StaffRepository
from kmcase.application.ports.visits import VisitRepository
from kmcase.application.read.people import PeopleQueries
from kmcase.application.read.visits import Difference
from kmcase.domain.answers import whole
from kmcase.domain.form_answers import asked_answers
from kmcase.domain.forms import Form
from kmcase.domain.imports.rows import read_cells
from kmcase.domain.imports.survey import ReadingContext, SurveyRow
from kmcase.domain.offices import Office
from kmcase.domain.people import HouseholdValues, PersonValues
from kmcase.domain.visits import Contradiction, Visit
from kmcase.rules.differences import compare
from kmcase.rules.regulations import Regulations


class Registered(Protocol):
    """A person of the register."""

    @property
    def values(self) -> PersonValues:
        """The standing values."""
        ...


class Home(Protocol):
    """A household of the register."""

    @property
    def values(self) -> HouseholdValues:
        """The standing values."""
        ...


class Homes(Protocol):
    """Who somebody is today, and how they live."""

    def person(self, person_id: str) -> Registered:
        """A person; raises `people.unknown`."""
        ...

    def household(self, household_id: str) -> Home:
        """A household; raises `people.unknown_household`."""
        ...


class DifferenceSource(Protocol):
    """Where survey rows, register and explanations come from: a unit, or a reading."""

    @property
    def today(self) -> date:
        """The day in Bangkok."""
        ...

    @property
    def office(self) -> Office:
        """The office with its area."""
        ...

    @property
    def regulations(self) -> Regulations:
        """The merged numbers."""
        ...

    @property
    def people(self) -> Homes:
        """The register."""
        ...

    @property
    def visits(self) -> VisitRepository:
        """Visits."""
        ...


@dataclass(frozen=True, slots=True)
class HomesRead:
    """The register of a reading as `Homes`."""

    queries: PeopleQueries

    def person(self, person_id: str) -> Registered:
        """A person's page."""
        return self.queries.page(person_id)

    def household(self, household_id: str) -> Home:
        """A household's page."""
        return self.queries.household(household_id)


def differences_of(source: DifferenceSource, form: Form, visit: Visit) -> tuple[Difference, ...]:
    """All differences of a visit in the order of the form; reason and confirmation where they hold for these values.

    Who explained and confirmed is told by staff id.
    """
    household = source.people.household(visit.household_id).values if visit.household_id else None
    found = compare(
        form,
        asked_answers(form, whole(visit.facts)),
        _surveyed(source, visit.person_id),
        source.people.person(visit.person_id).values,
        household,
        source.regulations,
        visit.visited_on,
    )
    explained = source.visits.explanations(visit.visit_id)
    confirmed = source.visits.confirmations(visit.visit_id)

    def told(contradiction: Contradiction) -> tuple[str, str, str]:
        why = next((one for one in explained if one.contradiction == contradiction), None)
        who = next((one.by for one in reversed(confirmed) if contradiction in one.contradictions), "")
        return (why.reason, why.by, who) if why else ("", "", "")

    return tuple(
        Difference(
            contradiction=one.contradiction,
            source=one.source,
            significant=one.significant,
            reason=reason,
            explained_by=explained_by,
            confirmed_by=confirmed_by,
        )
        for one in found
        for reason, explained_by, confirmed_by in (told(one.contradiction),)
    )


def open_contradictions(source: DifferenceSource, form: Form, visit: Visit) -> int:
    """How many contradictions lack a reason or a second officer."""
    return sum(not one.settled for one in differences_of(source, form, visit))


def contradictions_of_request(source: DifferenceSource, forms: Forms, request_id: str) -> int:
    """Those of the visit that a request was made of; none of a request without one."""
    visit_id = source.visits.visit_of_request(request_id)
    if visit_id is None:
        return 0
    visit = source.visits.visit(visit_id)
    return open_contradictions(source, forms.form(visit.form_id, visit.form_version), visit)


def _surveyed(source: DifferenceSource, person_id: str) -> SurveyRow | None:
    """The newest survey row of a person, read as it is read on the way in."""
    row = source.visits.surveyed(person_id)
    if row is None:
        return None
    return read_cells(row.row, row.cells, ReadingContext(today=source.today, area=source.office.area)).survey


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSource:
    """A reading as a source of facts about visits: the same answers as a unit's, without its lock."""

    now: datetime
    today: date
    office: Office
    regulations: Regulations
    people: Homes
    staff: StaffRepository
    visits: VisitRepository

    @classmethod
    def of(cls, reading: Reading) -> ReadSource:
        """The facts of a reading."""
        return cls(
            now=reading.now,
            today=reading.today,
            office=reading.office,
            regulations=reading.regulations,
            people=HomesRead(reading.people),
            staff=reading.staff,
            visits=reading.visits,
        )
