"""A row of a survey list as typed values, and what reading it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kmcase.domain.dates import PartialDate
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.imports.mapping import SurveyColumn
from kmcase.domain.money import Baht
from kmcase.domain.people import Address, Membership, MembershipKind, NoIdReason, PersonValues, Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRow:
    """What a person in a survey list is; what the list does not say is empty or None.

    `problem_text` are the list's own words, `household_size` and `house_code` (11 digits) speak of the household.
    """

    title: str = ""
    first_name: str = ""
    last_name: str = ""
    national_id: str | None = None
    no_id_reason: NoIdReason | None = None
    id_note: str = ""
    birth: PartialDate | None = None
    sex: Sex = Sex.UNKNOWN
    address: Address = field(default_factory=Address)
    phone: str = ""
    problem_kinds: frozenset[str] = frozenset()
    problem_text: str = ""
    occupation: str = ""
    monthly_income: Baht | None = None
    household_size: int | None = None
    membership: MembershipKind | None = None
    member_number: str = ""
    house_code: str = ""
    surveyor: str = ""
    surveyed_on: date | None = None
    remark: str = ""

    def person_values(self, as_of: date) -> PersonValues:
        """As the register keeps a person; problems hold as of the survey, else of `as_of`."""
        membership = None
        if self.membership is not None:
            membership = Membership(kind=self.membership, member_number=self.member_number)
        return PersonValues(
            title=self.title,
            first_name=self.first_name,
            last_name=self.last_name,
            national_id=self.national_id,
            no_id_reason=self.no_id_reason,
            id_note=self.id_note,
            birth=self.birth,
            sex=self.sex,
            phone=self.phone,
            address=self.address,
            problem_kinds=self.problem_kinds,
            problems_as_of=(self.surveyed_on or as_of) if self.problem_kinds else None,
            occupation=self.occupation,
            monthly_income=self.monthly_income,
            membership=membership,
            remark="; ".join(text for text in (self.problem_text, self.remark) if text),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingContext:
    """What rows are read under: the day, the office's area, and what the list says once for all its rows."""

    today: date
    area: frozenset[str]
    subdistrict_code: str = ""
    surveyor: str = ""
    surveyed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedRow:
    """A row read: its number in the file (from 1), its cells as texts by `ColumnUse.key`, its values, its findings.

    A finding's first field is the column it stands beside; one that blocks makes the row wait.
    """

    number: int
    cells: Mapping[str, str]
    survey: SurveyRow
    findings: tuple[Finding, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether something has to be mended first."""
        return any(finding.severity is Severity.BLOCK for finding in self.findings)


class Findings:
    """Collects what is found while one row is read."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def block(self, name: str, column: SurveyColumn, /, **params: object) -> None:
        """The row waits."""
        self._add(name, Severity.BLOCK, column, params)

    def warn(self, name: str, column: SurveyColumn, /, **params: object) -> None:
        """The row is imported, and the doubt listed."""
        self._add(name, Severity.WARN, column, params)

    def inform(self, name: str, column: SurveyColumn, /, **params: object) -> None:
        """Something was changed on the way in."""
        self._add(name, Severity.INFORM, column, params)

    def all(self) -> tuple[Finding, ...]:
        """In the order found."""
        return tuple(self._found)

    def _add(self, name: str, severity: Severity, column: SurveyColumn, params: dict[str, object]) -> None:
        self._found.append(Finding(code=f"imports.{name}", severity=severity, fields=(column.value,), params=params))
