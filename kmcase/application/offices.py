"""The office: its area, the numbers that hold in it, and what it granted to be small enough to work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kmcase.application.changes import Outcome
from kmcase.application.read.offices import NumberChangeItem, NumberItem, OfficePage
from kmcase.application.work import Work
from kmcase.domain.errors import require_that
from kmcase.domain.offices import Office, OfficeAreaChanged, RegulationChanged
from kmcase.journal.checkpoints import key_fingerprint
from kmcase.rules.meanings import MEANINGS
from kmcase.rules.regulations import Number, Regulations


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNumber:
    """The office's own number for a time, over the shipped default."""

    key: str
    value: int
    valid_from: date
    valid_to: date | None
    reference: str
    reason: str


class OfficeService:
    """The office: its area, and the numbers that hold in it."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def office(self) -> Office:
        """The office as it stands."""
        with self._work.read("office.read") as reading:
            return reading.office

    def page(self) -> OfficePage:
        """The office with its areas and exceptions, the newest first."""
        with self._work.read("office.read") as reading:
            return OfficePage(
                office=reading.office,
                fingerprint=key_fingerprint(reading.signing_key),
                area_changes=reading.offices.area_changes()[::-1],
                exceptions=reading.offices.duty_exceptions()[::-1],
            )

    def change_area(self, area: frozenset[str], reference: str, reason: str) -> Outcome[str]:
        """Another area of responsibility, by an order."""
        with self._work.begin("office.change") as unit:
            require_that(bool(area), "staff.area_missing", "area")
            require_that(bool(reference.strip()), "staff.reference_missing", "reference")
            require_that(bool(reason.strip()), "staff.reason_missing", "reason")
            for code in area:
                require_that(code.startswith(unit.office.province_code), "staff.area_outside", "area")
            require_that(area != unit.office.area, "staff.area_unchanged", "area")
            unit.record(
                OfficeAreaChanged(
                    store=unit.office.store, area=area, reference=reference.strip(), reason=reason.strip()
                )
            )
            return unit.commit(unit.office.store)

    def regulations(self) -> Regulations:
        """All numbers, shipped and own."""
        with self._work.read("office.regulations_read") as reading:
            return reading.regulations

    def numbers_on(self, day: date) -> tuple[Number, ...]:
        """What holds on a day, by key."""
        regulations = self.regulations()
        keys = sorted(key for key in regulations.keys if regulations.has(key, day))
        return tuple(regulations.number(key, day) for key in keys)

    def numbers(self, day: date) -> tuple[NumberItem, ...]:
        """Every number of every time by key and first day, shipped and own, seen from a day."""
        with self._work.read("office.regulations_read") as reading:
            regulations, changes = reading.regulations, reading.offices.number_changes()
        known = {key: regulations.number(key, day) for key in regulations.keys if regulations.has(key, day)}
        items = []
        for number in regulations.shipped:
            before = _value(Regulations(regulations.shipped), number.key, number.valid_from - timedelta(days=1))
            items.append(_item(number, before, known.get(number.key) is number))
        for place, (number, change) in enumerate(zip(regulations.own, changes, strict=True)):
            earlier = Regulations(regulations.shipped, regulations.own[:place])
            before = _value(earlier, number.key, number.valid_from)
            items.append(_item(number, before, known.get(number.key) is number, change))
        return tuple(sorted(items, key=lambda item: (item.key, item.valid_from, item.change is not None)))

    def change_number(self, command: ChangeNumber) -> Outcome[str]:
        """Enter an own number with its dates, reason and reference; an impossible one is refused here."""
        with self._work.begin("office.regulation_change") as unit:
            require_that(command.key in unit.regulations.keys, "staff.unknown_number", "key")
            least = MEANINGS[command.key].least
            require_that(least <= 0 or command.value >= least, "staff.number_below_law", "value", least=least)
            require_that(command.value >= least, "staff.number_impossible", "value")
            require_that(bool(command.reference.strip()), "staff.reference_missing", "reference")
            require_that(bool(command.reason.strip()), "staff.reason_missing", "reason")
            backwards = command.valid_to is not None and command.valid_to < command.valid_from
            require_that(not backwards, "staff.dates_backwards", "valid_to")
            change_id = unit.ids.new()
            unit.record(
                RegulationChanged(
                    change_id=change_id,
                    key=command.key,
                    value=command.value,
                    valid_from=command.valid_from,
                    valid_to=command.valid_to,
                    reference=command.reference.strip(),
                    reason=command.reason.strip(),
                )
            )
            return unit.commit(change_id)


def _value(regulations: Regulations, key: str, day: date) -> int | None:
    return regulations.value(key, day) if regulations.has(key, day) else None


def _item(number: Number, before: int | None, in_force: bool, change: NumberChangeItem | None = None) -> NumberItem:
    meaning = MEANINGS[number.key]
    return NumberItem(
        item_id=change.change_id if change else f"{number.key}@{number.valid_from.isoformat()}",
        key=number.key,
        unit=meaning.unit,
        least=meaning.least,
        value=number.value,
        before=before,
        valid_from=number.valid_from,
        valid_to=number.valid_to,
        reference=number.reference,
        certainty=number.certainty,
        effect=meaning.effect_of(number),
        in_force=in_force,
        change=change,
    )
