"""What lies with a request: evidence against the checklist, comments, opinions, notices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from kmcase.application.read.requests import CommentLine, DiagnosisLine, EvidenceLine, NoticeLine
from kmcase.domain.evidence import EvidenceItem
from kmcase.domain.money import Baht
from kmcase.domain.requests import AidRequest, Diagnosis
from kmcase.persistence.queries.request_history import entry_order
from kmcase.persistence.rows import requests as tables
from kmcase.persistence.statements import Rows
from kmcase.rules.pieces import AskedPiece, asked_pieces

Names = Mapping[str, str]


def evidence_lines(request: AidRequest) -> tuple[EvidenceLine, ...]:
    """What is asked for in its order, each with what is held; then what lies there besides."""
    held = {item.kind: item for item in request.evidence}
    asked = asked_pieces(request.content)
    kinds = {piece.kind for piece in asked}
    besides = tuple(item for item in request.evidence if item.kind not in kinds)
    return (
        *(_asked_line(piece, held.get(piece.kind)) for piece in asked),
        *(
            EvidenceLine(
                kind=item.kind,
                asked=False,
                causes=(),
                of_house=False,
                attachments=item.attachments,
                none_reason=item.none_reason,
            )
            for item in besides
        ),
    )


def _asked_line(piece: AskedPiece, item: EvidenceItem | None) -> EvidenceLine:
    return EvidenceLine(
        kind=piece.kind,
        asked=True,
        causes=tuple(sorted(piece.causes)),
        of_house=piece.of_house,
        attachments=item.attachments if item else (),
        none_reason=item.none_reason if item else "",
    )


def comments_of(rows: Rows, request_id: str, names: Names) -> tuple[CommentLine, ...]:
    """Comments in the order in which they were made."""
    found = sorted(rows.all(tables.request_comment, request_id=request_id), key=lambda row: entry_order(row, "made_at"))
    return tuple(
        CommentLine(
            comment_id=row["comment_id"],
            section=row["section"],
            text=row["remark"],
            made_at=row["made_at"],
            made_by=names.get(row["made_by"], ""),
            answer=row["answer"],
            answered_at=row["answered_at"],
            answered_by=names.get(row["answered_by"], ""),
        )
        for row in found
    )


def diagnoses_of(rows: Rows, request_id: str, names: Names) -> tuple[DiagnosisLine, ...]:
    """Every version of the opinion, the newest first."""
    found = sorted(rows.all(tables.request_diagnosis, request_id=request_id), key=entry_order, reverse=True)
    return tuple(
        DiagnosisLine(
            diagnosis=Diagnosis(
                text=row["opinion"],
                proposed=Baht(row["proposed"]),
                by=row["given_by"],
                at=datetime.fromisoformat(row["at"]),
            ),
            given_by=names.get(row["given_by"], ""),
        )
        for row in found
    )


def notices_of(rows: Rows, request_id: str, names: Names) -> tuple[NoticeLine, ...]:
    """When and how the family was told."""
    found = sorted(rows.all(tables.result_notice, request_id=request_id), key=lambda row: row["told_on"])
    return tuple(
        NoticeLine(
            number=row["number"],
            method=row["method"],
            on=date.fromisoformat(row["told_on"]),
            told_by=names.get(row["told_by"], ""),
        )
        for row in found
    )
