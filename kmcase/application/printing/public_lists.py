"""What stands on a public list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from kmcase.application.ports.reading import Reading
from kmcase.application.read.public_lists import ListHead
from kmcase.domain.money import Baht
from kmcase.domain.public_lists import ListNoun, Unnamed
from kmcase.rules.public_lists import reason_unnamed
from kmcase.thai.areas import area, label


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLine:
    """Somebody named: the sub-district is the least that neighbours need to know them by."""

    name: str
    subdistrict: str
    amount: Baht


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicListSnapshot:
    """A list; `unnamed` counts by reason those who are not named, `total` is of all, named or not."""

    office: str
    head: ListHead
    lines: tuple[PublicLine, ...]
    unnamed: tuple[tuple[Unnamed, int], ...]
    total: Baht
    on: date
    sample: bool = False

    @property
    def unnamed_count(self) -> int:
        """How many are counted and not named."""
        return sum(count for _, count in self.unnamed)

    @property
    def unnamed_total(self) -> Baht:
        """The money of those."""
        return self.total - Baht.total(line.amount for line in self.lines)


def collect(reading: Reading, noun: ListNoun, record_id: str) -> PublicListSnapshot:
    """A list as it may be told today; raises `meetings.unknown` or `batches.unknown`."""
    head = reading.public_lists.head(noun, record_id)
    every = reading.public_lists.listed(noun, record_id)
    kind, today = reading.office.kind, reading.today
    reasons = [reason_unnamed(one, kind, today) for one in every]
    counted = Counter(reason for reason in reasons if reason is not None)
    return PublicListSnapshot(
        office=reading.office.name,
        head=head,
        lines=tuple(
            PublicLine(name=one.name, subdistrict=_where(one.subdistrict_code), amount=one.amount)
            for one, reason in zip(every, reasons, strict=True)
            if reason is None
        ),
        unnamed=tuple((reason, counted[reason]) for reason in Unnamed if counted[reason]),
        total=Baht.total(one.amount for one in every),
        on=today,
        sample=reading.office.sample,
    )


def _where(subdistrict_code: str) -> str:
    found = area(subdistrict_code)
    return label(found) if found else ""
