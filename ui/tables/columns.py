"""Columns of a list: where a value comes from, how it reads, sorts, sums and leaves the window. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from kmcase.domain.dates import PartialDate
from kmcase.domain.money import Baht
from kmcase.messages import Message
from kmcase.thai import baht, calendar, collation, national_id
from ui.ports import ColumnKind
from ui.tone import Tone

Said = Message | str
SortKey = tuple[int, Any]


class Sayer(Protocol):
    """Where the words come from."""

    def text(self, key: str, /, **params: object) -> str:
        """The sentence of a key."""
        ...

    def render(self, said: Message) -> str:
        """The sentence of a message."""
        ...


@dataclass(frozen=True, slots=True)
class Mark:
    """A state as a chip: a word, its tone and its icon (a name in resources/icons)."""

    said: Said
    tone: Tone = Tone.PLAIN
    icon: str = ""


_BEGINNING = 160
_MOST_EXPORTED = 2_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A longer text: its cell shows the beginning, the filter looks through all of it; `struck` where it is replaced.

    What leaves the window is at most 2,000 letters of it, so that a list stays one.
    """

    whole: str
    struck: bool = False

    def beginning(self, letters: int = _BEGINNING) -> str:
        """So many letters of it in one line."""
        line = " ".join(self.whole[: 2 * letters].split())
        cut = len(line) > letters or len(self.whole) > 2 * letters
        return f"{line[:letters]}…" if cut else line


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    `getter` gives `Baht`, `date`, `PartialDate`, aware `datetime`, `int`, `Mark`, `Passage`, `Message`, `str` or None.
    `width` is in pixels at normal text size, 0 takes what is left. `summed` adds the column up in the foot.
    A `MASK` column takes a whole national id or one already masked, and always shows it masked.
    """

    key: str
    title_key: str
    getter: Callable[[Any], object]
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 120
    summed: bool = False
    hidden: bool = False

    def shown(self, item: object, sayer: Sayer) -> str:
        """The text of an item's cell."""
        return cell_text(self.getter(item), self.kind, sayer)

    def searched(self, item: object, sayer: Sayer) -> str:
        """What a filter looks through: the text of the cell, of a passage the whole."""
        value = self.getter(item)
        return value.whole if isinstance(value, Passage) else cell_text(value, self.kind, sayer)

    def whole_id(self, item: object) -> str:
        """The thirteen digits behind a mask, by which a filter finds who is asked for by all of them; else empty."""
        number = national_id.normalise(str(self.getter(item) or "")) if self.kind is ColumnKind.MASK else ""
        return number if number.isdigit() else ""

    def sort_key(self, item: object, sayer: Sayer) -> SortKey:
        """What an item is sorted by; nothing, and words among numbers, stand last in either direction's first order."""
        value = self.getter(item)
        unnumbered = self.kind is ColumnKind.INT and not isinstance(value, int)
        return (1, "") if value is None or value == "" or unnumbered else (0, _comparable(value, self.kind, sayer))

    def exported(self, item: object, sayer: Sayer) -> object:
        """What leaves the window: money, dates and numbers as such, all else as its text."""
        value = self.getter(item)
        if value is None or (isinstance(value, (Baht, date, int)) and not isinstance(value, bool)):
            return value
        if isinstance(value, Passage):
            return value.beginning(_MOST_EXPORTED)
        return cell_text(value, self.kind, sayer)

    def amount(self, item: object) -> int:
        """The cell as a number to add up: satang for money."""
        match self.getter(item):
            case Baht(satang=satang):
                return satang
            case int() as number:
                return number
            case _:
                return 0


def columns_of(topic: str) -> Callable[..., Column]:
    """What makes the columns of a topic, whose titles are the sentences `<topic>.<key>`."""

    def made(
        key: str,
        getter: Callable[[Any], object],
        width: int,
        kind: ColumnKind = ColumnKind.TEXT,
        *,
        summed: bool = False,
        hidden: bool = False,
    ) -> Column:
        return Column(
            key=key, title_key=f"{topic}.{key}", getter=getter, kind=kind, width=width, summed=summed, hidden=hidden
        )

    return made


def cell_text(value: object, kind: ColumnKind, sayer: Sayer) -> str:
    """A value as it stands in a cell; nothing is the empty text."""
    match value:
        case None:
            return ""
        case Mark():
            return cell_text(value.said, kind, sayer)
        case Passage():
            return value.beginning()
        case Message():
            return sayer.render(value)
        case Baht():
            return baht.format_baht(value.satang)
        case PartialDate() | date():
            return _day_text(value, kind)
        case int():
            return f"{value:,}"
        case _ if kind is ColumnKind.MASK:
            return masked(str(value))
        case _:
            return str(value)


def _day_text(value: PartialDate | date, kind: ColumnKind) -> str:
    match value:
        case PartialDate():
            return calendar.format_partial(value.year, value.month, value.day)
        case datetime():
            return calendar.format_short(calendar.bangkok_date(value)) if kind is ColumnKind.DATE else _moment(value)
        case _:
            return calendar.format_short(value)


def masked(number: str) -> str:
    """A national id with the middle hidden; what is masked already, or no id, stays."""
    return national_id.mask_id(number) if national_id.normalise(number).isdigit() else number


def total_text(satang_or_count: int, kind: ColumnKind) -> str:
    """A sum as it stands in the foot."""
    return baht.format_baht(satang_or_count) if kind is ColumnKind.MONEY else f"{satang_or_count:,}"


def _moment(instant: datetime) -> str:
    return calendar.format_datetime(instant)


def _comparable(value: object, kind: ColumnKind, sayer: Sayer) -> Any:
    match value:
        case Baht():
            return value.satang
        case PartialDate():
            return (value.year, value.month or 0, value.day or 0)
        case date() | int():
            return value
        case _:
            return collation.sort_key(cell_text(value, kind, sayer))
