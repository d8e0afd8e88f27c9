"""Persons in hardship and their households (a household holds families)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from kmcase.domain.dates import PartialDate
from kmcase.domain.events import Event, Touched, event
from kmcase.domain.money import Baht


class Sex(StrEnum):
    """As on the identity card."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class MembershipKind(StrEnum):
    """Standing towards the settlement (Act of B.E. 2511; only members are in the old lists)."""

    MEMBER = "member"
    DESCENDANT = "descendant"
    RESIDENT = "resident"
    OUTSIDER = "outsider"


class NoIdReason(StrEnum):
    """Why a person has no national id; unknown is a value of its own."""

    NEVER_REGISTERED = "never_registered"
    CARD_LOST = "card_lost"
    STATELESS = "stateless"
    NOT_TOLD = "not_told"
    NOT_KNOWN = "not_known"


# Codes; their words are in the catalogue (`people.marital`, `households.relation`, `households.condition`) and, with
# those of income, debts and expenses, in the forms of `resources/forms`.
MARITAL_STATUSES = ("single", "married", "unregistered", "widowed", "divorced", "separated")
RELATIONS = ("spouse", "child", "parent", "sibling", "grandchild", "grandparent", "relative", "other")
CONDITIONS = ("normal", "disabled", "chronic_illness")
INCOME_SOURCES = ("occupation", "children", "welfare", "other")
DEBT_SOURCES = ("bank", "fund", "informal", "relatives", "other")
EXPENSES = ("food", "utilities", "education", "health", "debts", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where somebody lives; `subdistrict_code` is the official six digits, หมู่ที่ a number."""

    house_no: str = ""
    moo: int | None = None
    village: str = ""
    soi: str = ""
    road: str = ""
    subdistrict_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Settlement membership with its dates."""

    kind: MembershipKind
    since: date | None = None
    until: date | None = None
    member_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonValues:
    """What is known of a person; each field is a multi-value field (see `versions`)."""

    title: str = ""
    first_name: str = ""
    last_name: str = ""
    national_id: str | None = None
    no_id_reason: NoIdReason | None = None
    id_note: str = ""
    birth: PartialDate | None = None
    sex: Sex = Sex.UNKNOWN
    phone: str = ""
    address: Address = field(default_factory=Address)
    registered_address: Address | None = None
    problem_kinds: frozenset[str] = frozenset()
    problems_as_of: date | None = None
    marital_status: str = ""
    occupation: str = ""
    monthly_income: Baht | None = None
    can_write: bool = True
    membership: Membership | None = None
    family_id: str | None = None
    restricted: bool = False
    remark: str = ""

    @property
    def full_name(self) -> str:
        """Title, first and last name, as on a receipt."""
        return f"{self.title}{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person and what stands of each field: `seen` names the events whose values these are."""

    person_id: str
    values: PersonValues
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    conflicts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdValues:
    """What is known of a household (ปสค.2 without its members)."""

    house_code: str = ""
    address: Address = field(default_factory=Address)
    housing: str = ""
    rent: Baht | None = None
    monthly_income: Baht | None = None
    monthly_expenses: Baht | None = None
    income_sources: frozenset[str] = frozenset()
    landmark: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """A household and what stands of each field."""

    household_id: str
    values: HouseholdValues
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    conflicts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMember:
    """One line of ปสค.2; `person_id` where the member is in the register as well."""

    member_id: str
    household_id: str
    family_id: str | None = None
    person_id: str | None = None
    name: str
    national_id: str | None = None
    birth: PartialDate | None = None
    relation: str = ""
    occupation: str = ""
    monthly_income: Baht | None = None
    condition: str = "normal"
    self_care: bool = True


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRegistered(Event):
    """A person entered the register; `source` is `office`, `import:<id>` or `visit:<id>`."""

    TYPE = "person.registered"
    FIELD: ClassVar[bool] = True
    person_id: str
    values: PersonValues
    source: str = "office"

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("person", self.person_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(Event):
    """Some fields of a person were written; `seen` names the events whose values the writer saw."""

    TYPE = "person.changed"
    FIELD: ClassVar[bool] = True
    person_id: str
    values: dict[str, Any]
    seen: dict[str, tuple[str, ...]]
    reason: str = ""

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("person", self.person_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRegistered(Event):
    """A household entered the register, with its first family."""

    TYPE = "household.registered"
    FIELD: ClassVar[bool] = True
    household_id: str
    values: HouseholdValues
    source: str = "office"

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("household", self.household_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdChanged(Event):
    """Some fields of a household were written."""

    TYPE = "household.changed"
    FIELD: ClassVar[bool] = True
    household_id: str
    values: dict[str, Any]
    seen: dict[str, tuple[str, ...]]
    reason: str = ""

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("household", self.household_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyFormed(Event):
    """A family of a household; persons point to it."""

    TYPE = "family.formed"
    FIELD: ClassVar[bool] = True
    family_id: str
    household_id: str
    label: str = ""

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("household", self.household_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMemberListed(Event):
    """A member was listed or listed anew (the same `member_id`)."""

    TYPE = "household.member_listed"
    FIELD: ClassVar[bool] = True
    member: HouseholdMember

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("household", self.member.household_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMemberRemoved(Event):
    """A member left the household."""

    TYPE = "household.member_removed"
    FIELD: ClassVar[bool] = True
    member_id: str
    household_id: str
    reason: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("household", self.household_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class IdRevealed(Event):
    """Somebody asked to see a whole national id; kept in the access log."""

    TYPE = "person.id_revealed"
    FIELD: ClassVar[bool] = True
    person_id: str
    purpose: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return ()
