"""What stands on the request form: ปสค.1 of the family in hardship, ปสค.2 of its members (fields: domain.md §4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.application.ports.reading import Reading
from kmcase.application.printing.words import said
from kmcase.application.read.people import PersonPage
from kmcase.application.read.requests import RequestPage
from kmcase.domain.dates import PartialDate
from kmcase.domain.money import Baht
from kmcase.domain.people import Address, HouseholdMember, HouseholdValues
from kmcase.domain.requests import RequestStatus
from kmcase.messages import Catalogue
from kmcase.thai.addresses import written
from kmcase.thai.calendar import fiscal_year


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """One line of ปสค.2; `age` in completed years, greatest possible where the birth date is partly known."""

    name: str
    national_id: str | None
    birth: PartialDate | None
    age: int | None
    relation: str
    occupation: str
    monthly_income: Baht | None
    condition: str
    self_care: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A line of the list of papers: there (with how many pages), or not there and why."""

    name: str
    pages: int
    none_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who asks, as the register knew them."""

    name: str
    national_id: str | None
    no_id_reason: str
    birth: PartialDate | None
    age: int | None
    sex: str
    marital: str
    phone: str
    occupation: str
    monthly_income: Baht | None
    address: str
    registered_address: str
    landmark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFormSnapshot:
    """A request on paper; `times` and `helped` are what else the person was given in the request's fiscal year."""

    office: str
    number: str
    received_on: date
    applicant: Applicant
    proxy_name: str
    proxy_relation: str
    housing: str
    rent: Baht | None
    family_income: Baht | None
    family_expenses: Baht | None
    income_sources: tuple[str, ...]
    dependants: tuple[tuple[str, int], ...]
    fiscal_year: int
    times: int
    helped: Baht
    cause: str
    problem: str
    aid_form: str
    needed: Baht | None
    purpose: str
    pieces: tuple[Piece, ...]
    members: tuple[MemberLine, ...]
    diagnosis: str
    diagnosed_by: str
    diagnosed_position: str
    proposed: Baht | None
    officer: str
    officer_position: str
    sample: bool = False


def collect(reading: Reading, request_id: str, catalogue: Catalogue) -> RequestFormSnapshot:
    """The form of a request from what request, register and household say now."""
    page = reading.requests.page(request_id)
    person = reading.people.page(page.request.person_id)
    home = reading.people.household(page.request.household_id) if page.request.household_id else None
    values = home.values if home else HouseholdValues()
    content = page.request.content
    year = fiscal_year(content.received_on)
    times, helped = _given_besides(page, person, year)
    positions = {member.staff_id: member.position for member in reading.staff.members()}
    diagnosis = page.request.diagnosis
    by = diagnosis.by if diagnosis else ""
    say = catalogue.text
    return RequestFormSnapshot(
        office=reading.office.name,
        number=page.request.number,
        received_on=content.received_on,
        applicant=_applicant(page, person, values, reading.today, catalogue),
        proxy_name=content.proxy_name,
        proxy_relation=said(catalogue, "documents_forms.relation", content.proxy_relation),
        housing=content.housing or values.housing,
        rent=values.rent,
        family_income=content.monthly_income or values.monthly_income,
        family_expenses=values.monthly_expenses,
        income_sources=tuple(
            said(catalogue, "documents_forms.income_source", code) for code in sorted(values.income_sources)
        ),
        dependants=tuple((say(f"requests.dependants.{kind}"), count) for kind, count in content.dependants.items()),
        fiscal_year=year,
        times=times,
        helped=helped,
        cause=say(f"requests.cause.{content.hardship_cause}") if content.hardship_cause else "",
        problem=content.report.get("problem", "") or content.cause_fact,
        aid_form=content.aid_form.value,
        needed=content.needed,
        purpose=content.purpose,
        pieces=pieces_of(page, catalogue),
        members=tuple(_member(member, reading.today, catalogue) for member in home.members) if home else (),
        diagnosis=diagnosis.text if diagnosis else "",
        diagnosed_by=page.staff_names.get(by, ""),
        diagnosed_position=positions.get(by, ""),
        proposed=page.request.proposed,
        officer=page.staff_names.get(page.request.officer, ""),
        officer_position=positions.get(page.request.officer, ""),
        sample=reading.office.sample,
    )


def _given_besides(page: RequestPage, person: PersonPage, year: int) -> tuple[int, Baht]:
    given = next((help_ for help_ in person.help if help_.fiscal_year == year), None)
    if given is None:
        return 0, Baht.zero()
    own = page.request.status in (RequestStatus.APPROVED, RequestStatus.DISBURSED, RequestStatus.HELPED)
    paid = Baht.total(line.amount for line in page.payments if line.paid_on and not line.void)
    return given.times - own, given.amount - paid


def pieces_of(page: RequestPage, catalogue: Catalogue) -> tuple[Piece, ...]:
    """The papers asked for or attached, in the order of the checklist."""
    return tuple(
        Piece(
            name=catalogue.text(f"evidence.kind.{line.kind.value}"),
            pages=len(line.attachments),
            none_reason=line.none_reason.strip(),
        )
        for line in page.evidence
    )


def written_address(address: Address | None) -> str:
    """An address in one line; nothing where there is none."""
    if address is None:
        return ""
    return written(address.house_no, address.moo, address.village, address.soi, address.road, address.subdistrict_code)


def _applicant(
    page: RequestPage, person: PersonPage, home: HouseholdValues, today: date, catalogue: Catalogue
) -> Applicant:
    values = person.values
    reason = values.no_id_reason
    return Applicant(
        name=page.person_name,
        national_id=page.national_id,
        no_id_reason=said(catalogue, "documents_forms.no_id", reason.value) if reason else "",
        birth=values.birth,
        age=values.birth.age_on(today) if values.birth else None,
        sex=catalogue.text(f"documents_forms.sex.{values.sex.value}"),
        marital=said(catalogue, "documents_forms.marital", values.marital_status),
        phone=values.phone,
        occupation=values.occupation,
        monthly_income=values.monthly_income,
        address=written_address(page.request.address),
        registered_address=written_address(values.registered_address),
        landmark=home.landmark,
    )


def _member(member: HouseholdMember, today: date, catalogue: Catalogue) -> MemberLine:
    return MemberLine(
        name=member.name,
        national_id=member.national_id,
        birth=member.birth,
        age=member.birth.age_on(today) if member.birth else None,
        relation=said(catalogue, "documents_forms.relation", member.relation),
        occupation=member.occupation,
        monthly_income=member.monthly_income,
        condition=said(catalogue, "documents_forms.condition", member.condition),
        self_care=member.self_care,
    )
