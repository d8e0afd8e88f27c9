"""What an auditor's bundle is made of, and which were made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kmcase.domain.audits import AuditScope, ScopeKind
from kmcase.domain.events import Touched
from kmcase.domain.money import Baht
from kmcase.domain.payments import VoucherState


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditVoucher:
    """A number in a bundle; `paid_on` where there is a receipt, void or not."""

    voucher_id: str
    number: str
    payee_name: str
    amount: Baht
    state: VoucherState
    paid_on: date | None
    person_id: str
    national_id: str | None
    request_id: str
    request_number: str
    resolution_number: str
    run_number: str
    batch_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditMoney:
    """Money of a batch: `kind` is `requested`, `drawn` or `returned`; `document` its number or paper."""

    kind: str
    on: date
    amount: Baht
    document: str
    batch_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecords:
    """What a scope comes to.

    `records` are (noun, id) of batches, runs, vouchers, requests, visits and meetings; `persons` those who may be
    shown, `restricted` counts those who may not, whose records are left out. `requests`, `visits` and `meetings` are
    ids with the number or the name that their papers are filed under.
    """

    title: str
    records: frozenset[Touched]
    persons: frozenset[str]
    restricted: int
    vouchers: tuple[AuditVoucher, ...]
    moneys: tuple[AuditMoney, ...]
    requests: tuple[tuple[str, str], ...]
    visits: tuple[tuple[str, str], ...]
    meetings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """An entry of the journal as a bundle carries it; without salt and body where it is not about the scope alone.

    `withheld`: it is about the scope, but about others as well. Of `body` the text is what the head commits to.
    """

    store: str
    n: int
    type: str
    at: str
    actor: str
    workstation: str
    use_case: str
    head: str
    hash: bytes
    signature: bytes | None
    salt: bytes | None = None
    body: str | None = None
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleItem:
    """A bundle that was made."""

    bundle_id: str
    kind: ScopeKind
    record_id: str
    title: str
    manifest_sha256: str
    files: int
    persons: int
    withheld: int
    made_at: datetime
    made_by: str


class AuditQueries(Protocol):
    """What bundles are made of."""

    def bundles(self) -> tuple[BundleItem, ...]:
        """Bundles that were made, the newest first."""
        ...

    def scope(self, scope: AuditScope) -> AuditRecords:
        """What a scope comes to; raises `batches.unknown` or `people.unknown`."""
        ...

    def chains(self) -> tuple[str, ...]:
        """The stores of the journal, each after the one that it goes on from."""
        ...

    def entries(self, store: str, records: AuditRecords) -> Iterator[AuditEntry]:
        """A chain in order, with the bodies of what is about the scope alone, or about the office."""
        ...

    def checkpoints(self) -> tuple[str, ...]:
        """The texts of all checkpoints that were kept, the oldest first."""
        ...

    def outsiders(self, sha256s: frozenset[str], persons: frozenset[str]) -> frozenset[str]:
        """Those of these papers (stored SHA-256) that are about somebody else as well."""
        ...
