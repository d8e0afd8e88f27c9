"""What auditors' bundles are made of: a scope's records, and the journal with the bodies that are about them alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import Connection, select

from kmcase.application.read.audits import AuditEntry, AuditMoney, AuditRecords, AuditVoucher, BundleItem
from kmcase.domain.audits import AuditScope, ScopeKind
from kmcase.domain.errors import DomainError
from kmcase.domain.events import Touched
from kmcase.domain.money import Baht
from kmcase.domain.payments import VoucherState
from kmcase.journal.entries import EntryHead
from kmcase.persistence.chains import chains
from kmcase.persistence.queries.disclosure import Disclosure
from kmcase.persistence.queries.lessons import staff_names
from kmcase.persistence.queries.vouchers import voucher_query
from kmcase.persistence.rows.audits import audit_bundle
from kmcase.persistence.rows.batches import batch, batch_request, drawal, money_return
from kmcase.persistence.rows.exchange import entry_photo, entry_touch
from kmcase.persistence.rows.meetings import decision, meeting
from kmcase.persistence.rows.office import checkpoint
from kmcase.persistence.rows.payments import payment_receipt, payment_run, voucher
from kmcase.persistence.rows.people import person
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.statements import Row, Rows, bound_mark
from kmcase.thai.calendar import format_short

_RECEIPTED = frozenset({VoucherState.PAID, VoucherState.VOID})
_MADE_OF_VISIT = "visit.request_made"


class SqlAuditQueries:
    """`AuditQueries` on plain selects."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows = Rows(connection)

    def bundles(self) -> tuple[BundleItem, ...]:
        """Bundles that were made, the newest first."""
        names = staff_names(self._rows)
        rows = sorted(self._rows.all(audit_bundle), key=lambda row: (row["made_at"], row["bundle_id"]), reverse=True)
        return tuple(
            BundleItem(
                bundle_id=row["bundle_id"],
                kind=ScopeKind(row["kind"]),
                record_id=row["record_id"],
                title=row["title"],
                manifest_sha256=row["manifest_sha256"],
                files=row["files"],
                persons=row["persons"],
                withheld=row["withheld"],
                made_at=datetime.fromisoformat(row["made_at"]),
                made_by=names.get(row["made_by"], ""),
            )
            for row in rows
        )

    def scope(self, scope: AuditScope) -> AuditRecords:
        """What a scope comes to; raises `batches.unknown` or `people.unknown`."""
        title, wanted = self._wanted(scope)
        owners = self._owners
        hidden = {request_id for request_id in wanted if owners.get(request_id) in self._restricted}
        requests = wanted - hidden
        vouchers = tuple(found for found in self._vouchers(requests) if found.person_id not in self._restricted)
        own = {scope.record_id} if scope.kind is ScopeKind.PERSON else set()
        persons = {owners[request_id] for request_id in requests} | (own - self._restricted)
        runs = self._runs(found.voucher_id for found in vouchers)
        batches = {row["batch_id"]: row for row in runs.values()}.keys() | self._batches(requests)
        meetings = self._meetings(requests)
        visits = self._visits(requests)
        return AuditRecords(
            title=title,
            records=frozenset(
                _touched(
                    batch=batches,
                    run=runs,
                    voucher=(found.voucher_id for found in vouchers),
                    request=requests,
                    visit=visits,
                    meeting=meetings,
                )
            ),
            persons=frozenset(persons),
            restricted=len({owners[request_id] for request_id in hidden} | (own & self._restricted)),
            vouchers=vouchers,
            moneys=tuple(self._moneys(batches)),
            requests=tuple(sorted((found, self._numbers[found]) for found in requests)),
            visits=tuple(sorted(visits.items())),
            meetings=tuple(sorted(meetings.items())),
        )

    def chains(self) -> tuple[str, ...]:
        """The stores of the journal, each after the one that it goes on from."""
        return chains(self._connection)

    def entries(self, store: str, records: AuditRecords) -> Iterator[AuditEntry]:
        """A chain in order, with the bodies of what is about the scope alone, or about the office."""
        disclosure = Disclosure(records.records, records.persons, self._owners)
        mark = bound_mark(self._connection)
        touches = self._touches(store)
        query = (
            "SELECT entry.n, head, hash, signature, salt, body FROM entry LEFT JOIN entry_body"
            " ON entry_body.store = entry.store AND entry_body.n = entry.n"
            f" WHERE entry.store = {mark} ORDER BY entry.n"
        )
        for n, text, entry_hash, signature, salt, body in self._connection.exec_driver_sql(query, (store,)):
            head = EntryHead.from_text(text)
            about = disclosure.of(head.type, touches.get(n, frozenset()))
            shown = about.shown and body is not None
            yield AuditEntry(
                store=store,
                n=n,
                type=head.type,
                at=head.at,
                actor=head.actor,
                workstation=head.workstation,
                use_case=head.use_case,
                head=text,
                hash=bytes(entry_hash),
                signature=None if signature is None else bytes(signature),
                salt=bytes(salt) if shown else None,
                body=body if shown else None,
                withheld=about.withheld,
            )

    def checkpoints(self) -> tuple[str, ...]:
        """The texts of all checkpoints that were kept, the oldest first."""
        return tuple(row["text"] for row in sorted(self._rows.all(checkpoint), key=lambda row: str(row["at"])))

    def outsiders(self, sha256s: frozenset[str], persons: frozenset[str]) -> frozenset[str]:
        """Those of these papers that are about somebody else as well."""
        found = set()
        for sha256 in sha256s:
            for row in self._rows.all(entry_photo, sha256=sha256):
                touched = self._rows.all(entry_touch, store=row["store"], n=row["n"])
                if self._about(touched) - persons:
                    found.add(sha256)
        return frozenset(found)

    # --- inside ---

    @cached_property
    def _owners(self) -> dict[str, str]:
        """By request whose it is."""
        return {row.request_id: row.person_id for row in self._connection.execute(_OWNERS)}

    @cached_property
    def _numbers(self) -> dict[str, str]:
        return {row.request_id: row.number for row in self._connection.execute(_OWNERS)}

    @cached_property
    def _restricted(self) -> frozenset[str]:
        query = select(person.c.person_id).where(person.c.restricted == 1)
        return frozenset(self._connection.execute(query).scalars())

    def _wanted(self, scope: AuditScope) -> tuple[str, set[str]]:
        """What a bundle is called, and its requests."""
        match scope.kind:
            case ScopeKind.BATCH:
                return self._of_batch(scope.record_id)
            case ScopeKind.PERSON:
                return self._of_person(scope.record_id)
        assert scope.first is not None
        assert scope.last is not None
        return f"{format_short(scope.first)} – {format_short(scope.last)}", self._of_period(scope.first, scope.last)

    def _of_batch(self, batch_id: str) -> tuple[str, set[str]]:
        row = self._rows.one(batch, batch_id=batch_id)
        if row is None:
            raise DomainError("batches.unknown")
        asked = {found["request_id"] for found in self._rows.all(batch_request, batch_id=batch_id)}
        query = (
            select(voucher.c.request_id)
            .join(payment_run, payment_run.c.run_id == voucher.c.run_id)
            .where(payment_run.c.batch_id == batch_id)
        )
        return str(row["number"]), asked | set(self._connection.execute(query).scalars())

    def _of_person(self, person_id: str) -> tuple[str, set[str]]:
        row = self._rows.one(person, person_id=person_id)
        if row is None:
            raise DomainError("people.unknown")
        name = f"{row['title']}{row['first_name']} {row['last_name']}"
        return name, {request_id for request_id, owner in self._owners.items() if owner == person_id}

    def _of_period(self, first: date, last: date) -> set[str]:
        """Requests that were decided, or whose numbers were paid or planned to be paid, from one day to another."""
        days = (first.isoformat(), last.isoformat())
        queries = (
            select(decision.c.request_id).where(decision.c.decided_on.between(*days)),
            select(payment_receipt.c.request_id).where(payment_receipt.c.paid_on.between(*days)),
            select(voucher.c.request_id)
            .join(payment_run, payment_run.c.run_id == voucher.c.run_id)
            .where(payment_run.c.planned_on.between(*days)),
        )
        return {found for query in queries for found in self._connection.execute(query).scalars()}

    def _vouchers(self, requests: set[str]) -> Iterator[AuditVoucher]:
        batches = {row["batch_id"]: row["number"] for row in self._rows.all(batch)}
        of_run = {row["run_id"]: batches.get(row["batch_id"], "") for row in self._rows.all(payment_run)}
        resolutions = {row["decision_id"]: row["resolution_number"] for row in self._rows.all(decision)}
        for row in self._connection.execute(voucher_query()):
            if row.request_id not in requests:
                continue
            state = VoucherState(row.state)
            paid_on = row.paid_on if state in _RECEIPTED else None
            yield AuditVoucher(
                voucher_id=row.voucher_id,
                number=row.number,
                payee_name=row.payee_name,
                amount=Baht(row.amount),
                state=state,
                paid_on=date.fromisoformat(paid_on) if paid_on else None,
                person_id=row.person_id,
                national_id=row.payee_national_id,
                request_id=row.request_id,
                request_number=self._numbers[row.request_id],
                resolution_number=resolutions.get(row.decision_id, ""),
                run_number=row.run_number,
                batch_number=of_run[row.run_id],
            )

    def _runs(self, vouchers: Iterable[str]) -> dict[str, Row]:
        wanted = set(vouchers)
        found = {row["run_id"] for row in self._rows.all(voucher) if row["voucher_id"] in wanted}
        return {row["run_id"]: row for row in self._rows.all(payment_run) if row["run_id"] in found}

    def _batches(self, requests: set[str]) -> set[str]:
        return {row["batch_id"] for row in self._rows.all(batch_request) if row["request_id"] in requests}

    def _meetings(self, requests: set[str]) -> dict[str, str]:
        found = {row["meeting_id"] for row in self._rows.all(decision) if row["request_id"] in requests}
        return {row["meeting_id"]: row["number"] for row in self._rows.all(meeting) if row["meeting_id"] in found}

    def _visits(self, requests: set[str]) -> dict[str, str]:
        """Visits that requests were made of, by the number of the request."""
        made: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
        query = (
            "SELECT entry_touch.n, entry_touch.store, noun, record_id FROM entry_touch JOIN entry"
            f" ON entry.store = entry_touch.store AND entry.n = entry_touch.n WHERE type = '{_MADE_OF_VISIT}'"
        )
        for n, store, noun, record_id in self._connection.exec_driver_sql(query):
            made[(store, n)][noun] = record_id
        return {one["visit"]: self._numbers[one["request"]] for one in made.values() if one["request"] in requests}

    def _moneys(self, batches: Iterable[str]) -> Iterator[AuditMoney]:
        for batch_id in sorted(batches):
            row = self._rows.one(batch, batch_id=batch_id)
            assert row is not None
            number = row["number"]
            yield _money("requested", row["requested_on"], row["amount"], number, number)
            for found in self._rows.all(drawal, batch_id=batch_id):
                yield _money("drawn", found["drawn_on"], found["amount"], found["document"], number)
            for found in self._rows.all(money_return, batch_id=batch_id):
                yield _money("returned", found["returned_on"], found["amount"], found["document"], number)

    def _touches(self, store: str) -> dict[int, frozenset[Touched]]:
        mark = bound_mark(self._connection)
        found: dict[int, set[Touched]] = defaultdict(set)
        query = f"SELECT n, noun, record_id FROM entry_touch WHERE store = {mark}"
        for n, noun, record_id in self._connection.exec_driver_sql(query, (store,)):
            found[n].add((noun, record_id))
        return {n: frozenset(touched) for n, touched in found.items()}

    def _about(self, touched: Iterable[Row]) -> set[str]:
        """Whom an entry is about: a meeting is about everybody whose request it decided."""
        found = set()
        for row in touched:
            if row["noun"] == "person":
                found.add(row["record_id"])
            elif row["noun"] == "request":
                found.add(self._owners.get(row["record_id"], ""))
            elif row["noun"] == "meeting":
                found |= {one["person_id"] for one in self._rows.all(decision, meeting_id=row["record_id"])}
        return found


_OWNERS = select(aid_request.c.request_id, aid_request.c.person_id, aid_request.c.number)


def _touched(**ids: Iterable[str]) -> Iterator[Touched]:
    for noun, every in ids.items():
        for record_id in every:
            yield noun, record_id


def _money(kind: str, on: str, satang: int, document: str, batch_number: str) -> AuditMoney:
    return AuditMoney(
        kind=kind, on=date.fromisoformat(on), amount=Baht(satang), document=document, batch_number=batch_number
    )
