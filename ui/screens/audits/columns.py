"""Columns of the list of bundles. No Qt."""

from __future__ import annotations

from operator import attrgetter

from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import Column

COLUMNS = (
    Column(
        key="made_at",
        title_key="audits.list.made_at",
        getter=lambda one: one.made_at,
        kind=ColumnKind.DATETIME,
        width=140,
    ),
    Column(
        key="kind", title_key="audits.list.kind", getter=lambda one: message(f"audits.scope.{one.kind.value}"), width=88
    ),
    Column(key="title", title_key="audits.list.title", getter=lambda one: one.title, width=0),
    Column(key="made_by", title_key="audits.list.made_by", getter=lambda one: one.made_by, width=136),
    Column(
        key="persons", title_key="audits.list.persons", getter=lambda one: one.persons, kind=ColumnKind.INT, width=72
    ),
    *(
        Column(
            key=name,
            title_key=f"audits.list.{name}",
            getter=attrgetter(name),
            kind=ColumnKind.INT,
            width=72,
            hidden=True,
        )
        for name in ("files", "withheld")
    ),
    Column(
        key="digest",
        title_key="audits.list.digest",
        getter=lambda one: one.manifest_sha256,
        width=220,
        hidden=True,
    ),
)
