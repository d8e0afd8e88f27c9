"""Publicity as aggregates: texts, consents, and what the records of a round say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select, true

from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.publicity import (
    ConsentWithdrawal,
    PhotoConsent,
    PhotographedPerson,
    PublicityValues,
    RoundFigures,
    RoundPerson,
    RoundPhotograph,
)
from kmcase.domain.writings import Writing, newest_first
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows.evidence import attachment, evidence_piece
from kmcase.persistence.rows.payments import payment_receipt, receipt_void, voucher
from kmcase.persistence.rows.people import person
from kmcase.persistence.rows.publicity import consent_withdrawal, photo_consent, publicity_approval, publicity_version
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.statements import Rows
from kmcase.persistence.writings import as_writing
from kmcase.thai.names import split_name

_PHOTOGRAPHS = (
    EvidenceKind.PHOTO_PERSON,
    EvidenceKind.PHOTO_FAMILY,
    EvidenceKind.PHOTO_HOUSE_OUTSIDE,
    EvidenceKind.PHOTO_HOUSE_INSIDE,
    EvidenceKind.PHOTO_PROBLEM,
    EvidenceKind.HANDOVER_PHOTO,
)
_JPEG = "image/jpeg"


class SqlPublicity:
    """`PublicityRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def versions(self, publicity_id: str) -> tuple[Writing[PublicityValues], ...]:
        """All versions of a text, the newest first; raises `publicity.unknown`."""
        rows = self._rows.all(publicity_version, publicity_id=publicity_id)
        if not rows:
            raise DomainError("publicity.unknown")
        return newest_first(as_writing(row, PublicityValues) for row in rows)

    def approved(self, publicity_id: str) -> frozenset[str]:
        """The versions that were approved."""
        return frozenset(row["version_id"] for row in self._rows.all(publicity_approval, publicity_id=publicity_id))

    def consents(self, person_id: str) -> tuple[PhotoConsent, ...]:
        """Every consent of a person, the newest first."""
        found = [build(PhotoConsent, from_json(row["content"])) for row in self._of(photo_consent, person_id)]
        return tuple(sorted(found, key=lambda one: (one.asked_on, one.consent_id), reverse=True))

    def withdrawals(self, person_id: str) -> tuple[ConsentWithdrawal, ...]:
        """Every withdrawal of a person, the newest first."""
        found = [build(ConsentWithdrawal, from_json(row["content"])) for row in self._of(consent_withdrawal, person_id)]
        return tuple(sorted(found, key=lambda one: (one.withdrawn_on, one.withdrawal_id), reverse=True))

    def figures(self, run_id: str) -> RoundFigures:
        """What a run came to, from receipts that are not void."""
        query = (
            select(
                voucher.c.family_id,
                voucher.c.person_id,
                payment_receipt.c.amount,
                aid_request.c.hardship_cause,
                aid_request.c.subdistrict_code,
                aid_request.c.moo,
            )
            .join(payment_receipt, payment_receipt.c.voucher_id == voucher.c.voucher_id)
            .join(aid_request, aid_request.c.request_id == voucher.c.request_id)
            .outerjoin(receipt_void, receipt_void.c.voucher_id == voucher.c.voucher_id)
            .where(voucher.c.run_id == run_id, receipt_void.c.voucher_id.is_(None))
            .order_by(voucher.c.fiscal_year, voucher.c.serial)
        )
        paid = self._read(query)
        # Two who are paid of one family are one family; of different causes it counts with the first.
        families = {row.family_id or row.person_id: row.hardship_cause for row in reversed(paid)}
        causes = Counter(families.values())
        return RoundFigures(
            families=len(families),
            amount=Baht.total(Baht(row.amount) for row in paid),
            villages=len({(row.subdistrict_code, row.moo) for row in paid}),
            causes=tuple(sorted(causes.items(), key=lambda found: (-found[1], found[0]))),
        )

    def persons(self, run_id: str) -> tuple[RoundPerson, ...]:
        """Everybody who has a number of a run, paid or not, as in the register and as on the voucher."""
        query = (
            select(
                voucher.c.person_id,
                voucher.c.payee_name,
                voucher.c.payee_national_id,
                person.c.first_name,
                person.c.last_name,
                person.c.national_id,
                person.c.phone,
                person.c.house_no,
                aid_request.c.house_no.label("asked_from"),
            )
            .join(person, person.c.person_id == voucher.c.person_id)
            .join(aid_request, aid_request.c.request_id == voucher.c.request_id)
            .where(voucher.c.run_id == run_id)
            .order_by(voucher.c.fiscal_year, voucher.c.serial)
        )
        return tuple(_round_person(row) for row in self._read(query))

    def photographs(self, run_id: str) -> tuple[RoundPhotograph, ...]:
        """Photographs of the requests and hand-overs of a run, in the order of its numbers."""
        taken: dict[str, Any] = {}
        shown: dict[str, dict[str, None]] = {}
        for column, noun in ((voucher.c.request_id, "request"), (voucher.c.voucher_id, "voucher")):
            query = (
                select(attachment, voucher.c.person_id)
                .join(attachment, (attachment.c.record_id == column) & (attachment.c.noun == noun))
                .where(
                    voucher.c.run_id == run_id,
                    attachment.c.kind.in_([kind.value for kind in _PHOTOGRAPHS]),
                    attachment.c.media_type == _JPEG,
                )
                .where(_still_there(noun))
                .order_by(voucher.c.fiscal_year, voucher.c.serial, attachment.c.kind, attachment.c.stored_sha256)
            )
            for row in self._read(query):
                taken.setdefault(row.stored_sha256, row)
                shown.setdefault(row.stored_sha256, {})[row.person_id] = None
        known = self._photographed({person_id for persons in shown.values() for person_id in persons})
        return tuple(
            RoundPhotograph(
                stored_sha256=stored,
                kind=EvidenceKind(row.kind),
                taken_at=datetime.fromisoformat(row.taken_at) if row.taken_at else None,
                persons=tuple(known[person_id] for person_id in shown[stored]),
            )
            for stored, row in taken.items()
        )

    def _photographed(self, person_ids: Iterable[str]) -> dict[str, PhotographedPerson]:
        query = select(person).where(person.c.person_id.in_(sorted(person_ids)))
        return {
            row.person_id: PhotographedPerson(
                person_id=row.person_id,
                name=f"{row.title}{row.first_name} {row.last_name}".strip(),
                birth=PartialDate.parse(row.birth) if row.birth else None,
                restricted=bool(row.restricted),
                consents=self.consents(row.person_id),
                withdrawals=self.withdrawals(row.person_id),
            )
            for row in self._read(query)
        }

    def _of(self, table: Any, person_id: str) -> list[dict[str, Any]]:
        return self._rows.all(table, person_id=person_id)

    def _read(self, query: Select[Any]) -> list[Any]:
        return list(self._rows.connection.execute(query))


def _still_there(noun: str) -> ColumnElement[bool]:
    """Of a request's pieces the newest stands: a photograph that was taken out of it again is none of the round's."""
    if noun != "request":
        return true()
    return (
        select(evidence_piece.c.record_id)
        .where(
            evidence_piece.c.noun == noun,
            evidence_piece.c.record_id == attachment.c.record_id,
            evidence_piece.c.kind == attachment.c.kind,
            evidence_piece.c.attachments.contains(attachment.c.stored_sha256),
        )
        .exists()
    )


def _round_person(row: Any) -> RoundPerson:
    paid_to = split_name(row.payee_name)
    houses = {row.house_no, row.asked_from} - {""}
    return RoundPerson(
        person_id=row.person_id,
        names=frozenset({(row.first_name, row.last_name), (paid_to.first_name, paid_to.last_name)}),
        national_ids=frozenset(number for number in (row.national_id, row.payee_national_id) if number),
        phones=frozenset({row.phone} - {""}),
        houses=frozenset(houses),
    )
