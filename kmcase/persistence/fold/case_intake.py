"""Reception and papers of cases: every version, signature and return is a row of its own."""

from __future__ import annotations

from collections.abc import Iterable

from kmcase.domain.cases.intake import (
    BelongingsListed,
    BelongingsReturned,
    ClientPhotographed,
    IntakeRecorded,
    SameClientTold,
)
from kmcase.domain.cases.papers import ComplaintWritten, PaperRefused, PaperSigned, PaperWithdrawn
from kmcase.domain.evidence import Attachment
from kmcase.persistence.fold.evidence import attach
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import case_intake as tables
from kmcase.persistence.statements import Rows


@folds(IntakeRecorded)
def _intake(rows: Rows, at: At, event: IntakeRecorded) -> None:
    rows.insert(
        tables.case_intake,
        version_id=event.version_id,
        case_id=event.case_id,
        replaces=event.replaces,
        content=event.values,
        written_at=at.at,
        written_by=at.actor,
    )


@folds(BelongingsListed)
def _listed(rows: Rows, at: At, event: BelongingsListed) -> None:
    rows.insert(
        tables.case_belongings,
        version_id=event.version_id,
        list_id=event.list_id,
        case_id=event.case_id,
        replaces=event.replaces,
        content=event.values,
        written_at=at.at,
        written_by=at.actor,
    )
    if event.values.signed is not None:
        _attach(rows, at, event.case_id, event.values.signed.attachments)


@folds(BelongingsReturned)
def _returned(rows: Rows, at: At, event: BelongingsReturned) -> None:
    rows.insert(
        tables.case_return,
        return_id=event.return_id,
        case_id=event.case_id,
        item_ids=event.item_ids,
        returned_on=event.on,
        remark=event.remark,
        signed=event.signed,
        written_at=at.at,
        written_by=at.actor,
    )
    _attach(rows, at, event.case_id, event.signed.attachments)


@folds(ClientPhotographed)
def _photographed(rows: Rows, at: At, event: ClientPhotographed) -> None:
    rows.insert(
        tables.case_photo,
        photo_id=event.photo_id,
        case_id=event.case_id,
        photo=event.photo,
        written_at=at.at,
        written_by=at.actor,
    )
    _attach(rows, at, event.case_id, (event.photo,))


@folds(SameClientTold)
def _same(rows: Rows, at: At, event: SameClientTold) -> None:
    put_newest(
        rows,
        tables.case_same,
        at,
        case_id=event.case_id,
        other_case_id=event.other_case_id,
        same=event.same,
        reason=event.reason,
        told_by=at.actor,
    )


@folds(PaperSigned)
def _signed(rows: Rows, at: At, event: PaperSigned) -> None:
    rows.insert(
        tables.case_paper,
        paper_id=event.paper_id,
        case_id=event.case_id,
        paper=event.paper,
        casework=event.casework,
        said_on=event.on,
        officer=event.officer,
        items=event.items,
        agency=event.agency,
        note=event.note,
        signed=event.signed,
        reason="",
        follows="",
        written_at=at.at,
        written_by=at.actor,
    )
    _attach(rows, at, event.case_id, event.signed.attachments)


@folds(PaperRefused)
def _refused(rows: Rows, at: At, event: PaperRefused) -> None:
    rows.insert(
        tables.case_paper,
        paper_id=event.paper_id,
        case_id=event.case_id,
        paper=event.paper,
        casework=event.casework,
        said_on=event.on,
        officer=event.officer,
        items=(),
        agency="",
        note="",
        signed=None,
        reason=event.reason,
        follows=event.follows,
        written_at=at.at,
        written_by=at.actor,
    )


@folds(PaperWithdrawn)
def _withdrawn(rows: Rows, at: At, event: PaperWithdrawn) -> None:
    rows.insert(
        tables.case_paper_end,
        event_id=at.event_id,
        case_id=event.case_id,
        paper_id=event.paper_id,
        ended_on=event.on,
        reason=event.reason,
        written_at=at.at,
        written_by=at.actor,
    )


@folds(ComplaintWritten)
def _complaint(rows: Rows, at: At, event: ComplaintWritten) -> None:
    rows.insert(
        tables.case_complaint,
        version_id=event.version_id,
        complaint_id=event.complaint_id,
        case_id=event.case_id,
        replaces=event.replaces,
        content=event.values,
        written_at=at.at,
        written_by=at.actor,
    )


def _attach(rows: Rows, at: At, case_id: str, attachments: Iterable[Attachment]) -> None:
    for attachment in attachments:
        attach(rows, at, attachment, "case", case_id)
