"""A house for a household: its plan, and its book of donations, purchases, materials, work and counted cash.

Entries are void with a reason, never edited. What is spent or issued is there before, also after a void. Who took
money in or spent it does not count it, and who counted takes no more in; who entered something does not void it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kmcase.application.changes import Outcome
from kmcase.application.duties import part_of
from kmcase.application.requests.opening import next_number
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.evidence import Attachment
from kmcase.domain.house_building import (
    DONATION_SERIES,
    BookContent,
    BookEntry,
    BookEntryVoided,
    BuildingPlanned,
    BuildingValues,
    CashCount,
    CashCounted,
    Donation,
    DonationReceived,
    EntryKind,
    HouseBook,
    Issue,
    Labour,
    LabourGiven,
    LabourVoided,
    Material,
    MaterialIssued,
    Needed,
    Purchase,
    PurchaseMade,
)
from kmcase.domain.money import Baht
from kmcase.domain.writings import superseded
from kmcase.thai.calendar import fiscal_year

_LONGEST_DAY = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBuilding:
    """The plan of a house, or a version that takes the place of those `seen`.

    A needed material keeps the id that it had in a version before; any other id is given anew.
    """

    household_id: str
    what: str
    land: str = ""
    begins_on: date | None = None
    budget: Baht | None = None
    needed: tuple[Needed, ...] = ()
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveDonation:
    """Money, things or both; a material with an `item_id` takes name and unit of the needed list."""

    household_id: str
    donor: str
    received_on: date | None
    money: Baht | None = None
    given: tuple[Material, ...] = ()
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Buy:
    """Something bought, each line with what was paid for it, by the seller's paper; work and transport have no unit."""

    household_id: str
    bought_on: date | None
    seller: str
    document: str
    lines: tuple[Material, ...]
    paper: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueMaterial:
    """Materials given out for building."""

    household_id: str
    issued_on: date | None
    taken_by: str
    document: str
    lines: tuple[Material, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The cash that is there; a difference needs a word on it."""

    household_id: str
    counted: Baht | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLabour:
    """Volunteers of a day: a name or a group, so many persons for so many hours each."""

    household_id: str
    worked_on: date | None
    who: str
    persons: int | None
    hours: int | None
    work: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidEntry:
    """An entry of the book is void, with a reason."""

    household_id: str
    entry_id: str
    reason: str


class HouseBuildingService:
    """Use cases of houses; each gives the id of what it kept."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def plan(self, command: PlanBuilding) -> Outcome[str]:
        """Keep a version; what is not `seen` stands beside it."""
        with self._work.begin("house_building.plan") as unit:
            unit.people.household(command.household_id)
            require_that(bool(command.what.strip()), "house_building.what_missing", "what")
            before = unit.household_plans.building(command.household_id)
            known = {one.item_id for version in before for one in version.values.needed}
            version_id = unit.ids.new()
            values = BuildingValues(
                what=command.what.strip(),
                land=command.land.strip(),
                begins_on=command.begins_on,
                budget=command.budget or Baht.zero(),
                needed=tuple(_needed(unit, one, known) for one in command.needed),
            )
            unit.record(
                BuildingPlanned(
                    household_id=command.household_id,
                    version_id=version_id,
                    replaces=superseded(before, command.seen),
                    values=values,
                )
            )
            return unit.commit(version_id)

    def receive(self, command: ReceiveDonation) -> Outcome[str]:
        """Keep a donation and give its receipt the next number of the fiscal year."""
        with self._work.begin("house_building.receive") as unit:
            needed = _list_of(unit, command.household_id)
            require_that(bool(command.donor.strip()), "house_building.donor_missing", "donor")
            on = _past(unit, command.received_on, "received_on")
            money = command.money or Baht.zero()
            given = _materials(command.given, needed, "given")
            require_that(money > Baht.zero() or bool(given), "house_building.nothing_given", "money")
            _require_not_counter(unit, unit.household_plans.book(command.household_id))
            number = next_number(unit, DONATION_SERIES, on)
            donation = Donation(
                donation_id=unit.ids.new(),
                number=number,
                serial=int(number.partition("/")[0]),
                fiscal_year=fiscal_year(on),
                donor=command.donor.strip(),
                address=command.address.strip(),
                received_on=on,
                money=money,
                given=given,
                note=command.note.strip(),
                received_by=unit.actor.staff_id,
            )
            unit.record(DonationReceived(household_id=command.household_id, donation=donation))
            return unit.commit(donation.donation_id)

    def buy(self, command: Buy) -> Outcome[str]:
        """Keep a purchase that the cash is there for; raises `house_building.not_enough_cash`."""
        with self._work.begin("house_building.spend") as unit:
            needed = _list_of(unit, command.household_id)
            require_that(bool(command.seller.strip()), "house_building.seller_missing", "seller")
            require_that(bool(command.document.strip()), "house_building.document_missing", "document")
            lines = _materials(command.lines, needed, "lines", services=True)
            require_that(bool(lines), "house_building.lines_missing", "lines")
            priced = all(line.amount > Baht.zero() for line in lines)
            require_that(priced, "house_building.amount_missing", "lines")
            purchase = Purchase(
                purchase_id=unit.ids.new(),
                bought_on=_past(unit, command.bought_on, "bought_on"),
                seller=command.seller.strip(),
                document=command.document.strip(),
                paper=command.paper,
                lines=lines,
                bought_by=unit.actor.staff_id,
            )
            book = unit.household_plans.book(command.household_id)
            if purchase.total > book.cash:
                raise DomainError("house_building.not_enough_cash", "lines", total=purchase.total, cash=book.cash)
            _require_not_counter(unit, book)
            unit.record(PurchaseMade(household_id=command.household_id, purchase=purchase))
            return unit.commit(purchase.purchase_id)

    def issue(self, command: IssueMaterial) -> Outcome[str]:
        """Keep that materials left the store; raises `house_building.not_enough_material`."""
        with self._work.begin("house_building.issue") as unit:
            needed = _list_of(unit, command.household_id)
            require_that(bool(command.taken_by.strip()), "house_building.taken_by_missing", "taken_by")
            require_that(bool(command.document.strip()), "house_building.document_missing", "document")
            lines = tuple(replace(line, amount=Baht.zero()) for line in _materials(command.lines, needed, "lines"))
            require_that(bool(lines), "house_building.lines_missing", "lines")
            _require_there(lines, unit.household_plans.book(command.household_id))
            issue = Issue(
                issue_id=unit.ids.new(),
                issued_on=_past(unit, command.issued_on, "issued_on"),
                taken_by=command.taken_by.strip(),
                document=command.document.strip(),
                lines=lines,
                issued_by=unit.actor.staff_id,
            )
            unit.record(MaterialIssued(household_id=command.household_id, issue=issue))
            return unit.commit(issue.issue_id)

    def count(self, command: Count) -> Outcome[str]:
        """Keep the cash as counted today; not by who took it in or spent it."""
        with self._work.begin("house_building.count") as unit:
            _list_of(unit, command.household_id)
            book = unit.household_plans.book(command.household_id)
            if part_of(unit, unit.actor.staff_id, {"handled": book.handlers}) is not None:
                raise DomainError("house_building.own_money", "counted")
            if command.counted is None or command.counted < Baht.zero():
                raise DomainError("house_building.counted_missing", "counted")
            explained = command.counted == book.cash or bool(command.note.strip())
            require_that(explained, "house_building.difference_unexplained", "note", expected=book.cash)
            count = CashCount(
                count_id=unit.ids.new(),
                counted_on=unit.today,
                counted=command.counted,
                expected=book.cash,
                note=command.note.strip(),
                counted_by=unit.actor.staff_id,
            )
            unit.record(CashCounted(household_id=command.household_id, count=count))
            return unit.commit(count.count_id)

    def note_work(self, command: NoteLabour) -> Outcome[str]:
        """Keep volunteers' work."""
        with self._work.begin("house_building.note_work") as unit:
            _list_of(unit, command.household_id)
            require_that(bool(command.who.strip()), "house_building.who_missing", "who")
            persons, hours = command.persons or 0, command.hours or 0
            require_that(persons > 0, "house_building.persons_missing", "persons")
            require_that(0 < hours <= _LONGEST_DAY, "house_building.hours_wrong", "hours")
            labour = Labour(
                labour_id=unit.ids.new(),
                worked_on=_past(unit, command.worked_on, "worked_on"),
                who=command.who.strip(),
                persons=persons,
                hours=hours,
                work=command.work.strip(),
            )
            unit.record(LabourGiven(household_id=command.household_id, labour=labour))
            return unit.commit(labour.labour_id)

    def void(self, command: VoidEntry) -> Outcome[str]:
        """Make an entry of money or store void, where what is left still covers all that went out."""
        with self._work.begin("house_building.void") as unit:
            book = unit.household_plans.book(command.household_id)
            entry = _entry(book, command)
            if part_of(unit, unit.actor.staff_id, {"entered": (_entered_by(entry.content),)}) is not None:
                raise DomainError("house_building.own_entry", "reason")
            left = book.without(entry.entry_id)
            covered = left.cash >= Baht.zero() and all(line.there >= 0 for line in left.materials())
            require_that(covered, "house_building.used_already", "reason")
            unit.record(
                BookEntryVoided(
                    household_id=command.household_id,
                    kind=entry.kind,
                    entry_id=entry.entry_id,
                    reason=command.reason.strip(),
                )
            )
            return unit.commit(entry.entry_id)

    def void_work(self, command: VoidEntry) -> Outcome[str]:
        """Make a day of work void."""
        with self._work.begin("house_building.void_work") as unit:
            entry = _entry(unit.household_plans.book(command.household_id), command)
            require_that(entry.kind is EntryKind.LABOUR, "house_building.unknown_entry")
            unit.record(
                LabourVoided(household_id=command.household_id, labour_id=entry.entry_id, reason=command.reason.strip())
            )
            return unit.commit(entry.entry_id)


def _past(unit: Unit, day: date | None, field: str) -> date:
    """A day that has come; raises `house_building.day_wrong` beside its field."""
    if day is None or day > unit.today:
        raise DomainError("house_building.day_wrong", field)
    return day


def _list_of(unit: Unit, household_id: str) -> tuple[Needed, ...]:
    """The needed materials of every version; raises `house_building.no_plan` where no house is planned."""
    versions = unit.household_plans.building(household_id)
    require_that(bool(versions), "house_building.no_plan")
    found = {one.item_id: one for version in reversed(versions) for one in version.values.needed}
    return tuple(found.values())


def _needed(unit: Unit, one: Needed, known: set[str]) -> Needed:
    require_that(bool(one.name.strip() and one.unit.strip()), "house_building.material_missing", "needed")
    require_that(one.quantity > 0, "house_building.quantity_wrong", "needed")
    item_id = one.item_id if one.item_id in known else unit.ids.new()
    return replace(one, item_id=item_id, name=one.name.strip(), unit=one.unit.strip())


def _materials(
    lines: Iterable[Material], needed: tuple[Needed, ...], field: str, *, services: bool = False
) -> tuple[Material, ...]:
    """Lines with names and units of the needed list; raises what is wrong beside their field.

    With `services` a line without a unit is work or transport: once, and nothing of it comes into the store.
    """
    listed = {one.item_id: one for one in needed}
    found = []
    for line in lines:
        item = listed.get(line.item_id)
        require_that(not line.item_id or item is not None, "house_building.unknown_material", field)
        name, unit = (item.name, item.unit) if item else (line.name.strip(), line.unit.strip())
        require_that(bool(name and (unit or services)), "house_building.material_missing", field)
        quantity = line.quantity if unit else 1
        require_that(quantity > 0, "house_building.quantity_wrong", field)
        require_that(line.amount >= Baht.zero(), "house_building.amount_missing", field)
        found.append(replace(line, name=name, unit=unit, quantity=quantity))
    return tuple(found)


def _require_there(lines: tuple[Material, ...], book: HouseBook) -> None:
    there = {line.key: line for line in book.materials()}
    wanted: Counter[str] = Counter()
    for line in lines:
        wanted[line.key] += line.quantity
        held = there[line.key].there if line.key in there else 0
        if wanted[line.key] > held:
            raise DomainError("house_building.not_enough_material", "lines", name=line.name, there=held, unit=line.unit)


def _require_not_counter(unit: Unit, book: HouseBook) -> None:
    if part_of(unit, unit.actor.staff_id, {"counted": book.counters}) is not None:
        raise DomainError("house_building.counted_here")


def _entry(book: HouseBook, command: VoidEntry) -> BookEntry:
    require_that(bool(command.reason.strip()), "house_building.reason_missing", "reason")
    for entry in book.entries:
        if entry.entry_id == command.entry_id:
            require_that(not entry.void_reason, "house_building.void_already")
            return entry
    raise DomainError("house_building.unknown_entry")


def _entered_by(content: BookContent) -> str:
    """Who entered what touches money or store; a day of work is voided by a use case of its own."""
    match content:
        case Donation():
            return content.received_by
        case Purchase():
            return content.bought_by
        case Issue():
            return content.issued_by
        case CashCount():
            return content.counted_by
        case Labour():
            raise DomainError("house_building.unknown_entry")
