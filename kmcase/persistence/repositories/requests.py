"""Aid requests as aggregates, with their evidence and the newest diagnosis."""

from __future__ import annotations

from datetime import date
from typing import Any

from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.evidence import Attachment, EvidenceItem, EvidenceKind
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.people import Address
from kmcase.domain.requests import ENDED, AidRequest, Diagnosis, RequestContent, RequestStatus, Slip
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import evidence as evidence_tables
from kmcase.persistence.rows import requests as tables
from kmcase.persistence.statements import Row, Rows


class SqlRequests:
    """`RequestRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def request(self, request_id: str) -> AidRequest:
        """A request; raises `requests.unknown`."""
        row = self._rows.one(tables.aid_request, request_id=request_id)
        if row is None:
            raise DomainError("requests.unknown")
        pieces = self._rows.all(evidence_tables.evidence_piece, noun="request", record_id=request_id)
        return as_request(row, tuple(as_piece(piece) for piece in sorted(pieces, key=lambda piece: piece["kind"])))

    def active_of(self, person_id: str) -> tuple[str, ...]:
        """Ids of a person's requests that are not ended."""
        rows = self._rows.all(tables.aid_request, person_id=person_id)
        return tuple(sorted(row["request_id"] for row in rows if row["status"] not in ENDED))

    def last_received(self, person_id: str, aid_kind: str, *, before: str | None = None) -> date | None:
        """The day of a person's last request of a kind that was not withdrawn; `before`: begun before this one."""
        rows = self._rows.all(tables.aid_request, person_id=person_id, aid_kind=aid_kind)
        days = [
            row["received_on"]
            for row in rows
            if row["status"] != RequestStatus.WITHDRAWN and (before is None or row["request_id"] < before)
        ]
        return date.fromisoformat(max(days)) if days else None

    def open_comments(self, request_id: str) -> int:
        """Comments that the officer has not answered."""
        comments = self._rows.all(tables.request_comment, request_id=request_id)
        return sum(comment["answer"] is None for comment in comments)

    def comment_is_open(self, request_id: str, comment_id: str) -> bool:
        """Whether a comment waits for its answer; raises `requests.unknown_comment`."""
        row = self._rows.one(tables.request_comment, comment_id=comment_id, request_id=request_id)
        if row is None:
            raise DomainError("requests.unknown_comment")
        return row["answer"] is None

    def slip(self, slip_id: str) -> Slip:
        """Papers taken; raises `requests.unknown_slip`."""
        row = self._rows.one(tables.document_slip, slip_id=slip_id)
        if row is None:
            raise DomainError("requests.unknown_slip")
        return as_slip(row)


def as_request(row: Row, pieces: tuple[EvidenceItem, ...]) -> AidRequest:
    """A row of `aid_request` with its evidence."""
    return AidRequest(
        request_id=row["request_id"],
        number=row["number"],
        person_id=row["person_id"],
        family_id=row["family_id"],
        household_id=row["household_id"],
        address=as_address(row),
        status=RequestStatus(row["status"]),
        content=build(RequestContent, from_json(row["content"])),
        evidence=pieces,
        diagnosis=_built(Diagnosis, row["diagnosis"]),
        approved=None if row["approved"] is None else Baht(row["approved"]),
        reviewer=row["reviewer"],
        officer=row["officer"],
        version=row["content_event"],
        override=_built(Override, row["override"]),
    )


def _built(target: Any, text: str | None) -> Any:
    return None if text is None else build(target, from_json(text))


def as_piece(row: Row) -> EvidenceItem:
    """A row of `evidence_piece`."""
    return EvidenceItem(
        kind=EvidenceKind(row["kind"]),
        attachments=tuple(build(Attachment, part) for part in from_json(row["attachments"])),
        none_reason=row["none_reason"],
    )


def as_slip(row: Row) -> Slip:
    """A row of `document_slip`."""
    back = row["given_back_on"]
    return Slip(
        slip_id=row["slip_id"],
        request_id=row["request_id"],
        number=row["number"],
        items=tuple(from_json(row["items"])),
        taken_from=row["taken_from"],
        taken_on=date.fromisoformat(row["taken_on"]),
        given_back_on=date.fromisoformat(back) if back else None,
    )


def as_address(row: Row) -> Address:
    """The address columns of a row."""
    return Address(
        house_no=row["house_no"],
        moo=row["moo"],
        village=row["village"],
        soi=row["soi"],
        road=row["road"],
        subdistrict_code=row["subdistrict_code"],
    )
