"""Writes of multi-value fields (`kmcase.domain.versions`), each kept in a row as it came."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table

from kmcase.domain.versions import Write
from kmcase.persistence.fold.registry import At
from kmcase.persistence.plain import from_json
from kmcase.persistence.statements import Row, Rows


def add_write(
    rows: Rows,
    table: Table,
    key: str,
    record_id: str,
    at: At,
    values: dict[str, Any],
    seen: dict[str, tuple[str, ...]],
) -> None:
    """Keep what an entry wrote of a record, whose id stands in column `key`, and what it saw."""
    rows.insert(
        table,
        **{key: record_id},
        event_id=at.event_id,
        at=at.at,
        actor=at.actor,
        content=values,
        seen=seen,
    )


def as_write(row: Row) -> Write:
    """A kept write again."""
    seen = {name: tuple(ids) for name, ids in from_json(row["seen"]).items()}
    return Write(
        event_id=row["event_id"], at=row["at"], actor=row["actor"], values=from_json(row["content"]), seen=seen
    )
