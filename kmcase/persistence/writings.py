"""Versions of texts (`kmcase.domain.writings`) from the rows that keep them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from kmcase.domain.events import build
from kmcase.domain.writings import Writing
from kmcase.persistence.plain import from_json
from kmcase.persistence.statements import Row

V = TypeVar("V")


def as_writing(row: Row, kind: type[V]) -> Writing[V]:
    """A row of versions with its content as a value of a type."""
    return version_of(row, content(row, kind), row.get("run_id", ""))


def version_of(row: Row, values: V, run_id: str = "") -> Writing[V]:
    """A row with `version_id`, `replaces`, `written_at` and `written_by` as a version that holds these values."""
    return Writing(
        version_id=row["version_id"],
        run_id=run_id,
        replaces=tuple(from_json(row["replaces"])),
        values=values,
        written_at=datetime.fromisoformat(row["written_at"]),
        written_by=row["written_by"],
    )


def content(row: Row, kind: type[V]) -> V:
    """What a row holds, as a value of a type."""
    found: Any = build(kind, from_json(row["content"]))
    return found  # type: ignore[no-any-return]
