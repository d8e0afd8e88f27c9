"""Use cases of what other units and programmes paid."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kmcase.application.access import Silent, Steps
from kmcase.application.changes import Outcome
from kmcase.application.duties import part_of
from kmcase.application.other_payments.reading import OtherRow, OtherSheet, read_sheet
from kmcase.application.ports.files import WorkbookReader
from kmcase.application.read.people import PersonItem
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.other_payments import OtherPaid, OtherPayment, OtherPaymentMatched, OtherPaymentsReceived
from kmcase.matching.records import PersonRecord
from kmcase.thai.names import fold

_SUGGESTED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOtherPayments:
    """A list of another unit; its payments count as times of `aid_kind`, empty: for no limit."""

    unit_name: str
    programme: str
    aid_kind: str
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenList:
    """What came of a list: lines taken in, those certainly about somebody of the register, and rows left out."""

    list_id: str
    lines: int
    certain: int
    left_out: int


class OtherPaymentService:
    """Use cases of other units' payments."""

    def __init__(self, work: Work, read_workbook: WorkbookReader) -> None:
        self._work = work
        self._read_workbook = read_workbook

    def read(self, path: Path, steps: Steps | None = None) -> OtherSheet:
        """A file's rows as they would be taken in; raises `files.*`."""
        with self._work.read("other_payments.read") as reading:
            today = reading.today
        return read_sheet(self._read_workbook(path, steps or Silent()), today)

    def take(self, sheet: OtherSheet, command: TakeOtherPayments) -> Outcome[TakenList]:
        """Take a list in, all or nothing.

        Raises `other_payments.unit_missing`, `.day_in_future`, `.nothing` for a file without a readable row, and
        `.file_known` for one that was taken in before.
        """
        require_that(bool(command.unit_name.strip()), "other_payments.unit_missing", "unit_name")
        require_that(bool(sheet.rows), "other_payments.nothing", "file")
        with self._work.begin("other_payments.take") as unit:
            require_that(command.received_on <= unit.today, "other_payments.day_in_future", "received_on")
            require_that(not unit.other_payments.knows_file(sheet.sha256), "other_payments.file_known", "file")
            lines = tuple(_lines(unit, sheet.rows))
            list_id = unit.ids.new()
            unit.record(
                OtherPaymentsReceived(
                    list_id=list_id,
                    unit_name=command.unit_name.strip(),
                    programme=command.programme.strip(),
                    aid_kind=command.aid_kind,
                    received_on=command.received_on,
                    file_name=sheet.file_name,
                    sha256=sheet.sha256,
                    lines=lines,
                    left_out=len(sheet.left_out),
                )
            )
            certain = sum(line.person_id is not None for line in lines)
            return unit.commit(
                TakenList(list_id=list_id, lines=len(lines), certain=certain, left_out=len(sheet.left_out))
            )

    def list(self) -> tuple[OtherPayment, ...]:
        """Every payment of another unit, the newest first."""
        with self._work.read("other_payments.read") as reading:
            return reading.other_payments.all()

    def suggestions(self, payment_id: str) -> tuple[PersonItem, ...]:
        """Whom of the register a line may be about, the likeliest first."""
        with self._work.read("other_payments.read") as reading:
            line = reading.other_payments.payment(payment_id).line
            record = PersonRecord(
                record_id="",
                first_name=line.first_name,
                last_name=line.last_name,
                national_id=line.national_id or "",
            )
            likely = [item.person_id for item in reading.duplicates.candidates(record, _SUGGESTED)]
            named = [item.person_id for item in reading.people.search(line.name, _SUGGESTED)]
            return reading.imports.people(tuple(dict.fromkeys((*likely, *named)))[:_SUGGESTED])

    def match(self, payment_id: str, person_id: str | None, reason: str) -> Outcome[str]:
        """Say whom a line is about, or (None) that it is nobody of the register.

        Raises `.reason_missing`, `.matched_already`, and `.own_work` for who has a part in what the line limits.
        """
        require_that(bool(reason.strip()), "other_payments.reason_missing", "reason")
        with self._work.begin("other_payments.match") as unit:
            standing = unit.other_payments.payment(payment_id)
            if person_id is not None:
                unit.people.person(person_id)
            if person_id is not None and person_id == standing.line.person_id:
                raise DomainError("other_payments.matched_already", "person_id")
            _require_no_part(unit, {each for each in (standing.line.person_id, person_id) if each})
            unit.record(
                OtherPaymentMatched(
                    payment_id=payment_id,
                    list_id=standing.list_id,
                    person_id=person_id,
                    before=standing.line.person_id,
                    reason=reason.strip(),
                )
            )
            return unit.commit(payment_id)


def _require_no_part(unit: Unit, person_ids: Collection[str]) -> None:
    every = {other for person_id in person_ids for other in unit.duplicates.cluster(person_id)}
    if part_of(unit, unit.actor.staff_id, {"involved": unit.duplicates.involved(every)}) is not None:
        raise DomainError("other_payments.own_work", "reason")


def _lines(unit: Unit, rows: tuple[OtherRow, ...]) -> Iterator[OtherPaid]:
    for row in rows:
        told = row.person
        yield OtherPaid(
            payment_id=unit.ids.new(),
            row=row.row,
            first_name=told.first_name,
            last_name=told.last_name,
            national_id=told.national_id,
            paid_on=row.paid_on,
            amount=row.amount,
            place=row.place,
            person_id=_certainly(unit, told.national_id, told.first_name, told.last_name),
        )


def _certainly(unit: Unit, national_id: str | None, first_name: str, last_name: str) -> str | None:
    """The one person who bears this national id and one of the two names; a name alone is never certain."""
    if national_id is None:
        return None
    found = unit.people.with_national_id(national_id)
    if not found or len(set(map(unit.duplicates.cluster, found))) > 1:
        return None
    known = unit.people.person(found[0]).values
    same = fold(known.first_name) == fold(first_name) or fold(known.last_name) == fold(last_name)
    return found[0] if same else None
