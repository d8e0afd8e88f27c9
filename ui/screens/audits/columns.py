"""Columns of the list of bundles. No Qt."""

from __future__ import annotations

from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import columns_of

_column = columns_of("audits.list")
COLUMNS = (
    _column("made_at", lambda one: one.made_at, 132, ColumnKind.DATETIME),
    _column("kind", lambda one: message(f"audits.scope.{one.kind.value}"), 72),
    _column("title", lambda one: one.title, 150),
    _column("made_by", lambda one: one.made_by, 132),
    _column("persons", lambda one: one.persons, 56, ColumnKind.INT),
    _column("files", lambda one: one.files, 72, ColumnKind.INT, hidden=True),
    _column("withheld", lambda one: one.withheld, 72, ColumnKind.INT, hidden=True),
    _column("digest", lambda one: one.manifest_sha256, 220, hidden=True),
)
