"""What lies with a request: comments, opinions, notices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from kmcase.application.read.requests import CommentLine, DiagnosisLine, NoticeLine
from kmcase.domain.money import Baht
from kmcase.domain.requests import Diagnosis
from kmcase.persistence.queries.request_history import entry_order
from kmcase.persistence.rows import requests as tables
from kmcase.persistence.statements import Rows

Names = Mapping[str, str]


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
