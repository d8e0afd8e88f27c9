"""The index of a bundle: what stands in it, as tables for people and as JSON for the verifier.

The first table is read by the verifier as well: number, payee and amount are its first columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kmcase.application.audits.exceptions import exceptions_of
from kmcase.application.audits.filing import FiledAttachment, Filing, Shown
from kmcase.application.lists import ColumnKind, ExportColumn
from kmcase.application.printing.audits import IndexTable
from kmcase.application.read.audits import AuditRecords
from kmcase.application.read.controls import ObservationItem
from kmcase.domain.followups import PayeeAsked
from kmcase.domain.money import Baht
from kmcase.journal.checkpoints import read_checkpoint, row_mark
from kmcase.messages import Catalogue
from kmcase.rules.regulations import Regulations
from kmcase.thai.national_id import mask_id

_TEXT, _MONEY, _DATE, _WHEN, _INT = (
    ColumnKind.TEXT,
    ColumnKind.MONEY,
    ColumnKind.DATE,
    ColumnKind.DATETIME,
    ColumnKind.INT,
)
_COLUMNS: Mapping[str, tuple[tuple[str, ColumnKind, int], ...]] = {
    "vouchers": (
        ("number", _TEXT, 90), ("payee", _TEXT, 190), ("amount", _MONEY, 90), ("national_id", _TEXT, 140),
        ("state", _TEXT, 90), ("paid_on", _DATE, 90), ("request", _TEXT, 90), ("resolution", _TEXT, 90),
        ("run", _TEXT, 90), ("batch", _TEXT, 110),
    ),
    "moneys": (
        ("kind", _TEXT, 110), ("on", _DATE, 90), ("amount", _MONEY, 100), ("document", _TEXT, 190),
        ("batch", _TEXT, 110),
    ),
    "follow_ups": (
        ("number", _TEXT, 90), ("asked_on", _DATE, 90), ("asked_by", _TEXT, 150), ("method", _TEXT, 90),
        ("amount_said", _MONEY, 90), ("received_on_said", _DATE, 90), ("received_from", _TEXT, 120),
        ("put_together", _TEXT, 80), ("given_to", _TEXT, 120), ("circumstances", _TEXT, 180),
    ),
    "exceptions": (
        ("kind", _TEXT, 150), ("reason", _TEXT, 240), ("document", _TEXT, 120), ("second_person", _TEXT, 150),
        ("made_by", _TEXT, 150), ("at", _WHEN, 120), ("entry", _TEXT, 90),
    ),
    "observations": (
        ("code", _TEXT, 110), ("on", _DATE, 90), ("text", _TEXT, 320), ("standing", _TEXT, 90),
        ("reason", _TEXT, 200), ("judged_by", _TEXT, 140),
    ),
    "attachments": (
        ("about", _TEXT, 110), ("kind", _TEXT, 180), ("taken_at", _WHEN, 130), ("place", _TEXT, 150),
        ("stored_sha256", _TEXT, 560), ("sha256", _TEXT, 130), ("entry", _TEXT, 90),
    ),
    "events": (
        ("entry", _TEXT, 90), ("at", _WHEN, 120), ("type", _TEXT, 180), ("made_by", _TEXT, 150),
        ("workstation", _TEXT, 120), ("mark", _TEXT, 90),
    ),
    "rules": (
        ("key", _TEXT, 220), ("value", _INT, 90), ("from", _DATE, 90), ("to", _DATE, 90), ("reference", _TEXT, 280),
        ("own", _TEXT, 90),
    ),
    "versions": (("version", _TEXT, 140), ("decisions", _INT, 90)),
    "checkpoints": (("size", _INT, 80), ("at", _WHEN, 120), ("text", _TEXT, 520)),
    "withheld": (("what", _TEXT, 320), ("reason", _TEXT, 320)),
    "files": (("path", _TEXT, 320), ("size", _INT, 90), ("sha256", _TEXT, 400)),
}  # fmt: skip


_ON_PAPER = frozenset(
    {"vouchers", "moneys", "follow_ups", "exceptions", "observations", "attachments", "rules", "versions", "withheld"}
)
"""Tables that people read; the others stand in the workbook alone."""
_NAMING = ("request_id", "record_id", "visit_id", "voucher_id", "meeting_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What the index is made of; `names` of staff by id, `day` in whose numbers the rules are told."""

    records: AuditRecords
    shown: Sequence[Shown]
    attachments: Sequence[FiledAttachment]
    observations: Sequence[ObservationItem]
    checkpoints: Sequence[str]
    names: Mapping[str, str]
    regulations: Regulations
    day: date


def index_tables(gathered: Gathered, filing: Filing, catalogue: Catalogue) -> tuple[IndexTable, ...]:
    """Tables in the order in which an auditor asks; such as have nothing to say are left out, but for the first."""
    tables = _Tables(gathered, catalogue)
    every: tuple[tuple[str, Iterable[Sequence[object]]], ...] = (
        ("vouchers", tables.vouchers()),
        ("moneys", tables.moneys()),
        ("follow_ups", tables.follow_ups()),
        ("exceptions", tables.exceptions()),
        ("observations", tables.observations()),
        ("attachments", tables.attachments()),
        ("events", tables.events()),
        ("rules", tables.rules()),
        ("versions", tables.versions()),
        ("checkpoints", tables.checkpoints()),
        ("withheld", tables.withheld(filing)),
        ("files", ((name, told["size"], told["sha256"]) for name, told in sorted(filing.files.items()))),
    )
    found = []
    for name, lines in every:
        rows = tuple(lines)
        if rows or name == "vouchers":
            columns = tuple(
                ExportColumn(title=catalogue.text(f"audits.column.{column}"), kind=kind, width=width)
                for column, kind, width in _COLUMNS[name]
            )
            title = catalogue.text(f"audits.table.{name}")
            found.append(IndexTable(name=title, columns=columns, rows=rows, on_paper=name in _ON_PAPER))
    return tuple(found)


def index_json(records: AuditRecords) -> dict[str, object]:
    """What the verifier holds against the bodies of events: money in satang, days in ISO."""
    return {
        "vouchers": [
            {
                "voucher_id": one.voucher_id,
                "number": one.number,
                "payee": one.payee_name,
                "satang": one.amount.satang,
                "state": one.state.value,
                "paid_on": one.paid_on.isoformat() if one.paid_on else None,
            }
            for one in records.vouchers
        ],
        "moneys": [
            {"kind": one.kind, "on": one.on.isoformat(), "satang": one.amount.satang, "document": one.document}
            for one in records.moneys
        ],
    }


def numbers_of(records: AuditRecords) -> Mapping[str, str]:
    """By id the number that people know a request, a visit, a meeting or a voucher by."""
    vouchers = {one.voucher_id: one.number for one in records.vouchers}
    return {**dict(records.requests), **dict(records.visits), **dict(records.meetings), **vouchers}


def about(one: Shown, numbers: Mapping[str, str]) -> str:
    """The number of the record that an entry is about; empty where it is of none that has one."""
    named = (str(one.body.get(name)) for name in _NAMING)
    return next((numbers[found] for found in named if found in numbers), "")


def short_id(one: Shown) -> str:
    """An entry by the end of its store's id and its number."""
    return f"{one.entry.store[-4:]}:{one.entry.n}"


class _Tables:
    """The rows of each table."""

    def __init__(self, gathered: Gathered, catalogue: Catalogue) -> None:
        self._is = gathered
        self._say = catalogue.text

    def vouchers(self) -> Iterator[Sequence[object]]:
        for one in self._is.records.vouchers:
            number = mask_id(one.national_id) if one.national_id else ""
            state = self._say(f"documents.ledger.state.{one.state.value}")
            yield (one.number, one.payee_name, one.amount, number, state, one.paid_on, one.request_number,
                   one.resolution_number, one.run_number, one.batch_number)  # fmt: skip

    def moneys(self) -> Iterator[Sequence[object]]:
        for one in self._is.records.moneys:
            yield self._say(f"audits.money.{one.kind}"), one.on, one.amount, one.document, one.batch_number

    def follow_ups(self) -> Iterator[Sequence[object]]:
        numbers = {one.voucher_id: one.number for one in self._is.records.vouchers}
        for one in self._is.shown:
            if one.entry.type != PayeeAsked.TYPE:
                continue
            said = one.body["follow_up"]
            together = said.get("put_together")
            yield (
                numbers.get(said["voucher_id"], ""),
                date.fromisoformat(said["asked_on"]),
                self._name(said["asked_by"]),
                self._say(f"followups.method.{said['method']}"),
                Baht(said["amount_said"]) if "amount_said" in said else None,
                date.fromisoformat(said["received_on_said"]) if "received_on_said" in said else None,
                said["received_from"],
                "" if together is None else self._say("audits.yes" if together else "audits.no"),
                said["given_to"],
                said["circumstances"],
            )

    def exceptions(self) -> Iterator[Sequence[object]]:
        for one in self._is.shown:
            for found in exceptions_of(one.entry.type, one.body):
                kind = self._say(f"audits.exception.{found.kind}")
                second = self._name(found.second_person)
                yield kind, found.reason, found.document, second, *self._made(one), short_id(one)

    def observations(self) -> Iterator[Sequence[object]]:
        """By name and state alone: the facts of an observation may speak of people whom the bundle is not about."""
        for one in self._is.observations:
            code = one.observation.control
            state = self._say(f"controls.state.{one.state.value}")
            last = one.judgements[0] if one.judgements else None
            said = (last.reason, self._name(last.judged_by)) if last else ("", "")
            yield code, one.observation.day, self._say(f"controls.{code}.says"), state, *said

    def attachments(self) -> Iterator[Sequence[object]]:
        for one in self._is.attachments:
            named = one.named
            taken = datetime.fromisoformat(named["taken_at"]) if "taken_at" in named else None
            place = f"{named['latitude']}, {named['longitude']}" if "latitude" in named else ""
            kind = self._say(f"evidence.kind.{named['kind']}")
            original = named["sha256"] if named["sha256"] != named["stored_sha256"] else ""
            yield one.about, kind, taken, place, named["stored_sha256"], original, one.entry

    def events(self) -> Iterator[Sequence[object]]:
        for one in self._is.shown:
            who, at = self._made(one)
            yield short_id(one), at, one.entry.type, who, one.entry.workstation, row_mark(one.entry.hash)

    def rules(self) -> Iterator[Sequence[object]]:
        for key in sorted(self._is.regulations.keys):
            if self._is.regulations.has(key, self._is.day):
                found = self._is.regulations.number(key, self._is.day)
                own = self._say("audits.own_number") if found.office_own else ""
                yield key, found.value, found.valid_from, found.valid_to, found.reference, own

    def versions(self) -> Iterator[Sequence[object]]:
        told = (one.body.get("judgement") or {} for one in self._is.shown)
        counted = Counter(judged["rule_version"] for judged in told if judged.get("rule_version"))
        yield from sorted(counted.items())

    def checkpoints(self) -> Iterator[Sequence[object]]:
        for text in self._is.checkpoints:
            read = read_checkpoint(text)
            yield read.size, read.at, text

    def withheld(self, filing: Filing) -> Iterator[Sequence[object]]:
        for one in filing.withheld:
            yield one.what, self._say(f"audits.withheld.{one.reason}")

    def _name(self, staff_id: str) -> str:
        return self._is.names.get(staff_id, "")

    def _made(self, one: Shown) -> tuple[str, datetime]:
        return self._name(one.entry.actor), datetime.fromisoformat(one.entry.at)
