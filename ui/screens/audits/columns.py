"""Columns of the list of bundles. No Qt."""

from __future__ import annotations

from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import columns_of

_column = columns_of("audits.list")
COLUMNS = (
    _column("made_at", lambda one: one.made_at, 140, ColumnKind.DATETIME),
    _column("kind", lambda one: message(f"audits.scope.{one.kind.value}"), 88),
    _column("title", lambda one: one.title, 0),
    _column("made_by", lambda one: one.made_by, 136),
    _column("persons", lambda one: one.persons, 72, ColumnKind.INT),
    _column("files", lambda one: one.files, 72, ColumnKind.INT, hidden=True),
    _column("withheld", lambda one: one.withheld, 72, ColumnKind.INT, hidden=True),
    _column("digest", lambda one: one.manifest_sha256, 220, hidden=True),
)
