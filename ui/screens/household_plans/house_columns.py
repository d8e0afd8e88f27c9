"""Columns of the book of a house and of its materials; what its balance says. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from kmcase.application.read.household_plans import HousePage
from kmcase.domain.house_building import (
    BookEntry,
    CashCount,
    Donation,
    EntryKind,
    HouseBook,
    Issue,
    Labour,
    Material,
    MaterialLine,
    Purchase,
)
from kmcase.domain.money import Baht
from kmcase.messages import Message, message
from kmcase.thai.baht import format_baht
from ui.ports import ColumnKind
from ui.tables import Mark, columns_of
from ui.tone import Tone

_ICONS = {
    EntryKind.DONATION: "gift",
    EntryKind.PURCHASE: "receipt",
    EntryKind.ISSUE: "export",
    EntryKind.COUNT: "money",
    EntryKind.LABOUR: "people",
}


def kind_mark(entry: BookEntry) -> Mark:
    """What an entry is; a void one is quiet."""
    said = message(f"house_building.entry.{entry.kind.value}")
    return Mark(said, Tone.PLAIN if entry.void_reason else Tone.ACCENT, "close" if entry.void_reason else _icon(entry))


def _icon(entry: BookEntry) -> str:
    return _ICONS[entry.kind]


def happened_on(entry: BookEntry) -> date:
    """The day of an entry."""
    match entry.content:
        case Donation(received_on=day) | Purchase(bought_on=day) | Issue(issued_on=day):
            return day
        case CashCount(counted_on=day) | Labour(worked_on=day):
            return day


def _who(entry: BookEntry) -> str:
    match entry.content:
        case Donation(donor=who) | Purchase(seller=who) | Issue(taken_by=who) | Labour(who=who):
            return who
        case CashCount():
            return ""


def _document(entry: BookEntry) -> str:
    match entry.content:
        case Donation(number=number):
            return number
        case Purchase(document=number) | Issue(document=number):
            return number
        case _:
            return ""


def _money(entry: BookEntry) -> Baht | None:
    """Signed; nothing where no money moved, and of what is void."""
    if entry.void_reason:
        return None
    match entry.content:
        case Donation(money=money) if money:
            return money
        case Purchase():
            return -entry.content.total
        case _:
            return None


def told(entry: BookEntry) -> Message | str:
    """What happened, in words."""
    match entry.content:
        case Donation():
            return _things(entry.content.given) or entry.content.note
        case Purchase() | Issue():
            return _things(entry.content.lines)
        case CashCount(counted=counted, expected=expected, note=note):
            return message("house_building.book.counted", counted=_said(counted), expected=_said(expected), note=note)
        case Labour(persons=persons, hours=hours, work=work):
            return message("house_building.book.labour", persons=persons, hours=hours, work=work)


def _things(lines: tuple[Material, ...]) -> str:
    return ", ".join(f"{one.name} {one.quantity:,} {one.unit}" if one.unit else one.name for one in lines)


def _said(amount: Baht) -> str:
    return format_baht(amount.satang)


_of_book = columns_of("house_building.book")
BOOK_COLUMNS = (
    _of_book("on", happened_on, 96, ColumnKind.DATE),
    _of_book("kind", kind_mark, 128, ColumnKind.CHIP),
    _of_book("who", _who, 128),
    _of_book("money", _money, 120, ColumnKind.MONEY, summed=True),
    _of_book("what", told, 0),
    _of_book("document", _document, 96),
    _of_book("void", lambda entry: entry.void_reason, 144, hidden=True),
)


def _count(name: str) -> Callable[[Any], int]:
    return lambda one: int(getattr(one, name))


def _missing(one: MaterialLine) -> Mark:
    if one.missing:
        return Mark(f"{one.missing:,}", Tone.WARN, "warning")
    return Mark("0", Tone.OK, "tick")


_of_materials = columns_of("house_building.materials")
MATERIAL_COLUMNS = (
    _of_materials("name", lambda one: one.name, 144),
    _of_materials("unit", lambda one: one.unit, 64),
    _of_materials("missing", _missing, 88, ColumnKind.CHIP),
    _of_materials("needed", _count("needed"), 72, ColumnKind.INT),
    _of_materials("given", _count("given"), 80, ColumnKind.INT),
    _of_materials("bought", _count("bought"), 64, ColumnKind.INT),
    _of_materials("issued", _count("issued"), 72, ColumnKind.INT),
    _of_materials("there", _count("there"), 80, ColumnKind.INT),
)


def balance(book: HouseBook) -> tuple[Tone, Message]:
    """Whether the book adds up, in a sentence with its numbers."""
    said = {"received": _said(book.received), "spent": _said(book.spent), "cash": _said(book.cash)}
    count = book.last_count
    if count is None:
        return Tone.WARN, message("house_building.page.not_counted", **said)
    if book.adds_up:
        return Tone.OK, message("house_building.page.adds_up", counted=_said(count.counted), **said)
    if count.expected == book.cash:
        difference = _said(count.difference)
        wrong = message(
            "house_building.page.differs", on=count.counted_on, counted=_said(count.counted), difference=difference
        )
        return Tone.ERROR, wrong
    return Tone.WARN, message("house_building.page.count_again", on=count.counted_on, cash=_said(book.cash))


def missing(house: HousePage) -> tuple[Tone, Message]:
    """How many materials of the list are missing."""
    count = sum(line.missing > 0 for line in house.materials)
    if count:
        return Tone.WARN, message("house_building.materials.some_missing", count=count)
    return Tone.OK, message("house_building.materials.all_there")
