"""Building a house for a household (systems.md §5, steps 6 to 12): what was given, bought, issued, worked and counted.

The book of a house holds entries that are never edited: one that is wrong is void with a reason and stays to be seen.
Money that came in is what was spent and what is left in cash. What touches money or store is entered at the office
alone, in one order; days of work are entered on laptops too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, TypeVar

from kmcase.domain.events import event
from kmcase.domain.evidence import Attachment
from kmcase.domain.household_plans import OfHousehold
from kmcase.domain.money import Baht


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """A material that the house takes, known by its id through all versions; whole units."""

    item_id: str
    name: str
    unit: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingValues:
    """A version of the building plan: what is built where, its budget, and the materials it takes."""

    what: str
    land: str = ""
    begins_on: date | None = None
    budget: Baht = field(default_factory=Baht.zero)
    needed: tuple[Needed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """So many units of something; `item_id` is empty for what is not on the needed list.

    `amount` is what was paid for it, or what a donor says that it is worth, which is no money of the book.
    """

    item_id: str = ""
    name: str
    unit: str
    quantity: int
    amount: Baht = field(default_factory=Baht.zero)

    @property
    def key(self) -> str:
        """By which materials are added up: the item of the list, else name and unit."""
        return self.item_id or f"{self.name}|{self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Donation:
    """Money, things or both from a donor; `number` is the receipt's, of a series of its own."""

    donation_id: str
    number: str
    serial: int
    fiscal_year: int
    donor: str
    address: str = ""
    received_on: date
    money: Baht
    given: tuple[Material, ...] = ()
    note: str = ""
    received_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """Something bought with donated money, with the seller's paper."""

    purchase_id: str
    bought_on: date
    seller: str
    document: str
    paper: Attachment | None = None
    lines: tuple[Material, ...]
    bought_by: str

    @property
    def total(self) -> Baht:
        """What was paid."""
        return Baht.total(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Materials taken from the store by somebody who signed a paper for them."""

    issue_id: str
    issued_on: date
    taken_by: str
    document: str
    lines: tuple[Material, ...]
    issued_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CashCount:
    """The cash that was there, and what ought to have been; who collected or spent does not count it."""

    count_id: str
    counted_on: date
    counted: Baht
    expected: Baht
    note: str = ""
    counted_by: str

    @property
    def difference(self) -> Baht:
        """More than there ought to be, or less where it is negative."""
        return self.counted - self.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Labour:
    """A day of volunteers: a name or a group, so many persons for so many hours each."""

    labour_id: str
    worked_on: date
    who: str
    persons: int
    hours: int
    work: str = ""

    @property
    def person_hours(self) -> int:
        """Persons by hours."""
        return self.persons * self.hours


BookContent = Donation | Purchase | Issue | CashCount | Labour


class EntryKind(StrEnum):
    """Kinds of entries of the book."""

    DONATION = "donation"
    PURCHASE = "purchase"
    ISSUE = "issue"
    COUNT = "count"
    LABOUR = "labour"


CONTENTS: dict[EntryKind, type[BookContent]] = {
    EntryKind.DONATION: Donation,
    EntryKind.PURCHASE: Purchase,
    EntryKind.ISSUE: Issue,
    EntryKind.COUNT: CashCount,
    EntryKind.LABOUR: Labour,
}
E = TypeVar("E", Donation, Purchase, Issue, CashCount, Labour)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookEntry:
    """An entry of the book with when it was entered (UTC), and why it is void, if it is."""

    entry_id: str
    kind: EntryKind
    content: BookContent
    entered_at: datetime
    void_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """A material of the list or beside it: needed, given, bought and issued, in whole units."""

    key: str
    name: str
    unit: str
    needed: int = 0
    given: int = 0
    bought: int = 0
    issued: int = 0

    @property
    def there(self) -> int:
        """What is in the store."""
        return self.given + self.bought - self.issued

    @property
    def missing(self) -> int:
        """What is needed and neither given nor bought."""
        return max(0, self.needed - self.given - self.bought)


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseBook:
    """All entries in the order in which they were entered, void ones as well."""

    entries: tuple[BookEntry, ...] = ()

    def standing(self, kind: type[E]) -> Iterator[E]:
        """What stands of a kind, in the order of entry."""
        return (one.content for one in self.entries if not one.void_reason and isinstance(one.content, kind))

    @property
    def received(self) -> Baht:
        """Money that came in."""
        return Baht.total(one.money for one in self.standing(Donation))

    @property
    def spent(self) -> Baht:
        """Money that went out."""
        return Baht.total(one.total for one in self.standing(Purchase))

    @property
    def cash(self) -> Baht:
        """What must be there."""
        return self.received - self.spent

    @property
    def person_hours(self) -> int:
        """Volunteers' work."""
        return sum(one.person_hours for one in self.standing(Labour))

    @property
    def last_count(self) -> CashCount | None:
        """The newest count that stands, by its day; of one day the one entered last."""
        counts = sorted(self.standing(CashCount), key=lambda one: one.counted_on)
        return counts[-1] if counts else None

    @property
    def adds_up(self) -> bool:
        """Whether what came in is what was spent and the cash that was counted last."""
        count = self.last_count
        return count is not None and count.counted == self.cash

    @property
    def handlers(self) -> frozenset[str]:
        """Staff ids of those who took money in or spent it; they do not count it."""
        took = {one.received_by for one in self.standing(Donation) if one.money}
        return frozenset(took | {one.bought_by for one in self.standing(Purchase)})

    @property
    def counters(self) -> frozenset[str]:
        """Staff ids of those who counted."""
        return frozenset(one.counted_by for one in self.standing(CashCount))

    def without(self, entry_id: str) -> HouseBook:
        """The book as if an entry were not there."""
        return HouseBook(entries=tuple(one for one in self.entries if one.entry_id != entry_id))

    def materials(self, needed: Iterable[Needed] = ()) -> tuple[MaterialLine, ...]:
        """The needed list with what came of it, then what is beside it."""
        lines = {
            one.item_id: MaterialLine(key=one.item_id, name=one.name, unit=one.unit, needed=one.quantity)
            for one in needed
        }
        moved: Counter[tuple[str, str]] = Counter()
        for column, material in self._moves():
            key = material.key
            lines.setdefault(key, MaterialLine(key=key, name=material.name, unit=material.unit))
            moved[key, column] += material.quantity
        return tuple(
            replace(line, given=moved[key, "given"], bought=moved[key, "bought"], issued=moved[key, "issued"])
            for key, line in lines.items()
        )

    def _moves(self) -> Iterator[tuple[str, Material]]:
        for donation in self.standing(Donation):
            yield from (("given", material) for material in donation.given)
        for purchase in self.standing(Purchase):
            yield from (("bought", material) for material in purchase.lines)
        for issue in self.standing(Issue):
            yield from (("issued", material) for material in issue.lines)


class _AtOffice(OfHousehold):
    """Entered at the office alone."""

    FIELD: ClassVar[bool] = False
    __slots__ = ()


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingPlanned(OfHousehold):
    """The plan of a house, or a version that takes the place of those it `replaces`."""

    TYPE = "house_building.planned"
    household_id: str
    version_id: str
    replaces: tuple[str, ...] = ()
    values: BuildingValues


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DonationReceived(_AtOffice):
    """A donation came in, and its receipt got its number."""

    TYPE = "house_building.donation_received"
    household_id: str
    donation: Donation


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseMade(_AtOffice):
    """Money was spent."""

    TYPE = "house_building.purchase_made"
    household_id: str
    purchase: Purchase


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialIssued(_AtOffice):
    """Materials left the store."""

    TYPE = "house_building.material_issued"
    household_id: str
    issue: Issue


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CashCounted(_AtOffice):
    """The cash was counted."""

    TYPE = "house_building.cash_counted"
    household_id: str
    count: CashCount


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BookEntryVoided(_AtOffice):
    """An entry of money or store counts no more."""

    TYPE = "house_building.entry_voided"
    household_id: str
    kind: EntryKind
    entry_id: str
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LabourGiven(OfHousehold):
    """Volunteers worked."""

    TYPE = "house_building.labour_given"
    household_id: str
    labour: Labour


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LabourVoided(OfHousehold):
    """A day of work counts no more."""

    TYPE = "house_building.labour_voided"
    household_id: str
    labour_id: str
    reason: str


DONATION_SERIES = "donation"
"""The series of receipts for donations; it counts the fiscal year (B.E.): `donation:2567`."""
